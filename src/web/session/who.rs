//! Who is behind a request. A handler that takes [`CurrentManager`] or [`CurrentAgent`] runs for nobody else: the
//! extractor is the permission. Not signed in leads to the sign-in page; signed in as somebody else is "not found".

use crate::domain::ids::AgentId;
use crate::domain::token::Token;
use crate::domain::{Role, Viewer};
use crate::error::{Error, Kind, Result};
use crate::services::second_factor::{self, Waiting};
use crate::services::sign_in;
use crate::store::columns::micros;
use crate::web::csrf;
use crate::web::error::Failure;
use crate::web::session::cookie;
use crate::web::state::State;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use jiff::SignedDuration;
use std::future::Future;
use std::pin::Pin;

/// How often a session's use is noted: reading a page must not cost a write.
const NOTED: SignedDuration = SignedDuration::from_mins(5);

/// Somebody who is signed in, whatever they may do.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who, and how far they see.
    pub viewer: Viewer,
    /// What their pages' forms carry.
    pub csrf: String,
    /// The session, to end it.
    pub session: Token,
}

/// Somebody who has an inbox: a manager, an admin, or an auditor (who only reads; services refuse changes).
#[derive(Clone, Debug)]
pub struct CurrentManager(pub SignedIn);

/// Somebody who sets the organisation up.
#[derive(Clone, Debug)]
pub struct CurrentAdmin(pub SignedIn);

/// Somebody who reads the trails: an auditor or an admin.
#[derive(Clone, Debug)]
pub struct CurrentAuditor(pub SignedIn);

/// Somebody whose link was good and who has the second step before them: they may do that, and nothing else.
#[derive(Clone, Debug)]
pub struct WaitingPerson {
    /// Who, and what they do next.
    pub waiting: Waiting,
    /// What their pages' forms carry.
    pub csrf: String,
    /// The session that waits.
    pub session: Token,
}

/// Somebody who is an agent, whatever else they are.
#[derive(Clone, Debug)]
pub struct CurrentAgent(pub SignedIn, pub AgentId);

fn please_sign_in() -> Error {
    Error::new(Kind::Unauthenticated, "Please sign in.")
}

fn nothing_here() -> Error {
    Error::not_found("There is nothing under this address.")
}

fn session_of(request: &HttpRequest) -> Result<(web::Data<State>, Token)> {
    let state =
        request.app_data::<web::Data<State>>().cloned().ok_or_else(|| Error::internal("The service is not set up."))?;
    let session = cookie::read(request, &state).ok_or_else(please_sign_in)?;
    Ok((state, session))
}

async fn waiting(request: HttpRequest) -> Result<WaitingPerson> {
    let (state, session) = session_of(&request)?;
    let (now, lifetimes, asked) = (state.clock.now(), state.lifetimes, session.clone());
    let waiting =
        state.database.read_async(move |connection| second_factor::waiting(connection, &asked, lifetimes, now)).await?;
    Ok(WaitingPerson { waiting, csrf: csrf::token(&state.key, &session), session })
}

async fn signed_in(request: HttpRequest) -> Result<SignedIn> {
    let (state, session) = session_of(&request)?;
    let (now, lifetimes, asked) = (state.clock.now(), state.lifetimes, session.clone());
    let (viewer, seen_at) =
        state.database.read_async(move |connection| sign_in::viewer(connection, &asked, lifetimes, now)).await?;
    if micros(now) - seen_at >= i64::try_from(NOTED.as_micros()).unwrap_or(i64::MAX) {
        let used = session.clone();
        // A session that can't be noted is still one.
        if let Err(error) = state.database.write_async(move |connection| sign_in::touch(connection, &used, now)).await {
            tracing::warn!(message = error.message(), causes = error.causes(), "a session's use was not noted");
        }
    }
    Ok(SignedIn { csrf: csrf::token(&state.key, &session), viewer, session })
}

/// How an extractor answers.
type Extracted<T> = Pin<Box<dyn Future<Output = Result<T, Failure>>>>;

impl FromRequest for SignedIn {
    type Error = Failure;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(signed_in(request).await?) })
    }
}

impl FromRequest for WaitingPerson {
    type Error = Failure;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(waiting(request).await?) })
    }
}

/// Lets those of these roles through; to everybody else there is nothing here.
macro_rules! for_roles {
    ($extractor:ident: $($role:ident)|+) => {
        impl FromRequest for $extractor {
            type Error = Failure;
            type Future = Extracted<Self>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                let request = request.clone();
                Box::pin(async move {
                    let person = signed_in(request).await?;
                    match person.viewer.role {
                        $(Role::$role)|+ => Ok(Self(person)),
                        _ => Err(nothing_here().into()),
                    }
                })
            }
        }
    };
}

for_roles!(CurrentManager: Admin | Manager | Auditor);
for_roles!(CurrentAdmin: Admin);
for_roles!(CurrentAuditor: Admin | Auditor);

impl FromRequest for CurrentAgent {
    type Error = Failure;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let person = signed_in(request).await?;
            match person.viewer.agent {
                Some(agent) => Ok(Self(person, agent)),
                None => Err(nothing_here().into()),
            }
        })
    }
}
