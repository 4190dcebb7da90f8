//! The words that mail programs and writers use, by language, and quick ways to find them.
//! The tables only name words; what follows from a word is decided by the rules next door.

pub mod attribution;
pub mod headers;
pub mod list;

use aho_corasick::{AhoCorasick, MatchKind};
use headers::Kind;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Many words found in one pass over a text, the longest at each place.
pub struct Finder {
    automaton: Option<AhoCorasick>,
    languages: Vec<&'static str>,
}

impl Finder {
    fn new(words: impl Iterator<Item = (&'static str, &'static str)>) -> Self {
        let (languages, words): (Vec<_>, Vec<_>) = words.filter(|(_, w)| !w.is_empty()).unzip();
        // The tables are constants of sane size; should building ever fail, nothing is found and nothing is removed.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok();
        Self { automaton, languages }
    }

    /// Every word found in `text` (folded): start, end, language.
    pub fn all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize, &'static str)> + 'a {
        self.automaton.iter().flat_map(move |a| {
            a.find_iter(text)
                .map(|m| (m.start(), m.end(), self.languages.get(m.pattern().as_usize()).copied().unwrap_or("")))
        })
    }

    /// The first word found.
    pub fn first(&self, text: &str) -> Option<(usize, usize, &'static str)> {
        self.all(text).next()
    }
}

const ENDINGS: &str = include_str!("endings.txt");
const BANNERS: &str = include_str!("banners.txt");

fn found(file: &'static str, name: &str) -> Finder {
    Finder::new(list::section(file, name).into_iter())
}

fn exact(name: &str) -> HashMap<&'static str, &'static str> {
    list::section(BANNERS, name).into_iter().map(|(language, word)| (word, language)).collect()
}

/// Words for "wrote".
pub static WROTE: LazyLock<Finder> =
    LazyLock::new(|| Finder::new(attribution::WROTE.iter().flat_map(|r| r.verbs.iter().map(|v| (r.language, *v)))));
/// First words of quotation lines.
pub static OPENERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    attribution::WROTE.iter().flat_map(|r| r.openers.iter().copied()).filter(|w| !w.is_empty()).collect()
});
/// Device phrases.
pub static DEVICE_PHRASES: LazyLock<Finder> = LazyLock::new(|| found(ENDINGS, "device-phrases"));
/// Whole openings of device rows.
pub static DEVICE_FRAMES: LazyLock<Finder> = LazyLock::new(|| found(ENDINGS, "device-frames"));
/// Verbs that close a device row.
pub static DEVICE_ENDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| list::words(ENDINGS, "device-ends"));
/// What a mail program's advertisement asks for.
pub static ADVERTISED: LazyLock<Finder> = LazyLock::new(|| found(ENDINGS, "advertised"));
/// Devices.
pub static DEVICES: LazyLock<Finder> = LazyLock::new(|| found(ENDINGS, "devices"));
/// Pardons.
pub static PARDONS: LazyLock<Finder> = LazyLock::new(|| found(ENDINGS, "pardons"));
/// Footers.
pub static FOOTERS: LazyLock<Finder> = LazyLock::new(|| found(ENDINGS, "footers"));
/// Notices.
pub static NOTICES: LazyLock<Finder> = LazyLock::new(|| found(ENDINGS, "notices"));
/// "Reply above this line".
pub static ABOVE_LINE: LazyLock<Finder> = LazyLock::new(|| found(ENDINGS, "above-line"));
/// Farewells.
pub static FAREWELLS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| list::words(ENDINGS, "farewells").into_iter().collect());
/// "Original message", by its exact words.
pub static ORIGINAL: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| exact("original"));
/// "Forwarded message", by its exact words.
pub static FORWARDED: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| exact("forwarded"));

/// What subjects of forwarded letters begin with.
pub static FORWARD_PREFIXES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| list::words(BANNERS, "forward-prefixes").into_iter().collect());
/// Words of a card of contact details.
pub static CONTACT: LazyLock<Vec<&'static str>> = LazyLock::new(|| list::words(ENDINGS, "contact"));

/// Names of header lines, by their exact words. A word that names two things in two languages
/// (`od` is From, `a` is To; `no` is From in Latvian) keeps the reading of its first row.
pub static HEADERS: LazyLock<HashMap<&'static str, (Kind, &'static str)>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for row in headers::NAMES {
        for (kind, words) in [
            (Kind::From, row.from),
            (Kind::Date, row.date),
            (Kind::To, row.to),
            (Kind::Subject, row.subject),
            (Kind::Other, row.other),
        ] {
            for word in words {
                map.entry(*word).or_insert((kind, row.language));
            }
        }
    }
    for word in headers::CC {
        map.entry(*word).or_insert((Kind::Cc, ""));
    }
    for word in headers::REPLY_TO {
        map.entry(*word).or_insert((Kind::ReplyTo, ""));
    }
    map
});

#[cfg(test)]
mod tests {
    use super::{BANNERS, ENDINGS, list};

    #[test]
    fn every_list_that_is_asked_for_is_there() {
        let endings = [
            "farewells",
            "device-phrases",
            "device-frames",
            "device-ends",
            "devices",
            "advertised",
            "pardons",
            "footers",
            "notices",
            "contact",
            "above-line",
        ];
        for name in endings {
            assert!(!list::words(ENDINGS, name).is_empty(), "{name}");
        }
        for name in ["original", "forwarded", "forward-prefixes"] {
            assert!(!list::words(BANNERS, name).is_empty(), "{name}");
        }
        assert!(list::words(BANNERS, "nothing").is_empty());
    }
}
