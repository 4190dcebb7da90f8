//! Small mercies for decoded text: line ends, blanks, rich text without its marks, a fingerprint to tell copies.

use std::hash::{DefaultHasher, Hash, Hasher};

/// CR LF and lone CR become LF.
pub(super) fn unix_lines(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// True when nothing would be seen.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\u{34f}')
    })
}

/// Nobody writes more than this by hand; what follows is kept, but not searched for quotations.
const MOST_BYTES: usize = 256 * 1024;
const MOST_LINES: usize = 8_000;

/// The part of a text that is searched for the writer's own words, and the rest of it.
pub(super) fn split_head(text: &str) -> (&str, &str) {
    let by_lines = text.match_indices('\n').nth(MOST_LINES).map_or(text.len(), |(at, _)| at);
    let mut end = by_lines.min(MOST_BYTES).min(text.len());
    if end == text.len() {
        return (text, "");
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // A line stays whole unless it alone is too long.
    let end = text[..end].rfind('\n').filter(|at| *at > end / 2).unwrap_or(end);
    (&text[..end], text[end..].strip_prefix('\n').unwrap_or(&text[end..]))
}

/// The start of a text, at most `most` bytes, cut between characters.
pub(super) fn start(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// True for bytes that were never meant to be read: more than one in thirty is a control code.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(4_000)];
    let odd = sample
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x1b | 0x0c | 0x0e | 0x0f))
        .count();
    odd * 30 > sample.len()
}

/// Unix lines without control characters and without blank edges.
pub(super) fn tidy(text: &str) -> String {
    let unix = unix_lines(text);
    let clean = without_controls(&unix);
    let start = clean.len() - clean.trim_start_matches(['\n', ' ', '\t']).len();
    // The first line keeps its indent.
    let start = clean[..start].rfind('\n').map_or(0, |at| at + 1);
    clean[start..].trim_end().to_owned()
}

/// Only line ends and tabs of the control characters stay.
pub(super) fn without_controls(text: &str) -> String {
    text.chars().filter(|&c| c == '\n' || c == '\t' || !(c.is_control() || c == '\u{feff}')).collect()
}

/// Equal for texts that differ only in blanks and punctuation.
pub(super) fn fingerprint(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.chars().filter(|c| c.is_alphanumeric()).for_each(|c| c.hash(&mut hasher));
    hasher.finish()
}

/// The words of text/enriched (RFC 1896): marks gone, `<<` is `<`, a lone line end is a blank.
pub(super) fn enriched(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut muted = false;
    while let Some(at) = rest.find(['<', '\n']) {
        if !muted {
            out.push_str(&rest[..at]);
        }
        let tail = &rest[at..];
        if let Some(after) = tail.strip_prefix("<<") {
            out.push('<');
            rest = after;
        } else if tail.starts_with('<') {
            let end = tail.find('>').map_or(tail.len(), |end| end + 1);
            let mark = tail[..end].to_ascii_lowercase();
            muted = if mark == "<param>" {
                true
            } else if mark == "</param>" {
                false
            } else {
                muted
            };
            if mark == "<nl>" || mark == "<paragraph>" {
                out.push('\n');
            }
            rest = &tail[end..];
        } else {
            let after = tail.trim_start_matches('\n');
            let count = tail.len() - after.len();
            out.push_str(&if count == 1 { " ".to_owned() } else { "\n".repeat(count - 1) });
            rest = after;
        }
    }
    if !muted {
        out.push_str(rest);
    }
    out
}

/// A letter without a type that is in truth HTML.
pub(super) fn looks_like_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// The charset an HTML file names itself, looked for in its first 2 kB.
pub(super) fn meta_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let at = head.find("charset=")? + "charset=".len();
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_.:".contains(*c))
        .collect();
    // Whatever could be read as ASCII so far is no UTF-16.
    (!label.is_empty() && !label.starts_with("utf-16")).then_some(label)
}
