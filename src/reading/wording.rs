//! From content to words and verdict: own words, forwarded letters (R34), notices instead of empty cards (R52, R56).

use super::{
    body::Body,
    language, machine,
    pgp::NOTICE,
    reason::Reason,
    text,
    types::{Attachment, Author, Auto, Envelope, Reading, Verdict},
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

/// What the words are read in the light of.
#[derive(Default)]
pub(super) struct Frame<'a> {
    pub(super) marker: &'a str,
    pub(super) no_header: bool,
    /// The raw bytes are no text.
    pub(super) binary: bool,
    /// How many messages this one is attached in.
    pub(super) depth: u8,
}

/// Fills in text, author, verdict and reason.
pub(super) fn fill(reading: &mut Reading, mut body: Body, found: Option<machine::Found>, frame: &Frame<'_>) {
    let name = reading.name.clone().unwrap_or_default();
    let hints = letter::Hints {
        sender_name: &name,
        from_html: body.html.as_ref(),
        our_marker: frame.marker,
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
    match found {
        Some(machine::Found::Bounce(bounce)) => {
            reading.verdict = Verdict::Bounce;
            reading.reason = if bounce.hard { Reason::BouncedForGood } else { Reason::BouncedForNow };
            reading.bounce = Some(bounce);
        }
        Some(machine::Found::Auto(auto)) => {
            reading.verdict = Verdict::Machine;
            reading.reason = reason_of(auto);
            reading.auto = Some(auto);
        }
        None => judge(reading, &body, frame),
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

/// A person's message: card or reply, with a notice where there are no words.
fn judge(reading: &mut Reading, body: &Body, frame: &Frame<'_>) {
    reading.author = author(reading, body, frame.depth);
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

/// The author of a letter that was passed on, inline or as an attached message.
fn author(reading: &Reading, body: &Body, depth: u8) -> Option<Author> {
    if let Some(found) = letter::forwarded(text::split_head(&reading.full_text).0, &reading.subject) {
        return Some(Author {
            address: Some(found.address).filter(|address| !address.is_empty()),
            name: found.name,
            text: found.text,
            note: found.note,
        });
    }
    // Exactly one attached message is a letter passed on; several are material.
    let [inner] = body.letters.as_slice() else { return None };
    if depth > 0 {
        // One level: letters in letters in letters must not cost a stack frame each.
        return None;
    }
    let inner = super::read_whole(inner, &Envelope::default(), depth + 1);
    if inner.from.is_none() || inner.verdict == Verdict::Unreadable {
        return None;
    }
    let note = if text::is_blank(&reading.full_text) { String::new() } else { reading.text.clone() };
    Some(Author { address: inner.from, name: inner.name, text: inner.full_text, note })
}

/// Reads a decoded plain body that has no header.
pub fn from_text(body: &str) -> Reading {
    let mut reading = empty(Reason::Letter);
    let mut content = Body::default();
    content.text = text::tidy(body);
    fill(&mut reading, content, None, &Frame::default());
    reading
}

/// Reads a decoded HTML body that has no header.
pub fn from_html(body: &str) -> Reading {
    let mut reading = empty(Reason::Letter);
    let html = letter::html_to_text(body);
    let mut content = Body::default();
    content.text = text::without_controls(&html.text);
    content.html = Some(html);
    fill(&mut reading, content, None, &Frame::default());
    reading
}
