//! "Was it put right?": asked once of a customer, after a manager said that it was.

use serde::Serialize;

/// `templates/mail/put_right.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct PutRightLetter {
    /// The organisation's name.
    pub organisation: String,
    /// "4182"
    pub number: String,
    /// When the card came: "Saturday 15 November".
    pub wrote: String,
    /// How it begins, on one line.
    pub words: String,
    /// The page with the two buttons.
    pub link: String,
}
