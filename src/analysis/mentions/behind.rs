//! What the words behind a name say: what they did, were, or where they work.
use super::address;
use super::clauses::{DENIES, apposed, aside, half_spelt, prepositional, saluted};
use super::cues::{ACTS, HALF_KNOWN};
use super::persons::{
    TRAITS, curt_with, for_somebody, not_for_us, of_their_own, office, role_told, serves, that_works, time_told,
};
use super::reached::papers;
use super::reader::{Reader, Written};
use super::verbs::{acts, past, undergone};
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;

pub fn after(reader: &Reader, at: usize, last: usize) -> Option<(&'static str, f32)> {
    let gap = reader.gap(at);
    let possessive = reader.tok(last).is_some_and(|t| t.possessive);
    if possessive {
        if reader.has(at, lex::PADJ | lex::AUX) && !matches!(reader.word(at), "best" | "good" | "great" | "pleasure") {
            return Some(("what a person is follows it", 1.6));
        }
        // "Robert's wrong measurement": a word may stand between.
        let second = || {
            reader.gap(at + 1) <= Gap::Space
                && TRAITS.contains(&reader.word(at + 1))
                && reader.has(at, lex::WORD)
                && !reader.has(at, lex::PREP | lex::AUX | lex::VERB | lex::AND)
                && !reader.has(last, lex::WORD | lex::PLACE | lex::ORG | lex::MONTH | lex::KIN)
        };
        let trait_ = TRAITS.contains(&reader.word(at)) || papers(reader, at) || second();
        return Some(("it has something of a person's", if trait_ { 3.0 } else { 1.1 }));
    }
    if at < reader.len()
        && gap == Gap::Hard
        && reader.starts_sentence(last)
        && matches!(reader.word(at), "you" | "your" | "legend")
    {
        return Some(("they are spoken to", 1.6));
    }
    if at >= reader.len() || gap == Gap::Hard {
        return None;
    }
    let w = reader.word(at);
    let next = reader.after(at, 1);
    if gap == Gap::Soft {
        let mark = reader.tok(at).map_or(' ', |t| t.mark);
        // "Maria, technical help, this morning about 8", "Derrick, on the billing line".
        let works =
            (0..3).map_while(|on| reader.after(at, on)).take_while(|k| *k == at || reader.gap(*k) <= Gap::Space);
        if mark == ','
            && works.clone().any(|k| reader.has(k, lex::DEPT))
            && !reader.has(at, lex::PRON | lex::AND | lex::VERB)
        {
            return Some(("where they work follows it", 1.8));
        }
        // "hope @ reception".
        if mark == '@' && (reader.has(at, lex::DEPT) || reader.tok(at).is_some_and(|t| reader.roster.team_word(t.hash)))
        {
            return Some(("where they work follows it", 2.8));
        }
        if mark == '>' {
            return Some(("they are praised or compared", 1.8));
        }
        if mark == ':' && reader.has(at, lex::PADJ) {
            return Some(("what a person is follows it", 2.2));
        }
        if matches!((w, reader.word_at(next)), ("la" | "el", "de" | "del")) {
            return Some(("the words after it say who they are", 2.2));
        }
        // "Wonderful, Anthony, thanks for the surprise".
        if mark == ','
            && reader.gap(last) == Gap::Soft
            && reader.tok(last).is_some_and(|t| t.mark == ',')
            && matches!(w, "thank" | "thanks" | "bravo" | "merci" | "gracias" | "danke")
        {
            return Some(("they are spoken to", 1.6));
        }
        if mark != '('
            && reader.starts_sentence(last)
            && matches!(w, "you" | "your" | "thank" | "thanks" | "legend" | "la" | "fue" | "muy")
        {
            return Some(("they are spoken to", 1.6));
        }
        if mark == ',' && reader.starts_sentence(last) && saluted(reader, at) {
            return Some(("they are spoken to", 1.6));
        }
        if mark == ',' && matches!(w, "he" | "she" | "er" | "sie" | "elle" | "il" | "ella") {
            return Some(("he or she follows it", 2.2));
        }
        // "Rose, bless her, couldn't work the till"; but "Hope, however, faded".
        if matches!(mark, ',' | '(' | '-' | '–' | '—')
            && let Some(deed) = aside(reader, at)
            && (!reader.has(last, lex::WORD)
                || reader.written(last) == Written::Capital && !reader.has(last, lex::MONTH | lex::SEASON)
                || for_somebody(reader, deed)
                || deed > at + 1 && !reader.has(last, lex::MONTH | lex::SEASON))
        {
            return Some(("what a person did follows it", 2.4));
        }
        if matches!(mark, ',' | '(' | '-' | '–') {
            let described = reader.has(at, lex::ROLE)
                || matches!(w, "the" | "your" | "our" | "a" | "one")
                    && (reader.is(next, lex::ROLE) || reader.is(reader.after(at, 2), lex::ROLE))
                || reader.foreign
                    && reader.has(at, lex::DET | lex::POSS)
                    && !reader.has(at, lex::MINE)
                    && (reader.is(next, lex::ROLE) || reader.is(reader.after(at, 2), lex::ROLE))
                || matches!(w, "who" | "qui" | "quien")
                || apposed(reader, at)
                || office(reader, next) && matches!(w, "the" | "your" | "our" | "a" | "their")
                || office(reader, Some(at)) && reader.gap(at + 1) >= Gap::Soft
                || reader.german
                    && matches!(w, "der" | "die")
                    && next.is_some_and(|n| !reader.capital(n) && !reader.word(n).starts_with("ander"));
            if described {
                return Some(("the words after it say who they are", 3.0));
            }
        }
        if matches!(mark, ',' | '(' | '-' | '–' | '"' | '”') && reader.capital(last) && half_spelt(reader, at) {
            return Some((HALF_KNOWN, 2.2));
        }
        return None;
    }
    // "Patience by name and by nature".
    if (w, reader.word_at(next)) == ("by", "name") {
        return Some(("it is said to be their name", 3.0));
    }
    if address::respected(reader, at, last) {
        return Some(("they are addressed with respect", 3.0));
    }
    let object = |k: Option<usize>| reader.is(k, lex::OBJ | lex::PRON | lex::DET);
    if reader.has(at, lex::AUX)
        || matches!(
            w,
            "wasnt"
                | "didnt"
                | "isnt"
                | "doesnt"
                | "couldnt"
                | "wouldnt"
                | "hasnt"
                | "hadnt"
                | "wont"
                | "cant"
                | "shouldnt"
                | "werent"
                | "cannot"
                | "never"
                | "hat"
                | "s"
        )
    {
        // Step over "not", "so", "far too" to what is said, and over "been" where no time of the year is meant.
        let time = reader.has(last, lex::MONTH | lex::SEASON | lex::DAY);
        let been = !time && reader.word_at(reader.after(at, 1)) == "been" && !undergone(reader, at);
        let mut skip = 1 + usize::from(been);
        while skip < 4 + usize::from(been)
            && reader.after(at, skip).is_some_and(|k| {
                matches!(
                    reader.word(k),
                    "not"
                        | "never"
                        | "so"
                        | "far"
                        | "too"
                        | "way"
                        | "very"
                        | "really"
                        | "again"
                        | "still"
                        | "always"
                        | "also"
                        | "just"
                        | "much"
                        | "quite"
                        | "even"
                        | "only"
                        | "extremely"
                        | "totally"
                        | "absolutely"
                        | "incredibly"
                        | "super"
                        | "real"
                        | "pretty"
                        | "kinda"
                        | "proper"
                        | "dead"
                        | "bloody"
                        | "sehr"
                        | "tres"
                        | "muy"
                        | "plus"
                        | "bien"
                        | "both"
                        | "completely"
                )
            })
        {
            skip += 1;
        }
        let (n, n2, n3) = (reader.after(at, skip), reader.after(at, skip + 1), reader.after(at, skip + 2));
        if w == "may" || w == "can" || w == "might" {
            return Some(("an auxiliary follows it", 0.6));
        }
        let be = reader.has(at, lex::BEWAS) || matches!(w, "s" | "be" | "been" | "sera" | "being") || been;
        // "Aisha was late": a thing may be late as well, but a name that is nothing else is no thing.
        let only_a_name = !reader.has(last, lex::WORD | lex::PLACE | lex::ORG | lex::MONTH);
        if be && only_a_name && matches!(reader.word_at(n), "late" | "early" | "wrong" | "due") {
            return Some(("what a person is follows it", 2.2));
        }
        let season = be && time_told(reader, at);
        if be && !season && role_told(reader, at) {
            return Some(("what a person is follows it", 3.4));
        }
        if be && curt_with(reader, n, n2, n3) {
            return Some(("what a person is follows it", 3.4));
        }
        // "João was a different class": whoever is that is no thing.
        let class = matches!(reader.word_at(n2), "different" | "another")
            && matches!(reader.word_at(n3), "class" | "league" | "breed");
        if be && class && matches!(reader.word_at(n), "a" | "in" | "on") {
            return Some(("what a person is follows it", 3.4));
        }
        if season
            || be && reader.is(n, lex::TADJ)
            || reader.is(n, lex::PADJ | lex::DET) && reader.is(n2, lex::TADJ)
            || matches!(reader.word_at(n), "too") && reader.is(n2, lex::TADJ)
        {
            return Some(("what a thing is follows it", -3.5));
        }
        let person = |k: Option<usize>| reader.is(k, lex::PADJ | lex::ROLE) && !reader.is(k, lex::DET);
        if person(n) || reader.is(n, lex::DET | lex::NEG) && (person(n2) || person(n3)) || reader.is(n, lex::PADJ) {
            return Some(("what a person is follows it", 3.4));
        }
        let had =
            matches!(w, "had" | "has" | "did" | "hat") && (reader.is(n, lex::OBJ | lex::POSS) || keeps(reader, n));
        if reader.is(n, lex::VERB | lex::BYVERB) && !reader.is(n, lex::DET)
            || reader.word_at(n).ends_with("ing")
            || had
            || matches!(w, "didnt" | "couldnt" | "wouldnt" | "hadnt" | "wont" | "cant" | "cannot" | "shouldnt")
        {
            return Some(("what a person did follows it", 2.6));
        }
        return Some(("an auxiliary follows it", 1.2));
    }
    if let Some(turn) = super::turns::behind(reader, at, last) {
        return Some(turn);
    }
    if reader.has(at, lex::VERB) {
        return Some((
            "what a person did follows it",
            if object(next) || !reader.is(next, lex::WORD) { 3.4 } else { 3.0 },
        ));
    }
    if serves(reader, at) || of_their_own(reader, at) || not_for_us(reader, at) {
        return Some(("what a person did follows it", 2.6));
    }
    // Any verb of the past with an object: "wired the lamp", "measured our door".
    let did = w.len() > 4
        && past(w)
        && !reader.has(at, lex::TADJ | lex::PADJ | lex::PREP)
        && !matches!(
            w,
            "included"
                | "contained"
                | "caused"
                | "required"
                | "expired"
                | "appeared"
                | "doubled"
                | "increased"
                | "needed"
        )
        && reader.gap(at) <= Gap::Space;
    let onward = reader.is(next, lex::PREP)
        && matches!(reader.word_at(next), "up" | "over" | "through" | "down" | "around" | "back" | "out" | "off");
    // "Ángel me tranquilizó": a Spanish verb of the past keeps its accent.
    let hizo = matches!(w, "me" | "nos" | "le" | "les" | "se" | "lo" | "la")
        && next
            .and_then(|n| reader.tok(n))
            .is_some_and(|t| reader.text.surface(t.start as usize, t.end as usize).ends_with(['ó', 'é', 'Ó']));
    if hizo {
        return Some(("what a person did follows it", 3.0));
    }
    if did && onward {
        return Some(("what a person did follows it", 2.2));
    }
    if did && object(next) {
        return Some(("what a person did follows it", 2.6));
    }
    let adverb = w.len() > 4 && w.ends_with("ly")
        || matches!(
            w,
            "double"
                | "just"
                | "also"
                | "always"
                | "then"
                | "really"
                | "even"
                | "never"
                | "who"
                | "qui"
                | "que"
                | "personally"
                | "nous"
                | "nos"
                | "me"
                | "m"
                | "ma"
                | "mich"
                | "mir"
                | "lui"
                | "ne"
        );
    // "Andrea somehow put it back"; but "Hope soon turned to despair".
    let loose = matches!(
        w,
        "somehow"
            | "soon"
            | "once"
            | "twice"
            | "often"
            | "sometimes"
            | "again"
            | "still"
            | "instead"
            | "nevertheless"
            | "nonetheless"
            | "meanwhile"
            | "promptly"
            | "luego"
            | "encima"
            | "ensuite"
            | "quand"
    ) && !reader.has(last, lex::WORD | lex::PLACE | lex::ORG | lex::MONTH);
    // "Taylor still hasn't rung": what nobody waits for from a thing.
    let fails = w == "still" && next.is_some_and(|k| DENIES.contains(&reader.word(k)));
    if fails && !reader.has(last, lex::PLACE | lex::ORG | lex::MONTH) {
        return Some(("what a person did follows it", 3.2));
    }
    if (adverb || loose) && (reader.is(next, lex::VERB | lex::AUX)) {
        return Some(("what a person did follows it", 3.2));
    }
    if w == "on"
        && reader.word_at(next) == "the"
        && matches!(reader.word_at(reader.after(at, 2)), "phone" | "line" | "chat" | "desk")
    {
        return Some(("they were on the phone", 2.6));
    }
    let role = |k: Option<usize>| reader.is(k, lex::ROLE) && !reader.is(k, lex::KIN);
    if w == "the"
        && (role(next)
            || reader.is(next, lex::WORD) && !reader.is(next, lex::VERB | lex::PREP) && role(reader.after(at, 2)))
    {
        return Some(("the words after it say who they are", 3.0));
    }
    if address::hailed(reader, at, last) {
        return Some(("they are spoken to", 3.4));
    }
    // "la yesenia esa me dejó esperando".
    if matches!(w, "esa" | "ese") && matches!(reader.word_at(last.checked_sub(1)), "la" | "el") {
        return Some(("they are pointed at", 2.2));
    }
    if w == "who"
        || w == "qui"
        || reader.has(last, lex::GIVEN) && !reader.has(last, lex::WORD) && that_works(reader, at)
    {
        return Some(("\"who\" follows it", 3.0));
    }
    if (matches!(
        w,
        "in" | "from"
            | "at"
            | "on"
            | "with"
            | "over"
            | "behind"
            | "de"
            | "en"
            | "im"
            | "aus"
            | "du"
            | "au"
            | "der"
            | "vom"
            | "am"
            | "of"
            | "an"
            | "del"
            | "working"
    )) && (reader.is(next, lex::DEPT)
        || reader.is(next, lex::DET | lex::POSS | lex::STAFFCUE)
            && (reader.is(reader.after(at, 2), lex::DEPT) || reader.is(reader.after(at, 3), lex::DEPT)))
    {
        return Some(("the department follows it", 2.8));
    }
    if matches!(w, "in" | "from" | "at" | "of" | "de" | "en" | "im" | "aus" | "du" | "a") {
        let team = |k: Option<usize>| {
            k.is_some_and(|k| reader.roster.team_word(reader.text.tokens.get(k).map_or(0, |t| t.hash)))
        };
        let (n2, n3) = (reader.after(at, 2), reader.after(at, 3));
        if team(next) && !reader.is(next, lex::PLACE) || reader.is(next, lex::DET | lex::POSS) && (team(n2) || team(n3))
        {
            return Some(("the department follows it", 2.8));
        }
    }
    if reader.has(at, lex::DEPT) && !reader.has(at, lex::VERB) && reader.has(last, lex::GIVEN) {
        return Some(("a word of the trade follows it", 0.4));
    }
    if matches!(w, "and" | "y" | "et" | "und")
        && (matches!(reader.word_at(next), "his" | "her" | "their")
            || reader.is(next, lex::POSS) && reader.is(reader.after(at, 2), lex::DEPT | lex::ROLE))
    {
        return Some(("their team is named with them", 2.4));
    }
    if (reader.has(at, lex::ROLE) || w == "fellow")
        && matches!(w, "guy" | "lady" | "fellow" | "person" | "girl" | "gentleman" | "woman" | "man" | "chap")
    {
        return Some(("a word for a person follows it", 2.4));
    }
    // "amy!!! you are the best" is handled where a sentence ends; "Sean I think", "Rosa maybe" name somebody half known.
    if w == "i" && matches!(reader.word_at(next), "think" | "believe" | "guess") {
        return Some(("the writer half remembers the name", 1.4));
    }
    if matches!((w, reader.word_at(next)), ("au" | "por" | "am" | "al", "telephone" | "telefono" | "telefon")) {
        return Some(("they were on the phone", 1.6));
    }
    if prepositional(reader, at) {
        return Some((ACTS, 1.4));
    }
    // "Winston on the door", "Ayesha on the tills".
    if matches!(w, "on" | "at" | "behind")
        && (1..=2).any(|on| {
            reader.after(at, on).is_some_and(|k| {
                matches!(
                    reader.word(k),
                    "door"
                        | "doors"
                        | "till"
                        | "tills"
                        | "gate"
                        | "phones"
                        | "trolleys"
                        | "ward"
                        | "counter"
                        | "wheel"
                        | "grill"
                        | "barrier"
                )
            })
        })
    {
        return Some(("where they work follows it", 2.2));
    }
    (acts(reader, at) || super::turns::does_to(reader, at, last)).then_some((ACTS, 1.4))
}

/// "Bill has Tigger's card": what is somebody's is kept by a person; but "the bill has Tigger's name on it".
fn keeps(reader: &Reader, owner: Option<usize>) -> bool {
    owner.is_some_and(|k| {
        reader.capital(k)
            && reader.is_possessive(Some(k))
            && !reader.has(k, lex::DAY | lex::MONTH)
            && !(1..=2).filter_map(|on| reader.after(k, on)).any(|n| {
                matches!(reader.word(n), "name" | "names" | "details" | "address" | "date" | "number" | "total")
            })
    })
}
