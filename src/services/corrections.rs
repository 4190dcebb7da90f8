//! The log of what managers correct, written in the transaction of each decision, and taking a decision back with all
//! that it taught. What is in force, replayed, is what the tagger has learnt (`learnt`).

use super::{letters_out, look_again, trail, uncertain};
use crate::analysis::fold;
use crate::domain::ids::{ActId, AgentId, CardId, CorrectionId};
use crate::domain::{Kind, KindFrom, Said, Step, Viewer};
use crate::error::{Error, Result};
use crate::store::columns::micros;
use crate::store::corrections::{self, CorrectionRow};
use crate::store::mentions::{self, MentionRow};
use crate::store::{AnyConnection, cards, disputes, roster, tagging};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A form longer than this is a sentence, not a name: it is kept in the log and teaches nothing.
const LONGEST_FORM: usize = 60;

/// What stood on the card before a correction, so that taking it back restores exactly that.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Was {
    /// Nothing: the tag is the correction's own.
    Nothing,
    /// The agent was tagged already: taking the correction back leaves the tag.
    Tagged,
    /// This tag.
    Tag(Box<MentionRow>),
    /// This kind, and these tags that went along with it.
    Card {
        /// The kind.
        kind: Kind,
        /// Who said so.
        kind_from: KindFrom,
        /// When an answer was due.
        due_at: Option<i64>,
        /// The tags.
        tags: Vec<MentionRow>,
    },
}

/// What one press does: its lines share an id and are taken back together.
pub struct Act<'a> {
    /// Its id.
    pub id: ActId,
    /// Who presses.
    pub viewer: &'a Viewer,
    /// On which card.
    pub card: CardId,
    /// When.
    pub now: Timestamp,
}

/// One line to be written.
pub struct Line<'a> {
    /// Which of the card's questions it answers.
    pub question: Option<i32>,
    /// What is said.
    pub said: Said,
    /// Of which words.
    pub surface: &'a str,
    /// Of whom.
    pub agent: Option<AgentId>,
    /// What stood there before.
    pub was: Was,
}

impl<'a> Act<'a> {
    /// A new one.
    pub fn new(viewer: &'a Viewer, card: CardId, now: Timestamp) -> Self {
        Self { id: ActId::at(now), viewer, card, now }
    }

    /// Writes a line, and tells whoever reads cards that there is something to learn.
    ///
    /// # Errors
    /// Those of the database.
    pub fn write(&self, connection: &mut AnyConnection, line: Line<'_>) -> Result<()> {
        // Who is meant now may want to hear of it.
        letters_out::look(connection, self.viewer.organisation, self.card, self.now)?;
        let form = form_of(line.surface);
        let teaches = line.said.teaches() && !form.is_empty();
        let was = serde_json::to_string(&line.was)
            .map_err(|cause| Error::internal("This correction can't be written down.").with_source(cause))?;
        corrections::insert(
            connection,
            &CorrectionRow {
                organisation_id: self.viewer.organisation,
                id: CorrectionId::at(self.now),
                act_id: self.id,
                card_id: Some(self.card),
                question: line.question,
                member_id: Some(self.viewer.member),
                at: micros(self.now),
                said: line.said,
                surface: line.surface.trim().to_owned(),
                form: if teaches { form } else { String::new() },
                agent_id: line.agent,
                was: Some(was),
                undone_at: None,
                undone_act: None,
            },
        )?;
        if teaches {
            self.taught(connection)?;
        }
        Ok(())
    }

    /// Takes earlier lines of the card back as a part of this act: they come back into force when it is undone.
    ///
    /// # Errors
    /// Those of the database.
    pub fn supersede(&self, connection: &mut AnyConnection, lines: &[CorrectionRow]) -> Result<()> {
        let ids: Vec<CorrectionId> = lines.iter().map(|line| line.id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        corrections::take_back(connection, self.viewer.organisation, &ids, self.id, micros(self.now))?;
        self.taught(connection)
    }

    fn taught(&self, connection: &mut AnyConnection) -> Result<()> {
        tagging::bump(connection, self.viewer.organisation)?;
        look_again::enqueue(connection, self.viewer.organisation, self.now)
    }
}

/// The key under which words are learnt: without case, accents and spaces; empty for what is no name.
pub fn form_of(surface: &str) -> String {
    let form = fold::key(surface);
    if form.len() > LONGEST_FORM { String::new() } else { form }
}

/// Takes an act back: what it changed on the card is as it was, and what it taught is forgotten. The caller has checked
/// that the viewer may.
///
/// # Errors
/// `NotFound` when it was taken back already.
pub fn undo(connection: &mut AnyConnection, viewer: &Viewer, card: CardId, act: ActId, now: Timestamp) -> Result<()> {
    let lines: Vec<CorrectionRow> = corrections::of_act(connection, viewer.organisation, act)?
        .into_iter()
        .filter(|line| line.card_id == Some(card))
        .collect();
    // Keeping a tag against its agent's word corrects nothing, and can be taken back all the same.
    let settled = disputes::reopen(connection, viewer.organisation, act)?;
    if lines.is_empty() && settled == 0 {
        return Err(Error::not_found("This was taken back already."));
    }
    for line in lines.iter().rev() {
        put_back(connection, viewer, card, line)?;
    }
    let back = Act::new(viewer, card, now);
    // First what this act had taken back itself comes into force again, then its own lines go.
    corrections::restore(connection, viewer.organisation, act)?;
    back.supersede(connection, &lines)?;
    let (step, detail) = told(&lines);
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), step, detail, now)?;
    uncertain::refresh(connection, viewer.organisation, card)
}

/// How the trail tells of it: a question is open again, or a correction is gone.
fn told(lines: &[CorrectionRow]) -> (Step, &str) {
    match lines.iter().find(|line| line.question.is_some()) {
        Some(line) => (Step::Undecided, line.surface.as_str()),
        None => (Step::TakenBack, ""),
    }
}

/// What stood there, with tags of entries that were merged since under the entry that is left.
fn of_today(connection: &mut AnyConnection, viewer: &Viewer, mut was: Was) -> Result<Was> {
    let tags: &mut [MentionRow] = match &mut was {
        Was::Tag(tag) => std::slice::from_mut(tag),
        Was::Card { tags, .. } => tags,
        Was::Nothing | Was::Tagged => &mut [],
    };
    for tag in tags {
        tag.agent_id = roster::today(connection, viewer.organisation, tag.agent_id)?;
    }
    Ok(was)
}

fn put_back(connection: &mut AnyConnection, viewer: &Viewer, card: CardId, line: &CorrectionRow) -> Result<()> {
    let was = line.was.as_deref().map(serde_json::from_str).transpose();
    let was: Was = was
        .map_err(|cause| Error::internal("This correction can't be read.").with_source(cause))?
        .unwrap_or(Was::Tagged);
    let was = of_today(connection, viewer, was)?;
    let ties = mentions::of_cards(connection, viewer.organisation, &[card])?;
    match (line.said, was, line.agent_id) {
        // Only a person's tie goes: what the engine has tagged since by other words of the card stays.
        (Said::Means, Was::Nothing, Some(agent))
            if ties.iter().any(|tie| tie.agent_id == agent && tie.tagged_by.is_some()) =>
        {
            mentions::remove(connection, viewer.organisation, agent, card)?;
        }
        (Said::NotThem, Was::Tag(tag), _) if ties.iter().all(|tie| tie.agent_id != tag.agent_id) => {
            mentions::insert(connection, &[*tag])?;
        }
        (Said::Polarity, Was::Tag(tag), _) => {
            mentions::set_polarity(connection, &tag)?;
        }
        (Said::Kind, Was::Card { kind, kind_from, due_at, tags }, _) => {
            cards::set_kind(connection, viewer.organisation, card, kind, kind_from, due_at)?;
            for tag in &tags {
                mentions::set_polarity(connection, tag)?;
            }
        }
        _ => {}
    }
    match line.question {
        Some(question) => mentions::decide(connection, viewer.organisation, card, question, None, None),
        None => Ok(()),
    }
}
