//! Notices of programs that bear no mark in their header: orders, codes, alarms, scans, newsletters. They are known by
//! what they say, in two ways at least: the subject, the words, the name of the sender. Whoever says "I" is a person, and
//! needs more against them than a program (R42).

use super::{Evidence, phrases as say};

/// So much makes a notice.
const ENOUGH: f32 = 2.5;

/// True for a program's notice. `text` is the opening of the sender's own words, in lower case.
pub(super) fn is_one(evidence: &Evidence<'_>, subject: &str, text: &str) -> bool {
    let subject = subject.trim();
    // An answer to a notice has its subject and is a person's.
    let answers = ["re:", "aw:", "sv:", "antw:", "odp:", "ynt:", "rif:", "res:", "fwd:", "fw:", "wg:", "tr:"];
    if answers.iter().any(|start| subject.starts_with(start)) {
        return false;
    }
    // The longer ones may stand behind a name, as in "Larkspur: your password was changed".
    let named = say::NOTICE_SUBJECTS
        .iter()
        .any(|words| subject.starts_with(words) || (words.contains(' ') && subject.contains(words)));
    let said = say::NOTICE_WORDS.iter().filter(|words| text.contains(*words)).take(2).count();
    let mut score = match said {
        0 => 0.0,
        1 => 1.5,
        _ => 2.5,
    };
    score += if named { 1.5 } else { 0.0 };
    score += if sender(evidence.from) { 1.0 + form(subject, text) } else { 0.0 };
    score -= if speaks(text) { 2.0 } else { 0.0 };
    score >= ENOUGH
}

/// True when the name before the `@` is a program's: `alerts`, `orders-eu`, `drive-noreply`.
fn sender(from: &str) -> bool {
    const BETWEEN: [char; 4] = ['-', '_', '.', '+'];
    let local = from.split('@').next().unwrap_or("").to_lowercase();
    say::NOTICE_SENDERS.iter().any(|name| {
        local == *name
            || local.strip_prefix(name).is_some_and(|rest| rest.starts_with(BETWEEN))
            || local.strip_suffix(name).is_some_and(|rest| rest.ends_with(BETWEEN))
    })
}

/// How much a letter from such a sender is made like a notice: a link, a number that something goes by, a subject that
/// speaks to its reader. Of a person's letter all of it may be true, so it counts for a program's name only.
fn form(subject: &str, text: &str) -> f32 {
    let starts = ["your ", "reminder", "[", "(", "*", "we are", "we're", "votre", "su ", "ihre", "uw "];
    let number = |word: &str| word.chars().filter(char::is_ascii_digit).count() >= 4 || word.starts_with('#');
    let numbered = text.split_whitespace().chain(subject.split_whitespace()).any(number);
    let link = if text.contains("http") { 1.0 } else { 0.0 };
    let reference = if numbered { 0.75 } else { 0.0 };
    link + reference + if starts.iter().any(|start| subject.starts_with(start)) { 0.75 } else { 0.0 }
}

/// Somebody says "I". The words of a link are nobody's.
pub(super) fn speaks(text: &str) -> bool {
    let said = text.split_whitespace().filter(|word| !word.contains("://"));
    said.flat_map(|word| word.split(|sign: char| !sign.is_alphanumeric())).any(|word| say::MYSELF.contains(&word))
}
