//! `POST /cards/{card}/not-me/{dispute}`: what a manager decides about an agent's "not me".

use super::change::{From, make};
use super::done::Done;
use super::inbox_page::NOBODY;
use crate::domain::ids::{CardId, DisputeId};
use crate::services::not_me::{self, Verdict};
use crate::web::answer::Answer;
use crate::web::csrf;
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
