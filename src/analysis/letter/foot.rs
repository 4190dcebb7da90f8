//! The foot of a letter: signatures, telephones' advertisements, notices of lawyers and scanners.
//!
//! Worked from the last row upwards and only there; the rules would rather leave a telephone number
//! in a card than take a customer's sentence out of it. A bare "Thanks, Janet" stays.

use super::line::{Class, Evidence};
use super::row::Row;
use super::{heading, scan, words};

/// Signature cards are not longer than this many rows.
const MOST_ROWS: usize = 14;
/// No foot reaches higher, blank rows and all; bounds the cost of each step.
const MOST_SEEN: usize = 64;

/// Marks the foot of what is still the customer's, above row `end`.
pub fn mark(rows: &mut [Row<'_>], end: usize, sender: &str) {
    // The first words of a letter are never its foot.
    let Some(first) = rows.iter().position(Row::speaks) else { return };
    let mut end = end;
    while let Some(last) = rows.iter().take(end).rposition(Row::speaks) {
        if !step(rows, first, last, sender) {
            return;
        }
        end = last;
    }
}

/// One foot above another is rare; each step takes one off. Gives whether anything was taken.
fn step(rows: &mut [Row<'_>], first: usize, last: usize, sender: &str) -> bool {
    let Some(row) = rows.get(last) else { return false };
    if let Some(why) = device(row.body)
        && last > first
    {
        set(rows, last..last + 1, Class::Device, why);
        return true;
    }
    if heading::ruler(row.body, 2) && last > first && !framed(rows, last) {
        set(rows, last..last + 1, Class::Signature, Evidence::rule("a drawn line with nothing below"));
        return true;
    }
    let top = paragraph(rows, first, last);
    if let Some(why) = footer(rows.get(top..=last).unwrap_or_default().iter().map(|r| r.body))
        && top > first
    {
        set(rows, top..last + 1, Class::Footer, why);
        return true;
    }
    if let Some(from) = delimited(rows, first, last, sender) {
        set(rows, from..last + 1, Class::Signature, Evidence::rule("below the signature line"));
        return true;
    }
    if let Some(from) = plate(rows, first, last) {
        set(rows, from..last + 1, Class::Signature, Evidence::rule("a paragraph of name and contact details"));
        return true;
    }
    if let Some(from) = card(rows, first, last, sender) {
        set(rows, from..last + 1, Class::Signature, Evidence::rule("a card of contact details below the name"));
        return true;
    }
    false
}

/// The same line was drawn above: the writer framed something.
fn framed(rows: &[Row<'_>], at: usize) -> bool {
    let line = rows.get(at).map_or("", |r| r.body.trim());
    let above = rows.get(at.saturating_sub(MOST_SEEN)..at).unwrap_or_default();
    !line.starts_with('-') && above.iter().any(|r| r.class == Class::Own && r.body.trim() == line)
}

fn set(rows: &mut [Row<'_>], range: std::ops::Range<usize>, class: Class, why: Evidence) {
    for row in rows.get_mut(range).into_iter().flatten().filter(|r| r.class == Class::Own) {
        row.set(class, why);
    }
}

/// The first row of the paragraph that ends at `last`.
fn paragraph(rows: &[Row<'_>], first: usize, last: usize) -> usize {
    let mut top = last;
    while top > first
        && last - top < MOST_SEEN
        && rows.get(top - 1).is_some_and(|r| r.speaks() && !heading::ruler(r.body, 2))
    {
        top -= 1;
    }
    top
}

/// "Sent from my iPhone", "Get Outlook for iOS", in the languages we know.
#[must_use]
pub fn device(body: &str) -> Option<Evidence> {
    let body = body.trim();
    if body.is_empty() || body.len() > 240 {
        return None;
    }
    let folded = scan::fold(body);
    let plain: String = match folded.find("http").or_else(|| folded.find("<")) {
        Some(at) if at > 4 => folded.get(..at).unwrap_or_default().to_owned(),
        _ => folded.clone(),
    };
    let plain = plain.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '*' | '_' | '-' | '.' | '"' | '~')
    });
    if (folded.contains("aka.ms/")
        || folded.contains("outlook") && (folded.contains(" ios") || folded.contains("android")))
        && scan::words(plain) <= 8
    {
        return Some(Evidence::rule("an advertisement of a mail program"));
    }
    let count = scan::words(plain);
    let leads = plain.split(' ').next().is_some_and(|w| INVITES.contains(&w));
    if leads && count <= 8 && words::ADVERTISED.first(plain).is_some() {
        return Some(Evidence::rule("an advertisement of a mail program"));
    }
    let mut begged: Vec<&str> = words::PARDONS.all(&folded).filter_map(|(s, e, _)| folded.get(s..e)).collect();
    begged.sort_unstable();
    begged.dedup();
    let pardons = !begged.is_empty();
    let reasons = plain.split(' ').any(|w| REASONS.contains(&w));
    let device = words::DEVICES.first(plain).is_some();
    if begged.len() >= 2 && count <= 12 && !reasons && !plain.contains(['!', '?']) {
        return Some(Evidence::rule("a pardon for spelling"));
    }
    if let Some((0, _, language)) = words::DEVICE_FRAMES.first(plain)
        && device
        && count <= 14
        && (pardons || !reasons && !plain.contains(", "))
    {
        return Some(Evidence::words("sent from a device", language));
    }
    let (start, end, language) = words::DEVICE_PHRASES.first(plain)?;
    let closed = words::DEVICE_ENDS.iter().any(|verb| plain.ends_with(verb));
    // The phrase leads, or (German, Turkish, Hungarian, Hindi, Japanese …) closes the row.
    let placed = start == 0 || end == plain.len() || plain.get(..start).is_some_and(|b| scan::words(b) <= 5);
    let rest = plain.get(end..).unwrap_or_default();
    // "Sent from Nine": a product we never heard of, and nothing else in the row.
    let product = start == 0
        && count == 3
        && language == "en"
        && matches!(plain.get(start..end), Some("sent from" | "sent with" | "sent via"))
        && body.split_whitespace().nth(2).is_some_and(|w| w.chars().next().is_some_and(char::is_uppercase));
    let named = device || product || (start == 0 && count <= 5 && rest.chars().any(|c| c.is_ascii_digit()));
    let most = if start == 0 { 12 } else { 9 };
    let spoken = !pardons
        && (count > most
            || reasons
            || plain.contains(['!', '?'])
            || count > 4
                && plain
                    .split_once(", ")
                    .or_else(|| plain.split_once(". "))
                    .is_some_and(|(_, more)| words::DEVICES.first(more).is_none()));
    // "From my phone I could not …": the bare phrase needs the whole row to be short, or its verb at the end.
    let bare = matches!(
        plain.get(start..end),
        Some("from my" | "from mobile" | "von meinem" | "von meiner" | "nire" | "mit der" | "provenance" | "från min")
    );
    let whole = !bare || count <= 5 || closed && count <= 11 || plain.get(end..end + 2) == Some(" :");
    if placed && named && !spoken && count <= 20 && whole {
        return Some(Evidence::words("sent from a device", language));
    }
    None
}

/// First words of advertisements.
const INVITES: &[&str] = &[
    "get",
    "download",
    "try",
    "install",
    "télécharger",
    "téléchargez",
    "obtenir",
    "obtenez",
    "obtener",
    "descargar",
    "obter",
    "obtenha",
    "baixar",
    "scarica",
    "ottieni",
    "holen",
    "hol",
    "laden",
    "hämta",
    "skaffa",
    "hent",
    "pobierz",
    "stáhnout",
    "stáhněte",
    "скачать",
    "скачайте",
];
/// Words that make "Sent from my phone …" a sentence of the customer's.
const REASONS: &[&str] = &[
    "because",
    "but",
    "while",
    "since",
    "so",
    "when",
    "i",
    "weil",
    "aber",
    "denn",
    "während",
    "parce",
    "mais",
    "pendant",
    "porque",
    "pero",
    "mientras",
    "perché",
    "omdat",
    "maar",
    "eftersom",
    "men",
    "fordi",
    "ale",
    "потому",
    "но",
    "пока",
];

/// Says whether these rows are nothing but a notice or a footer.
#[must_use]
pub fn only_notice(rows: &[&str]) -> bool {
    !rows.is_empty() && rows.len() <= MOST_ROWS && footer(rows.iter().copied()).is_some()
}

/// Notices and footers, by their words.
fn footer<'a>(rows: impl Iterator<Item = &'a str>) -> Option<Evidence> {
    let mut text = String::new();
    for row in rows {
        if text.len() > 4000 {
            break;
        }
        text.push_str(row.trim());
        text.push(' ');
    }
    let text = scan::fold(&text);
    if let Some((_, _, language)) = words::FOOTERS.first(&text)
        && (scan::words(&text) <= 90)
    {
        return Some(Evidence::words("a footer of a scanner or a list", language));
    }
    const WEAK: &[&str] = &[
        "confidential",
        "in error",
        "delete it",
        "delete this",
        "please delete",
        "strictly",
        "prohibited",
        "privileged",
        "registered in",
        "eliminar",
        "supprimer",
        "radera",
        "slette",
        "poista",
        "usun",
    ];
    let mut seen: Vec<&str> = words::NOTICES.all(&text).filter_map(|(s, e, _)| text.get(s..e)).collect();
    seen.sort_unstable();
    seen.dedup();
    let weight: usize = seen.iter().map(|w| if WEAK.contains(w) { 1 } else { 2 }).sum();
    (weight >= 4 && scan::words(&text) >= 10).then_some(Evidence::rule("a notice of confidentiality"))
}

/// A row that reads like a sentence.
fn prose(body: &str) -> bool {
    let body = body.trim();
    let count = scan::words(body);
    let stopped = body.ends_with(['.', '!', '?', '…', '。', '！', '？', ',', ';', ':']);
    count >= 10 || count >= 4 && stopped
}

fn contact(body: &str) -> bool {
    let folded = scan::fold(body.trim());
    let digits = folded.chars().filter(|c| scan::has_digit(c.encode_utf8(&mut [0; 4]))).count();
    let first = folded.split([' ', '\t', ':']).next().unwrap_or_default();
    let labelled = words::CONTACT.iter().any(|w| *w == first || w.trim_end_matches([':', '.']) == first);
    let phone = digits >= 7
        && folded.chars().all(|c| !c.is_alphabetic() || c.is_ascii())
        && folded.chars().filter(|c| c.is_alphabetic()).count() <= 24;
    scan::address(&folded).is_some()
        || folded.contains("www.")
        || folded.contains("http")
        || labelled && (digits >= 5 || folded.len() < 40)
        || phone
        || folded.contains(" | ") && digits >= 5
}

fn named(body: &str, sender: &str) -> bool {
    let body = scan::fold(body);
    let tokens: Vec<&str> = body.split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()).collect();
    tokens.len() <= 6
        && scan::fold(sender)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|t| t.chars().count() >= 2)
            .any(|t| tokens.contains(&t))
}

/// `-- ` (RFC 3676 section 4.3) or a line like it, with a card below and not an essay.
fn delimited(rows: &[Row<'_>], first: usize, last: usize, sender: &str) -> Option<usize> {
    let mut below = 0;
    for at in (first + 1..=last).rev().take(MOST_SEEN) {
        let row = rows.get(at)?;
        if row.class != Class::Own {
            continue;
        }
        let trimmed = row.body.trim();
        let dashes = matches!(trimmed, "--" | "---" | "—" | "– –" | "-- --" | "––" | "——" | "----");
        let strict = row.body.trim_start() == "-- ";
        let drawn = !dashes && (heading::ruler(trimmed, 3) || trimmed == "__");
        if !dashes && !drawn {
            below += usize::from(!row.blank);
            if below > MOST_ROWS {
                return None;
            }
            continue;
        }
        if below == 0 {
            return (!framed(rows, at)).then_some(at);
        }
        let under: Vec<&str> = rows.get(at + 1..=last)?.iter().filter(|r| r.speaks()).map(|r| r.body).collect();
        let sentences = under.iter().filter(|b| prose(b) && !contact(b)).count();
        let cards = under.iter().filter(|b| contact(b)).count();
        let lead = under.first().copied().unwrap_or_default();
        let ours = !sender.is_empty() && under.iter().take(3).any(|b| named(b, sender));
        let alone = !rows
            .get(first.max(at.saturating_sub(MOST_SEEN))..at)?
            .iter()
            .any(|r| r.speaks() && matches!(r.body.trim(), "--" | "---" | "-"));
        let above_blank = rows.get(at - 1).is_some_and(|r| r.blank);
        let bullets = under.iter().any(|b| b.trim_start().starts_with(['-', '*', '•']));
        let card = if drawn {
            cards >= 1 && sentences == 0 && !bullets && under.len() <= 8
        } else if strict {
            // Hardly anybody types the blank behind the dashes, so a motto below them is a signature too.
            alone && under.len() <= 4
                || ours
                || cards >= 1 && sentences <= under.len() / 2
                || sentences * 2 <= under.len() && !prose(lead)
        } else {
            ours && sentences * 2 <= under.len()
                || cards >= 1 && sentences * 2 <= under.len() && !prose(lead)
                || sentences == 0
                    && !bullets
                    && under.len() <= 6
                    && alone
                    && (above_blank || under.len() <= 2)
                    && lead.len() <= 60
        };
        return card.then_some(at);
    }
    None
}

/// A last paragraph that is nothing but a name and ways to reach its owner; without a farewell above, for then the name
/// is part of it. What a sentence with a colon announces was asked for, or is told.
fn plate(rows: &[Row<'_>], first: usize, last: usize) -> Option<usize> {
    let top = paragraph(rows, first, last);
    let plate = rows.get(top..=last)?;
    if top <= first
        || plate.len() > MOST_ROWS
        || !rows.get(top - 1)?.blank && !heading::ruler(rows.get(top - 1)?.body, 2)
    {
        return None;
    }
    let above = || rows.get(first..top).into_iter().flatten().rev().take(MOST_SEEN).filter(|r| r.speaks());
    let announced = above().find(|r| !heading::ruler(r.body, 2))?.body.trim_end().ends_with([':', '：']);
    if announced || above().take(5).any(|r| farewell(r.body)) {
        return None;
    }
    let details = plate.iter().filter(|r| contact(r.body)).count();
    let lead = plate.first()?.body.trim();
    let bars = lead.matches(['|', '•', '·']).count();
    let one_line = plate.len() == 1 && bars >= 2 && contact(lead) && !prose(lead.split('|').next()?);
    let card = plate.len() >= 3
        && details >= 2
        && name_like(lead)
        && plate.iter().all(|r| contact(r.body) || !prose(r.body) && !farewell(r.body));
    (one_line || card).then_some(top)
}

/// A few words that begin with capitals (or have none), without digits and sentence signs.
fn name_like(body: &str) -> bool {
    let tokens: Vec<&str> = body.split_whitespace().collect();
    let lower = tokens.iter().filter(|t| t.chars().next().is_some_and(char::is_lowercase)).count();
    !tokens.is_empty()
        && tokens.len() <= 6
        && lower <= 1
        && !body.ends_with([':', '?', '!', ';'])
        && !scan::has_digit(body)
        && body.chars().any(char::is_alphabetic)
}

/// Contact details under a farewell and a name, or under the sender's own name.
fn card(rows: &[Row<'_>], first: usize, last: usize, sender: &str) -> Option<usize> {
    let mut seen = 0;
    let mut details = 0;
    for at in (first + 1..=last).rev().take(MOST_SEEN) {
        let row = rows.get(at)?;
        if !row.speaks() {
            continue;
        }
        seen += 1;
        if seen > MOST_ROWS {
            return None;
        }
        if farewell(row.body)
            || !sender.is_empty() && named(row.body, sender) && row.body.trim().len() <= 60 && !contact(row.body)
        {
            if details == 0 {
                return None;
            }
            // The name stays, what follows it goes.
            let mut from = at + 1;
            if farewell(row.body) && !row.body.trim().contains(", ") {
                let name = (at + 1..=last).find(|i| rows.get(*i).is_some_and(Row::speaks))?;
                if !contact(rows.get(name)?.body) && scan::words(rows.get(name)?.body) <= 5 {
                    from = name + 1;
                }
            }
            let from = (from..=last).find(|i| rows.get(*i).is_some_and(Row::speaks))?;
            return Some(from);
        }
        if prose(row.body) && !contact(row.body) {
            return None;
        }
        details += usize::from(contact(row.body));
    }
    None
}

/// Says whether the row takes leave, alone or with a name behind it.
#[must_use]
pub fn farewell(body: &str) -> bool {
    let folded = scan::fold(body);
    let text = folded.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '.' | '!' | '，' | '。' | '！' | '-' | '*' | '、')
    });
    if text.is_empty() || text.len() > 120 {
        return false;
    }
    if words::FAREWELLS.contains(text) {
        return true;
    }
    text.split_once([',', '，'])
        .is_some_and(|(leave, name)| words::FAREWELLS.contains(leave.trim()) && scan::words(name) <= 3)
}

/// Says whether these rows only take leave and sign.
#[must_use]
pub fn only_leave(rows: &[&str]) -> bool {
    let Some(first) = rows.first() else { return false };
    let signs = |b: &&str| {
        device(b).is_some()
            || contact(b)
            || matches!(b.trim(), "--" | "-- ")
            || scan::words(b) <= 4
                && !b.trim_end().ends_with(['!', '?', ':'])
                && b.chars().next().is_some_and(char::is_uppercase)
    };
    rows.len() <= 8
        && (farewell(first) && rows.iter().skip(1).all(signs)
            || rows.iter().all(|b| device(b).is_some())
            || first.trim() == "--" && rows.iter().skip(1).all(|b| !prose(b)))
}
