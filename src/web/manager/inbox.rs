//! `GET /inbox`: a list of cards, and the first of them beside it.

use super::asked::Asked;
use super::done::Done;
use super::inbox_page::{InboxPage, no_mail};
use super::{card_view, inbox_view};
use crate::domain::ids::CardId;
use crate::domain::wording::ages::age;
use crate::domain::wording::counts::counted;
use crate::services::{card_page, inbox, mailbox_health, suppressed};
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
    let (organisation, list, card, alarms, back) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            let list = inbox::read(connection, &viewer, show, before)?;
            let first = list.rows.iter().find(|row| row.question.is_none()).map(|row| row.card);
            let card = first.map(|card| card_page::read(connection, &viewer, card)).transpose()?;
            let alarms = mailbox_health::alarms(connection, &viewer, now)?;
            let back = suppressed::notices(connection, &viewer)?;
            Ok((organisation.name, list, card, alarms, back))
        })
        .await?;
    let open = card.as_ref().map(|card| card.id);
    let mut cards = inbox_view::list(&list, show, open, &days);
    cards.alarm = alarms.first().map(|(mailbox, since)| no_mail(mailbox, &age(*since, now)));
    cards.done = asked.done.as_deref().and_then(Done::sentence);
    cards.undo = inbox_view::undo(&asked, &person.0);
    let given = InboxPage {
        shell: frame::shell(&state, &person.0, &organisation, "/inbox"),
        notice: (!back.is_empty()).then(|| Link {
            href: "/not-accepted".to_owned(),
            text: format!(
                "Nothing is sent to {} any more: letters came back.",
                counted(u64::try_from(back.len()).unwrap_or(0), "address", "addresses")
            ),
        }),
        title: inbox_view::title(&list, show),
        inbox: cards,
        card: card.as_ref().map(|card| card_view::detail(card, &person.0, &days)),
    };
    private(&state, StatusCode::OK, "web/manager/inbox.html", &given)
}
