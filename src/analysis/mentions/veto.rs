//! What rules out that an agent is meant, though the name fits: places, brands, months, the writer
//! and the writer's family, other firms' people, chatbots, denied identity.
use super::context::Cues;
use super::reader::{Mode, Reader, Written};
use super::spots::Spot;
use super::zones::Zone;
use crate::analysis::fold::{self, Gap};
use crate::analysis::lexicon as lex;

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
    if phrase(reader, i, spot.to) {
        return Some("it is part of a fixed name or saying");
    }
    if date(reader, i, prev, next, cues) && !spot.strong {
        return Some("it is a month");
    }
    let w1 = reader.word_at(prev);
    let flat_person = cues.staff;
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
            && !flat_person
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
    chat && !reader.has(last + 1, lex::VERB)
        || bot(near(1))
        || bot(after) && reader.gap(after.unwrap_or(0)) <= Gap::Space
        || named && (bot(near(2)) || bot(near(3)))
        || bot(near(2)) && matches!(reader.word_at(near(1)), "assistant" | "agent" | "voice" | "helper")
        || reader.gap(last + 1) == Gap::Soft
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
    if w1 == "about" && matches!(w2, "talking" | "complaining" | "writing" | "speaking") && w3 == "not" {
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
    if spot.cands.iter().all(|c| c.rule == super::Rule::Code) && !spot.cands.is_empty() {
        return None;
    }
    if introduces(reader, i, last) {
        return Some(Stranger::Writer("the writer introduces themselves so"));
    }
    if kin(reader, i, last) {
        return Some(Stranger::Kin("it is somebody of the writer's own"));
    }
    if owned(reader, i) {
        return Some(Stranger::Writer("it is the customer's name"));
    }
    if elsewhere(reader, i, last) {
        return Some(Stranger::OtherFirm("it is somebody of another firm"));
    }
    None
}

/// "I'm Tom", "my name is Tom", "Tom here"; but not "she said: I'm Ana".
fn introduces(reader: &Reader, i: usize, last: usize) -> bool {
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
        || w1 == "nom" && w2 == "mon";
    if first {
        return !quoted;
    }
    let opening = |k: Option<usize>| {
        k.is_none_or(|k| reader.gap(k) == Gap::Hard || reader.before(k, 1).is_none_or(|b| reader.has(b, lex::GREET)))
    };
    let n1 = reader.after(last, 1);
    if w1 == "is" && matches!(w2, "this" | "it") && !soft && opening(p2) && !quoted {
        return true;
    }
    // "Tom here, just writing to …"
    if matches!(reader.word_at(n1), "here")
        && reader.gap(last + 1) <= Gap::Space
        && (reader.starts_sentence(i) || reader.is(p1, lex::GREET))
        && !quoted
        && !reader.is(reader.after(last, 2), lex::VERB | lex::AUX)
    {
        return true;
    }
    false
}

/// Whether the words are put into the mouth of staff: "she said", "answered with", inside quotation marks.
fn quoted_by_staff(reader: &Reader, i: usize) -> bool {
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

fn kin(reader: &Reader, i: usize, last: usize) -> bool {
    // "my wife Joy", "my wife, Joy,", "his ex wife Ana", "my friend's daughter named Ana", "my brother-in-law Tom".
    for back in 1..=5usize {
        let Some(k) = reader.before(i, back) else { break };
        if reader.has(k, lex::KIN) {
            let owner = (1..=4)
                .filter_map(|b| reader.before(k, b))
                .take_while(|o| {
                    reader.has(*o, lex::KIN | lex::POSS | lex::PADJ | lex::WORD)
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
                ) || reader.has(b, lex::KIN)
                    || reader.tok(b).is_some_and(|t| t.digits)
            });
            let only = reader.has(k, lex::KINONLY) && back == 1 && reader.gap(i) <= Gap::Space;
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
    if soft && own(1) && !matches!(reader.word_at(n(2)), "boss" | "chef")
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
            });
        let hired = matches!(reader.word(o), "insurance" | "estate" | "travel" | "bank" | "union")
            && reader.before(i, 3).is_some_and(|m| reader.has(m, lex::MINE) || matches!(reader.word(m), "real"));
        if thing || hired {
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

/// "account in the name of Tom", "reservation for Ana", "package for Tom".
fn owned(reader: &Reader, i: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(i, b));
    let thing =
        |b: usize| reader.before(i, b).is_some_and(|k| reader.has(k, lex::BENEFICIARY) && reader.word(k) != "name");
    let under = matches!(w(1), "under" | "for" | "to" | "of")
        || w(1) == "is" && w(2) == "holder"
        || w(1) == "for" && w(2) == "made";
    if w(1) == "under"
        && (thing(2)
            || thing(3)
            || thing(4)
            || w(2) == "is"
            || w(2) == "booked"
            || w(2) == "registered"
            || w(2) == "be")
    {
        return true;
    }
    if w(1) == "of" && w(2) == "name" && matches!(w(3), "the" | "in") && matches!(w(4), "in" | "under") {
        return true;
    }
    if matches!(w(1), "name" | "named") && matches!(w(2), "the" | "under") && w(3) == "under"
        || w(1) == "name" && w(2) == "account"
        || w(1) == "holder"
        || matches!(w(1), "addressed")
    {
        return true;
    }
    if w(1) == "to" && matches!(w(2), "addressed" | "belongs" | "belonging" | "registered") {
        return true;
    }
    if matches!(
        w(1),
        "patient"
            | "customer"
            | "client"
            | "guest"
            | "passenger"
            | "tenant"
            | "cliente"
            | "kunde"
            | "kundin"
            | "paciente"
    ) && reader.gap(i) <= Gap::Space
    {
        return true;
    }
    let is = w(1) == "is"
        && (w(2) == "account" && w(4) == "name" || w(2) == "holder" || w(2) == "reservation" || w(2) == "booking");
    is || under
        && w(1) == "for"
        && matches!(
            w(2),
            "reservation" | "booking" | "parcel" | "package" | "prescription" | "cake" | "gift" | "tickets"
        )
}

/// "Tony at Verizon", "the competitor's Tony", "Tony from my old bank".
fn elsewhere(reader: &Reader, i: usize, last: usize) -> bool {
    let own = reader.card.organisation_name.or(reader.roster.settings.organisation.as_deref()).unwrap_or("");
    let own_word = |k: usize| {
        own.split_whitespace().any(|w| fold::key(w) == reader.word(k))
            || reader.card.location.is_some_and(|l| l.split_whitespace().any(|w| fold::key(w) == reader.word(k)))
    };
    let mut k = last + 1;
    if reader.gap(k) <= Gap::Soft
        && matches!(
            reader.word(k),
            "at" | "from" | "with" | "of" | "over" | "in" | "de" | "von" | "bei" | "chez" | "who"
        )
        && reader.after(last, 1).is_some()
    {
        let head = reader.word(k).to_owned();
        k += 1;
        let stop = k + 5;
        while k < stop && reader.after(last, k - last).is_some() && reader.gap(k) <= Gap::Space {
            if own_word(k) {
                return false;
            }
            if reader.word(k) == "at" && reader.word(k + 1) == "t"
                || reader.word(k) == "next" && reader.word(k + 1) == "door"
            {
                return true;
            }
            if reader.word(k) == "down"
                && reader.word(k + 1) == "the"
                && matches!(reader.word(k + 2), "road" | "street" | "block")
            {
                return true;
            }
            if reader.has(k, lex::ORG)
                && (reader.capital(k) || reader.mode != Mode::Normal)
                && !(reader.word(k) == "ee" || reader.word(k) == "apple" && !reader.capital(k))
                && !reader.has(k, lex::WORD)
            {
                return true;
            }
            if matches!(
                reader.word(k),
                "competitor" | "competitors" | "competition" | "rival" | "competencia" | "concurrence" | "konkurrenz"
            ) {
                return true;
            }
            let strange =
                matches!(reader.word(k), "other" | "another" | "old" | "previous" | "former" | "different" | "last");
            let firm = |w: usize| {
                matches!(
                    reader.word(w),
                    "company"
                        | "provider"
                        | "bank"
                        | "firm"
                        | "carrier"
                        | "store"
                        | "shop"
                        | "place"
                        | "dealer"
                        | "dealership"
                        | "insurer"
                        | "airline"
                        | "hotel"
                        | "supplier"
                        | "insurance"
                        | "job"
                        | "employer"
                        | "phone"
                        | "agency"
                        | "garage"
                        | "salon"
                        | "clinic"
                        | "gym"
                        | "bakery"
                        | "restaurant"
                )
            };
            if strange && (firm(k + 1) || firm(k + 2)) {
                return true;
            }
            if reader.has(k, lex::MINE)
                && (firm(k + 1)
                    || firm(k + 2)
                    || matches!(reader.word(k + 1), "work" | "office" | "church" | "school" | "team"))
                && head != "with"
            {
                return true;
            }
            if reader.has(k, lex::VERB | lex::AUX | lex::CONJ) {
                break;
            }
            k += 1;
        }
    }
    // "your competitor's Tony", "Verizon's Tony", "the other company's agent Tony", "next door's Tony".
    for back in 1..=4usize {
        let Some(p) = reader.before(i, back) else { break };
        let rival = matches!(reader.word(p), "competitor" | "competitors" | "rival" | "rivals" | "competition");
        let org = reader.has(p, lex::ORG) && !own_word(p) && !reader.has(p, lex::WORD);
        if (rival || org) && (reader.tok(p).is_some_and(|t| t.possessive) || rival || back <= 2) {
            return !own_word(p);
        }
        let firm = matches!(
            reader.word(p),
            "company"
                | "provider"
                | "bank"
                | "firm"
                | "carrier"
                | "dealer"
                | "dealership"
                | "airline"
                | "landlord"
                | "employer"
                | "store"
                | "shop"
        );
        if firm
            && reader.tok(p).is_some_and(|t| t.possessive)
            && reader.before(p, 1).is_some_and(|o| reader.has(o, lex::OTHER) || reader.word(o) == "my")
        {
            return true;
        }
        let former = matches!(
            reader.word(p),
            "dealer"
                | "dealership"
                | "provider"
                | "bank"
                | "insurer"
                | "hotel"
                | "agent"
                | "rep"
                | "clinic"
                | "garage"
                | "dentist"
                | "hairdresser"
                | "salon"
        ) && back == 1
            && reader.before(p, 1).is_some_and(|o| {
                matches!(reader.word(o), "old" | "previous" | "former" | "last")
                    && reader.before(o, 1).is_some_and(|m| reader.word(m) == "my")
            });
        if former {
            return true;
        }
        if reader.has(p, lex::VERB | lex::CONJ) && !rival {
            break;
        }
    }
    // "my lawyer Tony" is covered by kin; "at Verizon, Tony …" by the place before.
    if reader.gap(i) == Gap::Soft
        && let Some(p) = reader.before(i, 1)
        && (reader.has(p, lex::ORG) && !own_word(p) && !reader.has(p, lex::WORD)
            || matches!(reader.word(p), "company" | "provider" | "competitor" | "bank" | "carrier")
                && (1..=3).any(|b| {
                    reader.before(p, b).is_some_and(|o| {
                        matches!(reader.word(o), "other" | "another" | "previous" | "old" | "former" | "last")
                    })
                }))
        && (1..=4).any(|b| {
            reader.before(p, b).is_some_and(|o| matches!(reader.word(o), "at" | "with" | "from" | "to" | "over"))
        })
    {
        return true;
    }
    false
}

/// Fixed names and sayings with a given name in them.
const PHRASES: &[&str] = &[
    "trader joes",
    "papa johns",
    "jimmy johns",
    "ben jerrys",
    "ben and jerrys",
    "sams club",
    "dave and busters",
    "carls jr",
    "victorias secret",
    "jack daniels",
    "johnnie walker",
    "johnny walker",
    "uncle ben",
    "uncle bens",
    "uncle sam",
    "aunt jemima",
    "betty crocker",
    "sara lee",
    "little debbie",
    "tommy hilfiger",
    "calvin klein",
    "ralph lauren",
    "marc jacobs",
    "kate spade",
    "michael kors",
    "tim hortons",
    "wells fargo",
    "john deere",
    "harley davidson",
    "john lewis",
    "thomas cook",
    "mary kay",
    "estee lauder",
    "elizabeth arden",
    "edward jones",
    "raymond james",
    "charles schwab",
    "morgan stanley",
    "jp morgan",
    "merrill lynch",
    "grant thornton",
    "ernst young",
    "ernst and young",
    "jack in the box",
    "jack of all trades",
    "hail mary",
    "bloody mary",
    "mary jane",
    "for petes sake",
    "bobs your uncle",
    "average joe",
    "plain jane",
    "good samaritan",
    "john doe",
    "jane doe",
    "tom dick and harry",
    "tom dick",
    "dick and harry",
    "joe public",
    "murphys law",
    "negative nancy",
    "debbie downer",
    "doubting thomas",
    "peeping tom",
    "john hancock",
    "jolly roger",
    "tom cruise",
    "tom hanks",
    "harry potter",
    "mary poppins",
    "james bond",
    "james brown",
    "santa claus",
    "santa fe",
    "santa clara",
    "santa monica",
    "santa barbara",
    "santa ana",
    "santa rosa",
    "santa cruz",
    "san diego",
    "san jose",
    "san francisco",
    "san antonio",
    "san juan",
    "las vegas",
    "los angeles",
    "st louis",
    "saint louis",
    "st paul",
    "st james",
    "st george",
    "new york",
    "new jersey",
    "mount rose",
    "king george",
    "prince charles",
    "prince william",
    "queen victoria",
    "queen elizabeth",
    "lake victoria",
    "port elizabeth",
    "virginia beach",
    "west virginia",
    "north carolina",
    "south carolina",
    "fort wayne",
    "jordan river",
    "air jordan",
    "air jordans",
    "chase sapphire",
    "grace period",
    "rose garden",
    "rose gold",
    "rose wine",
    "joy stick",
    "art gallery",
    "mark up",
    "mark down",
    "black friday",
    "good friday",
    "april fools",
    "mother mary",
    "hope this",
    "hope that",
    "hope you",
    "mardi gras",
    "notre dame",
    "gift card",
    "holy moses",
    "judge judy",
    "dr phil",
    "dr pepper",
    "big ben",
    "burger king",
    "dairy queen",
    "mac and cheese",
    "bill of",
    "bill pay",
    "bill payment",
    "bill payments",
    "gordon ramsay",
    "elton john",
    "abe lincoln",
    "george washington",
    "abraham lincoln",
    "jim beam",
    "jose cuervo",
    "captain morgan",
    "don julio",
    "casa maria",
    "ave maria",
    "tia maria",
    "long john silvers",
    "little caesars",
    "jersey mikes",
    "jersey mike",
    "famous daves",
    "famous amos",
    "mrs fields",
    "mrs butterworth",
    "dr martens",
    "doc martens",
    "dolly parton",
    "barbie doll",
    "ken doll",
    "g i joe",
    "gi joe",
    "sloppy joe",
    "sloppy joes",
    "joe schmo",
    "jack and jill",
    "jack frost",
    "union jack",
    "black jack",
    "blackjack",
    "car jack",
    "jack russell",
    "jack hammer",
    "headphone jack",
    "phone jack",
    "wall jack",
    "lumber jack",
    "jack o lantern",
    "cracker jack",
    "apple jack",
    "monterey jack",
    "pepper jack",
    "charley horse",
    "rip van winkle",
    "van gogh",
    "ray ban",
    "ray bans",
    "max mara",
    "max out",
    "max out",
    "iphone pro max",
    "pro max",
    "hbo max",
    "air max",
    "pepsi max",
    "ruby tuesday",
    "ruby tuesdays",
    "olive oil",
    "olive garden",
    "rob a bank",
    "pat on the back",
    "pat on the",
    "frank and honest",
    "drew up",
    "art deco",
    "art supplies",
    "victoria station",
    "victoria sponge",
    "paris hilton",
    "sydney opera",
    "austin powers",
    "dallas cowboys",
    "carolina panthers",
    "georgia peach",
    "oscar winning",
    "tony award",
    "tony awards",
    "tony the tiger",
    "grammy award",
    "emmy award",
    "amber alert",
    "crystal clear",
    "crystal ball",
    "summer sale",
    "summer time",
    "dawn dish",
    "dawn soap",
    "leave of",
    "dot com",
    "norm of",
    "lance armstrong",
    "will power",
    "good will",
    "free will",
    "at will",
    "ill will",
    "last will",
    "iron will",
    "living will",
    "may have",
    "may be",
    "may not",
    "may well",
    "may i",
    "chip and pin",
    "chip reader",
    "marks and spencer",
    "marks spencer",
    "st marys",
    "st annes",
    "st johns",
    "st josephs",
    "st lukes",
    "st thomas",
    "st mary",
    "st john",
    "st anne",
    "st joseph",
    "mount sinai",
    "johns hopkins",
    "king james",
    "mercedes benz",
    "aston martin",
    "rolls royce",
    "range rover",
    "alfa romeo",
    "ford focus",
    "lloyds bank",
    "barclays bank",
    "nathan s",
    "wendys",
    "dennys",
    "arbys",
    "macys",
    "kohls",
    "lowes",
    "levis",
    "mcdonalds",
    "chilis",
    "applebees",
    "dominos",
    "hardees",
    "popeyes",
    "zaxbys",
    "culvers",
    "kelloggs",
    "hersheys",
    "lays",
    "reeses",
    "campbells",
    "franks redhot",
    "newmans own",
    "dillards",
    "bloomingdales",
    "michaels craft",
    "jo ann fabrics",
    "joann fabrics",
    "joanns",
    "dicks sporting",
    "tiffany and co",
    "harrys razors",
    "dr scholls",
    "annies homegrown",
    "bobs burgers",
    "bobs furniture",
    "bobs red mill",
    "sallys beauty",
    "sally beauty",
    "sephora",
    "peters fish",
    "petes coffee",
    "peets coffee",
    "dunkin",
    "maria callender",
    "marie callenders",
    "marie callender",
    "saint laurent",
    "hugo boss",
    "jean paul gaultier",
    "christian dior",
    "paul smith",
    "ted baker",
    "karen millen",
    "laura ashley",
    "jack wills",
    "jack jones",
    "anne klein",
    "ann taylor",
    "eddie bauer",
    "perry ellis",
    "jimmy choo",
    "vera wang",
    "tory burch",
    "stella artois",
    "stella mccartney",
    "rosetta stone",
    "ethan allen",
    "stanley cup",
    "nelson mandela",
    "martin luther king",
    "cesar chavez",
    "columbus day",
    "valentines day",
    "patricks day",
    "st patricks",
    "halloween",
    "dow jones",
    "smith and wesson",
    "johnson and johnson",
    "johnson johnson",
    "procter and gamble",
    "black and decker",
    "sherwin williams",
    "benjamin moore",
    "victor mousetrap",
    "frankfurt am main",
];

fn phrase(reader: &Reader, i: usize, to: usize) -> bool {
    use crate::analysis::lexicon::ByHash;
    use std::sync::LazyLock;
    static SET: LazyLock<ByHash<()>> = LazyLock::new(|| {
        PHRASES
            .iter()
            .map(|p| (fold::mix(p.split(' ').fold(fold::SEED, |s, w| fold::extend(s, w.as_bytes()))), ()))
            .collect()
    });
    // Windows that cover the name, with its possessive s.
    for start in i.saturating_sub(3)..=i {
        let mut state = fold::SEED;
        for end in start..(to + 4).min(reader.len()) {
            if end > start
                && reader.gap(end) >= Gap::Hard
                && !reader.tok(end).is_some_and(|t| t.mark == '.' && reader.word(end - 1).len() <= 2)
            {
                break;
            }
            state = fold::extend(state, reader.word(end).as_bytes());
            let possessive =
                reader.tok(end).is_some_and(|t| t.possessive && t.letters > 0) && !reader.word(end).ends_with('s');
            if possessive {
                state = fold::extend(state, b"s");
            }
            if end + 1 >= to && SET.contains_key(&fold::mix(state)) {
                // A chain named like a person's possessive: "at Wendy's", but not "Wendy's attitude".
                let alone = end == start;
                let own = alone
                    && possessive
                    && (reader.written(i) == Written::Low
                        || super::context::after(reader, to, to - 1).is_some_and(|a| a.1 >= 1.5));
                return !own;
            }
        }
    }
    false
}
