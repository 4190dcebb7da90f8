//! What a message is judged by, and what a machine's message is found to be.

use crate::reading::{
    body::Body,
    headers::Headers,
    tree::Part,
    types::{Auto, Bounce, Envelope},
};

/// What judging a message for machine marks needs.
pub(in crate::reading) struct Evidence<'a> {
    pub(in crate::reading) parts: &'a [Part<'a>],
    pub(in crate::reading) headers: &'a Headers<'a>,
    pub(in crate::reading) envelope: &'a Envelope,
    pub(in crate::reading) subject: &'a str,
    pub(in crate::reading) from: &'a str,
    pub(in crate::reading) body: &'a Body,
    /// A list had put itself into From and the writer was restored.
    pub(in crate::reading) restored: bool,
}

/// A machine's message.
pub(in crate::reading) enum Found {
    Bounce(Bounce),
    Auto(Auto),
}
