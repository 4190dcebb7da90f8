//! How mail servers say that a letter did not arrive; lower case. The words stand in `bounce_words.txt`.

use std::sync::LazyLock;

use crate::analysis::letter;

type Words = LazyLock<Vec<&'static str>>;

const FILE: &str = include_str!("bounce_words.txt");

fn list(name: &str) -> Vec<&'static str> {
    letter::word_list(FILE, name)
}

/// Subjects of undelivered mail, compared with the beginning.
pub(super) static SUBJECTS: Words = LazyLock::new(|| list("subjects"));
/// Sentences in the explanation.
pub(super) static BODY: Words = LazyLock::new(|| list("body"));
/// Of those, the ones that other machines say as well; only a mail server that signs as one is believed on them.
pub(super) static WEAK: Words = LazyLock::new(|| list("weak"));
/// Words that tell of a delay: the letter may still arrive.
pub(super) static DELAY: Words = LazyLock::new(|| list("delay"));
/// Words of failures that pass.
pub(super) static PASSING: Words = LazyLock::new(|| list("passing"));
/// Cause, status for it.
pub(super) static CAUSES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    list("causes").into_iter().filter_map(|line| line.split_once(' ')).map(|(status, words)| (words, status)).collect()
});
/// From here on a copy of the letter follows.
pub(super) static COPY: Words = LazyLock::new(|| list("copy"));

#[cfg(test)]
mod tests {
    #[test]
    fn no_list_is_empty() {
        for list in [&super::SUBJECTS, &super::BODY, &super::WEAK, &super::DELAY, &super::PASSING, &super::COPY] {
            assert!(!list.is_empty());
        }
        assert!(super::CAUSES.iter().all(|(_, status)| status.starts_with(['4', '5'])));
    }
}
