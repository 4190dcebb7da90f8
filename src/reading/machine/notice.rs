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
    let named = say::NOTICE_SUBJECTS.iter().any(|words| {
        subject.starts_with(words) || {
            // The longer ones may stand behind a name, as in "Larkspur: your password was changed".
            words.contains(' ') && subject.contains(words)
        }
    });
    let said = say::NOTICE_WORDS.iter().filter(|words| text.contains(*words)).take(3).count();
    let local = evidence.from.split('@').next().unwrap_or("").to_lowercase();
    let sender = say::NOTICE_SENDERS.iter().any(|name| {
        local == *name || local.strip_prefix(name).is_some_and(|rest| rest.starts_with(['-', '_', '.', '+']))
    });
    let mut score = match said {
        0 => 0.0,
        1 => 1.5,
        _ => 2.5,
    };
    score += if named { 1.5 } else { 0.0 };
    score += if sender { 1.0 } else { 0.0 };
    score -= if speaks(text) { 2.0 } else { 0.0 };
    score >= ENOUGH
}

/// Somebody says "I".
pub(super) fn speaks(text: &str) -> bool {
    text.split(|sign: char| !sign.is_alphanumeric()).any(|word| say::MYSELF.contains(&word))
}
