//! What one part lends to the next: a part that is but a name takes over its neighbour's score, and whoever lifts a
//! colleague's burden is praised by it.
use super::part::Part;
use super::worth::{CLEAR, TURN};
use crate::analysis::sentiment::lexicon::cue;
use crate::analysis::sentiment::reading::Reading;

/// "Tony sold me the wrong plan and Kay had to fix it": the burden is a colleague's, and lifting it a kindness.
pub fn mend(reading: &Reading, parts: &[Part], scores: &mut [f32]) {
    for i in 1..parts.len() {
        let (Some(part), Some(before)) = (parts.get(i), parts.get(i - 1)) else { continue };
        let burden = part.named
            && before.named
            && !part.opposite
            && (matches!(reading.word(part.behind), "had" | "has")
                && reading.word(part.behind + 1) == "to"
                && reading.word(part.behind + 2) != "be"
                || matches!(reading.word(part.behind), "stepped" | "took" | "picked")
                    && matches!(reading.word(part.behind + 1), "in" | "over" | "up"));
        let worse = scores.get(i - 1).is_some_and(|score| *score < -TURN);
        if let Some(score) = scores.get_mut(i).filter(|_| burden && worse) {
            *score = score.abs().max(CLEAR);
        }
    }
}

/// A part that says nothing but a name takes over what its neighbour says: "Ana is a treasure, Tom too"; "I spoke
/// with both Ana and Tom and got nowhere".
pub fn share(reading: &Reading, parts: &[Part], scores: &mut [f32]) {
    for i in 0..parts.len() {
        let Some(part) = parts.get(i).filter(|p| p.named && !p.opposite && !p.denied) else { continue };
        let denies = (part.from..part.to).any(|at| reading.cues_at(at) & cue::NEGATOR != 0);
        let own = scores.get(i).copied().unwrap_or(0.0);
        let before = i.checked_sub(1).and_then(|b| Some((parts.get(b)?, scores.get(b).copied()?)));
        let after = parts.get(i + 1).zip(scores.get(i + 1).copied());
        let taken = match (before, after) {
            (Some((b, score)), _)
                if b.named
                    && !b.opposite
                    && own.abs() < CLEAR
                    && !part.contrast
                    && !denies
                    && part.to - part.from <= 3
                    && i + 1 == parts.len() =>
            {
                score
            }
            (_, Some((a, score)))
                if a.named
                    && !a.sentence
                    && !a.contrast
                    && own.abs() < CLEAR
                    && reading.cues_at(a.from) & cue::AND != 0 =>
            {
                score
            }
            _ => continue,
        };
        if let Some(slot) = scores.get_mut(i) {
            *slot = taken;
        }
    }
}
