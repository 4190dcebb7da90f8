//! One organisation with two teams, their people, and cards that a test leaves; and a second one next door.

use jiff::{SignedDuration, Timestamp};
use smilecard::domain::ids::{AgentId, CardId, FormId, MemberId, OrganisationId, TeamId};
use smilecard::domain::token::Token;
use smilecard::domain::{Kind, KindFrom, Polarity, Role, Source, Status};
use smilecard::store::cards::{self, CardRow};
use smilecard::store::columns::micros;
use smilecard::store::members::{self, MemberRow};
use smilecard::store::mentions::{self, CandidateRow, MentionRow};
use smilecard::store::organisations::{self, OrganisationRow};
use smilecard::store::roster::{self, AgentRow, TeamRow};
use smilecard::store::sessions::{self, SessionRow};
use smilecard::store::{AnyConnection, Database};

/// Tuesday of the week that begins on Monday, 16 November 2026.
pub fn now() -> Timestamp {
    "2026-11-17T10:00:00Z".parse().unwrap()
}

/// `hours` before [`now`].
pub fn ago(hours: i64) -> Timestamp {
    now() - SignedDuration::from_hours(hours)
}

/// Who is there.
#[derive(Clone, Debug)]
pub struct House {
    pub organisation: OrganisationId,
    pub billing: TeamId,
    pub shop: TeamId,
    /// Of the billing team.
    pub derrick: AgentId,
    /// Of the shop.
    pub maria: AgentId,
}

/// Somebody who can be signed in as.
#[derive(Clone, Debug)]
pub struct Person {
    pub member: MemberId,
    pub session: Token,
}

/// Founds an organisation under a name.
pub fn found(database: &Database, slug: &str) -> House {
    let slug = slug.to_owned();
    let write = move |connection: &mut AnyConnection| {
        let organisation = OrganisationId::at(now());
        organisations::insert(
            connection,
            &OrganisationRow {
                id: organisation,
                name: format!("House {slug}"),
                mail_address: format!("cards@{slug}.example"),
                slug: slug.clone(),
                zone: "Europe/London".to_owned(),
                language: "en".to_owned(),
                postal_line: String::new(),
                roster_version: 1,
                created_at: micros(now()),
            },
        )?;
        let mut teams = Vec::new();
        for name in ["Billing line", "Mill Street shop"] {
            let id = TeamId::at(now());
            let row = TeamRow { organisation_id: organisation, id, name: name.to_owned(), created_at: micros(now()) };
            roster::insert_team(connection, &row)?;
            teams.push(id);
        }
        let mut agents = Vec::new();
        for (name, team) in [("Derrick Hale", teams[0]), ("Maria Ortiz", teams[1])] {
            let id = AgentId::at(now());
            let row = AgentRow {
                organisation_id: organisation,
                id,
                external_id: name.to_owned(),
                name: name.to_owned(),
                code: None,
                email: None,
                team_id: Some(team),
                location: None,
                link_token: Token::random()?.reveal().to_owned(),
                created_at: micros(now()),
                archived_at: None,
            };
            roster::insert_agent(connection, &row)?;
            agents.push(id);
        }
        Ok(House { organisation, billing: teams[0], shop: teams[1], derrick: agents[0], maria: agents[1] })
    };
    database.write(write).unwrap()
}

impl House {
    /// Adds a member, signed in.
    pub fn person(
        &self,
        database: &Database,
        name: &str,
        role: Role,
        leads: &[TeamId],
        agent: Option<AgentId>,
    ) -> Person {
        let (house, name, leads) = (self.clone(), name.to_owned(), leads.to_vec());
        let session = Token::random().unwrap();
        let person = Person { member: MemberId::at(now()), session };
        let made = person.clone();
        database
            .write(move |connection| {
                let row = MemberRow {
                    organisation_id: house.organisation,
                    id: made.member,
                    email: format!("{}@house.example", name.to_lowercase().replace(' ', ".")),
                    name,
                    role,
                    zone: "Europe/London".to_owned(),
                    agent_id: agent,
                    created_at: micros(now()),
                    disabled_at: None,
                };
                members::insert(connection, &row)?;
                for team in leads {
                    roster::let_lead(connection, house.organisation, team, made.member)?;
                }
                let session = SessionRow {
                    organisation_id: house.organisation,
                    token_hash: made.session.hash().to_vec(),
                    member_id: made.member,
                    created_at: micros(now()),
                    seen_at: micros(now()),
                    expires_at: micros(now() + SignedDuration::from_hours(24)),
                    revoked_at: None,
                    complete_at: Some(micros(now())),
                    device: "Firefox on Linux".to_owned(),
                    network: "203.0.113.0/24".to_owned(),
                };
                sessions::insert(connection, &session)
            })
            .unwrap();
        person
    }

    /// A card that nobody has touched, to be changed and then [left](Self::leave).
    pub fn card(&self, kind: Kind, text: &str, received: Timestamp) -> CardRow {
        CardRow {
            organisation_id: self.organisation,
            id: CardId::at(received),
            number: 0,
            once_key: Token::random().unwrap().hash().to_vec(),
            source: Source::Form,
            kind,
            kind_from: KindFrom::Customer,
            status: Status::New,
            uncertain: false,
            text: text.to_owned(),
            subject: None,
            helper: None,
            customer_name: Some("Janet Pruett".to_owned()),
            customer_email: Some("janet.pruett@mail.example".to_owned()),
            customer_phone: Some("020 7946 0018".to_owned()),
            form_id: None::<FormId>,
            preset_agent_id: None,
            team_id: None,
            inbound_id: None,
            score: 0.0,
            received_at: micros(received),
            due_at: kind.wants_an_answer().then(|| micros(received + SignedDuration::from_hours(48))),
            owner_id: None,
            answered_at: None,
            closed_at: None,
            outcome: None,
            outcome_note: None,
        }
    }

    /// What ties a card to an agent whom its text names by `surface`.
    pub fn tie(&self, card: &CardRow, (agent, surface, polarity): (AgentId, &str, Polarity)) -> MentionRow {
        MentionRow {
            organisation_id: self.organisation,
            agent_id: agent,
            card_id: card.id,
            spans: card.text.find(surface).map_or("[]".to_owned(), |at| format!("[[{at},{}]]", at + surface.len())),
            surface: surface.to_owned(),
            rule: "exact".to_owned(),
            confidence: 0.95,
            polarity,
            why: format!("“{surface}” is in the message."),
            tagged_by: None,
            created_at: card.received_at,
            released_at: None,
            released_by: None,
            release_note: None,
        }
    }

    /// Leaves a card that mentions `agents`, each named in the text by their first name.
    pub fn leave(&self, database: &Database, card: CardRow, agents: &[(AgentId, &str, Polarity)]) -> CardId {
        let ties: Vec<MentionRow> = agents.iter().map(|agent| self.tie(&card, *agent)).collect();
        let id = card.id;
        database
            .write(move |connection| {
                cards::insert(connection, &card)?;
                mentions::insert(connection, &ties)
            })
            .unwrap();
        id
    }

    /// Leaves a card that asks who `surface` is.
    pub fn leave_question(&self, database: &Database, mut card: CardRow, surface: &str, agents: &[AgentId]) -> CardId {
        card.uncertain = true;
        let start = card.text.find(surface).unwrap_or(0);
        let rows: Vec<CandidateRow> = agents
            .iter()
            .zip(0..)
            .map(|(agent, rank)| CandidateRow {
                organisation_id: self.organisation,
                card_id: card.id,
                question: 0,
                rank,
                agent_id: *agent,
                surface: surface.to_owned(),
                span_start: i32::try_from(start).unwrap(),
                span_end: i32::try_from(start + surface.len()).unwrap(),
                confidence: 0.6,
                why: "Sounds the same.".to_owned(),
                decided_at: None,
                decided_by: None,
                chosen: false,
            })
            .collect();
        let id = card.id;
        database
            .write(move |connection| {
                cards::insert(connection, &card)?;
                mentions::insert_candidates(connection, &rows)
            })
            .unwrap();
        id
    }
}
