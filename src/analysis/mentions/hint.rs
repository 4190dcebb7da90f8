//! The answer to "Who helped you?" and the agent whose own form it was: near-certain, but still words
//! a customer wrote, so that they may fit nobody, or two.
use super::learnt::Learnt;
use super::reader::Reader;
use super::{Candidate, CardText, Findings, Mention, Question, Rule, spots, why};
use crate::analysis::fold;
use crate::analysis::lexicon as lex;
use crate::analysis::roster::Ref;
use crate::domain::Polarity;

/// What the form told.
#[derive(Default)]
pub struct Told {
    /// Who the answer fits.
    pub agents: Vec<Ref>,
    /// One list of people for each name in the answer.
    names: Vec<(String, Vec<(Ref, Rule)>)>,
    either: bool,
}

pub fn read(reader: &Reader, learnt: &Learnt) -> Told {
    let Some(hint) = reader.card.hint.map(str::trim).filter(|h| !h.is_empty() && h.len() < 400) else {
        return Told::default();
    };
    let own = reader.card.customer_name.is_some_and(|n| fold::key(n) == fold::key(hint));
    if own {
        return Told::default();
    }
    let card = CardText { text: hint, hint: None, ..*reader.card };
    let inner = Reader::new(reader.roster, &card);
    let mut told = Told::default();
    for spot in spots::find_in_answer(&inner, learnt) {
        if spot.veto.is_some() || spot.cands.is_empty() {
            continue;
        }
        let best = spot.cands.iter().map(|c| c.tier).min().unwrap_or(0);
        let plain =
            (spot.from..spot.to).all(|i| inner.has(i, lex::WORD | lex::ROLE) && !inner.capital(i)) && inner.len() > 2;
        let no = spot.from.checked_sub(1).is_some_and(|p| inner.has(p, lex::NEG | lex::DET) && plain);
        // "not sure, maybe grant?" still names Grant, as a question.
        let hedged = hint.contains('?')
            || (0..inner.len())
                .any(|i| matches!(inner.word(i), "maybe" | "perhaps" | "think" | "vielleicht" | "quizas"));
        if no || plain && inner.len() > 3 && !hedged {
            continue;
        }
        let clues = super::places::Clues::of(&inner);
        let mut fits: Vec<(Ref, Rule, f32)> = spot
            .cands
            .iter()
            .filter(|c| c.tier <= best.max(1))
            .filter_map(|c| {
                reader.roster.agent(c.agent).map(|a| (c.agent, c.rule, clues.weigh(&inner, a, spot.from).0))
            })
            .collect();
        let top = fits.iter().map(|f| f.2).fold(f32::MIN, f32::max);
        if top > 2.0 {
            fits.retain(|f| f.2 > top - 1.5);
        }
        told.agents.extend(fits.iter().map(|f| f.0));
        let surface = inner.text.surface(spot.span.start, spot.span.end).to_owned();
        told.names.push((surface, fits.into_iter().map(|f| (f.0, f.1)).collect()));
    }
    told.either = (0..inner.len()).any(|i| matches!(inner.word(i), "or" | "maybe" | "oder" | "ou" | "perhaps"))
        || hint.contains('?');
    told
}

/// Adds who the form told of and the text did not name.
pub fn finish(reader: &Reader, told: Told, bar: f32, findings: &mut Findings) {
    for (surface, fits) in told.names {
        let ids: Vec<(Ref, &str, &str)> = fits
            .iter()
            .filter_map(|(r, _)| reader.roster.agent(*r).map(|a| (*r, a.entry.id.as_str(), a.entry.name.as_str())))
            .collect();
        let tagged = ids.iter().any(|i| findings.mentions.iter().any(|m| m.agent == i.1));
        let preset: Vec<&(Ref, &str, &str)> = ids.iter().filter(|i| reader.card.preset_agent == Some(i.1)).collect();
        if tagged {
            continue;
        }
        let one = match (&ids[..], &preset[..]) {
            ([one], _) => Some(*one),
            (_, [one]) => Some(**one),
            _ => None,
        };
        let confidence = 0.95;
        match one {
            Some((_, id, name)) if confidence >= bar && !told.either => {
                // A question about the same person in the text is answered by the form.
                findings.triage.retain(|q| !q.candidates.iter().any(|c| c.agent == id));
                findings.mentions.push(Mention {
                    agent: id.to_owned(),
                    spans: vec![],
                    surface: surface.clone(),
                    rule: Rule::Hint,
                    confidence,
                    polarity: Polarity::Neutral,
                    why: why::sentence(reader.card, &surface, name, Rule::Hint, 0, None),
                    evidence: vec![super::Evidence { what: "the form says that they helped".to_owned(), weight: 3.0 }],
                });
            }
            _ => {
                let mut sorted = ids.clone();
                sorted.sort_by_key(|i| i.1);
                let share = 0.9 / sorted.len().max(1) as f32;
                let candidates: Vec<Candidate> = sorted
                    .iter()
                    .take(12)
                    .map(|i| Candidate {
                        agent: i.1.to_owned(),
                        confidence: share,
                        why: why::sentence(reader.card, &surface, i.2, Rule::Hint, 0, None),
                    })
                    .collect();
                let known = findings
                    .triage
                    .iter()
                    .any(|q| candidates.iter().all(|c| q.candidates.iter().any(|d| d.agent == c.agent)));
                if !candidates.is_empty() && !known {
                    findings.triage.push(Question { surface, span: 0..0, candidates });
                }
            }
        }
    }
    let Some(preset) =
        reader.card.preset_agent.and_then(|id| reader.roster.find(id)).and_then(|r| reader.roster.agent(r))
    else {
        return;
    };
    if findings.mentions.is_empty() && findings.triage.is_empty() {
        findings.mentions.push(Mention {
            agent: preset.entry.id.clone(),
            spans: vec![],
            surface: String::new(),
            rule: Rule::Preset,
            confidence: 0.9,
            polarity: Polarity::Neutral,
            why: why::sentence(reader.card, "", &preset.entry.name, Rule::Preset, 0, None),
            evidence: vec![super::Evidence { what: "the card came by their own form".to_owned(), weight: 2.2 }],
        });
    }
}
