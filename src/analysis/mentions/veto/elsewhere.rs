//! Signs that a named person belongs to somebody else: the writer's own people, and those of another firm.

use super::firms::from_any_firm;
use super::outside;
use crate::analysis::fold::{self, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};

/// What people work with, and leave behind.
const TOOLS: &[&str] = &[
    "ladder",
    "ladders",
    "toolbox",
    "toolbag",
    "tool",
    "tools",
    "drill",
    "van",
    "lanyard",
    "badge",
    "uniform",
    "torch",
    "clipboard",
    "apron",
    "stethoscope",
    "hammer",
    "screwdriver",
    "trolley",
];

/// "account in the name of Tom", "reservation for Ana", "package for Tom".
pub(super) fn owned(reader: &Reader, i: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(i, b));
    let thing =
        |b: usize| reader.before(i, b).is_some_and(|k| reader.has(k, lex::BENEFICIARY) && reader.word(k) != "name");
    if w(1) == "for" && matches!(w(2), "made" | "booked" | "placed") && (3..=6).any(thing) {
        return true;
    }
    // "one I never caught the name of, Joe did the lifting" parts the two.
    let parted = reader.tok(i).is_some_and(|t| t.gap == Gap::Soft && t.mark == ',');
    if w(1) == "of" && w(2) == "name" && w(3) == "the" && !parted {
        // "somebody by the name of Tom"; but "by the name of Nigella? No".
        return w(4) != "by" || reader.tok(i + 1).is_some_and(|t| t.mark == '?');
    }
    if w(1) == "under" && ((2..=4).any(thing) || matches!(w(2), "is" | "booked" | "registered" | "be")) {
        return true;
    }
    if w(1) == "of" && w(2) == "name" && matches!(w(3), "the" | "in") && matches!(w(4), "in" | "under") {
        return true;
    }
    if matches!(w(1), "name" | "named") && matches!(w(2), "the" | "under") && w(3) == "under"
        || w(1) == "name" && w(2) == "account"
        || w(1) == "holder"
        || w(1) == "addressed"
    {
        return true;
    }
    // "a ladder in our hall that belongs to Mark": what people work with is theirs who work.
    let tool = |b: usize| TOOLS.contains(&w(b));
    if w(1) == "to"
        && matches!(w(2), "addressed" | "belongs" | "belonging" | "registered")
        && !(w(2).starts_with("belong") && (3..=8).any(tool))
    {
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
    is || w(1) == "for"
        && matches!(
            w(2),
            "reservation"
                | "booking"
                | "parcel"
                | "package"
                | "prescription"
                | "cake"
                | "gift"
                | "tickets"
                | "flowers"
                | "bouquet"
                | "present"
                | "card"
                | "birthday"
        )
}

/// "Tony at Verizon", "the competitor's Tony", "Tony from my old bank".
pub(super) fn elsewhere(reader: &Reader, i: usize, last: usize) -> bool {
    if from_any_firm(reader, i) {
        return true;
    }
    if outside::trade(reader, i)
        || outside::firm_before(reader, i)
        || outside::firm_after(reader, last)
        || outside::other_house(reader, i)
    {
        return true;
    }
    let own = reader.organisation().unwrap_or("");
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
    {
        let head = reader.word(k);
        k += 1;
        let stop = k + 5;
        while k < stop && reader.gap(k) <= Gap::Space {
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
                outside::house(reader.word(w)) || matches!(reader.word(w), "employer" | "insurance" | "job" | "phone")
            };
            if strange && (firm(k + 1) || firm(k + 2)) {
                return true;
            }
            // "at the front desk lost our insurance card": what a deed is done to is no house.
            let there = k == last + 2 || reader.has(k - 1, lex::PREP | lex::AND) || reader.word(k - 1) == "with";
            if there
                && reader.has(k, lex::MINE)
                && (firm(k + 1)
                    || firm(k + 2)
                    || matches!(reader.word(k + 1), "work" | "office" | "church" | "school" | "team"))
                && head != "with"
            {
                return true;
            }
            if firm(k)
                && (matches!(reader.word(k + 1), "downstairs" | "upstairs" | "opposite" | "nextdoor")
                    || matches!(
                        (reader.word(k + 1), reader.word(k + 2)),
                        ("next", "door") | ("across" | "down" | "up", "the") | ("around" | "round", "the")
                    ))
            {
                return true;
            }
            if reader.has(k, lex::VERB | lex::AUX | lex::CONJ) {
                break;
            }
            k += 1;
        }
    }
    if reader.before(i, 1).is_some_and(|p| reader.word(p) == "door" && reader.is_possessive(Some(p)))
        && reader.before(i, 2).is_some_and(|p| reader.word(p) == "next")
    {
        return true;
    }
    // "your competitor's Tony", "Verizon's Tony", "the other company's agent Tony", "next door's Tony".
    for back in 1..=4usize {
        let Some(p) = reader.before(i, back) else { break };
        let rival = matches!(reader.word(p), "competitor" | "competitors" | "rival" | "rivals" | "competition");
        let org = reader.has(p, lex::ORG) && !own_word(p) && !reader.has(p, lex::WORD);
        if (rival || org) && (reader.is_possessive(Some(p)) || rival || back <= 2) {
            return !own_word(p);
        }
        let firm = outside::FIRM_KINDS.contains(&reader.word(p)) || matches!(reader.word(p), "employer" | "landlord");
        if firm
            && reader.is_possessive(Some(p))
            && reader.before(p, 1).is_some_and(|o| {
                reader.has(o, lex::OTHER)
                    || reader.word(o) == "my"
                    || reader.has(o, lex::COMPANY | lex::ORG)
                        && reader.capital(o)
                        && reader.organisation().is_some()
                        && !own_word(o)
            })
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
                | "salesman"
                | "saleswoman"
                | "salesperson"
                | "mechanic"
                | "advisor"
                | "stylist"
                | "barber"
                | "doctor"
                | "boss"
                | "landlord"
                | "host"
        ) && (back == 1 || (p + 1..i).all(|b| reader.has(b, lex::TITLE)))
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
    // "the notary at the UPS store, Summer, did it": another firm just before the comma.
    if reader.gap(i) == Gap::Soft
        && reader.tok(i).is_some_and(|t| t.mark == ',')
        && (1..=3).any(|b| {
            reader.before(i, b).is_some_and(|k| {
                reader.has(k, lex::ORG)
                    && reader.capital(k)
                    && !own_word(k)
                    && (!reader.has(k, lex::WORD) || reader.tok(k).is_some_and(|t| t.case == fold::Case::Upper))
                    && (k + 1..i).all(|n| {
                        reader.gap(n) <= Gap::Space && reader.has(n, lex::PLACENOUN | lex::COMPANY | lex::DEPT)
                    })
                    && (1..=2).any(|m| reader.before(k, m).is_some_and(|m| matches!(reader.word(m), "at" | "from")))
            })
        })
    {
        return true;
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
