//! Denials that stand behind the name: "Tony had nothing to do with it", "Tony wasn't even in that day", and, in another
//! sentence, "It was not him".

use super::alibis::{self, gone};
use super::amends::cleared;
use super::gainsaid::gainsaid;
use super::righted::righted;
use super::told::{Reach, noted, reported};
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::spot::Spot;

/// How many words behind a name it may still be taken back.
const BEHIND: usize = 24;

/// "had nothing to do with it", "wasn't involved", "played no part in this" behind the word at `last`: the whole card, or
/// that one thing.
pub(super) fn part(reader: &Reader, last: usize) -> Option<Reach> {
    let at = last + 1 + usize::from(reader.word(last + 1).ends_with("ly"));
    let begins = matches!(
        reader.word(at),
        "had"
            | "has"
            | "have"
            | "did"
            | "didnt"
            | "doesnt"
            | "played"
            | "wasnt"
            | "isnt"
            | "was"
            | "is"
            | "no"
            | "n"
            | "ny"
            | "hat"
            | "hatte"
    );
    if !begins || (last + 1..=at).any(|k| reader.gap(k) > Gap::Space) {
        return None;
    }
    let mut words = [""; 6];
    for (on, word) in words.iter_mut().enumerate() {
        *word = reader.word_at(reader.after(last, at - last + on));
    }
    // "nothing to do with it" is all of it; "with the delay" is that one thing.
    let all = |on: usize| match reader.word_at(reader.after(last, at - last + on)) {
        "it" | "any" | "me" | "us" | "my" | "our" => Reach::Part,
        "this" | "that" if reader.gap(at + on + 1) >= Gap::Soft => Reach::Part,
        _ => Reach::Deed,
    };
    let involved = |on: usize| {
        if reader.gap(at + on) >= Gap::Soft || reader.word(at + on) == "at" { Reach::Part } else { all(on + 1) }
    };
    match words {
        ["had" | "has" | "have", "nothing", "to", "do", "with", ..] => Some(all(5)),
        ["didnt" | "doesnt", "have", "anything", "to", "do", "with"] => Some(all(6)),
        ["did", "nothing", "of", "the", "kind" | "sort", _] | ["did", "no", "such", "thing", ..] => Some(Reach::Person),
        ["played" | "had", "no", "part" | "role" | "hand" | "involvement", "in", ..] => Some(all(4)),
        ["wasnt" | "isnt", "involved", ..] => Some(involved(2)),
        ["was" | "is", "not", "involved", ..] | ["wasnt" | "isnt", "even" | "actually", "involved", ..] => {
            Some(involved(3))
        }
        ["no", "tuvo" | "tiene" | "tenia", "nada", "que", "ver", ..]
        | ["n", "a" | "avait", "rien", "a", "voir", ..]
        | ["ny", "est" | "etait", "pour", "rien", ..]
        | ["hat" | "hatte", "nichts", "damit", "zu", "tun", ..]
        | ["hat" | "hatte", "damit", "nichts", "zu", "tun", ..] => Some(Reach::Part),
        _ => None,
    }
}

/// "wasn't even in that day", "was not working at the time", "n'était même pas là" behind the word at `last`.
pub(super) fn away(reader: &Reader, last: usize) -> Option<Reach> {
    let mut at = last + 1;
    match (reader.word(at), reader.word(at + 1), reader.word(at + 2)) {
        ("wasnt" | "werent", _, _) => at += 1,
        ("was" | "were", "not", _) | ("n", "etait", "pas") | ("no", "estaba", _) => at += 2,
        ("war", _, _) => return gone(reader, at).then_some(Reach::Told),
        ("n", "etait", "meme") => at += 3,
        _ => return None,
    }
    let foreign = matches!(reader.word(last + 1), "n" | "no");
    at += usize::from(matches!(reader.word(at), "even" | "actually" | "evidently" | "apparently" | "pas"));
    match (reader.word(at), reader.word(at + 1)) {
        ("on", "shift" | "duty") | ("at", "work") => at += 2,
        ("in" | "there" | "here" | "present" | "around" | "working" | "la", _) => at += 1,
        _ if foreign => {}
        _ => return None,
    }
    if (last + 1..at).any(|k| reader.gap(k) > Gap::Space) {
        return None;
    }
    if reader.gap(at) >= Gap::Soft {
        return (!foreign || reader.word(at - 1) == "la").then_some(Reach::Told);
    }
    let day = |k: usize| {
        matches!(
            reader.word(k),
            "day" | "morning" | "afternoon" | "evening" | "night" | "week" | "shift" | "dia" | "jour" | "tarde"
        )
    };
    let then = match (reader.word(at), reader.word(at + 1)) {
        ("that" | "ese" | "ce", _) => day(at + 1),
        ("on", "that") => day(at + 2),
        ("at", "the") => reader.word(at + 2) == "time",
        _ => false,
    };
    then.then_some(Reach::Person)
}

/// How far the card takes the name back before the token at `until`, if it does: "It was not him", "Wrong person!", "She
/// wasn't.", "he wasn't our host".
pub fn retracted(reader: &Reader, spot: &Spot, until: usize) -> Option<Reach> {
    if !(reader.capital(spot.from) || reader.mode != Mode::Normal) {
        return None;
    }
    if flatly(reader, spot) || mistaken(reader, spot, until) || cleared(reader, spot) {
        return Some(Reach::Person);
    }
    if righted(reader, spot) {
        // Save what is said of how they are, the card is not about them.
        return Some(Reach::Part);
    }
    if let Some(reach) = gainsaid(reader, spot, until) {
        return Some(reach);
    }
    let other = |k: usize| reader.capital(k) && reader.has(k, lex::GIVEN) && !reader.has(k, lex::WORD);
    let onward = || (spot.to..until.min(spot.to + BEHIND)).take_while(|k| !other(*k));
    let pronoun = |k: &usize| matches!(reader.word(*k), "he" | "she") && reader.starts_clause(*k);
    let missing =
        |k: usize| (away(reader, k).is_some() || part(reader, k) == Some(Reach::Part)) && reported(reader, spot.from);
    if onward().any(|k| not_them(reader, k) || wrong_one(reader, k)) || onward().filter(pronoun).any(missing) {
        return Some(Reach::Person);
    }
    // "I was advised by Piotr. I have never spoken to anyone of that name."
    let nobody = |k: usize| {
        (reader.word(k), reader.word(k + 1), reader.word(k + 2)) == ("of", "that", "name")
            && (1..=7)
                .map_while(|b| reader.before(k, b))
                .any(|n| matches!(reader.word(n), "never" | "not" | "nobody" | "no"))
    };
    if (spot.to..until.min(spot.to + BEHIND)).any(nobody) {
        return Some(Reach::Card);
    }
    let joined = |k: &usize| {
        matches!(reader.word(*k), "he" | "she" | "il" | "elle")
            && (reader.starts_clause(*k) || reader.before(*k, 1).is_some_and(|c| reader.has(c, lex::CONJ)))
    };
    onward().filter(joined).any(|k| unassigned(reader, k)).then_some(Reach::Told)
}

/// "wasn't our host", "was not the one who served us", "n'était pas notre serveur" behind the word at `last`: somebody else
/// served the writer. "He wasn't our waiter but he brought us bread" goes on to praise.
pub(super) fn unassigned(reader: &Reader, last: usize) -> bool {
    let mut at = last + 1;
    match (reader.word(at), reader.word(at + 1), reader.word(at + 2)) {
        ("wasnt" | "isnt", _, _) => at += 1,
        ("was" | "is", "not", _) | ("no", "era" | "fue", _) | ("war", "nicht", _) => at += 2,
        ("n", "etait" | "est", "pas") => at += 3,
        _ => return false,
    }
    let ours = matches!(
        reader.word(at),
        "our" | "my" | "notre" | "mon" | "ma" | "nuestro" | "nuestra" | "mi" | "unser" | "unsere" | "mein" | "meine"
    );
    let role = at + 1 + usize::from(!reader.has(at + 1, lex::ROLE));
    let end = if ours && reader.has(role, lex::ROLE) && !reader.has(role, lex::DEPT | lex::KIN) {
        role + 1
    } else if reader.word(at) == "the"
        && reader.has(at + 1, lex::ROLE)
        && matches!(reader.word(at + 2), "involved" | "concerned" | "responsible")
    {
        at + 3
    } else if reader.word(at) == "ours" {
        at + 1
    } else if met(reader, at) {
        (at + 2..at + 10).find(|k| reader.gap(*k) >= Gap::Soft).unwrap_or(at + 3)
    } else if (reader.word(at), reader.word(at + 1), reader.word(at + 2)) == ("the", "one", "who") {
        let Some(whom) = (4..=6).map(|on| at + on).find(|k| matches!(reader.word(*k), "me" | "us")) else {
            return false;
        };
        whom + 1
    } else {
        return false;
    };
    let close = (last + 1..end).all(|k| reader.gap(k) <= Gap::Space);
    let more = (end..end + 3).any(|k| matches!(reader.word(k), "he" | "she" | "still" | "il" | "elle" | "er" | "sie"));
    let turned = matches!(reader.word(end), "but" | "and" | "yet" | "though" | "pero" | "mais" | "aber")
        && !matches!(reader.word(end + 1), "we" | "i" | "it" | "my" | "our" | "somebody" | "someone" | "nous" | "wir")
        && !reader.capital(end + 1);
    close
        && !more
        && !turned
        && (reader.gap(end) >= Gap::Soft || reader.has(end, lex::CONJ | lex::PREP | lex::DAY | lex::DATEWORD))
}

/// "I've dealt with Tony before", "I know Tony", "Tony has never set foot in my house": how the writer knows whom it was not,
/// unless praise goes on.
pub fn acquainted(reader: &Reader, spot: &Spot) -> bool {
    if alibis::uninvolved(reader, spot) {
        return true;
    }
    let small = reader.before(spot.from, 1).is_some_and(|k| matches!(reader.word(k), "with" | "to" | "by" | "across"));
    let back = 1 + usize::from(small);
    let (verb, whose) = (reader.before(spot.from, back), reader.word_at(reader.before(spot.from, back + 1)));
    let known = match reader.word_at(verb) {
        "dealt" | "met" | "spoken" | "worked" | "seen" | "talked" | "known" | "chatted" => {
            matches!(whose, "ive" | "weve" | "have" | "id" | "had")
        }
        "know" | "knew" | "recognise" | "recognize" | "recognised" | "recognized" => {
            matches!(whose, "i" | "we" | "would" | "id" | "do")
        }
        "conozco" | "conocemos" | "connais" | "kenne" | "kennen" => true,
        _ => false,
    };
    if known && alibis::by_trait(reader, spot) {
        return true;
    }
    known && !(spot.to..spot.to + 12).any(|k| matches!(reader.word(k), "he" | "she" | "who" | "hes" | "shes"))
}

/// "the person I dealt with", "the one that we spoke to".
fn met(reader: &Reader, at: usize) -> bool {
    let one = |k: usize| {
        matches!(reader.word(k), "person" | "one" | "man" | "woman" | "lady" | "guy" | "girl" | "chap" | "agent")
    };
    let deed =
        |k: usize| matches!(reader.word(k), "dealt" | "spoke" | "saw" | "met" | "talked" | "spoken" | "mean" | "meant");
    reader.word(at) == "the"
        && one(at + 1)
        && matches!(reader.word(at + 2), "i" | "we" | "that" | "whom")
        && (at + 3..at + 6).any(deed)
}

/// "I'd assumed it was Tom who left it there. Turns out it was a contractor", "I said that Jada dropped it, but I was wrong".
fn mistaken(reader: &Reader, spot: &Spot, until: usize) -> bool {
    if !reported(reader, spot.from) {
        return false;
    }
    let him =
        |k: usize| (k..k + 6).any(|n| matches!(reader.word(n), "him" | "her" | "them")) || until > k && until <= k + 6;
    (spot.to..reader.len().min(spot.to + BEHIND)).any(|k| {
        let w = |on: usize| reader.word(k + on);
        match (w(0), w(1), w(2)) {
            ("turns" | "turned", "out", "it" | "that" | "to" | "they" | "the") => !him(k + 2),
            ("i" | "we", "was" | "were", "wrong" | "mistaken") => reader.gap(k + 3) >= Gap::Soft,
            ("i", "got", "it") => w(3) == "wrong" && reader.gap(k + 4) >= Gap::Soft,
            ("my", "mistake" | "bad" | "error", _) => reader.gap(k + 2) >= Gap::Soft,
            ("stand" | "stood", "corrected", _) => true,
            ("it", "was", "somebody" | "someone") => w(3) == "else",
            ("was" | "were", "somebody" | "someone", "else") => true,
            // "I said Tom was rude. I take it back" is about his manners.
            ("i", "take", "it" | "that") => w(3) == "back" && !reader.has(spot.to, lex::BEWAS) && !him(k + 4),
            ("but" | "though", "it" | "that", "was") => {
                noted(reader, spot.from)
                    && (spot.to..=k).all(|n| reader.gap(n) < Gap::Hard)
                    && reader.capital(k + 3)
                    && (until == k + 3 || reader.has(k + 3, lex::GIVEN))
            }
            _ => false,
        }
    })
}

/// "Your reply says it was Summer. She wasn't."
fn flatly(reader: &Reader, spot: &Spot) -> bool {
    let to = spot.to;
    let brief = reader.word(to + 1) == "wasnt" && reader.gap(to + 2) == Gap::Hard
        || reader.word(to + 1) == "was" && reader.word(to + 2) == "not" && reader.gap(to + 3) == Gap::Hard;
    let title = usize::from(reader.before(spot.from, 1).is_some_and(|t| reader.has(t, lex::TITLE)));
    brief
        && matches!(reader.word(to), "he" | "she" | "it" | "that")
        && reader.gap(to) >= Gap::Soft
        && reader.before(spot.from, 1 + title).is_some_and(|be| matches!(reader.word(be), "was" | "is" | "been"))
}

/// "It was not him", "That couldn't have been her", "No fue ella", "Ce n'était pas lui", "Er war es nicht".
fn not_them(reader: &Reader, k: usize) -> bool {
    let w = |back: usize| reader.word_at(reader.before(k, back));
    let it = |word: &str| matches!(word, "it" | "that" | "this");
    let no = |word: &str| matches!(word, "wasnt" | "isnt");
    let said = match reader.word(k) {
        "him" | "her" => match (w(3), w(2), w(1)) {
            (_, "", neg) => no(neg),
            (_, subject, neg) if no(neg) && it(subject) => true,
            (subject, adverb, neg) if no(neg) => adverb.ends_with("ly") && it(subject),
            (subject, "was" | "is", "not") => it(subject),
            ("was" | "is", adverb, "not") => adverb.ends_with("ly") && it(w(4)),
            ("cant" | "couldnt" | "cannot", "have", "been") => true,
            _ => false,
        },
        "el" | "ella" => matches!((w(2), w(1)), ("no", "fue" | "era")),
        "lui" | "elle" => matches!((w(3), w(2), w(1)), ("n", "est" | "etait", "pas")),
        "nicht" => matches!((w(3), w(2), w(1)), ("er" | "sie", "war", "es") | ("das" | "es", "war", "er" | "sie")),
        _ => false,
    };
    let next = reader.word(k + 1);
    said && (reader.gap(k + 1) >= Gap::Soft
        || matches!(next, "at" | "but" | "because" | "as" | "since" | "either" | "though"))
        && !excused(reader, k + 1)
}

/// "It wasn't him, it was the system": nobody else is meant, and they are only excused.
fn excused(reader: &Reader, at: usize) -> bool {
    if !matches!(reader.word(at), "it" | "its") {
        return false;
    }
    let from = at + 1 + usize::from(matches!(reader.word(at + 1), "was" | "is"));
    reader.has(from, lex::DET | lex::POSS) && !(from..from + 4).any(|k| reader.has(k, lex::ROLE))
}

/// "Wrong person!", "You have got the wrong man.", "Falsche Person."
fn wrong_one(reader: &Reader, k: usize) -> bool {
    let one = reader.word(k + 1);
    let begins = reader.starts_sentence(k);
    match reader.word(k) {
        "wrong" => {}
        "falsche" | "mauvaise" => {
            return begins && matches!(one, "person" | "personne") && reader.gap(k + 2) >= Gap::Soft;
        }
        "persona" => return begins && one == "equivocada" && reader.gap(k + 2) >= Gap::Soft,
        _ => return false,
    }
    let w = |back: usize| reader.word_at(reader.before(k, back));
    let person = reader.has(k + 1, lex::ROLE) && !reader.has(k + 1, lex::DEPT);
    let said = begins
        || w(1) == "the"
            && match w(2) {
                "it" | "its" | "that" | "thats" => true,
                "is" | "was" => matches!(w(3), "it" | "that" | "this"),
                "got" | "have" | "blamed" | "named" | "thanked" => {
                    w(3).starts_with("you") || w(3).starts_with("they") || w(4) == "you"
                }
                _ => false,
            };
    said && reader.gap(k + 1) <= Gap::Space
        && (person && reader.gap(k + 2) >= Gap::Soft || one == "name" && reader.gap(k + 2) == Gap::Hard)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn not_theirs(text: &str) -> bool {
        testing::at(&testing::nobody(), text, "ben", unassigned)
    }

    #[test]
    fn whoever_was_not_our_waiter_did_not_serve_us() {
        assert!(not_theirs("Ben wasn't our guide, we had somebody else."));
        assert!(not_theirs("Ben was not my usual stylist this time."));
        assert!(not_theirs("Ben was not the one who served us."));
        assert!(!not_theirs("Ben wasn't our waiter but he brought us bread."));
        assert!(!not_theirs("Ben wasn't our waiter and still helped."));
        assert!(!not_theirs("Ben wasn't our favourite."));
    }
}
