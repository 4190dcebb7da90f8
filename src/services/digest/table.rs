//! The table by person, in order of name: no ranking. Every card of the window stands in it at least once; those that
//! name nobody in the row "Nobody yet".

use super::gather::Content;
use super::reader::Scope;
use crate::domain::ids::{AgentId, CardId};
use crate::domain::{Kind, Polarity};
use crate::mail::letters::digest::PersonRow;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Praise and complaints of one row.
#[derive(Clone, Copy, Default)]
struct Sum {
    praise: u64,
    complaints: u64,
}

impl Sum {
    fn count(&mut self, polarity: Polarity, kind: Kind) {
        match (polarity, kind) {
            (Polarity::Praise, _) | (Polarity::Neutral, Kind::Praise) => self.praise += 1,
            (Polarity::Complaint | Polarity::Mixed, _) | (Polarity::Neutral, Kind::Complaint | Kind::Mixed) => {
                self.complaints += 1;
            }
        }
    }

    fn add(&mut self, other: Self) {
        self.praise += other.praise;
        self.complaints += other.complaints;
    }

    fn row(self, name: &str, team: &str) -> PersonRow {
        PersonRow { name: name.to_owned(), team: team.to_owned(), praise: self.praise, complaints: self.complaints }
    }
}

/// The table's rows, at most `most` of them people, and whether somebody shares a card with somebody else.
pub(super) fn people(content: &Content, most: usize) -> (Vec<PersonRow>, bool) {
    let kinds: HashMap<CardId, Kind> = content.marks.iter().map(|mark| (mark.id, mark.kind)).collect();
    let mut by_agent: HashMap<AgentId, Sum> = HashMap::new();
    let (mut named, mut shared) = (HashSet::new(), false);
    for mark in &content.mention_marks {
        if let Some(kind) = kinds.get(&mark.card) {
            by_agent.entry(mark.agent).or_default().count(mark.polarity, *kind);
            shared |= !named.insert(mark.card);
        }
    }
    let (mut rows, mut elsewhere) = (BTreeMap::new(), Sum::default());
    for (agent, sum) in by_agent {
        match content.name(agent).filter(|_| in_scope(content, agent)) {
            Some(name) => {
                let team = content.team_of(agent).unwrap_or_default();
                rows.insert((name.to_lowercase(), name.clone(), agent), sum.row(&name, &team));
            }
            None => elsewhere.add(sum),
        }
    }
    let mut rows: Vec<PersonRow> = rows.into_values().collect();
    if rows.len() > most {
        let rest = rows.split_off(most);
        let mut sum = Sum::default();
        rest.iter().for_each(|row| sum.add(Sum { praise: row.praise, complaints: row.complaints }));
        rows.push(sum.row(&format!("{} more people", rest.len()), "in the inbox"));
    }
    if elsewhere.praise + elsewhere.complaints > 0 {
        rows.push(elsewhere.row("Other teams", "on cards of yours"));
    }
    let mut nobody = Sum::default();
    for mark in content.marks.iter().filter(|mark| !named.contains(&mark.id)) {
        nobody.count(Polarity::Neutral, mark.kind);
    }
    if nobody.praise + nobody.complaints > 0 {
        rows.push(nobody.row("Nobody yet", "still to be tagged"));
    }
    (rows, shared)
}

/// Whether an agent's own row may stand in this reader's letter: figures of other teams' people would be halves.
fn in_scope(content: &Content, agent: AgentId) -> bool {
    match &content.reader.scope {
        Scope::Everything => true,
        Scope::Nothing => false,
        Scope::Teams(teams) => {
            content.agents.get(&agent).and_then(|row| row.team_id).is_some_and(|team| teams.contains(&team))
        }
    }
}
