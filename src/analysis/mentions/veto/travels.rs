//! Names that are where somebody went: "We hiked up Montserrat", "the day trip to Aisha", "fuimos a Montserrat".

use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::Reader;
use crate::analysis::mentions::spot::Spot;

/// What is done to mountains, towns and ruins, and to nobody.
const SCALED: &[&str] =
    &["climbed", "hiked", "trekked", "ascended", "summited", "climb", "hike", "trek", "hiking", "climbing", "trekking"];

/// How one moves up, over, through or into a place.
const MOVED: &[&str] = &[
    "climbed",
    "hiked",
    "trekked",
    "cycled",
    "biked",
    "skied",
    "flew",
    "flown",
    "sailed",
    "drove",
    "driven",
    "rode",
    "travelled",
    "traveled",
    "kayaked",
    "rambled",
    "hike",
    "climb",
    "trek",
    "drive",
    "cycle",
    "hiking",
    "climbing",
    "cycling",
    "flying",
];

/// How one moves about a place as well as past a person.
const STROLLED: &[&str] = &["walked", "wandered", "strolled", "walk", "stroll", "walking", "wandering"];

/// Ways there, before "to" and a place.
const WAYS: &[&str] = &[
    "excursion",
    "excursions",
    "outing",
    "hike",
    "drive",
    "flight",
    "flights",
    "ferry",
    "bus",
    "coach",
    "train",
    "pilgrimage",
    "drove",
    "flew",
    "hiked",
    "cycled",
    "sailed",
    "travelled",
    "traveled",
];

/// Before "trip to" and a place; "my trip to Tom" may be to a dentist.
const TRIPS: &[&str] =
    &["day", "boat", "bus", "coach", "weekend", "road", "side", "school", "guided", "organised", "organized"];

/// Parts of a place, before "of" and its name.
const SIGHTS: &[&str] = &["summit", "foot", "slopes", "peak", "monastery", "ruins", "outskirts", "hills", "streets"];

/// The same in Spanish, French and German: what stands two words before, and right before.
const ABROAD: &[(&str, &str)] = &[
    ("excursion", "a"),
    ("viaje", "a"),
    ("subimos", "a"),
    ("subida", "a"),
    ("fuimos", "a"),
    ("escapada", "a"),
    ("randonnee", "a"),
    ("montes", "a"),
    ("alles", "a"),
    ("ausflug", "nach"),
    ("fahrt", "nach"),
    ("reise", "nach"),
    ("wanderung", "nach"),
];

/// Whether the name is where somebody went, and nothing behind it speaks of a person.
pub(super) fn gone_to(reader: &Reader, spot: &Spot) -> bool {
    if spot.strong || spot.titled || reader.is_possessive(spot.to.checked_sub(1)) {
        return false;
    }
    let near = reader.before(spot.from, 1).filter(|_| reader.gap(spot.from) <= Gap::Space);
    let Some(p) = near else { return false };
    let (w1, w2, w3) = (reader.word(p), reader.word_at(reader.before(p, 1)), reader.word_at(reader.before(p, 2)));
    // "When we drove up Sunil came out": what may stand by itself leaves the name to the verb behind it.
    let (moved, led) = match w1 {
        "up" | "over" | "through" | "across" | "around" | "round" | "down" => {
            (MOVED.contains(&w2) || matches!(w1, "around" | "round" | "through") && STROLLED.contains(&w2), false)
        }
        "into" | "past" => (MOVED.contains(&w2), true),
        "to" => {
            let trip = matches!(w2, "trip" | "trips") && TRIPS.contains(&w3);
            (trip || WAYS.contains(&w2), true)
        }
        "of" => (SIGHTS.contains(&w2), true),
        "from" => (come_from(reader, p), true),
        // "We were up in Skye for a week".
        "in" => {
            let up = matches!(w2, "up" | "down" | "over" | "out")
                && matches!(w3, "were" | "was" | "been" | "are" | "stayed");
            (matches!(w2, "live" | "lived" | "living" | "lives") || up, true)
        }
        _ => (SCALED.contains(&w1) || ABROAD.contains(&(w2, w1)), w1 == "a" || w1 == "nach"),
    };
    if matches!(w1, "in" | "from" | "near" | "outside" | "of" | "around" | "to") && region(reader, spot.to) {
        return true;
    }
    moved && !taken_up(reader, spot.to, w1 == "to") && (led || !acting(reader, spot.to))
}

/// "We drove up from Eugene", "I moved here from Eugene", "came all the way from Eugene": the words before "from" at `from`
/// tell of a way.
fn come_from(reader: &Reader, from: usize) -> bool {
    let small = |k: usize| {
        matches!(
            reader.word(k),
            "up" | "down"
                | "in"
                | "over"
                | "out"
                | "all"
                | "the"
                | "way"
                | "here"
                | "back"
                | "across"
                | "home"
                | "straight"
                | "just"
                | "today"
                | "yesterday"
                | "there"
        )
    };
    let mut words = (1..=6).map_while(|b| reader.before(from, b));
    let Some(verb) = words.find(|k| !small(*k)) else { return false };
    let subject = (1..=3)
        .map_while(|b| reader.before(verb, b))
        .find(|k| !matches!(reader.word(*k), "had" | "have" | "just" | "recently" | "all" | "both"));
    let writer = subject.is_some_and(|k| {
        matches!(reader.word(k), "i" | "we" | "ive" | "weve" | "id" | "wed" | "im" | "were") || reader.has(k, lex::KIN)
    });
    match reader.word(verb) {
        "drove" | "driven" | "flew" | "flown" | "travelled" | "traveled" | "travelling" | "traveling" | "sailed"
        | "commuted" | "relocated" | "cycled" => true,
        // "a test drive from Tom".
        "drive" | "driving" | "fly" | "flying" | "travel" | "commute" => writer,
        "moved" | "come" | "came" | "coming" => {
            writer && verb + 1 < from && reader.word_at(reader.before(from, 1)) != "back"
        }
        _ => false,
    }
}

/// Parts of a country that stand behind a town's name.
const REGIONS: &[&str] = &[
    "manitoba",
    "ontario",
    "alberta",
    "saskatchewan",
    "quebec",
    "scotia",
    "brunswick",
    "newfoundland",
    "yukon",
    "oregon",
    "nevada",
    "arizona",
    "utah",
    "idaho",
    "montana",
    "wyoming",
    "colorado",
    "kansas",
    "nebraska",
    "iowa",
    "missouri",
    "arkansas",
    "louisiana",
    "mississippi",
    "alabama",
    "tennessee",
    "kentucky",
    "ohio",
    "indiana",
    "illinois",
    "michigan",
    "wisconsin",
    "minnesota",
    "maine",
    "vermont",
    "connecticut",
    "delaware",
    "maryland",
    "pennsylvania",
    "oklahoma",
    "texas",
    "florida",
    "hawaii",
    "alaska",
    "queensland",
    "tasmania",
    "victoria",
    "cornwall",
    "devon",
    "kent",
    "essex",
    "sussex",
    "norfolk",
    "suffolk",
    "yorkshire",
    "lancashire",
    "cumbria",
];

/// "in Brandon, Manitoba": whether the name of a part of a country stands behind a comma at `at`.
fn region(reader: &Reader, at: usize) -> bool {
    reader.gap(at) == Gap::Soft
        && reader.tok(at).is_some_and(|t| t.mark == ',')
        && reader.capital(at)
        && REGIONS.contains(&reader.word(at))
        && !reader.roster.knows(reader.tok(at).map_or(0, |t| t.hash)).given
}

/// "I'm visiting from Eugene", "we came back from Eugene": as likely a place as somebody.
fn stayed(reader: &Reader, p: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(p, b));
    reader.word(p) == "from"
        && (w(1) == "visiting" || matches!(w(1), "back" | "here") && matches!(w(2), "came" | "come"))
        || reader.word(p) == "in" && w(1) == "back" && !matches!(w(2), "get" | "got" | "put" | "came" | "went")
}

/// "We visited Montserrat": a place, or somebody of that name, where nothing behind it tells.
pub(super) fn visited(reader: &Reader, spot: &Spot) -> bool {
    let seen = |k: usize| {
        matches!(reader.word(k), "visited" | "visit" | "visiting" | "toured" | "explored" | "visitamos" | "besuchten")
    };
    !reader.is_possessive(spot.to.checked_sub(1))
        && reader.gap(spot.from) <= Gap::Space
        && reader.before(spot.from, 1).is_some_and(|p| seen(p) || stayed(reader, p))
        && !taken_up(reader, spot.to, true)
        && !acting(reader, spot.to)
}

/// Whether a verb follows at `at`, of which the name may be the subject.
fn acting(reader: &Reader, at: usize) -> bool {
    reader.gap(at) <= Gap::Space
        && reader.has(at, lex::VERB | lex::AUX | lex::BYVERB)
        && !reader.has(at, lex::PREP | lex::DET | lex::AND)
}

/// Whether a person is spoken of at `at`: "who", "he", and, `met`, where they were met.
fn taken_up(reader: &Reader, at: usize, met: bool) -> bool {
    reader.gap(at) <= Gap::Soft && matches!(reader.word(at), "who" | "he" | "she" | "whom" | "quien" | "qui")
        || met
            && reader.gap(at) <= Gap::Space
            && matches!(reader.word(at), "at" | "in" | "from" | "about" | "behind" | "again")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn with(text: &str, ask: impl Fn(&Reader, &Spot) -> bool) -> bool {
        testing::spot(&testing::nobody(), text, "carmela", ask)
    }

    #[test]
    fn where_somebody_went_is_a_place() {
        assert!(with("On Sunday we climbed Carmela with the kids.", gone_to));
        assert!(with("You drive over Carmela and the sea is there.", gone_to));
        assert!(with("The bus to Carmela was late.", gone_to));
        assert!(!with("When we drove up Carmela came out to us.", gone_to));
        assert!(with("We drove up from Carmela for the white sale.", gone_to));
        assert!(with("We came all the way from Carmela for this.", gone_to));
        assert!(with("The same model back in Carmela, Manitoba, ran for years.", gone_to));
        assert!(!with("A call came from Carmela about my couch.", gone_to));
        assert!(!with("I got the couch from Carmela in furniture.", gone_to));
        assert!(!with("I had a great test drive from Carmela.", gone_to));
        assert!(!with("Nobody came over from Carmela's desk.", gone_to));
        assert!(with("Our day trip to Carmela, booked here, was fun.", gone_to));
        assert!(with("Ayer fuimos a Carmela en autobús.", gone_to));
        assert!(!with("We walked past Carmela without a word.", gone_to));
        assert!(!with("I walked over to Carmela on the desk.", gone_to));
        assert!(!with("I drove to Carmela at the garage.", gone_to));
    }

    #[test]
    fn whom_or_what_one_visits_is_open() {
        assert!(with("We visited Carmela for the day.", visited));
        assert!(!with("We visited Carmela in the branch.", visited));
        assert!(!with("I visited Carmela's desk.", visited));
    }
}
