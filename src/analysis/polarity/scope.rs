//! Gives each clause to the agents it speaks of: those named in it, else the
//! last ones named when a pronoun, a relative or an unfinished sentence goes on
//! about them. It only says who; good or bad is left to `verdict`.
use crate::analysis::sentiment::kinds;
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
    /// "promised a call", "said it would be Tuesday": good or bad is what came of it.
    pub promise: bool,
    /// "neither Ana nor Tom replied".
    pub neither: bool,
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
        part.promise = promises(reading, part);
    }
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
                found.push(Named { from, to, agent });
            }
        }
    }
    found.sort_by_key(|n| (n.from, n.to, n.agent));
    found
}

fn cues_at(reading: &Reading, at: usize) -> u16 {
    reading.cues.get(at).copied().unwrap_or(0)
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
        promise: false,
        neither: false,
    };
    let mut last_end = clause.from;
    for name in inside {
        let joined = !part.named || (last_end.min(name.from)..name.from).all(|at| cues_at(reading, at) & cue::AND != 0);
        if !joined {
            // "praise Amy and complain about Ron" turns at "and", not at "Ron".
            let and = (last_end..name.from).find(|at| cues_at(reading, *at) & cue::AND != 0);
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
                neither: false,
                ..part.clone()
            };
            part.to = at;
            parts.push(std::mem::replace(&mut part, next));
        }
        let back = name.from.saturating_sub(4).max(last_end.min(name.from))..name.from;
        let before = back.clone().fold(0, |all, at| all | cues_at(reading, at));
        part.opposite |= before & (cue::UNLIKE | cue::THAN) != 0;
        let near = name.from.saturating_sub(2).max(clause.from)..name.from;
        let word = |at: usize| reading.tokens.list.get(at).map_or("", |t| reading.tokens.word(t));
        part.neither |= near.clone().any(|at| matches!(word(at), "neither" | "nor"));
        let negator = near
            .clone()
            .find(|at| cues_at(reading, *at) & cue::NEGATOR != 0 && !matches!(word(*at), "neither" | "nor"))
            .filter(|_| !part.opposite);
        let owner = reading.tokens.list.get(name.from).is_some_and(|t| reading.tokens.word(t).ends_with("'s"));
        match negator {
            // "Ask for Jill, not Jack": Jack is the lesser one, not a denied one.
            // "It was Ann, not Jack, who …": nothing is said of Jack.
            Some(at) if at == clause.from && !owner && goes_on(reading, name.to) => part.denied = true,
            Some(at) if at == clause.from && !owner => part.opposite = true,
            Some(_) => part.denied = true,
            None => {}
        }
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

/// Whether "who" follows after a comma.
fn goes_on(reading: &Reading, at: usize) -> bool {
    reading.tokens.list.get(at).is_some_and(|t| t.kind == TokenKind::Mark(','))
        && cues_at(reading, at + 1) & cue::RELATIVE != 0
}

/// Whether the part tells of a promise, or of what somebody said would be.
fn promises(reading: &Reading, part: &Part) -> bool {
    let word = |at: usize| reading.tokens.list.get(at).map_or("", |t| reading.tokens.word(t));
    (part.behind..part.to.min(part.behind + 3)).any(|at| match reading.kinds.get(at) {
        Some(kind) if *kind == kinds::number("promise") => true,
        Some(kind) if *kind == kinds::number("say") => (at + 1..part.to.min(at + 7)).any(|k| {
            let word = word(k);
            matches!(word, "would" | "will" | "wouldn't") || word.ends_with("'d") || word.ends_with("'ll")
        }),
        _ => false,
    })
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

/// Gives parts that name nobody to whoever they go on about.
fn pass_on(reading: &Reading, parts: &mut [Part]) {
    let mut last: Vec<usize> = vec![];
    // Who this sentence is about, while it looks aside at somebody else: "Ana took over from Tom, and it was done".
    let mut spoken_of: Vec<usize> = vec![];
    let (mut aside, mut away) = (false, false);
    let mut promised = false;
    for part in parts.iter_mut() {
        // "Jess promised me a card. I'm still waiting": what comes next is what came of it.
        let outcome = std::mem::replace(&mut promised, part.named && part.promise && !part.denied) && !part.named;
        if part.named {
            away = false;
            if part.denied {
                continue;
            }
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
        let opening = (part.from..part.to.min(part.from + 4)).map(|at| cues_at(reading, at));
        let (mut pronoun, mut subject, mut relative) = (false, false, false);
        for cues in opening {
            pronoun |= cues & cue::PRONOUN != 0 && !subject;
            relative |= cues & cue::RELATIVE != 0 && !subject;
            subject |= cues & cue::SUBJECT != 0 && !pronoun;
        }
        let anywhere = (part.from..part.to).any(|at| cues_at(reading, at) & cue::PRONOUN != 0);
        part.tie = if pronoun || relative || anywhere || outcome {
            Tie::Own
        } else if away && !part.sentence {
            // "The rest, sadly, was not": goes on about what the sentence began with.
            Tie::None
        } else if part.sentence {
            if part.contrast || subject { Tie::None } else { Tie::Weak }
        } else if subject {
            if part.contrast { Tie::None } else { Tie::Weak }
        } else if aside && !relative {
            // "Unlike Tom, sorted in minutes": the rest is not about Tom.
            if spoken_of.is_empty() { Tie::None } else { Tie::Own }
        } else {
            Tie::Own
        };
        away = part.tie == Tie::None;
        if part.tie != Tie::None {
            let whom = if aside && !relative && !part.sentence && !spoken_of.is_empty() { &spoken_of } else { &last };
            part.agents.clone_from(whom);
        }
    }
}
