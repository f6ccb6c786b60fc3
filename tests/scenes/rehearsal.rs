//! The rehearsal's company: the same seed gives the same one, and its figures are those of a plausible year.

use std::collections::{BTreeMap, BTreeSet};

use docket::ledger::Ledger;
use docket::publish::minutes::{canonical, digest};
use docket::review::entry::{Entry, Seq};
use docket::review::figures::cohort::Cohort;
use docket::review::figures::kpi::Kpis;
use docket::review::figures::tally::Tally;
use docket::review::lead::{Facts, Lead, LeadId, Touches};
use docket::review::meeting::{MeetingState, PromiseState};
use docket::review::period::Period;
use docket::review::row::Row;
use docket::review::said::Said;
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;
use docket::seat::rehearsal::{Company, ZONE, fill};

/// 24 Nov 2026, 09:00 UTC.
const NOW: i64 = 1_795_510_800_000;

/// The files' leads as they stand today, deals joined, without what people said.
fn facts(company: &Company) -> Vec<Facts> {
    let mut leads: BTreeMap<String, Lead> = BTreeMap::new();
    for row in company
        .files(None, company.now / 1000)
        .into_iter()
        .flatten()
    {
        match row {
            Row::Lead(row) => {
                let id = LeadId(i64::try_from(leads.len()).unwrap() + 1);
                let lead = Lead {
                    id,
                    filed: row.filed,
                    touches: Touches::default(),
                    said: Said::default(),
                    suspect: false,
                    record: docket::review::figures::contradiction::Kinds::default(),
                };
                leads.insert(row.identity, lead);
            }
            Row::Opportunity(row) if !row.lead.is_empty() => {
                leads.get_mut(&row.lead).unwrap().filed.deal = row.deal;
            }
            Row::Touch { lead, touch } => {
                let touches = &mut leads.get_mut(&lead).unwrap().touches;
                touches.count += 1;
                touches.first = touches.first.or(touch.at);
            }
            _ => {}
        }
    }
    leads.values().map(Lead::facts).collect()
}

fn kpis(facts: &[Facts], days: u64, company: &Company) -> Kpis {
    let period = Period::last_days(company.today, days);
    let cohort = Cohort::new(period, ZONE, company.now / 1000);
    let mut tally = Tally::default();
    for facts in facts {
        tally.add(facts, &cohort);
    }
    tally.kpis()
}

/// Every fact that is counted and every entry of the journal, once the company is played in at that moment.
fn played_at(now: i64) -> (Vec<Facts>, Vec<Entry>) {
    let mut desk = Desk::new(Ledger::in_memory(ZONE).unwrap(), Clock::Fixed(now));
    fill(&mut desk, 7, now).unwrap();
    let mut facts = Vec::new();
    let mut see = |one: &Facts| facts.push(*one);
    desk.ledger.facts(&mut see).unwrap();
    (facts, desk.ledger.entries_after(Seq(0)).unwrap())
}

#[test]
fn one_seed_and_one_day_give_one_company() {
    let company = Company::generate(7, NOW);
    // It is ten in the morning in Berlin, and the day ends there fourteen hours later.
    let (minute, evening) = (NOW + 61_234, NOW + 13 * 3_600_000);
    assert_eq!(company, Company::generate(7, evening));
    assert_ne!(company, Company::generate(7, NOW + 14 * 3_600_000));
    assert_ne!(company.stories, Company::generate(8, NOW).stories);
    assert_eq!(played_at(minute), played_at(evening));
}

#[test]
fn the_figures_are_those_of_a_plausible_year() {
    for seed in [1, 7, 42] {
        let company = Company::generate(seed, NOW);
        let facts = facts(&company);
        assert!((2_000..=3_000).contains(&facts.len()));
        let quarter = kpis(&facts, 90, &company);
        let year = kpis(&facts, 365, &company);
        let share = |count: u64, of: u64| count * 1000 / of;
        assert!((150..=200).contains(&quarter.by_marketing.qualified));
        let acceptance = share(year.acceptance.accepted, year.acceptance.decided());
        assert!((600..=750).contains(&acceptance), "{acceptance}");
        let opportunities = share(
            year.opportunities.opportunities,
            year.opportunities.qualified,
        );
        assert!((150..=260).contains(&opportunities), "{opportunities}");
        let won = share(year.revenue.won, year.revenue.created);
        assert!((10..=30).contains(&won), "{won}");
        let median = year.to_opportunity.median_days().unwrap();
        assert!((15.0..=25.0).contains(&median), "{median}");
        assert!(year.contradictions >= 5);
    }
}

#[test]
fn nothing_in_the_company_is_later_than_now() {
    let company = Company::generate(7, NOW);
    for review in &company.reviews {
        assert!(review.closed_at < NOW);
    }
    for said in &company.since {
        assert!(said.at < NOW);
    }
    for file in company.files(None, NOW / 1000) {
        for row in file {
            if let Row::Lead(row) = row {
                let created = row.filed.created.at().unwrap();
                assert!(created.start(ZONE) <= NOW / 1000);
                let text = format!("{:?}", row.filed.texts);
                assert!(!text.contains('@') || text.contains(".example"));
            }
        }
    }
}

fn desk() -> Desk {
    let ledger = Ledger::in_memory(ZONE).unwrap();
    let mut desk = Desk::new(ledger, Clock::Fixed(NOW)).rehearsing();
    fill(&mut desk, 7, NOW).unwrap();
    desk
}

#[test]
fn six_reviews_are_closed_and_their_minutes_frozen() {
    let desk = desk();
    let meetings = desk.ledger.meetings().unwrap();
    assert_eq!(meetings.len(), 6);
    for meeting in &meetings {
        assert_eq!(meeting.state, MeetingState::Closed { version: 1 });
        let record = desk.record_of(meeting.opening.id).unwrap();
        let text = canonical(&record.minutes).unwrap();
        assert_eq!(record.digest.as_deref(), Some(digest(&text).as_str()));
    }
    let promises = desk.ledger.promises().unwrap();
    let kept = promises
        .iter()
        .filter(|promise| promise.state == PromiseState::Done)
        .count();
    assert_eq!(promises.len(), 18);
    assert!((8..16).contains(&kept), "{kept}");
    assert_eq!(desk.clock, Clock::Fixed(NOW));
}

#[test]
fn the_docket_of_the_seventh_review_shows_what_was_planted() {
    let desk = desk();
    let last = desk.ledger.meetings().unwrap().pop().unwrap();
    let Period::Days { end, .. } = last.opening.period else {
        panic!("the last review has dates");
    };
    let today = Company::generate(7, NOW).today;
    let period = Period::Days {
        start: end,
        end: today.succ_opt().unwrap(),
    };
    let (docket, leads) = desk.docket(period, 30, 7).unwrap();
    let because: BTreeSet<String> = docket
        .items
        .iter()
        .flat_map(|item| item.because.iter().map(|because| format!("{because:?}")))
        .map(|words| words.split([' ', '{']).next().unwrap().to_owned())
        .collect();
    assert_eq!(leads.len(), docket.items.len());
    for planted in [
        "PeopleDiffer",
        "VerdictAgainstOutcome",
        "CrmAgainstRoom",
        "NoReasonRecorded",
        "AnswerDue",
        "Untouched",
        "WithoutWords",
        "Stalled",
        "HighValue",
        "Carried",
        "Drawn",
    ] {
        assert!(because.contains(planted), "{planted}: {because:?}");
    }
}

#[test]
fn the_company_has_agreed_twice_on_what_a_lead_is_and_one_person_has_not_read_it() {
    let room = crate::room::Room::rehearsal();
    let agreement = room.desk.ledger.agreement().unwrap();
    let today = room.model.today();
    let (version, text) = agreement.definition(today).unwrap();
    assert_eq!(version.number, 2);
    assert_eq!(text.summary.len(), 5);
    assert!(version.ratified_by_both());
    assert!(agreement.plan(today).is_some());
    assert!(agreement.unsigned_by(today).is_empty());
    let both = room.model.ground.people.iter();
    let both = both.filter(|person| person.team != docket::review::person::Team::Other);
    let unread: Vec<&str> = both
        .filter(|person| agreement.has_read(&person.name, today).is_none())
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(unread, ["Viktor Holm"]);
}
