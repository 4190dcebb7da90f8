//! One language, ready to say things: counts with their plurals, days, ages and lists. Whoever writes a letter of many
//! sentences takes one along and asks at the end, once, whether all of them could be said.

use crate::domain::Cadence;
use crate::domain::rhythm::Rhythm;
use crate::domain::wording::counts::sentence_case;
use crate::error::{Error, Result};
use crate::render::messages::{FALLBACK, Messages};
use crate::render::reasons::About;
use fluent_bundle::FluentArgs;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use std::cell::RefCell;

/// Up to here a number within a sentence is a word, beyond it figures read better.
const WORDS_UNTIL: u64 = 12;

/// A language.
#[derive(Debug)]
pub struct Voice<'a> {
    messages: &'a Messages,
    lang: String,
    fault: RefCell<Option<Error>>,
}

impl<'a> Voice<'a> {
    /// The language closest to `wanted`.
    pub fn new(messages: &'a Messages, wanted: &str) -> Self {
        Self { lang: messages.closest(wanted).to_owned(), messages, fault: RefCell::default() }
    }

    /// Its code, for `lang` attributes.
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// Whether everything that was asked for could be said.
    ///
    /// # Errors
    /// `Internal` with the first text that is not there, or wants what it wasn't given.
    pub fn checked(&self) -> Result<()> {
        self.fault.borrow_mut().take().map_or(Ok(()), Err)
    }

    fn kept(&self, said: Result<String>) -> String {
        said.unwrap_or_else(|error| {
            self.fault.borrow_mut().get_or_insert(error);
            String::new()
        })
    }

    /// Says something that takes nothing.
    pub fn plain(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// Says something with texts in it.
    pub fn say(&self, key: &str, given: &[(&str, &str)]) -> String {
        self.kept(self.messages.say(&self.lang, key, &texts(given)))
    }

    /// Says something of a number: the text is given `count`, which chooses the plural, and the same number as it is
    /// written, `n` ("1,204"), and as it is said within a sentence, `words` ("twelve").
    pub fn count(&self, key: &str, count: u64, given: &[(&str, &str)]) -> String {
        let mut arguments = texts(given);
        arguments.set("count", count);
        arguments.set("n", self.number(count));
        arguments.set("words", self.words(count));
        self.kept(self.messages.say(&self.lang, key, &arguments))
    }

    /// The same as a sentence: with a capital.
    pub fn sentence(&self, key: &str, count: u64, given: &[(&str, &str)]) -> String {
        sentence_case(&self.count(key, count, given))
    }

    /// A number with this language's mark between thousands.
    pub fn number(&self, count: u64) -> String {
        let mark = self.plain("thousands");
        let digits = count.to_string();
        let mut out = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push_str(&mark);
            }
            out.push(digit);
        }
        out
    }

    /// A number as it is said within a sentence. None and one agree with their noun: each text says those itself.
    fn words(&self, count: u64) -> String {
        if (2..=WORDS_UNTIL).contains(&count) { self.plain(&format!("count-{count}")) } else { self.number(count) }
    }

    /// Why somebody may be meant, which was written down in English; nothing where this language can't say it.
    pub fn reason(&self, english: &str, about: About<'_>) -> String {
        if self.lang == FALLBACK {
            return english.to_owned();
        }
        self.kept(self.messages.reason(&self.lang, english, about).map(Option::unwrap_or_default))
    }

    /// "Ana, Tom and Ines"
    pub fn list(&self, items: &[String]) -> String {
        self.kept(self.messages.list(&self.lang, items))
    }

    /// "Friday 14 November", with the year when it isn't today's.
    pub fn day(&self, day: Date, today: Date) -> String {
        self.kept(self.messages.day(&self.lang, day, today))
    }

    /// "14 November", with the year when it isn't today's.
    fn plain_day(&self, day: Date, with_year: bool) -> String {
        let month = self.plain(&format!("month-{}", day.month()));
        let mut given = FluentArgs::new();
        given.set("day", day.day());
        given.set("month", month);
        given.set("year", day.year());
        let key = if with_year { "date-plain-year" } else { "date-plain" };
        self.kept(self.messages.say(&self.lang, key, &given))
    }

    /// A day in little room: "14 Nov", with the year when it isn't today's.
    pub fn short_day(&self, day: Date, today: Date) -> String {
        let mut given = FluentArgs::new();
        given.set("day", day.day());
        let said = self.kept(self.messages.say(&self.lang, &format!("date-short-{}", day.month()), &given));
        match day.year() == today.year() {
            true => said,
            false => self.say("date-short-year", &[("day", &said), ("year", &day.year().to_string())]),
        }
    }

    /// A span of days: "10 to 16 November", "28 October to 3 November".
    pub fn period(&self, first: Date, last: Date, today: Date) -> String {
        let years = first.year() != last.year();
        let until = self.plain_day(last, years || last.year() != today.year());
        let mut given = FluentArgs::new();
        given.set("last", until);
        if !years && first.month() == last.month() {
            given.set("first", first.day());
            return self.kept(self.messages.say(&self.lang, "period-within", &given));
        }
        given.set("first", self.plain_day(first, years));
        self.kept(self.messages.say(&self.lang, "period-across", &given))
    }

    /// "today at 17:00"
    pub fn due(&self, at: DateTime, today: Date) -> String {
        self.kept(self.messages.due(&self.lang, at, today))
    }

    /// "2 days old", "new" within the first minute and for a moment ahead of `now`.
    pub fn age(&self, then: Timestamp, now: Timestamp) -> String {
        let minutes = u64::try_from(now.as_second().saturating_sub(then.as_second()) / 60).unwrap_or(0);
        let (unit, count) = match minutes {
            0 => return self.plain("age-new"),
            1..=59 => ("age-minutes", minutes),
            60..=1439 => ("age-hours", minutes / 60),
            1440..=40_319 => ("age-days", minutes / 1440),
            _ => ("age-weeks", minutes / 10_080),
        };
        self.count(unit, count, &[])
    }

    /// "on Mondays", "every day", "on the 1st of each month"
    pub fn rhythm(&self, rhythm: &Rhythm) -> String {
        match rhythm.cadence() {
            (Cadence::Daily, _) => self.plain("rhythm-daily"),
            (Cadence::Weekly, day) => self.plain(&format!("rhythm-weekly-{day}")),
            (Cadence::Monthly, day) => {
                let key = if day > 28 { "rhythm-monthly-late" } else { "rhythm-monthly" };
                self.count(key, u64::try_from(day).unwrap_or(1), &[])
            }
        }
    }

    /// A wait in the unit in which people say it, and that unit: ("19", "h"). Minutes below two hours, hours below four
    /// days, then days.
    pub fn wait(&self, minutes: u64) -> (String, String) {
        match minutes {
            0..=119 => (self.number(minutes), self.plain("unit-minutes")),
            120..=5759 => (self.number((minutes + 30) / 60), self.plain("unit-hours")),
            _ => (self.number((minutes + 720) / 1440), self.plain("unit-days")),
        }
    }
}

fn texts<'t>(given: &[(&'t str, &'t str)]) -> FluentArgs<'t> {
    let mut arguments = FluentArgs::new();
    for (name, text) in given {
        arguments.set(*name, *text);
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 16);

    fn in_each(say: impl Fn(&Voice<'_>) -> String) -> [String; 4] {
        let messages = Messages::load().unwrap();
        ["en", "de", "es", "fr"].map(|code| {
            let voice = Voice::new(&messages, code);
            let said = say(&voice);
            voice.checked().unwrap();
            said
        })
    }

    #[test]
    fn numbers_have_the_mark_of_their_language_and_small_ones_are_words() {
        assert_eq!(
            in_each(|voice| voice.number(1_204_000)),
            ["1,204,000", "1.204.000", "1.204.000", "1\u{202f}204\u{202f}000"]
        );
        assert_eq!(in_each(|voice| voice.words(12)), ["twelve", "zwölf", "doce", "douze"]);
        assert_eq!(in_each(|voice| voice.words(13))[0], "13");
    }

    #[test]
    fn days_and_spans_of_days_are_said_as_each_language_says_them() {
        let week = in_each(|voice| voice.period(date(2026, 11, 1), date(2026, 11, 7), TODAY));
        assert_eq!(week, ["1 to 7 November", "1. bis 7. November", "1 al 7 de noviembre", "1er au 7 novembre"]);
        let across = in_each(|voice| voice.period(date(2025, 12, 29), date(2026, 1, 4), TODAY));
        assert_eq!(
            across,
            [
                "29 December 2025 to 4 January 2026",
                "29. Dezember 2025 bis 4. Januar 2026",
                "29 de diciembre de 2025 al 4 de enero de 2026",
                "29 décembre 2025 au 4 janvier 2026"
            ]
        );
        let short = in_each(|voice| voice.short_day(date(2026, 9, 7), TODAY));
        assert_eq!(short, ["7 Sep", "7.9.", "7 sep", "7/09"]);
        let short = in_each(|voice| voice.short_day(date(2025, 9, 7), TODAY));
        assert_eq!(short, ["7 Sep 2025", "7.9.2025", "7 sep 2025", "7/09/2025"]);
    }

    #[test]
    fn ages_and_waits_are_told_in_a_unit_that_people_use() {
        let at = |minutes: i64| Timestamp::from_second(1_763_000_000 + minutes * 60).unwrap();
        let said = |minutes| in_each(|voice| voice.age(at(0), at(minutes)));
        assert_eq!(said(0), ["new", "neu", "nueva", "nouvelle"]);
        assert_eq!(said(1)[0], "1 minute old");
        assert_eq!(said(60), ["1 hour old", "1 Stunde alt", "hace 1 hora", "il y a 1 heure"]);
        assert_eq!(said(2 * 1440 + 300), ["2 days old", "2 Tage alt", "hace 2 días", "il y a 2 jours"]);
        assert_eq!(said(28 * 1440)[0], "4 weeks old");
        assert_eq!(in_each(|voice| voice.age(at(60), at(0)))[0], "new");
        let wait = |minutes| {
            in_each(|voice| {
                let (value, unit) = voice.wait(minutes);
                format!("{value} {unit}")
            })
        };
        assert_eq!(wait(45), ["45 min", "45 Min.", "45 min", "45 min"]);
        assert_eq!(wait(19 * 60 + 10), ["19 h", "19 Std.", "19 h", "19 h"]);
        assert_eq!(wait(5 * 1440), ["5 days", "5 Tage", "5 días", "5 j"]);
    }

    #[test]
    fn what_can_not_be_said_is_told_at_the_end() {
        let messages = Messages::load().unwrap();
        let voice = Voice::new(&messages, "en");
        assert_eq!(voice.plain("no-such-text"), "");
        assert!(voice.checked().is_err());
    }
}
