//! The page of all letters with sample data, in each language. In the demo for everybody, in a real service for admins.

use super::answer::{Answer, private};
use super::frame;
use super::session::who::SignedIn;
use super::shell::Shell;
use super::state::State;
use crate::domain::Role;
use crate::error::{Error, Result};
use crate::services::letter_samples::{Samples, names};
use crate::store::organisations;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use serde::Serialize;

/// Letters carry their style in attributes, as mail programs want it; nothing else is let in.
const LETTER_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// `templates/web/dev/letters.html`
#[derive(Debug, Serialize)]
pub struct SamplesPage {
    /// The frame.
    pub shell: Shell,
    /// Each language with its letters.
    pub languages: Vec<InLanguage>,
}

/// The letters of one language.
#[derive(Debug, Serialize)]
pub struct InLanguage {
    /// For `lang`, and unique on the page.
    pub code: String,
    /// "Deutsch"
    pub name: String,
    /// The letters.
    pub letters: Vec<Line>,
}

/// One letter in the list.
#[derive(Debug, Serialize)]
pub struct Line {
    /// "praise"
    pub name: String,
    /// Its subject.
    pub subject: String,
    /// Where it is shown; `/html`, `/text` follow.
    pub href: String,
}

/// The page, whose links begin with `base`.
///
/// # Errors
/// `Internal` when a letter can't be rendered.
pub fn page(state: &State, shell: Shell, base: &str) -> Answer {
    let samples = Samples::of(&state.templates);
    let languages = samples
        .languages()?
        .into_iter()
        .map(|(code, name)| {
            let letters = names()
                .map(|name| {
                    let subject = samples.letter(name, &code, &state.public_url)?.subject;
                    Ok(Line { href: format!("{base}/{code}/{name}"), name: name.to_owned(), subject })
                })
                .collect::<Result<Vec<_>>>()?;
            Ok(InLanguage { code, name, letters })
        })
        .collect::<Result<Vec<_>>>()?;
    private(state, StatusCode::OK, "web/dev/letters.html", &SamplesPage { shell, languages })
}

/// One letter as its reader sees it.
///
/// # Errors
/// `NotFound` for what there isn't.
pub fn part(state: &State, language: &str, letter: &str, part: &str) -> Answer {
    let letter = Samples::of(&state.templates).letter(letter, language, &state.public_url)?;
    let (kind, body) = match part {
        "html" => ("text/html; charset=utf-8", letter.html),
        "text" => ("text/plain; charset=utf-8", format!("{}\n\n{}", letter.subject, letter.text)),
        _ => return Err(nothing().into()),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CONTENT_SECURITY_POLICY, LETTER_POLICY))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(body))
}

/// `GET /letter-samples`
///
/// # Errors
/// `NotFound` for those who are no admins.
pub async fn show(state: web::Data<State>, person: SignedIn) -> Answer {
    admin(&person)?;
    let organisation = person.viewer.organisation;
    let row = state.database.read_async(move |connection| organisations::by_id(connection, organisation)).await?;
    page(&state, frame::shell(&state, &person, &row.name, "/letter-samples"), "/letter-samples")
}

/// `GET /letter-samples/{language}/{letter}/{part}`
///
/// # Errors
/// `NotFound` for those who are no admins, and for what there isn't.
pub async fn one(state: web::Data<State>, person: SignedIn, path: web::Path<(String, String, String)>) -> Answer {
    admin(&person)?;
    part(&state, &path.0, &path.1, &path.2)
}

fn admin(person: &SignedIn) -> Result<()> {
    if person.viewer.role == Role::Admin { Ok(()) } else { Err(nothing()) }
}

fn nothing() -> Error {
    Error::not_found("There is nothing under this address.")
}
