//! The word lists of the four languages: how good or bad a word or a service
//! phrase is, and which words turn, strengthen or contrast. The lists are the
//! files beside this one; how they are combined is told in `rules`.
use super::tokens::{self, Hashed, Token, TokenKind, Tokens};
use crate::analysis::language::Language;
use std::sync::LazyLock;

/// What a word does besides being good or bad; several may hold at once.
pub mod cue {
    pub const NEGATOR: u16 = 1;
    /// "but", "however": what follows speaks against what stood before.
    pub const CONTRAST: u16 = 2;
    /// "although", "while", "unlike": this clause speaks against the next one.
    pub const CONCESSION: u16 = 4;
    pub const BOOST: u16 = 8;
    pub const DAMP: u16 = 16;
    /// A third person who continues the last one named.
    pub const PRONOUN: u16 = 32;
    pub const AND: u16 = 64;
    /// Sarcasm ("yeah right", "thanks for nothing").
    pub const SARCASM: u16 = 128;
    /// Time has passed: "three weeks later", "still".
    pub const LATER: u16 = 256;
    /// "unlike", "not like": whoever follows is the opposite of the rest.
    pub const UNLIKE: u16 = 512;
    /// Begins another subject: "the", "I", "we", "my".
    pub const SUBJECT: u16 = 1024;
    /// "better than", "instead of": whoever follows comes off worse.
    pub const THAN: u16 = 2048;
    /// "who", "which": goes on about whoever stands before it.
    pub const RELATIVE: u16 = 4096;
    /// "thanks to", "kudos to": whoever follows is praised.
    pub const CREDIT: u16 = 8192;
    /// "a question", "please send": the writer wants something.
    pub const REQUEST: u16 = 16384;
}

/// The value of a word: valence from -4 to 4 and its cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub valence: i8,
    pub cues: u16,
}

#[derive(Clone, Debug)]
enum Piece {
    Word(u64),
    Stem(Box<str>),
    Any,
}

#[derive(Clone, Debug)]
struct Phrase {
    /// The second word's hash, if only one fits: most phrases end here.
    second: Option<u64>,
    rest: Vec<Piece>,
    entry: Entry,
}

/// The lists of one language, or of all of them.
#[derive(Default)]
pub struct Lexicon {
    words: Hashed<Known>,
    stems: Hashed<Entry>,
    // One bit per hash keeps nearly all that is in no list away from the maps.
    known: Sieve,
    sieve: Sieve,
    /// Which first two letters any stem has, and how long the longest is.
    openings: Sieve,
    longest: usize,
}

/// What begins with a word: its own entry, and phrases, longest first.
#[derive(Default)]
struct Known {
    word: Option<Entry>,
    phrases: Vec<Phrase>,
}

/// A set of hashes that may say yes wrongly, never no.
pub(super) struct Sieve(Box<[u64; 1024]>);

impl Default for Sieve {
    fn default() -> Self {
        Self(Box::new([0; 1024]))
    }
}

impl Sieve {
    pub(super) fn insert(&mut self, hash: u64) {
        self.0[(hash >> 6 & 1023) as usize] |= 1 << (hash & 63);
    }
    pub(super) fn may_hold(&self, hash: u64) -> bool {
        self.0[(hash >> 6 & 1023) as usize] >> (hash & 63) & 1 == 1
    }
}

/// The first two letters as a place in a sieve.
pub(super) fn opening(word: &[u8]) -> Option<u64> {
    match word {
        [first, second, ..] => Some(u64::from(*first) << 8 | u64::from(*second)),
        _ => None,
    }
}

/// A word or phrase that was found: `size` tokens from where it was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub entry: Entry,
    pub size: usize,
    pub phrase: bool,
}

const FILES: [&str; 5] = [
    include_str!("lexicon/en.txt"),
    include_str!("lexicon/es.txt"),
    include_str!("lexicon/fr.txt"),
    include_str!("lexicon/de.txt"),
    include_str!("lexicon/signs.txt"),
];

static LEXICONS: LazyLock<[Lexicon; 5]> = LazyLock::new(|| {
    [
        Lexicon::parse(&[FILES[0], FILES[4]]),
        Lexicon::parse(&[FILES[1], FILES[4]]),
        Lexicon::parse(&[FILES[2], FILES[4]]),
        Lexicon::parse(&[FILES[3], FILES[4]]),
        Lexicon::parse(&FILES),
    ]
});

/// The lexicon for a language; all of them together when it is not known.
#[must_use]
pub fn of(language: Language) -> &'static Lexicon {
    let [en, es, fr, de, all] = &*LEXICONS;
    match language {
        Language::English => en,
        Language::Spanish => es,
        Language::French => fr,
        Language::German => de,
        Language::Other | Language::Unknown => all,
    }
}

impl Lexicon {
    fn parse(files: &[&str]) -> Self {
        let mut out = Self::default();
        for line in files.iter().flat_map(|file| file.lines()) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let Some((head, body)) = line.split_once(' ') else { continue };
            let entry = head_of(head);
            if let Some(phrases) = body.trim_start().strip_prefix('|') {
                phrases.split('|').for_each(|phrase| out.add_phrase(phrase, entry));
            } else {
                body.split_whitespace().for_each(|word| out.add_word(word, entry));
            }
        }
        for known in out.words.values_mut() {
            known.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        out
    }

    fn add_word(&mut self, word: &str, entry: Entry) {
        let slot = if let Some(stem) = word.strip_suffix('*') {
            let folded = tokens::fold(stem);
            // A stem of one letter would fit too much to be meant.
            let Some(opening) = opening(folded.as_bytes()) else { return };
            let hash = tokens::hash_bytes(folded.as_bytes());
            self.openings.insert(opening);
            self.longest = self.longest.max(folded.len());
            self.sieve.insert(hash);
            self.stems.entry(hash).or_default()
        } else {
            let hash = tokens::hash_of(word);
            self.known.insert(hash);
            self.words.entry(hash).or_default().word.get_or_insert_default()
        };
        // The first list to give a word a value keeps it; cues add up.
        if slot.valence == 0 {
            slot.valence = entry.valence;
        }
        slot.cues |= entry.cues;
    }

    fn add_phrase(&mut self, phrase: &str, entry: Entry) {
        let mut variants: Vec<Vec<&str>> = vec![vec![]];
        for part in phrase.split_whitespace() {
            let mut next = Vec::with_capacity(variants.len());
            for variant in &variants {
                for choice in part.split('/') {
                    let mut longer = variant.clone();
                    if choice != "0" {
                        longer.push(choice);
                    }
                    next.push(longer);
                }
            }
            variants = next;
        }
        for variant in variants {
            let Some((first, rest)) = variant.split_first() else { continue };
            if rest.is_empty() {
                self.add_word(first, entry);
                continue;
            }
            let rest = rest.iter().map(|piece| match piece.strip_suffix('*') {
                _ if *piece == "_" => Piece::Any,
                Some(stem) => Piece::Stem(tokens::fold(stem).into()),
                None => Piece::Word(tokens::hash_of(piece)),
            });
            let rest: Vec<Piece> = rest.collect();
            let second = match rest.first() {
                Some(Piece::Word(hash)) => Some(*hash),
                _ => None,
            };
            let hash = tokens::hash_of(first);
            self.known.insert(hash);
            self.words.entry(hash).or_default().phrases.push(Phrase { second, rest, entry });
        }
    }

    /// Whether a word has a place of its own in these lists, so is no name.
    #[must_use]
    pub fn grammar(&self, hash: u64) -> bool {
        self.known.may_hold(hash) && self.words.contains_key(&hash)
    }

    /// Looks for the longest phrase, else the word, that begins at token `at`.
    #[must_use]
    pub fn find(&self, read: &Tokens, at: usize) -> Option<Found> {
        let token = read.list.get(at)?;
        if self.known.may_hold(token.hash)
            && let Some(known) = self.words.get(&token.hash)
        {
            let next = read.list.get(at + 1).map(|next| next.hash);
            for phrase in known.phrases.iter().filter(|phrase| phrase.second.is_none() || phrase.second == next) {
                if phrase.rest.iter().enumerate().all(|(i, piece)| fits(read, at + 1 + i, piece)) {
                    return Some(Found { entry: phrase.entry, size: phrase.rest.len() + 1, phrase: true });
                }
            }
            if let Some(entry) = known.word {
                return Some(Found { entry, size: 1, phrase: false });
            }
        }
        let entry = self.stem(read, token)?;
        Some(Found { entry, size: 1, phrase: false })
    }

    /// The longest stem that a word begins with.
    fn stem(&self, read: &Tokens, token: &Token) -> Option<Entry> {
        if token.kind != TokenKind::Word {
            return None;
        }
        let word = read.word(token).as_bytes();
        if !self.openings.may_hold(opening(word)?) {
            return None;
        }
        let mut hash = tokens::hash_start();
        let mut best = None;
        for byte in word.iter().take(self.longest) {
            hash = tokens::step(hash, *byte);
            if self.sieve.may_hold(hash)
                && let Some(entry) = self.stems.get(&hash)
            {
                best = Some(*entry);
            }
        }
        best
    }
}

fn fits(read: &Tokens, at: usize, piece: &Piece) -> bool {
    let Some(token) = read.list.get(at) else { return false };
    match piece {
        Piece::Any => matches!(token.kind, TokenKind::Word | TokenKind::Number),
        Piece::Word(hash) => token.hash == *hash,
        Piece::Stem(stem) => read.word(token).starts_with(stem.as_ref()),
    }
}

/// `+3`, `-2`, or a cue's name, or both joined by `:` as in `-3:sarcasm`.
fn head_of(head: &str) -> Entry {
    let mut entry = Entry::default();
    for part in head.split(':') {
        if let Ok(valence) = part.parse::<i8>() {
            entry.valence = valence;
        }
        entry.cues |= match part {
            "negator" => cue::NEGATOR,
            "contrast" => cue::CONTRAST,
            "concession" => cue::CONCESSION,
            "boost" => cue::BOOST,
            "damp" => cue::DAMP,
            "pronoun" => cue::PRONOUN,
            "and" => cue::AND,
            "sarcasm" => cue::SARCASM,
            "later" => cue::LATER,
            "unlike" => cue::UNLIKE | cue::CONCESSION,
            "subject" => cue::SUBJECT,
            "than" => cue::THAN,
            "relative" => cue::RELATIVE,
            "credit" => cue::CREDIT,
            "request" => cue::REQUEST,
            _ => 0,
        };
    }
    entry
}
