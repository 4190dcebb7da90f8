//! `POST /cards/{card}/not-me/{dispute}`: what a manager decides about an agent's "not me"; and how it is shown.

use super::card_list::Undo;
use super::card_page::NotMe;
use super::change::{From, make};
use super::done::Done;
use super::inbox_page::NOBODY;
use super::people::{self, Purpose};
use crate::domain::ids::{CardId, DisputeId};
use crate::domain::wording::Words;
use crate::domain::wording::dates::{Moment, long_day};
use crate::domain::{Settled, names};
use crate::services::not_me::{self, Answer as Decided, Verdict};
use crate::web::answer::Answer;
use crate::web::csrf;
use crate::web::frame::Days;
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// What `agent` holds when the answer is that it is about them all the same.
const KEEP: &str = "keep";

/// The decision: `keep`, `nobody`, or whom it is about.
#[derive(Debug, Deserialize)]
pub struct DecisionForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    agent: String,
    #[serde(default)]
    note: String,
}

/// `POST /cards/{card}/not-me/{dispute}`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn decide(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    place: web::Path<(String, String)>,
    form: web::Form<DecisionForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (card, dispute): (CardId, DisputeId) = (place.0.parse()?, place.1.parse()?);
    let verdict = match form.agent.as_str() {
        KEEP => Verdict::Keep,
        NOBODY => Verdict::Nobody,
        agent => Verdict::Move(agent.parse()?),
    };
    let (now, note) = (state.clock.now(), form.into_inner().note);
    make(&state, &person, (card, &From::default(), Done::Settled), move |connection, viewer| {
        not_me::decide(connection, viewer, (card, dispute), (verdict, &note), now).map(Some)
    })
    .await
}

/// How a card's page shows it.
pub(super) fn shown(one: &not_me::NotMe, may_act: bool, days: &Days) -> NotMe {
    let first = names::first_name(&one.name);
    NotMe {
        id: format!("not-me-{}", one.id),
        heading: format!("{first} says: not me"),
        reason: Words::new(&one.reason, &[]),
        at: Moment::brief(days.local(one.at), days.today()),
        decided: one.answer.as_ref().map(|answer| decided(answer, first, days)),
        note: one.answer.as_ref().and_then(|answer| answer.note.as_deref()).map(|note| Words::new(note, &[])),
        action: (may_act && one.answer.is_none()).then(|| format!("/cards/{}/not-me/{}", one.card, one.id)),
        reopen: one.answer.as_ref().and_then(|answer| answer.act).filter(|_| may_act).map(|act| Undo {
            action: format!("/cards/{}/decisions/{act}/undo", one.card),
            label: "Open it again".to_owned(),
        }),
        keep: format!("It is about {first}"),
        someone: people::href(one.card, &Purpose::NotMe(one.id), None),
        note_label: format!("Your note to {first} (optional)"),
    }
}

fn decided(answer: &Decided, first: &str, days: &Days) -> String {
    let day = long_day(days.local(answer.at).date(), days.today());
    let what = match answer.settled {
        Settled::Kept => format!("it is about {first}"),
        Settled::Moved => "it is about somebody else".to_owned(),
        Settled::Nobody => "it is about nobody of ours".to_owned(),
    };
    format!("{} decided on {day}: {what}.", answer.by)
}
