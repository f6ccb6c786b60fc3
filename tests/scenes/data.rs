//! What the data can tell: the dates drawn, and what is stale, from one key.

use crate::room::{shows, ten_leads};

#[test]
fn one_key_draws_the_dates_at_hand_and_says_what_is_stale() {
    let mut room = ten_leads();
    room.keys("D");
    for (columns, rows) in [(120, 50), (200, 50)] {
        shows(
            &room.screen(columns, rows),
            &[
                "Dates at hand, of 10 leads",
                "━",
                "100.0 % of 10",
                // Nobody logged a touch.
                "no lead yet",
                // One of ten is won; three are not accepted, one has no answer: nine are answered.
                "100.0 % of 9",
                // Of the open six (five accepted, one silent) none is older than 30 days on 24 Nov.
                "0 of 6 open leads had no update for more than 30 days",
                "0 of 6 figures rest on stale data",
            ],
        );
    }
    let small = room.screen(80, 24);
    shows(&small, &["What the data can tell", "Dates at hand"]);
    let end = room.keys("G").screen(80, 24);
    shows(&end, &["0 of 10 stale"]);
    assert!(!room.keys("<esc>").screen(80, 24).contains("Dates at hand"));
}

#[test]
fn a_figure_nobody_can_tell_is_a_dash_on_the_strip_until_it_can_be_told() {
    use docket::review::figures::kpi::{Kpi, Kpis};
    use docket::review::figures::strip::strip;
    use docket::review::figures::telling::Fill;
    let fill = Fill {
        leads: 10,
        qualified: 10,
        qualified_dated: 10,
        created_dated: 10,
        ..Fill::default()
    };
    let mut kpis = Kpis::default();
    kpis.acceptance.qualified = 10;
    kpis.opportunities.qualified = 10;
    let headline = |fill: &Fill, kpi: Kpi| {
        let tiles = strip(&kpis, &kpis).dimmed(fill).tiles;
        let tile = tiles.into_iter().find(|tile| tile.kpi == kpi);
        tile.unwrap().headline
    };
    assert_eq!(headline(&fill, Kpi::QualifiedToOpportunity), "—");
    assert_eq!(headline(&fill, Kpi::LeadToRevenue), "—");
    let one = Fill {
        opportunities: 1,
        ..fill
    };
    assert_eq!(headline(&one, Kpi::QualifiedToOpportunity), "0.0 %");
}
