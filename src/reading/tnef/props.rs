//! MAPI property lists inside TNEF attributes.

use crate::reading::charset;

/// One property; of several values the first.
pub(super) struct Property<'a> {
    pub(super) id: u16,
    /// 0x1e is a byte string, 0x1f UTF-16, 0x102 bytes, 0x0d an object.
    pub(super) kind: u16,
    pub(super) value: &'a [u8],
}

impl Property<'_> {
    /// The value as text, up to its NUL.
    pub(super) fn text(&self, page: Option<&str>) -> String {
        let decoded = match self.kind {
            0x1f => charset::decode(self.value, Some("utf-16le"), false),
            _ => charset::decode(self.value, page, false),
        };
        decoded.split('\0').next().unwrap_or_default().to_owned()
    }
}

const MOST: u32 = 5_000;

/// Reads as many properties as are whole.
pub(super) fn read(data: &[u8]) -> Vec<Property<'_>> {
    let mut out = Vec::new();
    let mut rest = data;
    let count = word(&mut rest).unwrap_or(0).min(MOST);
    for _ in 0..count {
        match one(&mut rest) {
            Some(property) => out.push(property),
            None => break,
        }
    }
    out
}

fn one<'a>(rest: &mut &'a [u8]) -> Option<Property<'a>> {
    let head = word(rest)?;
    let (kind, id) = (u16::try_from(head & 0xffff).ok()?, u16::try_from(head >> 16).ok()?);
    if id >= 0x8000 {
        take(rest, 16)?;
        if word(rest)? == 1 {
            let length = usize::try_from(word(rest)?).ok()?;
            padded(rest, length)?;
        } else {
            word(rest)?;
        }
    }
    let many = kind & 0x1000 != 0;
    let kind = kind & 0x0fff;
    let variable = matches!(kind, 0x0d | 0x1e | 0x1f | 0x102);
    let count = if many || variable { word(rest)?.min(MOST) } else { 1 };
    let mut value: Option<&'a [u8]> = None;
    for _ in 0..count {
        let found = if variable {
            let length = usize::try_from(word(rest)?).ok()?;
            padded(rest, length)?
        } else {
            take(rest, width(kind)?)?
        };
        value.get_or_insert(found);
    }
    Some(Property { id, kind, value: value.unwrap_or_default() })
}

fn width(kind: u16) -> Option<usize> {
    Some(match kind {
        0x01 => 0,
        0x02 | 0x03 | 0x04 | 0x0a | 0x0b => 4,
        0x05 | 0x06 | 0x07 | 0x14 | 0x40 => 8,
        0x48 => 16,
        _ => return None,
    })
}

fn word(rest: &mut &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(take(rest, 4)?.try_into().ok()?))
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (found, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(found)
}

/// A value with its padding to four bytes; the padding of the last one may be missing.
fn padded<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let found = take(rest, length)?;
    let padding = (4 - length % 4) % 4;
    *rest = rest.get(padding..).unwrap_or_default();
    Some(found)
}
