//! Who wrote, to whom, and which letter it is: author with list rewrites undone (R33), recipients in order of trust
//! (R32), message ids, and the key that tells a repeat from a new letter (R28, R30, R31).

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use super::{address, address::Mailbox, headers::Headers, types::Envelope};

/// The writer and where an answer goes.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) from: Option<Mailbox>,
    pub(super) reply_to: Option<Mailbox>,
    /// True when a list had put itself into From and the writer was restored.
    pub(super) restored: bool,
}

/// Finds the writer. Reply-To is only believed over From when X-Original-From names the same address.
pub(super) fn writer(headers: &Headers<'_>, fallback: Option<&str>) -> Writer {
    let first = |name: &str| headers.all(name).find_map(|value| best(address::list(&value, fallback)));
    let reply_to = first("reply-to");
    let from = first("from").or_else(|| first("sender")).or_else(|| first("x-original-from"));
    let original = first("x-original-from").or_else(|| first("x-original-sender").filter(|_| headers.has("list-id")));
    match (&reply_to, &original) {
        (Some(reply), Some(original))
            if reply.address.eq_ignore_ascii_case(&original.address)
                && from.as_ref().is_some_and(|from| !from.address.eq_ignore_ascii_case(&reply.address)) =>
        {
            let name = original.name.clone().or_else(|| reply.name.clone());
            let restored = Mailbox { name, address: reply.address.clone() };
            Writer { from: Some(restored), reply_to, restored: true }
        }
        _ => Writer { from, reply_to, restored: false },
    }
}

/// The first mailbox with a full address, else the first.
fn best(list: Vec<Mailbox>) -> Option<Mailbox> {
    let full = list.iter().position(|mailbox| mailbox.address.contains('@'));
    list.into_iter().nth(full.unwrap_or(0))
}

/// Envelope first, then what delivery noted, then To and Cc; each address once.
pub(super) fn recipients(headers: &Headers<'_>, envelope: &Envelope) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    let mut take = |address: String| {
        if out.len() < 1_000 && address.contains('@') && seen.insert(address.to_lowercase()) {
            out.push(address);
        }
    };
    if let Some(recipient) = &envelope.recipient {
        take(super::words::clean(recipient).trim_matches(['<', '>']).to_owned());
    }
    for name in
        ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc", "resent-to", "apparently-to"]
    {
        for value in headers.all(name).take(50) {
            address::list(&value, None).into_iter().for_each(|mailbox| take(mailbox.address));
        }
    }
    out
}

/// A Message-ID without its brackets; `None` when missing, longer than 250 bytes, or with blanks or controls inside.
pub(super) fn message_id(headers: &Headers<'_>) -> Option<String> {
    let raw = headers.get("message-id").or_else(|| headers.get("message-id:"))?;
    let text = std::str::from_utf8(&raw).ok()?.trim();
    let inner = text.strip_prefix('<').unwrap_or(text);
    let inner = inner.split('>').next().unwrap_or(inner);
    let valid = !inner.is_empty()
        && inner.len() <= 250
        && !inner.chars().any(|c| c.is_control() || c.is_whitespace() || c == '<');
    valid.then(|| inner.to_owned())
}

/// The ids in a threading field, at most 100, newest kept.
pub(super) fn ids(headers: &Headers<'_>, name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for value in headers.all(name).take(5) {
        let text = String::from_utf8_lossy(&value).into_owned();
        for piece in text.split('<').skip(1) {
            let id = piece.split('>').next().unwrap_or("").split_whitespace().collect::<String>();
            if !id.is_empty() && id.len() <= 250 && id.contains('@') {
                out.push(super::words::clean(&id));
            }
        }
    }
    let skip = out.len().saturating_sub(100);
    out.drain(..skip);
    out
}

/// SHA-256 over recipient, Message-ID, From, Date, Subject and body. Line ends, trailing blanks and the fields that
/// transport adds don't count, so that the pipe, LMTP and IMAP agree; other content under the same id differs.
pub(super) fn dedup_key(headers: &Headers<'_>, body: &[u8], envelope: &Envelope) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hash.update(bytes);
        hash.update([0]);
    };
    field(envelope.recipient.as_deref().unwrap_or_default().trim().to_lowercase().as_bytes());
    field(message_id(headers).unwrap_or_default().as_bytes());
    for name in ["from", "date", "subject"] {
        let value = headers.get(name).unwrap_or_default();
        for word in value.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()) {
            field(word);
        }
        field(b"");
    }
    let body = body.trim_ascii_end();
    for line in body.split(|&byte| byte == b'\n') {
        hash.update(line.trim_ascii_end());
        hash.update(b"\n");
    }
    hash.finalize().into()
}
