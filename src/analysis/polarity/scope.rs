//! Gives each clause to the agents it speaks of: those named in it, else those
//! whom `follow` takes it to go on about. It only says who; good or bad is left
//! to `verdict`.
use super::deed::Deed;
use super::part::{Part, Tie};
use super::promise::{self, Came};
use super::{follow, naming};
use crate::analysis::sentiment::lexicon::cue;
use crate::analysis::sentiment::reading::{Clause, Reading};
use crate::analysis::sentiment::tokens::TokenKind;
use std::ops::Range;

struct Named {
    from: usize,
    to: usize,
    agent: usize,
}

/// The parts of a card, in order, each with its agents.
#[must_use]
pub fn parts(reading: &Reading, deeds: &[Deed], spans: &[Vec<Range<usize>>]) -> Vec<Part> {
    let named = named(reading, spans);
    let mut parts = Vec::with_capacity(reading.clauses.len() + named.len());
    for clause in &reading.clauses {
        cut(reading, clause, &named, &mut parts);
    }
    join_lists(reading, &mut parts);
    join_objects(reading, &named, &mut parts);
    for part in parts.iter_mut().filter(|part| part.named) {
        part.pledge = promise::given(reading, &(part.behind..part.to));
        part.came = part.pledge.map_or(Came::Untold, |pledge| pledge.came);
    }
    set_apart(reading, &mut parts);
    follow::pass_on(reading, deeds, &mut parts);
    parts
}

fn named(reading: &Reading, spans: &[Vec<Range<usize>>]) -> Vec<Named> {
    let list = &reading.tokens.list;
    let mut found = Vec::new();
    for (agent, ranges) in spans.iter().enumerate() {
        for range in ranges {
            let from = list.partition_point(|t| (t.end as usize) <= range.start);
            let to = list.partition_point(|t| (t.start as usize) < range.end);
            if from < to {
                found.push(Named { from: naming::titled(reading, from), to, agent });
            }
        }
    }
    found.sort_by_key(|n| (n.from, n.to, n.agent));
    found
}

/// Cuts a clause before each further agent that "and" does not tie to the last.
fn cut(reading: &Reading, clause: &Clause, named: &[Named], parts: &mut Vec<Part>) {
    let start = named.partition_point(|n| n.from < clause.from);
    let inside = named.get(start..).unwrap_or(&[]).iter().take_while(|n| n.from < clause.to);
    let mut part = Part {
        from: clause.from,
        to: clause.to,
        agents: vec![],
        tie: Tie::None,
        contrast: clause.contrast,
        concession: clause.concession,
        sentence: clause.sentence,
        opposite: false,
        denied: false,
        named: false,
        added: false,
        fresh: true,
        behind: clause.from,
        pledge: None,
        came: Came::Untold,
        blamed: false,
    };
    let mut last_end = clause.from;
    for name in inside {
        let tied = part.named && (last_end.min(name.from)..name.from).all(|at| reading.cues_at(at) & cue::AND != 0);
        let manner = naming::manner(reading, &(name.from..name.to), clause.from, last_end, tied && part.opposite);
        // "She was quicker than Tom": the words before the name are about her.
        let aside =
            !part.named && manner.opposite && (part.from..name.from).any(|at| reading.cues_at(at) & cue::PRONOUN != 0);
        if aside || part.named && !tied {
            // "praise Amy and complain about Ron" turns at "and", not at "Ron".
            let and = (last_end..name.from).find(|at| !aside && reading.cues_at(*at) & cue::AND != 0);
            let at = and.unwrap_or(name.from);
            let next = Part {
                from: at,
                sentence: false,
                contrast: false,
                concession: false,
                agents: vec![],
                opposite: false,
                denied: false,
                named: false,
                added: and.is_some(),
                fresh: false,
                blamed: false,
                ..part.clone()
            };
            part.to = at;
            parts.push(std::mem::replace(&mut part, next));
        }
        part.opposite |= manner.opposite;
        part.denied |= manner.denied;
        part.blamed |= manner.blamed;
        if !part.agents.contains(&name.agent) {
            part.agents.push(name.agent);
        }
        part.named = true;
        part.tie = Tie::Own;
        last_end = name.to;
        part.behind = name.to;
    }
    parts.push(part);
}

fn words_in(reading: &Reading, part: &Part) -> usize {
    (part.from..part.to).filter(|at| reading.tokens.list.get(*at).is_some_and(|t| t.kind == TokenKind::Word)).count()
}

/// "Ana, Tom and Bill were kind": a part that is only a name joins the next.
fn join_lists(reading: &Reading, parts: &mut [Part]) {
    for i in 1..parts.len() {
        let (done, rest) = parts.split_at_mut(i);
        let (Some(last), Some(next)) = (done.last_mut(), rest.first_mut()) else { continue };
        let bare = last.named && words_in(reading, last) <= last.agents.len() * 2 && !last.opposite;
        if bare
            && next.named
            && !next.sentence
            && !next.contrast
            && !next.opposite
            && last.to - last.from <= last.agents.len() * 2
        {
            for agent in &last.agents {
                if !next.agents.contains(agent) {
                    next.agents.push(*agent);
                }
            }
        }
    }
}

/// Whether a part says something of somebody it names.
fn speaks_of(part: &Part) -> bool {
    part.named && !part.opposite && !part.denied
}

/// "Props to Ana and Tom, they ran", "can't thank Ana and Tom enough": what is said to the one is said to the other,
/// unless he begins anew: "I spoke to Ana and Tom was rude".
fn join_objects(reading: &Reading, named: &[Named], parts: &mut [Part]) {
    for i in 1..parts.len() {
        let (done, rest) = parts.split_at_mut(i);
        let (Some(last), Some(next)) = (done.last_mut(), rest.first_mut()) else { continue };
        let goes_on = matches!(
            reading.word(next.behind),
            "enough" | "for" | "at" | "in" | "from" | "on" | "with" | "as" | "today" | "too" | "both" | "over"
        );
        if speaks_of(last)
            && speaks_of(next)
            && last.behind == last.to
            && !next.sentence
            && !next.contrast
            && reading.cues_at(next.from) & cue::AND != 0
            && named.iter().any(|name| name.from == next.from + 1)
            && (next.behind == next.to || goes_on && words_in(reading, last) > 2)
        {
            let both = last.agents.iter().chain(&next.agents).copied();
            let both = both.fold(vec![], |mut all, agent| {
                if !all.contains(&agent) {
                    all.push(agent);
                }
                all
            });
            next.agents.clone_from(&both);
            last.agents = both;
        }
    }
}

/// "Tom, however, came late", "This time we got Tom": he is set against whoever was named before.
fn set_apart(reading: &Reading, parts: &mut [Part]) {
    for i in 0..parts.len() {
        let turns = parts.get(i + 1).is_some_and(|next| next.contrast && !next.named && !next.sentence);
        let Some(part) = parts.get_mut(i).filter(|p| p.named && !p.opposite && !p.denied) else { continue };
        let only_names = part.behind == part.to && words_in(reading, part) <= part.agents.len() * 2;
        let this_time = reading.word(part.from) == "this" && reading.word(part.from + 1) == "time";
        part.contrast |= turns && only_names || this_time;
    }
}
