//! What only a person has, does or is called: traits, deeds for somebody, titles of the ward.
use super::reader::{Mode, Reader};
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;

/// What stands behind a person's possessive: "Ana's patience".
pub const TRAITS: &[&str] = &[
    "attitude",
    "help",
    "service",
    "patience",
    "kindness",
    "tone",
    "manager",
    "supervisor",
    "professionalism",
    "knowledge",
    "work",
    "name",
    "behavior",
    "behaviour",
    "effort",
    "efforts",
    "assistance",
    "smile",
    "manner",
    "manners",
    "response",
    "advice",
    "follow",
    "shift",
    "desk",
    "extension",
    "voice",
    "explanation",
    "recommendation",
    "recommendations",
    "customer",
    "attention",
    "expertise",
    "communication",
    "demeanor",
    "energy",
    "humor",
    "personality",
    "rudeness",
    "mistake",
    "apology",
    "promise",
    "honesty",
    "knowledgeable",
    "great",
    "excellent",
    "amazing",
    "quick",
    "team",
    "place",
    "house",
    "hospitality",
    "apartment",
    "home",
];

/// "Sister Latha", "Brother Joseph": in a house of the sick or of faith, a title.
pub fn sister(reader: &Reader, p: usize) -> bool {
    matches!(reader.word(p), "sister" | "brother" | "schwester" | "hermana" | "soeur")
        && (reader.capital(p) || reader.mode != Mode::Normal)
        && !reader.before(p, 1).is_some_and(|o| reader.has(o, lex::POSS) || reader.tok(o).is_some_and(|t| t.possessive))
        && (reader.roster.team_starts("nurs")
            || ["hospital", "clinic", "hospice", "care", "church", "parish", "medical"].iter().any(|h| {
                reader.organisation().is_some_and(|o| o.split(' ').any(|w| crate::analysis::fold::key(w) == *h))
            }))
}

/// "rang me back", "said that", "has helped us": what only a person does. "Ivy has taken over the fence" is not.
pub fn for_somebody(reader: &Reader, at: usize) -> bool {
    for k in (at..at + 7).take_while(|k| *k == at || reader.gap(*k) < Gap::Soft) {
        let w = reader.word(k);
        let speaks = matches!(
            w,
            "said"
                | "says"
                | "told"
                | "tells"
                | "explained"
                | "answered"
                | "promised"
                | "apologised"
                | "apologized"
                | "called"
                | "rang"
                | "phoned"
                | "listened"
                | "helped"
                | "hung"
                | "smiled"
                | "laughed"
                | "replied"
                | "emailed"
                | "texted"
                | "assured"
                | "asked"
                | "refused"
                | "ignored"
                | "shouted"
                | "yelled"
                | "greeted"
                | "knew"
                | "knows"
                | "cared"
                | "apologises"
                | "talked"
                | "spoke"
                | "insisted"
                | "checked"
                | "suggested"
                | "advised"
                | "recommended"
                | "forgot"
                | "remembered"
                | "thought"
                | "tried"
                | "served"
                | "offered"
                | "kept"
                | "deserves"
                | "rolled"
                | "sorted"
                | "fixed"
                | "handled"
                | "messaged"
                | "dealt"
                | "managed"
                | "climbed"
                | "swerved"
                | "drives"
                | "drove"
                | "spilled"
                | "spilt"
                | "waved"
                | "knelt"
                | "hugged"
                | "wheeled"
                | "parked"
                | "yawned"
                | "shrugged"
                | "sighed"
                | "stared"
                | "glared"
                | "winked"
                | "grinned"
                | "chatted"
                | "chats"
                | "listens"
                | "smiles"
                | "greets"
                | "whistled"
                | "swore"
                | "sang"
                | "cooked"
                | "baked"
                | "braided"
                | "trimmed"
                | "shaved"
                | "fetched"
                | "poured"
                | "wiped"
                | "mopped"
                | "swept"
                | "wrapped"
                | "shone"
                | "slammed"
                | "grabbed"
                | "stormed"
        );
        let somebody = matches!(
            w,
            "me" | "us"
                | "him"
                | "her"
                | "them"
                | "my"
                | "our"
                | "everyone"
                | "everybody"
                | "mich"
                | "mir"
                | "uns"
                | "nous"
                | "nos"
                | "m"
        );
        let acted = || (at..k).any(|v| reader.has(v, lex::VERB | lex::BYVERB) || reader.word(v).ends_with("ed"));
        let did = k == at + 1 && reader.word(at).ends_with("ed") && w == "it";
        if speaks || did || k > at && somebody && acted() {
            return true;
        }
        if k > at && reader.has(k, lex::AND | lex::CONJ) {
            return false;
        }
    }
    false
}
