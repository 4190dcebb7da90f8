//! How a family name in Latin letters is written in Chinese characters or Hangul: 佐藤 for Sato, 김 for Kim.
use crate::analysis::fold;
use crate::analysis::lexicon::ByHash;
use std::sync::LazyLock;

static TABLE: LazyLock<ByHash<Vec<&'static str>>> = LazyLock::new(|| {
    let mut table: ByHash<Vec<&'static str>> = ByHash::default();
    for line in include_str!("scripts.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut words = line.split_whitespace();
        if let Some(latin) = words.next() {
            table.entry(fold::hash(latin.as_bytes())).or_default().extend(words);
        }
    }
    table
});

/// The ways to write the family name with this key, if it is a usual one.
pub fn of(family: u64) -> &'static [&'static str] {
    TABLE.get(&family).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_family_names_have_their_characters() {
        let of = |name: &str| of(fold::hash(name.as_bytes()));
        assert_eq!(of("sato").first(), Some(&"佐藤"));
        assert!(of("wang").contains(&"王") && of("park").contains(&"박"));
        assert!(of("smith").is_empty());
    }
}
