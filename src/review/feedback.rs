//! The way back into a CRM: what each calls the review's columns and a verdict, and by which names they are known again
//! when the CRM's list comes home with them.

use super::reason::ReasonCode;
use super::verdict::Verdict;

/// The setting that holds the CRM whose names the team's feedback takes.
pub const CRM: &str = "crm";

/// The review's columns in the file a CRM takes back, after the CRM's own id. Where a file brings all of them again they
/// are Docket's own words come home: the ledger has them already.
pub const FEEDBACK: [&str; 7] = [
    "verdict", "reason", "route", "note", "date", "reviewer", "meeting",
];

/// Whose names a feedback file takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Crm {
    /// Docket's own words.
    #[default]
    Plain,
    Salesforce,
    HubSpot,
    Pipedrive,
    Zoho,
    Dynamics,
}

impl Crm {
    /// In the order of the list.
    pub const ALL: [Self; 6] = [
        Self::Plain,
        Self::Salesforce,
        Self::HubSpot,
        Self::Pipedrive,
        Self::Zoho,
        Self::Dynamics,
    ];

    /// The word of `--crm` and of the setting.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Salesforce => "salesforce",
            Self::HubSpot => "hubspot",
            Self::Pipedrive => "pipedrive",
            Self::Zoho => "zoho",
            Self::Dynamics => "dynamics",
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// In words, with those that are known.
    pub fn parse(text: &str) -> Result<Self, String> {
        let known = |crm: &Self| crm.word().eq_ignore_ascii_case(text.trim());
        Self::ALL.into_iter().find(known).ok_or_else(|| {
            let words = Self::ALL.map(Self::word).join(", ");
            format!("\"{text}\" is no CRM that is known here: {words}")
        })
    }

    /// What the CRM calls a lead's id, where no list of it was read yet that says so.
    #[must_use]
    pub fn id_column(self) -> &'static str {
        match self {
            Self::Salesforce => "Id",
            Self::HubSpot => "Record ID",
            Self::Pipedrive => "Lead - Pipedrive System ID",
            Self::Plain | Self::Zoho => "Lead ID",
            Self::Dynamics => "(Do Not Modify) Lead",
        }
    }

    /// The review's columns as fields of the CRM's own are called: they stand beside its fields and overwrite none.
    #[must_use]
    pub fn columns(self) -> [String; 7] {
        FEEDBACK.map(|column| {
            let name = match (self, column) {
                (Self::Plain, _) | (_, "reviewer") => column.to_owned(),
                _ => format!("review {column}"),
            };
            match self {
                Self::Plain => name,
                Self::Salesforce => format!("{}__c", titled(&name).replace(' ', "_")),
                Self::HubSpot => upper(&name),
                Self::Pipedrive => format!("Lead - {}", upper(&name)),
                Self::Zoho | Self::Dynamics => titled(&name),
            }
        })
    }

    /// The verdict in a word of the CRM's own list of lead statuses (as it is delivered), so that it can be mapped onto the
    /// status as it stands. Pipedrive has no such list: a label of its own.
    #[must_use]
    pub fn verdict(self, verdict: &Verdict) -> &'static str {
        let Some(refusal) = verdict.refusal() else {
            return match self {
                Self::Plain => verdict.word(),
                Self::Salesforce => "Working - Contacted",
                Self::HubSpot => "In Progress",
                Self::Pipedrive => "Accepted",
                Self::Zoho => "Pre-Qualified",
                Self::Dynamics => "Qualified",
            };
        };
        let returned = matches!(verdict, Verdict::Returned(_));
        match self {
            Self::Plain => verdict.word(),
            Self::Salesforce => "Closed - Not Converted",
            Self::HubSpot if refusal.reason == BAD_TIMING => "Bad Timing",
            Self::HubSpot => "Unqualified",
            Self::Pipedrive if returned => "Returned",
            Self::Pipedrive => "Not accepted",
            Self::Zoho if refusal.reason == NO_LEAD => "Junk Lead",
            Self::Zoho if returned => "Lost Lead",
            Self::Zoho => "Not Qualified",
            Self::Dynamics => match refusal.reason {
                NO_NEED => "No Longer Interested",
                NOT_REACHED => "Cannot Contact",
                NO_LEAD => "Canceled",
                _ => "Lost",
            },
        }
    }

    /// What stands before the reason of a lead that was handed back, where the CRM's list has no word of its own for it.
    #[must_use]
    pub fn before_reason(self, verdict: &Verdict) -> &'static str {
        match (self, verdict) {
            (Self::Plain | Self::Pipedrive | Self::Zoho, _) => "",
            (_, Verdict::Returned(_)) => "returned: ",
            _ => "",
        }
    }
}

/// The reasons whose digits the lists of CRMs have words for; a digit keeps its reason for ever.
const NO_NEED: ReasonCode = ReasonCode(3);
const BAD_TIMING: ReasonCode = ReasonCode(5);
const NOT_REACHED: ReasonCode = ReasonCode(7);
/// Duplicate, customer, competitor, student, spam.
const NO_LEAD: ReasonCode = ReasonCode(9);

/// The review's column a header names, counted from 0, whichever CRM wrote it: `Review_Verdict__c`, `Review verdict` and
/// `Lead - Review verdict` are one. Docket's plain words are so only as [`Crm::Plain`] writes them.
#[must_use]
pub fn column(header: &str) -> Option<(bool, usize)> {
    let header = header.trim().to_lowercase();
    if let Some(at) = FEEDBACK.iter().position(|own| *own == header) {
        return Some((true, at));
    }
    let name = header.strip_prefix("lead - ").unwrap_or(&header);
    let name = name.strip_suffix("__c").unwrap_or(name).replace('_', " ");
    let name = name.strip_prefix("review ").unwrap_or(&name);
    let at = FEEDBACK.iter().position(|own| *own == name)?;
    Some((false, at))
}

/// Whether these headers bring all of the review's columns home: of any CRM's names, or all of Docket's own.
#[must_use]
pub fn comes_home<'header>(headers: impl IntoIterator<Item = &'header str>) -> bool {
    let (mut plain, mut named) = ([false; 7], [false; 7]);
    for (own, at) in headers.into_iter().filter_map(column) {
        plain[at] |= own;
        // "Reviewer" is called so by every CRM, and by Docket.
        named[at] |= !own || at == REVIEWER;
    }
    [plain, named].iter().any(|all| all.iter().all(|one| *one))
}

const REVIEWER: usize = 5;

/// `review verdict` as `Review verdict`.
fn upper(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// `review verdict` as `Review Verdict`.
fn titled(name: &str) -> String {
    name.split(' ').map(upper).collect::<Vec<_>>().join(" ")
}
