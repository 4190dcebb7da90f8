//! One struct a letter, each with its three templates: `.subject`, `.text`, `.html`.

pub mod accounting;
pub mod acted;
pub mod again;
pub mod alert;
pub mod answer;
pub mod digest;
pub mod due;
mod fit;
pub mod frame;
pub mod invitation;
pub mod note;
pub mod praise;
pub mod put_right;
pub mod receipt;
pub mod refused;
pub mod samples;
pub mod shared;
pub mod sign_in;
pub mod stopped;
pub mod thanks;
pub mod voice;
pub mod weeks;

use crate::error::Result;
use crate::render::Templates;
use acted::ActedLetter;
use again::AgainLetter;
use alert::AlertLetter;
use answer::AnswerLetter;
use digest::DigestLetter;
use due::DueLetter;
use invitation::InvitationLetter;
use note::NoteLetter;
use praise::PraiseLetter;
use put_right::PutRightLetter;
use receipt::ReceiptLetter;
use refused::RefusedLetter;
use serde::Serialize;
use shared::SharedLetter;
use sign_in::SignInLetter;
use stopped::StoppedLetter;
use thanks::ThanksLetter;
use voice::Voice;

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
/// `Internal` if an overriding template doesn't fit the letter, or its language lacks a text.
pub fn digest(letter: DigestLetter, templates: &Templates) -> Result<Rendered> {
    let voice = Voice::new(templates.messages(), &letter.frame.lang);
    let letter = letter.fitted(&voice);
    voice.checked()?;
    rendered("digest", &letter, templates)
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
/// `Internal` if an overriding template doesn't fit the letter, or its language lacks a text.
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
/// `Internal` if an overriding template doesn't fit the letter, or its language lacks a text.
pub fn put_right(letter: &PutRightLetter, templates: &Templates) -> Result<Rendered> {
    rendered("put_right", letter, templates)
}

/// Renders the letter that lets a colleague know of a note.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter, or its language lacks a text.
pub fn note(letter: &NoteLetter, templates: &Templates) -> Result<Rendered> {
    rendered("note", letter, templates)
}

/// Renders the letter with new complaints.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter, or its language lacks a text.
pub fn alert(letter: &AlertLetter, templates: &Templates) -> Result<Rendered> {
    rendered("alert", letter, templates)
}

/// Renders an agent's letter with praise.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter, or its language lacks a text.
pub fn praise(letter: &PraiseLetter, templates: &Templates) -> Result<Rendered> {
    rendered("praise", letter, templates)
}

/// Renders the letter with a complaint that a manager shared.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter, or its language lacks a text.
pub fn shared(letter: &SharedLetter, templates: &Templates) -> Result<Rendered> {
    rendered("shared", letter, templates)
}

/// Renders a customer's receipt.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter, or its language lacks a text.
pub fn receipt(letter: &ReceiptLetter, templates: &Templates) -> Result<Rendered> {
    rendered("receipt", letter, templates)
}

/// Renders an agent's thanks to a customer.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter, or its language lacks a text.
pub fn thanks(letter: &ThanksLetter, templates: &Templates) -> Result<Rendered> {
    rendered("thanks", letter, templates)
}

/// Renders the letter about an answer that is due.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter, or its language lacks a text.
pub fn due(letter: &DueLetter, templates: &Templates) -> Result<Rendered> {
    rendered("due", letter, templates)
}

/// Renders the letter that says that a customer wrote again.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter, or its language lacks a text.
pub fn again(letter: &AgainLetter, templates: &Templates) -> Result<Rendered> {
    rendered("again", letter, templates)
}

/// Renders what came of lines sent by mail.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter, or its language lacks a text.
pub fn acted(letter: &ActedLetter, templates: &Templates) -> Result<Rendered> {
    rendered("acted", letter, templates)
}

/// Renders a polite no.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter, or its language lacks a text.
pub fn refused(letter: &RefusedLetter, templates: &Templates) -> Result<Rendered> {
    rendered("refused", letter, templates)
}

/// Renders the letter that says that another one was stopped.
///
/// # Errors
/// `Internal` if an overriding template doesn't fit the letter, or its language lacks a text.
pub fn stopped(letter: &StoppedLetter, templates: &Templates) -> Result<Rendered> {
    rendered("stopped", letter, templates)
}

fn rendered(name: &str, letter: &impl Serialize, templates: &Templates) -> Result<Rendered> {
    Ok(Rendered {
        subject: templates.render(&format!("mail/{name}.subject"), letter)?,
        text: templates.render(&format!("mail/{name}.text"), letter)?,
        html: templates.render(&format!("mail/{name}.html"), letter)?,
    })
}
