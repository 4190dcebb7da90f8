//! Answers that are written often. One is put into the field of a letter with its names filled in, to be read over and
//! changed; none is ever sent by itself.

use super::access::may_act;
use crate::domain::Viewer;
use crate::domain::ids::ReplyId;
use crate::domain::names::one_line;
use crate::error::{Error, Result};
use crate::store::AnyConnection;
use crate::store::columns::micros;
use crate::store::saved_replies::{self, ReplyRow};
use jiff::Timestamp;

/// What may stand in braces, and what it stands for.
pub const VARIABLES: [(&str, &str); 5] = [
    ("customer", "the customer’s name"),
    ("agent", "the first names of those whom the card mentions"),
    ("manager", "your name"),
    ("organisation", "the organisation’s name"),
    ("number", "the card’s number"),
];

/// What a reply's braces are filled with.
#[derive(Clone, Debug, Default)]
pub struct Filling {
    /// The customer's name; empty when they gave none.
    pub customer: String,
    /// First names of those whom the card mentions.
    pub agent: String,
    /// Who writes.
    pub manager: String,
    /// For whom.
    pub organisation: String,
    /// The card's number.
    pub number: String,
}

/// The replies of the viewer's organisation.
///
/// # Errors
/// Those of the database.
pub fn all(connection: &mut AnyConnection, viewer: &Viewer) -> Result<Vec<ReplyRow>> {
    saved_replies::of_organisation(connection, viewer.organisation)
}

/// Keeps a reply, new or changed: (name, language, words).
///
/// # Errors
/// `Forbidden`; `NotFound` for one that is not there; `Invalid` without a name or words, or with a brace we don't know.
pub fn put(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    id: Option<ReplyId>,
    (name, language, text): (&str, &str, &str),
    now: Timestamp,
) -> Result<ReplyId> {
    may_act(viewer)?;
    let (name, text) = (one_line(name, 81), text.trim().replace("\r\n", "\n"));
    if name.is_empty() || name.chars().count() > 80 {
        return Err(Error::invalid("Give the reply a name of at most 80 characters."));
    }
    if text.is_empty() || text.chars().count() > 4_000 {
        return Err(Error::invalid("Write the reply: at most 4,000 characters."));
    }
    let language = language.trim().to_lowercase();
    if language.len() < 2 || language.len() > 12 || !language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Err(Error::invalid("Write the language in its short form, as in en or pt-br."));
    }
    if let Some(unknown) = unknown(&text) {
        let known: Vec<String> = VARIABLES.iter().map(|(word, _)| format!("{{{word}}}")).collect();
        return Err(Error::invalid(format!("“{{{unknown}}}” stands for nothing. These do: {}.", known.join(", "))));
    }
    if let Some(id) = id
        && !all(connection, viewer)?.iter().any(|row| row.id == id)
    {
        return Err(Error::not_found("There is no such reply."));
    }
    let row = ReplyRow {
        organisation_id: viewer.organisation,
        id: id.unwrap_or_else(|| ReplyId::at(now)),
        name,
        language,
        text,
        member_id: Some(viewer.member),
        changed_at: micros(now),
    };
    saved_replies::put(connection, &row)?;
    Ok(row.id)
}

/// Deletes a reply and returns it, so that it can be put back.
///
/// # Errors
/// `Forbidden`, `NotFound`.
pub fn delete(connection: &mut AnyConnection, viewer: &Viewer, id: ReplyId) -> Result<ReplyRow> {
    may_act(viewer)?;
    let gone = || Error::not_found("There is no such reply.");
    let row = all(connection, viewer)?.into_iter().find(|row| row.id == id).ok_or_else(gone)?;
    saved_replies::delete(connection, viewer.organisation, id)?;
    Ok(row)
}

/// The first brace that stands for nothing.
fn unknown(text: &str) -> Option<&str> {
    braces(text).find(|word| !VARIABLES.iter().any(|(known, _)| known == word))
}

/// The words in braces.
fn braces(text: &str) -> impl Iterator<Item = &str> {
    let end_of = |rest: &str| rest.find(['}', '{', '\n']).filter(|end| rest[*end..].starts_with('}'));
    text.match_indices('{').filter_map(move |(at, _)| {
        let rest = &text[at + 1..];
        end_of(rest).map(|end| &rest[..end])
    })
}

/// A reply with its braces filled. A customer without a name leaves no gap: "Dear {customer}," becomes "Dear,".
pub fn filled(text: &str, with: &Filling) -> String {
    let mut out = text.to_owned();
    for (word, value) in [
        ("customer", &with.customer),
        ("agent", &with.agent),
        ("manager", &with.manager),
        ("organisation", &with.organisation),
        ("number", &with.number),
    ] {
        let brace = format!("{{{word}}}");
        if value.is_empty() {
            out = out.replace(&format!(" {brace}"), "");
        }
        out = out.replace(&brace, value);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_filled_and_an_unknown_one_is_found() {
        let with = Filling { manager: "Ruth".to_owned(), number: "7".to_owned(), ..Filling::default() };
        assert_eq!(filled("Dear {customer},\ncard {number}. {manager}", &with), "Dear,\ncard 7. Ruth");
        assert_eq!(unknown("Dear {customer}, {name} { } {\n}"), Some("name"));
        assert_eq!(unknown("Dear {customer} {"), None);
    }
}
