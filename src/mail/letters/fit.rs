//! Keeps a digest under the size at which mail programs cut a letter off (Gmail: 102 kB), whatever
//! the week was like. What is left out is counted, and one click away; sums stay right.

use super::digest::{DigestLetter, LetterLink, PersonRow};
use super::voice::Voice;
use std::cmp::Reverse;

/// At about 2.4 kB each, with their words.
const MOST_NEEDS: usize = 6;
/// At about 4 kB each, with three candidates.
const MOST_WHO: usize = 4;
/// More names than this are no longer a question one presses a button for.
const MOST_CANDIDATES: usize = 3;
/// At about 0.6 kB each.
const MOST_PEOPLE: usize = 40;
/// Characters of a complaint, of the best words, and of a card somebody must be found for.
const NEEDS_WORDS: usize = 500;
const SMILE_WORDS: usize = 700;
const WHO_WORDS: usize = 280;

impl DigestLetter {
    /// Shortens lists and long words to what one letter can carry.
    ///
    /// The people shown are those with the most cards, still in order of name; the others become
    /// one row. The last row ("Nobody yet") always stays.
    #[must_use]
    pub fn fitted(mut self, voice: &Voice<'_>) -> Self {
        for item in &mut self.needs_you {
            item.words = item.words.shortened(NEEDS_WORDS);
        }
        if let Some(smile) = &mut self.smile {
            smile.words = smile.words.shortened(SMILE_WORDS);
        }
        for item in &mut self.who {
            item.words = item.words.shortened(WHO_WORDS);
            item.candidates.truncate(MOST_CANDIDATES);
        }
        let left_out = self.needs_you.len().saturating_sub(MOST_NEEDS);
        if left_out > 0 {
            self.needs_you.truncate(MOST_NEEDS);
            let count = u64::try_from(left_out).unwrap_or(u64::MAX);
            self.needs_you_more =
                Some(LetterLink { href: self.inbox.href.clone(), text: voice.sentence("needs-more", count, &[]) });
        }
        self.who.truncate(MOST_WHO);
        self.people = fewer(self.people, voice);
        self
    }
}

fn fewer(people: Vec<PersonRow>, voice: &Voice<'_>) -> Vec<PersonRow> {
    if people.len() <= MOST_PEOPLE {
        return people;
    }
    let last = people.len() - 1;
    let mut order: Vec<usize> = (0..last).collect();
    order.sort_by_key(|&index| Reverse(people[index].praise + people[index].complaints));
    let mut keep = vec![false; people.len()];
    keep[last] = true;
    for &index in order.iter().take(MOST_PEOPLE - 2) {
        keep[index] = true;
    }
    let mut shown = Vec::with_capacity(MOST_PEOPLE);
    let (mut others, mut praise, mut complaints) = (0, 0, 0);
    for (index, person) in people.into_iter().enumerate() {
        if index == last {
            shown.push(PersonRow {
                name: voice.sentence("people-other", others, &[]),
                team: voice.plain("people-other-which"),
                praise,
                complaints,
                link: None,
            });
        }
        if keep[index] {
            shown.push(person);
        } else {
            others += 1;
            praise += person.praise;
            complaints += person.complaints;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_table_keeps_its_sums_its_order_and_its_last_row() {
        let people: Vec<PersonRow> = (0..100)
            .map(|index| PersonRow {
                name: format!("{index:03}"),
                team: String::new(),
                praise: index % 7,
                complaints: 1,
                link: None,
            })
            .collect();
        let praise: u64 = people.iter().map(|person| person.praise).sum();
        let messages = crate::render::messages::Messages::load().unwrap();
        let shown = fewer(people, &Voice::new(&messages, "en"));
        assert_eq!(shown.len(), MOST_PEOPLE);
        assert_eq!(shown.iter().map(|person| person.praise).sum::<u64>(), praise);
        assert_eq!(shown.iter().map(|person| person.complaints).sum::<u64>(), 100);
        assert_eq!(shown[MOST_PEOPLE - 1].name, "099");
        assert_eq!(shown[MOST_PEOPLE - 2].name, "61 other people");
        assert!(shown[..MOST_PEOPLE - 2].is_sorted_by_key(|person| &person.name));
    }
}
