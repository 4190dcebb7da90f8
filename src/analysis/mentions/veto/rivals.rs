//! People of a house that the writer was with before, or that the sentence is about: "PureGym put me with a trainer called Tom".

use super::firms::strange;
use super::houses::GENERAL;
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};

/// "PureGym in Derby put me with a trainer called Tom": the house that gave the writer somebody is another.
pub(super) fn assigned(reader: &Reader, i: usize) -> bool {
    if reader.mode != Mode::Normal || reader.organisation().is_none() {
        return false;
    }
    let (mut k, mut some) = (i, false);
    for _ in 0..8 {
        let Some(p) = reader.before(k, 1) else { return false };
        let word = reader.word(p);
        if matches!(word, "put" | "gave" | "assigned" | "paired" | "matched" | "set" | "offered" | "sent") {
            return some && subject(reader, p);
        }
        some |= matches!(word, "a" | "an" | "some" | "one" | "their");
        let step = reader.has(p, lex::DET | lex::PADJ | lex::ROLE | lex::NAMED | lex::TITLE)
            || matches!(word, "me" | "us" | "with" | "up" | "to" | "onto" | "young" | "personal");
        if !step {
            return false;
        }
        k = p;
    }
    false
}

/// Whether the subject of the verb is another house, with or without where it is: "PureGym", "PureGym in Derby".
pub(super) fn subject(reader: &Reader, verb: usize) -> bool {
    let near = reader.before(verb, 1);
    let placed = reader.before(verb, 2).is_some_and(|p| matches!(reader.word(p), "in" | "at" | "of" | "on"));
    let Some(s) = (if placed { reader.before(verb, 3) } else { near }) else { return false };
    let person = lex::GIVEN | lex::SURNAME;
    let named = reader.before(s, 1).filter(|_| reader.gap(s) <= Gap::Space);
    // "British Gas", "The Blue Cross": two words with capitals make a name, whatever the second means.
    let two = named.is_some_and(|k| reader.capital(k) && strange(reader, k) && !GENERAL.contains(&reader.word(k)));
    reader.capital(s)
        && strange(reader, s)
        && (reader.unknown(s) || reader.has(s, lex::ORG) || two)
        && !reader.has(s, person)
        && !reader.is(named, person | lex::TITLE)
}

/// "I had a trainer called Tom before I joined you": somebody of an earlier time, introduced as a stranger is.
pub(super) fn before_us(reader: &Reader, i: usize, last: usize) -> bool {
    let called = reader.before(i, 1).is_some_and(|p| matches!(reader.word(p), "called" | "named"));
    if !called {
        return false;
    }
    let back = || (2..=9).filter_map(|b| reader.before(i, b));
    let some = back().take(4).any(|k| matches!(reader.word(k), "a" | "an" | "some"));
    let spoke = back().any(|k| {
        reader.has(k, lex::SPOKE | lex::THANK) || matches!(reader.word(k), "told" | "rang" | "phoned" | "emailed")
    });
    some && !spoke
        && (1..=8).filter_map(|on| reader.after(last, on)).any(|k| {
            let here = |at: usize| matches!(reader.word(at), "here" | "you" | "your" | "over" | "to");
            matches!(reader.word(k), "before" | "until" | "till")
                && matches!(reader.word(k + 1), "i" | "we")
                && matches!(
                    reader.word(k + 2),
                    "came" | "joined" | "switched" | "moved" | "transferred" | "changed" | "found" | "discovered"
                )
                && here(k + 3)
        })
}
