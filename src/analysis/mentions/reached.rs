//! Further turns in which somebody is reached or kept: told, sent for, written to, hired, called "your Tom"; and what only a
//! person has or does behind a name. Many of them hold in small letters, too.
use super::mass::MASS;
use super::reader::{Mode, Reader, Written};
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;

/// What one person writes to another, or says at a distance.
const PAPERS: &[&str] = &[
    "letter",
    "letters",
    "note",
    "notes",
    "email",
    "emails",
    "text",
    "texts",
    "message",
    "messages",
    "reply",
    "replies",
    "voicemail",
    "voicemails",
    "handwriting",
    "signature",
];

/// What only people go on doing to the writer.
const BOTHERS: &[&str] = &[
    "sending",
    "telling",
    "ringing",
    "calling",
    "emailing",
    "texting",
    "asking",
    "chasing",
    "promising",
    "messaging",
    "phoning",
    "ignoring",
    "fobbing",
    "assuring",
    "reminding",
];

/// What only people do, in the present.
const ANSWERS: &[&str] =
    &["answers", "replies", "listens", "apologises", "apologizes", "understands", "remembers", "cares", "smiles"];

/// What only people do with words, in German, Spanish and French: "Heather schreibt jedes Mal".
const SPEAKS: &[&str] = &[
    "schreibt",
    "sagt",
    "antwortet",
    "verspricht",
    "behauptet",
    "entschuldigt",
    "responde",
    "contesta",
    "promete",
    "asegura",
    "repond",
    "promet",
    "affirme",
];

/// Names that are verbs and no things, so that behind a small word they are names: "waits for rob".
const VERBS: &[&str] = &["rob", "sue", "drew", "josh"];

/// What shows the name of whoever wears it.
const BADGES: &[&str] = &["badge", "tag", "nametag", "namebadge", "lanyard", "nameplate", "label", "pin"];

/// Whether what stands at `at`, behind a possessive, was written by the person it belongs to: "Dawn's letter"; but "May's
/// letter" may be that month's.
pub fn papers(reader: &Reader, at: usize) -> bool {
    PAPERS.contains(&reader.word(at))
        && reader.gap(at) <= Gap::Space
        && at.checked_sub(1).is_some_and(|last| !reader.has(last, lex::MONTH | lex::SEASON | lex::PLACE | lex::ORG))
}

/// A name by what it is, in a text where it could be one.
fn nameable(reader: &Reader, i: usize) -> bool {
    !reader.has(i, lex::PLACE | lex::ORG | lex::MONTH | lex::MODAL | lex::STRONG | lex::BOT)
        && (reader.written(i) == Written::Capital || reader.mode == Mode::Small)
}

/// What stands right before the name at `i`, with its weight.
pub fn before(reader: &Reader, i: usize) -> Option<(&'static str, f32)> {
    let p = i.checked_sub(1)?;
    let b2 = reader.before(p, 1);
    let (w1, w2) = (reader.word(p), reader.word_at(b2));
    let small = reader.mode == Mode::Small;
    match w1 {
        "get" | "tell" | "told" | "telling" | "ask" | "asked" | "asking" | "remind"
            if small && bidden(reader, p, i) =>
        {
            Some(("somebody spoke to them", 3.0))
        }
        "from" if small && PAPERS.contains(&w2) && nameable(reader, i) => Some(("something came from them", 2.4)),
        "to" if PAPERS.contains(&w2) && nameable(reader, i) => Some(("somebody turned to them", 1.8)),
        "to" if handed(reader, i) => Some(("something was handed to them", 2.4)),
        "but" | "except" => {
            let none = matches!(w2, "anyone" | "anybody" | "nobody" | "noone")
                || w2 == "one" && reader.word_at(reader.before(p, 2)) == "no";
            (none && nameable(reader, i)).then_some(("they are praised or compared", 1.8))
        }
        "trained" | "hired" | "employed" | "taught" | "promoted" | "recruited" | "appointed" => {
            (w2 == "who" && nameable(reader, i)).then_some(("somebody asks what they do", 1.8))
        }
        "for" | "from" | "by" | "about" | "than" | "like" if small && VERBS.contains(&reader.word(i)) => {
            let object = reader.after(i, 1).is_some_and(|k| reader.has(k, lex::OBJ | lex::PRON));
            (!object).then_some(("the words before it speak of a person", 2.4))
        }
        // "On his stomach in a loft, did your Will, and still …".
        "your" => {
            let deed = matches!(w2, "did" | "was" | "has" | "does") && b2.is_some_and(|k| reader.gap(k) == Gap::Soft);
            let closed = reader.gap(i + 1) >= Gap::Soft && !reader.is_possessive(Some(i));
            (deed && closed && reader.written(i) == Written::Capital)
                .then_some(("what a person did stands before it", 2.4))
        }
        "said" | "says" | "read" | "reads" => {
            let worn = BADGES.contains(&w2) && reader.word_at(reader.before(p, 2)) != "price";
            (worn && called_so(reader, i)).then_some(("it follows a word like \"named\"", 3.0))
        }
        // "Reception said she's Ashling".
        "shes" | "hes" | "she" | "he" => {
            let is = matches!(w1, "shes" | "hes") || reader.is_possessive(Some(p));
            let kin = (1..=3).map_while(|b| reader.before(p, b)).any(|k| reader.has(k, lex::KINONLY | lex::MINE));
            (is && matches!(w2, "said" | "says") && !kin && reader.capital(i) && called_so(reader, i))
                .then_some(("they introduced themselves so", 3.0))
        }
        _ => None,
    }
}

/// Somebody's name by the roster, or a word that nobody knows.
fn called_so(reader: &Reader, i: usize) -> bool {
    !reader.has(i, lex::MODAL | lex::STRONG | lex::MONTH)
        && reader.written(i) != Written::Low
        && reader.tok(i).is_some_and(|t| !t.digits && (reader.roster.knows(t.hash).any() || reader.unknown(i)))
}

/// "tell frank the peas came up", "can u get rob to ring me": in small letters, who is told or to do something; but "i was told
/// will the van come".
fn bidden(reader: &Reader, p: usize, i: usize) -> bool {
    let (Some(next), head) = (reader.after(i, 1).filter(|n| reader.gap(*n) <= Gap::Space), reader.word(p)) else {
        return false;
    };
    let to = reader.word(next) == "to"
        && reader.after(i, 2).is_some_and(|k| lex::is_word(reader.word(k)) && !reader.has(k, lex::DET | lex::POSS));
    let passive = reader.before(p, 1).is_some_and(|k| {
        reader.has(k, lex::BEWAS) || matches!(reader.word(k), "am" | "been" | "being" | "get" | "got" | "im")
    });
    let said = match head {
        "tell" | "remind" | "telling" => {
            reader.has(next, lex::DET | lex::POSS | lex::PRON)
                && !matches!(reader.word(next), "me" | "us")
                && !reader.has(next, lex::PREP)
        }
        _ => false,
    };
    let counted = MASS.contains(&reader.word(i));
    !passive
        && !reader.has(i, lex::PLACE | lex::ORG)
        && (said || to && (!counted || head != "get"))
        && !reader.is_possessive(Some(i))
}

/// "gave the sheet to hope in the creche": something was given to whoever is placed at once.
fn handed(reader: &Reader, i: usize) -> bool {
    let gave = |k: usize| {
        matches!(reader.word(k), "gave" | "given" | "handed" | "passed" | "showed" | "returned" | "brought" | "paid")
    };
    let thing = reader.before(i, 2).is_some_and(|k| {
        !matches!(reader.word(k), "birth" | "way" | "rise" | "up" | "back" | "thought" | "due" | "lie" | "credence")
    });
    thing
        && !reader.has(i, lex::PLACE | lex::ORG | lex::MONTH)
        && (reader.mode == Mode::Small || reader.written(i) == Written::Capital)
        && (3..=8).map_while(|b| reader.before(i, b)).any(gave)
        && matches!(reader.word(i + 1), "in" | "at" | "on" | "from" | "behind")
        && matches!(reader.word(i + 2), "the" | "your")
        && reader.gap(i + 1) <= Gap::Space
}

/// "the Maria you have in Boise": which of them it is whom the house employs; but "the Mercedes you have".
pub fn employed(reader: &Reader, last: usize) -> bool {
    reader.has(last, lex::GIVEN)
        && !reader.has(last, lex::WORD | lex::PLACE | lex::ORG)
        && reader.gap(last + 1) <= Gap::Space
        && reader.word(last + 1) == "you"
        && matches!(reader.word(last + 2), "have" | "employ")
        && reader.after(last, 3).is_some_and(|k| matches!(reader.word(k), "in" | "at" | "on" | "behind" | "working"))
}

/// What stands at `at` behind a name that ends at `last`, with its weight.
pub fn behind(reader: &Reader, at: usize, last: usize) -> Option<(&'static str, f32)> {
    let next = reader.after(at, 1);
    let w2 = reader.word_at(next);
    match reader.word(at) {
        "keeps" | "kept" => {
            let us = (2..=3)
                .filter_map(|on| reader.after(at, on))
                .any(|k| matches!(reader.word(k), "me" | "us" | "my" | "our"));
            (us && BOTHERS.contains(&w2)).then_some(("what a person did follows it", 3.0))
        }
        // "harry wot come about the meter".
        "wot" | "wat" => matches!(w2, "come" | "came" | "did" | "done" | "fixed" | "does" | "was" | "is" | "helped")
            .then_some(("\"who\" follows it", 3.0)),
        verb if reader.foreign && SPEAKS.contains(&verb) && reader.gap(at) <= Gap::Space && reader.capital(last) => {
            Some(("what a person did follows it", 2.6))
        }
        "you" if employed(reader, last) => Some(("the words after it say who they are", 2.6)),
        word if ANSWERS.contains(&word) && reader.starts_sentence(last) && !reader.has(last, lex::MONTH | lex::ORG) => {
            Some(("what a person did follows it", 2.6))
        }
        _ => None,
    }
}

/// "will the detail guy comes out" from the word at `to` on: what somebody is, and a verb that no helping verb goes with; but
/// "will the guy come".
pub fn presented(reader: &Reader, to: usize) -> bool {
    const DOES: &[&str] = &[
        "comes", "goes", "says", "tells", "turns", "gets", "takes", "gives", "looks", "makes", "asks", "shows",
        "brings", "was", "is", "has", "had", "did", "told", "said", "got", "took", "went", "came", "made", "gave",
    ];
    matches!(reader.word(to), "the" | "your")
        && (to + 1..=to + 2).any(|k| {
            reader.has(k, lex::ROLE)
                && DOES.contains(&reader.word(k + 1))
                && (to..=k + 1).all(|n| reader.gap(n) <= Gap::Space)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn led(text: &str, name: &str) -> bool {
        testing::at(&testing::nobody(), text, name, before).is_some()
    }

    fn followed(text: &str, name: &str) -> bool {
        testing::at(&testing::nobody(), text, name, |reader, i| behind(reader, i + 1, i)).is_some()
    }

    #[test]
    fn somebody_is_told_or_sent_for_in_small_letters() {
        assert!(led("well tell frank the peas came up", "frank"));
        assert!(led("can you get rob to ring me please", "rob"));
        assert!(!led("i was told will the van come today", "will"));
        assert!(!led("we get cash to pay the window cleaner", "cash"));
    }

    #[test]
    fn a_helping_verb_stands_before_no_finite_one() {
        let shown = |text: &str| testing::at(&testing::nobody(), text, "will", |r, i| presented(r, i + 1));
        assert!(shown("and then will the repair guy comes out"));
        assert!(!shown("when will the repair guy come out"));
    }

    #[test]
    fn what_is_written_comes_from_somebody() {
        assert!(led("got a text from omar that it was ready", "omar"));
        assert!(!led("got a text from london that it was ready", "london"));
        assert!(led("Three emails to Omar, and no answer.", "omar"));
        assert!(led("my son lets nobody but omar near him", "omar"));
        assert!(!led("it was nothing but joy", "joy"));
    }

    #[test]
    fn a_badge_says_who_wears_it() {
        assert!(led("The badge said Orourke and he was rude.", "orourke"));
        assert!(!led("The price tag said Orourke.", "orourke"));
        assert!(led("Reception said she's Ashling.", "ashling"));
        assert!(!led("My wife said she's Ashling.", "ashling"));
    }

    #[test]
    fn only_people_keep_on_at_somebody() {
        assert!(followed("Ivy keeps sending me final notices.", "ivy"));
        assert!(!followed("Ivy keeps growing through my fence.", "ivy"));
        assert!(followed("so harry wot come about the meter is ace", "harry"));
        assert!(followed("Mark answers emails.", "mark"));
        assert!(followed("Ich warte und warte. Heather schreibt jedes Mal dasselbe.", "heather"));
        assert!(!followed("Die Heather ist in meinem Garten nicht gewachsen.", "heather"));
    }

    #[test]
    fn a_possessive_with_what_was_written_is_a_persons() {
        let has = |text: &str, name: &str| testing::at(&testing::nobody(), text, name, |r, i| papers(r, i + 1));
        assert!(has("Dawn's letter answers nothing.", "dawn"));
        assert!(!has("May's letter said the fee goes up.", "may"));
        assert!(!has("Dawn's light was lovely.", "dawn"));
    }
}
