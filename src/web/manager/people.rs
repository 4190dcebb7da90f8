//! `GET /cards/{card}/people`: choosing somebody of the roster, for a question, a tag that moves, one that is added, or
//! a "not me".

use super::asked::Asked;
use super::card_list::Candidate;
use super::people_page::PeoplePage;
use crate::domain::ids::{AgentId, CardId, DisputeId};
use crate::domain::names;
use crate::domain::wording::titles::who_is;
use crate::error::{Error, Result};
use crate::services::access;
use crate::services::card_page::{self, CardView};
use crate::services::people_search::{self, Found};
use crate::store::organisations;
use crate::web::answer::{Answer, private};
use crate::web::assets;
use crate::web::frame;
use crate::web::session::who::CurrentManager;
use crate::web::shell::Link;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::web;
use serde::Deserialize;

/// What somebody is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To answer a question.
    Question(i32),
    /// To be tagged as well.
    Mention,
    /// To be tagged instead of this agent.
    Move(AgentId),
    /// To be tagged instead of whoever said "not me".
    NotMe(DisputeId),
}

impl Purpose {
    fn code(&self) -> String {
        match self {
            Self::Question(number) => format!("question-{number}"),
            Self::Mention => "mention".to_owned(),
            Self::Move(agent) => format!("move-{agent}"),
            Self::NotMe(dispute) => format!("not-me-{dispute}"),
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        if code == "mention" {
            return Some(Self::Mention);
        }
        if let Some(dispute) = code.strip_prefix("not-me-") {
            return dispute.parse().ok().map(Self::NotMe);
        }
        if let Some(agent) = code.strip_prefix("move-") {
            return agent.parse().ok().map(Self::Move);
        }
        code.strip_prefix("question-")?.parse().ok().map(Self::Question)
    }

    fn action(&self, card: CardId) -> String {
        match self {
            Self::Question(number) => format!("/cards/{card}/triage/{number}"),
            Self::Mention => format!("/cards/{card}/mentions"),
            Self::Move(agent) => format!("/cards/{card}/mentions/{agent}/move"),
            Self::NotMe(dispute) => format!("/cards/{card}/not-me/{dispute}"),
        }
    }
}

/// Where somebody is chosen.
pub fn href(card: CardId, purpose: &Purpose, from: Option<&str>) -> String {
    let from = from.map_or_else(String::new, |from| format!("&from={from}"));
    format!("/cards/{card}/people?for={}{from}", purpose.code())
}

/// What is chosen for, and by which part of a name.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(default, rename = "for")]
    purpose: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    from: Option<String>,
}

/// `GET /cards/{card}/people`
///
/// # Errors
/// `NotFound` when the card is out of reach, or has no such question or tag; `Forbidden` for those who only read.
pub async fn show(
    state: web::Data<State>,
    person: CurrentManager,
    card: web::Path<String>,
    wanted: web::Query<Wanted>,
) -> Answer {
    let card: CardId = card.parse()?;
    let purpose = Purpose::from_code(&wanted.purpose).ok_or_else(nothing)?;
    let typed = names::one_line(&wanted.q, 80);
    let (viewer, searched) = (person.0.viewer.clone(), typed.clone());
    let (organisation, view, found) = state
        .database
        .read_async(move |connection| {
            access::card_to_change(connection, &viewer, card)?;
            let view = card_page::read(connection, &viewer, card)?;
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            Ok((organisation.name, view, people_search::find(connection, viewer.organisation, &searched)?))
        })
        .await?;
    let asked = Asked { from: wanted.from.clone(), ..Asked::default() };
    let from = asked.left_list();
    let (heading, leaves_out, note_label) = subject(&view, &purpose)?;
    let words = match purpose {
        Purpose::Question(number) => view.questions.iter().find(|one| one.number == number).map(|one| &one.words),
        _ => None,
    };
    let back = from.map_or_else(String::new, |from| format!("?from={from}"));
    let given = PeoplePage {
        heading,
        words: words.unwrap_or(&view.words).clone(),
        back: Link { href: format!("/cards/{card}"), text: format!("Back to card {}", view.number) },
        search: format!("/cards/{card}/people"),
        purpose: purpose.code(),
        from: from.map(str::to_owned),
        action: format!("{}{back}", purpose.action(card)),
        said: said(&found, &typed),
        people: candidates(&found, leaves_out),
        wanted: typed,
        asks_words: purpose == Purpose::Mention,
        note_label,
        shell: {
            let mut shell = frame::shell(&state, &person.0, &organisation, "/inbox");
            shell.scripts.push(assets::script("people"));
            shell
        },
    };
    private(&state, StatusCode::OK, "web/manager/people.html", &given)
}

/// The heading, who can't be chosen, and what a note to somebody is called.
fn subject(view: &CardView, purpose: &Purpose) -> Result<(String, Option<AgentId>, Option<String>)> {
    match purpose {
        Purpose::Mention => Ok(("Who else is this about?".to_owned(), None, None)),
        Purpose::Question(number) => {
            let open = view.questions.iter().find(|one| one.number == *number).map(|one| &one.surface);
            let answered = view.decisions.iter().find(|one| one.number == *number).map(|one| &one.surface);
            Ok((who_is(open.or(answered).ok_or_else(nothing)?), None, None))
        }
        Purpose::Move(agent) => {
            let tag = view.mentions.iter().find(|one| one.agent == *agent).ok_or_else(nothing)?;
            Ok((format!("Who is it, if not {}?", names::first_name(&tag.name)), Some(*agent), None))
        }
        Purpose::NotMe(dispute) => {
            let open = view.not_me.iter().find(|one| one.id == *dispute && one.answer.is_none()).ok_or_else(nothing)?;
            let first = names::first_name(&open.name);
            let label = format!("Your note to {first} (optional)");
            Ok((format!("Who is it, if not {first}?"), Some(open.agent), Some(label)))
        }
    }
}

fn candidates(found: &Found, leaves_out: Option<AgentId>) -> Vec<Candidate> {
    let people = found.people.iter().filter(|person| Some(person.agent) != leaves_out);
    people
        .map(|person| Candidate {
            value: person.agent.to_string(),
            name: person.name.clone(),
            reason: person.team.clone().unwrap_or_default(),
        })
        .collect()
}

fn said(found: &Found, typed: &str) -> Option<String> {
    match (found.people.is_empty(), found.more, typed.is_empty()) {
        (true, _, true) => Some("Nobody is on the roster yet.".to_owned()),
        (true, _, false) => Some(format!("Nobody here is called “{typed}”. Try a part of the name.")),
        (false, true, _) => Some("There are more. Write a part of the name to find them.".to_owned()),
        (false, false, _) => None,
    }
}

fn nothing() -> Error {
    Error::not_found("There is nothing under this address.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_purpose_reads_back_from_its_code() {
        let now = "2026-11-17T10:00:00Z".parse().unwrap();
        for purpose in [
            Purpose::Question(3),
            Purpose::Mention,
            Purpose::Move(AgentId::at(now)),
            Purpose::NotMe(DisputeId::at(now)),
        ] {
            assert_eq!(Purpose::from_code(&purpose.code()), Some(purpose));
        }
        for wrong in ["", "question-", "question-x", "move-me", "not-me-", "<b>"] {
            assert_eq!(Purpose::from_code(wrong), None, "{wrong}");
        }
    }
}
