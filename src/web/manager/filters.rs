//! What narrows a list of cards, as it stands in the address: read with care, written in one order, so that the same
//! list has the same address.

use super::tabs::{self, show_of};
use crate::domain::calendar;
use crate::domain::ids::{CardId, MemberId, TeamId};
use crate::domain::names::one_line;
use crate::domain::urls::encoded;
use crate::domain::{Kind, Outcome, Status};
use crate::services::search;
use crate::store::inbox::{Filter, OwnedBy, Show, Stage};
use actix_web::web::Query;
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;

/// How far a card has come: code, label, what it looks for.
pub(super) const STAGES: [(&str, &str, Stage); 8] = [
    ("new", "New", Stage::At(Status::New)),
    ("seen", "Seen", Stage::At(Status::Seen)),
    ("open", "Being looked at", Stage::At(Status::Open)),
    ("answered", "Answered, still open", Stage::At(Status::Answered)),
    ("again", "The customer wrote again", Stage::At(Status::Again)),
    ("put_right", "Put right", Stage::Ended(Outcome::PutRight)),
    ("explained", "Explained", Stage::Ended(Outcome::Explained)),
    ("nothing_to_do", "Nothing to do", Stage::Ended(Outcome::NothingToDo)),
];

/// Which list, and what of it. Every field is text as it was sent; what can't be read narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Listed {
    /// `needs`, `who`, `praise`, `complaints`, `all`.
    #[serde(default)]
    pub show: Option<String>,
    /// Words and names.
    #[serde(default)]
    pub q: Option<String>,
    /// An agent's id.
    #[serde(default)]
    pub agent: Option<String>,
    /// A team's id.
    #[serde(default)]
    pub team: Option<String>,
    /// `praise`, `complaint`, `mixed`; `complaints` for the last two.
    #[serde(default)]
    pub kind: Option<String>,
    /// A code of `STAGES`.
    #[serde(default)]
    pub status: Option<String>,
    /// `me`, `nobody`, or a member's id.
    #[serde(default)]
    pub owner: Option<String>,
    /// `yes`.
    #[serde(default)]
    pub overdue: Option<String>,
    /// `yes`: held from their agents for too long.
    #[serde(default)]
    pub held: Option<String>,
    /// A team's id: the list as the team's manager sees it.
    #[serde(default)]
    pub of: Option<String>,
    /// A place, as it stands at forms and in the roster.
    #[serde(default)]
    pub place: Option<String>,
    /// A day, inclusive.
    #[serde(default)]
    pub since: Option<String>,
    /// A day, inclusive.
    #[serde(default)]
    pub until: Option<String>,
}

impl Listed {
    /// A list as it stands behind the `?` of an address.
    pub fn from_query(query: &str) -> Self {
        Query::<Self>::from_query(query).map(Query::into_inner).unwrap_or_default()
    }

    /// The list of this code alone.
    pub fn only(show: Show) -> Self {
        let code = tabs::code(show).to_owned();
        Self { show: (show != Show::NeedsYou).then_some(code), ..Self::default() }
    }

    /// Which list; one that we don't have is the first. Whoever searches without choosing one searches all.
    pub fn show(&self) -> Show {
        let first = if self.narrows() { Show::All } else { Show::NeedsYou };
        self.show.as_deref().and_then(show_of).unwrap_or(first)
    }

    /// Whether anything narrows the list.
    pub fn narrows(&self) -> bool {
        self.pairs().iter().any(|(name, _)| *name != "show")
    }

    /// What is looked for, as it was typed.
    pub fn typed(&self) -> String {
        one_line(self.q.as_deref().unwrap_or_default(), 100)
    }

    /// What is looked for, as the index knows it.
    pub fn words(&self) -> Vec<String> {
        search::wanted(&self.typed())
    }

    /// The team whose manager's view the list is.
    pub fn team_view(&self) -> Option<TeamId> {
        self.of.as_deref().and_then(|id| id.parse().ok())
    }

    /// What narrows the list, for a reader whose days are those of `zone`.
    pub fn filter(&self, reader: MemberId, zone: &TimeZone, now: Timestamp) -> Filter {
        let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Date>().ok());
        let start = |day: Date| calendar::start_of_day(day, zone).ok().map(CardId::first_at);
        Filter {
            agent: self.agent.as_deref().and_then(|id| id.parse().ok()),
            team: self.team.as_deref().and_then(|id| id.parse().ok()),
            kind: self.kind.as_deref().and_then(Kind::from_word),
            complains: self.kind.as_deref() == Some("complaints"),
            place: self.place.clone().filter(|place| !place.trim().is_empty()),
            stage: self
                .status
                .as_deref()
                .and_then(|code| STAGES.iter().find(|(known, _, _)| *known == code).map(|(_, _, stage)| *stage)),
            owner: match self.owner.as_deref() {
                Some("me") => Some(OwnedBy::Member(reader)),
                Some("nobody") => Some(OwnedBy::Nobody),
                Some(id) => id.parse().ok().map(OwnedBy::Member),
                None => None,
            },
            overdue: self.overdue.as_deref().filter(|said| *said == "yes").map(|_| now.as_microsecond()),
            // Its moment is worked out by the organisation's hours.
            held: None,
            since: day(&self.since).and_then(start),
            until: day(&self.until).and_then(|day| start(day.saturating_add(1.days()))),
        }
    }

    /// Everything that is said, in one order, without what is empty.
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("show", &self.show),
            ("q", &self.q),
            ("agent", &self.agent),
            ("team", &self.team),
            ("kind", &self.kind),
            ("status", &self.status),
            ("owner", &self.owner),
            ("overdue", &self.overdue),
            ("held", &self.held),
            ("of", &self.of),
            ("place", &self.place),
            ("since", &self.since),
            ("until", &self.until),
        ];
        all.iter()
            .filter_map(|(name, value)| value.as_deref().map(|value| (*name, value)))
            .filter(|(_, value)| !value.trim().is_empty())
            .collect()
    }

    /// The list as it stands behind the `?` of an address.
    pub fn query(&self) -> String {
        joined(&self.pairs())
    }

    /// The address of the list.
    pub fn href(&self) -> String {
        self.href_with(&[])
    }

    /// The address of the list with more behind it.
    pub fn href_with(&self, more: &[(&str, &str)]) -> String {
        let own = self.pairs();
        let pairs: Vec<(&str, &str)> = own.into_iter().chain(more.iter().copied()).collect();
        if pairs.is_empty() { "/inbox".to_owned() } else { format!("/inbox?{}", joined(&pairs)) }
    }
}

fn joined(pairs: &[(&str, &str)]) -> String {
    pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

/// The address of a list that was left, with a word about what was done.
pub(super) fn with_done(list: &str, done: &str) -> String {
    Listed::from_query(list).href_with(&[("done", done)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_one_address_and_nothing_else_gets_into_it() {
        let listed = Listed::from_query("until=2026-11-17&q=caf%C3%A9+%26&evil=1&show=all&kind=");
        assert_eq!(listed.href(), "/inbox?show=all&q=caf%C3%A9%20%26&until=2026-11-17");
        assert_eq!(with_done("//evil.example", "step-back"), "/inbox?done=step-back");
        assert_eq!(Listed::from_query("q=router").show(), Show::All);
        assert_eq!(Listed::default().href(), "/inbox");
    }

    #[test]
    fn what_can_not_be_read_narrows_nothing() {
        let now: Timestamp = "2026-11-17T10:00:00Z".parse().unwrap();
        let zone = calendar::zone("Europe/London").unwrap();
        let reader = MemberId::at(now);
        let read = |query: &str| Listed::from_query(query).filter(reader, &zone, now);
        assert_eq!(read("agent=x&team=y&kind=z&status=w&owner=v&since=u&until=2026-13-01"), Filter::default());
        let mine = read("owner=me&overdue=yes&since=2026-11-01&until=2026-11-01");
        assert_eq!(mine.owner, Some(OwnedBy::Member(reader)));
        let at = |text: &str| CardId::at(text.parse().unwrap());
        let (since, until) = (mine.since.unwrap(), mine.until.unwrap());
        assert!(since <= at("2026-11-01T00:00:00Z") && at("2026-11-01T23:59:59.999Z") < until, "a whole day");
        assert!(at("2026-10-31T23:59:59.999Z") < since && until <= at("2026-11-02T00:00:00Z"));
    }
}
