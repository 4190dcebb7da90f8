//! What reading a mail yields. Plain values; nothing here knows MIME.

use jiff::Timestamp;

use super::reason::Reason;

/// What the transport knew about the message. Everything is optional: a file on disk has no envelope.
#[derive(Debug, Clone, Default)]
pub struct Envelope {
    /// RCPT TO.
    pub recipient: Option<String>,
    /// MAIL FROM; `Some("")` is the null sender of automatic mail.
    pub sender: Option<String>,
    /// When we received it. Stands in for a Date that is missing, impossible or more than a day ahead.
    pub received_at: Option<Timestamp>,
    /// The line of our own letters under which everything is quotation.
    pub marker: Option<String>,
    /// Whether files are only listed: of a large one no more than its beginning is decoded into memory.
    pub list_files: bool,
}

/// What kind of message this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Card,
    Reply,
    Machine,
    Bounce,
    Unreadable,
}

impl Verdict {
    /// The word used in output and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Card => "card",
            Verdict::Reply => "reply",
            Verdict::Machine => "machine",
            Verdict::Bounce => "bounce",
            Verdict::Unreadable => "unreadable",
        }
    }
}

/// Why a message counts as written by a machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auto {
    AutoReply,
    Generated,
    MailingList,
    ReadReceipt,
    DeliveryReceipt,
    CalendarReply,
    Challenge,
    Complaint,
    Loop,
}

impl Auto {
    /// The word used in output and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Auto::AutoReply => "auto-reply",
            Auto::Generated => "generated",
            Auto::MailingList => "mailing-list",
            Auto::ReadReceipt => "read-receipt",
            Auto::DeliveryReceipt => "delivery-receipt",
            Auto::CalendarReply => "calendar-reply",
            Auto::Challenge => "challenge",
            Auto::Complaint => "complaint",
            Auto::Loop => "loop",
        }
    }
}

/// A letter of ours (or of somebody) that could not be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounce {
    /// True when trying again is of no use (class 5); false for delays and class 4.
    pub hard: bool,
    /// The addresses that failed.
    pub recipients: Vec<String>,
    /// Enhanced status code (RFC 3463) when one was found or could be derived.
    pub status: Option<String>,
    /// Message-ID of the letter that came back, when it was quoted.
    pub original_id: Option<String>,
}

/// The person whose words were forwarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    pub address: Option<String>,
    pub name: Option<String>,
    pub text: String,
    /// What the forwarder wrote above.
    pub note: String,
}

/// A file that came with the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Safe to show and to save: no path, no control characters, never empty.
    pub name: String,
    /// By content where it can be told, else as declared; lower case.
    pub mime: String,
    /// All of it; where files are only listed, the beginning of a large one.
    pub content: Vec<u8>,
    /// How many bytes the whole has.
    pub size: usize,
    /// For pictures the HTML refers to as `cid:`.
    pub content_id: Option<String>,
    pub inline: bool,
}

/// A mail as read. Infallible: what could not be read says so in `verdict` and `reason`.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Without angle brackets; `None` when missing, oversized or malformed.
    pub message_id: Option<String>,
    /// Same for the same letter to the same recipient, whichever door it came through (R30, R31).
    pub dedup_key: [u8; 32],
    pub from: Option<String>,
    pub name: Option<String>,
    pub reply_to: Option<String>,
    pub subject: String,
    /// When it was written, or received where that can't be true (R59).
    pub date: Option<Timestamp>,
    /// The Date header as it stood.
    pub date_written: Option<String>,
    /// The customer's own words.
    pub text: String,
    /// What was taken away from `full_text`.
    pub elided: String,
    pub full_text: String,
    pub auto: Option<Auto>,
    pub bounce: Option<Bounce>,
    pub author: Option<Author>,
    pub attachments: Vec<Attachment>,
    pub recipients: Vec<String>,
    /// Two-letter code when it could be told.
    pub language: Option<String>,
    pub verdict: Verdict,
    pub reason: Reason,
    pub in_reply_to: Vec<String>,
    pub references: Vec<String>,
}
