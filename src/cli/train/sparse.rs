//! What the trainers of `surroundings` and `moods` share: which cards are learnt from, the features that are hidden in a
//! round, and weights in steps.
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub struct Cards {
    /// Labelled cards, as for `smilecard evaluate tagging`.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Where the weights go.
    #[arg(long)]
    pub out: PathBuf,
    /// Files of these names are only measured on, never learnt from.
    #[arg(long, value_name = "NAME")]
    leave_out: Vec<String>,
    /// Print what is misjudged when its file is left out.
    #[arg(long)]
    pub wrong: bool,
}

impl Cards {
    /// The number by which a file is left out in turn; nothing for one that is never learnt from.
    pub fn number(&self, file: &Path, n: usize) -> Option<usize> {
        let out = |name: &String| file.file_stem().is_some_and(|stem| stem == name.as_str());
        (!self.leave_out.iter().any(out)).then_some(n)
    }
}

/// Which features of an example are seen in a round, by one roll of the dice: all but `hidden` of sixteen.
pub struct Seen {
    state: u64,
    hidden: u64,
}

impl Seen {
    pub fn new(roll: u64, hidden: u64) -> Self {
        Self { state: roll, hidden }
    }

    /// Whether the next feature is seen.
    pub fn next(&mut self) -> bool {
        self.state = self.state.rotate_left(5).wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        self.state >> 60 >= self.hidden
    }
}

/// A weight in whole steps, as it is compiled in.
pub fn quantised(weight: f32, step: f32) -> i8 {
    (weight / step).round().clamp(-127.0, 127.0) as i8
}

/// The bytes of weights, as they are compiled in.
pub fn bytes(weights: &[f32], step: f32) -> Vec<u8> {
    weights.iter().map(|w| quantised(*w, step).cast_unsigned()).collect()
}
