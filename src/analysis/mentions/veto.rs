//! What rules out that an agent is meant, though the name fits: places, brands, months, the writer
//! and the writer's family, other firms' people, chatbots, denied identity.
mod apart;
mod elsewhere;
mod houses;
mod outside;
mod outsiders;
mod phrases;
mod strangers;

use super::context::Cues;
use super::reader::{Mode, Reader, Written};
use super::spot::Spot;
use super::zones::Zone;
use crate::analysis::fold::{self, Gap};
use crate::analysis::lexicon as lex;
pub use outsiders::{doubts, theirs};
use phrases::phrase;
pub use strangers::{Stranger, stranger};

/// The zones that speak against every name in them.
pub fn zone(reader: &Reader, spot: &Spot) -> Option<&'static str> {
    match reader.zones.get(spot.from) {
        Some(Zone::Quoted) => Some("it stands in quoted mail"),
        Some(Zone::Header) => Some("it stands in a mail header"),
        Some(Zone::Signature) => Some("it stands in the signature"),
        _ => None,
    }
}

/// Reasons that hold at this place only.
pub fn place(reader: &Reader, spot: &Spot, cues: &Cues) -> Option<&'static str> {
    if spot.cands.iter().all(|c| c.rule == super::Rule::Code) && !spot.cands.is_empty()
        || reader.tok(spot.from).is_some_and(|t| t.cjk)
    {
        return None;
    }
    let (i, last) = (spot.from, spot.to - 1);
    let adjacent = |k: usize| reader.gap(k) <= Gap::Space && !reader.tok(k).is_some_and(|t| t.newline);
    let prev = reader.before(i, 1).filter(|_| adjacent(i));
    let next = reader.after(last, 1).filter(|n| adjacent(*n));
    let possessive = reader.tok(last).is_some_and(|t| t.possessive);
    if !(spot.strong && spot.to - i > 1 || spot.titled) && phrase(reader, i, spot.to) {
        return Some("it is part of a fixed name or saying");
    }
    if let Some(why) = apart::apart(reader, spot, cues) {
        return Some(why);
    }
    if date(reader, i, prev, next, cues) && !spot.strong {
        return Some("it is a month");
    }
    let w1 = reader.word_at(prev);
    // Streets, firms, brands.
    if let Some(n) = next
        && !possessive
        && !spot.titled
    {
        let cap = reader.capital(n) || reader.mode != Mode::Normal;
        let word = reader.word(n);
        let street = reader.has(n, lex::STREET)
            && (cap && reader.mode == Mode::Normal
                || reader.mode != Mode::Normal
                    && !matches!(
                        word,
                        "way" | "close" | "place" | "drive" | "hill" | "court" | "via" | "dr" | "st" | "row" | "line"
                    ));
        if street && !reader.is(reader.after(n, 1), lex::VERB) {
            return Some("it is the name of a street or place");
        }
        let placed = reader.has(n, lex::PLACENOUN)
            && (matches!(w1, "the" | "your" | "our" | "this" | "that" | "my" | "at" | "in" | "near" | "to" | "from")
                || reader.capital(n) && reader.mode == Mode::Normal)
            && !reader.has(n, lex::VERB);
        if placed {
            return Some("it is the name of a place");
        }
        let firm = reader.has(n, lex::COMPANY)
            && (reader.capital(n) && reader.mode == Mode::Normal
                || reader.is(prev, lex::DET | lex::POSS)
                || reader.mode != Mode::Normal && !reader.has(n, lex::DEPT) && !reader.has(n, lex::ROLE));
        if firm && !(cues.staff && !reader.capital(n)) {
            return Some("it is the name of a firm or product");
        }
        let amp = reader
            .text
            .raw
            .get(reader.tok(last).map_or(0, |t| t.end as usize)..reader.tok(n).map_or(0, |t| t.start as usize))
            .is_some_and(|s| s.contains('&'));
        if amp && reader.capital(n) && !reader.roster.knows(reader.tok(n).map_or(0, |t| t.hash)).given {
            return Some("it is the name of a firm or product");
        }
    }
    if let Some(n) = next
        && possessive
        && reader.capital(n)
        && reader.mode == Mode::Normal
        && reader.has(n, lex::COMPANY | lex::STREET | lex::PLACENOUN)
        && !spot.strong
    {
        return Some("it is the name of a firm or product");
    }
    if let Some(n) = reader.after(last, 1) {
        let between = reader
            .text
            .raw
            .get(reader.tok(last).map_or(0, |t| t.end as usize)..reader.tok(n).map_or(0, |t| t.start as usize))
            .unwrap_or("");
        let known = reader.roster.knows(reader.tok(n).map_or(0, |t| t.hash)).given;
        if between.contains('&') && !known && (reader.capital(n) && !reader.has(n, lex::GIVEN)) {
            return Some("it is the name of a firm or product");
        }
        // "Austin, TX" and "Paris, Texas".
        let state = reader.tok(n).is_some_and(|t| t.letters == 2 && t.case == fold::Case::Upper)
            && reader.mode == Mode::Normal
            && !matches!(reader.word(n), "hr" | "it" | "tv" | "ok" | "pm" | "am" | "us");
        if between.trim() == "," && (state || reader.has(n, lex::PLACE) && !known && reader.has(i, lex::PLACE)) {
            return Some("it is the name of a place");
        }
    }
    if let Some(p) = prev {
        let cap = reader.capital(p);
        if reader.has(p, lex::PRESTREET)
            && !reader.has(p, lex::TITLE)
            && (cap && w1 != "via" || matches!(w1, "rue" | "calle" | "avenida" | "paseo"))
            && !spot.strong
        {
            return Some("it is the name of a street or place");
        }
        if reader.tok(p).is_some_and(|t| t.digits) && reader.is(next, lex::STREET) {
            return Some("it is the name of a street or place");
        }
        let here = reader.has(i, lex::PLACE);
        let moved = reader.is(reader.before(i, 2), lex::MOTION) || reader.is(reader.before(i, 3), lex::MOTION);
        if here
            && !cues.staff
            && !spot.strong
            && (reader.has(p, lex::INPLACE) && !matches!(w1, "a" | "de" | "from" | "to")
                || matches!(w1, "to" | "from" | "a" | "de" | "nach" | "aus")
                    && (moved
                        || w1 == "nach"
                        || matches!(w1, "from")
                            && !cues.person
                            && reader.after(last, 1).is_none_or(|n| !reader.has(n, lex::VERB | lex::AUX))))
        {
            return Some("it is the name of a place");
        }
        if here
            && !cues.person
            && !spot.strong
            && matches!(
                w1,
                "the"
                    | "near"
                    | "downtown"
                    | "north"
                    | "south"
                    | "east"
                    | "west"
                    | "central"
                    | "greater"
                    | "outside"
                    | "around"
            )
        {
            return Some("it is the name of a place");
        }
        if matches!(w1, "to" | "from") && here && !spot.strong && (moved || !cues.found.iter().any(|c| c.1 > 0.0)) {
            return Some("it is the name of a place");
        }
        if !spot.strong && possessive && matches!(w1, "at") && !desk(reader, spot.to) {
            return Some("it is the name of a shop");
        }
        if reader.has(p, lex::BOT) && !reader.has(p, lex::ROLE) && reader.word(p) != "system" {
            return Some("it is a machine's name");
        }
        if !spot.strong
            && cap
            && reader.mode == Mode::Normal
            && reader.has(p, lex::ORG)
            && reader.written(p) == Written::Capital
            && reader.word(p) != "delta"
        {
            return Some("it is the name of a firm or product");
        }
    }
    if machine(reader, i, last) {
        return Some("it is a machine's name");
    }
    if indefinite(reader, i, w1) && !cues.person {
        return Some("it is a kind of person, not a person");
    }
    if denied(reader, i, last) {
        return Some("the card says that it was not them");
    }
    None
}

/// A word of furniture or work after "at Derek's".
fn desk(reader: &Reader, at: usize) -> bool {
    reader.gap(at) <= Gap::Space
        && (matches!(
            reader.word(at),
            "desk"
                | "counter"
                | "station"
                | "table"
                | "register"
                | "till"
                | "window"
                | "chair"
                | "place"
                | "house"
                | "home"
                | "apartment"
                | "flat"
                | "cottage"
                | "cabin"
                | "villa"
                | "condo"
                | "studio"
                | "loft"
                | "airbnb"
                | "property"
                | "listing"
                | "room"
                | "rooms"
                | "suite"
                | "farm"
                | "guesthouse"
                | "bungalow"
                | "chalet"
                | "barn"
                | "lodge"
                | "beach"
                | "lake"
                | "lovely"
                | "beautiful"
                | "request"
                | "recommendation"
                | "suggestion"
        ) || reader.has(at, lex::DEPT))
}

fn machine(reader: &Reader, i: usize, last: usize) -> bool {
    let bot = |k: Option<usize>| {
        k.is_some_and(|k| {
            reader.has(k, lex::BOT)
                && !matches!(reader.word(k), "system" | "app" | "computer" | "recording" | "software" | "machine")
        })
    };
    let near = |k: usize| reader.before(i, k);
    let after = reader.after(last, 1);
    let named = near(1)
        .is_some_and(|p| matches!(reader.word(p), "named" | "called" | "assistant" | "agent" | "bot" | "chatbot"));
    let chat = near(1).is_some_and(|p| matches!(reader.word(p), "assistant" | "helper" | "agent"))
        && near(2).is_some_and(|p| {
            matches!(reader.word(p), "chat" | "digital" | "virtual" | "online" | "ai" | "automated" | "voice")
        });
    reader.gap(last + 1) == Gap::Soft && reader.tok(last + 1).is_some_and(|t| t.mark == '(') && bot(after)
        || chat && !reader.has(last + 1, lex::VERB)
        || bot(near(1))
        || bot(after) && reader.gap(after.unwrap_or(0)) <= Gap::Space
        || named && (bot(near(2)) || bot(near(3)))
        || bot(near(2)) && matches!(reader.word_at(near(1)), "assistant" | "agent" | "voice" | "helper")
        || reader.gap(last + 1) <= Gap::Soft
            && matches!(reader.word(last + 1), "the" | "your" | "a" | "our")
            && (bot(reader.after(last, 2)) || bot(reader.after(last, 3)))
        || matches!(reader.word(last + 1), "is" | "was")
            && (bot(reader.after(last, 3)) || bot(reader.after(last, 4)))
            && reader.has(last + 2, lex::DET)
}

/// "such a Karen", "being a Debbie".
fn indefinite(reader: &Reader, i: usize, w1: &str) -> bool {
    if !matches!(w1, "a" | "an" | "total" | "typical" | "complete") {
        return false;
    }
    let w2 = reader.before(i, 2).map_or("", |k| reader.word(k));
    matches!(
        w2,
        "be" | "being"
            | "such"
            | "like"
            | "a"
            | "not"
            | "no"
            | "is"
            | "was"
            | "im"
            | "am"
            | "sound"
            | "seem"
            | "became"
            | "of"
            | "as"
    )
}

fn denied(reader: &Reader, i: usize, last: usize) -> bool {
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
        && matches!(w2, "dont" | "not" | "didnt" | "isnt" | "wasnt" | "do")
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
    // "I wasn't seen by Tony".
    if w1 == "by"
        && reader.is(reader.before(i, 2), lex::BYVERB | lex::VERB | lex::WORD)
        && matches!(w3, "wasnt" | "werent" | "not" | "isnt")
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
    // "I never spoke with Tony", "we didn't deal with Tony"; but not "he never spoke to Tony again".
    let told = (1..=3).find_map(|b| {
        reader
            .before(i, b)
            .filter(|k| matches!(reader.word(*k), "spoke" | "speak" | "spoken" | "talk" | "talked" | "deal" | "dealt"))
    });
    if let Some(k) = told
        && let Some(neg) = (1..=4).find_map(|b| {
            reader.before(k, b).filter(|n| matches!(reader.word(*n), "didnt" | "never" | "not" | "havent" | "couldnt"))
        })
        && (neg + 1..k).all(|n| {
            matches!(reader.word(n), "got" | "get" | "managed" | "manage" | "able" | "to" | "even" | "actually")
        })
        && (reader.before(neg, 1)).is_some_and(|p| {
            matches!(reader.word(p), "i" | "we" | "did" | "have")
                && (matches!(reader.word(p), "i" | "we") || matches!(reader.word_at(reader.before(p, 1)), "i" | "we"))
        })
        && (k + 1..i).all(|b| {
            matches!(reader.word(b), "to" | "with" | "any" | "a" | "your" | "anyone" | "anybody" | "named" | "called")
        })
    {
        return true;
    }
    // "nobody called Tony works there", "there is no Tony".
    if matches!(w1, "called" | "named")
        && matches!(w2, "nobody" | "noone" | "one" | "nadie" | "personne" | "niemand")
        && (w2 != "one" || w3 == "no")
        || w1 == "no" && matches!(w2, "is" | "was" | "s")
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
        || m1 == "n" && matches!(m2, "etait" | "est") && m3 == "pas"
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
    {
        return true;
    }
    false
}

fn date(reader: &Reader, i: usize, prev: Option<usize>, next: Option<usize>, cues: &Cues) -> bool {
    if !reader.has(i, lex::MONTH | lex::SEASON) {
        return false;
    }
    let number = |k: Option<usize>| k.is_some_and(|k| reader.tok(k).is_some_and(|t| t.digits));
    let after = reader.after(i, 1);
    let w = reader.word_at(prev);
    if number(next)
        || number(after) && reader.tok(i + 1).is_some_and(|t| matches!(t.mark, ',' | '.' | '/'))
        || number(prev)
        || matches!(w, "th" | "st" | "nd" | "rd")
    {
        return true;
    }
    if reader.is(prev, lex::MONTH)
        || reader.is(prev, lex::AND) && reader.is(reader.before(i, 2), lex::MONTH)
        || reader.is(next, lex::AND) && reader.is(reader.after(i, 2), lex::MONTH)
    {
        return true;
    }
    let by = matches!(w, "by" | "with" | "for" | "from" | "to" | "and" | "on" | "von" | "de" | "par" | "por");
    reader.is(prev, lex::DATEWORD)
        && !(by && cues.person)
        && !(matches!(w, "and" | "with"))
        && !(matches!(w, "for" | "by" | "from" | "on" | "de" | "to")
            && reader.is(after, lex::VERB | lex::AUX)
            && reader.written(i) == Written::Capital)
}
