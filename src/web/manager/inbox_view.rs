//! The inbox in words: tabs, rows, questions and what is due.

use super::asked::Asked;
use super::card_list::{Bulk, Candidate, CardList, OwnerChoice, Row, Tab, Triage, Undo};
use super::filters::Listed;
use super::inbox_page::nothing;
use super::people::{self, Purpose};
use super::tabs::{TABS, code, named};
use crate::domain::ids::CardId;
use crate::domain::urls::encoded;
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

/// The address of a list.
pub fn href(show: Show) -> String {
    Listed::only(show).href()
}

/// The address of a card that was opened from a list.
fn card_href(card: CardId, listed: &Listed) -> String {
    let query = listed.query();
    if query.is_empty() { format!("/cards/{card}") } else { format!("/cards/{card}?{query}") }
}

/// "Needs you (5)"
pub fn title(list: &Inbox, listed: &Listed) -> String {
    let show = listed.show();
    if !listed.typed().is_empty() {
        return format!("“{}” in {}", listed.typed(), named(show).1);
    }
    match (show, list.needs, list.who) {
        (Show::NeedsYou, count @ 1.., _) | (Show::WhoIsThis, _, count @ 1..) => format!("{} ({count})", named(show).1),
        _ => named(show).1.to_owned(),
    }
}

/// The number beside a list's name, of those that need somebody and those that ask who is meant.
pub(super) fn count(show: Show, (needs, who): (u64, u64)) -> Option<u64> {
    match show {
        Show::NeedsYou => Some(needs),
        Show::WhoIsThis => Some(who),
        Show::Praise | Show::Complaints | Show::All => None,
    }
}

/// The list, with the card that is open beside it.
pub fn list(list: &Inbox, listed: &Listed, open: Option<CardId>, days: &Days) -> CardList {
    let show = listed.show();
    let tab = |(tab, _, label): &(Show, &str, &str)| Tab {
        label: (*label).to_owned(),
        href: Listed {
            show: Listed::only(*tab).show.or_else(|| listed.narrows().then(|| code(*tab).to_owned())),
            ..listed.clone()
        }
        .href(),
        count: count(*tab, (list.needs, list.who)),
        current: *tab == show,
    };
    CardList {
        tabs: TABS.iter().map(tab).collect(),
        rows: list.rows.iter().map(|row| self::row(row, listed, open, days)).collect(),
        empty: list.rows.is_empty().then(|| empty(list, listed, days)),
        alarm: None,
        done: None,
        undo: None,
        error: None,
        search: None,
        bulk: None,
        older: list.older.map(|after| Link {
            href: listed.href_with(&[("before", &after.code())]),
            text: if list.rows.is_empty() { "Look further back" } else { "Older cards" }.to_owned(),
        }),
    }
}

/// One press for the chosen cards of a list.
pub(super) fn bulk(listed: &Listed, owners: Vec<OwnerChoice>) -> Bulk {
    Bulk { action: format!("/inbox/changes?list={}", encoded(&listed.query())), owners }
}

fn empty(list: &Inbox, listed: &Listed, days: &Days) -> String {
    if list.older.is_some() {
        return "No card among the newest 5,000 that hold these words.".to_owned();
    }
    if listed.narrows() && !listed.typed().is_empty() {
        return format!("No card says “{}”. Try part of a word, or a person’s name.", listed.typed());
    }
    if listed.narrows() {
        return "No card is like that. Widen what you look for.".to_owned();
    }
    let show = listed.show();
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

/// One card of a list.
pub(super) fn row(row: &InboxRow, listed: &Listed, open: Option<CardId>, days: &Days) -> Row {
    let at = days.local(row.received_at);
    let (mut due, later) = promise(row.due_at, days);
    if row.held_long {
        due = Some(due.map_or_else(|| "Held too long".to_owned(), |due| format!("{due} · Held too long")));
    }
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
        href: card_href(row.card, listed),
        choose: (row.open && row.question.is_none()).then(|| row.card.to_string()),
        current: open == Some(row.card),
        excerpt: row.excerpt.clone(),
        due,
        state,
        triage: row.question.as_ref().map(|question| triage(row.card, question, Some(listed.show()))),
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

/// The way back from what was just done in the list.
pub fn undo(asked: &Asked, person: &SignedIn) -> Option<Undo> {
    if !person.viewer.may_act() {
        return None;
    }
    if let Some(act) = asked.change() {
        let list = encoded(&asked.listed.query());
        return Some(Undo { action: format!("/changes/{act}/undo?list={list}"), label: "Undo".to_owned() });
    }
    let card: CardId = asked.card.as_deref()?.parse().ok()?;
    let act = asked.act()?;
    Some(Undo {
        action: format!("/cards/{card}/decisions/{act}/undo?from={}", named(asked.listed.show()).0),
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
