//! A digest with sample data, made of the same content as a real one: for the preview, and for the tests that look at
//! every letter. Nothing of it is in a database.

use super::gather::{Content, Counts};
use super::letter::rendered;
use super::reader::Reader;
use crate::domain::calendar::Period;
use crate::domain::ids::{AgentId, CardId, FormId, MemberId, OrganisationId, TeamId};
use crate::domain::names::one_line;
use crate::domain::{Kind, KindFrom, Polarity, Source, Status, rhythm};
use crate::error::{Error, Result};
use crate::mail::letters::Rendered;
use crate::mail::letters::accounting::Accounting;
use crate::mail::letters::samples::Sample;
use crate::render::Templates;
use crate::store::cards::CardRow;
use crate::store::columns::micros;
use crate::store::figures::{CardMark, MentionMark, Tally};
use crate::store::mentions::{CandidateRow, MentionRow};
use crate::store::organisations::OrganisationRow;
use crate::store::roster::AgentRow;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use uuid::Uuid;

/// The Monday on which it comes, at seven in London, in seconds.
const MONDAY: i64 = 1_794_812_400;
/// Cards of praise and complaints in each of the eight weeks, oldest first; the last is this letter's.
const WEEKS: [(u64, u64); 8] = [(9, 2), (12, 4), (7, 3), (15, 1), (11, 5), (13, 2), (10, 4), (4, 2)];

const HOUSE: u128 = 0x0192_f0c0_0000_7000_8000_0000_0000_0001;
const TEAM: u128 = HOUSE + 1;
const RUTH: u128 = HOUSE + 2;
const AGENTS: [u128; 2] = [HOUSE + 3, HOUSE + 4];

/// A digest in this language, with what people have written taken from `sample`.
///
/// # Errors
/// `Internal` as rendering.
pub fn sample(templates: &Templates, language: &str, sample: &Sample, public_url: &str) -> Result<Rendered> {
    rendered(templates, &content(language, sample)?, public_url)
}

fn content(language: &str, sample: &Sample) -> Result<Content> {
    let now = Timestamp::from_second(MONDAY)
        .map_err(|cause| Error::internal("The sample's day is no day.").with_source(cause))?;
    let mut reader = Reader::plain("ruth@larkspur.example", "Europe/London")?;
    reader.name = one_line(&sample.manager, 80);
    reader.member = Some(MemberId::from_uuid(Uuid::from_u128(RUTH)));
    language.clone_into(&mut reader.language);
    reader.absent = true;
    reader.stop_token = Some("7QK2M4ZD9XW1T8RB3NCF5GHJ6P".to_owned());
    reader.view_token = Some("4KTQ9V12WRZN7AXCB5MHDYK3VT".to_owned());
    let weeks = rhythm::weeks_until(reader.rhythm.turn(now)?.boundary, reader.zone(), 8)?;
    let period = weeks.last().map_or(Period { start: now, end: now }, |(_, week)| *week);
    let (this, before) = (tally(WEEKS[7]), tally(WEEKS[6]));

    let cards = cards(sample, now);
    let [complaint, overdue, praise, warm, asking, quiet] = &cards;
    let shown = [complaint, overdue, praise, warm, asking, quiet];
    let ties = [(complaint, 0, false), (overdue, 1, false), (praise, 0, true), (warm, 0, true), (quiet, 1, true)];
    let mention_marks = ties.iter().map(|(card, agent, praised)| MentionMark {
        card: card.id,
        agent: agent_id(*agent),
        polarity: polarity(*praised),
    });
    let mentions = ties.iter().map(|(card, agent, praised)| (card.id, vec![mention(card, *agent, *praised, sample)]));
    let agents = [sample.agent.as_str(), "Derrick Moss"].into_iter().enumerate();
    Ok(Content {
        organisation: house(sample),
        span: reader.rhythm.span(period),
        period,
        now,
        late: 1,
        this: Counts { cards: this, put_right: 2, first_answer: Some(19 * 60) },
        before: Counts { cards: before, put_right: 1, first_answer: Some(26 * 60) },
        weeks: weeks.iter().zip(WEEKS).map(|((first, _), counts)| (*first, tally(counts))).collect(),
        complaints: vec![complaint.clone(), overdue.clone()],
        complaints_in_all: 3,
        complaints_unowned: 1,
        held_long: 0,
        questions: vec![asking.clone()],
        questions_in_all: 1,
        smile: Some(praise.clone()),
        words: shown.map(Clone::clone).to_vec(),
        absent: vec![one_line(&sample.agent, 80), "Odile Kerr".to_owned()],
        week_windows: weeks.iter().map(|(_, week)| *week).collect(),
        marks: shown.iter().map(|card| mark(card)).collect(),
        mention_marks: mention_marks.collect(),
        accounting: Accounting { shown: 5, waiting: 1, held: 0, spam: 0, not_accepted: 3 },
        mentions: mentions.collect(),
        candidates: HashMap::from([(asking.id, candidates(asking, sample))]),
        agents: agents.map(|(index, name)| (agent_id(index), agent(index, name))).collect(),
        teams: HashMap::from([(TeamId::from_uuid(Uuid::from_u128(TEAM)), sample.team.clone())]),
        members: HashMap::from([(MemberId::from_uuid(Uuid::from_u128(RUTH)), sample.manager.clone())]),
        reader,
    })
}

fn tally((praise, complaints): (u64, u64)) -> Tally {
    Tally { praise, complaints }
}

fn polarity(praised: bool) -> Polarity {
    if praised { Polarity::Praise } else { Polarity::Complaint }
}

fn agent_id(index: usize) -> AgentId {
    AgentId::from_uuid(Uuid::from_u128(AGENTS.get(index).copied().unwrap_or(HOUSE)))
}

fn house(sample: &Sample) -> OrganisationRow {
    OrganisationRow {
        id: OrganisationId::from_uuid(Uuid::from_u128(HOUSE)),
        slug: "larkspur".to_owned(),
        name: sample.organisation.clone(),
        zone: "Europe/London".to_owned(),
        language: "en".to_owned(),
        mail_address: "cards@larkspur.example".to_owned(),
        postal_line: sample.postal.clone(),
        roster_version: 0,
        created_at: 0,
    }
}

fn agent(index: usize, name: &str) -> AgentRow {
    AgentRow {
        organisation_id: OrganisationId::from_uuid(Uuid::from_u128(HOUSE)),
        id: agent_id(index),
        external_id: format!("A{index}"),
        name: name.to_owned(),
        code: None,
        email: None,
        team_id: Some(TeamId::from_uuid(Uuid::from_u128(TEAM))),
        location: None,
        link_token: String::new(),
        created_at: 0,
        archived_at: None,
        active_from: None,
        merged_into: None,
        stand_in: false,
    }
}

/// Two complaints, one taken on and overdue; praise; a card that asks who is meant; and one more.
fn cards(sample: &Sample, now: Timestamp) -> [CardRow; 6] {
    let card = |number: u32, kind: Kind, text: &str, days: i64| {
        let at = now - SignedDuration::from_hours(24 * days + 15);
        let complains = kind != Kind::Praise;
        CardRow {
            organisation_id: OrganisationId::from_uuid(Uuid::from_u128(HOUSE)),
            id: CardId::from_uuid(Uuid::from_u128(HOUSE + u128::from(number))),
            number: i64::from(number),
            once_key: Vec::new(),
            source: Source::Form,
            kind,
            kind_from: KindFrom::Customer,
            status: Status::New,
            uncertain: false,
            text: text.to_owned(),
            subject: None,
            helper: None,
            customer_name: Some(sample.customer.clone()),
            customer_email: complains.then(|| "janet@mail.example".to_owned()),
            customer_phone: None,
            form_id: None::<FormId>,
            preset_agent_id: None,
            team_id: None,
            inbound_id: None,
            score: if complains { -0.6 } else { 0.8 },
            received_at: micros(at),
            due_at: complains.then(|| micros(now + SignedDuration::from_hours(10 - 24 * (days - 2)))),
            owner_id: None,
            answered_at: None,
            closed_at: None,
            outcome: None,
            outcome_note: None,
        }
    };
    let ruth = Some(MemberId::from_uuid(Uuid::from_u128(RUTH)));
    [
        card(4182, Kind::Complaint, &sample.complaint, 2),
        CardRow { owner_id: ruth, status: Status::Open, ..card(4179, Kind::Complaint, &sample.again, 4) },
        card(4176, Kind::Praise, &sample.praise[0], 3),
        card(4174, Kind::Praise, &sample.praise[1], 3),
        CardRow { uncertain: true, ..card(4171, Kind::Praise, &sample.praise[1], 5) },
        card(4168, Kind::Praise, &sample.praise[0], 6),
    ]
}

fn mark(card: &CardRow) -> CardMark {
    CardMark {
        id: card.id,
        kind: card.kind,
        uncertain: card.uncertain,
        received_at: card.received_at,
        arrived_at: card.received_at,
        score: card.score,
    }
}

/// Where the agent's name stands in a card; its beginning if it doesn't.
fn place(card: &CardRow, surface: &str) -> (usize, usize) {
    card.text.find(surface).map_or((0, 0), |at| (at, at + surface.len()))
}

fn surface(sample: &Sample) -> &str {
    crate::domain::names::first_name(&sample.agent)
}

fn mention(card: &CardRow, index: usize, praised: bool, sample: &Sample) -> MentionRow {
    let (start, end) = place(card, surface(sample));
    MentionRow {
        organisation_id: card.organisation_id,
        agent_id: agent_id(index),
        card_id: card.id,
        spans: format!("[[{start},{end}]]"),
        surface: surface(sample).to_owned(),
        rule: "first_name".to_owned(),
        confidence: 0.98,
        polarity: polarity(praised),
        why: String::new(),
        tagged_by: None,
        created_at: card.received_at,
        released_at: None,
        released_by: None,
        release_note: None,
    }
}

fn candidates(card: &CardRow, sample: &Sample) -> Vec<CandidateRow> {
    let surface = surface(sample);
    let (start, end) = place(card, surface);
    let offset = |at: usize| i32::try_from(at).unwrap_or(0);
    let names = [sample.agent.as_str(), "Derrick Moss"].into_iter().zip(0_i32..).enumerate();
    names
        .map(|(index, (name, rank))| CandidateRow {
            organisation_id: card.organisation_id,
            card_id: card.id,
            question: 0,
            rank,
            agent_id: agent_id(index),
            surface: surface.to_owned(),
            span_start: offset(start),
            span_end: offset(end),
            confidence: 0.5,
            why: format!("\"{surface}\" is in the message. {name} has that name. 2 people have it."),
            decided_at: None,
            decided_by: None,
            chosen: false,
        })
        .collect()
}
