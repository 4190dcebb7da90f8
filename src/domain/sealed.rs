//! What must be read again and still not lie open in the database: sealed with ChaCha20-Poly1305 (RFC 8439) under a key
//! that is derived from the service's. A seal is bound to what it was made for; elsewhere it doesn't open.

use super::token::SigningKey;
use crate::error::{Error, Result};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

/// Seals `plain` for `purpose` and whatever it is `bound` to: a member's ids, a session.
///
/// # Errors
/// `Unavailable` when the operating system has no random numbers.
pub fn seal(key: &SigningKey, purpose: &str, bound: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    let mut nonce = [0_u8; NONCE_LEN];
    getrandom::fill(&mut nonce)
        .map_err(|cause| Error::unavailable("No random numbers can be had right now.").with_source(cause))?;
    let mut sealed = plain.to_vec();
    cipher(key, purpose)?
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(bound), &mut sealed)
        .map_err(|_| Error::internal("A secret can't be sealed."))?;
    Ok([&nonce[..], &sealed].concat())
}

/// Opens what [`seal`] made with the same key, purpose and binding; nothing else opens.
pub fn open(key: &SigningKey, purpose: &str, bound: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut buffer = sealed.to_vec();
    let plain = cipher(key, purpose).ok()?.open_in_place(nonce, Aad::from(bound), &mut buffer).ok()?;
    Some(plain.to_vec())
}

fn cipher(key: &SigningKey, purpose: &str) -> Result<LessSafeKey> {
    let derived: [u8; 32] = key.sign("seal", purpose.as_bytes());
    let key =
        UnboundKey::new(&CHACHA20_POLY1305, &derived).map_err(|_| Error::internal("The key has a wrong size."))?;
    Ok(LessSafeKey::new(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_opens_only_with_its_key_for_its_purpose_and_where_it_belongs() {
        let (key, other) = (SigningKey::derive(b"one"), SigningKey::derive(b"two"));
        let sealed = seal(&key, "codes", b"ruth", b"secret").unwrap();
        assert_ne!(sealed, seal(&key, "codes", b"ruth", b"secret").unwrap());
        assert!(!sealed.windows(6).any(|six| six == b"secret"));
        assert_eq!(open(&key, "codes", b"ruth", &sealed).as_deref(), Some(&b"secret"[..]));
        assert_eq!(open(&other, "codes", b"ruth", &sealed), None);
        assert_eq!(open(&key, "else", b"ruth", &sealed), None);
        assert_eq!(open(&key, "codes", b"derrick", &sealed), None);
        let mut broken = sealed;
        broken[20] ^= 1;
        assert_eq!(open(&key, "codes", b"ruth", &broken), None);
        assert_eq!(open(&key, "codes", b"ruth", b"short"), None);
    }
}
