//! The campaigns' keys: views, order, forecast, cost and launch, keep or change or stop, the minimum accepted return.

use std::cmp::Reverse;

use super::{ask, explain, forms, record};
use crate::console::command::Command;
use crate::console::day;
use crate::console::effect::{Effect, Only, Question};
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::model::campaigns::{CampaignsSort, CampaignsView};
use crate::console::model::places::Place;
use crate::console::model::wire::Slot;
use crate::console::places::Ask;
use crate::console::pop::{Asked, Pop, Purpose};
use crate::console::text::clean;
use crate::console::words;
use crate::review::campaign::{Choice, Forecast, MINIMUM_RETURN, launched, minimum};
use crate::review::entry::Act;
use crate::review::figures::campaign::{CampaignRow, Campaigns, Stage};
use crate::review::figures::words as figures;
use crate::review::milestone::Milestone;
use crate::review::money::Money;

/// Takes the campaigns.
pub fn told(model: &mut Model, mut told: Campaigns) {
    sort(&mut told.rows, model.campaigns.sort);
    let place = &mut model.campaigns;
    place.told = Some(Box::new(told));
    place.at = place.at.min(place.len().saturating_sub(1));
}

/// Asks again where the campaigns are in front: somebody said something of one.
pub fn again(model: &mut Model) -> Vec<Effect> {
    if model.campaigns.told.is_none() {
        return Vec::new();
    }
    vec![ask(model, Slot::Campaigns, Question::Place(Ask::Campaigns))]
}

/// Puts campaigns in order; those without a cost stand last where cost decides.
pub fn sort(rows: &mut [CampaignRow], sort: CampaignsSort) {
    rows.sort_by_key(|row| row.campaign.name.to_lowercase());
    match sort {
        CampaignsSort::Name => {}
        CampaignsSort::Leads => rows.sort_by_key(|row| Reverse(row.slice.created)),
        CampaignsSort::Accepted => rows.sort_by_key(|row| Reverse(row.slice.accepted)),
        CampaignsSort::Opportunities => rows.sort_by_key(|row| Reverse(row.slice.opportunities)),
        CampaignsSort::Won => rows.sort_by_key(|row| Reverse(row.slice.won)),
        CampaignsSort::Cost => {
            rows.sort_by_key(|row| Reverse(row.cost().map(|cost| cost.amount)));
        }
    }
}

/// Why a campaign's command cannot be had here; `None` where it can.
pub fn barred(model: &Model) -> Option<String> {
    let here = model.walking().is_none() && model.place == Place::Campaigns;
    (!here).then(|| "this is for the campaigns: 5, or 0 and 5 in a review".to_owned())
}

/// A command on the campaigns; `None` leaves it to the lists' usual ways.
pub fn command(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    model.campaigns.told.as_ref()?;
    match command {
        Command::View => turn(model),
        Command::Sort => order(model),
        Command::MinimumReturn => minimum_form(model),
        Command::Forecast | Command::CampaignCost | Command::Ruling => {
            let Some(row) = model.campaigns.current().cloned() else {
                model.say("no campaign is under the cursor: f shows other views");
                return Some(Vec::new());
            };
            match command {
                Command::Forecast => forecast_form(model, &row),
                Command::CampaignCost => cost_form(model, &row),
                _ => ruling_form(model, &row),
            }
        }
        Command::Open => {
            let name = model.campaigns.current()?.campaign.name.clone();
            return Some(explain::only(model, Only::Campaign(name), None));
        }
        _ => {
            let at = u64::try_from(model.campaigns.at).unwrap_or(0);
            model.campaigns.at = explain::moves(command, at, model.campaigns.len())?;
        }
    }
    Some(Vec::new())
}

fn turn(model: &mut Model) {
    let views = CampaignsView::ALL;
    let at = views.iter().position(|view| *view == model.campaigns.view);
    model.campaigns.view = views[(at.unwrap_or(0) + 1) % views.len()];
    model.campaigns.at = 0;
    let said = model.campaigns.view.title();
    model.say(said);
}

fn order(model: &mut Model) {
    let place = &mut model.campaigns;
    if !matches!(place.view, CampaignsView::Results | CampaignsView::Forecast) {
        model.say("this view has its own order: f shows others");
        return;
    }
    let sorts = CampaignsSort::ALL;
    let at = sorts.iter().position(|sort| *sort == place.sort);
    place.sort = sorts[(at.unwrap_or(0) + 1) % sorts.len()];
    place.at = 0;
    if let Some(told) = &mut place.told {
        sort(&mut told.rows, place.sort);
    }
}

fn launch_words(model: &Model, row: &CampaignRow) -> (String, bool) {
    let now = model.now.div_euclid(1000);
    let locked = launched(row.launch(), now, model.zone());
    let words = match row.launch() {
        None => "launch date not known".to_owned(),
        Some(at) => {
            let day = day::short(at.date(model.zone()), model.today());
            format!("{} {day}", if locked { "launched" } else { "launch" })
        }
    };
    (words, locked)
}

fn forecast_form(model: &mut Model, row: &CampaignRow) {
    let (launch, launched) = launch_words(model, row);
    let locked = launched && !row.spoken.forecasts.is_empty();
    let forecast = row.forecast().map(|(forecast, _)| forecast);
    let forecast = forecast.unwrap_or_default();
    let count = |count: Option<u64>| count.map_or_else(String::new, |count| count.to_string());
    let note = match (launched, locked) {
        (_, true) => "locked since the launch: the next one says why",
        (true, _) => "will be marked \"after launch\"",
        _ => "what nobody forecasts stays empty",
    };
    let mut blanks = vec![
        Blank::text("leads", &count(forecast.leads)).hint(note),
        Blank::text(
            &model.named("delivered to Sales"),
            &count(forecast.delivered),
        ),
        Blank::text(
            &model.named("opportunities"),
            &count(forecast.opportunities),
        ),
        Blank::text("revenue", &typed(forecast.revenue)).hint("40000 EUR"),
        Blank::text("cost", &typed(forecast.cost.or_else(|| row.cost()))),
    ];
    if locked {
        blanks.push(Blank::text("why it changes", ""));
    }
    let name = clean(&row.campaign.name);
    let form = Form::new(format!("Forecast for {name} · {launch}"), blanks);
    let purpose = Purpose::Forecast {
        campaign: row.campaign.name.clone(),
        locked,
    };
    forms::push(model, purpose, form);
}

fn cost_form(model: &mut Model, row: &CampaignRow) {
    let filed = row.campaign.cost.as_ref().map(figures::money);
    let hint = filed.map_or_else(
        || "no file says it; empty: no cost known".to_owned(),
        |cost| format!("the file says {cost}"),
    );
    let mut blanks = vec![Blank::text("what it cost", &typed(row.cost())).hint(hint)];
    if row.campaign.starts.is_none() {
        blanks.push(
            Blank::day("launched on", row.spoken.launch)
                .hint("once it is past it stays; a forecast is stamped by it"),
        );
    }
    let name = clean(&row.campaign.name);
    let form = Form::new(format!("Cost of {name}"), blanks);
    let purpose = Purpose::CampaignCost(row.campaign.name.clone());
    forms::push(model, purpose, form);
}

fn ruling_form(model: &mut Model, row: &CampaignRow) {
    let last = row.ruling().map_or("keep", |ruling| ruling.choice.word());
    let seen = seen(row);
    let name = clean(&row.campaign.name);
    let form = Form::new(
        format!("{name}: keep, change or stop?"),
        vec![
            Blank::pick(
                "we decide",
                Choice::ALL.map(|choice| choice.word().to_owned()).to_vec(),
                last,
            )
            .hint(seen.clone()),
            Blank::text("what changes, or why", ""),
        ],
    );
    let purpose = Purpose::Ruling {
        campaign: row.campaign.name.clone(),
        seen,
    };
    forms::push(model, purpose, form);
}

fn minimum_form(model: &mut Model) {
    let now = model.ground.settings.get(MINIMUM_RETURN);
    let form = Form::new(
        "The least a campaign must bring back",
        vec![
            Blank::text(
                "return in percent of its cost",
                now.map_or("", String::as_str),
            )
            .hint("0 is money back, 50 half as much again; empty: none agreed"),
        ],
    );
    forms::push(model, Purpose::MinimumReturn, form);
}

/// The figures a decision is taken on, as they stand: cost, cost per accepted lead with n, return.
pub fn seen(row: &CampaignRow) -> String {
    let cost = row
        .cost()
        .map_or_else(|| "no cost".to_owned(), |cost| figures::money(&cost));
    let (accepted, delivered) = row.came(Stage::Accepted);
    let per = row
        .cost_per(Stage::Accepted)
        .map_or_else(String::new, |per| {
            format!(", {} each", figures::money(&per.cost.whole()))
        });
    let roi = match row.roi() {
        Ok(roi) => format!(", return {}", figures::signed_percent(roi)),
        Err(_) => String::new(),
    };
    format!("{cost}; {accepted} of {delivered} accepted{per}{roi}")
}

fn typed(money: Option<Money>) -> String {
    money.map_or_else(String::new, Money::typed)
}

/// Enter on one of the campaigns' forms.
pub fn done(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    let act = match said(model, &asked) {
        Ok(act) => act,
        Err((at, fault)) => return forms::stays(model, asked, at, &fault),
    };
    let said = words::act(model, &act);
    model.say(said);
    record::record(model, vec![act], Some(Pop::Asked(asked)))
}

fn said(model: &Model, asked: &Asked) -> Result<Act, (usize, String)> {
    let form = &asked.form;
    Ok(match &asked.purpose {
        Purpose::Forecast { campaign, locked } => {
            let reason = if *locked {
                form.value(5)
            } else {
                String::new()
            };
            if *locked && reason.is_empty() {
                return Err((
                    5,
                    "why, in words: the first forecast stays beside it".to_owned(),
                ));
            }
            Act::Forecast {
                campaign: campaign.clone(),
                forecast: forecast(form)?,
                reason,
            }
        }
        Purpose::CampaignCost(campaign) => {
            let launch = form.day(1, model.today()).map_err(|fault| (1, fault))?;
            let cost = forms::amount(&form.value(0)).map_err(|fault| (0, fault))?;
            if cost.is_none() && launch.is_none() {
                return Err((0, "a cost or a day; Esc leaves it as it was".to_owned()));
            }
            Act::CampaignSet {
                campaign: campaign.clone(),
                launch,
                cost,
            }
        }
        Purpose::Ruling { campaign, seen } => {
            let word = form.value(0);
            let choice = Choice::ALL.into_iter().find(|choice| choice.word() == word);
            let choice = choice.ok_or((0, "keep, change or stop".to_owned()))?;
            let text = form.value(1);
            if choice == Choice::Change && text.is_empty() {
                return Err((1, "what changes, in words".to_owned()));
            }
            Act::CampaignDecided {
                campaign: campaign.clone(),
                choice,
                text,
                seen: seen.clone(),
            }
        }
        _ => {
            let value = form.value(0);
            if !value.is_empty() && minimum(&value).is_none() {
                return Err((0, "a number such as 0 or 50, or nothing".to_owned()));
            }
            Act::Setting {
                name: MINIMUM_RETURN.to_owned(),
                value,
            }
        }
    })
}

fn forecast(form: &Form) -> Result<Forecast, (usize, String)> {
    let count = |at: usize| {
        let text = form.value(at).replace([',', ' '], "");
        if text.is_empty() {
            return Ok(None);
        }
        let count = text.parse::<u64>();
        count
            .map(Some)
            .map_err(|_| (at, format!("\"{text}\" is no whole number")))
    };
    let money = |at: usize| forms::amount(&form.value(at)).map_err(|fault| (at, fault));
    let forecast = Forecast {
        leads: count(0)?,
        delivered: count(1)?,
        opportunities: count(2)?,
        revenue: money(3)?,
        cost: money(4)?,
    };
    if forecast.is_empty() {
        return Err((0, "at least one of them; Esc leaves it".to_owned()));
    }
    Ok(forecast)
}

/// The stamp's day, for a list of the forecasts there were.
pub fn stamped_on(model: &Model, at: i64) -> String {
    let local = Milestone::Instant(at.div_euclid(1000)).date(model.zone());
    day::short(local, model.today())
}
