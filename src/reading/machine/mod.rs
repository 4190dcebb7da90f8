//! Mail that no person wrote (R40-R45): recognised so that it is never a card and never answered. Reports that declare
//! themselves come first, then bounces in prose, then automatic replies and bulk.

mod auto;
mod bounce;
mod bounce_words;
mod evidence;
mod notice;
mod phrases;
mod report;
mod sender;
mod status;

pub(super) use evidence::{Evidence, Found};

/// `None` for a person's letter.
pub(super) fn judge(evidence: &Evidence<'_>) -> Option<Found> {
    report::read(evidence)
        .or_else(|| bounce::read(evidence).map(Found::Bounce))
        .or_else(|| auto::read(evidence).map(Found::Auto))
}
