//! The kind of each word, the same in four languages: "rang", "llamó", "appelé" and "rief" are all calls. So what is
//! learnt of calls that come and calls that don't is learnt once, whatever the words. Good or bad is no affair of kinds.
use super::lexicon::{Sieve, opening};
use super::tokens::{self, Hashed, Token, TokenKind, Tokens};
use crate::analysis::language::Language;
use std::sync::LazyLock;

const FILE: &str = include_str!("lexicon/kinds.txt");
const NUMBER: u8 = 1;

/// The kinds of one language's words, or of all of them.
#[derive(Default)]
pub struct Kinds {
    words: Hashed<u8>,
    stems: Hashed<u8>,
    known: Sieve,
    starts: Sieve,
    openings: Sieve,
    longest: usize,
}

static KINDS: LazyLock<[Kinds; 5]> =
    LazyLock::new(|| [&["en"][..], &["es"], &["fr"], &["de"], &["en", "es", "fr", "de"]].map(Kinds::parse));

/// The kinds for a language; all of them together when it is not known.
#[must_use]
pub fn of(language: Language) -> &'static Kinds {
    let [en, es, fr, de, all] = &*KINDS;
    match language {
        Language::English => en,
        Language::Spanish => es,
        Language::French => fr,
        Language::German => de,
        Language::Other | Language::Unknown => all,
    }
}

static NAMES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| FILE.lines().filter_map(|line| line.strip_prefix('@')).collect());

/// The number of a kind by its name in the file; 0, which no word has, for a name that is not there.
#[must_use]
pub fn number(name: &str) -> u8 {
    NAMES.iter().position(|n| *n == name).and_then(|at| u8::try_from(at).ok()).map_or(0, |at| at + NUMBER + 1)
}

impl Kinds {
    fn parse(languages: &[&str]) -> Self {
        let mut out = Self::default();
        for language in languages {
            let mut kind = NUMBER;
            for line in FILE.lines().filter(|line| !line.starts_with('#')) {
                let mut words = line.split_whitespace();
                match words.next() {
                    Some(head) if head.starts_with('@') => kind += 1,
                    Some(head) if head == *language => words.for_each(|word| out.add(word, kind)),
                    _ => {}
                }
            }
        }
        out
    }

    fn add(&mut self, word: &str, kind: u8) {
        let folded = tokens::fold(word.trim_end_matches('*'));
        let hash = tokens::hash_bytes(folded.as_bytes());
        if !word.ends_with('*') {
            self.known.insert(hash);
            self.words.entry(hash).or_insert(kind);
        } else if let Some(opening) = opening(folded.as_bytes()) {
            self.openings.insert(opening);
            self.longest = self.longest.max(folded.len());
            self.starts.insert(hash);
            self.stems.entry(hash).or_insert(kind);
        }
    }

    /// The kind of a token, 0 when it has none.
    #[must_use]
    pub fn find(&self, read: &Tokens, token: &Token) -> u8 {
        match token.kind {
            TokenKind::Number => return NUMBER,
            TokenKind::Mark(_) | TokenKind::Emoji => return 0,
            TokenKind::Word => {}
        }
        if self.known.may_hold(token.hash)
            && let Some(kind) = self.words.get(&token.hash)
        {
            return *kind;
        }
        let word = read.word(token).as_bytes();
        if !opening(word).is_some_and(|opening| self.openings.may_hold(opening)) {
            return 0;
        }
        let mut hash = tokens::hash_start();
        let mut best = 0;
        for byte in word.iter().take(self.longest) {
            hash = tokens::step(hash, *byte);
            if self.starts.may_hold(hash)
                && let Some(kind) = self.stems.get(&hash)
            {
                best = *kind;
            }
        }
        best
    }
}
