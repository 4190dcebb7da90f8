//! The link at the foot of a digest and of letters that come by themselves. Opening it shows a button and changes
//! nothing, for mail scanners open links; posting to it stops them at once, without a login (RFC 8058: mail programs
//! post there by themselves).

use crate::error::Result;
use crate::services::stops::{self, Standing};
use crate::services::subscriptions;
use crate::web::error::Failure;
use crate::web::shell::Shell;
use crate::web::state::State;
use crate::web::{answer, csrf};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

/// `templates/web/public/stop.html`
#[derive(Debug, Serialize)]
pub struct StopPage {
    /// The frame.
    pub shell: Shell,
    /// Where the button posts to.
    pub action: String,
    /// What is stopped: `digest`, `alert` or `praise`.
    pub what: String,
    /// Who gets the letter.
    pub email: String,
    /// "on Mondays", of a digest.
    pub when: String,
    /// Whether it is stopped.
    pub stopped: bool,
    /// The letter's language, and the page's.
    pub lang: String,
    /// Whether it was begun again just now.
    pub resumed: bool,
}

/// `GET /stop/{token}`
///
/// # Errors
/// `NotFound` when there is no such link.
pub async fn show(state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, Failure> {
    let token = token.into_inner();
    let standing = state.database.read_async(move |connection| stops::standing(connection, &token)).await?;
    page(&state, standing, false)
}

/// `POST /stop/{token}`
///
/// # Errors
/// `NotFound` when there is no such link.
pub async fn stop(state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, Failure> {
    let (now, token) = (state.clock.now(), token.into_inner());
    let (standing, _) = state.database.write_async(move |connection| stops::stop(connection, &token, now)).await?;
    page(&state, standing, false)
}

/// `POST /stop/{token}/undo`: whoever has the letter may have it again.
///
/// # Errors
/// `NotFound` when there is no such link.
pub async fn resume(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    csrf::check_origin(&request, &state.public_url)?;
    let (now, token) = (state.clock.now(), token.into_inner());
    let standing = state.database.write_async(move |connection| stops::resume(connection, &token, now)).await?;
    page(&state, standing, true)
}

fn page(state: &State, standing: Standing, resumed: bool) -> Result<HttpResponse, Failure> {
    let messages = state.templates.messages();
    let lang = messages.closest(&standing.language).to_owned();
    let mut shell = Shell::public(&standing.organisation.name, &state.stylesheet.href, "");
    (shell.lang, shell.dir) = (lang.clone(), messages.plain(&lang, "direction")?);
    let when = standing.subscription.as_ref().map(|row| subscriptions::said(messages, row)).transpose()?;
    let page = StopPage {
        shell,
        action: subscriptions::stop_path(&standing.token),
        what: standing.stop.word().to_owned(),
        when: when.unwrap_or_default(),
        email: standing.email,
        stopped: standing.stopped,
        lang,
        resumed,
    };
    answer::private(state, StatusCode::OK, "web/public/stop.html", &page)
}
