//! What the few words before a name make of whoever bears it: set against somebody, not meant at all, or blamed by the
//! naming alone. Clauses are cut and given away by `scope`.
use crate::analysis::sentiment::lexicon::cue;
use crate::analysis::sentiment::reading::{self, Reading};
use crate::analysis::sentiment::tokens::TokenKind;
use std::ops::Range;

/// How somebody is brought up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// "unlike Tom", "better than Tom".
    pub opposite: bool,
    /// "it wasn't Tom".
    pub denied: bool,
    /// "neither Ana nor Tom", "don't let Tom near it".
    pub blamed: bool,
}

fn has(reading: &Reading, at: usize, wanted: u16) -> bool {
    reading.cues_at(at) & wanted != 0
}

/// Where a name begins with the title before it: "Dr. O'Neil".
pub fn titled(reading: &Reading, name: usize) -> usize {
    let end = name.checked_sub(1).filter(|dot| reading::abbreviates(reading, *dot)).unwrap_or(name);
    end.checked_sub(1).filter(|at| reading::is_title(reading.word(*at))).unwrap_or(name)
}

/// How a name is brought up in the clause that begins at `clause`, behind a name that ended at `last_end`.
///
/// `opposite` says that "and" ties it to one who is set against somebody.
pub fn manner(reading: &Reading, name: &Range<usize>, clause: usize, last_end: usize, opposite: bool) -> Manner {
    let mut back = name.start.saturating_sub(4).max(last_end.min(name.start))..name.start;
    let near = name.start.saturating_sub(2).max(clause)..name.start;
    let lesser = back.any(|at| has(reading, at, cue::UNLIKE | cue::THAN))
        || outdoes(reading, name.start, clause, last_end > clause);
    let mut out = Manner { opposite: opposite || lesser, ..Manner::default() };
    if excused(reading, name.start, clause) {
        out.denied = true;
        out.opposite = false;
        return out;
    }
    let nor = |at: usize| matches!(reading.word(at), "neither" | "nor");
    let denying = !out.opposite && !supposes(reading, name.start, clause);
    let negator = near.clone().find(|at| has(reading, *at, cue::NEGATOR) && !nor(*at)).filter(|_| denying);
    out.blamed = near.clone().any(nor);
    let Some(at) = negator else { return out };
    if near.end > at + 1 && beyond(reading.word(at + 1)) {
        // "Can't thank Tom enough": there is no end of it.
        return out;
    }
    let owner = reading.word(name.start).ends_with("'s");
    if near.end > at + 1 && felt(reading.word(at + 1)) {
        // "Don't let Tom near it", "nobody likes Tom": that is said of him. "Don't let Tom go" is no warning.
        out.blamed |= !owner && warns(reading, at) && !matches!(reading.word(name.end), "go" | "leave" | "retire");
    } else if at == clause && !owner && !goes_on(reading, name.end) {
        // "Ask for Jill, not Jack": Jack is the lesser one, not a denied one.
        out.opposite = true;
    } else {
        // "It was Ann, not Jack, who …": nothing is said of Jack.
        out.denied = true;
    }
    out
}

/// "Could learn a thing or two from Tom", and behind another's name "give me Ana over Tom", "I prefer Ana to Tom",
/// "can't hold a candle to Tom": each is what the other is not.
fn outdoes(reading: &Reading, name: usize, clause: usize, another: bool) -> bool {
    let Some(link) = name.checked_sub(1).filter(|link| *link >= clause) else { return false };
    let says = |words: &[&str]| (clause..link).any(|at| words.contains(&reading.word(at)));
    let prefers = || says(&["prefer", "preferred", "rather", "sooner"]);
    let picks = || says(&["give", "pick", "choose", "take"]) && says(&["me", "us", "i'd", "we'd", "would", "i'll"]);
    let taught = || says(&["learn", "leaf", "lesson", "lessons"]);
    match reading.word(link) {
        "from" => taught() && says(&["could", "should", "might", "ought", "must", "needs"]),
        _ if !another => false,
        "over" => prefers() || picks(),
        "to" => says(&["prefer", "preferred", "candle"]),
        "round" | "around" => says(&["rings"]),
        "above" => says(&["head", "heads"]),
        "than" => prefers(),
        "see" | "have" | "get" => link > clause && reading.word(link - 1) == "than" && prefers(),
        _ => false,
    }
}

/// "If it weren't for Tom": he is meant, and praised.
fn supposes(reading: &Reading, name: usize, clause: usize) -> bool {
    let mut before = name.saturating_sub(5).max(clause)..name;
    name.checked_sub(1).is_some_and(|link| reading.word(link) == "for") && before.any(|at| reading.word(at) == "if")
}

/// A verb that tells what is felt of somebody: denying it denies no one.
fn felt(verb: &str) -> bool {
    matches!(verb, "let" | "like" | "likes" | "liked" | "trust" | "trusts" | "trusted" | "recommend" | "stand" | "bear")
}

/// A verb whose "can't" praises: nothing is denied of whoever follows.
fn beyond(verb: &str) -> bool {
    matches!(verb, "thank" | "praise" | "fault" | "beat" | "rate" | "commend" | "blame")
}

/// "Nothing against Tom", "no complaint about Tom", "no fue culpa de Tom": the blame is somebody else's, or nobody's.
fn excused(reading: &Reading, name: usize, clause: usize) -> bool {
    let Some(link) = name.checked_sub(1).filter(|link| *link >= clause) else { return false };
    let before = link.saturating_sub(5).max(clause)..link;
    let held = || before.clone().any(|at| grudge(reading.word(at)));
    let fault = || link > clause && matches!(reading.word(link - 1), "culpa" | "faute" | "schuld" | "fault");
    let blame = match reading.word(link) {
        "against" | "contra" | "contre" | "gegen" => true,
        "about" | "with" => held(),
        "of" => held() || fault(),
        "de" | "d'" | "von" => fault(),
        _ => false,
    };
    blame && before.clone().any(|at| has(reading, at, cue::NEGATOR) || reading.word(at) == "zero")
}

/// What is held against somebody.
fn grudge(word: &str) -> bool {
    const STEMS: [&str; 9] =
        ["complaint", "quarrel", "grievance", "beef", "gripe", "issue", "grudge", "objection", "grumble"];
    STEMS.iter().any(|stem| word.strip_prefix(stem).is_some_and(|end| matches!(end, "" | "s")))
}

/// "Don't let", "do not let", "never let".
fn warns(reading: &Reading, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| reading.word(before));
    reading.word(at + 1) == "let"
        && (matches!(reading.word(at), "don't" | "dont" | "never") || reading.word(at) == "not" && before == "do")
}

/// Whether "who" follows after a comma.
fn goes_on(reading: &Reading, at: usize) -> bool {
    reading.tokens.list.get(at).is_some_and(|t| t.kind == TokenKind::Mark(',')) && has(reading, at + 1, cue::RELATIVE)
}
