//! What the mood of a card comes out as.
use crate::domain::Kind;
use serde::{Deserialize, Serialize};

/// What a card is, or that it can't be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SentimentKind {
    Praise,
    Complaint,
    Mixed,
    Unsure,
}

/// The inferred mood of a card.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentiment {
    pub kind: SentimentKind,
    /// From -1 (complaint) to 1 (praise).
    pub score: f32,
    /// The words that decided, strongest first, as the customer wrote them.
    pub words: Vec<String>,
    /// Praise or complaint, whichever is likelier, even when mixed or unsure.
    pub forced: Kind,
}
