//! What the table of moods looks at: the words told of somebody, by how near they are told; and what the rules and the lists
//! make of them and the networks of the card, in steps.
use crate::analysis::fold::{self, joined};
use crate::analysis::polarity::deed::{self, Deed};
use crate::analysis::polarity::part::{Part, Tie};
use crate::analysis::polarity::verdict::Tally;
use crate::analysis::sentiment::lexicon::cue;
use crate::analysis::sentiment::reading::Reading;
use crate::analysis::sentiment::table;
use crate::analysis::sentiment::tokens::{Token, TokenKind};
use crate::analysis::sentiment::{Sentiment, SentimentKind};
use crate::domain::{Kind, Polarity};
use std::ops::Range;

/// The strength of a feature that counts in full.
pub const FULL: i32 = 4;

/// What is told of one agent of a card.
pub struct Told<'a> {
    pub text: &'a str,
    pub names: &'a Names,
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

/// Which words and letters of a card are agents' names.
pub struct Names {
    /// For each word the number of the agent, counted from one; 0 for all other words.
    words: Vec<u32>,
    /// The bytes of each name in their order, and the agent's number.
    spans: Vec<(Range<usize>, u32)>,
}

impl Names {
    /// `spans`: the bytes at which each agent is named.
    pub fn new(reading: &Reading, spans: &[Vec<Range<usize>>]) -> Self {
        let numbered = spans.iter().zip(1_u32..);
        let mut spans: Vec<_> = numbered.flat_map(|(own, agent)| own.iter().map(move |s| (s.clone(), agent))).collect();
        spans.sort_unstable_by_key(|(span, _)| span.start);
        let tokens = &reading.tokens.list;
        let mut words = vec![0; tokens.len()];
        for (span, agent) in &spans {
            let from = tokens.partition_point(|token| token.end as usize <= span.start);
            let named = tokens.iter().zip(&mut words).skip(from);
            for (_, word) in named.take_while(|(token, _)| (token.start as usize) < span.end) {
                *word = *agent;
            }
        }
        Self { words, spans }
    }

    /// Whose name the byte belongs to.
    fn at(&self, byte: usize) -> u32 {
        let behind = self.spans.partition_point(|(span, _)| span.start <= byte);
        let span = behind.checked_sub(1).and_then(|last| self.spans.get(last));
        span.filter(|(span, _)| span.contains(&byte)).map_or(0, |(_, agent)| *agent)
    }
}

/// What stands for the name of whom it is told of, and for the names of others: no name is good or bad.
const SELF: u64 = 3;
const OTHER: u64 = 4;

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

/// Calls `each` with every feature of what is told, and its strength. The first number of a feature says which it is.
pub fn each(told: &Told, mut each: impl FnMut(u64, i32)) {
    signs(told, &mut each);
    for part in told.parts {
        let near = near(told, part);
        words(told, part, near, &mut each);
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

/// What rules and lists make of it, and the networks of the card.
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
    each(joined([30, 0, 0, 0]), FULL);
    each(joined([31, rules, 0, 0]), FULL);
    each(joined([32, rules, kind, several]), FULL);
    each(joined([33, rules, card, several]), FULL);
    each(joined([34, kind, several, 0]), FULL);
    each(joined([35, u64::from(tally.denied) * 2 + u64::from(tally.named), rules, 0]), FULL);
    each(joined([36, u64::from(tally.turned), u64::from(tally.told), rules]), FULL);
    let own = tally.good - tally.bad;
    let numbers = [own, tally.good.min(tally.bad), tally.weak, tally.contrast, told.card.score, tally.heard];
    for (number, which) in numbers.into_iter().chain(own_signs(told)).zip(0_u64..) {
        let step = STEPS.partition_point(|step| *step <= number) as u64;
        for passed in 0..step {
            each(joined([21, which, passed, 0]), FULL);
        }
        each(joined([22, which, step, several]), FULL);
        each(joined([23, which, step, rules]), FULL);
    }
    let marks = (told.reading.exclamations.min(2) * 3 + told.reading.questions.min(2)) as u64;
    each(joined([37, marks, 0, 0]), FULL);
    each(joined([38, (told.reading.words.max(1).ilog2()).into(), several, 0]), FULL);
}

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

/// The words of a part, alone, with the word before, and their kinds.
fn words(told: &Told, part: &Part, near: Near, each: &mut impl FnMut(u64, i32)) {
    let reading = told.reading;
    let place = near as u64;
    let strength = match near {
        Near::Own => FULL,
        Near::Against | Near::After => FULL - 1,
        Near::Other | Near::Else => 1,
    };
    let (mut last, mut before, mut last_kind) = (1, 1, 0);
    for at in part.from..part.to {
        let Some(token) = reading.tokens.list.get(at) else { break };
        let owner = told.names.words.get(at).copied().unwrap_or(0);
        let name = if owner as usize == told.agent + 1 { SELF } else { OTHER };
        let shape = if owner > 0 { name } else { reading.shapes.get(at).copied().unwrap_or(0) };
        // A name of several words counts once.
        if owner > 0 && last == name && !token.foreign {
            continue;
        }
        if let TokenKind::Mark(mark) = token.kind {
            (last, before) = (u64::from(u32::from(mark)), last);
            each(joined([7, place, last, 0]), 1);
            continue;
        }
        let not = u64::from(reading.negated.get(at).copied().unwrap_or(false));
        each(joined([1, place, shape, not]), strength);
        each(joined([2, shape, not, 0]), strength);
        each(joined([3, place, last, shape]), strength);
        if near == Near::Own {
            each(joined([4, before, last, shape]), strength);
            let side = u64::from(at >= part.behind);
            each(joined([5, side, shape, not]), strength);
        }
        let kind = u64::from(reading.kinds.get(at).copied().unwrap_or(0));
        if kind != 0 {
            each(joined([8, place, kind, not]), strength);
            if last_kind != 0 {
                each(joined([9, place, last_kind, kind]), strength);
            }
            last_kind = kind;
        }
        let word = reading.tokens.word(token);
        if token.foreign {
            glyphs(told, token, place, strength, each);
        } else if let Some(stem) = word.get(..5).filter(|_| word.len() > 5 && owner == 0) {
            each(joined([11, place, fold::hash(stem.as_bytes()), not]), strength);
        }
        let cues = reading.cues_at(at) & (cue::NEGATOR | cue::PRONOUN | cue::RELATIVE | cue::LATER | cue::CONTRAST);
        if cues != 0 {
            each(joined([12, place, u64::from(cues), 0]), strength);
        }
        (last, before) = (shape, last);
    }
}

/// The letters of a word of a script without spaces, alone, in pairs and in threes; a name counts as one letter.
fn glyphs(told: &Told, token: &Token, place: u64, strength: i32, each: &mut impl FnMut(u64, i32)) {
    let start = token.start as usize;
    let (mut first, mut second) = (0, 0);
    for (at, glyph) in told.text.get(start..token.end as usize).unwrap_or("").char_indices() {
        let glyph = match told.names.at(start + at) as usize {
            0 => u64::from(u32::from(glyph)),
            agent if agent == told.agent + 1 => SELF,
            _ => OTHER,
        };
        if glyph == second && glyph <= OTHER {
            continue;
        }
        each(joined([10, second, glyph, 0]), strength);
        each(joined([13, second, glyph, 1 + place]), strength);
        each(joined([14, first, second, glyph]), strength);
        (first, second) = (second, glyph);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::sentiment::reading;

    #[test]
    fn words_and_letters_know_whose_name_they_are() {
        let text = "Ana Bell thanks Tom.";
        let spans = [16..19, 0..8].map(|span| std::iter::once(span).collect());
        let names = Names::new(&reading::read(text), &spans);
        assert_eq!(names.words, [2, 2, 0, 1, 0]);
        assert_eq!(names.at(4), 2);
        assert_eq!(names.at(10), 0);
        assert_eq!(names.at(18), 1);
    }

    #[test]
    fn no_name_is_good_or_bad() {
        let told = |text: &str, span: Range<usize>| {
            let heard = crate::analysis::sentiment::heard(reading::read(text));
            let lessons = crate::analysis::polarity::lessons(text, &heard, &[std::iter::once(span).collect()], None);
            lessons.into_iter().flat_map(|lesson| lesson.features).collect::<Vec<_>>()
        };
        assert_eq!(told("Ivo never called back.", 0..3), told("Uma never called back.", 0..3));
        assert_ne!(told("Ivo never called back.", 0..3), told("Ivo always called back.", 0..3));
    }
}
