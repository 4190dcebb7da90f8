//! "Was it put right?": asked once of a customer, after a manager said that it was.

use super::frame::Frame;
use serde::Serialize;

/// `templates/mail/put_right.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct PutRightLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// "4182"
    pub number: String,
    /// When the card came: "Saturday 15 November".
    pub wrote: String,
    /// How it begins, on one line.
    pub words: String,
    /// The page with the two buttons.
    pub link: String,
}
