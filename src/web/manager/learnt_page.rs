//! What we learnt: every name that managers confirmed, where from, and how to take it back.

use super::card_list::Undo;
use crate::web::shell::{Link, Shell};
use serde::Serialize;

/// `templates/web/manager/learnt.html`
#[derive(Debug, Clone, Serialize)]
pub struct LearntPage {
    /// The frame.
    pub shell: Shell,
    /// "Three names are learnt." and what that means.
    pub lead: String,
    /// What was just done.
    pub done: Option<String>,
    /// And how to undo it.
    pub undo: Option<Undo>,
    /// What was wrong with what was just tried.
    pub error: Option<String>,
    /// The names.
    pub lines: Vec<LearntLine>,
    /// The next names.
    pub more: Option<Link>,
    /// Other names of colleagues that did not come with the roster's file.
    pub aliases: Vec<AliasLine>,
    /// Adding one; none for those who only read.
    pub add: Option<AddAlias>,
    /// How sure a tag must be.
    pub caution: Caution,
}

/// One name.
#[derive(Debug, Clone, Serialize)]
pub struct LearntLine {
    /// Unique on the page.
    pub id: String,
    /// The name as a card had it.
    pub surface: String,
    /// "Tags alone"
    pub state: String,
    /// "Derrick Hale, confirmed twice."
    pub told: Vec<String>,
    /// The cards it was learnt from.
    pub cards: Vec<Link>,
    /// "and two more"
    pub other_cards: Option<String>,
    /// What is posted as `form` to forget it; none for those who only read.
    pub form: Option<String>,
}

/// Another name of a colleague.
#[derive(Debug, Clone, Serialize)]
pub struct AliasLine {
    /// Unique on the page.
    pub id: String,
    /// What is posted as `agent` to remove it.
    pub agent: String,
    /// "Derrick Hale"
    pub name: String,
    /// "Del"
    pub alias: String,
    /// "Derrick said yes to it"
    pub source: String,
    /// Whether the reader may remove it.
    pub removable: bool,
}

/// The form for another name, as it was typed when it is handed back.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AddAlias {
    /// Whose.
    pub who: String,
    /// The name.
    pub alias: String,
    /// Names that the field offers.
    pub people: Vec<String>,
}

/// How sure a tag must be.
#[derive(Debug, Clone, Serialize)]
pub struct Caution {
    /// How it is now.
    pub told: String,
    /// What else it could be; empty for those who may not choose.
    pub choices: Vec<CautionChoice>,
}

/// A way to be sure.
#[derive(Debug, Clone, Serialize)]
pub struct CautionChoice {
    /// What is posted as `caution`.
    pub value: String,
    /// "Careful"
    pub label: String,
    /// What follows from it.
    pub hint: String,
}
