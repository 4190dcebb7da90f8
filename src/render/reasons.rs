//! Why somebody may be meant, in every language. It is written down in English when a card is read
//! (`analysis::mentions`), for the managers' pages; a letter in another language says the same by the texts `reason-…`.

use super::messages::{FALLBACK, Messages};
use crate::error::Result;
use fluent_bundle::FluentArgs;

/// How the words fit the name.
const FITS: [&str; 18] = [
    "reason-full-name",
    "reason-fits-family",
    "reason-initial",
    "reason-code",
    "reason-written",
    "reason-family",
    "reason-only",
    "reason-first",
    "reason-nickname",
    "reason-learnt",
    "reason-short",
    "reason-long",
    "reason-spelled",
    "reason-sound",
    "reason-slip",
    "reason-helped",
    "reason-own-form",
    "reason-message",
];

/// What speaks for one among several of the same name.
const CLUES: [&str; 7] = [
    "reason-clue-full",
    "reason-clue-helped",
    "reason-clue-form",
    "reason-clue-team",
    "reason-clue-place",
    "reason-clue-team-named",
    "reason-clue-place-named",
];

/// Of whom and of what a reason speaks, as it was written down: a translation holds the same words, to be cleaned
/// where it is shown.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The words in the card.
    pub surface: &'a str,
    /// The agent's name.
    pub name: &'a str,
    /// The organisation's name.
    pub organisation: &'a str,
}

impl Messages {
    /// Says a reason in a language; none where it isn't known any more, as after somebody's name was changed.
    ///
    /// # Errors
    /// As [`Messages::say`].
    pub fn reason(&self, language: &str, english: &str, about: About<'_>) -> Result<Option<String>> {
        let mut rest = english.trim();
        let mut said = Vec::new();
        while !rest.is_empty() {
            let next = match self.fit(language, rest, about)? {
                Some(next) => next,
                None => match self.others(language, rest)? {
                    Some(next) => next,
                    None => return Ok(None),
                },
            };
            said.push(next.0);
            rest = next.1.trim_start();
        }
        Ok(Some(said.join(" ")).filter(|said| !said.is_empty()))
    }

    /// The sentence that `rest` begins with in this language, and what follows it.
    fn fit<'r>(&self, language: &str, rest: &'r str, about: About<'_>) -> Result<Option<(String, &'r str)>> {
        for key in FITS {
            for place in ["reason-here", "reason-at"] {
                let given = |language: &str| -> Result<FluentArgs<'static>> {
                    let mut given = FluentArgs::new();
                    given.set("organisation", about.organisation.to_owned());
                    given.set("place", self.say(language, place, &given)?);
                    given.set("surface", about.surface.to_owned());
                    given.set("name", about.name.to_owned());
                    Ok(given)
                };
                if let Some(after) = rest.strip_prefix(self.say(FALLBACK, key, &given(FALLBACK)?)?.as_str()) {
                    return Ok(Some((self.say(language, key, &given(language)?)?, after)));
                }
            }
        }
        Ok(None)
    }

    /// "Two people have it, and the card names them in full."
    fn others<'r>(&self, language: &str, rest: &'r str) -> Result<Option<(String, &'r str)>> {
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let Some((number, _)) = rest.split_at_checked(digits).filter(|_| digits > 0) else { return Ok(None) };
        let mut given = FluentArgs::new();
        given.set("n", number.to_owned());
        if self.say(FALLBACK, "reason-many", &given)? == rest {
            return Ok(Some((self.say(language, "reason-many", &given)?, "")));
        }
        for clue in CLUES {
            given.set("clue", self.plain(FALLBACK, clue)?);
            if self.say(FALLBACK, "reason-many-but", &given)? == rest {
                given.set("clue", self.plain(language, clue)?);
                return Ok(Some((self.say(language, "reason-many-but", &given)?, "")));
            }
        }
        Ok(None)
    }
}
