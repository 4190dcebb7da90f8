//! The fields of the form as they are shown again: what was typed, and what is wrong with it.

use serde::Serialize;

/// What the customer typed, as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FormValues {
    /// `praise`, `complaint`, or nothing yet.
    pub kind: String,
    /// The words.
    pub words: String,
    /// Who helped.
    pub who: String,
    /// Where it was.
    pub place: String,
    /// Their name.
    pub name: String,
    /// Their email address or phone number.
    pub reach: String,
    /// Their email address.
    pub email: String,
    /// Their phone number.
    pub phone: String,
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
    /// About where it was.
    pub place: Option<String>,
    /// About the name.
    pub name: Option<String>,
    /// About the address or number.
    pub reach: Option<String>,
    /// About the address.
    pub email: Option<String>,
    /// About the number.
    pub phone: Option<String>,
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
            ("place", &self.place),
            ("name", &self.name),
            ("reach", &self.reach),
            ("email", &self.email),
            ("phone", &self.phone),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_come_in_the_order_of_the_page() {
        let said = || Some("Wrong".to_owned());
        let errors = FormErrors { reach: said(), kind: said(), ..FormErrors::default() };
        let fields: Vec<String> = errors.problems().into_iter().map(|p| p.field).collect();
        assert_eq!(fields, ["kind", "reach"]);
        assert!(FormErrors::default().problems().is_empty());
    }
}
