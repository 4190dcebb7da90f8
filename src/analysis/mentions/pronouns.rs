//! Whether "he" or "she" takes a name up again, which is said of no thing.
use super::reader::Reader;
use super::zones::Zone;
use crate::analysis::lexicon as lex;

/// How many words behind a name a pronoun may still mean it.
const BEHIND: usize = 40;

/// "Cash was run off his feet … he warned me": behind the word before `to`, a pronoun for which nobody else was named.
pub fn taken_up(reader: &Reader, to: usize) -> bool {
    for k in to..reader.len().min(to + BEHIND) {
        if reader.zones.get(k) != Some(&Zone::Body) || reader.foreign {
            return false;
        }
        if matches!(reader.word(k), "he" | "she" | "hes" | "shes") {
            return true;
        }
        let called = reader.has(k, lex::GIVEN) && !reader.has(k, lex::WORD)
            || reader.tok(k).is_some_and(|t| reader.roster.knows(t.hash).given);
        if reader.has(k, lex::ROLE | lex::KIN | lex::TITLE) || called && reader.capital(k) {
            return false;
        }
    }
    false
}

/// "Cash was taken at the door": what is done to a thing, by the two words behind the name.
pub fn undergone(reader: &Reader, to: usize) -> bool {
    let verb = to + 1 + usize::from(reader.word(to + 1) == "been");
    let word = reader.word(verb);
    reader.has(to, lex::AUX) && (reader.has(verb, lex::BYVERB) || word.ends_with("ed") || word.ends_with("en"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::CardText;
    use crate::analysis::roster::{Roster, Settings};

    fn taken(text: &str) -> bool {
        let roster = Roster::build([], Settings::default());
        let card = CardText { text, ..CardText::default() };
        taken_up(&Reader::new(&roster, &card), 1)
    }

    #[test]
    fn a_pronoun_means_the_name_if_nobody_else_was_named() {
        assert!(taken("Cash was flat out. Still, he found us a lamp."));
        assert!(!taken("Cash was short. The manager said he was sorry."));
        assert!(!taken("Cash was short. It was a nuisance."));
    }

    #[test]
    fn what_is_done_to_a_thing_is_told_from_what_somebody_is() {
        let roster = Roster::build([], Settings::default());
        let undergoes = |text: &str| {
            let card = CardText { text, ..CardText::default() };
            undergone(&Reader::new(&roster, &card), 1)
        };
        assert!(undergoes("Cash was refused at the till."));
        assert!(!undergoes("Cash has been lovely."));
    }
}
