//! `GET /inbox`: a list of cards, and the first of them beside it; `GET /inbox/counts` for the page that stays open.

use super::asked::Asked;
use super::card_list::OwnerChoice;
use super::done::{Done, of_many};
use super::filters::Listed;
use super::inbox_page::{InboxPage, no_mail};
use super::{card_view, inbox_view, search_form};
use crate::domain::wording::ages::age;
use crate::domain::wording::counts::counted;
use crate::error::Error;
use crate::services::identity::{self, Place};
use crate::services::inbox::{After, Wanted};
use crate::services::{card_page, holding, inbox, looks, mailbox_health, outbox, suppressed};
use crate::store::organisations;
use crate::web::answer::{Answer, private};
use crate::web::assets;
use crate::web::frame::{self, Days};
use crate::web::session::who::CurrentManager;
use crate::web::shell::Link;
use crate::web::state::State;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use serde::Serialize;

/// `GET /inbox`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for agents and for a `before` that is no card's id.
pub async fn show(state: web::Data<State>, person: CurrentManager, asked: web::Query<Asked>) -> Answer {
    shown(&state, &person, &asked, None).await
}

/// The list again, with what was wrong with a press on it.
pub(super) async fn refused(state: &State, person: &CurrentManager, listed: &Listed, error: &Error) -> Answer {
    let asked = Asked { listed: listed.clone(), ..Asked::default() };
    shown(state, person, &asked, Some(error.message().to_owned())).await
}

async fn shown(state: &State, person: &CurrentManager, asked: &Asked, error: Option<String>) -> Answer {
    let listed = asked.listed.clone();
    let show = listed.show();
    let days = Days::of(&person.0, state.clock.now());
    let viewer = person.0.viewer.clone();
    let now = days.now;
    let held = listed.held.as_deref() == Some("yes");
    let mut wanted = Wanted {
        show,
        of: listed.team_view(),
        filter: listed.filter(viewer.member, days.zone(), now),
        words: listed.words(),
        after: asked.before.as_deref().map(After::from_code).transpose()?,
    };
    let (organisation, list, card, alarms, back, stuck, choices, looks) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            if held {
                wanted.filter.held = Some(holding::over(connection, &viewer, now)?);
            }
            let list = inbox::read(connection, &viewer, &wanted, now)?;
            let looks = looks::waiting(connection, &viewer)?;
            let first = list.rows.iter().find(|row| row.question.is_none()).map(|row| row.card);
            let card = first.map(|card| card_page::read(connection, &viewer, card)).transpose()?;
            let alarms = mailbox_health::alarms(connection, &viewer, now)?;
            let back = suppressed::notices(connection, &viewer)?;
            let stuck = outbox::notice(connection, &viewer)?;
            let choices = inbox::choices(connection, &viewer, wanted.filter.agent)?;
            Ok((organisation.name, list, card, alarms, back, stuck, choices, looks))
        })
        .await?;
    let open = card.as_ref().map(|card| card.id);
    if let Some(card) = card.as_ref().filter(|card| card.customer.is_known()) {
        identity::note(&state.database, &person.0.viewer, card.id, Place::Card, now).await?;
    }
    let mut cards = inbox_view::list(&list, &listed, open, &days);
    if looks > 0 {
        cards.tabs.push(super::looks::tab(looks, false));
    }
    cards.alarm = alarms.first().map(|(mailbox, since)| no_mail(mailbox, &age(*since, now)));
    cards.done = asked.done.as_deref().and_then(|code| Done::sentence(code).or_else(|| told(code, asked)));
    cards.undo = inbox_view::undo(asked, &person.0);
    cards.error = error;
    cards.search = Some(search_form::form(&listed, &choices, person.0.viewer.member));
    let choosable = person.0.viewer.may_act() && cards.rows.iter().any(|row| row.choose.is_some());
    cards.bulk = choosable.then(|| inbox_view::bulk(&listed, owners(&choices, person)));
    let mut shell = frame::shell(state, &person.0, &organisation, "/inbox");
    shell.scripts.push(assets::script("inbox"));
    let given = InboxPage {
        shell,
        notice: notice(stuck, back.len()),
        title: inbox_view::title(&list, &listed),
        inbox: cards,
        card: card.as_ref().map(|card| card_view::detail(card, &person.0, &days)),
    };
    let status = if given.inbox.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    private(state, status, "web/manager/inbox.html", &given)
}

fn told(code: &str, asked: &Asked) -> Option<String> {
    let number = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok()).unwrap_or(0);
    of_many(code, number(&asked.n), number(&asked.left))
}

fn owners(choices: &inbox::Choices, person: &CurrentManager) -> Vec<OwnerChoice> {
    let others = choices.owners.iter().filter(|(id, _)| *id != person.0.viewer.member);
    others.map(|(id, name)| OwnerChoice { value: id.to_string(), name: name.clone(), current: false }).collect()
}

/// How many cards need somebody, and how many of them ask who is meant.
#[derive(Debug, Serialize)]
struct Counts {
    needs: u64,
    who: u64,
}

/// `GET /inbox/counts`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for agents.
pub async fn counts(state: web::Data<State>, person: CurrentManager) -> Answer {
    let viewer = person.0.viewer;
    let (needs, who) = state.database.read_async(move |connection| inbox::counts(connection, &viewer)).await?;
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(Counts { needs, who }))
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
