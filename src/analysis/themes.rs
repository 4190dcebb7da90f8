//! What cards are about: themes, each a name and the words that tell of it. Words, not guesses: whoever reads a figure
//! can read the words behind it, and change them.

use super::fold::fold_char;
use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;

/// A theme as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// "Being rung back"
    pub name: String,
    /// Words and phrases, separated by commas; one that ends in `*` goes on: `deliver*` finds "delivery".
    pub words: String,
}

/// The themes that an organisation begins with, in English, Spanish, French and German.
#[must_use]
pub fn starting() -> Vec<Theme> {
    include_str!("themes/starting.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(name, words)| Theme { name: name.trim().to_owned(), words: words.trim().to_owned() })
        .collect()
}

/// Themes, ready to be looked for in one pass over a text.
#[derive(Debug)]
pub struct Finder {
    search: AhoCorasick,
    patterns: Vec<Pattern>,
}

#[derive(Debug)]
struct Pattern {
    theme: usize,
    /// Whether letters may follow.
    open: bool,
}

/// A theme that a text speaks of, by its place in the list, and where it does first, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which of the themes.
    pub theme: usize,
    /// The word that told.
    pub span: Range<usize>,
}

impl Finder {
    /// Prepares themes; words that are empty are left out. None when there are more words than memory allows.
    #[must_use]
    pub fn new(themes: &[Theme]) -> Option<Self> {
        let (mut words, mut patterns) = (Vec::new(), Vec::new());
        for (theme, entry) in themes.iter().enumerate() {
            for word in words_of(&entry.words) {
                let open = word.ends_with('*');
                let folded = folded(word.trim_end_matches('*').trim()).0;
                if !folded.is_empty() {
                    words.push(folded);
                    patterns.push(Pattern { theme, open });
                }
            }
        }
        let search = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&words).ok()?;
        Some(Self { search, patterns })
    }

    /// The themes of a text, each once, in the order of the list. Time grows with the text.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Found> {
        let (plain, places) = folded(text);
        let mut found: Vec<Found> = Vec::new();
        let letter_before = |at: usize| plain.get(..at).and_then(|head| head.chars().next_back());
        let letter_after = |at: usize| plain.get(at..).and_then(|rest| rest.chars().next());
        for hit in self.search.find_overlapping_iter(&plain) {
            let Some(pattern) = self.patterns.get(hit.pattern().as_usize()) else { continue };
            let whole = !letter_before(hit.start()).is_some_and(char::is_alphanumeric)
                && (pattern.open || !letter_after(hit.end()).is_some_and(char::is_alphanumeric));
            if !whole || found.iter().any(|one| one.theme == pattern.theme) {
                continue;
            }
            let place = |at: usize| places.get(at).copied().unwrap_or(text.len());
            found.push(Found { theme: pattern.theme, span: place(hit.start())..place(hit.end()) });
        }
        found.sort_by_key(|one| one.theme);
        found
    }
}

/// The words of a theme, as they were written.
pub fn words_of(words: &str) -> impl Iterator<Item = &str> {
    words.split([',', '\n', ';']).map(str::trim).filter(|word| !word.is_empty())
}

/// Lower case, without accents, one space for any; and for each byte of that, where its letter begins in `text`.
fn folded(text: &str) -> (String, Vec<usize>) {
    let (mut out, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    for (at, letter) in text.char_indices() {
        match letter {
            '’' | '‘' | 'ʼ' => out.push('\''),
            _ if letter.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ => fold_char(letter, &mut out),
        }
        places.resize(out.len(), at);
    }
    (out, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes(list: &[(&str, &str)]) -> Vec<Theme> {
        list.iter().map(|(name, words)| Theme { name: (*name).to_owned(), words: (*words).to_owned() }).collect()
    }

    fn names(list: &[Theme], text: &str) -> Vec<String> {
        let finder = Finder::new(list).unwrap();
        finder.find(text).iter().map(|found| list[found.theme].name.clone()).collect()
    }

    #[test]
    fn whole_words_and_phrases_are_found_in_any_case_with_any_accent() {
        let list = themes(&[("Ring", "call back, rückruf*"), ("Price", "caro"), ("Bill", "bill")]);
        assert_eq!(names(&list, "They would CALL\nback about the bill."), ["Ring", "Bill"]);
        assert_eq!(names(&list, "Auf den Rückrufs-Termin warte ich noch"), ["Ring"]);
        assert_eq!(names(&list, "¡Qué cáro!"), ["Price"]);
        // "billing" is another word, "Carolyn" is a name.
        assert!(names(&list, "Billings and Carolyn").is_empty());
    }

    #[test]
    fn it_says_which_word_told_in_bytes_of_the_text() {
        let list = themes(&[("Wait", "wait*")]);
        let text = "Ünser “waiting” room";
        let found = Finder::new(&list).unwrap().find(text);
        assert_eq!(text.get(found[0].span.clone()), Some("wait"));
    }

    #[test]
    fn no_words_find_nothing_and_any_text_is_read() {
        let list = themes(&[("Empty", " , ,*"), ("İ", "İ, ß")]);
        assert!(names(&list, "anything").is_empty());
        assert_eq!(names(&list, "Straße ß"), ["İ"]);
        assert!(Finder::new(&[]).unwrap().find("ﬁn\u{0}").is_empty());
    }

    #[test]
    fn the_starting_set_has_twelve_themes_with_words() {
        let list = starting();
        assert_eq!(list.len(), 12);
        assert!(list.iter().all(|theme| words_of(&theme.words).count() > 10));
        assert_eq!(names(&list, "Promised to call back before five. Nobody did."), ["Being rung back"]);
        assert_eq!(names(&list, "Fünfzig Minuten in der Warteschlange"), ["Waiting"]);
    }
}
