//! Candidate generation: one pass over the tokens finds every place where somebody of the roster
//! could be named, and who. Whether a person is meant at all is left to `context` and `veto`.
use super::learnt::Learnt;
use super::reader::{Mode, Reader, Written};
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
fn longest(reader: &Reader, i: usize, want: impl Fn(crate::analysis::roster::Known) -> bool) -> Option<(usize, u64)> {
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

fn push(cands: &mut Vec<Cand>, agent: Ref, rule: Rule, tier: u8, weight: f32) {
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

/// Looks right and left of a given name for a family name, an initial, or what contradicts them.
fn complete(reader: &Reader, from: usize, to: usize, cands: Vec<Cand>, family_here: Option<(usize, u64)>) -> Spot {
    let mut spot = Spot::new(reader, from, to, cands);
    let possessive = reader.tok(to - 1).is_some_and(|t| t.possessive);
    let adjoining = |k: usize| {
        reader
            .tok(k)
            .is_some_and(|t| !t.newline && (t.gap <= Gap::Space || t.gap == Gap::Soft && t.mark == '.') && !t.digits)
    };
    if !possessive && adjoining(to) && right(reader, &mut spot, to) {
        return spot;
    }
    left(reader, &mut spot, from, family_here);
    spot
}

fn keep(spot: &mut Spot, reader: &Reader, test: impl Fn(&crate::analysis::roster::Agent) -> bool) -> bool {
    let fits = |c: &Cand| reader.roster.agent(c.agent).is_some_and(&test);
    if spot.cands.iter().any(fits) {
        spot.cands.retain(fits);
        return true;
    }
    false
}

fn firm(spot: &mut Spot, rule: Rule, weight: f32) {
    spot.strong = true;
    for c in &mut spot.cands {
        c.weight = weight - 0.3 * f32::from(c.tier);
        if !(c.rule == Rule::Alias && c.weight > 3.0) {
            c.rule = rule;
        }
    }
}

/// A family name or initial to the right; true when the spot is settled.
fn right(reader: &Reader, spot: &mut Spot, at: usize) -> bool {
    let grow = |spot: &mut Spot, to: usize| {
        *spot = Spot {
            cands: std::mem::take(&mut spot.cands),
            strong: spot.strong,
            ..Spot::new(reader, spot.from, to, vec![])
        }
    };
    // "Derek J. Walsh": step over a middle initial or a middle name.
    for skip in 0..=1usize {
        let at = at + skip;
        if skip == 1
            && !(reader
                .tok(at - 1)
                .is_some_and(|t| t.letters == 1 || reader.capital(at - 1) && reader.has(at - 1, lex::GIVEN))
                && reader.gap(at) < Gap::Hard)
        {
            break;
        }
        if let Some((n, hash)) = longest(reader, at, |k| k.family)
            && keep(spot, reader, |a| a.has_family(hash))
        {
            grow(spot, at + n);
            firm(spot, Rule::FullName, 6.0);
            return true;
        }
    }
    let Some(t) = reader.tok(at).copied() else { return false };
    let word = reader.word(at);
    let letter = word.chars().next().unwrap_or(' ');
    if t.letters == 1 && !t.possessive {
        let dotted = reader.text.raw.get(t.end as usize..).is_some_and(|s| s.starts_with('.'));
        let pronoun =
            matches!(letter, 'i' | 'a' | 'y' | 'e' | 'o' | 'u' | 'x' | 'n') && !(dotted && t.case != Case::Lower);
        let lone_i = letter == 'i' && !dotted;
        if (t.case != Case::Lower && !lone_i && !(letter == 'a' && reader.mode != Mode::Normal && !dotted)) || !pronoun
        {
            if keep(spot, reader, |a| a.family_begins(letter)) {
                grow(spot, at + 1);
                firm(spot, Rule::FirstAndInitial, 4.6);
                return true;
            }
            if spot.cands.iter().all(|c| reader.roster.agent(c.agent).is_some_and(|a| a.has_surname())) {
                spot.veto = Some("the initial after it belongs to nobody here");
                return true;
            }
            spot.cands.retain(|c| reader.roster.agent(c.agent).is_some_and(|a| !a.has_surname()));
            return false;
        }
        return false;
    }
    if reader.mode == Mode::Small
        && t.letters >= 5
        && reader.unknown(at)
        && reader.flags.get(at) == Some(&0)
        && !reader.word(at).ends_with("ing")
    {
        spot.trailing = true;
    }
    // A family name with slips, close to that of a candidate.
    if (reader.unknown(at) || reader.namelike(at))
        && t.letters > 2
        && !reader.has(at, lex::DEPT | lex::ROLE | lex::MONTH | lex::DAY | lex::VERB)
    {
        let near: Vec<Ref> =
            spot.cands.iter().map(|c| c.agent).filter(|r| fuzzy::family_near(reader, *r, at)).take(64).collect();
        if !near.is_empty() {
            spot.cands.retain(|c| near.contains(&c.agent));
            grow(spot, at + 1);
            firm(spot, Rule::FullName, 4.6);
            return true;
        }
    }
    contradicts(reader, spot, at)
}

/// "Derek Johnson" where no candidate is called Johnson.
fn contradicts(reader: &Reader, spot: &mut Spot, at: usize) -> bool {
    let particle = PARTICLES.contains(&reader.word(at))
        && reader.word(at).len() > 1
        && reader.namelike(at + 1)
        && reader.gap(at + 1) <= Gap::Space
        && !reader.has(at, lex::PREP);
    let f = reader.flags.get(at).copied().unwrap_or(0);
    let surname = reader.roster.knows(reader.tok(at).map_or(0, |t| t.hash)).family;
    let looks = match reader.mode {
        Mode::Normal => {
            reader.capital(at)
                && f & (lex::DEPT
                    | lex::ROLE
                    | lex::DAY
                    | lex::TITLE
                    | lex::MONTH
                    | lex::PRON
                    | lex::AUX
                    | lex::DET
                    | lex::CONJ
                    | lex::POSS
                    | lex::GREET
                    | lex::THANK
                    | lex::ORG)
                    == 0
                && (reader.namelike(at) || surname || f & (lex::SURNAME | lex::STRONG) != 0)
        }
        _ => reader.namelike(at) || surname && reader.unknown(at),
    };
    if !(looks || particle) {
        return false;
    }
    // "Ana Derek and Tom" is a list without a comma when the next word is a colleague's first name.
    let colleague =
        reader.roster.knows(reader.tok(at).map_or(0, |t| t.hash)).given && !surname && f & lex::SURNAME == 0;
    if colleague {
        return false;
    }
    let all = spot.cands.len();
    spot.cands.retain(|c| reader.roster.agent(c.agent).is_some_and(|a| !a.has_surname()));
    if spot.cands.is_empty() || all == 0 {
        spot.veto = Some("the family name after it belongs to somebody else");
        let (from, to) = (spot.from, at + 1);
        *spot = Spot { veto: spot.veto, ..Spot::new(reader, from, to, vec![]) };
        return true;
    }
    false
}

fn left(reader: &Reader, spot: &mut Spot, from: usize, family_here: Option<(usize, u64)>) {
    let Some(prev) = from.checked_sub(1).filter(|_| {
        reader.gap(from) <= Gap::Space
            || reader.gap(from) == Gap::Soft && matches!(reader.tok(from).map(|t| t.mark), Some(',' | '.'))
    }) else {
        return;
    };
    let gap = reader.gap(from);
    let mark = reader.tok(from).map_or(' ', |t| t.mark);
    let Some(p) = reader.tok(prev).copied() else { return };
    if p.newline && gap > Gap::Space || p.possessive {
        return;
    }
    // "Walsh, Derek" and "Tanaka Yuki".
    for back in 1..=3usize {
        let Some(start) = from.checked_sub(back) else { break };
        if let Some((n, hash)) = longest(reader, start, |k| k.family)
            && n == back
            && (gap <= Gap::Space || mark == ',' && back == 1 && reader.capital(start) && !reader.has(start, lex::WORD))
            && !reader.has(start, lex::TITLE)
            && keep(spot, reader, |a| a.has_family(hash))
        {
            let (to, cands) = (spot.to, std::mem::take(&mut spot.cands));
            *spot = Spot::new(reader, start, to, cands);
            firm(spot, Rule::FullName, 5.6);
            return;
        }
    }
    if gap > Gap::Space && !(mark == '.' && p.letters <= 3) {
        return;
    }
    let titled =
        reader.has(prev, lex::TITLE) && (p.case != Case::Lower || reader.mode != Mode::Normal || p.letters > 1);
    spot.titled = titled;
    if titled
        && let Some((n, hash)) = family_here
        && n == spot.to - spot.from
    {
        // "Mr Grant" may be Kelly Grant as well as Grant Miller.
        let mut found = vec![];
        reader.roster.family(hash, &mut found);
        if found.len() <= 8 {
            for r in found {
                push(&mut spot.cands, r, Rule::Titled, 0, 3.6);
            }
        }
    }
    if titled || p.letters == 1 && p.case == Case::Lower {
        return;
    }
    if p.letters == 1 && mark == '.' && p.case == Case::Upper
        || p.letters == 1 && p.case == Case::Title && !matches!(reader.word(prev), "i" | "a" | "o" | "y")
    {
        // "J. Derek": somebody whose family name is Derek.
        if let Some((_, hash)) = family_here {
            let letter = reader.word(prev).chars().next().unwrap_or(' ');
            let mut found = vec![];
            reader.roster.family(hash, &mut found);
            found.retain(|r| reader.roster.agent(*r).is_some_and(|a| a.given_initial == letter));
            if !found.is_empty() {
                spot.cands = found
                    .into_iter()
                    .map(|agent| Cand { agent, rule: Rule::InitialAndSurname, tier: 0, weight: 4.4 })
                    .collect();
                spot.strong = true;
                return;
            }
        }
        spot.veto = Some("it is the family name of somebody with another initial");
        return;
    }
    // "Bo Derek" is nobody called Derek.
    let f = reader.flags.get(prev).copied().unwrap_or(0);
    let given_before = f & lex::GIVEN != 0 && f & (lex::WORD | lex::MONTH | lex::TITLE) == 0;
    if given_before && (reader.mode != Mode::Normal || reader.capital(prev)) && !spot.strong {
        if let Some((_, hash)) = family_here {
            // The surname of somebody here whose first name stands before it in another form.
            let mut found = vec![];
            reader.roster.family(hash, &mut found);
            found.retain(|r| fuzzy::given_fits(reader, *r, prev));
            if !found.is_empty() {
                spot.cands =
                    found.into_iter().map(|agent| Cand { agent, rule: Rule::FullName, tier: 0, weight: 5.0 }).collect();
                spot.strong = true;
                return;
            }
        }
        if !reader.roster.knows(p.hash).given {
            spot.veto = Some("it is part of somebody else's name");
        }
    }
}

/// A family name without a given name before it that matched.
fn surname(reader: &Reader, from: usize, to: usize, hash: u64) -> Option<Spot> {
    let mut found = vec![];
    reader.roster.family(hash, &mut found);
    if found.is_empty() {
        return None;
    }
    let organisation = |name: Option<&str>| {
        name.is_some_and(|n| n.split_whitespace().any(|w| fold::hash(fold::key(w).as_bytes()) == hash))
    };
    let shared = found.len();
    let prev = from.checked_sub(1).filter(|_| {
        reader.gap(from) <= Gap::Space
            || reader.gap(from) == Gap::Soft && reader.tok(from).is_some_and(|t| t.mark == '.')
    });
    let suffix = matches!(reader.word(to), "san" | "sama" | "sensei" | "ssi" | "nim" | "laoshi" | "ji" | "bhai")
        && reader.gap(to) <= Gap::Space;
    let mut spot = Spot::new(
        reader,
        from,
        to,
        found.iter().map(|&agent| Cand { agent, rule: Rule::Surname, tier: 0, weight: 1.1 }).collect(),
    );
    if let Some(prev) = prev
        && let Some(p) = reader.tok(prev).copied()
        && !p.possessive
    {
        if reader.has(prev, lex::TITLE)
            && (p.letters > 1 || p.case == Case::Title)
            && (reader.word(prev) != "miss" || reader.capital(prev))
        {
            spot.titled = true;
        } else if p.letters == 1
            && !p.digits
            && (reader.tok(from).is_some_and(|t| t.mark == '.')
                || p.case == Case::Title && !matches!(reader.word(prev), "i" | "a"))
        {
            let letter = reader.word(prev).chars().next().unwrap_or(' ');
            if keep(&mut spot, reader, |a| a.given_initial == letter) {
                let cands = std::mem::take(&mut spot.cands);
                let mut spot = Spot::new(reader, prev, to, cands);
                firm(&mut spot, Rule::InitialAndSurname, 4.4);
                return Some(spot);
            }
            spot.veto = Some("the initial before it belongs to nobody here");
            return Some(spot);
        } else if reader.tok(from).is_some_and(|t| t.mark != '.') {
            let fits: Vec<Ref> =
                spot.cands.iter().map(|c| c.agent).take(512).filter(|r| fuzzy::given_fits(reader, *r, prev)).collect();
            if !fits.is_empty() && (reader.unknown(prev) || reader.has(prev, lex::GIVEN)) {
                spot.cands.retain(|c| fits.contains(&c.agent));
                let cands = std::mem::take(&mut spot.cands);
                let mut spot = Spot::new(reader, prev, to, cands);
                firm(&mut spot, Rule::FullName, 4.8);
                return Some(spot);
            }
            let f = reader.flags.get(prev).copied().unwrap_or(0);
            let named = f & lex::GIVEN != 0 && f & (lex::WORD | lex::TITLE) == 0;
            let other = if reader.mode == Mode::Normal {
                (reader.capital(prev) && reader.written(prev) == Written::Capital && (named || reader.unknown(prev))
                    || named)
                    && f & (lex::ROLE | lex::TITLE | lex::GREET) == 0
            } else {
                named
            };
            if other && reader.gap(from) <= Gap::Space {
                spot.veto = Some("the first name before it belongs to somebody else");
                return Some(spot);
            }
        }
    }
    // Another family name follows: "Grant Thornton" is a firm or a stranger.
    if reader.gap(to) <= Gap::Space
        && reader.namelike(to)
        && !spot.titled
        && !reader.tok(to - 1).is_some_and(|t| t.possessive)
        && reader.capital(to)
        && reader.mode == Mode::Normal
    {
        spot.veto = Some("it is the first part of another name");
        return Some(spot);
    }
    if spot.titled || suffix {
        spot.titled = true;
        let weight = if shared > 8 { -2.0 } else { 3.6 };
        spot.cands.iter_mut().for_each(|c| (c.rule, c.weight) = (Rule::Titled, weight));
    } else if shared >= 3 {
        spot.veto = Some("three or more people here share that family name");
    }
    if !spot.titled {
        let less = match reader.written(from) {
            Written::Low => 4.0,
            Written::Flat => 1.2,
            _ => 0.0,
        };
        spot.cands.iter_mut().for_each(|c| c.weight -= less);
    }
    if organisation(reader.card.organisation_name.or(reader.roster.settings.organisation.as_deref())) && !spot.titled {
        spot.veto = Some("it is the organisation's own name");
    }
    Some(spot)
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
