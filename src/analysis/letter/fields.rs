//! The header lines at the top of a letter that was passed on: one under the other, wrapped, run together in one row, or
//! without their colons.

use super::header_line::{self, HeaderLine};
use super::scan;
use super::words::{self, headers::Kind};

/// What they say.
#[derive(Default)]
pub struct Fields {
    pub from: Option<String>,
    pub date: Option<String>,
    pub subject: Option<String>,
    pub count: usize,
}

impl Fields {
    /// Takes a line; the first of a kind counts.
    pub fn put(&mut self, kind: Kind, value: &str) {
        self.count += 1;
        let slot = match kind {
            Kind::From => &mut self.from,
            Kind::Date => &mut self.date,
            Kind::Subject => &mut self.subject,
            _ => return,
        };
        if slot.is_none() {
            *slot = Some(value.trim().to_owned());
        }
    }

    fn more(&mut self, kind: Kind, value: &str) {
        let slot = match kind {
            Kind::From => &mut self.from,
            Kind::Date => &mut self.date,
            Kind::Subject => &mut self.subject,
            _ => return,
        };
        if let Some(text) = slot {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(value.trim());
        }
    }
}

/// Reads the header lines at the top of `lines`; gives where the letter starts.
pub fn block(lines: &[&str], fields: &mut Fields) -> usize {
    let mut at = 0;
    let mut end = 0;
    let mut last: Option<Kind> = None;
    let blank = |l: &str| l.trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}').is_empty();
    while let Some(line) = lines.get(at) {
        if blank(line) {
            let next = lines.get(at + 1..).and_then(|r| r.iter().take(2).find(|l| !blank(l)));
            let more = next.is_some_and(|l| fresh(l, fields));
            if fields.count > 0 && !more {
                break;
            }
            at += 1;
            continue;
        }
        let parts = glued(line);
        if parts.len() >= 3 {
            for (kind, value) in parts {
                fields.put(kind, &value);
            }
            return at + 1;
        }
        if let Some(HeaderLine { kind, value, .. }) = header_line::header_line(line)
            && (fields.count < 24)
            && !(kind == Kind::From && fields.from.is_some())
        {
            fields.put(kind, value);
            last = Some(kind);
            at += 1;
            end = at;
            continue;
        }
        if let Some((kind, value)) = bare(line, fields) {
            fields.put(kind, value);
            last = Some(kind);
            at += 1;
            end = at;
            continue;
        }
        // A row in the middle of the block continues the header line above it.
        let soon = lines.get(at + 1..).is_some_and(|r| {
            r.iter().take(2).find(|l| !blank(l)).is_some_and(|l| header_line::header_line(l).is_some())
        });
        let empty_from = last == Some(Kind::From) && fields.from.as_deref() == Some("");
        let folded = line.starts_with([' ', '\t']) && last.is_some() && line.contains('@');
        let wrapped_address = last == Some(Kind::From)
            && fields.from.as_deref().is_some_and(|f| scan::address(f).is_none())
            && line.contains('@');
        if fields.count > 0 && (soon && end == at || empty_from || folded || wrapped_address) {
            if let Some(kind) = last {
                fields.more(kind, line);
            }
            at += 1;
            end = at;
            continue;
        }
        if fields.count == 0 && at < 3 {
            // A line of the forwarding program between its banner and the block.
            at += 1;
            continue;
        }
        break;
    }
    end
}

/// `From "Anna" <anna@…>`: one program leaves the colons off. From opens the block, and each field comes once.
fn bare<'a>(line: &'a str, fields: &Fields) -> Option<(Kind, &'a str)> {
    let (name, value) = line.trim().split_once([' ', '\t'])?;
    let (kind, _) = words::HEADERS.get(scan::fold(name).as_str())?;
    let fits = match kind {
        Kind::From => fields.count == 0 && value.contains('<') && scan::address(value).is_some(),
        Kind::To => fields.count > 0 && fields.from.is_some() && scan::address(value).is_some(),
        Kind::Date => fields.from.is_some() && fields.date.is_none() && scan::when(value).date,
        Kind::Subject => fields.from.is_some() && fields.date.is_some() && fields.subject.is_none(),
        _ => false,
    };
    fits.then_some((*kind, value))
}

/// Says whether the line is a header line of a kind that the block does not have yet.
fn fresh(line: &str, fields: &Fields) -> bool {
    header_line::header_line(line).is_some_and(|h| match h.kind {
        Kind::From => fields.from.is_none(),
        Kind::Date => fields.date.is_none(),
        Kind::Subject => fields.subject.is_none(),
        Kind::Other => false,
        Kind::To | Kind::Cc | Kind::ReplyTo => scan::address(h.value).is_some(),
    })
}

/// Header lines that a program ran together: `From: Anna <a@…>To: …Sent: …Subject: …`.
pub fn glued(line: &str) -> Vec<(Kind, String)> {
    if line.len() > 4000 || !line.contains([':', '：']) {
        return Vec::new();
    }
    let mut marks: Vec<(usize, usize, Kind)> = Vec::new();
    for (colon, sign) in line.char_indices().filter(|(_, c)| matches!(c, ':' | '：')) {
        let before = line.get(..colon).unwrap_or_default().trim_end_matches([' ', '*', '\u{a0}']);
        let floor = marks.last().map_or(0, |m| m.1);
        // The longest name that ends here and does not start inside a word.
        let mut best = None;
        for (start, c) in before.char_indices().rev().take(24) {
            if start < floor {
                break;
            }
            let name = scan::fold(before.get(start..).unwrap_or_default());
            let inside = before.get(..start).and_then(|b| b.chars().next_back()).is_some_and(|p| {
                p.is_lowercase() && c.is_lowercase()
                    || p.is_alphabetic() && !c.is_uppercase() && c.is_alphabetic() && p.is_uppercase()
            });
            if c != ' '
                && !inside
                && let Some((kind, _)) = words::HEADERS.get(name.trim_matches('*'))
            {
                best = Some((start, colon + sign.len_utf8(), *kind));
            }
        }
        marks.extend(best);
    }
    let mut out = Vec::new();
    for (i, (_, value_from, kind)) in marks.iter().enumerate() {
        let until = marks.get(i + 1).map_or(line.len(), |m| m.0);
        let value = line.get(*value_from..until).unwrap_or_default().trim().trim_matches('*').trim();
        // One translation leaves the colon off: "… 09:26:50 CETAssunto Integer".
        let bare = (*kind == Kind::Date && !marks.iter().any(|m| m.2 == Kind::Subject))
            .then(|| {
                ["Assunto", "Asunto", "Subject", "Betreff"].iter().find_map(|w| value.find(w).map(|p| (p, w.len())))
            })
            .flatten();
        match bare {
            Some((at, len)) => {
                out.push((*kind, value.get(..at).unwrap_or_default().trim().to_owned()));
                out.push((Kind::Subject, value.get(at + len..).unwrap_or_default().trim().to_owned()));
            }
            None => out.push((*kind, value.to_owned())),
        }
    }
    out
}
