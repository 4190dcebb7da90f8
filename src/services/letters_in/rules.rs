//! What reading letters goes by, beside the letters themselves: the key of our tags, and whom we believe.

use super::proof::Direct;
use crate::domain::token::SigningKey;

/// The rules of one service.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Signs the tags of addresses that letters come back to.
    pub key: SigningKey,
    /// The name under which our own mail server writes `Authentication-Results`; nobody else's are believed.
    pub authserv_id: Option<String>,
    /// Who vouches for the senders of letters that came by SMTP.
    pub direct: Direct,
    /// Whether a colleague's forward is believed though nobody verified its sender.
    pub unverified_forwards: bool,
}
