//! `POST /cards/{card}/release`: an agent may read a complaint, with a note. And its undoing.

use super::card::{back_to, settle};
use super::done::Done;
use crate::domain::ids::{AgentId, CardId};
use crate::services::release;
use crate::web::answer::Answer;
use crate::web::csrf;
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// Who may read it, and with which words.
#[derive(Debug, Deserialize)]
pub struct ReleaseForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    agent: String,
    #[serde(default)]
    note: String,
}

/// `POST /cards/{card}/release`
///
/// # Errors
/// `NotFound`, `Forbidden`. Without a note the card comes back with what is wrong.
pub async fn release(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<ReleaseForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (card, agent): (CardId, AgentId) = (card.parse()?, form.agent.parse()?);
    let (now, viewer, note) = (state.clock.now(), person.0.viewer.clone(), form.note.clone());
    let released = state
        .database
        .write_async(move |connection| release::release(connection, &viewer, card, agent, &note, now))
        .await
        .map(|()| (Done::Shared, None));
    let form = form.into_inner();
    settle(&state, &person, card, released, |detail| {
        if let Some(release) = detail.releases.iter_mut().find(|release| release.agent == form.agent) {
            release.note = form.note;
        }
    })
    .await
}

/// `POST /cards/{card}/release/undo`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn withhold(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<ReleaseForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (card, agent): (CardId, AgentId) = (card.parse()?, form.agent.parse()?);
    let (now, viewer) = (state.clock.now(), person.0.viewer);
    state.database.write_async(move |connection| release::withhold(connection, &viewer, card, agent, now)).await?;
    Ok(back_to(card, Done::Withheld))
}
