//! Puts a stand-in where a person's names stand in a text, and says where everything else has moved to.
//!
//! Names are found as whole words, whatever their case and accents; one word alone only where it begins with a capital,
//! for "will", "may" and "al" are words, too. Names in scripts without spaces are found as they are written.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The names of one person, and what stands in for them.
#[derive(Clone, Debug)]
pub struct StandIn {
    names: Vec<Vec<String>>,
    glyphs: Vec<String>,
    stand_in: String,
}

/// A text in which names were replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The new text.
    pub text: String,
    /// What was replaced, in bytes of the old text and of the new, in order.
    moves: Vec<(Range<usize>, Range<usize>)>,
}

impl Replaced {
    /// Whether nothing was replaced.
    pub fn is_same(&self) -> bool {
        self.moves.is_empty()
    }

    /// Where a range of the old text is in the new one: one that touches a replaced name covers all of its stand-in.
    pub fn moved(&self, old: Range<usize>) -> Range<usize> {
        let at = |offset: usize, end: bool| {
            let before = self.moves.iter().rev().find(|(was, _)| was.start < offset || (!end && was.start == offset));
            match before {
                Some((was, now)) if offset < was.end || (end && offset == was.end) => {
                    if end {
                        now.end
                    } else {
                        now.start
                    }
                }
                Some((was, now)) => now.end + (offset - was.end),
                None => offset,
            }
        };
        at(old.start, false)..at(old.end, true)
    }
}

impl StandIn {
    /// `names` are full names, parts of names and nicknames.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>, stand_in: &str) -> Self {
        let (mut worded, mut glyphs) = (Vec::new(), Vec::new());
        for name in names {
            let name = name.trim();
            if name.chars().any(is_glyph) {
                glyphs.push(name.to_owned());
                continue;
            }
            let words: Vec<String> = words(name).map(|(range, _)| key(&name[range])).collect();
            // A letter alone is an initial, and in every text.
            if words.iter().map(|word| word.chars().count()).sum::<usize>() > 1 && !worded.contains(&words) {
                worded.push(words);
            }
        }
        // The longest first: "Derrick Hale" is one name, not two.
        worded.sort_by_key(|words| std::cmp::Reverse(words.len()));
        glyphs.sort_by_key(|name| std::cmp::Reverse(name.len()));
        Self { names: worded, glyphs, stand_in: stand_in.to_owned() }
    }

    /// Replaces the names, and whatever stands at `own`; nothing that stands at `others`. Both in bytes of `text`.
    pub fn replace(&self, text: &str, own: &[Range<usize>], others: &[Range<usize>]) -> Replaced {
        let mut found: Vec<Range<usize>> =
            own.iter().filter(|range| !range.is_empty() && text.get((*range).clone()).is_some()).cloned().collect();
        let free =
            |range: &Range<usize>| !others.iter().any(|other| other.start < range.end && range.start < other.end);
        found.extend(self.found(text).into_iter().filter(|range| free(range)));
        found.sort_by_key(|range| (range.start, range.end));
        let mut joined: Vec<Range<usize>> = Vec::new();
        for range in found {
            match joined.last_mut() {
                Some(last) if matches!(&text[last.end.min(range.start)..range.start], "" | " ") => {
                    last.end = last.end.max(range.end);
                }
                _ => joined.push(range),
            }
        }
        let (mut out, mut moves, mut from) = (String::with_capacity(text.len()), Vec::new(), 0);
        for range in joined {
            out.push_str(&text[from..range.start]);
            let start = out.len();
            out.push_str(&self.stand_in);
            from = range.end;
            moves.push((range, start..out.len()));
        }
        out.push_str(&text[from..]);
        Replaced { text: out, moves }
    }

    /// Replaces the names in a text that nobody has marked anything in; none if there was nothing to replace.
    pub fn plain(&self, text: &str) -> Option<String> {
        let replaced = self.replace(text, &[], &[]);
        (!replaced.is_same()).then_some(replaced.text)
    }

    fn found(&self, text: &str) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        for name in &self.glyphs {
            out.extend(text.match_indices(name.as_str()).map(|(at, found)| at..at + found.len()));
        }
        if self.names.is_empty() {
            return out;
        }
        let all: Vec<(Range<usize>, bool)> = words(text).collect();
        let keys: Vec<String> = all.iter().map(|(range, _)| key(&text[range.clone()])).collect();
        let mut at = 0;
        while at < keys.len() {
            let fits = |name: &&Vec<String>| {
                let capital = name.len() > 1 || all[at].1;
                let near = || {
                    all[at..].windows(2).take(name.len() - 1).all(|pair| {
                        let gap = &text[pair[0].0.end..pair[1].0.start];
                        let initial = text[pair[0].0.clone()].chars().count() == 1;
                        let ends = gap.contains([';', ':', '!', '?']) || gap.contains('.') && !initial;
                        gap.chars().count() <= 3 && gap.matches('\n').count() < 2 && !ends
                    })
                };
                capital && keys[at..].starts_with(name) && near()
            };
            if let Some(name) = self.names.iter().find(fits) {
                out.push(all[at].0.start..all[at + name.len() - 1].0.end);
                at += name.len();
            } else {
                at += 1;
            }
        }
        out
    }
}

/// The words of a text, and whether each begins with a capital or has no case at all.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, bool)> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = rest.find(|(_, letter)| letter.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while let Some((at, letter)) =
            rest.next_if(|(_, letter)| letter.is_alphanumeric() || is_combining_mark(*letter))
        {
            end = at + letter.len_utf8();
        }
        Some((start..end, !first.is_lowercase()))
    })
}

/// A word without case and accents.
fn key(word: &str) -> String {
    word.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

/// Letters of scripts that are written without spaces: kana, Han, Thai, Lao, Khmer, Burmese.
fn is_glyph(letter: char) -> bool {
    matches!(letter, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn derrick() -> StandIn {
        StandIn::new(["Derrick Hale", "Derrick", "Hale", "Del"], "Former colleague 3")
    }

    #[test]
    fn names_are_found_as_whole_words_and_a_full_name_is_one() {
        let said = |text: &str| derrick().replace(text, &[], &[]).text;
        assert_eq!(said("DERRICK hale's team"), "Former colleague 3's team");
        assert_eq!(said("Ask Del, or Hale."), "Ask Former colleague 3, or Former colleague 3.");
        assert_eq!(said("hale and hearty, model, Halewood"), "hale and hearty, model, Halewood");
        assert_eq!(said("Derrick\nHale"), "Former colleague 3");
        assert_eq!(
            said("Thank you, Derrick\n\nHale was rude"),
            "Thank you, Former colleague 3\n\nFormer colleague 3 was rude"
        );
        assert_eq!(
            said("She thanked Derrick. Hale came later."),
            "She thanked Former colleague 3. Former colleague 3 came later."
        );
        let jose = StandIn::new(["José Núñez", "José"], "X");
        assert_eq!(jose.replace("Jose Nunez, jose", &[], &[]).text, "X, jose");
        assert_eq!(StandIn::new(["田中"], "X").replace("田中さん", &[], &[]).text, "Xさん");
    }

    #[test]
    fn what_is_marked_is_replaced_whatever_it_says_and_others_are_left() {
        let text = "derek and Derrick Stone and Derrick";
        let other = 10..23;
        let replaced = derrick().replace(text, std::slice::from_ref(&(0..5)), std::slice::from_ref(&other));
        assert_eq!(replaced.text, "Former colleague 3 and Derrick Stone and Former colleague 3");
        assert_eq!(&replaced.text[replaced.moved(other)], "Derrick Stone");
        assert_eq!(&replaced.text[replaced.moved(0..5)], "Former colleague 3");
        assert_eq!(&replaced.text[replaced.moved(28..35)], "Former colleague 3");
    }

    proptest::proptest! {
        #[test]
        fn every_range_beside_the_names_says_the_same_as_before(before in "[a-zé .]{0,12}", after in "[a-zé .]{0,12}") {
            let text = format!("{before} Derrick Hale {after}");
            let replaced = derrick().replace(&text, &[], &[]);
            let tail = text.len() - after.len()..text.len();
            let head = 0..before.len();
            proptest::prop_assert_eq!(&replaced.text[replaced.moved(head)], before.as_str());
            proptest::prop_assert_eq!(&replaced.text[replaced.moved(tail)], after.as_str());
        }

        #[test]
        fn any_text_is_replaced_without_panic_and_twice_is_once(text in "\\PC{0,60}", from in 0_usize..60, long in 0_usize..9) {
            let once = derrick().replace(&text, std::slice::from_ref(&(from..from + long)), &[]);
            let again = derrick().replace(&once.text, &[], &[]);
            proptest::prop_assert!(again.text == once.text || long > 0);
        }
    }
}
