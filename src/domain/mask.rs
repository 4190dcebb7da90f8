//! Ways to say something about a text without handing it on: addresses masked, hidden characters made visible.

use std::borrow::Cow;
use std::fmt::Write as _;

/// An address with all but the first character of its local part taken away: `j…@mail.example`.
///
/// What is no address keeps nothing but its first character.
pub fn mask_address(address: &str) -> String {
    let (local, domain) = match address.rsplit_once('@') {
        Some((local, domain)) => (local, Some(domain)),
        None => (address, None),
    };
    let mut masked: String = local.chars().take(1).filter(|first| !is_hidden(*first)).collect();
    masked.push('…');
    if let Some(domain) = domain {
        masked.push('@');
        masked.push_str(&visible(domain));
    }
    masked
}

/// The text with every hidden character written as `\u{…}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_hidden(character) {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(character));
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// Says whether a character changes how text reads without being seen: controls, line and paragraph separators,
/// direction marks, invisible operators, tags. The joiners U+200C and U+200D are letters' business in Persian and
/// Hindi names and count as seen.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
