//! What comes with a letter: names made safe (R57) and types told by content.

use super::{
    sniff,
    transfer::{self, Measured},
    tree::Part,
    types::Attachment,
    words,
};

/// Longest name kept, in characters; file systems stop at 255 bytes.
const LONGEST: usize = 120;

/// The content of a leaf: all of it, or of a large one that is only listed its beginning.
pub(super) fn content(part: &Part<'_>, list: bool) -> Measured {
    if list { transfer::measure(part.body, &part.encoding()) } else { Measured::from(part.bytes()) }
}

/// Makes an attachment of a leaf.
pub(super) fn from_part(part: &Part<'_>, content: Measured) -> Attachment {
    let declared = part.kind().to_owned();
    let given = part.disposition.decoded("filename").or_else(|| part.content.decoded("name")).or_else(|| {
        part.headers
            .get("content-description")
            .map(|value| words::decode(&value, None))
            .filter(|text| text.contains('.') && text.len() < 80)
    });
    let content_id = part
        .headers
        .text("content-id")
        .map(|id| id.trim_matches(['<', '>']).to_owned())
        .filter(|id| !id.is_empty() && id.len() < 300);
    let inline = part.disposition.value == "inline" || (content_id.is_some() && part.disposition.value != "attachment");
    let file = named(given.as_deref(), &declared, content.beginning, content_id, inline);
    Attachment { size: content.size, ..file }
}

/// Makes an attachment of content that has lost its part (TNEF, S/MIME).
pub(super) fn named(
    given: Option<&str>,
    declared: &str,
    content: Vec<u8>,
    content_id: Option<String>,
    inline: bool,
) -> Attachment {
    let name = given.map(safe_name).unwrap_or_default();
    let mime = sniff::kind(&content, declared, &name);
    let name = if name.is_empty() { format!("attachment.{}", sniff::extension(&mime)) } else { name };
    Attachment { name, mime, size: content.len(), content, content_id, inline }
}

/// Only the last path component, no control or direction characters, no leading dots; empty when nothing is left.
pub(super) fn safe_name(given: &str) -> String {
    let last = given
        .rsplit(['/', '\\', '\u{2215}', '\u{2044}', '\u{ff0f}', '\u{ff3c}'])
        .find(|part| !part.trim_matches(['.', ' ', '\0']).is_empty())
        .unwrap_or("");
    let clean: String = words::clean(last)
        .chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| if matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c })
        .collect();
    let clean = clean.trim_start_matches(['.', ' ', '~']).trim_end_matches(['.', ' ']);
    shorten(clean)
}

fn shorten(name: &str) -> String {
    if name.chars().count() <= LONGEST && name.len() <= 240 {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 10 => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let mut kept = String::new();
    for c in stem.chars().take(LONGEST - ending.chars().count()) {
        if kept.len() + c.len_utf8() + ending.len() > 240 {
            break;
        }
        kept.push(c);
    }
    kept + &ending
}
