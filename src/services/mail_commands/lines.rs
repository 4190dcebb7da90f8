//! What a member's answer says, as lines: `4182 release: a note`, `#4161 assign Ana`, `note: …`. Pure.

use crate::render::messages::Messages;

/// Lines that are read; a letter with more is no list of wishes.
pub(super) const MOST_LINES: usize = 50;

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Nothing was written.
    Nothing,
    /// An answer to the customer of the letter's one card.
    Answer(String),
    /// A note on it.
    Note(String),
    /// Lines, and whether there were more than are read.
    Lines(Vec<Line>, bool),
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// As it was written.
    pub(super) raw: String,
    /// The card's number.
    pub(super) number: Option<i64>,
    /// One of [`crate::render::messages::COMMANDS`].
    pub(super) command: Option<&'static str>,
    /// What stands behind, with the lines that follow.
    pub(super) rest: String,
}

/// Reads an answer to a letter about one card, whose number is given, or about several.
///
/// What stands behind that card's own number is never sent to its customer: a slip in a command ("4182 relaese") is one.
pub(super) fn read(text: &str, one_card: Option<i64>, messages: &Messages) -> Wanted {
    let text = text.trim();
    if text.is_empty() {
        return Wanted::Nothing;
    }
    let first = text.lines().next().unwrap_or_default();
    let begins_with_words = match line(first, messages) {
        None => true,
        // Another number begins a sentence: "45 minutes is too long".
        Some(line) => line.command.is_none() && line.number != one_card,
    };
    if one_card.is_some() && begins_with_words {
        return match noted(first, messages) {
            Some(rest) => {
                let more = text[first.len()..].trim_end();
                let note = format!("{rest}{more}").trim().to_owned();
                if note.is_empty() { Wanted::Nothing } else { Wanted::Note(note) }
            }
            None => Wanted::Answer(text.to_owned()),
        };
    }
    let (mut lines, mut more): (Vec<Line>, bool) = (Vec::new(), false);
    for raw in text.lines() {
        let trimmed = raw.trim();
        if let Some(next) = line(trimmed, messages) {
            if lines.len() == MOST_LINES {
                more = true;
                break;
            }
            lines.push(next);
            continue;
        }
        let full = lines.len() == MOST_LINES;
        match lines.last_mut() {
            // Words go on over several lines; a command without words doesn't.
            Some(open) if !open.rest.is_empty() || trimmed.is_empty() => {
                open.rest.push('\n');
                open.rest.push_str(trimmed);
            }
            _ if trimmed.is_empty() => {}
            _ if full => {
                more = true;
                break;
            }
            _ => lines.push(Line { raw: trimmed.to_owned(), number: None, command: None, rest: String::new() }),
        }
    }
    for line in &mut lines {
        line.rest = line.rest.trim().to_owned();
    }
    Wanted::Lines(lines, more)
}

/// What stands behind "note:" at the beginning of a line.
fn noted(first: &str, messages: &Messages) -> Option<String> {
    let (word, rest) = first.split_once(':')?;
    (messages.command(word) == Some("note")).then(|| rest.trim_start().to_owned())
}

/// A line that begins with a card's number; none for any other.
fn line(raw: &str, messages: &Messages) -> Option<Line> {
    let text = raw.trim().trim_start_matches(['#', '*', '-', '•']).trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: i64 = text.get(..digits)?.parse().ok()?;
    let after = text.get(digits..)?;
    // "4182 assign", "4182: assign"; "9am" and "45.50" are no card's numbers.
    if !(after.is_empty() || after.starts_with([' ', '\t', ':', '\u{a0}'])) {
        return None;
    }
    let after = after.trim_start_matches([':', ' ', '\t', '\u{a0}']);
    let (command, rest) = command(after, messages);
    Some(Line { raw: raw.trim().to_owned(), number: Some(number), command, rest: rest.trim().to_owned() })
}

/// The command at the beginning of `text`, of two words or of one, and what stands behind it.
fn command<'a>(text: &'a str, messages: &Messages) -> (Option<&'static str>, &'a str) {
    let ends: Vec<usize> = text
        .char_indices()
        .filter(|(_, letter)| letter.is_whitespace() || matches!(letter, ':' | '.' | ','))
        .map(|(at, _)| at)
        .take(2)
        .chain([text.len()])
        .collect();
    for end in ends.into_iter().rev() {
        let Some((word, rest)) = text.split_at_checked(end) else { continue };
        if word.chars().count() > 40 {
            continue;
        }
        if let Some(known) = messages.command(word.trim_end_matches([':', '.', ',', '!'])) {
            return (Some(known), rest.trim_start_matches([':', '.', ',', '!', ' ', '\t', '\u{a0}']));
        }
    }
    (None, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, one: Option<i64>) -> Wanted {
        read(text, one, &Messages::load().unwrap())
    }

    fn lines(text: &str) -> Vec<(Option<i64>, Option<&'static str>, String)> {
        match said(text, None) {
            Wanted::Lines(lines, _) => lines.into_iter().map(|line| (line.number, line.command, line.rest)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn lines_are_a_number_and_a_word_and_what_follows() {
        assert_eq!(
            lines("4182 release\n#4161 assign Ana\n4187: answered.\n\n4176 thanks: Great work"),
            [
                (Some(4182), Some("release"), String::new()),
                (Some(4161), Some("assign"), "Ana".to_owned()),
                (Some(4187), Some("answered"), String::new()),
                (Some(4176), Some("thanks"), "Great work".to_owned()),
            ]
        );
    }

    #[test]
    fn every_language_has_its_own_words_and_all_are_understood() {
        assert_eq!(
            lines("1 übernehmen\n2 Antwort: Guten Tag\n3 put right: Rang her.\n4 RESPONDIDA\n5 partager: à lire"),
            [
                (Some(1), Some("take"), String::new()),
                (Some(2), Some("answer"), "Guten Tag".to_owned()),
                (Some(3), Some("right"), "Rang her.".to_owned()),
                (Some(4), Some("answered"), String::new()),
                (Some(5), Some("release"), "à lire".to_owned()),
            ]
        );
    }

    #[test]
    fn words_go_on_until_the_next_number() {
        assert_eq!(
            lines("4187 answer: Dear Janet,\n\nI am sorry.\nRuth\n4182 take"),
            [
                (Some(4187), Some("answer"), "Dear Janet,\n\nI am sorry.\nRuth".to_owned()),
                (Some(4182), Some("take"), String::new()),
            ]
        );
    }

    #[test]
    fn what_is_no_line_is_told_and_never_guessed() {
        assert_eq!(
            lines("Thank you all\n4182 relaese\n99999999999999999999 take\n9am is fine"),
            [
                (None, None, String::new()),
                (Some(4182), None, "relaese\n99999999999999999999 take\n9am is fine".to_owned()),
            ]
        );
    }

    #[test]
    fn an_answer_to_one_card_is_words_or_a_note_or_lines() {
        assert_eq!(said("  ", Some(4182)), Wanted::Nothing);
        assert_eq!(
            said("Dear Janet,\n4182 is your number.", Some(4182)),
            Wanted::Answer("Dear Janet,\n4182 is your number.".to_owned())
        );
        assert_eq!(said("note: rang her\nagain", Some(4182)), Wanted::Note("rang her\nagain".to_owned()));
        assert_eq!(said("Notiz: angerufen", Some(4182)), Wanted::Note("angerufen".to_owned()));
        assert_eq!(said("note:", Some(4182)), Wanted::Nothing);
        assert!(matches!(said("4182 take", Some(4182)), Wanted::Lines(lines, false) if lines.len() == 1));
        // A slip in a command goes to nobody.
        assert!(matches!(said("4182 relaese", Some(4182)), Wanted::Lines(lines, false) if lines[0].command.is_none()));
        // A number that begins a sentence is no line.
        assert!(matches!(said("45 minutes is too long, I agree.", Some(4182)), Wanted::Answer(_)));
    }

    #[test]
    fn no_letter_is_too_long() {
        let many = "7 take\n".repeat(1_000);
        assert!(matches!(said(&many, None), Wanted::Lines(lines, true) if lines.len() == MOST_LINES));
    }
}
