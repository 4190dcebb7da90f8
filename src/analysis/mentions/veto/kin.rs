//! The writer's own: kin, friends, pets and company, told by the words beside the name. Those who are told apart by what they
//! are ("our little girl Joy") are in `family`.

use super::family;
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::context;
use crate::analysis::mentions::persons::sister;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::trades::our_people;
use crate::analysis::mentions::verbs::past;

/// "The kids, Heath and Alana, …", "my daughters Ana and Joy": everyone in the list is theirs.
fn brood(reader: &Reader, i: usize) -> bool {
    let mut at = i;
    for _ in 0..6 {
        let Some(p) = reader.before(at, 1) else { return false };
        let several = reader.word(p) == "laws" && reader.gap(p) == Gap::Hyphen
            || matches!(
                reader.word(p),
                "kids"
                    | "children"
                    | "sons"
                    | "daughters"
                    | "boys"
                    | "girls"
                    | "twins"
                    | "grandkids"
                    | "grandchildren"
                    | "nieces"
                    | "nephews"
                    | "cousins"
                    | "sisters"
                    | "brothers"
                    | "dogs"
                    | "cats"
                    | "pups"
                    | "puppies"
                    | "parents"
                    | "friends"
                    | "hijos"
                    | "hijas"
                    | "enfants"
                    | "kinder"
                    | "roommates"
                    | "neighbors"
                    | "neighbours"
            );
        if several {
            // "the in-laws".
            let first = if reader.word(p) == "laws" { p.saturating_sub(1) } else { p };
            return at != i
                || reader.before(first, 1).is_some_and(|o| {
                    reader.has(o, lex::POSS) && reader.word(o) != "your"
                        || reader.tok(o).is_some_and(|t| t.digits)
                        || matches!(reader.word(o), "the" | "two" | "three" | "both" | "little")
                });
        }
        let listed = reader.has(p, lex::AND)
            || reader.tok(p).is_some_and(|t| t.digits)
            || reader.capital(p) && (reader.has(p, lex::GIVEN) || reader.unknown(p));
        if !listed {
            return false;
        }
        at = p;
    }
    false
}

/// "I was helped by Tom and I must say": the words before the name lead to it, so that its clause may end with it.
fn governed(reader: &Reader, i: usize) -> bool {
    reader.before(i, 1).is_some_and(|p| reader.gap(i) <= Gap::Space && matches!(reader.word(p), "by" | "from"))
        || context::cue(reader, i).is_some_and(|cue| cue.1 >= 2.2)
}

/// "Before I'd finished my tea Sinead had found it": the clause that opened the sentence is over before the name.
fn clause_over(reader: &Reader, i: usize) -> bool {
    let start = (3..=12).filter_map(|b| reader.before(i, b)).find(|k| reader.gap(*k) == Gap::Hard);
    let opened = start.is_some_and(|k| {
        matches!(reader.word(k), "before" | "when" | "after" | "while" | "as" | "once" | "until" | "by" | "whenever")
    });
    opened
        && !(3..=12).map_while(|b| reader.before(i, b)).any(|k| reader.gap(k) == Gap::Soft)
        && reader.gap(i + 1) <= Gap::Space
        && reader.has(i + 1, lex::AUX | lex::VERB)
}

/// What is the writer's own and has no name: "at my turn Tom said", "to our surprise Tom rang".
const OCCASIONS: &[&str] = &[
    "turn",
    "surprise",
    "horror",
    "relief",
    "delight",
    "amazement",
    "astonishment",
    "disappointment",
    "annoyance",
    "shock",
    "visit",
    "stay",
    "appointment",
    "arrival",
    "departure",
    "return",
    "opinion",
    "experience",
    "mind",
    "trip",
    "journey",
    "session",
    "lesson",
    "behalf",
];

/// What kin may have or hold, which the name behind it does not belong to: "my grandfather's village, and Dawn gave up …".
const THEIRS: &[&str] = &[
    "village",
    "house",
    "home",
    "town",
    "farm",
    "flat",
    "car",
    "van",
    "grave",
    "birthday",
    "wedding",
    "funeral",
    "appointment",
    "phone",
    "glasses",
    "order",
    "bag",
    "case",
    "account",
    "claim",
    "ticket",
    "story",
    "room",
    "place",
];

/// Whether the name is kin's, a pet's or a friend's of the writer's own, by the words before it or behind it.
pub(super) fn kin(reader: &Reader, i: usize, last: usize) -> bool {
    // "my wife Joy", "my wife, Joy,", "his ex wife Ana", "my friend's daughter named Ana", "my brother-in-law Tom".
    for back in 1..=5usize {
        let Some(k) = reader.before(i, back) else { break };
        if reader.has(k, lex::KIN) && !(k + 1 == i && sister(reader, k)) {
            let owner = (1..=4)
                .filter_map(|b| reader.before(k, b))
                .take_while(|o| {
                    reader.is_possessive(Some(*o))
                        || reader.has(*o, lex::KIN | lex::POSS | lex::PADJ | lex::WORD)
                            && !reader.has(*o, lex::VERB | lex::PREP)
                })
                .any(|o| reader.has(o, lex::POSS) && !family::yours(reader.word(o)) || reader.is_possessive(Some(o)));
            let between_ok = (k + 1..i).all(|b| {
                matches!(
                    reader.word(b),
                    "in" | "law"
                        | "s"
                        | "named"
                        | "called"
                        | "name"
                        | "is"
                        | "was"
                        | "and"
                        | "to"
                        | "be"
                        | "the"
                        | "old"
                        | "year"
                        | "a"
                        | "also"
                        | "dear"
                ) || reader.has(b, lex::KIN | lex::TITLE)
                    || reader.tok(b).is_some_and(|t| t.digits)
            });
            // "the baby, Summer, slept".
            let told = reader.gap(i) == Gap::Soft && reader.gap(last + 1) >= Gap::Soft;
            let only = reader.has(k, lex::KINONLY) && back == 1 && (reader.gap(i) <= Gap::Space || told);
            // "mom's name is Faith".
            let called = reader.is_possessive(Some(k))
                && reader.word(k + 1) == "name"
                && matches!(reader.word(k + 2), "is" | "was")
                && k + 3 == i;
            if called {
                return true;
            }
            let possessed = reader.is_possessive(Some(k)) && k + 1 == i;
            let verbal = (k + 1..i).any(|b| matches!(reader.word(b), "and" | "to"));
            let dept = matches!(
                reader.word(k),
                "mate"
                    | "pal"
                    | "date"
                    | "kid"
                    | "boss"
                    | "chef"
                    | "partner"
                    | "colleague"
                    | "coworker"
                    | "friend"
                    | "chat"
                    | "ami"
                    | "belle"
                    | "client"
                    | "mann"
                    | "frau"
                    | "dame"
                    | "femme"
                    | "mujer"
            ) && !owner;
            // "his usual teacher, Jade": whoever has a usual one has them where they go.
            let usual = reader.word(k) == "teacher"
                && reader.before(k, 1).is_some_and(|o| matches!(reader.word(o), "usual" | "regular" | "normal"));
            if between_ok && !verbal && !dept && (owner || only) && !possessed && !usual {
                return true;
            }
        }
        if reader.has(k, lex::VERB | lex::SPOKE) && !reader.has(k, lex::NAMED) {
            break;
        }
    }
    // "Tom, my husband", "Tom (my son)", "Tom is my brother", "Tom's my husband".
    let n = |k: usize| reader.after(last, k);
    let relative = |k: usize| reader.is(n(k), lex::KIN) && !matches!(reader.word_at(n(k)), "date" | "kid" | "chat");
    let mine =
        |k: usize| n(k).is_some_and(|k| reader.has(k, lex::MINE) || matches!(reader.word(k), "his" | "her" | "their"));
    let own = |k: usize| {
        mine(k)
            && (relative(k + 1)
                || relative(k + 2)
                    && n(k + 1).is_some_and(|w| {
                        reader.has(w, lex::PADJ | lex::KIN | lex::OTHER | lex::TADJ | lex::WORD)
                            && !reader.has(w, lex::VERB | lex::PREP | lex::ROLE)
                    }))
    };
    let soft = reader.gap(last + 1) == Gap::Soft && !reader.tok(last + 1).is_some_and(|t| t.mark == '"');
    let linked = matches!(reader.word_at(n(1)), "is" | "was" | "es" | "est" | "ist" | "being" | "who" | "s");
    // "I spoke with Chris, my wife Ana was there": the wife is Ana.
    let named = n(3).is_some_and(|k| {
        reader.gap(k) <= Gap::Space && reader.capital(k) && (reader.has(k, lex::GIVEN) || reader.unknown(k))
    });
    // "Winston, our guide dog,".
    let pet = soft
        && mine(1)
        && (2..=4).any(|k| {
            matches!(reader.word_at(n(k)), "dog" | "cat" | "puppy" | "kitten" | "horse" | "pony" | "rabbit" | "parrot")
        });
    if pet
        || soft && own(1) && !named && !matches!(reader.word_at(n(2)), "boss" | "chef")
        || linked && (own(2) || own(3) && matches!(reader.word_at(n(2)), "is" | "was" | "also" | "actually"))
        // "Tom, who has been my husband for thirty years".
        || reader.word_at(n(1)) == "who" && matches!(reader.word_at(n(2)), "has" | "had") && reader.word_at(n(3)) == "been" && own(4)
        || reader.is_possessive(Some(last)) && own(1) && reader.gap(last + 1) == Gap::Space
    {
        return true;
    }
    if reader.is_possessive(Some(last)) && reader.gap(last + 1) == Gap::Space && reader.has(last + 1, lex::KINONLY) {
        return true;
    }
    // "upgraded my parents, and Tom wheeled them down": another clause.
    let clause = i > 1
        && reader.word(i - 1) == "and"
        && reader.gap(i - 1) == Gap::Soft
        && !reader.capital(i - 2)
        && (reader.has(last + 1, lex::VERB) || reader.word(last + 1).len() > 4 && past(reader.word(last + 1)))
        && (last + 2..last + 5).any(|k| matches!(reader.word(k), "them" | "us" | "me" | "him" | "her" | "it"));
    if !clause && brood(reader, i)
        || family::told_name(reader, i)
        || family::child(reader, i, last)
        || family::compound(reader, i)
    {
        return true;
    }
    // "Oscar the cat".
    if reader.word_at(n(1)) == "the"
        && reader.gap(last + 1) == Gap::Space
        && matches!(
            reader.word_at(n(2)),
            "cat" | "dog" | "puppy" | "kitten" | "parrot" | "horse" | "donkey" | "hamster" | "pup"
        )
    {
        return true;
    }
    // "Holly, our four year old, got a balloon".
    if reader.gap(last + 1) == Gap::Soft
        && mine(1)
        && (2..=4).any(|k| matches!(reader.word_at(n(k)), "year" | "yr" | "month" | "old"))
    {
        return true;
    }
    // "our car Betty", "my insurance agent Bob".
    if reader.gap(i) == Gap::Space
        && let (Some(p), Some(o)) = (reader.before(i, 1), reader.before(i, 2))
        && matches!(reader.mode, Mode::Normal | Mode::Small)
        && reader.capital(i)
        && !reader.capital(p)
    {
        let thing = reader.has(o, lex::MINE)
            && reader.mode == Mode::Normal
            && reader.has(p, lex::WORD)
            && reader.flags.get(p).is_some_and(|f| {
                f & !(lex::WORD
                    | lex::COMPANY
                    | lex::BENEFICIARY
                    | lex::CODEVETO
                    | lex::OBJECT
                    | lex::SURNAME
                    | lex::HALF
                    | lex::STRONG)
                    == 0
            })
            && !our_people(reader, p)
            && !clause_over(reader, i)
            && !OCCASIONS.contains(&reader.word(p));
        let dear = reader.has(o, lex::MINE)
            && matches!(
                reader.word(p),
                "beloved"
                    | "dear"
                    | "darling"
                    | "old"
                    | "poor"
                    | "little"
                    | "late"
                    | "sweet"
                    | "elderly"
                    | "precious"
                    | "gorgeous"
                    | "wee"
            );
        let hired = matches!(reader.word(o), "insurance" | "estate" | "travel" | "bank" | "union")
            && reader.before(i, 3).is_some_and(|m| reader.has(m, lex::MINE) || matches!(reader.word(m), "real"));
        if thing || dear || hired {
            return true;
        }
    }
    // "my Rose", "our little Ana"; "my wife and Tom" is company.
    if reader
        .before(i, 1)
        .is_some_and(|p| matches!(reader.word(p), "my" | "mein" | "meine" | "meinem" | "mon" | "ma" | "mi"))
        && reader.gap(i) <= Gap::Space
    {
        return true;
    }
    if reader.is(reader.before(i, 1), lex::AND) && !clause {
        // "my daughters Ana and Joy", "for my wife and Joy" stays open, "my husband and I".
        let (mut k, mut steps) = (reader.before(i, 2), 0);
        while let Some(at) = k {
            if reader.has(at, lex::KIN)
                && reader
                    .before(at, 1)
                    .is_some_and(|o| reader.has(o, lex::MINE) || matches!(reader.word(o), "his" | "her" | "their"))
                && steps > 0
                // "my grandfather's village, and Dawn gave up her lunch".
                && !(reader.is_possessive(Some(at))
                    && THEIRS.contains(&reader.word(at + 1))
                    && reader.gap(i - 1) == Gap::Soft)
            {
                return true;
            }
            if !reader.has(at, lex::GIVEN) && steps > 0 || steps > 2 {
                break;
            }
            steps += 1;
            k = reader.before(at, 1);
        }
    }
    // "Tom and I went …": the writer's company.
    if reader.word_at(n(1)) == "and"
        && matches!(reader.word_at(n(2)), "i" | "myself" | "me")
        && !reader.is(n(3), lex::SPOKE)
        && !governed(reader, i)
        && !matches!(
            reader.word_at(n(3)),
            "had" | "got" | "discussed" | "figured" | "agreed" | "spent" | "walked" | "tried"
        )
        && reader.gap(last + 1) == Gap::Space
    {
        return true;
    }
    matches!(
        (reader.word_at(reader.before(i, 2)), reader.word_at(reader.before(i, 1))),
        ("me", "and") | ("myself", "and")
    ) && !reader.before(i, 3).is_some_and(|k| reader.has(k, lex::VERB | lex::WITH | lex::PREP))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn own(text: &str, name: &str) -> bool {
        testing::at(&testing::nobody(), text, name, |reader, i| kin(reader, i, i))
    }

    #[test]
    fn what_happens_to_the_writer_has_no_name() {
        assert!(!own("It was finally my turn Sunil told me it had gone.", "sunil"));
        assert!(own("It was for my car Sunil that we came.", "sunil"));
    }

    #[test]
    fn a_usual_teacher_is_the_houses() {
        assert!(!own("Then his usual teacher, Sunil, came in.", "sunil"));
        assert!(own("Then his teacher, Sunil, came in.", "sunil"));
    }
}
