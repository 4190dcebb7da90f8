//! What the words of a part without a name say of its subject: it goes on about the last one named, it begins about
//! something else, or it is nothing but a judgement. Who was named last is known to `scope`.
use crate::analysis::language::Language;
use crate::analysis::sentiment::kinds;
use crate::analysis::sentiment::lexicon::cue;
use crate::analysis::sentiment::reading::{Hit, Reading};
use crate::analysis::sentiment::tokens::TokenKind;
use std::ops::Range;

/// What the first four words of a part are about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Opening {
    pub pronoun: bool,
    pub subject: bool,
    /// "who", of the one named last.
    pub relative: bool,
    /// "my neighbour, who is deaf": of somebody the customer brought along.
    pub another: bool,
}

fn kind_at(reading: &Reading, at: usize) -> Option<TokenKind> {
    reading.tokens.list.get(at).map(|t| t.kind)
}

fn hit_at(reading: &Reading, at: usize) -> Option<&Hit> {
    let found = reading.hits.binary_search_by_key(&at, |hit| hit.at).ok()?;
    reading.hits.get(found)
}

/// Reads how a part opens.
pub fn of(reading: &Reading, span: &Range<usize>) -> Opening {
    let mut out = Opening::default();
    let small = span.clone().filter(|at| kind_at(reading, *at) == Some(TokenKind::Word)).count() <= 4;
    let predicate = predicate(reading, span);
    for at in span.start..span.end.min(span.start + 4) {
        let cues = reading.cues_at(at);
        out.pronoun |= cues & cue::PRONOUN != 0 && !out.subject;
        out.relative |= cues & cue::RELATIVE != 0 && !out.subject;
        // "A disgrace", "in a fun session": too short to be about something else.
        let article = small && matches!(reading.word(at), "a" | "an");
        out.subject |= cues & cue::SUBJECT != 0 && !out.pronoun && !predicate && !article;
    }
    out.another = out.relative && of_another(reading, span.start);
    out.relative &= !out.another;
    out
}

/// Whether a part begins with what was done: "talked down to my wife", "nos ayudó con las maletas".
fn predicate(reading: &Reading, span: &Range<usize>) -> bool {
    let joint = cue::AND | cue::CONTRAST;
    let Some(at) = span.clone().find(|at| reading.cues_at(*at) & joint == 0) else { return false };
    let (first, next) = (reading.word(at), reading.word(at + 1));
    match (reading.language, first) {
        (Language::Spanish, "nos") => !next.ends_with("mos"),
        (Language::Spanish, "me") => next.ends_with(['a', 'o', 'n']),
        (Language::French, "nous") => matches!(next, "a" | "avait" | "ont"),
        _ => {
            let subject =
                matches!(first, "i" | "we" | "my" | "our" | "the" | "it" | "this" | "that" | "you" | "an" | "a");
            let nobody = matches!(first, "no" | "nobody" | "nothing" | "none" | "someone" | "why" | "how" | "if");
            !subject && !nobody && hit_at(reading, at).is_some_and(|hit| hit.phrase)
        }
    }
}

/// Whether the "who" that begins here stands behind somebody the customer brought along.
fn of_another(reading: &Reading, start: usize) -> bool {
    let Some(before) = start.checked_sub(2) else { return false };
    let family = reading.kinds.get(before).is_some_and(|kind| *kind == kinds::number("family"));
    kind_at(reading, before + 1) == Some(TokenKind::Mark(','))
        && (family || matches!(reading.word(before), "neighbour" | "neighbor" | "friend"))
}

/// "Ridiculous.", "Not a good look!": nothing but a judgement, and a bad one. A good one may be meant sourly: "Great."
pub fn condemns(reading: &Reading, span: &Range<usize>) -> bool {
    let (mut sum, mut at) = (0.0_f32, span.start);
    while at < span.end {
        if let Some(hit) = hit_at(reading, at) {
            sum += hit.value;
            at += hit.size;
            continue;
        }
        let cues = reading.cues_at(at);
        let filler = kind_at(reading, at) != Some(TokenKind::Word)
            || cues != 0 && cues & (cue::PRONOUN | cue::SUBJECT) == 0
            || matches!(reading.word(at), "a" | "an" | "just" | "simply");
        if !filler {
            return false;
        }
        at += 1;
    }
    sum < 0.0
}
