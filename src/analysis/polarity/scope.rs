//! Gives each clause to the agents it speaks of: those named in it, else the
//! last ones named when a pronoun, a relative or an unfinished sentence goes on
//! about them. It only says who; good or bad is left to `verdict`.
use super::promise::{self, Came, Pledge};
use super::{naming, opening};
use crate::analysis::sentiment::lexicon::cue;
use crate::analysis::sentiment::reading::{Clause, Reading};
use crate::analysis::sentiment::tokens::TokenKind;
use std::ops::Range;

/// How firmly a part belongs to its agents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// Named in it, or meant by a pronoun.
    Own,
    /// It follows, and names nobody else.
    Weak,
    None,
}

/// A stretch of tokens and the agents it speaks of.
#[derive(Clone, Debug)]
pub struct Part {
    pub from: usize,
    pub to: usize,
    pub agents: Vec<usize>,
    pub tie: Tie,
    pub contrast: bool,
    pub concession: bool,
    pub sentence: bool,
    /// "unlike Tom", "better than Tom": the opposite of the rest.
    pub opposite: bool,
    /// "it wasn't Tom": nothing here is about Tom.
    pub denied: bool,
    pub named: bool,
    /// "and her colleague Tom": goes on in the mood of the part before.
    pub added: bool,
    /// Begins a clause, so that it may be set against an earlier one.
    pub fresh: bool,
    /// The token behind the last name in it.
    pub behind: usize,
    /// "promised a call", "said it was ready": good or bad is what came of it.
    pub pledge: Option<Pledge>,
    /// What came of a promise, if this part tells.
    pub came: Came,
    /// "neither Ana nor Tom replied", "don't let Tom near it".
    pub blamed: bool,
}

struct Named {
    from: usize,
    to: usize,
    agent: usize,
}

/// The parts of a card, in order, each with its agents.
#[must_use]
pub fn parts(reading: &Reading, spans: &[Vec<Range<usize>>]) -> Vec<Part> {
    let named = named(reading, spans);
    let mut parts = Vec::with_capacity(reading.clauses.len() + named.len());
    for clause in &reading.clauses {
        cut(reading, clause, &named, &mut parts);
    }
    join_lists(reading, &mut parts);
    for part in parts.iter_mut().filter(|part| part.named) {
        part.pledge = promise::given(reading, &(part.behind..part.to));
        part.came = part.pledge.map_or(Came::Untold, |pledge| pledge.came);
    }
    set_apart(reading, &mut parts);
    pass_on(reading, &mut parts);
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

/// "Tom, however, came late", "This time we got Tom": he is set against whoever was named before.
fn set_apart(reading: &Reading, parts: &mut [Part]) {
    let word = |at: usize| reading.word(at);
    for i in 0..parts.len() {
        let turns = parts.get(i + 1).is_some_and(|next| next.contrast && !next.named && !next.sentence);
        let Some(part) = parts.get_mut(i).filter(|p| p.named && !p.opposite && !p.denied) else { continue };
        let only_names = part.behind == part.to && words_in(reading, part) <= part.agents.len() * 2;
        part.contrast |= turns && only_names || word(part.from) == "this" && word(part.from + 1) == "time";
    }
}

/// Gives parts that name nobody to whoever they go on about.
fn pass_on(reading: &Reading, parts: &mut [Part]) {
    let mut last: Vec<usize> = vec![];
    // Who this sentence is about, while it looks aside at somebody else: "Ana took over from Tom, and it was done".
    let mut spoken_of: Vec<usize> = vec![];
    let (mut aside, mut away) = (false, false);
    let mut given: Option<(usize, Pledge)> = None;
    let mut hollow: Vec<usize> = vec![];
    for (at, part) in parts.iter_mut().enumerate() {
        // "Jess promised me a card. I'm still waiting": what comes next is what came of it.
        let before = given.take().filter(|_| !part.named);
        if part.named {
            away = false;
            if part.denied {
                continue;
            }
            given = part.pledge.filter(|pledge| pledge.came == Came::Untold).map(|pledge| (at, pledge));
            if part.sentence {
                spoken_of.clear();
            }
            if part.opposite {
                aside = true;
            } else {
                aside = false;
                spoken_of.clone_from(&part.agents);
            }
            last.clone_from(&part.agents);
            continue;
        }
        if last.is_empty() {
            continue;
        }
        let span = part.from..part.to;
        part.came = before.map_or(Came::Untold, |(_, pledge)| pledge.after(reading, &span));
        let outcome = part.came != Came::Untold || before.is_some_and(|(_, pledge)| pledge.firm);
        hollow.extend(before.filter(|_| part.came == Came::Broken).map(|(told, _)| told));
        let opening = opening::of(reading, &span);
        let anywhere = span.clone().any(|at| reading.cues_at(at) & cue::PRONOUN != 0);
        part.tie = if opening.pronoun || opening.relative || anywhere || outcome {
            Tie::Own
        } else if away && !part.sentence {
            // "The rest, sadly, was not": goes on about what the sentence began with.
            Tie::None
        } else if part.sentence {
            if !away && opening::condemns(reading, &span) {
                Tie::Own
            } else if part.contrast || opening.subject {
                Tie::None
            } else {
                Tie::Weak
            }
        } else if opening.subject {
            if part.contrast { Tie::None } else { Tie::Weak }
        } else if opening.another {
            Tie::Weak
        } else if aside && spoken_of.is_empty() {
            // "Unlike Tom, sorted in minutes": the rest is not about Tom.
            Tie::None
        } else {
            Tie::Own
        };
        away = part.tie == Tie::None;
        if part.tie != Tie::None {
            let other = aside && !opening.relative && !part.sentence && !spoken_of.is_empty();
            part.agents.clone_from(if other { &spoken_of } else { &last });
        }
    }
    // "Told me it was approved. It never was": what was told is worth no more than a promise.
    for told in hollow {
        if let Some(pledge) = parts.get_mut(told).and_then(|part| part.pledge.as_mut()) {
            pledge.firm = true;
        }
    }
}
