//! `[mail]`: who the letters come from and where answers go.

use std::fmt;

use super::host::is_host_name;
use super::raw::{Limits, Raw, toml_text};
use super::section::section;
use super::setting::Setting;

section! {
    /// Who the letters come from and where answers go.
    "mail" => MailSettings {
        /// Sender of every letter, with or without a name: `Smilecard <cards@mail.example>`.
        from: Option<Sender> = "";
        /// Sender of letters with a link to sign in, on a name of its own (`login@id.larkspur.example`), so that somebody who
        /// calls a weekly letter spam doesn't keep others from signing in. Empty: `from`.
        sign_in_from: Option<Sender> = "";
        /// Domain of the addresses that take cards and answers. Empty: the domain of `from`.
        reply_domain: Option<MailDomain> = "";
        /// The name under which your own mail server writes `Authentication-Results` into letters that come in. Results
        /// under any other name are not read. Empty: nobody's sender is verified.
        authserv_id: Option<MailDomain> = "";
        /// Whether a letter that a colleague passes on counts as the customer's own, though nobody verified that the
        /// colleague sent it. A sender that was looked at and failed is never believed.
        unverified_forwards: bool = "false";
        /// Whether bounces come to a signed address of the organisation (`cards+b.…@`), where Smilecard reads them. Only
        /// where that address has the domain of `from`, or `bounces` names another.
        tag_bounces: bool = "true";
        /// The address that is signed for bounces, if not the organisation's own. Its letters must come in here, too.
        bounces: Option<Sender> = "";
    }
}

impl MailSettings {
    /// The domain of reply addresses; `None` only where there is no sender either.
    pub fn reply_domain(&self) -> Option<&str> {
        let own = self.reply_domain.as_ref().map(MailDomain::as_str);
        own.or_else(|| self.from.as_ref().map(Sender::domain))
    }
}

/// An address with an optional display name. Stricter than what customers may write: it is ours to choose.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sender {
    name: String,
    address: String,
}

impl Sender {
    /// Takes `Name <local@domain>` or `local@domain`, or `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (name, address) = match text.strip_suffix('>') {
            Some(rest) => {
                let (name, address) = rest.rsplit_once('<')?;
                (name.trim().trim_matches('"'), address.trim())
            }
            None => ("", text),
        };
        let (local, domain) = address.rsplit_once('@')?;
        let dot_atom = (1..=64).contains(&local.len())
            && local.split('.').all(|part| {
                !part.is_empty()
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte))
            });
        // A line feed here would start a header of its own.
        let named = name.chars().count() <= 80
            && !name.chars().any(|character| character.is_control() || "<>\"@\u{2028}\u{2029}".contains(character));
        let address = format!("{local}@{}", domain.to_ascii_lowercase());
        (dot_atom && named && is_host_name(domain) && address.len() <= 254)
            .then(|| Self { name: name.to_owned(), address })
    }

    /// The display name; empty if there is none.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `local@domain`
    pub fn address(&self) -> &str {
        &self.address
    }

    pub fn domain(&self) -> &str {
        self.address.rsplit('@').next().unwrap_or_default()
    }
}

impl fmt::Display for Sender {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name.as_str() {
            "" => out.write_str(&self.address),
            name => write!(out, "{name} <{}>", self.address),
        }
    }
}

impl Setting for Sender {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        Self::parse(raw.text()?)
    }

    fn expected(_: Limits) -> String {
        "an address such as \"Smilecard <cards@mail.example>\"".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(&self.to_string())
    }
}

/// A mail domain in ASCII and lower case.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MailDomain(String);

impl MailDomain {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Setting for MailDomain {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        let domain = raw.text()?.to_ascii_lowercase();
        is_host_name(&domain).then_some(Self(domain))
    }

    fn expected(_: Limits) -> String {
        "a domain such as cards.example (an international one in its xn-- form)".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(&self.0)
    }
}
