//! The tables that imports write: what a merge, a before-image and its return say to each, written out once.

/// A table that imports write. Images are JSON arrays of `id` and the columns, in the order of `restore`.
pub(super) struct Item {
    pub name: &'static str,
    /// Finds the ledger's row of each staged row.
    pub find: &'static str,
    /// Marks the staged rows that say what the ledger says already.
    pub compare: &'static str,
    /// Keeps the rows that staged rows change, as they are; parameter `:batch`.
    pub keep_changed: &'static str,
    /// Changes them.
    pub change: &'static str,
    /// Adds the new rows after `:base`.
    pub add: &'static str,
    /// Keeps rows `:first` to `:last`, as they are; parameter `:batch`.
    pub keep_range: &'static str,
    /// Removes rows `:first` to `:last`.
    pub remove_range: &'static str,
    /// Keeps row `:row` as it is, or that it is not there; parameter `:batch`.
    pub keep_row: &'static str,
    /// Writes a row from the values of its image.
    pub restore: &'static str,
    /// The number of the last row there ever was.
    pub last: &'static str,
    /// How many rows of each file are new, changed and the same.
    pub count: &'static str,
}

/// `$kept` leaves out what belongs to a lead that an undo keeps.
macro_rules! item {
    ($name:literal, $kept:literal, [$first:literal $(, $column:literal)*], [$($mark:literal),*]) => {
        Item {
            name: $name,
            find: concat!("UPDATE staging.", $name, " AS s SET same = 0, at_row = (SELECT id FROM main.", $name,
                " WHERE identity = s.identity)"),
            compare: concat!("UPDATE staging.", $name, " AS s SET same = 1 WHERE at_row IS NOT NULL AND (", $first
                $(, ", ", $column)*, ") IS (SELECT ", $first $(, ", ", $column)*, " FROM main.", $name,
                " WHERE id = s.at_row)"),
            keep_changed: concat!("INSERT INTO batch_row (batch, item, row, before) SELECT :batch, '", $name,
                "', id, json_array(id, identity, ", $first $(, ", ", $column)*, ") FROM main.", $name,
                " WHERE id IN (SELECT at_row FROM staging.", $name, " WHERE at_row IS NOT NULL AND same = 0)"),
            change: concat!("UPDATE main.", $name, " AS m SET (", $first $(, ", ", $column)*, ") = (SELECT ", $first
                $(, ", ", $column)*, " FROM staging.", $name, " WHERE at_row = m.id) WHERE id IN (SELECT at_row FROM staging.",
                $name, " WHERE at_row IS NOT NULL AND same = 0)"),
            add: concat!("INSERT INTO main.", $name, " (id, identity, ", $first $(, ", ", $column)*,
                ") SELECT :base + n, identity, ", $first $(, ", ", $column)*, " FROM staging.", $name,
                " WHERE at_row IS NULL ORDER BY n"),
            keep_range: concat!("INSERT INTO batch_row (batch, item, row, before) SELECT :batch, '", $name,
                "', id, json_array(id, identity, ", $first $(, ", ", $column)*, ") FROM main.", $name,
                " WHERE id BETWEEN :first AND :last AND ", $kept),
            remove_range: concat!("DELETE FROM main.", $name, " WHERE id BETWEEN :first AND :last AND ", $kept),
            keep_row: concat!("INSERT INTO batch_row (batch, item, row, before) SELECT :batch, '", $name,
                "', :row, (SELECT json_array(id, identity, ", $first $(, ", ", $column)*, ") FROM main.", $name,
                " WHERE id = :row)"),
            restore: concat!("INSERT INTO main.", $name, " (id, identity, ", $first $(, ", ", $column)*,
                ") VALUES (?1, ?2", $(", ", $mark,)* ") ON CONFLICT (id) DO UPDATE SET (identity, ", $first
                $(, ", ", $column)*, ") = (excluded.identity, excluded.", $first $(, ", excluded.", $column)*, ")"),
            last: concat!("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = '", $name, "'), 0)"),
            count: concat!("SELECT file, sum(at_row IS NULL), sum(at_row IS NOT NULL AND same = 0), sum(same = 1)",
                " FROM staging.", $name, " GROUP BY file"),
        }
    };
}

/// Everything but leads. Deals, touches and members find their lead after every change, so `lead` is no column here.
pub(super) const ITEMS: [Item; 6] = [
    item!(
        "deal",
        "(lead IS NULL OR lead NOT IN (SELECT lead FROM temp.kept))",
        [
            "key",
            "lead_key",
            "lead_identity",
            "owner",
            "source",
            "campaign",
            "stage",
            "opened",
            "closed",
            "outcome",
            "amount",
            "currency",
            "reason",
            "accepted",
            "sourced_by",
            "extra"
        ],
        [
            "?3", "?4", "?5", "?6", "?7", "?8", "?9", "?10", "?11", "?12", "?13", "?14", "?15",
            "?16", "?17", "?18"
        ]
    ),
    item!(
        "touch",
        "(lead IS NULL OR lead NOT IN (SELECT lead FROM temp.kept))",
        [
            "lead_key",
            "lead_identity",
            "at",
            "kind",
            "result",
            "by",
            "note"
        ],
        ["?3", "?4", "?5", "?6", "?7", "?8", "?9"]
    ),
    item!(
        "member",
        "(lead IS NULL OR lead NOT IN (SELECT lead FROM temp.kept))",
        ["campaign", "lead_key", "lead_identity", "status"],
        ["?3", "?4", "?5", "?6"]
    ),
    item!("campaign", "TRUE", ["key", "document"], ["?3", "?4"]),
    item!(
        "spend",
        "TRUE",
        ["campaign", "ad", "day", "amount", "currency"],
        ["?3", "?4", "?5", "?6", "?7"]
    ),
    item!("person", "TRUE", ["name", "document"], ["?3", "?4"]),
];

/// Deals, touches and members that found no lead yet look again: by the key they name, and deals by the id that a
/// lead says its deal has.
pub(super) const REJOIN: [&str; 4] = [
    "UPDATE main.deal AS d SET lead = (SELECT id FROM lead WHERE identity = d.lead_identity)
     WHERE lead IS NULL AND lead_identity <> 0",
    "UPDATE main.deal AS d SET lead = (SELECT t.id FROM lead_text t WHERE t.opportunity = d.identity)
     WHERE lead IS NULL AND EXISTS (SELECT 1 FROM lead_text t WHERE t.opportunity = d.identity)",
    "UPDATE main.touch AS d SET lead = (SELECT id FROM lead WHERE identity = d.lead_identity)
     WHERE lead IS NULL AND lead_identity <> 0",
    "UPDATE main.member AS d SET lead = (SELECT id FROM lead WHERE identity = d.lead_identity)
     WHERE lead IS NULL AND lead_identity <> 0",
];
