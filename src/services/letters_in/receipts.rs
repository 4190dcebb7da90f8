//! Whether the writer of a letter that becomes a card is sent a receipt. Only where the organisation wants it, and only to
//! a person who is proven: whatever a program sends, whatever came by a list, and whoever may be forged gets no answer, so
//! that no two machines talk to each other and nobody is written to in another's name (RFC 3834; R40 to R42).

use super::author::Writer;
use super::fields;
use super::proof::Proof;
use super::routing::addressed;
use super::waiting::Opened;
use crate::domain::email_address::key_of;
use crate::domain::mail_tag::Tag;
use crate::error::Result;
use crate::store::{AnyConnection, mailed_receipts};

/// Addresses that nobody reads, by what stands before the `@`.
const NOBODY: [&str; 8] =
    ["noreply", "donotreply", "nichtantworten", "norespond", "mailerdaemon", "postmaster", "bounce", "bounces"];

/// Headers that only programs and lists write.
const OF_MACHINES: [&str; 8] =
    ["list-id", "list-post", "list-unsubscribe", "list-help", "x-loop", "x-autoreply", "x-autorespond", "feedback-id"];

/// Whether a receipt may go to whoever wrote this letter, should it become a card.
///
/// # Errors
/// Those of the database.
pub(super) fn wanted(
    connection: &mut AnyConnection,
    opened: &Opened,
    writer: &Writer,
    ours: Option<Tag>,
) -> Result<bool> {
    let organisation = opened.to.organisation.id;
    let Some(from) = opened.letter.from.as_deref().map(key_of) else { return Ok(false) };
    let own = writer.forwarder.is_none() && writer.address.as_deref().map(key_of).as_ref() == Some(&from);
    // A tag of ours: it answers us, and whoever answers knows that we have it.
    if ours.is_some() || !own || opened.found.proof != Proof::Pass || opened.letter.auto.is_some() {
        return Ok(false);
    }
    if opened.row.sender.is_empty() || by_program(&opened.raw) || reads_nothing(&from) {
        return Ok(false);
    }
    Ok(mailed_receipts::since(connection, organisation)?.is_some() && to_us(connection, opened)?)
}

/// Whether one of our addresses stands in To or Cc: who is only sent a blind copy didn't write to us (RFC 3834, section 2).
fn to_us(connection: &mut AnyConnection, opened: &Opened) -> Result<bool> {
    let named = [fields::all(&opened.raw, "to"), fields::all(&opened.raw, "cc")].concat().join(", ").to_lowercase();
    for recipient in opened.letter.recipients.iter().take(20) {
        let ours = named.contains(&recipient.to_lowercase())
            && addressed(connection, recipient)?.is_some_and(|to| to.organisation.id == opened.to.organisation.id);
        if ours {
            return Ok(true);
        }
    }
    Ok(false)
}

fn by_program(raw: &[u8]) -> bool {
    let says = |name: &str, word: &dyn Fn(&str) -> bool| {
        fields::all(raw, name).iter().any(|value| word(value.trim().to_lowercase().as_str()))
    };
    says("auto-submitted", &|value: &str| !value.starts_with("no"))
        || says("precedence", &|value: &str| ["bulk", "junk", "list", "auto_reply"].contains(&value))
        || says("return-path", &|value: &str| value == "<>")
        // People's mail carries it, too (R42): it is no machine's, but it asks for no answer of one.
        || says("x-auto-response-suppress", &|value: &str| ["all", "autoreply", "oof"].iter().any(|word| value.contains(word)))
        || OF_MACHINES.iter().any(|name| !fields::all(raw, name).is_empty())
}

fn reads_nothing(from: &str) -> bool {
    let local = from.rsplit_once('@').map_or(from, |(local, _)| local).split('+').next().unwrap_or_default();
    NOBODY.contains(&local.replace(['-', '_', '.'], "").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_wrote_is_known_by_its_header_and_a_persons_is_not() {
        let raw =
            |header: &str| format!("From: jo@mail.example\r\n{header}\r\nSubject: x\r\n\r\nAuto-Submitted: x\r\n");
        for header in [
            "Auto-Submitted: auto-replied",
            "Auto-Submitted: auto-generated (rejected)",
            "Precedence: bulk",
            "precedence: LIST",
            "Return-Path: <>",
            "X-Auto-Response-Suppress: DR, OOF, AutoReply",
            "List-Id: <x.example>",
            "List-Unsubscribe: <https://x.example/>",
            "X-Loop: a@b.example",
            "Feedback-ID: x:y",
        ] {
            assert!(by_program(raw(header).as_bytes()), "{header}");
        }
        for header in ["Auto-Submitted: no", "Precedence: first-class", "X-Mailer: x", "Return-Path: <jo@mail.example>"]
        {
            assert!(!by_program(raw(header).as_bytes()), "{header}");
        }
    }

    #[test]
    fn addresses_that_nobody_reads_are_not_written_to() {
        for from in ["no-reply@x.example", "noreply+7@x.example", "MAILER-DAEMON@x.example".to_lowercase().as_str()] {
            assert!(reads_nothing(from), "{from}");
        }
        for from in ["noreen@x.example", "jo@noreply.example", "reply@x.example"] {
            assert!(!reads_nothing(from), "{from}");
        }
    }
}
