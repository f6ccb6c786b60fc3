//! Out and back: a slip that was handed out comes back filled in, and the CRM's file goes back under its own id.

use crate::command_line::Home;

const LEADS: &str = "lead_id,created_date,mql_date,assigned_rep,lead_score\n\
    LD-001,2024-01-03,2024-01-06,Sarah Chen,78\nLD-002,2024-01-04,2024-01-07,Sarah Chen,65\n";

/// The ledger after Sarah Chen's slip came back: the first lead accepted, the second not, for want of budget.
fn answered() -> Home {
    let home = Home::new();
    home.write("leads.csv", LEADS);
    home.done(&["import", "leads.csv", "--yes"]);
    let slip = home.done(&["slip", "--for", "Sarah Chen"]);
    let filled = slip
        .replace("LD-001,,,,,", "LD-001,,,a,,")
        .replace("LD-002,,,,,", "LD-002,,,r,4,\"-later, \"\"maybe\"\"\"");
    assert_ne!(filled, slip, "the slip lists both leads");
    home.write("slip.csv", &filled);
    home.done(&["import", "slip.csv", "--yes"]);
    home
}

#[test]
fn a_slip_that_was_handed_out_comes_back_under_its_name() {
    let home = answered();
    let back = home.done(&["feedback"]);
    assert!(back.contains("\nLD-001,accepted,"), "{back}");
    let second = back
        .lines()
        .find(|line| line.starts_with("LD-002"))
        .unwrap();
    assert!(
        second.starts_with("LD-002,not accepted,no budget,"),
        "{back}"
    );
    assert!(second.contains("Sarah Chen"), "{back}");
}

#[test]
fn feedback_goes_back_under_the_crms_own_id_and_changes_nothing_when_it_returns() {
    let home = answered();
    let back = home.done(&["feedback"]);
    let header = "lead_id,verdict,reason,route,note,date,reviewer,meeting";
    assert_eq!(back.lines().next(), Some(header));
    let named = home.done(&["feedback", "--id-column", "Id"]);
    assert!(named.starts_with("Id,verdict,"), "{named}");
    let figures = home.done(&["--as-of", "2030-01-01T00:00:00Z", "kpis", "--json"]);
    home.write("back.csv", &back);
    let report = home.done(&["import", "back.csv", "--yes", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let file = &report["files"][0];
    assert_eq!((&file["new"], &file["refused"]), (&0.into(), &0.into()));
    assert_eq!(file["mapping"], serde_json::json!({"id": "lead_id"}));
    assert_eq!(home.done(&["feedback"]), back);
    let again = home.done(&["--as-of", "2030-01-01T00:00:00Z", "kpis", "--json"]);
    assert_eq!(again, figures);
}

#[test]
fn the_reviews_own_columns_that_come_back_are_known_and_kept_nowhere() {
    let home = answered();
    home.write("back.csv", &home.done(&["feedback"]));
    let report = home.done(&["import", "back.csv", "--yes", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["files"][0]["extra"], serde_json::json!([]));
    let leads = home.done(&["leads", "--json"]);
    assert!(!leads.contains("reviewer"), "{leads}");
    // A CRM's own column of such a name, without the others, stays a column of the CRM's.
    home.write("own.csv", "lead_id,reviewer\nLD-001,Ann\n");
    let report = home.done(&["import", "own.csv", "--yes", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["files"][0]["extra"], serde_json::json!(["reviewer"]));
}
