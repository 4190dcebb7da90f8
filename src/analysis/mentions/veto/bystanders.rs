//! People around the writer: "a chap in the queue called Tom", "the lady in front of me, Ana", "some hero on Reddit called
//! Tom", "I shared a desk with a Tom".

use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::persons::for_somebody;
use crate::analysis::mentions::reader::Reader;
use crate::analysis::mentions::trades::{known_here, ours};

/// Anybody, whatever they do.
pub(super) const ANYBODY: &[&str] = &[
    "man",
    "woman",
    "guy",
    "lady",
    "gentleman",
    "person",
    "bloke",
    "girl",
    "boy",
    "dude",
    "someone",
    "somebody",
    "chap",
    "fella",
    "fellow",
    "lad",
    "lass",
    "kid",
    "one",
];

/// More such words for whoever may be around or heard of: relatives, heroes, and anybody in other languages.
const PASSERS_BY: &[&str] = &[
    "gent",
    "child",
    "mother",
    "mum",
    "mom",
    "father",
    "dad",
    "couple",
    "eejit",
    "idiot",
    "hero",
    "user",
    "stranger",
    "bystander",
    "soul",
    "geezer",
    "pensioner",
    "teenager",
    "busybody",
    "hombre",
    "mujer",
    "senor",
    "senora",
    "chico",
    "chica",
    "homme",
    "femme",
    "dame",
    "monsieur",
    "mann",
    "frau",
    "herr",
];

/// Where anybody writes or speaks who is none of ours.
const AFAR: &[&str] = &[
    "forum",
    "forums",
    "reddit",
    "youtube",
    "tiktok",
    "mumsnet",
    "telly",
    "television",
    "podcast",
    "internet",
    "blog",
    "subreddit",
    "nextdoor",
    "quora",
    "discord",
    "foro",
    "fernsehen",
];

/// Where a house may have people of its own as well.
const PERHAPS_AFAR: &[&str] = &["facebook", "twitter", "instagram", "whatsapp", "linkedin", "tv", "radio"];

/// What customers sit at or lie in.
const SEATS: &[&str] =
    &["table", "seat", "bed", "row", "booth", "pew", "berth", "pitch", "sunbed", "lounger", "treadmill"];

/// What staff may stand at as well.
const STANDS: &[&str] = &["bay", "chair", "room", "lane", "cubicle", "carriage", "pump", "machine", "bike", "cabin"];

/// What one shares with those who are not at work.
const SHARED: &[&str] = &[
    "desk",
    "table",
    "room",
    "dorm",
    "dormitory",
    "cabin",
    "tent",
    "taxi",
    "cab",
    "ride",
    "lift",
    "bench",
    "ward",
    "cell",
    "office",
    "locker",
    "lane",
    "bunk",
    "compartment",
    "sofa",
];

/// How sure it is that somebody is none of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sure {
    Yes,
    Perhaps,
}

/// Whether the words beside the name show somebody around the writer, or somebody heard of, who serves nobody.
pub(super) fn bystander(reader: &Reader, i: usize, last: usize) -> bool {
    around(reader, i, last) == Some(Sure::Yes) || shared(reader, i) || heard_of(reader, i) || on_air(reader, last)
}

/// The share of those who are ours, where the words beside the name leave it open.
pub(super) fn perhaps(reader: &Reader, i: usize, last: usize) -> Option<f32> {
    (around(reader, i, last) == Some(Sure::Perhaps) || pictured(reader, i)).then_some(0.5)
}

/// "a chap in the queue called Tom", "the lady behind me, Ana,", "a lady called Ana in front of me".
fn around(reader: &Reader, i: usize, last: usize) -> Option<Sure> {
    let p = reader.before(i, 1)?;
    let called = reader.gap(i) <= Gap::Space
        && matches!(
            reader.word(p),
            "called"
                | "named"
                | "llamado"
                | "llamada"
                | "nomme"
                | "nommee"
                | "namens"
                | "herself"
                | "himself"
                | "themselves"
        );
    if !(called || reader.set_off(i)) {
        return None;
    }
    let end = if !called {
        i
    } else if reader.word_at(reader.before(p, 1)) == "calling" {
        p - 1
    } else {
        p
    };
    let who = (1..=10)
        .map_while(|b| reader.before(end, b))
        .take_while(|k| *k + 1 == end || reader.gap(*k + 1) <= Gap::Space)
        .find(|k| ANYBODY.contains(&reader.word(*k)) || PASSERS_BY.contains(&reader.word(*k)))?;
    if reader.before(who, 1).is_some_and(|d| reader.word(d) == "your") {
        return None;
    }
    if called && who + 1 == end {
        return beside_me(reader, last + 1).then_some(Sure::Yes);
    }
    let serves = |k: usize| {
        matches!(reader.word(k), "you" | "your" | "working" | "serving" | "managing" | "helping" | "directing" | "run")
    };
    if (who + 1..end).any(serves) {
        return None;
    }
    let desk = (who + 1..end).any(|k| reader.has(k, lex::DEPT) || reader.word(k) == "desk");
    let acts = |k: usize| reader.has(k, lex::VERB) && !matches!(reader.word(k), "sat" | "stood" | "waited");
    let deed = (who + 1..end).any(acts);
    let mut best = None;
    for k in who + 1..end {
        match place(reader, k, last, desk) {
            Some(Sure::Yes) if !deed => return Some(Sure::Yes),
            None => {}
            _ => best = Some(Sure::Perhaps),
        }
    }
    best
}

/// What kind of place the words at `k` name, for one who is none of ours: "in the queue", "behind me", "on the forum".
fn place(reader: &Reader, k: usize, last: usize, desk: bool) -> Option<Sure> {
    let word = reader.word(k);
    let queue = matches!(word, "queue" | "cola" | "schlange") || word == "line" && reader.word(k - 1) == "in";
    if queue && !(reader.has(k + 1, lex::DEPT) || reader.word(k + 1) == "desk") {
        return Some(Sure::Yes);
    }
    if beside_me(reader, k) {
        let table = SEATS.contains(&reader.word(k - 1));
        return Some(if !table && (desk || for_somebody(reader, last + 1)) { Sure::Perhaps } else { Sure::Yes });
    }
    if matches!(word, "next" | "adjacent" | "neighbouring" | "nachsten") {
        let at = reader.word(k + 1);
        return SEATS.contains(&at).then_some(Sure::Yes).or(STANDS.contains(&at).then_some(Sure::Perhaps));
    }
    let on =
        || (1..=2).any(|b| reader.before(k, b).is_some_and(|o| matches!(reader.word(o), "on" | "en" | "im" | "sur")));
    if AFAR.contains(&word) && on() {
        return Some(Sure::Yes);
    }
    let crowd = matches!(word, "flight" | "coach" | "bus" | "train" | "carriage" | "tour" | "ward")
        && reader.before(k, 1).is_some_and(|m| reader.has(m, lex::MINE));
    (crowd || PERHAPS_AFAR.contains(&word) && on()).then_some(Sure::Perhaps)
}

/// "in front of me", "behind us", "next to me", "before me" at `k`.
fn beside_me(reader: &Reader, k: usize) -> bool {
    let me = |n: usize| matches!(reader.word(n), "me" | "us" | "mi" | "moi" | "nous" | "mir" | "uns");
    if reader.gap(k) > Gap::Space {
        return false;
    }
    match (reader.word(k), reader.word(k + 1)) {
        ("behind" | "before" | "beside" | "alongside" | "devant" | "derriere" | "hinter" | "vor" | "neben", _) => {
            me(k + 1)
        }
        ("ahead", "of") | ("next", "to") | ("delante" | "detras", "de") | ("in", "front") => {
            me(k + 2) || reader.word(k + 2) == "of" && me(k + 3)
        }
        _ => false,
    }
}

/// "I shared a desk with a Tom", "I teach with an Ana", "we live with Tom": whom the writer is with every day.
fn shared(reader: &Reader, i: usize) -> bool {
    let Some(p) = reader.before(i, 1).filter(|_| reader.gap(i) <= Gap::Space) else { return false };
    let article = matches!(reader.word(p), "a" | "an" | "one" | "some");
    let Some(with) = reader.before(i, 1 + usize::from(article)).filter(|k| reader.word(*k) == "with") else {
        return false;
    };
    let w = |b: usize| reader.word_at(reader.before(with, b));
    let writer = |b: usize| matches!(w(b), "i" | "we");
    let daily = matches!(w(1), "live" | "lived" | "teach" | "commute" | "carpool" | "sing") && writer(2)
        || w(1) == "up" && w(2) == "grew" && writer(3)
        || article && matches!(w(1), "work" | "study" | "train") && writer(2)
        || w(1) == "school" && w(2) == "to" && w(3) == "went";
    let thing = || SHARED.contains(&w(1)) && (2..=5).any(|b| matches!(w(b), "share" | "shared" | "sharing" | "shares"));
    daily || thing()
}

/// "read in the Gazette about a Tom who", "saw on the news about one Ana".
fn heard_of(reader: &Reader, i: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(i, b));
    if !(matches!(w(1), "a" | "an" | "one" | "some") && matches!(w(2), "about" | "of" | "on")) {
        return false;
    }
    let medium = |k: usize| {
        matches!(
            reader.word(k),
            "gazette"
                | "paper"
                | "papers"
                | "newspaper"
                | "news"
                | "magazine"
                | "herald"
                | "tribune"
                | "press"
                | "online"
        ) || AFAR.contains(&reader.word(k))
            || PERHAPS_AFAR.contains(&reader.word(k))
    };
    let learnt =
        |k: usize| matches!(reader.word(k), "read" | "reading" | "heard" | "saw" | "seen" | "article" | "story");
    (3..=10).map_while(|b| reader.before(i, b)).any(medium) && (3..=12).map_while(|b| reader.before(i, b)).any(learnt)
}

/// "Ana on breakfast telly", "Tom on YouTube": right behind the name.
fn on_air(reader: &Reader, last: usize) -> bool {
    let on = last + 1;
    if reader.word(on) != "on" || reader.gap(on) > Gap::Space {
        return false;
    }
    let small = |k: usize| {
        matches!(reader.word(k), "the" | "this" | "breakfast" | "morning" | "daytime" | "local" | "my" | "bbc" | "a")
    };
    let at = on + 1 + (0..2usize).take_while(|n| small(on + 1 + n)).count();
    (on + 1..=at).all(|k| reader.gap(k) <= Gap::Space)
        && AFAR.contains(&reader.word(at))
        && !ours(reader, at)
        && !known_here(reader, at)
        && !(reader.gap(at + 1) <= Gap::Space && reader.has(at + 1, lex::DEPT | lex::ROLE))
}

/// "Every evening Ana sends a photo of Tom", "posted pictures of Rex and Tom": who is in it is hardly at work.
fn pictured(reader: &Reader, i: usize) -> bool {
    let mut at = i;
    for _ in 0..3 {
        let Some(p) = reader.before(at, 1).filter(|_| reader.gap(at) <= Gap::Soft) else { return false };
        if reader.word(p) == "of" {
            at = p;
            break;
        }
        if !(reader.has(p, lex::AND) || reader.capital(p)) {
            return false;
        }
        at = p;
    }
    let picture = reader.word(at) == "of"
        && reader.before(at, 1).is_some_and(|k| {
            matches!(
                reader.word(k),
                "photo" | "photos" | "picture" | "pictures" | "pic" | "pics" | "video" | "videos" | "foto" | "fotos"
            )
        });
    let sent = |k: &usize| matches!(reader.word(*k), "sends" | "sent" | "sending" | "posts" | "posted" | "send");
    picture
        && (2..=6).map_while(|b| reader.before(at, b)).find(sent).is_some_and(|v| {
            !reader.before(v, 1).is_some_and(|s| matches!(reader.word(s), "i" | "we" | "ive" | "have" | "to"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn by(text: &str) -> bool {
        testing::alone(text, "kim", bystander)
    }

    fn open(text: &str) -> bool {
        testing::alone(text, "kim", perhaps).is_some()
    }

    #[test]
    fn who_waits_with_the_writer_is_a_customer() {
        assert!(by("A woman in the coffee queue called Kim said you are closing."));
        assert!(by("The kid at the table behind us, Kim, got no bread."));
        assert!(by("A man called Kim in front of me paid for my stamps."));
        assert!(by("A lady at the next table, Kim, sang all night."));
        assert!(!by("The woman working the queue, Kim, was quick."));
        assert!(!by("The girl behind the counter, Kim, was quick."));
        assert!(!by("A lad on the queue desk called Kim was quick."));
        assert!(open("The lady in front of me at the desk, Kim, typed on."));
        assert!(open("The guy in the next bay, Kim, came over."));
    }

    #[test]
    fn who_is_read_or_heard_of_is_nobody_here() {
        assert!(by("somebody on the forum calling herself Kim says you throttle"));
        assert!(by("Some genius person on Reddit called Kim wrote a script."));
        assert!(by("I read in the paper about a Kim who stole copper."));
        assert!(by("Kim on breakfast telly said so."));
        assert!(open("A lady on Facebook called Kim said so."));
        assert!(!by("I read about Kim in the paper, well deserved."));
        assert!(!by("Kim on the till said so."));
    }

    #[test]
    fn with_whom_the_writer_shares_is_company() {
        assert!(by("I shared a room with a Kim who snored."));
        assert!(by("I teach with a Kim who raves about you."));
        assert!(!by("I shared my worries with Kim."));
        assert!(!by("I worked with Kim on my loan."));
        assert!(open("Each night Rosa sends a photo of Rex and Kim asleep."));
        assert!(!open("I sent you a photo of Kim asleep at the desk."));
    }
}
