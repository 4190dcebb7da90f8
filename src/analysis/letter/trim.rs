//! From rows to the customer's own words: the pipeline, step by step.
//!
//! 1. our marker, 2. what introduces an earlier letter (attributions, banners, header blocks), 3. what of it to take,
//! 4. the foot. Each step only takes rows that none before it took. If nothing were left, nothing is taken.

use super::line::{Class, Evidence, Line};
use super::row::{self, Row};
use super::{Answered, Hints, Trimmed, attribution, foot, heading, html::Mark, scan, words};

/// More rounds than any letter has been seen to need.
const ROUNDS: usize = 8;

/// Separates the customer's own words from quotations, signatures and footers.
///
/// Linear in the length of `text`. Never empty when `text` isn't blank; keeps the order of lines and invents none;
/// reading `own` again changes nothing.
#[must_use]
pub fn own_words(text: &str, hints: &Hints<'_>) -> Trimmed {
    let full = row::normalise(text);
    let mut all = pieces(row::rows(&full, hints.from_html));
    let before: Vec<(Class, Evidence)> = all.iter().map(|r| (r.class, r.why)).collect();
    pass(&mut all, hints);
    if !all.iter().any(|r| r.class.stays() && !r.blank) {
        for (row, (class, why)) in all.iter_mut().zip(before) {
            row.set(class, why);
        }
        return assemble(&full, &all);
    }
    // The steps run until they find nothing more.
    for _ in 1..ROUNDS {
        // What a second reading would see: the rows that stayed, as they would be shown.
        let (shown, from) = keep(&full, &all);
        let mut rows = pieces(row::rows(&shown, None));
        if rows.len() != from.len() {
            break;
        }
        for (row, origin) in rows.iter_mut().zip(&from) {
            if let Some(first) = origin.and_then(|i| all.get(i)) {
                row.mark = first.mark;
            }
        }
        pass(&mut rows, hints);
        let empty = !rows.iter().any(|r| r.class.stays() && !r.blank);
        let changed = rows.iter().any(|r| !r.class.stays());
        if empty || !changed {
            break;
        }
        for (row, origin) in rows.iter().zip(from) {
            if let Some(first) = origin.and_then(|i| all.get_mut(i))
                && !row.class.stays()
            {
                first.set(row.class, row.why);
            }
        }
    }
    assemble(&full, &all)
}

/// What stays, and for each row of it the row it came from (`None` for a blank row that shows a gap).
fn keep(full: &str, rows: &[Row<'_>]) -> (String, Vec<Option<usize>>) {
    // A lone `>` is a sign of the writer's; only rows of nothing are dropped at the ends.
    let said = |r: &Row<'_>| r.class.stays() && !(r.blank && r.depth == 0);
    let (Some(first), Some(last)) = (rows.iter().position(said), rows.iter().rposition(said)) else {
        return (String::new(), Vec::new());
    };
    let mut shown = String::new();
    let mut from: Vec<Option<usize>> = Vec::new();
    let (mut gap, mut air) = (false, false);
    for (i, row) in rows.iter().enumerate().take(last + 1).skip(first) {
        if !row.class.stays() {
            gap = true;
            continue;
        }
        if row.blank && row.depth == 0 && gap && air {
            continue;
        }
        let blank = row.blank && row.depth == 0;
        if gap && !air && !blank {
            shown.push('\n');
            from.push(None);
        }
        let line = full.get(row.span.clone()).unwrap_or_default();
        shown.push_str(if i == last { line.trim_end() } else { line });
        shown.push('\n');
        from.push(Some(i));
        gap = gap && blank;
        air = blank;
    }
    shown.pop();
    (shown, from)
}

fn assemble(full: &str, rows: &[Row<'_>]) -> Trimmed {
    let (own, _) = keep(full, rows);
    let mut elided = String::new();
    for row in rows.iter().filter(|r| !r.class.stays()) {
        elided.push_str(full.get(row.span.clone()).unwrap_or_default());
        elided.push('\n');
    }
    let elided = elided.trim_end().trim_start_matches('\n').to_owned();
    let lines = rows.iter().map(|r| Line { span: r.span.clone(), class: r.class, evidence: r.why }).collect();
    Trimmed { own, elided, full: full.to_owned(), lines }
}

/// Cuts a row in two where own words and an attribution share it.
fn pieces(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    if !rows.iter().any(|r| r.depth == 0 && r.body.contains("On ") && r.body.contains('@')) {
        return rows;
    }
    let mut out: Vec<Row<'_>> = Vec::with_capacity(rows.len());
    for (i, row) in rows.iter().enumerate() {
        let cut = if row.depth == 0 && row.body.contains("On ") && row.body.contains('@') {
            attribution::ending_at(&rows, i, i).and_then(|a| a.starts)
        } else {
            None
        };
        let Some(cut) = cut.filter(|c| *c > row.span.start && *c < row.span.end) else {
            out.push(row.clone());
            continue;
        };
        let body_start = row.span.end - row.body.len();
        let (a, b) = row.body.split_at_checked(cut.saturating_sub(body_start)).unwrap_or((row.body, ""));
        out.push(Row { span: row.span.start..cut, body: a, header: None, ..row.clone() });
        out.push(Row { span: cut..row.span.end, body: b, header: None, ..row.clone() });
    }
    out
}

fn pass(rows: &mut [Row<'_>], hints: &Hints<'_>) {
    for row in rows.iter_mut() {
        row.class = Class::Own;
    }
    marker(rows, hints.our_marker);
    html(rows);
    let heads = heads(rows);
    quotes(rows, &heads, hints);
    let end = rows.iter().rposition(Row::speaks).map_or(0, |p| p + 1);
    foot::mark(rows, end, hints.sender_name);
}

/// Our own "write above this line": everything from there on goes.
fn marker(rows: &mut [Row<'_>], ours: &str) {
    let ours = scan::fold(ours.trim());
    let found = rows.iter().position(|r| {
        if r.blank || r.body.len() > 300 {
            return false;
        }
        let drawn = r.body.trim_start().starts_with(['-', '=', '#', '_', '*', '~', '+', '—', '–', '─', '<', '[', '>']);
        let folded = scan::fold(r.body);
        !ours.is_empty() && folded.contains(&ours)
            || (drawn || r.quoted()) && words::ABOVE_LINE.first(&folded).is_some()
    });
    let Some(at) = found else { return };
    if rows.iter().take(at).any(Row::speaks) {
        for row in rows.iter_mut().skip(at) {
            row.set(Class::Marker, Evidence::rule("below our line"));
        }
    }
}

/// What the mark-up calls a signature.
fn html(rows: &mut [Row<'_>]) {
    let others = rows.iter().any(|r| r.speaks() && r.mark == Mark::Own && r.depth == 0);
    if !others {
        return;
    }
    for row in rows.iter_mut().filter(|r| r.class == Class::Own) {
        if let Mark::Signature(name) = row.mark {
            row.set(Class::Signature, Evidence::rule(name));
        }
    }
}

/// Rows `first..end` announce an earlier letter.
struct Head {
    first: usize,
    end: usize,
    class: Class,
    why: Evidence,
}

fn heads(rows: &[Row<'_>]) -> Vec<Head> {
    let mut found: Vec<Head> = Vec::new();
    let mut free = 0;
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        if heading::arrows(row) && row.class == Class::Own {
            found.push(Head {
                first: at,
                end: at + 1,
                class: Class::Separator,
                why: Evidence::rule("a name and a date between arrows"),
            });
            at += 1;
            free = at;
            continue;
        }
        if row.blank || row.depth > 0 || row.class != Class::Own {
            at += 1;
            continue;
        }
        let mut head = None;
        if let Some((_, language, _)) = heading::banner(row.body) {
            let next = rows.iter().enumerate().skip(at + 1).find(|(_, r)| !r.blank).map_or(at + 1, |(i, _)| i);
            let end = heading::block(rows, next).map_or(at + 1, |b| b.end);
            head = Some(Head { first: at, end, class: Class::Separator, why: Evidence::words("a banner", language) });
        } else if heading::table(row.body) {
            head = Some(Head {
                first: at,
                end: at + 1,
                class: Class::Separator,
                why: Evidence::rule("a table of header lines"),
            });
        } else if let Some(block) = heading::block(rows, at) {
            let mut first = at;
            // The drawn line above belongs to it.
            while first > free && rows.get(first - 1).is_some_and(|r| r.blank) {
                first -= 1;
            }
            let drawn = first > free && rows.get(first - 1).is_some_and(|r| heading::ruler(r.body, 3));
            let first = if drawn { first - 1 } else { at };
            head = Some(Head {
                first,
                end: block.end,
                class: Class::Header,
                why: Evidence::words("a header block", block.language),
            });
        } else if let Some(line) = attribution::ending_at(rows, at, free) {
            head = Some(Head { first: line.first, end: line.last + 1, class: Class::Attribution, why: line.why });
        }
        match head {
            Some(h) => {
                at = h.end.max(at + 1);
                free = at;
                found.push(h);
            }
            None => at += 1,
        }
    }
    found
}

/// A run of quoted rows, with what announced it.
struct Run {
    first: usize,
    end: usize,
    headed: bool,
    why: Evidence,
}

fn quotes(rows: &mut [Row<'_>], heads: &[Head], hints: &Hints<'_>) {
    let mut runs: Vec<Run> = Vec::new();
    let mut limit = rows.len();
    // What a head announces: quoted rows below it, or, when the letter below is not marked, all that follows.
    let mut first_spoken = 0;
    for head in heads {
        let next = (head.end..rows.len()).find(|i| rows.get(*i).is_some_and(|r| !r.blank || r.depth > 0));
        let below_quoted = next.is_none_or(|i| rows.get(i).is_some_and(Row::quoted));
        if !below_quoted {
            // Claims only take rows away, so the first spoken row only moves down.
            while first_spoken < head.first && rows.get(first_spoken).is_some_and(|r| !r.speaks() || r.quoted()) {
                first_spoken += 1;
            }
            let above = first_spoken < head.first;
            if !above {
                // Nothing of the customer's above: a forwarded letter or an answer below; taking it would leave nothing.
                continue;
            }
            claim(rows, head.first, head.end, head.class, head.why);
            claim(rows, head.end, rows.len(), Class::Quote, head.why);
            limit = head.first;
            break;
        }
        claim(rows, head.first, head.end, head.class, head.why);
        if let Some(from) = next {
            runs.push(Run { first: from, end: run_end(rows, from), headed: true, why: head.why });
        }
    }
    // Quoted rows that nothing announces.
    // In an answer, a lone `>` row below the announced quotation is more of it.
    let answering = runs.iter().map(|r| r.end).min().unwrap_or(usize::MAX);
    let announced: Vec<(usize, usize)> = runs.iter().map(|r| (r.first, r.end)).collect();
    let mut known = announced.iter().peekable();
    let mut at = 0;
    while at < limit {
        let Some(row) = rows.get(at) else { break };
        while known.peek().is_some_and(|r| r.1 <= at) {
            known.next();
        }
        if let Some((_, end)) = known.peek().filter(|r| r.0 <= at) {
            at = *end;
        } else if row.quoted() && row.class == Class::Own && (!row.blank || row.depth > 0) {
            let end = run_end(rows, at).min(limit);
            let real = at >= answering || looks_quoted(rows.get(at..end).unwrap_or_default());
            if real {
                // What the mark-up or its looks call a letter needs no announcement.
                let headed = at < answering;
                runs.push(Run { first: at, end, headed, why: Evidence::rule("quotation marks") });
            }
            at = end.max(at + 1);
        } else {
            at += 1;
        }
    }
    runs.sort_by_key(|r| r.first);
    settle(rows, &runs, limit, hints);
}

fn claim(rows: &mut [Row<'_>], first: usize, end: usize, class: Class, why: Evidence) {
    for row in rows.iter_mut().take(end).skip(first).filter(|r| r.class == Class::Own) {
        row.set(class, why);
    }
}

/// Where a run of quoted rows ends; blank rows and rows that a mail program broke off a quoted one are part of it.
fn run_end(rows: &[Row<'_>], first: usize) -> usize {
    let mut end = first;
    let mut at = first;
    while let Some(row) = rows.get(at) {
        if row.quoted() && (!row.blank || row.depth > 0 || row.mark != Mark::Own) {
            at += 1;
            end = at;
        } else if row.blank {
            at += 1;
        } else {
            let above = at.checked_sub(1).and_then(|i| rows.get(i));
            let broken = end == at
                && above.is_some_and(|r| r.body.len() >= 60 && !r.body.trim_end().ends_with(['.', '!', '?', ':']))
                && row.body.chars().next().is_some_and(char::is_lowercase)
                && rows.get(at + 1).is_some_and(|r| r.depth > 0);
            if !broken {
                break;
            }
            at += 1;
        }
    }
    end
}

/// Tells a quotation from "> 45 minutes" and lists drawn with `>`.
fn looks_quoted(run: &[Row<'_>]) -> bool {
    if run.iter().any(|r| matches!(r.mark, Mark::Quote(_))) {
        return true;
    }
    if run.iter().all(|r| r.mark == Mark::Indent && r.depth == 0) {
        return false;
    }
    let marked: Vec<&Row<'_>> = run.iter().filter(|r| r.depth > 0).collect();
    let numbers = marked
        .iter()
        .filter(|r| {
            r.body.trim_start().chars().next().is_some_and(|c| c.is_ascii_digit() || matches!(c, '=' | '$' | '£' | '€'))
        })
        .count();
    let empty = marked.iter().any(|r| r.blank);
    let nested = marked.iter().any(|r| r.depth > 1 && !r.body.contains("<<"));
    let long = marked.iter().map(|r| r.body.chars().count()).max().unwrap_or(0) >= 40;
    let announced = marked.iter().any(|r| heading::banner(r.body).is_some() || r.header.is_some());
    let spoken = marked.iter().filter(|r| !r.blank).count();
    let letter = empty || nested || long || announced;
    spoken == 0 || numbers * 2 <= spoken && spoken >= 2 && letter
}

/// Decides for each run whether it goes, or stays because the customer answers it line by line.
fn settle(rows: &mut [Row<'_>], runs: &[Run], limit: usize, hints: &Hints<'_>) {
    let own = own_rows(rows, runs, limit);
    let Some(last_own) = own.last().copied() else { return };
    let first_own = own.first().copied().unwrap_or(0);
    let answered: Vec<bool> = runs.iter().map(|r| r.end <= last_own).collect();
    let tail_start = runs.iter().rfind(|r| r.end <= last_own).map_or(0, |r| r.end);
    let tail: Vec<&str> =
        own.iter().filter(|i| **i >= tail_start).filter_map(|i| rows.get(*i)).map(|r| r.body).collect();
    let leave_only = tail_start > first_own && (foot::only_leave(&tail) || foot::only_notice(&tail));
    let last_answered = runs.iter().rposition(|r| r.end <= last_own);
    let several = answered.iter().filter(|a| **a).count() > 1;
    let mut verdicts = Vec::with_capacity(runs.len());
    for (n, run) in runs.iter().enumerate() {
        let below = answered.get(n).copied().unwrap_or(false) && !(leave_only && Some(n) == last_answered);
        let above = first_own < run.first;
        // An answer below the whole quotation, nothing above: only the answer stays.
        let bottom = run.headed && !above && !several;
        verdicts.push(below && !bottom && hints.answered == Answered::Keep);
    }
    for (run, stays) in runs.iter().zip(verdicts) {
        let class = if stays { Class::Answered } else { Class::Quote };
        for row in rows.iter_mut().take(run.end).skip(run.first).filter(|r| r.class == Class::Own) {
            row.set(class, run.why);
        }
    }
}

/// The own rows: one walk beside the sorted runs.
fn own_rows(rows: &[Row<'_>], runs: &[Run], limit: usize) -> Vec<usize> {
    let mut next = runs.iter().peekable();
    let mut out = Vec::new();
    for (i, row) in rows.iter().enumerate().take(limit) {
        while next.peek().is_some_and(|r| r.end <= i) {
            next.next();
        }
        if row.speaks() && next.peek().is_none_or(|r| i < r.first) {
            out.push(i);
        }
    }
    out
}
