//! The features of the words around a name: each word by side and distance, pairs of neighbours, and what kind of word it
//! is. Names and firms stand for their kind, so that nobody in particular is learnt.
use crate::analysis::fold::{self, Gap, joined};
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::cues::Cues;
use crate::analysis::mentions::reader::{Mode, Reader};

/// Words looked at on either side, none beyond the sentence.
const REACH: usize = 12;

/// Words on either side whose neighbours count with them.
const PAIRED: usize = 3;

/// The kinds of words that count beside the words themselves.
const KINDS: u64 = lex::KIN
    | lex::ROLE
    | lex::TITLE
    | lex::ORG
    | lex::PLACE
    | lex::COMPANY
    | lex::PLACENOUN
    | lex::DEPT
    | lex::MINE
    | lex::POSS
    | lex::DET
    | lex::PRON
    | lex::OBJ
    | lex::NEG
    | lex::AUX
    | lex::BEWAS
    | lex::VERB
    | lex::PREP
    | lex::MOTION
    | lex::THANK
    | lex::NAMED
    | lex::SPOKE
    | lex::BYVERB
    | lex::OTHER
    | lex::STAFFCUE
    | lex::BOT
    | lex::DATEWORD
    | lex::DAY
    | lex::MONTH
    | lex::CONTRAST
    | lex::DENY
    | lex::QUOTE
    | lex::BENEFICIARY
    | lex::GREET
    | lex::MODAL;

/// Stands for any number.
const NUMBER: u64 = 1;
/// Stands for any person's name.
const NAME: u64 = 2;
/// Stands for any other word with a capital that no list knows: a firm, mostly, or a town.
const FIRM: u64 = 3;
/// Stands for the end of the sentence.
const EDGE: u64 = 4;
/// Stands for what the house, its teams or its places are called.
const OWN: u64 = 5;

/// Calls `each` with every feature around the tokens `from..to`.
pub fn each(reader: &Reader, from: usize, to: usize, cues: &Cues, mut each: impl FnMut(u64)) {
    for cue in &cues.found {
        each(joined([2, 21, fold::hash(cue.0.as_bytes()), 0]));
    }
    let kinds = |k: usize| reader.flags.get(k).copied().unwrap_or(0) & KINDS;
    let mut nearest = [EDGE; 2];
    for (side, first) in (0_u64..).zip(&mut nearest) {
        let (mut last, mut at) = (EDGE, if side == 0 { from } else { to.saturating_sub(1) });
        for distance in 0..REACH {
            let next = if side == 0 { at.checked_sub(1) } else { Some(at + 1) };
            // What stands between the two, where the sentence does not end.
            let between = if side == 0 { at } else { at + 1 };
            let Some(k) = next.filter(|k| reader.gap(between) < Gap::Hard && *k < reader.len()) else {
                each(joined([side, 9, EDGE, band(distance)]));
                break;
            };
            let own = own(reader, k);
            let (symbol, kind) = (symbol(reader, k, own), kinds(k));
            each(joined([side, 10, symbol, band(distance)]));
            each(joined([3, 11, symbol, 0]));
            if own {
                each(joined([side, 22, OWN, band(distance)]));
            }
            let mut rest = kind;
            while rest != 0 {
                each(joined([side, 12, u64::from(rest.trailing_zeros()), band(distance)]));
                rest &= rest - 1;
            }
            if reader.gap(between) == Gap::Soft {
                each(joined([side, 13, mark(reader, between), band(distance)]));
            }
            if distance == 0 {
                *first = symbol;
            } else {
                let nearer = kinds(at);
                if distance < PAIRED {
                    each(joined([side, 14, last, symbol]));
                }
                if distance <= PAIRED + 1 {
                    each(joined([side, 15, nearer, kind]));
                    each(joined([side, 16, nearer, symbol]));
                    each(joined([side, 17, last, kind]));
                }
            }
            (last, at) = (symbol, k);
        }
    }
    each(joined([2, 18, nearest[0], nearest[1]]));
    if reader.tok(to.saturating_sub(1)).is_some_and(|t| t.possessive) {
        each(joined([2, 19, 0, 0]));
    }
    each(joined([2, 20, 0, 0]));
}

/// Beside the name, near it, or farther off.
fn band(distance: usize) -> u64 {
    match distance {
        0 => 0,
        1 | 2 => 1,
        _ => 2,
    }
}

fn mark(reader: &Reader, k: usize) -> u64 {
    reader.tok(k).map_or(0, |t| u64::from(u32::from(t.mark)))
}

/// Whether the word is in the name of the house, of a team or of a place of it.
pub(super) fn own(reader: &Reader, k: usize) -> bool {
    reader.tok(k).is_some_and(|t| t.letters > 2 && reader.roster.team_word(t.hash))
        || reader.capital(k) && reader.own_words().iter().any(|w| w.len() > 2 && w == reader.word(k))
}

/// What a word counts as, where `own` says whether the house is called so.
fn symbol(reader: &Reader, k: usize, own: bool) -> u64 {
    let Some(t) = reader.tok(k) else { return EDGE };
    if t.digits {
        return NUMBER;
    }
    let flags = reader.flags.get(k).copied().unwrap_or(0);
    let whose = u64::from(t.possessive) << 7;
    if reader.capital(k) {
        if own {
            return OWN;
        }
        if flags & lex::GIVEN != 0 && flags & lex::WORD == 0 || reader.roster.knows(t.hash).given {
            return NAME | whose;
        }
        if reader.mode == Mode::Normal && flags & (lex::WORD | lex::ORG | lex::PLACE) == 0 && reader.unknown(k) {
            return FIRM | whose;
        }
    }
    t.hash ^ whose
}
