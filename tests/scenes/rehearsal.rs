//! The rehearsal's company: the same seed gives the same one, and its figures are those of a plausible year.

use std::collections::BTreeMap;

use docket::review::figures::cohort::Cohort;
use docket::review::figures::kpi::Kpis;
use docket::review::figures::tally::Tally;
use docket::review::lead::{Facts, Lead, LeadId, Touches};
use docket::review::period::Period;
use docket::review::row::Row;
use docket::review::said::Said;
use docket::seat::rehearsal::{Company, ZONE};

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

#[test]
fn one_seed_and_one_moment_give_one_company() {
    let company = Company::generate(7, NOW);
    assert_eq!(company, Company::generate(7, NOW));
    assert_ne!(company.stories, Company::generate(8, NOW).stories);
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
