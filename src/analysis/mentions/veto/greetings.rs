//! Greetings at the head of a card, behind which the writer gives their own name: "Hi team, Tom here."

use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::Reader;

/// Whom a greeting is for, and what goes on with it.
const GREETED: &[&str] = &[
    "team",
    "all",
    "there",
    "everyone",
    "everybody",
    "folks",
    "guys",
    "both",
    "again",
    "morning",
    "afternoon",
    "evening",
    "day",
    "ladies",
    "gents",
    "sirs",
    "staff",
    "support",
    "zusammen",
    "todos",
    "tous",
    "a",
    "equipo",
    "tag",
    "morgen",
    "dias",
    "tardes",
];

/// Whether nothing but a greeting stands before the token at `k` in its sentence: "Hi team, …", "Good morning all, …".
pub(super) fn after_greeting(reader: &Reader, k: usize) -> bool {
    let Some(start) = (1..=5).map_while(|b| reader.before(k, b)).last().filter(|s| reader.gap(*s) == Gap::Hard) else {
        return false;
    };
    let whom = |n: usize| {
        reader.has(n, lex::GREET | lex::TITLE)
            || reader.capital(n) && (reader.has(n, lex::GIVEN | lex::SURNAME) || reader.unknown(n))
            || GREETED.contains(&reader.word(n))
    };
    let greets = reader.has(start, lex::GREET)
        || matches!(reader.word(start), "morning" | "afternoon" | "evening") && k == start + 1
        || reader.word(start) == "good"
            && matches!(reader.word(start + 1), "morning" | "afternoon" | "evening" | "day")
        || reader.word(start) == "morning" && whom(start + 1);
    greets && (start + 1..k).all(whom)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn greeted(text: &str) -> bool {
        testing::at(&testing::nobody(), text, "ben", after_greeting)
    }

    #[test]
    fn a_greeting_may_have_an_address() {
        assert!(greeted("Hello everyone, Ben here"));
        assert!(greeted("Good evening, Ben here"));
        assert!(greeted("Hola a todos, Ben aquí"));
        assert!(!greeted("It was lovely to see Ben here"));
        assert!(!greeted("Hello. I spoke to Ben here"));
    }
}
