//! What every letter has: its language, for whom it speaks, and a card's words as a letter shows them.

use super::voice::Voice;
use crate::domain::Kind;
use crate::domain::names::{first_name, one_line};
use crate::domain::wording::Words;
use crate::error::Result;
use crate::render::messages::Messages;
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

/// People named in a title: it must fit one line of a phone.
const NAMED: usize = 3;

/// What a card is called in a language: after its kind and whom it is about. One person is named in full; several go by
/// their first names, unless two of them share one.
pub fn title(voice: &Voice<'_>, kind: Kind, praised: &[String], complained: &[String]) -> String {
    let key = match (kind, praised.is_empty(), complained.is_empty()) {
        (Kind::Praise, true, true) => "title-praise",
        (Kind::Complaint, true, true) => "title-complaint",
        (Kind::Mixed, true, true) => "title-mixed",
        (Kind::Praise, false, true) => "title-praise-for",
        (Kind::Complaint, true, false) => "title-complaint-about",
        // The rest of the card says something else of nobody in particular.
        (Kind::Complaint, false, true) => "title-complaint-for",
        (Kind::Mixed, false, true) => "title-mixed-for",
        (Kind::Praise, true, false) => "title-praise-about",
        (Kind::Mixed, true, false) => "title-mixed-about",
        (_, false, false) => "title-both",
    };
    let praised = people(voice, praised);
    match key {
        "title-both" => voice.say(key, &[("praised", &praised), ("people", &people(voice, complained))]),
        _ if complained.is_empty() => voice.say(key, &[("people", &praised)]),
        _ => voice.say(key, &[("people", &people(voice, complained))]),
    }
}

fn people(voice: &Voice<'_>, names: &[String]) -> String {
    if let [only] = names {
        return one_line(only, 80);
    }
    let first = |name: &String| first_name(name).to_owned();
    let shared = names.iter().any(|one| names.iter().filter(|other| first(other) == first(one)).count() > 1);
    let call = |name: &String| one_line(&if shared { name.clone() } else { first(name) }, 80);
    let mut said: Vec<String> = names.iter().take(NAMED).map(call).collect();
    if let more @ 1.. = names.len().saturating_sub(NAMED) {
        said.push(voice.count("absent-others", u64::try_from(more).unwrap_or(u64::MAX), &[]));
    }
    voice.list(&said)
}
