//! One action, prepared, with one button.

use crate::domain::wording::Words;
use crate::web::shell::{Link, Shell};
use serde::Serialize;

/// `templates/web/manager/tap.html`
#[derive(Debug, Clone, Serialize)]
pub struct TapPage {
    /// The frame.
    pub shell: Shell,
    /// "4182"
    pub number: String,
    /// What will be done.
    pub heading: String,
    /// The customer's words.
    pub words: Words,
    /// Where the button posts to.
    pub action: String,
    /// Whom it is about, where that is asked.
    pub agent: Option<String>,
    /// What stands on the button.
    pub button: String,
    /// The words that it needs.
    pub write: Option<Write>,
    /// The way out.
    pub card: Link,
}

/// A field to write in.
#[derive(Debug, Clone, Serialize)]
pub struct Write {
    /// What is posted.
    pub name: String,
    /// "Your answer"
    pub label: String,
    /// Who reads it.
    pub hint: String,
}
