//! Does one line: the same use cases as the buttons of a card's page, with the same permissions.

use super::undo::Undo;
use crate::domain::ids::{ActId, AgentId, CardId};
use crate::domain::names::{first_name, one_line};
use crate::domain::{Outcome, Polarity, Role, Viewer};
use crate::error::{Kind, Result, found};
use crate::render::Templates;
use crate::render::messages::Messages;
use crate::services::access::{card_to_change, visible_card};
use crate::services::letters_out;
use crate::services::{answers, card_notes, closure, owner, release};
use crate::store::cards::{self, CardRow};
use crate::store::members::MemberRow;
use crate::store::{AnyConnection, members, mentions, roster};
use fluent_bundle::FluentArgs;
use jiff::Timestamp;

/// Something that was done.
pub(super) struct Did {
    /// The card.
    pub(super) card: CardId,
    /// "Card 4182: you look after it."
    pub(super) said: String,
    /// What undoing it restores; none for what can't be taken back.
    pub(super) undo: Option<Undo>,
}

/// Why something wasn't.
pub(super) struct Not {
    /// In the reader's language.
    pub(super) why: String,
    /// A card on whose page it can be done.
    pub(super) card: Option<CardId>,
}

/// What came of a line.
pub(super) type Came = std::result::Result<Did, Not>;

/// Who acts, and in which language they are told.
pub(super) struct Actor<'a> {
    pub(super) viewer: &'a Viewer,
    pub(super) lang: &'a str,
    pub(super) templates: &'a Templates,
    pub(super) public_url: &'a str,
    pub(super) now: Timestamp,
}

impl Actor<'_> {
    fn messages(&self) -> &Messages {
        self.templates.messages()
    }

    /// Says something about a card and somebody.
    pub(super) fn say(&self, key: &str, number: i64, name: &str) -> Result<String> {
        let mut given = FluentArgs::new();
        given.set("number", number.to_string());
        given.set("name", one_line(name, 80));
        self.messages().say(self.lang, key, &given)
    }

    fn not(&self, key: &str, number: i64, name: &str, card: Option<CardId>) -> Result<Came> {
        Ok(Err(Not { why: self.say(key, number, name)?, card }))
    }

    /// What a line that is none gets for an answer.
    pub(super) fn no_line(&self) -> Result<Not> {
        let mut given = FluentArgs::new();
        given.set("words", self.messages().command_words(self.lang)?);
        Ok(Not { why: self.messages().say(self.lang, "not-a-line", &given)?, card: None })
    }

    /// Does what a line wants, or says why not. An error is a fault of ours: nothing of the letter is done then.
    pub(super) fn line(&self, connection: &mut AnyConnection, number: i64, command: &str, rest: &str) -> Result<Came> {
        let row = cards::by_number(connection, self.viewer.organisation, number)?;
        let row = match row {
            Some(row) => found(visible_card(connection, self.viewer, row.id))?,
            None => None,
        };
        let Some(card) = row else { return self.not("not-a-card", number, "", None) };
        match self.one(connection, &card, command, rest) {
            Ok(outcome) => Ok(outcome),
            // What the services refuse, they refuse before they write.
            Err(error) if matches!(error.kind(), Kind::Invalid | Kind::NotFound | Kind::Conflict) => {
                let mut given = FluentArgs::new();
                given.set("why", self.messages().refusal(self.lang, &one_line(error.message(), 300))?);
                Ok(Err(Not { why: self.messages().say(self.lang, "not-said", &given)?, card: Some(card.id) }))
            }
            Err(error) if error.kind() == Kind::Forbidden => self.not("not-allowed", number, "", Some(card.id)),
            Err(error) => Err(error),
        }
    }

    fn one(&self, connection: &mut AnyConnection, card: &CardRow, command: &str, rest: &str) -> Result<Came> {
        let (viewer, now) = (self.viewer, self.now);
        if matches!(command, "answer" | "thanks" | "note" | "right") && rest.is_empty() {
            return self.not("not-words", card.number, "", Some(card.id));
        }
        match command {
            "take" => {
                let act = owner::take(connection, viewer, card.id, now)?;
                self.moved(card, act, "acted-took", "")
            }
            "assign" => match self.colleague(connection, rest)? {
                Ok(colleague) => {
                    let act = owner::assign(connection, viewer, (card.id, ActId::at(now)), colleague.id, now)?;
                    self.moved(card, act, "acted-assigned", &colleague.name)
                }
                Err(key) => self.not(key, card.number, rest, Some(card.id)),
            },
            "answered" => {
                let act = closure::answered(connection, viewer, card.id, now)?;
                self.moved(card, act, "acted-answered", "")
            }
            "right" => {
                let act = ActId::at(now);
                closure::close(connection, viewer, (card.id, act), Outcome::PutRight, rest, now)?;
                self.moved(card, act, "acted-right", "")
            }
            "answer" => {
                answers::write(connection, self.templates, viewer, card.id, rest, now)?;
                Ok(Ok(Did { card: card.id, said: self.say("acted-wrote", card.number, "")?, undo: None }))
            }
            "note" => {
                let desk = (self.templates, self.public_url);
                card_notes::add(connection, desk, viewer, card.id, rest, now)?;
                Ok(Ok(Did { card: card.id, said: self.say("acted-noted", card.number, "")?, undo: None }))
            }
            "release" => self.release(connection, card, rest),
            _ => self.thank(connection, card, rest),
        }
    }

    /// What was done moved the card on, by an act of its own.
    fn moved(&self, card: &CardRow, act: ActId, key: &str, name: &str) -> Result<Came> {
        Ok(Ok(Did { card: card.id, said: self.say(key, card.number, name)?, undo: Some(Undo::Act { act }) }))
    }

    fn release(&self, connection: &mut AnyConnection, card: &CardRow, rest: &str) -> Result<Came> {
        card_to_change(connection, self.viewer, card.id)?;
        let ties = mentions::of_cards(connection, card.organisation_id, &[card.id])?;
        let held: Vec<AgentId> = ties
            .iter()
            .filter(|tie| matches!(tie.polarity, Polarity::Complaint | Polarity::Mixed) && tie.released_at.is_none())
            .map(|tie| tie.agent_id)
            .collect();
        let agent = match held.as_slice() {
            [] => return self.not("not-an-agent", card.number, "", Some(card.id)),
            [only] => *only,
            _ => return self.not("not-one-agent", card.number, "", Some(card.id)),
        };
        // The agent reads that there is no note, rather than words that nobody wrote.
        let note = match rest {
            "" => self.messages().plain(self.lang, "release-without-words")?,
            words => words.to_owned(),
        };
        release::release(connection, self.viewer, card.id, agent, &note, self.now)?;
        let name = roster::agent(connection, card.organisation_id, agent)?.name;
        let said = self.say("acted-released", card.number, &name)?;
        Ok(Ok(Did { card: card.id, said, undo: Some(Undo::Release { agent }) }))
    }

    fn thank(&self, connection: &mut AnyConnection, card: &CardRow, words: &str) -> Result<Came> {
        let card = card_to_change(connection, self.viewer, card.id)?;
        let thanked = letters_out::say(connection, self.viewer, &card, words, self.now)?;
        if thanked.is_empty() {
            return self.not("not-praised", card.number, "", Some(card.id));
        }
        let names: Vec<String> = thanked.iter().map(|(_, name)| first_name(name).to_owned()).collect();
        let said = self.say("acted-thanked", card.number, &self.messages().list(self.lang, &names)?)?;
        let agents = thanked.into_iter().map(|(agent, _)| agent).collect();
        Ok(Ok(Did { card: card.id, said, undo: Some(Undo::Thanks { agents }) }))
    }

    /// Somebody who looks after cards, by full or first name or by address.
    fn colleague(
        &self,
        connection: &mut AnyConnection,
        name: &str,
    ) -> Result<std::result::Result<MemberRow, &'static str>> {
        let wanted = one_line(name, 80).trim_end_matches('.').to_lowercase();
        let mut all = members::of_organisation(connection, self.viewer.organisation)?;
        all.retain(|member| member.disabled_at.is_none() && matches!(member.role, Role::Admin | Role::Manager));
        let whole = all.iter().find(|member| member.name.to_lowercase() == wanted || member.email == wanted);
        if let Some(whole) = whole {
            return Ok(Ok(whole.clone()));
        }
        let mut first = all.iter().filter(|member| first_name(&member.name).to_lowercase() == wanted);
        Ok(match (first.next(), first.next()) {
            (Some(only), None) => Ok(only.clone()),
            (Some(_), Some(_)) => Err("not-one-person"),
            (None, _) => Err("not-a-person"),
        })
    }
}
