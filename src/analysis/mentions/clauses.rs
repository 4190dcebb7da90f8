//! Clauses around a name that only a person has: who is to do something, thanks that go on, what they did meanwhile or do.
use super::reader::{Mode, Reader, Written};
use super::verbs::past;
use crate::analysis::fold::{Case, Gap};
use crate::analysis::lexicon as lex;

/// "wants Skye to do every birthday", "do not let Tom cook": who is to do it; but not "I let Ben play", which is a child.
pub(super) fn wanted(reader: &Reader, p: usize, i: usize) -> bool {
    let Some(next) = reader.after(i, 1) else { return false };
    let to = reader.word(next) == "to";
    let asked = match reader.word(p) {
        "want" | "wants" | "wanted" | "asks" | "like" | "love" | "prefer" | "need" | "needs" | "expect" => to,
        "let" | "lets" | "letting" => !to && !matches!(reader.word_at(reader.before(p, 1)), "i" | "we" | "id"),
        _ => false,
    };
    asked
        && reader.gap(next) <= Gap::Space
        && reader.after(i, 1 + usize::from(to)).is_some_and(|k| {
            let word = reader.word(k);
            let small = reader.tok(k).is_some_and(|t| t.case == Case::Lower) || reader.mode != Mode::Normal;
            let childs = matches!(
                word,
                "have"
                    | "enjoy"
                    | "learn"
                    | "go"
                    | "get"
                    | "feel"
                    | "see"
                    | "try"
                    | "sit"
                    | "eat"
                    | "sleep"
                    | "play"
                    | "be"
                    | "start"
                    | "join"
                    | "attend"
                    | "swim"
            );
            small
                && !childs
                && reader.gap(k) <= Gap::Space
                && lex::is_word(word)
                && !reader.has(k, lex::PREP | lex::AND | lex::DET | lex::POSS | lex::PRON)
        })
}

/// "Thanks to Jade for the plaster and to Lukasz for letting me sit": the thanks go on.
pub(super) fn thanked_too(reader: &Reader, p: usize, i: usize) -> bool {
    let again = matches!(reader.word(p), "to" | "a" | "an") && reader.is(reader.before(i, 2), lex::AND);
    let listed = reader.has(p, lex::AND)
        && reader.word_at(reader.after(i, 1)) == "for"
        && reader.word_at(reader.after(i, 2)).ends_with("ing");
    (again || listed)
        && (3..=16).map_while(|b| reader.before(i, b)).any(|k| {
            let to = matches!(reader.word(k + 1), "to" | "a" | "an");
            reader.has(k, lex::THANK)
                && (to && (listed || reader.word(k + 1) == reader.word(p)) || reader.capital(k + 1))
        })
}

/// "Robert, when he finally turned up, blamed us": a clause of theirs between commas, and then what they did.
pub(super) fn meanwhile(reader: &Reader, at: usize) -> bool {
    let when = matches!(
        reader.word(at),
        "when"
            | "once"
            | "after"
            | "before"
            | "while"
            | "if"
            | "although"
            | "though"
            | "because"
            | "as"
            | "since"
            | "unless"
            | "quand"
            | "lorsqu"
            | "als"
            | "wenn"
            | "nachdem"
            | "obwohl"
    );
    when && reader.after(at, 1).is_some_and(|k| matches!(reader.word(k), "he" | "she" | "il" | "elle" | "er" | "sie"))
        && (3..=12)
            .map_while(|on| reader.after(at, on))
            .find(|k| reader.gap(*k) == Gap::Soft)
            .is_some_and(|k| does(reader, k))
}

/// Whether a finite verb stands at `k`.
pub(super) fn does(reader: &Reader, k: usize) -> bool {
    let word = reader.word(k);
    reader.has(k, lex::VERB | lex::AUX | lex::BYVERB)
        || word.len() > 4 && past(word)
        || word == "never"
        || DENIES.contains(&word)
}

/// Words of Spanish, French and German behind which a clause begins with who did it.
const HEADING: &[&str] = &[
    "que", "suerte", "ayer", "hier", "pero", "porque", "luego", "entonces", "mais", "car", "donc", "puis", "aber",
    "denn",
];

/// Behind what "it's" names somebody, and is no greeting of the writer's.
const USUAL: &[&str] = &[
    "time", "always", "whenever", "when", "if", "because", "think", "believe", "reckon", "guess", "sure", "but",
    "then", "that", "unless", "usually", "often", "normally", "mostly",
];

/// "every time it's Zoltan", "Ana over Samantha any day", "Wir haben die Annegret gefragt": who it is, or who is chosen or
/// not.
pub(super) fn chosen(reader: &Reader, p: usize, i: usize) -> Option<(&'static str, f32)> {
    if reader.mode != Mode::Normal || !reader.capital(i) {
        return None;
    }
    let (w1, b2) = (reader.word(p), reader.before(p, 1));
    let its = matches!(w1, "its" | "thats") || w1 == "it" && reader.is_possessive(Some(p));
    let writer = || matches!(reader.word(i + 1), "here" | "again" | "from" | "speaking" | "calling" | "writing");
    if its && !writer() && b2.is_some_and(|k| reader.gap(p) <= Gap::Space && USUAL.contains(&reader.word(k))) {
        return Some(("the writer says who it was", 1.4));
    }
    let heads: &[&str] = match w1 {
        "over" => &["give", "prefer", "preferred", "choose", "chose", "pick", "picked", "favour", "favor", "rate"],
        "than" => &["rather", "sooner"],
        "to" => &["prefer", "prefers", "preferred"],
        _ => &[],
    };
    let back = || (2..=7).map_while(|b| reader.before(i, b));
    let somebody = |k: usize| reader.capital(k) || matches!(reader.word(k), "him" | "her" | "them" | "anyone");
    if !heads.is_empty()
        && back().any(|k| heads.contains(&reader.word(k)))
        && !back().any(|k| reader.has(k, lex::MOTION))
        && !reader.is_possessive(Some(i))
        && (w1 == "than" || b2.is_some_and(somebody))
    {
        return Some(("they are praised or compared", 1.6));
    }
    let article = reader.german
        && matches!(w1, "die" | "der" | "den" | "dem")
        && first_name(reader, i)
        && !matches!(reader.word_at(b2), "durch" | "in" | "uber" | "auf" | "aus" | "um" | "hinter" | "nach");
    (article && of_us(reader, i)).then_some(("the words before it speak of a person", 1.4))
}

/// "which is more than I can say for Rose", "Give me Dawn any day", "I handed Will a list of four problems": even a name
/// that is a word is a person's there.
pub(super) fn favoured(reader: &Reader, p: usize, i: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(i, b));
    let said = matches!((w(2), w(1)), ("say" | "said", "for" | "of"))
        && (3..=6).map_while(|b| reader.before(i, b)).any(|k| reader.word(k) == "more");
    let any_day = matches!((reader.word(i + 1), reader.word(i + 2)), ("any", "day" | "time"))
        && matches!((w(2), reader.word(p)), ("give", "me") | ("id" | "ill" | "d" | "would", "have" | "take"));
    let handed = matches!(reader.word(p), "handed" | "showed")
        && matches!(w(2), "i" | "we")
        && reader.has(i + 1, lex::DET | lex::POSS);
    (said || any_day || handed) && reader.mode == Mode::Normal && reader.capital(i) && reader.gap(i) <= Gap::Space
}

/// Whether the word is somebody's first name, by the lists or by the roster.
fn first_name(reader: &Reader, k: usize) -> bool {
    reader.has(k, lex::GIVEN) || reader.tok(k).is_some_and(|t| reader.roster.knows(t.hash).given)
}

/// Whether the writer speaks of themselves, or of thanks, in the German sentence around `i`.
fn of_us(reader: &Reader, i: usize) -> bool {
    let ours = |k: usize| {
        matches!(
            reader.word(k),
            "ich" | "wir" | "uns" | "mir" | "mich" | "dank" | "danke" | "lob" | "man" | "empfehlen"
        )
    };
    (1..=9).map_while(|b| reader.before(i, b)).any(ours) || (1..=9).map_while(|on| reader.after(i, on)).any(ours)
}

/// "Alistair, did he ever open the file?", "Tamika, brilliant.": what is asked or judged of the name that ends at `last`.
pub(super) fn asked(reader: &Reader, at: usize, last: usize) -> Option<(&'static str, f32)> {
    if reader.tok(at).is_none_or(|t| t.mark != ',') || !reader.starts_sentence(last) {
        return None;
    }
    let head = matches!(
        reader.word(at),
        "did"
            | "does"
            | "is"
            | "was"
            | "has"
            | "had"
            | "will"
            | "can"
            | "could"
            | "would"
            | "where"
            | "why"
            | "when"
            | "how"
            | "what"
    );
    let whom = (1..=2).filter_map(|on| reader.after(at, on)).any(|k| matches!(reader.word(k), "he" | "she"));
    if head && whom {
        return Some(("he or she follows it", 2.2));
    }
    let verdict = reader.gap(at + 1) >= Gap::Soft
        && reader.has(at, lex::PADJ)
        && !reader.has(at, lex::DET | lex::TADJ | lex::AUX | lex::PREP)
        && !reader.word(at).ends_with("ed")
        && !matches!(reader.word(at), "patient" | "happy");
    verdict.then_some(("what a person is follows it", 2.0))
}

/// "the contact lens lady,": an article at `at`, a few words, and a word for staff that ends what is put in.
pub(super) fn apposed(reader: &Reader, at: usize) -> bool {
    const OPEN: u64 = lex::PREP | lex::AND | lex::AUX | lex::DET | lex::PRON | lex::WH | lex::VERB;
    usual(reader, at)
        || matches!(reader.word(at), "the" | "your" | "a")
            && (3..=4).filter_map(|on| reader.after(at, on)).any(|k| {
                reader.has(k, lex::ROLE)
                    && !reader.has(k, lex::DEPT | lex::KIN)
                    && reader.gap(k + 1) >= Gap::Soft
                    && (at + 1..=k).all(|n| reader.gap(n) <= Gap::Space)
                    && !(at + 1..k).any(|n| reader.has(n, OPEN))
            })
}

/// "if that is how he writes it", "however you spell it" at `at`, behind a name.
pub(super) fn half_spelt(reader: &Reader, at: usize) -> bool {
    const HEADS: &[&str] =
        &["if", "however", "or", "whatever", "not", "no", "im", "hope", "sorry", "excuse", "apologies"];
    HEADS.contains(&reader.word(at))
        && (1..=7).map_while(|on| reader.after(at, on)).take_while(|k| reader.gap(*k) <= Gap::Space).any(|k| {
            let spells = matches!(
                reader.word(k),
                "spelt" | "spelled" | "spell" | "spells" | "spelling" | "writes" | "write" | "written" | "pronounce"
            );
            // "a Shivaun, or that's how it sounded down the phone".
            let heard = reader.word(k) == "sounded" && !matches!(reader.word(k + 1), "like" | "as")
                || reader.word(k) == "heard"
                    && matches!(reader.word(k + 1), "right" | "correctly" | "it" | "him" | "her");
            heard
                || matches!(reader.word(k), "thereabouts" | "similar")
                || reader.word(k) == "something" && reader.word(k + 1) == "like"
                || spells
                    && (reader.gap(k + 1) >= Gap::Soft
                        || matches!(reader.word(k + 1), "it" | "that" | "his" | "her" | "their"))
        })
}

/// "my usual server" at `at`: who serves the writer each time.
fn usual(reader: &Reader, at: usize) -> bool {
    matches!(reader.word(at), "my" | "our")
        && matches!(reader.word(at + 1), "usual" | "regular" | "favourite" | "favorite" | "normal" | "assigned")
        && reader.after(at, 2).is_some_and(|k| reader.has(k, lex::ROLE) && !reader.has(k, lex::KINONLY))
}

/// What is put in behind a name before the sentence goes on.
const ASIDES: &[&str] = &[
    "im afraid",
    "i am afraid",
    "i think",
    "i believe",
    "i must say",
    "i have to say",
    "i have to admit",
    "i gather",
    "it seems",
    "it has to be said",
    "it must be said",
    "on the other hand",
    "on the contrary",
    "by contrast",
    "in contrast",
    "by comparison",
    "in comparison",
    "in fairness",
    "to be fair",
    "to be fair to her",
    "to be fair to him",
    "to be fair to them",
    "to be honest",
    "to her credit",
    "to his credit",
    "to their credit",
    "for one",
    "for example",
    "for instance",
    "for some reason",
    "in particular",
    "of course",
    "of all people",
    "as ever",
    "as always",
    "as usual",
    "as it happens",
    "as it turned out",
    "bless her",
    "bless him",
    "bless them",
    "bless her heart",
    "bless his heart",
    "god bless her",
    "god bless him",
    "god love her",
    "god love him",
    "however",
    "though",
    "although",
    "meanwhile",
    "alas",
    "again",
    "too",
    "bizarrely",
    "por otro lado",
    "en cambio",
    "sin embargo",
    "por desgracia",
    "por suerte",
    "par contre",
    "en revanche",
    "en fait",
    "helas",
    "hingegen",
    "dagegen",
    "leider",
    "allerdings",
    "zum gluck",
];

/// "Rose, bless her, couldn't work the till", "Niamh, on the other hand, asked": the verb behind what is put in at `at`.
pub(super) fn aside(reader: &Reader, at: usize) -> Option<usize> {
    let end = (1..=5).map_while(|on| reader.after(at, on)).find(|k| reader.gap(*k) == Gap::Soft)?;
    let word = reader.word(at);
    let lone = end == at + 1 && word.len() > 5 && word.ends_with("ly") && !reader.has(at, lex::GIVEN);
    let put_in = |aside: &&str| {
        let mut words = aside.split(' ');
        (at..end).all(|k| words.next() == Some(reader.word(k))) && words.next().is_none()
    };
    let known = lone || ASIDES.iter().any(put_in);
    let verb = reader.word(end);
    let of_present = verb.len() > 4 && verb.ends_with('s') && lex::is_word(verb);
    (known && (does(reader, end) || of_present)).then_some(end)
}

/// "Ryan, his manager, came out", "Ana, whom I'd tried before, was", "Jürgen, over by the tellies, barely grunted": a few
/// words between commas say who or where they are, and then what they did.
pub(super) fn placed(reader: &Reader, at: usize, last: usize) -> bool {
    let whose = matches!(reader.word(at), "his" | "her" | "their") && reader.has(at + 1, lex::ROLE);
    let whom = matches!(reader.word(at), "whom" | "who");
    let where_at = matches!(reader.word(at), "over" | "behind");
    let article = matches!(reader.word(at), "the" | "your")
        && (at + 1..at + 4).any(|k| reader.has(k, lex::ROLE) && !reader.has(k, lex::KIN));
    (whose || whom || where_at || article)
        && reader.mode == Mode::Normal
        && reader.capital(last)
        && !reader.has(last, lex::PLACE | lex::MONTH | lex::SEASON | lex::ORG)
        && (2..=10)
            .map_while(|on| reader.after(at, on))
            .find(|k| reader.gap(*k) >= Gap::Soft)
            .is_some_and(|k| reader.gap(k) == Gap::Soft && (does(reader, k) || deed_behind(reader, k)))
}

/// "barely grunted": an adverb and then a verb.
fn deed_behind(reader: &Reader, k: usize) -> bool {
    let adverb = reader.word(k).ends_with("ly") || matches!(reader.word(k), "just" | "then" | "also" | "even" | "only");
    adverb && does(reader, k + 1)
}

/// "Bong, take a bow", "Ana, keep it up", "Tom, we salute you": praise that speaks to somebody.
pub(super) fn saluted(reader: &Reader, at: usize) -> bool {
    let (w1, w2, w3) = (reader.word(at), reader.word_at(reader.after(at, 1)), reader.word_at(reader.after(at, 2)));
    match (w1, w2) {
        ("take", "a") => w3 == "bow",
        ("keep", "it") => w3 == "up",
        // "Iris, if you read these", "Sunita, please adopt me".
        ("if", "you") => matches!(w3, "read" | "see" | "hear" | "ever" | "get" | "are"),
        ("please", _) => true,
        ("we" | "i", "love" | "salute" | "thank" | "appreciate" | "adore") => w3 == "you",
        _ => matches!(
            (w1, w2),
            ("give" | "pat" | "treat", "yourself")
                | ("well", "done" | "played")
                | ("keep", "up" | "smiling" | "shining")
                | ("never" | "dont", "change")
                | ("hats", "off")
                | ("top", "marks")
                | ("chapeau" | "respect" | "bravo", _)
                | ("good" | "great" | "nice" | "brilliant" | "fantastic", "job" | "work")
        ),
    }
}

/// "Liz just stands there": a verb of the present in the place of one.
pub(super) fn present(reader: &Reader, k: Option<usize>) -> bool {
    let w = reader.word_at(k);
    let little = lex::DET | lex::POSS | lex::PREP | lex::AUX | lex::ROLE | lex::DEPT | lex::COMPANY;
    w.len() > 3
        && w.ends_with('s')
        && !w.ends_with("ss")
        && lex::is_word(w)
        && !matches!(w, "always" | "sometimes" | "perhaps" | "afterwards" | "besides")
        && k.is_some_and(|k| {
            reader.gap(k) <= Gap::Space
                && !reader.has(k, little)
                && reader.tok(k).is_some_and(|t| t.case == Case::Lower)
        })
}

/// What somebody does not do, in one word.
pub(super) const DENIES: &[&str] =
    &["didnt", "doesnt", "wasnt", "isnt", "wouldnt", "couldnt", "cant", "cannot", "wont", "hasnt", "hadnt"];

/// "and Rose still can't tell me": inside a sentence, even a name that is a word is a person's when the writer is who
/// waits for the deed.
pub(super) fn still_fails(reader: &Reader, at: usize, last: usize) -> bool {
    matches!(reader.word(at), "still" | "again" | "just" | "also" | "even")
        && reader.mode == Mode::Normal
        && reader.gap(at) <= Gap::Space
        && reader.written(last) == Written::Capital
        && reader.after(at, 1).is_some_and(|k| DENIES.contains(&reader.word(k)))
        && reader.after(at, 3).is_some_and(|k| {
            matches!(reader.word(k), "me" | "us") && reader.tok(k - 1).is_some_and(|t| t.case == Case::Lower)
        })
}

/// "Margaret prend toujours le temps", "Aisha nimmt sich Zeit", "Carmen supo resolverlo": in these languages whatever
/// follows a name at the head of a clause, small and no little word, is what they did.
pub(super) fn abroad(reader: &Reader, at: usize, last: usize) -> bool {
    if !reader.foreign || reader.mode != Mode::Normal {
        return false;
    }
    let head = reader.starts_clause(last)
        || reader.before(last, 1).is_some_and(|p| {
            reader.gap(last) <= Gap::Space
                && (HEADING.contains(&reader.word(p))
                    || reader.word(p).ends_with("mente")
                    || reader.word(p).ends_with("ment"))
        });
    let little = lex::PREP | lex::AND | lex::CONJ | lex::DET | lex::POSS | lex::THANK | lex::GREET | lex::CLOSE;
    head && reader.capital(last)
        && first_name(reader, last)
        && !reader.has(last, lex::WORD)
        && at < reader.len()
        && reader.gap(at) <= Gap::Space
        && reader.tok(at).is_some_and(|t| t.case == Case::Lower && !t.digits)
        && (!reader.has(at, little) || matches!(reader.word(at), "n" | "m" | "s" | "l" | "la" | "le" | "les" | "lo"))
        && reader.after(at, 1).is_some()
}

/// "Femke on AZ221 was an angel", "Bruno aus der Bäckerei ist": where they are, and then what they are or do.
pub(super) fn prepositional(reader: &Reader, at: usize) -> bool {
    let opens = matches!(
        reader.word(at),
        "on" | "at"
            | "in"
            | "from"
            | "over"
            | "behind"
            | "with"
            | "von"
            | "vom"
            | "aus"
            | "im"
            | "am"
            | "bei"
            | "au"
            | "aux"
            | "de"
            | "del"
            | "en"
            | "el"
            | "la"
    ) || reader.foreign
        && matches!(reader.word(at), "an" | "auf" | "beim" | "hinter" | "a" | "dans" | "chez");
    let clitic = |k: usize| {
        reader.foreign && matches!(reader.word(k), "nous" | "nos" | "me" | "m" | "se" | "le" | "les" | "lui" | "uns")
    };
    opens
        && reader.gap(at) <= Gap::Space
        && (at + 2..at + 8)
            .take_while(|k| reader.gap(*k) < Gap::Soft && (!reader.has(*k, lex::PRON) || clitic(*k)) || *k == at + 2)
            .any(|k| {
                let deed = |w: &str| w.len() > 4 && past(w) && !reader.has(k, lex::TADJ | lex::PADJ);
                reader.has(k, lex::AUX | lex::VERB) && !reader.has(k, lex::PREP | lex::DET)
                    || deed(reader.word(k)) && reader.is(reader.after(k, 1), lex::OBJ | lex::DET | lex::PREP)
            })
}
