//! Whether an unknown word stands where a name would: only there may it be a slip for one.
use super::context;
use super::reader::{Reader, Written};
use crate::analysis::fold::{self, Gap};
use crate::analysis::lexicon as lex;

/// An unknown word that stands where a name would.
pub fn eligible(reader: &Reader, i: usize) -> bool {
    let Some(t) = reader.tok(i) else { return false };
    if t.letters < 4 || t.letters > 20 || t.digits || t.cjk {
        return false;
    }
    let f = reader.flags.get(i).copied().unwrap_or(0);
    if f & (lex::WORD | lex::PLACE | lex::ORG | lex::MONTH | lex::DAY | lex::MODAL | lex::STRONG) != 0 {
        return false;
    }
    if f & lex::SURNAME != 0 && f & lex::GIVEN == 0 && !context::title_before(reader, i) {
        return false;
    }
    // "Höller" is no holler.
    let ascii = reader.text.surface(t.start as usize, t.end as usize).is_ascii();
    if lex::is_word(reader.word(i)) || ascii && lex::is_common(reader.word(i)) || somewhere(reader, i) {
        return false;
    }
    match reader.written(i) {
        // In German every noun has a capital.
        Written::Capital if !reader.german => true,
        Written::Capital => context::person_after(reader, i + 1) || context::cue_before(reader, i),
        Written::Start | Written::Flat => {
            context::person_after(reader, i + 1) || context::cue_before(reader, i) || at_work(reader, i + 1)
        }
        // "your price hike drove us out": in a text that uses capitals, a verb behind it is not enough.
        Written::Low => {
            context::cue(reader, i).is_some_and(|cue| cue.1 >= 2.2)
                // "gurpeet came in the snow": who begins without a capital.
                || reader.starts_sentence(i)
                    && (context::after(reader, i + 1, i).is_some_and(|a| a.1 >= 2.2) || at_work(reader, i + 1))
        }
    }
}

/// "Shivawn in the Leeds office", "Ashlin on your enquiry desk", "LaKiesha in titles": where somebody works stands behind the
/// name.
fn at_work(reader: &Reader, at: usize) -> bool {
    let team = |k: usize| {
        let word = reader.word(k);
        let forms = [Some(word), word.strip_suffix('s').filter(|_| word.len() > 4)];
        forms.into_iter().flatten().any(|form| reader.roster.team_word(fold::hash(form.as_bytes())))
    };
    let place = |k: usize| reader.has(k, lex::DEPT) || team(k);
    // "over in parts", "up at the desk".
    let over = matches!(reader.word(at), "over" | "up" | "down" | "out") && reader.gap(at) <= Gap::Space;
    let at = at + usize::from(over);
    reader.gap(at) <= Gap::Space
        && matches!(reader.word(at), "in" | "on" | "at" | "from")
        && (team(at + 1)
            || matches!(reader.word(at + 1), "the" | "your")
                && (at + 2..at + 6).take_while(|k| reader.gap(*k) <= Gap::Space).any(place))
}

/// How towns and villages end.
const TOWNS: &[&str] = &[
    "ley", "ton", "ham", "ford", "wick", "worth", "bury", "field", "pool", "mouth", "ville", "burg", "burgh", "stead",
    "dale", "shire", "thorpe", "chester", "cester", "bridge",
];

/// "Kiran at Apollo", "in Cork": a house or a town; not "shouted at Jeromy", "called in Sandrra".
fn somewhere(reader: &Reader, i: usize) -> bool {
    if i < 2 || !reader.capital(i) {
        return false;
    }
    let before = reader.word(i - 2);
    match reader.word(i - 1) {
        "at" => reader.capital(i - 2),
        // "a tractor from Staveley"; but "an email from Jeromy".
        "from" => {
            TOWNS.iter().any(|end| reader.word(i).ends_with(end))
                && context::cue(reader, i).is_some_and(|cue| cue.1 < 2.0)
        }
        "in" => !matches!(
            before,
            "called"
                | "call"
                | "sent"
                | "send"
                | "brought"
                | "bring"
                | "came"
                | "walked"
                | "believe"
                | "trust"
                | "faith"
                | "confidence"
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    #[test]
    fn a_house_or_a_town_is_nobodys_slip() {
        let stands = |text: &str, name: &str| testing::at(&testing::nobody(), text, name, somewhere);
        assert!(stands("We were stuck in Cork with no bus.", "cork"));
        assert!(stands("Kiran at Apollo had given up.", "apollo"));
        assert!(stands("I was stuck behind a tractor from Staveley and rang ahead.", "staveley"));
        assert!(!stands("There was not a word from Jeromy all week.", "jeromy"));
        assert!(!stands("I had an email from Jeromy.", "jeromy"));
        assert!(!stands("They called in Jeromy and he sorted it.", "jeromy"));
        assert!(!stands("He shouted at Jeromy.", "jeromy"));
    }
}
