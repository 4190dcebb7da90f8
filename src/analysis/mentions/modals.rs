//! "Will", "May" and other words as names: no helping verb stands before a past, or before a verb that has an ending; and what is
//! listed with a name, or followed by what staff is, is one.
use super::persons::for_somebody;
use super::reader::Reader;
use super::spot::Spot;
use super::verbs::past;
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::roster::relations;

/// Forms of verbs that no ending shows, and before which no helping verb stands: "will was", "may told".
pub(super) const FINITE: &[&str] =
    &["was", "were", "is", "has", "had", "did", "told", "said", "got", "took", "went", "came", "made", "gave", "does"];

/// Others of the kind, of what people do.
const DONE: &[&str] =
    &["brought", "left", "rang", "spoke", "drove", "found", "kept", "showed", "wrote", "knew", "forgot", "bothered"];

/// "so will turned up with his tools": at the head of a clause, "will" or "may" before a verb of the past is a name.
pub(super) fn acted(reader: &Reader, spot: &Spot) -> bool {
    const HEADS: &[&str] =
        &["so", "then", "but", "when", "because", "until", "luckily", "thankfully", "eventually", "finally"];
    let (i, to) = (spot.from, spot.to);
    let verb = reader.word(to);
    let irregular = FINITE.contains(&verb) || DONE.contains(&verb);
    let gone = irregular || verb.len() > 4 && past(verb);
    let head = reader.starts_clause(i) || i.checked_sub(1).is_some_and(|p| HEADS.contains(&reader.word(p)));
    spot.to - spot.from == 1
        && gone
        && head
        && reader.gap(to) <= Gap::Space
        && !reader.is_possessive(Some(i))
        && (!reader.has(i, lex::MONTH) || for_somebody(reader, to))
}

/// A small adverb, behind which the verb may stand; "double" checks, books and charges.
pub(super) fn adverb(reader: &Reader, k: Option<usize>) -> bool {
    let word = reader.word_at(k);
    word.len() > 4 && word.ends_with("ly")
        || matches!(word, "even" | "also" | "just" | "always" | "then" | "still" | "never" | "double")
}

/// "May always keeps one for me", "May just jabbed it in", "Will never rang back": no helping verb goes with such a form, which
/// stands behind the adverb at `next`; but "Will never booked with you again" is an oath, with a slip.
pub(super) fn inflected(reader: &Reader, next: Option<usize>) -> bool {
    let form = |k: usize| {
        let word = reader.word(k);
        let third = || {
            word.strip_suffix('s').is_some_and(|stem| {
                !stem.ends_with('s')
                    && (reader.has(k, lex::VERB) || lex::is_common(stem))
                    && !reader.has(k, lex::DET | lex::PRON)
            })
        };
        FINITE.contains(&word) || DONE.contains(&word) || word.len() > 4 && (past(word) || third())
    };
    let oath = |k: usize| {
        let ahead = || (k + 1..k + 6).take_while(|n| reader.gap(*n) < Gap::Hard);
        reader.word(k - 1) == "never"
            && ahead()
                .any(|n| matches!(reader.word(n), "again" | "anymore" | "here" | "there" | "this" | "you" | "your"))
            && !ahead().any(|n| matches!(reader.word(n), "me" | "us" | "my" | "our" | "him" | "her"))
    };
    adverb(reader, next) && next.and_then(|k| reader.after(k, 1)).is_some_and(|k| k > 0 && form(k) && !oath(k))
}

/// "Will and Bobby on the truck", "Joy for the desk, Omar for the shuttle": whether another name of the roster is listed behind
/// the word.
pub(super) fn listed_behind(reader: &Reader, i: usize) -> bool {
    let named = |k: usize| {
        let hash = reader.tok(k).map_or(0, |t| t.hash);
        let known = reader.roster.knows(hash);
        let short = || relations::of(hash).iter().any(|(full, _)| reader.roster.knows(*full).given);
        // "Will and Grace were lovely"; but "Will and May be back?" names nobody.
        let word = reader.has(k, lex::WORD | lex::MODAL | lex::STRONG | lex::HALF);
        reader.capital(k) && (known.given || known.nick || short()) && (!word || of_two(reader, k + 1))
    };
    if reader.gap(i + 1) > Gap::Space {
        return false;
    }
    match reader.word(i + 1) {
        "for" => (i + 3..i + 8)
            .find(|k| reader.gap(*k) >= Gap::Soft)
            .is_some_and(|k| reader.gap(k) == Gap::Soft && named(k) && reader.word(k + 1) == "for"),
        _ => reader.has(i + 1, lex::AND) && reader.gap(i + 2) <= Gap::Space && named(i + 2),
    }
}

/// What two people did or where they were, at the word behind the second: "were lovely", "helped us", "on the desk".
fn of_two(reader: &Reader, at: usize) -> bool {
    let word = reader.word(at);
    reader.gap(at) >= Gap::Soft
        || matches!(word, "are" | "have" | "both" | "on" | "at" | "from" | "in")
        || word != "is" && (FINITE.contains(&word) || DONE.contains(&word))
        || word.len() > 4 && past(word)
}

/// "Frank our driver had a story", "Will the conductor was kind": what staff is behind the word, and then what they did.
pub(super) fn role_behind(reader: &Reader, to: usize, modal: bool) -> bool {
    let verb = to + 2;
    // "Bill your technician left was wrong", "Hope our driver has a good holiday".
    let verbal = to > 0 && matches!(reader.word(to - 1), "hope" | "bill" | "mark" | "may") && reader.word(to) != "the";
    !verbal
        && matches!(reader.word(to), "our" | "your" | "the")
        && (to..=verb).all(|k| reader.gap(k) <= Gap::Space)
        && reader.has(to + 1, lex::ROLE)
        && !reader.has(to + 1, lex::KIN)
        && (FINITE.contains(&reader.word(verb)) || !modal && reader.has(verb, lex::VERB | lex::AUX))
}
