//! People of another house by how the card sets it against ours: "their Tom" beside "your desk", "your rivals have Tom", "Tom, who
//! works for our building", "Chez Orphée, Tom".

use super::bots::opens_quotation;
use super::firms::{SHOPS, strange};
use super::houses::house_after;
use crate::analysis::fold::{Case, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::trades::{HOUSES, is, ours};

/// Bodies that have people of their own, and are rarely the house that a card is written to.
const BODIES: &[&str] = &[
    "council",
    "insurer",
    "insurers",
    "insurance",
    "customs",
    "ombudsman",
    "strata",
    "courier",
    "couriers",
    "dmv",
    "school",
    "university",
    "police",
    "court",
    "union",
    "landlord",
    "embassy",
    "bank",
    "freeholder",
];

/// Whether the body at `k` is none of ours.
fn body(reader: &Reader, k: usize) -> bool {
    BODIES.contains(&reader.word(k)) && !ours(reader, k) && !reader.has(k, lex::DEPT)
}

/// A house called by name that is none of ours, nor a town or a person.
fn named(reader: &Reader, k: usize) -> bool {
    let person = lex::GIVEN | lex::SURNAME | lex::PLACE;
    reader.mode == Mode::Normal
        && reader.organisation().is_some()
        && reader.capital(k)
        && reader.tok(k).is_some_and(|t| t.letters > 2)
        && strange(reader, k)
        && (reader.unknown(k) || reader.has(k, lex::ORG))
        && !reader.has(k, person)
}

/// Whether the words around the name say that they are of a house that is set against ours; the share of such who are ours.
pub(super) fn set_apart(reader: &Reader, i: usize, last: usize) -> Option<f32> {
    if rival(reader, i) || by_clause(reader, last) || not_yours(reader, last) || own_house(reader, last) {
        return Some(0.2);
    }
    let open = theirs(reader, i)
        || officer(reader, i, last)
        || at_body(reader, i, last)
        || opening(reader, i)
        || signed(reader, i);
    open.then_some(0.4)
}

/// "Nobody of yours helped, it was their Tom", "Their receptionist Tom is quicker than your desk": who says "you" to us calls
/// others "their".
fn theirs(reader: &Reader, i: usize) -> bool {
    let role = reader.before(i, 1).filter(|k| reader.gap(i) <= Gap::Space && reader.has(*k, lex::ROLE));
    let at = role.unwrap_or(i);
    let Some(their) = reader.before(at, 1).filter(|k| reader.gap(at) <= Gap::Space && reader.word(*k) == "their")
    else {
        return false;
    };
    let you = |k: usize| matches!(reader.word(k), "you" | "your" | "yours");
    // "Your team are great, their Tom most of all".
    let your_people = (1..=12).map_while(|b| reader.before(their, b)).any(|k| {
        you(k)
            && (k + 1..k + 4)
                .any(|n| reader.has(n, lex::ROLE | lex::DEPT) || matches!(reader.word(n), "people" | "lads" | "shop"))
    });
    !your_people && (0..reader.len()).any(you)
}

/// "Your rivals have Tom on the door", "the other lot gave us Tom".
fn rival(reader: &Reader, i: usize) -> bool {
    for back in 1..=14usize {
        let Some(k) = reader.before(i, back) else { return false };
        let of = reader.word_at(reader.before(k, 1));
        match reader.word(k) {
            "but" | "while" | "whereas" | "then" | "so" | "unlike" | "than" | "until" => return false,
            "rivals" | "competitors" | "competition" | "rival" | "competitor" if of == "your" => {
                return !compared(reader, k);
            }
            "lot" | "mob" | "crowd" | "bunch" if of == "other" => return !compared(reader, k),
            _ => {}
        }
    }
    false
}

/// "Unlike your rivals, Tom listened", "I'd had enough of the other lot, and Tom listened".
fn compared(reader: &Reader, k: usize) -> bool {
    (2..=4).filter_map(|b| reader.before(k, b)).any(|n| {
        matches!(
            reader.word(n),
            "unlike" | "than" | "from" | "of" | "to" | "after" | "tried" | "left" | "over" | "against" | "compared"
        )
    })
}

/// "Tom, who works for our building", "Tom who runs the corner shop", "Tom, who's with Safestow", "Tom, qui tient le bistrot".
fn by_clause(reader: &Reader, last: usize) -> bool {
    let at = last + 1;
    if reader.gap(at) > Gap::Soft || !matches!(reader.word(at), "who" | "whos" | "qui") {
        return false;
    }
    let w = |on: usize| reader.word_at(reader.after(at, on));
    let local =
        |on: usize| matches!(w(on), "local" | "branch" | "store" | "shop" | "account" | "case" | "order" | "usual");
    let house = |on: usize| {
        let (k, next) = (at + on, at + on + 1);
        reader.has(k, lex::MINE) && !local(on + 1)
            || named(reader, k)
            || reader.has(k, lex::DET) && (is(reader, next, HOUSES) && !ours(reader, next) || named(reader, next))
    };
    match (w(1), w(2)) {
        ("i" | "we", "work" | "worked" | "rent") => matches!(w(3), "for" | "with" | "from" | "under"),
        ("works" | "worked", "for" | "at") => house(3),
        ("with", _) => reader.is_possessive(Some(at)) && named(reader, at + 2),
        ("is" | "was", "with") => named(reader, at + 3),
        ("runs" | "owns" | "manages" | "keeps" | "tient" | "dirige", _) => {
            let corner = w(3) == "corner" && SHOPS.contains(&w(4));
            let across = (3..=7).any(|on| {
                matches!((w(on), w(on + 1)), ("next", "door") | ("across", "the") | ("d", "en") | ("down", "the"))
            });
            corner || across || reader.has(at + 2, lex::DET) && is(reader, at + 3, HOUSES) && !ours(reader, at + 3)
        }
        _ => false,
    }
}

/// "Tom, who told me he doesn't work for you", "Tom isn't one of yours" within the sentence.
fn not_yours(reader: &Reader, last: usize) -> bool {
    (1..=16).map_while(|on| reader.after(last, on)).any(|k| {
        let w = |on: usize| reader.word_at(reader.after(k, on));
        let one_of_yours = || w(1) == "one" && w(2) == "of" && matches!(w(3), "yours" | "your");
        match reader.word(k) {
            "doesnt" | "didnt" | "not" => {
                matches!(w(1), "work" | "working") && w(2) == "for" && w(3) == "you" && reader.gap(k + 4) >= Gap::Soft
                    || one_of_yours()
            }
            "isnt" | "wasnt" => one_of_yours(),
            "nothing" => {
                (w(1), w(2), w(3), w(4)) == ("to", "do", "with", "you")
                    && reader.before(k, 1).is_some_and(|b| matches!(reader.word(b), "and" | "is" | "was"))
                    && (last + 1..k).any(|n| reader.word(n) == "who")
            }
            _ => false,
        }
    })
}

/// "Tom in our own finance department", "Tom at our own clinic": the writer's.
fn own_house(reader: &Reader, last: usize) -> bool {
    let w = |on: usize| reader.word_at(reader.after(last, on));
    reader.gap(last + 1) <= Gap::Space
        && matches!(w(1), "in" | "at" | "from" | "of")
        && matches!(w(2), "our" | "my")
        && w(3) == "own"
}

/// "The insurer's assessor, a Mr Grant", "the council's warden, a polite fellow named Tom".
fn officer(reader: &Reader, i: usize, last: usize) -> bool {
    let introduced = reader.before(i, 1).is_some_and(|k| matches!(reader.word(k), "named" | "called"));
    let titled = reader.before(i, 1).is_some_and(|k| reader.has(k, lex::TITLE) || reader.has(k, lex::DET));
    // "It was the insurer's fault, Tom did all he could" goes on.
    let apposed =
        reader.gap(i) == Gap::Soft && (reader.gap(last + 1) == Gap::Soft || reader.word(last + 1) == "something");
    if !apposed && !introduced && !titled {
        return false;
    }
    (2..=8)
        .map_while(|b| reader.before(i, b))
        .take_while(|k| {
            !reader.has(*k, lex::VERB | lex::AUX) || reader.has(*k, lex::DET) || reader.is_possessive(Some(*k))
        })
        .any(|k| {
            // "the warranty company's inspector" is another's where "the company's" is ours.
            let firm = matches!(reader.word(k), "company" | "firm")
                && reader.before(k, 1).is_some_and(|m| {
                    !reader.has(m, lex::DET | lex::POSS | lex::OTHER) && !ours(reader, m) && !reader.has(m, lex::DEPT)
                });
            reader.is_possessive(Some(k)) && (body(reader, k) || firm)
        })
}

/// "Tom at customs", "Tom from the strata", "Tom at the ombudsman's office", "Tom in the fraud team at Yorkshire Bank".
fn at_body(reader: &Reader, i: usize, last: usize) -> bool {
    let Some(at) = reader.after(last, 1).filter(|k| reader.gap(*k) <= Gap::Space) else { return false };
    if !matches!(reader.word(at), "at" | "from" | "in") {
        return false;
    }
    let k = at + 1 + usize::from(matches!(reader.word(at + 1), "the" | "a"));
    let close = (at + 1..=k).all(|n| reader.gap(n) <= Gap::Space);
    let surgery =
        matches!(reader.word(k), "doctors" | "doctor" | "gp") && matches!(reader.word(k + 1), "surgery" | "practice");
    // "some Tom in a phone shop".
    let some = reader.before(i, 1).is_some_and(|p| reader.word(p) == "some")
        && reader.word(at + 1) == "a"
        && (k..k + 2).any(|n| SHOPS.contains(&reader.word(n)) && reader.word(n) != "place")
        && reader.word(at) != "from";
    let team = || {
        (at + 2..at + 5)
            .take_while(|n| reader.gap(*n) <= Gap::Space)
            .find(|n| matches!(reader.word(*n), "team" | "department" | "office"))
            .is_some_and(|n| house_after(reader, n).is_some())
    };
    close && (body(reader, k) || surgery && !ours(reader, k) || some) || team()
}

/// "Chez Orphée, Tom m'a aidé", "Over at Dunmore's they've Tom", "When I was with Bluefern it was Tom": where the sentence begins.
fn opening(reader: &Reader, i: usize) -> bool {
    if reader.mode != Mode::Normal {
        return false;
    }
    let least = i.saturating_sub(14);
    let Some(start) = (least..i).rev().find(|k| reader.gap(*k) == Gap::Hard) else { return false };
    let w = |on: usize| reader.word(start + on);
    let to_us = |k: usize| {
        matches!(reader.word(k), "you" | "your" | "vous" | "vos" | "votre" | "usted" | "ustedes" | "ihnen" | "here")
    };
    if (start..i).any(to_us) {
        return false;
    }
    let over = usize::from(matches!(w(0), "over" | "down" | "up" | "back"));
    let (k, next) = (start + over + 1, start + over + 2);
    match w(over) {
        "chez" => named(reader, k),
        "en" => {
            let tal = (start..i).any(|k| matches!(reader.word(k), "tal" | "cierto" | "cierta"));
            tal && reader.capital(k) && strange(reader, k)
        }
        "at" => {
            let they = reader.is_possessive(Some(k)) && matches!(reader.word(next), "they" | "theyve" | "theyd");
            let the = reader.word(k) == "the";
            let letters = reader.tok(next).is_some_and(|t| t.case == Case::Upper && t.letters > 2);
            they && reader.capital(k) && strange(reader, k) || the && letters && named(reader, next)
        }
        "when" => {
            let with = matches!(w(over + 1), "i" | "we")
                && matches!(w(over + 2), "was" | "were")
                && matches!(w(over + 3), "with" | "at" | "over");
            with && named(reader, start + over + 4)
        }
        _ => false,
    }
}

/// "signed 'Ruth, Client Care'": whose name stands below somebody's letter, in quotation marks.
fn signed(reader: &Reader, i: usize) -> bool {
    reader.gap(i) == Gap::Soft
        && reader.tok(i).is_some_and(|t| opens_quotation(t.mark))
        && reader.before(i, 1).is_some_and(|k| reader.word(k) == "signed")
}

/// "Tom hasn't lived here since 2019", "Frau Nowak wohnt hier nicht mehr": whose post comes to the writer's house.
pub(super) fn lived_here(reader: &Reader, last: usize) -> bool {
    let w = |on: usize| reader.word_at(reader.after(last, on));
    reader.gap(last + 1) <= Gap::Space
        && match (w(1), w(2)) {
            ("hasnt" | "doesnt" | "didnt", "lived" | "live") => matches!(w(3), "here" | "at" | "there"),
            ("has" | "does", "not") => matches!(w(3), "lived" | "live") && matches!(w(4), "here" | "at" | "there"),
            ("no", "longer") => w(3) == "lives",
            ("wohnt", _) => (2..=4).any(|on| w(on) == "nicht"),
            ("n", "habite") => matches!(w(3), "plus" | "pas"),
            ("ya", "no") => w(3) == "vive",
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn apart(text: &str) -> bool {
        let house = testing::house("Fairholm Motors", [testing::kim("Tyres")]);
        testing::at(&house, text, "kim", |reader, i| set_apart(reader, i, i).is_some())
    }

    #[test]
    fn who_says_you_to_us_calls_others_their() {
        assert!(apart("Brightway moved us, and it was their Kim who sorted it. Nobody in your uniform did."));
        assert!(apart("Their receptionist Kim gave me your number."));
        assert!(!apart("A lovely company, and their Kim was brilliant."));
        assert!(!apart("Your team are brilliant, their Kim most of all."));
    }

    #[test]
    fn a_rival_has_people_of_its_own() {
        assert!(apart("The other lot across the river have Kim on the door."));
        assert!(apart("Transdale, your rivals, have a fella called Kim."));
        assert!(!apart("Unlike your rivals, Kim listened."));
        assert!(!apart("I had tried the other lot, but Kim was better."));
    }

    #[test]
    fn a_clause_may_tell_whom_somebody_works_for() {
        assert!(apart("Kim, who works for our building as concierge, let them in."));
        assert!(apart("Kim, who I work for, says so."));
        assert!(apart("Kim who runs the corner shop lent me one."));
        assert!(apart("Kim, who told me he doesn't work for you, came."));
        assert!(apart("Kim in our own finance department rang."));
        assert!(!apart("Kim, who works for you, came."));
        assert!(!apart("Kim, who works at my local branch, came."));
        assert!(!apart("Kim who runs the tyre bay was kind."));
        assert!(!apart("Kim who I dealt with was kind."));
    }

    #[test]
    fn bodies_have_people_of_their_own() {
        assert!(apart("The insurer's assessor, a Mr Kim, rang."));
        assert!(apart("The warranty company's inspector, Kim something, rang."));
        assert!(apart("Kim from the strata tells me to wait."));
        assert!(apart("Kim at customs had signed it."));
        assert!(!apart("It was the insurer's fault, Kim did all she could."));
        assert!(!apart("The company's engineer, Kim, rang."));
        assert!(!apart("Kim at the front desk rang."));
        assert!(!apart("Kim from your insurance side rang."));
    }

    #[test]
    fn a_sentence_may_begin_at_another_house() {
        assert!(apart("Chez Orphea Kim m'a aidé."));
        assert!(apart("When I was with Bluefern it was always Kim."));
        assert!(apart("Over at Dunmore's they've a girl, Kim, who is kind."));
        assert!(!apart("When I was with Kim it was fine."));
        assert!(!apart("At Dunmore's your man Kim was kind."));
    }

    #[test]
    fn whoever_lived_there_is_no_staff() {
        let lived = |text: &str| testing::at(&testing::nobody(), text, "kim", lived_here);
        assert!(lived("Kim hasn't lived here since 2019."));
        assert!(lived("Kim wohnt hier nicht mehr."));
        assert!(!lived("Kim lives for her work."));
        assert!(!lived("Kim doesn't live up to it."));
    }
}
