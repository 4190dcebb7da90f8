//! Signing in by a link. Asking for one answers the same, in the same time, whether the address is known or not; opening
//! the link shows a button; only the button signs in; signing out ends the session on the server.

use super::next::{let_in, onward, own_path, second_step};
use super::pages::{ConfirmPage, NOT_AN_ADDRESS, SentPage, SignInPage, Way};
use crate::domain::email_address::EmailAddress;
use crate::domain::passkey::Place;
use crate::domain::token::Token;
use crate::error::{Error, Kind, Result};
use crate::services::sign_in;
use crate::web::answer::see;
use crate::web::error::Failure;
use crate::web::public::notice_page::NoticePage;
use crate::web::session::who::WaitingPerson;
use crate::web::session::{cookie, device};
use crate::web::shell::Shell;
use crate::web::state::State;
use crate::web::{answer, assets, csrf};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

/// What the sign-in form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    email: String,
    next: String,
}

/// `GET /sign-in`: the form; whoever has opened their link already goes on to the second step.
pub async fn show(
    state: web::Data<State>,
    waiting: Option<WaitingPerson>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Failure> {
    if waiting.is_some() {
        return Ok(see(&second_step(&asked.next)));
    }
    form(&state, StatusCode::OK, (String::new(), &asked.next), None)
}

/// `POST /sign-in`: writes to the address, if it is a member's.
pub async fn ask(
    state: web::Data<State>,
    request: HttpRequest,
    asked: web::Form<Asked>,
) -> Result<HttpResponse, Failure> {
    csrf::check_origin(&request, &state.public_url)?;
    let now = state.clock.now();
    let Ok(address) = EmailAddress::parse(asked.email.trim()) else {
        let error = Some(NOT_AN_ADDRESS.to_owned());
        let asked = asked.into_inner();
        return form(&state, StatusCode::UNPROCESSABLE_ENTITY, (asked.email, &asked.next), error);
    };
    let (key, network, next) = (state.key.clone(), device::network(&request, &state), onward(&asked.next));
    let asked_for = state
        .database
        .write_async(move |connection| sign_in::ask(connection, &key, (&address.key(), &next), &network, now))
        .await?;
    if !asked_for {
        return Err(Error::new(Kind::RateLimited, "That was a lot at once.").into());
    }
    (state.ring)();
    let page = SentPage {
        shell: shell(&state),
        email: asked.into_inner().email,
        again: "/sign-in".to_owned(),
        lasts: lasts(&state),
    };
    answer::private(&state, StatusCode::OK, "web/session/sent.html", &page)
}

/// `GET /sign-in/{token}`: a button. Changes nothing, so that a mail scanner can't use the link up.
pub async fn confirm(
    state: web::Data<State>,
    token: web::Path<String>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Failure> {
    let now = state.clock.now();
    let token = Token::from_visitor(&token);
    let good = {
        let token = token.clone();
        state.database.read_async(move |connection| sign_in::link_is_good(connection, &token, now)).await?
    };
    if !good {
        return used(&state);
    }
    let action = format!("/sign-in/{}", token.reveal());
    let page = ConfirmPage {
        shell: shell(&state),
        action,
        token: token.reveal().to_owned(),
        next: own_path(&asked.next).to_owned(),
    };
    answer::private(&state, StatusCode::OK, "web/session/confirm.html", &page)
}

/// What the button sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Confirmed {
    next: String,
}

/// `POST /sign-in/{token}`: signs in.
pub async fn begin(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
    confirmed: web::Form<Confirmed>,
) -> Result<HttpResponse, Failure> {
    csrf::check_origin(&request, &state.public_url)?;
    let now = state.clock.now();
    let (token, lifetimes) = (Token::from_visitor(&token), state.lifetimes);
    let (old, device) = (cookie::read(&request, &state), device::of(&request, &state));
    let outcome = state
        .database
        .write_async(move |connection| sign_in::sign_in(connection, &token, old.as_ref(), &device, lifetimes, now))
        .await;
    match outcome {
        Ok(begun) => {
            let next = own_path(&confirmed.next);
            Ok(let_in(&state, &begun.session, &if begun.complete { next.to_owned() } else { second_step(next) }))
        }
        Err(error) if error.kind() == Kind::Unauthenticated => used(&state),
        Err(error) => Err(error.into()),
    }
}

/// `POST /sign-out`: ends the session here and forgets it in the browser.
pub async fn end(state: web::Data<State>, request: HttpRequest) -> Result<HttpResponse, Failure> {
    csrf::check_origin(&request, &state.public_url)?;
    let now = state.clock.now();
    if let Some(session) = cookie::read(&request, &state) {
        state.database.write_async(move |connection| sign_in::sign_out(connection, &session, now)).await?;
    }
    Ok(HttpResponse::SeeOther().cookie(cookie::ended(&state)).insert_header((header::LOCATION, "/sign-in")).finish())
}

fn used(state: &State) -> Result<HttpResponse, Failure> {
    answer::private(state, StatusCode::GONE, "web/public/gone.html", &NoticePage::link_used(shell(state), "/sign-in"))
}

fn form(
    state: &State,
    status: StatusCode,
    (email, next): (String, &str),
    error: Option<String>,
) -> Result<HttpResponse, Failure> {
    page(state, status, (email, next), (error, None))
}

/// The form again, with why another way in didn't open.
pub(super) fn refused(state: &State, status: StatusCode, next: &str, why: &str) -> Result<HttpResponse, Failure> {
    page(state, status, (String::new(), next), (None, Some(why.to_owned())))
}

fn page(
    state: &State,
    status: StatusCode,
    (email, next): (String, &str),
    (error, refused): (Option<String>, Option<String>),
) -> Result<HttpResponse, Failure> {
    let passkey = Place::of(&state.public_url).is_some();
    let mut shell = shell(state);
    shell.scripts.extend(passkey.then(|| assets::script("passkeys")));
    let page = SignInPage {
        shell,
        action: "/sign-in".to_owned(),
        email,
        next: onward(next),
        error,
        lasts: lasts(state),
        passkey,
        providers: state
            .providers
            .labels()
            .map(|(name, label)| Way { href: way(name, next), label: label.to_owned() })
            .collect(),
        refused,
    };
    answer::private(state, status, "web/session/sign_in.html", &page)
}

/// Where a provider's button leads.
fn way(provider: &str, next: &str) -> String {
    match onward(next).as_str() {
        "" => format!("/sign-in/with/{provider}"),
        next => format!("/sign-in/with/{provider}?next={next}"),
    }
}

fn shell(state: &State) -> Shell {
    Shell::public("Smilecard", &state.stylesheet.href, "")
}

fn lasts(state: &State) -> String {
    format!("{} minutes", state.lifetimes.link.as_mins())
}
