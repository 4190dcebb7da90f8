//! Turns of speech in which somebody is singled out: sent, awaited, sought, avoided, measured, or named as who it was.
//! They hold for names that are nothing else; a word or a place needs more.
use super::clauses::{
    DENIES, abroad, asked, chosen, favoured, meanwhile, placed, present, still_fails, thanked_too, wanted,
};
use super::cues::ACTS;
use super::reader::{Mode, Reader, Written};
use super::trades;
use super::turns::colleagues;
use super::verbs::past;
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::roster::is_particle;

/// What is done to people, not to things, in a card.
const DONE_TO: &[&str] = &[
    "fault",
    "avoid",
    "avoided",
    "sack",
    "fire",
    "dismiss",
    "retrain",
    "suspend",
    "discipline",
    "reward",
    "recognise",
    "recognize",
    "nominate",
    "prefer",
    "preferred",
    "mention",
    "requesting",
    "request",
    "promote",
    "clone",
    "trust",
    "trusted",
    "miss",
    "overheard",
    "interrupted",
    "ta",
];
/// What a customer gives to staff.
const HANDED: &[&str] = &[
    "reading",
    "readings",
    "details",
    "form",
    "forms",
    "keys",
    "documents",
    "paperwork",
    "prescription",
    "sample",
    "deposit",
    "cheque",
    "payment",
    "application",
];
/// How somebody was left by another, which says nothing against their having met: "not impressed by Sunil".
pub(super) const LEFT: &[&str] = &[
    "impressed",
    "amused",
    "convinced",
    "reassured",
    "persuaded",
    "charmed",
    "surprised",
    "intimidated",
    "bothered",
    "disappointed",
    "appalled",
    "disgusted",
    "patronised",
    "pressured",
    "rushed",
    "hurried",
    "judged",
];
/// What somebody is to, of, for, by or with whom: the word before the small word.
const TURNED: &[(&str, &[&str])] = &[
    ("of", &["shadow", "proud", "beware", "fond", "wary", "sick", "tired", "critical", "afraid", "scared"]),
    (
        "to",
        &[
            "hi",
            "hello",
            "respect",
            "wishes",
            "regards",
            "stars",
            "apology",
            "apologies",
            "listen",
            "listened",
            "listening",
            "compliments",
            "grateful",
            "thankful",
            "indebted",
            "rude",
            "nice",
            "unfair",
            "according",
            "candle",
            "marks",
        ],
    ),
    (
        "for",
        &[
            "message",
            "messages",
            "voicemail",
            "voicemails",
            "note",
            "waiting",
            "waited",
            "stars",
            "wasnt",
            "werent",
            "isnt",
            "sorry",
            "except",
            "vote",
            "medal",
            "bonus",
            "promotion",
            "match",
        ],
    ),
    ("on", &["waiting", "waited", "counting", "relying", "rely", "patch"]),
    ("in", &["disappointed", "confidence"]),
    ("from", &["apart", "aside"]),
    (
        "with",
        &[
            "impressed",
            "disappointed",
            "disgusted",
            "happy",
            "unhappy",
            "pleased",
            "satisfied",
            "dissatisfied",
            "thrilled",
            "delighted",
            "annoyed",
            "angry",
            "furious",
            "appalled",
            "unimpressed",
            "frustrated",
        ],
    ),
    (
        "by",
        &[
            "job",
            "work",
            "service",
            "visit",
            "done",
            "effort",
            "performance",
            "treatment",
            "handling",
            "delivery",
            "installation",
            "install",
            "fitting",
            "presentation",
            "tour",
            "cut",
            "haircut",
            "massage",
            "down",
            "up",
        ],
    ),
    ("than", &["better", "nicer", "kinder", "ruder", "worse", "friendlier", "faster", "quicker", "other", "helpful"]),
    ("like", &["one", "nobody", "anyone", "someone", "people", "staff", "more", "others", "lot"]),
];
/// Who or what "was" somebody: "the only one who helped was Tom".
const HEADS: &[&str] = &[
    "one",
    "person",
    "thing",
    "part",
    "man",
    "woman",
    "lady",
    "guy",
    "lad",
    "girl",
    "hero",
    "star",
    "highlight",
    "exception",
    "gentleman",
    "chap",
    "bloke",
    "letdown",
    "downside",
];

/// A name that is no word, place, firm or month.
fn nothing_else(reader: &Reader, i: usize) -> bool {
    !reader.has(i, lex::WORD | lex::PLACE | lex::ORG | lex::MONTH | lex::MODAL | lex::STRONG)
        && (reader.has(i, lex::GIVEN) || reader.unknown(i))
}

/// "De Shawn", "La Toya": a name in two parts of which the first is a small word with a capital.
fn parted(reader: &Reader, i: usize) -> bool {
    is_particle(reader.word(i))
        && reader.mode == Mode::Normal
        && reader.capital(i)
        && reader.capital(i + 1)
        && reader.gap(i + 1) <= Gap::Space
        && nothing_else(reader, i + 1)
}

/// What stands before the name at `i`, with its weight.
pub fn before(reader: &Reader, i: usize) -> Option<(&'static str, f32)> {
    let p = i.checked_sub(1)?;
    // "Could you let Rose know": whoever is to know is a person.
    if reader.word(p) == "let"
        && reader.word(i + 1) == "know"
        && (i..=i + 1).all(|k| reader.gap(k) <= Gap::Space)
        && (reader.written(i) == Written::Capital || reader.mode == Mode::Small)
        && !reader.has(i, lex::PLACE | lex::ORG)
    {
        return Some(("they are praised or compared", 2.2));
    }
    // "My assistant was Autumn.": a word as well, where the sentence begins with who it was and ends with the name.
    let be = matches!(reader.word(p), "was" | "is") && reader.gap(i) <= Gap::Space;
    if be
        && !nothing_else(reader, i)
        && reader.mode == Mode::Normal
        && reader.capital(i)
        && reader.gap(i + 1) >= Gap::Soft
        && reader.before(p, 1).is_some_and(|k| reader.has(k, lex::ROLE) && !reader.has(k, lex::DEPT | lex::KINONLY))
        && complement(reader, p, i)
    {
        return Some(("the writer says who it was", 2.4));
    }
    if favoured(reader, p, i) {
        return Some(("they are praised or compared", 2.2));
    }
    if !nothing_else(reader, i) && !parted(reader, i) {
        return None;
    }
    if reader.gap(i) > Gap::Space {
        let bracket = reader.tok(i).is_some_and(|t| t.mark == '(') && reader.gap(i) == Gap::Soft;
        let staff = |k: usize| reader.has(k, lex::ROLE) && !reader.has(k, lex::KINONLY);
        return (bracket && (1..=7).map_while(|b| reader.before(i, b)).any(staff) && !theirs(reader, i))
            .then_some(("a word for staff stands before it", 2.4));
    }
    let (b2, b3) = (reader.before(i, 2), reader.before(i, 3));
    let (w1, w2) = (reader.word(p), reader.word_at(b2));
    let next = reader.after(i, 1).filter(|n| reader.gap(*n) <= Gap::Space);
    let said = || reader.word_at(next);
    if DONE_TO.contains(&w1) && !reader.is(b2, lex::DET) || matches!((w2, w1), ("bring", "back") | ("big", "up")) {
        return Some(("somebody thanks, met or blames them", 1.6));
    }
    if matches!(w1, "found" | "find") && (1..=3).map_while(|on| reader.after(i, on)).any(|k| reader.has(k, lex::PADJ)) {
        return Some(("the writer says what they were like", 2.2));
    }
    if TURNED.iter().any(|(small, heads)| *small == w1 && heads.contains(&w2))
        || matches!(w1, "for" | "to") && b2.is_some_and(|k| reader.tok(k).is_some_and(|t| t.digits))
        || w1 == "for" && w2 == "been"
        || w1 == "by" && LEFT.contains(&w2)
        || (w2, w1) == ("as", "per")
        || w1 == "to" && HANDED.contains(&w2)
        || w1 == "asking" && matches!(said(), "for" | "to" | "about" | "if" | "whether" | "why" | "how")
        || (w2, w1) == ("out", "of") && matches!(reader.word_at(b3), "sense" | "answer" | "answers" | "word" | "reply")
    {
        return Some(("they are praised or compared", 1.6));
    }
    if matches!(w1, "especially" | "particularly" | "notably" | "including" | "without")
        || w1 == "only" && w2 == "and"
        || matches!(w1, "wish" | "wishing") && matches!(w2, "i" | "we")
        || w1 == "let" && said() == "know"
    {
        return Some(("they are praised or compared", 1.6));
    }
    let doubted = reader.tok(i + 1).is_some_and(|t| t.mark == '?');
    if w1 == "of" && w2 == "name" && reader.word_at(reader.before(i, 4)) == "by" && !doubted {
        return Some(("it follows a word like \"named\"", 3.0));
    }
    if wanted(reader, p, i) {
        return Some(("somebody wants them to do something", 1.8));
    }
    if thanked_too(reader, p, i) {
        return Some(("thanks stand before it", 2.6));
    }
    if matches!(w1, "a" | "an" | "another" | "una" | "un" | "une" | "eine" | "einen") && wished(reader, p, i) {
        return Some(("they are praised or compared", 2.2));
    }
    if matches!(w1, "before" | "until" | "till") && reader.capital(i) && passed_on(reader, p) {
        return Some(("they are praised or compared", 1.8));
    }
    if matches!(w1, "sent" | "send") && matches!(w2, "they" | "you") {
        return Some(("they were sent", 2.0));
    }
    if matches!(w1, "was" | "is" | "were") && complement(reader, p, i) {
        return Some(("the writer says who it was", 2.4));
    }
    if let Some(found) = chosen(reader, p, i) {
        return Some(found);
    }
    // "Why did Sunil hang up?", "Could Sunil please call me".
    let asks = reader.has(p, lex::AUX) && (reader.starts_sentence(p) || reader.is(b2, lex::WH));
    if asks
        && next.is_some_and(|n| {
            reader.has(n, lex::BASEV | lex::VERB)
                || matches!(w1, "did" | "does" | "do")
                    && lex::is_word(reader.word(n))
                    && !reader.has(n, lex::PREP | lex::AND)
                || matches!(reader.word(n), "please" | "still" | "really" | "actually")
        })
    {
        return Some(("somebody asks what they do", 1.8));
    }
    // "Por suerte Erin", "déçue de Erin", "von Aisha", "hat Gareth": what leads to a name in other languages.
    const LEADS: &[&str] = &[
        "a", "de", "d", "con", "por", "sobre", "sin", "para", "avec", "par", "sur", "sans", "pour", "chez", "mit",
        "von", "bei", "nach", "an", "fur", "ohne", "durch", "gegen", "hat", "hatte", "war", "kam", "ist", "wollte",
        "konnte", "estaba", "estuvo", "fue", "mucho", "que", "wenn", "als", "dass", "mich", "mir", "uns", "passe",
        "demandez",
    ];
    if reader.foreign && reader.capital(i) && reader.mode == Mode::Normal && LEADS.contains(&w1) {
        return Some(("the words before it speak of a person", 1.4));
    }
    // "Thanks for being so kind Sunil!"
    let begins = (1..=9).map_while(|b| reader.before(i, b)).find(|k| reader.gap(*k) == Gap::Hard || *k == 0);
    if reader.mode == Mode::Normal
        && reader.capital(i)
        && reader.gap(i + 1) == Gap::Hard
        && begins.is_some_and(|k| reader.has(k, lex::THANK) && reader.word_at(reader.after(k, 1)) == "for")
        && !reader.is(b3, lex::KIN)
    {
        return Some(("thanks stand before it", 2.2));
    }
    None
}

/// "I wish every office had a Marisol", "everyone needs a Sunil": what everybody ought to have is like one of ours.
fn wished(reader: &Reader, article: usize, i: usize) -> bool {
    let all = |k: usize| {
        matches!(
            reader.word(k),
            "every"
                | "everyone"
                | "everybody"
                | "all"
                | "each"
                | "world"
                | "cada"
                | "todos"
                | "chaque"
                | "jeder"
                | "jede"
        )
    };
    reader.capital(i)
        && !reader.has(i, lex::BOT | lex::COMPANY)
        && (reader.gap(i + 1) >= Gap::Soft || matches!(reader.word(i + 1), "like" | "on" | "in" | "at"))
        && reader.before(article, 1).is_some_and(|k| {
            matches!(
                reader.word(k),
                "had"
                    | "has"
                    | "have"
                    | "needs"
                    | "need"
                    | "deserves"
                    | "deserve"
                    | "tuviera"
                    | "necesita"
                    | "avait"
                    | "hatte"
            )
        })
        && (2..=8).map_while(|b| reader.before(article, b)).any(all)
}

/// "on with four people before Shanice", "three agents until Sunil": the last of several whom the writer was passed on to.
fn passed_on(reader: &Reader, before: usize) -> bool {
    let several = |k: usize| {
        matches!(
            reader.word(k),
            "people"
                | "persons"
                | "agents"
                | "reps"
                | "representatives"
                | "advisers"
                | "advisors"
                | "operators"
                | "staff"
                | "others"
                | "departments"
                | "transfers"
                | "techs"
                | "technicians"
                | "assistants"
                | "employees"
                | "personas"
                | "personnes"
                | "leute"
                | "mitarbeiter"
        )
    };
    (1..=4).map_while(|b| reader.before(before, b)).any(several)
}

/// "The driver was Sunil", "the only one who helped was Sunil": the sentence begins with who it was.
fn complement(reader: &Reader, be: usize, i: usize) -> bool {
    let Some(start) = (1..=10).map_while(|b| reader.before(be, b)).find(|k| *k == 0 || reader.gap(*k) == Gap::Hard)
    else {
        return false;
    };
    reader.has(start, lex::DET | lex::POSS)
        && (start + 1..be)
            .any(|k| HEADS.contains(&reader.word(k)) || reader.has(k, lex::ROLE) || trades::our_people(reader, k))
        && !(start + 1..be).any(|k| reader.has(k, lex::KIN))
        && !theirs(reader, i)
}

/// Whether a word for a customer or another trade stands in the few words before.
fn theirs(reader: &Reader, i: usize) -> bool {
    (1..=7).map_while(|b| reader.before(i, b)).any(|k| trades::stranger_word(reader, k))
}

/// What stands behind a name whose last token is `last`, with its weight; `at` is the next token.
pub fn behind(reader: &Reader, at: usize, last: usize) -> Option<(&'static str, f32)> {
    if abroad(reader, at, last) {
        return Some((ACTS, 1.4));
    }
    if still_fails(reader, at, last) {
        return Some(("what a person did follows it", 2.4));
    }
    if at >= reader.len() || !nothing_else(reader, last) {
        return None;
    }
    let (w, next) = (reader.word(at), reader.after(at, 1));
    let w2 = reader.word_at(next);
    let mark = reader.tok(at).map_or(' ', |t| t.mark);
    let what_a = w == "what" && w2 == "a" && reader.starts_sentence(last);
    match reader.gap(at) {
        Gap::Hard => return what_a.then_some(("they are praised or compared", 1.6)),
        Gap::Soft => {
            let rated = reader.tok(at).is_some_and(|t| t.digits) && matches!(mark, ':' | '-' | '–' | '=');
            let told = matches!(mark, '-' | '–' | '=' | ':') && reader.has(at, lex::PADJ);
            if what_a || rated && reader.starts_sentence(last) || told {
                return Some(("what a person is follows it", 2.0));
            }
            if mark == ',' && placed(reader, at, last) {
                return Some(("the words after it say who they are", 2.2));
            }
            if mark == ',' && meanwhile(reader, at) {
                return Some(("he or she follows it", 2.2));
            }
            // "Ana (built my desk)".
            if mark == '('
                && past(reader.word(at))
                && reader.word(at).len() > 4
                && !reader.has(at, lex::TADJ | lex::PADJ)
            {
                return Some(("what a person did follows it", 2.2));
            }
            if mark == '(' && reader.has(at, lex::DEPT) {
                return Some(("where they work follows it", 2.4));
            }
            return (w == "along" && w2 == "with").then_some((ACTS, 1.4)).or_else(|| asked(reader, at, last));
        }
        _ => {}
    }
    if matches!((w, w2), ("along" | "together", "with") | ("in", "particular"))
        || w == "and"
            && matches!(w2, "the" | "his" | "her" | "their")
            && (colleagues(reader, at + 2) || reader.word(at + 2) == "rest")
    {
        return Some(("they are named with a team", 1.8));
    }
    let manner = w.len() > 4 && w.ends_with("ly") || matches!(w, "just" | "still" | "again" | "also" | "even" | "now");
    let often = manner || matches!(w, "always" | "only" | "never" | "often" | "usually");
    if w == "whom" || manner && DENIES.contains(&w2) || often && present(reader, next) {
        return Some(("what a person did follows it", 2.4));
    }
    None
}
