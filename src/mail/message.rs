//! Makes a message of a letter: headers of fixed shape, text and HTML side by side, the same bytes every time. A
//! repeat after a crash therefore carries the same Message-ID and nothing else either.
//!
//! The library below panics on a line end in a display name; every word that goes into a header is cleaned first.

use super::dkim::Keys;
use crate::config::Sender;
use crate::domain::names::one_line;
use crate::domain::urls::encoded;
use crate::error::{Error, Result};
use jiff::Timestamp;
use lettre::address::Envelope;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
use lettre::{Address, message::MultiPartBuilder};
use sha2::{Digest as _, Sha256};
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// A letter that is ready to be sent.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Names the letter: its Message-ID and the boundary between its parts are derived from it.
    pub id: Uuid,
    /// The reader's name; may be empty.
    pub to_name: String,
    /// The reader's address.
    pub to_address: String,
    /// Subject.
    pub subject: String,
    /// Plain text, complete.
    pub text: String,
    /// HTML.
    pub html: Option<String>,
    /// For `List-Id`: `Name <id>`, where our domain is added to the id.
    pub list_id: Option<String>,
    /// For `List-Unsubscribe`.
    pub unsubscribe_url: Option<String>,
    /// When it was written.
    pub written_at: Timestamp,
    /// The envelope's sender, where it isn't the address that the letter comes from.
    pub return_path: Option<String>,
    /// Where answers go, where it isn't the address that the letter comes from.
    pub reply_to: Option<String>,
    /// The Message-ID that it answers, without its brackets.
    pub in_reply_to: Option<String>,
    /// Written by a person to a person: an absence note may answer it.
    pub personal: bool,
}

/// A message as it is handed over: one reader, every byte.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// Its Message-ID.
    pub id: String,
    /// The envelope's sender.
    pub from: Option<Address>,
    /// The envelope's only recipient.
    pub to: Address,
    /// Header and body.
    pub raw: Vec<u8>,
}

impl Parcel {
    /// Packs a message.
    ///
    /// # Errors
    /// `Invalid` when it has no reader.
    pub fn of(message: &Message) -> Result<Self> {
        let to = message.envelope().to().first().cloned();
        Ok(Self {
            id: message.headers().get_raw("Message-ID").unwrap_or_default().to_owned(),
            from: message.envelope().from().cloned(),
            to: to.ok_or_else(|| Error::invalid("This letter has no reader."))?,
            raw: message.formatted(),
        })
    }

    /// Signs it with every key that fits the domain it comes from; `at` is when it was written.
    ///
    /// # Errors
    /// `Internal` when a key fails.
    pub fn signed(self, keys: &Keys, from: &Sender, at: Timestamp) -> Result<Self> {
        Ok(Self { raw: keys.sign(self.raw, from.domain(), at.as_second())?, ..self })
    }
}

/// What stands on a letter beyond what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The thread it belongs to, in a few letters and digits: every weekly letter of one subscription.
    pub thread: Option<String>,
    /// What kind of letter for whom, in letters, digits and colons: for a provider's report of complaints.
    pub feedback: Option<String>,
    /// The address to which a letter stops it, beside the link.
    pub stop_address: Option<String>,
    /// Whether it answers a letter that came in, by itself: no person wrote it.
    pub replied: bool,
}

impl Marks {
    /// Of a letter of this kind and tenant. A weekly letter is told from others by `series`, what all of one subscription
    /// have in common.
    pub fn of(kind: &str, organisation: Uuid, series: Option<&str>) -> Self {
        let hex = |bytes: &[u8]| bytes.iter().fold(String::new(), |out, byte| out + &format!("{byte:02x}"));
        let thread = series.filter(|_| kind == "digest").map(|series| {
            let hash = Sha256::digest([organisation.as_bytes(), series.as_bytes()].concat());
            hex(hash.get(..12).unwrap_or_default())
        });
        // The end of an id is its random part; the beginning only says when.
        let house = hex(organisation.as_bytes().get(10..).unwrap_or_default());
        let kind: String = kind.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '_').collect();
        Self { thread, feedback: Some(format!("{kind}:{house}:smilecard")), ..Self::default() }
    }
}

/// Makes the message that goes to the relay.
///
/// # Errors
/// `Invalid` when the reader's address can't stand in a header: trying again won't help.
pub fn message(letter: &Outgoing, from: &Sender) -> Result<Message> {
    message_with(letter, from, &Marks::default())
}

/// The same, with what stands on it beyond what it is.
///
/// # Errors
/// As [`message`].
pub fn message_with(letter: &Outgoing, from: &Sender, marks: &Marks) -> Result<Message> {
    let mut builder = Message::builder()
        .from(mailbox(from.name(), from.address())?)
        .to(mailbox(&letter.to_name, &letter.to_address)?)
        .subject(one_line(&letter.subject, 200))
        .date(date(letter.written_at))
        .message_id(Some(format!("<{}@{}>", letter.id, from.domain())));
    if !letter.personal {
        // Nobody's absence note should answer a letter that we send by ourselves (RFC 3834, section 5).
        builder = builder
            .raw_header(fixed(
                "Auto-Submitted",
                if marks.replied { "auto-replied" } else { "auto-generated" }.to_owned(),
            ))
            .raw_header(fixed("X-Auto-Response-Suppress", "All".to_owned()));
    }
    if let Some(reply_to) = &letter.reply_to {
        builder = builder.reply_to(mailbox(from.name(), reply_to)?);
    }
    if let Some(id) = letter.in_reply_to.as_deref().filter(|id| is_message_id(id)) {
        builder = builder
            .raw_header(fixed("In-Reply-To", format!("<{id}>")))
            .raw_header(fixed("References", format!("<{id}>")));
    }
    if let (Some(thread), None) = (&marks.thread, &letter.in_reply_to) {
        // The thread's first message never was: mail programs gather what answers it.
        let root = format!("<weeks.{thread}@{}>", from.domain());
        builder = builder.raw_header(fixed("In-Reply-To", root.clone())).raw_header(fixed("References", root));
    }
    if let Some(feedback) = &marks.feedback {
        builder = builder.raw_header(fixed("Feedback-ID", feedback.clone()));
    }
    if let Some(return_path) = &letter.return_path {
        let envelope = Envelope::new(Some(address(return_path)?), vec![address(&letter.to_address)?])
            .map_err(|cause| Error::invalid("This letter has no reader.").with_source(cause))?;
        builder = builder.envelope(envelope);
    }
    if let Some(list) = &letter.list_id {
        builder = builder.raw_header(list_id(list, from.domain()));
    }
    if let Some(url) = letter.unsubscribe_url.as_deref().filter(|url| is_plain_url(url)) {
        // RFC 8058: a mail program may stop the letter with one POST. The link comes first; the address, for programs that
        // know no other way, stands on a line of its own, so that nobody has to fold either.
        let stop = match marks.stop_address.as_deref().and_then(mailto) {
            Some(mailto) => HeaderValue::dangerous_new_pre_encoded(
                header("List-Unsubscribe"),
                format!("<{url}>, <{mailto}>"),
                format!("<{url}>,\r\n <{mailto}>"),
            ),
            None => fixed("List-Unsubscribe", format!("<{url}>")),
        };
        builder = builder
            .raw_header(stop)
            .raw_header(fixed("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    let built = match &letter.html {
        None => builder.singlepart(part(ContentType::TEXT_PLAIN, &letter.text)),
        Some(html) => builder.multipart(
            alternative(letter.id)
                .singlepart(part(ContentType::TEXT_PLAIN, &letter.text))
                .singlepart(part(ContentType::TEXT_HTML, html)),
        ),
    };
    built.map_err(|cause| Error::invalid("This letter has no sender or no reader.").with_source(cause))
}

/// No part can hold the boundary: `=` stands in quoted-printable only before two hex digits or a line end.
fn alternative(id: Uuid) -> MultiPartBuilder {
    MultiPart::builder()
        .kind(lettre::message::MultiPartKind::Alternative)
        .boundary(format!("=_smilecard_{}", id.simple()))
}

fn part(kind: ContentType, text: &str) -> SinglePart {
    // A NUL ends the text in some mail programs.
    let text = text.replace('\0', "");
    SinglePart::builder().header(kind).header(ContentTransferEncoding::QuotedPrintable).body(text)
}

fn mailbox(name: &str, to: &str) -> Result<Mailbox> {
    Ok(Mailbox::new(Some(one_line(name, 80)).filter(|name| !name.is_empty()), address(to)?))
}

fn address(text: &str) -> Result<Address> {
    text.parse().map_err(|cause| Error::invalid("This can't be written to: no mail address.").with_source(cause))
}

/// Whether an id can stand in a header as it is, unfolded.
fn is_message_id(id: &str) -> bool {
    id.len() <= 250 && id.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>'))
}

fn date(moment: Timestamp) -> SystemTime {
    let seconds = u64::try_from(moment.as_second()).unwrap_or(0);
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// `Larkspur Mobile <digest.larkspur.cards.example>` (RFC 2919): the name is encoded as it needs, the id is ours.
fn list_id(list: &str, domain: &str) -> HeaderValue {
    let (name, id) = list.rsplit_once('<').unwrap_or(("", list));
    let id: String =
        id.chars().filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_')).collect();
    let name = one_line(name, 80).replace(['"', '\\', '<', '>'], " ");
    let id = format!("<{}.{domain}>", id.trim_matches('.'));
    let value = if name.trim().is_empty() { id } else { format!("{} {id}", name.trim()) };
    HeaderValue::new(header("List-Id"), value)
}

/// A header of plain ASCII that must not be folded: long folded ones have broken signatures at receivers.
fn fixed(name: &str, value: String) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(header(name), value.clone(), value)
}

fn header(name: &str) -> HeaderName {
    // Every caller's name is one of ours; a wrong one would show as this.
    HeaderName::new_from_ascii(name.to_owned()).unwrap_or(HeaderName::new_from_ascii_str("X-Smilecard"))
}

/// An address as a link (RFC 6068); none for what can't be written to.
fn mailto(to: &str) -> Option<String> {
    let (local, domain) = to.rsplit_once('@')?;
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    let writable = local.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'@' | b'<' | b'>' | b'"'));
    let fits = plain(domain) && writable && !local.is_empty() && !domain.is_empty();
    let local = local.split('+').map(encoded).collect::<Vec<_>>().join("+");
    fits.then(|| format!("mailto:{local}@{domain}"))
}

/// Whether an address can stand in a header as it is.
fn is_plain_url(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && url.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"' | b'\\'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn letter() -> Outgoing {
        Outgoing {
            id: Uuid::from_u128(7),
            to_name: "Ruth Adeyemi".to_owned(),
            to_address: "ruth@larkspur.example".to_owned(),
            subject: "31 smiles".to_owned(),
            text: "Good morning.\n".to_owned(),
            html: Some("<p>Good morning.</p>".to_owned()),
            list_id: Some("Larkspur Mobile <digest.larkspur>".to_owned()),
            unsubscribe_url: Some("https://cards.example/stop/ABC".to_owned()),
            written_at: "2026-11-16T07:00:00Z".parse().unwrap(),
            return_path: None,
            reply_to: None,
            in_reply_to: None,
            personal: false,
        }
    }

    #[test]
    fn a_letter_of_a_person_may_be_answered_and_names_what_it_answers() {
        let answer = Outgoing {
            personal: true,
            list_id: None,
            unsubscribe_url: None,
            reply_to: Some("cards+r.abc@mail.example".to_owned()),
            in_reply_to: Some("m1@customer.example".to_owned()),
            return_path: Some("cards+b.abc@mail.example".to_owned()),
            ..letter()
        };
        let said = String::from_utf8(bytes(&answer)).unwrap();
        for line in [
            "Reply-To: Smilecard <cards+r.abc@mail.example>\r\n",
            "In-Reply-To: <m1@customer.example>\r\n",
            "References: <m1@customer.example>\r\n",
        ] {
            assert!(said.contains(line), "{line:?} is missing in\n{said}");
        }
        assert!(!said.contains("Auto-Submitted"), "{said}");
        let from = Sender::parse("Smilecard <cards@mail.example>").unwrap();
        let envelope = message(&answer, &from).unwrap().envelope().clone();
        assert_eq!(envelope.from().unwrap().to_string(), "cards+b.abc@mail.example");
        let hostile = Outgoing { in_reply_to: Some("a@b>\r\nBcc: <c@d".to_owned()), ..answer };
        assert!(!String::from_utf8(bytes(&hostile)).unwrap().contains("Bcc"));
    }

    #[test]
    fn a_letter_can_be_stopped_by_a_link_first_and_by_a_letter_too() {
        let from = Sender::parse("Smilecard <cards@mail.example>").unwrap();
        let said = |address: &str| {
            let marks = Marks { stop_address: Some(address.to_owned()), ..Marks::default() };
            String::from_utf8(message_with(&letter(), &from, &marks).unwrap().formatted()).unwrap()
        };
        let plain = "List-Unsubscribe: <https://cards.example/stop/ABC>";
        let both = format!("{plain},\r\n <mailto:cards+u.abc@mail.example>\r\nList-Unsubscribe-Post:");
        assert!(said("cards+u.abc@mail.example").contains(&both), "{}", said("cards+u.abc@mail.example"));
        // What means something in a link is written so that it doesn't.
        assert!(said("cards=u.abc@mail.example").contains("<mailto:cards%3Du.abc@mail.example>"));
        assert!(said("cards#u.a?cc=x@mail.example").contains("<mailto:cards%23u.a%3Fcc%3Dx@mail.example>"));
        for hostile in ["", "cards@", "@mail.example", "cards@mail.example>\r\nBcc: x@y.example", "a@b c"] {
            assert!(said(hostile).contains(&format!("{plain}\r\n")), "{hostile:?}");
            assert!(!said(hostile).contains("\nBcc:"));
        }
    }

    fn bytes(letter: &Outgoing) -> Vec<u8> {
        let from = Sender::parse("Smilecard <cards@mail.example>").unwrap();
        message(letter, &from).unwrap().formatted()
    }

    #[test]
    fn a_letter_has_the_headers_of_an_automatic_list_mail() {
        let said = String::from_utf8(bytes(&letter())).unwrap();
        for line in [
            "From: Smilecard <cards@mail.example>\r\n",
            "To: \"Ruth Adeyemi\" <ruth@larkspur.example>\r\n",
            "Date: Mon, 16 Nov 2026 07:00:00 +0000\r\n",
            "Message-ID: <00000000-0000-0000-0000-000000000007@mail.example>\r\n",
            "List-Id: Larkspur Mobile <digest.larkspur.mail.example>\r\n",
            "List-Unsubscribe: <https://cards.example/stop/ABC>\r\n",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "X-Auto-Response-Suppress: All\r\n",
            "MIME-Version: 1.0\r\n",
            "Content-Transfer-Encoding: quoted-printable\r\n",
        ] {
            assert!(said.contains(line), "{line:?} is missing in\n{said}");
        }
        assert_eq!(said.into_bytes(), bytes(&letter()), "the same letter is the same bytes");
    }

    #[test]
    fn a_line_feed_in_a_display_name_starts_no_header() {
        let hostile = Outgoing { to_name: "Eve\nBcc: all@x.example\r\n".to_owned(), ..letter() };
        let said = String::from_utf8(bytes(&hostile)).unwrap();
        // "Eve Bcc: all@x.example", encoded as the colon wants it.
        assert!(
            said.contains("To: =?utf-8?b?RXZlIEJjYzogYWxsQHguZXhhbXBsZQ==?= <ruth@larkspur.example>\r\n"),
            "{said}"
        );
        assert!(!said.contains("\nBcc:"));
    }

    #[test]
    fn an_address_that_can_not_be_written_to_is_an_error_and_no_panic() {
        let from = Sender::parse("cards@mail.example").unwrap();
        for address in ["", "ruth", "ruth@", "ru th@x.example\r\nBcc: a@b.example", "a@b\nc.example"] {
            assert!(message(&Outgoing { to_address: address.to_owned(), ..letter() }, &from).is_err(), "{address:?}");
        }
    }

    #[test]
    fn the_weeks_of_a_reader_are_one_thread_and_say_what_they_are() {
        let from = Sender::parse("Smilecard <cards@mail.example>").unwrap();
        let house = Uuid::from_u128(0x0190_0000_0000_7000_8000_aabb_ccdd_eeff);
        let said = |letter: &Outgoing, marks: &Marks| {
            String::from_utf8(message_with(letter, &from, marks).unwrap().formatted()).unwrap()
        };
        let marks = Marks::of("digest", house, Some("https://cards.example/stop/ABC"));
        let (first, second) = (said(&letter(), &marks), said(&Outgoing { id: Uuid::from_u128(8), ..letter() }, &marks));
        let references = |said: &str| said.lines().find(|line| line.starts_with("References: ")).unwrap().to_owned();
        assert_eq!(references(&first), references(&second));
        assert!(first.contains("Feedback-ID: digest:aabbccddeeff:smilecard\r\n"), "{first}");
        let other = Marks::of("digest", house, Some("https://cards.example/stop/XYZ"));
        assert_ne!(references(&first), references(&said(&letter(), &other)), "another subscription");
        let link = said(&letter(), &Marks::of("sign_in", house, None));
        assert!(!link.contains("References") && link.contains("Feedback-ID: sign_in:"), "{link}");
    }

    proptest! {
        #[test]
        fn no_name_subject_or_text_panics_or_adds_a_header(
            to_name in "\\PC*|(?s).{0,90}", subject in "(?s).{0,300}", text in "(?s).{0,400}", list in "(?s).{0,60}",
            url in "(?s)https://.{0,60}",
        ) {
            let said = bytes(&Outgoing {
                to_name, subject, html: Some(text.clone()), text,
                list_id: Some(list), unsubscribe_url: Some(url), ..letter()
            });
            prop_assert!(said.is_ascii());
            let end = said.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
            let head = String::from_utf8(said[..end].to_vec()).unwrap();
            let names: Vec<&str> = head
                .split("\r\n")
                .filter(|line| !line.starts_with([' ', '\t']))
                .map(|line| line.split_once(':').map_or("", |(name, _)| name))
                .collect();
            const OURS: [&str; 12] = [
                "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "List-Id",
                "List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Content-Type",
            ];
            prop_assert!(names.iter().all(|name| OURS.contains(name)), "{names:?}");
            let stray = head.replace("\r\n", "");
            prop_assert!(!stray.contains(|letter: char| letter.is_control() && letter != '\t'));
            for line in String::from_utf8_lossy(&said).split("\r\n") {
                prop_assert!(line.len() <= 998, "{line}");
            }
        }
    }
}
