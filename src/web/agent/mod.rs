//! `GET /me`: an agent's own page, and what they answer on it.

pub mod answers;
pub mod names;
pub mod not_me;
pub mod page;
pub mod praise;
pub mod strip;
pub mod thanks;
mod view;

use super::answer::{Answer, private, see};
use super::blocking::blocking;
use super::session::who::CurrentAgent;
use super::state::State;
use crate::error::{Kind, Result};
use crate::services::agent_page;
use crate::store::AnyConnection;
use actix_web::http::StatusCode;
use actix_web::web;
use serde::Deserialize;

/// How much is asked for, and what was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// `all`: every card of the week.
    #[serde(default)]
    show: Option<String>,
    /// What was just done, as a code.
    #[serde(default)]
    done: Option<String>,
}

/// `GET /me`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for those who are no agent.
pub async fn show(state: web::Data<State>, person: CurrentAgent, asked: web::Query<Asked>) -> Answer {
    shown(&state, &person, &asked, StatusCode::OK, None).await
}

async fn shown(
    state: &web::Data<State>,
    person: &CurrentAgent,
    asked: &Asked,
    status: StatusCode,
    error: Option<String>,
) -> Answer {
    let all = asked.show.as_deref() == Some("all");
    let (now, viewer, agent, data) = (state.clock.now(), person.0.viewer.clone(), person.1, state.clone());
    let read = blocking(move || {
        let house = data.directory.house(&data.database, viewer.organisation, now)?;
        data.database.read(|connection| agent_page::read(connection, &viewer, (agent, &house), all, now))
    })
    .await?;
    let mut page = view::page(state, &person.0, read, now);
    page.done = asked.done.as_deref().and_then(done).map(str::to_owned);
    page.error = error;
    private(state, status, "web/agent/page.html", &page)
}

/// What was just done, by its code.
fn done(code: &str) -> Option<&'static str> {
    match code {
        "yes" => Some("Thank you. Cards with that name come to you from now on."),
        "no" => Some("Thank you. We won’t ask again."),
        "again" => Some("Taken back."),
        "named" => Some("Kept. Cards with that name come to you from now on."),
        "answered" => Some("Sent to your manager."),
        "thanked" => Some("Your thanks are on their way. The customer doesn’t learn your address, nor you theirs."),
        "letters" => Some("We write to you at once when somebody praises you."),
        "no-letters" => Some("No letter for each praise any more. Everything stays on this page."),
        "not-me" => Some("Thank you. Your manager reads it and decides."),
        _ => None,
    }
}

/// Makes a change of the agent's own page and goes back to it with a word; what is wrong with it is said there.
async fn make(
    state: &web::Data<State>,
    person: &CurrentAgent,
    done: &str,
    change: impl FnOnce(&mut AnyConnection) -> Result<()> + Send + 'static,
) -> Answer {
    match state.database.write_async(change).await {
        Ok(()) => {
            state.directory.doubt(person.0.viewer.organisation);
            (state.ring)();
            Ok(see(&format!("/me?done={done}")))
        }
        Err(error) if error.kind() == Kind::Invalid => {
            let said = Some(error.message().to_owned());
            shown(state, person, &Asked::default(), StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        Err(error) => Err(error.into()),
    }
}
