//! The customer's words cut into pieces, so that a template can mark a name without ever
//! holding HTML: escaping stays where it belongs, in the template engine.

use serde::Serialize;
use std::ops::Range;

/// A name that was matched in the text, by its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// True if this person is complained about here.
    pub complaint: bool,
}

/// A run of text that looks the same throughout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// The text itself.
    pub text: String,
    /// True if it is a name we matched.
    pub mark: bool,
    /// True if that name is complained about.
    pub complaint: bool,
    /// True if the text stands in for something private.
    pub hidden: bool,
}

impl Segment {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), mark: false, complaint: false, hidden: false }
    }

    /// A matched name.
    pub fn marked(text: impl Into<String>, complaint: bool) -> Self {
        Self { text: text.into(), mark: true, complaint, hidden: false }
    }

    /// How it reads where nothing but text can be shown: what stands in for something is in brackets, for no customer
    /// wrote it.
    fn said(&self) -> String {
        if self.hidden { format!("[{}]", self.text) } else { self.text.clone() }
    }

    /// What stands in for a private detail: "phone number hidden".
    pub fn hidden(text: impl Into<String>) -> Self {
        Self { text: text.into(), mark: false, complaint: false, hidden: true }
    }
}

/// The customer's words: paragraphs of segments, and the same as one plain text for letters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Blank lines part paragraphs; single line breaks stay in the text.
    pub paragraphs: Vec<Vec<Segment>>,
    /// The same words without marks; what stands in for a private detail is in brackets.
    pub plain: String,
}

impl Words {
    /// Cuts a text at its highlights and blank lines.
    ///
    /// A highlight that is out of bounds, off a character boundary, or overlaps an earlier one is
    /// left out: the words are shown whole in any case. Control characters are dropped,
    /// and so are those that turn the direction of a line.
    pub fn new(text: &str, highlights: &[Highlight]) -> Self {
        let mut sorted: Vec<&Highlight> =
            highlights.iter().filter(|h| text.get(h.span.clone()).is_some_and(|t| !t.is_empty())).collect();
        sorted.sort_by_key(|h| (h.span.start, std::cmp::Reverse(h.span.end)));
        let mut pieces = Vec::new();
        let mut at = 0;
        for highlight in sorted {
            if highlight.span.start < at {
                continue;
            }
            pieces.push(Segment::plain(&text[at..highlight.span.start]));
            pieces.push(Segment::marked(&text[highlight.span.clone()], highlight.complaint));
            at = highlight.span.end;
        }
        pieces.push(Segment::plain(&text[at..]));
        Self::from_segments(pieces)
    }

    /// Builds words from segments that were cut elsewhere (with private details hidden).
    pub fn from_segments(segments: Vec<Segment>) -> Self {
        let mut paragraphs: Vec<Vec<Segment>> = vec![Vec::new()];
        for segment in segments {
            let text = clean(&segment.text);
            for (index, part) in text.split("\n\n").enumerate() {
                if index > 0 {
                    paragraphs.push(Vec::new());
                }
                if let (false, Some(open)) = (part.is_empty(), paragraphs.last_mut()) {
                    open.push(Segment { text: part.to_owned(), ..segment.clone() });
                }
            }
        }
        for paragraph in &mut paragraphs {
            trim(paragraph);
        }
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        Self::of(paragraphs)
    }

    fn of(paragraphs: Vec<Vec<Segment>>) -> Self {
        let plain: Vec<String> =
            paragraphs.iter().map(|paragraph| paragraph.iter().map(Segment::said).collect()).collect();
        Self { plain: plain.join("\n\n"), paragraphs }
    }

    /// The same with other words for what stands in for private details, as `say` has them.
    #[must_use]
    pub fn with_stand_ins(mut self, say: impl Fn(&str) -> String) -> Self {
        for segment in self.paragraphs.iter_mut().flatten().filter(|segment| segment.hidden) {
            segment.text = say(&segment.text);
        }
        Self::of(self.paragraphs)
    }

    /// Cuts the words at a word's end with "…" when there are more than `most` characters.
    ///
    /// For letters, which must stay small; where the words are read they are whole.
    #[must_use]
    pub fn shortened(&self, most: usize) -> Self {
        let Some((end, _)) = self.plain.char_indices().nth(most) else {
            return self.clone();
        };
        // Back to the last blank, unless that would lose most of one endless word.
        let end = self.plain[..end].rfind(char::is_whitespace).filter(|at| at * 2 > end).unwrap_or(end);
        let mut left = self.plain[..end].trim_end().len();
        let mut paragraphs: Vec<Vec<Segment>> = Vec::new();
        'all: for paragraph in &self.paragraphs {
            paragraphs.push(Vec::new());
            for segment in paragraph {
                let whole = segment.said().len();
                let Some(open) = paragraphs.last_mut() else { break };
                match segment.hidden {
                    // Half of what stands in for something would say nothing.
                    true if whole > left => break 'all,
                    true => open.push(segment.clone()),
                    false => {
                        let take = whole.min(left);
                        open.push(Segment { text: segment.text[..take].to_owned(), ..segment.clone() });
                        if take < whole {
                            break 'all;
                        }
                    }
                }
                left = left.saturating_sub(whole);
            }
            // The blank line between paragraphs is two characters of the plain text.
            if left <= 2 {
                break;
            }
            left -= 2;
        }
        paragraphs.iter_mut().for_each(trim);
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        match paragraphs.last_mut() {
            Some(last) => last.push(Segment::plain("…")),
            None => paragraphs.push(vec![Segment::plain("…")]),
        }
        Self::of(paragraphs)
    }

    /// Says the beginning on one line, cut at a word with "…" when there are more than `most` characters.
    pub fn excerpt(&self, most: usize) -> String {
        let line = self.plain.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() <= most {
            return line;
        }
        // One more, so that a word that ends exactly at the edge stays.
        let cut: String = line.chars().take(most + 1).collect();
        let end = cut.rfind(' ').unwrap_or(cut.len());
        format!("{}…", cut[..end].trim_end_matches([',', ';', ':', '.', ' ']))
    }
}

/// Drops control characters but line breaks, and makes three or more line breaks two.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut breaks = 0;
    let unix = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    for c in unix.chars() {
        if c == '\n' {
            breaks += 1;
            if breaks > 2 {
                continue;
            }
        } else if c == '\t' {
            out.push(' ');
            continue;
        } else if c.is_control() || turns_the_line(c) {
            continue;
        } else if !(c == ' ' && breaks > 0) {
            breaks = 0;
        } else {
            // A line of nothing but spaces is a blank line.
            continue;
        }
        out.push(c);
    }
    out
}

/// Characters that reorder what stands around them: in a page they could make a button read backwards.
/// The marks U+200E and U+200F, which right-to-left writers do use, stay.
fn turns_the_line(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn trim(paragraph: &mut Vec<Segment>) {
    if let Some(first) = paragraph.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = paragraph.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    paragraph.retain(|segment| !segment.text.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, name: &str, complaint: bool) -> Highlight {
        let start = text.find(name).unwrap();
        Highlight { span: start..start + name.len(), complaint }
    }

    #[test]
    fn a_name_becomes_a_segment_of_its_own() {
        let text = "Thank Ana, not Tom.";
        let words = Words::new(text, &[at(text, "Tom", true), at(text, "Ana", false)]);
        assert_eq!(
            words.paragraphs,
            [vec![
                Segment::plain("Thank "),
                Segment::marked("Ana", false),
                Segment::plain(", not "),
                Segment::marked("Tom", true),
                Segment::plain("."),
            ]]
        );
        assert_eq!(words.plain, text);
    }

    #[test]
    fn bad_spans_never_lose_a_word() {
        let text = "Zoë helped";
        for span in [1..3, 0..3, 4..400, 7..7] {
            let words = Words::new(text, &[Highlight { span, complaint: false }]);
            assert_eq!(words.plain, text);
        }
        let both = [Highlight { span: 0..4, complaint: false }, Highlight { span: 2..4, complaint: true }];
        assert_eq!(Words::new(text, &both).plain, text);
    }

    #[test]
    fn blank_lines_part_paragraphs_and_single_breaks_stay() {
        let words = Words::new("One\r\nstill one\r\n \r\n\r\nTwo\u{7}", &[]);
        let texts: Vec<&str> = words.paragraphs.iter().map(|paragraph| paragraph[0].text.as_str()).collect();
        assert_eq!(texts, ["One\nstill one", "Two"]);
        assert_eq!(words.plain, "One\nstill one\n\nTwo");
    }

    #[test]
    fn shortened_words_keep_their_marks_and_say_that_there_is_more() {
        let text = "Thank Ana, please.\n\nShe was kind to Zoë and me.";
        let words = Words::new(text, &[at(text, "Ana", false), at(text, "Zoë", false)]);
        assert_eq!(words.shortened(100), words);
        for most in 1..text.chars().count() {
            let short = words.shortened(most);
            assert!(short.plain.ends_with('…') && short.plain.chars().count() <= most + 1);
            let told: Vec<String> =
                short.paragraphs.iter().map(|p| p.iter().map(|s| s.text.as_str()).collect()).collect();
            assert_eq!(told.join("\n\n"), short.plain);
        }
        assert_eq!(words.shortened(12).paragraphs[0][1], Segment::marked("Ana", false));
        let endless = Words::new(&"a".repeat(50), &[]);
        assert_eq!(endless.shortened(10).plain, format!("{}…", "a".repeat(10)));
    }

    #[test]
    fn what_stands_in_for_something_is_in_brackets_and_never_cut_in_two() {
        let segments = || {
            vec![
                Segment::plain("Ring me at "),
                Segment::hidden("phone number hidden"),
                Segment::plain(", please.\n\nAsk for "),
                Segment::hidden("name hidden"),
                Segment::plain(". Thank you."),
            ]
        };
        let words = Words::from_segments(segments());
        assert_eq!(words.plain, "Ring me at [phone number hidden], please.\n\nAsk for [name hidden]. Thank you.");
        assert_eq!(words.paragraphs[0][1], Segment::hidden("phone number hidden"));
        for most in 0..=words.plain.chars().count() {
            let short = words.shortened(most);
            assert!(short.plain.chars().count() <= most + 1, "{most}: {}", short.plain);
            assert_eq!(short.plain.matches('[').count(), short.plain.matches(']').count(), "{most}: {}", short.plain);
            let told: Vec<String> =
                short.paragraphs.iter().map(|p| p.iter().map(Segment::said).collect::<String>()).collect();
            assert_eq!(told.join("\n\n"), short.plain);
            assert!(short == words || short.plain.ends_with('…'));
            let begins = short.plain.trim_end_matches('…').trim_end();
            assert!(words.plain.starts_with(begins), "{most}: {}", short.plain);
        }
        let german = words.with_stand_ins(|said| format!("{said}, auf Deutsch"));
        assert!(german.plain.contains("[name hidden, auf Deutsch]."), "{}", german.plain);
    }

    #[test]
    fn nothing_in_the_words_can_turn_the_page_around() {
        assert_eq!(Words::new("a\u{202E}b\u{2066}c\u{0}d\u{200F}e", &[]).plain, "abcd\u{200F}e");
    }

    #[test]
    fn an_excerpt_ends_at_a_word() {
        let words = Words::new("The bill, on the website", &[]);
        assert_eq!(words.excerpt(100), "The bill, on the website");
        assert_eq!(words.excerpt(12), "The bill, on…");
        assert_eq!(words.excerpt(10), "The bill…");
    }
}
