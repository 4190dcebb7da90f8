//! What is done for customers and to them, told without a word of praise or blame: "refused a tip", "scratched the
//! door". Asked for mentions only, for the networks that weigh whole cards learnt without these lists. Where a deed
//! stands and what denies it is told by `polarity`.
use super::tokens::{self, Hashed, Token, TokenKind, Tokens};
use crate::analysis::language::Language;
use std::sync::LazyLock;

/// One place of a phrase: the words that fit it, and whether it may be left out.
struct Slot {
    words: Vec<u64>,
    /// A bit for each of the words, by which most others are told at once.
    mask: u64,
    any: bool,
    spare: bool,
}

struct Phrase {
    /// What follows the first word.
    rest: Vec<Slot>,
    value: i8,
}

/// A phrase that a word may begin.
struct Start {
    phrase: usize,
    /// The bits of the words that may come second, or `OPEN`: by it most phrases are left without a look at them.
    second: u64,
}

/// Anything may come second, or nothing.
const OPEN: u64 = u64::MAX;

/// Phrases by the words they may begin with.
#[derive(Default)]
pub struct Deeds {
    phrases: Vec<Phrase>,
    starts: Hashed<Vec<Start>>,
}

const FILES: [&str; 4] = [
    include_str!("lexicon/deeds_en.txt"),
    include_str!("lexicon/deeds_es.txt"),
    include_str!("lexicon/deeds_fr.txt"),
    include_str!("lexicon/deeds_de.txt"),
];

static DEEDS: LazyLock<[Deeds; 5]> = LazyLock::new(|| {
    let [en, es, fr, de] = FILES;
    [Deeds::parse(&[en]), Deeds::parse(&[es]), Deeds::parse(&[fr]), Deeds::parse(&[de]), Deeds::parse(&FILES)]
});

/// The deeds of a language; all of them together when it is not known, none for one that has no list.
#[must_use]
pub fn of(language: Language) -> Option<&'static Deeds> {
    let [en, es, fr, de, all] = &*DEEDS;
    match language {
        Language::English => Some(en),
        Language::Spanish => Some(es),
        Language::French => Some(fr),
        Language::German => Some(de),
        Language::Unknown => Some(all),
        Language::Other => None,
    }
}

impl Deeds {
    /// Reads lists that are written like those of `lexicon`, but know no stems: a value, then words apart by blanks or
    /// phrases by bars.
    #[must_use]
    pub fn parse(files: &[&str]) -> Self {
        let mut out = Self::default();
        for line in files.iter().flat_map(|file| file.lines()) {
            let Some((head, body)) = line.trim().split_once(' ') else { continue };
            let Ok(value) = head.parse::<i8>() else { continue };
            if let Some(phrases) = body.trim_start().strip_prefix('|') {
                phrases.split('|').for_each(|phrase| out.add(phrase, value));
            } else {
                body.split_whitespace().for_each(|word| out.add(word, value));
            }
        }
        out
    }

    fn add(&mut self, phrase: &str, value: i8) {
        let slots = || phrase.split_whitespace().map(Slot::of);
        // "two/0 thumbs up": what may lack its first word begins with the second, too.
        let spare = slots().take_while(|slot| slot.spare).count();
        for skipped in 0..=spare {
            let mut slots = slots().skip(skipped);
            let Some(first) = slots.next() else { return };
            let rest: Vec<Slot> = slots.collect();
            let second = rest.first().filter(|slot| !slot.any && !slot.spare).map_or(OPEN, |slot| slot.mask);
            for word in first.words {
                self.starts.entry(word).or_default().push(Start { phrase: self.phrases.len(), second });
            }
            self.phrases.push(Phrase { rest, value });
        }
    }

    /// The value and the size of the longest phrase that begins at a token.
    #[must_use]
    pub fn find(&self, read: &Tokens, at: usize) -> Option<(i8, usize)> {
        let token = read.list.get(at).filter(|token| token.kind == TokenKind::Word)?;
        let next = read.list.get(at + 1).map_or(0, |next| bit(next.hash));
        let starts =
            self.starts.get(&token.hash)?.iter().filter(|start| start.second == OPEN || start.second & next != 0);
        let mut best: Option<(i8, usize)> = None;
        for phrase in starts.filter_map(|start| self.phrases.get(start.phrase)) {
            let Some(end) = end_of(&phrase.rest, read, at + 1) else { continue };
            if best.is_none_or(|(_, size)| end - at > size) {
                best = Some((phrase.value, end - at));
            }
        }
        best
    }
}

impl Slot {
    /// "a/b" is either word, "_" any word, "0" none at all.
    fn of(piece: &str) -> Self {
        let choices = || piece.split('/');
        let words: Vec<u64> = choices().filter(|word| !matches!(*word, "_" | "0")).map(tokens::hash_of).collect();
        Self {
            mask: words.iter().fold(0, |mask, word| mask | bit(*word)),
            words,
            any: choices().any(|word| word == "_"),
            spare: choices().any(|word| word == "0"),
        }
    }

    fn fits(&self, token: &Token) -> bool {
        matches!(token.kind, TokenKind::Word | TokenKind::Number)
            && (self.any || self.mask & bit(token.hash) != 0 && self.words.contains(&token.hash))
    }
}

/// One of the 64 bits, chosen by a word's hash.
fn bit(hash: u64) -> u64 {
    1 << (hash >> 58)
}

/// Where words that begin at a token end, if they stand there.
fn end_of(slots: &[Slot], read: &Tokens, at: usize) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(at) };
    let fits = read.list.get(at).is_some_and(|token| slot.fits(token));
    let taken = if fits { end_of(rest, read, at + 1) } else { None };
    taken.or_else(|| if slot.spare { end_of(rest, read, at) } else { None })
}
