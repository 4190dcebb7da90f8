//! Adds up what each agent's parts say and decides: praise, complaint, mixed,
//! or neutral. Own parts come first, then what follows, then the contrast with
//! a colleague, and last the card itself. Who is meant is told by `scope`,
//! what a part weighs by `worth` and `lend`.
use super::deed::{self, Deed};
use super::part::{Part, Tie};
use super::worth::{self, CLEAR, TURN};
use super::{facts, lend};
use crate::analysis::sentiment::lexicon::cue;
use crate::analysis::sentiment::reading::Reading;
use crate::analysis::sentiment::{Heard, Sentiment, SentimentKind};
use crate::domain::{Kind, Polarity};

/// What all that is told of an agent adds up to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub good: f32,
    pub bad: f32,
    /// What is told behind it, and may be about them.
    pub weak: f32,
    /// As much of `weak` as holds a word of the lists.
    pub heard: f32,
    pub contrast: f32,
    pub denied: bool,
    pub named: bool,
    /// "Kind, but she got it wrong".
    pub turned: bool,
    /// Some part of their own holds a word of the lists.
    pub told: bool,
    /// Denied, or on a card that sets one against the other: nothing else can be meant.
    pub sure: bool,
}

// What tips the scales where two are set against each other.
const FAINT: f32 = 0.1;
// What an only agent's own clauses must weigh to contradict the customer's word
// for the card: about a strong phrase and a half.
const STRONG: f32 = 2.2;
// How far that word pulls each of several agents: less than a clear part does.
const PULL: f32 = 0.4;
// Who takes the trouble to name somebody praises them twice as often as not: how far that leans the scales where one
// agent is named, and where there are several.
const ALONE: f32 = 0.35;
const AMONG: f32 = 0.1;
// And how surely the whole card must be a complaint before it is one about an agent whose own clauses say nothing.
const SURELY: f32 = 0.3;
// An agent is mixed when the lesser side weighs at least this much of the other.
const EVEN: f32 = 0.7;

/// The polarity of each of `count` agents, and what it was decided on.
#[must_use]
pub fn of_parts(
    text: &str,
    heard: &Heard,
    deeds: &[Deed],
    parts: &[Part],
    count: usize,
    card_kind: Option<Kind>,
    card: &Sentiment,
) -> Vec<(Polarity, Tally)> {
    let (reading, sums) = (&heard.reading, &heard.sums);
    let mut scores: Vec<f32> = parts.iter().map(|part| worth::of_part(text, reading, sums, deeds, part)).collect();
    lend::mend(reading, parts, &mut scores);
    lend::share(reading, parts, &mut scores);
    let mut tallies = vec![Tally::default(); count];
    for (i, (part, score)) in parts.iter().zip(&scores).enumerate() {
        let rival = rival_of(reading, parts, &scores, i);
        let listed = reading.hits.iter().any(|hit| (part.from..part.to).contains(&hit.at))
            || deed::within(deeds, part.from, part.to).any(|deed| deed.value != 0.0);
        for agent in &part.agents {
            let Some(tally) = tallies.get_mut(*agent) else { continue };
            tally.named |= part.named && !part.denied;
            if part.denied {
                tally.denied = true;
                continue;
            }
            tally.contrast -= rival;
            if part.added && score.abs() < CLEAR && i > 0 {
                tally.weak += scores.get(i - 1).copied().unwrap_or(0.0);
            }
            tally.told |= part.tie == Tie::Own && listed;
            match part.tie {
                Tie::Own if part.opposite => {}
                // What it denies was the other's deed: its own few words say nothing of it.
                Tie::Own if part.fresh && rival.abs() >= CLEAR && bare(reading, part) => {}
                Tie::Own => {
                    tally.turned |= part.contrast && *score < -TURN && tally.good > TURN && !part.named;
                    tally.good += score.max(0.0);
                    tally.bad += (-score).max(0.0);
                }
                Tie::Weak => {
                    tally.weak += score;
                    tally.heard += if listed { *score } else { 0.0 };
                }
                Tie::None => {}
            }
        }
    }
    let apart = parts.iter().any(|part| part.opposite);
    let silent = of_card(card, card_kind);
    let mut verdicts: Vec<Polarity> =
        tallies.iter().map(|tally| decide(tally, card_kind, count, apart, silent)).collect();
    if card_kind.is_none() {
        facts::plain(reading, deeds, parts, &scores, &mut verdicts);
    }
    for tally in &mut tallies {
        tally.sure = tally.denied && !tally.named || apart && count > 1;
    }
    oppose(parts, &mut verdicts);
    verdicts.into_iter().zip(tallies).collect()
}

/// "Unlike Tom, Ana listened": whoever is only ever set against a colleague is what the colleague is not.
fn oppose(parts: &[Part], verdicts: &mut [Polarity]) {
    let named = |agent: usize| parts.iter().enumerate().filter(move |(_, p)| p.named && p.agents.contains(&agent));
    let told: Vec<Polarity> = verdicts.to_vec();
    for (agent, verdict) in verdicts.iter_mut().enumerate() {
        let Some((at, _)) = named(agent).next() else { continue };
        if !named(agent).all(|(_, p)| p.opposite && !p.denied) {
            continue;
        }
        let other = |p: &&Part| p.named && !p.opposite && !p.denied && !p.agents.contains(&agent);
        let rival = parts.iter().skip(at).find(other).or_else(|| parts.iter().take(at).rev().find(other));
        match rival.and_then(|p| p.agents.first()).and_then(|rival| told.get(*rival)) {
            Some(Polarity::Praise) => *verdict = Polarity::Complaint,
            Some(Polarity::Complaint) => *verdict = Polarity::Praise,
            _ => {}
        }
    }
}

/// "Felix never", "nor did Tom": only denies what was said of another.
fn bare(reading: &Reading, part: &Part) -> bool {
    part.to - part.from <= 5 && (part.from..part.to).any(|at| reading.cues_at(at) & cue::NEGATOR != 0)
}

/// "Tom was great too", "Tom also helped": he is no different.
fn agrees(reading: &Reading, part: &Part) -> bool {
    let last = part.to.checked_sub(1).map_or("", |at| reading.word(at));
    last == "too" || (part.from..part.to).any(|at| matches!(reading.word(at), "also" | "likewise" | "equally"))
}

/// The score of the colleague this part is set against, as far as it counts.
fn rival_of(reading: &Reading, parts: &[Part], scores: &[f32], at: usize) -> f32 {
    let Some(part) = parts.get(at).filter(|p| p.named) else { return 0.0 };
    let other = |i: &usize| {
        parts.get(*i).is_some_and(|p| p.named && !p.opposite && p.agents.iter().all(|a| !part.agents.contains(a)))
    };
    let pick = |i: usize| scores.get(i).copied().unwrap_or(0.0);
    let behind = || (0..at).rev().find(other).map(pick);
    let ahead = || (at + 1..parts.len()).find(other).map(pick);
    if part.opposite {
        // "Unlike Tom, sorted at once": the clause that says most will do, but for what is said of Tom himself.
        let own = |i: usize| {
            let same = |p: &Part| p.tie == Tie::Own && p.agents.iter().any(|agent| part.agents.contains(agent));
            parts.get(i).is_some_and(same)
        };
        let loudest = || {
            scores
                .iter()
                .enumerate()
                .filter(|(i, _)| *i != at && !own(*i))
                .map(|(_, s)| *s)
                .fold(0.0, |a: f32, b| if b.abs() > a.abs() { b } else { a })
        };
        return ahead().or_else(behind).unwrap_or_else(loudest);
    }
    let before = at.checked_sub(1).and_then(|i| parts.get(i).map(|p| (i, p)));
    let against = if part.contrast {
        behind()
    } else if part.concession {
        ahead().or_else(behind)
    } else if let Some((i, _)) = before.filter(|(i, p)| !part.sentence && p.concession && other(i)) {
        // "While Tom …, Ana …": the second is set against the first.
        Some(pick(i))
    } else {
        None
    };
    let limit = |score: f32| (0.5 * score).clamp(-1.2, 1.2);
    if let Some(score) = against {
        return limit(score);
    }
    // "Rosa rang back. Felix never." A bare "never" answers the other's deed;
    // and whoever is named next is a little likelier to differ.
    match (part.fresh, bare(reading, part)) {
        (true, true) => behind().map_or(0.0, limit),
        (true, false) if !agrees(reading, part) => behind().map_or(0.0, |score| 0.3 * limit(score)),
        _ => 0.0,
    }
}

/// What the customer said of the whole card, told of its only agent: it stands
/// unless that agent's own clauses speak strongly against it.
fn bounded(tally: &Tally, kind: Kind) -> Option<Polarity> {
    let (with, against, said, other) = match kind {
        Kind::Praise => (tally.good, tally.bad, Polarity::Praise, Polarity::Complaint),
        Kind::Complaint => (tally.bad, tally.good, Polarity::Complaint, Polarity::Praise),
        Kind::Mixed => return None,
    };
    // "Unlike Tom, …": set against somebody, so the card is about another.
    if tally.contrast.abs() > CLEAR {
        return None;
    }
    Some(if against < STRONG || against < 2.0 * with { said } else { other })
}

fn decide(tally: &Tally, kind: Option<Kind>, count: usize, apart: bool, silent: Polarity) -> Polarity {
    if tally.denied && !tally.named {
        return Polarity::Neutral;
    }
    if let Some(said) = kind.filter(|_| count == 1).and_then(|kind| bounded(tally, kind)) {
        return said;
    }
    let (mut good, mut bad) = (tally.good + tally.contrast.max(0.0), tally.bad + (-tally.contrast).max(0.0));
    // "Ana took the legs off. Two thumbs up": what is said behind counts where their own parts are but guessed at.
    if good.max(bad) < CLEAR || !tally.told {
        let extra = if good.max(bad) < CLEAR { tally.weak } else { tally.heard };
        good += extra.max(0.0);
        bad += (-extra).max(0.0);
    }
    match kind {
        Some(Kind::Praise) => good += PULL,
        Some(Kind::Complaint) => bad += PULL,
        None if tally.named => good += if count == 1 { ALONE } else { AMONG },
        Some(Kind::Mixed) | None => {}
    }
    // Where somebody is set apart from somebody, a faint sign will do: it is hardly both.
    if good.max(bad) < CLEAR && !(apart && (good - bad).abs() > FAINT) {
        return silent;
    }
    if tally.turned && kind.is_none() && good.min(bad) > TURN {
        return Polarity::Mixed;
    }
    // A contrast with a colleague tips the balance but makes nobody mixed.
    if tally.good.min(tally.bad) > CLEAR && good.min(bad) >= EVEN * good.max(bad) {
        return Polarity::Mixed;
    }
    if good >= bad { Polarity::Praise } else { Polarity::Complaint }
}

/// How somebody is meant of whom their own clauses say nothing.
fn of_card(card: &Sentiment, card_kind: Option<Kind>) -> Polarity {
    match card_kind {
        Some(Kind::Praise) => return Polarity::Praise,
        Some(Kind::Complaint) => return Polarity::Complaint,
        Some(Kind::Mixed) | None => {}
    }
    match card.kind {
        SentimentKind::Praise => Polarity::Praise,
        SentimentKind::Complaint if card.score > -SURELY => Polarity::Praise,
        SentimentKind::Complaint => Polarity::Complaint,
        SentimentKind::Mixed => Polarity::Mixed,
        SentimentKind::Unsure if card.score.abs() < 0.35 => Polarity::Neutral,
        SentimentKind::Unsure if card.score > 0.0 => Polarity::Praise,
        SentimentKind::Unsure => Polarity::Complaint,
    }
}
