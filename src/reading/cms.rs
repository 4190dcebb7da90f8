//! S/MIME envelopes (CMS, RFC 5652): takes the content out of an opaque-signed message and recognises an encrypted one.
//! A small BER walk; no signature is checked, for that is the mail server's business.

/// What the envelope holds.
pub(super) enum Opened {
    /// The MIME entity that was signed.
    Signed(Vec<u8>),
    Encrypted,
    Unknown,
}

const SIGNED: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const ENVELOPED: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x03];
const COMPRESSED: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x09];
const AUTH_ENVELOPED: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x17];

/// Opens ContentInfo.
pub(super) fn open(bytes: &[u8]) -> Opened {
    let mut outer = bytes;
    let Some(info) = next(&mut outer).filter(|node| node.tag == 0x30) else { return Opened::Unknown };
    let mut fields = info.content;
    let Some(oid) = next(&mut fields).filter(|node| node.tag == 0x06) else { return Opened::Unknown };
    match oid.content {
        ENVELOPED | AUTH_ENVELOPED => Opened::Encrypted,
        SIGNED => signed(fields).map_or(Opened::Unknown, Opened::Signed),
        COMPRESSED => Opened::Unknown,
        _ => Opened::Unknown,
    }
}

fn signed(mut fields: &[u8]) -> Option<Vec<u8>> {
    let mut explicit = next(&mut fields)?.content;
    let mut data = next(&mut explicit).filter(|node| node.tag == 0x30)?.content;
    next(&mut data)?; // version
    next(&mut data)?; // digest algorithms
    let mut encapsulated = next(&mut data).filter(|node| node.tag == 0x30)?.content;
    next(&mut encapsulated)?; // content type
    let mut wrapped = next(&mut encapsulated).filter(|node| node.tag == 0xa0)?.content;
    let mut out = Vec::new();
    octets(next(&mut wrapped)?, &mut out, 0)?;
    Some(out)
}

/// An octet string, plain or made of pieces.
fn octets(node: Node<'_>, out: &mut Vec<u8>, depth: u8) -> Option<()> {
    match node.tag {
        0x04 => out.extend_from_slice(node.content),
        0x24 if depth < 8 => {
            let mut rest = node.content;
            while !rest.is_empty() {
                octets(next(&mut rest)?, out, depth + 1)?;
            }
        }
        _ => return None,
    }
    Some(())
}

struct Node<'a> {
    tag: u8,
    content: &'a [u8],
}

/// Takes one element off the front; indefinite lengths are measured by walking, without recursion.
fn next<'a>(rest: &mut &'a [u8]) -> Option<Node<'a>> {
    let (tag, start, length) = head(rest)?;
    if let Some(length) = length {
        // A truncated message still yields what there is.
        let end = start.checked_add(length)?.min(rest.len());
        let content = rest.get(start..end)?;
        *rest = rest.get(end..).unwrap_or_default();
        return Some(Node { tag, content });
    }
    let mut at = start;
    let mut open = 1u32;
    while open > 0 {
        let tail = rest.get(at..).filter(|tail| !tail.is_empty());
        let Some(tail) = tail else { break };
        if tail.starts_with(&[0, 0]) {
            open -= 1;
            at += 2;
            continue;
        }
        let (_, begin, inner) = head(tail)?;
        match inner {
            Some(length) => at = at.checked_add(begin)?.checked_add(length)?,
            None => {
                open += 1;
                at += begin;
            }
        }
    }
    let end = at.min(rest.len());
    let content = rest.get(start..if open == 0 { end.saturating_sub(2).max(start) } else { end })?;
    *rest = rest.get(end..).unwrap_or_default();
    Some(Node { tag, content })
}

/// Tag, where the content starts, and its length (`None` for indefinite).
fn head(rest: &[u8]) -> Option<(u8, usize, Option<usize>)> {
    let tag = *rest.first()?;
    let first = *rest.get(1)?;
    match first {
        0x80 => Some((tag, 2, None)),
        0..=0x7f => Some((tag, 2, Some(usize::from(first)))),
        _ => {
            let count = usize::from(first & 0x7f);
            if count > 4 {
                return None;
            }
            let length = rest.get(2..2 + count)?.iter().fold(0usize, |sum, &byte| sum << 8 | usize::from(byte));
            Some((tag, 2 + count, Some(length)))
        }
    }
}
