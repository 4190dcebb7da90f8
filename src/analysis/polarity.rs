//! How each mention of an agent is meant: the card is cut into clauses, each
//! clause is given to those it speaks of, and each agent is judged by their own
//! clauses, then by what follows, then by the card; known deeds (`deed`) count
//! more than guesses, and bare facts (`facts`) are neither praise nor complaint.
//! The last word has a table that was learnt from labelled cards (`moods`).
//! Whole cards: `sentiment`.
mod deed;
mod facts;
mod follow;
mod lend;
pub mod moods;
mod naming;
mod opening;
mod part;
mod promise;
mod scope;
mod unspaced;
mod verdict;
mod worth;

use crate::analysis::language::Language;
use crate::analysis::sentiment::{self, Heard, reading};
use crate::domain::{Kind, Polarity};
use moods::features::{Names, Told};
use std::ops::Range;

/// The polarity of each agent, given the byte spans where each is named.
///
/// `card_kind` is what the customer or a manager said of the whole card. It holds
/// for an only agent unless that agent's own clauses contradict it strongly; it
/// pulls several a little, and
/// decides where an agent's own clauses say nothing. An agent without a
/// span (the form's own agent) is judged by the whole card. Spans that don't
/// lie on the text are ignored.
#[must_use]
pub fn of_mentions(
    text: &str,
    spans: &[Vec<Range<usize>>],
    language: Language,
    card_kind: Option<Kind>,
) -> Vec<Polarity> {
    let reading = match language {
        Language::Unknown => reading::read(text),
        known => reading::read_as(text, known),
    };
    of_heard(text, &sentiment::heard(reading), spans, card_kind)
}

/// The same for a text that was heard.
#[must_use]
pub fn of_heard(text: &str, heard: &Heard, spans: &[Vec<Range<usize>>], card_kind: Option<Kind>) -> Vec<Polarity> {
    told(text, heard, spans, card_kind, |told| moods::of(&told))
}

/// What the table of moods can learn from each mention.
#[must_use]
pub fn lessons(text: &str, heard: &Heard, spans: &[Vec<Range<usize>>], card_kind: Option<Kind>) -> Vec<moods::Lesson> {
    told(text, heard, spans, card_kind, |told| moods::lesson(&told))
}

/// What `each` makes of that which is told of every agent.
fn told<T>(
    text: &str,
    heard: &Heard,
    spans: &[Vec<Range<usize>>],
    kind: Option<Kind>,
    each: impl Fn(Told) -> T,
) -> Vec<T> {
    let (reading, sums) = (&heard.reading, &heard.sums);
    let deeds = deed::found(reading);
    let parts = scope::parts(reading, &deeds, spans);
    let card = sentiment::mood(text, heard);
    let names = Names::new(reading, spans);
    let verdicts = verdict::of_parts(text, heard, &deeds, &parts, spans.len(), kind, &card);
    let told = verdicts.iter().enumerate().map(|(agent, (rules, tally))| {
        let (count, rules, deeds, parts, card) = (spans.len(), *rules, &deeds, &parts, &card);
        each(Told { text, names: &names, reading, sums, deeds, parts, agent, count, tally, rules, card, kind })
    });
    told.collect()
}
