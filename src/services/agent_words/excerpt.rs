//! What an agent may read of a card that complains about a colleague: the sentences that name them, without the
//! colleague's name. That one praises and complains at once must not carry the complaint past the manager.

use crate::domain::privacy::{self, Private};
use crate::domain::wording::{Highlight, Words};
use crate::services::questions;
use crate::store::mentions::MentionRow;
use std::ops::Range;

/// What stands for sentences about others.
const ELSEWHERE: &str = "part about somebody else hidden";
/// What stands for their names.
const COLLEAGUE: &str = "a colleague";

/// Shows the sentences that hold one of `marks`; a card that names the agent only beside the text shows none.
pub(super) fn about(text: &str, marks: &[Highlight], colleagues: &[&MentionRow], private: Private<'_>) -> Words {
    let own = |sentence: &Range<usize>| marks.iter().any(|mark| sentence.contains(&mark.span.start));
    let mut hidden: Vec<(Range<usize>, &'static str)> = Vec::new();
    for sentence in sentences(text) {
        if own(&sentence) {
            continue;
        }
        match hidden.last_mut() {
            Some((last, _)) if last.end == sentence.start => last.end = sentence.end,
            _ => hidden.push((sentence, ELSEWHERE)),
        }
    }
    // The space behind a stretch stays: words that follow it must not touch it.
    for (span, _) in &mut hidden {
        span.end = span.start + text[span.clone()].trim_end().len();
    }
    hidden.retain(|(span, _)| !span.is_empty());
    let keep: Vec<Range<usize>> = marks.iter().map(|mark| mark.span.clone()).collect();
    let details = privacy::details(text, private, &keep);
    let names = colleagues.iter().flat_map(|tie| questions::spans(tie)).map(|span| (span, COLLEAGUE));
    hidden.extend(names.chain(details.into_iter().map(|(span, detail)| (span, detail.stands_in()))));
    hidden.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    // What lies inside a hidden stretch goes with it; what reaches beyond one makes it longer.
    let mut apart: Vec<(Range<usize>, &'static str)> = Vec::with_capacity(hidden.len());
    for (span, stands_in) in hidden {
        match apart.last_mut() {
            Some((last, _)) if span.start < last.end => last.end = last.end.max(span.end),
            _ => apart.push((span, stands_in)),
        }
    }
    privacy::redacted(text, marks, apart)
}

/// Sentences with their end marks and the space behind them, whole and in order.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut ended) = (0, false);
    for (at, letter) in text.char_indices() {
        if ended && !letter.is_whitespace() && !matches!(letter, '.' | '!' | '?' | '…' | '"' | '”' | '’' | ')') {
            out.push(start..at);
            start = at;
            ended = false;
        }
        ended = ended && !letter.is_alphanumeric() || matches!(letter, '.' | '!' | '?' | '…' | '\n' | '。');
    }
    out.push(start..text.len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_cover_the_whole_text() {
        let text = "Ana was kind! Tom... was not. \"Really.\" Yes\nNo 3.5 left";
        let parts: Vec<&str> = sentences(text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(parts.concat(), text);
        assert_eq!(parts[0], "Ana was kind! ");
        assert_eq!(parts[1], "Tom... ");
    }
}
