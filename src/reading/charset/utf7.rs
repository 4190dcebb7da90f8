//! UTF-7 (RFC 2152) for plain text. Runs that make no sense are left as they stand.

/// Decodes UTF-7; eight-bit bytes that should not be there are taken as UTF-8.
pub(super) fn decode(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some(at) = rest.find('+') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('-') {
            out.push('+');
            rest = after;
            continue;
        }
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '+' || c == '/')).unwrap_or(rest.len());
        match (end > 0).then(|| run(&rest[..end])).flatten() {
            Some(found) => {
                out.push_str(&found);
                rest = &rest[end..];
                rest = rest.strip_prefix('-').unwrap_or(rest);
            }
            None => {
                out.push('+');
                out.push_str(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn run(letters: &str) -> Option<String> {
    let (mut bits, mut held, mut units) = (0u32, 0u32, Vec::new());
    for letter in letters.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            _ => 63,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 16 {
            held -= 16;
            units.push(u16::try_from((bits >> held) & 0xffff).unwrap_or(0xfffd));
            bits &= (1 << held) - 1;
        }
    }
    if units.is_empty() || held >= 6 {
        return None;
    }
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect())
}
