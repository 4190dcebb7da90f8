//! The list of cards with its tabs and questions: the same on the inbox and beside one card.

use super::search_form::SearchForm;
use crate::domain::wording::Words;
use crate::domain::wording::dates::Moment;
use crate::web::shell::{Link, Mark};
use serde::Serialize;

/// The list of cards with its tabs; the same on the inbox and beside a card.
#[derive(Debug, Clone, Serialize)]
pub struct CardList {
    /// Needs you, Who is this?, Praise, Complaints, All.
    pub tabs: Vec<Tab>,
    /// The cards.
    pub rows: Vec<Row>,
    /// What is said when there are none.
    pub empty: Option<String>,
    /// Mail doesn't come in, and since when.
    pub alarm: Option<String>,
    /// What was just done: "Tagged Kathryn Bell."
    pub done: Option<String>,
    /// And how to undo it.
    pub undo: Option<Undo>,
    /// What was wrong with what was just tried.
    pub error: Option<String>,
    /// The search above the list; none beside a card.
    pub search: Option<SearchForm>,
    /// One press for the chosen cards.
    pub bulk: Option<Bulk>,
    /// The next cards.
    pub older: Option<Link>,
}

/// One press for the chosen cards.
#[derive(Debug, Clone, Serialize)]
pub struct Bulk {
    /// Where it is posted to.
    pub action: String,
    /// To whom they can be given.
    pub owners: Vec<OwnerChoice>,
}

/// One press that takes something back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Undo {
    /// Where it is posted to.
    pub action: String,
    /// "Undo"
    pub label: String,
}

/// A way to look at the inbox.
#[derive(Debug, Clone, Serialize)]
pub struct Tab {
    /// What is read.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// How many, where it matters.
    pub count: Option<u64>,
    /// True for the one that is shown.
    pub current: bool,
}

/// A card in the list, or a question about one.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Which mark.
    pub mark: Mark,
    /// "Complaint about Derrick Hale"
    pub title: String,
    /// "2 days"
    pub age: Moment,
    /// The card's page.
    pub href: String,
    /// What is posted as `card` when the card is chosen; none for one that a press on many means nothing to.
    pub choose: Option<String>,
    /// True if it is the card that is open.
    pub current: bool,
    /// The beginning of the words, on one line.
    pub excerpt: String,
    /// "Answer due today", in plum, where an answer is due.
    pub due: Option<String>,
    /// "New · no owner yet"
    pub state: String,
    /// The question, when nobody could be tagged: then the row shows the words whole.
    pub triage: Option<Triage>,
}

/// "Who is “Kathryn”?"
#[derive(Debug, Clone, Serialize)]
pub struct Triage {
    /// Unique on the page.
    pub id: String,
    /// The question.
    pub question: String,
    /// The words, with the name in question marked.
    pub words: Words,
    /// Where the answer is posted to.
    pub action: String,
    /// Whom it may be.
    pub candidates: Vec<Candidate>,
    /// Where somebody else can be chosen.
    pub someone: String,
}

/// Somebody it may be.
#[derive(Debug, Clone, Serialize)]
pub struct Candidate {
    /// What is posted as `agent`.
    pub value: String,
    /// "Kathryn Bell"
    pub name: String,
    /// "Billing line. Spelled the same"
    pub reason: String,
}

/// Somebody to whom a card can be given.
#[derive(Debug, Clone, Serialize)]
pub struct OwnerChoice {
    /// What is posted as `member`.
    pub value: String,
    /// Their name; "You".
    pub name: String,
    /// True if they look after it now.
    pub current: bool,
}
