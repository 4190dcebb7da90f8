//! The letters of a card as its page shows them: notes about the first one, what was taken away, what went to and fro.

use crate::domain::wording::Words;
use crate::domain::wording::dates::Moment;
use crate::services::card_page::SavedReply;
use crate::services::card_post::{self, File, FirstLetter, Letter};
use crate::web::frame::Days;
use crate::web::shell::Link;
use serde::Serialize;

/// Characters of what was taken away that a page shows; the raw letter has all of it.
const LONGEST_ELIDED: usize = 20_000;

/// `templates/web/parts/card_post.html`
#[derive(Debug, Clone, Default, Serialize)]
pub struct CardPost {
    /// What there is to say about the letter that the card was read from.
    pub notes: Vec<PostNote>,
    /// What was taken away from its words.
    pub elided: Option<Words>,
    /// Where it is as it came in.
    pub raw: Option<String>,
    /// Its attachments.
    pub files: Vec<FileLink>,
    /// What came and went since, in order.
    pub letters: Vec<LetterView>,
    /// Writing to the customer (`POST …/letters`).
    pub write: Option<WriteForm>,
}

/// A sentence about a letter, with the card that it leads to.
#[derive(Debug, Clone, Serialize)]
pub struct PostNote {
    /// The sentence.
    pub text: String,
    /// True for one that warns.
    pub warns: bool,
    /// The card it speaks of.
    pub card: Option<Link>,
}

/// An attachment that can be downloaded.
#[derive(Debug, Clone, Serialize)]
pub struct FileLink {
    /// Where.
    pub href: String,
    /// Its name.
    pub name: String,
    /// "image/png, 12 kB"
    pub about: String,
}

/// One letter that came or went since.
#[derive(Debug, Clone, Serialize)]
pub struct LetterView {
    /// Unique on the page.
    pub id: String,
    /// True for an answer of ours.
    pub ours: bool,
    /// "Rosa Lind wrote", "You wrote"
    pub heading: String,
    /// When.
    pub at: Moment,
    /// The words.
    pub words: Words,
    /// True if the sender failed to prove who they are.
    pub unverified: bool,
    /// What was taken away.
    pub elided: Option<Words>,
    /// Where it is as it came in.
    pub raw: Option<String>,
    /// Its attachments.
    pub files: Vec<FileLink>,
}

/// Writing to the customer.
#[derive(Debug, Clone, Serialize)]
pub struct WriteForm {
    /// The address.
    pub to: String,
    /// What was typed, when it is handed back.
    pub text: String,
    /// Why nothing can be sent.
    pub cannot: Option<String>,
    /// Answers that are written often: each opens the card with its words in the field.
    pub replies: Vec<Link>,
    /// True if sending it can also mark the card as put right.
    pub closes: bool,
}

impl CardPost {
    /// The same with the answers that are written often.
    pub fn with_replies(mut self, path: &str, replies: &[SavedReply]) -> Self {
        if let Some(write) = &mut self.write {
            let link = |reply: &SavedReply| Link {
                href: format!("{path}?reply={}#letter-text", reply.id),
                text: reply.name.clone(),
            };
            write.replies = replies.iter().map(link).collect();
        }
        self
    }
}

/// The post of the card at `path`.
pub fn view(post: &card_post::CardPost, path: &str, to: Option<&str>, may_act: bool, days: &Days) -> CardPost {
    let first = post.first.as_ref();
    CardPost {
        notes: first.map(notes).unwrap_or_default(),
        elided: first.and_then(|letter| elided(&letter.elided)),
        raw: first.map(|letter| format!("{path}/letters/{}/raw", letter.id)),
        files: first.map(|letter| files(path, &letter.id.to_string(), &letter.files)).unwrap_or_default(),
        letters: post.letters.iter().enumerate().map(|(index, one)| letter(index, one, path, days)).collect(),
        write: to.filter(|_| may_act).map(|to| WriteForm {
            to: to.to_owned(),
            text: String::new(),
            replies: Vec::new(),
            closes: false,
            cannot: post.suppressed.as_ref().map(|why| format!("Nothing is sent to this address: {why}.")),
        }),
    }
}

fn elided(text: &str) -> Option<Words> {
    let shown: String = text.chars().take(LONGEST_ELIDED).collect();
    (!shown.trim().is_empty()).then(|| Words::new(&shown, &[]))
}

fn notes(letter: &FirstLetter) -> Vec<PostNote> {
    let note = |text: String| PostNote { text, warns: false, card: None };
    let mut notes = Vec::new();
    if letter.unverified {
        let checks = match letter.checks.as_str() {
            "" => String::new(),
            checks => format!(" ({checks})"),
        };
        let said = format!("Unverified sender: the address may not be theirs{checks}.");
        notes.push(PostNote { warns: true, ..note(said) });
    }
    if let Some(forwarder) = &letter.forwarder {
        notes.push(note(format!("Passed on by {forwarder}.")));
    }
    if !letter.note.is_empty() {
        let said = if letter.forwarder.is_some() {
            format!("They wrote above it: “{}”", letter.note)
        } else {
            letter.note.clone()
        };
        notes.push(note(said));
    }
    if let Some(tag) = &letter.unknown_tag {
        notes.push(note(format!(
            "The letter was sent to “{tag}”, which is no form or person of yours: the words decided."
        )));
    }
    if let Some((card, number)) = letter.answers {
        let link = Link { href: format!("/cards/{card}"), text: format!("card {number}") };
        notes.push(PostNote { card: Some(link), ..note("From another address, it answers".to_owned()) });
    }
    notes
}

fn files(path: &str, letter: &str, files: &[File]) -> Vec<FileLink> {
    files
        .iter()
        .enumerate()
        .map(|(place, file)| FileLink {
            href: format!("{path}/letters/{letter}/files/{place}"),
            name: file.name.clone(),
            about: format!("{}, {}", file.mime, size(file.bytes)),
        })
        .collect()
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
    }
}

fn letter(index: usize, letter: &Letter, path: &str, days: &Days) -> LetterView {
    let raw = letter.inbound.map(|inbound| inbound.to_string());
    LetterView {
        id: format!("letter-{index}"),
        ours: letter.ours,
        heading: format!("{} wrote", letter.who),
        at: Moment::day_and_time(days.local(letter.at), days.today()),
        words: Words::new(&letter.text, &[]),
        unverified: letter.unverified,
        elided: elided(&letter.elided),
        files: raw.as_deref().map(|raw| files(path, raw, &letter.files)).unwrap_or_default(),
        raw: raw.map(|raw| format!("{path}/letters/{raw}/raw")),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        assert_eq!(size(0), "0 bytes");
        assert_eq!(size(1_001), "2 kB");
        assert_eq!(size(2_340_000), "2.3 MB");
    }
}
