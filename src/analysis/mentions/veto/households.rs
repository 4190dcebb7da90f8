//! Customers' children, pets and pairs, told by what is theirs or befell them: "did Ana's nails", "Rex slipped his lead", "Ana and
//! Ben get married".

use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::Reader;
use crate::analysis::mentions::trades::known_here;

/// What somebody does to hair, claws and teeth.
const TENDED: &[&str] = &[
    "did",
    "do",
    "does",
    "doing",
    "cut",
    "cuts",
    "cutting",
    "clipped",
    "clipping",
    "trimmed",
    "trimming",
    "brushed",
    "brushing",
    "washed",
    "dyed",
    "coloured",
    "colored",
    "styled",
    "shaved",
    "checked",
    "cleaned",
    "removed",
    "filled",
    "pulled",
    "straightened",
    "filed",
    "painted",
    "braided",
    "plaited",
];

/// Whether the name is a customer's, a child's or a pet's, by what is theirs, befell them or whom they stand with.
pub(super) fn household(reader: &Reader, i: usize, last: usize) -> bool {
    of_body(reader, i, last) || mishap(reader, last) || with_the_twins(reader, last) || married(reader, i, last)
}

/// Parts that only an animal has.
const ANIMAL_PARTS: &[&str] = &[
    "paw", "paws", "claw", "claws", "tail", "fur", "whiskers", "hoof", "hooves", "mane", "muzzle", "snout", "dewclaw",
];

/// What a child has and no employee.
const CHILD_THINGS: &[&str] =
    &["nappy", "nappies", "diaper", "diapers", "pram", "pushchair", "stroller", "potty", "teddy"];

/// "Poppy did Ana's nails", "Rex's paws", "Ana's first day at school": what is tended or owned is a customer's.
fn of_body(reader: &Reader, i: usize, last: usize) -> bool {
    let n = last + 1;
    if !reader.is_possessive(Some(last)) || reader.gap(n) > Gap::Space {
        return false;
    }
    let word = reader.word(n);
    if ANIMAL_PARTS.contains(&word) || CHILD_THINGS.contains(&word) {
        return true;
    }
    if matches!(word, "first" | "last") && reader.word(n + 1) == "day" {
        let big = matches!(reader.word(n + 3), "big" | "primary" | "infant" | "junior" | "secondary" | "high" | "new");
        return matches!(reader.word(n + 2), "at" | "of")
            && matches!(
                reader.word(n + 3 + usize::from(big)),
                "school" | "infants" | "nursery" | "playgroup" | "preschool" | "kindergarten"
            );
    }
    let part = matches!(
        word,
        "nails"
            | "hair"
            | "coat"
            | "teeth"
            | "tooth"
            | "beard"
            | "fringe"
            | "ears"
            | "bandage"
            | "dressing"
            | "eyebrows"
    );
    part && reader.before(i, 1).is_some_and(|v| {
        reader.gap(i) <= Gap::Space
            && TENDED.contains(&reader.word(v))
            && !reader.before(v, 1).is_some_and(|s| matches!(reader.word(s), "i" | "we"))
    })
}

/// "slipped her lead", "wagged his tail", "lost a tooth" behind the name.
fn mishap(reader: &Reader, last: usize) -> bool {
    let own = |k: usize| matches!(reader.word(k), "his" | "her" | "its" | "a" | "the" | "another");
    match reader.word(last + 1) {
        "slipped" | "slips" => {
            own(last + 2) && matches!(reader.word(last + 3), "lead" | "leash" | "collar" | "harness" | "halter")
        }
        "wagged" | "wags" => own(last + 2) && reader.word(last + 3) == "tail",
        "lost" => {
            let which = matches!(reader.word(last + 3), "first" | "front" | "milk" | "baby" | "wobbly" | "second");
            own(last + 2) && matches!(reader.word(last + 3 + usize::from(which)), "tooth" | "teeth")
        }
        _ => false,
    }
}

/// Whether somebody's name stands at `k`: a known one, or one of ours.
fn name(reader: &Reader, k: usize) -> bool {
    reader.capital(k) && (reader.has(k, lex::GIVEN) || known_here(reader, k))
}

/// "Ana, Rex and the twins want check-ups": a family, by those who end the list.
fn with_the_twins(reader: &Reader, last: usize) -> bool {
    for k in last + 1..last + 6 {
        if reader.gap(k) == Gap::Hard {
            return false;
        }
        if reader.word(k) == "the" {
            return reader.has(k - 1, lex::AND)
                && matches!(reader.word(k + 1), "twins" | "triplets" | "grandkids" | "grandchildren" | "bairns");
        }
        if !(reader.has(k, lex::AND) || name(reader, k)) {
            return false;
        }
    }
    false
}

/// "Ana and Rex get married on the 4th": a pair who tell the house of their day.
fn married(reader: &Reader, i: usize, last: usize) -> bool {
    let first = reader.word(last + 1) == "and" && name(reader, last + 2);
    let second = || {
        reader.before(i, 1).is_some_and(|a| reader.word(a) == "and")
            && reader.before(i, 2).is_some_and(|k| name(reader, k))
    };
    let k = if first {
        last + 3
    } else if second() {
        last + 1
    } else {
        return false;
    };
    let wed = |k: usize| matches!(reader.word(k), "married" | "wed" | "engaged" | "hitched");
    reader.gap(k) <= Gap::Space
        && match reader.word(k) {
            "get" | "got" | "were" => wed(k + 1),
            "are" => matches!(reader.word(k + 1), "getting" | "to") && (wed(k + 2) || wed(k + 3)),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn theirs(text: &str) -> bool {
        testing::alone(text, "kim", household)
    }

    #[test]
    fn what_is_tended_is_the_customers() {
        assert!(theirs("Rosa cut Kim's hair too short."));
        assert!(theirs("Somebody trod on Kim's paw."));
        assert!(theirs("Bought for Kim's first day at nursery."));
        assert!(!theirs("I loved Kim's hair."));
        assert!(!theirs("It was Kim's first day at the desk."));
        assert!(!theirs("Rosa cut Kim's shift short."));
    }

    #[test]
    fn pairs_families_and_pets_are_told_by_what_befell_them() {
        assert!(theirs("Kim slipped her lead by the gate."));
        assert!(theirs("Kim lost her first tooth on your toffee."));
        assert!(theirs("Kim, Rosa and the twins want a slot."));
        assert!(theirs("Kim and Rosa are getting married in May."));
        assert!(!theirs("Kim and Rosa got us married in style."));
        assert!(!theirs("Kim and the team were great."));
        assert!(!theirs("Kim slipped us a voucher."));
        assert!(!theirs("Kim lost a parcel."));
    }
}
