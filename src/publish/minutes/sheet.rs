//! The minutes as one CSV file: a row a decision, promise, lead, idea and topic, told apart by the first column.

use chrono::NaiveDate;

use crate::publish::cells::Sheet;
use crate::review::figures::hindsight::fate;
use crate::review::minutes::{
    CallRow, CampaignRow, LeadName, LeadRow, Minutes, PromiseRow, Remark,
};

/// The header row.
const HEADER: [&str; 17] = [
    "kind", "review", "date", "lead", "key", "company", "name", "text", "who", "due", "state",
    "before", "after", "reason", "route", "until", "words",
];

/// Everything in the minutes that is a list, as rows.
pub(super) fn sheet(minutes: &Minutes) -> String {
    let mut sheet = Sheet::new(&HEADER);
    let mut write = |row: &Row| {
        let mut cells = vec![
            row.kind.to_owned(),
            minutes.number.to_string(),
            minutes.date.to_string(),
        ];
        cells.extend(row.cells.iter().cloned());
        sheet.row(&cells);
    };
    for remark in &minutes.decisions {
        write(&Row::remark("decision", remark));
    }
    for row in &minutes.promises {
        write(&Row::promise("promise", row));
    }
    for row in &minutes.previous {
        write(&Row::promise("earlier promise", row));
    }
    for call in &minutes.were_we_right.calls {
        write(&Row::call(minutes, call));
    }
    for row in &minutes.leads {
        write(&Row::lead(row));
    }
    for (kind, names) in [
        ("not reached", &minutes.not_reached),
        ("parked", &minutes.parked),
    ] {
        for name in names {
            write(&Row::named(kind, Some(name)));
        }
    }
    for remark in &minutes.ideas {
        write(&Row::remark("idea", remark));
    }
    for row in &minutes.campaigns {
        write(&Row::campaign(row));
    }
    for remark in &minutes.topics {
        write(&Row::remark("topic", remark));
    }
    sheet.into_text()
}

/// The cells after the date, in the header's order.
struct Row {
    kind: &'static str,
    cells: [String; 14],
}

impl Row {
    fn named(kind: &'static str, lead: Option<&LeadName>) -> Self {
        let mut row = Self {
            kind,
            cells: std::array::from_fn(|_| String::new()),
        };
        if let Some(lead) = lead {
            row.cells[0] = lead.lead.0.to_string();
            row.cells[2].clone_from(&lead.label);
        }
        row
    }

    fn remark(kind: &'static str, remark: &Remark) -> Self {
        let mut row = Self::named(kind, remark.lead.as_ref());
        row.cells[4].clone_from(&remark.text);
        row.cells[5].clone_from(&remark.who);
        row
    }

    fn promise(kind: &'static str, promise: &PromiseRow) -> Self {
        let mut row = Self::named(kind, promise.lead.as_ref());
        row.cells[4].clone_from(&promise.text);
        row.cells[5].clone_from(&promise.owner);
        row.cells[6] = iso(promise.due);
        promise.state.word().clone_into(&mut row.cells[7]);
        row
    }

    fn call(minutes: &Minutes, call: &CallRow) -> Self {
        let mut row = Self::named("were we right", Some(&call.lead));
        let fate = fate(call.call, call.became, call.amount.as_ref());
        row.cells[4] = minutes.names.say(&fate).into_owned();
        call.borne.words().clone_into(&mut row.cells[7]);
        row
    }

    fn campaign(campaign: &CampaignRow) -> Self {
        let mut row = Self::named("campaign", None);
        row.cells[2].clone_from(&campaign.campaign);
        row.cells[4].clone_from(&campaign.text);
        row.cells[5].clone_from(&campaign.who);
        campaign.choice.word().clone_into(&mut row.cells[7]);
        row.cells[13].clone_from(&campaign.seen);
        row
    }

    fn lead(lead: &LeadRow) -> Self {
        let mut row = Self::named("lead", None);
        let notes: Vec<&str> = lead.notes.iter().map(|note| note.text.as_str()).collect();
        row.cells[0] = lead.lead.0.to_string();
        row.cells[1].clone_from(&lead.key);
        row.cells[2].clone_from(&lead.company);
        row.cells[3].clone_from(&lead.name);
        row.cells[4] = notes.join("\n");
        row.cells[5].clone_from(&lead.after.who);
        row.cells[7].clone_from(&lead.result);
        row.cells[8].clone_from(&lead.before.verdict);
        row.cells[9].clone_from(&lead.after.verdict);
        row.cells[10].clone_from(&lead.after.reason);
        row.cells[11].clone_from(&lead.after.route);
        row.cells[12] = iso(lead.after.until);
        row.cells[13].clone_from(&lead.after.detail);
        row
    }
}

fn iso(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}
