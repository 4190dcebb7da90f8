//! The kinds of letters that the service writes by itself. What is noted of each is `want`'s, the writing of it `tell`'s.

use serde::{Deserialize, Serialize};

/// The letters that are written by notices, with the word in tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// A new complaint, to those who lead the team.
    Alert,
    /// Praise, to the agent.
    Praise,
    /// A manager's words about praise, to the agent.
    Said,
    /// A complaint that was shared, to the agent.
    Shared,
    /// The customer wrote again, to whoever looks after the card.
    Again,
    /// An answer is due soon.
    Soon,
    /// An answer is overdue.
    Late,
    /// An answer is overdue for a day, to the admins.
    Admin,
    /// A complaint has been held for as long as it may, to its managers and the admins.
    Held,
    /// The agent's thanks, to the customer.
    Thanks,
    /// "We have your card", to the customer.
    Receipt,
    /// That the hours of a due answer are watched: told to nobody.
    Watch,
}

impl Notice {
    /// The word in tables, and the kind of the letter.
    pub fn word(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Praise => "praise",
            Self::Said => "said",
            Self::Shared => "shared",
            Self::Again => "again",
            Self::Soon => "due_soon",
            Self::Late => "due_late",
            Self::Admin => "due_admin",
            Self::Held => "held",
            Self::Thanks => "thanks",
            Self::Receipt => "receipt",
            Self::Watch => "watch",
        }
    }
}
