//! Who is meant: finds the people of a roster that a card names, how sure that is, and why.
//! Zones first, then candidates from the roster's index, then one logistic sum of evidence for each
//! (place, agent), and three outcomes: a mention, a question, nothing. How the card speaks of them is
//! `analysis::polarity`'s affair.
#![allow(clippy::nonminimal_bool, reason = "conditions of grammar keep the order in which a person reads them")]
mod address;
mod among;
mod behind;
mod brought;
pub mod calibration;
mod clauses;
mod codes;
mod context;
mod cues;
mod decide;
mod denials;
mod earshot;
#[cfg(test)]
mod examples;
mod fuzzy;
mod glyphs;
mod hint;
mod judged;
pub mod learnt;
mod mass;
mod modals;
mod namelike;
mod persons;
mod places;
mod pronouns;
mod reached;
mod reader;
mod runs;
mod shorthand;
mod singled;
mod spelled;
mod spot;
mod spots;
pub mod surroundings;
#[cfg(test)]
mod testing;
mod trades;
mod turns;
mod types;
mod verbs;
mod veto;
mod whole;
mod why;
mod words;
mod zones;

use crate::analysis::polarity;
use crate::analysis::roster::Roster;
use crate::analysis::sentiment::{self, Heard};
pub use learnt::{Correction, Learnt};
pub use types::{Candidate, CardText, Considered, Evidence, Findings, Mention, Question, Rule, Thresholds};

/// Finds everyone the card names, without looking at how it speaks of them: every polarity is neutral.
pub fn locate(roster: &Roster, card: &CardText, thresholds: &Thresholds, learnt: &Learnt) -> Findings {
    let reader = reader::Reader::new(roster, card);
    let spots = spots::find(&reader, learnt);
    decide::all(&reader, learnt, thresholds, spots, false)
}

/// Finds everyone the card names, and how it speaks of each.
pub fn find(roster: &Roster, card: &CardText, thresholds: &Thresholds, learnt: &Learnt) -> Findings {
    read(roster, card, thresholds, learnt, None, false)
}

/// As `find`, for a card whose text was heard already.
pub fn find_heard(
    roster: &Roster,
    card: &CardText,
    thresholds: &Thresholds,
    learnt: &Learnt,
    heard: &Heard,
) -> Findings {
    read(roster, card, thresholds, learnt, Some(heard), false)
}

/// As `find`, with every candidate that was weighed and the evidence for and against it.
pub fn explain(roster: &Roster, card: &CardText, thresholds: &Thresholds, learnt: &Learnt) -> Findings {
    read(roster, card, thresholds, learnt, None, true)
}

fn read(
    roster: &Roster,
    card: &CardText,
    thresholds: &Thresholds,
    learnt: &Learnt,
    heard: Option<&Heard>,
    explain: bool,
) -> Findings {
    let reader = reader::Reader::new(roster, card);
    let spots = spots::find(&reader, learnt);
    let mut findings = decide::all(&reader, learnt, thresholds, spots, explain);
    if !findings.mentions.is_empty() {
        let spans = findings.spans();
        let own;
        let heard = match heard {
            Some(heard) => heard,
            None => {
                own = sentiment::hear(card.text);
                &own
            }
        };
        let moods = polarity::of_heard(card.text, heard, &spans, card.kind);
        for (mention, mood) in findings.mentions.iter_mut().zip(moods) {
            mention.polarity = mood;
        }
    }
    findings
}
