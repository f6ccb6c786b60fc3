//! A row of a lead list: texts, milestones, the verdict and the deal that the CRM tells.

use chrono::NaiveDate;

use super::Context;
use super::cells::Cells;
use crate::intake::columns::Columns;
use crate::intake::field::Canonical::{self, self as C};
use crate::intake::status::{self, Reading};
use crate::review::figures::contradiction::REASON_KEPT;
use crate::review::lead::{Deal, Field, Filed, FiledVerdict, SourcedBy, Texts};
use crate::review::milestone::{Milestone, Reach};
use crate::review::row::{LeadRow, Row, Speaks, identity};
use crate::review::verdict::{Acceptance, Outcome, Refusal, Verdict};

/// Which canonical field fills each text field.
const TEXTS: [(Field, Canonical); 12] = [
    (Field::Name, C::Name),
    (Field::Company, C::Company),
    (Field::Title, C::Title),
    (Field::Email, C::Email),
    (Field::Phone, C::Phone),
    (Field::Country, C::Country),
    (Field::Industry, C::Industry),
    (Field::Employees, C::Employees),
    (Field::Source, C::Source),
    (Field::Campaign, C::Campaign),
    (Field::Owner, C::Owner),
    (Field::Score, C::Score),
];

/// What a lead list with these columns speaks of.
pub fn speaks(columns: &Columns) -> Speaks {
    let any = |fields: &[Canonical]| fields.iter().any(|field| columns.speaks(*field));
    let status = any(&[C::Status, C::Lifecycle]);
    let texts = TEXTS
        .iter()
        .enumerate()
        .filter(|(_, (field, canonical))| {
            columns.speaks(*canonical) || *field == Field::Name && any(&[C::FirstName, C::LastName])
        })
        .fold(0, |bits, (place, _)| bits | 1 << place);
    Speaks {
        texts,
        sourced_by: any(&[C::SourcedBy]),
        status,
        created: any(&[C::CreatedAt]),
        qualified: status || any(&[C::QualifiedAt]),
        first_touch: any(&[C::FirstTouchAt]),
        response_hours: any(&[C::ResponseHours]),
        worked: status || any(&[C::LastTouchAt, C::TouchCount]),
        verdict: status
            || any(&[
                C::Accepted,
                C::AcceptedAt,
                C::RejectedAt,
                C::ReturnedAt,
                C::RejectReason,
            ]),
        deal: status || any(&DEAL),
    }
}

const DEAL: [Canonical; 9] = [
    C::OpportunityId,
    C::OpportunityAt,
    C::ClosedAt,
    C::LostAt,
    C::Stage,
    C::Outcome,
    C::Converted,
    C::Amount,
    C::LostReason,
];

/// Reads one row; the reason in words where it is refused.
pub fn read(cells: &Cells<'_>, context: &mut Context) -> Result<Row, String> {
    let identity = identity_of(cells, context)?;
    let reading = context.reading(cells);
    let mut extra = cells.extra();
    let deal = deal(cells, reading, &mut extra)?;
    let story = Story::of(cells, reading)?;
    let response_hours = cells.number(C::ResponseHours)?;
    let contacted = cells.date(C::LastTouchAt)?.is_some()
        || cells
            .number(C::TouchCount)?
            .is_some_and(|count| !count.is_zero());
    for field in [C::LastTouchAt, C::TouchCount, C::Lifecycle] {
        cells.keep(field, &mut extra);
    }
    let touched = story.first_touch.is_some() || response_hours.is_some() || contacted;
    let verdict = verdict(cells, &story, touched)?;
    let refused = verdict
        .as_ref()
        .is_some_and(|told| told.verdict.refusal().is_some());
    let why = cells.text(C::RejectReason);
    if !refused && !why.trim().is_empty() {
        // Data to fix: a reason, and no answer that it goes with.
        extra.push((REASON_KEPT.to_owned(), why.to_owned()));
    }
    let filed = Filed {
        key: cells.text(C::Id).to_owned(),
        texts: texts(cells),
        sourced_by: sourced_by(cells.text(C::SourcedBy)).unwrap_or_default(),
        status: word(cells).to_owned(),
        created: story.created,
        qualified: story.qualified,
        first_touch: story.first_touch,
        response_hours,
        worked: reading.is_worked() || contacted,
        verdict,
        deal,
        extra,
    };
    Ok(Row::Lead(Box::new(LeadRow {
        identity,
        filed,
        speaks: context.speaks,
        opportunity_key: cells.text(C::OpportunityId).to_owned(),
        weight: None,
    })))
}

fn identity_of(cells: &Cells<'_>, context: &mut Context) -> Result<String, String> {
    if !cells.columns.has(C::Id) {
        return Ok(context.occurrence(cells));
    }
    let identity = identity(cells.text(C::Id));
    if identity.is_empty() {
        return Err("its id is empty, and the other rows of the file have one".to_owned());
    }
    Ok(identity.to_owned())
}

/// The status as written: the lead status, else the lifecycle stage.
fn word<'a>(cells: &Cells<'a>) -> &'a str {
    match cells.text(C::Status) {
        "" => cells.text(C::Lifecycle),
        status => status,
    }
}

fn texts(cells: &Cells<'_>) -> Texts {
    TEXTS
        .iter()
        .map(|(field, canonical)| {
            let text = if *field == Field::Name {
                cells.name()
            } else {
                cells.text(*canonical).to_owned()
            };
            (*field, text)
        })
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// Reads who brought the lead in.
pub fn sourced_by(text: &str) -> Option<SourcedBy> {
    match text.trim().to_lowercase().as_str() {
        "marketing" => Some(SourcedBy::Marketing),
        "sales" => Some(SourcedBy::Sales),
        "partner" => Some(SourcedBy::Partner),
        _ => None,
    }
}

/// What a row says so far, for its verdict.
struct Story {
    reading: Reading,
    created: Reach,
    qualified: Reach,
    first_touch: Option<Milestone>,
}

impl Story {
    fn of(cells: &Cells<'_>, reading: Reading) -> Result<Self, String> {
        let by_word = if reading.is_delivered() {
            Reach::Undated
        } else {
            Reach::Not
        };
        Ok(Self {
            reading,
            created: cells.date(C::CreatedAt)?.map_or(Reach::Undated, Reach::At),
            qualified: if cells.columns.decides(C::QualifiedAt) {
                cells.reach(C::QualifiedAt)?
            } else {
                by_word
            },
            first_touch: cells.date(C::FirstTouchAt)?,
        })
    }

    /// Delivered to Sales, as far as the file's own hand-over column can deny it.
    fn is_delivered(&self, columns: &Columns) -> bool {
        self.qualified.reached() || !columns.decides(C::QualifiedAt)
    }

    /// The status word refuses the lead, and nothing of more weight decides that stage.
    fn is_refused(&self, columns: &Columns) -> bool {
        matches!(self.reading, Reading::Refused { .. } | Reading::Recycled)
            && !columns.decides(C::RejectedAt)
            && self.is_delivered(columns)
    }
}

/// Sales' verdict as the CRM tells it. A stage's date column decides its stage alone; the status decides only
/// stages without one, and no stage of a lead that the file's own hand-over column says was never delivered.
fn verdict(
    cells: &Cells<'_>,
    story: &Story,
    touched: bool,
) -> Result<Option<FiledVerdict>, String> {
    let (accepted, rejected, returned) = (
        cells.date(C::AcceptedAt)?,
        cells.date(C::RejectedAt)?,
        cells.date(C::ReturnedAt)?,
    );
    let refused = story.is_refused(cells.columns);
    let zone = cells.columns.options.zone;
    let refusal = |at| refusal(cells, story, at);
    let (verdict, at) = match (accepted, rejected, returned) {
        (_, _, Some(_)) => (Verdict::Returned(refusal(returned)), returned),
        (Some(first), Some(then), _) if first.until(then, zone) < 0 => {
            (acceptance(cells), accepted)
        }
        (Some(_), Some(_), _) => (Verdict::Returned(refusal(rejected)), rejected),
        (None, Some(_), _) => (Verdict::NotAccepted(refusal(rejected)), rejected),
        // A refusal after an acceptance is a return (MEASURES §1).
        (Some(_), None, _) if refused => (Verdict::Returned(refusal(None)), None),
        (Some(_), None, _) => (acceptance(cells), accepted),
        (None, None, None) => return Ok(undated(cells, story, touched)),
    };
    Ok(Some(FiledVerdict { verdict, at }))
}

fn acceptance(cells: &Cells<'_>) -> Verdict {
    Verdict::Accepted(Acceptance {
        owner: cells.text(C::Owner).to_owned(),
        ..Acceptance::default()
    })
}

/// The verdict of a row that dates none: by its status word, its accepted flag or its reject reason.
fn undated(cells: &Cells<'_>, story: &Story, touched: bool) -> Option<FiledVerdict> {
    let columns = cells.columns;
    let delivered = story.is_delivered(columns);
    let silent =
        !columns.has(C::Status) && !columns.has(C::Lifecycle) && !columns.decides(C::RejectedAt);
    let said = story.reading == Reading::Accepted || cells.truth(C::Accepted);
    let verdict = if story.is_refused(columns) {
        let at_once = matches!(story.reading, Reading::Refused { at_once: true, .. });
        let refusal = refusal(cells, story, None);
        if touched && !at_once {
            Verdict::Returned(refusal)
        } else {
            Verdict::NotAccepted(refusal)
        }
    } else if said && delivered && !columns.decides(C::AcceptedAt) {
        acceptance(cells)
    } else if silent && delivered && !cells.text(C::RejectReason).trim().is_empty() {
        Verdict::NotAccepted(refusal(cells, story, None))
    } else {
        return None;
    };
    Some(FiledVerdict { verdict, at: None })
}

/// Why it was not accepted: the reject reason, else the lost reason of a lead that has no deal to lose, else what
/// the status word itself gives.
fn refusal(cells: &Cells<'_>, story: &Story, decided: Option<Milestone>) -> Refusal {
    let options = &cells.columns.options;
    let zone = options.zone;
    let day = |at: Option<Milestone>| at.map(|at| at.date(zone));
    let text = [C::RejectReason, C::LostReason]
        .into_iter()
        .map(|field| cells.text(field))
        .find(|text| !text.trim().is_empty())
        .unwrap_or_default();
    let mut refusal = status::refusal(
        text,
        word(cells),
        story.reading,
        day(decided),
        &options.lists,
    );
    if story.reading == Reading::Recycled {
        let from: NaiveDate = [decided, story.qualified.at(), story.created.at()]
            .into_iter()
            .find_map(day)
            .unwrap_or(options.today);
        refusal.route = status::nurture(from, refusal.reason, &options.lists);
    }
    refusal
}

fn deal(
    cells: &Cells<'_>,
    reading: Reading,
    extra: &mut Vec<(String, String)>,
) -> Result<Deal, String> {
    let columns = cells.columns;
    let closed = cells.date(C::ClosedAt)?;
    let lost = cells.date(C::LostAt)?;
    let converted = cells.truth(C::Converted);
    let outcome = outcome(cells, closed, lost).or_else(|| {
        let by_word = reading == Reading::Won && !columns.decides(C::ClosedAt);
        (by_word || converted && columns.converted_is_won).then_some(Outcome::Won)
    });
    let named = !cells.text(C::OpportunityId).trim().is_empty();
    let opened = if columns.decides(C::OpportunityAt) {
        cells.reach(C::OpportunityAt)?
    } else if named
        || converted
        || outcome.is_some()
        || matches!(reading, Reading::Opportunity | Reading::Won)
    {
        Reach::Undated
    } else {
        Reach::Not
    };
    if outcome.is_none() {
        // The closing date of an open deal is a forecast.
        cells.keep(C::ClosedAt, extra);
    }
    let refused = matches!(reading, Reading::Refused { .. } | Reading::Recycled);
    Ok(Deal {
        opened,
        closed: closing(outcome, closed, lost),
        outcome,
        amount: cells.money(C::Amount)?,
        reason: if refused && !opened.reached() {
            String::new()
        } else {
            cells.text(C::LostReason).to_owned()
        },
    })
}

/// When the deal ended; undated where the file says only that it did.
pub fn closing(
    outcome: Option<Outcome>,
    closed: Option<Milestone>,
    lost: Option<Milestone>,
) -> Reach {
    let at = match outcome {
        None => return Reach::Not,
        Some(Outcome::Won) => closed,
        Some(Outcome::Lost) => lost.or(closed),
    };
    at.map_or(Reach::Undated, Reach::At)
}

/// How the deal ended: by the outcome column, the won and closed flags, the stage's word, or a date whose column
/// says it by its name.
pub fn outcome(
    cells: &Cells<'_>,
    closed: Option<Milestone>,
    lost: Option<Milestone>,
) -> Option<Outcome> {
    let columns = cells.columns;
    let words = [C::Outcome, C::Stage]
        .into_iter()
        .find_map(|field| outcome_word(cells.text(field)));
    if words.is_some() {
        return words;
    }
    if cells.truth(C::IsWon) {
        return Some(Outcome::Won);
    }
    if columns.has(C::IsWon) && cells.truth(C::IsClosed) {
        return Some(Outcome::Lost);
    }
    if closed.is_some() && columns.closed_is_won {
        return Some(Outcome::Won);
    }
    lost.map(|_| Outcome::Lost)
}

/// Won or lost, where one of the text's words says so: `Closed Won`, `Won`, `closed_lost`, `Closed - Lost`.
fn outcome_word(text: &str) -> Option<Outcome> {
    if text.is_empty() {
        return None;
    }
    text.split(|c: char| !c.is_alphanumeric()).find_map(|word| {
        match word.to_ascii_lowercase().as_str() {
            "won" | "closedwon" | "gewonnen" => Some(Outcome::Won),
            "lost" | "closedlost" | "verloren" => Some(Outcome::Lost),
            _ => None,
        }
    })
}
