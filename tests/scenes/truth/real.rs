//! The three sets that came with a truth and a lead list.

use serde_json::Value;

use super::{Set, about, count, holds, sum};

const OLIST: [&str; 2] = [
    "olist_marketing_qualified_leads_dataset.csv",
    "olist_closed_deals_dataset.csv",
];

#[test]
fn olist_is_accepted_by_deed() {
    let Some(set) = Set::of("olist_funnel", &OLIST) else {
        return;
    };
    let found = set.all();
    holds(
        &found,
        &[
            ("/kpis/acceptance_rate/qualified", 8000),
            ("/kpis/acceptance_rate/accepted", 842),
            ("/kpis/acceptance_rate/by_deed", 842),
            ("/kpis/acceptance_rate/no_answer_yet", 7158),
            ("/kpis/acceptance_rate/overdue", 0),
            ("/kpis/lead_to_revenue/won", 842),
            ("/kpis/lead_to_revenue/created", 8000),
            ("/kpis/created_by_marketing/created", 8000),
            ("/funnel/4/reached", 842),
            ("/times/qualified_to_won/n", 841),
            ("/times/qualified_to_won/negative", 1),
            ("/undated/qualified", 0),
            ("/contradictions", 1),
        ],
    );
    about(&found["kpis"]["acceptance_rate"]["value"], 0.10525);
    about(&found["times"]["qualified_to_won"]["mean_days"], 48.5006);
    about(&found["times"]["qualified_to_won"]["median_days"], 14.0);
    let revenue = &found["kpis"]["lead_to_revenue"]["revenue"];
    assert_eq!(
        revenue.as_str().unwrap(),
        sum(set.truth("declared_monthly_revenue_sum"))
    );
}

#[test]
fn olist_by_source_keeps_blank_and_unknown_apart() {
    let Some(set) = Set::of("olist_funnel", &OLIST) else {
        return;
    };
    let rows = set.by("source");
    let truth = set.truth("by_origin").as_object().unwrap();
    assert_eq!(rows.len(), truth.len());
    assert_eq!(count(&rows[""]["created"]), 60);
    assert_eq!(count(&rows["unknown"]["created"]), 1099);
    for (origin, truth) in truth {
        let key = if origin == "(blank)" { "" } else { origin };
        let row = &rows[key];
        assert_eq!(row["created"], truth["leads"], "{origin}");
        assert_eq!(row["won"], truth["won"], "{origin}");
        assert_eq!(row["blank"], Value::Bool(key.is_empty()));
        let revenue = row["revenue"].as_str().unwrap();
        assert_eq!(revenue, sum(&truth["declared_monthly_revenue"]), "{origin}");
    }
    let pages = set.by("landing_page_id");
    assert_eq!(pages.len() as u64, count(set.truth("landing_pages")));
    for (page, leads) in set
        .truth("leads_by_landing_page_top10")
        .as_object()
        .unwrap()
    {
        assert_eq!(&pages[page]["created"], leads);
    }
}

#[test]
fn olist_month_by_month_marks_what_the_wins_do_not_cover() {
    let Some(set) = Set::of("olist_funnel", &OLIST) else {
        return;
    };
    let rows = set.by("month");
    let truth = set.truth("won_by_lead_month_cohort").as_object().unwrap();
    assert_eq!(rows.len(), truth.len());
    let mut marked = Vec::new();
    for (month, truth) in truth {
        let row = &rows[month];
        assert_eq!(
            (&row["created"], &row["won"]),
            (&truth["leads"], &truth["won"]),
            "{month}"
        );
        if row["marks"]
            .as_array()
            .unwrap()
            .contains(&"not_covered:won".into())
        {
            marked.push(month.as_str());
        }
        let alone = set.period(month);
        assert_eq!(
            alone["kpis"]["lead_to_revenue"]["won"], truth["won"],
            "{month}"
        );
    }
    let expected = [
        "2017-06", "2017-07", "2017-08", "2017-09", "2017-10", "2017-11",
    ];
    assert_eq!(marked, expected);
}

/// Nothing of that set is marked as not covered.
#[track_caller]
fn covered(set: &Set) {
    for (month, row) in set.by("month") {
        let marks = row["marks"].as_array().unwrap();
        let gap = marks
            .iter()
            .any(|mark| mark.as_str().unwrap().starts_with("not_covered"));
        assert!(!gap, "{month}: {marks:?}");
    }
}

#[test]
fn saas_funnel_reaches_every_stage_as_told() {
    let Some(set) = Set::of("saas_funnel_12k", &["leads.csv"]) else {
        return;
    };
    let found = set.all();
    holds(
        &found,
        &[
            ("/kpis/lead_to_revenue/created", 12_000),
            ("/kpis/acceptance_rate/qualified", 6251),
            ("/kpis/acceptance_rate/accepted", 2274),
            ("/kpis/qualified_to_opportunity/opportunities", 1363),
            ("/kpis/lead_to_revenue/won", 385),
            ("/kpis/time_to_opportunity/n", 1363),
            ("/kpis/time_to_opportunity/negative", 0),
            ("/times/qualified_to_won/n", 385),
        ],
    );
    about(&found["kpis"]["time_to_opportunity"]["mean_days"], 25.2172);
    about(&found["kpis"]["time_to_opportunity"]["median_days"], 25.0);
    about(&found["times"]["qualified_to_won"]["mean_days"], 58.5792);
    assert_eq!(found["kpis"]["lead_to_revenue"]["revenue"], "14432800.00");
    for (by, figure) in [
        ("source", "by_channel"),
        ("campaign", "by_campaign"),
        ("company_segment", "by_company_segment"),
    ] {
        let rows = set.by(by);
        let truth = set.truth(figure).as_object().unwrap();
        assert_eq!(rows.len(), truth.len(), "{by}");
        for (key, truth) in truth {
            let row = &rows[key];
            assert_eq!(row["created"], truth["leads"], "{key}");
            assert_eq!(row["qualified"], truth["mqls"], "{key}");
            assert_eq!(row["accepted"], truth["sqls"], "{key}");
            assert_eq!(row["opportunities"], truth["opportunities"], "{key}");
            assert_eq!(row["won"], truth["customers"], "{key}");
            assert_eq!(
                row["revenue"].as_str().unwrap(),
                sum(&truth["won_arr"]),
                "{key}"
            );
        }
    }
    covered(&set);
}

#[test]
fn revops_joins_leads_and_opportunities_in_either_order() {
    for files in [
        ["leads.csv", "opportunities.csv"],
        ["opportunities.csv", "leads.csv"],
    ] {
        let Some(set) = Set::of("revops_small", &files) else {
            return;
        };
        let found = set.all();
        holds(
            &found,
            &[
                ("/kpis/lead_to_revenue/created", 250),
                ("/kpis/acceptance_rate/qualified", 160),
                ("/kpis/qualified_to_opportunity/opportunities", 126),
                ("/kpis/time_to_opportunity/n", 126),
                ("/kpis/lead_to_revenue/won", 82),
                ("/kpis/lead_to_revenue/lost", 5),
                ("/sales_sourced/opportunities", 0),
            ],
        );
        about(&found["kpis"]["time_to_opportunity"]["mean_days"], 4.0079);
        about(&found["win_rate"], 0.942_529);
        assert_eq!(found["kpis"]["lead_to_revenue"]["revenue"], "6198000.00");
        for (by, figure, sums) in [
            ("source", "by_source", "won_revenue_by_source"),
            ("rep", "by_assigned_rep", "won_revenue_by_rep"),
        ] {
            let rows = set.by(by);
            for (key, truth) in set.truth(figure).as_object().unwrap() {
                let row = &rows[key];
                assert_eq!(row["created"], truth["leads"], "{key}");
                assert_eq!(row["qualified"], truth["mqls"], "{key}");
                assert_eq!(row["opportunities"], truth["opps"], "{key}");
            }
            for (key, truth) in set.truth(sums).as_object().unwrap() {
                assert_eq!(rows[key]["revenue"].as_str().unwrap(), sum(truth), "{key}");
            }
        }
        covered(&set);
    }
}
