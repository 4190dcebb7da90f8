//! Names that were heard and written as they sounded, one sound off: "Shivorn" for Siobhan, by way of "Shivaun".
//! The table holds the sounds of all spellings in `variants.txt`, each also without any one of its letters.
use super::relations::{self, Relation};
use super::{near, sound};
use crate::analysis::fold;
use crate::analysis::lexicon::ByHash;
use std::sync::LazyLock;

/// Sounds shorter than this lie too close together.
const LEAST: usize = 5;

static TABLE: LazyLock<ByHash<Vec<&'static str>>> = LazyLock::new(|| {
    let mut table: ByHash<Vec<&'static str>> = ByHash::default();
    for word in include_str!("variants.txt")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .flat_map(|l| l.trim_start_matches('=').split_whitespace())
    {
        let key = sound::key(word);
        if key.len() < LEAST {
            continue;
        }
        for hash in thinned(&key) {
            let words = table.entry(hash).or_default();
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    table
});

/// The hashes of a key and of the key without each of its letters.
fn thinned(key: &str) -> impl Iterator<Item = u64> + '_ {
    let without = (0..key.len()).filter_map(move |n| Some([key.get(..n)?, key.get(n + 1..)?].concat()));
    std::iter::once(key.to_owned()).chain(without).map(|k| fold::hash(k.as_bytes()))
}

/// Well-known given names by their sound.
static KNOWN: LazyLock<ByHash<Vec<&'static str>>> = LazyLock::new(|| {
    let mut known: ByHash<Vec<&'static str>> = ByHash::default();
    for name in
        include_str!("../lexicon/names.txt").lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace)
    {
        known.entry(fold::hash(sound::key(name).as_bytes())).or_default().push(name);
    }
    known
});

/// Whether a well-known given name sounds exactly like the word and is far from the registered one: "Gemima" is a Jemima,
/// and no Gemma.
pub fn is_another(word: &str, registered: &str) -> bool {
    if word.len() == registered.len() {
        return false;
    }
    let own = fold::hash(registered.as_bytes());
    KNOWN.get(&fold::hash(sound::key(word).as_bytes())).is_some_and(|names| {
        names.iter().all(|n| {
            near::slips(n, registered, 1).is_none() && relations::between(fold::hash(n.as_bytes()), own).is_none()
        })
    })
}

/// Names that the word may have been heard from: those that have a spelling which sounds like it, or one letter off.
pub fn names(word: &str) -> Vec<u64> {
    let key = sound::key(word);
    let mut found = vec![];
    if key.len() < LEAST {
        return found;
    }
    for hash in thinned(&key) {
        for spelling in TABLE.get(&hash).into_iter().flatten() {
            let other = sound::key(spelling);
            if key.bytes().next() == other.bytes().next() && near::slips(&key, &other, 1).is_some() {
                let own = fold::hash(spelling.as_bytes());
                let alike =
                    relations::of(own).iter().filter(|r| matches!(r.1, Relation::Sound | Relation::Same)).map(|r| r.0);
                found.extend(alike.chain([own]));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_heard_one_sound_off_is_found_by_its_spellings() {
        let hash = |w: &str| fold::hash(w.as_bytes());
        assert!(names("shivorn").contains(&hash("siobhan")));
        assert!(names("jonvyev").contains(&hash("genevieve")));
        assert!(names("lookash").contains(&hash("lukasz")));
        assert!(!names("tyler").contains(&hash("taylor")));
        assert!(names("ana").is_empty());
    }
}
