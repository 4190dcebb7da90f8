//! Seven-bit charsets that switch alphabets by shift marks: ISO-2022-KR (RFC 1557), ISO-2022-CN (RFC 1922), HZ (RFC 1843).
//! Each is turned into its eight-bit sister, which `encoding_rs` knows.

use encoding_rs::{EUC_KR, GBK};

/// SO starts Korean, SI ends it; the announcement `ESC $ ) C` is dropped.
pub(super) fn iso_2022_kr(bytes: &[u8]) -> String {
    EUC_KR.decode_without_bom_handling(&raise(bytes)).0.into_owned()
}

/// As Korean, for the GB 2312 plane; other planes are rare enough to come out as question marks.
pub(super) fn iso_2022_cn(bytes: &[u8]) -> String {
    GBK.decode_without_bom_handling(&raise(bytes)).0.into_owned()
}

fn raise(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let (mut shifted, mut at) = (false, 0);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            0x0e => shifted = true,
            0x0f => shifted = false,
            0x1b if bytes.get(at) == Some(&b'$') => at += 3,
            b'\n' => {
                shifted = false;
                out.push(byte);
            }
            0x21..=0x7e if shifted => out.push(byte | 0x80),
            _ => out.push(byte),
        }
    }
    out
}

/// `~{` starts Chinese, `~}` ends it, `~~` is a tilde, `~` before a line end joins lines.
pub(super) fn hz(bytes: &[u8]) -> String {
    let mut out = Vec::with_capacity(bytes.len());
    let (mut shifted, mut at) = (false, 0);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match (byte, bytes.get(at)) {
            (b'~', Some(b'{')) => {
                shifted = true;
                at += 1;
            }
            (b'~', Some(b'}')) => {
                shifted = false;
                at += 1;
            }
            (b'~', Some(b'~')) if !shifted => {
                out.push(b'~');
                at += 1;
            }
            (b'~', Some(b'\n')) => at += 1,
            (b'\n', _) => {
                shifted = false;
                out.push(byte);
            }
            (0x21..=0x7e, _) if shifted => out.push(byte | 0x80),
            _ => out.push(byte),
        }
    }
    GBK.decode_without_bom_handling(&out).0.into_owned()
}

/// ISO-2022-JP without shifts that nothing follows before the next one: encoded words that were joined have them, and
/// the decoder of the web shows a replacement character for each. `None` when there is nothing to mend.
pub(super) fn without_idle_shifts(bytes: &[u8]) -> Option<Vec<u8>> {
    let idle = |at: usize| {
        bytes.get(at) == Some(&0x1b)
            && matches!(bytes.get(at + 1), Some(b'(' | b'$'))
            && bytes.get(at + 3) == Some(&0x1b)
    };
    if !(0..bytes.len()).any(idle) {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if idle(at) {
            at += 3;
        } else {
            out.push(byte);
            at += 1;
        }
    }
    Some(out)
}
