//! `POST /cards/{card}/triage/{question}`: who is meant. Answered in the list, it leads back to the list; either way
//! the answer can be undone there.

use super::card::{Bare, back_to};
use super::done::Done;
use super::inbox_page::NOBODY;
use super::{asked, inbox_view};
use crate::domain::ids::{AgentId, CardId};
use crate::error::{Error, Result};
use crate::services::triage;
use crate::web::answer::{Answer, see};
use crate::web::csrf;
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

/// Who is meant: an agent's id, or `nobody`.
#[derive(Debug, Deserialize)]
pub struct TriageForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    agent: String,
}

/// Which list the answer was given in.
#[derive(Debug, Deserialize)]
pub struct From {
    #[serde(default)]
    from: Option<String>,
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
    let (now, viewer) = (state.clock.now(), person.0.viewer);
    state
        .database
        .write_async(move |connection| triage::decide(connection, &viewer, card, question, agent, now))
        .await?;
    let done = if agent.is_some() { Done::Tagged } else { Done::Nobody };
    Ok(onward(&from, (card, question), done))
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
    let (now, viewer) = (state.clock.now(), person.0.viewer);
    state.database.write_async(move |connection| triage::undo(connection, &viewer, card, question, now)).await?;
    Ok(onward(&from, (card, question), Done::Undone))
}

/// `POST /cards/{card}/mentions/{agent}/removal`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn untag(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    place: web::Path<(String, String)>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (card, agent): (CardId, AgentId) = (place.0.parse()?, place.1.parse()?);
    let (now, viewer) = (state.clock.now(), person.0.viewer);
    state.database.write_async(move |connection| triage::untag(connection, &viewer, card, agent, now)).await?;
    Ok(back_to(card, Done::Untagged))
}

fn place_of(place: &(String, String)) -> Result<(CardId, i32)> {
    let question = place.1.parse().map_err(|_| Error::not_found("There is nothing under this address."))?;
    Ok((place.0.parse()?, question))
}

fn onward(from: &From, place: (CardId, i32), done: Done) -> HttpResponse {
    let Some(show) = from.from.as_deref().and_then(asked::show_of) else { return back_to(place.0, done) };
    let list = inbox_view::href(show);
    let joint = if list.contains('?') { '&' } else { '?' };
    see(&format!("{list}{joint}done={}&card={}&question={}", done.code(), place.0, place.1))
}
