//! A letter cut into rows: each knows its place, its depth of `>` and what is left without them.

use super::header_line::{self, HeaderLine};
use super::html::{HtmlText, Mark};
use super::line::{Class, Evidence};
use super::scan;
use std::ops::Range;

/// One row while it is being judged.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    pub span: Range<usize>,
    /// The row without its quotation marks.
    pub body: &'a str,
    pub depth: usize,
    pub blank: bool,
    pub mark: Mark,
    /// What the row would say as a header line; read once, asked often.
    pub header: Option<HeaderLine<'a>>,
    pub class: Class,
    pub why: Evidence,
}

impl Row<'_> {
    /// Says whether the row belongs to an earlier letter by its form (`>` or a quoting element).
    pub fn quoted(&self) -> bool {
        self.depth > 0 || matches!(self.mark, Mark::Quote(_) | Mark::Indent)
    }

    /// Says whether the row carries words that nothing has claimed yet.
    pub fn speaks(&self) -> bool {
        self.class == Class::Own && !self.blank
    }

    /// Gives the row a class and the reason for it.
    pub fn set(&mut self, class: Class, why: Evidence) {
        self.class = class;
        self.why = why;
    }
}

/// Line ends as `\n`, a byte order mark dropped.
#[must_use]
pub fn normalise(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.contains('\r') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // "\r\r\n" is one line end too: relays that convert twice make it.
            '\r' => {
                while chars.peek() == Some(&'\r') {
                    chars.next();
                }
                if chars.peek() == Some(&'\n') {
                    chars.next();
                }
                out.push('\n');
            }
            c => out.push(c),
        }
    }
    out
}

/// A letter that people wrote has fewer rows; what comes after so many is one last row, so that hostile letters cost no more.
const MOST_ROWS: usize = 5_000;

/// Cuts `full` into rows; marks from the HTML are taken over when it rendered to these very lines.
#[must_use]
pub fn rows<'a>(full: &'a str, html: Option<&HtmlText>) -> Vec<Row<'a>> {
    let marks = html.filter(|h| h.text.trim_end() == full.trim_end()).map(|h| h.lines.as_slice()).unwrap_or_default();
    let mut at = 0;
    full.splitn(MOST_ROWS, '\n')
        .enumerate()
        .map(|(i, line)| {
            let span = at..at + line.len();
            at += line.len() + 1;
            let (depth, body) = scan::unquote(line);
            let blank = body
                .chars()
                .all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}'));
            let mark = marks.get(i).copied().unwrap_or(Mark::Own);
            let header = if blank { None } else { header_line::header_line(body) };
            Row { span, body, depth, blank, mark, header, class: Class::Own, why: Evidence::rule("no rule claims it") }
        })
        .collect()
}
