//! Candidate generation: one pass over the tokens finds every place where somebody of the roster
//! could be named, and who. Whether a person is meant at all is left to `context` and `veto`.
use super::learnt::Learnt;
use super::reader::{Mode, Reader};
use super::whole::{complete, surname};
use super::{Rule, codes, fuzzy, glyphs, spelled};
use crate::analysis::fold::{self, Case, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::roster::relations::{self, Relation};
use crate::analysis::roster::{PARTICLES, Ref};
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

pub fn find(reader: &Reader, learnt: &Learnt) -> Vec<Spot> {
    let mut spots = vec![];
    spelled::find(reader, &mut spots);
    codes::find(reader, &mut spots);
    if reader.roster.has_glyphs() {
        glyphs::find(reader, &mut spots);
    }
    let mut taken = vec![false; if spots.is_empty() { 0 } else { reader.len() }];
    for spot in &spots {
        taken.iter_mut().take(spot.to).skip(spot.from).for_each(|t| *t = true);
    }
    let mut i = 0;
    while i < reader.len() {
        if taken.get(i) == Some(&true) || reader.tok(i).is_some_and(|t| t.digits || t.cjk) {
            i += 1;
            continue;
        }
        if let Some(spot) = at(reader, learnt, i) {
            i = spot.to.max(i + 1);
            spots.push(spot);
        } else {
            i += 1;
        }
    }
    spots.sort_by_key(|s| (s.from, s.to));
    spots
}

/// The longest run of tokens from `i` that is one registered name in `known`, as (tokens, key).
pub(super) fn longest(
    reader: &Reader,
    i: usize,
    want: impl Fn(crate::analysis::roster::Known) -> bool,
) -> Option<(usize, u64)> {
    let mut state = fold::SEED;
    let mut best = None;
    for n in 1..=6 {
        let at = i + n - 1;
        let Some(t) = reader.tok(at) else { break };
        if n > 1 && (t.gap > Gap::Space && !(t.gap == Gap::Soft && t.mark == '.') || t.newline || t.digits || t.cjk) {
            break;
        }
        state = fold::extend(state, reader.word(at).as_bytes());
        let hash = fold::mix(state);
        if n == 1 && !may_go_on(reader, i) {
            return want(reader.roster.knows(hash)).then_some((1, hash));
        }
        if want(reader.roster.knows(hash)) && (n == 1 || may_join(reader, i, n, hash)) {
            best = Some((n, hash));
        }
        if t.possessive {
            break;
        }
    }
    best
}

/// Whether a name of several words can begin here at all; most words stop here.
fn may_go_on(reader: &Reader, i: usize) -> bool {
    let Some(next) = reader.tok(i + 1) else { return false };
    if next.gap > Gap::Soft {
        return false;
    }
    next.gap <= Gap::Hyphen
        || reader.capital(i) && reader.capital(i + 1)
        || PARTICLES.contains(&reader.word(i))
        || reader.tok(i).is_some_and(|t| reader.roster.heads(t.hash))
}

/// "be an" is not Bean: parts are joined when the name was registered in parts, or is written like one name.
fn may_join(reader: &Reader, i: usize, n: usize, hash: u64) -> bool {
    let parts = i..i + n;
    let hyphened = (i + 1..i + n).all(|k| reader.gap(k) <= Gap::Hyphen);
    let capitals = parts.clone().all(|k| reader.capital(k)) && reader.mode == Mode::Normal;
    let last = reader.word(i + n - 1);
    let particles = parts.clone().take(n - 1).all(|k| PARTICLES.contains(&reader.word(k)));
    if hyphened {
        return true;
    }
    if reader.roster.is_compound(hash) {
        return true;
    }
    let long = parts.clone().all(|k| reader.word(k).len() > 1);
    (capitals && long
        || particles
            && last.len() > 2
            && (reader.mode != Mode::Normal || reader.capital(i + n - 1) || reader.capital(i)))
        && !parts.clone().all(|k| reader.has(k, lex::WORD) && !reader.capital(k))
}

fn at(reader: &Reader, learnt: &Learnt, i: usize) -> Option<Spot> {
    let t = *reader.tok(i)?;
    if let Some(spot) = alias(reader, learnt, i) {
        return Some(spot);
    }
    let plain = reader.has(i, lex::WORD);
    if plain
        && !may_go_on(reader, i)
        && !reader.roster.knows(t.hash).any()
        && (t.case == Case::Lower && reader.mode == Mode::Normal || relations::of(t.hash).is_empty())
    {
        return None;
    }
    let given = longest(reader, i, |k| k.given || k.nick);
    let family = longest(reader, i, |k| k.family);
    let mut cands = vec![];
    let mut to = i + 1;
    // "al Sayed" is one family name even where somebody is called Al.
    if let Some((n, hash)) = family
        && n > given.map_or(1, |g| g.0)
    {
        return surname(reader, i, i + n, hash);
    }
    if let Some((n, hash)) = given {
        to = i + n;
        exact_given(reader, hash, &mut cands);
    }
    if t.letters >= 2 && (t.case != Case::Lower || reader.mode != Mode::Normal || !reader.has(i, lex::WORD)) {
        related(reader, t.hash, to == i + 1, &mut cands);
    }
    if !cands.is_empty() {
        let whole = complete(reader, i, to, cands, family);
        return Some(whole);
    }
    if let Some((n, hash)) = family {
        return surname(reader, i, i + n, hash);
    }
    if fuzzy::eligible(reader, i) {
        fuzzy::given(reader, i, &mut cands);
        if !cands.is_empty() {
            let mut spot = complete(reader, i, i + 1, cands, None);
            spot.fuzzy = !spot.strong;
            return Some(spot);
        }
        return fuzzy::surname(reader, i);
    }
    None
}

fn alias(reader: &Reader, learnt: &Learnt, i: usize) -> Option<Spot> {
    if learnt.is_empty() {
        return None;
    }
    let mut state = fold::SEED;
    let mut best = None;
    for n in 1..=3 {
        if n > 1 && reader.gap(i + n - 1) >= Gap::Soft {
            break;
        }
        state = fold::extend(state, reader.word(i + n - 1).as_bytes());
        if i + n <= reader.len() && learnt.alias(fold::mix(state)).is_some() {
            best = Some((n, fold::mix(state)));
        }
    }
    let (n, hash) = best?;
    let mut cands = vec![];
    for (agent, count) in learnt.alias(hash)? {
        if let Some(r) = reader.roster.find(agent) {
            let sure = *count >= 2 && learnt.uncontested(hash);
            cands.push(Cand { agent: r, rule: Rule::Alias, tier: 0, weight: if sure { 3.6 } else { 0.9 } });
        }
    }
    // A learnt form beside registered namesakes leaves the choice open, unless it was learnt twice.
    let sure = cands.iter().any(|c| c.weight > 3.0);
    if !sure {
        exact_given(reader, hash, &mut cands);
        if let Some(t) = reader.tok(i) {
            related(reader, t.hash, true, &mut cands);
        }
        if cands.iter().any(|c| c.rule != Rule::Alias) {
            return None;
        }
    }
    if cands.is_empty() {
        return None;
    }
    Some(complete(reader, i, i + n, cands, None))
}

pub(super) fn push(cands: &mut Vec<Cand>, agent: Ref, rule: Rule, tier: u8, weight: f32) {
    match cands.iter_mut().find(|c| c.agent == agent) {
        Some(c) if c.tier <= tier => {}
        Some(c) => *c = Cand { agent, rule, tier, weight },
        None => cands.push(Cand { agent, rule, tier, weight }),
    }
}

fn exact_given(reader: &Reader, hash: u64, cands: &mut Vec<Cand>) {
    let mut found = vec![];
    reader.roster.given(hash, &mut found);
    for r in found.drain(..) {
        push(cands, r, Rule::FirstName, 0, 3.3);
    }
    reader.roster.nick(hash, &mut found);
    for r in found {
        push(cands, r, Rule::Nickname, 0, 3.2);
    }
}

/// Short forms, long forms and names that sound alike.
fn related(reader: &Reader, hash: u64, single: bool, cands: &mut Vec<Cand>) {
    if !single {
        return;
    }
    let exact = cands.iter().any(|c| c.tier == 0);
    let mut found = vec![];
    for &(other, relation) in relations::of(hash) {
        let (rule, tier, weight) = match relation {
            Relation::Short => (Rule::ShortForm, 1, 2.9),
            Relation::Full if !exact => (Rule::LongForm, 2, 2.5),
            Relation::Sound if !exact => (Rule::SoundsLike, 2, 2.4),
            Relation::Rare if !exact => (Rule::ShortForm, 2, 2.0),
            _ => continue,
        };
        found.clear();
        reader.roster.given(other, &mut found);
        if relation != Relation::Short {
            reader.roster.nick(other, &mut found);
        }
        for &r in &found {
            push(cands, r, rule, tier, weight);
        }
    }
}

/// As `find`, for the field where a name is asked for: every word may be one.
pub fn find_in_answer(reader: &Reader, learnt: &Learnt) -> Vec<Spot> {
    let mut spots = find(reader, learnt);
    if spots.is_empty() {
        for i in 0..reader.len() {
            let mut cands = vec![];
            if let Some(t) = reader.tok(i) {
                exact_given(reader, t.hash, &mut cands);
                related(reader, t.hash, true, &mut cands);
            }
            if cands.is_empty() && reader.unknown(i) {
                fuzzy::given(reader, i, &mut cands);
            }
            if !cands.is_empty() {
                spots.push(complete(reader, i, i + 1, cands, None));
            }
        }
    }
    if spots.is_empty() && reader.len() == 1 && reader.tok(0).is_some_and(|t| t.digits) {
        let mut found = vec![];
        reader.roster.code(reader.tok(0).map_or(0, |t| t.hash), &mut found);
        if let [agent] = found[..] {
            spots.push(Spot::new(reader, 0, 1, vec![Cand { agent, rule: Rule::Code, tier: 0, weight: 4.0 }]));
        }
    }
    spots
}
