//! Fixed phrases in which a name is no person: brands, films, streets, sayings.

use crate::analysis::fold::{self, Gap};
use crate::analysis::mentions::reader::{Reader, Written};

/// Fixed names and sayings with a given name in them.
const PHRASES: &str = include_str!("phrases.txt");

pub(super) fn phrase(reader: &Reader, i: usize, to: usize) -> bool {
    use crate::analysis::lexicon::ByHash;
    use std::sync::LazyLock;
    static SET: LazyLock<ByHash<()>> = LazyLock::new(|| {
        PHRASES
            .lines()
            .filter(|l| !l.starts_with('#'))
            .map(|p| (fold::mix(p.split(' ').fold(fold::SEED, |s, w| fold::extend(s, w.as_bytes()))), ()))
            .collect()
    });
    // Most words begin no phrase.
    static FIRST: LazyLock<ByHash<()>> = LazyLock::new(|| {
        let words = PHRASES.lines().filter(|l| !l.starts_with('#')).filter_map(|p| p.split(' ').next());
        words.map(|w| (fold::hash(w.as_bytes()), ())).collect()
    });
    let begins = |k: usize| reader.tok(k).is_some_and(|t| t.possessive || FIRST.contains_key(&t.hash));
    // Windows that cover the name, with its possessive s.
    for start in (i.saturating_sub(3)..=i).filter(|k| begins(*k)) {
        let mut state = fold::SEED;
        for end in start..(to + 4).min(reader.len()) {
            // "the car, Jack said" is no car jack.
            if end > start
                && (reader.gap(end) >= Gap::Hard
                    || reader.gap(end) == Gap::Soft
                        && reader.tok(end).is_some_and(|t| matches!(t.mark, ',' | '(' | ')' | ':')))
                && !reader.tok(end).is_some_and(|t| t.mark == '.' && reader.word(end - 1).len() <= 2)
            {
                break;
            }
            state = fold::extend(state, reader.word(end).as_bytes());
            let possessive =
                reader.tok(end).is_some_and(|t| t.possessive && t.letters > 0) && !reader.word(end).ends_with('s');
            if possessive {
                state = fold::extend(state, b"s");
            }
            if end + 1 >= to && SET.contains_key(&fold::mix(state)) {
                // A chain named like a person's possessive: "at Wendy's", but not "Wendy's attitude".
                let alone = end == start;
                let own = alone
                    && possessive
                    && (reader.written(i) == Written::Low
                        || crate::analysis::mentions::context::after(reader, to, to - 1).is_some_and(|a| a.1 >= 1.5));
                return !own;
            }
        }
    }
    false
}
