//! A mail address that can be written to. Customers type it, headers carry it, rosters list it.
//!
//! Pragmatic: what real mailboxes look like (RFC 5321 section 4.1.2 without quoted local parts, comments and
//! address literals; RFC 6531 letters of any script allowed), and nothing that could break a header.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use super::mask::{is_hidden, mask_address};
use super::names::one_line;
use crate::error::{Error, Kind, Result};

/// RFC 5321 section 4.5.3.1: 64 octets before the `@`; 256 for the path with its two angle brackets.
const LONGEST_LOCAL: usize = 64;
const LONGEST: usize = 254;

/// A checked address: local part as written, domain in lower-case ASCII (`xn--` form). Debug prints it masked.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Takes `local@domain`, blanks around it allowed.
    ///
    /// # Errors
    /// `Invalid` with what is wrong, in words for the person who typed it.
    pub fn parse(text: &str) -> Result<Self> {
        let text: String = text.trim().nfc().collect();
        if text.is_empty() {
            return Err(wrong("An email address is needed."));
        }
        if text.len() > LONGEST {
            return Err(wrong("This email address is too long (254 characters at most)."));
        }
        if text.chars().any(|character| character.is_whitespace() || is_hidden(character)) {
            return Err(wrong("An email address has no blanks or invisible characters."));
        }
        let Some((local, domain)) = text.rsplit_once('@') else {
            return Err(wrong("An email address has an @ between name and domain."));
        };
        check_local(local)?;
        let address = format!("{local}@{}", ascii_domain(domain)?);
        if address.len() > LONGEST {
            return Err(wrong("This email address is too long (254 characters at most)."));
        }
        Ok(Self(address))
    }

    /// The whole address, as a header or an envelope wants it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `@`.
    pub fn local(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// What stands after the `@`: lower-case ASCII.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// The address in lower case: two spellings of what is in practice one mailbox are equal in it.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    /// Fit for a log: `j…@mail.example`.
    pub fn masked(&self) -> String {
        mask_address(&self.0)
    }
}

/// An address as it is compared and kept: its [`EmailAddress::key`], or of what is no address the line in lower case.
pub fn key_of(text: &str) -> String {
    EmailAddress::parse(text).map_or_else(|_| one_line(text, 320).to_lowercase(), |address| address.key())
}

fn check_local(local: &str) -> Result<()> {
    if local.is_empty() {
        return Err(wrong("Something is missing before the @."));
    }
    if local.len() > LONGEST_LOCAL {
        return Err(wrong("The part before the @ is too long (64 characters at most)."));
    }
    if local.split('.').any(str::is_empty) {
        return Err(wrong("The part before the @ has a dot too many."));
    }
    let letter = |character: char| {
        character.is_ascii_alphanumeric() || ".!#$%&'*+-/=?^_`{|}~".contains(character) || !character.is_ascii()
    };
    match local.chars().find(|character| !letter(*character)) {
        Some(character) => Err(wrong(format!("The part before the @ can't hold {character:?}."))),
        None => Ok(()),
    }
}

/// The domain as the wire wants it: lower case, IDNA A-labels.
fn ascii_domain(domain: &str) -> Result<String> {
    let nothing_like_it = || wrong("The part after the @ is no domain, such as mail.example.");
    let ascii = idna::domain_to_ascii_strict(domain).map_err(|_| nothing_like_it())?;
    let labels: Vec<&str> = ascii.split('.').collect();
    let sized = labels.iter().all(|label| (1..=63).contains(&label.len()));
    // One label is what somebody typed who forgot ".com"; a machine's own mail is the exception.
    let complete = labels.len() >= 2 || ascii == "localhost";
    let named = labels.last().is_some_and(|last| !last.bytes().all(|byte| byte.is_ascii_digit()));
    if sized && complete && named && ascii.len() <= 253 { Ok(ascii) } else { Err(nothing_like_it()) }
}

fn wrong(message: impl Into<String>) -> Error {
    Error::new(Kind::Invalid, message)
}

impl FromStr for EmailAddress {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "EmailAddress({})", self.masked())
    }
}
