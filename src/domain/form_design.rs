//! What a public form asks for and says, as an admin has set it up: which fields there are, from which places a customer
//! chooses, its texts in each language. The words and whether it is praise or a complaint are always asked for.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whether a field is there, and whether it must be filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Need {
    /// Nobody is asked.
    Off,
    /// May be left empty.
    #[default]
    Optional,
    /// The card is not taken without it.
    Required,
}

impl Need {
    /// The word in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Optional => "optional",
            Self::Required => "required",
        }
    }

    /// The one that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Off, Self::Optional, Self::Required].into_iter().find(|need| need.word() == word)
    }

    /// Whether the field is there.
    pub fn is_asked(self) -> bool {
        self != Self::Off
    }

    /// Whether it must be filled in.
    pub fn is_required(self) -> bool {
        self == Self::Required
    }
}

/// What a form says in one language; what is empty is said as every form says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FormTexts {
    /// The question at the top.
    pub title: String,
    /// The sentence beneath it.
    pub intro: String,
    /// What is said beside our thanks.
    pub thanks: String,
}

/// The fields, places, languages and texts of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FormDesign {
    /// "Who helped you?"
    pub who: Need,
    /// The customer's name.
    pub name: Need,
    /// Their email address.
    pub email: Need,
    /// Their telephone number.
    pub phone: Need,
    /// Where it was; asked only where there are places to choose from.
    pub place: Need,
    /// The places to choose from: none, or two and more.
    pub places: Vec<String>,
    /// The languages it is shown in; none stands for all there are.
    pub languages: Vec<String>,
    /// What it says, by language.
    pub texts: BTreeMap<String, FormTexts>,
}

/// How the form asks where an answer can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contact {
    /// Nobody is asked.
    Nobody,
    /// One field for either, as the customer likes.
    Either,
    /// A field for each that is there.
    Each,
}

impl FormDesign {
    /// Reads what is stored; nothing, or what can't be read, is as every form begins.
    pub fn from_stored(text: &str) -> Self {
        if text.is_empty() { Self::default() } else { serde_json::from_str(text).unwrap_or_default() }
    }

    /// As it is stored; nothing where nothing was changed.
    pub fn stored(&self) -> String {
        if *self == Self::default() { String::new() } else { serde_json::to_string(self).unwrap_or_default() }
    }

    /// How an address or number is asked for.
    pub fn contact(&self) -> Contact {
        match (self.email, self.phone) {
            (Need::Off, Need::Off) => Contact::Nobody,
            (Need::Optional, Need::Optional) => Contact::Either,
            _ => Contact::Each,
        }
    }

    /// Whether it is shown in this language.
    pub fn speaks(&self, language: &str) -> bool {
        self.languages.is_empty() || self.languages.iter().any(|own| own == language)
    }

    /// A place among those to choose from, as it is written there.
    pub fn place_named(&self, text: &str) -> Option<&str> {
        self.places.iter().find(|place| place.as_str() == text.trim()).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_comes_back_and_nothing_is_the_usual_form() {
        let usual = FormDesign::default();
        assert_eq!((usual.stored().as_str(), FormDesign::from_stored("")), ("", usual.clone()));
        let mut own = FormDesign { phone: Need::Off, email: Need::Required, ..usual.clone() };
        own.texts.insert("de".to_owned(), FormTexts { title: "Wie war’s?".to_owned(), ..FormTexts::default() });
        assert_eq!(FormDesign::from_stored(&own.stored()), own);
        assert_eq!(FormDesign::from_stored("{broken"), usual);
        assert_eq!(FormDesign::from_stored(r#"{"name":"required","later":1}"#).name, Need::Required);
    }

    #[test]
    fn one_field_takes_either_only_where_both_are_optional() {
        let with = |email, phone| FormDesign { email, phone, ..FormDesign::default() }.contact();
        assert_eq!(with(Need::Optional, Need::Optional), Contact::Either);
        assert_eq!(with(Need::Required, Need::Optional), Contact::Each);
        assert_eq!(with(Need::Off, Need::Optional), Contact::Each);
        assert_eq!(with(Need::Off, Need::Off), Contact::Nobody);
    }
}
