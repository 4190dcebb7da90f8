//! Passkeys on the way in: alone from the sign-in page, as the second step after a link, and the first one that somebody
//! adds there.

use super::cookie::put_cookie;
use super::next::{let_in, own_path};
use super::passkeys::{AnswerForm, AskForm, WRONG_NEW, place, question};
use super::second_page::RecoveryPage;
use super::sign_in;
use super::who::WaitingPerson;
use super::{cookie, device, second};
use crate::domain::token::Token;
use crate::error::Kind;
use crate::services::passkeys;
use crate::services::second_factor::Tried;
use crate::web::answer::{Answer, private};
use crate::web::csrf;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};

/// A passkey that doesn't sign in. Whether it is unknown, removed or its owner's way in is closed is not told.
const NOT_KNOWN: &str = "That passkey doesn't sign you in here. It may have been removed, or the page was too old. Try again, or have a link sent.";

const NOT_RIGHT: &str = "That passkey was not right, or the page was too old. Try again, or enter a code.";

/// `POST /sign-in/passkey/question`
///
/// # Errors
/// `NotFound` where there can be no passkeys; `Forbidden` for another site.
pub async fn ask(state: web::Data<State>, request: HttpRequest) -> Answer {
    csrf::check_origin(&request, &state.public_url)?;
    let (place, key, now) = (place(&state)?, state.key.clone(), state.clock.now());
    let network = device::network(&request, &state);
    let asked = state
        .database
        .write_async(move |connection| passkeys::ask_for_any(connection, (&key, &place), &network, now))
        .await;
    question(asked)
}

/// `POST /sign-in/passkey`: signs in with a passkey alone.
///
/// # Errors
/// `NotFound` where there can be no passkeys; `Forbidden` for another site.
pub async fn begin(state: web::Data<State>, request: HttpRequest, form: web::Form<AnswerForm>) -> Answer {
    csrf::check_origin(&request, &state.public_url)?;
    let (place, now, lifetimes) = (place(&state)?, state.clock.now(), state.lifetimes);
    let (old, device) = (cookie::read(&request, &state), device::of(&request, &state));
    let form = form.into_inner();
    let (token, answer) = (Token::from_visitor(&form.token), form.answer);
    let session = state
        .database
        .write_async(move |connection| {
            passkeys::sign_in(connection, &place, old.as_ref(), (&token, &answer), (&device, lifetimes), now)
        })
        .await?;
    match session {
        Some(session) => Ok(let_in(&state, &session, own_path(&form.next))),
        None => sign_in::refused(&state, StatusCode::UNPROCESSABLE_ENTITY, &form.next, NOT_KNOWN),
    }
}

/// `POST /sign-in/second/passkey/question`
///
/// # Errors
/// `Unauthenticated` when nobody waits; `NotFound` when they have no passkey.
pub async fn ask_second(
    state: web::Data<State>,
    person: WaitingPerson,
    request: HttpRequest,
    form: web::Form<AskForm>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let (place, key, now) = (place(&state)?, state.key.clone(), state.clock.now());
    let asked = state
        .database
        .write_async(move |connection| {
            passkeys::ask_for_second(connection, (&key, &place), (&person.waiting, &person.session), now)
        })
        .await;
    question(asked)
}

/// `POST /sign-in/second/passkey`
///
/// # Errors
/// `Unauthenticated` when nobody waits.
pub async fn give(
    state: web::Data<State>,
    person: WaitingPerson,
    request: HttpRequest,
    form: web::Form<AnswerForm>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let (place, now, lifetimes) = (place(&state)?, state.clock.now(), state.lifetimes);
    let (session, device, form) = (person.session.clone(), device::of(&request, &state), form.into_inner());
    let (token, answer) = (Token::from_visitor(&form.token), form.answer);
    let tried = state
        .database
        .write_async(move |connection| {
            passkeys::give(connection, &place, &session, (&token, &answer), (&device, lifetimes), now)
        })
        .await?;
    match tried {
        Tried::Right(session) => Ok(let_in(&state, &session, own_path(&form.next))),
        Tried::Wrong | Tried::TooMany => {
            second::refused(&state, &person, StatusCode::UNPROCESSABLE_ENTITY, own_path(&form.next), NOT_RIGHT)
        }
    }
}

/// `POST /sign-in/second/passkeys/question`: for the first one.
///
/// # Errors
/// `Unauthenticated` when nobody waits.
pub async fn ask_new(
    state: web::Data<State>,
    person: WaitingPerson,
    request: HttpRequest,
    form: web::Form<AskForm>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let (place, key, now) = (place(&state)?, state.key.clone(), state.clock.now());
    let asked = state
        .database
        .write_async(move |connection| {
            passkeys::ask_for_new(connection, (&key, &place), (&person.waiting.viewer, &person.session), now)
        })
        .await;
    question(asked)
}

/// `POST /sign-in/second/passkeys`: keeps the first one; with it they are in.
///
/// # Errors
/// `Unauthenticated` when nobody waits.
pub async fn add(
    state: web::Data<State>,
    person: WaitingPerson,
    request: HttpRequest,
    form: web::Form<AnswerForm>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let (place, key, now, lifetimes) = (place(&state)?, state.key.clone(), state.clock.now(), state.lifetimes);
    let (who, device, form) = (person.clone(), device::of(&request, &state), form.into_inner());
    let next = own_path(&form.next).to_owned();
    let outcome = state
        .database
        .write_async(move |connection| {
            let given = (&Token::from_visitor(&form.token), form.answer.as_str(), form.name.as_str());
            let person = (&who.waiting.viewer, &who.session);
            passkeys::add(connection, (&key, &place), person, given, (&device, lifetimes), now)
        })
        .await;
    match outcome {
        Ok(Some(added)) => {
            let Some(codes) = added.codes else { return Ok(let_in(&state, &added.session, &next)) };
            let page = RecoveryPage { shell: second::shell(&state, &person), codes, next };
            let mut answer = private(&state, StatusCode::OK, "web/session/recovery_codes.html", &page)?;
            put_cookie(&mut answer, &state, &added.session);
            Ok(answer)
        }
        Ok(None) => second::refused(&state, &person, StatusCode::UNPROCESSABLE_ENTITY, &next, WRONG_NEW),
        Err(error) if error.kind() == Kind::Conflict => {
            second::refused(&state, &person, StatusCode::CONFLICT, &next, error.message())
        }
        Err(error) => Err(error.into()),
    }
}
