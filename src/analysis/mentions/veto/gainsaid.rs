//! What others told the writer of somebody, and the writer flatly denies in the next sentence: "No he did not, it was a tall
//! woman", "That's wrong".

use super::told::{Reach, SAYS, reported};
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::Reader;
use crate::analysis::mentions::spot::Spot;

/// How many words behind a name its sentence may end.
pub(super) const WITHIN: usize = 20;

/// "I was told Tom did my tyres. No he didn't, it was somebody else": for certain where somebody else is told of, or else
/// it is open. Nothing if somebody else is named before that, at `until`.
pub(super) fn gainsaid(reader: &Reader, spot: &Spot, until: usize) -> Option<Reach> {
    let limit = reader.len().min(spot.to + WITHIN);
    if let_off(reader, spot, limit, until) {
        return Some(Reach::Person);
    }
    let next = (spot.to..limit).find(|k| reader.gap(*k) == Gap::Hard).filter(|k| *k <= until)?;
    if told_of_writer(reader, spot.from) && own_denial(reader, next) {
        return Some(Reach::Person);
    }
    let again = named_again(reader, spot, next);
    let end = again.or_else(|| denial(reader, next))?;
    // "I was told Tom would ring. He didn't" blames Tom; "I was told Tom was rude. Not true" praises him.
    let owed = owed(reader, spot.to, next);
    let judged = next > spot.to && reader.has(spot.to, lex::BEWAS);
    // "She said her name was Tom and that it was full. It wasn't": of what she said, not of who she is.
    let named = reader.before(spot.from, 2).is_some_and(|k| matches!(reader.word(k), "name" | "names"));
    // "We were told by Tom to leave as it was full. It wasn't": who tells is not told of.
    let tells = spot.from.checked_sub(2).is_some_and(|p| (reader.word(p), reader.word(p + 1)) == ("told", "by"));
    if owed || judged || named || tells || !reported(reader, spot.from) {
        return None;
    }
    // "He did not. He took me by the elbow": it was he.
    let goes_on = matches!(reader.word(end), "he" | "she" | "they");
    match somebody_else(reader, end) {
        // Who is named in the denial itself is not meant there either.
        true => Some(if again.is_some() { Reach::Card } else { Reach::Person }),
        false => (!goes_on).then_some(if again.is_some() { Reach::Person } else { Reach::Open }),
    }
}

/// Whether what is told between the two places was only promised or possible: "would ring".
pub(super) fn owed(reader: &Reader, from: usize, to: usize) -> bool {
    (from..to).any(|k| {
        reader.has(k, lex::MODAL)
            || matches!(
                reader.word(k),
                "would" | "going" | "could" | "might" | "should" | "must" | "can" | "ll" | "wird"
            )
    })
}

/// What somebody is said not to have done who is not meant.
const DEEDS: &[&str] = &[
    "touched", "touch", "saw", "see", "seen", "served", "serve", "spoke", "speak", "did", "do", "took", "take",
    "handled", "handle", "dealt", "deal", "worked", "said", "say", "was", "met", "meet", "broke", "break", "cracked",
    "lost", "made",
];

/// "No, Tom never touched it. It was Ben", "Before you go blaming Tom, he was not the one", "I keep being told Tom helped me but
/// he didn't, it was another man", "Got told it was Tom, checked the slip and no, not him".
fn let_off(reader: &Reader, spot: &Spot, limit: usize, until: usize) -> bool {
    let w = |k: usize| reader.word(k);
    let short = |k: usize| reader.gap(k) >= Gap::Soft;
    let before = spot.from.checked_sub(1);
    let end = (spot.to..limit).find(|k| reader.gap(*k) == Gap::Hard).unwrap_or(limit);
    let no = before.is_some_and(|p| {
        matches!(w(p), "no" | "nope") && reader.starts_sentence(p) && reader.gap(spot.from) == Gap::Soft
    });
    let never = matches!(w(spot.to), "never" | "didnt") || matches!((w(spot.to), w(spot.to + 1)), ("did", "not"));
    let other = (w(end), w(end + 1)) == ("it", "was") && until >= end && reader.capital(end + 2);
    // What was not done to the writer is owed, and blamed: "No, Tom never rang me back. It was Ben who did".
    let verb = spot.to + 1 + usize::from(w(spot.to) == "did");
    if no && never && other && DEEDS.contains(&w(verb)) {
        return true;
    }
    // "Please correct your records: Tom did not take my call. Ana took it".
    let records =
        (1..=4).map_while(|b| spot.from.checked_sub(b)).any(|k| matches!(w(k), "records" | "record" | "correction"));
    if records
        && never
        && until == end
        && reader.capital(end)
        && (end + 1..end + 4).any(|k| matches!(w(k), "did" | "took" | "was"))
    {
        return true;
    }
    let him = |k: usize| matches!(w(k), "he" | "she" | "it");
    let blaming = before.is_some_and(|p| matches!(w(p), "blaming" | "accusing"));
    let the_one = |k: usize| {
        let at = match (w(k + 1), w(k + 2)) {
            ("was", "not") => k + 3,
            ("wasnt", _) => k + 2,
            _ => return false,
        };
        him(k) && matches!((w(at), w(at + 1)), ("the", "one" | "person" | "man" | "woman") | ("him" | "her", _))
    };
    if blaming && (spot.to..spot.to + 3).any(the_one) {
        return true;
    }
    let told = reported(reader, spot.from);
    let but =
        (spot.to..end).find(|k| w(*k) == "but").filter(|k| !owed(reader, spot.to, *k)).and_then(|k| denial(reader, k));
    if told && but.is_some_and(|at| at < until && somebody_else(reader, at)) {
        return true;
    }
    let was_it = before.is_some_and(|p| matches!(w(p), "was") && p > 0 && w(p - 1) == "it");
    told && was_it
        && (spot.to + 1..end.min(until)).any(|k| {
            w(k) == "not" && matches!(w(k + 1), "him" | "her") && short(k + 2) && (short(k) || matches!(w(k - 1), "no"))
        })
}

/// "They keep telling me Tom took my order. Tom didn't take it.": the end of a denial that begins at `next` with the name itself.
fn named_again(reader: &Reader, spot: &Spot, next: usize) -> Option<usize> {
    let hash = |k: usize| reader.tok(k).map(|t| t.hash);
    let at = match [reader.word(next + 1), reader.word(next + 2)] {
        ["did" | "had", "not"] => next + 3,
        ["didnt" | "hadnt", _] => next + 2,
        _ => return None,
    };
    let same = spot.to - spot.from == 1 && hash(next) == hash(spot.from) && reader.gap(next + 1) <= Gap::Space;
    (at..at + 4).find(|k| reader.gap(*k) >= Gap::Soft).filter(|_| same)
}

/// The end of a short denial that begins at `from`, if one does: "No he did not", "Not true", "C'est faux".
fn denial(reader: &Reader, from: usize) -> Option<usize> {
    let mut at = from;
    if matches!(reader.word(at), "no" | "nope" | "well" | "sorry" | "actually" | "but") && reader.word(at + 1) != "es" {
        at += 1;
    }
    let short = reader.is_possessive(Some(at));
    let length = match [reader.word(at), reader.word(at + 1), reader.word(at + 2)] {
        ["that" | "this" | "it", "is" | "was", word] if untrue(word) => 3,
        ["that" | "it", "not", "true" | "right" | "correct" | "so"] if short => 3,
        ["thats" | "its", word, _] if untrue(word) => 2,
        ["that" | "it", word, _] if short && untrue(word) => 2,
        ["it" | "that", "was", "no"] if reader.word(at + 3) == "such" => 5,
        ["he" | "she" | "they", "did" | "had" | "has", "not"]
        | ["it" | "that" | "this", "was" | "is", "not"]
        | ["it" | "that" | "this", "isnt" | "wasnt", "true" | "right" | "correct" | "so"]
        | ["thats" | "its", "not", "true" | "right" | "correct" | "so"]
        | ["no", "es", "verdad" | "cierto"]
        | ["das", "stimmt", "nicht"]
        | ["c", "est", "faux"] => 3,
        ["he" | "she" | "they", "didnt" | "hasnt" | "hadnt", _]
        | ["it" | "that" | "this", "wasnt" | "isnt", _]
        | ["not", "true" | "so" | "correct" | "right", _]
        | ["stimmt", "nicht", _]
        | ["es", "falso" | "mentira", _] => 2,
        ["maam" | "sir" | "mam" | "way", _, _] if reader.word(from) == "no" && reader.gap(at + 1) == Gap::Hard => 1,
        [word, _, _] if untrue(word) => 1,
        // "No. It was Samuel."
        ["it", "was", _] if matches!(reader.word(from), "no" | "nope") && reader.gap(at) >= Gap::Soft => 0,
        // "Nope. The guy who pulled my tooth was young."
        ["the" | "a", _, "who" | "that"]
            if matches!(reader.word(from), "no" | "nope")
                && reader.gap(at) == Gap::Hard
                && reader.has(at + 1, lex::ROLE) =>
        {
            0
        }
        _ => return None,
    };
    let end = at + length;
    let close = (at + 1..end).all(|k| reader.gap(k) <= Gap::Space);
    (close && (length == 0 || reader.gap(end) >= Gap::Soft)).then_some(end)
}

/// What tells of somebody's deeds, besides `SAYS`.
const RECORDS: &[&str] = &[
    "email", "emails", "receipt", "invoice", "reply", "response", "survey", "notes", "system", "states", "stated",
    "shows", "show", "replied", "treated", "suggests", "implies", "reckons", "thinks", "believes", "down", "insisted",
    "record",
];

/// "Your letter says I dealt with Tom", "you have me down as seeing Tom": what others tell of the writer and him.
fn told_of_writer(reader: &Reader, i: usize) -> bool {
    let own = |k: &usize| {
        matches!(reader.word(*k), "i" | "we" | "ive" | "weve" | "id" | "wed")
            || matches!(reader.word(*k), "me" | "us") && reader.word(k + 1) == "down"
    };
    let met = |k: usize| {
        matches!(
            reader.word(k),
            "dealt"
                | "dealing"
                | "spoke"
                | "spoken"
                | "speaking"
                | "saw"
                | "seen"
                | "seeing"
                | "met"
                | "meeting"
                | "talked"
                | "talking"
                | "served"
                | "treated"
                | "helped"
                | "assisted"
                | "advised"
                | "complaining"
                | "complained"
                | "blaming"
                | "blamed"
                | "accusing"
                | "visited"
                | "booked"
        )
    };
    let Some(writer) = (1..=7).map_while(|b| reader.before(i, b)).find(own) else { return false };
    let owed = (writer..i).any(|k| {
        reader.has(k, lex::MODAL)
            || matches!(reader.word(k), "would" | "could" | "should" | "must" | "can" | "ll" | "cant" | "not" | "never")
    });
    let tells = |k: usize| SAYS.contains(&reader.word(k)) || RECORDS.contains(&reader.word(k));
    let told = (1..=6).map_while(|b| reader.before(writer, b)).any(tells) || reader.word(writer + 1) == "down";
    // "I said I spoke to Tom" is the writer's own word.
    let said = reader.before(writer, 2).is_some_and(|k| matches!(reader.word(k), "i" | "we"))
        && !reader.before(writer, 1).is_some_and(|k| matches!(reader.word(k), "thought" | "assumed"));
    told && !said && !owed && (writer + 1..i).any(met)
}

/// "I did not.", "We never did, it was", "I did no such thing", "Not me": whether the writer flatly denies it at `from`.
fn own_denial(reader: &Reader, from: usize) -> bool {
    let at = from + usize::from(matches!(reader.word(from), "no" | "nope" | "well" | "sorry" | "actually" | "but"));
    let length = match [reader.word(at), reader.word(at + 1), reader.word(at + 2), reader.word(at + 3)] {
        ["i" | "we", "did", "no", "such"] => 5,
        ["i" | "we", "did", "nothing", "of"] => 6,
        ["i" | "we", "did" | "have" | "had" | "was" | "were", "not", _]
        | ["i" | "we", "never", "did" | "have" | "had" | "was" | "were", _] => 3,
        ["i" | "we", "didnt" | "havent" | "hadnt" | "wasnt" | "werent", ..]
        | ["never", "did" | "have" | "happened", ..]
        | ["not", "me" | "true", ..] => 2,
        ["didnt" | "havent" | "wasnt", ..] => 1,
        _ => return false,
    };
    let end = at + length;
    // "I did not deal with him".
    let met = usize::from(matches!(
        reader.word(end),
        "deal" | "dealt" | "speak" | "spoken" | "talk" | "see" | "seen" | "meet"
    ));
    let small = usize::from(met > 0 && matches!(reader.word(end + 1), "with" | "to"));
    let whom = met > 0 && matches!(reader.word(end + met + small), "him" | "her" | "them" | "anyone" | "anybody");
    let close = (at + 1..end).all(|k| reader.gap(k) <= Gap::Space);
    close
        && (whom
            || reader.gap(end) >= Gap::Soft
            || matches!(reader.word(end), "and" | "but" | "as" | "because" | "since"))
}

/// A word that calls what was told wrong.
fn untrue(word: &str) -> bool {
    matches!(word, "wrong" | "untrue" | "false" | "incorrect" | "nonsense" | "rubbish" | "falsch" | "faux" | "falso")
}

/// "it was a tall woman", "somebody else did", "another man": within the next words, another than the one named.
pub(super) fn somebody_else(reader: &Reader, from: usize) -> bool {
    (from..reader.len().min(from + 10)).any(|k| {
        let another = matches!(reader.word(k), "another" | "different" | "other")
            && (k + 1..k + 3).any(|n| reader.has(n, lex::ROLE | lex::TITLE));
        let it_was = matches!(reader.word(k), "was" | "is")
            && k > from
            && reader.word(k - 1) == "it"
            && (reader.has(k + 1, lex::DET) && (k + 2..k + 6).any(|n| reader.has(n, lex::ROLE))
                || reader.capital(k + 1) && reader.has(k + 1, lex::GIVEN | lex::TITLE));
        // "A bloke did, and he's the one".
        let other_did = reader.has(k, lex::DET)
            && reader.gap(k) >= Gap::Soft
            && (k + 1..k + 4).any(|n| reader.has(n, lex::ROLE) && matches!(reader.word(n + 1), "did" | "had" | "was"));
        // "The guy who pulled my tooth": told of as if he had no name.
        let nameless = k == from
            && matches!(reader.word(k), "the" | "a")
            && reader.has(k + 1, lex::ROLE)
            && matches!(reader.word(k + 2), "who" | "that");
        // "No ma'am. Haruka did".
        let named = k == from
            && reader.capital(k)
            && reader.has(k, lex::GIVEN)
            && matches!(reader.word(k + 1), "did" | "was" | "took" | "had" | "helped" | "served");
        another
            || it_was
            || nameless
            || named
            || other_did
            || matches!(reader.word(k), "somebody" | "someone") && reader.word(k + 1) == "else"
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn after(text: &str, name: &str) -> Option<Reach> {
        testing::spot(&testing::nobody(), text, name, |reader, spot| gainsaid(reader, spot, reader.len()))
    }

    #[test]
    fn what_was_told_of_somebody_may_be_denied_flatly() {
        assert_eq!(after("You say Ben fitted it. No, he didn't, it was an older man.", "ben"), Some(Reach::Person));
        assert_eq!(after("I was told Ben fitted it. That is wrong. Somebody else did.", "ben"), Some(Reach::Person));
        assert_eq!(after("I was told Ben fitted it. Not true.", "ben"), Some(Reach::Open));
        assert_eq!(
            after("I was asked if Ben had served us. He hadn't. It was a tall lad.", "ben"),
            Some(Reach::Person)
        );
        assert_eq!(after("I asked if Ben had rung. He hadn't.", "ben"), None);
        assert_eq!(after("They asked me if it was Ben. No. It was Samuel.", "ben"), Some(Reach::Person));
        assert_eq!(after("I was told Ben fitted it. Actually, it was great.", "ben"), None);
        assert_eq!(after("I was told Ben would ring me. He didn't.", "ben"), None);
        assert_eq!(
            after("They keep telling me Ben did it. Ben didn't do it. It was Gareth.", "ben"),
            Some(Reach::Card)
        );
        assert_eq!(
            after("Somebody keeps telling me Ben did it. Ben did not, it is unsigned.", "ben"),
            Some(Reach::Person)
        );
        assert_eq!(after("I was told Ben would ring. Ben did not.", "ben"), None);
        assert_eq!(after("I asked Ben to do it. Ben did not.", "ben"), None);
        assert_eq!(after("I was told Ben was rude. Not true.", "ben"), None);
        assert_eq!(after("You write that Ben fitted it. He did not. He left it in the box.", "ben"), None);
        assert_eq!(after("Ben promised to ring. He didn't.", "ben"), None);
    }

    #[test]
    fn whoever_is_cleared_in_the_same_breath_is_not_meant() {
        for text in [
            "No, Ben never touched my machine. It was Johan who cracked the lid.",
            "Before anyone goes blaming Ben, he was not the one that lost it.",
            "I keep being told Ben helped me that day but he didn't, it was another man.",
            "Got told it was Ben that refused my return, checked the slip and no, not him, there's no name on it.",
            "Your text says my appointment was with Ben. Nope. The guy who pulled my tooth was young.",
        ] {
            assert_eq!(after(text, "ben"), Some(Reach::Person), "{text}");
        }
        for text in [
            "No, Ben never rang me back. It was dreadful.",
            "No, Ben never rang me back. It was Gareth who did in the end.",
            "I was told Ben would ring but he didn't, it was another man who did.",
            "I was told Ben fitted it. No. The parcel was empty.",
            "No, Ben never rang me back. Nobody did.",
            "I was told Ben would ring but he didn't, it was a whole week.",
            "I was told Ben was the best and no, not him alone, all of them were.",
            "I spoke to Ben. No. The guy who came was late.",
        ] {
            assert!(!matches!(after(text, "ben"), Some(Reach::Person | Reach::Part | Reach::Card)), "{text}");
        }
    }

    #[test]
    fn what_was_told_of_the_writer_may_be_denied_by_the_writer() {
        assert_eq!(after("Your email claims we spoke to Ben. We never did.", "ben"), Some(Reach::Person));
        assert_eq!(
            after("The receipt shows I was served by Ben. I wasn't, it was a woman.", "ben"),
            Some(Reach::Person)
        );
        assert_eq!(after("You say I saw Ben. I did no such thing.", "ben"), Some(Reach::Person));
        assert_eq!(after("Your email says I was rude to Ben. I was not.", "ben"), None);
        assert_eq!(after("I spoke to Ben and asked him to ring. I did not hear back.", "ben"), None);
        assert_eq!(after("You said I could have seen Ben. I did not.", "ben"), None);
    }
}
