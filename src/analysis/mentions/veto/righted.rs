//! What the writer, or the house, has put down to the wrong person, and the card puts right.

use super::gainsaid::{WITHIN, owed, somebody_else};
use crate::analysis::fold::Gap;
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::Reader;
use crate::analysis::mentions::spot::Spot;

/// Whether the card takes back what was put down to the one who is named there.
pub(super) fn righted(reader: &Reader, spot: &Spot) -> bool {
    let limit = reader.len().min(spot.to + WITHIN);
    let end = (spot.to..limit).find(|k| reader.gap(*k) == Gap::Hard).unwrap_or(limit);
    let undone = undone(reader, spot.to);
    filed(reader, spot, end)
        || corrected(reader, spot, limit)
        || undone.is_some_and(|deed| recorded(reader, spot, end, deed) || sheet(reader, spot, end, deed))
}

/// The place of what somebody did not do, behind the name that ends before `at`: "never came", "did not lock".
fn undone(reader: &Reader, at: usize) -> Option<usize> {
    match (reader.word(at), reader.word(at + 1)) {
        ("never" | "didnt", _) => Some(at + 1),
        ("did", "not") => Some(at + 2),
        _ => None,
    }
}

/// "I want it on record that Tom did NOT lock me in. That was the contractor's lad": somebody else did; but "Tom did not ring
/// back. That was the second agent to let me down".
fn recorded(reader: &Reader, spot: &Spot, end: usize, deed: usize) -> bool {
    const HARM: &[&str] = &["lock", "hit", "break", "broke", "touch", "touched", "push", "scratch", "crack", "lose"];
    let record =
        (1..=4).map_while(|b| spot.from.checked_sub(b)).any(|k| matches!(reader.word(k), "records" | "record"));
    record
        && HARM.contains(&reader.word(deed))
        && matches!((reader.word(end), reader.word(end + 1)), ("that" | "it", "was"))
        && (end + 2..end + 6).any(|k| reader.has(k, lex::ROLE))
}

/// "My complaint was filed under Tom. Tom never touched my hair. Rose did": the name again at `end`, and who it was.
fn filed(reader: &Reader, spot: &Spot, end: usize) -> bool {
    const DEEDS: &[&str] =
        &["touched", "touch", "saw", "see", "served", "serve", "met", "meet", "cut", "handled", "handle"];
    let hash = |k: usize| reader.tok(k).map(|t| t.hash);
    let under = spot.from.checked_sub(1).is_some_and(|p| reader.word(p) == "under")
        && (2..=4)
            .filter_map(|b| spot.from.checked_sub(b))
            .any(|k| matches!(reader.word(k), "filed" | "logged" | "recorded" | "registered" | "listed"));
    let next = (end + 1..reader.len().min(end + 14)).find(|k| reader.gap(*k) == Gap::Hard);
    under
        && hash(end) == hash(spot.from)
        && undone(reader, end + 1).is_some_and(|deed| DEEDS.contains(&reader.word(deed)))
        && next.is_some_and(|k| somebody(reader, k) || somebody_else(reader, k))
}

/// "I said Tom gave me the wrong balance; in fact that was Ana": the writer corrects what they wrote; but "I told Tom it was
/// wrong; in fact it was Ana who put it right".
fn corrected(reader: &Reader, spot: &Spot, limit: usize) -> bool {
    let w = |k: usize| reader.word(k);
    let said = spot.from.checked_sub(2).is_some_and(|k| {
        let at = if matches!(w(k + 1), "that" | "was") { k.saturating_sub(1) } else { k };
        matches!(w(at + 1), "said" | "thought" | "named" | "put")
            && matches!(w(at), "i" | "we" | "wrongly" | "mistakenly")
    });
    let heads = |f: usize| {
        let clause = reader.gap(f) >= Gap::Soft;
        clause && (w(f) == "actually" || (w(f), w(f + 1)) == ("in", "fact"))
    };
    said && (spot.to..limit).any(|k| {
        matches!(w(k), "that" | "it")
            && w(k + 1) == "was"
            && somebody(reader, k + 2)
            && w(k + 3) != "who"
            && (k.saturating_sub(3).max(spot.to)..k).any(heads)
    })
}

/// "You've put Tom on my sheet but Tom never came, it was Ben": the house's word, and not its promise.
fn sheet(reader: &Reader, spot: &Spot, end: usize, deed: usize) -> bool {
    let hash = |k: usize| reader.tok(k).map(|t| t.hash);
    let Some(but) = spot.from.checked_sub(1).filter(|p| reader.word(*p) == "but") else { return false };
    let first = (1..=8).map_while(|b| reader.before(but, b)).find(|k| hash(*k) == hash(spot.from));
    let told = first.is_some_and(|n| {
        let promised = owed(reader, n, but)
            || (n + 1..but).any(|k| matches!(reader.word(k), "coming" | "assigned" | "due" | "booked" | "scheduled"))
            || (1..=8).map_while(|b| reader.before(n, b)).any(|k| reader.word(k).starts_with("promis"));
        let theirs = |k: usize| {
            matches!(
                reader.word(k),
                "you" | "youve" | "your" | "they" | "theyve" | "says" | "said" | "sheet" | "slip" | "invoice"
            )
        };
        !promised && (1..=5).map_while(|b| reader.before(n, b)).any(theirs)
    });
    let comma = (spot.to..end).find(|k| reader.gap(*k) == Gap::Soft);
    told && matches!(reader.word(deed), "came" | "come" | "showed" | "touched" | "saw" | "served")
        && comma.is_some_and(|k| {
            k <= deed + 2 && (reader.word(k), reader.word(k + 1)) == ("it", "was") && somebody(reader, k + 2)
        })
}

/// Whether the word at `k` is somebody's name, and no day.
fn somebody(reader: &Reader, k: usize) -> bool {
    let known = reader.tok(k).is_some_and(|t| reader.roster.knows(t.hash).any());
    reader.capital(k) && (reader.has(k, lex::GIVEN) || known) && !reader.has(k, lex::DAY | lex::MONTH | lex::SEASON)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::{CardText, testing};

    fn is_righted(text: &str) -> bool {
        let (roster, card) = (testing::nobody(), CardText { text, ..CardText::default() });
        let reader = Reader::new(&roster, &card);
        let places = (0..reader.len()).filter(|i| reader.word(*i) == "ben");
        places.map(|i| Spot::new(&reader, i, i + 1, vec![])).any(|spot| righted(&reader, &spot))
    }

    #[test]
    fn what_was_put_down_to_the_wrong_person_is_taken_back() {
        for text in [
            "My complaint was filed under Ben. Ben never touched my hair. Rosa did.",
            "I said Ben gave me the wrong balance; in fact that was Rosa.",
            "You've put Ben on my sheet but Ben never came, it was Rosa.",
            "I want it on record that Ben did NOT lock me in. That was the contractor's lad.",
        ] {
            assert!(is_righted(text), "{text}");
        }
        for text in [
            "My complaint was filed under Ben. Ben never rang me back.",
            "A complaint was logged against Ben. Ben did not take it seriously.",
            "I told Ben the flight was wrong and he said sorry it was Air France.",
            "I told Ben three times about the noise. In fact it was Rosa who fixed it.",
            "I thought Ben was slow. Actually, it was The system.",
            "You told me Ben was coming but Ben never came, it was Rosa who saved the day.",
            "You promised a call and put Ben down but Ben never came, it was Rosa.",
            "On record Ben did not ring. That was the second agent to let me down.",
        ] {
            assert!(!is_righted(text), "{text}");
        }
    }
}
