//! The leads behind a figure add up to it.

use chrono_tz::Europe::Berlin;
use docket::review::figures::cohort::Cohort;
use docket::review::figures::explain::{Behind, Figure, Why, behind, counts, explain};
use docket::review::figures::kpi::Kpi;
use docket::review::figures::tally::Tally;
use docket::review::period::Period;
use docket::review::stage::Stage;
use proptest::prelude::*;
use proptest::sample::select;

use super::tally::lead;
use super::{ACCEPTED, facts};

fn figures() -> Vec<Figure> {
    let kpis = Kpi::ALL.into_iter().map(Figure::Kpi);
    kpis.chain(Stage::FUNNEL.into_iter().map(Figure::Reached))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn rows_add_up_to_the_number(
        leads in proptest::collection::vec(lead(), 0..40),
        text in select(vec!["all", "2026-10", "2026"]),
    ) {
        let cohort = Cohort::new(Period::parse(text).unwrap(), Berlin, 0);
        let mut tally = Tally::default();
        for facts in &leads {
            tally.add(facts, &cohort);
        }
        let kpis = tally.kpis();
        for figure in figures() {
            let rows: Vec<_> = leads.iter().map(|facts| behind(figure, facts, &cohort)).collect();
            let count = |side: Behind| rows.iter().filter(|row| **row == side).count() as u64;
            let (numerator, denominator) = counts(figure, &kpis);
            prop_assert_eq!(count(Behind::Numerator), numerator, "{:?}", figure);
            if let Some(denominator) = denominator {
                let both = count(Behind::Numerator) + count(Behind::Denominator);
                prop_assert_eq!(both, denominator, "{:?}", figure);
            }
            let left_out = |why| count(Behind::LeftOut(why));
            if figure == Figure::Kpi(Kpi::TimeToOpportunity) {
                prop_assert_eq!(left_out(Why::Backwards), kpis.to_opportunity.negative);
                prop_assert_eq!(left_out(Why::Open), kpis.to_opportunity.open);
                prop_assert_eq!(left_out(Why::NoDate), kpis.to_opportunity.undated);
            }
            if figure == Figure::Kpi(Kpi::AcceptanceRate) {
                prop_assert_eq!(left_out(Why::InTime), kpis.acceptance.in_time);
                if text != "all" {
                    prop_assert_eq!(left_out(Why::NoPlace), kpis.undated.qualified);
                }
            }
        }
    }
}

#[test]
fn a_figure_says_how_it_is_counted() {
    let cohort = Cohort::new(Period::parse("2026-10").unwrap(), Berlin, 0);
    let mut tally = Tally::default();
    for id in 1..=10 {
        let mut facts = facts(id);
        if id <= 7 {
            facts.answer = ACCEPTED;
        }
        tally.add(&facts, &cohort);
    }
    let said = explain(Figure::Kpi(Kpi::AcceptanceRate), &tally.kpis());
    assert_eq!(said.value, "70.0 %");
    assert_eq!(said.numerator, ("accepted".to_owned(), 7));
    assert_eq!(said.denominator, Some(("answers due".to_owned(), 10)));
    assert_eq!(
        said.interval.as_deref(),
        Some("40 to 89 % is what 10 leads can tell")
    );
    assert!(!said.few);
}
