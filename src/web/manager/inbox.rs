//! `GET /inbox`: a list of cards, and the first of them beside it.

use super::done::Done;
use super::inbox_page::InboxPage;
use super::{card_view, inbox_view};
use crate::domain::ids::CardId;
use crate::services::{card_page, inbox};
use crate::store::inbox::Show;
use crate::store::organisations;
use crate::web::answer::{Answer, private};
use crate::web::frame::{self, Days};
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::web;
use serde::Deserialize;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Which list.
    #[serde(default)]
    pub show: Option<String>,
    /// The last card of the page before.
    #[serde(default)]
    pub before: Option<String>,
    /// What was just done.
    #[serde(default)]
    pub done: Option<String>,
    /// On which card, so that it can be undone.
    #[serde(default)]
    pub card: Option<String>,
    /// By answering which of its questions.
    #[serde(default)]
    pub question: Option<i32>,
}

impl Asked {
    /// Which list; one that we don't have is the first.
    pub fn show(&self) -> Show {
        self.show.as_deref().and_then(inbox_view::show_of).unwrap_or(Show::NeedsYou)
    }
}

/// `GET /inbox`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for agents and for a `before` that is no card's id.
pub async fn show(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    let show = asked.show();
    let before = asked.before.as_deref().map(str::parse::<CardId>).transpose()?;
    let days = Days::of(&person.0, state.clock.now());
    let viewer = person.0.viewer.clone();
    let (organisation, list, card) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            let list = inbox::read(connection, &viewer, show, before)?;
            let first = list.rows.iter().find(|row| row.question.is_none()).map(|row| row.card);
            let card = first.map(|card| card_page::read(connection, &viewer, card)).transpose()?;
            Ok((organisation.name, list, card))
        })
        .await?;
    let open = card.as_ref().map(|card| card.id);
    let mut cards = inbox_view::list(&list, show, open, &days);
    cards.done = asked.done.as_deref().and_then(Done::sentence);
    cards.undo = inbox_view::undo(&asked, &person.0);
    let given = InboxPage {
        shell: frame::shell(&state, &person.0, &organisation, "/inbox"),
        title: inbox_view::title(&list, show),
        inbox: cards,
        card: card.as_ref().map(|card| card_view::detail(card, &person.0, &days)),
    };
    private(&state, StatusCode::OK, "web/manager/inbox.html", &given)
}
