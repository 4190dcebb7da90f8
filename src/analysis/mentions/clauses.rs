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
        && (3..=12)
            .map_while(|on| reader.after(at, on))
            .find(|k| reader.gap(*k) == Gap::Soft)
            .is_some_and(|k| does(reader, k))
}

/// Whether a verb stands at `k`.
fn does(reader: &Reader, k: usize) -> bool {
    let word = reader.word(k);
    reader.has(k, lex::VERB | lex::AUX | lex::BYVERB)
        || word.len() > 4 && past(word)
        || matches!(
            word,
            "wasnt"
                | "isnt"
                | "didnt"
                | "doesnt"
                | "couldnt"
                | "cant"
                | "cannot"
                | "wouldnt"
                | "wont"
                | "hadnt"
                | "hasnt"
                | "never"
        )
}

/// What is put in behind a name before the sentence goes on.
const ASIDES: &[&str] = &[
    "im afraid",
    "i am afraid",
    "i think",
    "i believe",
    "i must say",
    "i have to say",
    "i have to admit",
    "i gather",
    "it seems",
    "it has to be said",
    "it must be said",
    "on the other hand",
    "on the contrary",
    "by contrast",
    "in contrast",
    "by comparison",
    "in comparison",
    "in fairness",
    "to be fair",
    "to be honest",
    "to her credit",
    "to his credit",
    "to their credit",
    "for one",
    "for example",
    "for instance",
    "for some reason",
    "in particular",
    "of course",
    "of all people",
    "as ever",
    "as always",
    "as usual",
    "as it happens",
    "as it turned out",
    "bless her",
    "bless him",
    "bless them",
    "bless her heart",
    "bless his heart",
    "god bless her",
    "god bless him",
    "god love her",
    "god love him",
    "however",
    "though",
    "although",
    "meanwhile",
    "alas",
    "again",
    "too",
    "bizarrely",
    "por otro lado",
    "en cambio",
    "sin embargo",
    "por desgracia",
    "por suerte",
    "par contre",
    "en revanche",
    "en fait",
    "helas",
    "hingegen",
    "dagegen",
    "leider",
    "allerdings",
    "zum gluck",
];

/// "Rose, bless her, couldn't work the till", "Niamh, on the other hand, asked": the verb behind what is put in at `at`.
pub(super) fn aside(reader: &Reader, at: usize) -> Option<usize> {
    let end = (1..=5).map_while(|on| reader.after(at, on)).find(|k| reader.gap(*k) == Gap::Soft)?;
    let word = reader.word(at);
    let lone = end == at + 1 && word.len() > 5 && word.ends_with("ly") && !reader.has(at, lex::GIVEN);
    let put_in = |aside: &&str| {
        let mut words = aside.split(' ');
        (at..end).all(|k| words.next() == Some(reader.word(k))) && words.next().is_none()
    };
    (does(reader, end) && (lone || ASIDES.iter().any(put_in))).then_some(end)
}

/// "Bong, take a bow", "Ana, keep it up", "Tom, we salute you": praise that speaks to somebody.
pub(super) fn saluted(reader: &Reader, at: usize) -> bool {
    let (w1, w2, w3) = (reader.word(at), reader.word_at(reader.after(at, 1)), reader.word_at(reader.after(at, 2)));
    match (w1, w2) {
        ("take", "a") => w3 == "bow",
        ("keep", "it") => w3 == "up",
        ("we" | "i", "love" | "salute" | "thank" | "appreciate" | "adore") => w3 == "you",
        _ => matches!(
            (w1, w2),
            ("give" | "pat" | "treat", "yourself")
                | ("well", "done" | "played")
                | ("keep", "up" | "smiling" | "shining")
                | ("never" | "dont", "change")
                | ("hats", "off")
                | ("top", "marks")
                | ("chapeau" | "respect" | "bravo", _)
                | ("good" | "great" | "nice" | "brilliant" | "fantastic", "job" | "work")
        ),
    }
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
