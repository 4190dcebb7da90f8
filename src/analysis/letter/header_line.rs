//! One line of a mail's heading ("From: …"), in the languages that mail programs write it.

use super::scan;
use super::words::{self, headers::Kind};

/// One header line: what it says, in which language, and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderLine<'a> {
    pub kind: Kind,
    pub language: &'static str,
    pub value: &'a str,
}

/// Reads `*From:* Anna <anna@…>` and the like.
#[must_use]
pub fn header_line(body: &str) -> Option<HeaderLine<'_>> {
    let lead = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '*' | '_'
                    | '|'
                    | '\u{feff}'
                    | '\u{200b}'
                    | '\u{200e}'
                    | '\u{200f}'
                    | '\u{202a}'
                    | '\u{202b}'
                    | '\u{202c}'
            )
    };
    let body = body.trim_start_matches(lead);
    let mut end = body.len().min(64);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let window = body.get(..end)?;
    let at = window.find([':', '：'])?;
    let name = scan::fold(body.get(..at)?);
    let name = name.trim_matches(|c: char| c == '*' || c == '_' || c == ' ');
    let (kind, language) = *words::HEADERS.get(name)?;
    let colon = body.get(at..)?.chars().next()?.len_utf8();
    let value = body.get(at + colon..)?.trim_matches(|c: char| lead(c));
    Some(HeaderLine { kind, language, value })
}
