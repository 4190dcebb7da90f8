//! `GET /cards/{card}`, and how a change leads back to it.

use super::asked::Asked;
use super::card_list::Undo;
use super::card_page::{CardDetail, CardPage};
use super::done::Done;
use super::{card_view, inbox_view};
use crate::domain::ids::{ActId, CardId, ReplyId};
use crate::error::{Kind as ErrorKind, Result};
use crate::services::identity::{self, Place};
use crate::services::{card_page, holding, inbox};
use crate::store::organisations;
use crate::web::answer::{Answer, private, see};
use crate::web::assets;
use crate::web::frame::{self, Days};
use crate::web::session::who::CurrentManager;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// `GET /cards/{card}`
///
/// # Errors
/// `NotFound` when it is missing or out of reach.
pub async fn show(
    state: web::Data<State>,
    person: CurrentManager,
    card: web::Path<String>,
    asked: web::Query<Asked>,
) -> Answer {
    let card = card.parse()?;
    let done = asked.done.as_deref().and_then(Done::sentence);
    let act = asked.act().filter(|_| person.0.viewer.may_act());
    let change = asked.change().filter(|_| person.0.viewer.may_act());
    let take_back = act
        .map(|act| Undo { action: format!("/cards/{card}/decisions/{act}/undo"), label: "Undo".to_owned() })
        .or_else(|| {
            change.map(|act| Undo { action: format!("/changes/{act}/undo?card={card}"), label: "Undo".to_owned() })
        });
    shown(&state, &person, card, &asked, StatusCode::OK, |detail| {
        detail.done = done;
        detail.take_back = take_back;
    })
    .await
}

/// The page of a card, after `touch` has put what was just tried into it.
pub(super) async fn shown(
    state: &State,
    person: &CurrentManager,
    card: CardId,
    asked: &Asked,
    status: StatusCode,
    touch: impl FnOnce(&mut CardDetail),
) -> Answer {
    let listed = asked.listed.clone();
    let days = Days::of(&person.0, state.clock.now());
    let viewer = person.0.viewer.clone();
    let held = listed.held.as_deref() == Some("yes");
    let mut wanted = inbox::Wanted {
        show: listed.show(),
        of: listed.team_view(),
        filter: listed.filter(viewer.member, days.zone(), days.now),
        words: listed.words(),
        after: None,
    };
    let now = days.now;
    let (organisation, list, view) = state
        .database
        .read_async(move |connection| {
            if held {
                wanted.filter.held = Some(holding::over(connection, &viewer, now)?);
            }
            let view = card_page::read(connection, &viewer, card)?;
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            Ok((organisation.name, inbox::read(connection, &viewer, &wanted, now)?, view))
        })
        .await?;
    if view.customer.is_known() {
        identity::note(&state.database, &person.0.viewer, card, Place::Card, days.now).await?;
    }
    let mut detail = card_view::detail(&view, &person.0, &days);
    if let Some(reply) = asked.reply.as_deref().and_then(|id| id.parse::<ReplyId>().ok()) {
        card_view::begin_letter(&mut detail, &view, reply);
    }
    touch(&mut detail);
    let mut shell = frame::shell(state, &person.0, &organisation, "/inbox");
    shell.scripts.push(assets::script("inbox"));
    let given = CardPage {
        shell,
        inbox: inbox_view::list(&list, &listed, Some(card), &days),
        card: detail,
        back: listed.href(),
    };
    private(state, status, "web/manager/card.html", &given)
}

/// The answer to a change: back to the card, or the card again with what is wrong and what was typed.
pub(super) async fn settle(
    state: &State,
    person: &CurrentManager,
    card: CardId,
    outcome: Result<(Done, Option<ActId>)>,
    keep: impl FnOnce(&mut CardDetail),
) -> Answer {
    match outcome {
        Ok((done, None)) => Ok(back_to(card, done)),
        Ok((done, Some(act))) => Ok(see(&format!("/cards/{card}?done={}&act={act}", done.code()))),
        Err(error) if error.kind() == ErrorKind::Invalid => {
            let said = error.message().to_owned();
            shown(state, person, card, &Asked::default(), StatusCode::UNPROCESSABLE_ENTITY, |detail| {
                detail.error = Some(said);
                keep(detail);
            })
            .await
        }
        Err(error) => Err(error.into()),
    }
}

/// Back to the card with a word about what was done.
pub(super) fn back_to(card: CardId, done: Done) -> HttpResponse {
    see(&format!("/cards/{card}?done={}", done.code()))
}

/// A form with nothing in it but the proof that it is ours.
#[derive(Debug, Deserialize)]
pub struct Bare {
    #[serde(default)]
    pub(super) csrf: String,
}
