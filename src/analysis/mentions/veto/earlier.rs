//! People of an earlier time or of another town: "our previous dentist, Dr. Grant over in Bellevue", "before this we tried the
//! Kia store, where a guy named Tom".

use super::abodes::towns_known;
use super::firms::{SHOPS, strange};
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::spot::Spot;
use crate::analysis::mentions::trades::{HOUSES, TRADES, is, known_here, our_people, ours};

/// What the writer had before.
const FORMER: &[&str] = &[
    "previous",
    "former",
    "ex",
    "prior",
    "old",
    "last",
    "anterior",
    "antiguo",
    "antigua",
    "ancien",
    "ancienne",
    "precedent",
    "precedente",
    "fruherer",
    "fruhere",
    "fruheren",
    "voriger",
    "vorherige",
    "vorherigen",
    "ehemaliger",
    "ehemalige",
];

/// "Our previous orthodontist, Dr. Grant", "my former trainer was a Tom", "notre ancien dentiste, Tom": the share of such who
/// are ours.
pub(super) fn former(reader: &Reader, spot: &Spot) -> Option<f32> {
    let mut at = spot.from;
    for _ in 0..4 {
        let p = reader.before(at, 1)?;
        let trade = reader.has(p, lex::ROLE) && !reader.has(p, lex::DEPT | lex::TITLE)
            || is(reader, p, TRADES)
            || reader.word(p).len() > 6 && reader.word(p).ends_with("ist") && !reader.capital(p);
        if trade {
            let old = (1..=3)
                .map_while(|b| reader.before(p, b))
                .take_while(|k| reader.gap(*k + 1) <= Gap::Space && !reader.has(*k, lex::VERB | lex::PREP | lex::DET))
                .find(|k| FORMER.contains(&reader.word(*k)))?;
            let mine = reader.before(old, 1).is_none_or(|m| reader.has(m, lex::MINE));
            let here = ours(reader, p) || our_people(reader, p) || matches!(reader.word(old), "old" | "last");
            return mine.then_some(if here && !other_town(reader, spot) { 0.5 } else { 0.2 });
        }
        let step = reader.has(p, lex::TITLE | lex::NAMED) || matches!(reader.word(p), "a" | "was" | "is" | "s" | "who");
        if !step {
            return None;
        }
        at = p;
    }
    None
}

/// "Grant over in Bellevue", "Tom up in Leeds": a town behind the name that is none of ours, where our towns are known.
pub(super) fn other_town(reader: &Reader, spot: &Spot) -> bool {
    let (toward, place) = (spot.to, spot.to + 2);
    let town = reader.has(place, lex::PLACE) || reader.unknown(place);
    let known = lex::DEPT | lex::ROLE | lex::TITLE | lex::DAY | lex::MONTH | lex::DET | lex::POSS | lex::GIVEN;
    matches!(reader.word(toward), "over" | "down" | "up" | "out" | "back" | "round" | "druben")
        && matches!(reader.word(toward + 1), "in" | "at")
        && (toward..=place).all(|k| reader.gap(k) <= Gap::Space)
        && reader.mode == Mode::Normal
        && reader.capital(place)
        && town
        && !reader.has(place, known)
        && !known_here(reader, place)
        && towns_known(reader, spot)
}

/// "The host we'd had the week before, Amélie,": set off behind one whom the writer had at another time.
pub(super) fn had_before(reader: &Reader, i: usize) -> bool {
    let Some(p) = reader.before(i, 1) else { return false };
    let then = matches!(reader.word(p), "before" | "previously" | "earlier");
    let had = |k: usize| {
        matches!(reader.word(k), "had" | "used" | "saw" | "stayed" | "visited")
            && reader.before(k, 1).is_some_and(|s| matches!(reader.word(s), "i" | "we" | "id" | "wed" | "ive" | "weve"))
    };
    then && reader.set_off(i) && (2..=8).map_while(|b| reader.before(i, b)).any(had)
}

/// "Before this we tried the Kia store on Hunt Club, where a guy named Austin left us": the house that came before ours.
pub(super) fn tried_before(reader: &Reader, i: usize) -> bool {
    let introduced = reader.before(i, 1).is_some_and(|p| reader.has(p, lex::NAMED) || reader.word(p) == "where");
    if !introduced {
        return false;
    }
    let least = i.saturating_sub(30);
    let start = (least..i).rev().find(|k| reader.gap(*k) == Gap::Hard).unwrap_or(least);
    let head = match (reader.word(start), reader.word(start + 1)) {
        ("before", "i" | "we") => {
            matches!(
                reader.word(start + 2),
                "came" | "found" | "switched" | "joined" | "tried" | "moved" | "discovered"
            )
        }
        ("before", _) | ("prior", "to") => matches!(
            reader.word(start + if reader.word(start) == "prior" { 2 } else { 1 }),
            "this" | "that" | "coming" | "you" | "finding" | "here" | "trying" | "switching" | "joining" | "visiting"
        ),
        ("previously" | "vorher" | "davor" | "zuvor" | "antes" | "avant", _) => true,
        _ => false,
    };
    let turned = |k: &usize| {
        matches!(
            reader.word(*k),
            "tried"
                | "went"
                | "used"
                | "visited"
                | "called"
                | "had"
                | "been"
                | "saw"
                | "rang"
                | "probamos"
                | "fuimos"
                | "essaye"
                | "alles"
                | "waren"
        )
    };
    let Some(verb) = (start + 1..i).find(turned).filter(|_| head) else { return false };
    !(verb + 1..i).any(|k| matches!(reader.word(k), "you" | "your" | "here"))
        && (verb + 1..i).any(|k| another_house(reader, k))
}

/// "the Kia store", "another dealer", "to Verizon": a house that is none of ours at `k`.
fn another_house(reader: &Reader, k: usize) -> bool {
    let named = |k: usize| reader.mode == Mode::Normal && reader.capital(k) && strange(reader, k);
    if SHOPS.contains(&reader.word(k)) || is(reader, k, HOUSES) {
        return reader.before(k, 1).is_some_and(|p| {
            reader.has(p, lex::OTHER) || matches!(reader.word(p), "a" | "local" | "rival") || named(p)
        });
    }
    named(k) && (reader.has(k, lex::ORG) || reader.unknown(k)) && !reader.has(k, lex::GIVEN | lex::SURNAME | lex::PLACE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;
    use crate::domain::roster::RosterEntry;

    fn with<T>(text: &str, ask: impl Fn(&Reader, &Spot) -> T) -> T {
        let kim = RosterEntry { location: Some("Derby".into()), ..testing::kim("Sales") };
        testing::spot(&testing::house("Fairholm Cars", [kim]), text, "kim", ask)
    }

    #[test]
    fn whom_the_writer_had_before_is_another_houses() {
        assert!(with("My former broker, a Kim, said less.", former).is_some_and(|share| share < 0.3));
        assert!(with("Our previous podiatrist, Dr. Kim, said less.", former).is_some());
        assert!(with("Your previous broker, Kim, said less.", former).is_none());
        assert!(with("The kind broker, Kim, said less.", former).is_none());
    }

    #[test]
    fn the_house_that_came_before_ours_has_people_of_its_own() {
        let had = |text: &str| with(text, |reader, spot| had_before(reader, spot.from));
        assert!(had("The host we'd had the week before, Kim, left wine."));
        assert!(!had("The girl who had served us before, Kim, was there again."));
        let before = |text: &str| with(text, |reader, spot| tried_before(reader, spot.from));
        assert!(before("Before coming to Fairholm we went to the Ford dealer, where a man called Kim yawned."));
        assert!(before("Prior to this I tried another garage where Kim yawned."));
        assert!(!before("Before this I went to the counter, where a man called Kim yawned."));
        assert!(!before("I tried the Ford truck here, and a man called Kim helped."));
    }
}
