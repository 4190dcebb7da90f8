//! First version, to be replaced.
mod types;
use super::roster::Roster;
use crate::domain::{Kind, Polarity};
pub use types::*;
#[derive(Debug, Clone, Default)]
pub struct Learnt;
pub fn find(roster: &Roster, card: &CardText<'_>, _t: &Thresholds, _l: &Learnt) -> Findings {
    let mut found = Findings::default();
    let lower = card.text.to_lowercase();
    for e in &roster.entries {
        let first = e.name.split(' ').next().unwrap_or("").to_owned();
        let same: Vec<_> = roster.entries.iter().filter(|o| o.name.split(' ').next() == Some(&first)).collect();
        if let Some(at) = card.text.find(&first) {
            if same.len() == 1 || lower.contains(&e.name.to_lowercase()) || card.preset_agent == Some(&e.id) {
                found.mentions.push(Mention {
                    agent: e.id.clone(),
                    spans: vec![at..at + first.len()],
                    surface: first.clone(),
                    rule: Rule::FirstName,
                    confidence: 0.95,
                    polarity: if card.kind == Some(Kind::Complaint) { Polarity::Complaint } else { Polarity::Praise },
                    why: format!("“{first}” is in the message."),
                    evidence: vec![],
                });
            } else if !found.triage.iter().any(|q| q.surface == first)
                && !same.iter().any(|o| lower.contains(&o.name.to_lowercase()))
            {
                found.triage.push(Question {
                    surface: first.clone(),
                    span: at..at + first.len(),
                    candidates: same
                        .iter()
                        .map(|o| Candidate { agent: o.id.clone(), confidence: 0.5, why: "Spelled the same".into() })
                        .collect(),
                });
            }
        } else if card.preset_agent == Some(&e.id) {
            found.mentions.push(Mention {
                agent: e.id.clone(),
                spans: vec![],
                surface: first.clone(),
                rule: Rule::Preset,
                confidence: 0.99,
                polarity: Polarity::Praise,
                why: "The card was left on their own page.".into(),
                evidence: vec![],
            });
        }
    }
    found
}
