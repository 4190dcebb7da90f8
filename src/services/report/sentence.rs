//! The sentence that a word of a theme stands in, as a report quotes it.

use std::ops::Range;

/// Characters of a sentence that is shown.
const LONGEST: usize = 140;

/// The sentence around a word, if it is short enough to be shown whole.
pub(super) fn sentence(text: &str, span: &Range<usize>) -> Option<String> {
    let ends = |letter: char| matches!(letter, '.' | '!' | '?' | '\n' | '…');
    let start =
        text.get(..span.start)?.rfind(ends).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let rest = text.get(span.end..)?;
    let end =
        rest.find(ends).map_or(text.len(), |at| span.end + at + rest[at..].chars().next().map_or(1, char::len_utf8));
    let sentence = text.get(start..end)?.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = sentence.chars().count();
    (12..=LONGEST).contains(&length).then_some(sentence)
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
