//! The letter with the link that signs in. Asked for by a person, read within minutes, used once.

use super::frame::Frame;
use serde::Serialize;

/// `templates/mail/sign_in.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct SignInLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// What the person is called; none when only the address is known.
    pub first_name: Option<String>,
    /// The link. Opening it shows a button; only the button signs in.
    pub link: String,
    /// How many minutes it works.
    pub minutes: i64,
    /// When it was asked for: "Monday 17 November, 09:12".
    pub asked: String,
    /// Where a new one can be asked for.
    pub again: String,
}
