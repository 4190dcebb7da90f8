//! Words for customers, trades, houses and titles (`trades.txt`), and which of them are ours: by the roster, by the
//! organisation's name, or by the kind of house it is. Whom they rule out is left to `veto`.
use super::reader::Reader;
use crate::analysis::fold;
use crate::analysis::lexicon::ByHash;
use std::sync::LazyLock;

pub(super) const PEOPLE: u8 = 1;
pub(super) const TRADES: u8 = 2;
pub(super) const HOUSES: u8 = 4;
pub(super) const TITLES: u8 = 8;

static TABLE: LazyLock<ByHash<u8>> = LazyLock::new(|| {
    let mut table: ByHash<u8> = ByHash::default();
    let mut section = 0;
    for line in include_str!("trades.txt").lines().filter(|l| !l.starts_with('#')) {
        match line.strip_prefix('@') {
            Some("people") => section = PEOPLE,
            Some("trades") => section = TRADES,
            Some("houses") => section = HOUSES,
            Some("titles") => section = TITLES,
            _ => line.split_whitespace().for_each(|w| *table.entry(fold::hash(w.as_bytes())).or_insert(0) |= section),
        }
    }
    table
});

/// Whether the word stands in one of these sections.
pub(super) fn is(reader: &Reader, k: usize, section: u8) -> bool {
    reader.tok(k).is_some_and(|t| TABLE.get(&t.hash).is_some_and(|s| s & section != 0))
}

/// A word for people, or for a trade that is not ours.
pub(super) fn stranger_word(reader: &Reader, k: usize) -> bool {
    is(reader, k, PEOPLE | TRADES | TITLES) && !ours(reader, k)
}

/// Trades that people see in a house of their own.
const SEEN: &[&str] = &[
    "dentist",
    "physio",
    "physiotherapist",
    "vet",
    "optician",
    "hairdresser",
    "barber",
    "therapist",
    "teacher",
    "professor",
    "lecturer",
];

/// The physio of a house that is called after physiotherapy, or has a team that is: staff, whoever says "my".
pub(super) fn our_people(reader: &Reader, k: usize) -> bool {
    let word = reader.word(k);
    // "My PT Callum", in the cards of a gym.
    let trained = ["gym", "fitnes", "leisur", "sport", "swim", "person"];
    if word == "pt" {
        return trained.iter().any(|house| reader.roster.team_starts(house) || named_after(reader, house));
    }
    SEEN.contains(&word)
        && (reader.roster.team_starts(word.get(..6).unwrap_or(word))
            || reader.own_parts().iter().any(|w| w.starts_with(word.get(..4).unwrap_or(word))))
}

/// The roster's teams or the organisation's own name speak of that trade or house.
pub(super) fn ours(reader: &Reader, k: usize) -> bool {
    let word = reader.word(k);
    known_here(reader, k)
        || our_trade(reader, k)
        || word.len() > 2 && reader.roster.team_starts(word)
        || word.len() > 2 && reader.own_parts().iter().any(|w| w.starts_with(word))
        || word.len() > 3 && reader.roster.team_begins(word)
        || reader.own_parts().iter().any(|w| w.len() > 3 && word.get(..4).is_some_and(|head| w.starts_with(head)))
}

/// Whether the word is a place, team or name of the roster, or part of the organisation's name.
pub(super) fn known_here(reader: &Reader, k: usize) -> bool {
    let Some(t) = reader.tok(k) else { return false };
    reader.roster.team_word(t.hash)
        || reader.roster.knows(t.hash).any()
        || reader.own_words().iter().any(|w| w == reader.word(k))
        || reader.card.location.is_some_and(|l| l.split_whitespace().any(|w| fold::key(w) == reader.word(k)))
}

/// Whether a word of the organisation's name begins so.
pub(super) fn named_after(reader: &Reader, stem: &str) -> bool {
    reader.own_words().iter().any(|w| w.starts_with(stem))
}

/// Trades that belong to a house of their kind: stems of the house or team, and of the trade.
const KINDS: &[(&[&str], &[&str])] = &[
    (
        &[
            "school", "academ", "colleg", "univers", "langu", "kinderg", "nurser", "teach", "escuela", "colegio",
            "schule", "ecole",
        ],
        &["teach", "profes", "lectur", "tutor", "instruc", "lehrer", "coach", "maestr"],
    ),
    (
        &["clin", "hospit", "health", "medic", "surger", "practi", "klinik", "praxis", "salud"],
        &["doctor", "medic", "arzt", "arzti", "surgeo", "physio", "therap", "cardio", "pediat", "psych", "nurse", "gp"],
    ),
    (&["dent", "zahn", "smile"], &["dentis", "zahnar", "hygien", "doctor"]),
    (&["vet", "anim", "pet"], &["vet", "veteri", "doctor", "nurse"]),
    (&["gym", "fitnes", "leisur", "sport", "swim"], &["coach", "instru", "traine"]),
    (&["law", "legal", "solicit"], &["lawyer", "attorn", "solici", "barris"]),
    (&["garage", "motor", "auto", "car", "tyre", "worksh"], &["mechan"]),
    (&["salon", "hair", "barber", "beaut"], &["hairdr", "barber", "stylis"]),
    (&["plumb", "heat", "gas", "boiler"], &["plumbe", "engine", "plombi", "fontan", "klempn", "instal"]),
    (&["garden", "landsc", "nurser"], &["garden"]),
    (&["photo", "studio"], &["photog"]),
    (&["mainten", "stay", "hotel", "cottag", "villa", "guest", "apart", "holida"], &["handym", "handyw", "careta"]),
    (&["event", "cater", "weddin"], &["catere", "floris", "dj"]),
];

/// Whether the trade named at `k` is what a house like ours does.
pub(super) fn our_trade(reader: &Reader, k: usize) -> bool {
    let word = reader.word(k);
    KINDS.iter().filter(|(_, trades)| trades.iter().any(|t| word.starts_with(t))).any(|(houses, _)| {
        houses.iter().any(|h| reader.roster.team_starts(h) || !reader.roster.teams_known() && named_after(reader, h))
    })
}
