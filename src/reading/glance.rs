//! What can be said of a letter at a glance, before it is read: whom it names as its recipients, what delivery noted as
//! its sender, and the key by which the same letter is recognised (R24, R28, R30).

use std::panic::{AssertUnwindSafe, catch_unwind};

use sha2::{Digest, Sha256};

use super::headers::Headers;
use super::types::Envelope;
use super::{identity, prepared};

/// A letter at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// Delivered-To first, then X-Original-To and the like, then To and Cc (R32).
    pub recipients: Vec<String>,
    /// What the last server noted as the envelope's sender: empty for a bounce, none when it noted nothing.
    pub return_path: Option<String>,
}

/// Looks at the header.
pub fn glance(raw: &[u8]) -> Glance {
    let look = || {
        let raw = prepared(raw);
        let (headers, _) = Headers::parse(&raw);
        let path = headers.text("return-path");
        Glance {
            recipients: identity::recipients(&headers, &Envelope::default()),
            return_path: path.map(|path| path.trim().trim_matches(['<', '>']).to_owned()),
        }
    };
    catch_unwind(AssertUnwindSafe(look)).unwrap_or_default()
}

/// The key of a letter to this recipient: the same that reading it gives, so that all doors agree.
pub fn key(raw: &[u8], recipient: &str) -> [u8; 32] {
    let make = || {
        let raw = prepared(raw);
        let (headers, length) = Headers::parse(&raw);
        let envelope = Envelope { recipient: Some(recipient.to_owned()), ..Envelope::default() };
        identity::dedup_key(&headers, raw.get(length..).unwrap_or_default(), &envelope)
    };
    catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|_| Sha256::digest(raw).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &[u8] = b"Return-Path: <joan@mail.example>\r\nDelivered-To: cards+a1@shop.example\r\n\
        From: Joan <joan@mail.example>\r\nTo: cards@shop.example\r\nSubject: Thanks\r\n\r\nThank you.\r\n";

    #[test]
    fn the_address_that_delivery_noted_stands_before_what_the_writer_typed() {
        let seen = glance(LETTER);
        assert_eq!(seen.recipients, ["cards+a1@shop.example", "cards@shop.example"]);
        assert_eq!(seen.return_path.as_deref(), Some("joan@mail.example"));
        assert_eq!(glance(b"Return-Path: <>\r\n\r\nx").return_path.as_deref(), Some(""));
        assert_eq!(glance(b"no header at all"), Glance::default());
    }

    #[test]
    fn the_key_is_the_one_that_reading_gives_and_differs_by_recipient_and_words_r30() {
        let envelope = Envelope { recipient: Some("cards@shop.example".to_owned()), ..Envelope::default() };
        let read = crate::reading::read(LETTER, &envelope);
        assert_eq!(key(LETTER, "cards@shop.example"), read.dedup_key);
        assert_ne!(key(LETTER, "cards+a1@shop.example"), read.dedup_key);
        let other = String::from_utf8_lossy(LETTER).replace("Thank you.", "Thank you!");
        assert_ne!(key(other.as_bytes(), "cards@shop.example"), read.dedup_key);
    }
}
