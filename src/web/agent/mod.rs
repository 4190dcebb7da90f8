//! `GET /me`: an agent's own page.

pub mod page;
pub mod strip;
mod view;

use super::answer::{Answer, private};
use super::session::who::CurrentAgent;
use super::state::State;
use crate::services::agent_page;
use actix_web::http::StatusCode;
use actix_web::web;
use serde::Deserialize;

/// How much is asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// `all`: every card of the week.
    #[serde(default)]
    show: Option<String>,
}

/// `GET /me`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for those who are no agent.
pub async fn show(state: web::Data<State>, person: CurrentAgent, asked: web::Query<Asked>) -> Answer {
    let all = asked.show.as_deref() == Some("all");
    let (now, viewer, agent) = (state.clock.now(), person.0.viewer.clone(), person.1);
    let read =
        state.database.read_async(move |connection| agent_page::read(connection, &viewer, agent, all, now)).await?;
    private(&state, StatusCode::OK, "web/agent/page.html", &view::page(&state, &person.0, read, now))
}
