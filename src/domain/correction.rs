//! What managers say of a card when they correct who is meant, and how an agent's "not me" was settled.

use super::card::words;
use serde::{Deserialize, Serialize};

words! {
    /// One line of the log of corrections.
    Said {
        /// The words name this agent.
        Means = "means",
        /// The words name nobody of ours.
        Nobody = "nobody",
        /// This agent is not who the words name.
        NotThem = "not_them",
        /// The card says something else of this agent than was read.
        Polarity = "polarity",
        /// The card is of another kind than was read.
        Kind = "kind",
    }
    /// What a manager decided about a "not me".
    Settled {
        /// The card is about the agent.
        Kept = "kept",
        /// It is about somebody else.
        Moved = "moved",
        /// It is about nobody of ours.
        Nobody = "nobody",
    }
}

impl Said {
    /// Whether the tagger learns from it.
    pub fn teaches(self) -> bool {
        match self {
            Self::Means | Self::Nobody | Self::NotThem => true,
            Self::Polarity | Self::Kind => false,
        }
    }
}
