//! Which teams and places a card speaks of: they decide between namesakes.
use super::reader::Reader;
use crate::analysis::fold;
use crate::analysis::lexicon::ByHash;
use crate::analysis::roster::Agent;

/// Where and for whom the card says the agent works.
pub struct Clues {
    team: Option<u64>,
    location: Option<u64>,
    words: ByHash<Vec<usize>>,
}

/// The distance to the nearest place that is not `at` itself.
fn beside(places: &[usize], at: usize) -> Option<usize> {
    let cut = places.partition_point(|p| *p < at);
    let before = cut.checked_sub(1).and_then(|c| places.get(c)).map(|p| at - p);
    let after = places.get(cut..).unwrap_or(&[]).iter().find(|p| **p != at).map(|p| p - at);
    before.into_iter().chain(after).min()
}

const DULL: &[&str] = &[
    "team",
    "the",
    "of",
    "and",
    "department",
    "dept",
    "desk",
    "group",
    "shift",
    "store",
    "branch",
    "office",
    "centre",
    "center",
    "customer",
    "city",
    "new",
    "north",
    "south",
    "east",
    "west",
    "service",
    "services",
    "de",
    "la",
];

impl Clues {
    pub fn of(reader: &Reader) -> Self {
        let key = |f: Option<&str>| f.map(|f| fold::hash(fold::key(f).as_bytes()));
        let mut words: ByHash<Vec<usize>> = ByHash::default();
        for (i, t) in reader.text.tokens.iter().enumerate() {
            words.entry(t.hash).or_default().push(i);
        }
        Self { team: key(reader.card.team), location: key(reader.card.location), words }
    }

    /// The weight of team and place for one agent named at token `at`.
    pub fn weigh(&self, agent: &Agent, at: usize) -> (f32, Option<&'static str>) {
        let mut sum = 0.0;
        let mut what = None;
        let mut form = |own: u64, form: Option<u64>, says: &'static str| {
            if let Some(form) = form
                && own != crate::analysis::roster::NONE
            {
                if form == own {
                    sum += 2.6;
                    what = Some(says);
                } else {
                    sum -= 0.6;
                }
            }
        };
        form(agent.team, self.team, "the card came to their team");
        form(agent.location, self.location, "the card came from their place");
        for (field, weight, says) in
            [(&agent.entry.team, 2.8, "their team is named"), (&agent.entry.location, 2.8, "their place is named")]
        {
            if let Some(near) = field.as_deref().and_then(|f| self.nearest(f, at)) {
                sum += if near <= 8 { weight } else { weight - 0.6 };
                what = Some(says);
            }
        }
        (sum, what)
    }

    /// How far away the telling word of a team's or place's name stands.
    fn nearest(&self, field: &str, at: usize) -> Option<usize> {
        let all: Vec<String> =
            field.split(|c: char| !c.is_alphanumeric()).map(fold::key).filter(|w| w.len() > 1).collect();
        let dull = all.iter().all(|w| DULL.contains(&w.as_str()));
        all.into_iter()
            .filter(|w| dull || w.len() > 2 && !DULL.contains(&w.as_str()))
            .flat_map(|w| {
                let stem = w.strip_suffix('s').map(|s| fold::hash(s.as_bytes()));
                let hash = fold::hash(w.as_bytes());
                [Some(hash), stem]
                    .into_iter()
                    .flatten()
                    .filter_map(|h| self.words.get(&h))
                    .filter_map(|all| beside(all, at))
                    .min()
            })
            .min()
    }
}
