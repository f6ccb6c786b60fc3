//! Generated CRM exports: clean ones, and dirty ones of which only what stands is counted.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::{Set, about, count, holds};

/// Generates an export and imports it; `None` where the tool or python is not there.
fn generated(rows: &str, dirty: bool) -> Option<(Set, Value)> {
    let tool = Path::new("../shared/tools/gen_leads.py");
    let folder = tempfile::TempDir::new().unwrap();
    let mut command = Command::new("python3");
    command
        .arg(tool)
        .args(["--rows", rows, "--out"])
        .arg(folder.path());
    if dirty {
        command.arg("--dirty");
    }
    let made = tool.exists() && command.output().is_ok_and(|output| output.status.success());
    let name = format!("leads_{rows}{}", if dirty { "_dirty" } else { "" });
    let file = |end: &str| -> PathBuf { folder.path().join(format!("{name}.{end}")) };
    made.then(|| {
        let truth = std::fs::read_to_string(file("truth.json")).unwrap();
        let truth: Value = serde_json::from_str(&truth).unwrap();
        (Set::from(&[file("csv")], Value::Null), truth)
    })
}

#[test]
fn a_clean_export_comes_to_its_truth() {
    for rows in ["1k", "10k"] {
        let Some((set, truth)) = generated(rows, false) else {
            return;
        };
        let found = set.all();
        let counts = &truth["counts"];
        holds(
            &found,
            &[
                ("/funnel/0/reached", count(&counts["leads"])),
                ("/kpis/acceptance_rate/qualified", count(&counts["mql"])),
                ("/kpis/acceptance_rate/accepted", count(&counts["accepted"])),
                ("/kpis/acceptance_rate/rejected", count(&counts["rejected"])),
                (
                    "/kpis/qualified_to_opportunity/opportunities",
                    count(&counts["opportunities"]),
                ),
                (
                    "/kpis/time_to_opportunity/n",
                    count(&counts["opportunities"]),
                ),
                ("/kpis/lead_to_revenue/won", count(&counts["won"])),
                ("/kpis/lead_to_revenue/lost", count(&counts["lost"])),
                ("/contradictions", 0),
            ],
        );
        let kpi = &truth["kpi"];
        let time = &found["kpis"]["time_to_opportunity"];
        about(&time["mean_days"], kpi["q2o_days_mean"].as_f64().unwrap());
        about(
            &time["median_days"],
            kpi["q2o_days_median"].as_f64().unwrap(),
        );
        let decided = kpi["acceptance_pct"].as_f64().unwrap() / 100.0;
        about(&found["kpis"]["acceptance_rate"]["of_decided"], decided);
        let cents = count(&kpi["revenue_cents"]);
        let revenue = format!("{}.{:02}", cents / 100, cents % 100);
        assert_eq!(
            found["kpis"]["lead_to_revenue"]["revenue"],
            revenue.as_str()
        );
        slices(&set, &truth);
    }
}

/// A slice's column, and what the truth calls it.
const COLUMNS: [(&str, &str); 6] = [
    ("created", "leads"),
    ("qualified", "mql"),
    ("accepted", "accepted"),
    ("rejected", "rejected"),
    ("opportunities", "opportunities"),
    ("won", "won"),
];

#[track_caller]
fn slices(set: &Set, truth: &Value) {
    for (by, figure) in [
        ("source", "by_source"),
        ("campaign", "by_campaign"),
        ("month", "by_month"),
    ] {
        let rows = set.by(by);
        for (key, truth) in truth[figure].as_object().unwrap() {
            for (column, name) in COLUMNS {
                assert_eq!(rows[key][column], truth[name], "{key} {column}");
            }
        }
    }
}

#[test]
fn of_a_dirty_export_what_stands_is_counted() {
    for rows in ["1k", "10k"] {
        let Some((set, truth)) = generated(rows, true) else {
            return;
        };
        let kept = &truth["as_kept"];
        let found = set.all();
        holds(
            &found,
            &[
                ("/funnel/0/reached", count(&kept["leads"])),
                ("/kpis/acceptance_rate/qualified", count(&kept["mql"])),
                ("/kpis/acceptance_rate/accepted", count(&kept["accepted"])),
                ("/kpis/acceptance_rate/rejected", count(&kept["rejected"])),
                (
                    "/kpis/qualified_to_opportunity/opportunities",
                    count(&kept["opportunities"]),
                ),
                ("/kpis/lead_to_revenue/won", count(&kept["won"])),
                (
                    "/contradictions",
                    count(&truth["dirty"]["mql_before_created"]),
                ),
            ],
        );
        let [_, updated, unchanged, refused, _] = set.files[0];
        assert_eq!(refused, count(&kept["refused"]));
        assert_eq!(updated + unchanged, count(&kept["same_id_again"]));
        let cents = count(&kept["revenue_cents"]);
        let revenue = format!("{}.{:02}", cents / 100, cents % 100);
        assert_eq!(
            found["kpis"]["lead_to_revenue"]["revenue"],
            revenue.as_str()
        );
    }
}
