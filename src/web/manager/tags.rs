//! `POST /cards/{card}/mentions…`: removing a tag, moving it, adding one, and what the card says of somebody;
//! `POST /cards/{card}/decisions/{act}/undo` takes any of it back.

use super::card::Bare;
use super::change::{From, make};
use super::done::Done;
use crate::domain::Polarity;
use crate::domain::ids::{ActId, AgentId, CardId};
use crate::error::Error;
use crate::services::tags;
use crate::web::answer::Answer;
use crate::web::csrf;
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// `POST /cards/{card}/mentions/{agent}/removal`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn remove(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    place: web::Path<(String, String)>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (card, agent): (CardId, AgentId) = (place.0.parse()?, place.1.parse()?);
    let now = state.clock.now();
    make(&state, &person, (card, &From::default(), Done::Untagged), move |connection, viewer| {
        tags::remove(connection, viewer, card, agent, now).map(Some)
    })
    .await
}

/// Who is tagged, and which words of the card name them.
#[derive(Debug, Deserialize)]
pub struct TagForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    agent: String,
    #[serde(default)]
    words: String,
}

/// `POST /cards/{card}/mentions/{agent}/move`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn change(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    place: web::Path<(String, String)>,
    form: web::Form<TagForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (card, agent): (CardId, AgentId) = (place.0.parse()?, place.1.parse()?);
    let to: AgentId = form.agent.parse()?;
    let now = state.clock.now();
    make(&state, &person, (card, &From::default(), Done::Moved), move |connection, viewer| {
        tags::change(connection, viewer, card, (agent, to), now).map(Some)
    })
    .await
}

/// `POST /cards/{card}/mentions`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn add(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<TagForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (card, agent): (CardId, AgentId) = (card.parse()?, form.agent.parse()?);
    let (now, words) = (state.clock.now(), form.into_inner().words);
    make(&state, &person, (card, &From::default(), Done::Added), move |connection, viewer| {
        tags::add(connection, viewer, card, agent, &words, now).map(Some)
    })
    .await
}

/// What the card says of somebody.
#[derive(Debug, Deserialize)]
pub struct MoodForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    kind: String,
}

/// `POST /cards/{card}/mentions/{agent}/polarity`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn set_polarity(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    place: web::Path<(String, String)>,
    form: web::Form<MoodForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let (card, agent): (CardId, AgentId) = (place.0.parse()?, place.1.parse()?);
    let polarity = Polarity::from_word(&form.kind).ok_or_else(|| Error::invalid("Choose praise or a complaint."))?;
    let now = state.clock.now();
    make(&state, &person, (card, &From::default(), Done::Mood), move |connection, viewer| {
        tags::set_polarity(connection, viewer, card, (agent, polarity), now).map(Some)
    })
    .await
}

/// `POST /cards/{card}/decisions/{act}/undo`
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
    let (card, act): (CardId, ActId) = (place.0.parse()?, place.1.parse()?);
    let now = state.clock.now();
    make(&state, &person, (card, &from, Done::TakenBack), move |connection, viewer| {
        tags::take_back(connection, viewer, card, act, now).map(|()| None)
    })
    .await
}
