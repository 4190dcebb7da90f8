//! Names that are ordinary words: will, may, bill, mark, hope … How much doubt the writing leaves,
//! and the grammar that shows a word to be just a word.
use super::cues::{ACTS, Cues};
use super::learnt::Learnt;
use super::mass::{GROWING, MASS};
use super::modals::{FINITE, acted, adverb, inflected, listed_behind, role_behind};
use super::persons::for_somebody;
use super::pronouns::taken_up;
use super::reached::{papers, presented};
use super::reader::{Mode, Reader, Written};
use super::spot::Spot;
use super::verbs::{past, undergone};
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;

/// That a name is a word of every day.
pub const WORD_TOO: &str = "it is an ordinary word too";

/// How much of a word a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Name,
    Medium,
    /// As much a word as a name: ruby, ray, penny.
    Half,
    Strong,
    Modal,
}

/// Words of English that no text in Spanish, French or German has.
const ENGLISH: &[&str] = &[
    "hope", "blessing", "joy", "dawn", "chase", "bill", "faith", "summer", "autumn", "june", "grant", "mercy", "sunny",
    "honey", "cherry", "candy", "heather", "holly", "daisy", "pearl", "poppy", "willow", "penny", "sandy", "cliff",
    "wade", "drew", "hunter", "ginger",
];

/// Words of English or German that no text in Spanish or French has.
const NOT_ROMANCE: &[&str] = &["mark", "frank"];

fn level(reader: &Reader, spot: &Spot, learnt: &Learnt) -> Level {
    let mut level = Level::Modal;
    for i in spot.from..spot.to {
        let f = reader.flags.get(i).copied().unwrap_or(0);
        if reader.tok(i).is_some_and(|t| t.digits || t.cjk) {
            return Level::Name;
        }
        let here = if f & lex::MODAL != 0 {
            Level::Modal
        } else if f & lex::MONTH != 0 && f & lex::STRONG == 0 && reader.tok(i).is_some_and(|t| t.letters == 3) {
            // "dec never wipes the kit": where it is a date, a number or a word for time stands beside it.
            Level::Medium
        } else if f & (lex::STRONG | lex::MONTH) != 0 {
            Level::Strong
        } else if f & lex::HALF != 0 {
            Level::Half
        } else if f & (lex::MEDIUM | lex::PLACE) != 0 {
            Level::Medium
        } else if f & lex::WORD != 0
            || f & lex::GIVEN == 0
                && crate::analysis::roster::relations::of(reader.tok(i).map_or(0, |t| t.hash)).is_empty()
                && lex::is_word(reader.word(i))
        {
            if f & lex::GIVEN != 0 { Level::Medium } else { Level::Strong }
        } else {
            Level::Name
        };
        // "Grâce à Ana".
        let thanks = matches!(reader.word(i + 1), "a" | "au" | "aux");
        let english = ENGLISH.contains(&reader.word(i)) || reader.word(i) == "grace" && !thanks;
        let english = english || !reader.german && NOT_ROMANCE.contains(&reader.word(i));
        let here = if reader.foreign && english { here.min(Level::Medium) } else { here };
        level = level.min(here);
    }
    if level < Level::Half && learnt.plain_share(spot.surface_hash) > 0.6 {
        return Level::Strong;
    }
    level
}

/// Adds the doubt to `evidence`; a veto says that the grammar makes it a word for certain.
pub fn doubt(
    reader: &Reader,
    spot: &Spot,
    cues: &Cues,
    learnt: &Learnt,
    evidence: &mut Vec<(&'static str, f32)>,
) -> Option<&'static str> {
    if reader.tok(spot.from).is_some_and(|t| t.cjk)
        || spot.cands.iter().any(|c| matches!(c.rule, super::Rule::Code | super::Rule::Spelled))
    {
        return None;
    }
    let level = level(reader, spot, learnt);
    let written = reader.written(spot.from);
    let small = written == Written::Low || written == Written::Flat && reader.mode == Mode::Small;
    let bare = small
        && !cues.firm
        && !spot.strong
        && !spot.titled
        && !cues.found.iter().any(|c| c.1 >= 1.6)
        && reader.gap(spot.from) <= Gap::Space
        && spot.from > 0;
    let name = |k: usize| {
        reader.has(k, lex::GIVEN) && !reader.has(k, lex::WORD)
            || reader.roster.knows(reader.tok(k).map_or(0, |t| t.hash)).given
    };
    let listed = reader.is(spot.from.checked_sub(1), lex::AND) && spot.from > 1 && name(spot.from - 2)
        || reader.has(spot.to, lex::AND) && name(spot.to + 1);
    // "max speed", "asia servers": at the start, a noun goes on with the word.
    let plain = lex::WORD | lex::COMPANY | lex::BENEFICIARY | lex::PLACENOUN | lex::EN | lex::ES | lex::FR | lex::DE;
    let goes_on = small
        && spot.to - spot.from == 1
        && !cues.found.iter().any(|c| c.1 > 0.0)
        && !spot.strong
        && !spot.titled
        && reader.starts_sentence(spot.from)
        && reader.gap(spot.to) <= Gap::Space
        && reader.flags.get(spot.to).is_some_and(|f| f & !plain == 0)
        && !["ed", "ly", "ing", "s"]
            .iter()
            .any(|e| reader.word(spot.to).ends_with(e) && reader.has(spot.to, lex::WORD) && *e != "s")
        && !reader.has(spot.to, lex::VERB | lex::AUX);
    if goes_on && !listed {
        evidence.push(("a noun may go on with it", -2.4));
    }
    // "Max 20 minutes".
    if level >= Level::Medium && reader.tok(spot.to).is_some_and(|t| t.digits && t.gap == Gap::Space) && !cues.firm {
        evidence.push(("a number follows it", -3.0));
    }
    if bare && !listed {
        let weight = if level == Level::Name { -2.6 } else { -3.8 };
        evidence.push(("in small letters, and nothing says that a person is meant", weight));
        let article = spot.from.checked_sub(1);
        // In French "a" is a verb as well.
        if reader.is(article, lex::DET) && !(reader.is(article, lex::AUX) && reader.foreign) {
            return Some("the grammar makes it a plain word");
        }
    }
    if level == Level::Name {
        if written == Written::Low {
            evidence.push(("it is in small letters", -0.3));
        }
        return None;
    }
    let german_noun = reader.german && written == Written::Capital && level >= Level::Half;
    // That a word is followed by a verb says little where it may be a thing.
    let told = cues.found.iter().any(|c| c.1 > 0.0 && c.0 != ACTS);
    if !told && level >= Level::Half && written != Written::Capital && !cues.found.is_empty() {
        evidence.push(("a thing may be said to do that", -1.4));
    }
    let weight = match (level, written) {
        (Level::Medium, Written::Capital) => -0.1,
        (Level::Medium, Written::Start) => -0.4,
        (Level::Medium, Written::Flat) => -0.9,
        (Level::Medium, Written::Low) => {
            let place = reader.has(spot.from, lex::PLACE);
            if cues.left >= 2.2 || cues.person && !place { -1.6 } else { -4.2 }
        }
        (Level::Half, Written::Capital) => -0.2,
        (Level::Half, Written::Start) => {
            if told {
                -2.3
            } else {
                -4.3
            }
        }
        (Level::Half, Written::Flat) => {
            if told {
                -2.6
            } else {
                -4.2
            }
        }
        (Level::Half, Written::Low) => -4.2,
        (_, Written::Capital) if german_noun => -2.4,
        (_, Written::Capital) => -0.3,
        (Level::Modal, Written::Start) => -4.6,
        (_, Written::Start) => -4.8,
        (Level::Modal, Written::Flat) => -5.0,
        (_, Written::Flat) => -4.4,
        (_, Written::Low) => -5.6,
    };
    let acted = level == Level::Modal && !spot.strong && acted(reader, spot);
    if acted {
        evidence.push(("a helping verb would not stand before a past", 2.4));
    }
    // "ivy has taken over the fence", "Paris is not answering": what a thing or a place does as well.
    let place = reader.has(spot.from, lex::PLACE);
    if !cues.firm && !spot.strong && !spot.titled && cues.found.iter().any(|c| c.1 > 0.0) {
        if place {
            let also = reader.foreign && reader.has(spot.from, lex::GIVEN);
            evidence.push(("a place may be said to do that", if also { -1.2 } else { -3.8 }));
        } else if level >= Level::Half && matches!(written, Written::Flat | Written::Low) && !acted {
            evidence.push(("a thing may be said to do that", -4.6));
        } else if level == Level::Half && written == Written::Start && GROWING.contains(&reader.word(spot.from)) {
            evidence.push(("a thing may be said to do that", -2.4));
        }
    }
    let own_place = reader.tok(spot.from).is_some_and(|t| reader.roster.team_word(t.hash));
    if own_place && !spot.strong && !spot.titled && cues.left < 3.0 && !cues.staff {
        evidence.push(("a team or place here is called so", -2.6));
    }
    let weight = if spot.strong { weight * if written == Written::Low { 0.9 } else { 0.6 } } else { weight };
    evidence.push((WORD_TOO, weight));
    if learnt.plain_share(spot.surface_hash) > 0.6 {
        evidence.push(("this organisation's cards use it as a plain word", -1.2));
    }
    if spot.cands.iter().all(|c| c.rule == super::Rule::Surname) && level >= Level::Half {
        evidence.push(("a family name alone is rare", -3.0));
    }
    let single = spot.to - spot.from == 1;
    // "Cash was run off his feet … he warned me": nobody calls a thing so.
    if single
        && level >= Level::Half
        && matches!(written, Written::Start | Written::Flat)
        && !spot.strong
        && !spot.titled
        && cues.found.iter().any(|c| c.1 >= 2.2)
        && !undergone(reader, spot.to)
        && taken_up(reader, spot.to)
    {
        evidence.push(("he or she takes the name up again", 1.8));
    }
    if single
        && (level >= Level::Strong && matches!(written, Written::Start | Written::Flat)
            || level == Level::Half && written == Written::Start)
        && reader.gap(spot.to) < Gap::Hard
    {
        // "Rich on deck told us", "hope @ reception ignored me"; "Hope did face painting".
        let next = reader.after(spot.from, 1);
        let did = next.is_some_and(|k| reader.word(k) == "did")
            && !reader.is(reader.after(spot.from, 2), lex::BASEV | lex::NEG);
        let placed = cues.found.iter().any(|c| c.0 == "where they work follows it, and what they did");
        // "Frank our driver had a story": what staff is, and what they did.
        let ours = role_behind(reader, spot.to, level == Level::Modal);
        // "Grant, the GM, made it right": between commas, what staff is.
        let apposed = reader.gap(spot.to) == Gap::Soft
            && cues.found.iter().any(|c| c.0 == "the words after it say who they are")
            && reader.gap(spot.to + 2) == Gap::Soft;
        let role = apposed
            || ours
            || super::persons::role_told(reader, spot.to)
            || level == Level::Modal && presented(reader, spot.to)
            || reader.is_possessive(Some(spot.from))
                && papers(reader, spot.to)
                && !MASS.contains(&reader.word(spot.from));
        if did || placed || role || cues.firm && !spot.strong && for_somebody(reader, spot.to) {
            // A thing that can be counted would have an article.
            let counted = !MASS.contains(&reader.word(spot.from)) && written == Written::Start;
            evidence.push(("only a person does that", if counted { 3.0 } else { 2.0 }));
        }
    }
    // "will was": no verb, for it has one of its own.
    if level == Level::Modal
        && single
        && reader.is(reader.after(spot.from, 1), lex::AUX | lex::VERB)
        && (FINITE.contains(&reader.word(spot.from + 1))
            || matches!(reader.word(spot.from + 1), "helped" | "answered" | "explained"))
    {
        evidence.push(("it has a verb of its own", 1.0));
    }
    // "Will and Bobby on the truck": what is listed with a name is one.
    if single && level >= Level::Half && written == Written::Start && listed_behind(reader, spot.from) {
        evidence.push(("another name is listed with it", if cues.firm { 2.0 } else { 4.4 }));
    }
    if single && let Some(veto) = grammar(reader, spot, level, written, cues) {
        return Some(veto);
    }
    // "Grace was …" needs no article only if it is a name.
    let word = reader.word(spot.from);
    if single
        && !place
        && written == Written::Start
        && !MASS.contains(&word)
        && let Some(weight) = cues.found.iter().find_map(|c| match c.0 {
            "an auxiliary follows it" => Some(2.0),
            "what a person did follows it" => Some(1.2),
            _ => None,
        })
    {
        evidence.push(("a thing would have an article there", weight));
    }
    None
}

fn grammar(reader: &Reader, spot: &Spot, level: Level, written: Written, cues: &Cues) -> Option<&'static str> {
    let i = spot.from;
    let prev = reader.before(i, 1).filter(|_| reader.gap(i) <= Gap::Space);
    let next = reader.after(i, 1).filter(|n| reader.gap(*n) <= Gap::Space);
    let possessive = reader.tok(i).is_some_and(|t| t.possessive);
    let sure = written == Written::Capital && reader.mode == Mode::Normal;
    const WORDY: Option<&str> = Some("the grammar makes it a plain word");
    if written == Written::Low
        && level >= Level::Half
        && cues.left < 2.2
        && prev.is_some_and(|p| reader.has(p, lex::WORD) && !reader.has(p, lex::AND))
    {
        return WORDY;
    }
    // "a bag of clay", "basil and mint".
    if written == Written::Flat
        && level >= Level::Half
        && cues.left == 0.0
        && !cues.person
        && reader.word_at(prev) == "of"
    {
        return WORDY;
    }
    // "Frank answers only", "Will man unterwegs arbeiten".
    let asked = written == Written::Start
        && !possessive
        && matches!(reader.word_at(next), "answers" | "replies" | "opinions" | "comments" | "reviews" | "thoughts")
        && matches!(reader.word_at(reader.after(i, 2)), "only" | "please" | "welcome" | "appreciated" | "wanted")
        && (i + 3 >= reader.len() || reader.gap(i + 3) >= Gap::Soft);
    let german = reader.german
        && level == Level::Modal
        && written == Written::Start
        && matches!(reader.word_at(next), "man" | "ich" | "er" | "sie" | "wir" | "jemand" | "mich" | "mir");
    if asked || german {
        return WORDY;
    }
    if prev.is_some_and(|p| reader.tok(p).is_some_and(|t| t.digits))
        || reader.german && level >= Level::Medium && reader.is(prev, lex::DET) && reader.word_at(prev) != "an"
    {
        return WORDY;
    }
    if matches!(
        reader.word_at(prev),
        "to" | "dont" | "didnt" | "would" | "should" | "can" | "could" | "must" | "wont" | "cant" | "gonna"
    ) && cues.left < 2.2
        && !sure
        && level >= Level::Half
    {
        return WORDY;
    }
    let listed = listed_behind(reader, i);
    // "tell Will that it works", "let May know".
    let told = (sure || cues.left >= 3.0) && TOLD.contains(&reader.word_at(prev))
        || reader.word_at(prev) == "let" && reader.word_at(next) == "know";
    // "Jack and Will put it in".
    let listed = listed
        || sure
            && reader.is(prev, lex::AND)
            && reader.before(i, 2).is_some_and(|k| {
                let hash = reader.tok(k).map_or(0, |t| t.hash);
                reader.capital(k)
                    && (reader.roster.knows(hash).given || reader.has(k, lex::GIVEN) && !reader.has(k, lex::WORD))
            });
    if written == Written::Start && inflected(reader, next) {
        return None;
    }
    if level == Level::Modal && !possessive && !listed && !told && !presented(reader, spot.to) {
        let base = reader.is(next, lex::BASEV | lex::PRON | lex::NEG | lex::DET | lex::POSS)
            || next.is_some_and(|n| reader.has(n, lex::GIVEN) && !reader.has(n, lex::VERB | lex::AUX));
        // "and May even found us a pot": an adverb may stand before the verb.
        let stepped = sure && adverb(reader, next) && (!reader.has(i, lex::MONTH) || cues.firm);
        let verb = if stepped { reader.after(i, 2) } else { next };
        // "at your hub, and May handed me a leaflet".
        let ended = sure
            && (!reader.has(i, lex::MONTH) || cues.firm)
            && verb.is_some_and(|k| reader.word(k).len() > 4 && past(reader.word(k)));
        let past = ended
            || reader.is(verb, lex::AUX | lex::VERB)
                && !reader.is(verb, lex::BASEV)
                && !matches!(
                    reader.word_at(verb),
                    "be" | "have" | "do" | "would" | "can" | "must" | "put" | "let" | "set" | "cut" | "does" | "come"
                );
        let subject = reader.is(prev, lex::PRON | lex::NEG) && !cues.person
            || matches!(
                reader.word_at(prev),
                "that" | "this" | "there" | "and" | "it" | "they" | "you" | "i" | "we" | "he" | "she" | "who" | "which"
            ) && !past
            || !sure
                && matches!(
                    reader.word_at(prev),
                    "somebody" | "someone" | "everybody" | "everyone" | "nobody" | "anybody" | "anyone" | "people"
                );
        // "Oh, that's Will, he's always like that".
        let shown = sure
            && prev.is_some_and(|p| {
                matches!(reader.word(p), "thats" | "its")
                    || matches!(reader.word(p), "that" | "it") && reader.is_possessive(Some(p))
            });
        let subject = subject && !shown;
        if reader.is(prev, lex::PRON) && !shown && !matches!(reader.word_at(prev), "you" | "her" | "him" | "me" | "us")
        {
            return WORDY;
        }
        if subject && !(sure && past) {
            return WORDY;
        }
        if base && !past && !(sure && cue_only(cues)) {
            return WORDY;
        }
        if written != Written::Capital && !past && !cues.person {
            return WORDY;
        }
    }
    // "paid Olive at the till": a verb, where somebody at work is paid.
    let paid = sure
        && matches!(reader.word_at(prev), "paid" | "sent" | "mailed")
        && !MASS.contains(&reader.word(i))
        && (cues.found.iter().any(|c| c.1 >= 2.2)
            || matches!(reader.word_at(reader.before(i, 2)), "they" | "you" | "not" | "youve" | "theyve"));
    // "what Mark had failed to do": no article, where a capital says that it is a name.
    let asks = sure
        && !possessive
        && (matches!(reader.word_at(prev), "what" | "whatever" | "which")
            || reader.word_at(prev) == "that" && reader.is(next, lex::AUX | lex::VERB) && !reader.is(next, lex::BASEV));
    // "Your Dawn was brilliant with Mum": a capital, and what is said of people; but "your Bill".
    let yours = sure
        && reader.word_at(prev) == "your"
        && (cues.firm && !MASS.contains(&reader.word(i)) && !reader.has(i, lex::MONTH | lex::SEASON)
            || cues.left >= 2.2
            || cues.firm && for_somebody(reader, spot.to));
    // "The Jasmine who does nails": one of that name.
    let which = sure && reader.word_at(prev) == "the" && matches!(reader.word_at(next), "who" | "on" | "i");
    if reader.is(prev, lex::DET | lex::POSS | lex::NEG | lex::TADJ)
        && !which
        && !(listed && reader.word_at(prev) == "both")
        && !paid
        && !yours
        && !asks
        && !(reader.is(prev, lex::DET)
            && matches!(reader.word_at(prev), "a" | "this" | "that" | "un" | "le")
            && cues.person
            && written == Written::Capital)
        && !(reader.german && reader.word_at(prev) == "an")
        && !matches!(reader.word_at(prev), "her" | "not" | "la" | "le" | "el" | "die" | "der" | "as" | "os" | "o")
        && !(reader.word_at(prev) == "a" && reader.foreign && sure)
        && (!sure || reader.is(prev, lex::MINE) || level >= Level::Half)
    {
        return WORDY;
    }
    if matches!(reader.word_at(prev), "la" | "le" | "el" | "die" | "der" | "not") && !sure && level >= Level::Half {
        return WORDY;
    }
    if sure {
        return None;
    }
    if level >= Level::Half {
        // "I hope", "to mark", "we chase"; "spoke to mark" is a person.
        if reader.is(prev, lex::PRON) && !matches!(reader.word_at(prev), "you" | "her" | "him" | "es" | "il") {
            return WORDY;
        }
        if matches!(
            reader.word_at(prev),
            "to" | "dont" | "didnt" | "will" | "would" | "should" | "can" | "could" | "must" | "wont" | "cant"
        ) && !cues.person
        {
            return WORDY;
        }
        let object = reader.is(next, lex::OBJ | lex::PRON)
            || matches!(
                reader.word_at(next),
                "of" | "to" | "for" | "that" | "with" | "up" | "down" | "off" | "out" | "it" | "you" | "me"
            );
        let object = object && !listed && !role_behind(reader, spot.to, level == Level::Modal);
        if object && !possessive && !cues.found.iter().any(|c| c.1 >= 3.0) {
            return WORDY;
        }
        if reader.is(prev, lex::PADJ) && !reader.is(prev, lex::THANK | lex::OBJECT) && !cues.person {
            return WORDY;
        }
        if next.is_some_and(|n| reader.has(n, lex::COMPANY) && !reader.has(n, lex::DEPT)) {
            return WORDY;
        }
    }
    None
}

/// What is said to somebody, where a modal verb has no place.
const TOLD: &[&str] = &[
    "tell", "telling", "told", "ask", "asked", "asking", "thank", "thanked", "remind", "reminded", "inform",
    "informed", "email", "emailed", "text", "texted",
];

fn cue_only(cues: &Cues) -> bool {
    cues.found.iter().any(|c| c.1 >= 3.0)
}
