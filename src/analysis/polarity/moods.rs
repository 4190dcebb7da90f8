//! The last word on how a mention is meant: a table of weights, learnt from labelled cards, over the words told of
//! somebody and over what rules, lists and networks make of them. Made by `smilecard train moods`; see docs/tagging.md.
pub mod features;

use crate::domain::Polarity;
use features::{FULL, Told};

/// Weights of the table for each mood; a feature's hash says which are its own.
pub const SLOTS: usize = 1 << 18;
/// The moods in the order of their weights.
pub const MOODS: [Polarity; 4] = [Polarity::Praise, Polarity::Complaint, Polarity::Mixed, Polarity::Neutral];
/// What one step of a weight is worth, in log-odds, for a feature of full strength.
pub const STEP: f32 = 1.0 / 32.0;

static SHIPPED: &[u8; SLOTS * MOODS.len()] = include_bytes!("moods/weights.bin");

/// The slot of a feature.
#[must_use]
pub fn slot(feature: u64) -> usize {
    (feature >> 40) as usize & (SLOTS - 1)
}

/// By so much, in log-odds, another mood must be likelier than that of the rules to be believed.
const MARGIN: f32 = 0.1;

/// What the rules say of a mention, and how much it takes to believe another mood.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    pub mood: Polarity,
    /// No other mood is believed.
    pub sure: bool,
}

impl Rules {
    fn of(told: &Told) -> Self {
        Self { mood: told.rules, sure: told.tally.sure }
    }

    /// The mood of the greatest of `sums`, but that of the rules where it is not greater by the margin.
    #[must_use]
    pub fn against(self, sums: [i32; MOODS.len()]) -> Polarity {
        if self.sure {
            return self.mood;
        }
        let margin = (MARGIN / STEP) as i32 * FULL;
        let sums =
            MOODS.iter().zip(sums).map(|(mood, sum)| (*mood, if *mood == self.mood { sum + margin } else { sum }));
        sums.max_by_key(|(_, sum)| *sum).map_or(self.mood, |(mood, _)| mood)
    }
}

/// How somebody is meant of whom `told` is told.
pub(super) fn of(told: &Told) -> Polarity {
    let rules = Rules::of(told);
    if rules.sure {
        return rules.mood;
    }
    let mut sums = [0_i32; MOODS.len()];
    features::each(told, |feature, strength| {
        let at = slot(feature) * MOODS.len();
        for (sum, weight) in sums.iter_mut().zip(SHIPPED.get(at..).unwrap_or(&[])) {
            *sum += i32::from(weight.cast_signed()) * strength;
        }
    });
    rules.against(sums)
}

/// A mention of a labelled card that the weights can be learnt from.
#[derive(Debug)]
pub struct Lesson {
    pub rules: Rules,
    /// Each feature and its strength.
    pub features: Vec<(u64, i32)>,
}

pub(super) fn lesson(told: &Told) -> Lesson {
    let mut lesson = Lesson { rules: Rules::of(told), features: vec![] };
    features::each(told, |feature, strength| lesson.features.push((feature, strength)));
    lesson
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::language::Language;
    use Polarity::{Complaint, Neutral, Praise};

    const ONE: i32 = FULL * (1.0 / STEP) as i32;

    #[test]
    fn the_rules_stand_unless_another_mood_is_clearly_likelier() {
        let rules = |mood, sure| Rules { mood, sure };
        assert_eq!(rules(Complaint, false).against([ONE, 0, 0, 0]), Praise);
        assert_eq!(rules(Complaint, false).against([ONE / 16, 0, 0, 0]), Complaint);
        assert_eq!(rules(Neutral, true).against([9 * ONE, 0, 0, 0]), Neutral);
    }

    #[test]
    fn the_table_tells_from_deeds_what_no_list_knows() {
        let mood = |text: &str, name: &str| {
            let at = text.find(name).unwrap_or_default();
            let span = at..at + name.len();
            crate::analysis::polarity::of_mentions(text, &[vec![span]], Language::English, None)
        };
        assert_eq!(mood("Imran spent his lunch break looking for my ring in the car park.", "Imran"), [Praise]);
        assert_eq!(
            mood("Imran carried on texting while I stood at the counter with my card out.", "Imran"),
            [Complaint]
        );
    }
}
