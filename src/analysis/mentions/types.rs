//! What goes into the finding of mentions and what comes out.
use crate::domain::{Kind, Polarity};
use serde::Serialize;
use std::ops::Range;

/// A card as the tagger reads it: the words and everything the form or the mail knows beside them.
#[derive(Debug, Clone, Copy, Default)]
pub struct CardText<'a> {
    pub text: &'a str,
    pub kind: Option<Kind>,
    /// The writer's own name: from the form's field or the From header.
    pub customer_name: Option<&'a str>,
    /// The answer to "Who helped you?".
    pub hint: Option<&'a str>,
    pub source: Option<&'a str>,
    pub received_at: Option<jiff::Timestamp>,
    /// Team and place of the form or address the card came by.
    pub team: Option<&'a str>,
    pub location: Option<&'a str>,
    /// The agent id whose own form or address the card came by.
    pub preset_agent: Option<&'a str>,
    pub organisation_name: Option<&'a str>,
}

/// From which confidence on a card is tagged or shown in triage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    pub tag: f32,
    /// For cards that are complaints: a wrong one costs most.
    pub complaint: f32,
    pub triage: f32,
}

impl Default for Thresholds {
    /// Chosen with `smilecard evaluate tagging` so that fewer than one card in a hundred gets a wrong tag.
    fn default() -> Self {
        Self { tag: 0.80, complaint: 0.86, triage: 0.30 }
    }
}

/// By what an agent was recognised; the word in JSON is the kebab-case name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    FullName,
    FirstAndInitial,
    InitialAndSurname,
    Code,
    Glyphs,
    Titled,
    FirstName,
    Nickname,
    Alias,
    ShortForm,
    LongForm,
    Spelled,
    SoundsLike,
    Misspelt,
    Surname,
    Hint,
    Preset,
}

/// One reason and how much it weighs in the logistic sum; positive speaks for the mention.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    pub what: String,
    pub weight: f32,
}

/// A tie between the card and one agent, sure enough to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    pub agent: String,
    /// Byte ranges in the card's text, in order; empty when only the form told who it was.
    pub spans: Vec<Range<usize>>,
    pub surface: String,
    pub rule: Rule,
    pub confidence: f32,
    pub polarity: Polarity,
    pub why: String,
    pub evidence: Vec<Evidence>,
}

/// Somebody a question may be about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    pub agent: String,
    pub confidence: f32,
    pub why: String,
}

/// "Who is this?": a name that is not sure enough, with its candidates, the likeliest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    pub surface: String,
    pub span: Range<usize>,
    pub candidates: Vec<Candidate>,
}

/// A name that was looked at, for `--explain`: what was decided, and by which evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Considered {
    pub surface: String,
    pub agent: String,
    pub rule: Rule,
    pub confidence: f32,
    pub evidence: Vec<Evidence>,
    /// Why it can't be meant, when something rules it out.
    pub veto: Option<&'static str>,
}

/// All that a card says about the people of a roster.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Findings {
    pub mentions: Vec<Mention>,
    pub triage: Vec<Question>,
    pub considered: Vec<Considered>,
}

impl Findings {
    /// Where each mention stands, and behind those where each name stands that is asked about: what is told of the one
    /// is not told of the other, whoever it is.
    pub fn spans(&self) -> Vec<Vec<Range<usize>>> {
        let mut asked: Vec<(&str, Vec<Range<usize>>)> = vec![];
        for question in &self.triage {
            match asked.iter_mut().find(|other| other.0 == question.surface) {
                Some(same) => same.1.push(question.span.clone()),
                None => asked.push((&question.surface, vec![question.span.clone()])),
            }
        }
        let mentions = self.mentions.iter().map(|mention| mention.spans.clone());
        mentions.chain(asked.into_iter().map(|other| other.1)).collect()
    }
}
