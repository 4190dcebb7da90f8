//! What several of these letters are made of: a card as its managers read it, days in the reader's zone, the way out,
//! and the mark on what was told.

use super::{Desk, Notice};
use crate::domain::ids::{CardId, LetterId, OrganisationId};
use crate::domain::names::first_name;
use crate::domain::wording::Words;
use crate::domain::{Polarity, calendar};
use crate::error::Result;
use crate::mail::letters::Rendered;
use crate::mail::letters::frame::{self, Button, Frame, LetterCard};
use crate::mail::letters::voice::Voice;
use crate::services::choices;
use crate::services::letters_in::UNREADABLE;
use crate::services::post::{Envelope, post};
use crate::services::questions;
use crate::services::stops;
use crate::store::cards::CardRow;
use crate::store::columns::{micros, moment};
use crate::store::members::MemberRow;
use crate::store::mentions::{self, MentionRow};
use crate::store::notices::{self, NoticeRow};
use crate::store::roster::{self, AgentRow};
use crate::store::{AnyConnection, organisations};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// A member to write to, with how they are written to.
pub(super) struct Reader {
    pub(super) member: MemberRow,
    pub(super) frame: Frame,
    zone: TimeZone,
    today: Date,
}

impl Reader {
    pub(super) fn of(
        connection: &mut AnyConnection,
        desk: &Desk<'_>,
        member: MemberRow,
        now: Timestamp,
    ) -> Result<Self> {
        let organisation = organisations::by_id(connection, member.organisation_id)?;
        let language = choices::language(connection, &member, &organisation)?;
        let messages = desk.templates.messages();
        let frame = Frame::new(messages, &language, &organisation.name, &organisation.postal_line)?;
        let zone = calendar::zone(&member.zone)?;
        let today = now.to_zoned(zone.clone()).date();
        Ok(Self { member, frame, zone, today })
    }

    fn local(&self, micros: i64) -> Result<Zoned> {
        Ok(moment(micros)?.to_zoned(self.zone.clone()))
    }

    /// "today at 17:00"
    pub(super) fn due(&self, desk: &Desk<'_>, micros: i64) -> Result<String> {
        desk.templates.messages().due(&self.frame.lang, self.local(micros)?.datetime(), self.today)
    }

    /// "Friday 14 November, 16:08"
    pub(super) fn moment(&self, desk: &Desk<'_>, micros: i64) -> Result<String> {
        desk.templates.messages().moment(&self.frame.lang, self.local(micros)?.datetime(), self.today)
    }

    /// "Friday 14 November"
    pub(super) fn day(&self, desk: &Desk<'_>, micros: i64) -> Result<String> {
        desk.templates.messages().day(&self.frame.lang, self.local(micros)?.date(), self.today)
    }

    /// Words with what stands in for private details in the reader's language.
    pub(super) fn spoken(&self, desk: &Desk<'_>, words: Words) -> Words {
        let messages = desk.templates.messages();
        words.with_stand_ins(|said| messages.refusal(&self.frame.lang, said).unwrap_or_else(|_| said.to_owned()))
    }

    /// A card for this reader; `words` are its own unless others are given.
    pub(super) fn card(
        &self,
        connection: &mut AnyConnection,
        desk: &Desk<'_>,
        card: &CardRow,
        words: Option<(&str, i64)>,
        most: usize,
    ) -> Result<LetterCard> {
        let messages = desk.templates.messages();
        let lang = &self.frame.lang;
        let ties = mentions::of_cards(connection, card.organisation_id, &[card.id])?;
        let ids: Vec<_> = ties.iter().map(|tie| tie.agent_id).collect();
        let agents = roster::agents_by_id(connection, card.organisation_id, &ids)?;
        let named = |complained: bool| -> Vec<String> {
            ties.iter()
                .filter(|tie| (tie.polarity != Polarity::Praise) == complained)
                .filter_map(|tie| agents.iter().find(|agent| agent.id == tie.agent_id))
                .map(|agent| agent.name.clone())
                .collect()
        };
        let reachable = card.customer_email.is_some();
        let link = card_link(desk, card.id);
        let button = |key: &str, page: &str| -> Result<Button> {
            Ok(Button { text: messages.plain(lang, key)?, href: format!("{link}/do/{page}") })
        };
        let mut buttons = Vec::new();
        if card.owner_id.is_none() {
            buttons.push(button("do-take", "take")?);
        }
        buttons.push(if reachable { button("do-answer", "answer")? } else { button("do-answered", "answered")? });
        buttons.push(Button { text: messages.plain(lang, "open-card")?, href: link.clone() });
        let highlights: Vec<_> = ties.iter().flat_map(questions::highlights).collect();
        let voice = Voice::new(messages, lang);
        let (shown, at) = match words {
            Some((text, at)) => (Words::new(text, &[]), at),
            None if card.text == UNREADABLE => (Words::new(&voice.plain("card-unreadable"), &[]), card.received_at),
            None => (Words::new(&card.text, &highlights), card.received_at),
        };
        let title = frame::title(&voice, card.kind, &named(false), &named(true));
        voice.checked()?;
        let letter = LetterCard {
            number: card.number.to_string(),
            title,
            words: Words::default(),
            cut: false,
            came: self.moment(desk, at)?,
            due: card.due_at.map(|due| self.due(desk, due)).transpose()?,
            link,
            buttons,
            reachable,
        };
        Ok(letter.with_words(&shown, most))
    }

    /// The page with the button that stops this reader's letters of a kind; none for kinds that nobody can do without.
    pub(super) fn stop(&self, connection: &mut AnyConnection, desk: &Desk<'_>, kind: Notice) -> Result<Option<String>> {
        stops::link(connection, desk.public_url, (self.member.organisation_id, self.member.id), kind)
    }

    /// Puts a letter to this reader into the outbox.
    pub(super) fn send(
        &self,
        connection: &mut AnyConnection,
        kind: &str,
        rendered: Rendered,
        now: Timestamp,
    ) -> Result<LetterId> {
        self.send_stoppable(connection, kind, rendered, None, now)
    }

    /// The same for a letter that `stop` is the link to be rid of.
    pub(super) fn send_stoppable(
        &self,
        connection: &mut AnyConnection,
        kind: &str,
        rendered: Rendered,
        stop: Option<String>,
        now: Timestamp,
    ) -> Result<LetterId> {
        let envelope = Envelope {
            kind,
            to_name: &self.member.name,
            to_address: &self.member.email,
            list_id: None,
            unsubscribe_url: stop,
            answers: None,
        };
        post(connection, self.member.organisation_id, envelope, rendered, now)
    }

    /// What the reader is called.
    pub(super) fn first_name(&self) -> String {
        crate::domain::names::one_line(first_name(&self.member.name), 80)
    }
}

/// Marks lines as told by a letter, or as no longer to be told.
pub(super) fn mark(
    connection: &mut AnyConnection,
    rows: &[NoticeRow],
    letter: Option<LetterId>,
    now: Timestamp,
) -> Result<()> {
    rows.iter().try_for_each(|row| notices::told(connection, row, letter, micros(now)))
}

/// The page of a card.
pub(super) fn card_link(desk: &Desk<'_>, card: CardId) -> String {
    format!("{}/cards/{card}", desk.public_url)
}

/// Where a member chooses which letters come.
pub(super) fn settings_link(desk: &Desk<'_>) -> String {
    format!("{}/account/letters", desk.public_url)
}

/// A tie of a card with its agent, and every tie of that card.
pub(super) struct OfAgent {
    pub(super) tie: MentionRow,
    pub(super) all: Vec<MentionRow>,
    pub(super) agent: AgentRow,
}

/// Looks up what a card says of an agent; none when it no longer names them.
pub(super) fn of_agent(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    agent: crate::domain::ids::AgentId,
) -> Result<Option<OfAgent>> {
    let all = mentions::of_cards(connection, organisation, &[card])?;
    let Some(tie) = all.iter().find(|tie| tie.agent_id == agent).cloned() else { return Ok(None) };
    let agent = roster::agent(connection, organisation, agent)?;
    Ok(Some(OfAgent { tie, all, agent }))
}
