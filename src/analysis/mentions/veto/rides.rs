//! People of a vehicle or a service from elsewhere: "the taxi was driven by a man called Tom", "CAA sent a flatbed, driver
//! named Tom".

use super::rivals::subject;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::trades::{HOUSES, TRADES, is, named_after, ours};

/// What carries people or parcels.
const RIDES: &[&str] = &[
    "taxi",
    "taxis",
    "cab",
    "minicab",
    "uber",
    "lyft",
    "bus",
    "minibus",
    "train",
    "tram",
    "plane",
    "flight",
    "ferry",
    "ambulance",
    "rickshaw",
    "tuk",
    "tuktuk",
    "limo",
    "limousine",
    "flatbed",
    "lorry",
    "deliveroo",
    "doordash",
    "grubhub",
    "ubereats",
    "instacart",
    "autobus",
    "tren",
    "avion",
    "vuelo",
    "ambulancia",
    "flugzeug",
    "zug",
    "krankenwagen",
];

/// Who drives or rides in it.
const DRIVERS: &[&str] = &[
    "driver",
    "cabbie",
    "chauffeur",
    "pilot",
    "paramedic",
    "rider",
    "motorman",
    "conductor",
    "chofer",
    "taxista",
    "fahrer",
    "fahrerin",
    "schaffner",
    "chauffeuse",
];

/// How the teams or the name of a house begin that carries people or parcels itself.
const CARRIERS: &[&str] = &[
    "rail", "train", "bus", "coach", "transi", "transp", "transf", "shutt", "taxi", "cab", "tram", "metro", "ferr",
    "airl", "airw", "flight", "fleet", "driv", "deliv", "ambul", "parame", "courie", "towing", "recover", "cruis",
    "limous", "logist", "bahn", "fahr", "tow",
];

/// Whether the house carries people or parcels itself.
fn carries(reader: &Reader) -> bool {
    CARRIERS.iter().any(|stem| reader.roster.team_starts(stem) || named_after(reader, stem))
}

/// "The taxi was driven by a man called Basil", "our Uber came and the driver, a Mr Basil": the vehicle is named before.
pub(super) fn of_a_ride(reader: &Reader, i: usize) -> bool {
    let driver = |k: usize| DRIVERS.contains(&reader.word(k));
    let introduced = reader.before(i, 1).is_some_and(|p| {
        reader.has(p, lex::NAMED | lex::TITLE)
            || driver(p)
            || matches!(reader.word(p), "by" | "a" | "one" | "von" | "por")
    });
    if !introduced {
        return false;
    }
    let mut driven = false;
    for back in 1..=14usize {
        let Some(k) = reader.before(i, back) else { return false };
        let word = reader.word(k);
        if RIDES.contains(&word) {
            let yours = reader.before(k, 1).is_some_and(|p| matches!(reader.word(p), "your" | "hotel"));
            return driven && !yours && !ours(reader, k) && !carries(reader);
        }
        if matches!(word, "you" | "your" | "yours") || reader.has(k, lex::DEPT) && !is(reader, k, HOUSES) {
            return false;
        }
        driven |= driver(k)
            || matches!(
                word,
                "driven" | "ridden" | "steered" | "piloted" | "flown" | "operated" | "conducido" | "gefahren"
            );
    }
    false
}

/// "CAA sent a flatbed, driver named Jack", "my insurer dispatched a van and a man called Jack": who comes with what another
/// house sent.
pub(super) fn dispatched(reader: &Reader, i: usize) -> bool {
    let introduced = reader
        .before(i, 1)
        .is_some_and(|p| reader.has(p, lex::NAMED) || reader.has(p, lex::ROLE) && !reader.has(p, lex::DEPT));
    if !introduced || reader.mode != Mode::Normal || reader.organisation().is_none() {
        return false;
    }
    for back in 2..=12usize {
        let Some(k) = reader.before(i, back) else { return false };
        if matches!(reader.word(k), "sent" | "sends" | "dispatched" | "arranged" | "despatched") {
            let to_writer = usize::from(matches!(reader.word(k + 1), "me" | "us" | "out" | "over"));
            let thing = matches!(reader.word(k + 1 + to_writer), "a" | "an" | "the" | "their" | "some" | "one");
            let mine = reader.before(k, 1).is_some_and(|s| {
                (is(reader, s, HOUSES | TRADES) || matches!(reader.word(s), "insurer" | "insurers" | "warranty"))
                    && !ours(reader, s)
                    && reader.before(s, 1).is_some_and(|m| reader.has(m, lex::MINE))
            });
            return thing && (mine || subject(reader, k));
        }
        if matches!(reader.word(k), "you" | "your" | "we" | "i" | "to" | "here" | "back" | "but" | "then" | "so") {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn with(text: &str, ask: impl Fn(&Reader, usize) -> bool) -> bool {
        testing::at(&testing::house("Fairholm Rooms", [testing::kim("Reception")]), text, "kim", ask)
    }

    #[test]
    fn who_drives_what_is_not_ours_is_not_ours() {
        assert!(with("Our cab was driven by a chap named Kim who smoked.", of_a_ride));
        assert!(with("The ambulance came and the paramedic, a Kim, was kind.", of_a_ride));
        assert!(!with("We came by taxi and a man called Kim took our bags.", of_a_ride));
        assert!(!with("Your taxi was driven by a man called Kim.", of_a_ride));
    }

    #[test]
    fn who_comes_with_what_another_house_sent_is_theirs() {
        assert!(with("RACQ sent a van, technician named Kim, and it took hours.", dispatched));
        assert!(with("My insurance sent out a truck, driver called Kim.", dispatched));
        assert!(!with("You sent a van, driver named Kim.", dispatched));
        assert!(!with("Priya sent me to a man named Kim.", dispatched));
    }
}
