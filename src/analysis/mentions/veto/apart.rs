//! Names that the words around them show to be no person's: things with an article, occasions, parts of words, sayings.

use super::bots;
use crate::analysis::fold::{Case, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::Rule;
use crate::analysis::mentions::cues::{Cues, HALF_KNOWN};
use crate::analysis::mentions::fuzzy::family_near;
use crate::analysis::mentions::reader::{Mode, Reader, Written};
use crate::analysis::mentions::spot::Spot;
use crate::analysis::mentions::trades::known_here;

/// What somebody's family celebrates or suffers: "Grace's birthday" is a customer's.
const OCCASIONS: &[&str] = &[
    "birthday",
    "wedding",
    "funeral",
    "graduation",
    "anniversary",
    "christening",
    "baptism",
    "prom",
    "recital",
    "honeymoon",
    "quinceanera",
    "communion",
    "engagement",
    "surgery",
    "geburtstag",
    "hochzeit",
    "cumpleanos",
    "boda",
    "anniversaire",
    "mariage",
];

/// What stands before "of" and a place or house: "the Isle of Skye", "the house of Grace".
const HEADS: &[&str] = &[
    "isle",
    "isles",
    "island",
    "city",
    "town",
    "village",
    "county",
    "university",
    "church",
    "bank",
    "republic",
    "kingdom",
    "bay",
    "gulf",
    "port",
    "duke",
    "earl",
    "prince",
    "princess",
    "king",
    "queen",
    "lord",
    "bishop",
    "mayor",
    "district",
    "borough",
    "suburb",
    "statue",
    "feast",
    "book",
    "gospel",
    "house",
    "bottle",
    "glass",
    "pint",
    "bottles",
    "glasses",
    "pints",
    "cans",
    "crate",
    "month",
    "end",
    "beginning",
    "middle",
    "start",
];

/// Reasons that need nothing but the nearest words.
pub(super) fn apart(reader: &Reader, spot: &Spot, cues: &Cues) -> Option<&'static str> {
    let (i, last) = (spot.from, spot.to - 1);
    let prev = reader.before(i, 1).filter(|_| reader.gap(i) <= Gap::Space);
    let next = reader.after(last, 1).filter(|_| reader.gap(last + 1) <= Gap::Space);
    let (w1, w2) = (reader.word_at(prev), reader.word_at(reader.before(i, 2)));
    let possessive = reader.tok(last).is_some_and(|t| t.possessive);
    // "Jack's Point was closed".
    let point = next.is_some_and(|n| {
        reader.tok(n).is_some_and(|t| t.case == Case::Title)
            && matches!(
                reader.word(n),
                "point" | "bay" | "beach" | "creek" | "cove" | "reef" | "falls" | "hill" | "gully" | "wharf"
            )
    });
    let view = matches!(reader.word(last + 2), "of" | "about");
    if possessive && point && !view && reader.mode == Mode::Normal {
        return Some("it is the name of a place or thing");
    }
    if possessive && OCCASIONS.contains(&reader.word_at(next)) {
        return Some("it is somebody of the writer's own");
    }
    if w1 == "of" && HEADS.contains(&w2) && !spot.strong {
        return Some("it is the name of a place or thing");
    }
    // "Storm Aisha", "the film Amelie", "a Margaret brand": what the word before or behind calls a thing.
    let thing = matches!(
        w1,
        "film"
            | "movie"
            | "musical"
            | "song"
            | "album"
            | "novel"
            | "storm"
            | "hurricane"
            | "cyclone"
            | "typhoon"
            | "president"
            | "prince"
            | "princess"
            | "king"
            | "queen"
            | "duke"
            | "pope"
    ) || matches!(reader.word_at(next), "brand" | "range" | "collection") && !possessive && !cues.staff;
    let address = reader.text.raw.get(spot.span.end..).is_some_and(|tail| tail.starts_with('@'));
    if (thing || address) && !spot.strong {
        return Some("it is the name of a place or thing");
    }
    if !spot.strong && !spot.titled && dearer(reader, i, last) {
        return Some("it is the name of a firm or product");
    }
    if super::belongs::crowned(reader, last) {
        return Some("it is part of a fixed name or saying");
    }
    if bots::machine(reader, i, last) {
        return Some("it is a machine's name");
    }
    if !spot.titled && (bots::figure(reader, i, last) || bots::coloured(reader, i)) {
        return Some("it is the name of a place or thing");
    }
    if glued(reader, i, last) {
        return Some("it is part of a longer word");
    }
    // "a Clay Robertson print hangs there" is no Clay.
    if spot.strong
        && matches!(w1, "a" | "an")
        && !matches!(w2, "by" | "with" | "to" | "from")
        && !cues.found.iter().any(|c| c.0 == HALF_KNOWN)
        && !cues.person
        && reader.mode == Mode::Normal
        && single_article(reader, i)
        && next.is_some_and(|n| reader.has(n, lex::WORD) && !reader.has(n, lex::VERB | lex::AUX | lex::PREP | lex::AND))
    {
        return Some("it is a kind of thing, not a person");
    }
    if spot.titled || spot.strong {
        return None;
    }
    let single = last == i;
    let again = single
        && (reader.gap(i + 1) <= Gap::Space
            && reader.tok(i + 1).map(|t| t.hash) == reader.tok(i).map(|t| t.hash)
            && wordy(reader, i));
    if again
        || single
            && i > 0
            && reader.gap(i) <= Gap::Space
            && wordy(reader, i)
            && reader.tok(i - 1).map(|t| t.hash) == reader.tok(i).map(|t| t.hash)
    {
        return Some("the grammar makes it a plain word");
    }
    // "Owen Sound", "Penny Candy": a plain word with a capital goes on with the name.
    let plain = lex::WORD | lex::COMPANY | lex::STREET | lex::PLACENOUN | lex::SEASON;
    if reader.mode == Mode::Normal
        && !possessive
        && next.is_some_and(|n| {
            reader.tok(n).is_some_and(|t| t.case == Case::Title && t.letters > 3)
                && reader.has(n, lex::WORD)
                && reader.flags.get(n).is_some_and(|f| f & !plain == 0)
                && !known_here(reader, n)
                && !spot.cands.iter().take(16).any(|c| family_near(reader, c.agent, n))
        })
        && (!cues.staff || prev.is_some_and(|p| reader.has(p, lex::NAMED)))
    {
        return Some("it is part of a longer name");
    }
    // "a GMC Sierra": letters of a maker before it.
    if reader.mode == Mode::Normal
        && cues.left == 0.0
        && !cues.person
        && prev.is_some_and(|p| {
            reader.tok(p).is_some_and(|t| t.case == Case::Upper && (2..=5).contains(&t.letters) && !t.digits)
                && !reader.has(p, lex::ROLE | lex::DEPT | lex::TITLE | lex::CODECUE | lex::GREET | lex::THANK)
        })
    {
        return Some("it is the name of a firm or product");
    }
    let surname = spot.cands.iter().all(|c| c.rule == Rule::Surname);
    let role_after =
        reader.is(next, lex::ROLE) || reader.word_at(next) == "fellow" || reader.is(reader.after(last, 2), lex::ROLE);
    // "the Yoder in Parts": which of them.
    let placed = reader.word_at(prev) == "the"
        && matches!(reader.word_at(next), "in" | "at" | "from" | "on")
        && reader.after(last, 2).and_then(|k| reader.tok(k)).is_some_and(|t| reader.roster.team_word(t.hash));
    if surname && reader.is(prev, lex::DET) && !role_after && !placed {
        return Some("a family name has no article");
    }
    // "A Maria at one of your clinics".
    let one = matches!(w1, "a" | "an")
        && !wordy(reader, i)
        && matches!(reader.word_at(next), "at" | "in" | "from" | "on")
        && (last + 2..last + 6).any(|k| reader.word(k) == "your");
    if !one
        && matches!(w1, "a" | "an" | "another" | "every" | "any" | "each" | "una" | "une" | "ein" | "eine")
        && !(w1 == "a" && matches!(w2, "gracias" | "merci"))
        && !cues.person
        && !(reader.foreign && matches!(w1, "a" | "an"))
        && (wordy(reader, i) || !cues.found.iter().any(|c| c.0 == HALF_KNOWN))
        && reader.capital(i)
        && !reader.is(next, lex::ROLE | lex::NAMED)
        && single_article(reader, i)
    {
        return Some("it is a kind of thing, not a person");
    }
    if reader.written(i) == Written::Low
        && matches!(
            w1,
            "the"
                | "this"
                | "that"
                | "my"
                | "der"
                | "die"
                | "das"
                | "la"
                | "una"
                | "un"
                | "une"
                | "ein"
                | "eine"
                | "il"
                | "lo"
                | "los"
                | "las"
                | "le"
        )
        && !role_after
        && cues.left < 2.2
    {
        return Some("the grammar makes it a plain word");
    }
    let degree = matches!(
        w1,
        "be" | "being" | "very" | "too" | "quite" | "perfectly" | "completely" | "totally" | "brutally" | "so" | "less"
    );
    if single
        && degree
        && wordy(reader, i)
        && !reader.is(next, lex::AUX | lex::VERB)
        && !(w1 == "be" && w2 == "to" && reader.written(i) == Written::Capital && reader.gap(i + 1) >= Gap::Soft)
        && !matches!(reader.word_at(next), "who" | "that")
    {
        return Some("the grammar makes it a plain word");
    }
    oath(reader, i, cues)
}

/// "Cheaper than Ashley", "better quality than Casper": what goods are measured by is a make, unless they do something.
fn dearer(reader: &Reader, i: usize, last: usize) -> bool {
    const GOODS: &[&str] = &[
        "cheaper",
        "pricier",
        "dearer",
        "expensive",
        "affordable",
        "quality",
        "price",
        "prices",
        "value",
        "selection",
        "deals",
        "sturdier",
        "comfier",
        "durable",
        "materials",
        "barato",
        "caro",
        "cher",
        "chere",
        "billiger",
        "teurer",
        "gunstiger",
    ];
    let than = reader
        .before(i, 1)
        .is_some_and(|p| reader.gap(i) <= Gap::Space && matches!(reader.word(p), "than" | "que" | "als"));
    than && reader.before(i, 2).is_some_and(|k| GOODS.contains(&reader.word(k)))
        && !reader.is_possessive(Some(last))
        && !reader.has(last + 1, lex::VERB | lex::AUX | lex::BYVERB)
}

/// Whether the word has a meaning of its own.
fn wordy(reader: &Reader, i: usize) -> bool {
    reader.has(i, lex::WORD | lex::STRONG | lex::HALF | lex::MEDIUM | lex::MODAL)
}

/// In Spanish and French "a" is "to", and stands before names.
fn single_article(reader: &Reader, i: usize) -> bool {
    let (en, es) = reader
        .flags
        .iter()
        .fold((0, 0), |(en, es), f| (en + u32::from(f & lex::EN != 0), es + u32::from(f & (lex::ES | lex::FR) != 0)));
    let noun = reader.after(i, 1).is_some_and(|n| {
        reader.gap(n) <= Gap::Space
            && reader.tok(n).is_some_and(|t| t.case == Case::Lower)
            && !reader.has(n, lex::AUX | lex::VERB | lex::PREP)
    });
    let plain = reader.before(i, 1).is_some_and(|p| {
        let bare = reader.tok(p).is_some_and(|t| t.end - t.start == 1);
        reader.word(p) != "a" || bare && (en > es || es == 0 || en == es && noun)
    });
    plain && !reader.german
        || reader.german && reader.before(i, 1).is_some_and(|p| matches!(reader.word(p), "ein" | "eine"))
}

/// "Josh-ing", "mini-Cooper", "bill-pay": not the names of two halves that people bear.
fn glued(reader: &Reader, i: usize, last: usize) -> bool {
    if reader.mode != Mode::Normal || !reader.capital(i) {
        return false;
    }
    let small = |k: usize| reader.tok(k).is_some_and(|t| t.case == Case::Lower && !t.digits);
    let after = reader.gap(last + 1) == Gap::Hyphen
        && small(last + 1)
        && !matches!(
            reader.word(last + 1),
            "san" | "sama" | "sensei" | "chan" | "kun" | "ssi" | "nim" | "laoshi" | "ji" | "bhai" | "didi"
        )
        && !reader.has(last + 1, lex::AND | lex::PREP | lex::PRON | lex::AUX);
    let before = i > 0 && reader.gap(i) == Gap::Hyphen && small(i - 1) && !reader.has(i - 1, lex::TITLE);
    after || before
}

/// "Jesus, what a price!"
fn oath(reader: &Reader, i: usize, cues: &Cues) -> Option<&'static str> {
    let alone = reader.gap(i + 1) >= Gap::Soft
        && (reader.gap(i) >= Gap::Hard || matches!(reader.word(i.saturating_sub(1)), "oh" | "dear" | "sweet"));
    (reader.word(i) == "jesus" && alone && cues.left < 2.2).then_some("it is an exclamation")
}
