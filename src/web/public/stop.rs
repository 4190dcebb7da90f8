//! The link at the foot of a digest. Opening it shows a button and changes nothing, for mail scanners open links;
//! posting to it stops the letter at once, without a login (RFC 8058: mail programs post there by themselves).

use crate::error::Result;
use crate::services::subscriptions;
use crate::store::organisations;
use crate::store::subscriptions::SubscriptionRow;
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
    /// Who gets the letter.
    pub email: String,
    /// "on Mondays"
    pub when: String,
    /// Whether it is stopped.
    pub stopped: bool,
    /// The letter's language, and the page's.
    pub lang: String,
    /// Whether it was begun again just now.
    pub resumed: bool,
}

/// `GET /stop/{token}`
pub async fn show(state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, Failure> {
    let token = token.into_inner();
    let (row, organisation) = {
        let token = token.clone();
        let read = move |connection: &mut _| {
            let row = subscriptions::by_token(connection, &token)?;
            let organisation = organisations::by_id(connection, row.organisation_id)?;
            Ok((row, organisation))
        };
        state.database.read_async(read).await?
    };
    page(&state, &token, row, &organisation.name, false)
}

/// `POST /stop/{token}`
pub async fn stop(state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, Failure> {
    let (now, token) = (state.clock.now(), token.into_inner());
    let (row, organisation) = {
        let token = token.clone();
        let change = move |connection: &mut _| {
            let row = subscriptions::stop(connection, &token, now)?;
            let organisation = organisations::by_id(connection, row.organisation_id)?;
            Ok((row, organisation))
        };
        state.database.write_async(change).await?
    };
    page(&state, &token, row, &organisation.name, false)
}

/// `POST /stop/{token}/undo`: whoever has the letter may have it again.
pub async fn resume(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    csrf::check_origin(&request, &state.public_url)?;
    let (now, token) = (state.clock.now(), token.into_inner());
    let (row, organisation) = {
        let token = token.clone();
        let change = move |connection: &mut _| {
            let row = subscriptions::resume_by_token(connection, &token, now)?;
            let organisation = organisations::by_id(connection, row.organisation_id)?;
            Ok((row, organisation))
        };
        state.database.write_async(change).await?
    };
    page(&state, &token, row, &organisation.name, true)
}

fn page(
    state: &State,
    token: &str,
    row: SubscriptionRow,
    organisation: &str,
    resumed: bool,
) -> Result<HttpResponse, Failure> {
    let messages = state.templates.messages();
    let lang = messages.closest(&row.language).to_owned();
    let mut shell = Shell::public(organisation, &state.stylesheet.href, "");
    (shell.lang, shell.dir) = (lang.clone(), messages.plain(&lang, "direction")?);
    let page = StopPage {
        shell,
        action: subscriptions::stop_path(token),
        when: subscriptions::said(messages, &row)?,
        email: row.email,
        stopped: row.stopped_at.is_some(),
        lang,
        resumed,
    };
    answer::private(state, StatusCode::OK, "web/public/stop.html", &page)
}
