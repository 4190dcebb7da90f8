//! The link at the foot of a digest. Opening it shows a button and changes nothing, for mail scanners open links;
//! posting to it stops the letter at once, without a login (RFC 8058: mail programs post there by themselves).

use crate::error::Result;
use crate::services::subscriptions;
use crate::store::organisations;
use crate::store::subscriptions::SubscriptionRow;
use crate::web::answer;
use crate::web::error::Failure;
use crate::web::shell::Shell;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
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
    page(&state, &token, row, &organisation.name)
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
    page(&state, &token, row, &organisation.name)
}

fn page(state: &State, token: &str, row: SubscriptionRow, organisation: &str) -> Result<HttpResponse, Failure> {
    let page = StopPage {
        shell: Shell::public(organisation, &state.stylesheet.href, ""),
        action: subscriptions::stop_path(token),
        when: subscriptions::rhythm(&row)?.days(),
        email: row.email,
        stopped: row.stopped_at.is_some(),
    };
    answer::private(state, StatusCode::OK, "web/public/stop.html", &page)
}
