//! Encoded words (RFC 2047) and raw eight-bit headers to clean text (R50): words of one charset are joined as bytes
//! before they are decoded, so that a character split over two of them survives; decoded exactly once.

use super::{charset, transfer};

/// A header value as text: unfolded, decoded, without control characters.
pub(super) fn decode(value: &[u8], fallback: Option<&str>) -> String {
    clean(&decode_raw(value, fallback))
}

/// As [`decode`], but control characters are kept for the caller to judge.
fn decode_raw(value: &[u8], fallback: Option<&str>) -> String {
    let mut out = String::with_capacity(value.len());
    let (mut at, mut plain) = (0, 0);
    let mut run = Run::default();
    while let Some(found) = find(value, at) {
        let Some(word) = parse(&value[found..]) else {
            at = found + 2;
            continue;
        };
        let between = &value[plain..found];
        if run.open() && between.iter().all(u8::is_ascii_whitespace) {
            // Blanks between two words belong to the encoding.
        } else {
            run.flush(&mut out);
            out.push_str(&plain_text(between, fallback));
        }
        run.push(&word, &mut out);
        at = found + word.length;
        plain = at;
    }
    run.flush(&mut out);
    out.push_str(&plain_text(&value[plain..], fallback));
    out
}

fn plain_text(bytes: &[u8], fallback: Option<&str>) -> String {
    if bytes.is_ascii() && !bytes.contains(&0x1b) {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !bytes.contains(&0x1b) => text.to_owned(),
        _ => charset::decode(bytes, fallback, false),
    }
}

fn find(value: &[u8], from: usize) -> Option<usize> {
    let rest = value.get(from..)?;
    rest.windows(2).position(|pair| pair == b"=?").map(|at| from + at)
}

struct Word<'a> {
    charset: &'a str,
    base64: bool,
    text: &'a [u8],
    length: usize,
}

/// Reads `=?charset?enc?text?=` at the start; tolerant of blanks inside and of a stray question mark in Q text.
fn parse(value: &[u8]) -> Option<Word<'_>> {
    let name_end = value.iter().skip(2).take(80).position(|&byte| byte == b'?')? + 2;
    let charset = std::str::from_utf8(&value[2..name_end]).ok()?;
    if charset.is_empty() || charset.contains(char::is_whitespace) {
        return None;
    }
    let base64 = match value.get(name_end + 1)? {
        b'b' | b'B' => true,
        b'q' | b'Q' => false,
        _ => return None,
    };
    if value.get(name_end + 2) != Some(&b'?') {
        return None;
    }
    let start = name_end + 3;
    let mut end = start;
    let mut strays = 0;
    loop {
        end += value.get(end..)?.iter().position(|&byte| byte == b'?')?;
        if value.get(end + 1) == Some(&b'=') {
            // `=?utf-8?Q?=?=` style: "?=" directly followed by two hex digits is text, as in `?=3D`.
            break;
        }
        strays += 1;
        // Bounded, so that a header full of beginnings is still read in linear time.
        if base64
            || strays > 8
            || value.get(end.wrapping_sub(1)) == Some(&b'=')
                && value.get(end + 1).is_some_and(u8::is_ascii_alphanumeric)
        {
            return None;
        }
        end += 1;
    }
    Some(Word {
        charset: charset.split('*').next().unwrap_or(charset),
        base64,
        text: &value[start..end],
        length: end + 2,
    })
}

/// How long the encoded word at the start is.
pub(super) fn length(value: &[u8]) -> Option<usize> {
    parse(value).map(|word| word.length)
}

#[derive(Default)]
struct Run {
    charset: String,
    bytes: Vec<u8>,
    /// Base64 letters of a word that stops in the middle of a group: the next word goes on.
    pending: Vec<u8>,
}

impl Run {
    fn open(&self) -> bool {
        !self.charset.is_empty()
    }

    fn push(&mut self, word: &Word<'_>, out: &mut String) {
        if !self.charset.eq_ignore_ascii_case(word.charset) {
            self.flush(out);
            self.charset = word.charset.to_owned();
        }
        if !word.base64 {
            self.settle();
            let spaced: Vec<u8> = word.text.iter().map(|&byte| if byte == b'_' { b' ' } else { byte }).collect();
            self.bytes.extend(transfer::quoted_printable(&spaced));
            return;
        }
        self.pending.extend(word.text.iter().filter(|byte| !byte.is_ascii_whitespace()));
        if self.pending.len().is_multiple_of(4) || self.pending.last() == Some(&b'=') {
            self.settle();
        }
    }

    fn settle(&mut self) {
        let letters = std::mem::take(&mut self.pending);
        self.bytes.extend(transfer::base64(&letters));
    }

    fn flush(&mut self, out: &mut String) {
        self.settle();
        if self.open() {
            out.push_str(&charset::decode(&self.bytes, Some(&self.charset), true));
        }
        self.charset.clear();
        self.bytes.clear();
    }
}

/// One line of text: control characters gone, runs of blanks made one (R50; no NUL, CR or LF can pass).
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for c in text.chars() {
        if matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{2028}' | '\u{2029}' | '\u{85}') {
            if !blank {
                out.push(' ');
            }
            blank = true;
        } else if !(c.is_control() || c == '\u{feff}') {
            out.push(c);
            blank = false;
        }
    }
    out.truncate(out.trim_end().len());
    out
}
