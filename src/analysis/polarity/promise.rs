//! What somebody promised, or said was so, and what came of it: "said he'd send it and of course he didn't". It reads
//! the words of a promise and of its end; whose they are is told by `scope`, what they weigh by `verdict`.
use crate::analysis::sentiment::kinds;
use crate::analysis::sentiment::lexicon::cue;
use crate::analysis::sentiment::reading::Reading;
use crate::analysis::sentiment::tokens::TokenKind;
use std::ops::Range;

/// What came of a promise, as far as the words say so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Came {
    #[default]
    Untold,
    Kept,
    Broken,
}

/// That somebody promised something, or told it as a fact.
#[derive(Clone, Copy, Debug)]
pub struct Pledge {
    /// "promised a call", "said it would be Tuesday"; not "said it was ready".
    pub firm: bool,
    /// "said it wouldn't hurt": kept when nothing happens.
    denies: bool,
    /// What came of it in the same breath.
    pub came: Came,
}

/// The promise that the words behind a name tell of, if they do.
pub fn given(reading: &Reading, told: &Range<usize>) -> Option<Pledge> {
    let (promise, say) = (kinds::number("promise"), kinds::number("say"));
    let opening = told.start..told.end.min(told.start + 3);
    let kind_at = |at: usize| reading.kinds.get(at).copied().unwrap_or(0);
    let firm = opening.clone().any(|at| {
        kind_at(at) == promise || kind_at(at) == say && (at + 1..told.end.min(at + 7)).any(|k| foretells(reading, k))
    });
    if !firm && !opening.clone().any(|at| kind_at(at) == say) {
        return None;
    }
    let turn = told.clone().rev().find(|at| joins(reading, *at)).unwrap_or(told.end);
    let denies = (told.start..turn).any(|at| reading.cues_at(at) & cue::NEGATOR != 0);
    let pledge = Pledge { firm, denies, came: Came::Untold };
    Some(Pledge { came: pledge.answered(ended(reading, &(turn..told.end))), ..pledge })
}

impl Pledge {
    /// What came of it, told by the words that follow.
    pub fn after(self, reading: &Reading, next: &Range<usize>) -> Came {
        match self.answered(ended(reading, next)) {
            Came::Untold if self.firm && time_passed(reading, next) => Came::Broken,
            came => came,
        }
    }

    fn answered(self, done: Option<bool>) -> Came {
        match done {
            None => Came::Untold,
            Some(done) if done != self.denies => Came::Kept,
            Some(_) => Came::Broken,
        }
    }
}

fn foretells(reading: &Reading, at: usize) -> bool {
    let word = reading.word(at);
    matches!(word, "would" | "will" | "wouldn't") || word.ends_with("'d") || word.ends_with("'ll")
}

fn joins(reading: &Reading, at: usize) -> bool {
    reading.cues_at(at) & cue::AND != 0 || reading.word(at) == "which"
}

fn helps(word: &str) -> bool {
    matches!(word, "did" | "does" | "was" | "were" | "is" | "has" | "have" | "had")
}

/// Whether words end in "it did" or in "he didn't": that it was done, or that it wasn't.
fn ended(reading: &Reading, span: &Range<usize>) -> Option<bool> {
    let last = span.clone().rev().find(|at| reading.tokens.list.get(*at).is_some_and(|t| t.kind == TokenKind::Word))?;
    let before = last.checked_sub(1).filter(|at| *at >= span.start)?;
    let (end, before_end) = (reading.word(last), reading.word(before));
    let bare = helps(end);
    let follows = matches!(before_end, "it" | "that" | "this" | "which" | "still" | "there")
        || reading.cues_at(before) & (cue::PRONOUN | cue::AND | cue::CONTRAST) != 0;
    if bare && before_end == "never" || end == "not" && helps(before_end) || end.ends_with("n't") && follows {
        Some(false)
    } else if bare && follows {
        Some(true)
    } else {
        None
    }
}

/// "It is now Thursday", "it's been three weeks", "that was a month ago": a day went by, and nothing else is told.
fn time_passed(reading: &Reading, span: &Range<usize>) -> bool {
    if reading.hits.iter().any(|hit| span.contains(&hit.at) && hit.value > 0.0) {
        return false;
    }
    let kind = |at: usize| reading.tokens.list.get(at).map(|t| t.kind);
    let mut words = span.clone().filter(|at| matches!(kind(*at), Some(TokenKind::Word | TokenKind::Number)));
    let mut next = || words.next().map_or("", |at| reading.word(at));
    let opened = match (next(), next()) {
        ("it's", "now" | "been") => true,
        ("it" | "this", "is" | "has") => matches!(next(), "now" | "been"),
        ("that", "was") => true,
        _ => false,
    };
    let when = ["hour", "day", "week", "date", "two"].map(kinds::number);
    let dated = |at: usize| reading.kinds.get(at).is_some_and(|kind| when.contains(kind));
    opened && words.take(3).any(|at| kind(at) == Some(TokenKind::Number) || dated(at))
}
