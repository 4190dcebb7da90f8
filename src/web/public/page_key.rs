//! The hidden key in each form: names one act of sending, so that a double click or a browser's retry is one card, and
//! proves that the page came from here not too long ago. The card's private link is derived from it.

use crate::domain::token::{SigningKey, readable};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// A page may lie open for a day before it is sent.
const OPEN_FOR_S: i64 = 24 * 3600;

/// A key that was made here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageKey {
    nonce: [u8; 16],
    issued_s: u32,
}

impl PageKey {
    /// A fresh one.
    pub fn new(now: Timestamp) -> Self {
        let mut nonce = [0_u8; 16];
        // Without random numbers the time alone would still part two pages.
        if getrandom::fill(&mut nonce).is_err() {
            nonce = now.as_nanosecond().to_be_bytes();
        }
        Self { nonce, issued_s: u32::try_from(now.as_second()).unwrap_or(0) }
    }

    /// The text in the page, bound to the form.
    pub fn seal(&self, key: &SigningKey, form: &str) -> String {
        let mut bytes = [0_u8; 32];
        bytes[..16].copy_from_slice(&self.nonce);
        bytes[16..20].copy_from_slice(&self.issued_s.to_be_bytes());
        let mac = self.mac(key, form);
        bytes[20..].copy_from_slice(&mac);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads what came back; none when it wasn't made here for this form.
    pub fn open(text: &str, key: &SigningKey, form: &str) -> Option<Self> {
        let bytes: [u8; 32] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        let (nonce, rest) = bytes.split_first_chunk::<16>()?;
        let (issued, mac) = rest.split_first_chunk::<4>()?;
        let found = Self { nonce: *nonce, issued_s: u32::from_be_bytes(*issued) };
        bool::from(found.mac(key, form).ct_eq(mac)).then_some(found)
    }

    /// Whether the page lay open for too long.
    pub fn is_stale(&self, now: Timestamp) -> bool {
        now.as_second() - i64::from(self.issued_s) > OPEN_FOR_S
    }

    /// The code in the card's private link: 80 bits, 16 letters and digits in four groups.
    pub fn code(&self, key: &SigningKey) -> String {
        let letters = readable(&key.sign::<10>("private link", &self.nonce));
        let (one, rest) = letters.split_at(4);
        let (two, rest) = rest.split_at(4);
        let (three, four) = rest.split_at(4);
        format!("{one}-{two}-{three}-{four}")
    }

    fn mac(&self, key: &SigningKey, form: &str) -> [u8; 12] {
        let mut message = Vec::with_capacity(20 + form.len());
        message.extend_from_slice(&self.nonce);
        message.extend_from_slice(&self.issued_s.to_be_bytes());
        message.extend_from_slice(form.as_bytes());
        key.sign("page key", &message)
    }
}

/// What is stored under a private code; the code itself is not.
pub fn once_key(code: &str) -> Vec<u8> {
    let typed: String =
        code.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect();
    Sha256::digest(typed.as_bytes())[..16].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_opens_only_for_its_form_and_its_maker() {
        let (ours, theirs) = (SigningKey::derive(b"ours"), SigningKey::derive(b"theirs"));
        let page = PageKey::new(Timestamp::UNIX_EPOCH);
        let text = page.seal(&ours, "main");
        assert_eq!(PageKey::open(&text, &ours, "main"), Some(page));
        assert_eq!(PageKey::open(&text, &ours, "other"), None);
        assert_eq!(PageKey::open(&text, &theirs, "main"), None);
        assert_eq!(PageKey::open("", &ours, "main"), None);
        assert_eq!(page.code(&ours).len(), 19);
        assert_eq!(once_key(&page.code(&ours).to_lowercase()), once_key(&page.code(&ours)));
    }
}
