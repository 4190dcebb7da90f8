//! What the page of addresses for mail shows.

use super::pages::{Choice, Head};
use crate::domain::wording::dates::Moment;
use serde::Serialize;

/// `templates/web/admin/mail.html`
#[derive(Debug, Clone, Serialize)]
pub struct MailPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// How to put back what was taken away.
    pub undo: Option<PutBack>,
    /// The addresses, the organisation's own first.
    pub addresses: Vec<AddressRow>,
    /// "The last letter came on Monday, by LMTP."; or that none has come yet.
    pub standing: String,
    /// True once a letter has come.
    pub works: bool,
    /// The mailboxes that letters are fetched from.
    pub mailboxes: Vec<MailboxLine>,
    /// What to ask of whoever runs the mail server.
    pub request: String,
    /// The address as it was typed.
    pub address: String,
    /// The forms it can be for.
    pub forms: Vec<Choice>,
    /// The people it can be for.
    pub agents: Vec<Choice>,
    /// What stands between an address and its tag.
    pub separators: Vec<Choice>,
    /// "cards+mill-street@larkspur.example"
    pub example: String,
    /// Whether whoever mails a card gets a receipt.
    pub receipts: bool,
}

/// An address that was taken away.
#[derive(Debug, Clone, Serialize)]
pub struct PutBack {
    /// The address.
    pub address: String,
    /// The form it was for, or nothing.
    pub form: String,
    /// The person it was for, or nothing.
    pub agent: String,
}

/// An address that takes letters.
#[derive(Debug, Clone, Serialize)]
pub struct AddressRow {
    /// The address.
    pub address: String,
    /// "For the form mill-street."
    pub about: String,
    /// When a letter last came to it.
    pub last: Option<Moment>,
    /// Whether it can be taken away.
    pub removable: bool,
}

/// A mailbox that letters are fetched from.
#[derive(Debug, Clone, Serialize)]
pub struct MailboxLine {
    /// The name of its section in the configuration.
    pub name: String,
    /// "1,204 letters so far. Looked through on Monday, 09:12."
    pub about: String,
    /// What is the matter with it.
    pub trouble: Option<String>,
    /// Letters that were left in it, each with why.
    pub left: Vec<String>,
}
