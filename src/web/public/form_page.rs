//! The public card, blank or handed back with what is wrong with it.

use crate::web::shell::Shell;
use serde::Serialize;

/// `templates/web/public/form.html`
#[derive(Debug, Clone, Serialize)]
pub struct FormPage {
    /// The frame.
    pub shell: Shell,
    /// The question at the top: "How did we do?"
    pub heading: String,
    /// The sentence beneath it.
    pub lead: String,
    /// Where the card is posted to.
    pub action: String,
    /// Made for this page; a card that comes twice with it is one card.
    pub idempotency_key: String,
    /// The agent the address names; the card is about them and nobody is asked for.
    pub preset: Option<String>,
    /// What was typed; empty on a fresh card.
    pub values: FormValues,
    /// What is wrong with it.
    pub errors: FormErrors,
    /// The same, each with the field it leads to, in the order of the page.
    pub problems: Vec<Problem>,
    /// The address that takes cards by mail, if there is one.
    pub mail_address: Option<String>,
    /// The most characters the words may have.
    pub longest_words: usize,
    /// The most characters a one-line field may have.
    pub longest_line: usize,
}

/// What the customer typed, as it came.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FormValues {
    /// `praise`, `complaint`, or nothing yet.
    pub kind: String,
    /// The words.
    pub words: String,
    /// Who helped.
    pub who: String,
    /// Their name.
    pub name: String,
    /// Their email address or phone number.
    pub reach: String,
    /// Whether they want a copy by email.
    pub receipt: bool,
}

/// What to say beside each field.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FormErrors {
    /// About praise or complaint.
    pub kind: Option<String>,
    /// About the words.
    pub words: Option<String>,
    /// About who helped.
    pub who: Option<String>,
    /// About the name.
    pub name: Option<String>,
    /// About the address or number.
    pub reach: Option<String>,
    /// About the card as a whole (the page was open too long, too many cards at once).
    pub card: Option<String>,
}

impl FormErrors {
    /// Lists the problems in the order of the page, each with the id of its field.
    pub fn problems(&self) -> Vec<Problem> {
        [
            ("card-form", &self.card),
            ("kind", &self.kind),
            ("words", &self.words),
            ("who", &self.who),
            ("name", &self.name),
            ("reach", &self.reach),
        ]
        .into_iter()
        .filter_map(|(field, message)| {
            let message = message.clone()?;
            Some(Problem { field: field.to_owned(), message })
        })
        .collect()
    }
}

/// One line of "There is a problem".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Id of the field it leads to.
    pub field: String,
    /// What is said.
    pub message: String,
}

/// What errors say; the same words in the summary and beside the field.
pub mod says {
    /// Neither praise nor complaint was chosen.
    pub const KIND: &str = "Choose praise or a complaint";
    /// No words.
    pub const WORDS: &str = "Tell us what happened";
    /// Neither an address nor a number.
    pub const REACH: &str = "Enter an email address like name@example.com, or a phone number";
    /// The page's token no longer holds.
    pub const STALE: &str = "This page was open for a long time. Send the card once more";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_come_in_the_order_of_the_page() {
        let errors = FormErrors {
            reach: Some(says::REACH.to_owned()),
            kind: Some(says::KIND.to_owned()),
            ..FormErrors::default()
        };
        let fields: Vec<String> = errors.problems().into_iter().map(|p| p.field).collect();
        assert_eq!(fields, ["kind", "reach"]);
        assert!(FormErrors::default().problems().is_empty());
    }
}
