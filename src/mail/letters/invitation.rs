//! The letter that tells a new member where to sign in. It lets nobody in by itself.

use super::frame::Frame;
use serde::Serialize;

/// `templates/mail/invitation.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct InvitationLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// What the new member is called.
    pub first_name: String,
    /// Who invites them.
    pub inviter: String,
    /// "Ada Quist has added you to the comment cards of Larkspur Mobile as the manager of Billing line."
    pub added: String,
    /// The address that they sign in with.
    pub address: String,
    /// The sign-in page.
    pub link: String,
}
