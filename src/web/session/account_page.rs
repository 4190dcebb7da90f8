//! What somebody sees of their own account: the second step, and where they are signed in.

use crate::domain::wording::dates::Moment;
use crate::web::shell::Shell;
use serde::Serialize;

/// `templates/web/session/account.html`
#[derive(Debug, Clone, Serialize)]
pub struct AccountPage {
    /// The frame.
    pub shell: Shell,
    /// "Manager of Billing line"
    pub role: String,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The zone they read dates in.
    pub zone: String,
    /// Their second step; none where the organisation has switched it off.
    pub second: Option<Second>,
    /// Their passkeys; none where there can be no passkeys.
    pub passkeys: Option<Passkeys>,
    /// Where they are signed in, this device first.
    pub sessions: Vec<Session>,
    /// What was just done.
    pub done: Option<String>,
    /// What was wrong with it.
    pub error: Option<String>,
    /// Where to sign in anew, when that is what is wrong.
    pub anew: Option<String>,
}

/// Their passkeys.
#[derive(Debug, Clone, Serialize)]
pub struct Passkeys {
    /// The oldest first.
    pub all: Vec<Passkey>,
    /// The name for another one.
    pub name: String,
}

/// One passkey.
#[derive(Debug, Clone, Serialize)]
pub struct Passkey {
    /// Key.
    pub id: String,
    /// What they call it.
    pub name: String,
    /// When it was added.
    pub added: Moment,
    /// When it was used last.
    pub used: Option<Moment>,
    /// Whether their other devices have it, too.
    pub copied: bool,
}

/// How it stands with the second step.
#[derive(Debug, Clone, Serialize)]
pub struct Second {
    /// True with an app.
    pub app: bool,
    /// True with a passkey.
    pub passkey: bool,
    /// "7 recovery codes are left."
    pub codes: String,
    /// True when few are left.
    pub few: bool,
    /// True if everybody must have one.
    pub required: bool,
}

/// One place where they are signed in.
#[derive(Debug, Clone, Serialize)]
pub struct Session {
    /// Names it in the form.
    pub handle: String,
    /// "Firefox on Linux"
    pub device: String,
    /// "203.0.113.0/24"
    pub network: String,
    /// When it was begun.
    pub begun: Moment,
    /// When it was last used.
    pub seen: Moment,
    /// True for the one that looks.
    pub here: bool,
}
