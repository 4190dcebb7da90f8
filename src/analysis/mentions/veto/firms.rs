//! Other houses that a text names, and how: "CarMax", "the Toyota dealer", "the shop down the road". Who belongs to them is
//! told in `belongs`, `rivals` and `earlier`.

use crate::analysis::fold::{Case, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::trades::{known_here, ours};

/// What is neither ours, nor a person, a time, a pronoun or a department.
pub(super) fn strange(reader: &Reader, k: usize) -> bool {
    let people = lex::KIN
        | lex::POSS
        | lex::PRON
        | lex::DEPT
        | lex::ROLE
        | lex::DAY
        | lex::MONTH
        | lex::DATEWORD
        | lex::TITLE
        | lex::DET;
    reader.tok(k).is_some_and(|t| !t.digits && !t.cjk)
        && !known_here(reader, k)
        && !reader.has(k, people)
        && !ours(reader, k)
}

/// Words for a house that sells or serves.
pub(super) const SHOPS: &[&str] = &[
    "dealer",
    "dealership",
    "store",
    "shop",
    "place",
    "garage",
    "company",
    "firm",
    "outfit",
    "showroom",
    "outlet",
    "salon",
    "gym",
    "bakery",
    "restaurant",
    "hotel",
    "clinic",
];

/// Where a subject ends behind which a place stands ("the shop down the road", "the dealer in Tulsa"), and whether that
/// place is told by the way to it; `end` itself where none stands.
pub(super) fn unplaced(reader: &Reader, end: usize) -> (usize, bool) {
    let way = |k: usize| {
        matches!(reader.word(k), "road" | "street" | "block" | "corner" | "way" | "highway" | "town" | "lane" | "mall")
    };
    if let Some(s) = end.checked_sub(2)
        && (reader.word(end - 1), reader.word(end)) == ("next", "door")
    {
        return (s, true);
    }
    for back in 1..=3usize {
        let Some(k) = reader.before(end, back) else { break };
        let toward = matches!(reader.word(k), "down" | "up" | "across" | "along" | "round" | "around" | "over");
        let at = matches!(reader.word(k), "in" | "at" | "on" | "near" | "by" | "off");
        if toward || at {
            let corner = reader.word(k) == "on" && reader.word(end) == "corner";
            let told = toward && way(end) || corner || at && reader.capital(end);
            return k.checked_sub(1).filter(|_| told).map_or((end, false), |s| (s, toward || corner));
        }
        if !(reader.has(k, lex::DET) || reader.capital(k)) {
            break;
        }
    }
    (end, false)
}

/// "CarMax", "Mattress Firm down the road", "the Toyota dealer": whether the house that ends at `s` is another.
pub(super) fn other_firm(reader: &Reader, s: usize, placed: bool) -> bool {
    let named = |k: usize| reader.capital(k) && strange(reader, k) && !reader.has(k, lex::GIVEN);
    let modifier = s.checked_sub(1).filter(|k| reader.gap(s) <= Gap::Space && named(*k));
    named(s) && (reader.unknown(s) || reader.has(s, lex::ORG))
        || named(s) && modifier.is_some() && (placed || reader.has(s, lex::COMPANY))
        || SHOPS.contains(&reader.word(s))
            && modifier.is_some_and(|k| reader.unknown(k) || reader.has(k, lex::ORG | lex::COMPANY))
}

/// "the shop down the road", "another dealer next door"; but not "your store across the street".
pub(super) fn other_shop(reader: &Reader, s: usize) -> bool {
    let here = |k: usize| reader.has(k, lex::POSS) || matches!(reader.word(k), "this" | "you");
    SHOPS.contains(&reader.word(s)) && !ours(reader, s) && !(1..=3).map_while(|b| reader.before(s, b)).any(here)
}

/// "A seller from some solar company, Jermaine he called himself": who comes from any firm is of none of ours.
pub(super) fn from_any_firm(reader: &Reader, i: usize) -> bool {
    let firm = (1..=2).filter_map(|b| reader.before(i, b)).find(|k| {
        matches!(reader.word(*k), "company" | "firm" | "outfit" | "agency" | "business" | "dealer" | "contractor")
    });
    firm.is_some_and(|k| {
        (1..=4).filter_map(|b| reader.before(k, b)).any(|s| {
            matches!(reader.word(s), "some" | "another")
                && reader.before(s, 1).is_some_and(|p| matches!(reader.word(p), "from" | "of" | "at" | "with" | "for"))
        })
    })
}

/// Whether another house is named between `from` and `to`, which lie in one sentence: a firm, "B&Q", a name with a capital.
pub(super) fn house_named(reader: &Reader, from: usize, to: usize) -> bool {
    (from..to).any(|k| {
        let pair = reader.tok(k + 1).is_some_and(|t| t.mark == '&') && reader.capital(k) && reader.capital(k + 1);
        let firm = reader.has(k, lex::ORG) && !reader.has(k, lex::WORD);
        reader.capital(k) && reader.mode == Mode::Normal && (pair || firm) && !known_here(reader, k)
    })
}

/// Whether a house with a strange name before it stands between `from` and `to`, and nothing of ours does.
pub(super) fn dealer_named(reader: &Reader, from: usize, to: usize) -> bool {
    reader.mode == Mode::Normal
        && (from..to).any(|k| SHOPS.contains(&reader.word(k)) && other_firm(reader, k, false))
        && !(from..to).any(|k| known_here(reader, k) || matches!(reader.word(k), "you" | "your" | "this"))
}

/// "FedEx sent it back. Their …": whether the sentence that ends before the token at `end` has another firm for its subject.
pub(super) fn headed_by_firm(reader: &Reader, end: usize) -> bool {
    let Some(last) = end.checked_sub(1) else { return false };
    let start = (last.saturating_sub(24)..=last).rev().find(|k| reader.gap(*k) == Gap::Hard).unwrap_or(last);
    a_firm(reader, start + usize::from(reader.word(start) == "the"))
}

/// Whether the word is another firm's name by itself: one of the list, or initials that no list knows ("FedEx", "CAA").
pub(super) fn a_firm(reader: &Reader, k: usize) -> bool {
    let initials = reader.tok(k).is_some_and(|t| t.case == Case::Upper && t.letters > 2) && reader.unknown(k);
    reader.mode == Mode::Normal
        && reader.capital(k)
        && strange(reader, k)
        && (reader.has(k, lex::ORG) && !reader.has(k, lex::GIVEN) || initials)
}
