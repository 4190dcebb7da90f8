//! The words that the report looks for.

use super::card_list::Undo;
use crate::web::shell::Shell;
use serde::Serialize;

/// `templates/web/manager/themes.html`
#[derive(Debug, Clone, Serialize)]
pub struct ThemesPage {
    /// The frame.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<String>,
    /// And how to undo it.
    pub undo: Option<Undo>,
    /// What was wrong with what was just tried.
    pub error: Option<String>,
    /// The themes.
    pub themes: Vec<ThemeForm>,
    /// What was typed for a new one, handed back.
    pub new: ThemeForm,
    /// Whether the reader may change them.
    pub may_change: bool,
    /// Whether this is still the set that every organisation begins with.
    pub untouched: bool,
}

/// A theme in its form.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ThemeForm {
    /// Names it in addresses.
    pub number: i32,
    /// "Being rung back"
    pub name: String,
    /// "call back, rang back"
    pub words: String,
}
