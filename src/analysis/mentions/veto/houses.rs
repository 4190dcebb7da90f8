//! Where the words beside a name say that somebody belongs: another house, another customer's seat, another time.

use super::shops;
use crate::analysis::fold::{self, Case, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader, Written};
use crate::analysis::mentions::spot::Spot;
use crate::analysis::mentions::trades::{HOUSES, is, known_here, ours};

/// "the hotel receptionist Ana", "our taxi driver, Tom": somebody who works in a house of another kind.
pub(super) fn house_before(reader: &Reader, i: usize) -> bool {
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
            let foreign = is(reader, h, HOUSES) && !ours(reader, h) && reader.word(h) != "customer";
            // "The Uber Eats guy".
            let run = reader.capital(h) && reader.gap(h) <= Gap::Space && h > 0 && house_of(reader, h - 1);
            return foreign || house_of(reader, h) || run;
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

/// A firm's name before a word for its people: "the DPD driver", "an Openreach engineer".
fn house_of(reader: &Reader, k: usize) -> bool {
    let own = lex::DEPT | lex::ROLE | lex::PLACE | lex::TITLE | lex::DET | lex::POSS | lex::GIVEN | lex::PADJ;
    let initials = reader.tok(k).is_some_and(|t| t.case == Case::Upper && t.letters > 2);
    // "A lovely Irish lass called Ana".
    let nation = ["ish", "ese", "nch", "ian", "ean", "ican", "ench"].iter().any(|end| reader.word(k).ends_with(end))
        || matches!(reader.word(k), "german" | "greek" | "dutch" | "welsh" | "swiss" | "kiwi" | "scots" | "aussie");
    let named = reader.has(k, lex::ORG) || reader.unknown(k) && reader.written(k) == Written::Capital || initials;
    reader.mode == Mode::Normal
        && reader.capital(k)
        && named
        && !nation
        && !reader.has(k, own)
        && !known_here(reader, k)
        && !ours(reader, k)
        && reader.organisation().is_some()
}

/// "Gareth, the DPD driver", "Ana the Openreach engineer".
pub(super) fn house_told(reader: &Reader, last: usize) -> bool {
    let the = reader.after(last, 1).filter(|k| matches!(reader.word(*k), "the" | "a" | "an" | "your"));
    the.is_some_and(|k| {
        reader.gap(k) <= Gap::Soft
            && reader.gap(k + 1) <= Gap::Space
            && house_of(reader, k + 1)
            && reader.gap(k + 2) <= Gap::Space
            && reader.has(k + 2, lex::ROLE)
    })
}

/// "I went to Currys instead, where Tom sorted it": the writer turned to another house, and that is where the name is.
pub(super) fn gone_elsewhere(reader: &Reader, i: usize) -> bool {
    let least = i.saturating_sub(16);
    let start = (least..=i).rev().find(|k| reader.gap(*k) == Gap::Hard).unwrap_or(least);
    let there = (start..i).any(|k| {
        matches!(reader.word(k), "instead" | "there") || reader.word(k) == "where" && reader.word(k + 1) != "due"
    }) || reader.after(i, 1).is_some_and(|k| reader.word(k) == "there" && reader.gap(k) <= Gap::Space);
    there
        && reader.mode == Mode::Normal
        && (start + 2..i).any(|k| {
            matches!(reader.word(k - 1), "to" | "at" | "with" | "call" | "ring" | "from")
                && reader.capital(k)
                && (reader.has(k, lex::ORG | lex::WORD) || reader.unknown(k))
                && !reader.has(k, lex::DEPT | lex::PLACE | lex::GIVEN | lex::DAY | lex::MONTH)
                && !known_here(reader, k)
                && !ours(reader, k)
        })
}

/// "CarMax offered me 9k. Dustin over there wouldn't go higher": the house that was named last is another's.
pub(super) fn over_there(reader: &Reader, i: usize, last: usize) -> bool {
    let toward = matches!(reader.word(last + 1), "over" | "down" | "up" | "round" | "in");
    let at = last + 1 + usize::from(toward);
    let there = matches!(reader.word(at), "there" | "alli" | "alla" | "dort" | "druben")
        && (last + 1..=at).all(|k| reader.gap(k) <= Gap::Space);
    let own =
        |k: usize| reader.organisation().is_some_and(|o| o.split_whitespace().any(|w| fold::key(w) == reader.word(k)));
    let firm = |k: usize| {
        reader.has(k, lex::ORG)
            && (reader.capital(k) || reader.mode != Mode::Normal)
            && (!reader.has(k, lex::WORD) || reader.tok(k).is_some_and(|t| t.case == Case::Upper))
            && !known_here(reader, k)
    };
    // "Been going to Girl & the Goat for years and David over there has spoiled us".
    let visited = |k: usize| {
        toward
            && k > 0
            && reader.mode == Mode::Normal
            && matches!(reader.word(k - 1), "to" | "at")
            && reader.gap(k) <= Gap::Space
            && reader.capital(k)
            && !reader.has(k, lex::DEPT | lex::PLACE | lex::GIVEN | lex::SURNAME | lex::DAY | lex::MONTH | lex::TITLE)
            && !known_here(reader, k)
            && !ours(reader, k)
    };
    let rival = |k: usize| {
        matches!(reader.word(k), "competitor" | "rival")
            || matches!(reader.word(k), "another" | "other" | "different")
                && matches!(
                    reader.word(k + 1),
                    "dealer" | "dealership" | "company" | "firm" | "provider" | "bank" | "place" | "garage"
                )
    };
    there
        && (i.saturating_sub(24)..i)
            .rev()
            .find_map(|k| if firm(k) || rival(k) || visited(k) { Some(true) } else { own(k).then_some(false) })
            .unwrap_or(false)
}

/// Words with a capital that are a part of any house.
pub(super) const GENERAL: &[&str] = &[
    "customer",
    "guest",
    "client",
    "success",
    "relations",
    "experience",
    "quality",
    "operations",
    "admin",
    "management",
    "head",
    "main",
    "central",
    "north",
    "south",
    "east",
    "west",
    "downtown",
    "city",
    "hq",
    "christmas",
    "easter",
];

/// "Raj at the corner shop", "Heather at the Citizens Advice", "Tom from Openreach": the share of such who are ours.
pub(super) fn house_after(reader: &Reader, last: usize) -> Option<f32> {
    reader.organisation()?;
    let at = reader
        .after(last, 1)
        .filter(|k| matches!(reader.word(*k), "at" | "from" | "with" | "de" | "von" | "vom" | "bei" | "chez"))?;
    let mut k = reader.after(last, 2)?;
    // "Mark von den Gartenmöbeln": of several goods, which are a department's.
    if reader.word(k) == "den" && matches!(reader.word(at), "von" | "bei") {
        return None;
    }
    // "at the Nyali branch": one of several, and so of ours.
    if (k + 1..k + 3).any(|n| reader.word(n) == "branch" && reader.gap(n) <= Gap::Space) && reader.word(k) == "the" {
        return None;
    }
    let the = matches!(reader.word(k), "the" | "a" | "an" | "der" | "den" | "dem");
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
    // "from the students' union".
    let house = |k: usize| {
        reader.gap(k) <= Gap::Space && is(reader, k, HOUSES) && !ours(reader, k) && !reader.has(k, lex::ROLE)
    };
    if the && reader.mode != Mode::Titled && !reader.is(Some(k), lex::DEPT) && (house(k) || plain(k) && house(k + 1)) {
        return Some(0.25);
    }
    // "Aroha at the gym over the road": another of our own kind.
    if the && shop(k) && shops::nearby(reader, k + 1).is_some() {
        return Some(0.15);
    }
    if the && plain(k) && shop(k + 1) && !ours(reader, k + 1) {
        return Some(0.15);
    }
    // A name with capitals that is neither ours nor a place: "the Citizens Advice", "Star Health".
    let run =
        (k..(k + 4).min(reader.len())).take_while(|n| *n == k || reader.gap(*n) <= Gap::Space && reader.capital(*n));
    // "Wolfgang at Gardeners' World Live": three words with capitals are a name, whatever they mean.
    let joins = |n: usize| reader.gap(n) <= Gap::Space || reader.tok(n).is_some_and(|t| fold::is_apostrophe(t.mark));
    let words = (k..reader.len().min(k + 5)).take_while(|n| (*n == k || joins(*n)) && reader.capital(*n));
    let long = words.clone().count() >= 3 && words.clone().all(|n| !known_here(reader, n));
    if long && reader.mode == Mode::Normal && !reader.has(k, lex::DEPT | lex::DET | lex::DAY | lex::MONTH) {
        return Some(0.3);
    }
    let here = OURS & !(lex::PADJ | lex::TADJ) | lex::PLACENOUN;
    let ours_in_it = reader.has(k, here)
        || run.clone().any(|n| known_here(reader, n) || GENERAL.contains(&reader.word(n)) || reader.has(n, lex::PLACE));
    let strange = reader.tok(k).is_some_and(|t| t.case == Case::Title && t.letters > 3 && !t.digits)
        && reader.written(k) == Written::Capital;
    let many = run.clone().count() > 1;
    let strange = strange && (many && reader.word(at) != "with" || !reader.has(k, lex::GIVEN | lex::SURNAME));
    // "Gareth at Currys": with a capital inside a sentence a word is a name, and a shop's if it is nobody's and no place.
    let shop = matches!(reader.word(at), "at" | "from") && !reader.has(k, here);
    (reader.mode == Mode::Normal
        && strange
        && !ours_in_it
        && reader.roster.teams_known()
        && (many || reader.word(at) != "with" && (reader.unknown(k) || the || shop)))
        .then_some(if reader.has(k, lex::ORG) || camel(reader, k) {
            0.25
        } else if many || the {
            0.35
        } else {
            0.45
        })
}

/// "Yusuf on reception at the Premier Inn": behind the desk of such a house.
pub(super) fn desk_of(reader: &Reader, last: usize) -> Option<f32> {
    if !matches!(reader.word_at(reader.after(last, 1)), "on" | "in" | "behind") {
        return None;
    }
    let at = last + 2 + usize::from(reader.word(last + 2) == "the");
    let desk = matches!(reader.word(at), "reception" | "desk" | "counter" | "bar" | "till" | "door");
    // Only a house of several words: "on reception at the Ashby" may be one of ours.
    let named = (at + 1..at + 6).filter(|k| reader.capital(*k) && reader.mode == Mode::Normal).count() > 1;
    (desk && named && reader.gap(at + 1) <= Gap::Space).then(|| house_after(reader, at)).flatten()
}

/// "TransPennine", "PureGym": a capital inside a word is a firm's; but "McGregor" is none.
fn camel(reader: &Reader, k: usize) -> bool {
    let surface = reader.tok(k).map_or("", |t| reader.text.surface(t.start as usize, t.end as usize));
    surface.chars().skip(1).any(char::is_uppercase)
        && surface.chars().any(char::is_lowercase)
        && !surface.contains(fold::is_apostrophe)
        && !["mc", "mac", "de"].iter().any(|head| reader.word(k).starts_with(head))
}

/// "the man in 14C, Lee", "a man in line named Grant": where customers are.
pub(super) fn seated(reader: &Reader, i: usize) -> bool {
    if reader.gap(i) != Gap::Soft && !(i > 0 && reader.has(i - 1, lex::NAMED)) {
        return false;
    }
    let desk = |k: usize| {
        matches!(
            reader.word(k),
            "desk" | "counter" | "office" | "door" | "till" | "window" | "line" | "glass" | "screen" | "bar" | "hatch"
        )
    };
    (1..=6).any(|b| {
        let Some(k) = reader.before(i, b) else { return false };
        let p = reader.word_at(reader.before(k, 1));
        let seat = reader.tok(k).is_some_and(|t| t.digits)
            && matches!(
                p,
                "in" | "seat" | "row" | "flat" | "room" | "apartment" | "apt" | "unit" | "house" | "number" | "no"
            );
        let room = reader.word(i - 1) == "called"
            && (2..=14).any(|b| matches!(reader.word_at(reader.before(i, b)), "waiting" | "queue" | "carpark"));
        let waits = room && b == 2
            || matches!(reader.word(k), "line" | "queue")
                && (p == "in" || p == "the" && reader.word_at(reader.before(k, 2)) != "on")
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

/// "The breeder, Charlotte,": a word for somebody who does something, and for nobody we know here.
pub(super) fn unknown_trade(reader: &Reader, i: usize) -> bool {
    let Some(p) = reader.before(i, 1).filter(|_| reader.gap(i) <= Gap::Soft) else { return false };
    let word = reader.word(p);
    const NOT_PEOPLE: &[&str] = &[
        "together",
        "however",
        "another",
        "whether",
        "rather",
        "either",
        "neither",
        "yesterday",
        "forever",
        "number",
        "monitor",
        "letter",
        "order",
        "dinner",
        "counter",
        "computer",
        "october",
        "november",
        "december",
        "september",
        "shower",
        "router",
        "printer",
        "charger",
        "answer",
        "matter",
        "offer",
        "corner",
        "weather",
        "summer",
        "winter",
        "later",
        "after",
        "under",
        "floor",
        "door",
        "error",
        "colour",
        "color",
        "mirror",
        "motor",
        "elevator",
        "escalator",
        "visitor",
        "list",
        "waist",
    ];
    // "à désirer : Bethany": in French that ending is a verb's.
    word.len() > 5
        && !reader.foreign
        && ["er", "or", "ist", "ian"].iter().any(|e| word.ends_with(e))
        && !reader.capital(p)
        && !ours(reader, p)
        && reader.flags.get(p).is_some_and(|f| f & !(lex::WORD | lex::EN) == 0)
        && !NOT_PEOPLE.contains(&word)
        && reader
            .before(p, 1)
            .is_some_and(|d| matches!(reader.word(d), "the" | "a" | "an" | "my" | "our" | "their" | "some"))
}

/// "Our Airbnb host last year, Petra, was far better".
pub(super) fn long_ago(reader: &Reader, i: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(i, b));
    reader.gap(i) == Gap::Soft
        && matches!(w(2), "last" | "previous")
        && matches!(w(1), "year" | "time" | "summer" | "winter" | "month")
        && (3..=6).any(|b| reader.before(i, b).is_some_and(|k| reader.has(k, lex::ROLE)))
        && (4..=7).any(|b| reader.before(i, b).is_some_and(|k| reader.has(k, lex::MINE)))
}

/// "Hotel Carmen", "Casa Lola": a word for a house right before the name.
pub(super) fn housed(reader: &Reader, i: usize) -> bool {
    reader.before(i, 1).is_some_and(|p| {
        reader.gap(i) == Gap::Space
            && matches!(
                reader.word(p),
                "hotel"
                    | "hostal"
                    | "hostel"
                    | "casa"
                    | "villa"
                    | "cafe"
                    | "restaurante"
                    | "restaurant"
                    | "bar"
                    | "pension"
                    | "chez"
                    | "gasthof"
                    | "pizzeria"
                    | "trattoria"
                    | "taverna"
                    | "camping"
                    | "finca"
                    | "playa"
                    | "lake"
                    | "mount"
                    | "port"
                    | "chateau"
            )
            && (reader.capital(p) && reader.written(p) != Written::Start || reader.mode != Mode::Normal)
            && !ours(reader, p)
    })
}

/// "Dr Haddad" where neither the roster nor the house knows doctors.
pub(super) fn doctor(reader: &Reader, spot: &Spot) -> bool {
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
        && !CARE.iter().any(|c| reader.roster.team_starts(c) || reader.own_parts().iter().any(|w| w.starts_with(c)))
        && !spot.cands.iter().take(16).any(|c| {
            reader.roster.agent(c.agent).is_some_and(|a| {
                let name = a.entry.name.to_lowercase();
                name.starts_with("dr") && name.contains(' ') || name.starts_with("prof")
            })
        })
}
