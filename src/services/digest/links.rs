//! Where the links of a digest lead. All of them open a page; none of them does anything by being opened.

use crate::domain::ids::CardId;

/// The addresses of one instance: every link begins with its public URL.
#[derive(Clone, Copy, Debug)]
pub struct Links<'a>(&'a str);

impl<'a> Links<'a> {
    /// Takes the public URL, without a slash at its end.
    pub fn new(public_url: &'a str) -> Self {
        Self(public_url)
    }

    /// A card's page.
    pub fn card(self, card: CardId) -> String {
        format!("{}/cards/{card}", self.0)
    }

    /// One of the questions "Who is this?" on a card's page.
    pub fn question(self, card: CardId, question: i32) -> String {
        format!("{}/cards/{card}#who-{card}-{question}", self.0)
    }

    /// The whole inbox.
    pub fn inbox(self) -> String {
        format!("{}/inbox?show=all", self.0)
    }

    /// What needs somebody.
    pub fn needs_you(self) -> String {
        format!("{}/inbox", self.0)
    }

    /// Mentions that nobody could place.
    pub fn who(self) -> String {
        format!("{}/inbox?show=who", self.0)
    }

    /// What came by mail and is no card.
    pub fn not_accepted(self) -> String {
        format!("{}/not-accepted", self.0)
    }

    /// The page with the button that stops the letter. Short: `List-Unsubscribe` must stay on one line, for folded
    /// ones have broken signatures at receivers.
    pub fn stop(self, token: &str) -> String {
        format!("{}{}", self.0, crate::services::subscriptions::stop_path(token))
    }
}
