//! The hidden key in each form: names one act of sending, so that a double click or a browser's retry is one card, and
//! proves that the page came from here not too long ago. The card's private link is derived from it.

use crate::domain::token::{LETTERS, SigningKey, readable};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// A page may lie open for a day before it is sent.
const OPEN_FOR_MS: i64 = 24 * 3600 * 1000;

/// How finely a private link tells the time of its page: 64 ms, in 20 bits that come round after 18 hours. Cards of one
/// moment so have their keys side by side, and a commit of many touches few pages of the index on them.
const TICK_BITS: u32 = 6;
const TICKS: u64 = (1 << 20) - 1;

/// A key that was made here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageKey {
    nonce: [u8; 14],
    /// Unix milliseconds, in 48 bits.
    issued_ms: u64,
}

impl PageKey {
    /// A fresh one.
    pub fn new(now: Timestamp) -> Self {
        let mut nonce = [0_u8; 14];
        // Without random numbers the time alone would still part two pages.
        if getrandom::fill(&mut nonce).is_err() {
            nonce[..8].copy_from_slice(&now.as_microsecond().to_be_bytes());
        }
        Self { nonce, issued_ms: u64::try_from(now.as_millisecond()).unwrap_or(0) }
    }

    /// The text in the page, bound to the form.
    pub fn seal(&self, key: &SigningKey, form: &str) -> String {
        let mut bytes = [0_u8; 32];
        bytes[..20].copy_from_slice(&self.bytes());
        bytes[20..].copy_from_slice(&self.mac(key, form));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads what came back; none when it wasn't made here for this form.
    pub fn open(text: &str, key: &SigningKey, form: &str) -> Option<Self> {
        let bytes: [u8; 32] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        let (nonce, rest) = bytes.split_first_chunk::<14>()?;
        let (issued, mac) = rest.split_first_chunk::<6>()?;
        let issued_ms = issued.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
        let found = Self { nonce: *nonce, issued_ms };
        bool::from(found.mac(key, form).ct_eq(mac)).then_some(found)
    }

    /// Whether the page lay open for too long.
    pub fn is_stale(&self, now: Timestamp) -> bool {
        now.as_millisecond().saturating_sub_unsigned(self.issued_ms) > OPEN_FOR_MS
    }

    /// Whether the page was there before a moment, in UTC microseconds.
    pub fn was_open_at(&self, moment: i64) -> bool {
        i64::try_from(self.issued_ms).is_ok_and(|issued| issued <= moment / 1_000)
    }

    /// The code in the card's private link: 80 bits, 16 letters and digits in four groups. The first group tells the
    /// tick, the others are 60 bits that only we can make. Somebody who guesses must meet both.
    pub fn code(&self, key: &SigningKey) -> String {
        let tick = self.issued_ms >> TICK_BITS & TICKS;
        let secret = u64::from_be_bytes(key.sign("private link", &self.bytes())) >> 4;
        let letters = readable(&(u128::from(tick) << 60 | u128::from(secret)).to_be_bytes()[6..]);
        let (one, rest) = letters.split_at(4);
        let (two, rest) = rest.split_at(4);
        let (three, four) = rest.split_at(4);
        format!("{one}-{two}-{three}-{four}")
    }

    fn bytes(&self) -> [u8; 20] {
        let mut bytes = [0_u8; 20];
        bytes[..14].copy_from_slice(&self.nonce);
        bytes[14..].copy_from_slice(&self.issued_ms.to_be_bytes()[2..]);
        bytes
    }

    fn mac(&self, key: &SigningKey, form: &str) -> [u8; 12] {
        let mut message = Vec::with_capacity(20 + form.len());
        message.extend_from_slice(&self.bytes());
        message.extend_from_slice(form.as_bytes());
        key.sign("page key", &message)
    }
}

/// What is stored under a private code; the code itself is not. Its first three bytes tell the tick, so that the keys
/// of one moment are neighbours; the others are a hash.
pub fn once_key(code: &str) -> Vec<u8> {
    let typed: String =
        code.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect();
    let tick = typed.bytes().take(4).fold(0_u32, |tick, letter| tick << 5 | value(letter));
    let mut key = tick.to_be_bytes()[1..].to_vec();
    key.extend_from_slice(&Sha256::digest(typed.as_bytes())[..13]);
    key
}

/// A letter's place in the alphabet of [`readable`]; what isn't in it opens nothing anyway.
fn value(letter: u8) -> u32 {
    u32::try_from(LETTERS.iter().position(|known| *known == letter).unwrap_or(0)).unwrap_or(0)
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
    #[test]
    fn pages_of_one_moment_have_keys_side_by_side() {
        let key = SigningKey::derive(b"ours");
        let at = |ms: i64| Timestamp::from_millisecond(1_800_000_000_000 + ms).unwrap();
        let stored = |ms| once_key(&PageKey::new(at(ms)).code(&key));
        let keys = [0, 64, 128, 3_600_000].map(stored);
        assert!(keys.is_sorted(), "{keys:?}");
        assert_eq!(keys[0][..3], stored(1)[..3]);
        assert_ne!(keys[0], stored(0), "two pages of the same moment are two cards");
    }

    #[test]
    fn a_page_is_good_for_a_day() {
        let page = PageKey::new(Timestamp::UNIX_EPOCH);
        let after = |hours| Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(hours);
        assert!(!page.is_stale(after(24)) && page.is_stale(after(25)));
    }
}
