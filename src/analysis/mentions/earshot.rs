//! The last resort for a name that was heard and written down by ear: what is left of it when every sound is taken for its
//! nearest kin. It makes a question at most.
use super::Rule;
use super::behind;
use super::context;
use super::cues::HALF_KNOWN;
use super::reader::{Reader, Written};
use super::spot::{Cand, Spot};
use super::whole::complete;
use crate::analysis::fold;
use crate::analysis::lexicon as lex;
use crate::analysis::roster::sound;

/// Words of somebody who tells how a name was heard.
const HEARD: &[&str] = &[
    "spell",
    "spells",
    "spelled",
    "spelt",
    "spelling",
    "pronounce",
    "pronounced",
    "pronounces",
    "pronunciation",
    "butchering",
    "heard",
    "mishear",
    "misheard",
    "accent",
    "sounded",
    "sounds",
];

/// "over the phone", "on the telephone", "by phone" that ends at `k`; a phone company's cards hold many other phones.
fn by_phone(reader: &Reader, k: usize) -> bool {
    let w = |back: usize| reader.word_at(reader.before(k, back));
    matches!(reader.word(k), "phone" | "telephone")
        && (w(1) == "by" || w(1) == "the" && matches!(w(2), "over" | "on" | "down"))
}

/// Whether the words around tell a name as it was heard.
pub fn told(reader: &Reader, from: usize, to: usize) -> bool {
    context::cue(reader, from).is_some_and(|cue| cue.1 >= 2.6)
        || behind::after(reader, to, to - 1).is_some_and(|b| b.0 == HALF_KNOWN)
        || to > from + 1 && reader.before(from, 1).is_some_and(|p| matches!(reader.word(p), "said" | "says" | "say"))
        || (from.saturating_sub(12)..to + 10).any(|k| {
            by_phone(reader, k)
                || HEARD.contains(&reader.word(k))
                || (reader.word(k), reader.word(k + 1), reader.word(k + 2)) == ("want", "to", "say")
        })
}

/// Who has a name that is kin by ear to the word which these tokens make up.
pub fn find(reader: &Reader, from: usize, to: usize, word: &str) -> Option<Spot> {
    // Other people's names stay theirs.
    let known =
        (from..to).all(|k| reader.has(k, lex::GIVEN)) || lex::flags(fold::hash(word.as_bytes())) & lex::GIVEN != 0;
    let small = to == from + 1 && reader.written(from) == Written::Low;
    if word.len() < 5 || known || small || !told(reader, from, to) {
        return None;
    }
    let (mut keys, mut found) = (vec![], vec![]);
    // "Mrs Cawthorne" is nobody's given name.
    let titled = from > 0 && matches!(reader.word(from - 1), "mr" | "mrs" | "mister" | "herr" | "herrn" | "frau");
    if !titled {
        reader.roster.akin_given(word, &mut keys);
    }
    for &key in &keys {
        if sound::akin(word, reader.roster.letters(key)) {
            reader.roster.given(key, &mut found);
            reader.roster.nick(key, &mut found);
        }
    }
    let given = !found.is_empty();
    if !given {
        keys.clear();
        reader.roster.akin_family(word, &mut keys);
        for &key in &keys {
            if sound::akin(word, reader.roster.letters(key)) {
                reader.roster.family(key, &mut found);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    if found.is_empty() || found.len() > 3 {
        return None;
    }
    // Less than nothing is a question at most, however plainly somebody is named there.
    let cands = found.into_iter().map(|agent| Cand { agent, rule: Rule::SoundsLike, tier: 3, weight: -0.9 }).collect();
    let mut spot = if given { complete(reader, from, to, cands, None) } else { Spot::new(reader, from, to, cands) };
    if context::of(reader, &spot).found.is_empty() {
        // That it was heard is all there is, and just enough to ask.
        spot.cands.iter_mut().for_each(|c| c.weight = 2.6);
    }
    spot.fuzzy = !spot.strong;
    Some(spot)
}

#[cfg(test)]
mod tests {
    use super::super::learnt::Learnt;
    use super::super::{CardText, Thresholds, find, testing};
    use crate::domain::roster::RosterEntry;

    /// Whom a card of a house with these people asks about.
    fn asked(names: &[&str], text: &str) -> Vec<String> {
        let entry =
            |name: &&str| RosterEntry { id: (*name).to_owned(), name: (*name).to_owned(), ..RosterEntry::default() };
        let roster = testing::house("Halden", names.iter().map(entry));
        let card = CardText { text, ..CardText::default() };
        let tags = find(&roster, &card, &Thresholds::default(), &Learnt::default());
        assert!(tags.mentions.is_empty(), "{:?}", tags.mentions);
        tags.triage.iter().flat_map(|group| &group.candidates).map(|c| c.agent.clone()).collect()
    }

    #[test]
    fn a_name_written_as_it_was_heard_is_a_question() {
        let house = ["Geneviève Roy", "Jerzy Kowalczyk", "Xiomara Díaz"];
        assert_eq!(asked(&house, "The woman said Jawn-vee-ev. She stayed till 8, what a gem."), ["Geneviève Roy"]);
        assert_eq!(asked(&house, "I was connected to a Mr. Kovalchick and he sighed."), ["Jerzy Kowalczyk"]);
        assert_eq!(asked(&house, "Not sure how she spells it, See-oh-mara maybe?"), ["Xiomara Díaz"]);
        assert_eq!(asked(&house, "A rude man named Kovalchick hung up on me over the phone."), ["Jerzy Kowalczyk"]);
    }

    #[test]
    fn other_words_and_names_are_none() {
        let house = ["Geneviève Roy", "Jerzy Kowalczyk", "Martin Sandoval", "Kirsten Blake"];
        for text in [
            "The woman said Joan. She stayed till 8.",
            "I was connected to a Mr. Kettlewell and he sighed.",
            "My parcel from Zalando was misspelled on the label.",
            "We drove past Kovalchick on the way to you.",
            "My new phone came by way of Kovalchick in a phone box.",
            "Not sure how she spells it, Christian maybe?",
            "A man called Corstin from another company rang.",
            "The phone I got from Christian came with a crack.",
        ] {
            assert!(asked(&house, text).is_empty(), "{text}");
        }
    }
}
