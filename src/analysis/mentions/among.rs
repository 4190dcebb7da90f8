//! What the names of a card say of each other: a list, an alternative, two people of one name; and the name that stands
//! by itself at the end.
use super::Rule;
use super::judged::{BARE, Judged};
use super::reader::{Mode, Reader};
use super::spot::Spot;
use crate::analysis::fold::Gap;
use crate::analysis::roster::relations;
use std::collections::{HashMap, HashSet};

/// "Ana and Rose": beside a sure name, a word is more likely a name.
pub fn neighbours(reader: &Reader, judged: &mut [Judged]) {
    use crate::analysis::lexicon as lex;
    // "Amelia and Sanne", "Aisha, Olive and Yan": two of ours side by side are hardly there by chance.
    let bare = judged.iter().any(|j| j.shared.iter().any(|s| s.0 == BARE));
    let named = || judged.iter().filter(|j| bare && j.veto.is_none() && !j.scored.is_empty());
    let (begins, ends): (HashSet<usize>, HashSet<usize>) =
        (named().map(|j| j.spot.from).collect(), named().map(|j| j.spot.to).collect());
    for j in judged.iter_mut().filter(|j| j.veto.is_none()) {
        let (from, to) = (j.spot.from, j.spot.to);
        let and = |k: usize| reader.has(k, lex::AND) || reader.word(k) == "nor";
        let small = |k: usize| reader.has(k, lex::PREP | lex::TITLE);
        let left = from > 0 && and(from - 1) && ends.contains(&(from - 1))
            || from > 1 && small(from - 1) && and(from - 2) && ends.contains(&(from - 2))
            || reader.gap(from) == Gap::Soft && ends.contains(&from);
        let right = and(to) && (begins.contains(&(to + 1)) || small(to + 1) && begins.contains(&(to + 2)))
            || reader.gap(to) == Gap::Soft && begins.contains(&to);
        // "shout out jaz jo mo": without commas, where small letters are all there is.
        let run = reader.mode == Mode::Small
            && (reader.gap(from) == Gap::Space && ends.contains(&from)
                || reader.gap(to) == Gap::Space && begins.contains(&to));
        let beside = left || right || run;
        if beside && j.shared.iter().any(|s| s.0 == BARE) {
            for s in &mut j.scored {
                s.score += 2.0;
                s.own.push(("a colleague is named beside it", 2.0));
            }
        }
    }
    let sure: Vec<&Judged> = judged
        .iter()
        .filter(|j| j.veto.is_none() && j.ours > 0.8 && j.scored.first().is_some_and(|s| s.score > 1.8))
        .collect();
    let (begins, ends): (HashSet<usize>, HashSet<usize>) =
        (sure.iter().map(|j| j.spot.from).collect(), sure.iter().map(|j| j.spot.to).collect());
    // "Angel and Dr Nguyen": the title belongs to the name.
    let begins: HashSet<usize> = begins
        .iter()
        .flat_map(|b| [Some(*b), b.checked_sub(1).filter(|t| reader.has(*t, lex::TITLE))])
        .flatten()
        .collect();
    if sure.is_empty() {
        return;
    }
    for j in judged.iter_mut().filter(|j| j.veto.is_none()) {
        let (from, to) = (j.spot.from, j.spot.to);
        let soft = |k: usize| reader.gap(k) == crate::analysis::fold::Gap::Soft;
        let and = |k: usize| reader.has(k, lex::AND) || reader.word(k) == "nor";
        let left = from > 0 && and(from - 1) && ends.contains(&(from - 1)) || soft(from) && ends.contains(&from);
        let right = and(to) && begins.contains(&(to + 1)) || soft(to) && begins.contains(&to);
        if (left || right) && j.scored.first().is_some_and(|s| s.score < 1.8) {
            for s in &mut j.scored {
                s.score += 3.2;
                s.own.push(("it stands beside another name", 3.2));
            }
        }
    }
}

/// "Bill and Will were great": whoever is surely meant by the one is not meant by the other.
pub fn apart(reader: &Reader, judged: &mut [Judged]) {
    use crate::analysis::lexicon as lex;
    // Where each such name ends and begins.
    let (mut ends, mut begins) = (HashMap::new(), HashMap::new());
    for j in judged.iter().filter(|j| j.veto.is_none()) {
        if let [one] = &j.scored[..]
            && one.score > 0.8
        {
            ends.insert(j.spot.to, (j.spot.surface_hash, one.agent));
            begins.insert(j.spot.from, (j.spot.surface_hash, one.agent));
        }
    }
    for j in judged.iter_mut().filter(|j| j.veto.is_none() && j.scored.len() > 1) {
        let (from, to, hash) = (j.spot.from, j.spot.to, j.spot.surface_hash);
        let left = from.checked_sub(1).filter(|and| reader.has(*and, lex::AND)).and_then(|and| ends.get(&and));
        let right = begins.get(&(to + 1)).filter(|_| reader.has(to, lex::AND));
        for &(other, agent) in left.into_iter().chain(right) {
            if other != hash && j.scored.iter().any(|s| s.agent != agent) {
                j.scored.retain(|s| s.agent != agent);
            }
        }
    }
}

/// "Kirsty or Kirsten", "Mr Nguyen, or was it Mrs Nguyen": the writer does not know which, so both are asked about.
pub fn either(reader: &Reader, judged: &mut [Judged]) {
    let best = |j: &Judged| j.scored.first().map(|s| s.agent).filter(|_| j.veto.is_none());
    let mut open = vec![];
    for (a, b) in (0..judged.len()).zip(1..judged.len()) {
        let (Some(left), Some(right)) = (judged.get(a), judged.get(b)) else { continue };
        let between = left.spot.to..right.spot.from;
        let or = between.clone().any(|k| matches!(reader.word(k), "or" | "oder" | "ou" | "bzw"));
        // "Lian? Liam? No idea".
        let doubted = between.is_empty() && reader.tok(right.spot.from).is_some_and(|t| t.mark == '?');
        let hedge = |k: usize| {
            reader.has(k, crate::analysis::lexicon::TITLE)
                || matches!(
                    reader.word(k),
                    "or" | "oder"
                        | "ou"
                        | "bzw"
                        | "was"
                        | "it"
                        | "maybe"
                        | "perhaps"
                        | "possibly"
                        | "spelt"
                        | "spelled"
                        | "its"
                        | "called"
                        | "could"
                        | "been"
                        | "be"
                        | "even"
                        | "is"
                        | "i"
                        | "think"
                        | "vielleicht"
                        | "peut"
                        | "etre"
                        | "his"
                        | "her"
                        | "name"
                        | "sir"
                        | "madam"
                        | "sister"
                        | "mam"
                )
        };
        let only = between.len() <= 5 && between.clone().all(hedge);
        let unsure = || {
            reader.text.raw.contains("remember")
                || reader.text.raw.contains("not sure")
                || reader.text.raw.contains("whichever")
                || reader.text.raw.contains("don't recall")
        };
        let asked = |j: &Judged| !unsure() && j.cues.found.iter().any(|c| c.0 == "somebody asked for them");
        let tied = |j: &Judged| matches!(&j.scored[..], [a, b, ..] if a.score - b.score < 0.5);
        let named = (best(left), best(right));
        // "Sean helped me, or maybe it's spelt Shaun": the same name in another spelling.
        let hash = |j: &Judged| reader.tok(j.spot.from).map_or(0, |t| t.hash);
        let same = relations::between(hash(left), hash(right)).is_some();
        let last_or = between.clone().rev().find(|k| matches!(reader.word(*k), "or" | "oder" | "ou" | "bzw"));
        let only = only || same && last_or.is_some_and(|o| right.spot.from - o <= 5 && (o..right.spot.from).all(hedge));
        if (or && only || doubted)
            && (named.0 != named.1 || tied(left) || tied(right))
            && named.0.is_some()
            && named.1.is_some()
            && !asked(left)
        {
            open.extend([a, b]);
        }
    }
    for n in open {
        for s in judged.get_mut(n).into_iter().flat_map(|j| &mut j.scored) {
            let less = (0.8 - s.score).min(0.0);
            s.score += less;
            s.own.push(("the card leaves it open between two", less));
        }
    }
}

/// "Refund please. Lee", "wait times are insane, rahul": a name by itself at the very end is mostly who wrote it.
pub fn ends_alone(reader: &Reader, spot: &Spot) -> bool {
    // "Not impressed. Craig, Doncaster".
    use crate::analysis::lexicon as lex;
    let from = reader.gap(spot.from) == Gap::Hard
        && reader.gap(spot.to) == Gap::Soft
        && reader.len() - spot.to <= 3
        && (spot.to..reader.len()).all(|k| {
            (k == spot.to || reader.gap(k) <= Gap::Space)
                && !reader.has(k, lex::VERB | lex::AUX | lex::DEPT | lex::ROLE | lex::PREP | lex::PRON | lex::PADJ)
                && !matches!(reader.word(k), "please" | "me" | "us" | "my")
                && !reader.roster.team_word(reader.tok(k).map_or(0, |t| t.hash))
        });
    let rest = from
        || (spot.to..reader.len()).all(|k| {
            reader.tok(k).is_some_and(|t| t.digits || k == spot.to && t.letters == 1)
                || matches!(
                    reader.word(k),
                    "x" | "xx"
                        | "xxx"
                        | "xo"
                        | "flat"
                        | "tel"
                        | "mob"
                        | "mobile"
                        | "phone"
                        | "account"
                        | "acct"
                        | "ref"
                        | "room"
                        | "unit"
                        | "order"
                        | "apt"
                        | "no"
                        | "number"
                )
        });
    let asked = reader.tok(spot.from).is_some_and(|t| matches!(t.mark, '?' | ':' | '-' | '–' | '('));
    spot.from > 1
        && rest
        && !spot.titled
        && reader.gap(spot.from) >= Gap::Soft
        && !asked
        && !reader.text.raw.get(spot.span.end..).is_some_and(|tail| tail.trim_start().starts_with(['!', '?']))
        && !matches!(
            reader.word(spot.from - 1),
            "you" | "thanks" | "thankyou" | "well" | "done" | "cheers" | "sorry" | "bow" | "off" | "marks"
        )
        && reader.tok(spot.from).is_some_and(|t| !t.cjk)
        && spot.cands.iter().all(|c| !matches!(c.rule, Rule::Code | Rule::Spelled))
        && !listed(reader, spot.from)
}

/// "cheers, Ash (the one with the trailer)", "Thanks!! Gabe R., dad of 3": behind a closing word, and no verb to the end.
pub fn signs_off(reader: &Reader, spot: &Spot) -> bool {
    use crate::analysis::lexicon as lex;
    let Some(p) = spot.from.checked_sub(1) else { return false };
    let closed = reader.has(p, lex::CLOSE | lex::THANK)
        && reader.gap(spot.from) >= Gap::Soft
        && (p == 0 || reader.gap(p) == Gap::Hard);
    let tail = spot.to + usize::from(reader.tok(spot.to).is_some_and(|t| t.letters == 1));
    let apart = reader.tok(tail).is_some_and(|t| t.gap == Gap::Soft && matches!(t.mark, ',' | '(' | '-' | '–'));
    closed
        && apart
        && reader.len() - tail <= 8
        && (tail..reader.len()).all(|k| {
            !reader.has(k, lex::VERB | lex::AUX | lex::DEPT)
                && !reader.has(k, lex::ROLE)
                && !matches!(reader.word(k), "you" | "your" | "for")
        })
}

/// "Ana, Tom, Rose": the last of a list of names is no signature.
fn listed(reader: &Reader, i: usize) -> bool {
    reader.gap(i) == Gap::Soft
        && i.checked_sub(1).is_some_and(|p| {
            reader.tok(p).is_some_and(|t| reader.roster.knows(t.hash).any())
                || reader.has(p, crate::analysis::lexicon::GIVEN)
        })
}
