//! What an organisation's own labelled cards teach on top of the shipped
//! table: a few weights of words and a shift of the classes. Small by design:
//! it is kept only as far as it helps on cards it was not taught with.
use super::judge;
use super::reading::{self, Reading};
use super::table::{self, CLASSES};
use crate::domain::Kind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The organisation's own correction of the shipped weights.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Delta {
    /// Added to the scores of praise, complaint, and neither.
    shift: [f32; 3],
    /// Slot of the table -> weight towards praise, and towards neither.
    words: BTreeMap<u32, [f32; 2]>,
}

struct Lesson {
    base: [f32; 3],
    slots: Vec<(u32, f32)>,
    class: usize,
}

// Fewer cards than this teach nothing that could be told from chance.
const ENOUGH: usize = 20;
const ROUNDS: usize = 12;
// However sure the organisation's cards are, they can't outvote clear words.
const LIMIT: f32 = 2.0;

impl Delta {
    /// Learns from labelled cards; too few of them teach nothing.
    pub fn learn<'a>(cards: impl IntoIterator<Item = (&'a str, Kind)>) -> Self {
        let lessons: Vec<Lesson> = cards.into_iter().map(|(text, kind)| lesson(text, kind)).collect();
        if lessons.len() < ENOUGH {
            return Self::default();
        }
        // Five-fold: the strength that serves unseen cards best, or none.
        let strengths = [0.0_f32, 0.5, 1.0];
        let mut losses = [0.0_f32; 3];
        for fold in 0..5 {
            let (held, taught): (Vec<_>, Vec<_>) = lessons.iter().enumerate().partition(|(i, _)| i % 5 == fold);
            let delta = Self::fit(&taught.iter().map(|(_, l)| *l).collect::<Vec<_>>());
            for (loss, strength) in losses.iter_mut().zip(strengths) {
                *loss += held.iter().map(|(_, l)| l.loss(&delta, strength)).sum::<f32>();
            }
        }
        let best = (0..3).min_by(|x, y| losses[*x].total_cmp(&losses[*y])).unwrap_or(0);
        Self::fit(&lessons.iter().collect::<Vec<_>>()).scaled(strengths[best])
    }

    /// Whether nothing was learnt.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.shift == [0.0; 3]
    }

    fn fit(lessons: &[&Lesson]) -> Self {
        let mut out = Self::default();
        for round in 0..ROUNDS {
            let rate = 0.15 / (1.0 + 0.2 * round as f32);
            for lesson in lessons {
                let shares = lesson.shares(&out, 1.0);
                let error: [f32; 3] = std::array::from_fn(|c| f32::from(c == lesson.class) - shares[c]);
                for (shift, e) in out.shift.iter_mut().zip(error) {
                    *shift += 0.15 * rate * e;
                }
                for (slot, strength) in &lesson.slots {
                    let cell = out.words.entry(*slot).or_default();
                    cell[0] += rate * ((error[0] - error[1]) * strength - 0.01 * cell[0]);
                    cell[1] += rate * (error[2] * strength - 0.01 * cell[1]);
                }
            }
        }
        out
    }

    fn scaled(mut self, factor: f32) -> Self {
        if factor == 0.0 {
            return Self::default();
        }
        self.shift.iter_mut().for_each(|s| *s *= factor);
        self.words.values_mut().flatten().for_each(|w| *w *= factor);
        self.words.retain(|_, w| w.iter().any(|v| v.abs() > 0.002));
        self
    }

    fn push(&self, slots: &[(u32, f32)], strength: f32) -> [f32; 3] {
        let (mut way, mut neither) = (0.0_f32, 0.0_f32);
        for (slot, value) in slots {
            if let Some([w, n]) = self.words.get(slot) {
                way += w * value;
                neither += n * value;
            }
        }
        let (way, neither) = (way.clamp(-LIMIT, LIMIT) * strength, neither.clamp(-LIMIT, LIMIT) * strength);
        [self.shift[0] * strength + way, self.shift[1] * strength - way, self.shift[2] * strength + neither]
    }

    /// Moves the shares of the four classes by what was learnt.
    pub fn apply(&self, reading: &Reading, shares: &mut [f32; CLASSES]) {
        if self.is_empty() {
            return;
        }
        let [praise, complaint, neither] = self.push(&slots_of(reading), 1.0);
        let moved = [praise, complaint, neither, neither];
        for (share, by) in shares.iter_mut().zip(moved) {
            *share = share.max(1e-6).ln() + by;
        }
        table::softmax(shares);
    }
}

impl Lesson {
    fn shares(&self, delta: &Delta, strength: f32) -> [f32; 3] {
        let moved = delta.push(&self.slots, strength);
        let raised: [f32; 3] = std::array::from_fn(|c| (self.base[c] + moved[c]).exp());
        let sum: f32 = raised.iter().sum();
        raised.map(|r| r / sum)
    }

    fn loss(&self, delta: &Delta, strength: f32) -> f32 {
        -self.shares(delta, strength)[self.class].max(1e-6).ln()
    }
}

fn slots_of(reading: &Reading) -> Vec<(u32, f32)> {
    let mut slots = Vec::new();
    for at in 0..reading.tokens.list.len() {
        table::features(reading, at, &mut |slot, strength| slots.push((slot, strength)));
    }
    // A long card must not teach more than a short one.
    let norm = slots.iter().map(|(_, s)| s * s).sum::<f32>().sqrt().max(1.0);
    slots.iter_mut().for_each(|(_, s)| *s /= norm.sqrt());
    slots
}

fn lesson(text: &str, kind: Kind) -> Lesson {
    let reading = reading::read(text);
    let weights = table::shipped();
    let sums = table::clause_sums(weights, &reading);
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
