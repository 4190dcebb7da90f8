//! The second step of signing in: `GET /sign-in/second` shows what comes next, a code or setting an app up; posting a
//! right code puts a new session in the place of the waiting one.

use super::cookie::put_cookie;
use super::next::{let_in, own_path};
use super::second_page::{RecoveryPage, SecondPage, SetUpPage, TOO_MANY, said};
use super::who::WaitingPerson;
use super::{device, qr::Qr};
use crate::domain::NextStep;
use crate::domain::passkey::Place;
use crate::error::Result;
use crate::services::second_factor::{self, Offer, Tried};
use crate::web::answer::{Answer, private};
use crate::web::shell::Shell;
use crate::web::state::State;
use crate::web::{assets, csrf};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
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
pub async fn show(
    state: web::Data<State>,
    person: WaitingPerson,
    request: HttpRequest,
    asked: web::Query<Onward>,
) -> Answer {
    let next = own_path(&asked.next).to_owned();
    match person.waiting.next {
        NextStep::Code | NextStep::In => code_page(&state, &person, next, StatusCode::OK, (None, None)),
        NextStep::SetUp => {
            let offer = offer(&state, &person)?;
            set_up_page(&state, &person, offer, (next, device::of(&request, &state).name), StatusCode::OK, (None, None))
        }
    }
}

fn offer(state: &State, person: &WaitingPerson) -> Result<Offer> {
    let waiting = &person.waiting;
    second_factor::offer(&state.key, &person.session, &waiting.viewer, &waiting.organisation)
}

/// The page of the next step again, with why a passkey didn't do.
pub(super) fn refused(state: &State, person: &WaitingPerson, status: StatusCode, next: &str, why: &str) -> Answer {
    match person.waiting.next {
        NextStep::Code | NextStep::In => code_page(state, person, next.to_owned(), status, (None, Some(why))),
        NextStep::SetUp => {
            let offer = offer(state, person)?;
            set_up_page(state, person, offer, (next.to_owned(), String::new()), status, (None, Some(why)))
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
        Tried::Wrong => {
            code_page(&state, &person, next, StatusCode::UNPROCESSABLE_ENTITY, (Some(said(&form.code)), None))
        }
        Tried::TooMany => code_page(&state, &person, next, StatusCode::TOO_MANY_REQUESTS, (Some(TOO_MANY), None)),
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
        let name = device::of(&request, &state).name;
        set_up_page(&state, &person, offer, (next.clone(), name), status, (Some(said), None))
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

fn code_page(
    state: &State,
    person: &WaitingPerson,
    next: String,
    status: StatusCode,
    (error, refused): (Option<&str>, Option<&str>),
) -> Answer {
    let page = SecondPage {
        shell: shell(state, person),
        next,
        error: error.map(str::to_owned),
        app: person.waiting.app,
        passkey: person.waiting.passkey && Place::of(&state.public_url).is_some(),
        refused: refused.map(str::to_owned),
    };
    private(state, status, "web/session/second.html", &page)
}

fn set_up_page(
    state: &State,
    person: &WaitingPerson,
    offer: Offer,
    (next, device): (String, String),
    status: StatusCode,
    (error, refused): (Option<&str>, Option<&str>),
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
        passkey: Place::of(&state.public_url).map(|_| device),
        refused: refused.map(str::to_owned),
    };
    private(state, status, "web/session/set_up.html", &page)
}

/// The frame: somebody is named, and can leave; there is nowhere else to go yet.
pub(super) fn shell(state: &State, person: &WaitingPerson) -> Shell {
    Shell {
        scripts: Place::of(&state.public_url).map(|_| assets::script("passkeys")).into_iter().collect(),
        person: Some(person.waiting.viewer.name.clone()),
        sign_out: Some("/sign-out".to_owned()),
        home: "/sign-in/second".to_owned(),
        ..Shell::public(&person.waiting.organisation, &state.stylesheet.href, &person.csrf)
    }
}
