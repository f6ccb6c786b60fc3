//! Rows of every other list: deals, campaigns, memberships, touches, people, dated costs and slips.

use super::Context;
use super::cells::Cells;
use super::lead::{closing, outcome, sourced_by};
use crate::intake::field::Canonical as C;
use crate::intake::status;
use crate::review::campaign::Campaign;
use crate::review::lead::Deal;
use crate::review::milestone::Reach;
use crate::review::person::{Person, Role, Team};
use crate::review::reason::{ReasonCode, Route};
use crate::review::row::{OpportunityRow, Row, identity};
use crate::review::touch::{Touch, TouchKind, TouchResult};
use crate::review::verdict::{Acceptance, Refusal, Verdict};

/// A row of a deal list. One without an id of its own goes by its lead's.
pub fn opportunity(cells: &Cells<'_>, context: &mut Context) -> Result<Row, String> {
    let lead = cells.text(C::Lead).trim();
    let key = cells.text(C::Id).trim();
    if key.is_empty() && cells.columns.has(C::Id) {
        return Err("its id is empty, and the other rows of the file have one".to_owned());
    }
    let key = match (key, lead) {
        ("", "") => context.occurrence(cells),
        ("", lead) => identity(lead).to_owned(),
        (key, _) => identity(key).to_owned(),
    };
    let closed = cells.date(C::ClosedAt)?;
    let lost = cells.date(C::LostAt)?;
    let outcome = outcome(cells, closed, lost);
    let mut extra = cells.extra();
    if outcome.is_none() {
        // The closing date of an open deal is a forecast.
        cells.keep(C::ClosedAt, &mut extra);
    }
    let accepted = match cells.date(C::AcceptedAt)? {
        Some(at) => Some(Some(at)),
        None => cells.truth(C::Accepted).then_some(None),
    };
    Ok(Row::Opportunity(Box::new(OpportunityRow {
        key,
        lead: lead.to_owned(),
        owner: cells.text(C::Owner).to_owned(),
        source: cells.text(C::Source).to_owned(),
        campaign: cells.text(C::Campaign).to_owned(),
        stage: cells.text(C::Stage).to_owned(),
        deal: Deal {
            opened: cells
                .date(C::OpportunityAt)?
                .map_or(Reach::Undated, Reach::At),
            closed: closing(outcome, closed, lost),
            outcome,
            amount: cells.money(C::Amount)?,
            reason: cells.text(C::LostReason).to_owned(),
        },
        accepted,
        sourced_by: sourced_by(cells.text(C::SourcedBy)),
        extra,
    })))
}

/// A row of a campaign list.
pub fn campaign(cells: &Cells<'_>) -> Result<Row, String> {
    let name = cells.text(C::Name);
    let key = cells.text(C::Id).trim();
    if key.is_empty() && (cells.columns.has(C::Id) || name.trim().is_empty()) {
        return Err("it names no campaign".to_owned());
    }
    let key = if key.is_empty() {
        name.trim()
    } else {
        identity(key)
    };
    Ok(Row::Campaign(Box::new(Campaign {
        key: key.to_owned(),
        name: if name.is_empty() {
            key.to_owned()
        } else {
            name.to_owned()
        },
        channel: cells.text(C::Channel).to_owned(),
        cost: cells.money(C::Cost)?,
        expected_revenue: cells.money(C::ExpectedRevenue)?,
        expected_leads: cells.number(C::ExpectedLeads)?,
        starts: cells.date(C::StartsOn)?,
        ends: cells.date(C::EndsOn)?,
        extra: cells.extra(),
    })))
}

/// A row that puts a lead or a contact into a campaign.
pub fn member(cells: &Cells<'_>) -> Result<Row, String> {
    let (campaign, lead) = (cells.text(C::Campaign).trim(), cells.text(C::Lead).trim());
    if campaign.is_empty() || lead.is_empty() {
        let missing = if campaign.is_empty() {
            "campaign"
        } else {
            "lead"
        };
        return Err(format!("it names no {missing}"));
    }
    Ok(Row::Member {
        campaign: identity(campaign).to_owned(),
        lead: lead.to_owned(),
        status: cells.text(C::Status).to_owned(),
    })
}

/// A row of an activity list. A task that nobody has begun is no touch.
pub fn touch(cells: &Cells<'_>) -> Result<Row, String> {
    const NOT_YET: [&str; 6] = [
        "not started",
        "planned",
        "deferred",
        "waiting on someone else",
        "open",
        "scheduled",
    ];
    let lead = cells.text(C::Lead).trim();
    if lead.is_empty() {
        return Err("it names no lead".to_owned());
    }
    let status = cells.text(C::Status).trim();
    if NOT_YET.iter().any(|word| word.eq_ignore_ascii_case(status)) {
        return Err(format!("the activity is \"{status}\": no touch yet"));
    }
    let written = cells.text(C::TouchKind).trim();
    let note = cells.text(C::Note);
    let kind = kind_of(written).or_else(|| kind_of(note));
    let kept = if kind_of(written).is_none() && !written.is_empty() {
        format!("{written}: {note}")
    } else {
        note.to_owned()
    };
    Ok(Row::Touch {
        lead: lead.to_owned(),
        touch: Touch {
            at: cells.date(C::At)?,
            kind: kind.unwrap_or(TouchKind::Call),
            result: result_of(cells.text(C::Result)),
            by: cells.text(C::By).to_owned(),
            note: kept,
        },
    })
}

/// The kind of touch that a CRM's word means; Salesforce's call types are calls.
fn kind_of(text: &str) -> Option<TouchKind> {
    const WORDS: [(&str, TouchKind); 14] = [
        ("voicemail", TouchKind::Voicemail),
        ("voice mail", TouchKind::Voicemail),
        ("demo", TouchKind::Demo),
        ("mail", TouchKind::Email),
        ("meeting", TouchKind::Meeting),
        ("event", TouchKind::Meeting),
        ("visit", TouchKind::Meeting),
        ("linkedin", TouchKind::Social),
        ("social", TouchKind::Social),
        ("call", TouchKind::Call),
        ("phone", TouchKind::Call),
        ("inbound", TouchKind::Call),
        ("outbound", TouchKind::Call),
        ("internal", TouchKind::Call),
    ];
    let text = text.to_lowercase();
    WORDS
        .iter()
        .find(|(word, _)| text.contains(word))
        .map(|(_, kind)| *kind)
}

fn result_of(text: &str) -> Option<TouchResult> {
    let text = text.trim().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if text.is_empty() {
        None
    } else if has(&["bounce"]) {
        Some(TouchResult::Bounced)
    } else if has(&["repl"]) {
        Some(TouchResult::Replied)
    } else if has(&[
        "not reached",
        "no answer",
        "busy",
        "left",
        "unreach",
        "no response",
    ]) {
        Some(TouchResult::NotReached)
    } else if has(&["reached", "connected", "answered", "spoke", "completed"]) {
        Some(TouchResult::Reached)
    } else {
        None
    }
}

/// A row of a list of people. Who names no team is of Sales.
pub fn person(cells: &Cells<'_>) -> Result<Row, String> {
    let name = cells.name();
    if name.trim().is_empty() {
        return Err("it names nobody".to_owned());
    }
    let key = cells.text(C::Id).trim();
    let role = Role::parse(cells.text(C::Role));
    let team = Team::parse(cells.text(C::Team)).or_else(|| {
        matches!(role, Some(Role::Marketer | Role::MarketingLeader)).then_some(Team::Marketing)
    });
    Ok(Row::Person(Person {
        name: name.trim().to_owned(),
        key: (!key.is_empty()).then(|| identity(key).to_owned()),
        team: team.unwrap_or_default(),
        role: role.unwrap_or_default(),
    }))
}

/// One day's cost of one ad.
pub fn spend(cells: &Cells<'_>) -> Result<Row, String> {
    let (campaign, ad) = (cells.text(C::Campaign).trim(), cells.text(C::Ad).trim());
    if campaign.is_empty() && ad.is_empty() {
        return Err("it names neither a campaign nor an ad".to_owned());
    }
    let cost = cells.money(C::Cost)?.ok_or("its cost is empty")?;
    Ok(Row::Spend {
        campaign: if campaign.is_empty() {
            ad.to_owned()
        } else {
            identity(campaign).to_owned()
        },
        ad: ad.to_owned(),
        day: cells.day(C::SpentOn)?,
        cost,
    })
}

/// A line of a slip that came back; `None` where nothing was written into it.
pub fn slip(cells: &Cells<'_>) -> Result<Option<Row>, String> {
    let lead = cells.text(C::Lead).trim();
    let (mark, reason) = (cells.text(C::Verdict).trim(), cells.text(C::Reason).trim());
    let note = cells.text(C::Note);
    if mark.is_empty() && reason.is_empty() && note.trim().is_empty() {
        return Ok(None);
    }
    if lead.is_empty() {
        return Err(
            "its lead is missing: the first column must stay as the slip had it".to_owned(),
        );
    }
    let by = cells.columns.slip_for.clone();
    let refused = || slip_refusal(cells, reason, note);
    let verdict = match mark {
        "R" => Some(Verdict::Returned(refused()?)),
        "" if reason.is_empty() => None,
        "" => Some(Verdict::NotAccepted(refused()?)),
        mark => match mark.to_lowercase().as_str() {
            "a" | "accepted" | "accept" | "yes" => Some(Verdict::Accepted(Acceptance {
                owner: by.clone(),
                ..Acceptance::default()
            })),
            "r" | "not accepted" | "rejected" => Some(Verdict::NotAccepted(refused()?)),
            "returned" => Some(Verdict::Returned(refused()?)),
            _ => {
                return Err(format!(
                    "the verdict \"{mark}\" is none: write a (accepted), r (not accepted), R (returned) or nothing"
                ));
            }
        },
    };
    Ok(Some(Row::Slip {
        lead: lead.to_owned(),
        by,
        verdict,
        note: note.to_owned(),
    }))
}

/// The refusal of a slip's line: a digit of the list or a reason's name. What its guard would ask is decided in
/// the review, the note standing as its words.
fn slip_refusal(cells: &Cells<'_>, reason: &str, note: &str) -> Result<Refusal, String> {
    let options = &cells.columns.options;
    let lists = &options.lists;
    let mut chars = reason.chars();
    let digit = match (chars.next(), chars.next()) {
        (Some(digit), None) => {
            ReasonCode::of_digit(digit).filter(|code| lists.reason(*code).is_some())
        }
        _ => None,
    };
    let code = digit
        .or_else(|| {
            lists
                .recognise(reason)
                .filter(|code| *code != ReasonCode::NOT_RECORDED)
        })
        .ok_or_else(|| {
            if reason.is_empty() {
                "not accepted needs a reason: write its digit, 0 to 9".to_owned()
            } else {
                format!("the reason \"{reason}\" is not on the list: write its digit, 0 to 9")
            }
        })?;
    let route: Route = status::route(code, Some(options.today), lists);
    Ok(Refusal {
        reason: code,
        route,
        detail: if code == ReasonCode::OTHER {
            note.to_owned()
        } else {
            String::new()
        },
        criterion: None,
        waived: false,
    })
}
