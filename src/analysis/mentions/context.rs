//! What the words beside a name say: cues that staff is meant, each with its weight.
use super::persons::{TRAITS, for_somebody, sister};
use super::reader::Reader;
use super::spot::Spot;
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;

/// Cues found beside one spot.
#[derive(Debug, Default, Clone)]
pub struct Cues {
    pub found: Vec<(&'static str, f32)>,
    /// The cue leaves no doubt that a person is named.
    pub person: bool,
    /// The weight of what stands before the name.
    pub left: f32,
    /// The cue says that this person served the writer.
    pub staff: bool,
    /// Only a person can be meant: somebody turned to them, they spoke, were kind or rude, or did it for somebody.
    pub firm: bool,
}

impl Cues {
    fn add(&mut self, what: &'static str, weight: f32) {
        self.found.push((what, weight));
    }
}

pub fn title_before(reader: &Reader, i: usize) -> bool {
    i > 0 && reader.gap(i) <= Gap::Space && sister(reader, i - 1)
        || i > 0
            && (reader.gap(i) <= Gap::Space || reader.tok(i).is_some_and(|t| t.mark == '.' && !t.newline))
            && reader.has(i - 1, lex::TITLE)
            && !(matches!(reader.word(i - 1), "m" | "don" | "miss" | "sr" | "hr" | "fr") && !reader.capital(i - 1))
}

/// "spoke with", "named", "helped by", "agent", "thanks to" right before the token.
pub fn cue_before(reader: &Reader, i: usize) -> bool {
    cue(reader, i).is_some()
}

pub fn cue(reader: &Reader, i: usize) -> Option<(&'static str, f32)> {
    if title_before(reader, i) {
        return Some(("a title stands before it", 3.0));
    }
    let p = i
        .checked_sub(1)
        .filter(|_| reader.gap(i) < Gap::Hard || reader.tok(i).is_some_and(|t| t.mark == ':' && !t.newline))?;
    let soft = reader.gap(i) == Gap::Soft;
    let b2 = reader.before(p, 1);
    let b3 = reader.before(p, 2);
    let (w1, w2, w3) = (reader.word(p), reader.word_at(b2), reader.word_at(b3));
    let quoted = reader.tok(i).is_some_and(|t| matches!(t.mark, '"' | '“' | '\'' | '(' | '«' | ':'));
    if reader.has(p, lex::NAMED) && (!soft || quoted) {
        // "I called Rose" is a call; "a man called Frank" is a name.
        let called = matches!(w1, "called" | "calls" | "goes") && reader.is(b2, lex::PRON)
            || w1 == "identified"
            || w1 == "introduced";
        let spelled = w1 == "spelled" || w1 == "heisst" && reader.is(b2, lex::WH);
        if !called && !spelled {
            return Some(("it follows a word like \"named\"", 4.0));
        }
    }
    if matches!(w1, "was" | "is" | "est" | "es" | "ist" | "war" | "fue" | "like")
        && (reader.is(b2, lex::NAMED) && matches!(w2, "name" | "names" | "nombre" | "nom" | "prenom")
            || w1 == "is" && w3 == "name")
    {
        return Some(("it follows \"name was\"", 4.0));
    }
    if w1 == "as" && (reader.is(b2, lex::NAMED) || w2 == "herself" || w2 == "himself" || w2 == "themselves") {
        return Some(("they introduced themselves so", 4.0));
    }
    if reader.has(p, lex::ROLE) {
        let mine = reader.is(b2, lex::MINE) && reader.has(p, lex::KIN);
        if !mine && (!soft || reader.tok(i).is_some_and(|t| matches!(t.mark, ',' | '(' | '"' | ':' | '-' | '–'))) {
            return Some(("a word for staff stands before it", if soft { 2.6 } else { 3.6 }));
        }
    }
    if soft && reader.has(p, lex::DEPT) && reader.tok(i).is_some_and(|t| t.mark == '(') {
        return Some(("their department stands before it", 2.6));
    }
    if soft && !quoted {
        return (reader.has(p, lex::THANK) && w1 != "praise" || w1 == "you" && w2 == "thank")
            .then_some(("thanks stand before it", 2.2));
    }
    if reader.is(b2, lex::THANK) && matches!(w1, "an" | "a" | "al" | "de" | "fur" | "para" | "pour" | "for") {
        return Some(("thanks stand before it", 3.4));
    }
    if reader.has(p, lex::WITH) {
        let spoke = |k: Option<usize>| reader.is(k, lex::SPOKE);
        if spoke(b2) || spoke(b3) || (reader.is(b2, lex::OBJ) || reader.is(b2, lex::NEG)) && spoke(b3) {
            return Some(("it follows words like \"spoke with\"", 4.0));
        }
        if reader.is(b2, lex::THANK)
            || reader.is(b3, lex::THANK)
                && matches!(w2, "much" | "lot" | "you" | "big" | "again" | "goes" | "go" | "special" | "all" | "out")
            || matches!(w2, "goes" | "go" | "out") && matches!(w1, "to")
            || w1 == "a" && (w2 == "gracias" || w2 == "merci")
        {
            return Some(("thanks stand before it", 3.4));
        }
        if matches!(w1, "with" | "con" | "avec" | "mit") {
            return Some(("it follows \"with\"", 1.6));
        }
        if w1 == "to" && reader.is(b2, lex::OBJECT | lex::SPOKE | lex::VERB) && !reader.is(b2, lex::MOTION) {
            return Some(("somebody turned to them", 1.6));
        }
    }
    if reader.has(p, lex::BY) && !matches!(w1, "von" | "de") || w1 == "von" || w1 == "de" && reader.is(b2, lex::BYVERB)
    {
        if reader.is(b2, lex::BYVERB) || reader.is(b3, lex::BYVERB) || matches!(w2, "care" | "of") {
            return Some(("somebody was helped by them", 4.0));
        }
        if w1 == "by" && reader.is(b2, lex::VERB) {
            return Some(("it follows \"by\"", 1.8));
        }
    }
    if w1 == "of" && (w2 == "credit" || w2 == "courtesy" || w2 == "help" || w2 == "patience" || w2 == "kindness")
        || w1 == "for"
            && matches!(
                w2,
                "ask"
                    | "asked"
                    | "asking"
                    | "request"
                    | "shoutout"
                    | "out"
                    | "stars"
                    | "review"
                    | "you"
                    | "kudos"
                    | "bravo"
                    | "raise"
            )
    {
        return Some(("somebody asked for them", 2.6));
    }
    if reader.has(p, lex::THANK)
        || w1 == "you" && w2 == "thank"
        || w1 == "much" && matches!(w2, "so" | "very")
        || w1 == "again" && reader.is(b2, lex::THANK)
    {
        return Some(("thanks stand before it", 3.2));
    }
    if w1 == "a"
        && matches!(w2, "with" | "by" | "named" | "to")
        && (reader.is(b3, lex::SPOKE | lex::BYVERB) || w2 == "with")
    {
        return Some(("it follows words like \"spoke with a\"", 3.0));
    }
    if w1 == "from"
        && matches!(
            w2,
            "help" | "service" | "call" | "email" | "support" | "assistance" | "callback" | "visit" | "advice"
        )
    {
        return Some(("somebody had help from them", 3.0));
    }
    if w1 == "as" && reader.is(b2, lex::PADJ) && matches!(w3, "as" | "so") {
        return Some(("somebody is measured by them", 2.4));
    }
    if reader.has(p, lex::OBJECT) {
        return Some(("somebody thanks, met or blames them", if reader.has(p, lex::BASEV) { 1.2 } else { 1.8 }));
    }
    None
}

/// "helped", "was so kind", "from billing", "'s attitude" after the name, where `at` is the token behind it.
pub fn person_after(reader: &Reader, at: usize) -> bool {
    after(reader, at, at.saturating_sub(1)).is_some_and(|a| a.1 >= 1.0)
}

pub fn after(reader: &Reader, at: usize, last: usize) -> Option<(&'static str, f32)> {
    let gap = reader.gap(at);
    let possessive = reader.tok(last).is_some_and(|t| t.possessive);
    if possessive {
        if reader.has(at, lex::PADJ | lex::AUX) && !matches!(reader.word(at), "best" | "good" | "great" | "pleasure") {
            return Some(("what a person is follows it", 1.6));
        }
        let trait_ = TRAITS.contains(&reader.word(at));
        return Some(("it has something of a person's", if trait_ { 3.0 } else { 0.8 }));
    }
    if at >= reader.len() || gap == Gap::Hard {
        return None;
    }
    let w = reader.word(at);
    let next = reader.after(at, 1);
    if gap == Gap::Soft {
        let mark = reader.tok(at).map_or(' ', |t| t.mark);
        if mark == ',' && matches!(w, "he" | "she" | "er" | "sie" | "elle" | "il" | "ella") {
            return Some(("he or she follows it", 2.2));
        }
        if matches!(mark, ',' | '(' | '-' | '–') {
            let described = reader.has(at, lex::ROLE)
                || matches!(w, "the" | "your" | "our" | "a" | "one")
                    && (reader.is(next, lex::ROLE) || reader.is(reader.after(at, 2), lex::ROLE))
                || w == "who";
            if described {
                return Some(("the words after it say who they are", 3.0));
            }
        }
        return None;
    }
    // "Mercy sister sat with me", "Venkat sir".
    if matches!(
        w,
        "sir"
            | "madam"
            | "mam"
            | "maam"
            | "sister"
            | "bhaiya"
            | "bhaiyya"
            | "didi"
            | "anna"
            | "akka"
            | "ji"
            | "sahib"
            | "saheb"
            | "bhai"
    ) && reader.tok(at).is_some_and(|t| t.case != crate::analysis::fold::Case::Title)
        && !(at > 1 && reader.before(last, 1).is_some_and(|p| reader.has(p, lex::MINE)))
    {
        return Some(("they are addressed with respect", 3.0));
    }
    let object = |k: Option<usize>| reader.is(k, lex::OBJ | lex::PRON | lex::DET);
    if reader.has(at, lex::AUX)
        || matches!(w, "wasnt" | "didnt" | "isnt" | "doesnt" | "couldnt" | "wouldnt" | "hasnt" | "never" | "hat" | "s")
    {
        // Step over "not", "so", "far too" to what is said.
        let mut skip = 1;
        while skip < 4
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
        let be = reader.has(at, lex::BEWAS) || matches!(w, "s" | "be" | "been" | "sera" | "being");
        if be && reader.is(n, lex::TADJ)
            || reader.is(n, lex::PADJ | lex::DET) && reader.is(n2, lex::TADJ)
            || matches!(reader.word_at(n), "too") && reader.is(n2, lex::TADJ)
        {
            return Some(("what a thing is follows it", -3.5));
        }
        let person = |k: Option<usize>| reader.is(k, lex::PADJ | lex::ROLE) && !reader.is(k, lex::DET);
        if person(n) || reader.is(n, lex::DET | lex::NEG) && (person(n2) || person(n3)) || reader.is(n, lex::PADJ) {
            return Some(("what a person is follows it", 3.4));
        }
        let had = matches!(w, "had" | "has" | "did" | "hat") && reader.is(n, lex::OBJ | lex::POSS);
        if reader.is(n, lex::VERB | lex::BYVERB) && !reader.is(n, lex::DET)
            || reader.word_at(n).ends_with("ing")
            || had
            || w == "didnt"
            || w == "couldnt"
            || w == "wouldnt"
        {
            return Some(("what a person did follows it", 2.6));
        }
        return Some(("an auxiliary follows it", 1.2));
    }
    if reader.has(at, lex::VERB) {
        return Some((
            "what a person did follows it",
            if object(next) || !reader.is(next, lex::WORD) { 3.4 } else { 3.0 },
        ));
    }
    // Any verb of the past with an object: "wired the lamp", "measured our door".
    let did = w.len() > 4
        && w.ends_with("ed")
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
            "just"
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
    if adverb && (reader.is(next, lex::VERB | lex::AUX)) {
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
    if w == "who" || w == "qui" {
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
    if reader.has(at, lex::ROLE)
        && matches!(w, "guy" | "lady" | "fellow" | "person" | "girl" | "gentleman" | "woman" | "man" | "chap")
    {
        return Some(("a word for a person follows it", 2.4));
    }
    None
}

/// All cues beside a spot.
pub fn of(reader: &Reader, spot: &Spot) -> Cues {
    let mut cues = Cues::default();
    if let Some((what, weight)) = cue(reader, spot.from) {
        cues.add(what, weight);
        cues.left = weight;
        cues.person |= weight >= 2.2;
        cues.staff |= weight >= 3.0;
        cues.firm |= weight >= 2.2;
    }
    if let Some((what, weight)) = after(reader, spot.to, spot.to - 1) {
        cues.add(what, weight);
        cues.person |= weight >= 2.2;
        cues.staff |= weight >= 3.0
            && reader.is(reader.after(spot.to, 1), lex::OBJ)
            && matches!(reader.word(spot.to + 1), "me" | "us" | "our" | "my")
            || what.starts_with("the department")
            || what.starts_with("the words after it");
        let did = what.starts_with("what a person did") || what.starts_with("an auxiliary");
        cues.firm |= if did { for_somebody(reader, spot.to) } else { weight >= 1.6 };
    }
    cues
}
