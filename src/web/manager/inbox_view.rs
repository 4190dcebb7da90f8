//! The inbox in words: tabs, rows, questions and what is due.

use super::asked::{Asked, TABS};
use super::card_list::{Candidate, CardList, Row, Tab, Triage, Undo};
use super::inbox_page::nothing;
use super::people::{self, Purpose};
use crate::domain::ids::CardId;
use crate::domain::wording::ages::{age, ago};
use crate::domain::wording::dates::{Moment, due, long_day};
use crate::domain::wording::titles::who_is;
use crate::domain::{Kind, Outcome, Status};
use crate::services::inbox::{Inbox, InboxRow, Owner};
use crate::services::questions::Question;
use crate::store::inbox::Show;
use crate::web::frame::Days;
use crate::web::session::who::SignedIn;
use crate::web::shell::{Link, Mark};
use jiff::Timestamp;

/// The code and label of a list.
fn named(show: Show) -> (&'static str, &'static str) {
    TABS.iter().find(|(known, _, _)| *known == show).map_or(("needs", "Needs you"), |(_, code, label)| (code, label))
}

/// The address of a list.
pub fn href(show: Show) -> String {
    match show {
        Show::NeedsYou => "/inbox".to_owned(),
        other => format!("/inbox?show={}", named(other).0),
    }
}

/// The address of a card that was opened from a list.
fn card_href(card: CardId, show: Show) -> String {
    match show {
        Show::NeedsYou => format!("/cards/{card}"),
        other => format!("/cards/{card}?show={}", named(other).0),
    }
}

/// "Needs you (5)"
pub fn title(list: &Inbox, show: Show) -> String {
    match (show, list.needs, list.who) {
        (Show::NeedsYou, count @ 1.., _) | (Show::WhoIsThis, _, count @ 1..) => format!("{} ({count})", named(show).1),
        _ => named(show).1.to_owned(),
    }
}

/// The list, with the card that is open beside it.
pub fn list(list: &Inbox, show: Show, open: Option<CardId>, days: &Days) -> CardList {
    let tab = |(tab, _, label): &(Show, &str, &str)| Tab {
        label: (*label).to_owned(),
        href: href(*tab),
        count: match tab {
            Show::NeedsYou => Some(list.needs),
            Show::WhoIsThis => Some(list.who),
            Show::Praise | Show::Complaints | Show::All => None,
        },
        current: *tab == show,
    };
    CardList {
        tabs: TABS.iter().map(tab).collect(),
        rows: list.rows.iter().map(|row| self::row(row, show, open, days)).collect(),
        empty: list.rows.is_empty().then(|| empty(list, show, days)),
        alarm: None,
        done: None,
        undo: None,
        older: list.older.map(|before| Link {
            href: format!("/inbox?show={}&before={before}", named(show).0),
            text: "Older cards".to_owned(),
        }),
    }
}

fn empty(list: &Inbox, show: Show, days: &Days) -> String {
    let last = list.last.as_ref().map(|last| (lower_first(&last.title), ago(last.received_at, days.now)));
    match (show, last) {
        (_, None) => nothing(None),
        (Show::NeedsYou, Some((title, ago))) => nothing(Some((&title, &ago))),
        (Show::WhoIsThis, Some(_)) => "Nobody is waiting to be found.".to_owned(),
        (Show::Praise, Some(_)) => "No praise yet.".to_owned(),
        (Show::Complaints, Some(_)) => "No complaints yet.".to_owned(),
        // Only a page behind the last card comes here.
        (Show::All, Some(_)) => "No more cards.".to_owned(),
    }
}

fn lower_first(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn row(row: &InboxRow, show: Show, open: Option<CardId>, days: &Days) -> Row {
    let at = days.local(row.received_at);
    let (due, later) = promise(row.due_at, days);
    let mut state = format!("{} · {}", status(row.status, row.outcome), owner(row.owner.as_ref()));
    if let Some(later) = later {
        state = format!("{state} · {later}");
    }
    if row.kind == Kind::Praise {
        state = long_day(at.date(), days.today());
    }
    if let Some(name) = &row.not_me {
        state = format!("{name} says: not me · {state}");
    }
    Row {
        mark: if row.question.is_some() { Mark::Who } else { mark(row.kind, row.outcome) },
        title: row.title.clone(),
        age: Moment { iso: at.date().to_string(), text: age(row.received_at, days.now) },
        href: card_href(row.card, show),
        current: open == Some(row.card),
        excerpt: row.excerpt.clone(),
        due,
        state,
        triage: row.question.as_ref().map(|question| triage(row.card, question, Some(show))),
    }
}

/// A question with its buttons; answered in a list, it leads back to the list.
pub fn triage(card: CardId, question: &Question, from: Option<Show>) -> Triage {
    let back = from.map_or_else(String::new, |show| format!("?from={}", named(show).0));
    let candidates = question.candidates.iter().map(|candidate| Candidate {
        value: candidate.agent.to_string(),
        name: candidate.name.clone(),
        reason: match &candidate.team {
            Some(team) => format!("{team}. {}", candidate.why),
            None => candidate.why.clone(),
        },
    });
    Triage {
        id: format!("who-{card}-{}", question.number),
        question: who_is(&question.surface),
        words: question.words.clone(),
        action: format!("/cards/{card}/triage/{}{back}", question.number),
        someone: people::href(card, &Purpose::Question(question.number), from.map(|show| named(show).0)),
        candidates: candidates.collect(),
    }
}

/// The way back from an answer that was just given in the list.
pub fn undo(asked: &Asked, person: &SignedIn) -> Option<Undo> {
    let card: CardId = asked.card.as_deref()?.parse().ok()?;
    let act = asked.act().filter(|_| person.viewer.may_act())?;
    Some(Undo {
        action: format!("/cards/{card}/decisions/{act}/undo?from={}", named(asked.show()).0),
        label: "Undo".to_owned(),
    })
}

/// Which mark a card has.
pub fn mark(kind: Kind, outcome: Option<Outcome>) -> Mark {
    match (kind, outcome) {
        (Kind::Praise, _) => Mark::Praise,
        (Kind::Complaint | Kind::Mixed, Some(Outcome::PutRight)) => Mark::Right,
        (Kind::Complaint | Kind::Mixed, _) => Mark::Complaint,
    }
}

/// How far a card has come.
pub fn status(status: Status, outcome: Option<Outcome>) -> &'static str {
    match (status, outcome) {
        (Status::New, _) => "New",
        (Status::Seen, _) => "Seen",
        (Status::Open, _) => "Being looked at",
        (Status::Answered, _) => "Answered",
        (Status::Again, _) => "The customer wrote again",
        (Status::Closed, Some(Outcome::PutRight)) => "Put right",
        (Status::Closed, Some(Outcome::Explained)) => "Explained",
        (Status::Closed, Some(Outcome::NothingToDo)) => "Nothing to do",
        (Status::Closed, None) => "Closed",
    }
}

fn owner(owner: Option<&Owner>) -> String {
    match owner {
        None => "no owner yet".to_owned(),
        Some(Owner::You) => "yours".to_owned(),
        Some(Owner::Other(name)) => name.clone(),
    }
}

/// What presses ("Answer due today"), or else what was promised for later ("answer due on Monday at 17:00").
fn promise(due_at: Option<Timestamp>, days: &Days) -> (Option<String>, Option<String>) {
    let Some(due_at) = due_at else { return (None, None) };
    let at = days.local(due_at);
    if due_at < days.now {
        (Some("Answer overdue".to_owned()), None)
    } else if at.date() == days.today() {
        (Some("Answer due today".to_owned()), None)
    } else {
        (None, Some(format!("answer due {}", due(at, days.today()))))
    }
}
