//! A spot once it was judged, and its candidates with their scores: what `decide` fills in step by step, and what
//! `among` compares between the names of one card.
use super::Rule;
use super::cues::Cues;
use super::spot::Spot;
use super::surroundings::Saying;
use super::veto::Stranger;
use crate::analysis::roster::Ref;

/// What a name without any word beside it that speaks of a person lacks.
pub const BARE: &str = "nothing beside it speaks of somebody who served";

/// A spot after scoring.
pub struct Judged {
    pub spot: Spot,
    pub veto: Option<&'static str>,
    pub stranger: Option<Stranger>,
    pub cues: Cues,
    pub shared: Vec<(&'static str, f32)>,
    pub scored: Vec<Scored>,
    /// The chance that who is named works here.
    pub ours: f32,
    /// What lowers it.
    pub theirs: &'static str,
    pub around: Saying,
    /// The shares of those who are not kept in `scored`.
    pub rest: f32,
}

/// How likely one candidate of a spot is meant, and why.
pub struct Scored {
    pub agent: Ref,
    pub id: String,
    pub rule: Rule,
    pub score: f32,
    pub p: f32,
    pub own: Vec<(&'static str, f32)>,
    pub clue: Option<&'static str>,
}
