//! The pages of the second step: the code, setting an app up, and the recovery codes that are shown once.

use super::qr::Qr;
use crate::web::shell::Shell;
use serde::Serialize;

/// `templates/web/session/second.html`
#[derive(Debug, Clone, Serialize)]
pub struct SecondPage {
    /// The frame.
    pub shell: Shell,
    /// Where to go afterwards, a path of ours.
    pub next: String,
    /// What is wrong with the code.
    pub error: Option<String>,
    /// Whether they have an app; otherwise only recovery codes are asked for.
    pub app: bool,
    /// Whether they have a passkey that can be used here.
    pub passkey: bool,
    /// Why the passkey didn't do.
    pub refused: Option<String>,
}

/// `templates/web/session/set_up.html`
#[derive(Debug, Clone, Serialize)]
pub struct SetUpPage {
    /// The frame.
    pub shell: Shell,
    /// Where the form is posted to.
    pub action: String,
    /// True in the middle of signing in.
    pub signing_in: bool,
    /// The secret, sealed: handed back by the form.
    pub sealed: String,
    /// The secret as a picture.
    pub qr: Qr,
    /// The secret to be typed.
    pub spelled: String,
    /// Where to go afterwards, a path of ours.
    pub next: String,
    /// What is wrong with the code.
    pub error: Option<String>,
    /// The name that a passkey made here would get; none where there can be no passkey.
    pub passkey: Option<String>,
    /// Why no passkey came of it.
    pub refused: Option<String>,
}

/// `templates/web/session/recovery_codes.html`
#[derive(Debug, Clone, Serialize)]
pub struct RecoveryPage {
    /// The frame.
    pub shell: Shell,
    /// The codes.
    pub codes: Vec<String>,
    /// Where to go afterwards, a path of ours.
    pub next: String,
}

/// A code that was wrong.
pub const WRONG: &str =
    "That code is not right. Codes change every 30 seconds, and each works once: wait for the next one.";

/// Too many of them.
pub const TOO_MANY: &str = "That was one code too many. Wait a quarter of an hour, then try again.";

/// A recovery code that was wrong looks the same, but has no next one.
pub fn said(code: &str) -> &'static str {
    let plain = code.chars().filter(char::is_ascii_alphanumeric).count();
    if plain > 8 { "That recovery code is not right, or it was used before." } else { WRONG }
}
