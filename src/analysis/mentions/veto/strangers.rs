//! People who are named and are nobody of ours: the writer, who introduces themselves, kin, staff of other firms.

use super::elsewhere::{elsewhere, owned};
use super::greetings::after_greeting;
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::spot::Spot;
use crate::analysis::mentions::trades::our_people;

/// Reasons that rule out the name in the whole card: the writer, their family, other firms' people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stranger {
    Writer(&'static str),
    Kin(&'static str),
    OtherFirm(&'static str),
}

impl Stranger {
    pub fn why(self) -> &'static str {
        match self {
            Self::Writer(w) | Self::Kin(w) | Self::OtherFirm(w) => w,
        }
    }
}

pub fn stranger(reader: &Reader, spot: &Spot) -> Option<Stranger> {
    let (i, last) = (spot.from, spot.to - 1);
    if spot.cands.iter().all(|c| c.rule == crate::analysis::mentions::Rule::Code) && !spot.cands.is_empty() {
        return None;
    }
    if introduces(reader, i, last) || super::belongs::opens_as_customer(reader, i, last) {
        return Some(Stranger::Writer("the writer introduces themselves so"));
    }
    if kin(reader, i, last) || super::belongs::kin_apposed(reader, i, last) {
        return Some(Stranger::Kin("it is somebody of the writer's own"));
    }
    // "Booking under the name Whitlow, Chase Whitlow senior".
    let said_again = || {
        reader.gap(i) == Gap::Soft
            && reader.before(i, 1).is_some_and(|p| reader.word(p) == reader.word(last) && owned(reader, p))
    };
    if owned(reader, i) || said_again() {
        return Some(Stranger::Writer("it is the customer's name"));
    }
    if super::outsiders::outsider(reader, i, last) {
        return Some(Stranger::OtherFirm("it is nobody who works here"));
    }
    if elsewhere(reader, i, last) {
        return Some(Stranger::OtherFirm("it is somebody of another firm"));
    }
    None
}

/// "I'm Tom", "my name is Tom", "Tom here"; but not "she said: I'm Ana".
pub(super) fn introduces(reader: &Reader, i: usize, last: usize) -> bool {
    if reader.tok(last).is_some_and(|t| t.possessive) {
        return false;
    }
    let (p1, p2, p3) = (reader.before(i, 1), reader.before(i, 2), reader.before(i, 3));
    let (w1, w2, w3) = (reader.word_at(p1), reader.word_at(p2), reader.word_at(p3));
    let quoted = quoted_by_staff(reader, i);
    let soft = reader.gap(i) > Gap::Space;
    let first = w1 == "im" && !soft
        || w1 == "am" && w2 == "i" && !soft
        || matches!(w1, "is" | "s") && w2 == "name" && w3 == "my"
        || w1 == "names" && w2 == "my"
        || w1 == "name"
            && w2 == "my"
            && (reader.is_possessive(p1) || soft && reader.tok(i).is_some_and(|t| t.mark == ','))
        || w1 == "by" && w2 == "go" && w3 == "i"
        || w1 == "me"
            && matches!(w2, "call" | "calls")
            && matches!(w3, "everyone" | "everybody" | "people" | "friends" | "can")
        || w1 == "is" && w2 == "name" && w3 == "first"
        || matches!(w1, "llamo") && w2 == "me"
        || w1 == "soy" && !reader.is(p2, lex::NEG)
        || w1 == "appelle" && matches!(w2, "m" | "je")
        || w1 == "mappelle"
        || w1 == "suis" && w2 == "je"
        || w1 == "heisse" && w2 == "ich"
        || w1 == "bin" && w2 == "ich"
        || w1 == "ist" && w2 == "name" && w3 == "mein"
        || w1 == "es" && w2 == "nombre" && w3 == "mi"
        || w1 == "est" && w2 == "nom" && w3 == "mon"
        || w1 == "nom" && w2 == "mon"
        || w1 == "chiamo" && w2 == "mi"
        || w1 == "sono" && (p2.is_none() || w2 == "io")
        || w1 == "chamo" && w2 == "me"
        || w1 == "called" && (w2 == "im" || w2 == "am") && !soft
        || w1 == "myself" && reader.starts_sentence(i - 1) && !soft
        || w1 == "me" && matches!(w2, "called" | "calls" | "calling" | "addressed") && !soft;
    // "From Jas in accounts at Miller's:" at the very start.
    if w1 == "from" && i == 1 && !reader.is(reader.after(last, 1), lex::PRON) {
        return true;
    }
    let bare = w1 == "is" && w2 == "name" && p2.is_some_and(|k| reader.gap(k) == Gap::Hard) && !soft;
    if first || bare {
        return !quoted;
    }
    let greeted = |k: Option<usize>| k.is_some_and(|k| after_greeting(reader, k));
    let opening = |k: Option<usize>| {
        k.is_none_or(|k| reader.gap(k) == Gap::Hard || reader.is(reader.before(k, 1), lex::GREET)) || greeted(k)
    };
    let n1 = reader.after(last, 1);
    let ends = reader.gap(last + 1) > Gap::Space;
    if w1 == "is" && matches!(w2, "this" | "it") && !soft && opening(p2) && !quoted {
        return true;
    }
    if (w1 == "its" || w1 == "it" && reader.is_possessive(p1))
        && opening(p1)
        && !quoted
        && (matches!(reader.word_at(n1), "from" | "here" | "again" | "calling" | "writing" | "speaking")
            || ends && greeted(p1))
    {
        return true;
    }
    // "Hallo zusammen, hier ist Tom", "Bonjour, c'est Tom", "Hola, aquí Tom", "les escribe Tom".
    let abroad = matches!(w1, "ist" | "spricht" | "schreibt") && w2 == "hier" && opening(p2)
        || ends && (w1 == "est" && w2 == "c" && greeted(p2) || matches!(w1, "hier" | "ici" | "aqui") && greeted(p1))
        || matches!(w1, "escribe" | "habla" | "saluda") && matches!(w2, "le" | "les" | "te" | "os");
    if abroad && !soft && !quoted {
        return true;
    }
    // "Tom calling again about my refund", "Neha this side".
    let (n2, n3) = (reader.after(last, 2), reader.after(last, 3));
    let opens = reader.starts_sentence(i) || reader.is(p1, lex::GREET) || after_greeting(reader, i);
    if opens && !quoted && reader.gap(last + 1) <= Gap::Space {
        let side = reader.word_at(n1) == "this" && reader.word_at(n2) == "side";
        let writes = matches!(reader.word_at(n1), "calling" | "writing" | "emailing" | "messaging")
            && (matches!(
                reader.word_at(n2),
                "again" | "about" | "regarding" | "to" | "from" | "in" | "you" | "on" | "re" | "back"
            ) || n2.is_none());
        let again = reader.word_at(n1) == "again" && (n2.is_none() || matches!(reader.word_at(n2), "from" | "here"));
        let speaks = (reader.word_at(n1) == "speaking" || reader.word_at(n1) == "hier" && reader.german)
            && reader.gap(last + 2) > Gap::Space;
        if side
            || writes
            || again
            || speaks
            || reader.word_at(n1) == "here" && reader.word_at(n2) == "from" && n3.is_some()
        {
            return true;
        }
    }
    // "Tom here, just writing to …"
    if matches!(reader.word_at(n1), "here")
        && reader.gap(last + 1) <= Gap::Space
        && opens
        && !quoted
        && (reader.gap(last + 2) > Gap::Space || !reader.is(reader.after(last, 2), lex::VERB | lex::AUX))
    {
        return true;
    }
    false
}

/// Whether the words are put into the mouth of staff: "she said", "answered with", inside quotation marks.
pub(super) fn quoted_by_staff(reader: &Reader, i: usize) -> bool {
    for back in 1..=8usize {
        let Some(k) = i.checked_sub(back) else { break };
        if reader.has(k, lex::QUOTE) || matches!(reader.word(k), "answers" | "says" | "picked" | "introduced") {
            let me = reader.word(k + 1) == "me" && reader.has(k, lex::QUOTE);
            let i_said = reader.before(k, 1).is_some_and(|p| reader.word(p) == "i");
            return !i_said || me;
        }
    }
    let start = reader.tok(i).map_or(0, |t| t.start as usize);
    let head = reader.text.raw.get(..start).unwrap_or("");
    let tail = head.char_indices().rev().nth(60).map_or(head, |(at, _)| head.get(at..).unwrap_or(""));
    tail.matches('"').count() % 2 == 1 || tail.matches('“').count() > tail.matches('”').count()
}

/// "The kids, Heath and Alana, …", "my daughters Ana and Joy": everyone in the list is theirs.
fn brood(reader: &Reader, i: usize) -> bool {
    let mut at = i;
    for _ in 0..6 {
        let Some(p) = reader.before(at, 1) else { return false };
        let several = matches!(
            reader.word(p),
            "kids"
                | "children"
                | "sons"
                | "daughters"
                | "boys"
                | "girls"
                | "twins"
                | "grandkids"
                | "grandchildren"
                | "nieces"
                | "nephews"
                | "cousins"
                | "sisters"
                | "brothers"
                | "dogs"
                | "cats"
                | "pups"
                | "puppies"
                | "parents"
                | "friends"
                | "hijos"
                | "hijas"
                | "enfants"
                | "kinder"
                | "roommates"
                | "neighbors"
                | "neighbours"
        );
        if several {
            return at != i
                || reader.before(p, 1).is_some_and(|o| {
                    reader.has(o, lex::POSS) && reader.word(o) != "your"
                        || reader.tok(o).is_some_and(|t| t.digits)
                        || matches!(reader.word(o), "the" | "two" | "three" | "both" | "little")
                });
        }
        let listed = reader.has(p, lex::AND)
            || reader.tok(p).is_some_and(|t| t.digits)
            || reader.capital(p) && (reader.has(p, lex::GIVEN) || reader.unknown(p));
        if !listed {
            return false;
        }
        at = p;
    }
    false
}

/// "I was helped by Tom and I must say": the name ends its clause, and the writer begins another.
fn governed(reader: &Reader, i: usize) -> bool {
    reader.before(i, 1).is_some_and(|p| reader.gap(i) <= Gap::Space && reader.word(p) == "by")
        || crate::analysis::mentions::context::cue(reader, i).is_some_and(|cue| cue.1 >= 2.2)
}

pub(super) fn kin(reader: &Reader, i: usize, last: usize) -> bool {
    // "my wife Joy", "my wife, Joy,", "his ex wife Ana", "my friend's daughter named Ana", "my brother-in-law Tom".
    for back in 1..=5usize {
        let Some(k) = reader.before(i, back) else { break };
        if reader.has(k, lex::KIN) && !(k + 1 == i && crate::analysis::mentions::persons::sister(reader, k)) {
            let owner = (1..=4)
                .filter_map(|b| reader.before(k, b))
                .take_while(|o| {
                    reader.tok(*o).is_some_and(|t| t.possessive)
                        || reader.has(*o, lex::KIN | lex::POSS | lex::PADJ | lex::WORD)
                            && !reader.has(*o, lex::VERB | lex::PREP)
                })
                .any(|o| {
                    reader.has(o, lex::POSS)
                        && !matches!(reader.word(o), "your" | "su" | "votre" | "ihr" | "ihre" | "ihrem" | "ihren")
                        || reader.tok(o).is_some_and(|t| t.possessive)
                });
            let between_ok = (k + 1..i).all(|b| {
                matches!(
                    reader.word(b),
                    "in" | "law"
                        | "s"
                        | "named"
                        | "called"
                        | "name"
                        | "is"
                        | "was"
                        | "and"
                        | "to"
                        | "be"
                        | "the"
                        | "old"
                        | "year"
                        | "a"
                        | "also"
                        | "dear"
                ) || reader.has(b, lex::KIN | lex::TITLE)
                    || reader.tok(b).is_some_and(|t| t.digits)
            });
            // "the baby, Summer, slept".
            let told = reader.gap(i) == Gap::Soft && reader.gap(last + 1) >= Gap::Soft;
            let only = reader.has(k, lex::KINONLY) && back == 1 && (reader.gap(i) <= Gap::Space || told);
            // "mom's name is Faith".
            let called = reader.tok(k).is_some_and(|t| t.possessive)
                && reader.word(k + 1) == "name"
                && matches!(reader.word(k + 2), "is" | "was")
                && k + 3 == i;
            if called {
                return true;
            }
            let possessed = reader.tok(k).is_some_and(|t| t.possessive) && k + 1 == i;
            let verbal = (k + 1..i).any(|b| matches!(reader.word(b), "and" | "to"));
            let dept = matches!(
                reader.word(k),
                "mate"
                    | "pal"
                    | "date"
                    | "kid"
                    | "boss"
                    | "chef"
                    | "partner"
                    | "colleague"
                    | "coworker"
                    | "friend"
                    | "chat"
                    | "ami"
                    | "belle"
                    | "client"
                    | "mann"
                    | "frau"
                    | "dame"
                    | "femme"
                    | "mujer"
            ) && !owner;
            if between_ok && !verbal && !dept && (owner || only) && !possessed {
                return true;
            }
        }
        if reader.has(k, lex::VERB | lex::SPOKE) && !reader.has(k, lex::NAMED) {
            break;
        }
    }
    // "Tom, my husband", "Tom (my son)", "Tom is my brother", "Tom's my husband".
    let n = |k: usize| reader.after(last, k);
    let kin = |k: usize| {
        n(k).is_some_and(|k| reader.has(k, lex::KIN)) && !matches!(reader.word_at(n(k)), "date" | "kid" | "chat")
    };
    let mine =
        |k: usize| n(k).is_some_and(|k| reader.has(k, lex::MINE) || matches!(reader.word(k), "his" | "her" | "their"));
    let own = |k: usize| {
        mine(k)
            && (kin(k + 1)
                || kin(k + 2)
                    && n(k + 1).is_some_and(|w| {
                        reader.has(w, lex::PADJ | lex::KIN | lex::OTHER | lex::TADJ | lex::WORD)
                            && !reader.has(w, lex::VERB | lex::PREP | lex::ROLE)
                    }))
    };
    let soft = reader.gap(last + 1) == Gap::Soft && !reader.tok(last + 1).is_some_and(|t| t.mark == '"');
    let linked = matches!(reader.word_at(n(1)), "is" | "was" | "es" | "est" | "ist" | "being" | "who" | "s");
    // "I spoke with Chris, my wife Ana was there": the wife is Ana.
    let named = n(3).is_some_and(|k| {
        reader.gap(k) <= Gap::Space && reader.capital(k) && (reader.has(k, lex::GIVEN) || reader.unknown(k))
    });
    // "Winston, our guide dog,".
    let pet = soft
        && mine(1)
        && (2..=4).any(|k| {
            matches!(reader.word_at(n(k)), "dog" | "cat" | "puppy" | "kitten" | "horse" | "pony" | "rabbit" | "parrot")
        });
    if pet
        || soft && own(1) && !named && !matches!(reader.word_at(n(2)), "boss" | "chef")
        || linked && (own(2) || own(3) && matches!(reader.word_at(n(2)), "is" | "was" | "also" | "actually"))
        || reader.tok(last).is_some_and(|t| t.possessive) && own(1) && reader.gap(last + 1) == Gap::Space
    {
        return true;
    }
    if reader.tok(last).is_some_and(|t| t.possessive)
        && reader.gap(last + 1) == Gap::Space
        && reader.has(last + 1, lex::KINONLY)
    {
        return true;
    }
    if brood(reader, i)
        || super::family::told_name(reader, i)
        || super::family::child(reader, i, last)
        || super::family::compound(reader, i)
    {
        return true;
    }
    // "Oscar the cat".
    if reader.word_at(n(1)) == "the"
        && reader.gap(last + 1) == Gap::Space
        && matches!(
            reader.word_at(n(2)),
            "cat" | "dog" | "puppy" | "kitten" | "parrot" | "horse" | "donkey" | "hamster" | "pup"
        )
    {
        return true;
    }
    // "Holly, our four year old, got a balloon".
    if reader.gap(last + 1) == Gap::Soft
        && mine(1)
        && (2..=4).any(|k| matches!(reader.word_at(n(k)), "year" | "yr" | "month" | "old"))
    {
        return true;
    }
    // "our car Betty", "my insurance agent Bob".
    if reader.gap(i) == Gap::Space
        && let (Some(p), Some(o)) = (reader.before(i, 1), reader.before(i, 2))
        && reader.mode == Mode::Normal
        && reader.capital(i)
        && !reader.capital(p)
    {
        let thing = reader.has(o, lex::MINE)
            && reader.has(p, lex::WORD)
            && reader.flags.get(p).is_some_and(|f| {
                f & !(lex::WORD
                    | lex::COMPANY
                    | lex::BENEFICIARY
                    | lex::CODEVETO
                    | lex::OBJECT
                    | lex::SURNAME
                    | lex::HALF
                    | lex::STRONG)
                    == 0
            })
            && !our_people(reader, p);
        let dear = reader.has(o, lex::MINE)
            && matches!(
                reader.word(p),
                "beloved"
                    | "dear"
                    | "darling"
                    | "old"
                    | "poor"
                    | "little"
                    | "late"
                    | "sweet"
                    | "elderly"
                    | "precious"
                    | "gorgeous"
                    | "wee"
            );
        let hired = matches!(reader.word(o), "insurance" | "estate" | "travel" | "bank" | "union")
            && reader.before(i, 3).is_some_and(|m| reader.has(m, lex::MINE) || matches!(reader.word(m), "real"));
        if thing || dear || hired {
            return true;
        }
    }
    // "my Rose", "our little Ana"; "my wife and Tom" is company.
    if reader
        .before(i, 1)
        .is_some_and(|p| matches!(reader.word(p), "my" | "mein" | "meine" | "meinem" | "mon" | "ma" | "mi"))
        && reader.gap(i) <= Gap::Space
    {
        return true;
    }
    if reader.is(reader.before(i, 1), lex::AND) {
        // "my daughters Ana and Joy", "for my wife and Joy" stays open, "my husband and I".
        let (mut k, mut steps) = (reader.before(i, 2), 0);
        while let Some(at) = k {
            if reader.has(at, lex::KIN)
                && reader
                    .before(at, 1)
                    .is_some_and(|o| reader.has(o, lex::MINE) || matches!(reader.word(o), "his" | "her" | "their"))
                && steps > 0
            {
                return true;
            }
            if !reader.has(at, lex::GIVEN) && steps > 0 || steps > 2 {
                break;
            }
            steps += 1;
            k = reader.before(at, 1);
        }
    }
    // "Tom and I went …": the writer's company.
    if reader.word_at(n(1)) == "and"
        && matches!(reader.word_at(n(2)), "i" | "myself" | "me")
        && !reader.is(n(3), lex::SPOKE)
        && !governed(reader, i)
        && !matches!(
            reader.word_at(n(3)),
            "had" | "got" | "discussed" | "figured" | "agreed" | "spent" | "walked" | "tried"
        )
        && reader.gap(last + 1) == Gap::Space
    {
        return true;
    }
    matches!(
        (reader.word_at(reader.before(i, 2)), reader.word_at(reader.before(i, 1))),
        ("me", "and") | ("myself", "and")
    ) && !reader.before(i, 3).is_some_and(|k| reader.has(k, lex::VERB | lex::WITH | lex::PREP))
}
