//! What comes in by any door, before it is a card, and how it is written down until it is one.

use crate::domain::ids::{AgentId, FormId, InboundId, TeamId};
use crate::domain::{Kind, Source};
use crate::error::{Error, Result};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What came in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Submission {
    /// Names this act of sending.
    #[serde(skip)] // kept beside it: see `kept_cards`
    pub once_key: Vec<u8>,
    /// The way it came.
    pub source: Source,
    /// What the customer chose; none for a letter, whose kind is read out of it.
    pub kind: Option<Kind>,
    /// Their own words.
    pub text: String,
    /// A letter's subject.
    pub subject: Option<String>,
    /// "Who helped you?"
    pub helper: Option<String>,
    /// Their name.
    pub customer_name: Option<String>,
    /// Their address.
    pub customer_email: Option<String>,
    /// Their telephone number.
    pub customer_phone: Option<String>,
    /// The form.
    pub form_id: Option<FormId>,
    /// The form's team.
    pub team_id: Option<TeamId>,
    /// The form's place.
    pub location: Option<String>,
    /// The agent whose link was used.
    pub preset: Option<AgentId>,
    /// The letter it was read from.
    pub inbound_id: Option<InboundId>,
    /// When it came in.
    #[serde(skip)]
    pub received_at: Timestamp,
}

/// What a form sends with a card.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct CameWith {
    /// The code of its private link, if its customer asked for a receipt.
    pub receipt: Option<String>,
    /// The place that was chosen.
    pub place: Option<String>,
    /// The language of the page, where it isn't the organisation's own.
    pub language: Option<String>,
}

/// What a card needs to be stored.
#[derive(Debug, Serialize, Deserialize)]
struct Content {
    submission: Submission,
    with: CameWith,
}

/// What was sent, as it is written down: without its key and its moment, which stand beside it.
///
/// # Errors
/// `Internal` when it can't be written down.
pub(super) fn written(submission: Submission, with: CameWith) -> Result<String> {
    serde_json::to_string(&Content { submission, with })
        .map_err(|cause| Error::internal("A card can't be kept.").with_source(cause))
}

/// Reads that back.
///
/// # Errors
/// `Internal` when another version wrote something else.
pub(super) fn read_back(content: &str) -> Result<(Submission, CameWith)> {
    let Content { submission, with } = serde_json::from_str(content)
        .map_err(|cause| Error::internal("What was kept of a card can't be read.").with_source(cause))?;
    Ok((submission, with))
}
