//! "We have your card", to a customer who asked for it. The one letter that we send to customers by ourselves.

use super::frame::Frame;
use crate::domain::wording::Words;
use serde::Serialize;

/// `templates/mail/receipt.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct ReceiptLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// "4182"
    pub number: String,
    /// True for praise and nothing else.
    pub praise: bool,
    /// Who answers, and when: "Ruth Calder", "by Monday at 17:00". None for praise.
    pub answer: Option<(String, String)>,
    /// The card's private page, and until when it opens; none for a card that came by mail.
    pub link: Option<(String, String)>,
    /// What the customer wrote.
    pub words: Words,
}
