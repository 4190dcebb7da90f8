//! `GET /told/{window}`: the cards behind a figure of a digest. The window is the digest's own, so that the list holds
//! exactly what the figure counts, as far as the reader may see it.

use super::card_list::{CardList, Tab};
use super::filters::Listed;
use super::inbox_view;
use crate::domain::Shows;
use crate::domain::calendar::Period;
use crate::domain::ids::{AgentId, CardId};
use crate::domain::urls::encoded;
use crate::domain::wording::dates;
use crate::error::{Error, Result};
use crate::services::inbox::{self, Part};
use crate::store::columns::moment;
use crate::store::figures::Told;
use crate::store::inbox::Show;
use crate::store::{organisations, roster};
use crate::web::answer::{Answer, private};
use crate::web::frame::{self, Days};
use crate::web::session::who::CurrentManager;
use crate::web::shell::{Link, Shell};
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::web;
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

/// `templates/web/manager/told.html`
#[derive(Debug, Clone, Serialize)]
pub struct ToldPage {
    /// The frame.
    pub shell: Shell,
    /// "Praise"
    pub title: String,
    /// "10 to 16 November"
    pub period: String,
    /// The cards.
    pub inbox: CardList,
}

/// Which of them.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    show: Option<String>,
    #[serde(default)]
    who: Option<String>,
    #[serde(default)]
    before: Option<String>,
    /// What the letter was narrowed to: a team, a kind, a place.
    #[serde(default)]
    of: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    place: Option<String>,
}

impl Asked {
    /// What the letter was narrowed to; a team that can't be read is none that anybody sees.
    fn part(&self) -> Result<Part> {
        Ok(Part {
            team: self.of.as_deref().map(str::parse).transpose()?,
            shows: self.kind.as_deref().and_then(Shows::from_word).unwrap_or(Shows::All),
            place: self.place.clone().filter(|place| !place.is_empty()),
        })
    }

    /// The same as it stands in an address.
    fn narrowed(&self) -> String {
        [("of", &self.of), ("kind", &self.kind), ("place", &self.place)]
            .into_iter()
            .filter_map(|(name, value)| value.as_deref().map(|value| format!("&{name}={}", encoded(value))))
            .collect()
    }
}

/// What can be asked for: its word in the address, its label, and whether it has a tab.
const SHOWN: [(Told, &str, &str, bool); 7] = [
    (Told::All, "all", "All", true),
    (Told::Praise, "praise", "Praise", true),
    (Told::Complaints, "complaints", "Complaints", true),
    (Told::Waiting, "waiting", "Waiting for a name", true),
    (Told::Right, "right", "Put right", true),
    (Told::Answered, "answered", "First answers", true),
    (Told::Read, "read", "Tagged or read", false),
];

/// `GET /told/{window}`
///
/// # Errors
/// `Unauthenticated`; `NotFound` for agents and for what is no window.
pub async fn show(
    state: web::Data<State>,
    person: CurrentManager,
    window: web::Path<String>,
    asked: web::Query<Asked>,
) -> Answer {
    let period = window_of(&window)?;
    let before = asked.before.as_deref().map(str::parse::<CardId>).transpose()?;
    let who = asked.who.as_deref().map(str::parse::<AgentId>).transpose()?;
    let word = asked.show.as_deref().unwrap_or("all");
    let shown = SHOWN.iter().find(|(_, known, ..)| *known == word).unwrap_or(&SHOWN[0]);
    let (what, viewer, part) = (who.map_or(shown.0, Told::Of), person.0.viewer.clone(), asked.part()?);
    let now = state.clock.now();
    let (organisation, name, (rows, older)) = state
        .database
        .read_async(move |connection| {
            let organisation = organisations::by_id(connection, viewer.organisation)?;
            let name = match who {
                Some(agent) => Some(roster::agent(connection, viewer.organisation, agent)?.name),
                None => None,
            };
            Ok((organisation.name, name, inbox::told(connection, &viewer, (period, what, &part), before, now)?))
        })
        .await?;
    let days = Days::of(&person.0, state.clock.now());
    let (first, last) = (days.local(period.start).date(), days.local(period.end).date().saturating_sub(1.days()));
    let asked_for = match who {
        Some(agent) => format!("who={agent}"),
        None => format!("show={}", shown.1),
    };
    let narrowed = asked.narrowed();
    let mut rows: Vec<_> = rows;
    // A question is answered on its card's own page.
    rows.iter_mut().for_each(|row| row.question = None);
    let listed = Listed::only(Show::All);
    let page = ToldPage {
        shell: frame::shell(&state, &person.0, &organisation, "/letters"),
        title: name.unwrap_or_else(|| shown.2.to_owned()),
        period: if first >= last {
            dates::long_day(last.max(first), days.today())
        } else {
            dates::period(first, last, days.today())
        },
        inbox: CardList {
            tabs: tabs(&window, &narrowed, who.is_none().then_some(shown.1)),
            empty: rows.is_empty().then(|| "No card that you may see.".to_owned()),
            rows: rows.iter().map(|row| inbox_view::row(row, &listed, None, &days)).collect(),
            alarm: None,
            done: None,
            undo: None,
            error: None,
            search: None,
            bulk: None,
            older: older.map(|card| Link {
                href: format!("/told/{window}?{asked_for}{narrowed}&before={card}"),
                text: "Older cards".to_owned(),
            }),
        },
    };
    private(&state, StatusCode::OK, "web/manager/told.html", &page)
}

fn tabs(window: &str, narrowed: &str, current: Option<&str>) -> Vec<Tab> {
    SHOWN
        .iter()
        .filter(|(.., tab)| *tab)
        .map(|(_, word, label, _)| Tab {
            label: (*label).to_owned(),
            href: format!("/told/{window}?show={word}{narrowed}"),
            count: None,
            current: current == Some(word),
        })
        .collect()
}

/// Reads "1762732800000000-1763337600000000", UTC microseconds.
fn window_of(text: &str) -> Result<Period> {
    let wrong = || Error::not_found("There is nothing under this address.");
    let (start, end) = text.split_once('-').ok_or_else(wrong)?;
    let read = |text: &str| text.parse().map_err(|_| wrong()).and_then(|micros| moment(micros).map_err(|_| wrong()));
    Ok(Period { start: read(start)?, end: read(end)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_two_moments_and_nothing_else() {
        assert!(window_of("1762732800000000-1763337600000000").is_ok());
        for wrong in ["", "1", "a-b", "1-2-3", "99999999999999999999-1", "9223372036854775807-1"] {
            assert!(window_of(wrong).is_err(), "{wrong}");
        }
    }
}
