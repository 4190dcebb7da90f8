//! What a customer sent, checked against what the form asks for.

use super::form_fields::{FormErrors, FormValues};
use crate::domain::email_address::EmailAddress;
use crate::domain::form_design::{Contact, FormDesign, Need};
use crate::domain::{Kind, names};
use crate::error::Result;
use crate::render::messages::Say;
use serde::Deserialize;

/// The longest text of a card, in characters: some 3,000 words.
pub const LONGEST_WORDS: usize = 20_000;
/// The longest one-line answer.
pub const LONGEST_LINE: usize = 200;

/// What the form sends. Everything may be missing: whoever calls this may be no browser.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    pub(super) key: String,
    pub(super) kind: String,
    pub(super) words: String,
    pub(super) who: String,
    pub(super) place: String,
    pub(super) name: String,
    pub(super) reach: String,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) receipt: String,
    /// The language to show the same page in, with what was typed.
    pub(super) to: String,
}

impl Sent {
    /// What was typed, for the page that comes back.
    pub fn values(self) -> FormValues {
        FormValues {
            kind: self.kind,
            words: self.words,
            who: self.who,
            place: self.place,
            name: self.name,
            reach: self.reach,
            email: self.email,
            phone: self.phone,
            receipt: self.receipt == "yes",
        }
    }
}

/// A card that can be taken. Fields that the form does not ask for are empty, whatever was sent.
#[derive(Debug, PartialEq, Eq)]
pub struct Checked {
    /// Praise or complaint.
    pub kind: Kind,
    /// Who helped.
    pub helper: Option<String>,
    /// The place that was chosen.
    pub place: Option<String>,
    /// The customer's name.
    pub name: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
}

/// Checks what was sent; `stale` says that the page's key holds no longer.
///
/// # Errors
/// Those of the texts. What is wrong with the card is the inner `Err`.
pub fn check(sent: &Sent, design: &FormDesign, stale: bool, say: &Say<'_>) -> Result<Result<Checked, Box<FormErrors>>> {
    let mut errors = FormErrors::default();
    let kind = match sent.kind.as_str() {
        "praise" => Some(Kind::Praise),
        "complaint" => Some(Kind::Complaint),
        _ => None,
    };
    if kind.is_none() {
        errors.kind = Some(say.text("form-says-kind")?);
    }
    let length = sent.words.trim().chars().count();
    if length == 0 {
        errors.words = Some(say.text("form-says-words")?);
    } else if length > LONGEST_WORDS {
        errors.words = Some(say.with("form-says-long", [("length", length.to_string().into())])?);
    }
    let line = |text: &str, need: Need, missing: &str| -> Result<(Option<String>, Option<String>)> {
        if !need.is_asked() {
            return Ok((None, None));
        }
        if text.chars().count() > LONGEST_LINE {
            return Ok((None, Some(say.text("form-says-line")?)));
        }
        let found = Some(names::one_line(text, LONGEST_LINE)).filter(|line| !line.is_empty());
        let error = if found.is_none() && need.is_required() { Some(say.text(missing)?) } else { None };
        Ok((found, error))
    };
    let helper;
    (helper, errors.who) = line(&sent.who, design.who, "form-says-who")?;
    let name;
    (name, errors.name) = line(&sent.name, design.name, "form-says-name")?;
    let place = design.place_named(&sent.place).map(str::to_owned);
    let lost = !sent.place.is_empty() || design.place.is_required();
    if place.is_none() && !design.places.is_empty() && lost {
        errors.place = Some(say.text("form-says-place")?);
    }
    let (mut email, mut phone) = (None, None);
    match design.contact() {
        Contact::Nobody => {}
        Contact::Either => {
            let written = names::one_line(&sent.reach, LONGEST_LINE);
            match Reach::read(&written) {
                Some(Reach::Email(address)) => email = Some(address),
                Some(Reach::Phone(number)) => phone = Some(number),
                None if written.is_empty() => {}
                None => errors.reach = Some(say.text("form-says-reach")?),
            }
        }
        Contact::Each => {
            let typed = |text: &str, need: Need| {
                let written = names::one_line(text, LONGEST_LINE);
                (need.is_asked() && (need.is_required() || !written.is_empty())).then_some(written)
            };
            if let Some(written) = typed(&sent.email, design.email) {
                match Reach::read(&written) {
                    Some(Reach::Email(address)) => email = Some(address),
                    _ => errors.email = Some(say.text("form-says-email")?),
                }
            }
            if let Some(written) = typed(&sent.phone, design.phone) {
                match Reach::read(&written) {
                    Some(Reach::Phone(number)) => phone = Some(number),
                    _ => errors.phone = Some(say.text("form-says-phone")?),
                }
            }
        }
    }
    if stale {
        errors.card = Some(say.text("form-says-stale")?);
    }
    Ok(match kind {
        Some(kind) if errors.problems().is_empty() => Ok(Checked { kind, helper, place, name, email, phone }),
        _ => Err(Box::new(errors)),
    })
}

/// How the customer can be answered.
#[derive(Debug, PartialEq, Eq)]
enum Reach {
    Email(String),
    Phone(String),
}

impl Reach {
    /// An address, or a telephone number of 6 to 15 digits (ITU-T E.164) with the marks that people write.
    fn read(text: &str) -> Option<Self> {
        if text.contains('@') {
            let address = EmailAddress::parse(text).ok()?;
            return address.domain().contains('.').then(|| Self::Email(address.to_string()));
        }
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let only_marks = text.chars().all(|letter| letter.is_ascii_digit() || " +-()./".contains(letter));
        (only_marks && (6..=15).contains(&digits)).then(|| Self::Phone(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::messages::Messages;

    #[test]
    fn an_address_or_a_number_can_be_answered() {
        assert_eq!(Reach::read("jo@mail.example"), Some(Reach::Email("jo@mail.example".to_owned())));
        assert_eq!(Reach::read("+44 (0)1632 960-123"), Some(Reach::Phone("+44 (0)1632 960-123".to_owned())));
        for wrong in ["janet.pruett@mail", "jo@", "12345", "call me", "1234567890123456"] {
            assert_eq!(Reach::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_a_form_does_not_ask_for_is_not_taken_and_what_it_requires_is_missed() {
        let messages = Messages::load().unwrap();
        let say = Say::within(&messages, "de");
        let design = FormDesign {
            who: Need::Off,
            name: Need::Required,
            email: Need::Required,
            phone: Need::Off,
            place: Need::Required,
            places: vec!["Mill Street".to_owned(), "High Street".to_owned()],
            ..FormDesign::default()
        };
        let sent =
            Sent { kind: "praise".to_owned(), words: "Danke".to_owned(), who: "Ana".to_owned(), ..Sent::default() };
        let errors = check(&sent, &design, false, &say).unwrap().unwrap_err();
        let fields: Vec<String> = errors.problems().into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["place", "name", "email"]);
        assert_eq!(errors.name.as_deref(), Some("Schreiben Sie Ihren Namen"));
        let sent = Sent {
            name: "Rosa".to_owned(),
            email: "rosa@mail.example".to_owned(),
            phone: "0301 555 0101".to_owned(),
            place: "Mill Street".to_owned(),
            ..sent
        };
        let taken = check(&sent, &design, false, &say).unwrap().unwrap();
        assert_eq!((taken.helper, taken.phone), (None, None));
        assert_eq!((taken.place.as_deref(), taken.email.as_deref()), (Some("Mill Street"), Some("rosa@mail.example")));
        let elsewhere = Sent { place: "The moon".to_owned(), ..sent };
        assert!(check(&elsewhere, &design, false, &say).unwrap().unwrap_err().place.is_some());
    }
}
