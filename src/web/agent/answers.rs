//! `POST /me/cards/{card}/answer`: what an agent answers the manager who let them read a complaint.

use super::make;
use crate::domain::ids::CardId;
use crate::services::agent_answers;
use crate::web::answer::Answer;
use crate::web::csrf;
use crate::web::session::who::CurrentAgent;
use crate::web::state::State;
use actix_web::{HttpRequest, web};
use serde::Deserialize;
use std::sync::Arc;

/// What they answer.
#[derive(Debug, Deserialize)]
pub struct AnswerForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    text: String,
}

/// `POST /me/cards/{card}/answer`
///
/// # Errors
/// `NotFound` when the card was not released to them.
pub async fn answer(
    state: web::Data<State>,
    person: CurrentAgent,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<AnswerForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let card: CardId = card.parse()?;
    let (now, organisation, agent) = (state.clock.now(), person.0.viewer.organisation, person.1);
    let (templates, public_url) = (Arc::clone(&state.templates), state.public_url.clone());
    make(&state, &person, "answered", move |connection| {
        let house = (organisation, agent);
        agent_answers::answer(connection, (&templates, &public_url), house, card, &form.text, now)
    })
    .await
}
