//! Notes among managers on a card. A name after an @ lets a colleague know, by a letter with a link: never the
//! customer's words or details, which stay on the card.

use super::access::card_to_change;
use super::needed_note::needed_note;
use super::post::{Envelope, post};
use super::{owner, trail};
use crate::analysis::fold;
use crate::domain::ids::{CardId, MemberId};
use crate::domain::names::{first_name, one_line};
use crate::domain::{Step, Viewer};
use crate::error::{Error, Result};
use crate::mail::letters::frame::Frame;
use crate::mail::letters::{self, note::NoteLetter};
use crate::render::Templates;
use crate::services::choices;
use crate::store::members::MemberRow;
use crate::store::{AnyConnection, organisations};
use jiff::Timestamp;

/// Adds a note; says who is let know.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` without words, or when an @ names nobody who can see the card.
pub fn add(
    connection: &mut AnyConnection,
    (templates, public_url): (&Templates, &str),
    viewer: &Viewer,
    card: CardId,
    text: &str,
    now: Timestamp,
) -> Result<Vec<String>> {
    let row = card_to_change(connection, viewer, card)?;
    let note = needed_note(text, "Write the note.")?;
    let colleagues = if note.contains('@') { owner::colleagues(connection, &row)? } else { Vec::new() };
    let named = named(note, &colleagues)?;
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Noted, note, now)?;
    let house = organisations::by_id(connection, viewer.organisation)?;
    for member in named.iter().filter(|member| member.id != viewer.member) {
        let language = choices::language(connection, member, &house)?;
        let letter = NoteLetter {
            frame: Frame::new(templates.messages(), &language, &house.name, "")?,
            from: one_line(&viewer.name, 80),
            number: row.number.to_string(),
            paragraphs: note.split("\n\n").map(|part| one_line(part, 2_000)).filter(|part| !part.is_empty()).collect(),
            link: format!("{public_url}/cards/{card}"),
        };
        let envelope = Envelope {
            kind: "note",
            to_name: &member.name,
            to_address: &member.email,
            list_id: None,
            unsubscribe_url: None,
            answers: None,
        };
        post(connection, viewer.organisation, envelope, letters::note(&letter, templates)?, now)?;
    }
    Ok(named.into_iter().map(|member| member.name).collect())
}

/// The same note with an @ for a colleague who was chosen from a list, unless it has one already.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` without words, or when they can't see the card.
pub fn addressed(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    text: &str,
    colleague: MemberId,
) -> Result<String> {
    let row = card_to_change(connection, viewer, card)?;
    let note = needed_note(text, "Write the note.")?;
    let colleagues = owner::colleagues(connection, &row)?;
    let chosen = colleagues.iter().find(|member| member.id == colleague);
    let chosen = chosen.ok_or_else(|| Error::invalid("They can't see this card. Choose somebody who can."))?;
    let known = named(note, &colleagues)?.iter().any(|member| member.id == colleague);
    Ok(if known { note.to_owned() } else { format!("@{} {note}", chosen.name) })
}

/// Whom the note's @ name, each once. An address (`a@b`) is none, and a first name that two have must be written whole.
fn named(note: &str, colleagues: &[MemberRow]) -> Result<Vec<MemberRow>> {
    let mut out: Vec<MemberRow> = Vec::new();
    for (at, _) in note.match_indices('@') {
        let before = note[..at].chars().next_back();
        if before.is_some_and(char::is_alphanumeric) || note[at + 1..].starts_with(char::is_whitespace) {
            continue;
        }
        let words: Vec<String> = note[at + 1..].split_whitespace().take(4).map(fold::key).collect();
        if words.first().is_none_or(String::is_empty) {
            continue;
        }
        let begins = |name: &str| {
            let name: Vec<String> = name.split_whitespace().map(fold::key).collect();
            words.starts_with(&name)
        };
        let whole: Vec<&MemberRow> = colleagues.iter().filter(|member| begins(&member.name)).collect();
        let first: Vec<&MemberRow> = colleagues.iter().filter(|member| begins(first_name(&member.name))).collect();
        let said = note[at + 1..].split_whitespace().next().unwrap_or_default();
        let said = said.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        match (&whole[..], &first[..]) {
            ([one, ..], _) | ([], [one]) => {
                if out.iter().all(|member| member.id != one.id) {
                    out.push((*one).clone());
                }
            }
            ([], []) => {
                return Err(Error::invalid(format!("“@{said}” names nobody who can see this card.")));
            }
            ([], _) => {
                return Err(Error::invalid(format!("More than one person is called {said}. Write the whole name.")));
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::named;
    use crate::domain::Role;
    use crate::domain::ids::{MemberId, OrganisationId};
    use crate::store::members::MemberRow;

    #[test]
    fn an_at_names_a_colleague_by_first_or_whole_name_and_never_guesses() {
        let now = "2026-11-17T10:00:00Z".parse().unwrap();
        let member = |name: &str| MemberRow {
            organisation_id: OrganisationId::at(now),
            id: MemberId::at(now),
            email: String::new(),
            name: name.to_owned(),
            role: Role::Manager,
            zone: String::new(),
            agent_id: None,
            created_at: 0,
            disabled_at: None,
        };
        let all = [member("Ruth Calder"), member("Ines Carvalho"), member("Inès Moreau")];
        let names =
            |note: &str| named(note, &all).map(|found| found.into_iter().map(|one| one.name).collect::<Vec<_>>());
        assert_eq!(names("@ruth, can you ring? @Ruth Calder knows.").unwrap(), ["Ruth Calder"]);
        assert_eq!(names("Ask @Ines Moreau: she was there.").unwrap(), ["Inès Moreau"]);
        assert_eq!(names("Wrote to janet@mail.example @ noon.").unwrap(), Vec::<String>::new());
        assert!(names("@Ines?").is_err() && names("@Somebody").is_err());
    }
}
