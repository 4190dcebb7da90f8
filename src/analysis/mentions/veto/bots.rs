//! Machines and figures that bear a name: "calls itself Lucy", "Lily, your virtual helper", "a kiosk labelled Igor", "'Max the
//! Otter'".

use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};

/// Things that somebody may have given a name.
const THINGS: &[&str] = &[
    "machine", "kiosk", "printer", "robot", "hoover", "till", "lift", "trolley", "bot", "chatbot", "mower", "van",
    "mascot",
];

/// What a named helper is that nobody sits behind.
const HELPERS: &[&str] =
    &["assistant", "helper", "agent", "buddy", "guide", "concierge", "adviser", "advisor", "friend"];

/// Whether the words beside the name make it a machine's.
pub(super) fn machine(reader: &Reader, i: usize, last: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(i, b));
    let itself = w(1) == "itself" && matches!(w(2), "calls" | "called" | "calling" | "names" | "named" | "introduces");
    let labelled = || {
        matches!(w(1), "labelled" | "labeled" | "nicknamed" | "christened" | "dubbed")
            && (2..=6).any(|b| THINGS.contains(&w(b)))
            && !(2..=6).any(|b| {
                reader
                    .before(i, b)
                    .is_some_and(|k| reader.has(k, lex::ROLE) && !matches!(reader.word(k), "somebody" | "someone"))
            })
    };
    itself || labelled() || helper(reader, last)
}

/// "Lily, your virtual travel buddy", "Lily, our chat assistant": behind a comma, what nobody sits behind.
fn helper(reader: &Reader, last: usize) -> bool {
    let w = |on: usize| reader.word_at(reader.after(last, on));
    reader.gap(last + 1) == Gap::Soft
        && matches!(w(1), "your" | "our" | "the" | "a" | "an")
        && match w(2) {
            "virtual" | "automated" | "ai" => HELPERS.contains(&w(3)) || HELPERS.contains(&w(4)),
            "chat" | "digital" => w(3) == "assistant",
            _ => false,
        }
}

/// Whether a quotation may begin with the sign.
pub(super) fn opens_quotation(mark: char) -> bool {
    matches!(mark, '"' | '“' | '‘' | '\'' | '«' | '„')
}

/// "'Max the Otter'", "'Theo and the Otter'": in quotation marks, a figure or the title of a story.
pub(super) fn figure(reader: &Reader, i: usize, last: usize) -> bool {
    let opened = reader.tok(i).is_some_and(|t| t.gap >= Gap::Soft && opens_quotation(t.mark));
    let at = last + 1 + usize::from(reader.has(last + 1, lex::AND));
    opened
        && reader.mode == Mode::Normal
        && reader.word(at) == "the"
        && (last + 1..=at + 1).all(|k| reader.gap(k) <= Gap::Space)
        && reader.capital(at + 1)
        && !reader.has(at + 1, lex::ROLE | lex::DEPT)
        && reader.gap(at + 2) >= Gap::Soft
}

/// "a black Mercedes", "the red Sierra": nobody is told by a colour.
pub(super) fn coloured(reader: &Reader, i: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(i, b));
    reader.gap(i) <= Gap::Space
        && matches!(w(1), "black" | "white" | "silver" | "grey" | "gray" | "blue" | "red" | "green")
        && matches!(w(2), "a" | "an" | "my" | "our" | "another")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn of(text: &str, rule: impl FnOnce(&Reader, usize, usize) -> bool) -> bool {
        testing::alone(text, "lily", rule)
    }

    #[test]
    fn what_calls_itself_so_is_a_machine() {
        assert!(of("The window on your site calls itself Lily.", machine));
        assert!(of("Hi, I'm Lily, your virtual travel buddy!", machine));
        assert!(of("The ticket machine, which somebody has labelled Lily, ate my card.", machine));
        assert!(!of("The lady calls herself Lily.", machine));
        assert!(!of("Lily, your chat agent, was quick.", machine));
        assert!(!of("The machine broke and an adviser called Lily mended it.", machine));
    }

    #[test]
    fn a_figure_stands_in_quotation_marks() {
        assert!(of("The letter came from \"Lily the Otter\".", figure));
        assert!(!of("It was Lily the Otter keeper.", figure));
        assert!(of("A black Lily stood across the bay.", |r, i, _| coloured(r, i)));
        assert!(!of("The lady in black Lily knew.", |r, i, _| coloured(r, i)));
    }
}
