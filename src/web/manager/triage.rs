//! `POST /cards/{card}/triage/{question}`: who is meant. Answered in the list, it leads back to the list; either way
//! the answer can be undone there.

use super::card::Bare;
use super::change::{From, make};
use super::done::Done;
use super::inbox_page::NOBODY;
use crate::domain::ids::{AgentId, CardId};
use crate::error::{Error, Result};
use crate::services::triage;
use crate::web::answer::Answer;
use crate::web::csrf;
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// Who is meant: an agent's id, or `nobody`.
#[derive(Debug, Deserialize)]
pub struct TriageForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    agent: String,
}

/// `POST /cards/{card}/triage/{question}`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn decide(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    place: web::Path<(String, String)>,
    from: web::Query<From>,
    form: web::Form<TriageForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (card, question) = place_of(&place)?;
    let agent = if form.agent == NOBODY { None } else { Some(form.agent.parse::<AgentId>()?) };
    let done = if agent.is_some() { Done::Tagged } else { Done::Nobody };
    let now = state.clock.now();
    make(&state, &person, (card, &from, done), move |connection, viewer| {
        triage::decide(connection, viewer, card, question, agent, now).map(Some)
    })
    .await
}

/// `POST /cards/{card}/triage/{question}/undo`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn undo(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    place: web::Path<(String, String)>,
    from: web::Query<From>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (card, question) = place_of(&place)?;
    let now = state.clock.now();
    make(&state, &person, (card, &from, Done::Undone), move |connection, viewer| {
        triage::undo(connection, viewer, card, question, now).map(|()| None)
    })
    .await
}

fn place_of(place: &(String, String)) -> Result<(CardId, i32)> {
    let question = place.1.parse().map_err(|_| Error::not_found("There is nothing under this address."))?;
    Ok((place.0.parse()?, question))
}
