//! What was found to speak of a person beside a name. `context` gathers it; `veto`, `words` and `decide` weigh it.

/// A verb follows, of which the name is the subject.
pub const ACTS: &str = "they do something";

/// The writer is not sure how the name goes: "Vari or however it's spelt".
pub const HALF_KNOWN: &str = "the writer half remembers the name";

/// Cues found beside one spot.
#[derive(Debug, Default, Clone)]
pub struct Cues {
    pub found: Vec<(&'static str, f32)>,
    /// The cue leaves no doubt that a person is named.
    pub person: bool,
    /// The weight of what stands before the name.
    pub left: f32,
    /// The cue says that this person served the writer.
    pub staff: bool,
    /// Only a person can be meant: somebody turned to them, they spoke, were kind or rude, or did it for somebody.
    pub firm: bool,
}

impl Cues {
    pub(super) fn add(&mut self, what: &'static str, weight: f32) {
        self.found.push((what, weight));
    }
}
