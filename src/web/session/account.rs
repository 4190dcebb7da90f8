//! `GET /account`: what somebody sees and does about their own account. Agents have it, too.

use super::account_page::{AccountPage, Passkey, Passkeys, Second, Session};
use super::cookie::put_cookie;
use super::second::SetUpForm;
use super::second_page::{RecoveryPage, SetUpPage, TOO_MANY, said};
use super::who::SignedIn;
use super::{device, qr::Qr};
use crate::domain::passkey::Place;
use crate::domain::wording::counts::{and_list, counted};
use crate::domain::wording::dates::Moment;
use crate::domain::{Role, SecondFactor};
use crate::error::{Error, Kind, Result};
use crate::services::passkeys;
use crate::services::second_factor::{self, Offer, Standing, Tried};
use crate::services::sessions::{self, Listed};
use crate::store::{organisations, roster};
use crate::web::answer::{Answer, private, see};
use crate::web::frame::{self, Days};
use crate::web::state::State;
use crate::web::{assets, csrf, frame::home};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, web};
use serde::Deserialize;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// `GET /account`
///
/// # Errors
/// `Unauthenticated`.
pub async fn show(state: web::Data<State>, person: SignedIn, request: HttpRequest, asked: web::Query<Asked>) -> Answer {
    let done = match asked.done.as_str() {
        "ended" => Some("That device is signed out."),
        "others" => Some("All other devices are signed out."),
        "removed" => Some("The app is taken away, and all other devices are signed out."),
        "passkey" => Some("The passkey is added. It signs you in from now on."),
        "passkey-named" => Some("The passkey has its new name."),
        "passkey-removed" => {
            Some("The passkey is removed, and all other devices are signed out. Delete it on your device, too.")
        }
        _ => None,
    };
    page(&state, &person, StatusCode::OK, (done, None), device::of(&request, &state).name).await
}

/// The page with what was wrong.
pub(super) async fn refused(state: &State, person: &SignedIn, status: StatusCode, why: &str) -> Answer {
    page(state, person, status, (None, Some(why)), String::new()).await
}

async fn page(
    state: &State,
    person: &SignedIn,
    status: StatusCode,
    (done, error): (Option<&str>, Option<&str>),
    device: String,
) -> Answer {
    let (viewer, session, lifetimes, now) =
        (person.viewer.clone(), person.session.clone(), state.lifetimes, state.clock.now());
    let (organisation, standing, keys, listed, teams) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            let teams = roster::teams_of(connection, viewer.organisation)?;
            let led = teams.into_iter().filter(|team| viewer.teams.contains(&team.id)).map(|team| team.name).collect();
            let standing = second_factor::standing(connection, &viewer)?;
            let keys = passkeys::list(connection, &viewer)?;
            Ok((organisation.name, standing, keys, sessions::list(connection, &viewer, &session, lifetimes, now)?, led))
        })
        .await?;
    let teams: Vec<String> = teams;
    let days = Days::of(person, now);
    let possible = Place::of(&state.public_url).is_some();
    let mut shell = frame::shell(state, person, &organisation, "/account");
    shell.scripts.extend(possible.then(|| assets::script("passkeys")));
    let given = AccountPage {
        shell,
        passkeys: possible
            .then(|| Passkeys { all: keys.into_iter().map(|one| passkey(one, &days)).collect(), name: device }),
        anew: (status == StatusCode::CONFLICT).then(|| "/sign-in?next=/account".to_owned()),
        role: role(person.viewer.role, &teams),
        name: person.viewer.name.clone(),
        email: person.viewer.email.clone(),
        zone: person.viewer.zone.clone(),
        second: second(standing, person.viewer.role),
        sessions: listed.into_iter().map(|one| listed_session(one, &days)).collect(),
        done: done.map(str::to_owned),
        error: error.map(str::to_owned),
    };
    private(state, status, "web/session/account.html", &given)
}

/// "Manager of Billing line"
fn role(role: Role, teams: &[String]) -> String {
    match role {
        Role::Admin => "Admin: sets everything up and sees every card".to_owned(),
        Role::Auditor => "Auditor: reads everything and changes nothing".to_owned(),
        Role::Agent => "Agent: sees what customers say of them".to_owned(),
        Role::Manager if teams.is_empty() => "Manager, of no team yet".to_owned(),
        Role::Manager => format!("Manager of {}", and_list(teams)),
    }
}

fn second(standing: Standing, role: Role) -> Option<Second> {
    let left = u64::try_from(standing.codes_left).unwrap_or(0);
    let verb = if left == 1 { "is" } else { "are" };
    (standing.policy != SecondFactor::Off).then(|| Second {
        app: standing.app,
        passkey: standing.passkeys > 0,
        codes: format!("{} {verb} left.", counted(left, "recovery code", "recovery codes")),
        few: left < 3,
        required: standing.policy == SecondFactor::Required && role != Role::Agent,
    })
}

fn passkey(one: passkeys::Listed, days: &Days) -> Passkey {
    let moment = |at| Moment::day_and_time(days.local(at), days.today());
    Passkey {
        id: one.id.to_string(),
        name: one.name,
        added: moment(one.added),
        used: one.used.map(moment),
        copied: one.copied,
    }
}

fn listed_session(one: Listed, days: &Days) -> Session {
    let moment = |at| Moment::day_and_time(days.local(at), days.today());
    Session {
        begun: moment(one.begun),
        seen: moment(one.seen),
        handle: one.handle,
        device: if one.device.is_empty() { "A browser".to_owned() } else { one.device },
        network: one.network,
        here: one.here,
    }
}

/// Which session to end.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    csrf: String,
    session: String,
}

/// `POST /account/sessions/end`
///
/// # Errors
/// `NotFound` when it isn't theirs.
pub async fn end_session(
    state: web::Data<State>,
    person: SignedIn,
    request: HttpRequest,
    form: web::Form<EndForm>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let (lifetimes, now, asked) = (state.lifetimes, state.clock.now(), form.into_inner().session);
    state
        .database
        .write_async(move |connection| sessions::end(connection, &person.viewer, &asked, lifetimes, now))
        .await?;
    Ok(see("/account?done=ended"))
}

/// `POST /account/sessions/end-others`
///
/// # Errors
/// `Unauthenticated`.
pub async fn end_others(
    state: web::Data<State>,
    person: SignedIn,
    request: HttpRequest,
    form: web::Form<EndForm>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let now = state.clock.now();
    state
        .database
        .write_async(move |connection| sessions::end_others(connection, &person.viewer, &person.session, now))
        .await?;
    Ok(see("/account?done=others"))
}

/// `GET /account/app`: a new secret for an app.
///
/// # Errors
/// `NotFound` where the organisation has switched it off or there is one already.
pub async fn offer(state: web::Data<State>, person: SignedIn) -> Answer {
    let organisation = may_set_up(&state, &person).await?;
    let offer = second_factor::offer(&state.key, &person.session, &person.viewer, &organisation)?;
    set_up_page(&state, &person, &organisation, offer, StatusCode::OK, None)
}

async fn may_set_up(state: &State, person: &SignedIn) -> Result<String> {
    let viewer = person.viewer.clone();
    let (organisation, standing) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            Ok((organisation.name, second_factor::standing(connection, &viewer)?))
        })
        .await?;
    if standing.app || standing.policy == SecondFactor::Off {
        return Err(Error::not_found("There is nothing under this address."));
    }
    Ok(organisation)
}

/// `POST /account/app`: keeps it, once a code of it is right.
///
/// # Errors
/// As [`offer`]; `Conflict` when the page is too old.
pub async fn set_up(
    state: web::Data<State>,
    person: SignedIn,
    request: HttpRequest,
    form: web::Form<SetUpForm>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let organisation = may_set_up(&state, &person).await?;
    let (key, now, lifetimes) = (state.key.clone(), state.clock.now(), state.lifetimes);
    let (viewer, session) = (person.viewer.clone(), person.session.clone());
    let (sealed, code, device) = (form.sealed.clone(), form.code.clone(), device::of(&request, &state));
    let tried = state
        .database
        .write_async(move |connection| {
            let offer = (sealed.as_str(), code.as_str());
            second_factor::set_up(connection, &key, (&viewer, &session), offer, &device, lifetimes, now)
        })
        .await?;
    let again = |status, said| {
        let offer =
            second_factor::offer_again(&state.key, &person.session, &person.viewer, &organisation, &form.sealed)?;
        set_up_page(&state, &person, &organisation, offer, status, Some(said))
    };
    match tried {
        Tried::Right((session, codes)) => {
            let shell = frame::shell(&state, &person, &organisation, "/account");
            let page = RecoveryPage { shell, codes, next: "/account".to_owned() };
            let mut answer = private(&state, StatusCode::OK, "web/session/recovery_codes.html", &page)?;
            put_cookie(&mut answer, &state, &session);
            Ok(answer)
        }
        Tried::Wrong => again(StatusCode::UNPROCESSABLE_ENTITY, said(&form.code)),
        Tried::TooMany => again(StatusCode::TOO_MANY_REQUESTS, TOO_MANY),
    }
}

fn set_up_page(
    state: &State,
    person: &SignedIn,
    organisation: &str,
    offer: Offer,
    status: StatusCode,
    error: Option<&str>,
) -> Answer {
    let page = SetUpPage {
        shell: frame::shell(state, person, organisation, "/account"),
        action: "/account/app".to_owned(),
        signing_in: false,
        qr: Qr::of(&offer.address)?,
        sealed: offer.sealed,
        spelled: offer.spelled,
        next: home(person).to_owned(),
        error: error.map(str::to_owned),
        passkey: None,
        refused: None,
    };
    private(state, status, "web/session/set_up.html", &page)
}

/// A code, to show that it is really them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ProofForm {
    csrf: String,
    code: String,
}

/// `POST /account/recovery-codes`: new ones in the place of the old.
///
/// # Errors
/// `NotFound` when no second step is set up.
pub async fn renew_codes(
    state: web::Data<State>,
    person: SignedIn,
    request: HttpRequest,
    form: web::Form<ProofForm>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let (key, now, viewer, code) = (state.key.clone(), state.clock.now(), person.viewer.clone(), form.code.clone());
    let session = person.session.clone();
    let outcome = state
        .database
        .write_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            Ok((second_factor::renew_codes(connection, &key, (&viewer, &session), &code, now)?, organisation.name))
        })
        .await;
    let (tried, organisation) = match outcome {
        Ok(done) => done,
        Err(error) if error.kind() == Kind::Conflict => {
            return refused(&state, &person, StatusCode::CONFLICT, error.message()).await;
        }
        Err(error) => return Err(error.into()),
    };
    match tried {
        Tried::Right(codes) => {
            let shell = frame::shell(&state, &person, &organisation, "/account");
            let page = RecoveryPage { shell, codes, next: "/account".to_owned() };
            private(&state, StatusCode::OK, "web/session/recovery_codes.html", &page)
        }
        Tried::Wrong => refused(&state, &person, StatusCode::UNPROCESSABLE_ENTITY, said(&form.code)).await,
        Tried::TooMany => refused(&state, &person, StatusCode::TOO_MANY_REQUESTS, TOO_MANY).await,
    }
}

/// `POST /account/app/removal`
///
/// # Errors
/// `NotFound` when no second step is set up.
pub async fn remove(
    state: web::Data<State>,
    person: SignedIn,
    request: HttpRequest,
    form: web::Form<ProofForm>,
) -> Answer {
    csrf::check(&state, &request, &person.csrf, &form.csrf)?;
    let (key, now) = (state.key.clone(), state.clock.now());
    let (viewer, session, code) = (person.viewer.clone(), person.session.clone(), form.code.clone());
    let tried = state
        .database
        .write_async(move |connection| second_factor::remove(connection, &key, (&viewer, &session), &code, now))
        .await?;
    match tried {
        Tried::Right(()) => Ok(see("/account?done=removed")),
        Tried::Wrong => refused(&state, &person, StatusCode::UNPROCESSABLE_ENTITY, said(&form.code)).await,
        Tried::TooMany => refused(&state, &person, StatusCode::TOO_MANY_REQUESTS, TOO_MANY).await,
    }
}
