//! How people are addressed: with respect ("Venkat sir"), or hailed ("Memo you absolute legend").
use super::reader::Reader;
use crate::analysis::fold::{Case, Gap};
use crate::analysis::lexicon as lex;

/// What stands behind a name out of respect.
const RESPECT: &[&str] = &[
    "sir", "madam", "mam", "maam", "sister", "bhaiya", "bhaiyya", "didi", "anna", "akka", "ji", "sahib", "saheb",
    "saab", "bhai", "chettan", "chetta", "chechi", "garu",
];

/// What somebody is called by whom they delighted.
const HAILED: &[&str] = &[
    "legend", "star", "hero", "diamond", "beauty", "gem", "angel", "treasure", "saint", "champion", "queen", "king",
    "babe",
];

/// "Mercy sister sat with me", "Our Gopu chettan from claims"; but "our Asha didi came to visit" is one of the family.
pub(super) fn respected(reader: &Reader, at: usize, last: usize) -> bool {
    let from = reader.word(at + 1) == "from" && reader.gap(at + 1) <= Gap::Space;
    let family = |p: usize| reader.has(p, lex::MINE) && !(reader.word(p) == "our" && from);
    RESPECT.contains(&reader.word(at))
        && reader.tok(at).is_some_and(|t| t.case != Case::Title)
        && !(at > 1 && reader.before(last, 1).is_some_and(family))
}

/// "Memo you absolute legend": the name opens the sentence, and is told what it is.
pub(super) fn hailed(reader: &Reader, at: usize, last: usize) -> bool {
    reader.word(at) == "you"
        && reader.starts_sentence(last)
        && reader.gap(at + 1) <= Gap::Space
        && (at + 1..at + 3).any(|k| HAILED.contains(&reader.word(k)) && reader.gap(k) <= Gap::Space)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    #[test]
    fn respect_is_told_from_the_family() {
        let shown = |text: &str| testing::at(&testing::nobody(), text, "gopu", |reader, i| respected(reader, i + 1, i));
        assert!(shown("Gopu sir explained it all."));
        assert!(shown("Our Gopu chettan from claims, what a man."));
        assert!(!shown("Our Gopu chettan came to visit us."));
        assert!(!shown("My Gopu chettan from Kollam paid it."));
    }

    #[test]
    fn whoever_is_hailed_is_spoken_to() {
        let hail = |text: &str| testing::at(&testing::nobody(), text, "memo", |reader, i| hailed(reader, i + 1, i));
        assert!(hail("Memo you absolute legend. Square cut, well done."));
        assert!(!hail("Memo you sent me never came."));
    }
}
