//! The writer's neighbours and people of their days, told by where they live, sit or sing: "Barry over the road", "Ruth from
//! choir", "Anna, who sits beside me", "Phil, a lad in my year", "my line manager Dave".

use super::bystanders::ANYBODY;
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::Reader;
use crate::analysis::mentions::trades::{known_here, ours};

/// Where people meet who serve nobody.
const CIRCLES: &[&str] = &[
    "choir",
    "church",
    "chapel",
    "scouts",
    "brownies",
    "bingo",
    "work",
    "rotary",
    "allotment",
    "allotments",
    "playgroup",
    "orchestra",
    "chorale",
    "iglesia",
    "trabajo",
    "coro",
    "eglise",
    "travail",
    "chor",
    "arbeit",
];

/// What the writer is in with others.
const COMMON: &[&str] = &[
    "year", "class", "course", "street", "road", "village", "building", "block", "estate", "choir", "club", "school",
    "work", "family", "close", "terrace", "church", "town", "dorm", "halls", "office", "calle", "clase", "rue",
    "klasse",
];

/// Friends and the young, as the writer calls them.
const FRIENDS: &[&str] = &["gal", "pal", "chico", "chica", "garcon", "fille", "junge"];

/// Who is in the writer's own pay or house, in two words.
const OWN: &[(&str, &str)] = &[
    ("line", "manager"),
    ("dog", "walker"),
    ("dog", "sitter"),
    ("dog", "minder"),
    ("cat", "sitter"),
    ("pet", "sitter"),
    ("house", "sitter"),
    ("child", "minder"),
    ("exchange", "student"),
    ("au", "pair"),
    ("cleaning", "lady"),
    ("home", "help"),
    ("house", "guest"),
    ("office", "mate"),
    ("team", "mate"),
    ("drinking", "buddy"),
    ("running", "partner"),
    ("host", "mother"),
    ("host", "father"),
];

/// Whom a customer has at work, and a house as well.
const AT_WORK: &[&str] = &["assistant", "manager", "supervisor", "deputy", "secretary", "intern", "apprentice", "pa"];

/// Whether the words beside the name show one of the writer's neighbours, colleagues or friends.
pub(super) fn neighbour(reader: &Reader, i: usize, last: usize) -> bool {
    lives_near(reader, last)
        || from_circle(reader, last)
        || in_common(reader, i, last)
        || who_sits(reader, last)
        || in_their_pay(reader, i)
}

/// The share of those who are ours, where it is left open: "Tariq upstairs", "my manager Ian".
pub(super) fn perhaps(reader: &Reader, i: usize, last: usize) -> Option<f32> {
    let n = last + 1;
    let upstairs = reader.gap(n) <= Gap::Space
        && matches!(reader.word(n), "upstairs" | "downstairs" | "oben" | "unten")
        && !reader.has(n + 1, lex::PREP);
    let boss = || {
        reader.gap(i) <= Gap::Space
            && reader.before(i, 1).is_some_and(|p| AT_WORK.contains(&reader.word(p)) && !reader.capital(p))
            && reader.before(i, 2).is_some_and(|m| reader.word(m) == "my")
    };
    ((upstairs || boss()) && !praised(reader, last)).then_some(0.5)
}

/// Whether what follows is praise, or done to the writer: "was lovely", "helped me".
fn praised(reader: &Reader, last: usize) -> bool {
    (1..=6).map_while(|on| reader.after(last, on)).any(|k| {
        reader.has(k, lex::PADJ) && !reader.has(k, lex::DET | lex::PREP)
            || matches!(reader.word(k), "me" | "us" | "mich" | "mir" | "uns" | "nous")
    })
}

/// "Barry over the road", "Ana next door", "Tom two doors down" right behind the name.
fn lives_near(reader: &Reader, last: usize) -> bool {
    let n = last + 1;
    if reader.gap(n) > Gap::Space {
        return false;
    }
    let way = |k: usize| matches!(reader.word(k), "road" | "street" | "way" | "lane" | "landing" | "close" | "fence");
    let end = match (reader.word(n), reader.word(n + 1), reader.word(n + 2)) {
        ("over" | "across", "the" | "our" | "my", _) if way(n + 2) => n + 3,
        ("nextdoor", _, _) => n + 1,
        ("next", "door", _) | ("von", "nebenan" | "gegenuber", _) | ("de", "enfrente", _) => n + 2,
        ("down" | "up", "the", "road" | "street" | "lane")
        | (_, "doors" | "houses" | "door", "down" | "up" | "along" | "away")
        | ("d", "en", "face")
        | ("d", "a", "cote") => n + 3,
        _ => return false,
    };
    // "Tom over the road at your other branch".
    let mut on = (end..end + 4).take_while(|k| reader.gap(*k) <= Gap::Space);
    !on.any(|k| matches!(reader.word(k), "your" | "branch" | "store" | "shop" | "office"))
        && (n..end).all(|k| reader.gap(k) <= Gap::Space)
}

/// "Ruth from choir", "Tom from work", "Ana from book club", "Ben from my street".
fn from_circle(reader: &Reader, last: usize) -> bool {
    let n = last + 1;
    if reader.gap(n) > Gap::Space || !matches!(reader.word(n), "from" | "del" | "de" | "vom" | "du" | "von") {
        return false;
    }
    let mine = reader.has(n + 1, lex::MINE);
    let the = reader.has(n + 1, lex::DET);
    let k = n + 1 + usize::from(mine || the);
    let club = matches!(reader.word(k), "book" | "bridge" | "chess" | "rugby" | "cricket" | "running" | "slimming")
        && matches!(reader.word(k + 1), "club" | "group");
    let circle = CIRCLES.contains(&reader.word(k))
        || mine && COMMON.contains(&reader.word(k)) && !matches!(reader.word(k), "course" | "class" | "town" | "club")
        || club;
    let end = k + 1 + usize::from(club);
    circle
        && (the || mine || reader.word(n) != "de")
        && (n..end).all(|k| reader.gap(k) <= Gap::Space)
        && !ours(reader, k)
        && !known_here(reader, k)
        && (reader.gap(end) >= Gap::Soft || !reader.has(end, lex::DEPT | lex::ROLE))
}

/// "Phil, a lad in my year,", "a girl on my course called Ana": what the writer has in common with them.
fn in_common(reader: &Reader, i: usize, last: usize) -> bool {
    let fellow = |k: usize| {
        let word = reader.word(k);
        (ANYBODY.contains(&word) || FRIENDS.contains(&word)) && with_writer(reader, k + 1)
    };
    let n = last + 1;
    if reader.gap(n) == Gap::Soft && matches!(reader.word(n), "a" | "an" | "another" | "one" | "some" | "someone") {
        let from = n + usize::from(reader.word(n) != "someone");
        return (from..from + 3).take_while(|k| *k == from || reader.gap(*k) <= Gap::Space).any(fellow);
    }
    let called = reader.gap(i) <= Gap::Space
        && reader.before(i, 1).is_some_and(|p| matches!(reader.word(p), "called" | "named"));
    called && ((4..=7).map_while(|b| reader.before(i, b)).any(fellow) || over_there(reader, i))
}

/// "The gym over the road and a lad there called Ana": whom the writer met in a house nearby.
fn over_there(reader: &Reader, i: usize) -> bool {
    let near = |b: usize| {
        let w = |b: usize| reader.word_at(reader.before(i, b));
        let way = matches!(w(b), "road" | "street" | "way" | "lane") && w(b + 1) == "the";
        way && matches!(w(b + 2), "over" | "across" | "down" | "up") || w(b) == "door" && w(b + 1) == "next"
    };
    let there = reader.before(i, 2).is_some_and(|k| reader.word(k) == "there");
    let own = (1..=16).map_while(|b| reader.before(i, b)).any(|k| reader.word(k) == "your");
    there && !own && reader.before(i, 3).is_some_and(|k| ANYBODY.contains(&reader.word(k))) && (4..=10).any(near)
}

/// "in my year", "on our street", "at my work" at `k`.
fn with_writer(reader: &Reader, k: usize) -> bool {
    matches!(reader.word(k), "in" | "on" | "from" | "at" | "of" | "de" | "en" | "aus")
        && reader.has(k + 1, lex::MINE)
        && COMMON.contains(&reader.word(k + 2))
        && (k..k + 3).all(|n| reader.gap(n) <= Gap::Space)
        && !ours(reader, k + 2)
        && !(reader.gap(k + 3) <= Gap::Space && reader.has(k + 3, lex::DEPT | lex::ROLE))
}

/// "Anna, who sits beside me,", "Tom, who lives with us,", "Ana who I live with" behind the name.
fn who_sits(reader: &Reader, last: usize) -> bool {
    let n = last + 1;
    if reader.word(n) != "who" || reader.gap(n) > Gap::Soft {
        return false;
    }
    let me = |k: usize| matches!(reader.word(k), "me" | "us" | "my" | "our");
    let homes = |k: usize| {
        matches!(reader.word(k), "building" | "block" | "flats" | "estate" | "house" | "farm" | "allotments")
    };
    match (reader.word(n + 1), reader.word(n + 2)) {
        // "Jürgen, who drove for some taxi app".
        ("drives" | "drove" | "works" | "worked", "for") => {
            matches!(reader.word(n + 3), "some" | "another" | "me" | "us")
        }
        // "I ordered from a wee shop in Oban and Isobel who runs it packed it".
        ("manages" | "runs" | "owns", "it") => (3..=14).filter_map(|b| n.checked_sub(b)).any(|k| {
            matches!(reader.word(k), "shop" | "store" | "cafe" | "salon" | "studio" | "place" | "stall" | "boutique")
                && !ours(reader, k)
                && (1..=3).map_while(|b| reader.before(k, b)).any(|d| matches!(reader.word(d), "a" | "an" | "another"))
        }),
        // "Ray, who manages our building".
        ("manages" | "runs" | "owns", "our" | "my") => homes(n + 3) && !ours(reader, n + 3),
        ("sits" | "lives", "beside" | "behind" | "opposite" | "with" | "near" | "alongside") => me(n + 3),
        ("sits" | "lives", "next") => reader.word(n + 3) == "to" && me(n + 4),
        ("sits" | "lives", "in") => reader.word(n + 3) == "front" && me(n + 5),
        ("i" | "we", "live" | "share" | "sit" | "teach") => matches!(reader.word(n + 3), "with" | "next"),
        _ => false,
    }
}

/// "my line manager Dave", "our dog walker, Jen,": who is in the writer's own pay or house.
fn in_their_pay(reader: &Reader, i: usize) -> bool {
    let Some(p) = reader.before(i, 1).filter(|_| reader.gap(i) <= Gap::Soft) else { return false };
    let Some(first) = reader.before(i, 2) else { return false };
    let (a, b) = (reader.word(first), reader.word(p));
    // "Brought my maid Siti"; but "our maid, Siti, left us swans of towels".
    let brought = reader
        .before(first, 1)
        .is_some_and(|v| matches!(reader.word(v), "brought" | "bring" | "took" | "take" | "sent" | "send" | "drove"));
    if matches!(b, "maid" | "helper" | "nanny" | "carer") && matches!(a, "my" | "our") && brought && !ours(reader, p) {
        return true;
    }
    OWN.iter().any(|(x, y)| *x == a && *y == b)
        && (1..=2)
            .map_while(|back| reader.before(first, back))
            .any(|m| reader.has(m, lex::MINE) || matches!(reader.word(m), "his" | "her" | "their"))
        && !reader.is_possessive(Some(p))
        && !(b != "manager" && (ours(reader, first) || ours(reader, p)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn near(text: &str) -> bool {
        testing::alone(text, "kim", neighbour)
    }

    fn open(text: &str) -> bool {
        testing::alone(text, "kim", perhaps).is_some()
    }

    #[test]
    fn who_lives_near_is_a_neighbour() {
        assert!(near("Kim over the road took the parcel in."));
        assert!(near("Kim two doors down took it in."));
        assert!(near("Kim next door has the same bin."));
        assert!(!near("Kim across the road at your other branch was kind."));
        assert!(open("Kim upstairs has a bath that leaks."));
        assert!(!open("Kim upstairs was lovely."));
        assert!(!open("Kim upstairs in lighting has the lamps."));
    }

    #[test]
    fn who_shares_the_writers_days_is_a_friend() {
        assert!(near("Kim from choir told me of you."));
        assert!(near("Kim from book club swears by it."));
        assert!(near("Kim, a girl on my course, sells the answers."));
        assert!(near("A lad in our street called Kim sells them."));
        assert!(near("Went to the gym over the road and a guy there called Kim spent an hour with me."));
        assert!(!near("Went to your shop over the road and a guy there called Kim spent an hour with me."));
        assert!(!near("Went to the gym and a guy there called Kim spent an hour with me."));
        assert!(near("Kim, who sits next to me, got hers."));
        assert!(near("Kim, who manages our building, will sign for it."));
        assert!(!near("Kim, who manages our account, will sign for it."));
        assert!(!near("Kim from the work desk team rang."));
        assert!(!near("Kim, a girl on your team, was kind."));
        assert!(!near("Kim, who sits behind the desk, was kind."));
    }

    #[test]
    fn whom_the_writer_has_at_work_is_theirs() {
        assert!(near("My line manager Kim will pay."));
        assert!(near("Our dog walker, Kim, took the cone off."));
        assert!(near("Brought my maid Kim for a check-up."));
        assert!(!near("Our maid Kim left us swans of towels."));
        assert!(!near("My helper Kim found the right screws."));
        assert!(!near("Your line manager Kim rang."));
        assert!(open("My assistant Kim makes all bookings."));
        assert!(!open("My assistant Kim was lovely."));
        assert!(!open("My account manager Kim rang."));
    }
}
