//! What the writer takes back or never said: "strike what I said about Tom, I had the wrong shop", "For Tom read Ben", "I never
//! mentioned a Tom", "Tom was off that day, so leave him out of it".

use super::alibis::{self, gone};
use super::told::noted;
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::spot::Spot;

/// Verbs with which somebody has their words taken out.
const STRIKE: &[&str] = &[
    "strike",
    "scrub",
    "scratch",
    "ignore",
    "disregard",
    "delete",
    "retract",
    "withdraw",
    "forget",
    "remove",
    "erase",
];

/// What somebody has written.
const WRITING: &[&str] = &[
    "said",
    "wrote",
    "written",
    "review",
    "reviews",
    "comment",
    "comments",
    "complaint",
    "feedback",
    "star",
    "stars",
    "message",
    "email",
    "note",
    "card",
    "post",
    "rating",
];

/// What one takes for another when one names the wrong person.
const WRONG: &[&str] = &[
    "person",
    "name",
    "man",
    "woman",
    "one",
    "place",
    "house",
    "company",
    "firm",
    "branch",
    "store",
    "shop",
    "hotel",
    "clinic",
    "garage",
    "restaurant",
    "office",
    "practice",
    "surgery",
    "salon",
    "gym",
    "software",
    "supplier",
    "page",
];

/// How many words behind a name the reason may stand for which it is taken back.
const REASON: usize = 40;

/// Whether the verb at `k` asks for something: "Please strike", "so scrub", "I withdraw", "I'd like to retract".
fn asks(reader: &Reader, k: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(k, b));
    reader.starts_clause(k)
        || match w(1) {
            "please" | "kindly" | "so" | "just" | "now" | "must" | "hereby" => true,
            "i" | "we" => matches!(reader.word(k), "withdraw" | "retract" | "take"),
            "you" => matches!(w(2), "could" | "can" | "would" | "please"),
            "to" => matches!(w(2), "like" | "want" | "wish" | "need" | "have" | "ask" | "asking" | "writing"),
            _ => false,
        }
}

/// Whether a verb of striking out stands at `k` and asks for it.
fn strikes(reader: &Reader, k: usize) -> bool {
    let verb = STRIKE.contains(&reader.word(k)) || reader.word(k) == "take" && reader.word(k + 1) == "back";
    verb && asks(reader, k)
}

/// "Please strike what I said about Tom", "I'd like to withdraw my complaint about Tom": what the writer says no longer.
pub(super) fn struck(reader: &Reader, i: usize) -> bool {
    let about = reader.before(i, 1).is_some_and(|k| matches!(reader.word(k), "about" | "regarding" | "concerning"));
    about
        && (2..=10)
            .map_while(|b| reader.before(i, b))
            .find(|k| strikes(reader, *k))
            .is_some_and(|k| (k + 1..i).any(|n| WRITING.contains(&reader.word(n))))
}

/// "I had the wrong hotel altogether", "it was somebody else", "a different firm" behind the word at `last`: why it is taken back.
fn errs(reader: &Reader, last: usize) -> bool {
    (last + 1..reader.len().min(last + REASON)).any(|k| {
        let w = |on: usize| reader.word(k + on);
        match (w(0), w(1)) {
            ("i" | "we", "had" | "got" | "have" | "named" | "reviewed") => {
                w(2) == "the" && w(3) == "wrong" && WRONG.contains(&w(4))
            }
            ("different" | "another", one) => WRONG.contains(&one) || one == reader.word(last),
            ("somebody" | "someone", "else") | ("goodness", "knows") | ("nobody", "of") => true,
            ("no", "idea") | ("dont" | "cant", "know" | "remember") => w(2) == "who",
            _ => false,
        }
    })
}

/// "For Tom read Ben": a name set right.
fn misprint(reader: &Reader, i: usize, last: usize) -> bool {
    let begins = reader.before(i, 1).is_some_and(|k| reader.starts_clause(k));
    let read = reader.gap(last + 1) <= Gap::Space && reader.word(last + 1) == "read";
    begins && read && reader.gap(last + 2) <= Gap::Space && reader.capital(last + 2)
}

/// "mixed Tom up with a different Tom", "confused Tom with somebody else": it was the other.
fn mixed_up(reader: &Reader, last: usize) -> bool {
    let at = last + 1 + usize::from(reader.word(last + 1) == "up");
    matches!(reader.word(at), "with" | "for")
        && (last + 1..=at).all(|k| reader.gap(k) <= Gap::Space)
        && match reader.word(at + 1) {
            "some" | "somebody" | "someone" | "another" => true,
            "a" => matches!(reader.word(at + 2), "different" | "new"),
            _ => false,
        }
}

/// "a different Tom", where the card takes its words back: only the other was meant.
fn namesake(reader: &Reader, i: usize) -> bool {
    let mixed = |k: usize| {
        matches!(reader.word(k), "mixed" | "confused" | "muddled")
            && (1..=2).any(|on| reader.word(k + on) == reader.word(i))
    };
    reader.gap(i) <= Gap::Space
        && (reader.capital(i) || reader.mode != Mode::Normal)
        && (0..reader.len()).any(|k| strikes(reader, k) || mixed(k))
}

/// Whether the words beside the name say that it was written by mistake.
pub(super) fn corrected(reader: &Reader, i: usize, last: usize) -> bool {
    match reader.word_at(reader.before(i, 1)) {
        "about" | "regarding" | "concerning" => struck(reader, i) && errs(reader, last),
        "for" => misprint(reader, i, last),
        "different" | "wrong" => namesake(reader, i),
        "mixed" | "confused" | "muddled" | "mixing" | "confusing" => mixed_up(reader, last),
        "up" => {
            reader.before(i, 2).is_some_and(|k| matches!(reader.word(k), "mixed" | "muddled" | "mixing"))
                && mixed_up(reader, last)
        }
        _ => false,
    }
}

/// "I never mentioned a Tom", "I don't know any Tom", "we never complained about Tom": others brought the name up.
pub(super) fn unnamed(reader: &Reader, i: usize, last: usize) -> bool {
    let small = |k: &usize| {
        matches!(
            reader.word(*k),
            "a" | "an"
                | "any"
                | "about"
                | "of"
                | "anything"
                | "anyone"
                | "anybody"
                | "called"
                | "named"
                | "word"
                | "to"
        )
    };
    let Some(verb) = (1..=5).map_while(|b| reader.before(i, b)).find(|k| !small(k)) else { return false };
    let some = reader.before(i, 1).is_some_and(|k| matches!(reader.word(k), "a" | "an" | "any" | "called" | "named"));
    let about = reader.before(i, 1).is_some_and(|k| matches!(reader.word(k), "about" | "of"));
    let brought = match reader.word(verb) {
        "mentioned" | "mention" => true,
        "complained" | "complain" | "said" | "say" | "wrote" | "heard" => about,
        "know" | "knew" | "met" | "meet" => some,
        _ => false,
    };
    if !brought {
        return false;
    }
    let w = |b: usize| reader.word_at(reader.before(verb, b));
    let even = 1 + usize::from(matches!(w(1), "even" | "once" | "ever" | "actually"));
    let writer = |word: &str| matches!(word, "i" | "we" | "ive" | "weve" | "have" | "did" | "do");
    let never = match w(even) {
        "never" => writer(w(even + 1)) || w(even + 1).is_empty(),
        "not" | "didnt" | "dont" | "havent" => writer(w(even + 1)),
        _ => false,
    };
    let next = reader.word(last + 1);
    // "I never complained about Tom. He was lovely", "I never met Tom, but he rang".
    let closed = match reader.gap(last + 1) {
        Gap::Hard => !matches!(next, "he" | "she" | "hes" | "shes" | "but") && next != reader.word(last),
        Gap::Soft => matches!(next, "i" | "we" | "it" | "the" | "my" | "only" | "and") && reader.word(last + 2) != "he",
        _ => false,
    };
    never && closed
}

/// "Tom was off that day, so leave him out of it": who was elsewhere, and the card clears them or takes its own word back.
pub(super) fn cleared(reader: &Reader, spot: &Spot) -> bool {
    let they = |k: &usize| matches!(reader.word(*k), "he" | "she" | "hed" | "shed" | "er" | "sie");
    let elsewhere = |k: usize| {
        let at = k + usize::from(!matches!(reader.word(k), "hed" | "shed"));
        alibis::away(reader, at).is_some() || reader.word(at) == "war" && gone(reader, at)
    };
    let absent = alibis::alibi(reader, spot)
        || (spot.to..reader.len().min(spot.to + 14))
            .take_while(|k| !(reader.capital(*k) && reader.has(*k, lex::GIVEN) && !reader.has(*k, lex::WORD)))
            .find(they)
            .is_some_and(elsewhere);
    let before = || (0..spot.from).any(|k| reader.word(k) == reader.word(spot.from) && noted(reader, k));
    absent && (unblamed(reader) || before())
}

/// "leave him out of it", "take her name off", "do not put this on her head", "I don't know who signed it" anywhere in the card.
fn unblamed(reader: &Reader) -> bool {
    let them = |word: &str| matches!(word, "him" | "her" | "them");
    let whose = |word: &str| matches!(word, "his" | "her" | "their");
    (0..reader.len()).any(|k| {
        let w = |on: usize| reader.word(k + on);
        match w(0) {
            "leave" | "keep" => them(w(1)) && w(2) == "out",
            "take" | "remove" => (whose(w(1)) && w(2) == "name" || them(w(1)) && w(2) == "off") && asks(reader, k),
            "on" => whose(w(1)) && w(2) == "head",
            "not" => w(1) == "the" && w(2) == "one",
            "dont" => w(1) == "blame" || w(1) == "go" && w(2) == "blaming" || w(1) == "know" && w(2) == "who",
            "nichts" => w(1) == "dafur",
            _ => strikes(reader, k),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn of(text: &str, rule: impl FnOnce(&Reader, usize, usize) -> bool) -> bool {
        testing::alone(text, "ben", rule)
    }

    fn clear(text: &str) -> bool {
        testing::spot(&testing::nobody(), text, "ben", cleared)
    }

    #[test]
    fn a_word_taken_back_for_a_mistake_names_nobody() {
        assert!(of("Please strike what I wrote about Ben, I had the wrong branch.", corrected));
        assert!(of("Kindly withdraw my complaint about Ben; it was somebody else.", corrected));
        assert!(of("You have confused Ben with somebody else.", corrected));
        assert!(of("For Ben read Den in my last note.", corrected));
        assert!(of("Ignore my review. A different Ben, I am sorry.", corrected));
        assert!(!of("Forget what I said about Ben, he came good in the end.", corrected));
        assert!(!of("Please don't ignore my complaint about Ben.", corrected));
        assert!(!of("I was passed on to a different Ben and he fixed it.", corrected));
        assert!(!of("For Ben read this out loud to us.", corrected));
    }

    #[test]
    fn whom_the_writer_never_brought_up_is_not_told_of() {
        assert!(of("I never mentioned a Ben.", unnamed));
        assert!(of("I don't know any Ben, I live alone.", unnamed));
        assert!(of("We never complained about Ben. We complained about the noise.", unnamed));
        assert!(!of("I never complained about Ben. He was lovely.", unnamed));
        assert!(!of("You never mentioned a Ben.", unnamed));
        assert!(!of("I have never met Ben, but he rings every week.", unnamed));
    }

    #[test]
    fn who_was_elsewhere_and_is_cleared_did_not_do_it() {
        assert!(clear("Ben was off that day, so leave him out of it."));
        assert!(clear("Ben had already gone home; please take his name off my complaint."));
        assert!(clear("Ben kann nichts dafür, er war gar nicht im Dienst."));
        assert!(!clear("Ben was on leave and nobody answered his mail."));
        assert!(!clear("Ben was off but came in, so don't blame the others."));
    }
}
