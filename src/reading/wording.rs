//! From content to words and verdict: own words, forwarded letters (R34), notices instead of empty cards (R52, R56).
//! Reading a message that is attached to another is `reading`'s business.

use super::{
    body::Body,
    language, machine,
    pgp::NOTICE,
    reason::Reason,
    text,
    types::{Attachment, Author, Auto, Reading, Verdict},
};
use crate::analysis::letter;

/// A reading of nothing, with its reason.
pub(super) fn empty(reason: Reason) -> Reading {
    Reading {
        message_id: None,
        dedup_key: [0; 32],
        from: None,
        name: None,
        reply_to: None,
        subject: String::new(),
        date: None,
        date_written: None,
        text: String::new(),
        elided: String::new(),
        full_text: String::new(),
        auto: None,
        bounce: None,
        author: None,
        attachments: Vec::new(),
        recipients: Vec::new(),
        language: None,
        verdict: Verdict::Unreadable,
        reason,
        in_reply_to: Vec::new(),
        references: Vec::new(),
    }
}

/// What the verdict on a person's message looks at beside its words.
#[derive(Default)]
pub(super) struct Frame {
    pub(super) no_header: bool,
    /// The raw bytes are no text.
    pub(super) binary: bool,
}

/// Fills in words and attachments, which it takes out of the body. `marker` is the line that our own letters carry.
pub(super) fn fill(reading: &mut Reading, body: &mut Body, marker: &str) {
    let name = reading.name.clone().unwrap_or_default();
    let hints = letter::Hints {
        sender_name: &name,
        from_html: body.html.as_ref(),
        our_marker: marker,
        ..letter::Hints::default()
    };
    let (head, rest) = text::split_head(&body.text);
    let trimmed = letter::own_words(head, &hints);
    reading.text = trimmed.own;
    reading.elided = trimmed.elided;
    reading.full_text = trimmed.full;
    if !rest.is_empty() {
        reading.elided.push_str(rest);
        reading.full_text.push('\n');
        reading.full_text.push_str(rest);
    }
    reading.attachments = std::mem::take(&mut body.attachments);
}

/// The verdict on a machine's message whose words are filled in.
pub(super) fn by_machine(reading: &mut Reading, found: machine::Found) {
    match found {
        machine::Found::Bounce(bounce) => {
            reading.verdict = Verdict::Bounce;
            reading.reason = if bounce.hard { Reason::BouncedForGood } else { Reason::BouncedForNow };
            reading.bounce = Some(bounce);
        }
        machine::Found::Auto(auto) => {
            reading.verdict = Verdict::Machine;
            reading.reason = reason_of(auto);
            reading.auto = Some(auto);
        }
    }
    reading.language = language::detect(&reading.text);
}

fn reason_of(auto: Auto) -> Reason {
    match auto {
        Auto::AutoReply => Reason::AutoReply,
        Auto::Generated => Reason::Generated,
        Auto::MailingList => Reason::MailingList,
        Auto::ReadReceipt => Reason::ReadReceipt,
        Auto::DeliveryReceipt => Reason::DeliveryReceipt,
        Auto::CalendarReply => Reason::CalendarReply,
        Auto::Challenge => Reason::Challenge,
        Auto::Complaint => Reason::Complaint,
        Auto::Loop => Reason::Loop,
    }
}

/// The verdict on a person's message whose words and author are filled in: card or reply, with a notice where there are
/// no words.
pub(super) fn by_person(reading: &mut Reading, body: &Body, frame: &Frame) {
    let answer = !(reading.in_reply_to.is_empty() && reading.references.is_empty());
    (reading.verdict, reading.reason) = match (&reading.author, answer) {
        (Some(_), _) => (Verdict::Card, Reason::Forwarded),
        (None, true) => (Verdict::Reply, Reason::Answer),
        (None, false) => (Verdict::Card, Reason::Letter),
    };
    let wordless = text::is_blank(&reading.text) || reading.text.trim() == NOTICE;
    if body.encrypted && wordless {
        set_text(reading, NOTICE.to_owned());
        reading.reason = Reason::Encrypted;
    } else if let Some(event) = body.calendar.as_ref() {
        reading.reason = Reason::CalendarRequest;
        if wordless {
            set_text(reading, event.notice());
        }
    } else if wordless && reading.author.is_none() {
        wordless_letter(reading, frame.no_header);
    } else if frame.no_header && (frame.binary || odd(&reading.full_text)) {
        (reading.verdict, reading.reason) = (Verdict::Unreadable, Reason::NoHeader);
    }
    reading.language = language::detect(&reading.text);
}

fn wordless_letter(reading: &mut Reading, no_header: bool) {
    if !reading.attachments.is_empty() {
        set_text(reading, files_notice(&reading.attachments));
        reading.reason = Reason::AttachmentsOnly;
    } else if !reading.subject.is_empty() {
        reading.reason = Reason::SubjectOnly;
    } else {
        let reason = if no_header { Reason::NoHeader } else { Reason::NoContent };
        (reading.verdict, reading.reason) = (Verdict::Unreadable, reason);
    }
}

fn set_text(reading: &mut Reading, notice: String) {
    if text::is_blank(&reading.full_text) {
        reading.full_text.clone_from(&notice);
    }
    reading.text = notice;
}

fn files_notice(files: &[Attachment]) -> String {
    let names: Vec<&str> = files.iter().take(5).map(|file| file.name.as_str()).collect();
    let more = if files.len() > 5 { format!(" and {} more", files.len() - 5) } else { String::new() };
    format!("[No words, only attachments: {}{more}]", names.join(", "))
}

/// Bytes that were never text: many replacement characters.
fn odd(text: &str) -> bool {
    let sample: Vec<char> = text.chars().take(2_000).collect();
    let odd = sample.iter().filter(|&&c| c == '\u{fffd}' || c.is_control() && !c.is_whitespace()).count();
    odd * 10 > sample.len()
}

/// The author of a letter that was passed on inline.
pub(super) fn forwarded(reading: &Reading) -> Option<Author> {
    let found = letter::forwarded(text::split_head(&reading.full_text).0, &reading.subject)?;
    Some(Author {
        address: Some(found.address).filter(|address| !address.is_empty()),
        name: found.name,
        text: found.text,
        note: found.note,
    })
}

/// Reads a decoded plain body that has no header.
pub fn from_text(body: &str) -> Reading {
    let mut content = Body::default();
    content.text = text::tidy(body);
    headless(content)
}

/// Reads a decoded HTML body that has no header.
pub fn from_html(body: &str) -> Reading {
    let html = letter::html_to_text(body);
    let mut content = Body::default();
    content.text = text::without_controls(&html.text);
    content.html = Some(html);
    headless(content)
}

/// Reads a body without a header, and so without a sender who could be a machine.
fn headless(mut body: Body) -> Reading {
    let mut reading = empty(Reason::Letter);
    fill(&mut reading, &mut body, "");
    reading.author = forwarded(&reading);
    by_person(&mut reading, &body, &Frame::default());
    reading
}
