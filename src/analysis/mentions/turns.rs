//! Further turns of speech before a name that only a person can follow.
use super::cues::HALF_KNOWN;
use super::reader::{Mode, Reader, Written};
use super::verbs::past;
use crate::analysis::fold::{self, Case, Gap};
use crate::analysis::lexicon as lex;

/// What stands before the token at `i` and speaks of a person, with its weight.
pub fn turn(reader: &Reader, i: usize) -> Option<(&'static str, f32)> {
    let p = i.checked_sub(1).filter(|_| reader.gap(i) <= Gap::Space)?;
    let (b2, b3) = (reader.before(p, 1), reader.before(p, 2));
    let (w1, w2) = (reader.word(p), reader.word_at(b2));
    // "We asked Chase for help": whoever is asked or told is a person, unless a clause begins there.
    let spoken = matches!(
        w1,
        "asked"
            | "told"
            | "thanked"
            | "phoned"
            | "rang"
            | "emailed"
            | "texted"
            | "messaged"
            | "begged"
            | "reminded"
            | "informed"
    );
    let clause = reader.has(i, lex::MODAL)
        && reader.written(i) != Written::Capital
        && reader.is(reader.after(i, 1), lex::PRON | lex::DET | lex::POSS | lex::BASEV);
    let subject = reader.is(b2, lex::PRON)
        || reader.is(b3, lex::PRON)
        || reader.is(b2, lex::GIVEN)
        || reader.starts_sentence(p) && reader.capital(i) && reader.mode == Mode::Normal;
    if spoken && subject && !clause {
        return Some(("somebody spoke to them", 3.0));
    }
    // "a guy who said Havier with an H sound".
    let as_said = w1 == "said"
        && w2 == "who"
        && reader.is(b3, lex::ROLE)
        && reader.capital(i)
        && (reader.gap(i + 1) >= Gap::Soft || matches!(reader.word(i + 1), "with" | "or" | "but" | "like"));
    if as_said && fits(reader, i) {
        return Some(("it follows words like \"they said\"", 3.0));
    }
    // "I think he said Dimitri".
    if matches!(w1, "said" | "say") && matches!(w2, "he" | "she" | "they") && fits(reader, i) {
        let unsure = reader.is(b3, lex::PRON | lex::WORD)
            && matches!(reader.word_at(b3), "think" | "believe" | "thought" | "guess");
        return Some(("it follows words like \"they said\"", if unsure { 3.0 } else { 1.2 }));
    }
    // "Your colleague, sounded like Shivawn, found it", "a name something like Sunil".
    let heard = matches!((w2, w1), ("sounded" | "sounds" | "sounding", "like") | ("sonaba", "a") | ("klang", "wie"))
        && (reader.is(b3, lex::NAMED) || reader.word_at(b3) == "it" || b2.is_some_and(|k| reader.gap(k) == Gap::Soft))
        || matches!((w2, w1), ("something", "like") | ("lines", "of"))
            && (2..=6).map_while(|b| reader.before(p, b)).any(|k| reader.has(k, lex::NAMED))
        || w1 == "been"
            && matches!(w2, "have" | "has")
            && (2..=4).map_while(|b| reader.before(p, b)).any(|k| reader.word(k) == "name");
    if heard && reader.written(i) == Written::Capital && reader.gap(i + 1) >= Gap::Soft && !reader.has(i, lex::MONTH) {
        return Some(("the writer tells how the name sounded", 2.6));
    }
    // "it's spelt Seun".
    let spells = matches!(
        w1,
        "spelt" | "spelled" | "written" | "pronounced" | "prononce" | "pronuncia" | "ausgesprochen" | "geschrieben"
    );
    if spells && reader.tok(i).is_some_and(|t| t.letters > 2) && fits(reader, i) {
        return Some(("the writer spells the name", 2.6));
    }
    // "attended to by one Tadeusz", "a certain Thomas", "un certain Thomas", "ein gewisser Thomas".
    let certain = matches!(w1, "certain" | "certaine" | "cierto" | "cierta" | "certo" | "certa")
        || ["gewisser", "gewisse", "gewissen", "gewissem"].contains(&w1);
    let one = matches!(w2, "a" | "un" | "une" | "una") || w2.starts_with("ein");
    if reader.capital(i) && (w1 == "one" && reader.is(b2, lex::BY | lex::WITH) || certain && one) {
        return Some(("it follows \"by one\"", 4.0));
    }
    if matches!(w1, "against" | "regarding" | "concerning" | "towards" | "contra" | "contre" | "gegen")
        && reader.written(i) == Written::Capital
    {
        return Some(("it is about them", 1.4));
    }
    // "Leider wollte Elke uns nicht helfen": a German verb before its subject.
    if reader.german && reader.capital(i) && !reader.has(p, lex::PREP | lex::DET | lex::CONJ | lex::AND) {
        let next = reader.after(i, 1).map_or("", |k| reader.word(k));
        let behind = matches!(
            next,
            "uns"
                | "mir"
                | "mich"
                | "sich"
                | "ihm"
                | "euch"
                | "nicht"
                | "dann"
                | "sofort"
                | "leider"
                | "auch"
                | "alles"
                | "den"
                | "dem"
                | "das"
        );
        if behind && !reader.capital(p) && (w1.ends_with("te") || w1.ends_with('t') || w1.ends_with("en")) {
            return Some(("a verb stands before it", 1.8));
        }
    }
    // "Please pass on to Siobhan that it healed", "could you mention it to Sunil".
    let on = matches!((w2, w1), ("on" | "along" | "over" | "back" | "it" | "this" | "that", "to"));
    let passed = |k: usize| {
        matches!(
            reader.word(k),
            "pass"
                | "passed"
                | "passing"
                | "relay"
                | "relayed"
                | "convey"
                | "forward"
                | "forwarded"
                | "mention"
                | "say"
        )
    };
    if on
        && !reader.has(i, lex::ORG | lex::PLACE | lex::MONTH)
        && reader.written(i) == Written::Capital
        && (2..=6).map_while(|b| reader.before(i, b)).any(passed)
    {
        return Some(("somebody is to be told", 2.2));
    }
    // "I bought a sofa off Destiny", "we got our tickets off Joy at the kiosk".
    let bought = |k: usize| {
        matches!(
            reader.word(k),
            "bought" | "got" | "ordered" | "purchased" | "buy" | "get" | "had" | "booked" | "hired"
        )
    };
    let word = reader.has(i, lex::STRONG) && reader.mode != Mode::Normal;
    if w1 == "off"
        && !word
        && !reader.has(i, lex::ORG | lex::PLACE | lex::MONTH | lex::MODAL)
        && reader.written(i) != Written::Low
        && !matches!(w2, "day" | "days" | "week" | "time" | "money" | "percent")
        && (3..=7).map_while(|b| reader.before(i, b)).any(bought)
    {
        return Some(("something came from them", 2.2));
    }
    // "Teacher Conor explains", "nurse Ana": a word of a team's name, in the singular or as it is.
    let team = |k: usize| {
        reader.tok(k).is_some_and(|t| {
            let plural = fold::mix(fold::extend(fold::extend(fold::SEED, reader.word(k).as_bytes()), b"s"));
            reader.roster.team_word(plural) && !reader.has(k, lex::DEPT | lex::PLACE | lex::PREP) && t.letters > 3
        })
    };
    if team(p) && !reader.is(b2, lex::MINE) {
        return Some(("a word of their team stands before it", 2.6));
    }
    // "the lessons of Amanda".
    if w1 == "of"
        && reader.capital(i)
        && b2.is_some_and(|k| {
            super::persons::TRAITS.contains(&w2) || matches!(w2, "lessons" | "lesson" | "class" | "classes") || team(k)
        })
    {
        return Some(("it has something of a person's", 2.0));
    }
    // "Not a patch on Ana, that Sunil.", "She is a gem, that Rose."
    let ended = reader.gap(i + 1) >= Gap::Soft || matches!(reader.word(i + 1), "in" | "on" | "at");
    if w1 == "that" && reader.gap(p) == Gap::Soft && ended && judged(reader, p, i) {
        return Some(("they are praised or compared", 2.2));
    }
    // "Give me Artem."
    if w1 == "me"
        && matches!(w2, "give" | "get" | "gave" | "got" | "sent" | "send")
        && reader.written(i) == Written::Capital
        && !reader.has(i, lex::WORD)
    {
        return Some(("somebody asked for them", 1.6));
    }
    if p == 0
        && matches!(w1, "morning" | "afternoon" | "evening")
        && reader.capital(i)
        && reader.gap(i + 1) == Gap::Soft
    {
        return Some(("the card is addressed to them", 1.8));
    }
    // "hi robin any news": in small letters, at the very start.
    if p == 0 && reader.has(p, lex::GREET) && reader.mode == Mode::Small && !reader.has(i, lex::MODAL | lex::STRONG) {
        return Some(("the card is addressed to them", 2.4));
    }
    super::reached::before(reader, i)
}

/// What stands behind the name and speaks of a person, in the plain order of those who learn a language.
pub fn behind(reader: &Reader, at: usize, last: usize) -> Option<(&'static str, f32)> {
    if reader.gap(at) > Gap::Space {
        return None;
    }
    // "Vari or however it's spelt", "Ray something": a name half remembered.
    let half = match reader.word(at) {
        "or" | "o" | "ou" | "oder" => matches!(
            reader.word_at(reader.after(at, 1)),
            "however" | "whatever" | "something" | "similar" | "thereabouts" | "algo" | "quelque" | "so"
        ),
        "something" | "somebody" | "someone" => reader.gap(at + 1) >= Gap::Soft,
        _ => false,
    };
    if half && reader.capital(last) && !reader.has(last, lex::WORD | lex::PLACE | lex::ORG) {
        return Some((HALF_KNOWN, 1.4));
    }
    // "nathaniel out in the yard".
    let outward = matches!(reader.word(at), "out" | "over" | "up" | "down" | "back" | "round" | "upstairs")
        && reader.after(at, 1).is_some_and(|k| reader.has(k, lex::PREP) && reader.gap(k) <= Gap::Space);
    let at = at + usize::from(outward);
    let (w, next) = (reader.word(at), reader.after(at, 1));
    if verdict(reader, at) {
        return Some(("what a person is follows it", 2.4));
    }
    // "Rose burnt my ear", "Hana hurt me": what stands between a name and the writer is a verb.
    let verb = !reader.has(
        at,
        lex::PREP
            | lex::CONJ
            | lex::AND
            | lex::DET
            | lex::POSS
            | lex::PRON
            | lex::AUX
            | lex::WITH
            | lex::BY
            | lex::WH
            | lex::NAMED,
    ) && reader
        .tok(at)
        .is_some_and(|t| !t.digits && t.letters > 2 && (t.case == Case::Lower || reader.mode != Mode::Normal))
        && !matches!(
            w,
            "told"
                | "that"
                | "because"
                | "since"
                | "unlike"
                | "like"
                | "but"
                | "than"
                | "plus"
                | "again"
                | "near"
                | "and"
        );
    if verb && next.is_some_and(|n| reader.gap(n) <= Gap::Space && matches!(reader.word(n), "me" | "us" | "my" | "our"))
    {
        return Some(("what a person did follows it", 2.6));
    }
    // "Artem snips."
    let clause = reader.gap(at + 1) >= Gap::Soft || at + 1 == reader.len();
    if clause
        && w.len() > 3
        && w.ends_with('s')
        && !w.ends_with("ss")
        && reader.has(last, lex::GIVEN)
        && reader.starts_clause(last)
        && !reader.has(last, lex::WORD)
        && w.strip_suffix('s').is_some_and(|stem| {
            lex::is_word(stem)
                && lex::flags(fold::hash(stem.as_bytes())) & (lex::DEPT | lex::PLACENOUN | lex::COMPANY) == 0
        })
    {
        return Some(("they do something", 1.4));
    }
    // "Hope and the rest of the Saskatoon crew", "Mark and the whole team": for names that are words, too.
    if w == "and" && reader.word_at(next) == "the" && reader.capital(last) && colleagues(reader, at + 2) {
        return Some(("the rest of the staff stands beside them", 3.0));
    }
    // "Grace she told me".
    let word = reader.has(last, lex::WORD | lex::STRONG | lex::HALF | lex::MODAL);
    if matches!(w, "he" | "she")
        // "hope he feels better".
        && (reader.capital(last) || !word)
        && next.is_some_and(|n| reader.has(n, lex::VERB | lex::AUX | lex::NEG) || reader.word(n).ends_with('s'))
    {
        return Some(("he or she follows it", 3.0));
    }
    // "AMANDA THE BEST TEACHER".
    if w == "the"
        && matches!(reader.word_at(next), "best" | "worst" | "kindest" | "nicest" | "rudest" | "greatest" | "sweetest")
    {
        return Some(("the words after it say who they are", 2.4));
    }
    // "Mandy class is the best": a possessive without its ending.
    let own = matches!(
        w,
        "class"
            | "lesson"
            | "lessons"
            | "classes"
            | "fault"
            | "attitude"
            | "patience"
            | "kindness"
            | "smile"
            | "manners"
    );
    if own && reader.has(last, lex::GIVEN) && reader.capital(last) && !reader.is(next, lex::DEPT) {
        return Some(("it has something of a person's", 1.6));
    }
    // "Bia fala português e me ajudou": an unknown word in a verb's place, and the writer as its object.
    if reader.tok(at).is_some_and(|t| t.case == Case::Lower && !t.digits)
        && (2..=5).filter_map(|on| reader.after(at, on)).any(|k| {
            matches!(reader.word(k), "me" | "nos" | "mich" | "uns" | "nous" | "mir" | "us")
                && (reader.has(k - 1, lex::AND) || reader.word(k - 1) == "e")
        })
        && !reader.has(at, lex::PREP | lex::DET | lex::AND | lex::CONJ | lex::PRON)
        && reader.has(last, lex::GIVEN)
        && !reader.has(last, lex::WORD)
    {
        return Some(("they did something for somebody", 1.4));
    }
    // "Mark in Leeds couldn't find it", "rene in leeds drew us a map".
    let place = |k: Option<usize>| {
        k.is_some_and(|k| reader.tok(k).is_some_and(|t| reader.roster.team_word(t.hash)) || reader.has(k, lex::DEPT))
    };
    // "frank at the door followed my son", where what is done is done to somebody.
    let post = |k: Option<usize>| {
        matches!(
            reader.word_at(k),
            "door" | "doors" | "entrance" | "exit" | "gate" | "wheel" | "barrier" | "trolleys" | "tills"
        )
    };
    let thing = (1..=2).filter_map(|b| reader.before(last, b)).any(|k| reader.has(k, lex::DET));
    if !thing
        && matches!(w, "on" | "at" | "behind")
        && reader.is(next, lex::DET)
        && post(reader.after(at, 2))
        && reader.after(at, 3).is_some_and(|k| {
            reader.gap(k) <= Gap::Space
                && (reader.has(k, lex::VERB) || past(reader.word(k)))
                && (1..=2).filter_map(|on| reader.after(k, on)).any(|o| {
                    matches!(
                        reader.word(o),
                        "me" | "us" | "my" | "our" | "him" | "her" | "them" | "everyone" | "everybody"
                    )
                })
        })
    {
        return Some(("where they work follows it, and what they did", 3.0));
    }
    if !thing
        && matches!(w, "in" | "at" | "from" | "on" | "behind" | "of")
        && (place(next) && !reader.is(next, lex::STREET) || reader.is(next, lex::DET) && place(reader.after(at, 2)))
    {
        let onward =
            (2..=4).filter_map(|on| reader.after(at, on)).find(|k| !place(Some(*k)) && !reader.has(*k, lex::DET));
        let deed = onward.is_some_and(|k| {
            reader.has(k, lex::AUX | lex::VERB)
                || matches!(reader.word(k), "couldnt" | "didnt" | "wouldnt" | "wasnt" | "never" | "always")
                || reader.is(reader.after(k, 1), lex::OBJ) && reader.tok(k).is_some_and(|t| t.case == Case::Lower)
        });
        if deed {
            return Some(("where they work follows it, and what they did", 3.0));
        }
        if w == "of" {
            return Some(("where they work follows it", 2.0));
        }
    }
    super::reached::behind(reader, at, last)
}

/// Whether what stands before "that" at `p` judges somebody, and not a place, so that the name at `i` says who it is.
fn judged(reader: &Reader, p: usize, i: usize) -> bool {
    let back = || (1..=10).map_while(|b| reader.before(p, b));
    let somebody = |k: usize| {
        reader.has(k, lex::PADJ | lex::ROLE) && !reader.has(k, lex::PREP | lex::DET)
            || matches!(reader.word(k), "he" | "she" | "hes" | "shes" | "patch" | "worst" | "disgrace" | "menace")
    };
    let place = |k: usize| {
        reader.has(k, lex::PLACENOUN)
            || matches!(reader.word(k), "place" | "view" | "views" | "spot" | "sight" | "boat")
    };
    reader.written(i) == Written::Capital
        && reader.has(i, lex::GIVEN)
        && !reader.has(i, lex::PLACE | lex::ORG | lex::MONTH | lex::STRONG | lex::MODAL)
        && back().any(somebody)
        && !back().any(place)
}

/// The word may be somebody's name by what it is.
fn fits(reader: &Reader, i: usize) -> bool {
    reader.tok(i).is_some_and(|t| reader.roster.knows(t.hash).any()) && !reader.has(i, lex::MODAL | lex::STRONG)
        || reader.unknown(i) && reader.tok(i).is_some_and(|t| !t.digits)
}

/// "he brilliant", "SANDY LEGEND!!!": what a person is stands right behind the name and ends the clause.
pub fn verdict(reader: &Reader, at: usize) -> bool {
    reader.has(at, lex::PADJ)
        && !reader.has(at, lex::DET | lex::TADJ | lex::VERB | lex::AUX)
        && !reader.word(at).ends_with("ly")
        && !reader.word(at).ends_with("ing")
        && reader.word(at).len() > 3
        && reader.gap(at) <= Gap::Space
        && reader.gap(at + 1) >= Gap::Soft
}

/// "Bill dumps the box" with the verb at `at`: what has an object here and now.
pub fn does_to(reader: &Reader, at: usize, last: usize) -> bool {
    let w = reader.word(at);
    let object = reader.after(at, 1).is_some_and(|n| {
        reader.gap(n) <= Gap::Space
            && (reader.has(n, lex::DET | lex::POSS)
                || matches!(reader.word(n), "him" | "her" | "everyone" | "everything"))
    });
    object
        && w.len() > 4
        && w.ends_with('s')
        && !w.ends_with("ss")
        && reader.gap(at) <= Gap::Space
        && reader.starts_clause(last)
        && reader.written(last) != Written::Low
        && reader.has(last, lex::GIVEN)
        && !reader.is_possessive(Some(last))
        && !reader.has(last, lex::ORG | lex::MONTH | lex::SEASON | lex::PLACE)
        && !reader.has(at, lex::DEPT | lex::ROLE | lex::PLACENOUN | lex::COMPANY | lex::AUX | lex::TADJ | lex::PREP)
        && w.strip_suffix('s').is_some_and(lex::is_word)
}

/// "team", "whole crew", "rest of the Saskatoon lads" from the word at `at` on.
pub(super) fn colleagues(reader: &Reader, at: usize) -> bool {
    let close = |k: &usize| reader.gap(*k) <= Gap::Space;
    let whole = usize::from(matches!(reader.word(at), "whole" | "entire" | "other"));
    if (reader.word(at), reader.word(at + 1)) == ("rest", "of") {
        let people = |k: usize| {
            STAFF.contains(&reader.word(k)) || matches!(reader.word(k), "lads" | "girls" | "boys" | "ladies" | "folks")
        };
        return (at + 2..at + 6).take_while(close).any(people);
    }
    STAFF.contains(&reader.word(at + whole)) && close(&(at + whole))
}

/// Those beside whom somebody works; "Rose and the girls" may be a family.
const STAFF: &[&str] = &["team", "crew", "staff", "gang", "guys", "others", "colleagues"];
