//! Where somebody was instead, or how they are known, which explains that it was not they: "Tom had the day off", "Tom was at
//! lunch", "Tom would never".

use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::Reader;
use crate::analysis::mentions::spot::Spot;

/// What somebody was who was not there.
const GONE: &[&str] = &[
    "away",
    "absent",
    "elsewhere",
    "abroad",
    "sick",
    "ill",
    "unwell",
    "retired",
    "gone",
    "home",
    "hospitalised",
    "absente",
    "malade",
    "parti",
    "partie",
    "enfermo",
    "enferma",
    "ausente",
    "fuera",
    "libre",
    "krank",
    "weg",
    "verreist",
    "abwesend",
    "unterwegs",
    "rentre",
    "rentree",
];

/// What somebody is away at, behind "at".
const AT: &[&str] = &[
    "lunch",
    "dinner",
    "home",
    "dentist",
    "doctor",
    "doctors",
    "wedding",
    "funeral",
    "hospital",
    "break",
    "breakfast",
];

/// What somebody is away on, behind "on".
const ON: &[&str] = &[
    "leave",
    "break",
    "holiday",
    "holidays",
    "vacation",
    "lunch",
    "maternity",
    "paternity",
    "annual",
    "sick",
    "parental",
    "honeymoon",
    "another",
    "sabbatical",
    "shore",
    "strike",
    "furlough",
];

/// What somebody was on, at or in, in Spanish, French and German.
const ABROAD: &[&str] =
    &["vacaciones", "baja", "permiso", "viaje", "conge", "conges", "vacances", "arret", "urlaub", "pause", "hause"];

/// How somebody looks, whom the writer did not see.
const LOOKS: &[&str] = &[
    "tall", "short", "taller", "shorter", "older", "younger", "bald", "blond", "blonde", "ginger", "thin", "slim",
    "skinny", "bearded", "woman", "man", "girl", "old", "young", "dark",
];

/// What of somebody's tells them from another.
const TRAITS: &[&str] = &[
    "voice",
    "face",
    "accent",
    "handwriting",
    "writing",
    "laugh",
    "manner",
    "style",
    "signature",
    "stimme",
    "gesicht",
    "voix",
    "voz",
];

/// Whether what follows the name says why it was not they, and no deed of theirs.
pub fn alibi(reader: &Reader, spot: &Spot) -> bool {
    // "Asha madam was on leave".
    let called = matches!(reader.word(spot.to), "madam" | "maam" | "sir" | "ji") && reader.gap(spot.to) <= Gap::Space;
    let to = spot.to + usize::from(called);
    if reader.gap(to) > Gap::Space {
        return false;
    }
    if reader.is_possessive(to.checked_sub(1)) {
        // "Mark's on leave".
        let on =
            reader.word(to) == "on" && matches!(reader.word(to + 1), "leave" | "holiday" | "vacation" | "maternity");
        // "Tony's been off since Easter".
        let off = reader.word(to) == "been" && matches!(reader.word(to + 1), "off" | "away" | "gone");
        return on
            || off
            || matches!(reader.word(to), "day" | "shift" | "holiday" | "leave" | "vacation" | "lunch" | "break")
                && (to..to + 4)
                    .any(|k| matches!(reader.word(k), "off" | "over" | "finished" | "ended" | "started" | "was"));
    }
    let adverb = |k: usize| {
        reader.word(k).ends_with("ly")
            || matches!(reader.word(k), "even" | "also" | "already" | "just" | "still" | "himself" | "herself" | "then")
    };
    let at = to + usize::from(adverb(to));
    let Some(end) = away(reader, at).or_else(|| unlike(reader, at)) else { return false };
    !turned(reader, end)
}

/// "Tom was off that day", "was on leave the whole week": an alibi for the time that the card tells of.
pub(super) fn dated(reader: &Reader, spot: &Spot) -> bool {
    let times = |word: &str| matches!(word, "day" | "week" | "weekend" | "night" | "evening" | "morning" | "afternoon");
    let span = |k: usize| times(reader.word(k)) || times(reader.word(k + 1));
    let then = |k: usize| match reader.word(k) {
        "that" => span(k + 1),
        "the" => matches!(reader.word(k + 1), "whole" | "entire" | "full") && span(k + 2),
        _ => false,
    };
    (spot.to..spot.to + 6).take_while(|k| reader.gap(*k) <= Gap::Space).any(then) && alibi(reader, spot)
}

/// "Tom never touched it", "Tom has never set foot in my house": no deed of theirs, where others wrote of one.
pub(super) fn uninvolved(reader: &Reader, spot: &Spot) -> bool {
    let at = spot.to + usize::from(matches!(reader.word(spot.to), "has" | "had"));
    reader.word(at) == "never"
        && (spot.to..=at + 1).all(|k| reader.gap(k) <= Gap::Space)
        && match reader.word(at + 1) {
            "touched" | "entered" => true,
            "set" => reader.word(at + 2) == "foot",
            "laid" => matches!(reader.word(at + 2), "a" | "hands" | "eyes"),
            "been" | "was" => matches!(reader.word(at + 2), "in" | "at" | "near" | "inside" | "there"),
            _ => false,
        }
}

/// The end of what says that they were away, if the words at `at` do.
pub(super) fn away(reader: &Reader, at: usize) -> Option<usize> {
    let w = |on: usize| reader.word(at + on);
    match w(0) {
        "was" | "is" | "were" | "s" | "estaba" | "esta" | "etait" | "est" | "war" | "ist" => absent(reader, at + 1),
        "had" | "has" | "d" if w(1) == "been" => absent(reader, at + 2),
        "had" | "has" | "took" | "having" | "d" | "hed" | "shed" => {
            let k = at + 1 + usize::from(matches!(w(1), "already" | "just" | "long" | "since" | "taken" | "had"));
            let left = matches!(reader.word(k), "left" | "gone" | "finished" | "retired" | "quit" | "clocked");
            let closed = reader.gap(k + 1) >= Gap::Soft
                || matches!(
                    reader.word(k + 1),
                    "home" | "early" | "by" | "for" | "at" | "before" | "long" | "off" | "that" | "on"
                );
            if left && closed && w(0) != "took" {
                return Some(k + 1);
            }
            let off = (k..k + 5).take_while(|n| reader.gap(*n) <= Gap::Space).find(|n| reader.word(*n) == "off")?;
            let day = (k..off).any(|n| {
                matches!(
                    reader.word(n),
                    "day"
                        | "days"
                        | "week"
                        | "weeks"
                        | "morning"
                        | "afternoon"
                        | "evening"
                        | "night"
                        | "weekend"
                        | "shift"
                        | "time"
                )
            });
            day.then_some(off + 1)
        }
        "retired" | "libraba" => Some(at + 1),
        "called" if w(1) == "in" && w(2) == "sick" => Some(at + 3),
        "didnt" | "doesnt" if w(1) == "work" => Some(at + 2),
        "hatte" if matches!(w(1), "frei" | "urlaub") => Some(at + 2),
        "hatte" if matches!(w(2), "frei" | "urlaub") || w(3) == "frei" => Some(at + 4),
        "tenia" if (1..=3).any(|on| matches!(w(on), "libre" | "fiesta" | "vacaciones")) => Some(at + 4),
        "avait" if w(1) == "conge" => Some(at + 2),
        "avait" if w(1) == "pris" && matches!(w(3), "journee" | "matinee" | "conge") => Some(at + 4),
        _ => None,
    }
}

/// "war an dem Tag gar nicht da", "war nicht im Dienst".
pub(super) fn gone(reader: &Reader, war: usize) -> bool {
    (1..=6).filter_map(|on| reader.after(war, on)).any(|k| {
        let there = reader.word(k + 1) == "da" && reader.gap(k + 2) >= Gap::Soft;
        let in_service =
            reader.word(k + 1) == "im" && matches!(reader.word(k + 2), "dienst" | "haus" | "laden" | "buro");
        reader.word(k) == "nicht" && (there || in_service)
    })
}

/// The end of a place or state behind "was" that is not at work, if one begins at `from`.
fn absent(reader: &Reader, from: usize) -> Option<usize> {
    let w = |k: usize| reader.word(k);
    let state = |k: usize| GONE.contains(&w(k)) && !matches!(w(k + 1), "of" | "with");
    if state(from) {
        return Some(from + 1);
    }
    let at =
        from + usize::from(w(from).ends_with("ly") || matches!(w(from), "already" | "even" | "away" | "out" | "still"));
    let at = if at > from && reader.gap(at) >= Gap::Soft { from } else { at };
    if state(at) {
        return Some(at + 1);
    }
    let small = |k: usize| {
        k + usize::from(reader.has(k, lex::DET | lex::POSS) || matches!(w(k), "his" | "her" | "their" | "em" | "im"))
    };
    match w(at) {
        "off" | "out" => {
            let closed = reader.gap(at + 1) >= Gap::Soft;
            let when = matches!(
                w(at + 1),
                "that"
                    | "sick"
                    | "ill"
                    | "on"
                    | "for"
                    | "all"
                    | "work"
                    | "shift"
                    | "duty"
                    | "today"
                    | "yesterday"
                    | "when"
                    | "at"
                    | "the"
                    | "this"
                    | "last"
                    | "then"
                    | "so"
                    | "and"
            );
            let busy = w(at) == "out" && matches!(w(at + 1), "the" | "and" | "so" | "on" | "at");
            (closed || when && !busy).then_some(at + 1)
        }
        "at" => AT.contains(&w(small(at + 1))).then_some(small(at + 1) + 1),
        "on" => ON.contains(&w(small(at + 1))).then_some(small(at + 1) + 1),
        "in" => {
            let town = reader.capital(at + 1)
                && reader.gap(at + 1) <= Gap::Space
                && (reader.has(at + 1, lex::PLACE)
                    || reader.unknown(at + 1)
                    || reader.tok(at + 1).is_some_and(|t| reader.roster.team_word(t.hash)))
                && !reader.has(at + 1, lex::DEPT);
            let other = matches!(w(at + 1), "hospital" | "another" | "surgery")
                || w(at + 1) == "a" && matches!(w(at + 2), "meeting" | "different");
            (town || other).then_some(at + 2)
        }
        "across" => (w(at + 1) == "town").then_some(at + 2),
        "busy" | "working" | "helping" | "serving" => {
            let other = |k: &usize| matches!(w(*k), "elsewhere" | "another" | "other" | "different");
            (at + 1..at + 5).take_while(|k| reader.gap(*k) <= Gap::Space).find(other).map(|k| k + 1)
        }
        "de" | "en" | "im" | "zu" | "auf" | "a" => {
            let k = if matches!(w(at + 1), "la" | "le" | "dem") { at + 2 } else { at + 1 };
            ABROAD.contains(&w(k)).then_some(k + 1)
        }
        _ => None,
    }
}

/// The end of what says that they are otherwise than who was met: "is tall", "has a beard", "would never", "only does mornings".
fn unlike(reader: &Reader, at: usize) -> Option<usize> {
    let w = |on: usize| reader.word(at + on);
    match (w(0), w(1)) {
        ("would" | "d" | "wouldnt", "never") | ("would", "not") | ("only", "does" | "works") => Some(at + 2),
        ("wouldnt", _) => Some(at + 1),
        ("is" | "s", "always" | "usually") => None,
        ("is" | "s", _) => {
            let k = at + 1 + usize::from(matches!(w(1), "a" | "much" | "very" | "quite"));
            let k = k + usize::from(matches!(reader.word(k), "much" | "very" | "quite"));
            LOOKS.contains(&reader.word(k)).then_some(k + 1)
        }
        ("has" | "doesnt", _) => (1..=5)
            .take_while(|on| reader.gap(at + on) <= Gap::Space)
            .find(|on| matches!(w(*on), "beard" | "hair" | "moustache" | "accent" | "glasses" | "tattoo" | "tattoos"))
            .map(|on| at + on + 1),
        _ => None,
    }
}

/// "was at lunch but came down", "was off, yet he rang": whether a deed of theirs goes on behind `end`.
fn turned(reader: &Reader, end: usize) -> bool {
    (end..end + 5).find(|k| matches!(reader.word(*k), "but" | "and" | "yet" | "then" | "still")).is_some_and(|k| {
        (end..=k).all(|n| reader.gap(n) < Gap::Hard)
            && (matches!(reader.word(k + 1), "he" | "she" | "still" | "even")
                || reader.has(k + 1, lex::VERB | lex::BYVERB) && !reader.has(k + 1, lex::DET | lex::PRON))
    })
}

/// "I know Tom's voice": what the writer knows of them is what tells them from another.
pub(super) fn by_trait(reader: &Reader, spot: &Spot) -> bool {
    reader.is_possessive(spot.to.checked_sub(1)) && TRAITS.contains(&reader.word(spot.to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn excused(text: &str) -> bool {
        testing::spot(&testing::nobody(), text, "cliff", alibi)
    }

    #[test]
    fn who_was_elsewhere_did_not_do_it() {
        assert!(excused("Cliff had the day off."));
        assert!(excused("Cliff was at lunch; somebody else rang me up."));
        assert!(excused("Cliff was on leave."));
        assert!(excused("Cliff was away that week."));
        assert!(excused("Cliff had already gone home."));
        assert!(excused("Cliff would never talk like that."));
        assert!(excused("Cliff estaba de vacaciones."));
        assert!(excused("Cliff était en congé."));
        assert!(excused("Cliff hatte frei."));
    }

    #[test]
    fn an_alibi_may_be_for_that_very_day() {
        let that_day = |text: &str| testing::spot(&testing::nobody(), text, "cliff", dated);
        assert!(that_day("Cliff was off that day, it says so on the rota."));
        assert!(that_day("Cliff was on leave the whole week."));
        assert!(!that_day("Cliff was off when I rang."));
        assert!(!that_day("Cliff worked late that day."));
    }

    #[test]
    fn who_never_touched_it_had_no_part_in_it() {
        let apart = |text: &str| testing::spot(&testing::nobody(), text, "cliff", uninvolved);
        assert!(apart("Cliff never touched the car."));
        assert!(apart("Cliff has never set foot in my house."));
        assert!(!apart("Cliff never came."));
        assert!(!apart("Cliff never rang me back."));
    }

    #[test]
    fn a_deed_or_praise_is_no_alibi() {
        assert!(!excused("Cliff was at lunch but came down to help."));
        assert!(!excused("Cliff is always lovely."));
        assert!(!excused("Cliff came the next day and fixed it."));
        assert!(!excused("Cliff had a look at it."));
        assert!(!excused("Cliff was rude."));
    }
}
