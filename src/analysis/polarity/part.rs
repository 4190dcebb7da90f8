//! What a card is cut into for its mentions: a stretch of words, and whom it speaks of. `scope` cuts, `verdict` judges.
use super::promise::{Came, Pledge};

/// How firmly a part belongs to its agents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tie {
    /// Named in it, or meant by a pronoun.
    Own,
    /// It follows, and names nobody else.
    Weak,
    #[default]
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
