//! One card as a manager reads it: the words with the names marked, why somebody was tagged, what is still open,
//! and what happened so far in sentences.

use super::access::visible_card;
use super::card_post::{self, CardPost};
use super::holding;
use super::inbox::{self, Owner};
use super::not_me::{self, NotMe};
use super::owner;
use super::people::People;
use super::questions::{self, Decision, Question};
use super::saved_replies::{self, Filling};
use crate::analysis::language;
use crate::domain::ids::{ActId, AgentId, CardId, MemberId, ReplyId};
use crate::domain::wording::counts::and_list;
use crate::domain::wording::{Highlight, Words, trail};
use crate::domain::{Kind, Outcome, Polarity, Source, Status, Viewer, names};
use crate::error::Result;
use crate::store::card_care::{self, Care};
use crate::store::card_origins::{self, Origin};
use crate::store::cards::CardRow;
use crate::store::columns::moment;
use crate::store::events::{self, EventRow};
use crate::store::mentions::{self, MentionRow};
use crate::store::saved_replies::ReplyRow;
use crate::store::{AnyConnection, corrections, organisations};
use jiff::Timestamp;
use std::collections::HashSet;

/// Everything about one card that its reader may see.
#[derive(Clone, Debug)]
pub struct CardView {
    /// The card.
    pub id: CardId,
    /// What people call it.
    pub number: i64,
    /// "Complaint about Derrick Hale"
    pub title: String,
    /// Praise or complaint.
    pub kind: Kind,
    /// The way it came.
    pub source: Source,
    /// A letter's subject.
    pub subject: Option<String>,
    /// The customer's words, with names marked.
    pub words: Words,
    /// What they wrote under "Who helped you?".
    pub helper: Option<String>,
    /// Who they are.
    pub customer: Customer,
    /// When it came.
    pub received_at: Timestamp,
    /// How far it has come.
    pub status: Status,
    /// Who looks after it.
    pub owner: Option<Owner>,
    /// When an answer is due, as long as there is none.
    pub due_at: Option<Timestamp>,
    /// When the customer was answered.
    pub answered_at: Option<Timestamp>,
    /// Until when somebody should decide whether its agent reads it, as long as nobody has.
    pub held_until: Option<Timestamp>,
    /// How it ended.
    pub closure: Option<Closure>,
    /// Whom it mentions.
    pub mentions: Vec<MentionView>,
    /// What somebody must decide.
    pub questions: Vec<Question>,
    /// What was decided.
    pub decisions: Vec<Decision>,
    /// What its agents say: not me.
    pub not_me: Vec<NotMe>,
    /// The last correction in force that answered no question, so that it can be taken back.
    pub last_act: Option<ActId>,
    /// What it is about, and what its customer said of how it ended.
    pub care: Care,
    /// To whom it can be given, for those who may.
    pub colleagues: Vec<(MemberId, String)>,
    /// Answers that are written often: those of the card's language first.
    pub replies: Vec<SavedReply>,
    /// What happened so far.
    pub trail: Vec<TrailLine>,
    /// The letters behind it, and what went to and fro since.
    pub post: CardPost,
}

/// An answer that is written often, filled for this card.
#[derive(Clone, Debug)]
pub struct SavedReply {
    /// Which.
    pub id: ReplyId,
    /// What managers call it.
    pub name: String,
    /// The words.
    pub text: String,
}

/// What the customer said of themselves.
#[derive(Clone, Debug, Default)]
pub struct Customer {
    /// Name.
    pub name: Option<String>,
    /// Address.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
}

impl Customer {
    /// Whether they said anything of themselves.
    pub fn is_known(&self) -> bool {
        self.name.is_some() || self.email.is_some() || self.phone.is_some()
    }
}

/// How a card ended.
#[derive(Clone, Debug)]
pub struct Closure {
    /// How.
    pub outcome: Option<Outcome>,
    /// What was done.
    pub note: Option<String>,
    /// Who closed it: "You" or a name, if that is known.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// Somebody whom the card mentions.
#[derive(Clone, Debug)]
pub struct MentionView {
    /// Who.
    pub agent: AgentId,
    /// Their full name.
    pub name: String,
    /// What is said of them.
    pub polarity: Polarity,
    /// The words that name them.
    pub surface: String,
    /// Why they were tagged.
    pub why: String,
    /// Whether they can't read it before it is shared with them.
    pub held: bool,
    /// When, by whom ("you" or a name) and with which note they were let read it.
    pub released: Option<Released>,
}

/// A complaint that its agent may read.
#[derive(Clone, Debug)]
pub struct Released {
    /// When.
    pub at: Timestamp,
    /// By whom: "you" or a name.
    pub by: String,
    /// With which note.
    pub note: String,
}

/// One line of "So far".
#[derive(Clone, Debug)]
pub struct TrailLine {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: String,
}

/// Reads one card.
///
/// # Errors
/// `NotFound` when it is missing or out of reach.
pub fn read(connection: &mut AnyConnection, viewer: &Viewer, id: CardId) -> Result<CardView> {
    let card = visible_card(connection, viewer, id)?;
    let ties = mentions::of_cards(connection, viewer.organisation, &[id])?;
    let candidates = mentions::candidates_of(connection, viewer.organisation, &[id])?;
    let events = events::of_card(connection, viewer.organisation, id)?;
    let agents = ties.iter().map(|tie| tie.agent_id).chain(candidates.iter().map(|row| row.agent_id)).collect();
    let members = events.iter().filter_map(|event| event.member_id);
    let members = members.chain(card.owner_id).chain(ties.iter().filter_map(|tie| tie.released_by)).collect();
    let people = People::read(connection, viewer, agents, members)?;
    let marks: Vec<Highlight> = ties.iter().flat_map(questions::highlights).collect();
    let closure = closure(&card, &events, viewer, &people)?;
    let post = card_post::of(connection, viewer, &card)?;
    let origin = card_origins::of(connection, viewer.organisation, id)?;
    let held = holding::praise_held(connection, viewer.organisation, ties.iter().map(MentionRow::mark))?;
    Ok(CardView {
        id,
        number: card.number,
        title: inbox::title(&card, &ties, &people),
        kind: card.kind,
        source: card.source,
        words: Words::new(&card.text, &marks),
        received_at: moment(card.received_at)?,
        status: card.status,
        owner: inbox::owner(&card, viewer, &people),
        due_at: inbox::due(&card)?,
        answered_at: card.answered_at.map(moment).transpose()?,
        held_until: holding::waiting_until(connection, &card, &ties)?,
        closure,
        mentions: ties.iter().map(|tie| mention(tie, &held, viewer, &people)).collect::<Result<_>>()?,
        questions: questions::open(&card, &candidates, &people),
        decisions: questions::decided(&candidates, &people),
        not_me: not_me::of_card(connection, viewer, id)?,
        last_act: last_act(connection, viewer, id)?,
        care: card_care::of(connection, viewer.organisation, id)?,
        colleagues: colleagues(connection, viewer, &card)?,
        replies: replies(connection, viewer, (&card, &origin), &ties, &people)?,
        trail: history((&card, &origin), &ties, &events, viewer, &people)?,
        post,
        subject: card.subject,
        helper: card.helper,
        customer: Customer { name: card.customer_name, email: card.customer_email, phone: card.customer_phone },
    })
}

fn colleagues(connection: &mut AnyConnection, viewer: &Viewer, card: &CardRow) -> Result<Vec<(MemberId, String)>> {
    if !viewer.may_act() || !card.kind.wants_an_answer() {
        return Ok(Vec::new());
    }
    Ok(owner::colleagues(connection, card)?.into_iter().map(|member| (member.id, member.name)).collect())
}

fn replies(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (card, origin): (&CardRow, &Origin),
    ties: &[MentionRow],
    people: &People,
) -> Result<Vec<SavedReply>> {
    if !viewer.may_act() || card.customer_email.is_none() {
        return Ok(Vec::new());
    }
    let rows = saved_replies::all(connection, viewer)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let agents: Vec<&str> = ties.iter().map(|tie| names::first_name(people.agent(tie.agent_id))).collect();
    let with = Filling {
        customer: card.customer_name.clone().unwrap_or_default(),
        agent: and_list(&agents),
        manager: viewer.name.clone(),
        organisation: organisations::by_id(connection, viewer.organisation)?.name,
        number: card.number.to_string(),
    };
    let filled = |row: &ReplyRow| SavedReply {
        id: row.id,
        name: row.name.clone(),
        text: saved_replies::filled(&row.text, &with),
    };
    let spoken = origin.language.as_deref().unwrap_or_else(|| language::detect(&card.text).code());
    let (own, other): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.language.starts_with(spoken));
    Ok(own.into_iter().chain(other).map(filled).collect())
}

fn last_act(connection: &mut AnyConnection, viewer: &Viewer, card: CardId) -> Result<Option<ActId>> {
    let lines = corrections::of_cards(connection, viewer.organisation, &[card])?;
    Ok(lines.last().filter(|line| line.question.is_none()).map(|line| line.act_id))
}

fn mention(tie: &MentionRow, held: &HashSet<CardId>, viewer: &Viewer, people: &People) -> Result<MentionView> {
    let released = match (tie.released_at, tie.released_by) {
        (Some(at), by) => Some(Released {
            at: moment(at)?,
            by: by.map_or("somebody", |by| if by == viewer.member { "you" } else { people.member(by) }).to_owned(),
            note: tie.release_note.clone().unwrap_or_default(),
        }),
        (None, _) => None,
    };
    Ok(MentionView {
        agent: tie.agent_id,
        name: people.agent(tie.agent_id).to_owned(),
        polarity: tie.polarity,
        surface: tie.surface.clone(),
        why: tie.why.clone(),
        held: !tie.polarity.is_free() || held.contains(&tie.card_id),
        released,
    })
}

fn closure(card: &CardRow, events: &[EventRow], viewer: &Viewer, people: &People) -> Result<Option<Closure>> {
    let Some(at) = card.closed_at else { return Ok(None) };
    let by =
        events.iter().rev().find(|event| event.kind == crate::domain::Step::Closed).and_then(|event| event.member_id);
    Ok(Some(Closure {
        outcome: card.outcome,
        note: card.outcome_note.clone(),
        by: by.map(|by| who(by, viewer, people).to_owned()),
        at: moment(at)?,
    }))
}

/// The first line isn't stored: the card itself tells it.
fn history(
    (card, origin): (&CardRow, &Origin),
    ties: &[MentionRow],
    events: &[EventRow],
    viewer: &Viewer,
    people: &People,
) -> Result<Vec<TrailLine>> {
    let tagged: Vec<&str> =
        ties.iter().filter(|tie| tie.tagged_by.is_none()).map(|tie| people.agent(tie.agent_id)).collect();
    let mut lines = vec![TrailLine { at: moment(card.received_at)?, what: trail::came_in(card.source, &tagged) }];
    if let Some(place) = &origin.place {
        lines.push(TrailLine {
            at: moment(card.received_at)?,
            what: format!("The customer said where it was: {place}."),
        });
    }
    for event in events {
        let who = event.member_id.map(|member| who(member, viewer, people));
        lines.push(TrailLine { at: moment(event.at)?, what: trail::line(who, event.kind, &event.detail) });
    }
    Ok(lines)
}

fn who<'a>(member: MemberId, viewer: &Viewer, people: &'a People) -> &'a str {
    if member == viewer.member { "You" } else { people.member(member) }
}
