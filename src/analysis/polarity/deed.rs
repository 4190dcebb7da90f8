//! Where a card tells of deeds that the lists of `sentiment::deeds` know, and what they are worth there: a denial turns
//! them ("never rushed us"), a refusal too ("refused to put it right"), and the customer's own deeds are no agent's.
use crate::analysis::sentiment::deeds;
use crate::analysis::sentiment::lexicon::cue;
use crate::analysis::sentiment::reading::{self, Reading};

/// A deed: where it is told, in how many tokens, and how good it is. Worth nothing, it only hides words that would
/// count as good or bad: "lost property".
#[derive(Clone, Copy, Debug)]
pub struct Deed {
    pub at: usize,
    size: usize,
    pub value: f32,
}

/// How good or bad it is that something was refused or forgotten that the lists have the other way.
const REFUSED: f32 = 3.0;

/// The deeds that a card tells of, in order.
pub fn found(reading: &Reading) -> Vec<Deed> {
    let Some(list) = deeds::of(reading.language) else { return vec![] };
    let (mut out, mut at) = (vec![], 0);
    while at < reading.tokens.list.len() {
        let Some((value, size)) = list.find(&reading.tokens, at).filter(|(value, _)| *value == 0 || !own(reading, at))
        else {
            at += 1;
            continue;
        };
        out.push(Deed { at, size, value: worth(reading, at, f32::from(value)) });
        at += size;
    }
    out
}

/// Whether a deed's words cover a token.
pub fn covers(deeds: &[Deed], at: usize) -> bool {
    deeds.iter().any(|deed| (deed.at..deed.at + deed.size).contains(&at))
}

/// The deeds told between two tokens.
pub fn within(deeds: &[Deed], from: usize, to: usize) -> impl Iterator<Item = &Deed> {
    deeds.iter().filter(move |deed| (from..to).contains(&deed.at))
}

/// Whether a deed is told from a token on, or from the one behind it: "and scratched the door".
pub fn begins(deeds: &[Deed], at: usize) -> bool {
    deeds.iter().any(|deed| deed.value != 0.0 && (at..at + 2).contains(&deed.at))
}

fn word_before(reading: &Reading, at: usize, back: usize) -> &str {
    at.checked_sub(back).map_or("", |before| reading.word(before))
}

/// "I refused a tip", "we'd scratched the door"; not "I can't thank her enough".
fn own(reading: &Reading, at: usize) -> bool {
    let before = word_before(reading, at, 1);
    matches!(before, "i" | "we" | "i'd" | "we'd" | "i've" | "we've" | "i'm" | "we're")
        && reading.cues_at(at) & cue::NEGATOR == 0
}

/// What a deed is worth where it is told, refused, or denied.
fn worth(reading: &Reading, at: usize, value: f32) -> f32 {
    if value != 0.0 && refused(reading, at) {
        return -REFUSED * value.signum();
    }
    // "If she hadn't stayed late, …": she did. And "couldn't read it and walked me over" denies only the reading.
    let spared = |at: usize| reading.cues_at(at) & cue::AND != 0 || reading.word(at) == "if";
    let denied = reading.negated.get(at).is_some_and(|negated| *negated) && !(at.saturating_sub(4)..at).any(spared);
    reading::turned(value, denied)
}

/// "Refused to", "failed to", "forgot to".
fn refused(reading: &Reading, at: usize) -> bool {
    const VERBS: [&str; 5] = ["refus", "fail", "forg", "declin", "neglect"];
    let verb = word_before(reading, at, 2);
    word_before(reading, at, 1) == "to"
        && (VERBS.iter().any(|stem| verb.starts_with(stem))
            || matches!(verb, "unable" | "unwilling" | "reluctant" | "loath"))
}
