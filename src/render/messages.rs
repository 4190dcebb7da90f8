//! What letters say, in every language: one file of texts a language, `messages/en.ftl` and its sisters, in the format
//! of Project Fluent, which knows the plurals of each. A language is added by adding its file; a test compares the
//! files with the English one.
//!
//! Templates ask by `t(key="…", …)`; the language is the letter's own `lang`. What isn't there in a language is said
//! in English rather than not at all.

use crate::error::{Error, Result};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::{Date, DateTime};
use rust_embed::RustEmbed;
use std::collections::BTreeMap;
use std::fmt;
use tera::{Kwargs, State, TeraResult, Value};
use unic_langid::LanguageIdentifier;

#[derive(RustEmbed)]
#[folder = "messages/"]
struct Embedded;

/// What is said where nothing better is known, and the measure of the others.
pub const FALLBACK: &str = "en";

/// Stands for what a sentence holds of its own: no text has it.
const PLACE: &str = "\u{1}";

/// What a line sent by mail can do to a card; the words that stand for each are texts, `command-…`.
pub const COMMANDS: [&str; 8] = ["take", "assign", "release", "answered", "answer", "thanks", "note", "right"];

/// The languages that there are texts in: "de", "en", …
pub fn known() -> Vec<String> {
    Embedded::iter().filter_map(|name| name.strip_suffix(".ftl").map(str::to_owned)).collect()
}

/// The one of them to write in for somebody who asked for `wanted`: `de-AT` is `de`; one that we don't have is English.
pub fn closest(wanted: &str) -> String {
    let wanted = wanted.trim().to_lowercase().replace('_', "-");
    let (known, main) = (known(), wanted.split('-').next().unwrap_or_default());
    [wanted.as_str(), main].into_iter().find(|code| known.iter().any(|one| one == code)).unwrap_or(FALLBACK).to_owned()
}

/// The texts of every language.
pub struct Messages {
    languages: BTreeMap<String, FluentBundle<FluentResource>>,
    /// The keys of why something can't be done, and of what stands in for private details.
    refusals: Vec<String>,
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Messages").field(&self.languages.keys()).finish()
    }
}

impl Messages {
    /// Reads the embedded files.
    ///
    /// # Errors
    /// `Internal` when one can't be read, says a thing twice, or is named after no language.
    pub fn load() -> Result<Self> {
        let (mut languages, mut refusals) = (BTreeMap::new(), Vec::new());
        for name in Embedded::iter().filter(|name| name.ends_with(".ftl")) {
            let wrong = |why: &str| Error::internal(format!("The texts in {name} can't be read: {why}."));
            let source = Embedded::get(&name).map(|file| file.data.into_owned()).unwrap_or_default();
            let source = String::from_utf8(source).map_err(|cause| wrong("no UTF-8").with_source(cause))?;
            let code = name.trim_end_matches(".ftl").to_owned();
            if code == FALLBACK {
                let keys = source.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
                let ours = |key: &&str| key.starts_with("no-") || key.starts_with("hidden-");
                refusals.extend(keys.filter(ours).map(str::to_owned));
            }
            let language: LanguageIdentifier = code.parse().map_err(|_| wrong("its name is no language"))?;
            let resource = FluentResource::try_new(source)
                .map_err(|(_, faults)| wrong(&faults.first().map_or_else(String::new, ToString::to_string)))?;
            let mut bundle = FluentBundle::new_concurrent(vec![language]);
            // What is put in is cleaned of direction marks before; more marks would only show up in subjects.
            bundle.set_use_isolating(false);
            bundle
                .add_resource(resource)
                .map_err(|faults| wrong(&faults.first().map_or_else(String::new, ToString::to_string)))?;
            languages.insert(code, bundle);
        }
        if !languages.contains_key(FALLBACK) {
            return Err(Error::internal("There are no English texts."));
        }
        Ok(Self { languages, refusals })
    }

    /// The languages that there are, as in `lang` attributes.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// The language to write in for somebody who asked for `wanted`: `de-AT` is `de`; one that we don't have is English.
    pub fn closest(&self, wanted: &str) -> &str {
        // Nearly always it is a code of ours already; every text of every page asks.
        let known = self.languages.get_key_value(wanted).or_else(|| self.languages.get_key_value(&closest(wanted)));
        known.map_or(FALLBACK, |(code, _)| code.as_str())
    }

    /// Says something.
    ///
    /// # Errors
    /// `Internal` when there is no such text, or it wants what it isn't given.
    pub fn say(&self, language: &str, key: &str, given: &FluentArgs<'_>) -> Result<String> {
        let unsaid = |why: &str| Error::internal(format!("The text {key} can't be said: {why}."));
        let bundle = [self.closest(language), FALLBACK]
            .into_iter()
            .filter_map(|code| self.languages.get(code))
            .find(|bundle| bundle.has_message(key))
            .ok_or_else(|| unsaid("there is none"))?;
        let pattern =
            bundle.get_message(key).and_then(|message| message.value()).ok_or_else(|| unsaid("it is empty"))?;
        let mut faults = Vec::new();
        let said = bundle.format_pattern(pattern, Some(given), &mut faults).into_owned();
        match faults.first() {
            None => Ok(said),
            Some(fault) => Err(unsaid(&fault.to_string())),
        }
    }

    /// Says something that takes nothing.
    ///
    /// # Errors
    /// As [`Messages::say`].
    pub fn plain(&self, language: &str, key: &str) -> Result<String> {
        self.say(language, key, &FluentArgs::new())
    }

    /// Says in a language why something can't be done, as the service says it in English: one of the texts `no-…`, which
    /// may hold one word of their own, `$what`. A sentence that isn't among them comes back as it is.
    ///
    /// # Errors
    /// As [`Messages::say`].
    pub fn refusal(&self, language: &str, english: &str) -> Result<String> {
        for key in &self.refusals {
            let mut given = FluentArgs::new();
            given.set("what", PLACE);
            let said = self.say(FALLBACK, key, &given)?;
            let what = match said.split_once(PLACE) {
                None => (said == english).then_some(""),
                Some((before, after)) => english.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)),
            };
            if let Some(what) = what {
                let mut given = FluentArgs::new();
                given.set("what", what);
                return self.say(language, key, &given);
            }
        }
        Ok(english.to_owned())
    }

    /// Whether this language says it itself.
    pub fn has(&self, language: &str, key: &str) -> bool {
        self.languages.get(language).is_some_and(|bundle| bundle.has_message(key))
    }

    /// A day in full: "Friday 14 November", with the year when it isn't today's.
    ///
    /// # Errors
    /// As [`Messages::say`].
    pub fn day(&self, language: &str, day: Date, today: Date) -> Result<String> {
        let mut given = FluentArgs::new();
        given.set("weekday", self.plain(language, &format!("weekday-{}", day.weekday().to_monday_one_offset()))?);
        given.set("month", self.plain(language, &format!("month-{}", day.month()))?);
        given.set("day", day.day());
        given.set("year", day.year().to_string());
        self.say(language, if day.year() == today.year() { "date-day" } else { "date-day-year" }, &given)
    }

    /// A day and time: "Friday 14 November, 16:08".
    ///
    /// # Errors
    /// As [`Messages::say`].
    pub fn moment(&self, language: &str, at: DateTime, today: Date) -> Result<String> {
        let mut given = FluentArgs::new();
        given.set("day", self.day(language, at.date(), today)?);
        given.set("time", at.strftime("%H:%M").to_string());
        self.say(language, "date-moment", &given)
    }

    /// When something is or was due: "today at 17:00", "on Monday 17 November at 17:00".
    ///
    /// # Errors
    /// As [`Messages::say`].
    pub fn due(&self, language: &str, at: DateTime, today: Date) -> Result<String> {
        let mut given = FluentArgs::new();
        given.set("time", at.strftime("%H:%M").to_string());
        let key = match today.until(at.date()).map_or(i32::MAX, |span| span.get_days()) {
            -1 => "due-yesterday",
            0 => "due-today",
            1 => "due-tomorrow",
            _ => {
                given.set("day", self.day(language, at.date(), today)?);
                "due-day"
            }
        };
        self.say(language, key, &given)
    }

    /// The words that a line sent by mail may begin with, as a letter shows them: the first of each.
    ///
    /// # Errors
    /// As [`Messages::say`].
    pub fn command_words(&self, language: &str) -> Result<String> {
        let words = COMMANDS
            .iter()
            .map(|name| {
                let all = self.plain(language, &format!("command-{name}"))?;
                Ok(all.split(',').next().unwrap_or_default().trim().to_owned())
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(words.join(", "))
    }

    /// Which command a word is, in any of the languages: who reads one may write another.
    pub fn command(&self, word: &str) -> Option<&'static str> {
        let word = word.trim().to_lowercase();
        COMMANDS.into_iter().find(|name| {
            self.languages().any(|language| {
                let key = format!("command-{name}");
                self.plain(language, &key).is_ok_and(|all| all.split(',').any(|one| one.trim() == word))
            })
        })
    }

    /// "Ana, Tom and Ines".
    ///
    /// # Errors
    /// As [`Messages::say`].
    pub fn list(&self, language: &str, items: &[String]) -> Result<String> {
        let Some((last, rest)) = items.split_last() else { return Ok(String::new()) };
        if rest.is_empty() {
            return Ok(last.clone());
        }
        let mut given = FluentArgs::new();
        given.set("rest", rest.join(", "));
        given.set("last", last.clone());
        self.say(language, "list-and", &given)
    }
}

/// The texts in one language.
#[derive(Clone, Copy, Debug)]
pub struct Say<'a> {
    messages: &'a Messages,
    language: &'a str,
}

impl<'a> Say<'a> {
    /// All that is said in the language closest to `wanted`.
    pub fn within(messages: &'a Messages, wanted: &str) -> Self {
        Self { messages, language: messages.closest(wanted) }
    }

    /// The language, as in `lang` attributes.
    pub fn language(&self) -> &'a str {
        self.language
    }

    /// Every text there is.
    pub fn messages(&self) -> &'a Messages {
        self.messages
    }

    /// Says something that takes nothing.
    ///
    /// # Errors
    /// As [`Messages::say`].
    pub fn text(&self, key: &str) -> Result<String> {
        self.messages.plain(self.language, key)
    }

    /// Says something with what it is given.
    ///
    /// # Errors
    /// As [`Messages::say`].
    pub fn with<'g>(
        &self,
        key: &str,
        given: impl IntoIterator<Item = (&'static str, FluentValue<'g>)>,
    ) -> Result<String> {
        let mut arguments = FluentArgs::new();
        for (name, value) in given {
            arguments.set(name, value);
        }
        self.messages.say(self.language, key, &arguments)
    }
}

/// What templates call as `t`.
pub(super) fn function(
    messages: std::sync::Arc<Messages>,
) -> impl Fn(Kwargs, &State) -> TeraResult<String> + Send + Sync + 'static {
    move |given: Kwargs, state: &State| {
        let key = given.must_get::<String>("key")?;
        let language = match given.get::<String>("lang")? {
            Some(language) => language,
            None => state.get::<String>("lang")?.unwrap_or_else(|| FALLBACK.to_owned()),
        };
        let mut arguments = FluentArgs::new();
        for (name, value) in given.iter() {
            if let Some(name) = name.as_str().filter(|name| !matches!(*name, "key" | "lang")) {
                arguments.set(name.to_owned(), argument(value));
            }
        }
        messages.say(&language, &key, &arguments).map_err(|error| tera::Error::message(error.message().to_owned()))
    }
}

/// Whole numbers choose plurals; all else stands as it is.
fn argument(value: &Value) -> FluentValue<'static> {
    match (value.as_i64(), value.as_str()) {
        (Some(number), _) => FluentValue::from(number),
        (None, Some(text)) => FluentValue::from(text.to_owned()),
        (None, None) => FluentValue::from(value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_language_that_we_do_not_have_is_english_and_a_region_is_its_language() {
        let messages = Messages::load().unwrap();
        assert_eq!(messages.closest("de-AT"), "de");
        assert_eq!(messages.closest("fr_CA"), "fr");
        assert_eq!(messages.closest("tlh"), "en");
        assert_eq!(messages.closest(""), "en");
        assert!(messages.plain("en", "no-such-text").is_err());
    }

    #[test]
    fn days_are_said_as_each_language_says_them() {
        let messages = Messages::load().unwrap();
        let (day, today) = (date(2026, 11, 17), date(2026, 11, 16));
        assert_eq!(messages.day("en", day, today).unwrap(), "Tuesday 17 November");
        assert_eq!(messages.day("de", day, today).unwrap(), "Dienstag, 17. November");
        assert_eq!(messages.day("es", day, today).unwrap(), "martes 17 de noviembre");
        assert_eq!(messages.day("fr", day, date(2025, 1, 1)).unwrap(), "mardi 17 novembre 2026");
        assert_eq!(messages.due("en", day.at(17, 0, 0, 0), today).unwrap(), "tomorrow at 17:00");
        assert_eq!(messages.due("de", today.at(17, 0, 0, 0), today).unwrap(), "heute um 17:00 Uhr");
    }

    #[test]
    fn a_refusal_is_said_in_the_readers_language_with_what_it_holds() {
        let messages = Messages::load().unwrap();
        let german = |english: &str| messages.refusal("de", english).unwrap();
        assert_eq!(german("Write the note."), "Schreiben Sie die Notiz.");
        assert_eq!(
            german("Nothing is sent to this address: a letter came back for good (550 5.1.1)."),
            "An diese Adresse wird nichts geschickt: Ein Brief kam endgültig zurück (550 5.1.1)."
        );
        assert_eq!(
            german("“@Tom” names nobody who can see this card."),
            "„@Tom“ ist niemand, der diese Karte sehen kann."
        );
        assert_eq!(german("name hidden"), "Name verdeckt");
        assert_eq!(german("Something that nobody foresaw."), "Something that nobody foresaw.");
        assert_eq!(messages.refusal("en", "Write the note.").unwrap(), "Write the note.");
    }

    #[test]
    fn lists_end_with_and() {
        let messages = Messages::load().unwrap();
        let names: Vec<String> = ["Ana", "Tom", "Ines"].map(str::to_owned).to_vec();
        assert_eq!(messages.list("en", &names).unwrap(), "Ana, Tom and Ines");
        assert_eq!(messages.list("de", &names[..2]).unwrap(), "Ana und Tom");
        assert_eq!(messages.list("fr", &names[..1]).unwrap(), "Ana");
    }
}
