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

/// What ends a letter before the names of those who sign it.
const CLOSINGS: &[&str] = &["soon", "regards", "wishes", "sincerely", "warmly", "yours"];

/// `"… See you soon, LaShonda, Taylor and the team"`: in quotation marks, the house's own letter is signed.
pub(super) fn house_signs(reader: &Reader, i: usize) -> bool {
    let listed = |k: usize| reader.capital(k) || reader.has(k, lex::AND);
    let team = |and: usize| {
        let most = (and + 2..and + 4).find(|n| matches!(reader.word(*n), "team" | "crew" | "staff"));
        most.filter(|_| reader.has(and, lex::AND) && reader.word(and + 1) == "the")
    };
    let closes = |k: usize| CLOSINGS.contains(&reader.word(k)) && reader.gap(k + 1) == Gap::Soft;
    let closed = (1..=6).map_while(|b| i.checked_sub(b)).find(|k| !listed(*k)).is_some_and(closes);
    // The quotation ends behind "the team".
    let quoted = |team: usize| {
        let end = reader.tok(team).map_or(0, |t| t.end as usize);
        reader.text.raw.get(end..).is_some_and(|rest| rest.trim_start_matches(['.', '!', ' ']).starts_with(['"', '”']))
    };
    closed && (i + 1..i + 8).take_while(|k| listed(*k)).find_map(team).is_some_and(quoted)
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

    #[test]
    fn the_house_signs_what_is_quoted_of_it() {
        let signs = |text: &str| testing::at(&testing::nobody(), text, "tom", house_signs);
        assert!(signs("Stop this. \"Shots are here. See you soon, Ana, Tom and the team\""));
        assert!(signs("Stop this. “Shots are here. See you soon, Tom and the whole team”"));
        assert!(!signs("See you soon, Ana, Tom and the team"));
        assert!(!signs("\"Lovely\" is the word. See you soon, Ana, Tom and the team"));
        assert!(!signs("She said \"thanks to Tom and the team\"."));
    }
}
