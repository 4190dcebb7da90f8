//! The table by person, in order of name: no ranking. Every card of the window stands in it at least once; those that
//! name nobody in the row "Nobody yet".

use super::gather::Content;
use super::links::Links;
use super::reader::Scope;
use crate::domain::ids::{AgentId, CardId};
use crate::domain::{Kind, Polarity};
use crate::mail::letters::digest::PersonRow;
use crate::mail::letters::voice::Voice;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Fewer cards than these tell nothing of a person to somebody outside.
const FEW: u64 = 3;

/// Below this, the letter says how little a number means.
const LITTLE: u64 = 5;

/// What stands below the table where a number in it is small.
pub(super) fn note(people: &[PersonRow], voice: &Voice<'_>) -> Option<String> {
    let small = people.iter().any(|row| row.link.is_some() && row.praise + row.complaints < LITTLE);
    small.then(|| voice.plain("people-few"))
}

/// "No card this week about Bram Visser and Ines Carvalho. That says nothing about their work."
pub(super) fn absent(content: &Content, most: usize, voice: &Voice<'_>) -> Option<String> {
    let names = &content.absent;
    let mut told: Vec<String> = names.iter().take(most).cloned().collect();
    match names.len().saturating_sub(most) {
        0 => {}
        more => told.push(voice.count("absent-others", count(more), &[])),
    }
    let given = [("span", content.span.name()), ("people", &voice.list(&told))];
    (!told.is_empty()).then(|| voice.count("absent", content.span.gap(), &given))
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// Praise and complaints of one row.
#[derive(Clone, Copy, Default)]
struct Sum {
    praise: u64,
    complaints: u64,
}

impl Sum {
    fn count(&mut self, polarity: Polarity, kind: Kind) {
        if polarity.praises(kind) {
            self.praise += 1;
        } else {
            self.complaints += 1;
        }
    }

    fn add(&mut self, other: Self) {
        self.praise += other.praise;
        self.complaints += other.complaints;
    }

    fn row(self, name: &str, team: &str, link: Option<String>) -> PersonRow {
        let (praise, complaints) = (self.praise, self.complaints);
        PersonRow { name: name.to_owned(), team: team.to_owned(), praise, complaints, link }
    }

    fn of(row: &PersonRow) -> Self {
        Self { praise: row.praise, complaints: row.complaints }
    }
}

/// The table's rows, at most `most` of them people, and whether somebody shares a card with somebody else.
pub(super) fn people(content: &Content, links: Links<'_>, most: usize, voice: &Voice<'_>) -> (Vec<PersonRow>, bool) {
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
                let link = (!links.only_reads()).then(|| links.told_of(content.period, agent));
                rows.insert((name.to_lowercase(), name.clone(), agent), sum.row(&name, &team, link));
            }
            None => elsewhere.add(sum),
        }
    }
    let mut rows: Vec<PersonRow> = rows.into_values().collect();
    // Outside of the organisation one or two cards would say more of a person than they can bear.
    if content.reader.member.is_none() {
        let (told, few): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.praise + row.complaints >= FEW);
        rows = told;
        if !few.is_empty() {
            let mut sum = Sum::default();
            few.iter().for_each(|row| sum.add(Sum::of(row)));
            let people = voice.sentence("people-hidden", count(few.len()), &[]);
            rows.push(sum.row(&people, &voice.plain("people-hidden-why"), None));
        }
    }
    if rows.len() > most {
        let rest = rows.split_off(most);
        let mut sum = Sum::default();
        rest.iter().for_each(|row| sum.add(Sum::of(row)));
        let more = voice.sentence("people-more", count(rest.len()), &[]);
        rows.push(sum.row(&more, &voice.plain("people-more-where"), None));
    }
    if elsewhere.praise + elsewhere.complaints > 0 {
        rows.push(elsewhere.row(&voice.plain("people-teams"), &voice.plain("people-teams-why"), None));
    }
    let mut nobody = Sum::default();
    for mark in content.marks.iter().filter(|mark| !named.contains(&mark.id)) {
        nobody.count(Polarity::Neutral, mark.kind);
    }
    if nobody.praise + nobody.complaints > 0 {
        rows.push(nobody.row(&voice.plain("people-nobody"), &voice.plain("people-nobody-why"), None));
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
