//! The writer who speaks of themselves by name: "Kim is me", "I am a nurse myself, Kim by name", "Kim would like her refund".

use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::Reader;
use crate::analysis::mentions::trades::{PEOPLE, is};

/// What customers get back, and staff do not.
const DUE: &[&str] =
    &["refund", "deposit", "compensation", "reimbursement", "reembolso", "devolucion", "remboursement", "erstattung"];

/// Whether the words beside the name say that the writer bears it, or somebody who is owed money like a customer.
pub(super) fn oneself(reader: &Reader, i: usize, last: usize) -> bool {
    is_me(reader, last) || that_is_me(reader, last) || by_name(reader, i, last) || wants_due(reader, last)
}

/// Whether "me" at `k` ends what is said.
fn me(reader: &Reader, k: usize) -> bool {
    matches!(reader.word(k), "me" | "moi" | "yo" | "ich") && reader.gap(k + 1) >= Gap::Soft
}

/// "Kim is me.", "Kim c'est moi", "Kim soy yo", "Kim (me)", "Kim, that's me,".
fn is_me(reader: &Reader, last: usize) -> bool {
    let n = last + 1;
    if reader.gap(n) == Gap::Hard {
        return false;
    }
    match reader.word(n) {
        "is" | "soy" | "bin" => reader.gap(n) <= Gap::Space && me(reader, n + 1),
        "c" => reader.word(n + 1) == "est" && me(reader, n + 2),
        "me" => reader.tok(n).is_some_and(|t| t.gap == Gap::Soft && t.mark == '(') && me(reader, n),
        _ => false,
    }
}

/// "Kim would like her earbuds back! (That's me.)": in a later clause, with nobody else between of whom it may be said.
fn that_is_me(reader: &Reader, last: usize) -> bool {
    const SAID: &[&str] = &["said", "says", "told", "asked", "called", "rang", "wrote", "mentioned", "shouted"];
    for k in last + 1..reader.len().min(last + 20) {
        let said = matches!(reader.word(k), "that" | "thats" | "das") && reader.starts_clause(k);
        if said {
            let at = k + 1 + usize::from(matches!(reader.word(k + 1), "is" | "would" | "bin"));
            let at = at + usize::from(reader.word(at) == "be");
            let being = reader.is_possessive(Some(k)) || reader.word(k) == "thats" || at > k + 1;
            return being && me(reader, at);
        }
        let somebody = reader.has(k, lex::ROLE | lex::KIN | lex::TITLE) || is(reader, k, PEOPLE);
        let called = reader.capital(k) && reader.has(k, lex::GIVEN) && !reader.has(k, lex::WORD);
        if somebody || called || SAID.contains(&reader.word(k)) {
            return false;
        }
    }
    false
}

/// "I am a dental nurse myself, Kim by name": behind what the writer is; "a lass, Kim by name" is somebody else.
fn by_name(reader: &Reader, i: usize, last: usize) -> bool {
    if !(reader.word(last + 1) == "by" && reader.word(last + 2) == "name" && reader.set_off(i)) {
        return false;
    }
    let Some(start) = (1..=16).map_while(|b| reader.before(i, b)).last().filter(|s| reader.gap(*s) == Gap::Hard) else {
        return false;
    };
    let small = usize::from(reader.has(start, lex::AND | lex::CONJ) || reader.word(start) == "well");
    let at = start + small;
    let am = reader.word(at) == "im" || reader.word(at) == "i" && reader.word(at + 1) == "am";
    am && !(at + 1..i).any(|k| reader.has(k, lex::AND | lex::CONJ | lex::SPOKE | lex::BYVERB))
}

/// "Kim would like her £600", "Kim wants his deposit back", "Kim voudrait son remboursement": who is owed it is a customer.
fn wants_due(reader: &Reader, last: usize) -> bool {
    let n = last + 1;
    if reader.gap(n) > Gap::Space {
        return false;
    }
    let mut at = match (reader.word(n), reader.word(n + 1), reader.word(n + 2)) {
        ("would", "like", _) | ("is", "owed", _) | ("wartet", "auf", _) | ("would", "appreciate", _) => n + 2,
        ("is", "waiting", "for") | ("is", "still", "awaiting") | ("would", "really", "like") => n + 3,
        ("is", "still", "waiting") => n + 4,
        ("wants" | "demands" | "expects" | "awaits", _, _)
        | ("quiere" | "exige" | "espera", _, _)
        | ("voudrait" | "veut" | "attend", _, _)
        | ("mochte" | "will" | "verlangt", _, _) => n + 1,
        _ => return false,
    };
    at += usize::from(reader.word(at) == "back");
    let own = matches!(reader.word(at), "his" | "her" | "their" | "su" | "son" | "sein" | "seine" | "ihr" | "ihre");
    if !own || reader.gap(at + 1) > Gap::Soft {
        return false;
    }
    let sum = reader.tok(at + 1).is_some_and(|t| t.digits && matches!(t.mark, '£' | '$' | '€'));
    let money = matches!(reader.word(at + 1), "money" | "cash" | "geld" | "dinero" | "argent")
        && matches!(reader.word(at + 2), "back" | "zuruck");
    sum || money || DUE.contains(&reader.word(at + 1))
}

/// Whether the writer goes on of themselves right behind "Name's Kim": "and yes, I came in", "I run a shop"; but "I think" is
/// said of somebody else.
pub(super) fn goes_on(reader: &Reader, last: usize) -> bool {
    if !(reader.gap(last + 1) == Gap::Soft || reader.word(last + 1) == "and") {
        return false;
    }
    let small = |k: &usize| matches!(reader.word(*k), "and" | "but" | "so" | "yes" | "well" | "by" | "the" | "way");
    let Some(k) = (1..=5).map_while(|on| reader.after(last, on)).find(|k| !small(k)) else { return false };
    let doubts = matches!(
        reader.word(k + 1),
        "think" | "believe" | "reckon" | "guess" | "imagine" | "suppose" | "thought" | "understand" | "gather"
    );
    matches!(reader.word(k), "i" | "im" | "ive" | "id" | "we" | "my") && !doubts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn own(text: &str) -> bool {
        testing::alone(text, "kim", oneself)
    }

    #[test]
    fn who_says_that_it_is_them_is_the_writer() {
        assert!(own("Kim is me."));
        assert!(own("Kim left her scarf on bike 9! (That's me.)"));
        assert!(own("Kim (me) waited an hour."));
        assert!(own("I am a nurse myself, Kim by name, and know a mask."));
        assert!(!own("Kim is me favourite on the till."));
        assert!(!own("Kim asked for the lady in red. That's me."));
        assert!(!own("Kim was quick. That's me sorted."));
        assert!(!own("I was served by a lass, Kim by name."));
        assert!(!own("I was early and met a porter, Kim by name."));
    }

    #[test]
    fn who_is_owed_money_is_a_customer() {
        assert!(own("Kim would like her £40."));
        assert!(own("Kim wants his deposit back."));
        assert!(own("Kim is still waiting for her refund."));
        assert!(own("Kim möchte ihr Geld zurück."));
        assert!(!own("Kim would like his manager to ring."));
        assert!(!own("Kim wants his money up front."));
        assert!(!own("Kim got me my refund."));
    }

    #[test]
    fn who_goes_on_behind_their_name_is_the_writer() {
        let on = |text: &str| testing::at(&testing::nobody(), text, "kim", goes_on);
        assert!(on("Name's Kim and yes, I know the joke."));
        assert!(on("The name's Kim, I've had your card for years."));
        assert!(!on("The name's Kim, I think, a tall lad."));
        assert!(!on("Name's Kim and she is a star."));
    }
}
