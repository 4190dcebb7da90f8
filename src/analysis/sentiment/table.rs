//! The learnt part: a hashed table of word and letter-group weights with two
//! heads (polarity; neither praise nor complaint), and the small network that
//! joins them with the rules. Read from bytes that `train sentiment` writes.
use super::reading::Reading;
use super::tokens::TokenKind;
use std::sync::LazyLock;

/// Slots of the table: fewer, and features that have nothing in common share one too often.
pub const BITS: u32 = 18;
pub const SLOTS: usize = 1 << BITS;
/// Inputs of the network; their meaning is in `judge::inputs`.
pub const INPUTS: usize = 44;
pub const HIDDEN: usize = 48;
/// Praise, complaint, mixed, neutral.
pub const CLASSES: usize = 4;
const MAGIC: &[u8; 8] = b"SMILE\x00\x00\x04";
/// Bytes of a weights file.
pub const FILE_SIZE: usize = 8 + 8 + SLOTS * 3 + NET * 4;
/// Numbers in the network.
pub const NET: usize = HIDDEN * (INPUTS + 1) + CLASSES * (HIDDEN + 1);

/// The weights, ready for use.
#[derive(Clone, Debug)]
pub struct Weights {
    pub scale: [f32; 2],
    pub slots: Vec<[i8; 3]>,
    net: Vec<f32>,
    /// What each input brings to all cells of the hidden layer, and last their bias: the network's first part,
    /// turned so that the cells are reckoned side by side.
    columns: Vec<[f32; HIDDEN]>,
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
        Self::new([0.0; 2], vec![[0; 3]; SLOTS], vec![0.0; NET])
    }

    /// Weights of a table and a network of the shipped size.
    #[must_use]
    pub fn new(scale: [f32; 2], slots: Vec<[i8; 3]>, net: Vec<f32>) -> Self {
        let column = |input: usize| {
            std::array::from_fn(|cell| net.get(cell * (INPUTS + 1) + input).copied().unwrap_or_default())
        };
        let columns = (0..=INPUTS).map(column).collect();
        Self { scale, slots, net, columns }
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
        Some(Self::new(scale, slots, net))
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
        let mut hidden = [0.0_f32; HIDDEN];
        for (column, x) in self.columns.iter().zip(inputs.iter().chain([&1.0])) {
            for (cell, w) in hidden.iter_mut().zip(column) {
                *cell += w * x;
            }
        }
        hidden.iter_mut().for_each(|cell| *cell = ramp(*cell));
        classes(self.net.get(HIDDEN * (INPUTS + 1)..).unwrap_or(&[]), &hidden, HIDDEN)
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
        *cell = ramp(sum);
    }
    (hidden, classes(second, &hidden, cells))
}

/// A leaky ramp: cheap, and exact on every machine, unlike tanh.
fn ramp(sum: f32) -> f32 {
    if sum > 0.0 { sum } else { 0.1 * sum }
}

fn classes(second: &[f32], hidden: &[f32; HIDDEN], cells: usize) -> [f32; CLASSES] {
    let mut classes = [0.0_f32; CLASSES];
    for (cell, row) in classes.iter_mut().zip(second.chunks_exact(cells + 1)) {
        *cell = row.iter().zip(hidden).map(|(w, x)| w * x).sum::<f32>() + row.last().copied().unwrap_or(0.0);
    }
    softmax(&mut classes);
    classes
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
const SALT_KIND: u64 = 0x94d0_49bb_1331_11eb;
const SALT_PART: u64 = 0x1656_67b1_9e37_79f9;

/// The table slot of a feature's hash.
#[must_use]
pub fn slot(hash: u64) -> u32 {
    let mixed = hash.wrapping_mul(0x9fb2_1c65_1e98_df25);
    ((mixed ^ (mixed >> 29)) >> 20) as u32 & (SLOTS as u32 - 1)
}

// How much each kind of feature counts, in twentieths, so that sums are whole numbers and may be split anywhere.
const WORD: i32 = 20;
const PAIR: i32 = 16;
const TRIPLE: i32 = 12;
const LAST: i32 = 10;
const PART: i32 = 5;
const KIND: i32 = 14;
/// What the strength of a feature is counted in.
pub const WHOLE: f32 = 20.0;

/// Calls `each` with the slot and strength of every feature of one token.
pub fn features(reading: &Reading, at: usize, each: &mut impl FnMut(u32, i32)) {
    let list = &reading.tokens.list;
    let Some(token) = list.get(at) else { return };
    let Some(shape) = reading.shapes.get(at) else { return };
    if matches!(token.kind, TokenKind::Mark(_)) {
        return;
    }
    let not = if reading.negated.get(at).copied().unwrap_or(false) { SALT_NOT } else { 0 };
    each(slot(token.hash ^ not), WORD);
    if at >= reading.last_sentence {
        each(slot(token.hash.wrapping_mul(SALT_LAST) ^ not), LAST);
    }
    let before = |back: usize| {
        let i = at.checked_sub(back)?;
        list.get(i).filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))?;
        reading.shapes.get(i)
    };
    if let Some(last) = before(1) {
        let pair = last.rotate_left(17).wrapping_mul(SALT_PAIR) ^ shape;
        each(slot(pair), PAIR);
        if let Some(first) = before(2) {
            each(slot(first.rotate_left(31).wrapping_mul(SALT_PAIR) ^ pair), TRIPLE);
        }
    }
    kinds(reading, at, each);
    if token.kind == TokenKind::Word {
        let bytes = reading.tokens.word(token).as_bytes();
        if let ([a, b, c, _, _, ..], Some(rest)) = (bytes, bytes.get(3..)) {
            let mut group = u32::from(*a) << 16 | u32::from(*b) << 8 | u32::from(*c);
            for (i, byte) in rest.iter().enumerate() {
                group = group << 8 | u32::from(*byte);
                let hash = (u64::from(i == 0) ^ not) << 32 | u64::from(group);
                each(slot(hash.wrapping_mul(SALT_PART)), PART);
            }
        }
    }
}

// How far back a kind is paired with others: so many of them, and within so many words.
const KINDS_BACK: usize = 3;
const WORDS_BACK: usize = 5;

/// The kind of a token, alone, with the words beside it and with the kinds before it in its sentence.
fn kinds(reading: &Reading, at: usize, each: &mut impl FnMut(u32, i32)) {
    let Some(kind) = reading.kinds.get(at).copied().filter(|kind| *kind != 0) else { return };
    let own = (u64::from(kind) + 1).wrapping_mul(SALT_KIND);
    each(slot(own), KIND);
    let word = |i: usize| {
        let word = reading.tokens.list.get(i).is_some_and(|t| !matches!(t.kind, TokenKind::Mark(_)));
        reading.shapes.get(i).filter(|_| word)
    };
    if let Some(before) = at.checked_sub(1).and_then(word) {
        each(slot(before.rotate_left(11).wrapping_mul(SALT_PAIR) ^ own), KIND);
    }
    if let Some(after) = word(at + 1) {
        each(slot(after.rotate_left(43).wrapping_mul(SALT_PAIR) ^ own), KIND);
    }
    let (mut found, mut nearest) = (0, 0);
    for back in (at.saturating_sub(WORDS_BACK)..at).rev() {
        if reading.tokens.list.get(back).is_some_and(|t| matches!(t.kind, TokenKind::Mark('.' | '!' | '?' | '\n'))) {
            break;
        }
        let Some(other) = reading.kinds.get(back).copied().filter(|kind| *kind != 0) else { continue };
        let pair = (u64::from(other) + 1).wrapping_mul(SALT_KIND).rotate_left(23).wrapping_mul(SALT_PAIR) ^ own;
        each(slot(pair), KIND);
        found += 1;
        if found == 1 {
            nearest = pair;
        } else if found == 2 {
            each(slot((u64::from(other) + 1).wrapping_mul(SALT_LAST) ^ nearest.rotate_left(7)), KIND);
        }
        if found == KINDS_BACK {
            break;
        }
    }
}

/// The two heads' sums up to each token, so that those of any range are a difference.
pub struct Sums {
    upto: Vec<[i32; 2]>,
    scale: [f32; 2],
}

impl Sums {
    /// Adds up what the table says of each token.
    #[must_use]
    pub fn of(weights: &Weights, reading: &Reading) -> Self {
        let count = reading.tokens.list.len();
        let mut upto = Vec::with_capacity(count + 1);
        let mut sum = [0_i32; 2];
        upto.push(sum);
        for at in 0..count {
            features(reading, at, &mut |slot, strength| {
                if let Some([a, b, _]) = weights.slots.get(slot as usize) {
                    sum[0] += i32::from(*a) * strength;
                    sum[1] += i32::from(*b) * strength;
                }
            });
            upto.push(sum);
        }
        Self { upto, scale: weights.scale.map(|scale| scale / WHOLE) }
    }

    /// The two heads' sums over a range of tokens, unscaled by its length.
    #[must_use]
    pub fn range(&self, from: usize, to: usize) -> [f32; 2] {
        match (self.upto.get(from), self.upto.get(to)) {
            (Some(before), Some(after)) if from < to => {
                std::array::from_fn(|head| (after[head] - before[head]) as f32 * self.scale[head])
            }
            _ => [0.0; 2],
        }
    }
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
