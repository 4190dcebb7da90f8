//! Undoes Content-Transfer-Encoding (RFC 2045 section 6) and uuencode; tolerant of every common damage, linear, never fails.

/// Decodes a body by its declared encoding. Unknown encodings leave the bytes as they are.
pub(super) fn decode(body: &[u8], encoding: &str) -> Vec<u8> {
    match Encoding::of(body, encoding) {
        Encoding::Base64 => base64(body),
        Encoding::Quoted => quoted_printable(body),
        Encoding::Uu => uuencoded(body).unwrap_or_else(|| body.to_vec()),
        Encoding::Plain => body.to_vec(),
    }
}

enum Encoding {
    Base64,
    Quoted,
    Uu,
    Plain,
}

impl Encoding {
    fn of(body: &[u8], declared: &str) -> Self {
        match declared.trim().trim_matches('"').to_ascii_lowercase().as_str() {
            "base64" | "b" | "base-64" if is_base64(body) => Self::Base64,
            "quoted-printable" | "quotedprintable" | "quoted_printable" | "q" | "qp" => Self::Quoted,
            "x-uuencode" | "uuencode" | "x-uue" | "uue" | "x-uu" => Self::Uu,
            _ => Self::Plain,
        }
    }
}

/// A decoded body that may have been cut.
pub(super) struct Measured {
    /// All of it, or the beginning of a large one.
    pub(super) beginning: Vec<u8>,
    /// How many bytes the whole has.
    pub(super) size: usize,
}

impl From<Vec<u8>> for Measured {
    fn from(whole: Vec<u8>) -> Self {
        Self { size: whole.len(), beginning: whole }
    }
}

/// Bytes of a large body that are kept where it is only measured: its type shows in the first dozens.
const BEGINNING: usize = 64 * 1024;

/// Decodes a body as [`decode`] does, and keeps only the beginning of a large one.
pub(super) fn measure(body: &[u8], encoding: &str) -> Measured {
    if body.len() <= BEGINNING {
        return decode(body, encoding).into();
    }
    match Encoding::of(body, encoding) {
        Encoding::Base64 => {
            let (mut beginning, mut size) = (Vec::with_capacity(BEGINNING), 0);
            each_of_base64(body, |byte| {
                if size < BEGINNING {
                    beginning.push(byte);
                }
                size += 1;
            });
            Measured { beginning, size }
        }
        Encoding::Plain => Measured { beginning: body[..BEGINNING].to_vec(), size: body.len() },
        Encoding::Quoted | Encoding::Uu => {
            let mut whole = Measured::from(decode(body, encoding));
            whole.beginning.truncate(BEGINNING);
            whole.beginning.shrink_to_fit();
            whole
        }
    }
}

/// A body labelled base64 that plainly is not (words with spaces) stays as it is.
fn is_base64(body: &[u8]) -> bool {
    let sample = &body[..body.len().min(2000)];
    let foreign = sample
        .iter()
        .filter(|&&byte| sextet(byte).is_none() && !matches!(byte, b'\r' | b'\n' | b'=' | b' ' | b'\t'))
        .count();
    let spaces = sample.iter().filter(|&&byte| byte == b' ').count();
    foreign * 20 <= sample.len() && (spaces * 8 <= sample.len() || sample.len() <= 16)
}

fn sextet(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

/// Base64 that skips what is foreign and starts anew after padding (several streams glued together).
pub(super) fn base64(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    each_of_base64(text, |byte| out.push(byte));
    out
}

fn each_of_base64(text: &[u8], mut take: impl FnMut(u8)) {
    let (mut bits, mut held) = (0u32, 0u8);
    for (at, &byte) in text.iter().enumerate() {
        if byte == b'=' {
            (bits, held) = (0, 0);
            continue;
        }
        // A signature line that a list added behind the stream must not be decoded into noise.
        if byte == b'-' && (at == 0 || text.get(at - 1) == Some(&b'\n')) && text.get(at + 1) == Some(&b'-') {
            break;
        }
        let Some(value) = sextet(byte) else { continue };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            take(u8::try_from((bits >> held) & 0xff).unwrap_or(0));
            bits &= (1 << held) - 1;
        }
    }
}

fn hex(byte: Option<&u8>) -> Option<u8> {
    byte.and_then(|&b| char::from(b).to_digit(16)).and_then(|digit| u8::try_from(digit).ok())
}

/// Quoted-printable; broken escapes stay visible, soft line ends may carry blanks.
pub(super) fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        if byte != b'=' {
            if byte == b'\n' {
                trim_blanks(&mut out);
            }
            out.push(byte);
            at += 1;
            continue;
        }
        if let (Some(high), Some(low)) = (hex(body.get(at + 1)), hex(body.get(at + 2))) {
            out.push(high * 16 + low);
            at += 3;
            continue;
        }
        let mut end = at + 1;
        while matches!(body.get(end), Some(b' ' | b'\t')) {
            end += 1;
        }
        match (body.get(end), body.get(end + 1)) {
            (Some(b'\r'), Some(b'\n')) => at = end + 2,
            (Some(b'\n' | b'\r'), _) => at = end + 1,
            (None, _) => at = end,
            _ => {
                out.push(b'=');
                at += 1;
            }
        }
    }
    out
}

/// Blanks before a hard line end are transport padding (RFC 2045 6.7 rule 3); those of "-- " and flowed text arrive as =20.
/// Many programs forget that, so blanks are only dropped when there are several.
fn trim_blanks(out: &mut Vec<u8>) {
    let carriage = out.last() == Some(&b'\r');
    let end = out.len() - usize::from(carriage);
    let blanks = out[..end].iter().rev().take_while(|&&byte| byte == b' ' || byte == b'\t').count();
    if blanks > 1 {
        out.truncate(end - blanks);
        if carriage {
            out.push(b'\r');
        }
    }
}

/// The content of the first `begin 644 name` block.
pub(super) fn uuencoded(body: &[u8]) -> Option<Vec<u8>> {
    let mut lines = body.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_end);
    lines.by_ref().find(|line| line.starts_with(b"begin "))?;
    let mut out = Vec::new();
    for line in lines {
        if line == b"end" {
            break;
        }
        let Some((&length, coded)) = line.split_first() else { continue };
        let length = usize::from(length.wrapping_sub(32) & 63);
        let start = out.len();
        for group in coded.chunks(4) {
            let unit = |at: usize| u32::from(group.get(at).copied().unwrap_or(b' ').wrapping_sub(32) & 63);
            let bits = unit(0) << 18 | unit(1) << 12 | unit(2) << 6 | unit(3);
            out.extend_from_slice(&bits.to_be_bytes()[1..]);
        }
        out.truncate(start + length.min(out.len() - start));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_only_measured_begins_alike_and_is_as_long_as_what_is_decoded() {
        let line = b"UmVkIG1pdHRlbnMsIGJsdWUgZG9vciwgYW5kIGEgdGhpbmcgb3IgdHdvIGJldHdlZW4u\r\n";
        let padded = b"QQ==\r\n";
        let prose = b"Red mittens, a blue door=20\r\nand a thing or two =\r\nbetween the lines.\r\n";
        let signature = b"-- \r\nsent by a list\r\n";
        let uu = [b"begin 644 mittens.txt\n".to_vec(), b"#0V%T\n".repeat(20_000), b"`\nend\n".to_vec()].concat();
        let bodies = [
            line.repeat(10),
            line.repeat(4_000),
            [line.repeat(2_000), padded.repeat(3), line.repeat(2_000)].concat(),
            [line.repeat(2_000), signature.to_vec(), line.repeat(2_000)].concat(),
            prose.repeat(4_000),
            uu,
            vec![0; BEGINNING + 1],
        ];
        for (number, body) in bodies.iter().enumerate() {
            for encoding in ["base64", "quoted-printable", "uuencode", "8bit", ""] {
                let (whole, measured) = (decode(body, encoding), measure(body, encoding));
                assert_eq!(measured.size, whole.len(), "{number} {encoding}");
                assert!(whole.starts_with(&measured.beginning), "{number} {encoding}");
                let kept = if body.len() <= BEGINNING { whole.len() } else { whole.len().min(BEGINNING) };
                assert_eq!(measured.beginning.len(), kept, "{number} {encoding}");
            }
        }
    }
}
