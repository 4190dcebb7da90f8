//! `POST /me/cards/{card}/not-me`: a card isn't about them, and why.

use super::make;
use crate::domain::ids::CardId;
use crate::services::not_me;
use crate::web::answer::Answer;
use crate::web::csrf;
use crate::web::session::who::CurrentAgent;
use crate::web::state::State;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// Why.
#[derive(Debug, Deserialize)]
pub struct ReasonForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    reason: String,
}

/// `POST /me/cards/{card}/not-me`
///
/// # Errors
/// `NotFound` when they may not read the card.
pub async fn say(
    state: web::Data<State>,
    person: CurrentAgent,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<ReasonForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let card: CardId = card.parse()?;
    let (now, organisation, agent) = (state.clock.now(), person.0.viewer.organisation, person.1);
    make(&state, &person, "not-me", move |connection| {
        not_me::say(connection, organisation, agent, card, &form.reason, now)
    })
    .await
}
