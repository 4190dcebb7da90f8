//! The customer's words as a letter quotes them: cut at a length, names marked, and nothing in them that could turn
//! the reading direction of what stands around them.

use crate::domain::Polarity;
use crate::domain::wording::{Highlight, Words};
use crate::store::mentions::MentionRow;
use std::ops::Range;

/// Quotes `text`, at most `most` characters of it, with the names of these mentions marked.
pub(super) fn quote(text: &str, mentions: &[MentionRow], most: usize) -> Words {
    let marks: Vec<(Range<usize>, bool)> = mentions
        .iter()
        .flat_map(|row| {
            let complaint = matches!(row.polarity, Polarity::Complaint | Polarity::Mixed);
            spans(&row.spans).into_iter().map(move |span| (span, complaint))
        })
        .collect();
    quote_marked(text, &marks, most)
}

/// The same with the places given.
pub(super) fn quote_marked(text: &str, marks: &[(Range<usize>, bool)], most: usize) -> Words {
    // Marks count bytes of the text as it was stored; taking characters out moves them.
    let moved = |at: usize| text.get(..at).map(|before| plain(before).len());
    let highlights: Vec<Highlight> = marks
        .iter()
        .filter_map(|(span, complaint)| {
            Some(Highlight { span: moved(span.start)?..moved(span.end)?, complaint: *complaint })
        })
        .collect();
    Words::new(&cut(&plain(text), most), &highlights)
}

/// Reads `[[start, end], …]`; what can't be read marks nothing.
fn spans(json: &str) -> Vec<Range<usize>> {
    let pairs: Vec<(usize, usize)> = serde_json::from_str(json).unwrap_or_default();
    pairs.into_iter().map(|(start, end)| start..end).collect()
}

/// Takes out marks that turn the reading direction, and those that are nothing but invisible.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| {
            !matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        })
        .map(|letter| if matches!(letter, '\u{2028}' | '\u{2029}' | '\u{85}') { '\n' } else { letter })
        .collect()
}

/// The first `most` characters, ended at a word and with an ellipsis if there are more.
fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or(text);
    // A word of 10,000 letters is cut in its middle.
    let end = head.rfind(char::is_whitespace).filter(|space| *space > end / 2).unwrap_or(end);
    format!("{}…", head.get(..end).unwrap_or(head).trim_end())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::reversed_empty_ranges, clippy::single_range_in_vec_init, reason = "damaged spans are the point")]
    use super::*;

    #[test]
    fn marks_stay_on_their_names_when_invisible_marks_are_taken_out() {
        let text = "\u{202e}Thank \u{200b}Ana\u{2028}now";
        let start = text.find("Ana").unwrap();
        let words = quote_marked(text, &[(start..start + 3, false)], 600);
        assert_eq!(words.plain, "Thank Ana\nnow");
        assert!(words.paragraphs[0].iter().any(|segment| segment.mark && segment.text == "Ana"));
    }

    #[test]
    fn long_words_and_wrong_marks_do_no_harm() {
        let long = "ü".repeat(10_000);
        assert_eq!(quote_marked(&long, &[(1..3, true), (7..2, false)], 600).plain.chars().count(), 601);
        assert_eq!(quote_marked("", &[(0..1, true)], 600).plain, "");
        assert_eq!(quote_marked("one two three", &[], 9).plain, "one two…");
        assert!(spans("nonsense").is_empty());
        assert_eq!(spans("[[0,3]]"), [0..3]);
    }
}
