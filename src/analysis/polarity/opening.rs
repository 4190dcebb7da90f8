//! What the words of a part without a name say of its subject: it goes on about the last one named, it begins about
//! something else, or it is nothing but a judgement. Who was named last is known to `follow`.
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

/// Reads how a part opens: in the middle of a sentence it may go on with a verb alone, and a known `deed` tells, too,
/// that no other subject has begun.
pub fn of(reading: &Reading, span: &Range<usize>, inside: bool, deed: bool) -> Opening {
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
    let speaker = matches!(reading.word(span.start), "i" | "we" | "my" | "our" | "the");
    let goes_on = inside && verbal(reading, span) || deed && !speaker;
    if goes_on && !out.pronoun {
        out.subject = false;
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

/// Whether a part begins with what was done and no subject: "got it through the door", "then promptly forgot the key".
pub fn verbal(reading: &Reading, span: &Range<usize>) -> bool {
    let joint = |at: usize| reading.cues_at(at) & (cue::AND | cue::CONTRAST) != 0 || adverb(reading.word(at));
    let Some(at) = span.clone().find(|at| !joint(*at)).filter(|_| reading.language == Language::English) else {
        return false;
    };
    let word = reading.word(at);
    irregular(word) || word.len() > 4 && word.ends_with("ed") && !state(word)
}

fn adverb(word: &str) -> bool {
    matches!(word, "then" | "just" | "even" | "also" | "still" | "actually" | "only" | "always" | "never" | "simply")
        || matches!(word, "promptly" | "quickly" | "immediately" | "cheerfully" | "kindly" | "happily" | "patiently")
        || matches!(word, "calmly" | "quietly")
}

/// Verbs of the past that don't end in "ed".
fn irregular(word: &str) -> bool {
    const VERBS: [&str; 66] = [
        "got", "put", "took", "had", "made", "did", "kept", "ran", "gave", "went", "came", "found", "let", "sent",
        "told", "said", "left", "brought", "sat", "stood", "wrote", "drew", "drove", "rang", "hung", "threw", "cut",
        "held", "knew", "spoke", "stuck", "paid", "read", "saw", "set", "bought", "lent", "swept", "swore", "fought",
        "wore", "sold", "built", "meant", "began", "chose", "fell", "felt", "flew", "forgot", "hid", "led", "lost",
        "met", "quit", "rode", "shook", "shut", "slept", "spent", "spun", "stole", "taught", "tore", "wouldn't",
        "didn't",
    ];
    VERBS.contains(&word)
}

/// Words in "ed" that tell how somebody felt or how something is, not what was done.
fn state(word: &str) -> bool {
    const STATES: &str = "needed speed indeed instead hundred based bored tired pleased disappointed delighted \
        thrilled overpriced used supposed relieved amazed impressed satisfied united ahead exhausted confused \
        interested gobsmacked chuffed recommended booked disgusted frustrated";
    STATES.split_whitespace().any(|state| state == word)
}

/// "A delight from start to finish", "An absolute gentleman": a judgement of a person, good or bad, without a verb.
pub fn judges(reading: &Reading, span: &Range<usize>) -> bool {
    const NOUNS: &str = "delight pleasure joy star gem legend credit asset treasure disgrace nightmare godsend \
        lifesaver saint angel hero gentleman gent professional pro diamond treat class breath keeper natural \
        lady man woman guy chap bloke lad girl fella person soul human bully liar jobsworth clown idiot";
    let first = reading.word(span.start);
    let opens = matches!(first, "a" | "an" | "absolute" | "what" | "such" | "true" | "real" | "total" | "complete")
        || first == "proper";
    let noun = |at: usize| NOUNS.split_whitespace().any(|noun| noun == reading.word(at));
    opens && (span.start + 1..span.end.min(span.start + 4)).any(noun)
}

/// Whether a part is nothing but a name, of somebody who isn't looked for here.
pub fn names(reading: &Reading, span: &Range<usize>) -> bool {
    let words = || span.clone().filter_map(|at| reading.tokens.list.get(at)).filter(|t| t.kind == TokenKind::Word);
    matches!(words().count(), 1 | 2) && words().all(|word| word.title) && reading.cues_at(span.start) == 0
}

/// "The one after him", "the other guy": somebody who isn't looked for here.
fn next_one(reading: &Reading, start: usize) -> bool {
    const NOUNS: &str = "one guy man woman lady girl person bloke chap lad tech agent engineer driver adviser advisor \
        fella fellow";
    let (first, next, last) = (reading.word(start), reading.word(start + 1), reading.word(start + 2));
    match (first, next) {
        ("the", "one") => matches!(last, "before" | "after"),
        ("the", "next" | "other" | "previous") => NOUNS.split_whitespace().any(|noun| noun == last),
        _ => false,
    }
}

/// "I got someone who …", "had somebody else": now another is spoken of; not "got someone out to us".
pub fn turns_away(reading: &Reading, span: &Range<usize>) -> bool {
    let stranger = |at: usize| match reading.word(at) {
        "someone" | "somebody" => reading.cues_at(at + 1) & cue::RELATIVE != 0 || reading.word(at + 1) == "else",
        "a" => reading.word(at + 1) == "different",
        _ => false,
    };
    let meets = |at: usize| matches!(reading.word(at), "got" | "get" | "had" | "met" | "was") && stranger(at + 1);
    next_one(reading, span.start) || span.clone().any(meets)
}

/// "The pair of them", "those two": all who were named, not the last alone.
pub fn gathers(reading: &Reading, span: &Range<usize>) -> bool {
    span.clone().any(|at| {
        matches!(
            (reading.word(at), reading.word(at + 1), reading.word(at + 2)),
            ("both" | "pair" | "two" | "three" | "all" | "each" | "lot", "of", "them")
                | ("those" | "these", "two" | "three", _)
                | ("they", "both", _)
                | ("between", "them", _)
        )
    })
}
