//! Text that must not be printed. What reaches a log, a page or a problem report is only that it is there.

use std::fmt;

use super::raw::{Limits, Raw};
use super::setting::Setting;

/// How a secret looks wherever settings are printed.
const NOT_SHOWN: &str = "(set, not shown)";

/// A password or a URL that holds one. `expose` is the only way to the text.
#[derive(Clone, Eq, PartialEq)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself: hand it to the library that needs it, nowhere else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(NOT_SHOWN)
    }
}

impl Setting for Secret {
    const SECRET: bool = true;

    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        let text = raw.verbatim()?;
        (!text.is_empty() && !text.chars().any(char::is_control)).then(|| Self(text.to_owned()))
    }

    fn expected(_: Limits) -> String {
        "a text in one line".to_owned()
    }

    fn shown(&self) -> String {
        format!("\"{NOT_SHOWN}\"")
    }
}

/// The key that signs tokens: at least 32 bytes that nobody else knows.
#[derive(Clone, Eq, PartialEq)]
pub struct SecretKey(Secret);

/// Shorter could be guessed; 32 bytes is also the block that HMAC-SHA-256 wants.
const LEAST_BYTES: usize = 32;

/// `openssl rand -base64 48` has some 40 different characters, hex has 16; a phrase typed over and over has fewer.
const LEAST_DIFFERENT: usize = 10;

/// Words that stand in examples and tutorials; a key that holds one was copied, not made.
const COPIED: [&str; 7] = ["change", "example", "secret", "password", "placeholder", "12345678", "abcdefgh"];

impl SecretKey {
    /// Takes a key, or `None` if it is short, monotonous or copied from an example.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut different: Vec<u8> = text.bytes().collect();
        different.sort_unstable();
        different.dedup();
        let lower = text.to_lowercase();
        let made = text.len() >= LEAST_BYTES
            && different.len() >= LEAST_DIFFERENT
            && !COPIED.iter().any(|word| lower.contains(word));
        made.then(|| Self(Secret::new(text)))
    }

    /// The bytes to sign with.
    pub fn bytes(&self) -> &[u8] {
        self.0.expose().as_bytes()
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl Setting for SecretKey {
    const SECRET: bool = true;

    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        Self::new(raw.text()?)
    }

    fn expected(_: Limits) -> String {
        format!("at least {LEAST_BYTES} random bytes, not an example's; `openssl rand -base64 48` makes them")
    }

    fn shown(&self) -> String {
        self.0.shown()
    }
}
