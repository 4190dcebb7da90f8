//! What the words beside a name say: cues that staff is meant, each with its weight.
pub use super::behind::after;

use super::brought;
use super::cues::{ACTS, Cues};
use super::persons::{for_somebody, sister};
use super::reader::Reader;
use super::spot::Spot;
use super::trades;
use super::verbs::past;
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;

pub fn title_before(reader: &Reader, i: usize) -> bool {
    i > 0 && reader.gap(i) <= Gap::Space && sister(reader, i - 1)
        || i > 0
            && (reader.gap(i) <= Gap::Space || reader.tok(i).is_some_and(|t| t.mark == '.' && !t.newline))
            && reader.has(i - 1, lex::TITLE)
            && !(matches!(reader.word(i - 1), "m" | "don" | "miss" | "sr" | "hr" | "fr") && !reader.capital(i - 1))
}

/// "spoke with", "named", "helped by", "agent", "thanks to" right before the token.
pub fn cue_before(reader: &Reader, i: usize) -> bool {
    cue(reader, i).is_some()
}

pub fn cue(reader: &Reader, i: usize) -> Option<(&'static str, f32)> {
    if title_before(reader, i) {
        return Some(("a title stands before it", 3.0));
    }
    let p = i
        .checked_sub(1)
        .filter(|_| reader.gap(i) < Gap::Hard || reader.tok(i).is_some_and(|t| t.mark == ':' && !t.newline))?;
    let soft = reader.gap(i) == Gap::Soft;
    let b2 = reader.before(p, 1);
    let b3 = reader.before(p, 2);
    let (w1, w2, w3) = (reader.word(p), reader.word_at(b2), reader.word_at(b3));
    let quoted = reader.tok(i).is_some_and(|t| matches!(t.mark, '"' | '“' | '\'' | '(' | '«' | ':'));
    if reader.has(p, lex::NAMED) && (!soft || quoted) {
        // "I called Rose" is a call; "a man called Frank" is a name.
        let called = matches!(w1, "called" | "calls" | "goes") && reader.is(b2, lex::PRON)
            || w1 == "identified"
            || w1 == "introduced";
        let spelled = w1 == "spelled" || w1 == "heisst" && reader.is(b2, lex::WH);
        if !called && !spelled {
            return Some(("it follows a word like \"named\"", 4.0));
        }
    }
    if matches!(w1, "was" | "is" | "est" | "es" | "ist" | "war" | "fue" | "like")
        && (reader.is(b2, lex::NAMED) && matches!(w2, "name" | "names" | "nombre" | "nom" | "prenom")
            || w1 == "is" && w3 == "name")
    {
        return Some(("it follows \"name was\"", 4.0));
    }
    if w1 == "as" && (reader.is(b2, lex::NAMED) || w2 == "herself" || w2 == "himself" || w2 == "themselves") {
        return Some(("they introduced themselves so", 4.0));
    }
    if reader.has(p, lex::ROLE) || trades::our_people(reader, p) {
        let mine = reader.is(b2, lex::MINE) && reader.has(p, lex::KIN);
        if !mine && (!soft || reader.tok(i).is_some_and(|t| matches!(t.mark, ',' | '(' | '"' | ':' | '-' | '–'))) {
            return Some(("a word for staff stands before it", if soft { 2.6 } else { 3.6 }));
        }
    }
    if soft && reader.has(p, lex::DEPT) && reader.tok(i).is_some_and(|t| t.mark == '(') {
        return Some(("their department stands before it", 2.6));
    }
    // "The girl in reception, Eefa I don't know how to write".
    let at_desk = soft
        && reader.has(p, lex::DEPT)
        && reader.tok(i).is_some_and(|t| t.mark == ',')
        && reader.capital(i)
        && (1..=4).any(|b| {
            reader.before(p, b).is_some_and(|k| {
                reader.has(k, lex::ROLE) && !reader.has(k, lex::KINONLY | lex::DEPT)
                    || reader.word(k) == "one" && reader.before(k, 1).is_some_and(|d| reader.word(d) == "the")
            })
        });
    if at_desk {
        return Some(("a word for staff stands before it", 2.4));
    }
    if soft && apposition(reader, i) {
        return Some(("a word for staff stands before it", 1.8));
    }
    if reader.tok(i).is_some_and(|t| t.mark == ':') && reader.capital(i) {
        return Some(("a colon introduces them", 1.4));
    }
    // "Take a bow, Bong", "hats off, Ana".
    if soft && !quoted && matches!((w2, w1), ("a", "bow") | ("hats", "off") | ("top", "marks")) {
        return Some(("they are praised or compared", 1.8));
    }
    // "a French sounding last name, Tibadoe or so": whoever cannot say it better tells it so.
    if soft
        && reader.tok(i).is_some_and(|t| t.mark == ',')
        && reader.capital(i)
        && !reader.has(i, lex::WORD)
        && their_name(reader, p)
    {
        return Some(("it follows a word like \"named\"", 3.0));
    }
    if soft && !quoted {
        return (reader.has(p, lex::THANK) && w1 != "praise" || w1 == "you" && w2 == "thank")
            .then_some(("thanks stand before it", 2.2));
    }
    if reader.is(b2, lex::THANK) && matches!(w1, "an" | "a" | "al" | "de" | "fur" | "para" | "pour" | "for") {
        return Some(("thanks stand before it", 3.4));
    }
    if reader.has(p, lex::WITH) {
        let spoke = |k: Option<usize>| reader.is(k, lex::SPOKE);
        if spoke(b2) || spoke(b3) || (reader.is(b2, lex::OBJ) || reader.is(b2, lex::NEG)) && spoke(b3) {
            return Some(("it follows words like \"spoke with\"", 4.0));
        }
        if reader.is(b2, lex::THANK)
            || reader.is(b3, lex::THANK)
                && matches!(w2, "much" | "lot" | "you" | "big" | "again" | "goes" | "go" | "special" | "all" | "out")
            || matches!(w2, "goes" | "go" | "out") && matches!(w1, "to")
            || w1 == "a" && (w2 == "gracias" || w2 == "merci")
        {
            return Some(("thanks stand before it", 3.4));
        }
        if matches!(w1, "with" | "con" | "avec" | "mit") {
            return Some(("it follows \"with\"", 1.6));
        }
        if w1 == "to" && reader.is(b2, lex::OBJECT | lex::SPOKE | lex::VERB) && !reader.is(b2, lex::MOTION) {
            return Some(("somebody turned to them", 1.6));
        }
    }
    if reader.has(p, lex::BY) && !matches!(w1, "von" | "de") || w1 == "von" || w1 == "de" && reader.is(b2, lex::BYVERB)
    {
        if reader.is(b2, lex::BYVERB)
            || reader.is(b3, lex::BYVERB)
            || matches!(w2, "care" | "of")
            || (w3, w2) == ("dealt", "with")
        {
            return Some(("somebody was helped by them", 4.0));
        }
        // "Tested by Kirsten.": what was done is all that the sentence begins with.
        let opened = b2.is_some_and(|k| reader.starts_sentence(k)) && past(w2);
        if w1 == "by" && (reader.is(b2, lex::VERB) || opened) {
            return Some(("it follows \"by\"", 1.8));
        }
    }
    if w1 == "of" && (w2 == "credit" || w2 == "courtesy" || w2 == "help" || w2 == "patience" || w2 == "kindness")
        || w1 == "for"
            && matches!(
                w2,
                "ask"
                    | "asked"
                    | "asking"
                    | "request"
                    | "shoutout"
                    | "out"
                    | "stars"
                    | "review"
                    | "you"
                    | "kudos"
                    | "bravo"
                    | "raise"
            )
    {
        return Some(("somebody asked for them", 2.6));
    }
    if reader.has(p, lex::THANK)
        || w1 == "you" && w2 == "thank"
        || w1 == "much" && matches!(w2, "so" | "very")
        || w1 == "again" && reader.is(b2, lex::THANK)
    {
        return Some(("thanks stand before it", 3.2));
    }
    if w1 == "a"
        && matches!(w2, "with" | "by" | "named" | "to")
        && (reader.is(b3, lex::SPOKE | lex::BYVERB) || w2 == "with")
    {
        return Some(("it follows words like \"spoke with a\"", 3.0));
    }
    // "Big ups to Hope", "I'll give it to Hope, she tried".
    if w1 == "to"
        && (w2 == "ups"
            || (w3, w2) == ("give", "it")
                && reader.before(i, 4).is_some_and(|k| matches!(reader.word(k), "to" | "ll" | "ill")))
        && reader.capital(i)
    {
        return Some(("thanks stand before it", 3.0));
    }
    if w1 == "from"
        && matches!(
            w2,
            "help" | "service" | "call" | "email" | "support" | "assistance" | "callback" | "visit" | "advice"
        )
    {
        return Some(("somebody had help from them", 3.0));
    }
    if w1 == "as" && reader.is(b2, lex::PADJ) && matches!(w3, "as" | "so") {
        return Some(("somebody is measured by them", 2.4));
    }
    if w1 == "tal"
        || (w2, w1) == ("d", "apres")
        || matches!(w1, "selon" | "segun" | "laut") && reader.foreign
        || w1 == "pani"
        || w1 == "pan" && reader.capital(p)
        || w1 == "grazie"
        || w1 == "of" && w2 == "because"
    {
        return Some(("the words before it speak of a person", 2.0));
    }
    if matches!(w1, "first" | "then" | "w") && reader.capital(i)
        || reader.capital(i) && !reader.capital(p) && w1.ends_with("ed") && past(w1)
    {
        return Some(("somebody turned to them", 1.2));
    }
    let shown = matches!(w1, "was" | "is") && matches!(w2, "it" | "that")
        || matches!(w1, "thats" | "its")
        || matches!(w1, "that" | "it") && reader.is_possessive(Some(p));
    if shown && !soft && reader.capital(i) {
        return Some(("the writer says who it was", if brought::met(reader, i) { 4.0 } else { 1.2 }));
    }
    if w1 == "about" && reader.capital(i) {
        return Some(("it is about them", 1.2));
    }
    // "Me atendió Nuria": the verb stands first.
    if reader.tok(p).is_some_and(|t| reader.text.surface(t.start as usize, t.end as usize).ends_with('ó')) {
        return Some(("what a person did stands before it", 2.0));
    }
    if reader.german && reader.capital(i) && (reader.has(p, lex::AUX) || w1 == "sich" && reader.is(b2, lex::AUX)) {
        return Some(("a verb stands before it", 1.2));
    }
    // "Come down from Buchan": from there.
    let sent = |k: usize| {
        matches!(
            reader.word(k),
            "email" | "letter" | "reply" | "call" | "message" | "flowers" | "note" | "card" | "text"
        )
    };
    let moved = matches!(w2, "down" | "up" | "over" | "across" | "all")
        && (reader.is(b3, lex::MOTION) || matches!(w3, "come" | "came" | "coming" | "comes" | "drove" | "walked"))
        && !(3..=7).map_while(|b| reader.before(i, b)).any(sent);
    if w1 == "from"
        && reader.capital(i)
        && !moved
        && b2.is_some_and(|k| !reader.has(k, lex::MOTION | lex::CLOSE | lex::THANK))
    {
        return Some(("something came from them", 1.0));
    }
    // "It isn't Dawn at all but Kenji".
    let denied = |b: usize| {
        reader.before(p, b).is_some_and(|k| matches!(reader.word(k), "isnt" | "wasnt" | "not") && reader.capital(k + 1))
    };
    if w1 == "but" && reader.capital(i) && !reader.has(i, lex::WORD | lex::MONTH | lex::DAY) && (2..=5).any(denied) {
        return Some(("the writer says who it was", 2.2));
    }
    if matches!(w1, "unlike" | "bravo" | "contrairement" | "kudos" | "except" | "besides")
        || matches!(w1, "was" | "is" | "did" | "does" | "do") && w2 == "so"
        || matches!(
            (w2, w1),
            ("compared" | "thanks" | "off" | "down", "to")
                | ("gegensatz", "zu")
                | ("well", "done")
                | ("good" | "nice" | "great", "job" | "work")
        )
    {
        return Some(("they are praised or compared", 1.8));
    }
    if let Some(turn) = super::turns::turn(reader, i) {
        return Some(turn);
    }
    if reader.has(p, lex::OBJECT) {
        return Some(("somebody thanks, met or blames them", if reader.has(p, lex::BASEV) { 1.2 } else { 1.8 }));
    }
    None
}

/// "their last name", "a foreign sounding name": somebody's who is not the writer's own.
fn their_name(reader: &Reader, p: usize) -> bool {
    let kind = |k: usize| {
        matches!(
            reader.word(k),
            "last" | "first" | "family" | "given" | "sounding" | "her" | "his" | "their" | "unusual"
        )
    };
    matches!(reader.word(p), "name" | "surname")
        && reader.before(p, 1).is_some_and(kind)
        && !(1..=4)
            .map_while(|b| reader.before(p, b))
            .any(|k| reader.has(k, lex::MINE | lex::KIN) || matches!(reader.word(k), "under" | "in" | "on" | "for"))
}

/// "helped", "was so kind", "from billing", "'s attitude" after the name, where `at` is the token behind it.
pub fn person_after(reader: &Reader, at: usize) -> bool {
    after(reader, at, at.saturating_sub(1)).is_some_and(|a| a.1 >= 1.0)
}

/// "The man on the fraud line, Kofi, did not hurry me": between commas, after a word for staff.
fn apposition(reader: &Reader, i: usize) -> bool {
    let closed = (i + 1..i + 4).find(|k| reader.tok(*k).is_some_and(|t| t.mark == ',' && t.gap == Gap::Soft));
    let Some(closed) = closed.filter(|_| reader.tok(i).is_some_and(|t| t.mark == ',')) else { return false };
    // "The customs one I got, Shavawn, said"; but "The blue one, Jade, looks best".
    let one = |k: usize| {
        reader.word(k) == "one"
            && reader.has(closed, lex::VERB)
            && (1..=3).map_while(|b| reader.before(k, b)).any(|d| reader.word(d) == "the")
    };
    (1..=8).map_while(|b| reader.before(i, b)).take_while(|k| *k + 1 == i || reader.gap(*k + 1) <= Gap::Space).any(
        |k| {
            reader.has(k, lex::ROLE) && !reader.has(k, lex::KINONLY)
                || one(k)
                || trades::our_people(reader, k)
                || matches!(reader.word(k), "hote" | "anfitrion" | "anfitriona")
        },
    )
}

/// All cues beside a spot.
pub fn of(reader: &Reader, spot: &Spot) -> Cues {
    let mut cues = Cues::default();
    let before = cue(reader, spot.from).or_else(|| super::singled::before(reader, spot.from));
    if let Some((what, weight)) = before.or_else(|| brought::before(reader, spot.from)) {
        cues.add(what, weight);
        cues.left = weight;
        cues.person |= weight >= 2.2;
        cues.staff |= weight >= 3.0;
        cues.firm |= weight >= 2.2;
    }
    let behind = after(reader, spot.to, spot.to - 1);
    let behind = behind.or_else(|| super::singled::behind(reader, spot.to, spot.to - 1));
    if let Some((what, weight)) = behind.or_else(|| brought::behind(reader, spot.to, spot.to - 1)) {
        cues.add(what, weight);
        cues.person |= weight >= 2.2;
        cues.staff |= weight >= 3.0
            && reader.is(reader.after(spot.to, 1), lex::OBJ)
            && matches!(reader.word(spot.to + 1), "me" | "us" | "our" | "my")
            || what.starts_with("the department")
            || what.starts_with("the words after it");
        let did = what.starts_with("what a person did") || what.starts_with("an auxiliary") || what == ACTS;
        // "My sister Ana says your Ana got it right": whose she is outweighs the namesake.
        let yours = reader.word_at(spot.from.checked_sub(1)) == "your" && reader.gap(spot.from) <= Gap::Space;
        cues.staff |= did && yours && reader.capital(spot.from);
        cues.firm |= if did { for_somebody(reader, spot.to) } else { weight >= 1.6 };
    }
    cues
}
