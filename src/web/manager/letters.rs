//! The letters of a card: writing to the customer, and what came in as it came. Whatever is handed out is saved, never
//! shown: a letter's bytes are a stranger's.

use super::card::{settle, shown};
use super::done::Done;
use crate::domain::Outcome;
use crate::domain::ids::{ActId, CardId, InboundId};
use crate::domain::urls::encoded;
use crate::error::Kind;
use crate::services::identity::{self, Place};
use crate::services::{answers, card_post, closure};
use crate::web::answer::Answer;
use crate::web::csrf;
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use std::sync::Arc;

/// What to write.
#[derive(Debug, Deserialize)]
pub struct LetterForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    text: String,
    /// `put_right`: sending it closes the card as well.
    #[serde(default)]
    then: String,
}

/// `POST /cards/{card}/letters`
///
/// # Errors
/// `NotFound`, `Forbidden`. Without words, or where nothing can be sent, the card comes back with what is wrong.
pub async fn write(
    state: web::Data<State>,
    person: CurrentManager,
    request: HttpRequest,
    card: web::Path<String>,
    form: web::Form<LetterForm>,
) -> Answer {
    csrf::check(&state, &request, &person.0.csrf, &form.csrf)?;
    let card: CardId = card.parse()?;
    let (now, viewer, text) = (state.clock.now(), person.0.viewer.clone(), form.text.clone());
    let (templates, closes) = (Arc::clone(&state.templates), form.then == "put_right");
    let written = state
        .database
        .write_async(move |connection| {
            answers::write(connection, &templates, &viewer, card, &text, now)?;
            if !closes {
                return Ok((Done::Wrote, None));
            }
            let act = ActId::at(now);
            let note = "Answered by letter.";
            closure::close(connection, &viewer, (card, act), Outcome::PutRight, note, now)?;
            Ok((Done::WroteAndClosed, Some(act)))
        })
        .await;
    match written {
        Ok(done) => {
            (state.ring)();
            settle(&state, &person, card, Ok(done), |_| {}).await
        }
        Err(error) if error.kind() == Kind::Invalid => {
            let said = error.message().to_owned();
            let typed = form.into_inner().text;
            shown(&state, &person, card, &super::asked::Asked::default(), StatusCode::UNPROCESSABLE_ENTITY, |detail| {
                detail.error = Some(said);
                if let Some(write) = &mut detail.post.write {
                    write.text = typed;
                }
            })
            .await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /cards/{card}/letters/{letter}/raw`
///
/// # Errors
/// `NotFound` when card or letter is out of reach or no longer kept; `Conflict` while it may hold somebody's link.
pub async fn raw(state: web::Data<State>, person: CurrentManager, place: web::Path<(String, String)>) -> Answer {
    let (card, letter): (CardId, InboundId) = (place.0.parse()?, place.1.parse()?);
    let bytes = bytes_of(&state, &person, card, letter).await?;
    Ok(download(&format!("letter-{letter}.eml.txt"), "text/plain; charset=utf-8", bytes))
}

/// `GET /cards/{card}/letters/{letter}/files/{place}`
///
/// # Errors
/// As [`raw`]; `NotFound` when it has no such attachment.
pub async fn file(
    state: web::Data<State>,
    person: CurrentManager,
    place: web::Path<(String, String, usize)>,
) -> Answer {
    let (card, letter): (CardId, InboundId) = (place.0.parse()?, place.1.parse()?);
    let bytes = bytes_of(&state, &person, card, letter).await?;
    let file = card_post::file(&bytes, place.2)?;
    Ok(download(&file.name, "application/octet-stream", file.content))
}

async fn bytes_of(
    state: &State,
    person: &CurrentManager,
    card: CardId,
    letter: InboundId,
) -> crate::error::Result<Vec<u8>> {
    let (now, link, viewer) = (state.clock.now(), state.lifetimes.link, person.0.viewer.clone());
    let raw = state
        .database
        .read_async(move |connection| card_post::raw(connection, &viewer, card, letter, link, now))
        .await?;
    identity::note(&state.database, &person.0.viewer, card, Place::Letter, now).await?;
    Ok(raw)
}

/// Bytes that the browser saves under `name` and never runs.
pub(super) fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> HttpResponse {
    // Both forms of RFC 6266: a plain one for old programs, and the name in any script.
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "._- ".contains(c) { c } else { '_' }).collect();
    let encoded = encoded(name);
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"),
        ))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(bytes)
}
