//! Passkeys on one's own account: adding, naming and removing them. The page's script asks for a question, the browser
//! for its answer; the form around them posts it. What is posted on the way in is in `passkey_sign_in.rs`.

use super::account;
use super::cookie::put_cookie;
use super::device;
use super::second_page::RecoveryPage;
use super::who::SignedIn;
use crate::domain::ids::PasskeyId;
use crate::domain::passkey::Place;
use crate::domain::token::Token;
use crate::error::{Error, Kind, Result};
use crate::services::passkeys::{self, Asked};
use crate::store::organisations;
use crate::web::answer::{Answer, private, see};
use crate::web::error::status;
use crate::web::state::State;
use crate::web::{csrf, frame};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

/// An answer that can't be right.
pub(super) const WRONG_NEW: &str = "No passkey came of that, or the page was too old. Try again.";

/// Where to sign in anew before changing something.
pub(super) const ANEW: &str = "/sign-in?next=/account";

/// More questions than anybody needs.
const TOO_MANY: &str = "That was a lot at once. Wait a quarter of an hour, then try again.";

/// What browsers know us by.
///
/// # Errors
/// `NotFound` where we have only an IP address, to which browsers tie no passkey.
pub(super) fn place(state: &State) -> Result<Place> {
    Place::of(&state.public_url).ok_or_else(|| Error::not_found("There is nothing under this address."))
}

/// What the script posts to ask for a question.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AskForm {
    pub(super) csrf: String,
}

/// What the form posts with an answer.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    pub(super) csrf: String,
    pub(super) token: String,
    pub(super) answer: String,
    pub(super) name: String,
    pub(super) next: String,
}

/// The question for the script, or what it says in its place.
pub(super) fn question(outcome: Result<Option<Asked>>) -> Answer {
    let said = |status, said: &str, anew: Option<&str>| {
        let body = serde_json::json!({ "said": said, "anew": anew });
        Ok(HttpResponse::build(status).insert_header((header::CACHE_CONTROL, "no-store")).json(body))
    };
    match outcome {
        Ok(Some(asked)) => {
            let body = serde_json::json!({ "token": asked.token.reveal(), "options": asked.options });
            Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(body))
        }
        Ok(None) => said(StatusCode::TOO_MANY_REQUESTS, TOO_MANY, None),
        Err(error) if error.kind() == Kind::Conflict => said(StatusCode::CONFLICT, error.message(), Some(ANEW)),
        Err(error) => Err(error.into()),
    }
}

/// `POST /account/passkeys/question`
///
/// # Errors
/// `NotFound` where there can be no passkeys.
pub async fn ask(state: web::Data<State>, person: SignedIn, request: HttpRequest, form: web::Form<AskForm>) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let (place, key, now) = (place(&state)?, state.key.clone(), state.clock.now());
    let asked = state
        .database
        .write_async(move |connection| {
            passkeys::ask_for_new(connection, (&key, &place), (&person.viewer, &person.session), now)
        })
        .await;
    question(asked)
}

/// `POST /account/passkeys`: keeps the new one.
///
/// # Errors
/// `NotFound` where there can be no passkeys.
pub async fn add(
    state: web::Data<State>,
    person: SignedIn,
    request: HttpRequest,
    form: web::Form<AnswerForm>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let (place, key, now, lifetimes) = (place(&state)?, state.key.clone(), state.clock.now(), state.lifetimes);
    let (who, device, form) = (person.clone(), device::of(&request, &state), form.into_inner());
    let outcome = state
        .database
        .write_async(move |connection| {
            let organisation = organisations::by_id(connection, who.viewer.organisation)?.name;
            let given = (&Token::from_visitor(&form.token), form.answer.as_str(), form.name.as_str());
            let person = (&who.viewer, &who.session);
            let added = passkeys::add(connection, (&key, &place), person, given, (&device, lifetimes), now)?;
            Ok((added, organisation))
        })
        .await;
    let (added, organisation) = match outcome {
        Ok((Some(added), organisation)) => (added, organisation),
        Ok((None, _)) => return account::refused(&state, &person, StatusCode::UNPROCESSABLE_ENTITY, WRONG_NEW).await,
        Err(error) => return changed(&state, &person, Err(error), "").await,
    };
    let mut answer = match added.codes {
        Some(codes) => {
            let shell = frame::shell(&state, &person, &organisation, "/account");
            let page = RecoveryPage { shell, codes, next: "/account?done=passkey".to_owned() };
            private(&state, StatusCode::OK, "web/session/recovery_codes.html", &page)?
        }
        None => see("/account?done=passkey"),
    };
    put_cookie(&mut answer, &state, &added.session);
    Ok(answer)
}

/// Back to the account, with what was done or why not.
async fn changed(state: &State, person: &SignedIn, outcome: Result<()>, done: &str) -> Answer {
    match outcome {
        Ok(()) => Ok(see(&format!("/account?done={done}"))),
        Err(error) if matches!(error.kind(), Kind::Conflict | Kind::Invalid) => {
            account::refused(state, person, status(error.kind()), error.message()).await
        }
        Err(error) => Err(error.into()),
    }
}

/// What the forms of one passkey post.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct OneForm {
    csrf: String,
    name: String,
}

fn asked_for(id: &str) -> Result<PasskeyId> {
    id.parse().map_err(|_| Error::not_found("There is nothing under this address."))
}

/// `POST /account/passkeys/{passkey}/name`
///
/// # Errors
/// `NotFound` when it isn't theirs.
pub async fn rename(
    state: web::Data<State>,
    person: SignedIn,
    request: HttpRequest,
    passkey: web::Path<String>,
    form: web::Form<OneForm>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let (id, viewer, name) = (asked_for(&passkey)?, person.viewer.clone(), form.into_inner().name);
    let done = state.database.write_async(move |connection| passkeys::rename(connection, &viewer, id, &name)).await;
    changed(&state, &person, done, "passkey-named").await
}

/// `POST /account/passkeys/{passkey}/removal`
///
/// # Errors
/// `NotFound` when it isn't theirs.
pub async fn remove(
    state: web::Data<State>,
    person: SignedIn,
    request: HttpRequest,
    passkey: web::Path<String>,
    form: web::Form<OneForm>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let (id, who, now) = (asked_for(&passkey)?, person.clone(), state.clock.now());
    let done = state
        .database
        .write_async(move |connection| passkeys::remove(connection, (&who.viewer, &who.session), id, now))
        .await;
    changed(&state, &person, done, "passkey-removed").await
}
