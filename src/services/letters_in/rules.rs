//! What reading letters goes by, beside the letters themselves: the key of our tags, and whom we believe.

use crate::domain::token::SigningKey;
use crate::reading::authentication::Asked;
use std::fmt::Debug;
use std::net::IpAddr;
use std::sync::Arc;

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

/// Who vouches for the senders of letters that came by SMTP.
#[derive(Clone, Debug)]
pub enum Direct {
    /// Nobody.
    Nobody,
    /// Our own mail server, which hands them on, by its `Authentication-Results`.
    OurServer,
    /// We ask.
    Inquiry(Arc<dyn Inquiry>),
}

/// Asks DNS who vouches for a letter.
pub trait Inquiry: Debug + Send + Sync {
    /// Asks, and waits for the answers within bounds. No answer is an outcome, not an error.
    fn ask(&self, sent: &Sent<'_>) -> Asked;
}

/// A letter as its sender's server handed it over.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    /// That server.
    pub peer: IpAddr,
    /// What it called itself.
    pub hello: &'a str,
    /// The envelope's sender; empty for the null sender.
    pub sender: &'a str,
    /// Every byte.
    pub raw: &'a [u8],
}
