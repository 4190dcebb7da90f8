//! What the pages of public forms show to whoever sets them up.

use super::pages::{Choice, Head};
use crate::domain::wording::dates::Moment;
use serde::Serialize;

/// `templates/web/admin/forms.html`
#[derive(Debug, Clone, Serialize)]
pub struct FormsPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// Every form.
    pub forms: Vec<FormLine>,
}

/// A form in the list.
#[derive(Debug, Clone, Serialize)]
pub struct FormLine {
    /// Unique on the page.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Where it is changed.
    pub edit: String,
    /// The address for customers.
    pub href: String,
    /// The same as people write it.
    pub short: String,
    /// "Mill Street shop. 3 places to choose from."
    pub about: String,
    /// What its poster's address ends with.
    pub query: String,
    /// Since when it takes no cards.
    pub closed: Option<Moment>,
}

/// `templates/web/admin/form.html`
#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// "A new form", or what it is called.
    pub heading: String,
    /// Where it is posted to.
    pub action: String,
    /// Its name in addresses.
    pub slug: String,
    /// What stands before that name: "cards.larkspur.example/f/".
    pub base: String,
    /// Where customers find it; none while it is new.
    pub href: Option<String>,
    /// What its poster's address ends with.
    pub query: String,
    /// Whose manager sees cards that name nobody.
    pub teams: Vec<Choice>,
    /// One a line.
    pub places: String,
    /// The fields, each off, optional or required.
    pub fields: Vec<FieldRow>,
    /// The languages, the organisation's own first.
    pub languages: Vec<LanguageRow>,
    /// Since when it takes no cards.
    pub closed: Option<Moment>,
    /// Where closing is posted to, or opening; none while it is new.
    pub close: Option<String>,
}

/// A field of the form.
#[derive(Debug, Clone, Serialize)]
pub struct FieldRow {
    /// What is posted.
    pub name: String,
    /// "Who helped you?"
    pub label: String,
    /// Off, optional, required.
    pub choices: Vec<Choice>,
}

/// What the form says in one language.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageRow {
    /// Its code.
    pub code: String,
    /// What those who speak it call it.
    pub name: String,
    /// Whether it is the organisation's own.
    pub own: bool,
    /// Whether the form is shown in it.
    pub offered: bool,
    /// The heading.
    pub title: String,
    /// The sentence beneath it.
    pub intro: String,
    /// What is said beside our thanks.
    pub thanks: String,
    /// What is said where the heading is left empty.
    pub usual_title: String,
    /// And where the sentence is.
    pub usual_intro: String,
}
