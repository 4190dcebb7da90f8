//! `POST /me/cards/{card}/thanks`: thanks to the customer who wrote, and `POST /me/letters`: whether praise is written
//! to them at once.

use super::make;
use crate::domain::ids::CardId;
use crate::services::choices::{self, Choices};
use crate::services::letters_out;
use crate::web::answer::Answer;
use crate::web::csrf;
use crate::web::session::who::CurrentAgent;
use crate::web::state::State;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// A button.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Pressed {
    csrf: String,
    praise: String,
}

/// `POST /me/cards/{card}/thanks`
///
/// # Errors
/// `NotFound` when the card doesn't praise them.
pub async fn say(
    state: web::Data<State>,
    person: CurrentAgent,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<Pressed>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let card: CardId = card.parse()?;
    let (now, organisation, agent) = (state.clock.now(), person.0.viewer.organisation, person.1);
    make(&state, &person, "thanked", move |connection| {
        letters_out::say_thanks(connection, organisation, agent, card, now)
    })
    .await
}

/// `POST /me/letters`
///
/// # Errors
/// Those of the database.
pub async fn choose(
    state: web::Data<State>,
    person: CurrentAgent,
    request: HttpRequest,
    form: web::Form<Pressed>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (organisation, member, praise) = (person.0.viewer.organisation, person.0.viewer.member, form.praise == "yes");
    let done = if praise { "letters" } else { "no-letters" };
    make(&state, &person, done, move |connection| {
        let held = choices::of(connection, organisation, member)?;
        choices::set(connection, organisation, member, &Choices { praise, ..held })
    })
    .await
}
