//! Where the text places somebody: at, from, in or with a house whose name has a capital and that is none of ours, whatever
//! stands between: "a lad at Currys called Tom", "Tom over at Macy's", "bought from Leon's, where a salesman named Tom".

use super::bystanders::{self, ANYBODY};
use super::houses::GENERAL;
use super::neighbours;
use crate::analysis::fold::{Case, Gap};
use crate::analysis::lexicon as lex;
use crate::analysis::mentions::reader::{Mode, Reader};
use crate::analysis::mentions::spot::Spot;
use crate::analysis::mentions::trades::{TRADES, is, known_here};

/// How many words before a name its house may stand.
const BACK: usize = 18;

/// What a name with a capital that is none of ours may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A firm that is known as one, or "B&Q".
    Firm,
    /// A word that nobody knows, or somebody's with an apostrophe: "Leon's".
    Name,
    /// An ordinary word with a capital: "Boots".
    Word,
    /// A town.
    Town,
}

/// A name that is none of ours, and the token behind its last word.
#[derive(Debug, Clone, Copy)]
struct House {
    end: usize,
    kind: Kind,
}

/// How the words before a house lead to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// "at Currys".
    At,
    /// "from Currys".
    From,
    /// "went to Currys", "rang Currys".
    Turned,
}

/// How one turns to a house.
const TURNED: &[&str] =
    &["rang", "phoned", "called", "visited", "contacted", "tried", "emailed", "ringing", "visiting", "trying"];

/// How one gets to a house, some words before "to".
const WENT: &[&str] = &[
    "went",
    "go",
    "going",
    "gone",
    "been",
    "popped",
    "drove",
    "walked",
    "took",
    "taken",
    "ran",
    "headed",
    "spoke",
    "talked",
    "complained",
    "returned",
    "sent",
];

/// Its people, behind a house's name.
const FOLK: &[&str] = &["people", "staff", "lot", "folks", "guys", "team", "crew"];

/// What may follow a house's name and belongs to it, besides its people.
const PREMISES: &[&str] = &[
    "store",
    "branch",
    "shop",
    "outlet",
    "showroom",
    "office",
    "depot",
    "garage",
    "dealership",
    "desk",
    "counter",
    "kiosk",
    "place",
];

/// What may stand between a house and the name of somebody there, besides `ANYBODY`, articles, roles and praise.
const SMALL: &[&str] = &[
    "by",
    "the",
    "name",
    "of",
    "s",
    "who",
    "there",
    "young",
    "old",
    "older",
    "elderly",
    "big",
    "tall",
    "short",
    "certain",
    "salesman",
    "saleswoman",
    "i",
    "think",
    "their",
    "named",
    "called",
    "goes",
    "whose",
];

/// Who sells or serves in any house.
const WORKERS: &[&str] = &[
    "salesman",
    "saleswoman",
    "salesperson",
    "salesgirl",
    "seller",
    "assistant",
    "cashier",
    "manager",
    "clerk",
    "employee",
    "rep",
    "friend",
    "mate",
    "colleague",
];

/// Words with a capital that are an office in any house, besides `GENERAL`.
const OFFICES: &str = "customers english spanish french german facebook google whatsapp twitter instagram level floor gate \
    room door house line support service services tech technical chat help helpdesk care checkout \
    checkouts returns refunds enquiries inquiries accounts accounting parts pharmacy emergency security \
    maintenance housekeeping dispatch warranty claims collections arrivals departures check terminal \
    ward triage outpatients radiology maternity reservations reception concierge lobby kitchen bar spa \
    delivery deliveries dispatches warehouse complaints retentions loyalty billing sales marketing \
    finance lending mortgages";

/// Whether the word is an office in any house.
fn general(word: &str) -> bool {
    GENERAL.contains(&word) || OFFICES.split(' ').any(|office| office == word)
}

/// The share of those who are ours, where the text places the one named at `spot` at a house that is not.
pub(super) fn placed_apart(reader: &Reader, spot: &Spot) -> Option<f32> {
    let (i, last) = (spot.from, spot.to - 1);
    if let Some(share) = bystanders::perhaps(reader, i, last).or_else(|| neighbours::perhaps(reader, i, last)) {
        return Some(share);
    }
    if reader.mode != Mode::Normal || reader.organisation().is_none() {
        return None;
    }
    let house = behind(reader, spot).or_else(|| before(reader, spot))?;
    match house.kind {
        Kind::Firm => Some(0.25),
        Kind::Name | Kind::Word => Some(0.4),
        Kind::Town => towns_known(reader, spot).then_some(0.5),
    }
}

/// Whether the roster says where somebody of that name works.
pub(super) fn towns_known(reader: &Reader, spot: &Spot) -> bool {
    spot.cands.iter().take(16).any(|c| reader.roster.agent(c.agent).is_some_and(|agent| agent.location.is_some()))
}

/// The house whose name begins at `k` and ends before `stop`, if it is none of ours.
fn house(reader: &Reader, k: usize, stop: usize) -> Option<House> {
    let first = reader.tok(k).filter(|t| k < stop && !t.digits && !t.cjk && reader.capital(k))?;
    let amp = |n: usize| reader.tok(n).is_some_and(|t| t.mark == '&');
    let joins = |n: &usize| {
        *n < stop
            && reader.capital(*n)
            && !reader.is_possessive(n.checked_sub(1))
            && (reader.gap(*n) <= Gap::Space || amp(*n))
    };
    let end = (k + 1..k + 4).take_while(joins).last().map_or(k + 1, |n| n + 1);
    if (k..end).any(|n| known_here(reader, n) || general(reader.word(n))) {
        return None;
    }
    let pair = end > k + 1 && amp(k + 1);
    if reader.has(k, lex::ORG) || pair {
        return Some(House { end, kind: Kind::Firm });
    }
    let own = lex::DEPT | lex::ROLE | lex::STAFFCUE | lex::TITLE | lex::DAY | lex::MONTH | lex::PLACENOUN | lex::STREET;
    let small = lex::PRON | lex::POSS | lex::DET | lex::DATEWORD | lex::GREET | lex::THANK;
    if (k..end).any(|n| reader.has(n, own)) || reader.has(k, small) || reader.german {
        return None;
    }
    let owned = (k..end).any(|n| reader.is_possessive(Some(n)));
    if reader.has(k, lex::PLACE) && !owned {
        return Some(House { end, kind: Kind::Town });
    }
    let person = (k..end).all(|n| reader.has(n, lex::GIVEN | lex::SURNAME));
    if person && !owned || first.case == Case::Upper || first.letters < 3 {
        return None;
    }
    let kind = if owned || reader.unknown(k) { Kind::Name } else { Kind::Word };
    Some(House { end, kind })
}

/// How the words before `k` lead to the house there, if they do.
fn lead(reader: &Reader, k: usize, house: House) -> Option<Lead> {
    let near = reader.before(k, 1).filter(|_| reader.gap(k) <= Gap::Space)?;
    let the = reader.has(near, lex::DET);
    if the && folk(reader, house.end) {
        return Some(Lead::At);
    }
    let p = if the { reader.before(near, 1)? } else { near };
    let sure = matches!(house.kind, Kind::Firm | Kind::Name);
    match reader.word(p) {
        "at" | "inside" | "chez" | "bei" | "beim" => Some(Lead::At),
        "in" | "with" | "en" => (sure || house.kind == Kind::Town).then_some(Lead::At),
        "of" => (house.kind == Kind::Firm).then_some(Lead::At),
        "from" | "via" => Some(Lead::From),
        "von" | "de" => sure.then_some(Lead::From),
        "to" | "into" => {
            let went = (1..=4).map_while(|b| reader.before(p, b)).any(|v| WENT.contains(&reader.word(v)));
            went.then_some(Lead::Turned)
        }
        verb => (sure && TURNED.contains(&verb)).then_some(Lead::Turned),
    }
}

/// Whether the word belongs to the house whose name it follows: its premises or its people.
fn goes_with(reader: &Reader, k: usize) -> bool {
    PREMISES.contains(&reader.word(k)) || FOLK.contains(&reader.word(k))
}

/// The end of what belongs to a house behind its name: "store on Brook Street", "people down the road".
fn premises(reader: &Reader, end: usize, stop: usize) -> usize {
    let near = |n: usize| n < stop && reader.gap(n) <= Gap::Space;
    let at = end + usize::from(near(end) && goes_with(reader, end));
    if !near(at) || !matches!(reader.word(at), "on" | "in" | "near" | "down" | "off" | "up") {
        return at;
    }
    let from = at + 1 + usize::from(reader.has(at + 1, lex::DET));
    let run = (from..from + 3).take_while(|n| near(*n) && reader.capital(*n)).count();
    let way = matches!(reader.word(from), "road" | "street" | "corner" | "town" | "mall");
    if run > 0 || way && near(from) { from + run.max(1) } else { at }
}

/// "A lad at Currys called Tom", "Leon's, where a salesman named Tom", "rang Bellway and Tom": the house before the name.
fn before(reader: &Reader, spot: &Spot) -> Option<House> {
    let i = spot.from;
    for k in (i.saturating_sub(BACK)..i).rev() {
        if reader.gap(k + 1) == Gap::Hard {
            return None;
        }
        if !reader.capital(k) {
            continue;
        }
        if known_here(reader, k) {
            return None;
        }
        let Some(house) = house(reader, k, i) else { continue };
        let Some(lead) = lead(reader, k, house) else { continue };
        return linked(reader, k, house, lead, spot).then_some(house);
    }
    None
}

/// Whether what stands between the house that begins at `k` and the name says that somebody there is so called.
fn linked(reader: &Reader, k: usize, house: House, lead: Lead, spot: &Spot) -> bool {
    let i = spot.from;
    let at = premises(reader, house.end, i).min(i);
    if (at..i).any(|n| matches!(reader.word(n), "you" | "your" | "yours" | "here")) {
        return false;
    }
    let there = matches!(reader.word(spot.to), "there" | "alli" | "dort") && reader.gap(spot.to) <= Gap::Space;
    if there || matches!(reader.word(at), "where" | "whose" | "donde" | "wo") {
        return true;
    }
    let small = |n: usize| {
        reader.has(n, lex::NAMED | lex::DET | lex::ROLE | lex::PADJ | lex::TADJ | lex::TITLE | lex::BEWAS)
            || SMALL.contains(&reader.word(n))
            || ANYBODY.contains(&reader.word(n))
    };
    let w = |b: usize| reader.word_at(reader.before(i, b));
    let named =
        reader.before(i, 1).is_some_and(|p| reader.has(p, lex::NAMED) && p >= at && reader.gap(p) <= Gap::Space)
            || w(1) == "of" && w(2) == "name"
            || matches!(w(1), "is" | "was") && w(2) == "name";
    // "We broke down in Keswick and a man called Tom came": that is where the writer was.
    let sure = house.kind == Kind::Firm || reader.is_possessive(house.end.checked_sub(1));
    if matches!(reader.word(at), "and" | "but") {
        let rest = (at + 1..i).all(small);
        return rest
            && match lead {
                Lead::At => sure && named,
                Lead::Turned => sure || named && house.kind == Kind::Name,
                Lead::From => false,
            };
    }
    if !(at..i).all(small) {
        return false;
    }
    let told = matches!(w(1), "is" | "was") && at < i && lead == Lead::At;
    let apposed = at == i && reader.set_off(i) && staffed(reader, k, house);
    let beside = at == i && reader.gap(i) <= Gap::Space && lead == Lead::At && sure;
    named || told || apposed || beside
}

/// Whether the word is for somebody who works in some house.
fn worker(reader: &Reader, k: usize) -> bool {
    reader.has(k, lex::ROLE) && !reader.has(k, lex::DEPT) || is(reader, k, TRADES) || WORKERS.contains(&reader.word(k))
}

/// Whether a word for staff stands some words before the house at `k`, or its people are named themselves.
fn staffed(reader: &Reader, k: usize, house: House) -> bool {
    let somebody = |n: usize| {
        worker(reader, n)
            || matches!(reader.word(n), "chap" | "lad" | "guy" | "man" | "woman" | "girl" | "one" | "bloke")
    };
    folk(reader, house.end) || (2..=7).map_while(|b| reader.before(k, b)).any(somebody)
}

/// Whether a word for a house's people stands right behind its name, at `end`.
fn folk(reader: &Reader, end: usize) -> bool {
    reader.gap(end) <= Gap::Space && FOLK.contains(&reader.word(end))
}

/// "Tom over at Macy's", "Tom, who works for Vodafone", "Tom, a salesman at Macy's", "Tom, Vodafone's man": the house behind
/// the name.
fn behind(reader: &Reader, spot: &Spot) -> Option<House> {
    let to = spot.to;
    if reader.gap(to) > Gap::Soft || reader.is_possessive(to.checked_sub(1)) {
        return None;
    }
    let soft = reader.gap(to) == Gap::Soft;
    if soft && !reader.has(to, lex::GIVEN | lex::SURNAME) && reader.capital(to) {
        let theirs = house(reader, to, reader.len())?;
        let owned = reader.is_possessive(theirs.end.checked_sub(1)) && reader.gap(theirs.end) <= Gap::Space;
        return Some(theirs).filter(|_| owned && worker(reader, theirs.end));
    }
    let mut at = to + usize::from(matches!(reader.word(to), "who" | "he" | "she"));
    let works = matches!(reader.word(at), "works" | "worked" | "working" | "serves");
    let being = at > to && matches!(reader.word(at), "is" | "was");
    if works || being {
        at += 1;
    } else if at > to {
        return None;
    }
    let apposed =
        (soft || at > to || reader.word(at) == "the") && (reader.has(at, lex::DET) || reader.has(at, lex::MINE));
    let role =
        (at + 1..at + 4).take_while(|n| reader.gap(*n) <= Gap::Space).find(|n| worker(reader, *n)).filter(|_| apposed);
    at = role.map_or(at, |n| n + 1);
    let told = works || role.is_some() || at > to;
    let toward = matches!(reader.word(at), "over" | "down" | "up" | "round" | "across" | "back" | "out");
    at += usize::from(toward);
    let inside = match reader.word(at) {
        // "Tom, who is from Glasgow" was born there.
        "from" if being && role.is_none() => return None,
        "at" | "from" => false,
        "for" | "with" | "of" if told => false,
        "in" => true,
        _ => return None,
    };
    let k = at + 1 + usize::from(matches!(reader.word(at + 1), "the" | "la" | "le"));
    if (to + 1..=k).any(|n| reader.gap(n) > Gap::Space) || soft && !told && inside {
        return None;
    }
    let found = house(reader, k, reader.len())?;
    let fits = match found.kind {
        Kind::Firm | Kind::Town => true,
        Kind::Name => !inside || told,
        Kind::Word => told || toward,
    };
    // "at Sarah's desk" is a place of work; "at Macy's told me" goes on.
    let goes_on = reader.gap(found.end) >= Gap::Soft
        || reader.has(found.end, lex::VERB | lex::AUX | lex::AND | lex::CONJ | lex::PREP | lex::BYVERB | lex::WH)
        || goes_with(reader, found.end);
    let owned = reader.is_possessive(found.end.checked_sub(1)) && reader.has(k, lex::GIVEN);
    Some(found).filter(|_| fits && (goes_on || !owned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::testing;

    fn apart(text: &str) -> bool {
        testing::spot(&testing::house("Fairholm Dental", []), text, "trevor", placed_apart).is_some()
    }

    #[test]
    fn whoever_is_placed_at_another_house_is_theirs() {
        assert!(apart("A lad at Currys called Trevor told me to try you."));
        assert!(apart("I bought it from Leon's, where a salesman named Trevor promised a refund."));
        assert!(apart("Then Trevor over at Currys told me to try you."));
        assert!(apart("Trevor, who works for Vodafone, told me to try you."));
        assert!(apart("We rang Vodafone and a man called Trevor told us to try you."));
        assert!(apart("The guy at Argos, Trevor, told me to try you."));
    }

    #[test]
    fn whoever_is_placed_with_us_stays_ours() {
        assert!(!apart("A lad at Fairholm called Trevor fixed it."));
        assert!(!apart("A lad in reception called Trevor fixed it."));
        assert!(!apart("I switched from Vodafone and Trevor set it all up."));
        assert!(!apart("I came from Currys with the phone and Trevor set it all up."));
        assert!(!apart("We broke down in Keswick and a lad called Trevor came out."));
        assert!(!apart("I spoke to Zbigniew and Trevor about the bill."));
        assert!(!apart("I rang on Tuesday and a lad called Trevor fixed it."));
        assert!(!apart("Trevor at Customer Care fixed it."));
    }
}
