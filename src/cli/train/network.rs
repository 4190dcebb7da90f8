//! Trains the small network that weighs rules and table, by Adam on inputs
//! made with tables that had not seen the text's source.
use super::corpus::Label;
use super::linear::Dice;
use crate::analysis::sentiment::table::{self, CLASSES, HIDDEN, INPUTS};

/// One text as the network sees it.
pub struct Example {
    pub source: String,
    pub inputs: [f32; INPUTS],
    pub label: Label,
    pub weight: f32,
}

const ROUNDS: usize = 24;
const BATCH: usize = 64;
const RATE: f32 = 0.004;
const DECAY: f32 = 2e-3;
// Three networks of this size, from different starts, speak with one voice: steadier than one of three times the size.
const CELLS: usize = 16;
const PARTS: usize = HIDDEN / CELLS;
const NET: usize = CELLS * (INPUTS + 1) + CLASSES * (CELLS + 1);

fn error(label: Label, shares: &[f32; CLASSES]) -> [f32; CLASSES] {
    let mut wanted = [0.0_f32; CLASSES];
    match label {
        Label::Praise => wanted[0] = 1.0,
        Label::Complaint => wanted[1] = 1.0,
        Label::Mixed => wanted[2] = 1.0,
        Label::Neutral => wanted[3] = 1.0,
        // Either will do: the network keeps its own opinion of which.
        Label::Neither => {
            let both = (shares[2] + shares[3]).max(1e-6);
            wanted[2] = shares[2] / both;
            wanted[3] = shares[3] / both;
        }
    }
    std::array::from_fn(|c| wanted[c] - shares[c])
}

/// Trains networks on the examples that `keep` lets through, and joins them into one.
#[must_use]
pub fn train(examples: &[Example], keep: impl Fn(&str) -> bool) -> Vec<f32> {
    let order: Vec<&Example> = examples.iter().filter(|e| keep(&e.source)).collect();
    let nets: Vec<Vec<f32>> = (0..PARTS as u64).map(|part| train_one(order.clone(), 11 + part)).collect();
    let mut joined: Vec<f32> = nets.iter().flat_map(|net| &net[..CELLS * (INPUTS + 1)]).copied().collect();
    for class in 0..CLASSES {
        let row = CELLS * (INPUTS + 1) + class * (CELLS + 1);
        for net in &nets {
            joined.extend(net[row..row + CELLS].iter().map(|w| w / PARTS as f32));
        }
        joined.push(nets.iter().map(|net| net[row + CELLS]).sum::<f32>() / PARTS as f32);
    }
    joined
}

fn train_one(mut order: Vec<&Example>, seed: u64) -> Vec<f32> {
    let mut dice = Dice::new(seed);
    let mut net: Vec<f32> = (0..NET).map(|_| ((dice.roll() >> 40) as f32 / 16_777_216.0 - 0.5) * 0.5).collect();
    let (mut mean, mut square) = (vec![0.0_f32; NET], vec![0.0_f32; NET]);
    let mut step = 0_i32;
    let second = CELLS * (INPUTS + 1);
    for round in 0..ROUNDS {
        dice.shuffle(&mut order);
        let rate = RATE * (1.0 - round as f32 / ROUNDS as f32).max(0.05);
        for batch in order.chunks(BATCH) {
            let mut pull = vec![0.0_f32; NET];
            for example in batch {
                let (hidden, shares) = table::forward(&net, &example.inputs);
                let error = error(example.label, &shares).map(|e| e * example.weight / BATCH as f32);
                let mut back = [0.0_f32; CELLS];
                for (c, e) in error.iter().enumerate() {
                    let row = second + c * (CELLS + 1);
                    for h in 0..CELLS {
                        pull[row + h] += e * hidden[h];
                        back[h] += e * net[row + h];
                    }
                    pull[row + CELLS] += e;
                }
                for h in 0..CELLS {
                    let slope = if hidden[h] > 0.0 { back[h] } else { 0.1 * back[h] };
                    let row = h * (INPUTS + 1);
                    for (i, x) in example.inputs.iter().enumerate() {
                        pull[row + i] += slope * x;
                    }
                    pull[row + INPUTS] += slope;
                }
            }
            step += 1;
            let (m, s) = (1.0 - 0.9_f32.powi(step), 1.0 - 0.999_f32.powi(step));
            for i in 0..NET {
                mean[i] = 0.9 * mean[i] + 0.1 * pull[i];
                square[i] = 0.999 * square[i] + 0.001 * pull[i] * pull[i];
                net[i] += rate * (mean[i] / m / ((square[i] / s).sqrt() + 1e-8) - DECAY * net[i]);
            }
        }
    }
    net
}
