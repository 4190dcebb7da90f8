//! A digest on the web: the same content as the letter, in the page's own dress.
//!
//! The letter's own HTML carries its style in attributes, which pages forbid; so it is told again.

use super::weeks::WeeksChart;
use crate::web::shell::{Link, Shell};
use serde::Serialize;

/// `templates/web/manager/digest_view.html`
///
/// `L` is `mail::letters::digest::DigestLetter`, which this room may not name.
#[derive(Debug, Clone, Serialize)]
pub struct DigestPage<L: Serialize> {
    /// The frame.
    pub shell: Shell,
    /// What the letter says.
    pub letter: L,
    /// Its weeks as a drawing.
    pub weeks: WeeksChart,
    /// The week before and the week after, where there is a letter.
    pub others: Vec<Link>,
}
