//! What only a person has, does or is called: traits, deeds for somebody, titles of the ward.
use super::mass::{GROWING, MASS};
use super::reader::{Mode, Reader};
use super::trades;
use super::verbs::acts;
use crate::analysis::fold::{Case, Gap};
use crate::analysis::lexicon as lex;

/// What stands behind a person's possessive: "Ana's patience".
pub const TRAITS: &[&str] = &[
    "attitude",
    "diagnosis",
    "measurement",
    "measurements",
    "quote",
    "estimate",
    "counter",
    "till",
    "checkout",
    "answers",
    "instructions",
    "directions",
    "eye",
    "hands",
    "help",
    "service",
    "patience",
    "kindness",
    "tone",
    "manager",
    "supervisor",
    "professionalism",
    "knowledge",
    "work",
    "name",
    "behavior",
    "behaviour",
    "effort",
    "efforts",
    "assistance",
    "smile",
    "manner",
    "manners",
    "response",
    "advice",
    "follow",
    "shift",
    "desk",
    "extension",
    "voice",
    "explanation",
    "recommendation",
    "recommendations",
    "customer",
    "attention",
    "expertise",
    "communication",
    "demeanor",
    "energy",
    "humor",
    "personality",
    "rudeness",
    "mistake",
    "apology",
    "promise",
    "honesty",
    "knowledgeable",
    "great",
    "excellent",
    "amazing",
    "quick",
    "team",
    "place",
    "house",
    "hospitality",
    "apartment",
    "home",
];

/// "Sister Latha", "Brother Joseph": in a house of the sick or of faith, a title.
pub fn sister(reader: &Reader, p: usize) -> bool {
    matches!(reader.word(p), "sister" | "brother" | "schwester" | "hermana" | "soeur")
        && (reader.capital(p) || reader.mode != Mode::Normal)
        && !reader.before(p, 1).is_some_and(|o| reader.has(o, lex::POSS) || reader.tok(o).is_some_and(|t| t.possessive))
        && (reader.roster.team_starts("nurs")
            || ["hospital", "clinic", "hospice", "care", "church", "parish", "medical"].iter().any(|h| {
                reader.organisation().is_some_and(|o| o.split(' ').any(|w| crate::analysis::fold::key(w) == *h))
            }))
}

/// Whom staff keep, or make, so and so.
const PEOPLE: &[&str] =
    &["everyone", "everybody", "us", "me", "you", "people", "guests", "customers", "visitors", "patients"];

/// "Rose keeps the place gleaming", "Will makes everyone feel welcome": in the present, a service that no thing does.
pub fn serves(reader: &Reader, at: usize) -> bool {
    let verb = reader.word(at);
    if !matches!(verb, "keeps" | "makes" | "runs" | "goes" | "takes" | "looks" | "works") || reader.gap(at) > Gap::Space
    {
        return false;
    }
    let Some(last) = at.checked_sub(1) else { return false };
    let name = reader.word(last);
    if reader.has(last, lex::PLACE | lex::ORG | lex::MONTH | lex::SEASON) || GROWING.contains(&name) {
        return false;
    }
    let (w, w2) = (reader.word_at(reader.after(at, 1)), reader.word_at(reader.after(at, 2)));
    let caring = match verb {
        "makes" => w == "sure",
        "takes" => matches!(w, "care" | "pride"),
        "goes" => matches!((w, w2), ("above", "and") | ("out", "of") | ("the", "extra")),
        "looks" => w == "after",
        "runs" => (w, w2) == ("a", "tight"),
        "works" => matches!(w, "hard" | "tirelessly"),
        _ => false,
    };
    if caring {
        return true;
    }
    // "Hope keeps us going", "Art makes you feel alive".
    if MASS.contains(&name) {
        return false;
    }
    let house = || {
        matches!(w, "the" | "this" | "that" | "our" | "your" | "a")
            && (2..=3).filter_map(|on| reader.after(at, on)).any(|k| {
                reader.has(k, lex::DEPT) || matches!(reader.word(k), "place" | "house" | "room" | "rooms" | "ship")
            })
            && !(3..=5)
                .filter_map(|on| reader.after(at, on))
                .any(|k| matches!(reader.word(k), "fresh" | "green" | "cool" | "warm" | "dry" | "smelling" | "bright"))
    };
    match verb {
        "runs" => house(),
        "keeps" => {
            house() || PEOPLE.contains(&w) && matches!(w2, "informed" | "posted" | "updated" | "laughing" | "smiling")
        }
        "makes" => PEOPLE.contains(&w) && matches!(w2, "feel" | "laugh" | "smile" | "welcome"),
        _ => false,
    }
}

/// What somebody has about them, or does in their own way: "blew her whistle", "took his time".
const ABOUT: &[&str] = &[
    "whistle", "eyes", "head", "back", "voice", "arm", "arms", "hand", "hands", "finger", "fingers", "nose", "tongue",
    "lips", "temper", "cool", "patience", "time", "best", "utmost", "hardest", "way", "job", "word", "promise",
    "phone", "gloves", "mask", "lunch", "break", "coffee", "shift", "manager",
];

/// "Jade blew her whistle at my kids", "Ruby never lifted her head": a deed with what is a person's own.
pub fn of_their_own(reader: &Reader, at: usize) -> bool {
    let own = |k: usize| {
        let (w, w2) = (reader.word_at(reader.after(k, 1)), reader.word_at(reader.after(k, 2)));
        matches!(reader.word(k), "her" | "his") && (ABOUT.contains(&w) || w == "own" && ABOUT.contains(&w2))
    };
    reader.gap(at) <= Gap::Space
        && !reader.has(at.saturating_sub(1), lex::PLACE | lex::ORG)
        && (1..=2).filter_map(|on| reader.after(at, on)).any(own)
        && acts(reader, at)
}

/// "Bethany ne nous a même pas regardés": what a French sentence says was not done for the writer.
pub fn not_for_us(reader: &Reader, at: usize) -> bool {
    let whom = reader.after(at, 1).filter(|k| matches!(reader.word(*k), "nous" | "m" | "me" | "lui" | "leur"));
    matches!(reader.word(at), "ne" | "n")
        && whom.is_some_and(|k| {
            (1..=4)
                .filter_map(|on| reader.after(k, on))
                .any(|n| matches!(reader.word(n), "pas" | "jamais" | "rien" | "plus"))
        })
}

/// "es una profesora de natación", "was our saleslady", "is the most patient swimming teacher": behind a word for being,
/// what staff is.
pub fn role_told(reader: &Reader, at: usize) -> bool {
    let be = matches!(reader.word(at), "is" | "was" | "es" | "era" | "fue" | "est" | "etait" | "ist" | "war");
    let article = |k: usize| {
        reader.gap(k) <= Gap::Space
            && matches!(
                reader.word(k),
                "a" | "an"
                    | "the"
                    | "such"
                    | "un"
                    | "una"
                    | "une"
                    | "ein"
                    | "eine"
                    | "el"
                    | "la"
                    | "le"
                    | "der"
                    | "die"
                    | "our"
                    | "my"
                    | "nuestra"
                    | "nuestro"
                    | "mi"
                    | "notre"
                    | "unser"
                    | "unsere"
            )
    };
    be && reader.after(at, 1).is_some_and(article)
        && (2..=6)
            .map_while(|on| reader.after(at, on))
            .take_while(|k| reader.gap(*k) <= Gap::Space && !reader.has(*k, lex::PREP | lex::AND | lex::AUX))
            .any(|k| {
                reader.has(k, lex::ROLE) && !reader.has(k, lex::KIN | lex::DEPT)
                    || trades::is(reader, k, trades::TRADES) && trades::ours(reader, k)
            })
}

/// "May is the best month to come": what is said of a time of the year.
pub fn time_told(reader: &Reader, at: usize) -> bool {
    reader.has(at.saturating_sub(1), lex::MONTH | lex::SEASON)
        && (1..=6)
            .map_while(|on| reader.after(at, on))
            .take_while(|k| reader.gap(*k) <= Gap::Space)
            .any(|k| matches!(reader.word(k), "month" | "months" | "season" | "mes" | "mois" | "monat"))
}

/// "had us signed in", "had my car ready": what somebody got done, and a thing does not.
fn got_done(reader: &Reader, at: usize) -> bool {
    let (w, w2) = (reader.word_at(reader.after(at, 1)), reader.word_at(reader.after(at, 2)));
    let done = |word: &str| {
        matches!(
            word,
            "signed"
                | "sorted"
                | "seated"
                | "booked"
                | "checked"
                | "fixed"
                | "set"
                | "connected"
                | "moved"
                | "fitted"
                | "served"
                | "scheduled"
                | "rebooked"
                | "loaded"
                | "packed"
                | "done"
                | "ready"
        )
    };
    matches!(reader.word(at), "had" | "has")
        && !reader.has(at.saturating_sub(1), lex::MONTH | lex::SEASON | lex::ORG)
        && (matches!(w, "me" | "us" | "everyone" | "everything" | "it") && done(w2)
            || matches!(w, "my" | "our" | "the") && done(reader.word_at(reader.after(at, 3))))
}

/// "rang me back", "said that", "has helped us": what only a person does. "Ivy has taken over the fence" is not.
pub fn for_somebody(reader: &Reader, at: usize) -> bool {
    if serves(reader, at) || got_done(reader, at) || of_their_own(reader, at) {
        return true;
    }
    for k in (at..at + 7).take_while(|k| *k == at || reader.gap(*k) < Gap::Soft) {
        let w = reader.word(k);
        let speaks = matches!(
            w,
            "said"
                | "says"
                | "told"
                | "tells"
                | "explained"
                | "answered"
                | "promised"
                | "apologised"
                | "apologized"
                | "called"
                | "rang"
                | "phoned"
                | "listened"
                | "helped"
                | "hung"
                | "smiled"
                | "laughed"
                | "replied"
                | "emailed"
                | "texted"
                | "assured"
                | "asked"
                | "refused"
                | "ignored"
                | "shouted"
                | "yelled"
                | "greeted"
                | "knew"
                | "knows"
                | "cared"
                | "apologises"
                | "talked"
                | "spoke"
                | "insisted"
                | "checked"
                | "suggested"
                | "advised"
                | "recommended"
                | "forgot"
                | "remembered"
                | "thought"
                | "reckons"
                | "reckoned"
                | "insists"
                | "tried"
                | "served"
                | "offered"
                | "kept"
                | "deserves"
                | "rolled"
                | "sorted"
                | "fixed"
                | "handled"
                | "messaged"
                | "dealt"
                | "managed"
                | "climbed"
                | "swerved"
                | "drives"
                | "drove"
                | "spilled"
                | "spilt"
                | "waved"
                | "knelt"
                | "hugged"
                | "wheeled"
                | "parked"
                | "yawned"
                | "shrugged"
                | "sighed"
                | "stared"
                | "glared"
                | "winked"
                | "grinned"
                | "chatted"
                | "chats"
                | "listens"
                | "smiles"
                | "greets"
                | "whistled"
                | "swore"
                | "sang"
                | "cooked"
                | "baked"
                | "braided"
                | "trimmed"
                | "shaved"
                | "fetched"
                | "poured"
                | "wiped"
                | "mopped"
                | "swept"
                | "wrapped"
                | "shone"
                | "slammed"
                | "grabbed"
                | "stormed"
        );
        let somebody = matches!(
            w,
            "me" | "us"
                | "him"
                | "her"
                | "them"
                | "my"
                | "our"
                | "everyone"
                | "everybody"
                | "mich"
                | "mir"
                | "uns"
                | "nous"
                | "nos"
                | "m"
        );
        let acted = || (at..k).any(|v| reader.has(v, lex::VERB | lex::BYVERB) || reader.word(v).ends_with("ed"));
        let did = k == at + 1 && reader.word(at).ends_with("ed") && w == "it";
        if speaks || did || k > at && somebody && acted() {
            return true;
        }
        if k > at && reader.has(k, lex::AND | lex::CONJ) {
            return false;
        }
    }
    false
}

/// "the GM", "your MOD": what somebody is, in capitals.
pub(super) fn office(reader: &Reader, k: Option<usize>) -> bool {
    k.is_some_and(|k| {
        reader.tok(k).is_some_and(|t| t.case == Case::Upper)
            && matches!(
                reader.word(k),
                "gm" | "agm"
                    | "ceo"
                    | "coo"
                    | "cfo"
                    | "mod"
                    | "am"
                    | "dm"
                    | "asm"
                    | "sm"
                    | "md"
                    | "vp"
                    | "rn"
                    | "np"
                    | "hca"
                    | "pa"
                    | "pt"
                    | "csr"
                    | "csm"
                    | "bdm"
                    | "cso"
                    | "tl"
            )
    })
}

/// "that works in the chemist", "that served us": what tells one of a name from another.
pub(super) fn that_works(reader: &Reader, at: usize) -> bool {
    reader.word(at) == "that"
        && reader.gap(at) <= Gap::Space
        && reader.after(at, 1).is_some_and(|k| {
            reader.has(k, lex::VERB | lex::BYVERB)
                || matches!(
                    reader.word(k),
                    "works" | "runs" | "does" | "sits" | "mans" | "manages" | "serves" | "is" | "was"
                )
        })
}

/// "May was very short with me": what only a person is with somebody; three words behind "was", or behind its adverb.
pub(super) fn curt_with(reader: &Reader, n: Option<usize>, n2: Option<usize>, n3: Option<usize>) -> bool {
    let manner = matches!(
        reader.word_at(n),
        "short"
            | "curt"
            | "sharp"
            | "blunt"
            | "gruff"
            | "brusque"
            | "terse"
            | "snippy"
            | "snotty"
            | "offhand"
            | "shirty"
            | "abrupt"
            | "dismissive"
            | "rude"
            | "patient"
            | "arisca"
            | "borde"
            | "seche"
            | "pampig"
            | "barsch"
    );
    let whom = || {
        n3.is_some_and(|k| reader.has(k, lex::OBJ | lex::POSS) || reader.has(k, lex::KIN))
            && matches!(reader.word_at(n2), "with" | "to" | "towards" | "toward" | "con" | "avec" | "zu" | "mit")
    };
    manner && whom()
}
