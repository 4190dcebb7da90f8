//! Which part of a card a word stands in: the customer's own words, or a greeting, signature,
//! mail header or quotation, where a name is somebody else's.
use crate::analysis::fold::{Case, Gap, Text};
use crate::analysis::lexicon as lex;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    Body,
    Greeting,
    /// "Thanks, Derek" at the very end: the writer's name or the agent's.
    MaybeSignature,
    Signature,
    Header,
    Quoted,
}

struct Line<'a> {
    text: &'a str,
    from: usize,
    to: usize,
}

pub fn of(text: &Text, flags: &[u64]) -> Vec<Zone> {
    let mut zones = vec![Zone::Body; text.tokens.len()];
    let lines = lines(text);
    let body_end = quotes(&lines, &mut zones);
    headers(&lines, &mut zones);
    let body: Vec<&Line> =
        lines.iter().take(body_end).filter(|l| l.from < l.to && zones.get(l.from) == Some(&Zone::Body)).collect();
    greeting(&body, text, flags, &mut zones);
    signature_lines(&body, text, flags, &mut zones);
    inline_signature(&body, text, flags, &mut zones);
    zones
}

fn lines<'a>(text: &Text<'a>) -> Vec<Line<'a>> {
    let mut out = vec![];
    let (mut start, mut token) = (0usize, 0usize);
    for piece in text.raw.split_inclusive('\n') {
        let end = start + piece.len();
        let from = token;
        while text.tokens.get(token).is_some_and(|t| (t.start as usize) < end) {
            token += 1;
        }
        out.push(Line { text: piece.trim(), from, to: token });
        start = end;
    }
    out
}

fn paint(zones: &mut [Zone], from: usize, to: usize, zone: Zone) {
    for z in zones.iter_mut().take(to).skip(from) {
        *z = zone;
    }
}

/// How a line that leads to quoted mail ends, before its colon.
const WROTE: &[&str] = &[
    "wrote",
    "écrit",
    "a ecrit",
    "schrieb",
    "escribió",
    "escribio",
    "ha scritto",
    "escreveu",
    "schreef",
    "skrev",
    "napisał",
    "napisał(a)",
    "napisała",
    "napsal",
    "napsal(a)",
    "kirjoitti",
    "yazdı",
];
/// What such a line has before the name, where it ends with that.
const WROTE_BEFORE: &[&str] = &[" schrieb ", " schreef ", " skrev "];

/// "On Mon, Tom wrote:", "Am 12.04. schrieb Tom:", "Op ma 4 mrt schreef Tom:", in small letters.
fn wrote(line: &str) -> bool {
    line.strip_suffix(':').map(str::trim_end).is_some_and(|head| {
        WROTE.iter().any(|w| head.ends_with(w)) || dated(head) && WROTE_BEFORE.iter().any(|w| head.contains(w))
    })
}

/// Whether a line in small letters begins as the day of a mail does: "on Monday", "am 12.04.", "le lun. 4".
fn dated(line: &str) -> bool {
    line.starts_with("on ")
        || ["am ", "op ", "den ", "le ", "el ", "il ", "em ", "dnia ", "w dniu "]
            .iter()
            .any(|lead| line.starts_with(lead))
            && line.contains(|c: char| c.is_ascii_digit())
}

/// Marks quoted mail and returns the number of lines before everything below is quoted.
fn quotes(lines: &[Line], zones: &mut [Zone]) -> usize {
    let mut end = lines.len();
    // Whether a marked quotation that somebody is said to have written goes on: its longer lines break before they end.
    let mut goes_on = false;
    // Some programs mark what they quote by bars.
    let bar = |n: Option<usize>| n.and_then(|n| lines.get(n)).is_some_and(|l| l.text.starts_with("| "));
    for (n, line) in lines.iter().enumerate() {
        let t = line.text;
        let barred = bar(Some(n)) && (bar(Some(n + 1)) || bar(n.checked_sub(1)));
        goes_on &= !t.is_empty();
        if goes_on || t.starts_with('>') || t.starts_with("|>") || barred {
            paint(zones, line.from, line.to, Zone::Quoted);
            continue;
        }
        if !t.ends_with(':') && !t.contains("--") {
            continue;
        }
        let lower = t.to_lowercase();
        let bar = lower.contains("original message")
            || lower.contains("ursprüngliche nachricht")
            || lower.contains("message d'origine")
            || lower.contains("mensaje original")
            || lower.contains("forwarded message")
            || lower.contains("begin forwarded");
        // "---- On 12 May Tom Hill wrote ----".
        let barred = lower.trim_matches(['-', ' ']);
        let framed = lower.starts_with("--") && dated(barred) && WROTE.iter().any(|w| barred.ends_with(w));
        let opens = (wrote(&lower) || framed) && t.len() < 200 && n + 1 < lines.len();
        if opens || bar && (t.contains("--") || t.ends_with(':')) {
            let from = line.from;
            // "On Monday, Tom\nwrote:" spreads over two lines.
            let above = n
                .checked_sub(1)
                .and_then(|p| lines.get(p))
                .filter(|p| dated(&p.text.to_lowercase()) && !p.text.ends_with('.'));
            let from = above.map_or(from, |a| a.from);
            // The answer may stand below what is quoted, if that is marked line by line.
            let marked = lines.iter().skip(n + 1).find(|l| !l.text.is_empty()).is_some_and(|l| l.text.starts_with('>'));
            if marked && opens {
                paint(zones, from, line.to, Zone::Quoted);
                goes_on = true;
                continue;
            }
            paint(zones, from, zones.len(), Zone::Quoted);
            end = n;
            break;
        }
    }
    end
}

const HEADERS: &[&str] = &[
    "from",
    "to",
    "cc",
    "bcc",
    "sent",
    "subject",
    "date",
    "reply-to",
    "von",
    "an",
    "betreff",
    "gesendet",
    "de",
    "para",
    "asunto",
    "enviado",
    "à",
    "objet",
    "envoyé",
    "re",
    "fwd",
    "name",
    "customer name",
    "customer",
    "email",
    "e-mail",
    "phone",
    "tel",
    "mobile",
    "address",
    "account holder",
    "account name",
    "nombre",
    "nom",
    "kunde",
    "contact",
    "your name",
    "full name",
    "my name",
    "submitted by",
    "guest name",
    "guest",
];

/// Of those, what only a mail has.
const MAILED: &[&str] =
    &["sent", "subject", "date", "cc", "betreff", "gesendet", "asunto", "enviado", "objet", "envoyé"];

fn headers(lines: &[Line], zones: &mut [Zone]) {
    let head_of =
        |l: &Line| l.text.split_once(':').map(|h| h.0.trim()).filter(|h| h.len() <= 20).map(str::to_lowercase);
    let known = |l: &Line| head_of(l).is_some_and(|h| HEADERS.contains(&h.as_str()));
    // Whether the writer has told anything yet.
    let mut told = false;
    for (n, line) in lines.iter().enumerate() {
        let begun = told;
        told |= line.to > line.from + 3 && zones.get(line.from) == Some(&Zone::Body);
        let Some(head) = head_of(line).filter(|h| HEADERS.contains(&h.as_str())) else { continue };
        if zones.get(line.from) != Some(&Zone::Body) {
            continue;
        }
        let single = matches!(head.as_str(), "subject" | "re" | "fwd" | "betreff" | "asunto" | "objet");
        let beside = |l: Option<&Line>| l.is_some_and(known);
        if single && !beside(n.checked_sub(1).and_then(|p| lines.get(p))) && !beside(lines.get(n + 1)) {
            continue;
        }
        told = begun;
        paint(zones, line.from, line.to, Zone::Header);
        // Below "From: … Sent: …" in the midst of a mail stands what was answered; "From: Leeds, To: York" is a journey.
        let sender = matches!(head.as_str(), "from" | "von" | "de");
        let mailed = || lines.iter().skip(n + 1).take(3).filter_map(head_of).any(|h| MAILED.contains(&h.as_str()));
        if sender && begun && mailed() {
            let rest = zones.len();
            paint(zones, line.from, rest, Zone::Quoted);
            return;
        }
    }
}

fn greeting(body: &[&Line], text: &Text, flags: &[u64], zones: &mut [Zone]) {
    let Some(first) = body.first() else { return };
    if flags.get(first.from).is_none_or(|f| f & lex::GREET == 0) {
        return;
    }
    // Up to a comma or the line's end: "Dear Mr Walsh," but not the sentence after it.
    let mut to = first.from + 1;
    while to < first.to
        && to < first.from + 6
        && text.tokens.get(to).is_some_and(|t| {
            t.gap <= Gap::Space
                && (t.case != Case::Lower
                    || flags.get(to).is_some_and(|f| f & (lex::TITLE | lex::AND | lex::GREET) != 0))
        })
    {
        to += 1;
    }
    let closed = to == first.to || text.tokens.get(to).is_some_and(|t| t.gap >= Gap::Soft);
    if closed && to > first.from + 1 {
        paint(zones, first.from, to, Zone::Greeting);
    }
}

/// A closing phrase on a line of its own, with the short lines below it; or a last line that is just a name.
fn signature_lines(body: &[&Line], text: &Text, flags: &[u64], zones: &mut [Zone]) {
    if body.len() < 2 {
        return;
    }
    let has = |i: usize, f: u64| flags.get(i).is_some_and(|x| x & f != 0);
    let short = |l: &Line| l.to - l.from <= 7 && !l.text.ends_with(['!', '?']);
    for (n, line) in body.iter().enumerate().rev() {
        let count = line.to - line.from;
        let closes = has(line.from, lex::CLOSE | lex::THANK)
            || (count <= 4
                && (line.from..line.to).any(|i| has(i, lex::CLOSE))
                && has(line.to - 1, lex::CLOSE | lex::POSS));
        let phrase = count <= 3 && (line.from..line.to).all(|i| has(i, lex::CLOSE | lex::THANK | lex::WORD));
        let rest = body.get(n + 1..).unwrap_or(&[]);
        if closes
            && (phrase || line.text.ends_with(','))
            && !rest.is_empty()
            && rest.iter().take(if n == 0 { 8 } else { 1 }).all(|l| short(l))
            && rest.len() <= 8
        {
            paint(zones, line.from, rest.last().map_or(line.to, |l| l.to), Zone::Signature);
            return;
        }
    }
    let mut last = body.len() - 1;
    while last > 1
        && body.get(last).is_some_and(|l| {
            let t = l.text.to_lowercase();
            t.starts_with("sent from")
                || t.starts_with("envoyé de")
                || t.starts_with("enviado desde")
                || t.starts_with("von meinem")
                || t.starts_with("gesendet von")
                || text.tokens.get(l.from..l.to).is_some_and(|ts| ts.iter().all(|t| t.digits))
                || t.starts_with("account")
                || t.starts_with("tel")
                || t.starts_with("phone")
                || t.contains('@')
        })
    {
        last -= 1;
    }
    if let Some(line) = body.get(last)
        && last > 0
        && name_only(text, flags, line.from, line.to)
    {
        paint(zones, line.from, zones.len(), Zone::Signature);
    }
}

/// Whether the tokens could be a signature: one to three words with capitals, or behind a dash.
fn name_only(text: &Text, flags: &[u64], from: usize, to: usize) -> bool {
    let dashed = text.tokens.get(from).is_some_and(|t| matches!(t.mark, '-' | '–' | '—' | '~' | '*' | '/'));
    let count = to.saturating_sub(from);
    let punctuated = text.tokens.get(from + 1..to).is_some_and(|ts| ts.iter().any(|t| t.gap == Gap::Hard));
    let end = text.tokens.get(to.wrapping_sub(1)).map_or(0, |t| t.end as usize);
    let tail = text.raw.get(end..).unwrap_or("").trim_start_matches(['.', ' ']);
    let named = text.tokens.get(from..to).is_some_and(|ts| {
        ts.iter().enumerate().all(|(k, t)| {
            let f = flags.get(from + k).copied().unwrap_or(0);
            let capital = matches!(t.case, Case::Title | Case::Upper) || f & lex::AND != 0;
            let common = f & lex::WORD != 0
                && f & (lex::GIVEN | lex::SURNAME | lex::TITLE | lex::STRONG | lex::MODAL | lex::AND) == 0;
            let of = dashed && k > 0 && matches!(text.word(from + k), "from" | "of" | "de" | "aus");
            !t.digits && (capital || dashed) && (!common || t.letters == 1 || of)
        })
    });
    let pair = (from..to).any(|i| flags.get(i).is_some_and(|f| f & lex::AND != 0));
    (1..=if pair { 6 } else { 4 }).contains(&count) && !punctuated && named && !tail.starts_with('!')
}

/// "… love from Ruth and Earl", "Sent by Tom Hill": where the names at the very end begin.
fn signed_off(last: &Line, text: &Text, flags: &[u64]) -> Option<usize> {
    let has = |i: usize, f: u64| flags.get(i).is_some_and(|x| x & f != 0);
    for k in (last.from..last.to).rev().take(9) {
        let w = text.word(k);
        if !matches!(w, "from" | "by" | "von" | "de") {
            continue;
        }
        let t = text.tokens.get(k)?;
        let before = k.checked_sub(1).filter(|_| k > last.from);
        let closing = before.is_some_and(|b| {
            has(b, lex::CLOSE | lex::THANK)
                || matches!(text.word(b), "love" | "hugs" | "wishes" | "kisses" | "greetings" | "thanks")
        });
        let signed = before.is_some_and(|b| {
            matches!(text.word(b), "sent" | "written" | "signed" | "submitted" | "posted")
                && text.tokens.get(b).is_some_and(|t| t.gap == Gap::Hard)
        });
        let cut = w == "from" && t.gap >= Gap::Soft && k > last.from;
        let names = text.tokens.get(k + 1..last.to)?;
        let fits = !names.is_empty()
            && names.iter().enumerate().all(|(n, t)| {
                let i = k + 1 + n;
                matches!(t.case, Case::Title | Case::Upper)
                    || has(i, lex::AND | lex::DET | lex::POSS | lex::KIN)
                    || matches!(text.word(i), "all" | "family" | "us" | "x" | "xx" | "xxx" | "in" | "of" | "at")
            })
            && names.iter().any(|t| matches!(t.case, Case::Title | Case::Upper));
        if fits
            && (w == "from" && (closing || cut)
                || w == "by" && signed
                || matches!(w, "von" | "de") && closing && t.gap >= Gap::Space)
        {
            return Some(k + 1);
        }
        if signed {
            return Some(k + 1)
                .filter(|_| text.tokens.get(k + 1).is_some_and(|t| matches!(t.case, Case::Title | Case::Upper)));
        }
        return None;
    }
    None
}

/// "Taylor and family", "Taylor & the kids": where the company begins in which somebody signs, if the line ends so.
fn company(text: &Text, flags: &[u64], from: usize, end: usize) -> Option<usize> {
    const OWN: &[&str] = &[
        "family",
        "kids",
        "children",
        "boys",
        "girls",
        "wife",
        "husband",
        "grandkids",
        "twins",
        "co",
        "familia",
        "famille",
        "familie",
        "enfants",
        "kinder",
    ];
    let has = |i: usize, f: u64| flags.get(i).is_some_and(|x| x & f != 0);
    let word = end.checked_sub(1).filter(|w| OWN.contains(&text.word(*w)))?;
    let first = word.checked_sub(1).filter(|d| has(*d, lex::DET | lex::POSS) && !has(*d, lex::AND)).unwrap_or(word);
    let joined = text.tokens.get(first).is_some_and(|t| matches!(t.mark, '&' | '+'));
    let start = if joined { first } else { first.checked_sub(1).filter(|a| has(*a, lex::AND))? };
    (start > from).then_some(start)
}

/// "… Regards, Will" or "… - Tom W." at the end of the last line.
fn inline_signature(body: &[&Line], text: &Text, flags: &[u64], zones: &mut [Zone]) {
    let Some(last) = body.iter().rev().find(|l| zones.get(l.from) == Some(&Zone::Body)) else { return };
    let has = |i: usize, f: u64| flags.get(i).is_some_and(|x| x & f != 0);
    let mut end = last.to;
    while end > last.from + 1 && matches!(text.word(end - 1), "x" | "xx" | "xxx" | "xo" | "xoxo") {
        end -= 1;
    }
    // "Sincerely, Tom (a customer for 12 years)".
    if last.text.ends_with(')')
        && let Some(open) = (last.from + 1..end).rev().find(|k| text.tokens.get(*k).is_some_and(|t| t.mark == '('))
        && end - open < 8
    {
        end = open;
    }
    let dashed = text.tokens.get(last.from).is_some_and(|t| matches!(t.mark, '-' | '–' | '—' | '~'));
    if dashed && end - last.from <= 3 && name_only(text, flags, last.from, end) {
        paint(zones, last.from, last.to, Zone::Signature);
        return;
    }
    // "Yours, a fed up Graham", "regards Piotr": after a closing word, nothing but who signs.
    if let Some(close) = (last.from..end).rev().take(9).find(|k| has(*k, lex::CLOSE) && !has(*k, lex::THANK))
        && close + 1 < end
        && !matches!(text.word(close), "best" | "cheers" | "love" | "all" | "kind" | "kindly" | "warm")
        && (close == last.from
            || text.tokens.get(close).is_some_and(|t| t.gap >= Gap::Soft)
            || close.checked_sub(1).is_some_and(|p| {
                matches!(text.word(p), "kind" | "best" | "warm" | "kindest" | "warmest" | "many")
                    && (p == last.from || text.tokens.get(p).is_some_and(|t| t.gap >= Gap::Soft))
            }))
        && (close + 1..end).all(|k| {
            !has(k, lex::VERB | lex::AUX | lex::PREP | lex::PRON | lex::OBJ & !lex::DET)
                || matches!(text.word(k), "a" | "an" | "the" | "your")
        })
    {
        paint(zones, close, last.to, Zone::Signature);
        return;
    }
    if let Some(from) = signed_off(last, text, flags) {
        paint(zones, from, last.to, Zone::Signature);
        return;
    }
    let together = company(text, flags, last.from, end);
    let end = together.unwrap_or(end);
    for count in 1..=6usize {
        let Some(from) = end.checked_sub(count).filter(|f| *f > last.from) else { return };
        if count > 3 && !(from..end).any(|k| has(k, lex::AND)) {
            continue;
        }
        if !name_only(text, flags, from, end) {
            continue;
        }
        let Some(t) = text.tokens.get(from) else { return };
        let before = text.raw.get(..t.start as usize).unwrap_or("");
        let spaced =
            before.trim_end_matches(['-', '–', '—', '~', ' ']).len() + 1 < before.len() && !before.ends_with("  ");
        let dash = t.gap >= Gap::Soft && matches!(t.mark, '-' | '–' | '—' | '~') && spaced;
        if dash {
            paint(zones, from, last.to, Zone::Signature);
            return;
        }
        if t.gap < Gap::Soft || !matches!(t.mark, ',' | '.' | '!') {
            continue;
        }
        let prev = from - 1;
        let device = (last.from..from).rev().take(7).any(|k| {
            text.word(k) == "sent"
                && text.word(k + 1) == "from"
                && text.tokens.get(k).is_some_and(|t| t.gap == Gap::Hard)
        });
        if device {
            paint(zones, from, last.to, Zone::MaybeSignature);
            return;
        }
        let second = prev.checked_sub(1);
        let plain = ["thanks", "thank", "you", "thx", "gracias", "merci", "danke", "again", "much"];
        if t.mark == ','
            && matches!(text.word(prev), "customer" | "client" | "guest" | "patient" | "shopper" | "reader")
        {
            paint(zones, from, last.to, Zone::Signature);
            return;
        }
        let ends_closed = has(prev, lex::CLOSE)
            || text.word(prev) == "you" && second.is_some_and(|s| text.word(s) == "thank")
            || text.word(prev) == "again"
            || text.word(prev) == "all" && second.is_some_and(|s| has(s, lex::THANK | lex::CLOSE))
            || text.word(prev) == "much" && second.is_some_and(|s| text.word(s) == "so" || text.word(s) == "very");
        let opens = text.tokens.get(prev).is_some_and(|p| p.gap == Gap::Hard)
            || second.is_some_and(|s| {
                text.tokens.get(s).is_some_and(|p| p.gap == Gap::Hard)
                    || s.checked_sub(1).is_some_and(|k| text.tokens.get(k).is_some_and(|p| p.gap == Gap::Hard))
            })
            || text.tokens.get(prev).is_some_and(|p| p.gap == Gap::Soft);
        if ends_closed && opens {
            let thanks = plain.contains(&text.word(prev));
            let house = together.is_some() && !last.text.ends_with('!');
            if t.mark == ',' && (!thanks || house) {
                paint(zones, from, last.to, Zone::Signature);
            } else if t.mark == ',' || has(prev, lex::CLOSE) || thanks {
                paint(zones, from, last.to, Zone::MaybeSignature);
            }
            return;
        }
    }
}
