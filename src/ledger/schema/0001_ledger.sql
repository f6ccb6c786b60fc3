-- Step 1: the ledger as it was first shipped. A shipped step is never edited: what changes comes as a later step.
--
-- Milestones are packed in one integer: twice the seconds since 1970 UTC, odd for an instant, even for a calendar
-- day; the smallest integer stands for "reached, nobody knows when", NULL for "not reached".
-- Money is a decimal in text with an ISO 4217 code beside it.

-- The reviews that were opened. What a review is, is folded from its entries; one whose opening was taken back
-- keeps its number.
CREATE TABLE meeting (
    id     INTEGER PRIMARY KEY,
    opened INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- The journal: each thing a person did, one row, never changed and never removed. `gesture` is the first entry of
-- the same key press. `chain` is the SHA-256 of the row before, this row's columns and `payload_digest`, so a
-- payload can be redacted without breaking the chain. `undoes` names the gesture an undoing took back.
CREATE TABLE journal (
    seq            INTEGER PRIMARY KEY,
    gesture        INTEGER NOT NULL CHECK (gesture <= seq),
    at             INTEGER NOT NULL,
    who            TEXT NOT NULL,
    meeting        INTEGER REFERENCES meeting (id),
    kind           TEXT NOT NULL,
    payload        TEXT CHECK (payload IS NULL OR json_valid(payload)),
    payload_digest BLOB NOT NULL CHECK (length(payload_digest) = 32),
    chain          BLOB NOT NULL CHECK (length(chain) = 32),
    undoes         INTEGER CHECK (undoes < seq),
    CHECK ((kind = 'undone') = (undoes IS NOT NULL)),
    -- A refusal without a reason and a route cannot be written down.
    CHECK (
        kind <> 'verdict' OR payload IS NULL
        OR coalesce(json_extract(payload, '$.verdict') = 'accepted', FALSE)
        OR (
            coalesce(json_extract(payload, '$.verdict') IN ('not_accepted', 'returned'), FALSE)
            AND json_extract(payload, '$.reason') IS NOT NULL
            AND json_extract(payload, '$.route') IS NOT NULL
        )
    )
) STRICT;

CREATE INDEX journal_meeting ON journal (meeting, seq) WHERE meeting IS NOT NULL;
CREATE INDEX journal_kind ON journal (kind, seq);

CREATE TRIGGER journal_says_something BEFORE INSERT ON journal
WHEN NEW.payload IS NULL
BEGIN
    SELECT RAISE(ABORT, 'an entry says what was done');
END;

CREATE TRIGGER journal_stays BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_is_only_redacted BEFORE UPDATE ON journal
WHEN NEW.payload IS NOT NULL OR NEW.seq <> OLD.seq OR NEW.gesture <> OLD.gesture OR NEW.at <> OLD.at
    OR NEW.who <> OLD.who OR NEW.meeting IS NOT OLD.meeting OR NEW.kind <> OLD.kind
    OR NEW.payload_digest <> OLD.payload_digest OR NEW.chain <> OLD.chain OR NEW.undoes IS NOT OLD.undoes
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- What is left of an entry whose payload was redacted: the act without the person's data.
CREATE TABLE redacted (
    seq     INTEGER PRIMARY KEY REFERENCES journal (seq),
    payload TEXT NOT NULL CHECK (json_valid(payload))
) STRICT;

-- Which leads an entry is about; `says` where it says something of the lead (an undoing of such an entry too).
CREATE TABLE journal_lead (
    lead INTEGER NOT NULL,
    seq  INTEGER NOT NULL REFERENCES journal (seq),
    says INTEGER NOT NULL CHECK (says IN (0, 1)),
    PRIMARY KEY (lead, seq)
) STRICT, WITHOUT ROWID;

-- The gestures that are taken back as things stand; `by` is the undoing.
CREATE TABLE taken_back (
    gesture INTEGER PRIMARY KEY REFERENCES journal (seq),
    by      INTEGER NOT NULL REFERENCES journal (seq)
) STRICT;

-- The words that many leads share: sources, campaigns, owners. Only ever added to.
CREATE TABLE word (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

-- What the files say of each lead, the narrow half: what figures count. `identity` is the hash of the id under
-- which the same lead comes again (0 for one added by hand), `digest` of the row that last spoke.
CREATE TABLE lead (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    identity    INTEGER NOT NULL,
    digest      INTEGER NOT NULL,
    sourced_by  INTEGER NOT NULL CHECK (sourced_by IN (0, 1, 2)),
    source      INTEGER,
    campaign    INTEGER,
    owner       INTEGER,
    created     INTEGER,
    qualified   INTEGER,
    first_touch INTEGER,
    responded   INTEGER NOT NULL CHECK (responded IN (0, 1)),
    worked      INTEGER NOT NULL CHECK (worked IN (0, 1)),
    verdict     INTEGER CHECK (verdict IN (1, 2, 3)),
    decided     INTEGER,
    reason      INTEGER,
    route       TEXT,
    opened      INTEGER,
    closed      INTEGER,
    outcome     INTEGER CHECK (outcome IN (1, 2)),
    amount      TEXT,
    currency    TEXT,
    CHECK (verdict IS NULL OR verdict = 1 OR (reason IS NOT NULL AND route IS NOT NULL)),
    CHECK ((amount IS NULL) = (currency IS NULL))
) STRICT;

CREATE INDEX lead_identity ON lead (identity);

-- What the files say of each lead, the wide half: what a card shows. `verdict` is the CRM's verdict in full,
-- `opportunity` the hash of the lead's own "converted opportunity id", `extra` the columns nobody mapped, in file order.
CREATE TABLE lead_text (
    id             INTEGER PRIMARY KEY REFERENCES lead (id) ON DELETE CASCADE,
    key            TEXT NOT NULL,
    name           TEXT,
    company        TEXT,
    title          TEXT,
    email          TEXT,
    phone          TEXT,
    country        TEXT,
    industry       TEXT,
    employees      TEXT,
    score          TEXT,
    status         TEXT,
    response_hours TEXT,
    deal_reason    TEXT,
    verdict        TEXT,
    opportunity    INTEGER,
    extra          TEXT
) STRICT;

CREATE INDEX lead_opportunity ON lead_text (opportunity) WHERE opportunity IS NOT NULL;

-- What people said of each lead: the fold of its standing entries, kept beside the journal. The columns repeat
-- what questions are asked by; `document` is the whole.
CREATE TABLE said (
    lead       INTEGER PRIMARY KEY REFERENCES lead (id),
    verdict    INTEGER CHECK (verdict IN (1, 2, 3)),
    decided_at INTEGER,
    reason     INTEGER,
    route      TEXT,
    last       INTEGER NOT NULL REFERENCES journal (seq),
    document   TEXT NOT NULL CHECK (json_valid(document)),
    CHECK (verdict IS NULL OR verdict = 1 OR (reason IS NOT NULL AND route IS NOT NULL)),
    CHECK ((verdict IS NULL) = (decided_at IS NULL))
) STRICT;

-- Deals from files. `lead_key` is empty where the deal names no lead (sourced by Sales); one whose lead is not
-- there (yet) has `lead` NULL and finds it when it comes.
CREATE TABLE deal (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    identity      INTEGER NOT NULL,
    key           TEXT NOT NULL,
    lead          INTEGER REFERENCES lead (id) ON DELETE SET NULL,
    lead_key      TEXT NOT NULL,
    lead_identity INTEGER NOT NULL,
    owner         TEXT NOT NULL,
    source        TEXT NOT NULL,
    campaign      TEXT NOT NULL,
    stage         TEXT NOT NULL,
    opened        INTEGER,
    closed        INTEGER,
    outcome       INTEGER CHECK (outcome IN (1, 2)),
    amount        TEXT,
    currency      TEXT,
    reason        TEXT NOT NULL,
    accepted      INTEGER,
    sourced_by    INTEGER CHECK (sourced_by IN (0, 1, 2)),
    extra         TEXT,
    CHECK ((amount IS NULL) = (currency IS NULL))
) STRICT;

CREATE UNIQUE INDEX deal_identity ON deal (identity);
CREATE INDEX deal_lead ON deal (lead);

-- Touches from files; people's own are entries. A touch whose lead is not there has `lead` NULL, as a deal has.
CREATE TABLE touch (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    identity      INTEGER NOT NULL,
    lead          INTEGER REFERENCES lead (id) ON DELETE SET NULL,
    lead_key      TEXT NOT NULL,
    lead_identity INTEGER NOT NULL,
    at            INTEGER,
    kind          TEXT NOT NULL,
    result        TEXT,
    by            TEXT NOT NULL,
    note          TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX touch_identity ON touch (identity);
CREATE INDEX touch_lead ON touch (lead);

-- Which lead belongs to which campaign, both by the keys the file wrote.
CREATE TABLE member (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    identity      INTEGER NOT NULL,
    campaign      TEXT NOT NULL,
    lead          INTEGER REFERENCES lead (id) ON DELETE SET NULL,
    lead_key      TEXT NOT NULL,
    lead_identity INTEGER NOT NULL,
    status        TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX member_identity ON member (identity);
CREATE INDEX member_lead ON member (lead);

-- Campaigns: what Marketing ran, spent and forecast. No cost recorded is NULL, never zero.
CREATE TABLE campaign (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    identity INTEGER NOT NULL,
    key      TEXT NOT NULL,
    document TEXT NOT NULL CHECK (json_valid(document))
) STRICT;

CREATE UNIQUE INDEX campaign_identity ON campaign (identity);

-- Dated cost rows: one per campaign, ad and day; the same three again replace the row.
CREATE TABLE spend (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    identity INTEGER NOT NULL,
    campaign TEXT NOT NULL,
    ad       TEXT NOT NULL,
    day      INTEGER,
    amount   TEXT NOT NULL,
    currency TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX spend_identity ON spend (identity);

-- People from files; what people set in the console stands over them and is folded from the journal.
CREATE TABLE person (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    identity INTEGER NOT NULL,
    name     TEXT NOT NULL,
    document TEXT NOT NULL CHECK (json_valid(document))
) STRICT;

CREATE UNIQUE INDEX person_identity ON person (identity);

-- The batches of the journal: an import, and the undoing of one. Part of the journal, append-only. `entry` is the
-- entry that made it.
CREATE TABLE batch (
    id    INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- The rows a batch added: from `first` to `last` of a table.
CREATE TABLE batch_range (
    batch INTEGER NOT NULL REFERENCES batch (id),
    item  TEXT NOT NULL,
    first INTEGER NOT NULL,
    last  INTEGER NOT NULL CHECK (first <= last),
    PRIMARY KEY (batch, item, first)
) STRICT, WITHOUT ROWID;

-- The rows a batch changed or removed, as they were before.
CREATE TABLE batch_row (
    batch  INTEGER NOT NULL REFERENCES batch (id),
    item   TEXT NOT NULL,
    row    INTEGER NOT NULL,
    before TEXT CHECK (before IS NULL OR json_valid(before)),
    PRIMARY KEY (batch, item, row)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER batch_stays BEFORE DELETE ON batch
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER batch_range_stays BEFORE DELETE ON batch_range
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER batch_row_stays BEFORE DELETE ON batch_row
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER batch_row_is_only_redacted BEFORE UPDATE ON batch_row
WHEN NEW.batch <> OLD.batch OR NEW.item <> OLD.item OR NEW.row <> OLD.row OR NEW.before IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
