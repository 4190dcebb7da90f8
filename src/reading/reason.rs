//! Why a message was judged as it was: a closed list, one sentence each, fit to show to a manager.

/// The reason behind a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    Letter,
    Answer,
    Forwarded,
    AttachmentsOnly,
    SubjectOnly,
    Encrypted,
    CalendarRequest,
    AutoReply,
    Generated,
    MailingList,
    ReadReceipt,
    DeliveryReceipt,
    CalendarReply,
    Challenge,
    Complaint,
    Loop,
    BouncedForGood,
    BouncedForNow,
    Empty,
    NoHeader,
    NoContent,
    Fault,
}

impl Reason {
    /// All reasons, for the manual and the tests.
    pub const ALL: [Reason; 22] = [
        Reason::Letter,
        Reason::Answer,
        Reason::Forwarded,
        Reason::AttachmentsOnly,
        Reason::SubjectOnly,
        Reason::Encrypted,
        Reason::CalendarRequest,
        Reason::AutoReply,
        Reason::Generated,
        Reason::MailingList,
        Reason::ReadReceipt,
        Reason::DeliveryReceipt,
        Reason::CalendarReply,
        Reason::Challenge,
        Reason::Complaint,
        Reason::Loop,
        Reason::BouncedForGood,
        Reason::BouncedForNow,
        Reason::Empty,
        Reason::NoHeader,
        Reason::NoContent,
        Reason::Fault,
    ];

    /// A stable code for tables and filters.
    pub fn code(self) -> &'static str {
        match self {
            Reason::Letter => "letter",
            Reason::Answer => "answer",
            Reason::Forwarded => "forwarded",
            Reason::AttachmentsOnly => "attachments-only",
            Reason::SubjectOnly => "subject-only",
            Reason::Encrypted => "encrypted",
            Reason::CalendarRequest => "calendar-request",
            Reason::AutoReply => "auto-reply",
            Reason::Generated => "generated",
            Reason::MailingList => "mailing-list",
            Reason::ReadReceipt => "read-receipt",
            Reason::DeliveryReceipt => "delivery-receipt",
            Reason::CalendarReply => "calendar-reply",
            Reason::Challenge => "challenge",
            Reason::Complaint => "complaint",
            Reason::Loop => "loop",
            Reason::BouncedForGood => "bounced-for-good",
            Reason::BouncedForNow => "bounced-for-now",
            Reason::Empty => "empty",
            Reason::NoHeader => "no-header",
            Reason::NoContent => "no-content",
            Reason::Fault => "fault",
        }
    }

    /// One sentence that tells a manager what happened.
    pub fn sentence(self) -> &'static str {
        match self {
            Reason::Letter => "A letter from a person.",
            Reason::Answer => "An answer to an earlier letter.",
            Reason::Forwarded => "A letter that somebody passed on.",
            Reason::AttachmentsOnly => "The letter has no words, only attachments.",
            Reason::SubjectOnly => "The letter has no words but its subject.",
            Reason::Encrypted => "The letter is encrypted and can't be read here.",
            Reason::CalendarRequest => "The letter is an invitation to a meeting.",
            Reason::AutoReply => "An automatic reply, such as an absence note.",
            Reason::Generated => "Sent by a program, not by a person.",
            Reason::MailingList => "Sent through a mailing list or in bulk.",
            Reason::ReadReceipt => "A receipt that says whether a letter was opened.",
            Reason::DeliveryReceipt => "A receipt that says a letter was delivered.",
            Reason::CalendarReply => "An answer from a calendar.",
            Reason::Challenge => "A mailbox asks the sender to prove to be human.",
            Reason::Complaint => "A mail provider reports a complaint about a letter.",
            Reason::Loop => "One of our own letters came back to us.",
            Reason::BouncedForGood => "A letter could not be delivered and trying again won't help.",
            Reason::BouncedForNow => "A letter is delayed or could not be delivered for the time being.",
            Reason::Empty => "The message is empty.",
            Reason::NoHeader => "The message has no header that could be read.",
            Reason::NoContent => "The message holds neither words nor files.",
            Reason::Fault => "Reading failed through a fault of ours; the raw message is kept.",
        }
    }
}
