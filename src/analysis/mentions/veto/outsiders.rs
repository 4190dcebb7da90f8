//! People whom the words beside the name show to be no staff of ours: passengers and neighbours, other trades, the people of
//! another house. What leaves no doubt rules them out; the rest is evidence against them, which a clear cue can outweigh.

use super::outside::{self, known_here};
use super::strangers::Stranger;
use crate::analysis::fold::{self, Case, Gap};
use crate::analysis::lexicon::{self as lex, ByHash};
use crate::analysis::mentions::context::Cues;
use crate::analysis::mentions::reader::{Mode, Reader, Written};
use crate::analysis::mentions::spot::Spot;
use std::sync::LazyLock;

const PEOPLE: u8 = 1;
const TRADES: u8 = 2;
const HOUSES: u8 = 4;
const TITLES: u8 = 8;

static TABLE: LazyLock<ByHash<u8>> = LazyLock::new(|| {
    let mut table: ByHash<u8> = ByHash::default();
    let mut section = 0;
    for line in include_str!("outsiders.txt").lines().filter(|l| !l.starts_with('#')) {
        match line.strip_prefix('@') {
            Some("people") => section = PEOPLE,
            Some("trades") => section = TRADES,
            Some("houses") => section = HOUSES,
            Some("titles") => section = TITLES,
            _ => line.split_whitespace().for_each(|w| *table.entry(fold::hash(w.as_bytes())).or_insert(0) |= section),
        }
    }
    table
});

fn is(reader: &Reader, k: usize, section: u8) -> bool {
    reader.tok(k).is_some_and(|t| TABLE.get(&t.hash).is_some_and(|s| s & section != 0))
}

/// The roster's teams or the organisation's own name speak of that trade or house.
fn ours(reader: &Reader, k: usize) -> bool {
    let word = reader.word(k);
    known_here(reader, k)
        || word.len() > 3 && reader.roster.team_begins(word)
        || reader.organisation().is_some_and(|o| {
            o.split(' ').map(fold::key).any(|w| w.len() > 3 && word.get(..4).is_some_and(|head| w.starts_with(head)))
        })
}

/// The noun that says what the named person is, before the name: "passenger Lee", "the bailiff, a Mr Foster",
/// "a neighbour called Tom".
fn noun_before(reader: &Reader, i: usize) -> Option<usize> {
    let mut at = i;
    for _ in 0..6 {
        let Some(p) = reader.before(at, 1) else { break };
        let comma = reader.gap(at) == Gap::Soft;
        if is(reader, p, PEOPLE | TRADES) {
            return Some(p);
        }
        let step = reader.has(p, lex::TITLE | lex::NAMED)
            || matches!(
                reader.word(p),
                "a" | "an"
                    | "the"
                    | "calling"
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
            );
        if !step || comma && at != i {
            break;
        }
        at = p;
    }
    // "the patient in the next bed, Zoya, snored".
    if reader.gap(i) != Gap::Soft || !reader.tok(i).is_some_and(|t| t.mark == ',') {
        return None;
    }
    (2..=6)
        .filter_map(|b| reader.before(i, b).filter(|k| (k + 1..i).all(|n| reader.gap(n) <= Gap::Space)))
        .find(|k| {
            is(reader, *k, PEOPLE)
                && reader.has(k + 1, lex::PREP)
                && reader.before(*k, 1).is_some_and(|d| reader.has(d, lex::DET))
        })
        .filter(|k| !(k + 1..i).any(|n| reader.has(n, lex::VERB | lex::AUX | lex::PRON)))
}

/// The noun behind the name: "Lee, another passenger", "Ana is my neighbour", "Ana the vicar".
fn noun_after(reader: &Reader, last: usize) -> Option<usize> {
    let first = reader.after(last, 1)?;
    let soft = reader.gap(first) == Gap::Soft;
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
        if is(reader, k, section)
            || is(reader, k, TRADES) && reader.before(k, 1).is_some_and(|m| reader.has(m, lex::MINE))
        {
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

/// What rules the person out in the whole card.
pub(super) fn outsider(reader: &Reader, i: usize, last: usize) -> Option<Stranger> {
    const THEIRS: Stranger = Stranger::OtherFirm("it is nobody who works here");
    if let Some(p) = reader.before(i, 1)
        && reader.gap(i) <= Gap::Soft
        && is(reader, p, TITLES)
        && (reader.capital(p) || reader.mode != Mode::Normal)
        && !ours(reader, p)
    {
        return Some(THEIRS);
    }
    let beside = |k: usize| {
        reader.before(k, 1).is_some_and(|o| reader.has(o, lex::MINE) || reader.tok(o).is_some_and(|t| t.possessive))
    };
    if let Some(k) = noun_before(reader, i) {
        // "thanks for treating a customer, Ana": the customer is the writer.
        let vocative = reader.gap(i) == Gap::Soft
            && !matches!(reader.tok(i).map(|t| t.mark), Some('(' | ':'))
            && reader.gap(last + 1) == Gap::Hard;
        if !vocative && !ours(reader, k) && (is(reader, k, PEOPLE) || beside(k)) {
            return Some(THEIRS);
        }
    }
    if let Some(k) = noun_after(reader, last)
        && !ours(reader, k)
        && (is(reader, k, PEOPLE) || beside(k))
    {
        return Some(THEIRS);
    }
    None
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
    if house_before(reader, i) {
        return Some(("that trade belongs to another house", 0.25));
    }
    if let Some(share) = house_after(reader, last) {
        return Some(("the place after the name is none of ours", share));
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

/// "the hotel receptionist Ana", "our taxi driver, Tom": somebody who works in a house of another kind.
fn house_before(reader: &Reader, i: usize) -> bool {
    let mut at = i;
    for _ in 0..5 {
        let Some(p) = reader.before(at, 1) else { return false };
        if reader.has(p, lex::ROLE) && !is(reader, p, HOUSES) {
            let Some(h) = reader.before(p, 1) else { return false };
            let h = if reader.has(h, lex::ROLE | lex::DEPT) && !is(reader, h, HOUSES) {
                reader.before(h, 1).unwrap_or(h)
            } else {
                h
            };
            return is(reader, h, HOUSES) && !ours(reader, h) && reader.word(h) != "customer";
        }
        let step = reader.has(p, lex::TITLE | lex::NAMED)
            || matches!(reader.word(p), "a" | "name" | "of" | "by" | "is" | "was" | "whose" | "s" | "who");
        if !step {
            return false;
        }
        at = p;
    }
    false
}

/// "Raj at the corner shop", "Heather at the Citizens Advice", "Tom from Openreach": the share of such who are ours.
fn house_after(reader: &Reader, last: usize) -> Option<f32> {
    reader.organisation()?;
    let at = reader.after(last, 1).filter(|k| matches!(reader.word(*k), "at" | "from" | "with"))?;
    let mut k = reader.after(last, 2)?;
    let the = matches!(reader.word(k), "the" | "a" | "an");
    if the {
        k += 1;
    }
    if reader.gap(k) > Gap::Space || reader.tok(k).is_none_or(|t| t.digits || t.letters < 3) {
        return None;
    }
    const OURS: u64 = lex::DEPT
        | lex::ROLE
        | lex::PADJ
        | lex::PLACE
        | lex::STAFFCUE
        | lex::POSS
        | lex::DAY
        | lex::DET
        | lex::TADJ
        | lex::MONTH;
    let plain = |k: usize| reader.has(k, lex::WORD) && !known_here(reader, k) && !reader.has(k, OURS);
    let shop = |k: usize| {
        reader.gap(k) <= Gap::Space
            && matches!(
                reader.word(k),
                "shop"
                    | "store"
                    | "cafe"
                    | "pub"
                    | "bar"
                    | "market"
                    | "garage"
                    | "takeaway"
                    | "hotel"
                    | "hospital"
                    | "school"
                    | "church"
                    | "bank"
                    | "gym"
            )
    };
    if the && plain(k) && shop(k + 1) && !ours(reader, k + 1) {
        return Some(0.15);
    }
    // A name with capitals that is neither ours nor a place: "the Citizens Advice", "Star Health".
    let run =
        (k..(k + 4).min(reader.len())).take_while(|n| *n == k || reader.gap(*n) <= Gap::Space && reader.capital(*n));
    let general = |n: usize| {
        matches!(
            reader.word(n),
            "customer"
                | "guest"
                | "client"
                | "success"
                | "relations"
                | "experience"
                | "quality"
                | "operations"
                | "admin"
                | "management"
                | "head"
                | "main"
                | "central"
                | "north"
                | "south"
                | "east"
                | "west"
                | "downtown"
                | "city"
                | "hq"
                | "christmas"
                | "easter"
        )
    };
    let ours_in_it = run.clone().any(|n| {
        known_here(reader, n) || general(n) || reader.has(n, OURS & !(lex::PADJ | lex::TADJ) | lex::PLACENOUN)
    });
    let strange = reader.tok(k).is_some_and(|t| t.case == Case::Title && t.letters > 3 && !t.digits)
        && reader.written(k) == Written::Capital;
    let many = run.clone().count() > 1;
    let strange = strange && (many && reader.word(at) != "with" || !reader.has(k, lex::GIVEN | lex::SURNAME));
    (reader.mode == Mode::Normal
        && strange
        && !ours_in_it
        && reader.roster.teams_known()
        && (many || reader.word(at) != "with" && (reader.unknown(k) || the)))
        .then_some(if many || the { 0.35 } else { 0.45 })
}

/// "the man in 14C, Lee", "a man in line named Grant": where customers are.
fn seated(reader: &Reader, i: usize) -> bool {
    if reader.gap(i) != Gap::Soft && !(i > 0 && reader.has(i - 1, lex::NAMED)) {
        return false;
    }
    let desk = |k: usize| matches!(reader.word(k), "desk" | "counter" | "office" | "door" | "till" | "window" | "line");
    (1..=6).any(|b| {
        let Some(k) = reader.before(i, b) else { return false };
        let p = reader.word_at(reader.before(k, 1));
        let seat = reader.tok(k).is_some_and(|t| t.digits)
            && matches!(
                p,
                "in" | "seat" | "row" | "flat" | "room" | "apartment" | "apt" | "unit" | "house" | "number" | "no"
            );
        let waits = matches!(reader.word(k), "line" | "queue") && matches!(p, "in" | "the")
            || matches!(reader.word(k), "behind" | "beside" | "ahead" | "queuing" | "waiting")
            || reader.word(k) == "next" && reader.word(k + 1) == "to" && matches!(reader.word(k + 2), "me" | "us")
            || reader.word(k) == "front" && reader.word(k + 1) == "of";
        (seat || waits && !desk(k + 1) && !(reader.word(k) == "behind" && desk(k + 2)))
            && (1..=5).any(|m| {
                reader.before(k, m).is_some_and(|m| {
                    matches!(
                        reader.word(m),
                        "man"
                            | "woman"
                            | "guy"
                            | "lady"
                            | "gentleman"
                            | "person"
                            | "bloke"
                            | "family"
                            | "couple"
                            | "girl"
                            | "boy"
                            | "dude"
                            | "someone"
                            | "somebody"
                    )
                })
            })
    })
}

/// "Our Airbnb host last year, Petra, was far better".
fn long_ago(reader: &Reader, i: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(i, b));
    reader.gap(i) == Gap::Soft
        && matches!(w(2), "last" | "previous")
        && matches!(w(1), "year" | "time" | "summer" | "winter" | "month")
        && (3..=6).any(|b| reader.before(i, b).is_some_and(|k| reader.has(k, lex::ROLE)))
        && (4..=7).any(|b| reader.before(i, b).is_some_and(|k| reader.has(k, lex::MINE)))
}

/// "Dr Haddad" where neither the roster nor the house knows doctors.
fn doctor(reader: &Reader, spot: &Spot) -> bool {
    let titled = reader
        .before(spot.from, 1)
        .is_some_and(|p| matches!(reader.word(p), "dr" | "doctor" | "doctora" | "prof" | "professor"))
        || matches!(reader.word(spot.from), "dr" | "doctor" | "prof" | "professor");
    const CARE: &[&str] = &[
        "clin", "medi", "dent", "doct", "heal", "hosp", "surg", "vet", "anim", "phys", "opti", "visi", "eye", "univ",
        "coll", "scho", "prax", "arzt", "salu", "nurs", "pati", "ther", "onco", "radi", "derm", "pedi", "orth", "labo",
        "kine", "fisi", "enfe", "pfle", "urge",
    ];
    titled
        && reader.roster.teams_known()
        && !CARE.iter().any(|c| {
            reader.roster.team_starts(c)
                || reader.organisation().is_some_and(|o| o.split(' ').any(|w| fold::key(w).starts_with(c)))
        })
        && !spot.cands.iter().take(16).any(|c| {
            reader.roster.agent(c.agent).is_some_and(|a| {
                let name = a.entry.name.to_lowercase();
                name.starts_with("dr") && name.contains(' ') || name.starts_with("prof")
            })
        })
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
