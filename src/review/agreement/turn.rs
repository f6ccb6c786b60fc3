//! What may happen to the agreement next, and why not; when it was last looked at, and who has yet to sign it.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::fold::{Agreement, Looked, Signature};
use super::sla::ClauseKey;
use super::version::{History, Section, Signatory, Standing, Step, Version, Wording};
use super::vote::{Carried, Vote, VoteRule};
use crate::review::meeting::MeetingId;
use crate::review::milestone::date_of;
use crate::review::person::{Person, Team};

/// A quarter, in days: what nobody has looked at for longer is asked about.
pub const QUARTER: i64 = 92;

/// The sections of the page people sign; the plan is agreed beside it.
pub const SIGNED: [Section; 3] = [Section::Definition, Section::Sla, Section::Rules];

impl Wording {
    /// What keeps it from being proposed, in sentences that say what to do.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        if super::fields::fields(self, None).is_empty() {
            return vec!["there is nothing in it yet: write it first".to_owned()];
        }
        match self {
            Self::Sla(text) => text.faults().into_iter().map(|fault| fault.words).collect(),
            Self::Plan(text) => text.faults(),
            Self::Rules(text) => text.fault().into_iter().collect(),
            Self::Definition(_) => Vec::new(),
        }
    }
}

impl Agreement {
    /// Why a step cannot be taken as things stand, in a sentence that says what to do. The ledger asks it before it
    /// writes: two seats cannot both propose version 3, and no text in force is ever edited. `now` is in ms since 1970 UTC.
    #[must_use]
    pub fn refuses(&self, step: &Step, zone: Tz, now: i64) -> Option<String> {
        match step {
            Step::Proposed {
                version, wording, ..
            } => {
                let history = self.section(wording.section());
                if let Some(table) = history.on_the_table() {
                    return Some(format!(
                        "v{} of {} is on the table already: vote on it, or withdraw it",
                        table.number,
                        wording.section().word()
                    ));
                }
                (*version != history.next()).then(|| {
                    format!(
                        "v{version} of {} was proposed in the meantime: look at it first",
                        wording.section().word()
                    )
                })
            }
            Step::Voted {
                section,
                version,
                votes,
            } => self.not_waiting(*section, *version).or_else(|| bad(votes)),
            Step::Ratified {
                section,
                version,
                from,
                ..
            } => self
                .not_waiting(*section, *version)
                .or_else(|| self.not_agreed(*section, *version, zone))
                .or_else(|| passed(*from, date_of(now.div_euclid(1000), zone)))
                .or_else(|| self.section(*section).overlap(*from)),
            Step::Withdrawn {
                section, version, ..
            } => self.not_waiting(*section, *version),
            _ => None,
        }
    }

    /// Why both teams have not agreed to a version yet: its vote does not carry it, or a first definition waits for
    /// its second meeting.
    fn not_agreed(&self, section: Section, version: u32, zone: Tz) -> Option<String> {
        let history = self.section(section);
        let version = history.version(version)?;
        if let Some(why) = version.not_carried(VoteRule::default()) {
            return Some(why);
        }
        let first = section == Section::Definition && history.first_day().is_none();
        (first && !version.confirmed(zone)).then(|| {
            "a first definition is confirmed in a second meeting: vote on it again in the next review, then put it in force".to_owned()
        })
    }

    fn not_waiting(&self, section: Section, version: u32) -> Option<String> {
        let known = self.section(section).version(version);
        match known.map(|version| version.standing) {
            Some(Standing::Proposed) => None,
            Some(Standing::Ratified { from }) => Some(format!(
                "v{version} of {} was agreed, in force from {from}: it is never edited, propose the next version",
                section.word()
            )),
            Some(Standing::Withdrawn) => Some(format!(
                "v{version} of {} was withdrawn: propose the next version",
                section.word()
            )),
            None => Some(format!(
                "v{version} of {} was not proposed: propose it first",
                section.word()
            )),
        }
    }

    /// Why what is on the table cannot come into force on that day; `None` where it can.
    #[must_use]
    pub fn not_ripe(
        &self,
        section: Section,
        from: NaiveDate,
        today: NaiveDate,
        zone: Tz,
    ) -> Option<String> {
        let history = self.section(section);
        let Some(version) = history.on_the_table() else {
            return Some("nothing is on the table: p proposes the draft".to_owned());
        };
        if let Some(why) = self.not_agreed(section, version.number, zone) {
            return Some(why);
        }
        passed(from, today).or_else(|| history.overlap(from))
    }

    /// Those who signed exactly what is in force on that day.
    pub fn signed(&self, day: NaiveDate) -> impl Iterator<Item = &Signature> {
        let versions = self.on_the_page(day);
        self.signatures
            .iter()
            .filter(move |one| !versions.is_empty() && page_of(&one.versions) == versions)
    }

    /// Those who signed an earlier page and not this one: they are asked again.
    #[must_use]
    pub fn asked_again(&self, day: NaiveDate) -> Vec<&Signatory> {
        let mut names: Vec<&Signatory> = Vec::new();
        for one in &self.signatures {
            let known = names.iter().any(|who| who.name == one.who.name);
            if !known && !self.signed(day).any(|now| now.who.name == one.who.name) {
                names.push(&one.who);
            }
        }
        names
    }

    /// The teams whose leader has not signed what is in force.
    #[must_use]
    pub fn unsigned_by(&self, day: NaiveDate) -> Vec<Team> {
        [Team::Marketing, Team::Sales]
            .into_iter()
            .filter(|team| {
                !self
                    .signed(day)
                    .any(|one| one.leader && one.who.team == *team)
            })
            .collect()
    }

    /// When somebody read what is in force on that day, ms since 1970 UTC.
    #[must_use]
    pub fn has_read(&self, name: &str, day: NaiveDate) -> Option<i64> {
        let versions = self.on_the_page(day);
        let mut readers = self.readers.iter();
        let found = readers.find(|(who, read, _)| who == name && page_of(read) == versions);
        found.filter(|_| !versions.is_empty()).map(|(_, _, at)| *at)
    }

    /// What that review said of a clause when it was its turn; `None` where it was not looked at yet.
    #[must_use]
    pub fn looked_at(&self, clause: ClauseKey, meeting: MeetingId) -> Option<&Looked> {
        let mut latest = self.looked.iter().rev();
        latest.find(|one| one.clause == clause && one.meeting == Some(meeting))
    }

    /// Those it binds who have not read what is in force on that day.
    #[must_use]
    pub fn not_read_by<'people>(
        &self,
        people: &'people [Person],
        day: NaiveDate,
    ) -> Vec<&'people Person> {
        let bound = people.iter().filter(|person| person.is_bound());
        bound
            .filter(|person| self.has_read(&person.name, day).is_none())
            .collect()
    }

    /// Whether somebody signed what is in force on that day.
    #[must_use]
    pub fn has_signed(&self, name: &str, day: NaiveDate) -> bool {
        self.signed(day).any(|one| one.who.name == name)
    }

    /// The versions on the page people sign.
    #[must_use]
    pub fn on_the_page(&self, day: NaiveDate) -> Vec<(Section, u32)> {
        page_of(&self.versions(day))
    }
}

/// Why nothing can come into force on a day that has passed.
fn passed(from: NaiveDate, today: NaiveDate) -> Option<String> {
    (from < today).then(|| {
        format!(
            "{from} has passed: leads of those days were judged by what held then; today is the earliest"
        )
    })
}

fn page_of(versions: &std::collections::BTreeMap<Section, u32>) -> Vec<(Section, u32)> {
    let of = |section: Section| Some((section, *versions.get(&section)?));
    SIGNED.into_iter().filter_map(of).collect()
}

/// Why these are no votes.
fn bad(votes: &[Vote]) -> Option<String> {
    if votes.is_empty() {
        return Some(
            "nobody has voted: write 0 to 5 beside at least one person of each team".to_owned(),
        );
    }
    for (at, vote) in votes.iter().enumerate() {
        if vote.who.trim().is_empty() {
            return Some("a vote needs a name: nobody cannot vote".to_owned());
        }
        if vote.stands > 5 {
            return Some(format!("{} stands at 0 to 5, not higher", vote.who));
        }
        if votes.iter().take(at).any(|other| other.who == vote.who) {
            return Some(format!("{} votes once", vote.who));
        }
    }
    None
}

impl Version {
    /// Why its vote does not carry it; `None` where it does.
    #[must_use]
    pub fn not_carried(&self, rule: VoteRule) -> Option<String> {
        let number = self.number;
        if self.votes.is_empty() {
            return Some(format!(
                "nobody has voted on v{number} yet: v takes the votes"
            ));
        }
        match rule.carried(&self.votes) {
            Carried::Yes => None,
            Carried::NotHeard(team) => Some(format!(
                "nobody of {} has voted on v{number}: each team is heard",
                team.word()
            )),
            Carried::Held(names) => Some(format!(
                "v{number} is held: {} under {}; talk it through and vote again, or withdraw it",
                names.join(", "),
                rule.least
            )),
        }
    }

    /// Whether the vote was taken in another review than the first that met it. What was proposed or voted on outside a
    /// review has met nobody there: then the vote is of a later day.
    #[must_use]
    pub fn confirmed(&self, zone: Tz) -> bool {
        let Some(voted) = self.voted_at else {
            return false;
        };
        let again = self.met_in != self.voted_in && self.voted_in.is_some();
        let alone = self.proposed_in.is_none() || self.voted_in.is_none();
        let day = |at: i64| date_of(at.div_euclid(1000), zone);
        again || alone && day(voted) > day(self.proposed_at)
    }

    /// The last time anybody did something with it, ms since 1970 UTC.
    fn touched_at(&self) -> i64 {
        [Some(self.proposed_at), self.voted_at, self.ratified_at]
            .into_iter()
            .flatten()
            .max()
            .unwrap_or(self.proposed_at)
    }

    /// Whether it was proposed, voted on, put in force or withdrawn in that review.
    #[must_use]
    pub fn turned_in(&self, meeting: MeetingId) -> bool {
        [
            self.proposed_in,
            self.voted_in,
            self.ratified_in,
            self.withdrawn_in,
        ]
        .contains(&Some(meeting))
    }
}

impl History {
    /// The ratified versions in the order they came into force, each with its first day.
    pub fn in_order(&self) -> impl DoubleEndedIterator<Item = (NaiveDate, &Version)> {
        let mut all: Vec<(NaiveDate, &Version)> = self
            .versions
            .iter()
            .filter_map(|version| Some((version.from()?, version)))
            .collect();
        all.sort_by_key(|(from, version)| (*from, version.number));
        all.into_iter()
    }

    /// The first day anything was in force.
    #[must_use]
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.in_order().next().map(|(from, _)| from)
    }

    /// Why a further version cannot begin on that day.
    #[must_use]
    pub fn overlap(&self, from: NaiveDate) -> Option<String> {
        let (last, version) = self.in_order().next_back()?;
        let number = version.number;
        if from == last {
            return Some(format!(
                "v{number} comes into force on {last}: two cannot begin on one day, choose a later one"
            ));
        }
        (from < last).then(|| {
            format!("v{number} is in force from {last} on: the next version begins after that day")
        })
    }

    /// The day another version took over from this one.
    #[must_use]
    pub fn superseded(&self, number: u32) -> Option<NaiveDate> {
        let mut after = self.in_order().skip_while(|(_, one)| one.number != number);
        after.nth(1).map(|(from, _)| from)
    }

    /// What was in force when a version was proposed, or took its place: what it changes.
    #[must_use]
    pub fn before(&self, number: u32) -> Option<&Version> {
        let ratified = self.in_order().map(|(_, version)| version);
        let earlier = ratified.take_while(|version| version.number != number);
        earlier.filter(|version| version.number < number).last()
    }

    /// When it was last written, voted on or looked at and kept, ms since 1970 UTC.
    #[must_use]
    pub fn looked_at(&self) -> Option<i64> {
        let versions = self.versions.iter().map(Version::touched_at).max();
        versions.max(self.kept.as_ref().map(|(at, _)| *at))
    }

    /// Whether something is in force that nobody has looked at for a quarter.
    #[must_use]
    pub fn stale(&self, now: i64, today: NaiveDate) -> bool {
        let quarter = QUARTER * 86_400_000;
        self.in_force(today).is_some() && self.looked_at().is_some_and(|at| now - at > quarter)
    }
}
