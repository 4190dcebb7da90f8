//! Trains the hashed table: two logistic heads by AdaGrad, with features
//! dropped at random so that no single word is leant on, and the lexicon as a
//! given part of the polarity so that the table learns only what it lacks.
use super::corpus::{Label, Sample};
use crate::analysis::language::Language;
use crate::analysis::sentiment::reading::{self, Reading};
use crate::analysis::sentiment::table::{self, NET, SLOTS, Weights};
use crate::analysis::sentiment::tokens::TokenKind;
use vader_parity::SentimentIntensityAnalyzer;

/// One text as the table sees it.
pub struct Example {
    pub source: String,
    slots: Vec<(u32, f32)>,
    lexicon: f32,
    /// 1 praise, 0 complaint; nothing when neither.
    polarity: Option<f32>,
    /// 1 when neither praise nor complaint; nothing for a piece of a card.
    neither: Option<f32>,
    weight: f32,
}

/// How much a text of a source counts: near ours more, far from ours less.
#[must_use]
pub fn weight_of(source: &str) -> f32 {
    match source {
        s if s.starts_with("cards_") => 6.0,
        s if s.starts_with("more_") => 2.0,
        "generated" => 0.35,
        "vader_nytEditorial" => 0.2,
        "vader_movieReview" => 0.5,
        s if s.starts_with("vader_") => 0.8,
        _ => 1.0,
    }
}

/// Evens out sources that hold five cards of praise to each complaint: how
/// often each is sent is no property of the words.
#[must_use]
pub fn balance(sample: &Sample) -> f32 {
    match sample.label {
        // Whoever names somebody praises them four times in five.
        Label::Praise if sample.source.starts_with("cards_named-") => 0.5,
        Label::Complaint if sample.source.starts_with("cards_named-") => 1.8,
        _ if !sample.source.starts_with("more_") => 1.0,
        Label::Praise => 0.6,
        _ => 3.0,
    }
}

/// Makes the examples of a sample: the whole, and each of its pieces.
#[must_use]
pub fn examples(sample: &Sample) -> Vec<Example> {
    let weight = weight_of(&sample.source) * balance(sample);
    let whole = match sample.label {
        Label::Praise => (Some(1.0), Some(0.0)),
        Label::Complaint => (Some(0.0), Some(0.0)),
        Label::Mixed | Label::Neutral | Label::Neither => (None, Some(1.0)),
    };
    let mut out = vec![example(sample, &sample.text, whole, weight)];
    for (piece, label) in &sample.pieces {
        let polarity = if *label == Label::Praise { 1.0 } else { 0.0 };
        out.push(example(sample, piece, (Some(polarity), None), weight));
    }
    out
}

fn example(sample: &Sample, text: &str, (polarity, neither): (Option<f32>, Option<f32>), weight: f32) -> Example {
    let reading = reading::read(text);
    let mut slots = Vec::new();
    for clause in &reading.clauses {
        for at in clause.from..clause.to {
            table::features(&reading, at, &mut |slot, strength| slots.push((slot, strength as f32 / table::WHOLE)));
        }
    }
    let lexicon = 0.5 * reading.clauses.iter().map(|c| c.good - c.bad).sum::<f32>();
    Example { source: sample.source.clone(), slots, lexicon: lexicon.clamp(-4.0, 4.0), polarity, neither, weight }
}

/// The values that VADER gives to the words of the texts which our own lists
/// leave out: where the table starts from, whatever the labels.
#[must_use]
pub fn prior(samples: &[Sample]) -> Vec<[f32; 2]> {
    let vader = SentimentIntensityAnalyzer::new();
    let mut start = vec![[0.0_f32; 2]; SLOTS];
    for sample in samples {
        let reading: Reading = reading::read(&sample.text);
        if !matches!(reading.language, Language::English) {
            continue;
        }
        for (at, token) in reading.tokens.list.iter().enumerate() {
            let known = reading.hits.iter().any(|hit| hit.at == at);
            if !matches!(token.kind, TokenKind::Word | TokenKind::Emoji) {
                continue;
            }
            if let Some(cell) = start.get_mut(table::slot(token.hash) as usize).filter(|c| c[1] == 0.0) {
                let compound = vader.polarity_scores(reading.tokens.word(token)).compound as f32;
                // The compound of one word is v / sqrt(v^2 + 15).
                let valence = compound * (15.0 / (1.0 - compound * compound).max(0.05)).sqrt();
                *cell = [if known { 0.0 } else { compound * 1.6 }, valence];
            }
        }
    }
    start
}

/// A small generator of the same numbers on every machine.
pub struct Dice(u64);
impl Dice {
    /// Starts from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }
    /// The next number (splitmix64).
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit.max(1) as u64) as usize
    }
    /// Shuffles in place.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}

const ROUNDS: usize = 5;
const RATE: f32 = 0.12;
const DECAY: f32 = 2e-4;
// Six of sixteen features are hidden in each round.
const HIDDEN_OF_16: u64 = 6;

/// Trains the table on the examples that `keep` lets through.
#[must_use]
pub fn train(examples: &[Example], start: &[[f32; 2]], keep: impl Fn(&str) -> bool) -> Weights {
    let mut order: Vec<&Example> = examples.iter().filter(|e| keep(&e.source)).collect();
    let mut weights: Vec<[f32; 2]> = start.iter().map(|s| [s[0], 0.0]).collect();
    let mut bent = vec![[0.05_f32; 2]; SLOTS];
    let mut bias = [0.0_f32, -1.0];
    let mut dice = Dice::new(7);
    // The mean of the later rounds: steadier than where the last step happened to land.
    let mut mean = vec![[0.0_f32; 2]; SLOTS];
    let mut averaged = 0.0_f32;
    for round in 0..ROUNDS {
        dice.shuffle(&mut order);
        for example in &order {
            let mut hide = dice.roll();
            let seen: Vec<(u32, f32)> = example
                .slots
                .iter()
                .filter(|_| {
                    hide = hide.rotate_left(5).wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
                    hide >> 60 >= HIDDEN_OF_16
                })
                .copied()
                .collect();
            let sum = |weights: &[[f32; 2]], head: usize| {
                seen.iter().map(|(slot, x)| weights[*slot as usize][head] * x).sum::<f32>()
            };
            let wanted = [example.polarity, example.neither];
            let given = [example.lexicon + bias[0], bias[1]];
            for head in 0..2 {
                let Some(target) = wanted[head] else { continue };
                let error = target - 1.0 / (1.0 + (-(sum(&weights, head) + given[head])).exp());
                bias[head] += 0.002 * error * example.weight;
                for (slot, x) in &seen {
                    let at = *slot as usize;
                    let origin = if head == 0 { start[at][0] } else { 0.0 };
                    let pull = error * x * example.weight - DECAY * (weights[at][head] - origin);
                    bent[at][head] += pull * pull;
                    weights[at][head] += RATE * pull / bent[at][head].sqrt();
                }
            }
        }
        if round >= 2 {
            averaged += 1.0;
            for (mean, weight) in mean.iter_mut().zip(&weights) {
                mean.iter_mut().zip(weight).for_each(|(m, w)| *m += (w - *m) / averaged);
            }
        }
    }
    quantise(&mean, start)
}

fn quantise(weights: &[[f32; 2]], start: &[[f32; 2]]) -> Weights {
    let scale: [f32; 2] =
        std::array::from_fn(|head| weights.iter().fold(0.0_f32, |top, w| top.max(w[head].abs())).min(2.5) / 127.0);
    let round =
        |value: f32, scale: f32| if scale > 0.0 { (value / scale).round().clamp(-127.0, 127.0) as i8 } else { 0 };
    let cells =
        weights.iter().zip(start).map(|(w, s)| [round(w[0], scale[0]), round(w[1], scale[1]), round(s[1], 1.0 / 30.0)]);
    Weights::new(scale, cells.collect(), vec![0.0; NET])
}
