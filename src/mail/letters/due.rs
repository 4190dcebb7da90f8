//! An answer is due soon, or overdue: to whoever has taken the card on or to those who lead the team, and a day later
//! to the admins.

use super::frame::{Frame, LetterCard};
use serde::Serialize;

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Due within hours.
    Soon,
    /// Overdue.
    Late,
    /// Overdue for a day: the admins are told.
    Admin,
    /// Held from its agent for as long as it may be, and nobody has decided.
    Held,
}

impl Stage {
    /// The word in keys of texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Soon => "soon",
            Self::Late => "late",
            Self::Admin => "admin",
            Self::Held => "held",
        }
    }
}

/// `templates/mail/due.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct DueLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// How far it has come.
    pub stage: Stage,
    /// "today at 17:00"
    pub due: String,
    /// The card.
    pub card: LetterCard,
    /// Who has taken it on; none for nobody.
    pub owner: Option<String>,
    /// Whether that is the reader.
    pub own: bool,
    /// Whether an answer by mail can be believed and acted upon.
    pub by_mail: bool,
    /// Where the reader chooses which letters come.
    pub settings: String,
}
