//! A house and its street ("12 Mill Street"), and British and Canadian postcodes. A street without a number is a
//! place that anybody may name.

use super::detail::Detail;
use std::ops::Range;

const STREETS: [&str; 22] = [
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "lane",
    "ln",
    "drive",
    "close",
    "way",
    "court",
    "crescent",
    "terrace",
    "gardens",
    "place",
    "square",
    "boulevard",
    "blvd",
    "grove",
    "mews",
    "hill",
];

/// Words between the number and the word for street.
const NAMED_WITH: usize = 3;

/// Addresses in order.
pub(super) fn addresses(text: &str) -> Vec<(Range<usize>, Detail)> {
    let words = tokens(text);
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        if let Some(end) = house(text, &words[index..]).or_else(|| postcode(text, &words[index..])) {
            found.push((word.start..end, Detail::Address));
        }
    }
    found
}

/// Words of letters and digits, by their place.
pub(super) fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, letter) in text.char_indices() {
        if !letter.is_alphanumeric() && !is_combining(letter) {
            continue;
        }
        match out.last_mut() {
            Some(last) if last.end == at => last.end = at + letter.len_utf8(),
            _ => out.push(at..at + letter.len_utf8()),
        }
    }
    out
}

fn is_combining(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

/// "12", "12a" or "12-14", then capitalised words, then a word for street, all on one line.
fn house(text: &str, words: &[Range<usize>]) -> Option<usize> {
    let number = &text[words.first()?.clone()];
    let digits = number.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    if digits.is_empty()
        || digits.len() > 5
        || number.len() > digits.len() + 1
        || !digits.bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let mut last = words.first()?;
    for (index, word) in words.iter().skip(1).take(NAMED_WITH + 1).enumerate() {
        let between = &text[last.end..word.start];
        if between.chars().any(|letter| !matches!(letter, ' ' | ',' | '\'' | '’' | '-' | '.')) {
            return None;
        }
        let said = &text[word.clone()];
        if index > 0 && STREETS.contains(&said.to_lowercase().as_str()) {
            return Some(word.end);
        }
        // "St. John’s Road": the s belongs to the word before it.
        if said != "s" && !said.chars().next().is_some_and(|first| first.is_uppercase() || first.is_numeric()) {
            return None;
        }
        last = word;
    }
    None
}

/// `SW1A 1AA`, `M1 1AE`, `K1A 0B1`: two short words of capitals and digits.
fn postcode(text: &str, words: &[Range<usize>]) -> Option<usize> {
    let (first, second) = (words.first()?, words.get(1)?);
    if text[first.end..second.start] != *" " {
        return None;
    }
    let shape = |word: &Range<usize>| -> String {
        let kind = |letter: char| match letter {
            'A'..='Z' => 'A',
            '0'..='9' => '9',
            _ => 'x',
        };
        text[word.clone()].chars().take(5).map(kind).collect()
    };
    let british =
        matches!(shape(first).as_str(), "A9" | "A99" | "A9A" | "AA9" | "AA99" | "AA9A") && shape(second) == "9AA";
    let canadian = shape(first) == "A9A" && shape(second) == "9A9";
    (british || canadian).then_some(second.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        addresses(text).into_iter().map(|(span, _)| &text[span]).collect()
    }

    #[test]
    fn a_house_with_its_street_is_an_address() {
        assert_eq!(found("I live at 12 Mill Street, Leeds."), ["12 Mill Street"]);
        assert_eq!(found("221b Upper Baker St and 4 St. John’s Road"), ["221b Upper Baker St", "4 St. John’s Road"]);
        assert_eq!(found("Post it to SW1A 1AA or K1A 0B1"), ["SW1A 1AA", "K1A 0B1"]);
    }

    #[test]
    fn a_street_without_a_number_and_a_number_without_a_street_are_not() {
        for text in ["The shop on Mill Street", "waited 12 minutes by the road", "2 people in the Street", "A1 and B2"]
        {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
