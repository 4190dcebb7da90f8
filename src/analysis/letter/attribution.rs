//! Lines that introduce a quotation: "On 3 May 2024 at 10:15, Anna <anna@…> wrote:", in whatever language,
//! wrapped over up to four rows, with or without a word for "wrote".
//!
//! A row is read for features (a date, a time, an address, a word for "wrote", an opening word, a closing colon);
//! rules over the features say how sure we are. A weak finding counts only when a quotation follows.

use super::html::Mark;
use super::line::Evidence;
use super::row::Row;
use super::{scan, words};

/// How much a finding needs beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// Counts when the next row is quoted.
    Weak,
    /// Counts when it stands alone or the next row is quoted.
    Fair,
    /// Counts.
    Strong,
}

/// Rows `first..=last` introduce a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    pub first: usize,
    pub last: usize,
    /// The byte of row `first` where it starts, when own words stand before it.
    pub starts: Option<usize>,
    /// The byte of row `last` where it ends, when the quotation goes on in the same row.
    pub why: Evidence,
}

struct Verdict {
    strength: Strength,
    why: Evidence,
    features: usize,
    /// An address, or a date with a time, speaks for it.
    vouched: bool,
}

/// A wrapped attribution has never been seen on more rows.
const MOST_ROWS: usize = 4;
/// Longer ones are prose.
const MOST_BYTES: usize = 600;

/// Reads backwards from row `last`, which would be the end of an attribution.
#[must_use]
pub fn ending_at(rows: &[Row<'_>], last: usize, free_from: usize) -> Option<Attribution> {
    let row = rows.get(last)?;
    if row.blank || !may_end(row.body) {
        return None;
    }
    let (followed, indented) = next_is_quote(rows, last);
    let mut best: Option<(usize, Verdict)> = None;
    let mut joined = String::new();
    for first in (free_from..=last).rev().take(MOST_ROWS) {
        let part = rows.get(first)?;
        if part.blank && first < last && hangs(rows, first) {
            continue;
        }
        if part.blank || part.depth != row.depth {
            break;
        }
        joined = if joined.is_empty() { part.body.trim().to_owned() } else { format!("{} {joined}", part.body.trim()) };
        if joined.len() > MOST_BYTES {
            break;
        }
        // Without any of these no rule can fire, and most rows have none.
        if !followed && !joined.contains('@') && !scan::has_digit(&joined) && !joined.starts_with("--") {
            continue;
        }
        if let Some(found) = judge(&joined, followed)
            && best.as_ref().is_none_or(|(_, b)| found.features > b.features)
        {
            best = Some((first, found));
        }
    }
    if let Some((first, found)) = best {
        let alone =
            (first == 0 || rows.get(first - 1).is_none_or(|r| r.blank)) && rows.get(last + 1).is_none_or(|r| r.blank);
        let enough = match found.strength {
            Strength::Strong => true,
            Strength::Fair => followed || alone,
            Strength::Weak => followed && (!indented || found.vouched),
        };
        let starts = shared(row.body, followed).filter(|_| first == last).map(|s| s + row.span.end - row.body.len());
        if enough {
            return Some(Attribution { first, last, starts, why: found.why });
        }
    }
    let starts = shared(row.body, followed)?;
    Some(Attribution {
        first: last,
        last,
        starts: Some(starts + row.span.end - row.body.len()),
        why: Evidence::words("wrote, beside own words", "en"),
    })
}

/// A blank row inside an attribution: above it "On Tue, 3 Mar 2026 at 16:15," hangs.
fn hangs(rows: &[Row<'_>], blank: usize) -> bool {
    let Some(above) = blank.checked_sub(1).and_then(|i| rows.get(i)) else { return false };
    let body = above.body.trim();
    above.depth == 0
        && body.len() <= 80
        && body.ends_with([',', '،', '，'])
        && scan::when(body).date
        && opens(scan::fold(body).trim())
}

/// Own words and "On … wrote:" in one row: where the latter starts.
fn shared(body: &str, followed: bool) -> Option<usize> {
    let at = body
        .rfind(" On ")
        .map(|p| p + 1)
        .or_else(|| body.rfind("-On ").map(|p| p + 1))
        .or_else(|| body.rfind("- On ").map(|p| p + 2))?;
    let rest = body.get(at..)?;
    if rest.len() > MOST_BYTES || body.get(..at)?.trim_matches(['-', ' ', '>', '*', '_']).is_empty() {
        return None;
    }
    let found = judge(rest, followed)?;
    let when = scan::when(rest);
    if found.strength < Strength::Strong || !when.date || scan::address(rest).is_none() {
        return None;
    }
    let before = body.get(..at)?.trim_end().trim_end_matches('-');
    Some(before.len())
}

fn may_end(body: &str) -> bool {
    if !body.chars().any(char::is_alphanumeric) {
        return false;
    }
    let end = body
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '\u{200e}' | '\u{200f}' | '\u{202c}'));
    end.ends_with([':', '：', '-', '>', '—', '–']) || body.contains('@') || scan::has_digit(body) && body.len() < 120
}

/// Whether the next row is quoted, and whether only by an indent that the writer may have made.
fn next_is_quote(rows: &[Row<'_>], last: usize) -> (bool, bool) {
    let depth = rows.get(last).map_or(0, |r| r.depth);
    let next = rows.iter().skip(last + 1).take(4).find(|r| !r.blank || r.depth > depth);
    // Some programs of old draw a bar where others draw `>`.
    let barred = |r: &Row<'_>| r.depth == 0 && r.body.starts_with("| ");
    let followed = next.is_some_and(|r| r.depth > depth || r.depth == depth && (r.quoted() || barred(r)) && depth == 0);
    (followed, next.is_some_and(|r| r.depth == depth && r.mark == Mark::Indent))
}

fn boundary(text: &str, start: usize, end: usize) -> bool {
    let spaceless = |c: char| u32::from(c) >= 0x0e00;
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let after = text.get(end..).and_then(|t| t.chars().next());
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !spaceless(c));
    let inside = text.get(start..end).and_then(|t| t.chars().next()).is_some_and(spaceless);
    inside || !joins(before) && !joins(after)
}

/// Says whether folded `text` opens as quotation lines do: with a known word, a number, or a short weekday.
fn opens(text: &str) -> bool {
    let mut tokens = text.split(' ').filter(|t| !t.is_empty());
    let Some(first) = tokens.next() else { return false };
    if first.chars().next().is_some_and(|c| scan::has_digit(c.encode_utf8(&mut [0; 4]))) {
        return true;
    }
    let second = tokens.next().unwrap_or_default();
    let bare = first.trim_matches([',', '"', '\'']);
    if words::OPENERS.contains(bare) || words::OPENERS.contains(format!("{bare} {second}").as_str()) {
        return true;
    }
    if ["在", "於", "于", "เมื่อ", "ใน", "วันที่", "ב-", "ב־", "בתאריך", "ביום"].iter().any(|o| text.starts_with(o))
    {
        return true;
    }
    // "søn. 30. apr.", "ср, 5 янв.": a short word with a stop, then a number.
    let number = |t: &str| t.chars().next().is_some_and(|c| scan::has_digit(c.encode_utf8(&mut [0; 4])));
    let short = first.chars().count() <= 14 && (first.ends_with([',', '.']));
    short && (number(second) || tokens.take(2).any(number)) || first.chars().count() <= 4 && number(second)
}

/// The rules.
fn judge(joined: &str, followed: bool) -> Option<Verdict> {
    let folded = scan::fold(joined);
    let inner = folded
        .trim_start_matches(['-', ' ', '*', '_', '>', '~', '|', '<', '+', '='])
        .trim_end_matches(['-', ' ', '*', '_', '~', '=', '—', '–']);
    let dashed = folded.trim_start().starts_with("--") && folded.trim_end().ends_with('-');
    let (core, colon) = match inner.strip_suffix(':').or_else(|| inner.strip_suffix('：')) {
        Some(core) => (core.trim_end_matches([' ', '*']), true),
        None => (inner, false),
    };
    let when = scan::when(core);
    let address = scan::address(core);
    let bracketed = address.as_ref().is_some_and(|a| {
        let before = core.get(..a.start).unwrap_or_default().trim_end().trim_end_matches("mailto:").trim_end();
        before.ends_with(['<', '(', '[', '"', '\'', '«', '&']) || before.ends_with("&lt;")
    });
    let opener = opens(core);
    let verb = words::WROTE.all(core).filter(|(s, e, _)| boundary(core, *s, *e)).last();
    let features = usize::from(when.date)
        + usize::from(when.time)
        + usize::from(address.is_some())
        + usize::from(opener)
        + usize::from(verb.is_some());
    let vouched = address.is_some() || when.date && when.time;
    let verdict = |strength, why| Some(Verdict { strength, why, features, vouched });
    if let Some((start, end, language)) = verb {
        let head = core.get(..start).unwrap_or_default().trim();
        let tail = core.get(end..).unwrap_or_default().trim();
        let told = head.split(' ').next_back().is_some_and(|w| words::attribution::NOT_BEFORE_VERB.contains(&w))
            || tail.starts_with("to ")
            || tail.starts_with("that ");
        if told {
            return None;
        }
        let why = Evidence::words("wrote", language);
        // "… wrote: and the quotation goes on": an address and a date must vouch for it.
        if let Some(rest) = tail.strip_prefix([':', '：'])
            && !rest.trim().is_empty()
        {
            let both = when.date && address.as_ref().is_some_and(|a| a.end <= end + 1);
            return if both && opener { verdict(Strength::Strong, why) } else { None };
        }
        let tail_fits = tail.is_empty()
            || (colon || dashed) && scan::words(tail) <= 16
            || tail.chars().all(|c| !c.is_alphanumeric());
        let closed = colon || dashed || tail.is_empty();
        if !tail_fits || !closed {
            return None;
        }
        if address.is_some()
            && (opener && (when.date || when.time || bracketed)
                || when.date && scan::words(head) <= 16
                || bracketed && scan::words(head) <= 8)
        {
            return verdict(Strength::Strong, why);
        }
        if dashed && scan::words(core) <= 14 {
            return verdict(Strength::Strong, why);
        }
        if (colon || dashed) && when.date && when.time && (opener || scan::words(head) <= 10) {
            return verdict(Strength::Fair, why);
        }
        // "Anna Lind wrote:" may stand above a quotation; "Your menu says:" is the customer's.
        let name = |w: &str| w.chars().next().is_none_or(|c| !c.is_lowercase());
        let spoken = matches!(core.get(start..end), Some("said" | "says" | "sent" | "wrote" | "writes"))
            && !joined.split_whitespace().take(scan::words(head)).all(name);
        let spoken = spoken || matches!(core.get(start..end), Some("said" | "says" | "sent"));
        if (colon || tail.is_empty() && (when.date || address.is_some()))
            && scan::words(core) <= 24
            && (vouched || when.date || !spoken && scan::words(head) <= 6)
        {
            return verdict(Strength::Weak, why);
        }
        return None;
    }
    let ends_in_address = address.as_ref().is_some_and(|a| scan::words(core.get(a.end..).unwrap_or_default()) <= 1);
    if bracketed && when.date && when.time && ends_in_address && opener {
        return verdict(if colon { Strength::Strong } else { Strength::Weak }, Evidence::rule("date and sender"));
    }
    if bracketed && when.date && ends_in_address && (opener || colon) {
        return verdict(Strength::Weak, Evidence::rule("date and sender"));
    }
    if followed && colon && (address.is_some() || when.date && when.time) && scan::words(core) <= 30 {
        return verdict(Strength::Weak, Evidence::rule("a date or an address and a colon above a quotation"));
    }
    if followed
        && opener
        && when.date
        && when.time
        && core.starts_with(|c: char| c.is_ascii_digit())
        && scan::words(core) <= 9
    {
        return verdict(Strength::Weak, Evidence::rule("date and name above a quotation"));
    }
    None
}
