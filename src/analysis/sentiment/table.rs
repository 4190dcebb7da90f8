//! The learnt part: a hashed table of word and letter-group weights with two
//! heads (polarity; neither praise nor complaint), and the small network that
//! joins them with the rules. Read from bytes that `train sentiment` writes.
use super::reading::Reading;
use super::tokens::{Token, TokenKind};
use crate::analysis::language::Language;
use std::sync::LazyLock;

/// Slots of the table: 2^17 keeps collisions rare at a quarter of a megabyte.
pub const BITS: u32 = 17;
pub const SLOTS: usize = 1 << BITS;
/// Inputs of the network; their meaning is in `judge::inputs`.
pub const INPUTS: usize = 44;
pub const HIDDEN: usize = 48;
/// Praise, complaint, mixed, neutral.
pub const CLASSES: usize = 4;
const MAGIC: &[u8; 8] = b"SMILE\x00\x00\x03";
/// Bytes of a weights file.
pub const FILE_SIZE: usize = 8 + 8 + SLOTS * 3 + NET * 4;
/// Numbers in the network.
pub const NET: usize = HIDDEN * (INPUTS + 1) + CLASSES * (HIDDEN + 1);

/// The weights, ready for use.
#[derive(Clone, Debug)]
pub struct Weights {
    pub scale: [f32; 2],
    pub slots: Vec<[i8; 3]>,
    pub net: Vec<f32>,
}

static SHIPPED: LazyLock<Weights> =
    LazyLock::new(|| Weights::from_bytes(include_bytes!("weights.bin")).unwrap_or_else(Weights::empty));

/// The weights compiled into the program.
#[must_use]
pub fn shipped() -> &'static Weights {
    &SHIPPED
}

impl Weights {
    /// No opinion about anything.
    #[must_use]
    pub fn empty() -> Self {
        Self { scale: [0.0; 2], slots: vec![[0; 3]; SLOTS], net: vec![0.0; NET] }
    }

    /// Reads what [`Weights::to_bytes`] wrote; `None` when it is something else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.len() != FILE_SIZE || !bytes.starts_with(MAGIC) {
            return None;
        }
        let float = |at: usize| bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(f32::from_le_bytes);
        let scale = [float(8)?, float(12)?];
        let slots = bytes
            .get(16..16 + SLOTS * 3)?
            .chunks_exact(3)
            .map(|cell| [cell[0].cast_signed(), cell[1].cast_signed(), cell[2].cast_signed()])
            .collect();
        let net = (0..NET).map(|i| float(16 + SLOTS * 3 + i * 4)).collect::<Option<_>>()?;
        Some(Self { scale, slots, net })
    }

    /// The file's bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        self.scale.iter().for_each(|s| out.extend(s.to_le_bytes()));
        self.slots.iter().for_each(|s| out.extend(s.map(i8::cast_unsigned)));
        self.net.iter().for_each(|w| out.extend(w.to_le_bytes()));
        out
    }

    /// The network's verdict: a probability for each of the four classes.
    #[must_use]
    pub fn judge(&self, inputs: &[f32; INPUTS]) -> [f32; CLASSES] {
        forward(&self.net, inputs).1
    }
}

/// The network, forwards: hidden layer and class probabilities.
#[must_use]
pub fn forward(net: &[f32], inputs: &[f32; INPUTS]) -> ([f32; HIDDEN], [f32; CLASSES]) {
    // While it is trained a network may be smaller than the shipped one.
    let cells = (net.len().saturating_sub(CLASSES) / (INPUTS + 1 + CLASSES)).min(HIDDEN);
    let (first, second) = net.split_at((cells * (INPUTS + 1)).min(net.len()));
    let mut hidden = [0.0_f32; HIDDEN];
    for (cell, row) in hidden.iter_mut().zip(first.chunks_exact(INPUTS + 1)) {
        let sum: f32 = row.iter().zip(inputs).map(|(w, x)| w * x).sum::<f32>() + row.last().copied().unwrap_or(0.0);
        // A leaky ramp: cheap, and exact on every machine, unlike tanh.
        *cell = if sum > 0.0 { sum } else { 0.1 * sum };
    }
    let mut classes = [0.0_f32; CLASSES];
    for (cell, row) in classes.iter_mut().zip(second.chunks_exact(cells + 1)) {
        *cell = row.iter().zip(&hidden).map(|(w, x)| w * x).sum::<f32>() + row.last().copied().unwrap_or(0.0);
    }
    softmax(&mut classes);
    (hidden, classes)
}

/// Turns scores into probabilities, in place.
pub fn softmax(scores: &mut [f32; CLASSES]) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|s| *s = (*s - top).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= sum);
}

const SALT_PAIR: u64 = 0x9e37_79b9_7f4a_7c15;
const SALT_NOT: u64 = 0xc2b2_ae3d_27d4_eb4f;
const SALT_LAST: u64 = 0xd6e8_feb8_6659_fd93;
const SALT_PART: u64 = 0x1656_67b1_9e37_79f9;

/// The table slot of a feature's hash.
#[must_use]
pub fn slot(hash: u64) -> u32 {
    let mixed = hash.wrapping_mul(0x9fb2_1c65_1e98_df25);
    ((mixed ^ (mixed >> 29)) >> 20) as u32 & (SLOTS as u32 - 1)
}

/// A token's hash within pairs: any name is like another ("Ana rang back" is
/// "Tom rang back"), and so is any number. English only: German writes all nouns
/// so, and the other lists know too few words to tell a name from a noun.
fn shape(reading: &Reading, token: &Token) -> u64 {
    match token.kind {
        TokenKind::Number => 2,
        TokenKind::Word
            if token.title
                && !token.caps
                && reading.language == Language::English
                && token.start > 0
                && !reading.opens(token) =>
        {
            1
        }
        _ => token.hash,
    }
}

/// Calls `each` with the slot and strength of every feature of one token.
pub fn features(reading: &Reading, at: usize, each: &mut impl FnMut(u32, f32)) {
    let list = &reading.tokens.list;
    let Some(token) = list.get(at) else { return };
    match token.kind {
        TokenKind::Mark(_) => return,
        TokenKind::Number | TokenKind::Emoji | TokenKind::Word => {}
    }
    let not = if reading.negated.get(at).copied().unwrap_or(false) { SALT_NOT } else { 0 };
    each(slot(token.hash ^ not), 1.0);
    if at >= reading.last_sentence {
        each(slot(token.hash.wrapping_mul(SALT_LAST) ^ not), 0.5);
    }
    let mut before = (0..at)
        .rev()
        .take(3)
        .filter_map(|i| list.get(i))
        .take_while(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
    if let Some(last) = before.next() {
        let pair = shape(reading, last).rotate_left(17).wrapping_mul(SALT_PAIR) ^ shape(reading, token);
        each(slot(pair), 0.8);
        if let Some(first) = before.next() {
            each(slot(shape(reading, first).rotate_left(31).wrapping_mul(SALT_PAIR) ^ pair), 0.6);
        }
    }
    if token.kind == TokenKind::Word {
        let bytes = reading.tokens.word(token).as_bytes();
        if bytes.len() >= 5 {
            for (i, part) in bytes.windows(4).enumerate() {
                let mut hash = u64::from(i == 0) ^ not;
                for byte in part {
                    hash = hash << 8 | u64::from(*byte);
                }
                each(slot(hash.wrapping_mul(SALT_PART)), 0.25);
            }
        }
    }
}

/// The two heads' sums over each clause, unscaled by the clause's length.
#[must_use]
pub fn clause_sums(weights: &Weights, reading: &Reading) -> Vec<[f32; 2]> {
    let sums = reading.clauses.iter().map(|clause| range_sums(weights, reading, clause.from, clause.to));
    sums.collect()
}

/// The two heads' sums over a range of tokens.
#[must_use]
pub fn range_sums(weights: &Weights, reading: &Reading, from: usize, to: usize) -> [f32; 2] {
    let mut sum = [0.0_f32; 2];
    for at in from..to {
        features(reading, at, &mut |slot, strength| {
            if let Some([a, b, _]) = weights.slots.get(slot as usize) {
                sum[0] += f32::from(*a) * strength;
                sum[1] += f32::from(*b) * strength;
            }
        });
    }
    [sum[0] * weights.scale[0], sum[1] * weights.scale[1]]
}

/// VADER's compound of a text, from its valences of single words and our own
/// negations: between -1 and 1. The full rules cost five times as much as all
/// the rest and add little to this.
#[must_use]
pub fn compound(weights: &Weights, reading: &Reading) -> f32 {
    let mut sum = 0.0_f32;
    for (at, token) in reading.tokens.list.iter().enumerate() {
        if token.kind != TokenKind::Word && token.kind != TokenKind::Emoji {
            continue;
        }
        let valence = weights.slots.get(slot(token.hash) as usize).map_or(0.0, |cell| f32::from(cell[2]) / 30.0);
        let negated = reading.negated.get(at).copied().unwrap_or(false);
        sum += if negated { -0.74 * valence } else { valence };
    }
    sum += 0.29 * reading.exclamations.min(4) as f32 * sum.signum() * f32::from(sum != 0.0);
    sum / (sum * sum + 15.0).sqrt()
}
