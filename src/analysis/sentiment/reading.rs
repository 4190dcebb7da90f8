//! A text read once: tokens, the words of the lexicon with negation and
//! emphasis applied, and the clauses they stand in. Both the card's mood and
//! the polarity of each mention are decided on this; it decides nothing.
use super::kinds;
use super::lexicon::{self, cue};
use super::tokens::{self, Token, TokenKind, Tokens};
use crate::analysis::language::{self, Language};

/// A word or phrase of the lexicon as it counts here.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    pub at: usize,
    pub size: usize,
    pub value: f32,
    pub phrase: bool,
}

/// A stretch of tokens that says one thing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clause {
    pub from: usize,
    pub to: usize,
    /// Opened by "but" and its like.
    pub contrast: bool,
    /// Opened by "although", "while", "unlike".
    pub concession: bool,
    /// Opened by a full stop or a line break: a new sentence.
    pub sentence: bool,
    pub good: f32,
    pub bad: f32,
}

/// A text, read.
#[derive(Debug)]
pub struct Reading {
    pub tokens: Tokens,
    pub language: Language,
    /// The cues of each token; a phrase's stand on its first token.
    pub cues: Vec<u16>,
    /// Whether each token stands in the scope of a negation.
    pub negated: Vec<bool>,
    /// Each token's hash within pairs: any name is like another, and so is any number.
    pub shapes: Vec<u64>,
    /// What kind of word each token is, 0 for none.
    pub kinds: Vec<u8>,
    pub hits: Vec<Hit>,
    pub clauses: Vec<Clause>,
    /// The token that opens the last sentence.
    pub last_sentence: usize,
    pub words: usize,
    pub exclamations: usize,
    pub questions: usize,
}

impl Reading {
    /// The word at a place in small letters, empty where there is none.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.list.get(at).map_or("", |token| self.tokens.word(token))
    }

    /// The cues of the token at a place, none where there is none.
    pub fn cues_at(&self, at: usize) -> u16 {
        self.cues.get(at).copied().unwrap_or(0)
    }
}

// Three words after a negator are turned by it, as in VADER.
const SCOPE: usize = 3;

/// Reads a text in the language its stop words show.
#[must_use]
pub fn read(text: &str) -> Reading {
    let tokens = tokens::read(text);
    let language = language::of_tokens(&tokens);
    read_tokens(tokens, language)
}

/// Reads a text in a given language.
#[must_use]
pub fn read_as(text: &str, language: Language) -> Reading {
    read_tokens(tokens::read(text), language)
}

fn read_tokens(tokens: Tokens, language: Language) -> Reading {
    let count = tokens.list.len();
    let mut out = Reading {
        tokens,
        language,
        cues: vec![0; count],
        negated: vec![false; count],
        shapes: Vec::with_capacity(count),
        kinds: Vec::with_capacity(count),
        hits: Vec::with_capacity(16),
        clauses: Vec::with_capacity(16),
        last_sentence: 0,
        words: 0,
        exclamations: 0,
        questions: 0,
    };
    look_up(&mut out);
    shape(&mut out);
    split(&mut out);
    out
}

fn look_up(out: &mut Reading) {
    let lexicon = lexicon::of(out.language);
    let shouting = out.tokens.list.iter().filter(|t| t.caps).count() * 2 > out.tokens.list.len();
    let (mut at, mut scope, mut emphasis) = (0, 0_usize, 1.0_f32);
    while let Some(token) = out.tokens.list.get(at) {
        match token.kind {
            TokenKind::Mark(mark) => {
                out.exclamations += usize::from(mark == '!');
                out.questions += usize::from(mark == '?');
                if mark != '"' {
                    scope = 0;
                }
                emphasis = 1.0;
                at += 1;
                continue;
            }
            TokenKind::Word | TokenKind::Number => out.words += 1,
            TokenKind::Emoji => {}
        }
        let caps = token.caps && !shouting;
        let negated = scope > 0 && token.kind == TokenKind::Word;
        let found = lexicon.find(&out.tokens, at);
        let size = found.map_or(1, |found| found.size);
        out.words += size - 1;
        for slot in out.negated.iter_mut().skip(at).take(size) {
            *slot = negated;
        }
        scope = scope.saturating_sub(size);
        if let Some(found) = found {
            let cues = found.entry.cues;
            if let Some(slot) = out.cues.get_mut(at) {
                *slot = cues;
            }
            if cues & (cue::CONTRAST | cue::CONCESSION) != 0 {
                scope = 0;
            }
            if cues & cue::NEGATOR != 0 {
                scope = SCOPE;
            }
            if found.entry.valence != 0 {
                let value = f32::from(found.entry.valence) * emphasis * if caps { 1.2 } else { 1.0 };
                out.hits.push(Hit { at, size, value: turned(value, negated), phrase: found.phrase });
            }
            emphasis = match cues {
                c if c & cue::BOOST != 0 => 1.3,
                c if c & cue::DAMP != 0 => 0.7,
                _ => 1.0,
            };
        } else {
            emphasis = 1.0;
        }
        at += size;
    }
}

/// What a word is worth where it may be denied: "not good" is nearly as bad as "bad", "not bad" only half as good as
/// "good".
#[must_use]
pub fn turned(value: f32, negated: bool) -> f32 {
    match (negated, value > 0.0) {
        (false, _) => value,
        (true, true) => -0.8 * value,
        (true, false) => -0.4 * value,
    }
}

fn split(out: &mut Reading) {
    let mut current = Clause { sentence: true, ..Clause::default() };
    let mut hits = out.hits.iter().peekable();
    let count = out.tokens.list.len();
    let mut clauses = Vec::with_capacity(16);
    for at in 0..count {
        let Some(token) = out.tokens.list.get(at) else { break };
        let cues = out.cues.get(at).copied().unwrap_or(0);
        let (mut close, mut next) = (false, Clause { from: at, ..Clause::default() });
        if let TokenKind::Mark(mark) = token.kind {
            match mark {
                '"' => {}
                '.' if abbreviates(out, at) => continue,
                '.' | '!' | '?' | '\n' => {
                    close = true;
                    next.sentence = true;
                }
                _ => close = true,
            }
            next.from = at + 1;
        } else if cues & cue::CONTRAST != 0 {
            close = true;
            next.contrast = true;
        } else if cues & cue::CONCESSION != 0 {
            close = true;
            next.concession = true;
        } else if cues & cue::AND != 0 && opens_subject(out, at + 1) {
            close = true;
        }
        if close {
            current.to = at;
            if current.to > current.from {
                clauses.push(current);
                current = next;
            } else {
                // Nothing stood between two boundaries: they are one.
                current = Clause {
                    from: next.from,
                    sentence: current.sentence | next.sentence,
                    contrast: current.contrast | next.contrast,
                    concession: current.concession | next.concession,
                    ..current
                };
            }
        }
        while let Some(hit) = hits.next_if(|hit| hit.at <= at) {
            if hit.value > 0.0 {
                current.good += hit.value;
            } else {
                current.bad -= hit.value;
            }
        }
    }
    current.to = count;
    if current.to > current.from {
        clauses.push(current);
    }
    out.last_sentence = clauses.iter().rev().find(|c| c.sentence).map_or(0, |c| c.from);
    out.clauses = clauses;
}

/// "Ana rang back" is "Tom rang back" within pairs. English only: German writes all nouns so, and the other lists
/// know too few words to tell a name from a noun. A word of the lexicon's grammar (a pronoun, "the", "my") is no name.
fn shape(out: &mut Reading) {
    let lexicon = lexicon::of(out.language);
    let named = |token: &Token| {
        out.language == Language::English
            && token.title
            && !token.caps
            && token.start > 0
            && out.tokens.word(token).len() >= 3
            && !lexicon.grammar(token.hash)
    };
    out.shapes.extend(out.tokens.list.iter().map(|token| match token.kind {
        TokenKind::Number => 2,
        TokenKind::Word if named(token) => 1,
        _ => token.hash,
    }));
    let kinds = kinds::of(out.language);
    out.kinds.extend(out.tokens.list.iter().map(|token| kinds.find(&out.tokens, token)));
}

/// Whether a word is a title that is written short before a name.
#[must_use]
pub fn is_title(word: &str) -> bool {
    matches!(word, "dr" | "dra" | "mr" | "mrs" | "ms" | "prof" | "sr" | "sra" | "srta" | "mme" | "mlle")
}

/// Whether the full stop at `dot` only shortens a word, as in "Dr. Jones" and "Ana L. was kind".
#[must_use]
pub fn abbreviates(out: &Reading, dot: usize) -> bool {
    let at = |at: usize| out.tokens.list.get(at);
    let (Some(mark), Some(before), Some(next)) = (at(dot), dot.checked_sub(1).and_then(at), at(dot + 1)) else {
        return false;
    };
    if mark.kind != TokenKind::Mark('.') || next.kind != TokenKind::Word {
        return false;
    }
    let pronoun = out.cues.get(dot + 1).is_some_and(|cues| cues & cue::PRONOUN != 0);
    let word = out.tokens.word(before);
    // An initial stands behind a first name, and the sentence goes on in small letters.
    let initial =
        || before.title && word.len() == 1 && !next.title && dot.checked_sub(2).and_then(at).is_some_and(|t| t.title);
    is_title(word) && !pronoun || initial()
}

fn opens_subject(out: &Reading, at: usize) -> bool {
    let cues = out.cues.get(at).copied().unwrap_or(0);
    cues & (cue::SUBJECT | cue::PRONOUN) != 0 || out.tokens.list.get(at).is_some_and(|t| t.title)
}
