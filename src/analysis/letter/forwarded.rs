//! Letters that somebody passed on: whose they are, what they say, and what the forwarder added.
//!
//! The place where the original starts is a banner ("Begin forwarded message:"), a drawn line or a header block when the
//! subject says it was passed on, or an attribution line (desktop programs that forward by quoting).

use super::fields::{Fields, block, glued};
use super::header_line;
use super::heading::{self, Banner};
use super::row::{self, Row};
use super::words::{self, headers::Kind};
use super::{Hints, attribution, mailbox, scan, trim};

/// A letter that was passed on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forwarded {
    /// Who wrote it; empty when the header block names a person without an address.
    pub address: String,
    /// The writer's name.
    pub name: Option<String>,
    /// The original subject.
    pub subject: Option<String>,
    /// The original date, as written.
    pub date: Option<String>,
    /// The original letter.
    pub text: String,
    /// What the forwarder wrote above it; empty if nothing.
    pub note: String,
}

/// Finds the original letter in a forwarded one. `None` for answers and for letters that only speak of forwarding.
#[must_use]
pub fn forwarded(text: &str, subject: &str) -> Option<Forwarded> {
    let full = row::normalise(text);
    let rows = row::rows(&full, None);
    let start = find(&rows, says_forwarded(subject), subject.trim().is_empty())?;
    let mut found = match start.kind {
        Start::Attribution(last) => quoted(&full, &rows, start.row, last)?,
        Start::Heading(from) => headed(&full, &rows, from, start.glued)?,
    };
    let above = rows.get(start.row).map_or(0, |r| r.span.start);
    let note = full.get(..above).unwrap_or_default();
    // What only a telephone says is no note.
    let spoken = note.lines().any(|l| !l.trim().is_empty() && super::foot::device(l).is_none());
    if spoken {
        found.note = trim::own_words(note, &Hints::default()).own.trim().to_owned();
    }
    Some(found)
}

/// Says whether a subject carries a prefix for "forwarded" in one of the languages.
#[must_use]
pub fn says_forwarded(subject: &str) -> bool {
    let folded = scan::fold(subject);
    let folded = folded.trim();
    let folded = folded.strip_prefix('[').and_then(|r| r.split_once(']')).map_or(folded, |(_, r)| r.trim_start());
    let prefix = folded.split_once([':', '：']).map(|(p, _)| p.trim());
    prefix.is_some_and(|p| words::FORWARD_PREFIXES.contains(p)) || folded.ends_with("(fwd)")
}

enum Start {
    /// Header lines are looked for from this row on.
    Heading(usize),
    /// An attribution that ends at this row.
    Attribution(usize),
}

struct Place<'a> {
    row: usize,
    kind: Start,
    /// What stands behind the banner in its row.
    glued: &'a str,
}

fn find<'a>(rows: &[Row<'a>], passed_on: bool, no_subject: bool) -> Option<Place<'a>> {
    let mut spoken = false;
    let mut free = 0;
    for (i, row) in rows.iter().enumerate() {
        if row.blank {
            continue;
        }
        if row.depth <= 1 {
            if let Some((banner, _, rest)) = heading::banner(row.body) {
                let next = next_spoken(rows, i + 1);
                let block = next.is_some_and(|n| heading::block(rows, n).is_some() || header_near(rows, n))
                    || glued(rest).len() >= 2;
                if banner == Banner::Forwarded
                    && !block
                    && let Some(next) = next
                    && let Some(found) = (next..rows.len().min(next + 3)).find_map(|n| attribution_at(rows, n, next))
                {
                    return Some(Place { row: i, kind: Start::Attribution(found), glued: "" });
                }
                let counts = match banner {
                    Banner::Forwarded => true,
                    Banner::Original => block && (passed_on || no_subject || !spoken),
                };
                if counts {
                    return Some(Place { row: i, kind: Start::Heading(i + 1), glued: rest });
                }
                return None;
            }
            if heading::ruler(row.body, 20)
                && let Some(next) = next_spoken(rows, i + 1)
                && heading::block(rows, next).is_some()
            {
                return (passed_on || no_subject || !spoken).then_some(Place {
                    row: i,
                    kind: Start::Heading(next),
                    glued: "",
                });
            }
            if heading::block(rows, i).is_some() {
                let row = announced(rows, i);
                return (passed_on || !spoken).then_some(Place { row, kind: Start::Heading(i), glued: "" });
            }
        }
        if passed_on && heading::arrows(row) {
            return Some(Place { row: i, kind: Start::Attribution(i), glued: "" });
        }
        if row.depth == 0
            && let Some(found) = attribution::ending_at(rows, i, free)
            // Without an address it names nobody; a row of digits may look like a date.
            && rows.get(found.first..=found.last).unwrap_or_default().iter().any(|r| scan::address(r.body).is_some())
        {
            return passed_on.then_some(Place { row: found.first, kind: Start::Attribution(found.last), glued: "" });
        }
        spoken |= row.depth == 0;
        if row.depth > 0 {
            free = i + 1;
        }
    }
    None
}

/// The last row of an attribution that starts at `from`; a date and a bracketed address are enough below a banner.
fn attribution_at(rows: &[Row<'_>], last: usize, from: usize) -> Option<usize> {
    if let Some(found) = attribution::ending_at(rows, last, from) {
        return Some(found.last);
    }
    let body = rows.get(last)?.body;
    let when = scan::when(body);
    (when.date && scan::address(body).is_some() && body.trim_end().ends_with(':')).then_some(last)
}

/// The row where a block at row `at` is announced in a language we don't know: "… :" above header lines that are quoted.
fn announced(rows: &[Row<'_>], at: usize) -> usize {
    let quoted = rows.get(at).is_some_and(|r| r.depth > 0);
    let above = (at.saturating_sub(3)..at).rev().find(|i| rows.get(*i).is_some_and(|r| !r.blank));
    above
        .filter(|i| {
            rows.get(*i).is_some_and(|r| {
                let body = r.body.trim_end();
                quoted && r.depth == 0 && body.ends_with([':', '：']) && scan::words(body) <= 8 && body.len() <= 120
            })
        })
        .unwrap_or(at)
}

fn next_spoken(rows: &[Row<'_>], from: usize) -> Option<usize> {
    (from..rows.len()).find(|i| rows.get(*i).is_some_and(|r| !r.blank))
}

fn header_near(rows: &[Row<'_>], at: usize) -> bool {
    rows.get(at)
        .and_then(|r| header_line::header_line(r.body))
        .is_some_and(|h| h.kind == Kind::From && scan::address(h.value).is_some())
}

/// The rows from `from` on without the quotation marks that the forwarding program put before all of them.
fn stripped<'a>(full: &'a str, rows: &[Row<'a>], from: usize) -> Vec<&'a str> {
    let depth = next_spoken(rows, from).and_then(|i| rows.get(i)).map_or(0, |r| r.depth);
    let line = |r: &Row<'a>| full.get(r.span.clone()).unwrap_or_default();
    rows.iter()
        .skip(from)
        .map(|r| {
            (0..depth.min(r.depth)).fold(line(r), |rest, _| {
                rest.trim_start()
                    .trim_start_matches('＞')
                    .strip_prefix('>')
                    .map_or(rest, |r| r.strip_prefix(' ').unwrap_or(r))
            })
        })
        .collect()
}

fn headed(full: &str, rows: &[Row<'_>], from: usize, behind: &str) -> Option<Forwarded> {
    let lines = stripped(full, rows, from);
    let mut fields = Fields::default();
    let mut at = 0;
    if !behind.is_empty() {
        let parts = glued(behind);
        for (kind, value) in &parts {
            fields.put(*kind, value);
        }
    }
    if fields.count == 0 {
        at = block(&lines, &mut fields);
    }
    if fields.count == 0 {
        return None;
    }
    let (address, name) = mailbox::parse(fields.from.as_deref().unwrap_or_default());
    if address.is_none() && name.is_none() {
        return None;
    }
    let text = body(lines.get(at..).unwrap_or_default());
    let said = |s: Option<String>| s.filter(|s| !s.is_empty());
    Some(Forwarded {
        address: address.unwrap_or_default(),
        name,
        subject: said(fields.subject),
        date: said(fields.date),
        text,
        note: String::new(),
    })
}

/// The letter without the marks and the indent that the forwarding program gave every row of it, and without the line
/// that some programs draw at its end or draw again at its start.
fn body(lines: &[&str]) -> String {
    let drawn = |line: &&str| {
        let line = line.trim();
        line.len() >= 8
            && line.len() <= 160
            && ["---", "===", "***", "___"].iter().any(|rule| line.starts_with(rule) && line.ends_with(rule))
            && (line.chars().any(char::is_alphabetic) || heading::ruler(line, 20))
    };
    let first = lines.iter().position(|l| !l.trim().is_empty()).unwrap_or(0);
    let last = lines.iter().rposition(|l| !l.trim().is_empty()).map_or(0, |p| p + 1);
    let first = first + usize::from(lines.get(first).is_some_and(drawn));
    let last = last - usize::from(last > first + 1 && lines.get(last - 1).is_some_and(drawn));
    let lines = lines.get(first..last).unwrap_or_default();
    let spoken = || lines.iter().filter(|l| !l.trim().is_empty());
    let marked = spoken().count() > 0 && spoken().all(|l| l.trim_start().starts_with('>'));
    let indented = spoken().count() > 0 && spoken().all(|l| l.starts_with("    "));
    let mut out = String::new();
    for line in lines {
        let line = if marked {
            let inner = line.trim_start().trim_start_matches('>');
            inner.strip_prefix(' ').unwrap_or(inner)
        } else if indented {
            line.get(4..).unwrap_or_default()
        } else {
            line
        };
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.trim().to_owned()
}

/// Programs that forward by quoting: the attribution tells who and when.
fn quoted(full: &str, rows: &[Row<'_>], first: usize, last: usize) -> Option<Forwarded> {
    let line = rows.get(first..=last)?.iter().map(|r| r.body.trim()).collect::<Vec<_>>().join(" ");
    let at = scan::address(&line)?;
    let address = line.get(at.clone())?.to_owned();
    let before = line.get(..at.start)?.trim_end().trim_end_matches("mailto:").trim_end_matches(['<', '(', '[', ' ']);
    let (name, rest) = name_at_end(before);
    let after = line.get(at.end..)?.trim_start_matches(['>', ')', ']', ' ']);
    let dated = |s: &str| scan::when(s).date || scan::when(s).time;
    let date = if dated(rest) {
        Some(strip_opener(rest))
    } else {
        Some(after.trim_matches([' ', ':', ',']).to_owned()).filter(|a| dated(a))
    };
    let lines = stripped(full, rows, last + 1);
    Some(Forwarded {
        address: address.clone(),
        name: name.filter(|n| *n != address),
        subject: None,
        date,
        text: body(&lines),
        note: String::new(),
    })
}

fn strip_opener(text: &str) -> String {
    let text = text.trim().trim_end_matches([',', ' ']);
    match text.split_once(' ') {
        Some((first, rest)) if words::OPENERS.contains(scan::fold(first).as_str()) => rest.trim().to_owned(),
        _ => text.to_owned(),
    }
}

/// The name that stands before an address: what is in quotation marks, or the last words that are no part of a date.
fn name_at_end(before: &str) -> (Option<String>, &str) {
    const STOPS: &[&str] = &[
        "időpontban",
        "heeft",
        "пользователь",
        "користувач",
        "používateľ",
        "użytkownik",
        "användare",
        "skrev",
        "schrieb",
        "schreef",
        "uživatel",
        "am",
        "pm",
        "von",
        "от",
        "a",
        "wrote",
        "utilisateur",
        "uhr",
    ];
    let trimmed = before.trim_end();
    for (open, close) in [('"', '"'), ('«', '»'), ('„', '”'), ('“', '”'), ('\'', '\'')] {
        if let Some(inner) = trimmed.strip_suffix(close)
            && let Some(start) = inner.rfind(open)
        {
            let name = inner.get(start + open.len_utf8()..).unwrap_or_default();
            return (Some(mailbox::clean(name)).filter(|n| !n.is_empty()), inner.get(..start).unwrap_or_default());
        }
    }
    let mut start = trimmed.len();
    for (at, token) in trimmed
        .split(' ')
        .scan(0, |at, t| {
            let here = *at;
            *at += t.len() + 1;
            Some((here, t))
        })
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        let stop = scan::has_digit(token) || token.ends_with([',', ':']) || STOPS.contains(&scan::fold(token).as_str());
        if stop {
            break;
        }
        start = at;
    }
    let name = mailbox::clean(trimmed.get(start..).unwrap_or_default());
    ((!name.is_empty()).then_some(name), trimmed.get(..start).unwrap_or_default())
}
