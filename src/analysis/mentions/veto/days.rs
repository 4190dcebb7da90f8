//! Names that are days of the week: "We sailed Sunday", "Sunday lunchtime".

use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::cues::Cues;
use crate::analysis::mentions::reader::Reader;

/// What goes on with a day: a part of it, or what there is on it.
const PARTS: &[&str] = &[
    "morning",
    "mornings",
    "lunchtime",
    "lunch",
    "afternoon",
    "afternoons",
    "evening",
    "evenings",
    "night",
    "nights",
    "noon",
    "midday",
    "midnight",
    "breakfast",
    "brunch",
    "dinner",
    "dinnertime",
    "teatime",
    "tea",
    "am",
    "pm",
    "gone",
    "week",
    "roast",
    "trading",
    "opening",
    "papers",
    "crossing",
    "sailing",
    "ferry",
    "train",
    "bus",
    "flight",
    "delivery",
    "shift",
    "class",
    "session",
    "service",
    "matin",
    "soir",
    "midi",
    "manana",
    "tarde",
    "noche",
    "fruh",
    "abend",
    "mittag",
    "nachmittag",
    "vormittag",
    "morgen",
    "nacht",
];

/// What stands before a day and before nobody.
const WHEN: &[&str] = &[
    "on",
    "last",
    "next",
    "this",
    "every",
    "each",
    "until",
    "till",
    "til",
    "since",
    "late",
    "early",
    "past",
    "coming",
    "previous",
    "following",
    "all",
    "before",
    "after",
    "by",
    "for",
    "el",
    "le",
    "am",
    "ce",
    "este",
    "letzten",
    "nachsten",
    "dernier",
    "seit",
    "bis",
    "jeden",
    "chaque",
    "cada",
];

/// What was done on a day, and to nobody; small words that end such a verb.
const DONE: &[&str] = &[
    "sailed",
    "left",
    "arrived",
    "flew",
    "departed",
    "travelled",
    "traveled",
    "came",
    "went",
    "returned",
    "drove",
    "landed",
    "stayed",
    "started",
    "finished",
    "opened",
    "closed",
    "happened",
    "moved",
    "ordered",
    "booked",
    "due",
    "delivered",
    "collected",
    "in",
    "out",
    "back",
    "home",
    "here",
    "there",
    "up",
    "off",
    "over",
    "open",
    "fahren",
    "fuhren",
    "salimos",
    "llegamos",
    "partis",
    "arrives",
];

/// Whether the name at `i` is the day: by what goes on with it, by what stands before it, by another day beside it.
pub(super) fn weekday(reader: &Reader, i: usize, cues: &Cues) -> bool {
    if !reader.has(i, lex::DAY) {
        return false;
    }
    let next = reader.after(i, 1).filter(|k| reader.gap(*k) <= Gap::Space);
    let prev = reader.before(i, 1).filter(|_| reader.gap(i) <= Gap::Space);
    let part = |k: usize| PARTS.contains(&reader.word(k)) || reader.tok(k).is_some_and(|t| t.digits);
    let just = next.filter(|k| matches!(reader.word(*k), "just" | "por" | "au" | "a"));
    if next.is_some_and(part) || just.is_some_and(|k| part(k + 1) || part(k + 2) && reader.has(k + 1, lex::DET)) {
        return true;
    }
    let and =
        |k: Option<usize>| k.is_some_and(|k| reader.has(k, lex::AND) || matches!(reader.word(k), "to" | "through"));
    let beside = and(prev) && reader.is(reader.before(i, 2), lex::DAY)
        || and(next) && reader.is(reader.after(i, 2), lex::DAY)
        || reader.gap(i) == Gap::Soft && reader.is(reader.before(i, 1), lex::DAY);
    let subject = reader.is(next, lex::VERB | lex::AUX | lex::BYVERB);
    let said = reader.word_at(prev);
    let when =
        WHEN.contains(&said) && cues.left < 2.2 && !(subject && !matches!(said, "on" | "last" | "this" | "every"));
    beside || when || DONE.contains(&said) && !subject
}

/// "I rang Sunday and was told no": the day, or somebody of that name.
pub(super) fn rung(reader: &Reader, i: usize) -> bool {
    reader.has(i, lex::DAY)
        && reader.before(i, 1).is_some_and(|p| {
            reader.gap(i) <= Gap::Space
                && matches!(
                    reader.word(p),
                    "rang"
                        | "called"
                        | "phoned"
                        | "emailed"
                        | "visited"
                        | "wrote"
                        | "saw"
                        | "met"
                        | "you"
                        | "me"
                        | "it"
                )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn is_day(text: &str, name: &str) -> bool {
        testing::at(&testing::nobody(), text, name, |reader, i| weekday(reader, i, &Cues::default()))
    }

    #[test]
    fn a_day_is_told_from_a_name_by_its_neighbours() {
        let day = |text: &str| is_day(text, "sunday");
        assert!(day("We got in Sunday teatime."));
        assert!(day("It arrived Sunday and was broken."));
        assert!(day("Closed from Saturday to Sunday."));
        assert!(is_day("Llegó el domingo por la tarde.", "domingo"));
        assert!(!day("Sunday in the bar told us a joke."));
        assert!(!day("When we arrived Sunday helped us with the bags."));
        assert!(!day("Thanks to Sunday for the tea."));
    }
}
