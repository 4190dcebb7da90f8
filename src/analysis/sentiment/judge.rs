//! Weighs rules and table: the network's inputs, the class that follows from
//! its shares, and the words that decided. The shares come from `table`.
use super::SentimentKind;
use super::lexicon::cue;
use super::reading::{Clause, Reading};
use super::table::{self, CLASSES, INPUTS, Sums, Weights};
use super::tokens::TokenKind;
use crate::analysis::language::Language;

/// A clause's worth by lexicon and table together; the sign is its polarity.
#[must_use]
pub fn clause_score(clause: &Clause, sums: [f32; 2]) -> f32 {
    sums[0] + 0.5 * (clause.good - clause.bad)
}

fn squash(value: f32, half: f32) -> f32 {
    value / (value.abs() + half)
}

/// What the network sees of a text; each number lies near -1 to 1.
#[must_use]
pub fn inputs(weights: &Weights, reading: &Reading, sums: &Sums) -> [f32; INPUTS] {
    let mut x = [0.0_f32; INPUTS];
    let words = (reading.words.max(1)) as f32;
    let (mut a, mut b, mut good, mut bad) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    let (mut top, mut low) = (0.0_f32, 0.0_f32);
    let (mut top_a, mut low_a, mut top_lex, mut low_lex) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    // Around the strongest contrast: what stood before it, what stands after.
    let (mut before, mut after, mut turned) = (0.0_f32, 0.0_f32, 0.0_f32);
    for (i, clause) in reading.clauses.iter().enumerate() {
        let sum = sums.range(clause.from, clause.to);
        let lex = clause.good - clause.bad;
        let both = clause_score(clause, sum);
        a += sum[0];
        b += sum[1];
        good += clause.good;
        bad += clause.bad;
        top = top.max(both);
        low = low.min(both);
        top_a = top_a.max(sum[0]);
        low_a = low_a.min(sum[0]);
        top_lex = top_lex.max(lex);
        low_lex = low_lex.min(lex);
        if i == 0 {
            x[5] = squash(both, 2.0);
        }
        x[4] = squash(both, 2.0);
        x[12] = squash(lex, 3.0);
        if clause.contrast {
            turned = 1.0;
            before += after;
            after = 0.0;
        }
        after += both;
    }
    x[0] = squash(a, 2.0);
    x[1] = (a / words.sqrt()).clamp(-2.0, 2.0);
    x[2] = squash(top_a, 1.5);
    x[3] = squash(low_a, 1.5);
    x[6] = squash(b, 2.0);
    x[7] = (b / words.sqrt()).clamp(-2.0, 2.0);
    x[8] = squash(good, 4.0);
    x[9] = squash(bad, 4.0);
    x[10] = squash(top_lex, 3.0);
    x[11] = squash(low_lex, 3.0);
    x[13] = turned * squash(before.max(0.0), 2.0) * squash((-after).max(0.0), 2.0);
    x[14] = turned * squash((-before).max(0.0), 2.0) * squash(after.max(0.0), 2.0);
    x[15] = turned;
    x[16] = f32::from(reading.clauses.iter().any(|c| c.concession));
    if matches!(reading.language, Language::English | Language::Unknown) {
        let compound = table::compound(weights, reading);
        x[17] = compound;
        x[18] = compound.abs();
    }
    x[19] = f32::from(reading.hits.is_empty());
    x[20] = f32::from(reading.questions > 0);
    x[21] = reading.exclamations.min(3) as f32 / 3.0;
    x[22] = (words.ln() - 2.5) / 2.0;
    let cues = reading.cues.iter().fold(0, |all, c| all | c);
    x[23] = f32::from(cues & cue::REQUEST != 0);
    x[24] = f32::from(cues & cue::SARCASM != 0);
    for hit in reading.hits.iter().filter(|hit| hit.phrase) {
        let slot = if hit.value > 0.0 { 25 } else { 26 };
        x[slot] = (x[slot] + hit.value.abs() / 8.0).min(1.0);
    }
    let language = match reading.language {
        Language::English => 27,
        Language::Spanish => 28,
        Language::French => 29,
        Language::German => 30,
        Language::Other | Language::Unknown => 31,
    };
    x[language] = 1.0;
    x[32] = 2.0 * good.min(bad) / (good + bad + 1.0);
    x[33] = squash(good - bad, 3.0);
    x[34] = squash(top.min(-low), 1.5);
    x[35] = f32::from(cues & cue::LATER != 0);
    ending(&mut x, reading, sums);
    x
}

/// How a story ends, and who does what in it: where nothing is valued, these
/// are what tells.
fn ending(x: &mut [f32; INPUTS], reading: &Reading, sums: &Sums) {
    let (mut last, mut rest, mut last_lex) = (0.0_f32, 0.0_f32, 0.0_f32);
    for clause in &reading.clauses {
        let sum = sums.range(clause.from, clause.to);
        if clause.from >= reading.last_sentence {
            last += sum[0];
            last_lex += clause.good - clause.bad;
        } else {
            rest += sum[0];
        }
    }
    let count = |wanted: u16| reading.cues.iter().filter(|c| **c & wanted != 0).count() as f32;
    let words = reading.words.max(4) as f32;
    x[36] = squash(last, 1.5);
    x[37] = squash(rest, 1.5);
    x[38] = squash(last_lex, 3.0);
    x[39] = (count(cue::NEGATOR) * 8.0 / words).min(1.5);
    x[40] = (count(cue::PRONOUN) * 8.0 / words).min(1.5);
    x[41] = f32::from(reading.cues.iter().skip(reading.last_sentence).any(|c| c & (cue::NEGATOR | cue::LATER) != 0));
    x[42] = f32::from(count(cue::CREDIT) > 0.0);
    let digits = reading.tokens.list.iter().filter(|t| t.kind == TokenKind::Number).count() as f32;
    x[43] = (digits / 3.0).min(1.0);
}

/// The class that follows from the shares.
#[must_use]
pub fn kind_of(reading: &Reading, shares: &[f32; CLASSES]) -> SentimentKind {
    let [praise, complaint, mixed, neutral] = *shares;
    if reading.words == 0 && reading.hits.is_empty() {
        return SentimentKind::Unsure;
    }
    let third = mixed + neutral;
    if third > praise && third > complaint {
        return if mixed >= neutral { SentimentKind::Mixed } else { SentimentKind::Unsure };
    }
    if praise >= complaint { SentimentKind::Praise } else { SentimentKind::Complaint }
}

// More than five words explain nothing to a person.
const SHOWN: usize = 5;

/// The words that spoke for the verdict, strongest first; for a verdict near
/// zero, those that spoke on either side.
#[must_use]
pub fn words(text: &str, reading: &Reading, sums: &Sums, score: f32) -> Vec<String> {
    let mut found: Vec<(f32, usize, usize)> = Vec::with_capacity(reading.hits.len() + 4);
    let torn = score.abs() < 0.35;
    for hit in &reading.hits {
        if torn || hit.value * score > 0.0 {
            found.push((hit.value.abs(), hit.at, hit.size));
        }
    }
    if found.is_empty() {
        for at in 0..reading.tokens.list.len() {
            let [sum, _] = sums.range(at, at + 1);
            if sum.abs() > 0.25 && (torn || sum * score > 0.0) {
                found.push((sum.abs(), at, 1));
            }
        }
    }
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let shown = found.iter().take(SHOWN).filter_map(|(_, at, size)| {
        let first = reading.tokens.list.get(*at)?;
        let last = reading.tokens.list.get(at + size - 1)?;
        text.get(first.start as usize..last.end as usize).map(str::to_owned)
    });
    shown.collect()
}
