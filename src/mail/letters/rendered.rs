//! A letter, rendered: its three templates filled with one struct.

use crate::error::Result;
use crate::render::Templates;
use serde::Serialize;

/// A letter as it will be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// Plain text, complete.
    pub text: String,
    /// HTML.
    pub html: String,
}

/// Fills `templates/mail/{name}.{subject,text,html}` with what the letter says.
///
/// # Errors
/// `Internal` when a template can't be rendered.
pub fn render(templates: &Templates, name: &str, letter: &impl Serialize) -> Result<Rendered> {
    Ok(Rendered {
        subject: crate::domain::names::one_line(&templates.render(&format!("mail/{name}.subject"), letter)?, 200),
        text: templates.render(&format!("mail/{name}.text"), letter)?,
        html: templates.render(&format!("mail/{name}.html"), letter)?,
    })
}
