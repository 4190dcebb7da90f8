//! The inbox: what needs somebody, oldest promise first, and one card beside it where there is room.

use super::card_list::CardList;
use super::card_page::CardDetail;
use crate::web::shell::{Link, Shell};
use serde::Serialize;

/// `templates/web/manager/inbox.html`
#[derive(Debug, Clone, Serialize)]
pub struct InboxPage {
    /// The frame.
    pub shell: Shell,
    /// "Needs you (5)": the first part of the title.
    pub title: String,
    /// Addresses that letters of ours came back from: what there is to know about them.
    pub notice: Option<Link>,
    /// The list.
    pub inbox: CardList,
    /// The card that is open beside the list on a wide screen: the first that has a page.
    pub card: Option<CardDetail>,
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

/// What stands above the list while a mailbox can't be read: which, and for how long ("3 hours").
pub fn no_mail(mailbox: &str, long: &str) -> String {
    format!("The mailbox “{mailbox}” could not be read for {long}. Cards sent there come in once it can.")
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
