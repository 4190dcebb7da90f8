//! The longest run of words from a place on that is one registered name.
use super::reader::{Mode, Reader};
use crate::analysis::fold::{self, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::roster::is_particle;

/// The longest run of tokens from `i` that is one registered name in `known`, as (tokens, key).
pub(super) fn longest(
    reader: &Reader,
    i: usize,
    want: impl Fn(crate::analysis::roster::Known) -> bool,
) -> Option<(usize, u64)> {
    let mut state = fold::SEED;
    let mut best = None;
    for n in 1..=6 {
        let at = i + n - 1;
        let Some(t) = reader.tok(at) else { break };
        if n > 1 && (t.gap > Gap::Space && !(t.gap == Gap::Soft && t.mark == '.') || t.newline || t.digits || t.cjk) {
            break;
        }
        state = fold::extend(state, reader.word(at).as_bytes());
        let hash = fold::mix(state);
        if n == 1 && !may_go_on(reader, i) {
            return want(reader.roster.knows(hash)).then_some((1, hash));
        }
        if want(reader.roster.knows(hash)) && (n == 1 || may_join(reader, i, n, hash)) {
            best = Some((n, hash));
        }
        if t.possessive {
            break;
        }
    }
    best
}

/// Whether a name of several words can begin here at all; most words stop here.
pub(super) fn may_go_on(reader: &Reader, i: usize) -> bool {
    let Some(next) = reader.tok(i + 1) else { return false };
    if next.gap > Gap::Soft {
        return false;
    }
    next.gap <= Gap::Hyphen
        || reader.capital(i) && reader.capital(i + 1)
        || is_particle(reader.word(i))
        || reader.tok(i).is_some_and(|t| reader.roster.heads(t.hash))
}

/// "be an" is not Bean: parts are joined when the name was registered in parts, or is written like one name.
fn may_join(reader: &Reader, i: usize, n: usize, hash: u64) -> bool {
    let parts = i..i + n;
    let hyphened = (i + 1..i + n).all(|k| reader.gap(k) <= Gap::Hyphen);
    let capitals = parts.clone().all(|k| reader.capital(k)) && reader.mode == Mode::Normal;
    let last = reader.word(i + n - 1);
    let particles = parts.clone().take(n - 1).all(|k| is_particle(reader.word(k)));
    if hyphened {
        return true;
    }
    if reader.roster.is_compound(hash) {
        return true;
    }
    // "T.J." is TJ.
    if capitals && n <= 3 && parts.clone().all(|k| reader.word(k).len() == 1) {
        return true;
    }
    let long = parts.clone().all(|k| reader.word(k).len() > 1);
    (capitals && long
        || particles
            && last.len() > 2
            && (reader.mode != Mode::Normal || reader.capital(i + n - 1) || reader.capital(i)))
        && !parts.clone().all(|k| reader.has(k, lex::WORD) && !reader.capital(k))
}
