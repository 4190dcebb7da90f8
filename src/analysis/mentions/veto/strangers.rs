//! People who are named and are nobody of ours: the writer, who introduces themselves, the writer's own, staff of other firms.

use super::bystanders::bystander;
use super::elsewhere::{elsewhere, owned};
use super::greetings::after_greeting;
use super::households::household;
use super::kin::kin;
use super::neighbours::neighbour;
use super::selves::{goes_on, oneself};
use super::smalls::small;
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::Reader;
use crate::analysis::mentions::spot::Spot;

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
    if introduces(reader, i, last) || super::belongs::opens_as_customer(reader, i, last) || oneself(reader, i, last) {
        return Some(Stranger::Writer("the writer introduces themselves so"));
    }
    if kin(reader, i, last)
        || super::belongs::kin_apposed(reader, i, last)
        || small(reader, i, last)
        || household(reader, i, last)
        || neighbour(reader, i, last)
    {
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
    if super::outsiders::outsider(reader, i, last) || bystander(reader, i, last) {
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
            && (reader.is_possessive(p1)
                // "Frank took my name, Frank took my number" is no introduction.
                || soft
                    && reader.tok(i).is_some_and(|t| t.mark == ',')
                    && !(reader.gap(last + 1) <= Gap::Space && reader.has(last + 1, lex::VERB)))
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
    // "Name's Tom, I run a shop", "The name's Tom and yes, I know the joke".
    let head = if w1 == "name" { (p1, p2, w2) } else { (p2, p3, w3) };
    let opens = |k: Option<usize>| k.is_some_and(|k| reader.starts_sentence(k));
    let named = (w1 == "name" && reader.is_possessive(p1) || w1 == "is" && w2 == "name")
        && (opens(head.0) || head.2 == "the" && opens(head.1));
    let bare = w1 == "is" && w2 == "name" && p2.is_some_and(|k| reader.gap(k) == Gap::Hard) && !soft
        || named && !soft && goes_on(reader, last);
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
