//! Reading of incoming mail: raw bytes and envelope in, one typed [`Reading`] out. Infallible by design (R3): a message
//! that can't be read is a verdict, and even a fault of ours is caught and named. Pure: no clock, no files, no network;
//! external bodies and remote pictures are never fetched (R58). Linear in the size of the message (R61).
//!
//! What is a quote and what the customer's own words is `analysis::letter`'s business; storing and routing is
//! `services`'.

mod address;
mod attach;
pub mod authentication;
mod body;
mod calendar;
mod charset;
mod cms;
mod date;
pub mod glance;
mod headers;
mod identity;
mod language;
mod machine;
mod params;
mod pgp;
mod reason;
mod sniff;
mod text;
mod tnef;
mod transfer;
mod tree;
mod types;
mod wording;
mod words;

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use reason::Reason;
pub use types::{Attachment, Author, Auto, Bounce, Envelope, Reading, Verdict};
pub use wording::{from_html, from_text};

/// Reads a message. Never fails, never panics: see [`Verdict::Unreadable`].
pub fn read(raw: &[u8], envelope: &Envelope) -> Reading {
    catch_unwind(AssertUnwindSafe(|| read_whole(&prepared(raw), envelope, 0)))
        .unwrap_or_else(|_| unreadable(raw, envelope, Reason::Fault))
}

/// Takes off what a pipe or mailbox file puts before the header (R22) and mends line ends of old systems.
fn prepared(raw: &[u8]) -> Cow<'_, [u8]> {
    let raw = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw);
    let start = raw.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(raw.len());
    let raw = &raw[start..];
    if raw.contains(&b'\r') && !raw.contains(&b'\n') {
        return Cow::Owned(raw.iter().map(|&byte| if byte == b'\r' { b'\n' } else { byte }).collect());
    }
    Cow::Borrowed(raw)
}

fn read_whole(raw: &[u8], envelope: &Envelope, depth: u8) -> Reading {
    let parts = tree::parse(raw);
    let Some(top) = parts.first() else { return unreadable(raw, envelope, Reason::Empty) };
    let headers = &top.headers;
    if raw.trim_ascii().is_empty() {
        return unreadable(raw, envelope, Reason::Empty);
    }
    let label = top.content.text("charset");
    let fallback = label.as_deref();
    let writer = identity::writer(headers, fallback);
    let subject = headers.get("subject").map(|value| words::decode(&value, fallback)).unwrap_or_default();
    let mut body = body::read(&parts, envelope.list_files);
    let from = writer.from.as_ref().map(|mailbox| mailbox.address.clone());
    let found = machine::judge(&machine::Evidence {
        parts: &parts,
        headers,
        envelope,
        subject: &subject,
        from: from.as_deref().unwrap_or_default(),
        body: &body,
        restored: writer.restored,
    });
    let header_length = raw.len() - tail(raw).len();
    let mut reading = Reading {
        message_id: identity::message_id(headers),
        dedup_key: identity::dedup_key(headers, &raw[header_length..], envelope),
        name: writer.from.and_then(|mailbox| mailbox.name),
        from,
        reply_to: writer.reply_to.map(|mailbox| mailbox.address),
        date: date::choose(headers, envelope),
        date_written: headers.text("date"),
        recipients: identity::recipients(headers, envelope),
        in_reply_to: identity::ids(headers, "in-reply-to"),
        references: identity::ids(headers, "references"),
        subject,
        ..wording::empty(Reason::Letter)
    };
    wording::fill(&mut reading, &mut body, envelope.marker.as_deref().unwrap_or_default());
    match found {
        Some(found) => wording::by_machine(&mut reading, found),
        None => {
            reading.author = wording::forwarded(&reading).or_else(|| attached(&reading, &body, depth));
            let frame = wording::Frame { no_header: headers.is_empty(), binary: text::is_binary(raw) };
            wording::by_person(&mut reading, &body, &frame);
        }
    }
    reading
}

/// The author of a letter that was passed on as an attached message; `depth` tells how many this one is attached in.
fn attached(reading: &Reading, body: &body::Body, depth: u8) -> Option<Author> {
    // Exactly one attached message is a letter passed on; several are material.
    let [inner] = body.letters.as_slice() else { return None };
    if depth > 0 {
        // One level: letters in letters in letters must not cost a stack frame each.
        return None;
    }
    let inner = read_whole(inner, &Envelope::default(), depth + 1);
    if inner.from.is_none() || inner.verdict == Verdict::Unreadable {
        return None;
    }
    let note = if text::is_blank(&reading.full_text) { String::new() } else { reading.text.clone() };
    Some(Author { address: inner.from, name: inner.name, text: inner.full_text, note })
}

/// The body of the whole message, for the hash.
fn tail(raw: &[u8]) -> &[u8] {
    let (_, length) = headers::Headers::parse(raw);
    raw.get(length..).unwrap_or_default()
}

fn unreadable(raw: &[u8], envelope: &Envelope, reason: Reason) -> Reading {
    let (headers, _) = headers::Headers::parse(&[]);
    Reading {
        dedup_key: identity::dedup_key(&headers, raw, envelope),
        date: envelope.received_at,
        recipients: identity::recipients(&headers, envelope),
        ..wording::empty(reason)
    }
}
