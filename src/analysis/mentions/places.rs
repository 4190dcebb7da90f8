//! Which teams and places a card speaks of: they decide between namesakes.
use super::reader::Reader;
use crate::analysis::fold;
use crate::analysis::lexicon::{self as lex, ByHash};
use crate::analysis::roster::{Agent, Field};
use std::cell::RefCell;
use std::sync::LazyLock;

/// A field, the token it was looked for beside, and how near it was found: tokens away, and whether before.
type Found = (*const Field, usize, Option<Near>);

/// The nearest telling word of a team or place: how far away, whether in the same sentence, and whether a verb parts it
/// from the name, so that it tells of what was done ("Sarah told me about the gift card").
type Near = (usize, bool, bool);

/// "Ruthie from catering", where Ruth's team is another one.
pub fn other_team(reader: &Reader, to: usize, agent: &Agent) -> bool {
    let own = |hash: u64| {
        [&agent.team, &agent.location].into_iter().any(|f| f.as_deref().is_some_and(|f| f.words.contains(&hash)))
    };
    agent.team.is_some()
        && matches!(reader.word(to), "from" | "in" | "at" | "de" | "von" | "aus")
        && reader.gap(to) <= fold::Gap::Space
        && (1..=3).filter_map(|on| reader.after(to, on)).find_map(|k| {
            let hash = reader.tok(k)?.hash;
            reader.roster.team_word(hash).then(|| !own(hash))
        }) == Some(true)
}

/// Words that say in another way where somebody works: the word on the card, and that of a team's name.
const STANDS: &[(&str, &str)] = &[
    ("overnight", "night"),
    ("nightshift", "night"),
    ("nights", "night"),
    ("counter", "branch"),
    ("teller", "branch"),
    ("reception", "front"),
    ("lobby", "front"),
    ("frontdesk", "front"),
    ("loan", "lending"),
    ("loans", "lending"),
    ("mortgage", "lending"),
    ("scam", "fraud"),
    ("scams", "fraud"),
    ("dining", "restaurant"),
    ("waiter", "restaurant"),
    ("waitress", "restaurant"),
    ("bartender", "bar"),
    ("barman", "bar"),
    ("chambermaid", "housekeeping"),
    ("maid", "housekeeping"),
    ("parking", "valet"),
    ("massage", "spa"),
    ("nacht", "night"),
    ("noche", "night"),
    ("nuit", "night"),
    ("rezeption", "front"),
    ("empfang", "front"),
    ("recepcion", "front"),
    ("accueil", "front"),
    ("fruhstuck", "breakfast"),
    ("desayuno", "breakfast"),
    ("restaurante", "restaurant"),
];

static STAND: LazyLock<ByHash<u64>> = LazyLock::new(|| {
    STANDS.iter().map(|(said, team)| (fold::hash(said.as_bytes()), fold::hash(team.as_bytes()))).collect()
});

/// Where and for whom the card says the agent works.
pub struct Clues {
    team: Option<u64>,
    location: Option<u64>,
    /// Every word with its place, in order.
    words: Vec<(u64, u32)>,
    /// The number of the sentence of every word.
    sentences: Vec<u32>,
    /// What was found for a field beside a token: all who work there share the answer.
    known: RefCell<Vec<Found>>,
}

impl Clues {
    pub fn of(reader: &Reader) -> Self {
        let key = |f: Option<&str>| f.map(|f| fold::hash(fold::key(f).as_bytes()));
        let mut words: Vec<(u64, u32)> = reader.text.tokens.iter().zip(0u32..).map(|(t, i)| (t.hash, i)).collect();
        // Where a team is called by the word itself, it stands for no other.
        let other = |w: &u64| STAND.get(w).copied().filter(|_| !reader.roster.team_word(*w));
        let meant: Vec<(u64, u32)> = words.iter().filter_map(|(w, i)| Some((other(w)?, *i))).collect();
        words.extend(meant);
        words.sort_unstable();
        let mut sentence = 0;
        let sentences = reader
            .text
            .tokens
            .iter()
            .map(|t| {
                sentence += u32::from(t.gap == fold::Gap::Hard);
                sentence
            })
            .collect();
        Self {
            sentences,
            team: key(reader.card.team),
            location: key(reader.card.location),
            words,
            known: RefCell::default(),
        }
    }

    /// The weight of team and place for one agent named at token `at`.
    pub fn weigh(&self, reader: &Reader, agent: &Agent, at: usize) -> (f32, Option<&'static str>) {
        let mut sum = 0.0;
        let mut what = None;
        let mut form = |own: &Option<std::sync::Arc<Field>>, form: Option<u64>, says: &'static str| {
            if let Some(form) = form
                && let Some(own) = own
            {
                if form == own.hash {
                    sum += 2.6;
                    what = Some(says);
                } else {
                    sum -= 0.6;
                }
            }
        };
        form(&agent.team, self.team, "the card came to their team");
        form(&agent.location, self.location, "the card came from their place");
        for (field, weight, says) in
            [(&agent.team, 2.8, "their team is named"), (&agent.location, 2.8, "their place is named")]
        {
            if let Some(near) = field.as_deref().and_then(|f| self.nearest(reader, f, at)) {
                // "Ana was kind. The man in billing was not" says little of Ana's team.
                sum += match near {
                    (_, false, _) => weight * 0.5,
                    (_, true, true) => weight * 0.4,
                    (0..=8, true, false) => weight,
                    _ => weight - 0.6,
                };
                what = Some(says);
            }
        }
        (sum, what)
    }

    /// The telling word of a team's or place's name that stands nearest.
    fn nearest(&self, reader: &Reader, field: &Field, at: usize) -> Option<Near> {
        let key: *const Field = field;
        if let Some(known) = self.known.borrow().iter().find(|k| k.0 == key && k.1 == at) {
            return known.2;
        }
        let written = field.cjk
            && reader
                .tok(at)
                .is_some_and(|t| t.cjk && reader.text.surface(t.start as usize, t.end as usize).contains(&*field.name));
        let here = |p: usize| self.sentences.get(p) == self.sentences.get(at);
        let far = |found: &Near| found.0 + if found.1 { 0 } else { 12 };
        let near = if written {
            Some((1, true, false))
        } else {
            field
                .words
                .iter()
                .filter_map(|w| {
                    let from = self.words.partition_point(|p| p.0 < *w);
                    let rest = self.words.get(from..).unwrap_or(&[]);
                    let places = rest.get(..rest.partition_point(|p| p.0 == *w)).unwrap_or(&[]);
                    places
                        .iter()
                        .map(|p| p.1 as usize)
                        .filter(|p| *p != at && !ruled_out(reader, at, *p))
                        .map(|p| (p.abs_diff(at), here(p), parted(reader, at, p)))
                        .min_by_key(far)
                })
                .min_by_key(far)
        };
        let mut known = self.known.borrow_mut();
        if known.len() < 64 {
            known.push((key, at, near));
        }
        near
    }
}

/// "Nathan in claims (not the one in the Cairns branch)": whether the word at `p` says where the one meant is not.
fn ruled_out(reader: &Reader, at: usize, p: usize) -> bool {
    let one = |k: usize| matches!(reader.word(k), "one" | "lad" | "guy" | "girl" | "lady" | "man" | "woman");
    p > at
        && (at + 1..p).rev().take(6).any(|k| {
            reader.word(k) == "not"
                && reader.gap(k) >= fold::Gap::Soft
                && reader.word(k + 1) == "the"
                && (k + 2..k + 5).any(one)
                && (k + 1..=p).all(|n| reader.gap(n) <= fold::Gap::Space)
        })
}

/// Whether a verb stands between the name at `at` and the word at `p` behind it, and no preposition leads to the word.
fn parted(reader: &Reader, at: usize, p: usize) -> bool {
    let verb = |k: usize| reader.has(k, lex::VERB | lex::AUX) && !reader.has(k, lex::PREP);
    let small = |k: usize| reader.has(k, lex::DET | lex::POSS);
    let led = (1..=3)
        .map_while(|b| reader.before(p, b))
        .find(|k| !small(*k) && !reader.roster.team_word(reader.tok(*k).map_or(0, |t| t.hash)))
        .is_some_and(|k| {
            reader.has(k, lex::PREP)
                || matches!(reader.word(k), "in" | "from" | "at" | "of" | "on" | "en" | "de" | "im")
        });
    p > at + 3 && p - at <= 24 && (at + 1..p).any(verb) && !led
}
