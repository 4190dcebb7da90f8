//! Bodies and trades behind a name that are none of ours: "Amara, our housing officer at the council", "Tom from the hire
//! car place", "Joy at my doctor's".

use super::houses::house_after;
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::trades::{HOUSES, PEOPLE, TRADES, is, known_here, ours};

/// Bodies that everybody has to do with.
const PUBLIC: &[&str] = &[
    "council",
    "housing",
    "police",
    "court",
    "prison",
    "insurance",
    "bank",
    "school",
    "college",
    "university",
    "church",
    "charity",
    "union",
    "estate",
    "taxi",
    "cab",
    "uber",
    "minicab",
    "bus",
];

/// What people call a house whose trade stands before: "the tyre place", "the carpet people".
const PLACES: &[&str] =
    &["place", "shop", "people", "folks", "guys", "firm", "company", "outfit", "crowd", "mob", "agency", "lads", "lot"];

/// Words that say no trade.
const NO_TRADE: u64 = lex::DEPT
    | lex::ROLE
    | lex::PADJ
    | lex::TADJ
    | lex::PLACE
    | lex::DET
    | lex::POSS
    | lex::PRON
    | lex::PREP
    | lex::VERB
    | lex::AUX
    | lex::DAY
    | lex::MONTH
    | lex::OTHER;

/// "Amara, our housing officer at the council,", "Tom, the agent from the insurance": behind a comma, what somebody is
/// at another house.
pub(super) fn official(reader: &Reader, last: usize) -> bool {
    let Some(first) = reader.after(last, 1).filter(|k| reader.gap(*k) == Gap::Soft && reader.word(*k) != "your") else {
        return false;
    };
    for on in 0..5usize {
        let Some(k) = reader.after(first, on).filter(|k| on == 0 || reader.gap(*k) <= Gap::Space) else { return false };
        if reader.has(k, lex::ROLE) && !reader.has(k, lex::DEPT) && !is(reader, k, HOUSES) {
            let alien = |k: usize| (PUBLIC.contains(&reader.word(k)) || reader.has(k, lex::ORG)) && !ours(reader, k);
            let body = on > 0 && k > 0 && PUBLIC.contains(&reader.word(k - 1)) && !ours(reader, k - 1);
            let there = || (2..=3).filter_map(|more| reader.after(k, more)).any(alien);
            return body || house_after(reader, k).is_some() && there();
        }
        if reader.has(k, lex::VERB | lex::AUX | lex::AND | lex::PRON) {
            return false;
        }
    }
    false
}

/// "Jürgen from the hire car place", "Kim at the tyre shop": the share of such who are ours.
pub(super) fn trade_place(reader: &Reader, last: usize) -> Option<f32> {
    reader.organisation()?;
    let at =
        reader.after(last, 1).filter(|k| reader.gap(*k) <= Gap::Space && matches!(reader.word(*k), "at" | "from"))?;
    let the = reader.after(at, 1).filter(|k| matches!(reader.word(*k), "the" | "that" | "a" | "some"))?;
    let mut house = false;
    for on in 1..=4usize {
        let k = reader.after(the, on).filter(|k| reader.gap(*k) <= Gap::Space)?;
        if on > 1 && PLACES.contains(&reader.word(k)) {
            return Some(if house { 0.2 } else { 0.35 });
        }
        let capital = reader.mode == Mode::Normal && reader.capital(k);
        if reader.has(k, NO_TRADE) || capital || known_here(reader, k) || ours(reader, k) {
            return None;
        }
        house |= is(reader, k, HOUSES);
    }
    None
}

/// "Joy at my doctor's", "Tom from the vet's", "Ana at my daughter's school": whom the writer goes to elsewhere.
pub(super) fn practice(reader: &Reader, last: usize) -> bool {
    let Some(at) =
        reader.after(last, 1).filter(|k| reader.gap(*k) <= Gap::Space && matches!(reader.word(*k), "at" | "from"))
    else {
        return false;
    };
    (1..=3).map_while(|on| reader.after(at, on)).take_while(|k| reader.gap(*k) <= Gap::Space).any(|k| {
        let owner = reader.is_possessive(Some(k));
        let mine = reader.before(k, 1).is_some_and(|p| reader.has(p, lex::MINE));
        let school = reader.has(k, lex::KIN) && mine && is(reader, k + 1, HOUSES) && !ours(reader, k + 1);
        let trade = is(reader, k, TRADES | PEOPLE)
            && !reader.has(k, lex::DEPT)
            && !ours(reader, k)
            && (mine || !is(reader, k, PEOPLE))
            && reader.before(k, 1).is_some_and(|p| reader.has(p, lex::DET | lex::POSS | lex::WORD))
            && !reader.has(k + 1, lex::DEPT | lex::ROLE);
        owner && (school || trade)
    })
}

/// Words for a house in which somebody practises a trade.
const PRACTICES: &[&str] = &[
    "surgery",
    "practice",
    "office",
    "salon",
    "clinic",
    "studio",
    "garage",
    "chambers",
    "parlour",
    "parlor",
    "workshop",
    "dealership",
    "barbershop",
    "firm",
    "praxis",
    "cabinet",
    "kanzlei",
];

/// "Ana at Dr Scanlon's surgery", "Tom, the porter at Hannigan's salon": a house called after somebody who is none of ours.
pub(super) fn persons_house(reader: &Reader, last: usize) -> bool {
    let lead = |k: usize| matches!(reader.word(k), "at" | "from");
    let Some(first) = reader.after(last, 1) else { return false };
    let at = if reader.gap(first) <= Gap::Space {
        Some(first).filter(|k| lead(*k))
    } else {
        (1..=5)
            .map_while(|on| reader.after(first, on))
            .take_while(|k| reader.gap(*k) <= Gap::Space)
            .find(|k| lead(*k))
            .filter(|k| (first..*k).any(|r| reader.has(r, lex::ROLE)) && reader.word(first) != "your")
    };
    let Some(at) = at else { return false };
    for on in 1..=4usize {
        let Some(k) = reader.after(at, on) else { return false };
        let named = reader.capital(k) && reader.mode == Mode::Normal && !reader.has(k, lex::KIN | lex::DAY | lex::DEPT);
        if reader.is_possessive(Some(k)) {
            let titled = on > 1 && reader.has(k - 1, lex::TITLE);
            let house = || {
                (k + 1..k + 3).take_while(|n| reader.gap(*n) <= Gap::Space).any(|n| PRACTICES.contains(&reader.word(n)))
            };
            return !known_here(reader, k) && (titled && !reader.has(k, lex::WORD) || named && house());
        }
        if !(reader.has(k, lex::DET | lex::TITLE) || named) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn with<T>(text: &str, ask: impl Fn(&Reader, usize) -> T) -> T {
        testing::at(&testing::house("Fairholm Motors", [testing::kim("Tyres")]), text, "kim", ask)
    }

    #[test]
    fn who_holds_an_office_elsewhere_is_not_ours() {
        assert!(with("Kim, our liaison officer at the council, rang.", official));
        assert!(with("Kim, my housing officer, rang.", official));
        assert!(!with("Kim, our adviser at the front desk, rang.", official));
        assert!(!with("Kim, your housing officer, rang.", official));
    }

    #[test]
    fn a_trade_before_a_word_for_a_house_is_that_house() {
        assert!(with("Kim from the carpet people rang.", trade_place).is_some());
        assert!(with("Kim at the bus hire place rang.", trade_place).is_some_and(|share| share < 0.3));
        assert!(with("Kim from the tyre place rang.", trade_place).is_none());
        assert!(with("Kim from the service people rang.", trade_place).is_none());
    }

    #[test]
    fn a_house_called_after_somebody_else_is_none_of_ours() {
        assert!(with("Kim at Dr. Osgood's practice said so.", persons_house));
        assert!(with("Kim, the receptionist at Hannigan's salon, said so.", persons_house));
        assert!(!with("Kim at Fairholm's office said so.", persons_house));
        assert!(!with("Kim at the manager's office said so.", persons_house));
    }

    #[test]
    fn whom_the_writer_goes_to_has_a_house_of_their_own() {
        assert!(with("Kim at my dentist's said so.", practice));
        assert!(with("Kim at my son's school said so.", practice));
        assert!(!with("Kim at my mechanic's desk said so.", practice));
        assert!(!with("Kim at the manager's desk said so.", practice));
    }
}
