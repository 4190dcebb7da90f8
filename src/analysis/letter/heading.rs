//! Blocks of From/Sent/To/Subject lines and the banners ("-----Original Message-----") above them.

use super::row::Row;
use super::scan;
use super::words::{self, headers::Kind};

/// A block of header lines: rows `first..end`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub first: usize,
    pub end: usize,
    pub language: &'static str,
}

/// Header lines of a list of many recipients may go on over so many rows.
const MOST_CONTINUED: usize = 40;
/// A block never has so many lines; the limit keeps hostile letters linear.
const MOST_LINES: usize = 24;

/// Reads a header block that starts at row `first`.
#[must_use]
pub fn block(rows: &[Row<'_>], first: usize) -> Option<Block> {
    let top = rows.get(first)?;
    let head = top.header?;
    if matches!(head.kind, Kind::Cc | Kind::Other | Kind::ReplyTo) {
        return None;
    }
    let language = head.language;
    let mut kinds: Vec<Kind> = Vec::new();
    let (mut address, mut dated) = (false, false);
    let mut end = first;
    let mut at = first;
    let mut continued = 0;
    while let Some(row) = rows.get(at) {
        if row.depth != top.depth {
            break;
        }
        if let Some(line) = row.header {
            if line.kind == Kind::From && kinds.contains(&Kind::From) || kinds.len() >= MOST_LINES {
                break;
            }
            kinds.push(line.kind);
            let mentions = scan::address(line.value).is_some();
            address |= mentions && line.kind != Kind::Subject;
            if line.kind == Kind::Date {
                let when = scan::when(line.value);
                dated |= when.date || when.time;
            }
            at += 1;
            end = at;
            continue;
        }
        // A blank or continued row belongs to the block only when another header line comes soon.
        let soon = rows
            .iter()
            .skip(at + 1)
            .take(2)
            .find(|r| !r.blank)
            .is_some_and(|r| r.depth == top.depth && r.header.is_some());
        let fits = row.blank || row.body.contains('@') || row.body.starts_with([' ', '\t']) || row.body.len() < 120;
        continued += 1;
        let recipients = !row.blank && row.body.contains('@');
        let may_go_on = fits && (soon || recipients) && continued <= MOST_CONTINUED;
        if !may_go_on {
            break;
        }
        // A row of recipients stays out of the block unless a header line follows it.
        at += 1;
    }
    let has = |k: Kind| kinds.contains(&k);
    let distinct = [Kind::From, Kind::Date, Kind::To, Kind::Subject, Kind::Cc].iter().filter(|k| has(**k)).count();
    let sure = match distinct {
        0 | 1 => false,
        2 if has(Kind::From) => dated || address && (has(Kind::Subject) || has(Kind::To)),
        2 => dated && address,
        _ => (has(Kind::From) || has(Kind::Date)) && (address || dated),
    };
    sure.then_some(Block { first, end, language })
}

/// What a banner announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Banner {
    Original,
    Forwarded,
}

/// Reads "-----Original Message-----", "Begin forwarded message:" and their kin; also gives what stands behind it in the row.
#[must_use]
pub fn banner(body: &str) -> Option<(Banner, &'static str, &str)> {
    let rule = |c: char| {
        matches!(c, '-' | '_' | '=' | '*' | '~' | '+' | '#' | '—' | '–' | '·' | '─' | '<' | '>') || c.is_whitespace()
    };
    let start = body.trim_start_matches(rule);
    let leading = body.get(..body.len() - start.len())?.chars().filter(|c| !c.is_whitespace() && *c != '>').count();
    if start.is_empty() || leading == 0 && start.len() > 80 {
        return None;
    }
    // The phrase ends at the next drawn line or at the end of the row.
    let close = ["--", "__", "==", "**", "——", "──", "~~"].iter().filter_map(|m| start.find(m)).min();
    let (phrase, rest) = match close {
        Some(at) => (start.get(..at)?, start.get(at..)?.trim_start_matches(rule)),
        None => (start.trim_end_matches(rule), ""),
    };
    if phrase.len() > 160 {
        return None;
    }
    let folded = scan::fold(phrase);
    let colon = folded.trim_end().ends_with([':', '：']);
    let name = folded.trim_matches(|c: char| rule(c) || matches!(c, ':' | '：' | '.' | '"' | '[' | ']' | '(' | ')'));
    let drawn = leading >= 2 || close.is_some();
    if let Some(language) = words::FORWARDED.get(name)
        && (drawn || colon)
    {
        return Some((Banner::Forwarded, language, rest));
    }
    if let Some(language) = words::ORIGINAL.get(name)
        && (drawn || leading > 0)
    {
        return Some((Banner::Original, language, rest));
    }
    // The drawing of a mail program of China: "------------------ Original ------------------".
    if name == "original" && leading >= 8 && close.is_some() {
        return Some((Banner::Original, "zh", rest));
    }
    // Notes: "----- Forwarded by Anna/Acme on 10/10/2021 10:12 -----".
    if drawn
        && let Some(by) = words::FORWARDED.iter().find(|(w, _)| {
            (w.ends_with(" by")
                || w.ends_with(" von")
                || w.ends_with(" par")
                || w.ends_with(" por")
                || w.ends_with(" da")
                || w.ends_with(" door")
                || w.ends_with(" from"))
                && name.starts_with(**w)
        })
    {
        return Some((Banner::Forwarded, by.1, rest));
    }
    None
}

/// `>>> Anna Lind <anna@…> 3/3/2026 4:15 PM >>>`, as GroupWise draws it.
#[must_use]
pub fn arrows(row: &Row<'_>) -> bool {
    row.depth == 3
        && row.body.len() <= 300
        && row.body.trim_end().ends_with(">>>")
        && (scan::address(row.body).is_some() || scan::when(row.body).date)
}

/// The top of the table that Notes draws around the header lines of an earlier letter.
#[must_use]
pub fn table(body: &str) -> bool {
    let body = body.trim();
    body.len() > 8
        && body.starts_with("|--")
        && body.ends_with("->")
        && body.bytes().all(|b| matches!(b, b'|' | b'-' | b'>'))
}

/// Says whether the row is nothing but a drawn line of at least `least` strokes.
#[must_use]
pub fn ruler(body: &str, least: usize) -> bool {
    let body = body.trim();
    let mut chars = body.chars();
    let Some(first) = chars.next() else { return false };
    matches!(first, '-' | '_' | '=' | '*' | '~' | '—' | '─' | '#' | '+')
        && chars.all(|c| c == first || c == ' ')
        && body.chars().filter(|c| *c == first).count() >= least
}
