//! Which given names stand for which: short forms and their full names, and names that sound alike.
//! One table for all organisations, from the two curated lists beside this file.
use crate::analysis::fold;
use crate::analysis::lexicon::ByHash;
use std::sync::LazyLock;

/// How the word that was written is related to the name that is registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Liz for Elizabeth.
    Short,
    /// Elizabeth for somebody registered as Liz.
    Full,
    /// Mohammed for Muhammad: one name, put into Latin letters in several ways.
    Same,
    /// Sean for Shawn.
    Sound,
    /// Peggy for Margaret.
    Rare,
    /// Margaret for somebody registered as Peggy; Marcus for a Mark.
    RareFull,
}

static TABLE: LazyLock<ByHash<Vec<(u64, Relation)>>> = LazyLock::new(|| {
    let mut table: ByHash<Vec<(u64, Relation)>> = ByHash::default();
    let h = |w: &str| fold::hash(fold::key(w).as_bytes());
    let lines = |s: &'static str| s.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    for line in lines(include_str!("nicknames.txt")) {
        let Some((fulls, shorts)) = line.split_once(':') else { continue };
        let (usual, rare) = shorts.split_once('|').unwrap_or((shorts, ""));
        for full in fulls.split_whitespace().map(h) {
            for (list, relation) in [(usual, Relation::Short), (rare, Relation::Rare)] {
                for short in list.split_whitespace().map(h).filter(|s| *s != full) {
                    table.entry(short).or_default().push((full, relation));
                    let back = if relation == Relation::Rare { Relation::RareFull } else { Relation::Full };
                    table.entry(full).or_default().push((short, back));
                }
            }
        }
    }
    // Tom and Tommy, Kate and Katie: two short forms of one name that differ in their ending.
    for line in lines(include_str!("nicknames.txt")) {
        let shorts: Vec<&str> = line.split([':', '|']).flat_map(str::split_whitespace).collect();
        for (n, a) in shorts.iter().enumerate() {
            for b in shorts.iter().skip(n + 1).filter(|b| a != *b && stem(a) == stem(b)) {
                table.entry(h(a)).or_default().push((h(b), Relation::Short));
                table.entry(h(b)).or_default().push((h(a), Relation::Short));
            }
        }
    }
    for line in lines(include_str!("variants.txt")) {
        let relation = if line.starts_with('=') { Relation::Same } else { Relation::Sound };
        let group: Vec<u64> = line.trim_start_matches('=').split_whitespace().map(h).collect();
        for &a in &group {
            for &b in group.iter().filter(|b| **b != a) {
                table.entry(a).or_default().push((b, relation));
            }
        }
    }
    for related in table.values_mut() {
        // The strongest relation of a pair counts.
        related.sort_unstable();
        related.dedup_by_key(|r| r.0);
    }
    table
});

/// A short form without its ending: Tommy, Tom and Tommie have one stem.
fn stem(short: &str) -> String {
    let cut = ["ie", "ey", "y", "i", "e", "s"]
        .iter()
        .find_map(|e| short.strip_suffix(e).filter(|s| s.len() > 1))
        .unwrap_or(short);
    let mut letters: Vec<char> = cut.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// Names that the written word may stand for.
pub fn of(hash: u64) -> &'static [(u64, Relation)] {
    TABLE.get(&hash).map_or(&[], Vec::as_slice)
}

/// How two given names are related, if they are.
pub fn between(written: u64, registered: u64) -> Option<Relation> {
    of(written).iter().find(|r| r.0 == registered).map(|r| r.1)
}
