//! The letter that tells a new member where to sign in. It lets nobody in by itself.

use serde::Serialize;

/// `templates/mail/invitation.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct InvitationLetter {
    /// The organisation's name.
    pub organisation: String,
    /// What the new member is called.
    pub first_name: String,
    /// Who invites them.
    pub inviter: String,
    /// "the manager of Billing line"
    pub as_what: String,
    /// The address that they sign in with.
    pub address: String,
    /// The sign-in page.
    pub link: String,
}
