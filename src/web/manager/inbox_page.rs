//! The inbox: what needs somebody, oldest promise first, and one card beside it where there is room.

use super::card_page::CardDetail;
use crate::domain::wording::Words;
use crate::domain::wording::dates::Moment;
use crate::web::shell::{Link, Mark, Shell};
use serde::Serialize;

/// `templates/web/manager/inbox.html`
#[derive(Debug, Clone, Serialize)]
pub struct InboxPage {
    /// The frame.
    pub shell: Shell,
    /// "Needs you (5)": the first part of the title.
    pub title: String,
    /// The list.
    pub inbox: CardList,
    /// The card that is open beside the list on a wide screen: the first that has a page.
    pub card: Option<CardDetail>,
}

/// The list of cards with its tabs; the same on the inbox and beside a card.
#[derive(Debug, Clone, Serialize)]
pub struct CardList {
    /// Needs you, Who is this?, Praise, Complaints, All.
    pub tabs: Vec<Tab>,
    /// The cards.
    pub rows: Vec<Row>,
    /// What is said when there are none.
    pub empty: Option<String>,
    /// What was just done: "Tagged Kathryn Bell."
    pub done: Option<String>,
    /// And how to undo it.
    pub undo: Option<Undo>,
    /// The next cards.
    pub older: Option<Link>,
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

/// What `agent` holds when the answer is "Nobody of ours".
pub const NOBODY: &str = "nobody";

/// What an inbox with nothing in it says.
///
/// `last` is the last card's title in a sentence ("praise for Maria Ortiz") and how long ago.
pub fn nothing(last: Option<(&str, &str)>) -> String {
    match last {
        Some((title, ago)) => format!("Nothing needs you. The last card was {title}, {ago}."),
        None => "No cards yet. The first one will stand here.".to_owned(),
    }
}

/// What a tab other than "Needs you" says when it is empty.
pub fn nothing_here(tab: &str) -> String {
    match tab {
        "who" => "Everybody has been found.",
        "praise" => "No praise yet. It will come.",
        "complaints" => "No complaints.",
        _ => "No cards yet. The first one will stand here.",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_inbox_tells_of_the_last_card() {
        assert_eq!(
            nothing(Some(("praise for Maria Ortiz", "an hour ago"))),
            "Nothing needs you. The last card was praise for Maria Ortiz, an hour ago."
        );
        assert_eq!(nothing(None), "No cards yet. The first one will stand here.");
    }
}
