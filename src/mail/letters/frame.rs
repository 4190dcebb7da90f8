//! What every letter has: its language, for whom it speaks, and a card's words as a letter shows them.

use crate::domain::Kind;
use crate::domain::names::one_line;
use crate::domain::wording::Words;
use crate::error::Result;
use crate::render::messages::Messages;
use fluent_bundle::FluentArgs;
use serde::Serialize;

/// Characters of a card's words that stand in a letter about it: mail programs cut off letters of more than 100 KB.
pub const LONGEST_WORDS: usize = 4_000;
/// The same where a letter tells of several cards.
pub const LONGEST_OF_MANY: usize = 1_200;
/// Cards in one letter.
pub const MOST_CARDS: usize = 10;

/// The frame of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// The language it is written in, for `lang` and for the texts.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// The organisation's name.
    pub organisation: String,
    /// One line for the foot; may be empty.
    pub postal: String,
}

impl Frame {
    /// A frame in the language closest to `wanted`.
    ///
    /// # Errors
    /// `Internal` when the language has no direction.
    pub fn new(messages: &Messages, wanted: &str, organisation: &str, postal: &str) -> Result<Self> {
        let lang = messages.closest(wanted).to_owned();
        Ok(Self {
            dir: messages.plain(&lang, "direction")?,
            lang,
            organisation: one_line(organisation, 80),
            postal: one_line(postal, 200),
        })
    }
}

/// A card as a letter to its managers shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterCard {
    /// "4182"
    pub number: String,
    /// "Complaint about Derrick Hale"
    pub title: String,
    /// The customer's words.
    pub words: Words,
    /// Whether the card holds more than the letter.
    pub cut: bool,
    /// "Friday 14 November, 16:08"
    pub came: String,
    /// "today at 17:00"
    pub due: Option<String>,
    /// The card's page.
    pub link: String,
    /// Each opens a page with one action prepared; the first is the one to take.
    pub buttons: Vec<Button>,
    /// Whether the customer can be written to.
    pub reachable: bool,
}

impl LetterCard {
    /// Sets the words, shortened to `most` characters.
    #[must_use]
    pub fn with_words(mut self, words: &Words, most: usize) -> Self {
        self.words = words.shortened(most);
        self.cut = self.words.plain != words.plain;
        self
    }
}

/// A link that looks like a button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Button {
    /// What is read.
    pub text: String,
    /// The whole address.
    pub href: String,
}

/// What a card is called in a language: after its kind and whom it is about.
///
/// # Errors
/// `Internal` when the language lacks the words.
pub fn title(messages: &Messages, lang: &str, kind: Kind, praised: &[String], complained: &[String]) -> Result<String> {
    let (key, people) = match (kind, praised.is_empty(), complained.is_empty()) {
        (Kind::Praise, true, _) => ("title-praise", praised),
        (Kind::Praise, false, _) => ("title-praise-for", praised),
        (Kind::Complaint, _, true) => ("title-complaint", complained),
        (Kind::Complaint, _, false) => ("title-complaint-about", complained),
        (Kind::Mixed, _, true) => ("title-mixed", complained),
        (Kind::Mixed, _, false) => ("title-mixed-about", complained),
    };
    let names: Vec<String> = people.iter().take(3).map(|name| one_line(name, 80)).collect();
    let mut given = FluentArgs::new();
    given.set("people", messages.list(lang, &names)?);
    messages.say(lang, key, &given)
}
