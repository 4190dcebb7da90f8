//! What is said where a form takes no cards any more. Whoever wrote one all the same gets their words back.

use crate::web::shell::Shell;
use serde::Serialize;

/// `templates/web/public/closed.html`
#[derive(Debug, Clone, Serialize)]
pub struct ClosedPage {
    /// The frame.
    pub shell: Shell,
    /// Where one can still write to.
    pub mail_address: String,
    /// What was typed and not taken.
    pub words: String,
}
