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
