//! The customer's own name in their words: where they introduce themselves and where they sign.

use super::places::tokens;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Parts of a name that aren't one, and what people write who give none.
const NO_NAMES: [&str; 29] = [
    "de",
    "van",
    "von",
    "der",
    "den",
    "la",
    "le",
    "da",
    "di",
    "el",
    "al",
    "bin",
    "ibn",
    "of",
    "the",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "and",
    "customer",
    "anonymous",
    "anon",
    "nobody",
    "none",
    "guest",
    "your",
];

/// Names that are words too: they are hidden only where they are written with a capital letter, or signed with.
const ORDINARY: [&str; 66] = [
    "will", "grace", "may", "mark", "bill", "rob", "pat", "sue", "joy", "hope", "faith", "rose", "summer", "april",
    "june", "august", "dawn", "eve", "frank", "jack", "penny", "ray", "rich", "art", "chase", "drew", "guy", "grant",
    "heather", "pearl", "ruby", "sandy", "young", "king", "long", "brown", "white", "black", "green", "gray", "grey",
    "good", "best", "day", "hill", "wood", "price", "rice", "short", "small", "strong", "sharp", "cook", "page",
    "park", "lane", "love", "nice", "new", "case", "bank", "banks", "miles", "call", "more", "holiday",
];

/// Lines after which a letter is signed.
const CLOSINGS: [&str; 16] = [
    "regards",
    "kind regards",
    "best regards",
    "warm regards",
    "best wishes",
    "warm wishes",
    "yours",
    "yours sincerely",
    "yours faithfully",
    "sincerely",
    "many thanks",
    "thanks",
    "thank you",
    "cheers",
    "all the best",
    "with thanks",
];

/// Who signs with more words than this doesn't sign.
const LONGEST_SIGNATURE: usize = 5;

/// Where the customer is named, in order: by the name they gave, or below a closing line.
pub(super) fn of_customer(text: &str, name: Option<&str>) -> Vec<Range<usize>> {
    let words = tokens(text);
    let parts: Vec<String> = name.map(parts).unwrap_or_default();
    let last_line = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
    let signed = words.iter().filter(|word| word.start >= last_line).count() <= LONGEST_SIGNATURE;
    let mut found: Vec<Range<usize>> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let said = &text[word.clone()];
        let folded = fold(said);
        let capital = said.chars().next().is_some_and(char::is_uppercase);
        let in_signature = signed && word.start >= last_line;
        if !parts.contains(&folded) || !(capital || in_signature || !ORDINARY.contains(&folded.as_str())) {
            continue;
        }
        let start = initial_before(text, &words[..index], word, &parts);
        match found.last_mut() {
            Some(last) if joins(&text[last.end..start]) => last.end = word.end,
            _ => found.push(start..word.end),
        }
    }
    found.extend(signatures(text));
    found
}

/// Where a person of this name is named.
pub(super) fn of_person(text: &str, name: &str) -> Vec<Range<usize>> {
    let parts = parts(name);
    tokens(text).into_iter().filter(|word| parts.contains(&fold(&text[word.clone()]))).collect()
}

fn parts(name: &str) -> Vec<String> {
    let folded = tokens(name).into_iter().map(|word| fold(&name[word]));
    folded.filter(|part| part.chars().count() > 1 && !NO_NAMES.contains(&part.as_str())).take(8).collect()
}

/// "J. Pruett": the letter before the name belongs to it.
fn initial_before(text: &str, before: &[Range<usize>], word: &Range<usize>, parts: &[String]) -> usize {
    let Some(letter) = before.last() else { return word.start };
    let initial = fold(&text[letter.clone()]);
    let single = initial.chars().count() == 1 && parts.iter().any(|part| part.starts_with(&initial));
    if single && joins(&text[letter.end..word.start]) { letter.start } else { word.start }
}

/// What may stand between the parts of one name.
fn joins(between: &str) -> bool {
    between.len() < 8 && between.chars().all(|letter| matches!(letter, ' ' | '\u{a0}' | '.' | '-' | '\'' | '’'))
}

/// Short lines below "Kind regards,": a name that nobody typed into the field for it.
fn signatures(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut closed = false;
    for line in text.split_inclusive('\n') {
        let said = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if said.is_empty() {
            continue;
        }
        let short = said.split_whitespace().count() <= LONGEST_SIGNATURE;
        if closed && short && said.chars().next().is_some_and(char::is_alphabetic) && !said.ends_with(['!', '?']) {
            found.push(start..start + said.len());
            continue;
        }
        let bare = said.trim_end_matches([',', '.', '!', ' ', '-', '–', '—']).to_lowercase();
        closed = CLOSINGS.contains(&bare.as_str());
    }
    found
}

/// Lower case without accents.
fn fold(word: &str) -> String {
    word.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
        of_customer(text, Some(name)).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn a_customer_is_found_where_they_introduce_themselves_and_where_they_sign() {
        assert_eq!(found("I am Janet Pruett. Bye, janet", "Janet Pruett"), ["Janet Pruett", "janet"]);
        assert_eq!(found("Zoe’s bill was wrong. J. Pruett", "Zoë J. Pruett"), ["Zoe", "Pruett"]);
        assert_eq!(found("Ask J. Pruett", "Janet Pruett"), ["J. Pruett"]);
    }

    #[test]
    fn a_name_that_is_a_word_is_hidden_only_as_a_name() {
        assert_eq!(found("You will see, I said. Grace and Will agreed it will do.", "Will Grace"), ["Grace", "Will"]);
        assert_eq!(found("They were a grace.\n\nwill", "Will Grace"), ["will"]);
    }

    #[test]
    fn a_signature_is_hidden_though_no_name_was_given() {
        let text = "Well done.\n\nKind regards,\nJanet Pruett\nLeeds";
        let spans: Vec<&str> = of_customer(text, None).into_iter().map(|span| &text[span]).collect();
        assert_eq!(spans, ["Janet Pruett", "Leeds"]);
        assert!(of_customer("Thanks\nTo everybody who waited so long with me that day.", None).is_empty());
    }

    #[test]
    fn titles_and_particles_are_no_names() {
        assert!(found("The van of the customer, Mr Miller", "Mr van der").is_empty());
    }
}
