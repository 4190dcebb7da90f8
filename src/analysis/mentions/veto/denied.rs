//! "It wasn't Tony", "I never spoke to Tony": the card itself says that somebody is not meant.

use super::absent::{away, part, unassigned};
use super::amends::{corrected, unnamed};
use super::told::Reach;
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::Reader;
use crate::analysis::mentions::singled::LEFT;
use crate::analysis::mentions::spot::Spot;

/// How far the denial reaches in which the spot stands.
pub fn reach(reader: &Reader, spot: &Spot) -> Reach {
    let (i, last) = (untitled(reader, spot.from), spot.to - 1);
    let blame = matches!(reader.word(spot.to), "fault" | "doing" | "idea" | "mistake" | "decision" | "job");
    if reader.is_possessive(Some(last)) && blame {
        return Reach::Fault;
    }
    if unnamed(reader, i, last) {
        return Reach::Part;
    }
    if corrected(reader, i, last) {
        return Reach::Person;
    }
    let never = (1..=8)
        .filter_map(|b| reader.before(spot.from, b))
        .any(|k| matches!(reader.word(k), "never" | "nobody" | "anyone" | "anybody"));
    if never || unmet(reader, i, last) || unserved(reader, i) {
        return Reach::Card;
    }
    if let Some(reach) = part(reader, last).or_else(|| away(reader, last)) {
        return reach;
    }
    if unassigned(reader, last) {
        return Reach::Told;
    }
    if reader.is_possessive(Some(last)) {
        return Reach::Fault;
    }
    let relative = reader.after(last, 1).is_some_and(|k| matches!(reader.word(k), "who" | "that" | "which" | "whom"));
    if relative {
        return Reach::Deed;
    }
    if inverted(reader, last) {
        return Reach::Person;
    }
    // "The one who shouted was not Tony" tells of one deed as well; "it was not Tony" has no subject of its own.
    let neg = (1..=3)
        .filter_map(|b| reader.before(i, b))
        .find(|k| matches!(reader.word(*k), "wasnt" | "isnt" | "werent" | "arent" | "not"));
    let Some(neg) = neg else { return Reach::Deed };
    let be = reader.before(neg, 1).filter(|k| matches!(reader.word(*k), "was" | "is" | "were"));
    let own = reader.before(be.unwrap_or(neg), 1).filter(|_| reader.gap(be.unwrap_or(neg)) <= Gap::Space);
    // "It definitely wasn't Tony".
    let own = own.and_then(|k| if reader.word(k).ends_with("ly") { reader.before(k, 1) } else { Some(k) });
    let empty =
        own.is_none_or(|k| matches!(reader.word(k), "it" | "that" | "this" | "its" | "thats" | "he" | "she" | "but"));
    if empty { Reach::Person } else { Reach::Deed }
}

/// The place of the title before the name, if one stands there, or else the name's.
fn untitled(reader: &Reader, i: usize) -> usize {
    let title = |t: usize| {
        reader.has(t, lex::TITLE) && (reader.capital(t) || matches!(reader.word(t), "dr" | "mr" | "mrs" | "ms"))
    };
    if reader.before(i, 1).is_some_and(title) { i - 1 } else { i }
}

/// "I wasn't served by Tony", "I have never been seen by Tony".
fn unserved(reader: &Reader, i: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(i, b));
    let no = |word: &str| matches!(word, "never" | "not" | "wasnt" | "werent" | "havent");
    w(1) == "by"
        && matches!(w(2), "served" | "seen" | "treated" | "met" | "visited" | "helped")
        && (no(w(3)) || w(3) == "been" && no(w(4)))
        && !(w(2) == "helped" && w(3) == "never")
}

/// "I never spoke with Tony", "we didn't deal with Tony", "Never dealt with Tony"; but not "he never spoke to Tony again".
fn unmet(reader: &Reader, i: usize, last: usize) -> bool {
    let met = (1..=5).find_map(|b| {
        reader.before(i, b).filter(|k| {
            matches!(
                reader.word(*k),
                "spoke" | "speak" | "spoken" | "talk" | "talked" | "deal" | "dealt" | "saw" | "seen" | "met"
            )
        })
    });
    // "I never laid eyes on Tony".
    let w = |b: usize| reader.word_at(reader.before(i, b));
    let eyes = (w(2), w(1)) == ("eyes", "on") && matches!(w(3), "laid" | "set" | "clapped") && w(4) == "never";
    let kept = (last + 1..last + 6)
        .take_while(|k| reader.gap(*k) < Gap::Hard)
        .any(|k| matches!(reader.word(k), "again" | "since" | "whole" | "all" | "he" | "she" | "so" | "until"));
    if eyes && !kept && matches!(w(5), "i" | "we" | "ive" | "weve" | "have" | "") {
        return true;
    }
    let Some(k) = met else { return abroad(reader, i, last) };
    let neg = (1..=4).find_map(|b| {
        reader
            .before(k, b)
            .filter(|n| matches!(reader.word(*n), "didnt" | "never" | "not" | "havent" | "hadnt" | "couldnt"))
    });
    let Some(neg) = neg else { return false };
    let subject = |p: Option<usize>| matches!(reader.word_at(p), "i" | "we" | "ive" | "weve" | "id");
    let p = reader.before(neg, 1);
    let ours = subject(p)
        || p.is_none() && matches!(reader.word(neg), "never" | "didnt" | "havent")
        || matches!(reader.word_at(p), "did" | "have" | "had")
            && p.is_some_and(|p| reader.before(p, 1).is_none_or(|s| subject(Some(s))));
    // "I never spoke to Tony again": so they had spoken.
    let later = (1..=4)
        .filter_map(|on| reader.after(last, on))
        .any(|n| matches!(reader.word(n), "again" | "before" | "until" | "till" | "since"));
    ours && !later
        && (neg + 1..k).all(|n| {
            matches!(reader.word(n), "got" | "get" | "managed" | "manage" | "able" | "to" | "even" | "actually")
        })
        && (k + 1..i).all(|b| {
            matches!(
                reader.word(b),
                "to" | "with" | "any" | "a" | "an" | "this" | "your" | "anyone" | "anybody" | "named" | "called"
            )
        })
}

/// "Nunca hablé con Tony", "je n'ai jamais parlé à Tony", "ich habe nie mit Tony gesprochen".
fn abroad(reader: &Reader, i: usize, last: usize) -> bool {
    let Some(p) = reader.before(i, 1) else { return false };
    let w2 = reader.word_at(reader.before(i, 2));
    if reader.word(p) == "mit" && matches!(w2, "nie" | "nicht" | "niemals") {
        return (1..=2)
            .filter_map(|on| reader.after(last, on))
            .any(|k| matches!(reader.word(k), "gesprochen" | "geredet" | "telefoniert"));
    }
    let spoken = |k: &usize| {
        let told = reader.tok(*k).map_or("", |t| reader.text.surface(t.start as usize, t.end as usize));
        matches!(reader.word(*k), "hablamos" | "hablado" | "parle") || reader.word(*k) == "hable" && told.ends_with('é')
    };
    matches!(reader.word(p), "con" | "avec" | "a")
        && reader.before(i, 2).filter(spoken).is_some_and(|k| {
            (1..=3)
                .filter_map(|b| reader.before(k, b))
                .any(|n| matches!(reader.word(n), "no" | "nunca" | "jamas" | "pas" | "jamais"))
        })
}

/// "Tony it was not", "Tony kann es nicht gewesen sein", "Tony no pudo ser" behind the word at `last`.
fn inverted(reader: &Reader, last: usize) -> bool {
    let w = |on: usize| reader.word_at(reader.after(last, on));
    let closed = |on: usize| reader.gap(last + on) >= Gap::Soft;
    match (w(1), w(2), w(3)) {
        ("it", "wasnt" | "isnt", _) => closed(3),
        ("it", "was" | "is", "not") | ("no", "pudo" | "puede", "ser") => closed(4),
        ("no", "pudo" | "puede", "haber") => w(4) == "sido" && closed(5),
        ("kann" | "konnte", "es" | "das", "nicht") => w(4) == "gewesen",
        _ => false,
    }
}

/// "it was never Tony", "somebody other than Tony", "it wasn't old Tony", "nunca fue Tony", "ce n'est sûrement pas Tony", "das
/// kann nicht Tony gewesen sein" around the name.
fn ruled_out(reader: &Reader, i: usize, last: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(i, b));
    let no = || (3..=5).any(|b| matches!(w(b), "no" | "nunca"));
    let been = |on: usize| reader.word(last + on) == "gewesen";
    match (w(3), w(2), w(1)) {
        ("it" | "that" | "this", "was" | "is", "never")
        | ("has" | "had", "never", "been")
        | ("someone" | "somebody" | "anyone" | "anybody" | "person" | "man" | "woman", "other", "than")
        | (_, "wasnt" | "isnt", "poor" | "old")
        | (_, "nunca" | "jamas", "fue" | "era") => true,
        (_, "pudo" | "puede" | "podia", "ser") | ("pudo" | "puede", "haber", "sido") => no(),
        ("est" | "etait", adverb, "pas") => adverb.ends_with("ment"),
        (_, "kann" | "konnte", "nicht" | "unmoglich") => been(1),
        (_, "das" | "es", "kann" | "konnte") => reader.word(last + 1) == "nicht" && been(2),
        _ => false,
    }
}

/// "To be fair to Tony, he wasn't the one who broke it": the denial takes the name up.
fn taken_up(reader: &Reader, last: usize) -> bool {
    let w = |on: usize| reader.word(last + on);
    let at = match (w(1), w(2), w(3)) {
        ("he" | "she", "wasnt" | "isnt", _) => last + 3,
        ("he" | "she", "was" | "is", "not") => last + 4,
        _ => return false,
    };
    reader.gap(last + 1) == Gap::Soft
        && (reader.word(at), reader.word(at + 1), reader.word(at + 2)) == ("the", "one", "who")
        && (last + 2..=at + 2).all(|k| reader.gap(k) <= Gap::Space)
}

pub(super) fn denied(reader: &Reader, i: usize, last: usize) -> bool {
    negated(reader, i, last) && !credited(reader, last) && !counted(reader, i, last)
}

/// "Nobody apologised. Not Tony, not his manager": who is counted among those who did not.
fn counted(reader: &Reader, i: usize, last: usize) -> bool {
    let Some(not) = i.checked_sub(1).filter(|k| reader.word(*k) == "not" && reader.gap(*k) >= Gap::Soft) else {
        return false;
    };
    reader.gap(last + 1) >= Gap::Soft
        && (1..=8).filter_map(|b| not.checked_sub(b)).any(|k| {
            matches!(reader.word(k), "nobody" | "noone") || reader.word(k) == "no" && reader.word(k + 1) == "one"
        })
}

/// "It wasn't Tony who was rude, he was the one who put it right": what follows is told of Tony after all.
fn credited(reader: &Reader, last: usize) -> bool {
    (last + 1..reader.len().min(last + 14)).any(|k| {
        reader.gap(k) >= Gap::Soft
            && matches!(reader.word(k), "he" | "she")
            && matches!(reader.word(k + 1), "was" | "is" | "s")
            && reader.word(k + 2) == "the"
            && reader.word(k + 3) == "one"
    })
}

fn negated(reader: &Reader, i: usize, last: usize) -> bool {
    let i = untitled(reader, i);
    let p = reader.before(i, 1);
    let (w1, w2, w3) = (reader.word_at(p), reader.word_at(reader.before(i, 2)), reader.word_at(reader.before(i, 3)));
    let w4 = reader.word_at(reader.before(i, 4));
    let be = |w: &str| {
        matches!(
            w,
            "was"
                | "is"
                | "were"
                | "s"
                | "its"
                | "it"
                | "been"
                | "be"
                | "wasnt"
                | "isnt"
                | "that"
                | "this"
                | "there"
                | "who"
                | "wasn"
                | "isn"
        )
    };
    // "I don't think it was Dom".
    if matches!(w1, "was" | "is")
        && matches!(w2, "it" | "that")
        && matches!(w3, "think" | "believe")
        && matches!(w4, "dont" | "not" | "didnt")
    {
        return true;
    }
    // "I never said it was Tony".
    if matches!(w1, "was" | "is")
        && matches!(w2, "it" | "that")
        && matches!(w3, "said" | "claimed" | "wrote" | "saying" | "say" | "told")
        && matches!(w4, "never" | "not" | "didnt" | "nor")
    {
        return true;
    }
    // "I never said Tony was rude".
    if matches!(w1, "said" | "say" | "claimed")
        && matches!(w2, "never" | "didnt")
        && matches!(w3, "i" | "we")
        && reader.is(reader.after(last, 1), lex::BEWAS)
    {
        return true;
    }
    // "I thought it was Tony but it wasn't".
    if matches!(w1, "was" | "is")
        && w2 == "it"
        && w3 == "thought"
        && (1..=3).any(|on| {
            reader.after(last, on).is_some_and(|k| matches!(reader.word(k), "wasnt" | "isnt" | "not" | "turned"))
        })
    {
        return true;
    }
    // "I was told it was Frank that did it but it wasn't".
    let told =
        matches!(w1, "was" | "is") && w2 == "it" && matches!(w3, "thought" | "told" | "said" | "says" | "me" | "us");
    let taken_back = |k: usize| {
        reader.word(k) == "but"
            && reader.word(k + 1) == "it"
            && matches!(reader.word(k + 2), "wasnt" | "isnt")
            && (reader.gap(k + 3) >= Gap::Soft || reader.word(k + 3) == "him")
    };
    if told && (2..=12).map_while(|on| reader.after(last, on)).any(taken_back) {
        return true;
    }
    // "it wasn't Tony", "this was not Tony", "not Tony but Ana", "wasn't with Tony".
    if matches!(w1, "wasnt" | "isnt" | "werent" | "arent" | "wasn") {
        return true;
    }
    if w1 == "not"
        && (be(w2)
            || reader.before(i, 2).is_none()
            || matches!(w2, "definitely" | "certainly" | "and" | "but" | "so")
            || reader.gap(i.saturating_sub(1)) >= Gap::Soft)
    {
        return !matches!(reader.word(last + 1), "only");
    }
    // "Kirsten, not Kirsty, did my form".
    if w1 == "not"
        && reader.gap(i) <= Gap::Space
        && reader.before(i, 2).is_some_and(|k| {
            reader.has(k, lex::GIVEN | lex::SURNAME) && !reader.has(k, lex::AUX | lex::VERB | lex::MODAL)
                || reader.tok(k).is_some_and(|t| reader.roster.knows(t.hash).any()) && reader.unknown(k)
        })
    {
        return true;
    }
    if matches!(w1, "been" | "be")
        && matches!(w2, "have" | "couldnt" | "cant")
        && (matches!(w3, "not" | "couldnt" | "cant" | "wouldnt" | "cannot"))
    {
        return true;
    }
    if matches!(w1, "been" | "be") && matches!(w2, "cannot" | "cant" | "couldnt" | "not") {
        return true;
    }
    if matches!(w1, "mean" | "meant" | "meaning" | "about" | "blame" | "blaming")
        && (matches!(w2, "dont" | "not" | "didnt" | "isnt" | "wasnt" | "do") || w2 == "go" && w3 == "dont")
        && (w1 != "about" || matches!(w2, "not" | "isnt" | "wasnt"))
    {
        return true;
    }
    // "this has nothing to do with Tony"
    if w1 == "with" && w2 == "do" && w3 == "to" && w4 == "nothing" {
        return true;
    }
    if w1 == "about" && matches!(w2, "talking" | "complaining" | "writing" | "speaking") && w3 == "not" {
        return true;
    }
    // "I wasn't seen by Tony"; but "not impressed by Tony" is said of him.
    if w1 == "by"
        && !LEFT.contains(&w2)
        && reader.is(reader.before(i, 2), lex::BYVERB | lex::VERB | lex::WORD)
        && matches!(w3, "wasnt" | "werent" | "not" | "isnt")
        || unserved(reader, i)
    {
        return true;
    }
    let stretched = matches!(w2, "wasnt" | "isnt" | "not")
        && matches!(w1, "actually" | "really" | "even" | "with" | "by" | "from" | "to" | "your" | "our")
        && (w1 != "with" && w1 != "by" && w1 != "from" && w1 != "to"
            || matches!(w3, "it" | "was" | "this" | "that" | "call"));
    if stretched && !(matches!(w1, "even" | "really") && w4 == "x") {
        return true;
    }
    if matches!((w2, w1), ("no", "era") | ("no", "fue") | ("nicht", "von") | ("pas", "par"))
        || w1 == "pas" && matches!(w2, "etait" | "est")
        || w1 == "nicht" && matches!(w2, "war" | "ist")
    {
        return true;
    }
    if unmet(reader, i, last)
        || inverted(reader, last)
        || ruled_out(reader, i, last)
        || corrected(reader, i, last)
        || unnamed(reader, i, last)
        || taken_up(reader, last)
    {
        return true;
    }
    // "Nicht Bruno war da, sondern ein Kollege".
    let rather = || (1..=14).map_while(|on| reader.after(last, on)).any(|k| reader.word(k) == "sondern");
    if w1 == "nicht" && w2.is_empty() && rather() {
        return true;
    }
    // "nobody called Tony works there", "there is no Tony".
    if matches!(w1, "called" | "named")
        && matches!(w2, "nobody" | "noone" | "one" | "nadie" | "personne" | "niemand")
        && (w2 != "one" || w3 == "no")
        || w1 == "no" && matches!(w2, "is" | "was" | "s") && matches!(w3, "there" | "theres")
        || w1 == "no" && matches!(w2, "there" | "theres")
        || matches!(w1, "called" | "named")
            && matches!(w2, "person" | "man" | "woman" | "agent" | "anyone" | "anybody" | "someone")
            && matches!((w3, w4), ("no", _) | ("a", "not") | ("have", "dont"))
    {
        return true;
    }
    // "Marta no fue", "Ce n'était pas Bruno", "Bruno war es nicht".
    let (m1, m2, m3) = (
        reader.word_at(reader.after(last, 1)),
        reader.word_at(reader.after(last, 2)),
        reader.word_at(reader.after(last, 3)),
    );
    if m1 == "no" && matches!(m2, "fue" | "era") && matches!(m3, "la" | "el" | "quien" | "ella" | "")
        || m1 == "war" && m2 == "es" && m3 == "nicht"
        || m1 == "n"
            && matches!(m2, "etait" | "est")
            && m3 == "pas"
            && matches!(
                reader.word_at(reader.after(last, 4)),
                "la" | "le" | "celui" | "celle" | "lui" | "responsable" | "concerne" | "concernee"
            )
        || w1 == "non" && matches!(w2, "era" | "e")
        || w1 == "era" && w2 == "non"
    {
        return true;
    }
    // "Tony was not the one", "Tony wasn't the person who".
    let (n1, n2, n3, n4) = (
        reader.word_at(reader.after(last, 1)),
        reader.word_at(reader.after(last, 2)),
        reader.word_at(reader.after(last, 3)),
        reader.word_at(reader.after(last, 4)),
    );
    let one = |a: &str, b: &str| {
        a == "the"
            && matches!(
                b,
                "one" | "person" | "guy" | "agent" | "woman" | "man" | "rep" | "culprit" | "problem" | "lady" | "issue"
            )
    };
    let problem = matches!(n4, "problem" | "issue") || matches!(n3, "problem" | "issue") && n2 == "the";
    if problem {
        return false;
    }
    if matches!(n1, "wasnt" | "isnt") && one(n2, n3)
        || matches!(n1, "was" | "is") && n2 == "not" && one(n3, n4)
        || matches!(n1, "wasnt") && matches!(n2, "there" | "involved" | "working" | "on")
        || n1 == "was" && n2 == "not" && n3 == "involved"
        || part(reader, last).is_some()
        || away(reader, last).is_some()
        || unassigned(reader, last)
    {
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn absent(text: &str) -> bool {
        testing::at(&testing::nobody(), text, "sunil", |reader, i| denied(reader, i, i))
    }

    #[test]
    fn who_is_counted_among_those_who_did_not_is_not_denied() {
        assert!(!absent("Nobody apologised. Not Sunil, not the supervisor."));
        assert!(absent("Somebody shouted at us. Not Sunil, somebody else."));
    }
}
