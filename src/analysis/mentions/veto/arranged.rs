//! People whom the writer brought or hired apart from us: "the guide we hired ourselves, Macarena".

use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::Reader;
use crate::analysis::mentions::trades::{TRADES, is, ours};

/// How somebody is had for a while.
const TAKEN: &[&str] = &[
    "hired",
    "booked",
    "found",
    "paid",
    "brought",
    "arranged",
    "organised",
    "organized",
    "employed",
    "engaged",
    "got",
    "used",
    "contratamos",
];

/// What says that it was without us.
const ALONE: &[&str] =
    &["ourselves", "myself", "separately", "privately", "independently", "elsewhere", "along", "externally", "aparte"];

/// Whether a relative clause between a word for staff and the name says that the writer had them from elsewhere: "the guide
/// we hired ourselves, Ana", "a fitter I'd booked through another firm called Tom".
pub(super) fn hired_apart(reader: &Reader, i: usize) -> bool {
    let Some(p) = reader.before(i, 1) else { return false };
    let named = matches!(reader.word(p), "called" | "named");
    if !(named || reader.set_off(i)) {
        return false;
    }
    let Some(verb) = (1..=9)
        .map_while(|b| reader.before(i, b))
        .find(|k| TAKEN.contains(&reader.word(*k)) && (reader.word(*k) == "contratamos" || by_writer(reader, *k)))
    else {
        return false;
    };
    let end = if named { p } else { i };
    let other = |k: usize| {
        matches!(reader.word(k), "another" | "other" | "different" | "local")
            && (1..=3)
                .map_while(|b| reader.before(k, b))
                .any(|f| matches!(reader.word(f), "from" | "through" | "with" | "via"))
    };
    let apart = (verb + 1..end)
        .any(|k| ALONE.contains(&reader.word(k)) || other(k) || reader.word(k) == "us" && reader.word(k - 1) == "with");
    let yours = |k: usize| {
        matches!(reader.word(k), "you" | "your") || reader.has(k, lex::AUX | lex::NEG) && !reader.has(k, lex::DET)
    };
    let role =
        |k: usize| (reader.has(k, lex::ROLE) || is(reader, k, TRADES)) && !reader.has(k, lex::DEPT) && !ours(reader, k);
    apart
        && !(verb + 1..end).any(|k| yours(k) && !(named && k + 1 == end))
        && (1..=5).map_while(|b| reader.before(verb, b)).any(role)
}

/// Whether the writer is who did what the verb at `k` says: "we hired", "I had already booked".
fn by_writer(reader: &Reader, k: usize) -> bool {
    let small = |p: &usize| !matches!(reader.word(*p), "had" | "have" | "already" | "just" | "also");
    (1..=3)
        .map_while(|b| reader.before(k, b))
        .find(small)
        .is_some_and(|p| matches!(reader.word(p), "i" | "we" | "id" | "wed" | "ive" | "weve"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn apart(text: &str) -> bool {
        testing::at(&testing::nobody(), text, "kim", hired_apart)
    }

    #[test]
    fn whom_the_writer_hired_is_not_ours() {
        assert!(apart("The driver I'd booked separately, Kim, was early."));
        assert!(apart("A guide we had found through another company, Kim, knew it all."));
        assert!(apart("The assistant we brought along with us, Kim, waited outside."));
        assert!(apart("The cook we hired ourselves was called Kim."));
        assert!(!apart("The guide we booked with you, Kim, knew it all."));
        assert!(!apart("The guide we booked, Kim, knew it all."));
        assert!(!apart("The driver we booked ourselves never came, Kim found another."));
    }
}
