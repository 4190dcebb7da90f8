//! `[dkim.SELECTOR]`: the keys that letters are signed with.

use super::mail::MailDomain;
use super::raw::{Limits, Raw};
use super::section::section;
use super::setting::Setting;

section! {
    /// A key that letters are signed with (DKIM). The section's name is the selector; with several keys, a letter is signed
    /// by each. `smilecard dkim generate` makes one and says what to put into the DNS.
    each "dkim" => DkimSettings {
        /// The private key (PEM): RSA with 2048 bits or more, or Ed25519.
        key: Option<PrivateKey> = "";
        /// Domain that the key signs for; letters from it and from names below it are signed. Empty: the domain of
        /// `mail.from`.
        domain: Option<MailDomain> = "";
    }
}

/// A private key in PEM form.
#[derive(Clone, Eq, PartialEq)]
pub struct PrivateKey(String);

impl PrivateKey {
    /// The text itself: for the library that reads it, nowhere else.
    pub fn expose(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl std::fmt::Debug for PrivateKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("(set, not shown)")
    }
}

impl Setting for PrivateKey {
    const SECRET: bool = true;

    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        let text = raw.verbatim()?;
        text.contains("PRIVATE KEY-----").then(|| Self(text.to_owned()))
    }

    fn expected(_: Limits) -> String {
        "a private key in PEM form".to_owned()
    }

    fn shown(&self) -> String {
        "\"(set, not shown)\"".to_owned()
    }
}
