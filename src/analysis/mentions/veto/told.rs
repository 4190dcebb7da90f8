//! What the card says that others told, and how far its own denial reaches into that.

use crate::analysis::mentions::reader::Reader;

/// How far a denial reaches in the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// "It wasn't Tony's fault": not who it was, but whom to blame.
    Fault,
    /// "It wasn't Tony who was rude": that one deed.
    Deed,
    /// "I was told Tom did it. He did not": it is open whether Tom is meant.
    Open,
    /// "Tony wasn't even there": what others told of him is wrong.
    Told,
    /// "It wasn't Tony, it was Ana": whatever the card says that he did is in doubt, and what others told of him wrong.
    Person,
    /// "Tony had nothing to do with it": the whole card, save what is said of how he is.
    Part,
    /// "I never spoke to Tony": the whole card.
    Card,
}

/// Words with which what others told is brought up.
pub(super) const SAYS: &[&str] = &[
    "say",
    "says",
    "said",
    "saying",
    "told",
    "claim",
    "claims",
    "claimed",
    "insist",
    "insists",
    "written",
    "wrote",
    "apparently",
    "according",
    "records",
    "letter",
    "thought",
    "assumed",
];

/// "I put Tom", "I named Tom on the form", "Said it was Tom": whom the writer named before.
pub(super) fn noted(reader: &Reader, i: usize) -> bool {
    let w = |b: usize| reader.word_at(reader.before(i, b));
    match w(1) {
        "put" | "named" | "blamed" | "credited" => matches!(w(2), "i" | "we" | "ive" | "id"),
        "was" => w(2) == "it" && w(3) == "said" && matches!(w(4), "i" | "we" | ""),
        _ => false,
    }
}

/// "I was asked if Tony served us", "they asked us whether Tony did it": asked of the writer, before the word at `k`.
fn asked_of_writer(reader: &Reader, k: usize) -> bool {
    let to_whom = reader.before(k, 1).filter(|p| matches!(reader.word(*p), "me" | "us"));
    (1..=5).map_while(|b| reader.before(k, b)).any(|a| {
        let asked = matches!(reader.word(a), "asked" | "asks" | "asking");
        let passive = || reader.before(a, 1).is_some_and(|v| matches!(reader.word(v), "was" | "were" | "been" | "got"));
        asked && (to_whom.is_some() || passive())
    })
}

/// "You have written back saying Tony took it": what others told, not what the writer saw.
pub fn reported(reader: &Reader, i: usize) -> bool {
    let own = noted(reader, i);
    own || (1..=8).map_while(|b| reader.before(i, b)).any(|k| {
        let written = |p: usize| matches!(reader.word(p), "put" | "me" | "us" | "it" | "wrote" | "noted");
        SAYS.contains(&reader.word(k))
            || matches!(reader.word(k), "if" | "whether") && asked_of_writer(reader, k)
            || matches!(
                reader.word(k),
                "claiming"
                    | "telling"
                    | "assume"
                    | "assumes"
                    | "supposes"
                    | "reckons"
                    | "gather"
                    | "gathered"
                    | "think"
                    | "assuming"
                    | "suspected"
                    | "figured"
                    | "guessed"
                    | "behalf"
                    | "apologised"
                    | "apologized"
                    | "apologises"
                    | "apologizes"
                    | "apologising"
                    | "blamed"
            )
            // "Your survey has it that".
            || reader.word(k) == "that" && (reader.word_at(reader.before(k, 2)), reader.word_at(reader.before(k, 1))) == ("has", "it")
            || reader.word(k) == "down" && reader.before(k, 1).is_some_and(written)
    })
}
