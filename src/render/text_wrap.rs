//! Lines of plain-text letters: wrapping at a column, padding, two things at the ends of a line.
//! Widths are those of a terminal: a Chinese character takes two columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Wraps text at `width` columns, each line after `indent` spaces; line breaks of the text stay.
///
/// With `hang` the first line is not indented (something else stands there). A word that is
/// longer than a line is kept whole if it is a link, for a broken link is worse than a long line;
/// any other is broken.
pub fn wrap(text: &str, width: usize, indent: usize, hang: bool) -> String {
    let room = width.saturating_sub(indent).max(1);
    let mut lines: Vec<String> = Vec::new();
    for source in text.lines() {
        let mut line = String::new();
        let mut used = 0;
        for word in source.split_whitespace() {
            for piece in pieces(word, room) {
                let wide = piece.width();
                if used > 0 && used + 1 + wide > room {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                if used > 0 {
                    line.push(' ');
                    used += 1;
                }
                line.push_str(piece);
                used += wide;
            }
        }
        lines.push(line);
    }
    let margin = " ".repeat(indent);
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        if !line.is_empty() && (index > 0 || !hang) {
            out.push_str(&margin);
        }
        out.push_str(line);
    }
    out
}

/// Pads on the right to `width` columns.
pub fn left(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Pads on the left to `width` columns.
pub fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

/// A cell of a table: padded, with a space after it; a text too wide for its cell goes on a line
/// of its own and the next cell starts below, at `indent + width`.
pub fn column(text: &str, width: usize, indent: usize) -> String {
    if text.width() < width { left(text, width) } else { format!("{text}\n{}", " ".repeat(indent + width)) }
}

/// Puts two things at the ends of one line, or the second below if they don't fit.
///
/// The line begins after `indent` columns that are already there, and ends at `width`.
pub fn spread(start: &str, end: &str, width: usize, indent: usize) -> String {
    let room = width.saturating_sub(indent);
    let taken = start.width() + end.width();
    if taken + 2 <= room {
        return format!("{start}{}{end}", " ".repeat(room - taken));
    }
    let wrapped = wrap(start, width, indent, true);
    format!("{wrapped}\n{}", right(end, width))
}

/// Makes one line of a text: blanks and breaks become single spaces, control characters go.
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Keeps mail programs from turning what a customer wrote into a link: a word that looks like an
/// address gets an invisible joiner (U+2060) before its dots and `@` and after its colons.
///
/// What looks like one: a scheme, or a dot or `@` between two letters or digits.
pub fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        if !looks_like_a_link(word) {
            out.push_str(word);
            continue;
        }
        for c in word.chars() {
            match c {
                '.' | '@' => out.extend(['\u{2060}', c]),
                ':' => out.extend([c, '\u{2060}']),
                _ => out.push(c),
            }
        }
    }
    out
}

fn looks_like_a_link(word: &str) -> bool {
    let mut before = None;
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let within = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if (matches!(c, '.' | '@') && within(before) && within(after))
            || (c == ':' && within(before) && after == Some('/'))
        {
            return true;
        }
        before = Some(c);
    }
    false
}

/// Parts a word that doesn't fit a line; a link stays whole.
fn pieces(word: &str, room: usize) -> Vec<&str> {
    if word.width() <= room || word.contains("://") {
        return vec![word];
    }
    let mut parts = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (at, c) in word.char_indices() {
        let wide = c.width().unwrap_or(0);
        if used + wide > room && at > start {
            parts.push(&word[start..at]);
            (start, used) = (at, 0);
        }
        used += wide;
    }
    parts.push(&word[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_the_width() {
        let text = "a bb ccc dddd eeeee ffffff ggggggg hhhhhhhh ".repeat(9);
        for width in [10, 20, 70] {
            for line in wrap(&text, width, 4, false).lines() {
                assert!(line.width() <= width, "{line:?}");
                assert!(line.starts_with("    "));
            }
        }
    }

    #[test]
    fn a_long_word_is_broken_and_a_long_link_is_not() {
        assert_eq!(wrap("aaaaaaaa", 4, 1, false), " aaa\n aaa\n aa");
        let link = "https://cards.example/a/very/long/link";
        assert_eq!(wrap(link, 10, 0, false), link);
    }

    #[test]
    fn line_breaks_stay_and_empty_lines_have_no_spaces() {
        assert_eq!(wrap("a\n\nb", 10, 2, false), "  a\n\n  b");
        assert_eq!(wrap("a b", 3, 2, true), "a\n  b");
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(wrap("你好 世界", 5, 0, false), "你好\n世界");
        assert_eq!(left("你", 4), "你  ");
        assert_eq!(right("é", 3), "  é");
    }

    #[test]
    fn what_a_customer_wrote_never_becomes_a_link() {
        for link in ["https://evil.example/a", "www.evil.example", "see evil.example.", "a@b.example"] {
            let safe = unlinked(link);
            assert_ne!(safe, link);
            assert_eq!(safe.replace('\u{2060}', ""), link);
            assert!(!safe.contains("://") && !safe.contains("l.e") && !safe.contains("a@"));
        }
        for plain in ["It was late. Nobody came...", "at 17:00", "Mr. Hale", "yes/no", "a . b"] {
            assert_eq!(unlinked(plain), plain);
        }
    }

    #[test]
    fn a_subject_is_one_line_whatever_is_in_it() {
        assert_eq!(one_line(" a\r\nBcc: b\u{85}c\u{2028}d\t e "), "a Bcc: b c d e");
    }

    #[test]
    fn two_ends_share_a_line_when_they_fit() {
        assert_eq!(spread("Title", "2 days", 20, 4), "Title     2 days");
        assert_eq!(spread("A title too long", "2 days", 20, 0), "A title too long\n              2 days");
    }

    #[test]
    fn a_cell_that_is_too_wide_moves_the_next_one_down() {
        assert_eq!(column("Ana", 5, 2), "Ana  ");
        assert_eq!(column("Anastasia", 5, 2), "Anastasia\n       ");
    }
}
