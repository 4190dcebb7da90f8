//! Signing in by an organisation's own provider: the way there and the way back. Both are GETs, since a form may only be
//! posted to ourselves; the way back signs in, once, in the browser that left.

use super::next::{let_in, own_path, second_step};
use super::sign_in;
use super::{cookie, device};
use crate::config;
use crate::domain::{Role, sealed};
use crate::error::{Error, Kind, Result};
use crate::oidc::{Answer as Back, Attempt, Claims, Provider, Start};
use crate::services::attempts::{self, PROVIDER_OF_NETWORK};
use crate::services::provider_sign_in::{self as service, GroupRule, Outcome, Refusal, Vouched};
use crate::web::answer::Answer;
use crate::web::state::State;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

/// What the attempt is sealed for in the browser.
const SEALED: &str = "provider attempt";

/// How long somebody may take at the provider, seconds: a password, a code, a new password.
const AWAY_S: i64 = 900;

/// Where they want to go.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Onward {
    next: String,
}

fn cookie_name(state: &State) -> &'static str {
    if state.secure { "__Host-smilecard-away" } else { "smilecard-away" }
}

fn keep(state: &State, value: String, seconds: i64) -> Cookie<'static> {
    Cookie::build(cookie_name(state), value)
        .path("/")
        .http_only(true)
        .secure(state.secure)
        .same_site(SameSite::Lax)
        .max_age(Duration::seconds(seconds))
        .finish()
}

fn nowhere() -> Error {
    Error::not_found("There is nothing under this address.")
}

fn broken_off() -> Error {
    Error::internal("Asking the provider broke off.")
}

/// `GET /sign-in/with/{provider}`: sends the browser to the provider. Writes nothing; what must be remembered is sealed into
/// a cookie.
///
/// # Errors
/// `NotFound` when there is no such provider.
pub async fn start(state: web::Data<State>, name: web::Path<String>, asked: web::Query<Onward>) -> Answer {
    let name = name.into_inner();
    state.providers.named(&name).ok_or_else(nowhere)?;
    let (at, next, now) = (state.clone(), own_path(&asked.next).to_owned(), state.clock.now());
    let asking = name.clone();
    let started =
        web::block(move || provider(&at, &asking)?.start(&asking, &next, now)).await.map_err(|_| broken_off())?;
    let Start { url, attempt } = match started {
        Ok(start) => start,
        Err(error) => return refused(&state, &asked.next, &error),
    };
    let plain =
        serde_json::to_vec(&attempt).map_err(|cause| Error::internal("It can't be kept.").with_source(cause))?;
    let value = URL_SAFE_NO_PAD.encode(sealed::seal(&state.key, SEALED, name.as_bytes(), &plain)?);
    Ok(HttpResponse::SeeOther()
        .cookie(keep(&state, value, AWAY_S))
        .insert_header((header::LOCATION, url))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish())
}

fn provider<'a>(state: &'a State, name: &str) -> Result<&'a Provider> {
    state.providers.named(name).ok_or_else(nowhere)
}

/// `GET /sign-in/with/{provider}/callback`: signs in whom the provider vouches for.
///
/// # Errors
/// `NotFound` when there is no such provider.
pub async fn finish(
    state: web::Data<State>,
    request: HttpRequest,
    name: web::Path<String>,
    back: web::Query<Back>,
) -> Answer {
    let name = name.into_inner();
    state.providers.named(&name).ok_or_else(nowhere)?;
    let now = state.clock.now();
    let attempt = request
        .cookie(cookie_name(&state))
        .and_then(|cookie| URL_SAFE_NO_PAD.decode(cookie.value()).ok())
        .and_then(|bytes| sealed::open(&state.key, SEALED, name.as_bytes(), &bytes))
        .and_then(|plain| serde_json::from_slice::<Attempt>(&plain).ok())
        .filter(|attempt| attempt.provider == name && attempt.state == back.state)
        .filter(|attempt| (0..AWAY_S).contains(&(now.as_second() - attempt.began)));
    let Some(attempt) = attempt else {
        return forget(&state, sign_in::refused(&state, StatusCode::CONFLICT, "", STALE));
    };
    let next = attempt.next.clone();
    if back.error.is_some() || back.code.is_empty() {
        tracing::info!(provider = %name, error = back.error.as_deref().unwrap_or("no code"), "a provider let nobody in");
        return forget(&state, sign_in::refused(&state, StatusCode::UNPROCESSABLE_ENTITY, &next, NOT_LET));
    }
    let (key, network) = (state.key.clone(), device::network(&request, &state));
    let may = state
        .database
        .write_async(move |c| attempts::spend(c, &key, PROVIDER_OF_NETWORK, network.as_bytes(), now))
        .await?;
    if !may {
        return Err(Error::new(Kind::RateLimited, "That was a lot at once.").into());
    }
    let (at, asking, back, away) = (state.clone(), name.clone(), back.into_inner(), attempt.clone());
    let claims =
        web::block(move || provider(&at, &asking)?.finish(&away, &back, now)).await.map_err(|_| broken_off())?;
    let vouched = match claims {
        Ok(claims) => vouched(provider(&state, &name)?, &claims),
        Err(error) => return forget(&state, refused(&state, &next, &error)),
    };
    let (old, device, lifetimes) = (cookie::read(&request, &state), device::of(&request, &state), state.lifetimes);
    let outcome = state
        .database
        .write_async(move |c| service::sign_in(c, &vouched, (&attempt.state, old.as_ref()), &device, lifetimes, now))
        .await?;
    match outcome {
        Outcome::In(begun) => {
            let next = own_path(&next);
            let to = if begun.complete { next.to_owned() } else { second_step(next) };
            forget(&state, Ok(let_in(&state, &begun.session, &to)))
        }
        Outcome::Refused(refusal) => {
            tracing::info!(provider = %name, ?refusal, "a provider's answer signed nobody in");
            forget(&state, sign_in::refused(&state, StatusCode::FORBIDDEN, &next, said(refusal)))
        }
    }
}

/// The answer, with which the browser forgets that it asked.
fn forget(state: &State, answer: Answer) -> Answer {
    let mut answer = answer?;
    if let Ok(value) = header::HeaderValue::from_str(&keep(state, String::new(), 0).to_string()) {
        answer.headers_mut().append(header::SET_COOKIE, value);
    }
    Ok(answer)
}

/// The sign-in page, with what went wrong between us and the provider; the log has the whole of it.
fn refused(state: &State, next: &str, error: &Error) -> Answer {
    tracing::warn!(message = error.message(), causes = error.causes(), "signing in by a provider failed");
    match error.kind() {
        Kind::Forbidden => sign_in::refused(state, StatusCode::FORBIDDEN, next, NOT_RIGHT),
        _ => sign_in::refused(state, StatusCode::SERVICE_UNAVAILABLE, next, NOT_REACHED),
    }
}

fn vouched(provider: &Provider, claims: &Claims) -> Vouched {
    let settings = &provider.settings;
    let strings = |name: &str| claims.texts(name).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let email = claims.email().filter(|(_, verified)| *verified || settings.trust_email);
    let shown: Vec<String> = [strings("amr"), strings("acr")].concat();
    Vouched {
        organisation: settings.organisation.clone().unwrap_or_default(),
        issuer: provider.issuer().to_owned(),
        subject: claims.subject().to_owned(),
        email: email.map(|(email, _)| email.to_owned()),
        name: claims.text("name").map(str::to_owned),
        groups: strings(&settings.groups_claim),
        rules: settings.groups.iter().filter_map(rule).collect(),
        create: settings.create,
        second_step: settings.second_step.iter().any(|wanted| shown.contains(wanted)),
    }
}

fn rule(rule: &config::GroupRule) -> Option<GroupRule> {
    Some(GroupRule { group: rule.group.clone(), role: Role::from_word(&rule.role)?, team: rule.team.clone() })
}

const STALE: &str = "That answer was used before, or it is too old, or it belongs to another browser. Begin once more.";
const NOT_LET: &str = "Your provider didn’t let you in, or you turned back. Try again, or have a link sent.";
const NOT_RIGHT: &str =
    "What your provider told us was not right, so nobody was signed in. Try again; if it happens twice, tell an admin.";
const NOT_REACHED: &str = "Your provider can’t be reached right now. Try again in a minute, or have a link sent.";

fn said(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Taken => STALE,
        Refusal::Unverified => {
            "Your provider doesn’t say that your email address is yours. Ask whoever looks after it to verify the address, or have a link sent."
        }
        Refusal::Unknown => {
            "You are signed in with your provider, but nobody here has your address. Ask an admin to invite you."
        }
        Refusal::NoGroup => {
            "You are signed in with your provider, but in none of the groups that come in here. Ask whoever looks after it to add you to one."
        }
        Refusal::Disabled => "Your way in is closed here. Ask an admin.",
        Refusal::Other => {
            "Another account of your provider signs in with this address. Ask an admin to reset your second step, then try again."
        }
        Refusal::Unfit => {
            "What your groups give you can’t be set up here: a team isn’t there, or you are the last admin. Tell an admin."
        }
    }
}
