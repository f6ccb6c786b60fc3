//! The sets that came with less: no dates, no leads, no deals.

use docket::review::meeting::docket::Basis;
use docket::review::period::Period;
use serde_json::Value;

use super::{Set, count, holds};

#[test]
fn salesforce_api_headers_join_campaigns_and_deals_of_sales() {
    let files = [
        "Campaign.csv",
        "Lead.csv",
        "CampaignMember.csv",
        "Opportunity.csv",
    ];
    let Some(set) = Set::of("sfdc_sample", &files) else {
        return;
    };
    let found = set.all();
    holds(
        &found,
        &[
            ("/funnel/0/reached", 60),
            ("/sales_sourced/opportunities", 50),
            ("/sales_sourced/won", 12),
            ("/sales_sourced/lost", 3),
            ("/kpis/lead_to_revenue/won", 0),
        ],
    );
    assert_eq!(found["sales_sourced"]["revenue"], "10542562.98");
    let rows = set.by("source");
    for (source, leads) in set.truth("leads_by_source").as_object().unwrap() {
        assert_eq!(&rows[source]["created"], leads, "{source}");
    }
    // A lead in several campaigns stands in its first alone: no slice has more than its members, all have a lead.
    let rows = set.by("campaign");
    let mut placed = 0;
    for (campaign, truth) in set
        .truth("campaign_members_by_campaign")
        .as_object()
        .unwrap()
    {
        let created = rows.get(campaign).map_or(0, |row| count(&row["created"]));
        assert!(created <= count(&truth["leads"]), "{campaign}: {created}");
        placed += created;
    }
    assert!(placed > 0);
    let total: u64 = rows.values().map(|row| count(&row["created"])).sum();
    assert_eq!(total, 60);
}

#[test]
fn a_list_without_dates_tells_no_times() {
    let Some(set) = Set::of("xeducation_leads", &["Leads.csv", "eval_leads.csv"]) else {
        return;
    };
    assert_eq!(set.files, [[9191, 0, 0, 0, 0], [49, 0, 0, 0, 0]]);
    let found = set.all();
    holds(
        &found,
        &[
            ("/kpis/lead_to_revenue/created", 9240),
            ("/kpis/lead_to_revenue/won", 3561),
            ("/kpis/time_to_opportunity/n", 0),
            ("/undated/created", 9240),
            ("/coverage/closed_at/filled", 0),
        ],
    );
    for path in [
        "/kpis/time_to_opportunity/mean_days",
        "/kpis/time_to_opportunity/median_days",
        "/times/qualified_to_won/median_days",
        "/coverage/closed_at/first",
    ] {
        assert_eq!(found.pointer(path), Some(&Value::Null), "{path}");
    }
    let rows = set.by("source");
    for (source, truth) in set.truth("by_lead_source").as_object().unwrap() {
        let key = if source == "(blank)" { "" } else { source };
        let row = &rows[key];
        assert_eq!(
            (&row["created"], &row["won"]),
            (&truth["leads"], &truth["converted"]),
            "{source}"
        );
    }
    // No date says more: today's docket is the later file's 49.
    let (docket, _) = set.desk.docket(Period::All, 30, 7).unwrap();
    assert_eq!((docket.basis, docket.candidates), (Basis::LatestFile, 49));
    let empty = set.period("2026");
    holds(
        &empty,
        &[
            ("/kpis/lead_to_revenue/created", 0),
            ("/undated/created", 9240),
        ],
    );
    assert_eq!(empty["kpis"]["lead_to_revenue"]["value"], Value::Null);
}

#[test]
fn deals_that_name_no_lead_are_sourced_by_sales() {
    let Some(set) = Set::of("maven_crm_sales", &["sales_pipeline.csv"]) else {
        return;
    };
    let found = set.all();
    holds(
        &found,
        &[
            ("/sales_sourced/opportunities", 8800),
            ("/sales_sourced/won", 4238),
            ("/sales_sourced/lost", 2473),
            ("/funnel/0/reached", 0),
            ("/kpis/lead_to_revenue/won", 0),
        ],
    );
    assert_eq!(found["sales_sourced"]["revenue"], "10005534.00");
    assert_eq!(found["win_rate"], Value::Null, "in no rate");
    let rows = set.by("rep");
    let agents = set.truth("by_agent").as_object().unwrap();
    assert!(!agents.is_empty());
    for (agent, truth) in agents {
        let deals = &rows[agent]["sales_sourced"];
        assert_eq!(deals["opportunities"], truth["opps"], "{agent}");
        assert_eq!(
            (&deals["won"], &deals["lost"]),
            (&truth["won"], &truth["lost"]),
            "{agent}"
        );
    }
}

/// Cells of a file that has no quoted line ends, header first: read without any of the program's code.
fn cells(path: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| line.split(',').map(ToOwned::to_owned).collect())
        .collect()
}

#[test]
fn ads_are_spend_and_campaigns_get_their_costs() {
    let Some(set) = Set::of("kag_facebook", &["KAG_conversion_data.csv"]) else {
        return;
    };
    let mut costs = std::collections::BTreeMap::new();
    for row in &cells("../shared/data/kag_facebook/KAG_conversion_data.csv")[1..] {
        let spent: rust_decimal::Decimal = row[9].parse().unwrap();
        *costs
            .entry(row[2].clone())
            .or_insert(rust_decimal::Decimal::ZERO) += spent;
    }
    let rows = set.by("campaign");
    assert_eq!(rows.len(), costs.len());
    for (campaign, cost) in costs {
        let found: rust_decimal::Decimal =
            rows[&campaign]["cost"].as_str().unwrap().parse().unwrap();
        assert_eq!(found, cost, "{campaign}");
        assert_eq!(count(&rows[&campaign]["created"]), 0);
    }
    holds(&set.all(), &[("/funnel/0/reached", 0)]);
}

#[test]
fn zoho_keeps_influenced_deals_out_of_every_rate() {
    let files = ["Leads.csv", "Potentials.csv", "Campaigns.csv"];
    let Some(set) = Set::of("zoho_crm", &files) else {
        return;
    };
    let found = set.all();
    holds(&found, &[("/funnel/0/reached", 3900)]);
    let k6 = &found["kpis"]["lead_to_revenue"];
    assert!(count(&k6["influenced"]) > 1000, "{k6}");
    assert!(count(&k6["won"]) + count(&k6["lost"]) + count(&k6["influenced"]) <= 3900);
    let reached: Vec<u64> = found["funnel"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| count(&step["reached"]))
        .collect();
    assert!(
        reached.windows(2).all(|pair| pair[1] <= pair[0]),
        "{reached:?}"
    );
}
