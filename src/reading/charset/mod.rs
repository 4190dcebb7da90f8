//! Bytes to text whatever the sender called them: WHATWG labels, the mail-only charsets beside them, and
//! what to believe when the label is missing or lies. Never fails: what has no meaning becomes U+FFFD.

mod label;
mod shifted;
mod tables;
mod utf7;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use label::Kind;

/// Decodes a body or header. `utf7` says whether UTF-7 may be honoured; it may not in HTML, where it hides script.
pub fn decode(bytes: &[u8], label: Option<&str>, utf7: bool) -> String {
    let (bytes, mark) = strip_mark(bytes);
    if let Some(found) = mark {
        return found.decode_without_bom_handling(bytes).0.into_owned();
    }
    match label.map_or(Kind::Unknown, label::kind) {
        Kind::Unknown => guess(bytes, None),
        Kind::Utf7 if utf7 => utf7::decode(bytes),
        Kind::Utf7 => guess(bytes, None),
        Kind::Korean7 => shifted::iso_2022_kr(bytes),
        Kind::Chinese7 => shifted::iso_2022_cn(bytes),
        Kind::Hz => shifted::hz(bytes),
        Kind::Utf32 { big } => utf32(bytes, big),
        Kind::Table(chars) => honest(bytes, false).unwrap_or_else(|| table(bytes, chars)),
        Kind::Web(encoding) => web(bytes, encoding),
    }
}

/// True when the label names a charset that [`decode`] knows.
pub fn known(label: &str) -> bool {
    !matches!(label::kind(label), Kind::Unknown)
}

fn web(bytes: &[u8], encoding: &'static Encoding) -> String {
    if encoding == UTF_8 {
        return guess(bytes, Some(UTF_8));
    }
    if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE {
        // The label survives gateways that turned the text into something else.
        return match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => text.to_owned(),
            _ => encoding.decode_without_bom_handling(bytes).0.replace('\u{feff}', ""),
        };
    }
    let wide = !encoding.is_single_byte();
    let mended = if encoding == encoding_rs::ISO_2022_JP { shifted::without_idle_shifts(bytes) } else { None };
    let bytes = mended.as_deref().unwrap_or(bytes);
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    if let Some(truth) = honest(bytes, wide && !faulty) {
        return truth;
    }
    if !faulty && encoding != encoding_rs::REPLACEMENT {
        return text.into_owned();
    }
    if encoding == encoding_rs::REPLACEMENT { guess(bytes, None) } else { text.into_owned() }
}

/// The text when bytes declared as a legacy charset are in truth UTF-8. `strict` asks for a sequence of three bytes,
/// because two-byte pairs of the east-asian charsets are valid UTF-8 by chance.
fn honest(bytes: &[u8], strict: bool) -> Option<String> {
    if bytes.is_ascii() {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    (!strict || bytes.iter().any(|&byte| byte >= 0xE0)).then(|| text.to_owned())
}

fn guess(bytes: &[u8], declared: Option<&'static Encoding>) -> String {
    if bytes.contains(&0x1b) && bytes.is_ascii() {
        if has(bytes, b"\x1b$)C") {
            return shifted::iso_2022_kr(bytes);
        }
        if has(bytes, b"\x1b$B") || has(bytes, b"\x1b$@") || has(bytes, b"\x1b(I") {
            return encoding_rs::ISO_2022_JP.decode_without_bom_handling(bytes).0.into_owned();
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let lossy = String::from_utf8_lossy(bytes);
    let good = lossy.chars().filter(|&c| c > '\u{7f}' && c != '\u{fffd}').count();
    let bad = lossy.matches('\u{fffd}').count();
    // A letter cut in the middle of a character stays UTF-8; one where hardly anything fits never was.
    if (declared.is_some() && good > 0) || good > bad * 4 {
        return lossy.into_owned();
    }
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

fn has(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

fn strip_mark(bytes: &[u8]) -> (&[u8], Option<&'static Encoding>) {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (rest, std::str::from_utf8(rest).is_ok().then_some(UTF_8)),
        [0xFF, 0xFE, 0, 0, ..] => (bytes, None),
        [0xFF, 0xFE, rest @ ..] => (rest, Some(encoding_rs::UTF_16LE)),
        [0xFE, 0xFF, rest @ ..] => (rest, Some(encoding_rs::UTF_16BE)),
        _ => (bytes, None),
    }
}

fn table(bytes: &[u8], chars: &str) -> String {
    let upper: Vec<char> = chars.chars().collect();
    bytes
        .iter()
        .map(|&byte| match byte {
            0..=0x7f => char::from(byte),
            _ => match upper.get(usize::from(byte) - 0x80) {
                Some(' ') | None => '\u{fffd}',
                Some(&found) => found,
            },
        })
        .collect()
}

fn utf32(bytes: &[u8], big: bool) -> String {
    let little = bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || !big;
    bytes
        .chunks(4)
        .map(|unit| {
            let mut quad = [0u8; 4];
            for (slot, &byte) in quad.iter_mut().zip(unit) {
                *slot = byte;
            }
            let code = if little { u32::from_le_bytes(quad) } else { u32::from_be_bytes(quad) };
            char::from_u32(code).unwrap_or('\u{fffd}')
        })
        .filter(|&c| c != '\u{feff}')
        .collect()
}
