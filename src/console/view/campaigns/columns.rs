//! The rows of each view of the campaigns, in words and figures.

use rust_decimal::Decimal;

use super::{Row, Shape};
use crate::console::model::Model;
use crate::console::model::campaigns::CampaignsView;
use crate::console::text::clean;
use crate::review::figures::campaign::{
    Beside, CampaignRow, Campaigns, CostPer, Stage, Standing, Told,
};
use crate::review::figures::cost::{self, Spent};
use crate::review::figures::words::{
    NOTHING, count, money, revenues, signed_percent, whole_percent,
};
use crate::review::money::Money;

/// The rows of the view in front.
pub fn rows(model: &Model, told: &Campaigns) -> Shape {
    let shown = model.campaigns.shown();
    let each = |cells: &dyn Fn(&CampaignRow) -> Vec<String>| -> Vec<Row> {
        let row = |row: &&CampaignRow| Row {
            name: name(row),
            cells: cells(row),
            sum: false,
        };
        shown.iter().map(row).collect()
    };
    match model.campaigns.view {
        CampaignsView::Results => Shape {
            head: "campaign",
            titles: own(&[
                "leads", "deliv.", "accept.", "opp.", "won", "revenue", "cost",
            ]),
            rows: each(&results),
        },
        CampaignsView::Cost => Shape {
            head: "campaign",
            titles: own(&[
                "per accepted",
                "n",
                "can be",
                "return",
                "per opp.",
                "per customer",
                "per deliv.",
                "cost",
            ]),
            rows: each(&costs),
        },
        CampaignsView::Forecast => Shape {
            head: "campaign",
            titles: own(&[
                "stamped",
                "leads",
                "revenue",
                "delivered",
                "opportunities",
                "cost",
            ]),
            rows: each(&forecasts),
        },
        CampaignsView::Stop => Shape {
            head: "campaign",
            titles: own(&["", "return", "decided", "cost", "per accepted"]),
            rows: each(&|row| stop(row, told)),
        },
        CampaignsView::Spent => spent(model, told),
    }
}

fn own(titles: &[&str]) -> Vec<String> {
    titles.iter().map(|title| (*title).to_owned()).collect()
}

fn name(row: &CampaignRow) -> String {
    let name = clean(&row.campaign.name);
    let channel = clean(&row.campaign.channel);
    if channel.is_empty() {
        name.into_owned()
    } else {
        format!("{name} · {channel}")
    }
}

fn cost(row: &CampaignRow) -> String {
    let cost = row.cost();
    cost.map_or_else(|| "no cost".to_owned(), |cost| money(&cost))
}

fn results(row: &CampaignRow) -> Vec<String> {
    let slice = &row.slice;
    let mut cells: Vec<String> = [
        slice.created,
        slice.qualified,
        slice.accepted,
        slice.opportunities,
        slice.won,
    ]
    .map(count)
    .to_vec();
    cells.push(revenues(&slice.revenues()));
    cells.push(cost(row));
    cells
}

fn costs(row: &CampaignRow) -> Vec<String> {
    let per = |stage: Stage| {
        let none = match row.cost() {
            None => "no cost".to_owned(),
            // It cost something, and none came.
            Some(_) => NOTHING.to_owned(),
        };
        let told = row.cost_per(stage);
        told.map_or(none, |per| money(&per.cost.whole()))
    };
    let (n, of) = row.came(Stage::Accepted);
    vec![
        per(Stage::Accepted),
        format!("{} of {}", count(n), count(of)),
        row.cost_per(Stage::Accepted)
            .map_or_else(String::new, |per| range(&per)),
        returned(row),
        per(Stage::Opportunity),
        per(Stage::Won),
        per(Stage::Delivered),
        cost(row),
    ]
}

/// "1,400–2,200": what so many leads can tell.
fn range(per: &CostPer) -> String {
    let bare = |amount: Decimal| {
        money(&Money {
            amount: amount.round(),
            currency: crate::review::money::Currency::NONE,
        })
    };
    match per.high {
        Some(high) => format!("{}–{}", bare(per.low), bare(high)),
        None => format!("{} or more", bare(per.low)),
    }
}

fn returned(row: &CampaignRow) -> String {
    match row.roi() {
        Ok(roi) if row.mature() => signed_percent(roi),
        Ok(roi) => format!("{}, too early", signed_percent(roi)),
        Err(why) => why.words().to_owned(),
    }
}

fn forecasts(row: &CampaignRow) -> Vec<String> {
    let besides = row.beside();
    let cell = |what: &str| {
        let found = besides.iter().find(|beside| beside.what == what);
        found.map_or_else(String::new, beside)
    };
    let stamp = row.forecast().map(|(_, stamp)| stamp.words());
    vec![
        stamp.unwrap_or("no forecast").to_owned(),
        cell("leads"),
        cell("revenue"),
        cell("delivered"),
        cell("opportunities"),
        cell("cost"),
    ]
}

/// "120 → 98 −18 %".
fn beside(beside: &Beside) -> String {
    let told = |told: Told| match told {
        Told::Nothing => NOTHING.to_owned(),
        Told::Leads(leads) => count(leads),
        Told::Money(one) => money(&one.whole()),
    };
    if beside.forecast == Told::Nothing {
        return NOTHING.to_owned();
    }
    let error = beside
        .error
        .map_or_else(String::new, |error| format!(" {}", signed_percent(error)));
    let forecast = match beside.forecast {
        Told::Money(one) => money(&Money {
            currency: crate::review::money::Currency::NONE,
            ..one.whole()
        }),
        other => told(other),
    };
    format!("{forecast} → {}{error}", told(beside.actual))
}

fn stop(row: &CampaignRow, told: &Campaigns) -> Vec<String> {
    let standing = row.standing(told.minimum);
    let why = match standing {
        Standing::Below => standing.words().to_owned(),
        _ => row.unmeasured().join(", "),
    };
    let ruling = row.ruling();
    let decided = ruling.map_or_else(
        || "not yet".to_owned(),
        |ruling| match ruling.meeting {
            Some(meeting) => format!("{}, review {}", ruling.choice.word(), meeting.0),
            None => ruling.choice.word().to_owned(),
        },
    );
    let per = row.cost_per(Stage::Accepted);
    vec![
        why,
        returned(row),
        decided,
        cost(row),
        per.map_or_else(|| NOTHING.to_owned(), |per| money(&per.cost.whole())),
    ]
}

fn spent(model: &Model, told: &Campaigns) -> Shape {
    let all = cost::sum(told.spent.iter());
    let mut rows: Vec<Row> = told
        .spent
        .iter()
        .map(|row| fate(model, row, &all))
        .collect();
    let lost = || told.spent.iter().filter(|row| row.fate.lost());
    if rows.is_empty() {
        return Shape {
            head: "",
            titles: Vec::new(),
            rows,
        };
    }
    let sum = |name: &str, rows: Vec<&Spent>| {
        let spend = cost::sum(rows.iter().copied());
        Row {
            name: name.to_owned(),
            cells: vec![
                spend_words(&spend),
                share(&spend, &all),
                count(rows.iter().map(|row| row.leads).sum()),
                count(rows.iter().map(|row| row.without_cost).sum()),
            ],
            sum: true,
        }
    };
    rows.push(sum("all of it on leads nobody took", lost().collect()));
    rows.push(sum(
        &model.named("all delivered leads"),
        told.spent.iter().collect::<Vec<_>>(),
    ));
    Shape {
        head: "what became of them",
        titles: own(&["spent", "of all", "leads", "no cost known"]),
        rows,
    }
}

fn fate(model: &Model, row: &Spent, all: &[Money]) -> Row {
    Row {
        name: model.named(&row.fate.words()).into_owned(),
        cells: vec![
            spend_words(&row.spend),
            share(&row.spend, all),
            count(row.leads),
            count(row.without_cost),
        ],
        sum: false,
    }
}

/// Amounts without cents; where no campaign behind them has a cost, that.
fn spend_words(spend: &[Money]) -> String {
    if spend.is_empty() {
        return "no cost".to_owned();
    }
    let whole: Vec<Money> = spend.iter().map(|one| one.whole()).collect();
    revenues(&whole)
}

/// Its share of everything spent, where there is one currency.
fn share(spend: &[Money], all: &[Money]) -> String {
    cost::part(spend, all).map_or_else(|| NOTHING.to_owned(), whole_percent)
}
