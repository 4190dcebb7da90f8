//! Clauses around a name that only a person has: who is to do something, thanks that go on, what they did meanwhile or do.
use super::reader::{Mode, Reader};
use super::verbs::past;
use crate::analysis::fold::{Case, Gap};
use crate::analysis::lexicon as lex;

/// "wants Skye to do every birthday", "do not let Tom cook": who is to do it; but not "I let Ben play", which is a child.
pub(super) fn wanted(reader: &Reader, p: usize, i: usize) -> bool {
    let Some(next) = reader.after(i, 1) else { return false };
    let to = reader.word(next) == "to";
    let asked = match reader.word(p) {
        "want" | "wants" | "wanted" | "asks" | "like" | "love" | "prefer" | "need" | "needs" | "expect" => to,
        "let" | "lets" | "letting" => !to && !matches!(reader.word_at(reader.before(p, 1)), "i" | "we" | "id"),
        _ => false,
    };
    asked
        && reader.gap(next) <= Gap::Space
        && reader.after(i, 1 + usize::from(to)).is_some_and(|k| {
            let word = reader.word(k);
            let small = reader.tok(k).is_some_and(|t| t.case == Case::Lower) || reader.mode != Mode::Normal;
            let childs = matches!(
                word,
                "have"
                    | "enjoy"
                    | "learn"
                    | "go"
                    | "get"
                    | "feel"
                    | "see"
                    | "try"
                    | "sit"
                    | "eat"
                    | "sleep"
                    | "play"
                    | "be"
                    | "start"
                    | "join"
                    | "attend"
                    | "swim"
            );
            small
                && !childs
                && reader.gap(k) <= Gap::Space
                && lex::is_word(word)
                && !reader.has(k, lex::PREP | lex::AND | lex::DET | lex::POSS | lex::PRON)
        })
}

/// "Thanks to Jade for the plaster and to Lukasz for letting me sit": the thanks go on.
pub(super) fn thanked_too(reader: &Reader, p: usize, i: usize) -> bool {
    let again = matches!(reader.word(p), "to" | "a" | "an") && reader.is(reader.before(i, 2), lex::AND);
    let listed = reader.has(p, lex::AND)
        && reader.word_at(reader.after(i, 1)) == "for"
        && reader.word_at(reader.after(i, 2)).ends_with("ing");
    (again || listed)
        && (3..=16).map_while(|b| reader.before(i, b)).any(|k| {
            let to = matches!(reader.word(k + 1), "to" | "a" | "an");
            reader.has(k, lex::THANK)
                && (to && (listed || reader.word(k + 1) == reader.word(p)) || reader.capital(k + 1))
        })
}

/// "Robert, when he finally turned up, blamed us": a clause of theirs between commas, and then what they did.
pub(super) fn meanwhile(reader: &Reader, at: usize) -> bool {
    let when = matches!(
        reader.word(at),
        "when"
            | "once"
            | "after"
            | "before"
            | "while"
            | "if"
            | "although"
            | "though"
            | "because"
            | "as"
            | "since"
            | "unless"
            | "quand"
            | "lorsqu"
            | "als"
            | "wenn"
            | "nachdem"
            | "obwohl"
    );
    when && reader.after(at, 1).is_some_and(|k| matches!(reader.word(k), "he" | "she" | "il" | "elle" | "er" | "sie"))
        && (3..=12).map_while(|on| reader.after(at, on)).find(|k| reader.gap(*k) == Gap::Soft).is_some_and(|k| {
            let word = reader.word(k);
            reader.has(k, lex::VERB | lex::AUX | lex::BYVERB) || word.len() > 4 && past(word)
        })
}

/// "Liz just stands there": a verb of the present in the place of one.
pub(super) fn present(reader: &Reader, k: Option<usize>) -> bool {
    let w = reader.word_at(k);
    let little = lex::DET | lex::POSS | lex::PREP | lex::AUX | lex::ROLE | lex::DEPT | lex::COMPANY;
    w.len() > 3
        && w.ends_with('s')
        && !w.ends_with("ss")
        && lex::is_word(w)
        && !matches!(w, "always" | "sometimes" | "perhaps" | "afterwards" | "besides")
        && k.is_some_and(|k| {
            reader.gap(k) <= Gap::Space
                && !reader.has(k, little)
                && reader.tok(k).is_some_and(|t| t.case == Case::Lower)
        })
}
