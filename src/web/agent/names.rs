//! `POST /me/names`: "Customers call you Del. Is that you?"

use super::make;
use crate::error::Error;
use crate::services::names;
use crate::web::answer::Answer;
use crate::web::blocking::blocking;
use crate::web::csrf;
use crate::web::session::who::CurrentAgent;
use crate::web::state::State;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// Which name, and the answer: `yes` or `no`.
#[derive(Debug, Deserialize)]
pub struct NameForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    form: String,
    #[serde(default)]
    answer: String,
}

/// `POST /me/names`
///
/// # Errors
/// `NotFound` when they were not asked.
pub async fn answer(
    state: web::Data<State>,
    person: CurrentAgent,
    request: HttpRequest,
    form: web::Form<NameForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let accepted = match form.answer.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::invalid("Answer yes or no.").into()),
    };
    let (now, organisation, agent) = (state.clock.now(), person.0.viewer.organisation, person.1);
    let data = state.clone();
    let house = blocking(move || data.directory.house(&data.database, organisation, now)).await?;
    let done = if accepted { "yes" } else { "no" };
    make(&state, &person, done, move |connection| {
        names::answer(connection, organisation, agent, (&form.form, accepted), &house, now)
    })
    .await
}

/// `POST /me/names/undo`
///
/// # Errors
/// `NotFound` when there is no answer to take back.
pub async fn take_back(
    state: web::Data<State>,
    person: CurrentAgent,
    request: HttpRequest,
    form: web::Form<NameForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (now, organisation, agent) = (state.clock.now(), person.0.viewer.organisation, person.1);
    make(&state, &person, "again", move |connection| {
        names::take_answer_back(connection, organisation, agent, &form.form, now)
    })
    .await
}

/// A name that they go by.
#[derive(Debug, Deserialize)]
pub struct OwnForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    name: String,
}

/// `POST /me/names/own`
///
/// # Errors
/// What is wrong with the name is said on the page.
pub async fn add_own(
    state: web::Data<State>,
    person: CurrentAgent,
    request: HttpRequest,
    form: web::Form<OwnForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (now, organisation, agent) = (state.clock.now(), person.0.viewer.organisation, person.1);
    make(&state, &person, "named", move |connection| names::add_own(connection, organisation, agent, &form.name, now))
        .await
}

/// `POST /me/names/own/undo`
///
/// # Errors
/// `NotFound` for a name that they did not add.
pub async fn remove_own(
    state: web::Data<State>,
    person: CurrentAgent,
    request: HttpRequest,
    form: web::Form<OwnForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (now, organisation, agent) = (state.clock.now(), person.0.viewer.organisation, person.1);
    make(&state, &person, "again", move |connection| {
        names::remove_own(connection, organisation, agent, &form.name, now)
    })
    .await
}
