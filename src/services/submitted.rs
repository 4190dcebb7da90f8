//! What comes in by any door, before it is a card.

use crate::domain::ids::{AgentId, FormId, InboundId, TeamId};
use crate::domain::{Kind, Source};
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
