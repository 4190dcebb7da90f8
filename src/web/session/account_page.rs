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
    /// Where they are signed in, this device first.
    pub sessions: Vec<Session>,
    /// What was just done.
    pub done: Option<String>,
    /// What was wrong with it.
    pub error: Option<String>,
}

/// How it stands with the second step.
#[derive(Debug, Clone, Serialize)]
pub struct Second {
    /// True once it is set up.
    pub has_one: bool,
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
