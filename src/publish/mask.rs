//! Minutes without names: prospects' names, e-mail addresses and phone numbers are hidden, reps are R1, R2 …

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::review::minutes::{Hour, LeadName, Minutes, PromiseRow, Remark, VerdictRow};
use crate::review::person::Team;

/// What stands in place of a prospect's name.
pub const NAME: &str = "(name hidden)";
/// What stands in place of an e-mail address.
pub const EMAIL: &str = "(e-mail hidden)";
/// What stands in place of a phone number.
pub const PHONE: &str = "(phone hidden)";

/// A phone number has at least so many digits.
const PHONE_DIGITS: usize = 7;

/// The minutes with names and addresses hidden, in every text people typed too. Companies stay.
#[must_use]
pub fn masked(minutes: &Minutes) -> Minutes {
    let mut masked = minutes.clone();
    let mask = Mask::of(minutes);
    mask.people(&mut masked);
    for remarks in [&mut masked.decisions, &mut masked.ideas, &mut masked.topics] {
        mask.remarks(remarks);
    }
    for row in masked.promises.iter_mut().chain(&mut masked.previous) {
        mask.promise(row);
    }
    for row in &mut masked.leads {
        if !row.name.is_empty() {
            NAME.clone_into(&mut row.name);
        }
        row.because.iter_mut().for_each(|text| mask.text(text));
        mask.verdict(&mut row.before);
        mask.verdict(&mut row.after);
        mask.remarks(&mut row.notes);
    }
    for name in masked.not_reached.iter_mut().chain(&mut masked.parked) {
        mask.lead(name);
    }
    for win in &mut masked.wins {
        mask.lead(&mut win.lead);
    }
    for answer in masked
        .owed
        .clauses
        .iter_mut()
        .filter_map(|row| row.answer.as_mut())
    {
        mask.text(&mut answer.why);
        mask.text(&mut answer.who);
    }
    for row in &mut masked.campaigns {
        mask.text(&mut row.campaign);
        mask.text(&mut row.text);
        mask.text(&mut row.who);
    }
    mask.hour(&mut masked.hour);
    for call in &mut masked.were_we_right.calls {
        mask.lead(&mut call.lead);
    }
    masked
}

/// A text with e-mail addresses and phone numbers hidden.
#[must_use]
pub fn without_addresses(text: &str) -> String {
    let hidden: Vec<String> = text
        .split(' ')
        .map(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            match bare.split_once('@') {
                Some((before, after)) if !before.is_empty() && !after.is_empty() => {
                    word.replace(bare, EMAIL)
                }
                _ => word.to_owned(),
            }
        })
        .collect();
    without_phones(&hidden.join(" "))
}

fn without_phones(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || c == '+' || c == '(') {
        out.push_str(&rest[..start]);
        let run = &rest[start..];
        let end = run
            .find(|c: char| !c.is_ascii_digit() && !"+()/.- \u{a0}".contains(c))
            .unwrap_or(run.len());
        let number = run[..end].trim_end_matches(|c: char| !c.is_ascii_digit());
        if number.is_empty() {
            let first = run.chars().next().map_or(1, char::len_utf8);
            out.push_str(&run[..first]);
            rest = &run[first..];
            continue;
        }
        let digits = number.chars().filter(char::is_ascii_digit).count();
        if digits >= PHONE_DIGITS && number.parse::<NaiveDate>().is_err() {
            out.push_str(PHONE);
        } else {
            out.push_str(number);
        }
        rest = &run[number.len()..];
    }
    out.push_str(rest);
    out
}

/// Who is called what.
struct Mask {
    /// Names and what stands in their place, the longest first.
    names: Vec<(String, String)>,
}

impl Mask {
    fn of(minutes: &Minutes) -> Self {
        let mut codes: BTreeMap<String, String> = BTreeMap::new();
        let mut counts: BTreeMap<Team, usize> = BTreeMap::new();
        let mut call = |name: &str, team: Team| {
            if name.trim().is_empty() || codes.contains_key(name) {
                return;
            }
            let count = counts.entry(team).or_default();
            *count += 1;
            let letter = match team {
                Team::Sales => 'R',
                Team::Marketing => 'M',
                Team::Other => 'P',
            };
            codes.insert(name.to_owned(), format!("{letter}{count}"));
        };
        for person in &minutes.attendance {
            call(&person.name, person.team);
        }
        for row in minutes.promises.iter().chain(&minutes.previous) {
            call(&row.owner, row.team.unwrap_or(Team::Other));
        }
        let thanks = minutes.hour.came.iter().flat_map(|came| &came.thanks);
        for name in others(minutes).chain(thanks.map(String::as_str)) {
            call(name, Team::Other);
        }
        let prospects = minutes
            .leads
            .iter()
            .map(|row| row.name.clone())
            .chain(called_by_name(minutes))
            .filter(|name| name.trim().len() > 1)
            .map(|name| (name, NAME.to_owned()));
        let mut names: Vec<(String, String)> = prospects.chain(codes).collect();
        names.sort_by(|one, other| (other.0.len(), &one.0).cmp(&(one.0.len(), &other.0)));
        names.dedup_by(|one, other| one.0 == other.0);
        Self { names }
    }

    fn text(&self, text: &mut String) {
        for (name, code) in &self.names {
            if text.contains(name.as_str()) {
                *text = text.replace(name.as_str(), code);
            }
        }
        *text = without_addresses(text);
    }

    fn people(&self, minutes: &mut Minutes) {
        self.text(&mut minutes.facilitator);
        self.text(&mut minutes.title);
        for person in &mut minutes.attendance {
            self.text(&mut person.name);
        }
    }

    fn remarks(&self, remarks: &mut [Remark]) {
        for remark in remarks {
            self.text(&mut remark.text);
            self.text(&mut remark.who);
            self.text(&mut remark.origin);
            for vote in &mut remark.votes {
                self.text(&mut vote.who);
                self.text(&mut vote.dissent);
            }
            if let Some(lead) = &mut remark.lead {
                self.lead(lead);
            }
        }
    }

    fn hour(&self, hour: &mut Hour) {
        for led in &mut hour.led {
            self.text(&mut led.who);
        }
        hour.not_heard.iter_mut().for_each(|name| self.text(name));
        for name in hour.came.iter_mut().flat_map(|came| &mut came.thanks) {
            self.text(name);
        }
        for glad in &mut hour.glad {
            self.text(&mut glad.text);
        }
        hour.nothing.iter_mut().for_each(|text| self.text(text));
        for words in hour.heard.iter_mut().chain(&mut hour.quotes) {
            self.text(&mut words.who);
            self.text(&mut words.text);
            self.text(&mut words.origin);
            words.lead.iter_mut().for_each(|lead| self.lead(lead));
        }
        for idea in &mut hour.ideas {
            self.text(&mut idea.text);
            self.text(&mut idea.who);
            self.text(&mut idea.origin);
            idea.lead.iter_mut().for_each(|lead| self.lead(lead));
            idea.evidence.iter_mut().for_each(|lead| self.lead(lead));
        }
        for topic in &mut hour.topics {
            self.text(&mut topic.text);
            self.text(&mut topic.who);
            self.text(&mut topic.origin);
            topic.lead.iter_mut().for_each(|lead| self.lead(lead));
            if let Some((text, by)) = &mut topic.ruling {
                self.text(text);
                self.text(by);
            }
        }
        for phase in &mut hour.phases {
            phase.passed.iter_mut().for_each(|text| self.text(text));
        }
        for row in hour.blind.iter_mut().flat_map(|blind| &mut blind.leads) {
            self.lead(&mut row.lead);
        }
        let parted = hour
            .blind
            .iter_mut()
            .filter_map(|blind| blind.parted.as_mut());
        parted.for_each(|parted| self.text(&mut parted.criterion));
    }

    fn promise(&self, row: &mut PromiseRow) {
        self.text(&mut row.text);
        self.text(&mut row.owner);
        self.text(&mut row.origin);
        if let Some(lead) = &mut row.lead {
            self.lead(lead);
        }
    }

    fn verdict(&self, row: &mut VerdictRow) {
        self.text(&mut row.owner);
        self.text(&mut row.who);
        self.text(&mut row.detail);
        self.text(&mut row.reason);
    }

    fn lead(&self, lead: &mut LeadName) {
        if lead.person {
            NAME.clone_into(&mut lead.label);
        } else {
            self.text(&mut lead.label);
        }
    }
}

/// Everybody who is named without a team: owners, and who took something down.
fn others(minutes: &Minutes) -> impl Iterator<Item = &str> {
    let remarks = minutes
        .decisions
        .iter()
        .chain(&minutes.ideas)
        .chain(&minutes.topics)
        .chain(minutes.leads.iter().flat_map(|row| &row.notes));
    let verdicts = minutes
        .leads
        .iter()
        .flat_map(|row| [&row.before, &row.after])
        .flat_map(|row| [&row.owner, &row.who]);
    let decided = minutes.campaigns.iter().map(|row| row.who.as_str());
    remarks
        .map(|remark| remark.who.as_str())
        .chain(decided)
        .chain(verdicts.map(String::as_str))
        .chain([minutes.facilitator.as_str()])
}

/// Leads that are called by their contact's name, for want of a company.
fn called_by_name(minutes: &Minutes) -> impl Iterator<Item = String> {
    minutes
        .not_reached
        .iter()
        .chain(&minutes.parked)
        .chain(minutes.wins.iter().map(|win| &win.lead))
        .chain(minutes.were_we_right.calls.iter().map(|call| &call.lead))
        .filter(|lead| lead.person)
        .map(|lead| lead.label.clone())
}
