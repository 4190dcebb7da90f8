//! `POST /cards/{card}/closure` and its undoing.

use super::card::{Bare, settle};
use super::card_page::Closure;
use super::done::Done;
use crate::domain::Outcome;
use crate::domain::ids::{ActId, CardId};
use crate::error::Error;
use crate::services::closure;
use crate::web::answer::{Answer, see};
use crate::web::csrf;
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// What was done about it.
#[derive(Debug, Deserialize)]
pub struct ClosureForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    note: String,
    /// How it ended; put right, when nothing is said.
    #[serde(default)]
    outcome: Option<String>,
}

/// `POST /cards/{card}/closure`
///
/// # Errors
/// `NotFound`, `Forbidden`. Without a note the card comes back with what is wrong.
pub async fn close(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<ClosureForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let card: CardId = card.parse()?;
    let outcome = match form.outcome.as_deref() {
        None => Outcome::PutRight,
        Some(word) => Outcome::from_word(word).ok_or_else(|| Error::invalid("Choose how it ended."))?,
    };
    let (now, viewer, note) = (state.clock.now(), person.0.viewer.clone(), form.note.clone());
    let act = ActId::at(now);
    let closed = state
        .database
        .write_async(move |connection| closure::close(connection, &viewer, (card, act), outcome, &note, now))
        .await
        .map(|asking| (if asking { Done::ClosedAsking } else { Done::Closed }, Some(act)));
    let note = form.into_inner().note;
    settle(&state, &person, card, closed, |detail| {
        if let Closure::Open { note: typed } = &mut detail.closure {
            *typed = note;
        }
    })
    .await
}

/// `POST /cards/{card}/closure/undo`
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn reopen(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<Bare>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let card: CardId = card.parse()?;
    let (now, viewer) = (state.clock.now(), person.0.viewer);
    let act = state.database.write_async(move |connection| closure::reopen(connection, &viewer, card, now)).await?;
    Ok(see(&format!("/cards/{card}?done={}&act={act}", Done::Reopened.code())))
}
