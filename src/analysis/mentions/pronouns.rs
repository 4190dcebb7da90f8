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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn taken(text: &str) -> bool {
        testing::at(&testing::nobody(), text, "cash", |reader, i| taken_up(reader, i + 1))
    }

    #[test]
    fn a_pronoun_means_the_name_if_nobody_else_was_named() {
        assert!(taken("Cash was flat out. Still, he found us a lamp."));
        assert!(!taken("Cash was short. The manager said he was sorry."));
        assert!(!taken("Cash was short. It was a nuisance."));
    }
}
