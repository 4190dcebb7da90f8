//! The link beside each thing that was done by mail. Opening it shows what was done and a button, and changes nothing;
//! the button undoes it, without a login: the link's own secret is good for this one thing and for seven days.

use crate::domain::token::Token;
use crate::error::{Kind, Result};
use crate::services::mail_commands::{self, Undoable};
use crate::web::error::Failure;
use crate::web::shell::Shell;
use crate::web::state::State;
use crate::web::{answer, csrf};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

/// `templates/web/public/undo.html`
#[derive(Debug, Clone, Serialize)]
pub struct UndoPage {
    /// The frame.
    pub shell: Shell,
    /// Where the button posts to.
    pub action: String,
    /// What was done: "Card 4182: you look after it."
    pub said: String,
    /// Whether it is undone.
    pub undone: bool,
    /// Whether somebody has worked on the card since, so that it can't be.
    pub late: bool,
    /// The language of whoever did it.
    pub lang: String,
}

/// `GET /undo/{token}`
///
/// # Errors
/// `NotFound` when there is no such link or its days are over.
pub async fn show(state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, Failure> {
    let (now, token) = (state.clock.now(), Token::from_visitor(&token));
    let asked = token.clone();
    let what = state.database.read_async(move |connection| mail_commands::undoable(connection, &asked, now)).await?;
    page(&state, &token, what, false)
}

/// `POST /undo/{token}`
///
/// # Errors
/// `NotFound` as [`show`]. Where somebody has worked on the card since, the page says so.
pub async fn undo(
    state: web::Data<State>,
    request: HttpRequest,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    csrf::check_origin(&request, &state.public_url)?;
    let (now, token) = (state.clock.now(), Token::from_visitor(&token));
    let asked = token.clone();
    let undone = state.database.write_async(move |connection| mail_commands::undo(connection, &asked, now)).await;
    match undone {
        Ok(what) => page(&state, &token, what, false),
        Err(error) if error.kind() == Kind::Conflict => {
            let asked = token.clone();
            let read = move |connection: &mut _| mail_commands::undoable(connection, &asked, now);
            page(&state, &token, state.database.read_async(read).await?, true)
        }
        Err(error) => Err(error.into()),
    }
}

fn page(state: &State, token: &Token, what: Undoable, late: bool) -> Result<HttpResponse, Failure> {
    let messages = state.templates.messages();
    let lang = messages.closest(&what.language).to_owned();
    let mut shell = Shell::public(&what.organisation, &state.stylesheet.href, "");
    (shell.lang, shell.dir) = (lang.clone(), messages.plain(&lang, "direction")?);
    let page = UndoPage {
        shell,
        lang,
        action: mail_commands::undo_path(token.reveal()),
        said: what.said,
        undone: what.undone,
        late,
    };
    let status = if late { StatusCode::CONFLICT } else { StatusCode::OK };
    answer::private(state, status, "web/public/undo.html", &page)
}
