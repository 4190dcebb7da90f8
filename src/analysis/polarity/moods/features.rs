//! What the table of moods looks at: the words told of somebody, by how near they are told; and what the rules, the lists
//! and the networks make of them, in steps.
use crate::analysis::fold;
use crate::analysis::polarity::deed::{self, Deed};
use crate::analysis::polarity::part::{Part, Tie};
use crate::analysis::polarity::verdict::Tally;
use crate::analysis::polarity::worth;
use crate::analysis::sentiment::lexicon::cue;
use crate::analysis::sentiment::reading::Reading;
use crate::analysis::sentiment::table;
use crate::analysis::sentiment::tokens::TokenKind;
use crate::analysis::sentiment::{Sentiment, SentimentKind};
use crate::domain::{Kind, Polarity};

/// The strength of a feature that counts in full.
pub const FULL: i32 = 4;

/// What is told of one agent of a card.
pub struct Told<'a> {
    pub text: &'a str,
    pub reading: &'a Reading,
    pub sums: &'a table::Sums,
    pub deeds: &'a [Deed],
    pub parts: &'a [Part],
    pub agent: usize,
    /// How many agents the card names.
    pub count: usize,
    pub tally: &'a Tally,
    /// The verdict of the rules.
    pub rules: Polarity,
    pub card: &'a Sentiment,
    /// What the customer said of the whole card.
    pub kind: Option<Kind>,
}

/// How near a word is told of somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Near {
    /// In a part of their own.
    Own = 0,
    /// In one that sets them against somebody.
    Against = 1,
    /// In a part that goes on about them.
    After = 2,
    /// In a part of somebody else's.
    Other = 3,
    /// Elsewhere on the card.
    Else = 4,
}

/// Where a number passes from one step to the next.
const STEPS: [f32; 10] = [-2.0, -1.0, -0.45, -0.2, -0.05, 0.05, 0.2, 0.45, 1.0, 2.0];

/// Calls `each` with every feature of what is told, and its strength.
pub fn each(told: &Told, mut each: impl FnMut(u64, i32)) {
    signs(told, &mut each);
    for part in told.parts {
        let near = near(told, part);
        words(told.reading, part, near, &mut each);
    }
}

fn near(told: &Told, part: &Part) -> Near {
    match part.agents.contains(&told.agent) {
        true if part.opposite || part.denied => Near::Against,
        true if part.tie == Tie::Own => Near::Own,
        true if part.tie == Tie::Weak => Near::After,
        _ if part.agents.is_empty() => Near::Else,
        _ => Near::Other,
    }
}

fn rank(mood: Polarity) -> u64 {
    match mood {
        Polarity::Praise => 1,
        Polarity::Complaint => 2,
        Polarity::Mixed => 3,
        Polarity::Neutral => 4,
    }
}

/// What rules, lists and networks make of it.
fn signs(told: &Told, each: &mut impl FnMut(u64, i32)) {
    let tally = told.tally;
    let rules = rank(told.rules);
    let kind = match told.kind {
        None => 0,
        Some(Kind::Praise) => 1,
        Some(Kind::Complaint) => 2,
        Some(Kind::Mixed) => 3,
    };
    let card = match told.card.kind {
        SentimentKind::Praise => 1,
        SentimentKind::Complaint => 2,
        SentimentKind::Mixed => 3,
        SentimentKind::Unsure => 4,
    };
    let several = u64::from(told.count > 1);
    each(of([30, 0, 0, 0]), FULL);
    each(of([31, rules, 0, 0]), FULL);
    each(of([32, rules, kind, several]), FULL);
    each(of([33, rules, card, several]), FULL);
    each(of([34, kind, several, 0]), FULL);
    each(of([35, u64::from(tally.denied) * 2 + u64::from(tally.named), rules, 0]), FULL);
    each(of([36, u64::from(tally.turned), u64::from(tally.told), rules]), FULL);
    let own = tally.good - tally.bad;
    let numbers = [own, tally.good.min(tally.bad), tally.weak, tally.contrast, told.card.score, tally.heard];
    let rungs = numbers.into_iter().chain(own_signs(told)).map(|number| (number, &STEPS[..]));
    let rungs = rungs.chain(sentence(told).into_iter().map(|share| (share, &SHARES[..])));
    for ((number, steps), which) in rungs.zip(0_u64..) {
        let step = steps.partition_point(|step| *step <= number) as u64;
        for passed in 0..step {
            each(of([21, which, passed, 0]), FULL);
        }
        each(of([22, which, step, several]), FULL);
        each(of([23, which, step, rules]), FULL);
    }
    let marks = (told.reading.exclamations.min(2) * 3 + told.reading.questions.min(2)) as u64;
    each(of([37, marks, 0, 0]), FULL);
    each(of([38, (told.reading.words.max(1).ilog2()).into(), several, 0]), FULL);
}

/// Where a share passes from one step to the next.
const SHARES: [f32; 7] = [0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95];

/// What deeds, lists and table say of their own parts: good and bad deeds, listed words, and the table.
fn own_signs(told: &Told) -> [f32; 4] {
    let mut signs = [0.0; 4];
    for part in told.parts.iter().filter(|part| near(told, part) == Near::Own) {
        for deed in deed::within(told.deeds, part.from, part.to) {
            signs[0] += 0.5 * deed.value.max(0.0);
            signs[1] += 0.5 * deed.value.min(0.0);
        }
        let hits = told.reading.hits.iter().filter(|hit| (part.from..part.to).contains(&hit.at));
        signs[2] += 0.5 * hits.filter(|hit| !deed::covers(told.deeds, hit.at)).map(|hit| hit.value).sum::<f32>();
        signs[3] += told.sums.range(part.from, part.to)[0];
    }
    signs
}

/// What the network says of the sentence of their first own part, read alone.
fn sentence(told: &Told) -> [f32; table::CLASSES] {
    let Some(own) = told.parts.iter().position(|part| near(told, part) == Near::Own) else { return Default::default() };
    let begins = |i: &usize| told.parts.get(*i).is_some_and(|part| part.sentence);
    let from = (0..=own).rev().find(begins).unwrap_or(0);
    let to = (own + 1..told.parts.len()).find(begins).unwrap_or(told.parts.len());
    match told.parts.get(from..to).unwrap_or(&[]) {
        [] => Default::default(),
        [only] => worth::shares(told.text, told.reading, only.from, only.to),
        [first, .., last] => worth::shares(told.text, told.reading, first.from, last.to),
    }
}

/// The words of a part, alone, with the word before, and their kinds.
fn words(reading: &Reading, part: &Part, near: Near, each: &mut impl FnMut(u64, i32)) {
    let place = near as u64;
    let strength = match near {
        Near::Own => FULL,
        Near::Against | Near::After => FULL - 1,
        Near::Other | Near::Else => 1,
    };
    let (mut last, mut before, mut last_kind) = (1, 1, 0);
    for at in part.from..part.to {
        let Some(token) = reading.tokens.list.get(at) else { break };
        let shape = reading.shapes.get(at).copied().unwrap_or(0);
        if let TokenKind::Mark(mark) = token.kind {
            (last, before) = (u64::from(u32::from(mark)), last);
            each(of([7, place, last, 0]), 1);
            continue;
        }
        let not = u64::from(reading.negated.get(at).copied().unwrap_or(false));
        each(of([1, place, shape, not]), strength);
        each(of([2, shape, not, 0]), strength);
        each(of([3, place, last, shape]), strength);
        if near == Near::Own {
            each(of([4, before, last, shape]), strength);
            let side = u64::from(at >= part.behind);
            each(of([5, side, shape, not]), strength);
        }
        let kind = u64::from(reading.kinds.get(at).copied().unwrap_or(0));
        if kind != 0 {
            each(of([8, place, kind, not]), strength);
            if last_kind != 0 {
                each(of([9, place, last_kind, kind]), strength);
            }
            last_kind = kind;
        }
        let word = reading.tokens.word(token);
        if token.foreign {
            let mut earlier = '\0';
            for glyph in word.chars() {
                each(of([10, u64::from(u32::from(earlier)), u64::from(u32::from(glyph)), 0]), strength);
                earlier = glyph;
            }
        } else if let Some(stem) = word.get(..5).filter(|_| word.len() > 5) {
            each(of([11, place, fold::hash(stem.as_bytes()), not]), strength);
        }
        let cues = reading.cues_at(at) & (cue::NEGATOR | cue::PRONOUN | cue::RELATIVE | cue::LATER | cue::CONTRAST);
        if cues != 0 {
            each(of([12, place, u64::from(cues), 0]), strength);
        }
        (last, before) = (shape, last);
    }
}

fn of(parts: [u64; 4]) -> u64 {
    let joined =
        parts.iter().fold(fold::SEED, |state, part| (state ^ part).wrapping_mul(0x0100_0000_01b3).rotate_left(23));
    fold::mix(joined)
}
