//! The cards of an agent's own page, as they may read them, and what became of complaints. Which cards those are, and of
//! which week, is the page's own.

use crate::domain::ids::{AgentId, CardId, MemberId};
use crate::domain::wording::Words;
use crate::domain::{About, Source, Viewer, privacy};
use crate::error::Result;
use crate::services::agent_words::{private, words_about};
use crate::services::letters_out;
use crate::store::cards::{self, CardRow};
use crate::store::columns::moment;
use crate::store::mentions::{self, MentionRow};
use crate::store::{AnyConnection, card_care, members};
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap, HashSet};

/// A card of praise.
#[derive(Clone, Debug)]
pub struct Smile {
    /// Which card.
    pub card: CardId,
    /// The words, with the agent's own name marked and private details hidden.
    pub words: Words,
    /// The way it came.
    pub source: Source,
    /// When.
    pub received_at: Timestamp,
    /// Who confirmed that the agent is meant.
    pub confirmed_by: Option<String>,
    /// What a manager said to it: their name and words.
    pub said: Option<(String, String)>,
    /// Whether thanks can be sent to the customer, or have been.
    pub thanks: Thanks,
}

/// Thanks from the agent to a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thanks {
    /// They can be sent.
    Possible,
    /// They were.
    Sent,
    /// The customer left no address.
    Nowhere,
}

/// A complaint that a manager let the agent read.
#[derive(Clone, Debug)]
pub struct Shared {
    /// Which card.
    pub card: CardId,
    /// The words, as above.
    pub words: Words,
    /// When it came.
    pub received_at: Timestamp,
    /// Whether it was put right.
    pub put_right: bool,
    /// A rule or a tool that it is about, rather than the agent.
    pub about: Option<About>,
    /// What the agent has answered.
    pub answers: Vec<String>,
    /// The manager's note.
    pub note: Words,
    /// Who wrote it, in full.
    pub by: String,
    /// When.
    pub released_at: Timestamp,
}

/// What became of complaints.
pub(super) struct Ends {
    pub(super) put_right: HashSet<CardId>,
    /// Those that are about a rule or a tool.
    pub(super) apart: HashMap<CardId, About>,
}

impl Ends {
    pub(super) fn read(connection: &mut AnyConnection, viewer: &Viewer, released: &[CardId]) -> Result<Self> {
        Ok(Self {
            put_right: cards::put_right_among(connection, viewer.organisation, released)?.into_iter().collect(),
            apart: card_care::not_about_people(connection, viewer.organisation, released)?.into_iter().collect(),
        })
    }
}

/// The cards of the page with what else is needed to show them.
pub(super) struct Cards {
    agent: AgentId,
    name: String,
    cards: HashMap<CardId, CardRow>,
    /// Every tie of these cards, for what must not be shown of colleagues.
    ties: Vec<MentionRow>,
    members: HashMap<MemberId, String>,
    thanked: Vec<CardId>,
    said: HashMap<CardId, (String, String)>,
}

impl Cards {
    pub(super) fn read(
        connection: &mut AnyConnection,
        viewer: &Viewer,
        (agent, name): (AgentId, &str),
        ids: &[CardId],
    ) -> Result<Self> {
        if ids.is_empty() {
            return Ok(Self {
                agent,
                name: name.to_owned(),
                cards: HashMap::new(),
                ties: Vec::new(),
                members: HashMap::new(),
                thanked: Vec::new(),
                said: HashMap::new(),
            });
        }
        let ties = mentions::of_cards(connection, viewer.organisation, ids)?;
        let own = ties.iter().filter(|tie| tie.agent_id == agent);
        let people: BTreeSet<MemberId> = own.flat_map(|tie| [tie.tagged_by, tie.released_by]).flatten().collect();
        let people: Vec<MemberId> = people.into_iter().collect();
        let thanked = match viewer.agent {
            Some(agent) => letters_out::thanked(connection, viewer.organisation, agent, ids)?,
            None => Vec::new(),
        };
        Ok(Self {
            thanked,
            said: letters_out::said(connection, viewer.organisation, viewer.member, ids)?,
            agent,
            name: name.to_owned(),
            cards: cards::by_ids(connection, viewer.organisation, ids)?
                .into_iter()
                .map(|card| (card.id, card))
                .collect(),
            ties,
            members: members::by_ids(connection, viewer.organisation, &people)?
                .into_iter()
                .map(|member| (member.id, member.name))
                .collect(),
        })
    }

    /// A card with what ties it to the agent.
    fn one(&self, card: CardId) -> Option<(&CardRow, &MentionRow)> {
        let tie = self.ties.iter().find(|tie| tie.card_id == card && tie.agent_id == self.agent)?;
        Some((self.cards.get(&card)?, tie))
    }

    pub(super) fn smile(&self, card: CardId) -> Option<Smile> {
        let (card, tie) = self.one(card)?;
        Some(Smile {
            card: card.id,
            words: self.words(card, tie),
            source: card.source,
            received_at: moment(card.received_at).ok()?,
            confirmed_by: tie.tagged_by.and_then(|member| self.members.get(&member).cloned()),
            said: self.said.get(&card.id).cloned().or_else(|| self.note(card, tie)),
            thanks: match (self.thanked.contains(&card.id), &card.customer_email) {
                (true, _) => Thanks::Sent,
                (false, Some(_)) => Thanks::Possible,
                (false, None) => Thanks::Nowhere,
            },
        })
    }

    pub(super) fn shared(&self, card: CardId, ends: &Ends) -> Option<Shared> {
        let (card, tie) = self.one(card)?;
        let by = tie.released_by.and_then(|member| self.members.get(&member).cloned());
        Some(Shared {
            card: card.id,
            words: self.words(card, tie),
            received_at: moment(card.received_at).ok()?,
            put_right: ends.put_right.contains(&card.id),
            about: ends.apart.get(&card.id).copied(),
            answers: Vec::new(),
            note: privacy::note(tie.release_note.as_deref().unwrap_or_default(), &self.name, private(card)),
            by: by.unwrap_or_else(|| "A manager".to_owned()),
            released_at: moment(tie.released_at?).ok()?,
        })
    }

    /// The note with which praise was shared that had been held, and who wrote it.
    fn note(&self, card: &CardRow, tie: &MentionRow) -> Option<(String, String)> {
        let by = self.members.get(&tie.released_by?)?.clone();
        let note = privacy::note(tie.release_note.as_deref()?, &self.name, private(card)).excerpt(1_000);
        Some((by, note)).filter(|(_, note)| !note.is_empty())
    }

    fn words(&self, card: &CardRow, tie: &MentionRow) -> Words {
        words_about(card, tie, &self.ties)
    }
}
