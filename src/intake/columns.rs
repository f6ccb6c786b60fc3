//! Which column fills which field: proposed from the headers, corrected by the caller, remembered for the same headers.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::alias::closed_is_won;
use super::field::{Canonical, plain};
use super::options::Options;
use super::sniff::Shape;
use super::value::money::Style;
use crate::review::feedback;
use crate::review::proposal::{DateOrder, Meaning};
use crate::review::row::Kind;

/// One column and how its cells are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// As shown: trimmed; an empty or doubled name is told apart by its place.
    pub header: String,
    pub field: Option<Canonical>,
    /// The order of its dates.
    pub order: DateOrder,
    /// The decimal mark of its amounts.
    pub style: Style,
    /// How many of its cells were not empty when the file was looked at.
    pub filled: u64,
    /// One of the review's own columns come back: neither read nor kept.
    pub own: bool,
}

/// What stands in where a field has no cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StandIn {
    Text(String),
    /// Another field of the same row.
    Field(Canonical),
}

/// Everything needed to read one file's rows.
#[derive(Debug, Clone)]
pub struct Columns {
    pub kind: Kind,
    pub shape: Shape,
    pub columns: Vec<Column>,
    pub set: Vec<(Canonical, StandIn)>,
    /// The column of closing dates says by its name that the deal was won.
    pub closed_is_won: bool,
    /// A lead list whose only stage is a converted flag: converted is won.
    pub converted_is_won: bool,
    /// For a slip: whose it is.
    pub slip_for: String,
    /// Docket wrote the file and guarded its cells against being read as formulas.
    pub guarded: bool,
    pub options: Options,
    /// The digest of the headers as written.
    headers: String,
    places: Vec<Option<usize>>,
}

/// A mapping taken once, for the next file with the same headers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// SHA-256 over the headers, hex.
    pub headers: String,
    pub kind: Kind,
    /// One entry a column; `None` is an extra field.
    pub fields: Vec<Option<Canonical>>,
    /// The order of each date column that was asked about.
    #[serde(default)]
    pub orders: Vec<(Canonical, DateOrder)>,
    #[serde(default)]
    pub set: Vec<(Canonical, String)>,
    /// What the file's unknown status words mean.
    #[serde(default)]
    pub words: Vec<(String, Meaning)>,
}

/// What identifies a set of headers: their digest, hex.
#[must_use]
pub fn digest_of(headers: &[String]) -> String {
    let mut digest = Sha256::new();
    for header in headers {
        digest.update(header.trim().as_bytes());
        digest.update([0]);
    }
    hex(&digest.finalize())
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl Columns {
    /// Maps the headers of a file of a known kind.
    ///
    /// # Errors
    /// In words, where `--map` names a column that is not there.
    pub fn propose(
        kind: Kind,
        shape: Shape,
        headers: &[String],
        options: &Options,
    ) -> Result<Self, String> {
        let plains: Vec<String> = headers.iter().map(|header| plain(header)).collect();
        let digest = digest_of(headers);
        let remembered = options.profiles.iter().rev().find(|profile| {
            profile.headers == digest
                && profile.kind == kind
                && profile.fields.len() == headers.len()
        });
        let mut fields = match remembered {
            Some(profile) => profile.fields.clone(),
            None => by_alias(kind, &plains),
        };
        apply(&options.map, headers, &plains, &mut fields)?;
        single(&options.columns, &mut fields);
        let mut options = options.clone();
        if let Some(profile) = remembered {
            let known: Vec<_> = profile.words.iter().cloned().chain(options.words).collect();
            options.words = known;
            for (field, value) in &profile.set {
                if !options.set.iter().any(|(set, _)| set == field) {
                    options.set.push((*field, value.clone()));
                }
            }
        }
        let shown = shown(headers);
        let home = kind == Kind::Leads && feedback::comes_home(headers.iter().map(String::as_str));
        let columns = fields.iter().zip(shown).map(|(field, header)| Column {
            own: home && field.is_none() && feedback::column(&header).is_some(),
            header,
            field: *field,
            order: remembered
                .and_then(|profile| profile.orders.iter().find(|(of, _)| Some(*of) == *field))
                .map_or(DateOrder::Ymd, |(_, order)| *order),
            style: Style::Unsettled,
            filled: 0,
        });
        let closed = place_of(Canonical::ClosedAt, &fields);
        let mut mapped = Self {
            kind,
            shape,
            columns: columns.collect(),
            set: Vec::new(),
            closed_is_won: closed.is_some_and(|place| closed_is_won(&plains[place])),
            converted_is_won: false,
            slip_for: String::new(),
            guarded: false,
            options,
            headers: digest,
            places: Vec::new(),
        };
        mapped.settle();
        Ok(mapped)
    }

    /// Recomputes what follows from the mapping.
    fn settle(&mut self) {
        use Canonical as C;
        self.places = C::ALL
            .iter()
            .map(|field| {
                self.columns
                    .iter()
                    .position(|column| column.field == Some(*field))
            })
            .collect();
        self.set = self
            .options
            .set
            .iter()
            .map(|(field, value)| {
                let other = C::parse(value)
                    .filter(|other| other.holds() == field.holds() && self.has(*other));
                (
                    *field,
                    other.map_or_else(|| StandIn::Text(value.clone()), StandIn::Field),
                )
            })
            .collect();
        self.converted_is_won = self.kind == Kind::Leads
            && self.has(C::Converted)
            && !STAGES.iter().any(|stage| self.has(*stage));
    }

    /// Lets the created date stand in for the hand-over date.
    pub fn use_created_date(&mut self) {
        self.options.set.push((
            Canonical::QualifiedAt,
            Canonical::CreatedAt.word().to_owned(),
        ));
        self.settle();
    }

    /// The column of a field.
    #[must_use]
    pub fn place(&self, field: Canonical) -> Option<usize> {
        self.places[field as usize]
    }

    /// Whether a column is mapped to the field.
    #[must_use]
    pub fn has(&self, field: Canonical) -> bool {
        self.place(field).is_some()
    }

    /// Whether the file speaks of the field, by a column or by what stands in for it.
    #[must_use]
    pub fn speaks(&self, field: Canonical) -> bool {
        self.has(field) || self.set.iter().any(|(set, _)| *set == field)
    }

    /// Whether the file's column for this stage's date decides the stage by itself: it is mapped (or stood in
    /// for) and not empty from top to bottom, as the stage columns of a fresh export can be.
    #[must_use]
    pub fn decides(&self, field: Canonical) -> bool {
        match self.place(field) {
            Some(place) if self.columns[place].filled > 0 => true,
            _ => self.set.iter().any(|(set, _)| *set == field),
        }
    }

    /// What to remember for the next file with the same headers.
    #[must_use]
    pub fn profile(&self) -> Profile {
        let asked = |column: &Column| {
            let field = column.field?;
            (field.holds() == super::field::Holds::Date && column.order != DateOrder::Ymd)
                .then_some((field, column.order))
        };
        Profile {
            headers: self.headers.clone(),
            kind: self.kind,
            fields: self.columns.iter().map(|column| column.field).collect(),
            orders: self.columns.iter().filter_map(asked).collect(),
            set: self.options.set.clone(),
            words: self.options.settled_words(),
        }
    }
}

fn place_of(field: Canonical, fields: &[Option<Canonical>]) -> Option<usize> {
    fields.iter().position(|mapped| *mapped == Some(field))
}

/// Columns that tell a lead's stage: beside one of them a converted flag means an opportunity.
const STAGES: [Canonical; 11] = [
    Canonical::Status,
    Canonical::Lifecycle,
    Canonical::QualifiedAt,
    Canonical::AcceptedAt,
    Canonical::RejectedAt,
    Canonical::OpportunityId,
    Canonical::OpportunityAt,
    Canonical::ClosedAt,
    Canonical::Stage,
    Canonical::Outcome,
    Canonical::Accepted,
];

fn by_alias(kind: Kind, plains: &[String]) -> Vec<Option<Canonical>> {
    let mut fields = vec![None; plains.len()];
    for (field, names) in super::alias::table(kind) {
        // A full name makes its parts extra fields.
        let parts = matches!(field, Canonical::FirstName | Canonical::LastName);
        if parts && fields.contains(&Some(Canonical::Name)) {
            continue;
        }
        let found = names.split_whitespace().find_map(|name| {
            plains
                .iter()
                .enumerate()
                .position(|(place, plain)| plain == name && fields[place].is_none())
        });
        if let Some(place) = found {
            fields[place] = Some(*field);
        }
    }
    // In a list of marketing-qualified leads the first contact is the hand-over.
    if kind == Kind::Leads
        && plains.iter().any(|plain| plain.starts_with("mql"))
        && !fields.contains(&Some(Canonical::QualifiedAt))
        && let Some(place) = plains.iter().position(|plain| plain == "firstcontactdate")
    {
        fields[place] = Some(Canonical::QualifiedAt);
    }
    fields
}

/// What a person said of single columns; a field that another column had moves to theirs.
fn single(columns: &[(usize, Option<Canonical>)], fields: &mut [Option<Canonical>]) {
    for (place, field) in columns {
        fields
            .iter_mut()
            .filter(|other| field.is_some() && *other == field)
            .for_each(|other| *other = None);
        if let Some(column) = fields.get_mut(*place) {
            *column = *field;
        }
    }
}

fn apply(
    map: &[(Canonical, String)],
    headers: &[String],
    plains: &[String],
    fields: &mut [Option<Canonical>],
) -> Result<(), String> {
    for (field, column) in map {
        let wanted = plain(column);
        let place = headers
            .iter()
            .position(|header| header.trim() == column)
            .or_else(|| {
                plains
                    .iter()
                    .position(|plain| *plain == wanted && !wanted.is_empty())
            })
            .or_else(|| {
                let number: usize = column.parse().ok()?;
                number.checked_sub(1).filter(|place| *place < headers.len())
            });
        let Some(place) = place else {
            return Err(format!(
                "--map {}={column}: there is no column {column}; there are {}",
                field.word(),
                headers.join(", ")
            ));
        };
        for taken in fields.iter_mut() {
            if *taken == Some(*field) {
                *taken = None;
            }
        }
        fields[place] = Some(*field);
    }
    Ok(())
}

/// Headers as shown: every one different, none empty.
fn shown(headers: &[String]) -> Vec<String> {
    let mut shown: Vec<String> = Vec::with_capacity(headers.len());
    for (place, header) in headers.iter().enumerate() {
        let header = header.trim().trim_start_matches('\u{feff}');
        let mut name = if header.is_empty() {
            format!("column {}", place + 1)
        } else {
            header.to_owned()
        };
        if shown.contains(&name) {
            name = format!("{name} ({})", place + 1);
        }
        shown.push(name);
    }
    shown
}
