//! The second step of signing in: six digits from an app on the phone (TOTP, RFC 6238) or a recovery code from paper.

use super::Role;
use super::card::words;
use super::token::{SigningKey, readable};
use crate::error::{Error, Result};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use totp_rs::{Builder, Totp};

words! {
    /// Whether an organisation asks its managers, admins and auditors for a second step.
    SecondFactor {
        /// Everybody but agents sets one up when they first sign in.
        Required = "required",
        /// Whoever has set one up is asked for it.
        Optional = "optional",
        /// Nobody is asked.
        Off = "off",
    }
}

/// What is asked of somebody whose link was good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// They are in.
    In,
    /// A code of the app they have set up.
    Code,
    /// Setting an app up.
    SetUp,
}

impl SecondFactor {
    /// What comes after the link. An agent's page shows no customer and no colleague: the link is enough, unless they
    /// have set up more.
    pub fn after_link(self, role: Role, has_one: bool) -> NextStep {
        match (self, role, has_one) {
            (Self::Off, _, _) => NextStep::In,
            (_, _, true) => NextStep::Code,
            (Self::Required, Role::Admin | Role::Manager | Role::Auditor, false) => NextStep::SetUp,
            (Self::Required, Role::Agent, false) | (Self::Optional, _, false) => NextStep::In,
        }
    }
}

/// How long one code lasts, in seconds.
pub const STEP_S: u64 = 30;

/// Bytes of a secret: the block that RFC 4226 asks for.
pub const SECRET_BYTES: usize = 20;

/// How many recovery codes somebody gets.
pub const RECOVERY_CODES: usize = 10;

/// A new secret from the operating system's random numbers.
///
/// # Errors
/// `Unavailable` when it has none to give.
pub fn new_secret() -> Result<[u8; SECRET_BYTES]> {
    random()
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes)
        .map_err(|cause| Error::unavailable("No random numbers can be had right now.").with_source(cause))?;
    Ok(bytes)
}

fn generator(secret: &[u8], issuer: &str, account: &str) -> Result<Totp> {
    // A colon would end the issuer inside the address that apps read.
    let clean = |text: &str| text.replace(':', " ");
    Builder::new()
        .with_secret(secret)
        .with_skew(1)
        .with_issuer(Some(clean(issuer)))
        .with_account_name(clean(account))
        .build()
        .map_err(|cause| Error::internal("No codes can be made of this secret.").with_source(cause))
}

/// The step whose code this is, of the present one and its two neighbours: clocks differ, fingers are slow. A code of
/// `last_step` or before has been used.
///
/// # Errors
/// `Internal` for a secret that no codes can be made of.
pub fn step_of(secret: &[u8], code: &str, now: Timestamp, last_step: i64) -> Result<Option<i64>> {
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    let digits: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    let step = generator(secret, "Smilecard", "account")?.check(&digits, seconds);
    Ok(step.and_then(|step| i64::try_from(step).ok()).filter(|step| *step > last_step))
}

/// The code that an app shows at this moment: for tests and for whoever has lost their patience with clocks.
///
/// # Errors
/// As [`step_of`].
pub fn code_at(secret: &[u8], now: Timestamp) -> Result<String> {
    Ok(generator(secret, "Smilecard", "account")?.generate(u64::try_from(now.as_second()).unwrap_or(0)).to_string())
}

/// The secret as it is typed into an app by hand, in groups of four.
pub fn spelled(secret: &[u8]) -> String {
    let text = totp_rs::Secret::from(secret).to_base32();
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The address that apps read from a QR code.
///
/// # Errors
/// As [`step_of`].
pub fn address(secret: &[u8], organisation: &str, account: &str) -> Result<String> {
    let issuer = format!("Smilecard {organisation}");
    generator(secret, &issuer, account)?
        .to_url()
        .map_err(|cause| Error::internal("The address for the app can't be made.").with_source(cause))
}

/// A new set of recovery codes, each 80 random bits as "XXXX-XXXX-XXXX-XXXX".
///
/// # Errors
/// As [`new_secret`].
pub fn new_recovery_codes() -> Result<Vec<String>> {
    (0..RECOVERY_CODES)
        .map(|_| {
            let text = readable(&random::<10>()?);
            Ok([&text[..4], &text[4..8], &text[8..12], &text[12..16]].join("-"))
        })
        .collect()
}

/// What is kept of a recovery code: a keyed hash, bound to whose it is. `None` for what can't be one. Letters that look
/// like digits are read as those.
pub fn recovery_hash(key: &SigningKey, member: &[u8], code: &str) -> Option<[u8; 32]> {
    let plain: String = code
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric())
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    (plain.len() == 16).then(|| key.sign("recovery code", &[member, plain.as_bytes()].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // Appendix B, SHA-1, the last six of eight digits.
        let secret = b"12345678901234567890";
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            assert_eq!(code_at(secret, at(seconds)).unwrap(), code);
            assert_eq!(step_of(secret, code, at(seconds), 0).unwrap(), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_lasts_for_its_neighbours_and_is_never_taken_twice() {
        let secret = b"12345678901234567890";
        let code = code_at(secret, at(900)).unwrap();
        for seconds in [870, 900, 929, 959] {
            assert_eq!(step_of(secret, &code, at(seconds), 0).unwrap(), Some(30), "{seconds}");
            assert_eq!(step_of(secret, &code, at(seconds), 30).unwrap(), None, "used");
        }
        for seconds in [839, 960] {
            assert_eq!(step_of(secret, &code, at(seconds), 0).unwrap(), None, "{seconds}");
        }
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        assert_eq!(step_of(secret, &spaced, at(900), 0).unwrap(), Some(30));
        for wrong in ["", "12345", "1234567", "abcdef", "１２３４５６"] {
            assert_eq!(step_of(secret, wrong, at(900), 0).unwrap(), None, "{wrong}");
        }
    }

    #[test]
    fn who_is_asked_for_what() {
        use NextStep::{Code, In, SetUp};
        use SecondFactor::{Off, Optional, Required};
        for role in [Role::Admin, Role::Manager, Role::Auditor] {
            assert_eq!(Required.after_link(role, false), SetUp);
            assert_eq!(Required.after_link(role, true), Code);
            assert_eq!(Optional.after_link(role, false), In);
        }
        assert_eq!(Required.after_link(Role::Agent, false), In);
        assert_eq!(Optional.after_link(Role::Agent, true), Code);
        assert_eq!(Off.after_link(Role::Admin, true), In);
    }

    #[test]
    fn a_recovery_code_is_read_as_people_write_it_and_is_one_persons() {
        let key = SigningKey::derive(b"key");
        let codes = new_recovery_codes().unwrap();
        assert_eq!(codes.len(), RECOVERY_CODES);
        let code = &codes[0];
        let hash = recovery_hash(&key, b"ruth", code);
        assert_eq!(hash, recovery_hash(&key, b"ruth", &code.to_lowercase().replace('-', " ").replace('0', "o")));
        assert_ne!(hash, recovery_hash(&key, b"derrick", code));
        assert_eq!(recovery_hash(&key, b"ruth", "123456"), None);
    }

    #[test]
    fn the_address_for_the_app_names_the_organisation() {
        let address = address(b"12345678901234567890", "Lark: spur", "ruth@larkspur.example").unwrap();
        assert!(address.starts_with("otpauth://totp/Smilecard%20Lark"), "{address}");
        assert!(address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{address}");
        assert_eq!(spelled(b"12345678901234567890"), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }
}
