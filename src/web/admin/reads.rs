//! `GET /reads`: who had which customer's identity before their eyes. For auditors and admins.

use super::pages::{ReadLine, ReadsPage};
use crate::domain::ids::{CardId, EventId};
use crate::domain::wording::dates::Moment;
use crate::error::Result;
use crate::services::identity;
use crate::store::columns::moment;
use crate::store::organisations;
use crate::web::answer::{Answer, private};
use crate::web::frame::{self, Days};
use crate::web::session::who::CurrentAuditor;
use crate::web::shell::Link;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::web;
use serde::Deserialize;

/// Which lines.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    card: Option<String>,
    before: Option<String>,
}

/// `GET /reads`
///
/// # Errors
/// `NotFound` for whoever is neither auditor nor admin.
pub async fn show(state: web::Data<State>, person: CurrentAuditor, asked: web::Query<Asked>) -> Answer {
    let card: Option<CardId> = asked.card.as_deref().map(str::parse).transpose()?;
    let before: Option<EventId> = asked.before.as_deref().map(str::parse).transpose()?;
    let viewer = person.0.viewer.clone();
    let (organisation, lines, next) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            let (lines, next) = identity::list(connection, &viewer, card, before)?;
            Ok((organisation.name, lines, next))
        })
        .await?;
    let days = Days::of(&person.0, state.clock.now());
    let narrowed = card.map_or_else(String::new, |card| format!("card={card}&"));
    let lines: Vec<ReadLine> = lines
        .into_iter()
        .map(|line| {
            Ok(ReadLine {
                at: Moment::day_and_time(days.local(moment(line.at)?), days.today()),
                who: line.member,
                card: match line.number {
                    Some(number) => Link { href: format!("/reads?card={}", line.card), text: format!("card {number}") },
                    None => Link { href: String::new(), text: "a card that is gone".to_owned() },
                },
                place: match line.place.as_str() {
                    "letter" => "in the letter as it came".to_owned(),
                    _ => "on its page".to_owned(),
                },
            })
        })
        .collect::<Result<_>>()?;
    let page = ReadsPage {
        shell: frame::shell(&state, &person.0, &organisation, "/reads"),
        only: card.map(|_| lines.first().map_or_else(|| "one card".to_owned(), |line| line.card.text.clone())),
        lines,
        older: next.map(|next| Link { href: format!("/reads?{narrowed}before={next}"), text: "Older".to_owned() }),
    };
    private(&state, StatusCode::OK, "web/admin/reads.html", &page)
}
