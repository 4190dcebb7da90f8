//! `GET /inbox`: a list of cards, and the first of them beside it.

use super::asked::Asked;
use super::done::Done;
use super::inbox_page::{InboxPage, no_mail};
use super::{card_view, inbox_view};
use crate::domain::ids::CardId;
use crate::domain::wording::ages::age;
use crate::domain::wording::counts::counted;
use crate::services::identity::{self, Place};
use crate::services::{card_page, inbox, mailbox_health, outbox, suppressed};
use crate::store::organisations;
use crate::web::answer::{Answer, private};
use crate::web::frame::{self, Days};
use crate::web::session::who::CurrentManager;
use crate::web::shell::Link;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::web;

/// `GET /inbox`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for agents and for a `before` that is no card's id.
pub async fn show(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    let show = asked.show();
    let before = asked.before.as_deref().map(str::parse::<CardId>).transpose()?;
    let days = Days::of(&person.0, state.clock.now());
    let viewer = person.0.viewer.clone();
    let now = days.now;
    let (organisation, list, card, alarms, back, stuck) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            let list = inbox::read(connection, &viewer, show, before)?;
            let first = list.rows.iter().find(|row| row.question.is_none()).map(|row| row.card);
            let card = first.map(|card| card_page::read(connection, &viewer, card)).transpose()?;
            let alarms = mailbox_health::alarms(connection, &viewer, now)?;
            let back = suppressed::notices(connection, &viewer)?;
            let stuck = outbox::notice(connection, &viewer)?;
            Ok((organisation.name, list, card, alarms, back, stuck))
        })
        .await?;
    let open = card.as_ref().map(|card| card.id);
    if let Some(card) = card.as_ref().filter(|card| card.customer.is_known()) {
        identity::note(&state.database, &person.0.viewer, card.id, Place::Card, now).await?;
    }
    let mut cards = inbox_view::list(&list, show, open, &days);
    cards.alarm = alarms.first().map(|(mailbox, since)| no_mail(mailbox, &age(*since, now)));
    cards.done = asked.done.as_deref().and_then(Done::sentence);
    cards.undo = inbox_view::undo(&asked, &person.0);
    let given = InboxPage {
        shell: frame::shell(&state, &person.0, &organisation, "/inbox"),
        notice: notice(stuck, back.len()),
        title: inbox_view::title(&list, show),
        inbox: cards,
        card: card.as_ref().map(|card| card_view::detail(card, &person.0, &days)),
    };
    private(&state, StatusCode::OK, "web/manager/inbox.html", &given)
}

/// What whoever looks after letters should know: how many could not be sent; else from how many addresses they came back.
fn notice(stuck: usize, back: usize) -> Option<Link> {
    let counted = |count: usize, one, many| counted(u64::try_from(count).unwrap_or(u64::MAX), one, many);
    let link = |href: &str, text: String| Some(Link { href: href.to_owned(), text });
    match (stuck, back) {
        (0, 0) => None,
        (0, back) => link(
            "/not-accepted",
            format!("Nothing is sent to {} any more: letters came back.", counted(back, "address", "addresses")),
        ),
        (100.., _) => link("/outbox", "More than 99 letters could not be sent.".to_owned()),
        (stuck, _) => link("/outbox", format!("{} could not be sent.", counted(stuck, "letter", "letters"))),
    }
}
