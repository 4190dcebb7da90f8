//! What people write about: how many cards speak of each theme, and one sentence that does.

use crate::analysis::themes::{Finder, Theme};
use crate::domain::Kind;
use crate::domain::ids::{CardId, OrganisationId};
use crate::error::Result;
use crate::services::themes;
use crate::store::AnyConnection;
use crate::store::report::{self, CardFact};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

/// The newest cards whose words are read: enough for a picture, and bounded however many there are.
const READ: usize = 5_000;
/// Characters of a sentence that is shown.
const SENTENCE: usize = 140;

/// A theme that was written about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeLine {
    /// "Being rung back"
    pub name: String,
    /// Cards of praise that speak of it.
    pub praise: u64,
    /// Complaints that do.
    pub complaints: u64,
    /// What somebody wrote, of whichever kind there is more; the newest card that says it in a short sentence.
    pub said: Option<Said>,
}

/// A sentence of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The card.
    pub card: CardId,
    /// Whether that is praise.
    pub praise: bool,
    /// The sentence as it was written.
    pub sentence: String,
}

/// The themes of these cards, most written about first, and how many were read when not all were.
pub(super) fn lines(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    facts: &[CardFact],
) -> Result<(Vec<ThemeLine>, Option<u64>)> {
    let newest = facts.get(facts.len().saturating_sub(READ)..).unwrap_or(facts);
    let read = (newest.len() < facts.len()).then(|| u64::try_from(newest.len()).unwrap_or(0));
    let list: Vec<Theme> = themes::of(connection, organisation)?
        .into_iter()
        .map(|row| Theme { name: row.name, words: row.words })
        .collect();
    let Some(finder) = Finder::new(&list) else { return Ok((Vec::new(), read)) };
    let ids: Vec<CardId> = newest.iter().map(|fact| fact.id).collect();
    let words: HashMap<CardId, String> = report::words(connection, organisation, &ids)?.into_iter().collect();
    let mut lines: Vec<Counting> = list.iter().map(|_| Counting::default()).collect();
    for fact in newest.iter().rev() {
        let Some(text) = words.get(&fact.id) else { continue };
        for found in finder.find(text) {
            if let Some(line) = lines.get_mut(found.theme) {
                line.count(fact, text, &found.span);
            }
        }
    }
    let named = list.into_iter().zip(lines).filter(|(_, line)| line.praise + line.complaints > 0);
    let mut lines: Vec<ThemeLine> = named.map(|(theme, line)| line.done(theme.name)).collect();
    lines.sort_by_key(|line| (Reverse(line.praise + line.complaints), line.name.to_lowercase()));
    Ok((lines, read))
}

#[derive(Default)]
struct Counting {
    praise: u64,
    complaints: u64,
    good: Option<Said>,
    bad: Option<Said>,
}

impl Counting {
    fn count(&mut self, fact: &CardFact, text: &str, span: &Range<usize>) {
        let praise = fact.kind == Kind::Praise;
        let (count, said) =
            if praise { (&mut self.praise, &mut self.good) } else { (&mut self.complaints, &mut self.bad) };
        *count += 1;
        if said.is_none() {
            *said = sentence(text, span).map(|sentence| Said { card: fact.id, praise, sentence });
        }
    }

    fn done(self, name: String) -> ThemeLine {
        let (first, second) =
            if self.praise >= self.complaints { (self.good, self.bad) } else { (self.bad, self.good) };
        ThemeLine { name, praise: self.praise, complaints: self.complaints, said: first.or(second) }
    }
}

/// The sentence around a word, if it is short enough to be shown whole.
fn sentence(text: &str, span: &Range<usize>) -> Option<String> {
    let ends = |letter: char| matches!(letter, '.' | '!' | '?' | '\n' | '…');
    let start =
        text.get(..span.start)?.rfind(ends).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let rest = text.get(span.end..)?;
    let end =
        rest.find(ends).map_or(text.len(), |at| span.end + at + rest[at..].chars().next().map_or(1, char::len_utf8));
    let sentence = text.get(start..end)?.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = sentence.chars().count();
    (12..=SENTENCE).contains(&length).then_some(sentence)
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn the_sentence_around_a_word_is_shown_whole_or_not_at_all() {
        let text = "Lovely shop. They promised to call back before five! Nobody did.";
        let at = text.find("call").unwrap();
        assert_eq!(sentence(text, &(at..at + 9)).as_deref(), Some("They promised to call back before five!"));
        assert_eq!(sentence("Slow… so very slow", &(8..10)).as_deref(), Some("so very slow"));
        assert_eq!(sentence(&format!("wait {}", "on ".repeat(90)), &(0..4)), None);
        assert_eq!(sentence("wait", &(0..4)), None);
    }
}
