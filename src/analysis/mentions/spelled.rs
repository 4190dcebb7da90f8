//! Names spelled out letter by letter: "D-E-R-E-K", "D as in dog, E as in echo …".
use super::Rule;
use super::reader::Reader;
use super::spot::{Cand, Spot};
use crate::analysis::fold::{self, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::roster::near::slips;
use crate::analysis::roster::relations::Relation;

pub fn find(reader: &Reader, spots: &mut Vec<Spot>) {
    let mut i = 0;
    while i < reader.len() {
        let (letters, to) = run(reader, i);
        if letters.len() >= 3 {
            if let Some(spot) = name(reader, i, to, &letters) {
                spots.push(spot);
            }
            i = to;
        } else {
            i += 1;
        }
    }
}

/// The letters of a spelling that begins at `i`, and the token behind it.
fn run(reader: &Reader, i: usize) -> (String, usize) {
    let (mut letters, mut k) = (String::new(), i);
    while let Some(t) = reader.tok(k) {
        let hard = k > i && t.gap == Gap::Hard && !matches!(t.mark, '.' | '…');
        let double = reader.word(k) == "double" && reader.tok(k + 1).is_some_and(|n| n.letters == 1);
        // "Z-I-E-L-I-N-S-K-I, I made her spell it": hyphens do not go on with a comma.
        let parted = k > i + 1 && reader.gap(i + 1) == Gap::Hyphen && t.gap == Gap::Soft;
        if hard || parted || t.digits || t.cjk || (t.letters != 1 && !double) {
            break;
        }
        if double {
            k += 1;
            letters.push_str(reader.word(k));
        }
        letters.push_str(reader.word(k));
        k += 1;
        // "D as in dog", "D for David", "D like dog".
        if matches!(reader.word(k), "as" | "for" | "like" | "wie" | "comme" | "de")
            && reader.tok(k).is_some_and(|n| n.gap <= Gap::Soft)
        {
            let skip = if reader.word(k) == "as" && reader.word(k + 1) == "in" { 2 } else { 1 };
            let example = k + skip;
            let begins = reader.word(example).chars().next() == letters.chars().last();
            if begins && reader.tok(example).is_some_and(|t| t.letters > 1) {
                k = example + 1;
                // "and", which is no letter; "N as in Nancy, O, V" goes on with one.
                if reader.has(k, lex::AND)
                    && reader.word(k).len() > 1
                    && reader.tok(k + 1).is_some_and(|n| n.letters == 1)
                {
                    k += 1;
                }
            }
        }
        if letters.len() > 24 {
            break;
        }
    }
    (letters, k)
}

fn name(reader: &Reader, from: usize, to: usize, letters: &str) -> Option<Spot> {
    let hash = fold::hash(letters.as_bytes());
    let mut found = vec![];
    reader.roster.given(hash, &mut found);
    reader.roster.nick(hash, &mut found);
    if found.is_empty() {
        for &(other, relation) in crate::analysis::roster::relations::of(hash) {
            if !matches!(relation, Relation::Rare | Relation::RareFull) {
                reader.roster.given(other, &mut found);
            }
        }
    }
    let exact = !found.is_empty();
    if !exact {
        reader.roster.family(hash, &mut found);
        if found.is_empty() && letters.len() >= 4 {
            let mut near = vec![];
            reader.roster.near_given(letters, 1, &mut near);
            near.retain(|n| {
                slips(letters, reader.roster.letters(n.0), 1).is_some() && reader.roster.letters(n.0).len() >= 4
            });
            for n in near {
                reader.roster.given(n.0, &mut found);
            }
        }
    }
    if found.is_empty() || found.len() > 12 {
        return None;
    }
    found.sort_unstable();
    found.dedup();
    let weight = if exact { 4.4 } else { 2.4 };
    let cands =
        found.into_iter().map(|agent| Cand { agent, rule: Rule::Spelled, tier: u8::from(!exact), weight }).collect();
    let mut spot = Spot::new(reader, from, to, cands);
    spot.strong = true;
    Some(spot)
}
