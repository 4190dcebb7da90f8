//! Where the links of a digest lead. All of them open a page; none of them does anything by being opened.

use crate::domain::calendar::Period;
use crate::domain::ids::{AgentId, CardId};
use crate::services::subscriptions::{stop_path, view_path};

/// The addresses of one instance: every link begins with its public URL. Whoever reads at a plain address can't sign in:
/// their links lead into the letter itself, as it is read in a browser.
#[derive(Clone, Copy, Debug)]
pub struct Links<'a> {
    root: &'a str,
    within: Option<&'a str>,
    narrowed: &'a str,
}

impl<'a> Links<'a> {
    /// Takes the public URL, without a slash at its end.
    pub fn new(public_url: &'a str) -> Self {
        Self { root: public_url, within: None, narrowed: "" }
    }

    /// The same for a reader without an account, by the token under which their letter is read.
    pub fn within(public_url: &'a str, view_token: &'a str) -> Self {
        Self { root: public_url, within: Some(view_token), narrowed: "" }
    }

    /// The same for a letter of a part of the cards: `narrowed` is that part as it stands in an address, `&of=…`, so that
    /// a page lists what the letter counts.
    #[must_use]
    pub fn of(self, narrowed: &'a str) -> Self {
        Self { narrowed, ..self }
    }

    /// Whether its reader can't sign in.
    pub fn only_reads(self) -> bool {
        self.within.is_some()
    }

    fn place(self, path: &str, anchor: &str) -> String {
        match self.within {
            Some(token) => format!("{}{}#{anchor}", self.root, view_path(token)),
            None => format!("{}{path}", self.root),
        }
    }

    /// A card's page.
    pub fn card(self, card: CardId, number: i64) -> String {
        self.place(&format!("/cards/{card}"), &format!("c{number}"))
    }

    /// One of the questions "Who is this?" on a card's page.
    pub fn question(self, card: CardId, number: i64, question: i32) -> String {
        self.place(&format!("/cards/{card}#who-{card}-{question}"), &format!("q{number}"))
    }

    /// The cards that a figure counts.
    pub fn told(self, period: Period, what: &str) -> String {
        let window = format!("{}-{}", period.start.as_microsecond(), period.end.as_microsecond());
        self.place(&format!("/told/{window}?show={what}{}", self.narrowed), "words")
    }

    /// The cards of a period that name somebody.
    pub fn told_of(self, period: Period, agent: AgentId) -> String {
        let window = format!("{}-{}", period.start.as_microsecond(), period.end.as_microsecond());
        self.place(&format!("/told/{window}?who={agent}{}", self.narrowed), "words")
    }

    /// The whole inbox.
    pub fn inbox(self) -> String {
        self.place(&format!("/inbox?show=all{}", self.narrowed), "words")
    }

    /// What needs somebody.
    pub fn needs_you(self) -> String {
        match self.narrowed {
            "" => self.place("/inbox", "needs"),
            narrowed => self.place(&format!("/inbox?show=needs{narrowed}"), "needs"),
        }
    }

    /// Complaints that have been held for longer than the organisation allows.
    pub fn held_long(self) -> String {
        self.place(&format!("/inbox?show=needs&held=yes{}", self.narrowed), "needs")
    }

    /// What waits for a look before it is a card.
    pub fn looks(self) -> String {
        self.place("/inbox/looks", "all")
    }

    /// What was called spam.
    pub fn spam(self) -> String {
        self.place("/inbox/looks?show=spam", "all")
    }

    /// Mentions that nobody could place.
    pub fn who(self) -> String {
        self.place(&format!("/inbox?show=who{}", self.narrowed), "who")
    }

    /// What came by mail and is no card.
    pub fn not_accepted(self) -> String {
        self.place("/not-accepted", "all")
    }

    /// The page on which the reader chooses when the letter comes.
    pub fn settings(self) -> String {
        format!("{}/letters", self.root)
    }

    /// The letter in a browser.
    pub fn view(self, token: &str) -> String {
        format!("{}{}", self.root, view_path(token))
    }

    /// The page with the button that stops the letter. Short: `List-Unsubscribe` must stay on one line, for folded
    /// ones have broken signatures at receivers.
    pub fn stop(self, token: &str) -> String {
        format!("{}{}", self.root, stop_path(token))
    }
}
