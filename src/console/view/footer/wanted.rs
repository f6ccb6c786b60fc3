//! Which commands a footer names first: by phase, by place, by panel.

use crate::console::command::Command as C;
use crate::console::model::Model;
use crate::console::model::places::Place;
use crate::console::model::walk::{Panel, Phase};
use crate::console::view::start;

/// On a lead of the walk.
const ON_LEAD: &[C] = &[
    C::Stand,
    C::Accept,
    C::Reject,
    C::Wish,
    C::InProcess,
    C::Note,
    C::Again,
    C::Consent,
    C::Promise,
    C::Decision,
    C::Idea,
    C::Skip,
    C::Park,
    C::Undo,
    C::Minutes,
    C::WhatIf,
];

const AT_CLOSE: &[C] = &[
    C::CloseReview,
    C::Rate,
    C::NextDay,
    C::Promise,
    C::Decision,
    C::Minutes,
    C::Mask,
    C::Back,
];

const ON_CAMPAIGNS: &[C] = &[
    C::View,
    C::Forecast,
    C::Ruling,
    C::CampaignCost,
    C::MinimumReturn,
    C::Open,
    C::Sort,
    C::Copy,
    C::Back,
];
/// In the phases that talk.
fn of_phase(phase: Phase) -> &'static [C] {
    use C::{Decision, Open, Promise};
    match phase {
        Phase::Open => &[
            Open,
            C::People,
            C::Wins,
            C::Card,
            C::Pass,
            C::Topic,
            C::Minutes,
        ],
        Phase::Lessons => &[
            C::DotMore,
            C::DotLess,
            C::Idea,
            C::Topic,
            C::Quote,
            Promise,
            Open,
            C::Pass,
        ],
        Phase::Decide => &[
            Open,
            C::Fingers,
            C::Discuss,
            C::ParkHere,
            C::NeedsRuling,
            C::SponsorRules,
            Decision,
            Promise,
        ],
        Phase::Blind => &[
            Open,
            C::VoteYes,
            C::VoteNo,
            C::HandsSales,
            C::HandsMarketing,
            C::ShowVotes,
        ],
        _ => &[
            C::KeepClause,
            C::ChangeClause,
            C::SignAgain,
            Decision,
            Promise,
            C::Topic,
            C::Tab(3),
            C::Pass,
        ],
    }
}

pub fn wanted(model: &Model) -> &'static [C] {
    use C::{Back, Bring, Consent, Decision, Done, Down, Find, Open};
    let Some(walk) = model.walking() else {
        return start::wanted(model).unwrap_or_else(|| of_place(model));
    };
    match (walk.phase, walk.panel) {
        (Phase::Leads, Panel::Docket) => &[Open, Down, Find, C::Select, Consent, Bring, Back],
        (Phase::Leads, Panel::Strip) | (Phase::Numbers, _) => figures(model),
        (Phase::Leads, Panel::Card) => ON_LEAD,
        (Phase::Promises, _) => &[
            Done,
            C::NotDone,
            C::Drop,
            C::Carry,
            C::NewPromise,
            Decision,
            Open,
            Back,
        ],
        (Phase::Close, _) => AT_CLOSE,
        (phase, _) => of_phase(phase),
    }
}

const ON_AGREEMENT: &[C] = &[
    C::TabNext,
    C::AnswerMiss,
    C::Issue,
    C::Setting,
    C::AddLine,
    C::TakeOut,
    C::KeepDraft,
    C::Propose,
    C::Vote,
    C::Ratify,
    C::Sign,
    C::Versions,
    C::Publish,
    C::Undo,
    C::Back,
];

/// On the scorecard: its tiles, or one of its tables.
fn figures(model: &Model) -> &'static [C] {
    let tables = model.scorecard.view.is_table();
    match (model.walking().is_some(), tables) {
        (_, true) => &[
            C::TurnPage,
            C::Explain,
            C::Open,
            C::Order,
            C::Cut,
            C::Compare,
            C::MoreFigures,
            C::Topic,
            C::Copy,
            C::Export,
            C::Back,
        ],
        (true, false) => &[
            C::TurnPage,
            C::Explain,
            C::Big,
            C::Decision,
            C::Promise,
            C::Topic,
            C::MoreFigures,
            C::Cut,
            C::Compare,
            C::Back,
        ],
        (false, false) => &[
            C::Explain,
            C::Open,
            C::Cut,
            C::Compare,
            C::MoreFigures,
            C::Big,
            C::Copy,
            C::Back,
        ],
    }
}

const ON_REVIEWS: &[C] = &[
    C::Open,
    C::Find,
    C::View,
    C::Write,
    C::OwnPage,
    C::Reopen,
    C::Copy,
    C::Mask,
    C::Back,
];

fn of_place(model: &Model) -> &'static [C] {
    match model.place {
        Place::Today => &[
            C::StartReview,
            C::Practice,
            C::Import,
            C::Rehearse,
            C::OpenFile,
            C::Places,
            C::Palette,
            C::Theme,
            C::Quit,
        ],
        Place::Leads if model.leads.card => &[
            C::Stand,
            C::Accept,
            C::Reject,
            C::InProcess,
            C::Touch,
            C::Note,
            C::Wish,
            C::Owner,
            C::Deal,
            C::Undo,
            C::Back,
        ],
        Place::Leads => &[
            C::Open,
            C::Accept,
            C::Reject,
            C::Find,
            C::View,
            C::Sort,
            C::Select,
            C::Bring,
            C::AddLead,
            C::Undo,
        ],
        Place::Scorecard => figures(model),
        Place::Agreement => ON_AGREEMENT,
        Place::Campaigns => ON_CAMPAIGNS,
        Place::Promises => &[
            C::Done,
            C::Drop,
            C::Carry,
            C::NewPromise,
            C::View,
            C::Undo,
            C::Open,
            C::Back,
        ],
        Place::Reviews => ON_REVIEWS,
    }
}
