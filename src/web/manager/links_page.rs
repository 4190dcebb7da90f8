//! Addresses to hand out, with their codes; and the card to print.

use super::qr::Qr;
use crate::web::shell::{Link, Shell};
use serde::Serialize;

/// `templates/web/manager/links.html`
#[derive(Debug, Clone, Serialize)]
pub struct LinksPage {
    /// The frame.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<String>,
    /// Where cards can be mailed to.
    pub mail: String,
    /// The forms.
    pub forms: Vec<LinkRow>,
    /// The agents' own addresses.
    pub agents: Vec<LinkRow>,
    /// Whether the reader may replace an address.
    pub may_change: bool,
}

/// One address.
#[derive(Debug, Clone, Serialize)]
pub struct LinkRow {
    /// Unique on the page.
    pub id: String,
    /// "Derrick Hale"; of a form its heading.
    pub name: String,
    /// "Billing line"; of a form where it hangs.
    pub about: Option<String>,
    /// The address.
    pub address: String,
    /// What the files' and the poster's addresses end with: `of=…`.
    pub query: String,
    /// Where a new address is asked for; agents only.
    pub replace: Option<String>,
}

/// `templates/web/manager/poster.html`
#[derive(Debug, Clone, Serialize)]
pub struct PosterPage {
    /// The frame.
    pub shell: Shell,
    /// "Derrick Hale", on an agent's card.
    pub name: Option<String>,
    /// The code.
    pub qr: Qr,
    /// The address without its scheme, as it is printed; none when it is too long to be typed.
    pub short: Option<String>,
    /// Where cards can be mailed to.
    pub mail: String,
    /// For how many days contact details are kept.
    pub kept_days: i32,
    /// `a6`, `a4` or `badge`.
    pub size: &'static str,
    /// The other sizes.
    pub sizes: Vec<Link>,
    /// What the files' addresses end with.
    pub query: String,
}
