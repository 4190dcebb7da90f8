//! Status codes in prose: enhanced ones (RFC 3463), SMTP replies (RFC 5321), and causes told in words.

use super::bounce_words::{CAUSES, PASSING};

/// First `4.x.y` or `5.x.y` that is no part of an IP address or version.
pub(super) fn enhanced(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        if !matches!(byte, b'4' | b'5')
            || bytes.get(at + 1) != Some(&b'.')
            || (at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'.'))
        {
            continue;
        }
        let run = |from: usize| {
            bytes[from.min(bytes.len())..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count()
        };
        let middle = run(at + 2);
        let dot = at + 2 + middle;
        let last = run(dot + 1);
        let end = dot + 1 + last;
        if !(1..=3).contains(&middle) || bytes.get(dot) != Some(&b'.') || !(1..=3).contains(&last) {
            continue;
        }
        // A fourth number makes it an address.
        if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        return text.get(at..end).map(str::to_owned);
    }
    None
}

/// First SMTP reply such as `550` or `[451]`, as a status of its class.
pub(super) fn reply(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    for (at, window) in bytes.windows(3).enumerate() {
        let code = matches!(window[0], b'4' | b'5') && (b'0'..=b'7').contains(&window[1]) && window[2].is_ascii_digit();
        let free = at == 0
            || matches!(bytes[at - 1], b' ' | b'\n' | b'\t' | b'[' | b'(' | b'#' | b':' | b'<' | b'"' | b'\'' | b'=');
        let ends = matches!(
            bytes.get(at + 3),
            None | Some(b' ' | b'-' | b'\n' | b']' | b')' | b':' | b',' | b';' | b'>' | b'"')
        );
        if code
            && free
            && ends
            && matches!(
                &window[..2],
                b"42" | b"43" | b"45" | b"47" | b"50" | b"51" | b"52" | b"53" | b"54" | b"55" | b"57"
            )
        {
            let class = char::from(window[0]);
            let fine = cause(text).filter(|status| status.starts_with(class));
            return Some(fine.unwrap_or_else(|| format!("{class}.0.0")));
        }
    }
    None
}

/// The status that goes with a cause told in words.
pub(super) fn cause(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    CAUSES.iter().find(|(words, _)| lower.contains(words)).map(|(_, status)| (*status).to_owned())
}

/// Words of failures that pass by themselves.
pub(super) fn passing(text: &str) -> bool {
    let lower = text.to_lowercase();
    PASSING.iter().any(|words| lower.contains(words))
}
