//! What an organisation's own labelled cards teach on top of the shipped
//! table: a few weights of words and a shift of the classes. Small by design:
//! it is kept only as far as it helps on cards it was not taught with.
use super::judge;
use super::reading::{self, Reading};
use super::table::{self, CLASSES, Weights};
use super::tokens::TokenKind;
use crate::domain::Kind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The organisation's own correction of the shipped weights.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Delta {
    /// Added to the scores of praise, complaint, and neither.
    shift: [f32; 3],
    /// Slot of the table -> weight towards praise, and towards neither.
    words: BTreeMap<u32, [f32; 2]>,
    /// Slots of every word of the cards that taught.
    #[serde(default)]
    known: BTreeSet<u32>,
}

struct Lesson {
    base: [f32; 3],
    slots: Vec<(u32, f32)>,
    class: usize,
}

// Fewer cards than this teach nothing that could be told from chance.
const ENOUGH: usize = 20;
const ROUNDS: usize = 12;
// However one-sided the organisation's cards are, they must not outvote clear words: the most that is added to a class
// for how often it comes, and for single words.
const SHIFT: f32 = 0.3;
const LIMIT: f32 = 0.8;
// A card is the organisation's own kind of card as far as it uses the words of those that taught: not at all at the
// first share of its words, wholly at the second.
const ALIKE: (f32, f32) = (0.5, 0.75);

// How far the shift of the classes and the words are believed; the first that serves unseen cards best is kept.
const STRENGTHS: [(f32, f32); 6] = [(0.0, 0.0), (0.5, 0.0), (1.0, 0.0), (0.5, 0.5), (1.0, 0.5), (1.0, 1.0)];
// A stronger belief must lower the loss by this share, or it is chance.
const WORTH: f32 = 0.01;

impl Delta {
    /// Learns from labelled cards; too few of them teach nothing.
    pub fn learn<'a>(cards: impl IntoIterator<Item = (&'a str, Kind)>) -> Self {
        Self::learn_on(table::shipped(), cards)
    }

    /// Learns on top of given weights.
    pub fn learn_on<'a>(weights: &Weights, cards: impl IntoIterator<Item = (&'a str, Kind)>) -> Self {
        let mut known = BTreeSet::new();
        let lessons: Vec<Lesson> =
            cards.into_iter().map(|(text, kind)| lesson(weights, text, kind, &mut known)).collect();
        if lessons.len() < ENOUGH {
            return Self::default();
        }
        let mut losses = [0.0_f32; STRENGTHS.len()];
        for fold in 0..5 {
            let (held, taught): (Vec<_>, Vec<_>) = lessons.iter().enumerate().partition(|(i, _)| i % 5 == fold);
            let delta = Self::fit(&taught.iter().map(|(_, l)| *l).collect::<Vec<_>>());
            for (loss, strength) in losses.iter_mut().zip(STRENGTHS) {
                let tried = delta.clone().scaled(strength);
                *loss += held.iter().map(|(_, l)| l.loss(&tried)).sum::<f32>();
            }
        }
        let (mut best, mut least) = ((0.0, 0.0), f32::INFINITY);
        for (loss, strength) in losses.into_iter().zip(STRENGTHS) {
            if loss < least * (1.0 - WORTH) {
                (best, least) = (strength, loss);
            }
        }
        let fitted = Self::fit(&lessons.iter().collect::<Vec<_>>()).scaled(best);
        if fitted.is_empty() { Self::default() } else { Self { known, ..fitted } }
    }

    /// Whether nothing was learnt.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.shift == [0.0; 3]
    }

    /// First how often each class comes, then what single words add to that.
    fn fit(lessons: &[&Lesson]) -> Self {
        let mut out = Self::default();
        let count = lessons.len() as f32;
        for _ in 0..60 {
            let mut pull = [0.0_f32; 3];
            for lesson in lessons {
                let shares = lesson.shares(&out);
                for (c, pull) in pull.iter_mut().enumerate() {
                    *pull += f32::from(c == lesson.class) - shares[c];
                }
            }
            for (shift, pull) in out.shift.iter_mut().zip(pull) {
                *shift = (*shift + pull / count - 0.01 * *shift).clamp(-SHIFT, SHIFT);
            }
        }
        // Each class teaches the words as much as another: how often it comes is the shift's affair.
        let mut often = [0.0_f32; 3];
        lessons.iter().for_each(|lesson| often[lesson.class] += 3.0 / count);
        for round in 0..ROUNDS {
            let rate = 0.15 / (1.0 + 0.2 * round as f32);
            for lesson in lessons {
                let shares = lesson.shares(&out);
                let weight = 1.0 / often[lesson.class].max(0.25);
                let error: [f32; 3] = std::array::from_fn(|c| weight * (f32::from(c == lesson.class) - shares[c]));
                for (slot, strength) in &lesson.slots {
                    let cell = out.words.entry(*slot).or_default();
                    cell[0] += rate * ((error[0] - error[1]) * strength - 0.01 * cell[0]);
                    cell[1] += rate * (error[2] * strength - 0.01 * cell[1]);
                }
            }
        }
        out
    }

    fn scaled(mut self, (shift, words): (f32, f32)) -> Self {
        self.shift.iter_mut().for_each(|s| *s *= shift);
        self.words.values_mut().flatten().for_each(|w| *w *= words);
        self.words.retain(|_, w| w.iter().any(|v| v.abs() > 0.002));
        self
    }

    fn push(&self, slots: &[(u32, f32)]) -> [f32; 3] {
        let (mut way, mut neither) = (0.0_f32, 0.0_f32);
        for (slot, value) in slots {
            if let Some([w, n]) = self.words.get(slot) {
                way += w * value;
                neither += n * value;
            }
        }
        let (way, neither) = (way.clamp(-LIMIT, LIMIT), neither.clamp(-LIMIT, LIMIT));
        [self.shift[0] + way, self.shift[1] - way, self.shift[2] + neither]
    }

    /// How far a card is of the kind that taught, from 0 to 1.
    fn alike(&self, reading: &Reading) -> f32 {
        let (mut words, mut known) = (0_u32, 0_u32);
        for slot in words_of(reading) {
            words += 1;
            known += u32::from(self.known.contains(&slot));
        }
        let share = known as f32 / words.max(1) as f32;
        ((share - ALIKE.0) / (ALIKE.1 - ALIKE.0)).clamp(0.0, 1.0)
    }

    /// Moves the shares of the four classes by what was learnt.
    pub fn apply(&self, reading: &Reading, shares: &mut [f32; CLASSES]) {
        if self.is_empty() {
            return;
        }
        let alike = self.alike(reading);
        let [praise, complaint, neither] = self.push(&slots_of(reading)).map(|moved| moved * alike);
        let moved = [praise, complaint, neither, neither];
        for (share, by) in shares.iter_mut().zip(moved) {
            *share = share.max(1e-6).ln() + by;
        }
        table::softmax(shares);
    }
}

impl Lesson {
    fn shares(&self, delta: &Delta) -> [f32; 3] {
        let moved = delta.push(&self.slots);
        let raised: [f32; 3] = std::array::from_fn(|c| (self.base[c] + moved[c]).exp());
        let sum: f32 = raised.iter().sum();
        raised.map(|r| r / sum)
    }

    fn loss(&self, delta: &Delta) -> f32 {
        -self.shares(delta)[self.class].max(1e-6).ln()
    }
}

fn words_of(reading: &Reading) -> impl Iterator<Item = u32> {
    reading.tokens.list.iter().filter(|token| token.kind == TokenKind::Word).map(|token| table::slot(token.hash))
}

fn slots_of(reading: &Reading) -> Vec<(u32, f32)> {
    let mut slots = Vec::new();
    for at in 0..reading.tokens.list.len() {
        table::features(reading, at, &mut |slot, strength| slots.push((slot, strength as f32 / table::WHOLE)));
    }
    // A long card must not teach more than a short one.
    let norm = slots.iter().map(|(_, s)| s * s).sum::<f32>().sqrt().max(1.0);
    slots.iter_mut().for_each(|(_, s)| *s /= norm.sqrt());
    slots
}

fn lesson(weights: &Weights, text: &str, kind: Kind, known: &mut BTreeSet<u32>) -> Lesson {
    let reading = reading::read(text);
    known.extend(words_of(&reading));
    let sums = table::Sums::of(weights, &reading);
    let [praise, complaint, mixed, neutral] = weights.judge(&judge::inputs(weights, &reading, &sums));
    Lesson {
        base: [praise, complaint, mixed + neutral].map(|p| p.max(1e-6).ln()),
        slots: slots_of(&reading),
        class: match kind {
            Kind::Praise => 0,
            Kind::Complaint => 1,
            Kind::Mixed => 2,
        },
    }
}
