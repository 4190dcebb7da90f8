//! People whom the words beside the name show to be no staff of ours: passengers and neighbours, other trades, the people of
//! another house. What leaves no doubt rules them out; the rest is evidence against them, which a clear cue can outweigh.

use super::abodes::placed_apart;
use super::alibis::dated;
use super::amends::struck;
use super::arranged::hired_apart;
use super::belongs;
use super::bodies::{official, persons_house, practice, trade_place};
use super::earlier::{former, had_before, other_town, tried_before};
use super::houses::{
    desk_of, doctor, gone_elsewhere, house_after, house_before, house_told, housed, long_ago, over_there, seated,
    unknown_trade,
};
use super::lenders;
use super::others::{lived_here, set_apart};
use super::outside;
use super::parties;
use super::rides::{dispatched, of_a_ride};
use super::rivals;
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::cues::Cues;
use crate::analysis::mentions::persons::that_works;
use crate::analysis::mentions::reached::employed;
use crate::analysis::mentions::reader::{Mode, Reader, Written};
use crate::analysis::mentions::spot::Spot;
use crate::analysis::mentions::trades::{HOUSES, PEOPLE, TITLES, TRADES, is, named_after, our_trade, ours};

/// The noun that says what the named person is, before the name: "passenger Lee", "the bailiff, a Mr Foster",
/// "a neighbour called Tom".
fn noun_before(reader: &Reader, i: usize) -> Option<usize> {
    let mut at = i;
    for _ in 0..6 {
        let Some(p) = reader.before(at, 1) else { break };
        let comma = reader.gap(at) == Gap::Soft;
        let adjective = reader.word(p) == "patient"
            && reader.before(p, 1).is_some_and(|v| {
                reader.has(v, lex::PADJ | lex::BEWAS) || matches!(reader.word(v), "very" | "so" | "most")
            });
        if is(reader, p, PEOPLE | TRADES) && !adjective {
            return Some(p);
        }
        let step = reader.has(p, lex::TITLE | lex::NAMED)
            || matches!(
                reader.word(p),
                "a" | "an"
                    | "the"
                    | "calling"
                    | "boy"
                    | "girl"
                    | "guy"
                    | "man"
                    | "lady"
                    | "bloke"
                    | "lad"
                    | "himself"
                    | "herself"
                    | "themselves"
                    | "pretending"
                    | "claiming"
                    | "to"
                    | "be"
                    | "name"
                    | "of"
                    | "by"
                    | "is"
                    | "was"
                    | "whose"
                    | "s"
                    | "who"
                    | "goes"
                    | "un"
                    | "une"
                    | "ein"
                    | "una"
                    | "tal"
            );
        if !step || comma && at != i {
            break;
        }
        at = p;
    }
    // "the patient in the next bed, Zoya, snored".
    let named = reader.before(i, 1).is_some_and(|p| matches!(reader.word(p), "called" | "named"));
    if !named && (reader.gap(i) != Gap::Soft || !reader.tok(i).is_some_and(|t| t.mark == ',')) {
        return None;
    }
    (2..=6)
        .filter_map(|b| reader.before(i, b).filter(|k| (k + 1..i).all(|n| reader.gap(n) <= Gap::Space)))
        .find(|k| {
            is(reader, *k, PEOPLE)
                && reader.has(k + 1, lex::PREP)
                && reader.before(*k, 1).is_none_or(|d| reader.has(d, lex::DET))
        })
        .filter(|k| !(k + 1..i).any(|n| reader.has(n, lex::VERB | lex::AUX | lex::PRON)))
}

/// "the most patient swimming teacher", "so patient": how somebody is, and no patient.
fn patient(reader: &Reader, k: usize) -> bool {
    let before = reader.word_at(reader.before(k, 1));
    let staff = |n: usize| reader.has(n, lex::ROLE) || is(reader, n, TRADES);
    reader.word(k) == "patient"
        && (matches!(before, "most" | "more" | "so" | "very" | "too" | "how" | "really" | "always")
            || before.ends_with("ly")
            || (k + 1..k + 3).take_while(|n| reader.gap(*n) <= Gap::Space).any(staff))
}

/// The noun behind the name: "Lee, another passenger", "Ana is my neighbour", "Ana the vicar".
fn noun_after(reader: &Reader, last: usize) -> Option<usize> {
    let first = reader.after(last, 1)?;
    let soft = reader.gap(first) == Gap::Soft;
    // "hey Cilla the landlord signed".
    let greeted = reader.before(last, 1).is_some_and(|g| reader.has(g, lex::GREET));
    if greeted && !soft {
        return None;
    }
    let be = matches!(reader.word(first), "is" | "was" | "es" | "est" | "ist" | "war" | "era");
    if !(soft || be || reader.word(first) == "the") {
        return None;
    }
    // "Ana is a wonderful therapist" praises her for it.
    let section = if be { PEOPLE } else { PEOPLE | TRADES };
    for on in 1..=5usize {
        let k = reader.after(last, on)?;
        if on > 1 && reader.gap(k) > Gap::Space {
            return None;
        }
        // "was so kind with my teenager": to whom, not what they are.
        if be && matches!(reader.word(k), "with" | "to" | "for") {
            return None;
        }
        if patient(reader, k) {
            continue;
        }
        // "Haruka, not even her client": what somebody is not.
        if reader.word(k) == "not" {
            return None;
        }
        if is(reader, k, section)
            || is(reader, k, TRADES) && reader.before(k, 1).is_some_and(|m| reader.has(m, lex::MINE))
        {
            // "well done Helga, another guest without a key": that is somebody else.
            if soft && reader.before(k, 1).is_some_and(|d| reader.word(d) == "another") {
                return None;
            }
            let of_mine = reader.before(k, 1).is_some_and(|d| {
                reader.has(d, lex::DET | lex::POSS)
                    || matches!(reader.word(d), "another" | "fellow" | "other" | "local")
                    || reader.has(d, lex::WORD)
                        && reader.before(d, 1).is_some_and(|d| reader.has(d, lex::DET | lex::POSS))
            });
            // "Lee was a customer's dream", "Ana is our customer manager".
            let goes_on = reader.tok(k).is_some_and(|t| t.possessive)
                || reader.gap(k + 1) <= Gap::Space
                    && (reader.has(k + 1, lex::ROLE | lex::DEPT) || is(reader, k + 1, TRADES));
            return Some(k).filter(|_| of_mine && !goes_on);
        }
        if reader.has(k, lex::VERB | lex::PREP | lex::AND) && !be {
            return None;
        }
    }
    None
}

/// Whether the words beside the name say for certain that it is nobody who works here.
pub(super) fn outsider(reader: &Reader, i: usize, last: usize) -> bool {
    if let Some(p) = reader.before(i, 1)
        && reader.gap(i) <= Gap::Soft
        && is(reader, p, TITLES)
        && (reader.capital(p) || reader.mode != Mode::Normal)
        && !ours(reader, p)
    {
        return true;
    }
    // "I hired Aisha to fit it", "the previous owner Sunil", "little Sunil had lunch".
    let adjacent = reader.before(i, 1).filter(|_| reader.gap(i) <= Gap::Space);
    let (w1, w2) = (reader.word_at(adjacent), reader.word_at(reader.before(i, 2)));
    let hired = w1 == "hired" && matches!(w2, "i" | "we" | "ive" | "id");
    let gone = matches!(w2, "previous" | "former") && adjacent.is_some_and(|p| reader.word(p) != "agent");
    let small = w1 == "little" && reader.capital(i) && !reader.has(i, lex::WORD);
    let worker = w1 == "worker" && matches!(w2, "social" | "support" | "care" | "case");
    if hired || gone || small || worker && !reader.before(i, 2).is_some_and(|k| ours(reader, k)) {
        return true;
    }
    // "someone pretending to be Femi from Kestrel".
    let feigned = (1..=3).any(|b| {
        reader.before(i, b).is_some_and(|k| {
            matches!(reader.word(k), "pretending" | "posing" | "impersonating" | "impersonated" | "pretended" | "posed")
        })
    });
    // "Graham's the butchers": a shop.
    let shop = reader.tok(last).is_some_and(|t| t.possessive)
        && reader.word_at(reader.after(last, 1)) == "the"
        && reader.after(last, 2).is_some_and(|k| is(reader, k, HOUSES) && !ours(reader, k));
    if feigned || shop || hired_apart(reader, i) || lived_here(reader, last) {
        return true;
    }
    let beside = |k: usize| {
        reader.before(k, 1).is_some_and(|o| reader.has(o, lex::MINE) || reader.tok(o).is_some_and(|t| t.possessive))
    };
    if let Some(k) = noun_before(reader, i) {
        // "thanks for treating a customer, Ana": the customer is the writer.
        let vocative = reader.gap(i) == Gap::Soft
            && !matches!(reader.tok(i).map(|t| t.mark), Some('(' | ':'))
            && reader.gap(last + 1) == Gap::Hard;
        // "My electrician, Kevin": no team that sells to electricians makes him ours.
        let builder = ["electrician", "plumber", "builder", "carpenter", "decorator", "painter", "roofer", "tiler"]
            .contains(&reader.word(k))
            && reader.before(k, 1).is_some_and(|o| reader.has(o, lex::MINE))
            && !our_trade(reader, k)
            && !named_after(reader, reader.word(k).get(..5).unwrap_or(""));
        if !vocative && builder || !vocative && !ours(reader, k) && (is(reader, k, PEOPLE) || beside(k)) {
            return true;
        }
    }
    if let Some(k) = noun_after(reader, last)
        && !ours(reader, k)
        && (is(reader, k, PEOPLE) || beside(k))
    {
        return true;
    }
    false
}

/// How likely it is that somebody who is named here works here, when the words beside the name say where they belong;
/// a share of the chance, for no praise or blame outweighs it.
pub fn theirs(reader: &Reader, spot: &Spot) -> Option<(&'static str, f32)> {
    let (i, last) = (spot.from, spot.to - 1);
    if reader.tok(i).is_some_and(|t| t.cjk) {
        return None;
    }
    if noun_before(reader, i).or_else(|| noun_after(reader, last)).is_some_and(|k| !ours(reader, k)) {
        return Some(("people of that trade may be another firm's", 0.25));
    }
    if let Some(share) = parties::third(reader, i, last) {
        return Some(("the text places them at another house", share));
    }
    if belongs::our_own(reader, i, last) {
        return Some(("it may be one of the writer's family", 0.2));
    }
    if belongs::owner(reader, i)
        || belongs::employer(reader, i)
        || belongs::office(reader, i)
        || belongs::their_man(reader, i)
        || belongs::somebody_there(reader, i)
        || belongs::bracketed(reader, i)
        || rivals::assigned(reader, i)
        || rivals::before_us(reader, i, last)
        || rivals::of_supplier(reader, last)
        || rivals::one_there(reader, i)
        || rivals::named_for(reader, i)
        || rivals::name_of_theirs(reader, i)
        || rivals::was_from(reader, i)
        || rivals::in_company(reader, i)
        || rivals::house_behind(reader, last)
        || over_there(reader, i, last)
        || official(reader, last)
        || practice(reader, last)
        || persons_house(reader, last)
        || of_a_ride(reader, i)
        || dispatched(reader, i)
        || tried_before(reader, i)
        || had_before(reader, i)
    {
        return Some(("they seem to belong to another house", 0.2));
    }
    if let Some(share) = set_apart(reader, i, last) {
        return Some(("the card sets their house against ours", share));
    }
    if struck(reader, i) || dated(reader, spot) {
        return Some(("the card takes it back, or says that they were away", 0.55));
    }
    if let Some(share) = former(reader, spot) {
        return Some(("the writer had them before", share));
    }
    if other_town(reader, spot) {
        return Some(("the town behind the name is none of ours", 0.5));
    }
    if belongs::some_fellow(reader, i) {
        return Some(("it may be a passer-by", 0.6));
    }
    if belongs::initials_after(reader, last) {
        return Some(("the house named behind them is none of ours", 0.2));
    }
    if let Some(share) = belongs::origin(reader, last) {
        return Some(("what they did came from another house", share));
    }
    if house_before(reader, i) || house_told(reader, last) || gone_elsewhere(reader, i) {
        return Some(("that trade belongs to another house", 0.25));
    }
    if let Some(share) =
        house_after(reader, last).or_else(|| desk_of(reader, last)).or_else(|| trade_place(reader, last))
    {
        return Some(("the place after the name is none of ours", share));
    }
    if let Some(share) = placed_apart(reader, spot) {
        return Some(("the text places them at another house", share));
    }
    if unknown_trade(reader, i) {
        return Some(("what they are is nothing that works here, as far as known", 0.55));
    }
    if seated(reader, i) {
        return Some(("it may be another customer", 0.2));
    }
    if long_ago(reader, i) {
        return Some(("it may be somebody of another time and place", 0.4));
    }
    if doctor(reader, spot) {
        return Some(("nobody here is known as a doctor", 0.25));
    }
    if outside::letters_after(reader, last) {
        return Some(("letters follow it that are no department here", 0.5));
    }
    None
}

/// Grammar that leaves room for doubt, each sign with its weight.
pub fn doubts(reader: &Reader, spot: &Spot, cues: &Cues, out: &mut Vec<(&'static str, f32)>) {
    let (i, last) = (spot.from, spot.to - 1);
    if reader.tok(i).is_some_and(|t| t.cjk) || spot.strong || spot.titled {
        return;
    }
    // "The Mercedes was brilliant".
    let the = reader.before(i, 1).is_some_and(|p| reader.word(p) == "the") && reader.gap(i) <= Gap::Space;
    if the
        && cues.left < 2.2
        && !reader.is(reader.after(last, 1), lex::ROLE | lex::DEPT)
        && reader.word_at(reader.after(last, 1)) != "who"
        && !(reader.has(last, lex::GIVEN) && matches!(reader.word_at(reader.after(last, 1)), "on" | "in" | "at" | "i"))
        && !employed(reader, last)
        && !(reader.has(last, lex::GIVEN) && !reader.has(last, lex::WORD) && that_works(reader, last + 1))
    {
        out.push(("a name has no article there", -6.0));
    }
    if super::days::rung(reader, i) {
        out.push(("it may be the day", -4.0));
    }
    if super::travels::visited(reader, spot) {
        out.push(("somebody went there as to a place", -3.3));
    }
    // "the Hotel Carmen", "at hotel reina".
    if housed(reader, i) {
        out.push(("it seems to be the name of a house", -6.0));
    }
    // "Tom again, and still no refund" is the writer; "Dezza again, and again so patient" is not.
    if reader.starts_sentence(i)
        && reader.word_at(reader.after(last, 1)) == "again"
        && reader.gap(last + 2) > Gap::Space
    {
        out.push(("it may be the writer", -3.0));
    }
    if article(reader, i) {
        out.push(("a name has no article there", -4.4));
    }
    let wordy = reader.has(i, lex::STRONG | lex::HALF | lex::ORG);
    // "I went to Chase and got a better rate", "Chase would never treat me like this".
    if wordy
        && reader.before(i, 1).is_some_and(|p| reader.word(p) == "to")
        && reader.is(reader.before(i, 2), lex::MOTION)
    {
        out.push(("somebody went there as to a place", -3.2));
    }
    if !cues.staff
        && let Some(weight) = lenders::lender(reader, i)
    {
        out.push(("the sentence speaks of a firm's trade", weight));
    }
    let never = matches!(
        (reader.word(last + 1), reader.word(last + 2)),
        ("would" | "will", "never" | "not" | "have") | ("wouldnt" | "wont", _)
    );
    if wordy && never && !cues.staff {
        out.push(("what they would do is only supposed", -1.8));
    }
    if reader.has(i, lex::PLACE) && cues.left < 2.2 && scenery(reader, last) {
        out.push(("what is said of places follows it", -4.4));
    }
}

/// "the El Pilar biscuits": a Spanish or French article with a capital inside a sentence.
fn article(reader: &Reader, i: usize) -> bool {
    reader.mode == Mode::Normal
        && reader.before(i, 1).is_some_and(|p| {
            matches!(reader.word(p), "el" | "la" | "los" | "las" | "le" | "les" | "san" | "santa" | "saint")
                && reader.written(p) == Written::Capital
                && reader.gap(i) <= Gap::Space
        })
}

/// "Sydney was beautiful", "Paris was cancelled".
fn scenery(reader: &Reader, last: usize) -> bool {
    let Some(be) =
        reader.after(last, 1).filter(|k| matches!(reader.word(*k), "was" | "is" | "were" | "looked" | "looks"))
    else {
        return false;
    };
    (1..=3).any(|on| {
        reader.after(be, on).is_some_and(|k| {
            matches!(
                reader.word(k),
                "beautiful"
                    | "gorgeous"
                    | "stunning"
                    | "sunny"
                    | "rainy"
                    | "cold"
                    | "hot"
                    | "freezing"
                    | "windy"
                    | "packed"
                    | "crowded"
                    | "delayed"
                    | "cancelled"
                    | "canceled"
                    | "closed"
                    | "rammed"
                    | "heaving"
                    | "expensive"
                    | "magical"
                    | "far"
                    | "flooded"
                    | "next"
                    | "first"
                    | "diverted"
                    | "overbooked"
                    | "full"
                    | "chaos"
                    | "fogbound"
            )
        })
    })
}
