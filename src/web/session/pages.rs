//! The three pages of signing in: ask for a link, look in your email, and the button behind it.

use crate::web::shell::Shell;
use serde::Serialize;

/// `templates/web/session/sign_in.html`
#[derive(Debug, Clone, Serialize)]
pub struct SignInPage {
    /// The frame.
    pub shell: Shell,
    /// Where the address is posted to.
    pub action: String,
    /// What was typed.
    pub email: String,
    /// The page that was asked for, a path of ours; empty for none.
    pub next: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// How long a link works: "15 minutes".
    pub lasts: String,
    /// Whether a passkey can be used here.
    pub passkey: bool,
    /// Providers that sign in.
    pub providers: Vec<Way>,
    /// Why another way in didn't open.
    pub refused: Option<String>,
}

/// A provider's button.
#[derive(Debug, Clone, Serialize)]
pub struct Way {
    /// Where it leads: a link, since a form may only be posted to ourselves.
    pub href: String,
    /// What it says after "Sign in with".
    pub label: String,
}

/// `templates/web/session/sent.html`: the same whether or not the address is known.
#[derive(Debug, Clone, Serialize)]
pub struct SentPage {
    /// The frame.
    pub shell: Shell,
    /// The address as it was typed.
    pub email: String,
    /// The sign-in page, to ask once more.
    pub again: String,
    /// How long the link works: "15 minutes".
    pub lasts: String,
}

/// `templates/web/session/confirm.html`: opening the link changes nothing, the button signs in.
#[derive(Debug, Clone, Serialize)]
pub struct ConfirmPage {
    /// The frame.
    pub shell: Shell,
    /// Where the button posts to.
    pub action: String,
    /// The link's secret, posted back.
    pub token: String,
    /// Where to go afterwards, a path of ours; empty for the person's own first page.
    pub next: String,
}

/// What the sign-in page says of an address that isn't one.
pub const NOT_AN_ADDRESS: &str = "Enter an email address like name@example.com";
