//! A place in the text where somebody may be named, and who that may be.
use super::Rule;
use super::reader::Reader;
use crate::analysis::fold::{self};
use crate::analysis::roster::Ref;
use crate::analysis::roster::relations::{self, Relation};
use std::ops::Range;

/// Somebody a spot may name.
#[derive(Debug, Clone)]
pub struct Cand {
    pub agent: Ref,
    pub rule: Rule,
    /// 0 as registered, 1 usual short form, 2 sound or unusual form, 3 slips.
    pub tier: u8,
    pub weight: f32,
}

/// A place in the text with its candidates.
#[derive(Debug, Clone)]
pub struct Spot {
    pub from: usize,
    pub to: usize,
    pub span: Range<usize>,
    pub cands: Vec<Cand>,
    /// Something in the name itself contradicts every candidate ("Derek Johnson" for Derek Walsh).
    pub veto: Option<&'static str>,
    /// Two or more parts of the name agree.
    pub strong: bool,
    /// Found by likeness, so the place must look like a name's.
    pub fuzzy: bool,
    pub titled: bool,
    /// A word follows that may be a family name nobody here has.
    pub trailing: bool,
    /// Learnt forms of this surface that were said not to be a person.
    pub surface_hash: u64,
}

impl Spot {
    pub fn new(reader: &Reader, from: usize, to: usize, cands: Vec<Cand>) -> Self {
        let start = reader.tok(from).map_or(0, |t| t.start as usize);
        let end = reader.tok(to.saturating_sub(1)).map_or(start, |t| t.end as usize);
        let joined = (from..to).fold(fold::SEED, |s, i| fold::extend(s, reader.word(i).as_bytes()));
        Self {
            from,
            to,
            span: start..end,
            cands,
            veto: None,
            strong: false,
            fuzzy: false,
            titled: false,
            trailing: false,
            surface_hash: fold::mix(joined),
        }
    }
}

pub(super) fn push(cands: &mut Vec<Cand>, agent: Ref, rule: Rule, tier: u8, weight: f32) {
    match cands.iter_mut().find(|c| c.agent == agent) {
        Some(c) if c.tier <= tier => {}
        Some(c) => *c = Cand { agent, rule, tier, weight },
        None => cands.push(Cand { agent, rule, tier, weight }),
    }
}

/// Short forms, long forms and names that sound alike.
pub(super) fn related(reader: &Reader, word: &str, hash: u64, single: bool, cands: &mut Vec<Cand>) {
    if !single {
        return;
    }
    let exact = cands.iter().any(|c| c.tier == 0);
    let mut found = vec![];
    for &(other, relation) in relations::of(hash) {
        let (rule, tier, weight) = match relation {
            Relation::Same => (Rule::SoundsLike, 1, 2.9),
            Relation::Short => (Rule::ShortForm, 1, 2.9),
            Relation::Full if !exact => (Rule::LongForm, 2, 2.5),
            Relation::Sound if !exact => (Rule::SoundsLike, 2, 2.4),
            Relation::Rare if !exact => (Rule::ShortForm, 2, 2.0),
            // Only ever a question: they chose to be known by the other name.
            Relation::RareFull if !exact => (Rule::LongForm, 2, -1.6),
            _ => continue,
        };
        found.clear();
        reader.roster.given(other, &mut found);
        // Whoever is called Jerry and registered as Gerald is no Jeremy.
        if !matches!(relation, Relation::Short | Relation::Full | Relation::Same) {
            reader.roster.nick(other, &mut found);
        }
        cands.extend(found.iter().map(|&agent| {
            // Whoever is registered as "William, called Bill" is hardly called Will; as "Matthew, called Matty", well Matt.
            let otherwise = relation == Relation::Short
                && reader.roster.agent(agent).is_some_and(|a| {
                    let nicks = &a.entry.nicknames;
                    nicks.iter().any(|n| !n.contains(' ')) && !nicks.iter().any(|n| fold::key(n).starts_with(word))
                });
            // Adele and Adela are two names: a question at most.
            let ending = relation == Relation::Sound && word.len() > 4 && {
                let other = reader.roster.letters(other);
                other.len() == word.len()
                    && other.get(..word.len() - 1) == word.get(..word.len() - 1)
                    && word.ends_with(['a', 'e'])
                    && other.ends_with(['a', 'e'])
            };
            // María Dolores, called Mariola, is hardly ever called Lola.
            let second = otherwise && reader.roster.agent(agent).is_some_and(|a| a.given != other);
            let weight = match (ending, otherwise) {
                (true, _) => -1.8,
                _ if second => -1.0,
                (_, true) => weight - 1.6,
                _ => weight,
            };
            Cand { agent, rule, tier, weight }
        }));
    }
    settle(cands);
}

/// Of several entries of one agent the closest form stays; the order is the agents'.
pub(super) fn settle(cands: &mut Vec<Cand>) {
    if cands.len() > 1 {
        cands.sort_by_key(|c| (c.agent, c.tier));
        cands.dedup_by_key(|c| c.agent);
    }
}
