//! First version, to be replaced.
use crate::domain::Kind;
pub struct Sentiment {
    pub score: f32,
    pub forced: Kind,
}
pub fn card(text: &str) -> Sentiment {
    let bad = ["not ", "never", "rude", "nobody", "waited", "wrong"]
        .iter()
        .filter(|w| text.to_lowercase().contains(**w))
        .count();
    if bad > 0 {
        Sentiment { score: -0.5, forced: Kind::Complaint }
    } else {
        Sentiment { score: 0.5, forced: Kind::Praise }
    }
}
