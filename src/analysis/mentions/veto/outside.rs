//! People of trades and firms that the organisation has no part in: "the taxi driver, Tom", "Carvana's Tom".

use crate::analysis::fold::{self, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::trades::{known_here, our_people};

/// Trades by two words. A roster whose teams or organisation name one of the words has such people itself.
const TRADES: &[(&str, &str)] = &[
    ("taxi", "driver"),
    ("cab", "driver"),
    ("uber", "driver"),
    ("lyft", "driver"),
    ("truck", "driver"),
    ("tow", "driver"),
    ("grab", "driver"),
    ("ola", "driver"),
    ("gojek", "driver"),
    ("amazon", "driver"),
    ("deliveroo", "driver"),
    ("deliveroo", "rider"),
    ("bus", "driver"),
    ("fedex", "driver"),
    ("ups", "driver"),
    ("fedex", "guy"),
    ("ups", "guy"),
    ("estate", "agent"),
    ("insurance", "agent"),
    ("insurance", "adjuster"),
    ("insurance", "broker"),
    ("tour", "guide"),
    ("insurance", "guy"),
    ("insurance", "rep"),
    ("insurance", "lady"),
    ("insurance", "man"),
    ("travel", "agent"),
    ("police", "officer"),
    ("mail", "carrier"),
    ("family", "doctor"),
    ("wedding", "planner"),
    ("wedding", "photographer"),
    ("school", "teacher"),
    ("health", "inspector"),
    ("traffic", "warden"),
    ("parking", "warden"),
    ("loss", "adjuster"),
];

/// People in the writer's own pay, or care of them: "my mechanic Tom", "our realtor".
const HIRED: &[&str] = &[
    "mechanic",
    "lawyer",
    "attorney",
    "doctor",
    "dentist",
    "accountant",
    "realtor",
    "landlord",
    "therapist",
    "pastor",
    "priest",
    "rabbi",
    "contractor",
    "solicitor",
    "physician",
    "pediatrician",
    "cardiologist",
    "babysitter",
    "nanny",
    "tenant",
    "boss",
    "employer",
    "teacher",
    "professor",
    "tutor",
    "lecturer",
    "supervisor",
    "foreman",
    "carer",
    "kollege",
    "kollegin",
    "collegue",
    "associe",
    "associee",
    "companero",
    "companera",
    "jefe",
    "jefa",
    "chefin",
    "patronne",
];

/// Firms by their kind, whosever they are.
pub(super) const FIRM_KINDS: &[&str] =
    &["company", "provider", "bank", "firm", "carrier", "store", "shop", "dealer", "dealership", "airline"];

/// Whether the word is for a house where people serve, whosever it is.
pub(super) fn house(word: &str) -> bool {
    const MORE: &[&str] = &[
        "place",
        "insurer",
        "hotel",
        "supplier",
        "agency",
        "garage",
        "salon",
        "clinic",
        "gym",
        "bakery",
        "restaurant",
    ];
    FIRM_KINDS.contains(&word) || MORE.contains(&word)
}

/// Firms of two words that everybody knows.
const FIRMS: &[(&str, &str)] = &[
    ("home", "depot"),
    ("best", "buy"),
    ("burger", "king"),
    ("whole", "foods"),
    ("state", "farm"),
    ("wells", "fargo"),
    ("jiffy", "lube"),
    ("pep", "boys"),
    ("discount", "tire"),
    ("ace", "hardware"),
    ("office", "depot"),
    ("old", "navy"),
    ("dollar", "general"),
    ("dollar", "tree"),
    ("family", "dollar"),
    ("pizza", "hut"),
    ("taco", "bell"),
    ("five", "guys"),
    ("holiday", "inn"),
    ("best", "western"),
    ("la", "quinta"),
    ("hampton", "inn"),
    ("american", "airlines"),
    ("united", "airlines"),
    ("british", "airways"),
    ("air", "france"),
    ("capital", "one"),
    ("american", "express"),
    ("liberty", "mutual"),
    ("farmers", "insurance"),
    ("t", "mobile"),
    ("us", "bank"),
    ("trader", "joe"),
    ("sams", "club"),
    ("advance", "auto"),
    ("auto", "zone"),
    ("bed", "bath"),
    ("barnes", "noble"),
    ("victoria", "secret"),
    ("rite", "aid"),
];

/// "Plumbing" and "plumber".
fn alike(team: &str, trade: &str) -> bool {
    team.get(..5).is_some_and(|head| trade.starts_with(head))
}

fn firm_pair(reader: &Reader, k: usize) -> bool {
    reader.gap(k + 1) <= Gap::Space
        && FIRMS.contains(&(reader.word(k), reader.word(k + 1)))
        && !(ours(reader, reader.word(k)) && ours(reader, reader.word(k + 1)))
}

/// Whether the roster's teams or the organisation's name hold the word.
fn ours(reader: &Reader, word: &str) -> bool {
    let hash = fold::hash(word.as_bytes());
    reader.roster.team_word(hash) || reader.own_words().iter().any(|w| w == word)
}

/// "our taxi driver Tom", "the estate agent, a Mr Grant", "my mechanic Tom".
pub(super) fn trade(reader: &Reader, i: usize) -> bool {
    // "the electrician Tom", where no team's name begins like the trade's.
    if let Some(p) = reader.before(i, 1)
        && matches!(
            reader.word(p),
            "electrician"
                | "plumber"
                | "carpenter"
                | "roofer"
                | "painter"
                | "locksmith"
                | "landlord"
                | "paramedic"
                | "policeman"
        )
        && reader.roster.teams_known()
        && !reader.roster.team_begins(reader.word(p))
        && !reader.organisation().is_some_and(|n| n.split(' ').any(|w| alike(&fold::key(w), reader.word(p))))
    {
        return true;
    }
    if let Some(p) = reader.before(i, 1)
        && matches!(reader.word(p), "hired" | "use" | "used" | "hire")
        && reader.gap(i) == Gap::Soft
        && reader.before(p, 1).is_some_and(|w| matches!(reader.word(w), "we" | "i"))
        && reader.before(p, 2).is_some_and(|w| reader.has(w, lex::ROLE))
    {
        return true;
    }
    if let Some(p) = reader.before(i, 1)
        && HIRED.contains(&reader.word(p))
        && (1..=2).any(|b| reader.before(p, b).is_some_and(|m| reader.has(m, lex::MINE)))
        && !ours(reader, reader.word(p))
        && !our_people(reader, p)
    {
        return true;
    }
    // "by the name of".
    for back in 1..=5usize {
        let Some(k) = reader.before(i, back) else { break };
        let Some(p) = reader.before(k, 1) else { break };
        let pair = (reader.word(p), reader.word(k));
        if TRADES.contains(&pair) {
            if pair.0 == "tour" && reader.organisation().is_none() {
                return false;
            }
            return !ours(reader, pair.0) && !ours(reader, pair.1);
        }
        if !(reader.has(k, lex::TITLE | lex::DET | lex::NAMED | lex::AUX)
            || matches!(reader.word(k), "name" | "of" | "by"))
        {
            break;
        }
    }
    false
}

/// "CarMax's Tom", "Carvana's agent Tom": a firm that is neither ours nor a person stands before the name.
pub(super) fn firm_before(reader: &Reader, i: usize) -> bool {
    if reader.mode != Mode::Normal {
        return false;
    }
    for back in 1..=2usize {
        let Some(p) = reader.before(i, back) else { break };
        let lowes = reader.tok(p).is_some_and(|t| t.possessive)
            && lex::flags(fold::mix(fold::extend(fold::extend(fold::SEED, reader.word(p).as_bytes()), b"s")))
                & lex::ORG
                != 0;
        if lowes && !known_here(reader, p) || p > 0 && firm_pair(reader, p - 1) {
            return true;
        }
        let owns = reader.tok(p).is_some_and(|t| t.possessive) && reader.gap(p + 1) <= Gap::Space;
        if owns {
            return reader.capital(p)
                && reader.unknown(p)
                && reader.flags.get(p) == Some(&0)
                && !known_here(reader, p)
                && reader.organisation().is_some();
        }
        if !reader.has(p, lex::ROLE) {
            break;
        }
    }
    false
}

/// "Tom at Jiffy Lube said": a firm with a capital that is neither ours nor a place.
/// Only where the organisation's own name is known, for it may call itself otherwise.
pub(super) fn firm_after(reader: &Reader, last: usize) -> bool {
    let at = last + 1;
    if reader.mode != Mode::Normal
        || reader.organisation().is_none()
        || !matches!(reader.word(at), "at" | "from" | "with")
        || reader.gap(at) > Gap::Space
    {
        return false;
    }
    let Some(k) = reader.after(last, 2).filter(|k| reader.gap(*k) <= Gap::Space) else { return false };
    let f = reader.flags.get(k).copied().unwrap_or(0);
    let dotted = |at: usize| {
        reader.tok(at).is_some_and(|t| t.mark == '.' && t.gap == Gap::Soft)
            && matches!(reader.word(at), "com" | "co" | "net" | "org" | "de" | "fr" | "es" | "uk")
    };
    if dotted(k + 1) && !known_here(reader, k) || firm_pair(reader, k) {
        return true;
    }
    let strange = |k: usize| {
        reader.capital(k)
            && reader.tok(k).is_some_and(|t| t.letters > 3 && !t.digits)
            && reader.unknown(k)
            && reader
                .flags
                .get(k)
                .is_some_and(|f| f & (lex::PLACE | lex::DEPT | lex::MONTH | lex::DAY | lex::ROLE) == 0)
            && !known_here(reader, k)
    };
    // "Tom at Jiffy Lube said …"; but "Ana at Casa Verde was …" may be ours.
    let run =
        (k..(k + 4).min(reader.len())).take_while(|n| *n == k || reader.capital(*n) && reader.gap(*n) <= Gap::Space);
    let end = k + run.clone().count();
    let says = matches!(
        reader.word(end),
        "said" | "says" | "quoted" | "matched" | "charged" | "advised" | "diagnosed" | "laughed" | "offered"
    );
    strange(k) && says && f & (lex::GIVEN | lex::SURNAME) == 0 && !known_here(reader, k)
}

/// "Zane at REI told me": capital letters that are no department of ours; they may still be a place where we are.
pub(super) fn letters_after(reader: &Reader, last: usize) -> bool {
    let at = last + 1;
    if reader.mode != Mode::Normal
        || reader.organisation().is_none()
        || !matches!(reader.word(at), "at" | "from")
        || reader.gap(at) > Gap::Space
    {
        return false;
    }
    reader.after(last, 2).is_some_and(|k| {
        reader.gap(k) <= Gap::Space
            && reader.tok(k).is_some_and(|t| t.case == fold::Case::Upper && (2..=5).contains(&t.letters) && !t.digits)
            && reader.unknown(k)
            && !known_here(reader, k)
            && !reader.has(k, lex::DEPT | lex::ROLE | lex::PLACE | lex::DAY | lex::MONTH)
    })
}

/// "Where Etta at the old store would have fixed it, LaTonya …": the other house stands in a clause that ends before the
/// name.
fn set_against(reader: &Reader, house: usize, i: usize) -> bool {
    let Some(start) = (1..=24).map_while(|b| reader.before(i, b)).last() else { return false };
    let against = matches!(
        reader.word(start),
        "where" | "whereas" | "while" | "whilst" | "although" | "though" | "mientras" | "alors" | "wahrend"
    );
    against
        && reader.starts_sentence(start)
        && reader.gap(i) == Gap::Soft
        && (house + 1..i).any(|k| reader.has(k, lex::VERB | lex::AUX))
}

/// Whether the sentence began at another house: "At the other hotel Olga would have …".
pub(super) fn other_house(reader: &Reader, i: usize) -> bool {
    let mut strange = false;
    for back in 1..=14usize {
        let Some(k) = reader.before(i, back) else { break };
        let w = reader.word(k);
        if matches!(w, "but" | "while" | "whereas" | "then" | "so" | "unlike" | "than") && back > 1 {
            return false;
        }
        let house = house(w) || matches!(w, "apartment" | "airbnb" | "hostel" | "resort" | "branch");
        if house {
            if set_against(reader, k, i) {
                return false;
            }
            let other = reader.before(k, 1).is_some_and(|o| {
                matches!(
                    reader.word(o),
                    "other" | "another" | "previous" | "former" | "old" | "last" | "competing" | "rival"
                ) && !(reader.word(o) == "last" && reader.is(reader.before(o, 1), lex::PREP))
            });
            let across = matches!(
                (reader.word(k + 1), reader.word(k + 2), reader.word(k + 3)),
                ("across" | "down" | "up", "the", "street" | "road" | "block" | "town" | "way")
                    | ("next", "door", _)
                    | ("in", "town", "where")
            );
            strange = (other && w != "branch") || across;
            if strange {
                let head = reader.before(k, 2).filter(|h| *h + 2 == k);
                let start =
                    head.and_then(|h| if reader.has(h, lex::DET | lex::POSS) { reader.before(h, 1) } else { Some(h) });
                let at = matches!(reader.word_at(start), "at" | "in" | "with" | "from" | "to");
                let whole = (k + 1..i).any(|w| matches!(reader.word(w), "where" | "who" | "named" | "called"));
                strange = at || whole;
                break;
            }
        }
    }
    strange
}
