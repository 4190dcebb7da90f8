//! Email addresses and numbers long enough to call or to pay with.

use super::detail::Detail;
use std::ops::Range;

/// Fewer digits are prices, years and order numbers.
const PHONE_DIGITS: usize = 7;

/// A number is longest when a card number, its date and a telephone number stand behind each other.
const CARD_LENGTHS: std::ops::RangeInclusive<usize> = 13..=19;

/// Email addresses: every `@` with something on both sides.
pub(super) fn emails(text: &str) -> Vec<(Range<usize>, Detail)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(['@', '\u{ff20}']) {
        let local = |letter: char| letter.is_alphanumeric() || "._%+-'’!#$&*/=?^{|}~`".contains(letter);
        let host = |letter: char| letter.is_alphanumeric() || ".-[]:".contains(letter);
        // Both walks stop at another `@`, so that each letter is looked at twice at most.
        let start = text[..at].trim_end_matches(local).len();
        let behind = at + text[at..].chars().next().map_or(1, char::len_utf8);
        let rest = &text[behind..];
        let end = text.len() - rest.trim_start_matches(host).len();
        let end = behind + text[behind..end].trim_end_matches(['.', '-', ':']).len();
        if start < at && end > behind {
            found.push((start..end, Detail::Email));
        }
    }
    found
}

/// Numbers of seven digits and more, however they are grouped, and the customer's own number whatever its length.
/// Dates such as 2026-11-22 and 22/11/2026 stay.
pub(super) fn numbers(text: &str, phone: Option<&str>) -> Vec<(Range<usize>, Detail)> {
    let own: Vec<u8> = phone.unwrap_or_default().chars().filter_map(digit).collect();
    let mut found = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if digit(letter).is_none() && letter != '+' {
            continue;
        }
        let mut run = Run::default();
        run.take(start, letter);
        let mut gap = 0;
        while let Some(&(at, next)) = letters.peek() {
            if digit(next).is_some() {
                gap = 0;
            } else if separates(next) && gap < 3 {
                gap += 1;
            } else {
                break;
            }
            run.take(at, next);
            letters.next();
        }
        if let Some(detail) = run.detail(&own) {
            found.push((start..run.end, detail));
        }
    }
    found
}

/// Digits that stand together.
#[derive(Default)]
struct Run {
    digits: Vec<u8>,
    /// How many digits each group has.
    groups: Vec<usize>,
    /// Whether the last letter was a digit.
    open: bool,
    /// Whether everything between the groups could stand in a date.
    dated: bool,
    slashed: bool,
    /// Behind the last digit.
    end: usize,
}

impl Run {
    fn take(&mut self, at: usize, letter: char) {
        let Some(value) = digit(letter) else {
            self.open = false;
            self.dated |= matches!(letter, '-' | '.' | '/');
            self.slashed |= matches!(letter, ' ' | '+' | '(' | ')');
            return;
        };
        match self.groups.last_mut() {
            Some(group) if self.open => *group += 1,
            _ => self.groups.push(1),
        }
        self.open = true;
        self.digits.push(value);
        self.end = at + letter.len_utf8();
    }

    fn detail(&self, own: &[u8]) -> Option<Detail> {
        if own.len() >= 4 && self.digits.ends_with(own) {
            return Some(Detail::Phone);
        }
        if self.digits.len() < PHONE_DIGITS || self.is_date() {
            return None;
        }
        Some(if self.holds_card() { Detail::CardNumber } else { Detail::Phone })
    }

    fn is_date(&self) -> bool {
        self.dated && !self.slashed && matches!(self.groups[..], [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 4])
    }

    /// Whether a card number begins at one of the groups: length, issuer's first digits and check digit are right.
    fn holds_card(&self) -> bool {
        let mut start = 0;
        self.groups.iter().any(|group| {
            let rest = &self.digits[start..];
            start += group;
            CARD_LENGTHS.filter_map(|length| rest.get(..length)).any(is_card)
        })
    }
}

/// Luhn's check alone passes a tenth of all numbers; the issuer's prefix and length must fit, too.
fn is_card(digits: &[u8]) -> bool {
    let prefix = |length: usize| digits.iter().take(length).fold(0_u32, |sum, digit| sum * 10 + u32::from(*digit));
    let fits = match digits.len() {
        13 | 19 if prefix(1) == 4 => true,
        14 => matches!(prefix(2), 36 | 38 | 39) || (300..=305).contains(&prefix(3)),
        15 => matches!(prefix(2), 34 | 37),
        16 => {
            prefix(1) == 4
                || (51..=55).contains(&prefix(2))
                || (2221..=2720).contains(&prefix(4))
                || (3528..=3589).contains(&prefix(4))
                || prefix(4) == 6011
                || matches!(prefix(2), 50 | 56..=59 | 62 | 65)
                || (644..=649).contains(&prefix(3))
        }
        12 | 17..=19 => matches!(prefix(2), 50 | 56..=59 | 60..=69),
        _ => false,
    };
    let doubled = |digit: u8| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| u32::from(if index % 2 == 1 { doubled(*digit) } else { *digit }))
        .sum();
    fits && sum.is_multiple_of(10)
}

fn separates(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '-' | '\u{2010}'..='\u{2015}' | '.' | '(' | ')' | '/' | '+'
    )
}

/// The value of a decimal digit in the scripts that telephones show.
fn digit(letter: char) -> Option<u8> {
    let zero = match letter {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    u8::try_from(u32::from(letter) - u32::from(zero)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Detail)> {
        numbers(text, None).into_iter().map(|(span, detail)| (&text[span], detail)).collect()
    }

    #[test]
    fn telephone_numbers_are_found_however_they_are_written() {
        for number in ["020 7946 0018", "+44 (0)20 7946-0018", "555.123.4567", "07700900123", "٠٧٧٠٠٩٠٠١٢٣", "1234567"]
        {
            let text = format!("Ring {number}, please.");
            assert_eq!(found(&text), [(number, Detail::Phone)], "{number}");
        }
    }

    #[test]
    fn dates_prices_and_short_numbers_stay() {
        for text in ["2026-11-22", "22/11/2026", "1.2.2026", "£1,204.50", "123456", "at 16:42 on 3 May", "+", "12 - 14"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn card_numbers_need_issuer_length_and_check_digit() {
        assert_eq!(found("4111 1111 1111 1111")[0].1, Detail::CardNumber);
        assert_eq!(found("3782-822463-10005")[0].1, Detail::CardNumber);
        assert_eq!(found("4111 1111 1111 1111 12/27")[0].1, Detail::CardNumber);
        assert_eq!(found("4111 1111 1111 1112")[0].1, Detail::Phone);
        assert_eq!(found("9111 1111 1111 1111")[0].1, Detail::Phone);
    }

    #[test]
    fn the_customers_own_number_is_found_though_it_is_short() {
        assert_eq!(numbers("Extension 4418.", Some("4418")), [(10..14, Detail::Phone)]);
        assert_eq!(numbers("Extension 4418.", Some("44")), []);
    }

    #[test]
    fn email_addresses_are_found_whole() {
        let text = "Write to Janet.Pruett+x@mail.example. Or @nobody, or a @ b, jo@[10.0.0.1]";
        let spans: Vec<&str> = emails(text).into_iter().map(|(span, _)| &text[span]).collect();
        assert_eq!(spans, ["Janet.Pruett+x@mail.example", "jo@[10.0.0.1]"]);
    }
}
