//! From a card's words to mentions and questions: asks the analysis and writes its findings as rows. The roster that
//! it is asked against is built in `roster_index`.

use super::directory::House;
use super::submitted::Submission;
use crate::analysis::mentions::{self, CardText, Findings};
use crate::analysis::sentiment::{self, Heard, SentimentKind};
use crate::domain::ids::{AgentId, CardId, OrganisationId};
use crate::domain::{Kind, KindFrom, Polarity};
use crate::store::cards::CardRow;
use crate::store::columns::{micros, moment};
use crate::store::mentions::{CandidateRow, MentionRow};
use jiff::Timestamp;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What was read out of a card.
pub struct Read {
    /// Praise, complaint or both.
    pub kind: Kind,
    /// Sentiment, from -1 to 1.
    pub score: f64,
    /// Sure ties.
    pub mentions: Vec<MentionRow>,
    /// Open questions.
    pub candidates: Vec<CandidateRow>,
}

/// Reads one card. A fault in the analysis costs a look by a person, never the card.
pub fn read(house: &House, submission: &Submission, id: CardId) -> Read {
    catch_unwind(AssertUnwindSafe(|| analyse(house, submission, id))).unwrap_or_else(|_| {
        tracing::error!(card = %id, "a card could not be read; it is stored untagged");
        Read {
            kind: submission.kind.unwrap_or(Kind::Complaint),
            score: 0.0,
            mentions: Vec::new(),
            candidates: Vec::new(),
        }
    })
}

/// Reads a stored card again, as it would be read if it came in now; none when the analysis fails. Its kind stays.
pub fn again(house: &House, card: &CardRow, location: Option<&str>, now: Timestamp) -> Option<Read> {
    let preset = card.preset_agent_id.map(|agent| agent.to_string());
    let chosen = (card.kind_from != KindFrom::Inferred).then_some(card.kind);
    let words = CardText {
        text: &card.text,
        kind: Some(card.kind),
        customer_name: card.customer_name.as_deref(),
        hint: card.helper.as_deref(),
        source: Some(card.source.word()),
        received_at: moment(card.received_at).ok(),
        team: card.team_id.and_then(|team| house.team_name(team)),
        location,
        preset_agent: preset.as_deref(),
        organisation_name: Some(&house.organisation.name),
    };
    let read = || {
        let found = find(house, &words, None, chosen);
        rows(house.organisation.id, card.id, card.kind, card.score, found, micros(now))
    };
    let outcome = catch_unwind(AssertUnwindSafe(read)).ok();
    if outcome.is_none() {
        tracing::error!(card = %card.id, "a card could not be read again; it stays as it is");
    }
    outcome
}

/// `heard`: the text's moods, if they were read before.
fn find(house: &House, card: &CardText, heard: Option<&Heard>, chosen: Option<Kind>) -> Findings {
    let (roster, thresholds, learnt) = (&house.roster, &house.thresholds, &house.learnt);
    let mut found = match heard {
        Some(heard) => mentions::find_heard(roster, card, thresholds, learnt, heard),
        None => mentions::find(roster, card, thresholds, learnt),
    };
    if let Some(chosen) = chosen {
        bound(&mut found, chosen);
    }
    found
}

fn analyse(house: &House, submission: &Submission, id: CardId) -> Read {
    let heard = sentiment::hear(&submission.text);
    let mood = sentiment::mood(&submission.text, &heard);
    // Mail carries no choice of kind. What can't be told is treated as a complaint: somebody looks at it.
    let inferred = if mood.kind == SentimentKind::Mixed { Kind::Mixed } else { mood.forced };
    let supposed = submission.kind.unwrap_or(inferred);
    let preset = submission.preset.map(|agent| agent.to_string());
    let card = CardText {
        text: &submission.text,
        kind: Some(supposed),
        customer_name: submission.customer_name.as_deref(),
        hint: submission.helper.as_deref(),
        source: Some(submission.source.word()),
        received_at: Some(submission.received_at),
        team: submission.team_id.and_then(|team| house.team_name(team)),
        location: submission.location.as_deref(),
        preset_agent: preset.as_deref(),
        organisation_name: Some(&house.organisation.name),
    };
    let found = find(house, &card, Some(&heard), submission.kind);
    let kind = submission.kind.unwrap_or_else(|| agreed(supposed, mood.kind, &found));
    rows(house.organisation.id, id, kind, f64::from(mood.score), found, micros(submission.received_at))
}

/// The kind of a letter once it is known how its writer speaks of each agent: the two must not contradict each other
/// in a list. Where the whole could not be told, the agents tell it; a complaint that praises somebody is both.
fn agreed(supposed: Kind, mood: SentimentKind, found: &Findings) -> Kind {
    let said = |wanted| found.mentions.iter().any(|mention| mention.polarity == wanted);
    match (said(Polarity::Praise), said(Polarity::Complaint)) {
        (true, true) => Kind::Mixed,
        (true, false) if mood == SentimentKind::Unsure => Kind::Praise,
        (false, true) if mood == SentimentKind::Unsure => Kind::Complaint,
        (true, false) if supposed == Kind::Complaint => Kind::Mixed,
        (false, true) if supposed == Kind::Praise => Kind::Mixed,
        _ => supposed,
    }
}

/// Keeps what is said of each agent within what the customer chose. On a card of praise nobody's good words are held
/// back for a misread clause; on a complaint nobody reads words before a manager did, unless the card sets one agent
/// against another. Where somebody is still asked about, the praise may be theirs: blame of another stays, and is held.
fn bound(found: &mut Findings, chosen: Kind) {
    let said = |polarity| found.mentions.iter().any(|mention| mention.polarity == polarity);
    let contrast = said(Polarity::Praise) && said(Polarity::Complaint);
    let asked = !found.triage.is_empty();
    for mention in &mut found.mentions {
        mention.polarity = match (chosen, mention.polarity) {
            (Kind::Praise, Polarity::Complaint) if asked => Polarity::Complaint,
            (Kind::Praise, Polarity::Complaint | Polarity::Mixed | Polarity::Neutral) if !contrast => Polarity::Praise,
            (Kind::Complaint, Polarity::Praise) if !contrast => Polarity::Mixed,
            (_, polarity) => polarity,
        };
    }
}

fn rows(organisation: OrganisationId, card: CardId, kind: Kind, score: f64, found: Findings, now: i64) -> Read {
    let mut read = Read { kind, score, mentions: Vec::new(), candidates: Vec::new() };
    for mention in found.mentions {
        let Ok(agent) = mention.agent.parse::<AgentId>() else { continue };
        let spans: Vec<[usize; 2]> = mention.spans.iter().map(|span| [span.start, span.end]).collect();
        read.mentions.push(MentionRow {
            organisation_id: organisation,
            agent_id: agent,
            card_id: card,
            spans: serde_json::to_string(&spans).unwrap_or_default(),
            surface: mention.surface,
            rule: serde_json::to_value(mention.rule)
                .ok()
                .and_then(|rule| Some(rule.as_str()?.to_owned()))
                .unwrap_or_default(),
            confidence: f64::from(mention.confidence),
            polarity: mention.polarity,
            why: mention.why,
            tagged_by: None,
            created_at: now,
            released_at: None,
            released_by: None,
            release_note: None,
        });
    }
    for (question, asked) in found.triage.into_iter().enumerate() {
        for (rank, candidate) in asked.candidates.into_iter().enumerate() {
            let Ok(agent) = candidate.agent.parse::<AgentId>() else { continue };
            read.candidates.push(CandidateRow {
                organisation_id: organisation,
                card_id: card,
                question: small(question),
                rank: small(rank),
                agent_id: agent,
                surface: asked.surface.clone(),
                span_start: small(asked.span.start),
                span_end: small(asked.span.end),
                confidence: f64::from(candidate.confidence),
                why: candidate.why,
                decided_at: None,
                decided_by: None,
                chosen: false,
            });
        }
    }
    read
}

/// A number that a 32-bit column holds; texts are cut long before it matters.
fn small(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::mentions::{Learnt, Thresholds};
    use crate::analysis::roster::{Roster, Settings};
    use crate::domain::roster::RosterEntry;

    /// What Derrick gets of a card that was sent as praise.
    fn of_praise(text: &str) -> Polarity {
        let person = |id: &str, name: &str| RosterEntry { id: id.into(), name: name.into(), ..RosterEntry::default() };
        let people = [person("derrick", "Derrick Hale"), person("vane", "Chris Vane"), person("moss", "Chris Moss")];
        let roster = Roster::build(people, Settings::default());
        let card = CardText { text, kind: Some(Kind::Praise), ..CardText::default() };
        let mut found = mentions::find(&roster, &card, &Thresholds::default(), &Learnt::default());
        bound(&mut found, Kind::Praise);
        let [derrick] = found.mentions.as_slice() else { panic!("{:?}", found.mentions) };
        derrick.polarity
    }

    #[test]
    fn praise_of_somebody_who_is_asked_about_is_no_praise_of_another() {
        let blamed = "Derrick, meanwhile, sent me a form letter.";
        assert_eq!(
            of_praise(&format!("Chris stayed on the line until my router was back. {blamed}")),
            Polarity::Complaint
        );
        assert_eq!(of_praise("Derrick sent me a form letter."), Polarity::Praise);
    }
}
