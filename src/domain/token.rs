//! Unguessable tokens: made here, shown once, kept only as a hash. Also keyed signatures of our own pages and links.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::fmt;

/// A secret of 256 bits as URL-safe text of 43 characters. Printing it shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one from the operating system's random numbers.
    ///
    /// # Errors
    /// `Unavailable` when the operating system has none to give.
    pub fn random() -> crate::error::Result<Self> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|cause| {
            crate::error::Error::unavailable("No random numbers can be had right now.").with_source(cause)
        })?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// Takes what a visitor sent.
    pub fn from_visitor(text: &str) -> Self {
        Self(text.chars().take(128).collect())
    }

    /// The text that goes into a link or cookie.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored: SHA-256, so that a stolen database opens no session.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// The instance's signing key. Printing it shows nothing.
#[derive(Clone)]
pub struct SigningKey([u8; 32]);

impl SigningKey {
    /// Derives the key from a secret of any length.
    pub fn derive(secret: &[u8]) -> Self {
        Self(Sha256::digest(secret).into())
    }

    /// The first `N` bytes of HMAC-SHA-256 over `purpose` and `message`; the purpose keeps one signature from
    /// being used in another's place.
    pub fn sign<const N: usize>(&self, purpose: &str, message: &[u8]) -> [u8; N] {
        let mut out = [0_u8; N];
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) {
            mac.update(purpose.as_bytes());
            mac.update(&[0]);
            mac.update(message);
            for (to, from) in out.iter_mut().zip(mac.finalize().into_bytes()) {
                *to = from;
            }
        }
        out
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(…)")
    }
}

/// Crockford's alphabet of base 32: no letter looks like a digit.
pub const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Sixteen bytes as 26 characters of Crockford's base 32, upper case: easy to read aloud, safe in a URL.
pub fn readable(bytes: &[u8]) -> String {
    let (mut out, mut held, mut bits) = (String::with_capacity(bytes.len() * 8 / 5 + 1), 0_u32, 0_u32);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(LETTERS[(held >> bits & 31) as usize]));
        }
    }
    if bits > 0 {
        out.push(char::from(LETTERS[(held << (5 - bits) & 31) as usize]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_never_print_themselves() {
        let (one, two) = (Token::random().unwrap(), Token::random().unwrap());
        assert_ne!(one.reveal(), two.reveal());
        assert_eq!(one.reveal().len(), 43);
        assert!(!format!("{one:?}").contains(one.reveal()));
    }

    #[test]
    fn a_signature_is_bound_to_its_purpose() {
        let key = SigningKey::derive(b"secret");
        assert_ne!(key.sign::<16>("form", b"x"), key.sign::<16>("unsubscribe", b"x"));
        assert_eq!(key.sign::<16>("form", b"x"), SigningKey::derive(b"secret").sign::<16>("form", b"x"));
    }

    #[test]
    fn readable_text_has_no_letters_that_look_like_digits() {
        let text = readable(&[255; 10]);
        assert_eq!(text, "ZZZZZZZZZZZZZZZZ");
        assert!(!readable(&(0..=255).collect::<Vec<u8>>()).contains(['I', 'L', 'O', 'U']));
    }
}
