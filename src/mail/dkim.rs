//! Signs letters, so that a receiver can tell that they are ours and came through unchanged (RFC 6376; RFC 8463 for
//! Ed25519): relaxed canonicalisation of header and body, one signature for each key that fits the sender's domain.
//!
//! `From`, `To`, `Subject`, `Date` and `Reply-To` are named once more than they are there: a second one that somebody
//! adds on the way breaks the signature (RFC 6376, section 8.15).

use crate::error::{Error, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::rsa;
use ring::signature::{Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256};
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject as _;
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::Arc;

/// What is signed, where it is there.
const SIGNED: [&str; 18] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Reply-To",
    "In-Reply-To",
    "References",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Feedback-ID",
    "Sender",
];

/// What is named once more than it is there.
const SEALED: [&str; 5] = ["From", "To", "Subject", "Date", "Reply-To"];

/// A private key with the name under which its public half stands in the DNS.
pub struct Key {
    selector: String,
    domain: String,
    pair: Pair,
}

enum Pair {
    Rsa(rsa::KeyPair),
    Ed25519(Ed25519KeyPair),
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Key({}, {})", self.name(), self.algorithm())
    }
}

impl Key {
    /// Reads a private key (PEM; PKCS#8 or PKCS#1) for a domain.
    ///
    /// # Errors
    /// `Invalid` when it is no RSA key of 2048 bits or more and no Ed25519 key.
    pub fn read(selector: &str, domain: &str, pem: &[u8]) -> Result<Self> {
        let wrong = || {
            Error::invalid(format!(
                "The DKIM key {selector} can't be used: a private key in PEM form is expected, RSA with 2048 bits or \
                 more, or Ed25519. `smilecard dkim generate` makes one."
            ))
        };
        let der = PrivateKeyDer::from_pem_slice(pem).map_err(|cause| wrong().with_source(cause))?;
        let pair = match &der {
            PrivateKeyDer::Pkcs1(der) => rsa::KeyPair::from_der(der.secret_pkcs1_der()).ok().map(Pair::Rsa),
            PrivateKeyDer::Pkcs8(der) => {
                let der = der.secret_pkcs8_der();
                let ed25519 = Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).ok().map(Pair::Ed25519);
                ed25519.or_else(|| rsa::KeyPair::from_pkcs8(der).ok().map(Pair::Rsa))
            }
            _ => None,
        };
        Ok(Self { selector: selector.to_owned(), domain: domain.to_ascii_lowercase(), pair: pair.ok_or_else(wrong)? })
    }

    /// Where the record stands: `s2026._domainkey.mail.example`.
    pub fn name(&self) -> String {
        format!("{}._domainkey.{}", self.selector, self.domain)
    }

    /// The domain it signs for.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// `rsa` or `ed25519`.
    pub fn algorithm(&self) -> &'static str {
        match self.pair {
            Pair::Rsa(_) => "rsa",
            Pair::Ed25519(_) => "ed25519",
        }
    }

    /// What the record says (RFC 6376, section 3.6.1).
    pub fn record(&self) -> String {
        let public = match &self.pair {
            Pair::Rsa(pair) => subject_public_key(pair.public().as_ref()),
            Pair::Ed25519(pair) => pair.public_key().as_ref().to_vec(),
        };
        format!("v=DKIM1; k={}; p={}", self.algorithm(), STANDARD.encode(public))
    }

    fn sign(&self, said: &[u8]) -> Result<Vec<u8>> {
        match &self.pair {
            Pair::Rsa(pair) => {
                let mut out = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), said, &mut out)
                    .map_err(|_| Error::internal("A letter could not be signed."))?;
                Ok(out)
            }
            Pair::Ed25519(pair) => Ok(pair.sign(&Sha256::digest(said)).as_ref().to_vec()),
        }
    }

    /// Whether a letter from this domain may be signed with it: by the domain itself or one above it (RFC 7489,
    /// section 3.1.1, relaxed alignment).
    fn fits(&self, from: &str) -> bool {
        let from = from.to_ascii_lowercase();
        from == self.domain || from.strip_suffix(&self.domain).is_some_and(|rest| rest.ends_with('.'))
    }
}

/// The keys that letters are signed with; cloning it shares them.
#[derive(Clone, Debug, Default)]
pub struct Keys(Arc<Vec<Key>>);

impl Keys {
    /// These.
    pub fn new(keys: Vec<Key>) -> Self {
        Self(Arc::new(keys))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Key> {
        self.0.iter()
    }

    /// Puts the signatures above a message from this domain. Written at the same second, it is the same every time.
    ///
    /// # Errors
    /// `Internal` when a key fails.
    pub fn sign(&self, raw: Vec<u8>, from: &str, second: i64) -> Result<Vec<u8>> {
        let fitting: Vec<&Key> = self.iter().filter(|key| key.fits(from)).collect();
        if fitting.is_empty() {
            return Ok(raw);
        }
        let split = raw.windows(4).position(|four| four == b"\r\n\r\n").map_or(raw.len(), |at| at + 2);
        let head = headers(raw.get(..split).unwrap_or_default());
        let body_hash = STANDARD.encode(Sha256::digest(relaxed_body(raw.get(split + 2..).unwrap_or_default())));
        let (names, said) = chosen(&head);
        let mut out = Vec::with_capacity(raw.len() + fitting.len() * 1_200);
        for key in fitting {
            let tags = format!(
                "v=1; a={}-sha256; c=relaxed/relaxed; d={};\r\n\ts={}; t={second};\r\n\th={};\r\n\tbh={body_hash};\r\n\tb=",
                key.algorithm(),
                key.domain,
                key.selector,
                folded(&names.join(":"), ':'),
            );
            let mut own = said.clone();
            own.extend_from_slice(format!("dkim-signature:{}", relaxed_value(tags.as_bytes())).as_bytes());
            let signature = STANDARD.encode(key.sign(&own)?);
            out.extend_from_slice(format!("DKIM-Signature: {tags}{}\r\n", chopped(&signature)).as_bytes());
        }
        out.extend_from_slice(&raw);
        Ok(out)
    }
}

/// The headers in order: name, value with its folds.
fn headers(head: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<(String, Vec<u8>)> = Vec::new();
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        match (line.first(), found.last_mut()) {
            (Some(b' ' | b'\t'), Some((_, value))) => value.extend_from_slice(line),
            _ => {
                let at = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
                let name = String::from_utf8_lossy(line.get(..at).unwrap_or_default()).trim().to_owned();
                found.push((name, line.get(at + 1..).unwrap_or_default().to_vec()));
            }
        }
    }
    found
}

/// The names for `h=`, and what is signed of the header.
fn chosen(head: &[(String, Vec<u8>)]) -> (Vec<&'static str>, Vec<u8>) {
    let (mut names, mut said) = (Vec::new(), Vec::new());
    for name in SIGNED {
        // From the bottom up, as verifiers take them.
        for (_, value) in head.iter().rev().filter(|(known, _)| known.eq_ignore_ascii_case(name)) {
            names.push(name);
            said.extend_from_slice(format!("{}:{}\r\n", name.to_ascii_lowercase(), relaxed_value(value)).as_bytes());
        }
        if SEALED.contains(&name) {
            names.push(name);
        }
    }
    (names, said)
}

/// Unfolded, one space for each run of white space, none at the ends (RFC 6376, section 3.4.2).
fn relaxed_value(value: &[u8]) -> String {
    String::from_utf8_lossy(value)
        .split([' ', '\t', '\r', '\n'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// One space for each run of white space, none at a line's end, no empty lines at the end (RFC 6376, section 3.4.4).
fn relaxed_body(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 2);
    let mut empty = 0_usize;
    for line in body.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let start = out.len();
        let mut gap = false;
        for byte in line {
            if matches!(byte, b' ' | b'\t') {
                gap = true;
                continue;
            }
            if out.len() == start {
                // Empty lines count once something comes after them.
                out.extend(std::iter::repeat_n(*b"\r\n", empty).flatten());
                empty = 0;
                if gap {
                    out.push(b' ');
                }
            } else if gap {
                out.push(b' ');
            }
            gap = false;
            out.push(*byte);
        }
        if out.len() == start {
            empty += 1;
        } else {
            out.extend_from_slice(b"\r\n");
        }
    }
    out
}

/// `h=` on lines of its own length, broken behind a colon.
fn folded(list: &str, at: char) -> String {
    let (mut out, mut line) = (String::new(), 0);
    for word in list.split_inclusive(at) {
        if line + word.len() > 70 {
            out.push_str("\r\n\t ");
            line = 0;
        }
        out.push_str(word);
        line += word.len();
    }
    out
}

/// A signature on several lines.
fn chopped(signature: &str) -> String {
    let mut out = String::with_capacity(signature.len() + 24);
    for (index, letter) in signature.chars().enumerate() {
        if index > 0 && index % 70 == 0 {
            out.push_str("\r\n\t ");
        }
        out.push(letter);
    }
    out
}

/// Wraps a PKCS#1 public key into what the DNS record wants (RFC 5280, section 4.1.2.7; RFC 3279, section 2.3.1).
fn subject_public_key(pkcs1: &[u8]) -> Vec<u8> {
    const RSA_ENCRYPTION: &[u8] =
        &[0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
    let mut bits = vec![0];
    bits.extend_from_slice(pkcs1);
    tagged(0x30, &[RSA_ENCRYPTION, &tagged(0x03, &bits)].concat())
}

fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let short: Vec<u8> = length.into_iter().skip_while(|byte| *byte == 0).collect();
    let mut out = vec![tag];
    match (content.len(), u8::try_from(content.len())) {
        (..=127, Ok(length)) => out.push(length),
        _ => {
            out.push(0x80 | u8::try_from(short.len()).unwrap_or(8));
            out.extend_from_slice(&short);
        }
    }
    out.extend_from_slice(content);
    out
}

/// Makes a new Ed25519 key, in PEM form.
///
/// # Errors
/// `Unavailable` when the operating system has no random numbers.
pub fn new_ed25519() -> Result<String> {
    let pair = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new())
        .map_err(|_| Error::unavailable("No random numbers can be had right now."))?;
    Ok(pem(pair.as_ref()))
}

/// Makes a new RSA key of 2048 bits, in PEM form, by the program `openssl`: the library that signs makes none.
///
/// # Errors
/// `Unavailable` when the program isn't there or fails.
pub fn new_rsa() -> Result<String> {
    let remedy = "An RSA key is made by the program openssl: install it, or bring a key of your own (PEM, 2048 bits).";
    let output = std::process::Command::new("openssl")
        .args(["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"])
        .output()
        .map_err(|cause| Error::unavailable(remedy).with_source(cause))?;
    match (output.status.success(), String::from_utf8(output.stdout)) {
        (true, Ok(pem)) => Ok(pem),
        _ => Err(Error::unavailable(remedy)),
    }
}

fn pem(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> = (0..text.len()).step_by(64).filter_map(|at| text.get(at..text.len().min(at + 64))).collect();
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_forms_are_those_of_the_rfc() {
        // RFC 6376, section 3.4.5.
        assert_eq!(relaxed_body(b" C \r\nD \t E\r\n\r\n\r\n"), b" C\r\nD E\r\n");
        assert_eq!(relaxed_body(b""), b"");
        assert_eq!(relaxed_body(b"\r\n\r\n"), b"");
        assert_eq!(relaxed_body(b"a\r\n\r\nb"), b"a\r\n\r\nb\r\n");
        assert_eq!(relaxed_value(b" X \r\n\tY  Z \r\n"), "X Y Z");
    }

    #[test]
    fn the_key_and_the_signature_of_rfc_8463_are_ours_too() {
        // Appendix A.1 and A.2: the seed as a PKCS#8 document, and the record of its public half.
        let seed = STANDARD.decode("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=").unwrap();
        let mut der =
            vec![0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
        der.extend_from_slice(&seed);
        let key = Key::read("brisbane", "football.example.com", pem(&der).as_bytes()).unwrap();
        assert_eq!(key.name(), "brisbane._domainkey.football.example.com");
        assert_eq!(key.record(), "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    }

    #[test]
    fn a_signature_names_what_it_covers_and_seals_the_sender() {
        let pem = new_ed25519().unwrap();
        let keys = Keys::new(vec![Key::read("s1", "mail.example", pem.as_bytes()).unwrap()]);
        let raw = b"From: Cards <cards@mail.example>\r\nSubject: 31\r\n smiles\r\nList-Unsubscribe: <https://x.example/s>\r\n\r\nHello\r\n";
        let signed = String::from_utf8(keys.sign(raw.to_vec(), "mail.example", 7).unwrap()).unwrap();
        assert!(signed.starts_with(
            "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=mail.example;\r\n\ts=s1; t=7;\r\n"
        ));
        assert!(signed.contains("h=From:From:To:Subject:Subject:Date:Reply-To:List-Unsubscribe;"), "{signed}");
        assert!(signed.ends_with(std::str::from_utf8(raw).unwrap()));
        assert!(signed.lines().all(|line| line.len() <= 78), "{signed}");
        assert_eq!(keys.sign(raw.to_vec(), "mail.example", 7).unwrap(), signed.into_bytes(), "the same every time");
        assert_eq!(keys.sign(raw.to_vec(), "other.example", 7).unwrap(), raw, "nobody else's letters");
        assert_eq!(keys.sign(raw.to_vec(), "evilmail.example", 7).unwrap(), raw);
        assert_ne!(keys.sign(raw.to_vec(), "a.mail.example", 7).unwrap(), raw);
    }

    #[test]
    fn a_wrong_key_is_named() {
        for wrong in ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
            let error = Key::read("s1", "mail.example", wrong.as_bytes()).unwrap_err();
            assert!(error.message().contains("s1") && error.message().contains("dkim generate"));
        }
    }
}
