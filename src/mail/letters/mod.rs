//! One struct a letter, each with its three templates: `.subject`, `.text`, `.html`.

pub mod accounting;
pub mod answer;
pub mod digest;
mod fit;
pub mod invitation;
pub mod note;
pub mod put_right;
pub mod sign_in;
pub mod weeks;

use crate::error::Result;
use crate::render::Templates;
use answer::AnswerLetter;
use digest::DigestLetter;
use invitation::InvitationLetter;
use note::NoteLetter;
use put_right::PutRightLetter;
use serde::Serialize;
use sign_in::SignInLetter;

/// A letter as it goes into the outbox: without addresses, which are not its business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// Plain text of 70 columns.
    pub text: String,
    /// HTML.
    pub html: String,
}

/// Renders the weekly letter, shortened to what mail programs show whole.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter.
pub fn digest(letter: DigestLetter, templates: &Templates) -> Result<Rendered> {
    rendered("digest", &letter.fitted(), templates)
}

/// Renders the letter with the link that signs in.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter.
pub fn sign_in(letter: &SignInLetter, templates: &Templates) -> Result<Rendered> {
    rendered("sign_in", letter, templates)
}

/// Renders the letter to a new member.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter.
pub fn invitation(letter: &InvitationLetter, templates: &Templates) -> Result<Rendered> {
    rendered("invitation", letter, templates)
}

/// Renders a manager's letter to a customer.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter.
pub fn answer(letter: &AnswerLetter, templates: &Templates) -> Result<Rendered> {
    rendered("answer", letter, templates)
}

/// Renders the letter that asks a customer whether it was put right.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter.
pub fn put_right(letter: &PutRightLetter, templates: &Templates) -> Result<Rendered> {
    rendered("put_right", letter, templates)
}

/// Renders the letter that lets a colleague know of a note.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter.
pub fn note(letter: &NoteLetter, templates: &Templates) -> Result<Rendered> {
    rendered("note", letter, templates)
}

fn rendered(name: &str, letter: &impl Serialize, templates: &Templates) -> Result<Rendered> {
    Ok(Rendered {
        subject: templates.render(&format!("mail/{name}.subject"), letter)?,
        text: templates.render(&format!("mail/{name}.text"), letter)?,
        html: templates.render(&format!("mail/{name}.html"), letter)?,
    })
}
