//! Names that are shops: "Sandhu's Sweets next door", "Tom's across the road charges less".

use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::Rule;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::spot::Spot;
use crate::analysis::mentions::trades::{HOUSES, is, ours};

/// What is sold or done in a shop that is called after somebody.
const WARES: &[&str] = &[
    "sweets",
    "fabrics",
    "motors",
    "cycles",
    "bikes",
    "books",
    "nails",
    "pizza",
    "kebab",
    "kebabs",
    "takeaway",
    "butchers",
    "carpets",
    "curtains",
    "cars",
    "autos",
    "tyres",
    "flowers",
    "florist",
    "florists",
    "bakes",
    "cakes",
    "chippy",
    "chips",
    "tailors",
    "jewellers",
    "opticians",
    "spices",
    "grocers",
    "bazaar",
    "emporium",
    "boutique",
    "fashions",
    "wines",
    "hardware",
    "supplies",
    "salon",
    "barbers",
    "bakers",
    "grill",
    "dairy",
    "nursery",
    "plumbing",
    "roofing",
    "removals",
    "antiques",
    "pets",
    "ices",
    "gelato",
    "meats",
    "fish",
    "seafood",
    "noodles",
    "curry",
    "tandoori",
    "juices",
];

/// Words for a house that sells, in any of the languages.
const SHOPS: &[&str] = &[
    "shop",
    "store",
    "salon",
    "garage",
    "restaurant",
    "tienda",
    "panaderia",
    "peluqueria",
    "taller",
    "bar",
    "carniceria",
    "boulangerie",
    "boutique",
    "magasin",
    "laden",
    "backerei",
    "werkstatt",
    "kiosk",
];

/// Whether the name is a shop's: with its ware behind it, or what is of somebody's "next door".
pub(super) fn shop(reader: &Reader, spot: &Spot) -> bool {
    if spot.strong || spot.titled {
        return false;
    }
    let Some(last) = spot.to.checked_sub(1) else { return false };
    if !reader.is_possessive(Some(last)) {
        return reader.before(spot.from, 1).is_some_and(|p| {
            reader.gap(spot.from) <= Gap::Space
                && matches!(reader.word(p), "de" | "von" | "of")
                && reader.before(p, 1).is_some_and(|s| SHOPS.contains(&reader.word(s)) && !ours(reader, s))
                && nearby(reader, spot.to).is_some()
        });
    }
    // "They left it in Murphy's on the corner", "Murphy's is a pub", "a pint in Murphy's".
    let inside = reader.gap(spot.from) <= Gap::Space
        && reader.before(spot.from, 1).is_some_and(|p| {
            matches!(reader.word(p), "in" | "into" | "at" | "outside" | "near" | "behind" | "opposite" | "to" | "from")
        });
    let is_a = matches!(reader.word(spot.to), "is" | "was")
        && reader.has(spot.to + 1, lex::DET)
        && (spot.to + 2..spot.to + 5)
            .take_while(|k| reader.gap(*k) <= Gap::Space)
            .any(|k| (is(reader, k, HOUSES) || SHOPS.contains(&reader.word(k))) && !ours(reader, k));
    let surname = spot.cands.iter().all(|c| c.rule == Rule::Surname);
    let ends = reader.gap(spot.to) >= Gap::Soft || reader.has(spot.to, lex::AND | lex::PREP);
    if inside && (nearby(reader, spot.to).is_some() || surname && ends) || is_a {
        return true;
    }
    // "Tom's across the road sells them": what is there sells; but "Tom's across the road today" is where he is.
    if let Some(end) = nearby(reader, spot.to) {
        let word = reader.word(end);
        let sells = word.len() > 3 && word.ends_with('s') && lex::is_word(word);
        return reader.gap(end) <= Gap::Space && (sells || reader.has(end, lex::VERB | lex::AUX));
    }
    let Some(ware) = reader.after(last, 1).filter(|k| reader.gap(*k) <= Gap::Space) else { return false };
    if ours(reader, ware) {
        return false;
    }
    let capital = reader.capital(ware) && reader.mode == Mode::Normal;
    let end =
        (ware + 1..ware + 3).take_while(|k| reader.gap(*k) <= Gap::Space && reader.capital(*k)).last().unwrap_or(ware);
    let personal = lex::ROLE | lex::TITLE | lex::GIVEN | lex::DAY | lex::MONTH | lex::KIN | lex::PADJ;
    let sold = WARES.contains(&reader.word(ware)) || WARES.contains(&reader.word(end));
    let house = capital && !reader.has(ware, personal | lex::DEPT)
        || SHOPS.contains(&reader.word(ware))
        || is(reader, ware, HOUSES);
    // "By Devlin's pub".
    let local =
        surname && (is(reader, ware, HOUSES) || matches!(reader.word(ware), "pub" | "shop" | "cafe" | "garage"));
    local || capital && sold || house && nearby(reader, end + 1).is_some()
}

/// "next door", "across the road", "down the street", "al lado", "nebenan" at `at`: the token behind it.
pub(super) fn nearby(reader: &Reader, at: usize) -> Option<usize> {
    let words = [reader.word(at), reader.word(at + 1), reader.word(at + 2), reader.word(at + 3)];
    let length = match words {
        ["opposite" | "nebenan" | "gegenuber" | "enfrente", ..] => 1,
        ["next", "door", ..] | ["al", "lado", ..] | ["en", "face" | "frente", ..] | ["a", "cote", ..] => 2,
        [
            "across" | "over" | "down" | "up" | "along",
            "the",
            "road" | "street" | "block" | "way" | "hill" | "lane",
            _,
        ]
        | ["round" | "around" | "on", "the", "corner", _]
        | ["de", "al", "lado", _]
        | ["de", "la", "esquina", _]
        | ["d", "a", "cote", _]
        | ["um", "die", "ecke", _] => 3,
        ["a", "few" | "couple", "doors", "down"] => 4,
        _ => return None,
    };
    (at..at + length).all(|k| reader.gap(k) <= Gap::Space).then_some(at + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn is_shop(text: &str) -> bool {
        testing::spot(&testing::nobody(), text, "mehta", shop)
    }

    #[test]
    fn what_stands_next_door_is_a_shop() {
        assert!(is_shop("The queue at the door was for Mehta's Fabrics down the street."));
        assert!(is_shop("We went to Mehta's Emporium and paid half."));
        assert!(is_shop("You know that Mehta's across the road has it cheaper."));
        assert!(is_shop("La tienda de Mehta de al lado cobra menos."));
        assert!(is_shop("They left it in Mehta's on the corner."));
        assert!(is_shop("You know that Mehta's is a pub."));
        assert!(!is_shop("There is a lovely calm in Mehta's voice."));
        assert!(!is_shop("Mehta's is a patience that I lack."));
        assert!(!is_shop("Mehta's patience was great."));
        assert!(!is_shop("Mehta's desk is next door."));
        assert!(!is_shop("Mehta's next door today, they said."));
    }
}
