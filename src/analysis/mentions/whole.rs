//! Makes whole names of parts: what stands right and left of a given or family name confirms a
//! candidate, chooses among several, or contradicts them all.
use super::reader::{Mode, Reader, Written};
use super::runs::longest;
use super::spot::{Cand, Spot, push};
use super::{Rule, fuzzy};
use crate::analysis::fold::{self, Case, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::roster::{Ref, gender, is_particle};

/// Looks right and left of a given name for a family name, an initial, or what contradicts them.
pub fn complete(reader: &Reader, from: usize, to: usize, cands: Vec<Cand>, family_here: Option<(usize, u64)>) -> Spot {
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
    // "François m'a aidé": that letter is a French pronoun's.
    let elided = reader.tok(at + 1).is_some_and(|n| n.gap == Gap::Tight && !n.newline) && t.case == Case::Lower;
    if elided && t.letters <= 2 {
        return false;
    }
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
        && !reader.word(at).ends_with("nt")
        && !(reader.word(at).ends_with("ed") && reader.is(reader.after(at, 1), lex::OBJ | lex::DET | lex::PREP))
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
        // "Sean Fitz gave me a hand": the first half of a long family name. "Tom Hart" is no Hartley, but another.
        let another = reader.has(at, lex::SURNAME | lex::GIVEN | lex::WORD) || !reader.unknown(at);
        let half = |r: &Ref| {
            reader.roster.agent(*r).is_some_and(|a| {
                let long = |f: u64| reader.roster.letters(f).len() > word.len() + 2;
                word.len() > 3 && a.families().any(|f| long(f) && reader.roster.letters(f).starts_with(word))
            })
        };
        let near: Vec<Ref> = if near.is_empty() && reader.capital(at) && !another && !reader.roster.knows(t.hash).family
        {
            spot.cands.iter().map(|c| c.agent).filter(half).take(64).collect()
        } else {
            near
        };
        if !near.is_empty() {
            spot.cands.retain(|c| near.contains(&c.agent));
            grow(spot, at + 1);
            firm(spot, Rule::FullName, 4.6);
            return true;
        }
    }
    if let Some((n, kept)) = nearly(reader, spot, at) {
        spot.cands.retain(|c| kept.contains(&c.agent));
        grow(spot, at + n);
        firm(spot, Rule::FullName, 4.6);
        return true;
    }
    contradicts(reader, spot, at)
}

/// Whose family name stands at `at` but for a slip in its parts or for its "O'", and in how many words: "El Masri" for El-Masry,
/// "Sullivan" for O'Sullivan where nobody is called Sullivan.
fn nearly(reader: &Reader, spot: &Spot, at: usize) -> Option<(usize, Vec<Ref>)> {
    let word = reader.word(at);
    let kept = |fits: &dyn Fn(Ref) -> bool| -> Vec<Ref> {
        spot.cands.iter().map(|c| c.agent).filter(|r| fits(*r)).take(64).collect()
    };
    let named = |k: usize| reader.mode != Mode::Normal || reader.capital(k);
    let parts = is_particle(word)
        && word.len() > 1
        && reader.gap(at + 1) <= Gap::Space
        && named(at)
        && named(at + 1)
        && reader.tok(at + 1).is_some_and(|t| t.letters > 3 && !t.newline);
    if parts {
        let joined = format!("{word}{}", reader.word(at + 1));
        let found = kept(&|r: Ref| fuzzy::family_like(reader, r, &joined));
        return (!found.is_empty()).then_some((2, found));
    }
    let free = reader.tok(at).is_some_and(|t| t.letters > 3 && !reader.roster.knows(t.hash).family);
    if !free || !reader.namelike(at) {
        return None;
    }
    let irish = |r: Ref| {
        reader.roster.agent(r).is_some_and(|a| {
            a.families()
                .any(|f| reader.roster.letters(f).strip_prefix('o') == Some(word) && reader.roster.is_compound(f))
        })
    };
    let found = kept(&irish);
    (!found.is_empty()).then_some((1, found))
}

/// "Derek Johnson" where no candidate is called Johnson.
fn contradicts(reader: &Reader, spot: &mut Spot, at: usize) -> bool {
    let particle = is_particle(reader.word(at))
        && reader.word(at).len() > 1
        && reader.namelike(at + 1)
        && reader.gap(at + 1) <= Gap::Space
        && !(reader.german && matches!(reader.word(at), "den" | "der" | "dem" | "zu" | "zum" | "zur"))
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
                && (reader.namelike(at)
                    || surname
                    || f & (lex::SURNAME | lex::STRONG) != 0
                    || f & lex::PLACE != 0 && !reader.roster.team_word(reader.tok(at).map_or(0, |t| t.hash)))
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
        let colleague = reader.roster.knows(p.hash);
        if !colleague.given && !(colleague.nick && reader.mode != Mode::Normal) {
            spot.veto = Some("it is part of somebody else's name");
        }
    }
}

/// A family name without a given name before it that matched.
pub fn surname(reader: &Reader, from: usize, to: usize, hash: u64) -> Option<Spot> {
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
    let mut odd: Vec<Ref> = vec![];
    if let Some(prev) = prev
        && let Some(p) = reader.tok(prev).copied()
        && !p.possessive
    {
        if reader.has(prev, lex::TITLE)
            && (p.letters > 1 || p.case == Case::Title)
            && (reader.word(prev) != "miss" || reader.capital(prev))
        {
            spot.titled = true;
            // "Mr Patel" is hardly Neha; "Mr or Mrs Patel" may be either.
            let either = prev.checked_sub(1).is_some_and(|b| reader.has(b, lex::AND) || reader.has(b, lex::TITLE));
            if let Some(told) = gender::of_title(reader.word(prev)).filter(|_| !either) {
                odd = spot
                    .cands
                    .iter()
                    .map(|c| c.agent)
                    .filter(|r| {
                        reader.roster.agent(*r).and_then(|a| gender::of_name(a.given)).is_some_and(|g| g != told)
                    })
                    .collect();
            }
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
                (named || reader.capital(prev) && reader.written(prev) == Written::Capital && reader.unknown(prev))
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
    let goes_on = reader.tok(to).is_some_and(|t| t.case == Case::Title)
        && !reader.has(to, lex::AUX | lex::VERB | lex::DET | lex::POSS | lex::PRON | lex::PREP | lex::AND | lex::CONJ)
        && !reader
            .has(to, lex::ROLE | lex::DEPT | lex::GREET | lex::THANK | lex::DAY | lex::MONTH | lex::TITLE | lex::NEG);
    if reader.gap(to) <= Gap::Space
        && (reader.namelike(to) || goes_on)
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
        spot.cands.iter_mut().for_each(|c| {
            (c.rule, c.weight) = (Rule::Titled, if odd.contains(&c.agent) { weight - 2.6 } else { weight });
        });
    } else if shared >= 3 {
        spot.veto = Some("three or more people here share that family name");
    }
    // "Robertson screws are hard to find".
    let cue = super::context::cue(reader, spot.from).is_some()
        || super::context::after(reader, spot.to, spot.to - 1).is_some();
    if !spot.titled && !cue {
        // "Al Sayed and the lads": two words are no chance.
        let more = if to - from > 1 && shared == 1 { 1.0 } else { -2.0 };
        spot.cands.iter_mut().for_each(|c| c.weight += more);
    }
    // Of "van den Heuvel" the last word has the capital.
    let head = (from..to).find(|k| reader.capital(*k)).unwrap_or(from);
    if !spot.titled {
        let less = match reader.written(head) {
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
