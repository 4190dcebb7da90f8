//! Address lists as they really arrive (RFC 5322 and its many violations): commas in unquoted names, comments as
//! names, groups, routes, addresses without brackets. Linear; yields at most [`MOST`] mailboxes.

use super::words;

/// One mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mailbox {
    pub(super) name: Option<String>,
    pub(super) address: String,
}

const MOST: usize = 2_000;
/// Pieces beyond this are noise.
const MOST_PIECES: usize = 20_000;

/// Reads a field such as From or To.
pub(super) fn list(value: &[u8], fallback: Option<&str>) -> Vec<Mailbox> {
    let mut out = Vec::new();
    // `Doe, Jo <jo@x>`: a piece without an address belongs to the next one.
    let mut carried: Vec<u8> = Vec::new();
    for piece in pieces(value).into_iter().take(MOST_PIECES) {
        if out.len() >= MOST {
            break;
        }
        let mut whole = std::mem::take(&mut carried);
        if !whole.is_empty() {
            whole.extend_from_slice(b", ");
        }
        whole.extend_from_slice(piece);
        match mailbox(&whole, fallback) {
            Some(found) => out.push(found),
            None if whole.len() < 200 => carried = whole,
            None => {}
        }
    }
    out
}

/// Splits at commas and semicolons that stand outside quotes, comments and brackets; drops group names.
fn pieces(value: &[u8]) -> Vec<&[u8]> {
    let (mut quoted, mut angle, mut depth) = (false, false, 0u32);
    let (mut start, mut at) = (0, 0);
    let mut out = Vec::new();
    // An odd quote would swallow everything behind it.
    let even = value.iter().filter(|&&byte| byte == b'"').count() % 2 == 0;
    while let Some(&byte) = value.get(at) {
        if byte == b'=' && !quoted && value.get(at + 1) == Some(&b'?') {
            // Nothing inside an encoded word separates.
            at += words::length(&value[at..]).unwrap_or(1);
            continue;
        }
        match byte {
            b'\\' if quoted || depth > 0 => at += 1,
            b'"' if depth == 0 && even => quoted = !quoted,
            _ if quoted => {}
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            b'<' => angle = true,
            b'>' => angle = false,
            b':' if !angle && !value[start..at].contains(&b'@') => start = at + 1,
            b',' | b';' if !angle => {
                out.push(value[start..at].trim_ascii());
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    out.push(value.get(start..).unwrap_or_default().trim_ascii());
    out.retain(|piece| !piece.is_empty());
    out
}

fn mailbox(piece: &[u8], fallback: Option<&str>) -> Option<Mailbox> {
    let bare = blank_quotes(piece);
    let (name, address) = match bare.iter().rposition(|&byte| byte == b'<') {
        Some(open) => {
            let close = bare[open..].iter().position(|&byte| byte == b'>').map_or(piece.len(), |found| open + found);
            let inner = &piece[open + 1..close];
            let name = if open == 0 { piece.get(close + 1..).unwrap_or_default() } else { &piece[..open] };
            (name.to_vec(), address(inner)?)
        }
        None => without_brackets(piece)?,
    };
    let name = display(&name, fallback);
    let name = (!name.is_empty() && !name.eq_ignore_ascii_case(&address)).then_some(name);
    Some(Mailbox { name, address })
}

/// Quoted text and comments turned into blanks, same length, so that brackets inside them don't count.
fn blank_quotes(piece: &[u8]) -> Vec<u8> {
    let mut out = piece.to_vec();
    let even = piece.iter().filter(|&&byte| byte == b'"').count() % 2 == 0;
    let (mut quoted, mut at) = (false, 0);
    while at < out.len() {
        if quoted && out[at] == b'\\' {
            out[at] = b' ';
            at += 1;
        } else if out[at] == b'"' && even {
            quoted = !quoted;
            at += 1;
            continue;
        }
        if quoted && at < out.len() {
            out[at] = b' ';
        }
        at += 1;
    }
    out
}

/// Cleans an address: no route, no `mailto:`, no blanks or control characters.
fn address(raw: &[u8]) -> Option<String> {
    let text = words::decode(raw, None);
    let mut text = text.trim().trim_matches(|c| c == '<' || c == '>').trim();
    if text.starts_with('@') {
        text = text.rsplit_once(':').map_or(text, |(_, rest)| rest);
    }
    if text.len() > 7 && text.is_char_boundary(7) && text[..7].eq_ignore_ascii_case("mailto:") {
        text = &text[7..];
    }
    let text: String =
        if text.starts_with('"') { text.to_owned() } else { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let text = text.trim_matches('\'').to_owned();
    (!text.is_empty() && text.len() <= 1_000).then_some(text)
}

/// `jo@x (Jo Doe)`, `Jo Doe jo@x` or a plain address.
fn without_brackets(piece: &[u8]) -> Option<(Vec<u8>, String)> {
    if piece.starts_with(b"\"") && piece.windows(2).any(|pair| pair == b"\"@") {
        return address(piece).map(|found| (Vec::new(), found));
    }
    let (comment, rest) = take_comments(piece);
    let text = String::from_utf8_lossy(&rest).into_owned();
    let word = text
        .split_whitespace()
        .filter(|word| word.contains('@'))
        .max_by_key(|word| word.trim_matches('"').split('@').all(|half| !half.is_empty()));
    let Some(word) = word else {
        let only = text.trim();
        // A local user name such as `root`; a name with blanks is only half of a mailbox.
        let plain = !only.is_empty()
            && only.chars().all(|c| c.is_ascii_alphanumeric() || "._+-".contains(c))
            && comment.is_empty()
            && only.len() > 2
            && only.eq_ignore_ascii_case(only.to_ascii_lowercase().as_str())
            && only.chars().all(|c| !c.is_ascii_uppercase() || only == "MAILER-DAEMON");
        return plain.then(|| (Vec::new(), only.to_owned()));
    };
    let found = address(word.trim_matches(['[', ']', '"', ',']).as_bytes())?;
    let others: Vec<&str> = text.split_whitespace().filter(|other| *other != word).collect();
    let name = if comment.is_empty() { others.join(" ").into_bytes() } else { comment };
    Some((name, found))
}

fn take_comments(piece: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let (mut comment, mut rest, mut depth, mut quoted) = (Vec::new(), Vec::new(), 0u32, false);
    for &byte in piece {
        match byte {
            b'"' if depth == 0 => {
                quoted = !quoted;
                rest.push(byte);
            }
            b'(' if !quoted => depth += 1,
            b')' if !quoted && depth > 0 => depth -= 1,
            _ if depth > 0 => comment.push(byte),
            _ => rest.push(byte),
        }
    }
    (comment, rest)
}

/// A display name: quotes off, escapes undone, words decoded, controls gone.
fn display(raw: &[u8], fallback: Option<&str>) -> String {
    let mut bytes = Vec::with_capacity(raw.len());
    let (mut at, mut shifted) = (0, false);
    let raw = raw.trim_ascii();
    while let Some(&byte) = raw.get(at) {
        if byte == 0x1b {
            shifted = raw.get(at + 1) == Some(&b'$');
        }
        match byte {
            _ if shifted => bytes.push(byte),
            b'\\' if at + 1 < raw.len() => {
                at += 1;
                bytes.extend(raw.get(at));
            }
            b'"' => {}
            _ => bytes.push(byte),
        }
        at += 1;
    }
    let name = words::decode(&bytes, fallback);
    let name = name.trim_matches('"').trim();
    let inner = name.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(name);
    let inner = inner.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(inner);
    inner.trim().to_owned()
}
