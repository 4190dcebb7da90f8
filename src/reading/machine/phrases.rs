//! How machines talk, in lower case and in the languages our customers' mail programs speak; the words stand in
//! `phrases.txt`. Starts are compared with the beginning of a subject; the others may stand anywhere in the lines that
//! are judged.

use std::sync::LazyLock;

use crate::analysis::letter;

type Words = LazyLock<Vec<&'static str>>;

fn list(name: &str) -> Vec<&'static str> {
    letter::word_list(include_str!("phrases.txt"), name)
}

/// Subjects that mail programs put before an automatic reply.
pub(super) static AUTO_STARTS: Words = LazyLock::new(|| list("auto-starts"));
/// Of those, the ones that a person may well write as well; they count half.
pub(super) static AUTO_WEAK: Words = LazyLock::new(|| list("auto-weak"));
/// Sentences by which a program says that it is one.
pub(super) static ROBOT: Words = LazyLock::new(|| list("robot"));
/// The writer says where they are not.
pub(super) static AWAY: Words = LazyLock::new(|| list("away"));
/// The writer, or somebody for them, says that they are there no more.
pub(super) static GONE: Words = LazyLock::new(|| list("gone"));
/// What absence notes go on to say.
pub(super) static LATER: Words = LazyLock::new(|| list("later"));
/// Mailboxes that ask the sender to prove to be human.
pub(super) static CHALLENGE: Words = LazyLock::new(|| list("challenge"));
/// Subjects of programs' notices.
pub(super) static NOTICE_SUBJECTS: Words = LazyLock::new(|| list("notice-subjects"));
/// And what they say.
pub(super) static NOTICE_WORDS: Words = LazyLock::new(|| list("notice-words"));
/// Names before the `@` that programs have.
pub(super) static NOTICE_SENDERS: Words = LazyLock::new(|| list("notice-senders"));
/// Words by which somebody means themselves.
pub(super) static MYSELF: Words = LazyLock::new(|| list("myself"));
/// Subjects of read receipts.
pub(super) static READ_STARTS: Words = LazyLock::new(|| list("read-starts"));
/// And what they say.
pub(super) static READ_BODY: Words = LazyLock::new(|| list("read-body"));

#[cfg(test)]
mod tests {
    #[test]
    fn no_list_is_empty() {
        for list in [
            &super::AUTO_STARTS,
            &super::AUTO_WEAK,
            &super::ROBOT,
            &super::AWAY,
            &super::GONE,
            &super::LATER,
            &super::CHALLENGE,
            &super::NOTICE_SUBJECTS,
            &super::NOTICE_WORDS,
            &super::NOTICE_SENDERS,
            &super::MYSELF,
            &super::READ_STARTS,
            &super::READ_BODY,
        ] {
            assert!(!list.is_empty());
        }
    }
}
