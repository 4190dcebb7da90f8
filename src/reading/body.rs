//! From the tree to what a person sees (R52): which parts are the letter, which are files, which are wrappers to open.
//! Works from the last part to the first, so that children are ready before their multipart and no stack is used.

use super::{
    attach, calendar, charset, cms, pgp, text, tnef,
    tree::{self, Part},
    types::Attachment,
};
use crate::analysis::letter::{self, HtmlText};

/// The readable content of a message.
#[derive(Default)]
pub(super) struct Body {
    pub(super) text: String,
    /// The marks of the HTML that `text` came from, when it all came from one HTML part.
    pub(super) html: Option<HtmlText>,
    pub(super) attachments: Vec<Attachment>,
    /// Messages that were attached whole, raw.
    pub(super) letters: Vec<Vec<u8>>,
    pub(super) encrypted: bool,
    pub(super) calendar: Option<calendar::Event>,
    /// Whether files are only listed.
    list: bool,
    /// The text inside a TNEF, shown only when there is no other: Outlook sends the letter beside it as well.
    spare: Option<Piece>,
}

/// A run of text that is shown, not yet converted.
enum Piece {
    Plain(String),
    Html(String),
}

#[derive(Default)]
struct Found {
    pieces: Vec<Piece>,
    files: Vec<Attachment>,
}

/// Files beyond this stay in the raw message only.
const MOST_FILES: usize = 500;
/// Wrappers in wrappers (signed in signed in TNEF …) are opened this deep.
const DEEPEST: u8 = 4;

/// Reads the content of a parsed message.
///
/// Where `list` says so, a large file is only listed, with its beginning.
pub(super) fn read(parts: &[Part<'_>], list: bool) -> Body {
    let mut body = Body { list, ..Body::default() };
    let found = walk(parts, &mut body, 0);
    (body.text, body.html) = join(found.pieces);
    if body.text.is_empty() {
        (body.text, body.html) = join(body.spare.take().into_iter().collect());
    }
    body.attachments = found.files;
    body.attachments.truncate(MOST_FILES);
    if let Some(open) = pgp::open(&body.text) {
        body.encrypted |= open.encrypted;
        body.text = open.text;
        body.html = None;
    }
    body
}

fn walk(parts: &[Part<'_>], body: &mut Body, depth: u8) -> Found {
    let mut ready: Vec<Option<Found>> = Vec::new();
    ready.resize_with(parts.len(), || None);
    let mut inside = vec![""; parts.len()];
    for part in parts {
        for &child in &part.children {
            inside[child] = part.kind();
        }
    }
    for (number, part) in parts.iter().enumerate().rev() {
        let found = if part.is_multipart() {
            let children: Vec<Found> = part.children.iter().filter_map(|&child| ready[child].take()).collect();
            combine(part, children, body)
        } else {
            leaf(part, inside[number], parts.len() == 1, body, depth)
        };
        ready[number] = Some(found);
    }
    ready.into_iter().next().flatten().unwrap_or_default()
}

fn combine(part: &Part<'_>, children: Vec<Found>, body: &mut Body) -> Found {
    match part.kind() {
        "multipart/alternative" => alternative(children),
        "multipart/encrypted" => {
            body.encrypted = true;
            append(children)
        }
        "multipart/report" => {
            let mut children = children.into_iter();
            let mut first = children.next().unwrap_or_default();
            first.files.extend(children.flat_map(|child| child.files));
            first
        }
        _ => append(children),
    }
}

fn append(children: Vec<Found>) -> Found {
    let mut children = children.into_iter();
    let mut whole = children.next().unwrap_or_default();
    for child in children {
        whole.pieces.extend(child.pieces);
        whole.files.extend(child.files);
    }
    whole
}

/// Plain text unless it is blank or only says that the reader can't show HTML.
fn alternative(children: Vec<Found>) -> Found {
    let mut best: Option<(u8, Vec<Piece>)> = None;
    let mut files = Vec::new();
    for child in children {
        files.extend(child.files);
        let rank = match child.pieces.first() {
            None => 0,
            Some(_) if child.pieces.iter().all(blank) => 0,
            Some(Piece::Plain(text)) if stub(text) => 1,
            Some(Piece::Html(_)) => 2,
            Some(Piece::Plain(_)) => 3,
        };
        // Of two equals the later one is the richer (RFC 2046 5.1.4), save that plain text comes first as it stands.
        let better = match &best {
            None => true,
            Some((held, _)) => rank > *held || (rank == 2 && *held == 2),
        };
        if better && !child.pieces.is_empty() {
            best = Some((rank, child.pieces));
        }
    }
    Found { pieces: best.map(|(_, pieces)| pieces).unwrap_or_default(), files }
}

fn blank(piece: &Piece) -> bool {
    match piece {
        Piece::Plain(text) => text::is_blank(text),
        Piece::Html(html) => html.len() < 20_000 && text::is_blank(&letter::html_to_text(html).text),
    }
}

fn stub(text: &str) -> bool {
    let text = text.trim();
    text.len() < 300
        && text.to_ascii_lowercase().contains("html")
        && ["view", "support", "display", "reader", "client", "anzeigen", "afficher", "ver ", "visualizza", "format"]
            .iter()
            .any(|word| text.to_ascii_lowercase().contains(word))
}

fn leaf(part: &Part<'_>, inside: &str, alone: bool, body: &mut Body, depth: u8) -> Found {
    let kind = if inside == "multipart/digest" && part.kind().is_empty() { "message/rfc822" } else { part.kind() };
    let named = part.disposition.raw("filename").is_some()
        || part.disposition.raw("filename*").is_some()
        || part.disposition.raw("filename*0*").is_some()
        || part.disposition.raw("filename*0").is_some()
        || part.content.raw("name").is_some();
    let attached = part.disposition.value == "attachment" || named;
    match kind {
        "application/ms-tnef" | "application/vnd.ms-tnef" => return open_tnef(part, body, depth),
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => return open_cms(part, body, depth),
        "application/octet-stream" if ends(part, "winmail.dat") => return open_tnef(part, body, depth),
        "application/octet-stream" if ends(part, ".p7m") => return open_cms(part, body, depth),
        "text/calendar" => return open_calendar(part, body),
        "message/rfc822" | "message/global" | "message/news" => body.letters.push(part.bytes()),
        "text/rfc822-headers"
        | "text/directory"
        | "text/vcard"
        | "text/x-vcard"
        | "text/x-amp-html"
        | "text/watch-html" => {}
        "text/html" | "application/xhtml+xml" if !attached || alone => {
            return Found { pieces: vec![Piece::Html(html(part))], files: Vec::new() };
        }
        _ if (shown(kind) || (alone && kind.is_empty())) && (!attached || alone && !named) => {
            return Found { pieces: vec![Piece::Plain(plain(part, kind))], files: Vec::new() };
        }
        _ => {}
    }
    if kind == "application/pgp-encrypted" || (kind.starts_with("multipart/") && part.body.trim_ascii().is_empty()) {
        return Found::default();
    }
    let content = attach::content(part, body.list);
    if content.size == 0 && !attached {
        return Found::default();
    }
    Found { pieces: Vec::new(), files: vec![attach::from_part(part, content)] }
}

/// Types whose content is a person's words; a multipart without parts is a letter whose frame was lost.
fn shown(kind: &str) -> bool {
    kind.is_empty()
        || kind.starts_with("text/")
        || kind == "text"
        || kind.starts_with("multipart/")
        || !kind.contains('/')
}

fn ends(part: &Part<'_>, ending: &str) -> bool {
    [part.disposition.decoded("filename"), part.content.decoded("name")]
        .into_iter()
        .flatten()
        .any(|name| name.to_ascii_lowercase().ends_with(ending))
}

fn plain(part: &Part<'_>, kind: &str) -> String {
    let decoded = charset::decode(&part.words(), part.content.text("charset").as_deref(), true);
    let unix = text::unix_lines(&decoded);
    match kind {
        "text/enriched" | "text/richtext" => text::enriched(&unix),
        _ if part.content.text("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed")) => {
            letter::unflow(&unix, part.content.text("delsp").is_some_and(|value| value.eq_ignore_ascii_case("yes")))
        }
        _ if kind.is_empty() && text::looks_like_html(&unix) => letter::html_to_text(&unix).text,
        _ => unix,
    }
}

fn html(part: &Part<'_>) -> String {
    let bytes = part.words();
    let label =
        part.content.text("charset").filter(|label| charset::known(label)).or_else(|| text::meta_charset(&bytes));
    charset::decode(&bytes, label.as_deref(), false)
}

fn open_tnef(part: &Part<'_>, body: &mut Body, depth: u8) -> Found {
    let bytes = part.bytes();
    let Some(opened) = tnef::open(&bytes).filter(|_| depth < DEEPEST) else {
        return Found { pieces: Vec::new(), files: vec![attach::from_part(part, bytes.into())] };
    };
    body.letters.extend(opened.letters);
    body.spare = match (opened.plain, opened.html) {
        (Some(plain), _) if !text::is_blank(&plain) => Some(Piece::Plain(plain)),
        (_, Some(html)) => Some(Piece::Html(html)),
        _ => body.spare.take(),
    };
    Found { pieces: Vec::new(), files: opened.files }
}

fn open_cms(part: &Part<'_>, body: &mut Body, depth: u8) -> Found {
    let bytes = part.bytes();
    match cms::open(&bytes) {
        cms::Opened::Signed(inner) if depth < DEEPEST => walk(&tree::parse(&inner), body, depth + 1),
        cms::Opened::Encrypted => {
            body.encrypted = true;
            Found { pieces: Vec::new(), files: vec![attach::from_part(part, bytes.into())] }
        }
        _ => {
            body.encrypted |=
                part.content.text("smime-type").is_some_and(|kind| kind.eq_ignore_ascii_case("enveloped-data"));
            Found { pieces: Vec::new(), files: vec![attach::from_part(part, bytes.into())] }
        }
    }
}

fn open_calendar(part: &Part<'_>, body: &mut Body) -> Found {
    let bytes = part.bytes();
    let decoded = charset::decode(&bytes, part.content.text("charset").as_deref(), false);
    if body.calendar.is_none() {
        body.calendar = calendar::read(&decoded, part.content.text("method").as_deref());
    }
    Found { pieces: Vec::new(), files: vec![attach::from_part(part, bytes.into())] }
}

/// All pieces as one text; a piece that only repeats an earlier one is dropped.
fn join(pieces: Vec<Piece>) -> (String, Option<HtmlText>) {
    let mut out = String::new();
    let mut seen: Vec<u64> = Vec::new();
    let mut marked: Option<HtmlText> = None;
    for piece in pieces {
        let (words, html) = match piece {
            Piece::Plain(text) => (text, None),
            Piece::Html(html) => {
                let html = letter::html_to_text(&html);
                (html.text.clone(), Some(html))
            }
        };
        let print = text::fingerprint(&words);
        if text::is_blank(&words) || seen.contains(&print) {
            continue;
        }
        if seen.len() < 64 {
            seen.push(print);
        }
        marked = if out.is_empty() { html } else { None };
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&words);
    }
    match marked {
        // Rows and marks go together: nothing may be cut off in front.
        Some(html) => (text::without_controls(&out), Some(html)),
        None => (text::tidy(&out), None),
    }
}
