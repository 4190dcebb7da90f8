//! `value; name=parameter` fields (Content-Type, Content-Disposition) with RFC 2231 continuations and charsets,
//! encoded words and raw ISO-2022-JP in parameters, missing quotes and missing semicolons.

use super::{charset, words};

/// A structured field.
#[derive(Debug, Clone, Default)]
pub(super) struct Field {
    /// Lower case, e.g. `text/plain`.
    pub(super) value: String,
    params: Vec<(String, Vec<u8>)>,
}

/// More parameters than this are noise.
const MOST: usize = 200;

impl Field {
    pub(super) fn parse(raw: &[u8]) -> Self {
        let mut rest = raw;
        let head = piece(&mut rest);
        let mut field = Field {
            value: words::clean(&String::from_utf8_lossy(head)).trim_matches('"').to_ascii_lowercase().replace(' ', ""),
            params: Vec::new(),
        };
        if field.value.contains('=') && !field.value.contains('/') {
            // `Content-Disposition: filename=x` without a value.
            field.value.clear();
            field.add(head);
        }
        while !rest.is_empty() && field.params.len() < MOST {
            let part = piece(&mut rest);
            field.add(part);
        }
        field
    }

    fn add(&mut self, part: &[u8]) {
        let Some(equals) = part.iter().position(|&byte| byte == b'=') else { return };
        let name = String::from_utf8_lossy(part[..equals].trim_ascii()).to_ascii_lowercase();
        if !name.is_empty() && name.len() < 100 {
            self.params.push((name, unquote(part[equals + 1..].trim_ascii())));
        }
    }

    /// A parameter's raw bytes, for boundaries and other ASCII values.
    pub(super) fn raw(&self, name: &str) -> Option<&[u8]> {
        self.params.iter().find(|(param, _)| param == name).map(|(_, value)| value.as_slice())
    }

    /// A parameter as ASCII-ish text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.raw(name).map(|value| String::from_utf8_lossy(value).trim().to_owned())
    }

    /// A parameter fully decoded: extended and continued forms first, then encoded words and raw charsets.
    /// Control characters are still inside, so that a file name can be judged whole.
    pub(super) fn decoded(&self, name: &str) -> Option<String> {
        self.extended(name).or_else(|| self.raw(name).map(|value| words::decode(value, None)))
    }

    fn extended(&self, name: &str) -> Option<String> {
        let mut pieces: Vec<(u32, bool, &[u8])> = Vec::new();
        for (param, value) in &self.params {
            let Some(tail) = param.strip_prefix(name).and_then(|tail| tail.strip_prefix('*')) else { continue };
            let (number, encoded) = match tail.strip_suffix('*') {
                Some(number) => (number, true),
                None => (tail, tail.is_empty()),
            };
            let number = if number.is_empty() { 0 } else { number.parse().ok()? };
            pieces.push((number, encoded, value));
        }
        if pieces.is_empty() {
            return None;
        }
        pieces.sort_by_key(|piece| piece.0);
        let mut label: Option<String> = None;
        let mut bytes = Vec::new();
        for (at, (_, encoded, value)) in pieces.iter().enumerate() {
            let mut value = *value;
            if at == 0 && *encoded {
                let mut quotes = value.iter().enumerate().filter(|(_, byte)| **byte == b'\'').map(|(place, _)| place);
                if let (Some(first), Some(second)) = (quotes.next(), quotes.next()) {
                    label = Some(String::from_utf8_lossy(&value[..first]).into_owned());
                    value = &value[second + 1..];
                }
            }
            bytes.extend(if *encoded { percent(value) } else { value.to_vec() });
        }
        if label.is_none() && bytes.windows(2).any(|pair| pair == b"=?") {
            return Some(words::decode(&bytes, None));
        }
        Some(charset::decode(&bytes, label.as_deref(), false))
    }
}

/// Cuts the next piece up to a semicolon outside quotes and outside a shifted ISO-2022-JP run.
fn piece<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let (mut quoted, mut shifted, mut at) = (false, false, 0);
    while let Some(&byte) = rest.get(at) {
        match byte {
            0x1b => shifted = rest.get(at + 1) == Some(&b'$'),
            _ if shifted => {}
            b'\\' if quoted && matches!(rest.get(at + 1), Some(b'"' | b'\\')) => at += 1,
            b'"' => quoted = !quoted,
            b';' if !quoted => break,
            _ => {}
        }
        at += 1;
    }
    let found = &rest[..at.min(rest.len())];
    *rest = rest.get(at + 1..).unwrap_or_default();
    found.trim_ascii()
}

fn unquote(value: &[u8]) -> Vec<u8> {
    let Some(inner) = value.strip_prefix(b"\"") else {
        // `name=x.txt (comment)` is rare; a blank in an unquoted file name is common.
        return value.to_vec();
    };
    let inner = inner.strip_suffix(b"\"").unwrap_or(inner);
    let mut out = Vec::with_capacity(inner.len());
    let (mut at, mut shifted) = (0, false);
    while let Some(&byte) = inner.get(at) {
        if byte == 0x1b {
            shifted = inner.get(at + 1) == Some(&b'$');
        }
        if byte == b'\\' && !shifted && matches!(inner.get(at + 1), Some(b'"' | b'\\')) {
            at += 1;
        } else if byte == b'"' && !shifted {
            break;
        }
        out.extend(inner.get(at));
        at += 1;
    }
    out
}

fn percent(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    let mut at = 0;
    while let Some(&byte) = value.get(at) {
        let digit = |place: usize| {
            value.get(place).and_then(|&b| char::from(b).to_digit(16)).and_then(|d| u8::try_from(d).ok())
        };
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(high * 16 + low);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}
