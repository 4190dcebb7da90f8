//! A row of a roster file, and the columns it is read from.

use crate::domain::email_address::EmailAddress;
use jiff::civil::Date;

/// One agent of the roster. `id` is the organisation's own (a personnel number), not ours.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RosterRow {
    pub id: String,
    pub name: String,
    pub nicknames: Vec<String>,
    pub code: Option<String>,
    pub email: Option<EmailAddress>,
    pub team: Option<String>,
    pub location: Option<String>,
    pub starts: Start,
}

/// From which day on somebody can be meant.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Start {
    /// The file has no such column: what is known stays.
    #[default]
    Unsaid,
    /// Always.
    Always,
    /// From the beginning of this day, where the organisation is.
    On(Date),
}

/// The columns; all must be in the header, so that a forgotten one can't wipe what is known.
pub const COLUMNS: [&str; 7] = ["id", "name", "nicknames", "code", "email", "team", "location"];

/// A further column, which may be missing: the day on which somebody starts, as 2026-12-01; empty for always.
pub const STARTS: &str = "active_from";
