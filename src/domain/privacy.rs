//! What an agent may not read in a customer's own words: telephone numbers, addresses, card numbers and the
//! customer's name. Finds where they stand; one pass each, so that a long card costs what it is long. When in doubt
//! it hides: a number too many is a nuisance, a telephone number too few can't be taken back.

mod detail;
mod names;
mod numbers;
mod places;

pub use detail::Detail;

use super::wording::{Highlight, Segment, Words};
use std::ops::Range;

/// What is known of the customer besides their words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Private<'a> {
    /// Their name.
    pub name: Option<&'a str>,
    /// Their telephone number, for those too short to be seen as one.
    pub phone: Option<&'a str>,
}

/// Where private details stand in `text`, in order and without overlaps. `keep` are names that stay readable: the
/// agent's own, who may share one with the customer.
pub fn details(text: &str, private: Private<'_>, keep: &[Range<usize>]) -> Vec<(Range<usize>, Detail)> {
    let mut found = numbers::emails(text);
    found.extend(numbers::numbers(text, private.phone));
    found.extend(places::addresses(text));
    let names = names::of_customer(text, private.name);
    let kept = |span: &Range<usize>| keep.iter().any(|other| span.start < other.end && other.start < span.end);
    found.extend(names.into_iter().filter(|span| !kept(span)).map(|span| (span, Detail::Name)));
    found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut out: Vec<(Range<usize>, Detail)> = Vec::with_capacity(found.len());
    for (span, detail) in found {
        match out.last_mut() {
            // What overlaps is hidden whole, under the name of what begins first.
            Some((last, _)) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push((span, detail)),
        }
    }
    out
}

/// The words with private details hidden and `highlights` marked; what is hidden is never marked.
pub fn words(text: &str, highlights: &[Highlight], private: Private<'_>) -> Words {
    let keep: Vec<Range<usize>> = highlights.iter().map(|highlight| highlight.span.clone()).collect();
    redacted(
        text,
        highlights,
        details(text, private, &keep).into_iter().map(|(span, detail)| (span, detail.stands_in())),
    )
}

/// A manager's note to an agent called `agent`, with the customer's details hidden if they slipped in.
pub fn note(text: &str, agent: &str, private: Private<'_>) -> Words {
    let keep = names::of_person(text, agent);
    redacted(text, &[], details(text, private, &keep).into_iter().map(|(span, detail)| (span, detail.stands_in())))
}

/// Cuts the text at what is hidden (in order, without overlaps) and marks what lies between.
pub fn redacted<'a>(
    text: &str,
    highlights: &[Highlight],
    hidden: impl IntoIterator<Item = (Range<usize>, &'a str)>,
) -> Words {
    let mut marks: Vec<&Highlight> = highlights.iter().filter(|mark| text.get(mark.span.clone()).is_some()).collect();
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    let (mut segments, mut at, mut next) = (Vec::new(), 0, 0);
    for (span, stands_in) in hidden {
        if span.start < at || text.get(span.clone()).is_none() {
            continue;
        }
        next = open(text, at..span.start, &marks, next, &mut segments);
        segments.push(Segment::hidden(stands_in));
        at = span.end;
    }
    open(text, at..text.len(), &marks, next, &mut segments);
    Words::from_segments(segments)
}

/// Adds a readable stretch with its marks; returns the first mark that may lie behind it.
fn open(text: &str, stretch: Range<usize>, marks: &[&Highlight], mut next: usize, out: &mut Vec<Segment>) -> usize {
    let mut at = stretch.start;
    while let Some(mark) = marks.get(next).filter(|mark| mark.span.start < stretch.end) {
        next += 1;
        if mark.span.is_empty() || mark.span.start < at || mark.span.end > stretch.end {
            continue;
        }
        out.push(Segment::plain(&text[at..mark.span.start]));
        out.push(Segment::marked(&text[mark.span.clone()], mark.complaint));
        at = mark.span.end;
    }
    out.push(Segment::plain(&text[at..stretch.end]));
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, name: Option<&str>) -> String {
        words(text, &[], Private { name, phone: None }).plain
    }

    #[test]
    fn what_is_hidden_is_never_marked_and_the_rest_stays_whole() {
        let text = "Derrick rang me on 020 7946 0018, thank Derrick.";
        let marks = [Highlight { span: 0..7, complaint: false }, Highlight { span: 40..47, complaint: false }];
        let words = words(text, &marks, Private::default());
        assert_eq!(words.plain, "Derrick rang me on [phone number hidden], thank Derrick.");
        assert_eq!(words.paragraphs[0].iter().filter(|segment| segment.mark).count(), 2);
        assert_eq!(words.paragraphs[0].iter().filter(|segment| segment.hidden).count(), 1);
    }

    #[test]
    fn an_agent_who_shares_the_customers_name_is_still_named() {
        let text = "Derrick was kind.\nDerrick Moss";
        let marks = [Highlight { span: 0..7, complaint: false }];
        let words = words(text, &marks, Private { name: Some("Derrick Moss"), phone: None });
        assert_eq!(words.plain, "Derrick was kind.\n[name hidden]");
        let note = note(
            "Derrick, Ms Moss is content now.",
            "Derrick Hale",
            Private { name: Some("Derrick Moss"), phone: None },
        );
        assert_eq!(note.plain, "Derrick, Ms [name hidden] is content now.");
    }

    #[test]
    fn a_long_card_of_nothing_but_private_details_is_read_in_one_pass() {
        let text = "janet@mail.example 020 7946 0018 12 Mill Street Janet Pruett\n".repeat(4_000);
        let shown = shown(&text, Some("Janet Pruett"));
        assert!(!shown.contains("mail.example") && !shown.contains("7946") && !shown.contains("Pruett"));
    }

    #[test]
    fn words_without_private_details_stay_as_they_are() {
        let text = "Queued 20 minutes on 14 November 2026, paid £1,204.50, order 48213. Worth it!";
        assert_eq!(shown(text, Some("Janet Pruett")), text);
        assert_eq!(shown("", None), "");
    }
}
