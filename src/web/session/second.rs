//! The second step of signing in: `GET /sign-in/second` shows what comes next, a code or setting an app up; posting a
//! right code puts a new session in the place of the waiting one.

use super::second_page::{RecoveryPage, SecondPage, SetUpPage, TOO_MANY, said};
use super::sign_in::own_path;
use super::who::WaitingPerson;
use super::{cookie, device, qr::Qr};
use crate::domain::NextStep;
use crate::domain::token::Token;
use crate::services::second_factor::{self, Offer, Tried};
use crate::web::answer::{Answer, private, see};
use crate::web::csrf;
use crate::web::shell::Shell;
use crate::web::state::State;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

/// Where somebody wanted to go.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Onward {
    next: String,
}

/// `GET /sign-in/second`
///
/// # Errors
/// `Unauthenticated` when nobody waits.
pub async fn show(state: web::Data<State>, person: WaitingPerson, asked: web::Query<Onward>) -> Answer {
    let next = own_path(&asked.next).to_owned();
    match person.waiting.next {
        NextStep::Code | NextStep::In => code_page(&state, &person, next, StatusCode::OK, None),
        NextStep::SetUp => {
            let waiting = &person.waiting;
            let offer = second_factor::offer(&state.key, &person.session, &waiting.viewer, &waiting.organisation)?;
            set_up_page(&state, &person, offer, next, StatusCode::OK, None)
        }
    }
}

/// What the code's form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    csrf: String,
    code: String,
    next: String,
}

/// `POST /sign-in/second`
///
/// # Errors
/// `Unauthenticated` when nobody waits; `Forbidden` for a form that isn't ours.
pub async fn give(
    state: web::Data<State>,
    person: WaitingPerson,
    request: HttpRequest,
    form: web::Form<CodeForm>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let (key, now, lifetimes) = (state.key.clone(), state.clock.now(), state.lifetimes);
    let (session, code, device) = (person.session.clone(), form.code.clone(), device::of(&request, &state));
    let tried = state
        .database
        .write_async(move |connection| second_factor::give(connection, &key, &session, &code, &device, lifetimes, now))
        .await?;
    let next = own_path(&form.next).to_owned();
    match tried {
        Tried::Right(session) => Ok(let_in(&state, &session, &next)),
        Tried::Wrong => code_page(&state, &person, next, StatusCode::UNPROCESSABLE_ENTITY, Some(said(&form.code))),
        Tried::TooMany => code_page(&state, &person, next, StatusCode::TOO_MANY_REQUESTS, Some(TOO_MANY)),
    }
}

/// What the form of setting up sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SetUpForm {
    pub(super) csrf: String,
    pub(super) sealed: String,
    pub(super) code: String,
    pub(super) next: String,
}

/// `POST /sign-in/second/app`
///
/// # Errors
/// `Unauthenticated` when nobody waits; `Forbidden` for a form that isn't ours; `Conflict` when the page is too old.
pub async fn set_up(
    state: web::Data<State>,
    person: WaitingPerson,
    request: HttpRequest,
    form: web::Form<SetUpForm>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let (key, now, lifetimes) = (state.key.clone(), state.clock.now(), state.lifetimes);
    let (session, viewer) = (person.session.clone(), person.waiting.viewer.clone());
    let (sealed, code, device) = (form.sealed.clone(), form.code.clone(), device::of(&request, &state));
    let tried = state
        .database
        .write_async(move |connection| {
            let offer = (sealed.as_str(), code.as_str());
            second_factor::set_up(connection, &key, (&viewer, &session), offer, &device, lifetimes, now)
        })
        .await?;
    let next = own_path(&form.next).to_owned();
    let again = |status, said| {
        let waiting = &person.waiting;
        let offer = second_factor::offer_again(
            &state.key,
            &person.session,
            &waiting.viewer,
            &waiting.organisation,
            &form.sealed,
        )?;
        set_up_page(&state, &person, offer, next.clone(), status, Some(said))
    };
    match tried {
        Tried::Right((session, codes)) => {
            let page = RecoveryPage { shell: shell(&state, &person), codes, next };
            let mut answer = private(&state, StatusCode::OK, "web/session/recovery_codes.html", &page)?;
            put_cookie(&mut answer, &state, &session);
            Ok(answer)
        }
        Tried::Wrong => again(StatusCode::UNPROCESSABLE_ENTITY, said(&form.code)),
        Tried::TooMany => again(StatusCode::TOO_MANY_REQUESTS, TOO_MANY),
    }
}

/// Into the service, with the new session.
pub(super) fn let_in(state: &State, session: &Token, next: &str) -> HttpResponse {
    let mut answer = see(next);
    put_cookie(&mut answer, state, session);
    answer
}

/// Hands a new session to the browser.
pub(super) fn put_cookie(answer: &mut HttpResponse, state: &State, session: &Token) {
    if let Ok(value) = header::HeaderValue::from_str(&cookie::started(session, state).to_string()) {
        answer.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn code_page(state: &State, person: &WaitingPerson, next: String, status: StatusCode, error: Option<&str>) -> Answer {
    let page = SecondPage { shell: shell(state, person), next, error: error.map(str::to_owned) };
    private(state, status, "web/session/second.html", &page)
}

fn set_up_page(
    state: &State,
    person: &WaitingPerson,
    offer: Offer,
    next: String,
    status: StatusCode,
    error: Option<&str>,
) -> Answer {
    let page = SetUpPage {
        shell: shell(state, person),
        action: "/sign-in/second/app".to_owned(),
        signing_in: true,
        qr: Qr::of(&offer.address)?,
        sealed: offer.sealed,
        spelled: offer.spelled,
        next,
        error: error.map(str::to_owned),
    };
    private(state, status, "web/session/set_up.html", &page)
}

/// The frame: somebody is named, and can leave; there is nowhere else to go yet.
fn shell(state: &State, person: &WaitingPerson) -> Shell {
    Shell {
        person: Some(person.waiting.viewer.name.clone()),
        sign_out: Some("/sign-out".to_owned()),
        home: "/sign-in/second".to_owned(),
        ..Shell::public(&person.waiting.organisation, &state.stylesheet.href, &person.csrf)
    }
}
