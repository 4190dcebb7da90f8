//! What rules out that an agent is meant, though the name fits: places, brands, months, the writer
//! and the writer's family, other firms' people, chatbots, denied identity.
mod abodes;
mod absent;
mod alibis;
mod amends;
mod apart;
mod arranged;
mod belongs;
mod bodies;
mod bots;
mod bystanders;
mod days;
mod denied;
mod earlier;
mod elsewhere;
mod family;
mod firms;
mod gainsaid;
mod greetings;
mod households;
mod houses;
mod kin;
mod lenders;
mod neighbours;
mod others;
mod outside;
mod outsiders;
mod parties;
mod phrases;
mod rides;
mod righted;
mod rivals;
mod selves;
mod shops;
mod smalls;
mod strangers;
mod told;
mod travels;

use super::cues::Cues;
use super::reader::{Mode, Reader, Written};
use super::spot::Spot;
use super::zones::Zone;
use crate::analysis::fold::{self, Gap};
use crate::analysis::lexicon as lex;
pub use absent::{acquainted, retracted};
pub use alibis::alibi;
use denied::denied;
pub use denied::reach;
pub use outsiders::{doubts, theirs};
use phrases::phrase;
pub use strangers::{Stranger, stranger};
pub use told::{Reach, reported};

/// A denied identity.
pub const DENIED: &str = "the card says that it was not them";

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
    // "Told May I was leaving".
    let spoken_to = cues.left >= 3.0 && reader.has(i, lex::MODAL) && reader.written(i) == Written::Capital;
    // "Mark down in parts opened up again for me".
    let spoken_to = spoken_to || reader.capital(i) && cues.found.iter().any(|c| c.0.starts_with("where they work"));
    if !(spot.strong && spot.to - i > 1 || spot.titled || spoken_to) && phrase(reader, i, spot.to) {
        return Some("it is part of a fixed name or saying");
    }
    // "I never spoke to any Krishna", "I've never met an Oliver".
    if matches!(reader.word_at(prev), "any" | "a" | "an") && denied(reader, i, last) {
        return Some(DENIED);
    }
    if let Some(why) = apart::apart(reader, spot, cues) {
        return Some(why);
    }
    if greetings::house_signs(reader, i) {
        return Some("it stands in quoted mail");
    }
    if shops::shop(reader, spot) {
        return Some("it is the name of a shop");
    }
    if travels::gone_to(reader, spot) {
        return Some("it is the name of a place");
    }
    // "Liam could take a lesson from Summer. She had our forms": seasons are not taken up so.
    let she = reader.has(i, lex::SEASON)
        && reader.capital(i)
        && reader.gap(last + 1) == Gap::Hard
        && matches!(reader.word(last + 1), "she" | "he")
        && !prev.is_some_and(|p| matches!(reader.word(p), "in" | "last" | "this" | "next" | "since" | "until"));
    if date(reader, i, prev, next, cues) && !spot.strong && !(she && !reader.starts_sentence(i)) {
        return Some("it is a month");
    }
    if !spot.strong && !spot.titled && days::weekday(reader, i, cues) {
        return Some("it is a day");
    }
    // "Asha didi": what elders are called behind their name.
    let behind_name = prev.is_some_and(|p| reader.has(p, lex::GIVEN) && !reader.has(p, lex::WORD));
    if behind_name && matches!(reader.word(i), "didi" | "bhai" | "bhaiya" | "akka" | "ji" | "uncle" | "aunty") {
        return Some("it is what somebody is called behind their name");
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
    // "A cheque from Beynon's Coaches": a house called after a family.
    let family = spot.cands.iter().all(|c| c.rule == super::Rule::Surname);
    let coined = |n: usize| {
        family
            && !spot.titled
            && !reader.german
            && reader.tok(n).is_some_and(|t| t.case == fold::Case::Title)
            && !reader.has(n, lex::DAY | lex::MONTH | lex::GIVEN | lex::TITLE)
    };
    if let Some(n) = next
        && possessive
        && reader.capital(n)
        && reader.mode == Mode::Normal
        && (reader.has(n, lex::COMPANY | lex::STREET | lex::PLACENOUN) || coined(n))
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
        let inside = reader.has(i, lex::PLACE) || matches!(w1, "in" | "near" | "outside" | "around");
        // "After Florence and Rome": a town beside another.
        let beside = reader.has(n, lex::AND)
            && reader.gap(n) <= Gap::Space
            && reader.has(n + 1, lex::PLACE)
            && !reader.has(n + 1, lex::GIVEN)
            && reader.capital(n + 1);
        if reader.has(i, lex::PLACE) && beside && !cues.person && !spot.strong {
            return Some("it is the name of a place");
        }
        if between.trim() == "," && (state || reader.has(n, lex::PLACE) && !known && inside) {
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
        // "The connection at Manchester Victoria": a town before it, and where one goes.
        let town = cap
            && reader.mode == Mode::Normal
            && reader.has(p, lex::PLACE)
            && !reader.has(p, lex::GIVEN)
            && reader
                .before(p, 1)
                .is_some_and(|w| matches!(reader.word(w), "at" | "in" | "to" | "from" | "near" | "via"));
        // "When we got to Leeds Charlotte met us": a person does something there, where a place only is.
        let acts =
            cues.person && reader.after(last, 1).is_some_and(|n| reader.has(n, lex::VERB) && !reader.has(n, lex::AUX));
        if town && reader.has(i, lex::PLACE | lex::MEDIUM) && !spot.strong && !acts {
            return Some("it is the name of a place");
        }
        // "The St. Charles streetcar".
        if matches!(w1, "st" | "saint") && cap && !spot.strong {
            return Some("it is the name of a street or place");
        }
        // "Sarah in the café at Beverley made tea": a place of ours.
        let branch = reader.tok(i).is_some_and(|t| reader.roster.team_word(t.hash));
        if branch && matches!(w1, "at" | "in") && !spot.strong && !spot.titled && !possessive {
            return Some("it is the name of a place");
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
        // "Shocked at Tom's attitude".
        let felt = reader.before(i, 2).is_some_and(|k| FELT.contains(&reader.word(k)));
        if !spot.strong && possessive && matches!(w1, "at") && !felt && !desk(reader, spot.to) {
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
    if indefinite(reader, i, w1) && !cues.person && !(spot.strong && last > i) {
        return Some("it is a kind of person, not a person");
    }
    if denied(reader, i, last) {
        return Some(DENIED);
    }
    None
}

/// What the writer was at something that somebody did.
const FELT: &[&str] = &[
    "shocked",
    "appalled",
    "amazed",
    "surprised",
    "annoyed",
    "angry",
    "furious",
    "disgusted",
    "horrified",
    "astonished",
    "laughed",
    "laughing",
    "laugh",
    "smiling",
    "stunned",
    "upset",
    "delighted",
    "disappointed",
    "impressed",
    "dismayed",
    "outraged",
    "livid",
    "baffled",
];

/// A word of furniture or work after "at Derek's".
fn desk(reader: &Reader, at: usize) -> bool {
    // "at Angus' place": the apostrophe stands by itself.
    let bare = reader.gap(at) == Gap::Soft && reader.tok(at).is_some_and(|t| fold::is_apostrophe(t.mark));
    (reader.gap(at) <= Gap::Space || bare)
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
        || chat && (near(1).is_some_and(|p| reader.word(p) == "assistant") || !reader.has(last + 1, lex::VERB))
        || bot(near(1))
        || bot(after) && reader.gap(after.unwrap_or(0)) <= Gap::Space && !reader.is_possessive(Some(last))
        || named && (bot(near(2)) || bot(near(3)))
        || bot(near(2))
            && (matches!(reader.word_at(near(1)), "assistant" | "agent" | "voice" | "helper")
                || reader.is(near(1), lex::ROLE))
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
    // "I was told it would be fixed by June": what is yet to be done by then.
    let due = w == "by"
        && reader.has(i, lex::MONTH)
        && (2..=4).any(|b| reader.before(i, b).is_some_and(|k| reader.word(k) == "be"));
    if due {
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
