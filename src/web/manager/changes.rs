//! `POST /cards/{card}/seen`, `…/owner`, `…/answer`: how far a card has come, without words; `…/notes`, `…/about` and `…/kind`
//! beside it;
//! `POST /changes/{act}/undo` undoes a press, on one card or on many.

use super::card::{Bare, back_to, settle};
use super::change::{From, make};
use super::done::Done;
use crate::domain::ids::{ActId, CardId, MemberId};
use crate::domain::{About, Kind};
use crate::error::Error;
use crate::services::{about, card_notes, closure, kind, owner, progress};
use crate::web::answer::{Answer, see};
use crate::web::csrf;
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::{HttpRequest, web};
use serde::Deserialize;
use std::sync::Arc;

/// `POST /cards/{card}/seen`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn seen(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let card: CardId = card.parse()?;
    let (now, viewer) = (state.clock.now(), person.0.viewer);
    state.database.write_async(move |connection| closure::see(connection, &viewer, card, now)).await?;
    Ok(back_to(card, Done::Seen))
}

/// Who looks after it; whoever sends it, when nobody is named.
#[derive(Debug, Deserialize)]
pub struct OwnerForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    member: String,
}

/// `POST /cards/{card}/owner`
///
/// # Errors
/// `NotFound`, `Forbidden`. Somebody who can't see the card is refused on the card's page.
pub async fn own(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<OwnerForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let card: CardId = card.parse()?;
    let (now, viewer) = (state.clock.now(), person.0.viewer.clone());
    let member: MemberId = if form.member.is_empty() { viewer.member } else { form.member.parse()? };
    let done = if member == viewer.member { Done::Taken } else { Done::Assigned };
    let owned = state
        .database
        .write_async(move |connection| owner::assign(connection, &viewer, (card, ActId::at(now)), member, now))
        .await
        .map(|act| (done, Some(act)));
    settle(&state, &person, card, owned, |_| {}).await
}

/// `POST /cards/{card}/answer`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn answered(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let card: CardId = card.parse()?;
    let (now, viewer) = (state.clock.now(), person.0.viewer.clone());
    let answered = state
        .database
        .write_async(move |connection| closure::answered(connection, &viewer, card, now))
        .await
        .map(|act| (Done::Answered, Some(act)));
    settle(&state, &person, card, answered, |_| {}).await
}

/// A note.
#[derive(Debug, Deserialize)]
pub struct NoteForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    note: String,
    /// Who is let know, chosen instead of written with an @.
    #[serde(default)]
    tell: String,
}

/// `POST /cards/{card}/notes`
///
/// # Errors
/// `NotFound`, `Forbidden`. What is wrong with the note is said on the card's page.
pub async fn note(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<NoteForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let card: CardId = card.parse()?;
    let (now, viewer, note) = (state.clock.now(), person.0.viewer.clone(), form.note.clone());
    let tell = Some(form.tell.as_str()).filter(|tell| !tell.is_empty()).map(str::parse).transpose()?;
    let (templates, public_url) = (Arc::clone(&state.templates), state.public_url.clone());
    let noted = state
        .database
        .write_async(move |connection| {
            let note = match tell {
                Some(colleague) => card_notes::addressed(connection, &viewer, card, &note, colleague)?,
                None => note,
            };
            card_notes::add(connection, (&templates, &public_url), &viewer, card, &note, now)
        })
        .await
        .map(|told| (if told.is_empty() { Done::Noted } else { Done::NotedTold }, None));
    (state.ring)();
    let typed = form.into_inner().note;
    settle(&state, &person, card, noted, |detail| detail.note = typed).await
}

/// What a complaint is about.
#[derive(Debug, Deserialize)]
pub struct AboutForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    about: String,
}

/// `POST /cards/{card}/about`
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` for a word that we don't have.
pub async fn set_about(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<AboutForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let card: CardId = card.parse()?;
    let said = About::from_word(&form.about).ok_or_else(|| Error::invalid("Choose a person, a rule or a tool."))?;
    let (now, viewer) = (state.clock.now(), person.0.viewer.clone());
    let set = state
        .database
        .write_async(move |connection| about::set(connection, &viewer, card, said, now))
        .await
        .map(|()| (Done::About, None));
    settle(&state, &person, card, set, |_| {}).await
}

/// Where to go back to: a card, or a list.
#[derive(Debug, Default, Deserialize)]
pub struct Back {
    #[serde(default)]
    card: Option<String>,
    #[serde(default)]
    list: Option<String>,
}

/// `POST /changes/{act}/undo`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn undo(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    act: web::Path<String>,
    back: web::Query<Back>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let act: ActId = act.parse()?;
    let (now, viewer) = (state.clock.now(), person.0.viewer);
    let undone = state.database.write_async(move |connection| progress::undo(connection, &viewer, act, now)).await?;
    let done = if undone.kept > 0 { Done::StepBackPartly } else { Done::StepBack };
    match back.card.as_deref().and_then(|card| card.parse::<CardId>().ok()) {
        Some(card) => Ok(back_to(card, done)),
        None => Ok(see(&super::filters::with_done(back.list.as_deref().unwrap_or_default(), done.code()))),
    }
}

/// Which kind it is.
#[derive(Debug, Deserialize)]
pub struct KindForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    kind: String,
}

/// `POST /cards/{card}/kind`
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` for a kind that we don't have.
pub async fn set_kind(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<KindForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let card: CardId = card.parse()?;
    let said = Kind::from_word(&form.kind).ok_or_else(|| Error::invalid("Choose praise or a complaint."))?;
    let now = state.clock.now();
    make(&state, &person, (card, &From::default(), Done::Kind), move |connection, viewer| {
        kind::set(connection, viewer, card, said, now).map(Some)
    })
    .await
}
