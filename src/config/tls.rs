//! How the way to a mail server is protected, and by whose certificates it shows who it is.

use super::raw::{Limits, Raw};
use super::setting::{Setting, choice};

choice! {
    /// How the way to a mail server is protected.
    Tls {
        /// Plain greeting, then TLS or nothing.
        Starttls = "starttls",
        /// TLS from the first byte.
        Wrapper = "wrapper",
        /// No protection.
        None = "none",
    }
}

/// Certificates in PEM form: no secret, but as long as one, and best kept in a file.
#[derive(Clone, Eq, PartialEq)]
pub struct Pem(String);

impl Pem {
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl std::fmt::Debug for Pem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("(certificates)")
    }
}

impl Setting for Pem {
    const SECRET: bool = true;

    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        let text = raw.verbatim()?;
        text.contains("-----BEGIN CERTIFICATE-----").then(|| Self(text.to_owned()))
    }

    fn expected(_: Limits) -> String {
        "certificates in PEM form".to_owned()
    }

    fn shown(&self) -> String {
        "\"(set, not shown)\"".to_owned()
    }
}
