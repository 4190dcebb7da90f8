//! Whom a part goes on about that names nobody: whoever was named last, all who were named before, or somebody else.
use super::deed::{self, Deed};
use super::opening;
use super::part::{Part, Tie};
use super::promise::{Came, Pledge};
use crate::analysis::sentiment::lexicon::cue;
use crate::analysis::sentiment::reading::Reading;

/// Who has been spoken of so far.
#[derive(Default)]
struct Flow {
    last: Vec<usize>,
    /// Who this sentence is about, while it looks aside at somebody else: "Ana took over from Tom, and it was done".
    spoken_of: Vec<usize>,
    /// All who are named in this sentence, or were in the one before: "the pair of them".
    sentence: Vec<usize>,
    before: Vec<usize>,
    aside: bool,
    away: bool,
    /// The sentence has turned to somebody whom the roster doesn't know.
    another: bool,
    tie: Tie,
}

/// Gives parts that name nobody to whoever they go on about.
pub fn pass_on(reading: &Reading, deeds: &[Deed], parts: &mut [Part]) {
    let mut flow = Flow::default();
    let mut given: Option<(usize, Pledge)> = None;
    let mut hollow: Vec<usize> = vec![];
    for at in 0..parts.len() {
        let turns = parts.get(at + 1).is_some_and(|next| next.contrast && !next.sentence);
        let Some(part) = parts.get_mut(at) else { break };
        // "Jess promised me a card. I'm still waiting": what comes next is what came of it.
        let before = given.take().filter(|_| !part.named);
        if part.sentence {
            flow.before = std::mem::take(&mut flow.sentence);
        }
        if part.named {
            flow.meet(part);
            let open = part.pledge.filter(|pledge| pledge.came == Came::Untold && !part.denied);
            given = open.map(|pledge| (at, pledge));
            continue;
        }
        if flow.last.is_empty() {
            continue;
        }
        let span = part.from..part.to;
        part.came = before.map_or(Came::Untold, |(_, pledge)| pledge.after(reading, &span));
        let outcome = part.came != Came::Untold || before.is_some_and(|(_, pledge)| pledge.firm);
        hollow.extend(before.filter(|_| part.came == Came::Broken).map(|(told, _)| told));
        let opening = opening::of(reading, &span, !part.sentence && !part.contrast, deed::begins(deeds, part.from));
        part.tie = flow.tie_of(reading, part, opening, outcome, turns);
        flow.tie = part.tie;
        flow.away = part.tie == Tie::None;
        if part.tie != Tie::None {
            flow.give(reading, part, opening.relative);
        }
    }
    // "Told me it was approved. It never was": what was told is worth no more than a promise.
    for told in hollow {
        if let Some(pledge) = parts.get_mut(told).and_then(|part| part.pledge.as_mut()) {
            pledge.firm = true;
        }
    }
}

impl Flow {
    /// Takes note of who is named in a part.
    fn meet(&mut self, part: &Part) {
        self.away = false;
        self.another = false;
        self.tie = Tie::Own;
        for agent in &part.agents {
            if !self.sentence.contains(agent) {
                self.sentence.push(*agent);
            }
        }
        if part.denied {
            return;
        }
        if part.sentence {
            self.spoken_of.clear();
        }
        self.aside = part.opposite;
        if !part.opposite {
            self.spoken_of.clone_from(&part.agents);
        }
        self.last.clone_from(&part.agents);
    }

    /// How firmly a part goes on about whoever was named last.
    fn tie_of(&mut self, reading: &Reading, part: &Part, opening: opening::Opening, outcome: bool, turns: bool) -> Tie {
        let span = part.from..part.to;
        let judges = part.sentence && opening::judges(reading, &span);
        // "Niamh, on the other hand, …", "I got someone who …": it is about them until the sentence ends.
        self.another = !judges
            && (part.sentence && turns && opening::names(reading, &span)
                || !opening.pronoun && opening::turns_away(reading, &span)
                || self.another && !part.sentence);
        let anywhere = span.clone().any(|at| reading.cues_at(at) & cue::PRONOUN != 0);
        if self.another {
            Tie::None
        } else if judges || opening.pronoun || opening.relative || anywhere || outcome {
            Tie::Own
        } else if self.away && !part.sentence {
            // "The rest, sadly, was not": goes on about what the sentence began with.
            Tie::None
        } else if part.sentence {
            if !self.away && opening::condemns(reading, &span) {
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
        } else if self.aside && self.spoken_of.is_empty() {
            // "Unlike Tom, sorted in minutes": the rest is not about Tom.
            Tie::None
        } else if self.tie == Tie::Weak && !opening::verbal(reading, &span) {
            // "So, bad mattress, good store": no firmer than what the sentence began with.
            Tie::Weak
        } else {
            Tie::Own
        }
    }

    /// Gives a part to those it goes on about.
    fn give(&self, reading: &Reading, part: &mut Part, relative: bool) {
        let named = if self.sentence.is_empty() { &self.before } else { &self.sentence };
        if named.len() > 1 && opening::gathers(reading, &(part.from..part.to)) {
            part.agents.clone_from(named);
            part.tie = Tie::Own;
            return;
        }
        let other = self.aside && !relative && !part.sentence && !self.spoken_of.is_empty();
        part.agents.clone_from(if other { &self.spoken_of } else { &self.last });
    }
}
