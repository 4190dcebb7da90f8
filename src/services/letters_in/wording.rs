//! What is shown and kept of a letter's words: within bounds, and without what would let somebody else in.

use super::author::Writer;
use super::returned;
use crate::domain::names;
use crate::reading::Reading;

/// What a card says whose letter could not be read.
pub(in crate::services) const UNREADABLE: &str = "This letter could not be read. Its raw form is kept.";
/// The longest text of a card that comes by mail, in characters; the rest stays in the raw letter.
const LONGEST_TEXT: usize = 20_000;
/// The longest text of what was taken away that is kept beside it.
pub(super) const LONGEST_ELIDED: usize = 100_000;
/// Characters of a letter that a list shows.
const PREVIEW: usize = 300;

/// The writer's own words, within bounds.
pub(super) fn words(letter: &Reading, writer: &Writer) -> String {
    let own = writer.text.as_deref().unwrap_or(&letter.text);
    let own = if own.trim().is_empty() { letter.full_text.as_str() } else { own };
    shortened(&without_sign_in_links(own.trim()), LONGEST_TEXT)
}

pub(super) fn shortened(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// What a list shows of a letter: of one that came back, which; of any other, how it begins.
pub(super) fn preview(letter: &Reading, returned: Option<&returned::Returned>) -> String {
    if let Some(bounce) = &letter.bounce {
        let to: Vec<String> = bounce.recipients.iter().take(3).map(|to| names::one_line(to, 120)).collect();
        let status = bounce.status.as_deref().map_or_else(String::new, |status| format!(" ({status})"));
        let whose = if returned.is_some() { "A letter of ours" } else { "A letter, not known to be ours," };
        return names::one_line(&format!("{whose} to {}{status}", to.join(", ")), PREVIEW);
    }
    let text = if letter.text.trim().is_empty() { &letter.full_text } else { &letter.text };
    names::one_line(&without_sign_in_links(text), PREVIEW)
}

/// Somebody may answer the letter with their link to sign in: whoever reads the answer must not sign in as them.
pub(in crate::services) fn without_sign_in_links(text: &str) -> String {
    const PATH: &str = "/sign-in/";
    if !text.contains(PATH) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        if piece.contains(PATH) {
            out.push_str("[link to sign in]");
            out.extend(piece.chars().last().filter(|last| last.is_whitespace()));
        } else {
            out.push_str(piece);
        }
    }
    out
}

/// A letter's attachments as they are listed.
pub(super) fn files(letter: &Reading) -> String {
    let files: Vec<_> = letter
        .attachments
        .iter()
        .take(100)
        .map(|file| serde_json::json!({ "name": file.name, "type": file.mime, "bytes": file.size }))
        .collect();
    serde_json::Value::Array(files).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_sign_in_is_never_shown_to_anybody_else() {
        let said = "I can't get in:\nhttps://cards.example/sign-in/abc123 \n(why?)";
        assert_eq!(without_sign_in_links(said), "I can't get in:\n[link to sign in] \n(why?)");
        assert_eq!(without_sign_in_links("Nothing here."), "Nothing here.");
    }
}
