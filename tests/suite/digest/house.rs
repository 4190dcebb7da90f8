//! What these tests stand on: an organisation with people in it, in each of the databases there are.

use crate::support::make_migrated;
use jiff::Timestamp;
use smilecard::clock::Clock;
use smilecard::config::{DatabaseUrl, Sender};
use smilecard::domain::calendar;
use smilecard::domain::ids::{AgentId, CardId, MemberId, OrganisationId, TeamId};
use smilecard::domain::{Kind, KindFrom, Outcome, Polarity, Role, Source, Status};
use smilecard::mail::{Caught, Mailer};
use smilecard::render::Templates;
use smilecard::services::sign_in::Lifetimes;
use smilecard::services::subscriptions::{self as service, NewSubscription, Wishes};
use smilecard::store::cards::CardRow;
use smilecard::store::columns::micros;
use smilecard::store::members::MemberRow;
use smilecard::store::mentions::{CandidateRow, MentionRow};
use smilecard::store::organisations::OrganisationRow;
use smilecard::store::roster::{AgentRow, TeamRow};
use smilecard::store::subscriptions::SubscriptionRow;
use smilecard::store::{AnyConnection, Database, Sizes, cards, members, mentions, organisations, roster};
use smilecard::worker::{Pace, Tools, schedule};
use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

pub const URL: &str = "https://cards.larkspur.example";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A setting of the test run.
pub fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).and_then(|value| value.into_string().ok()).filter(|value| !value.is_empty())
}

/// Says on the terminal that a peer is missing; fails where every peer was promised.
pub fn left_out(what: &str, needs: &str) {
    assert!(variable("SMILECARD_TEST_ALL").is_none(), "{needs} was promised");
    let _ = writeln!(std::io::stderr(), "left out: {what} (needs {needs})");
}

/// Runs `test` in a fresh house on each database that is there.
pub fn in_every_store(test: impl Fn(&House)) {
    let wanted = variable("SMILECARD_TEST_STORE");
    let administrator = variable("SMILECARD_TEST_POSTGRES");
    if wanted.as_deref() != Some("postgres") {
        let folder = tempfile::tempdir().unwrap();
        let url = DatabaseUrl::parse(&format!("sqlite:{}", folder.path().join("cards.db").display())).unwrap();
        test(&House::build(url));
    }
    match administrator {
        Some(url) => {
            let database = OwnDatabase::create(&url);
            test(&House::build(DatabaseUrl::parse(&database.url).unwrap()));
        }
        None => left_out("digests on PostgreSQL", "SMILECARD_TEST_POSTGRES"),
    }
}

/// A PostgreSQL database that goes when the test ends.
struct OwnDatabase {
    administrator: String,
    name: String,
    url: String,
}

impl OwnDatabase {
    fn create(administrator: &str) -> Self {
        let name = format!("digest_{}", AgentId::at(Clock::System.now()).uuid().simple());
        make_migrated(administrator, &name);
        let url = administrator.replacen("/postgres?", &format!("/{name}?"), 1);
        assert_ne!(url, administrator, "the administrator's URL names the database postgres");
        Self { administrator: administrator.to_owned(), name, url }
    }
}

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        execute(&self.administrator, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}

fn execute(url: &str, statement: &str) {
    use diesel::Connection as _;
    use diesel::connection::SimpleConnection as _;
    diesel::PgConnection::establish(url).unwrap().batch_execute(statement).unwrap();
}

/// Larkspur Mobile, with two teams, their manager Ruth, and four agents.
pub struct House {
    pub database: Database,
    pub url: DatabaseUrl,
    pub templates: Arc<Templates>,
    pub organisation: OrganisationId,
    pub billing: TeamId,
    pub shop: TeamId,
    pub ruth: MemberId,
    pub derrick: AgentId,
    pub odile: AgentId,
    pub kathryn: AgentId,
    pub catherine: AgentId,
}

impl House {
    fn build(url: DatabaseUrl) -> Self {
        let database = Database::open(&url, Sizes::default()).unwrap();
        let templates = Arc::new(Templates::load(None).unwrap());
        let now = at("2026-08-03T08:00:00Z");
        let organisation = OrganisationId::at(now);
        let (billing, shop) = (TeamId::at(now), TeamId::at(now));
        let ruth = MemberId::at(now);
        let agents = [AgentId::at(now), AgentId::at(now), AgentId::at(now), AgentId::at(now)];
        database
            .write(move |connection| {
                organisations::insert(connection, &larkspur(organisation, now))?;
                for (id, name) in [(billing, "Billing line"), (shop, "Mill Street shop")] {
                    let row =
                        TeamRow { organisation_id: organisation, id, name: name.to_owned(), created_at: micros(now) };
                    roster::insert_team(connection, &row)?;
                }
                let people = [
                    ("Derrick Hale", billing),
                    ("Odile Kerr", shop),
                    ("Kathryn Bell", billing),
                    ("Catherine Moss", shop),
                ];
                for (id, (name, team)) in agents.into_iter().zip(people) {
                    roster::insert_agent(connection, &agent(organisation, id, name, team, now))?;
                }
                members::insert(connection, &member(organisation, ruth, "Ruth Adeyemi", Role::Manager, now))?;
                roster::let_lead(connection, organisation, billing, ruth)?;
                roster::let_lead(connection, organisation, shop, ruth)
            })
            .unwrap();
        let [derrick, odile, kathryn, catherine] = agents;
        Self { database, url, templates, organisation, billing, shop, ruth, derrick, odile, kathryn, catherine }
    }

    pub fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut AnyConnection) -> smilecard::error::Result<T> + Send + 'static,
    ) -> T {
        self.database.write(change).unwrap()
    }

    /// Ruth's subscription to Mondays at 7, made on the Wednesday of `now`'s week.
    pub fn subscribe_ruth(&self, now: Timestamp) -> SubscriptionRow {
        let (organisation, ruth) = (self.organisation, self.ruth);
        self.write(move |connection| {
            let wanted = NewSubscription { member: Some(ruth), ..NewSubscription::default() };
            service::create(connection, organisation, &wanted, now)
        })
    }

    /// A subscription for a plain address.
    pub fn subscribe(&self, email: &str, weekday: i32, hour: i32, zone: &str, now: Timestamp) -> SubscriptionRow {
        let (organisation, email, zone) = (self.organisation, email.to_owned(), zone.to_owned());
        self.write(move |connection| {
            let wanted = NewSubscription {
                email: &email,
                wishes: Wishes::weekly(weekday, hour, &zone),
                ..NewSubscription::default()
            };
            service::create(connection, organisation, &wanted, now)
        })
    }

    /// Stores a card as the intake would, with its mentions.
    pub fn card(&self, made: Made<'_>) -> CardId {
        let received = at(made.received);
        let id = CardId::at(received);
        let london = calendar::zone("Europe/London").unwrap();
        let one_day = calendar::WorkCalendar { answer_within: 480, ..calendar::WorkCalendar::default() };
        let due = made.kind.wants_an_answer().then(|| micros(calendar::answer_due(received, &london, &one_day)));
        let row = CardRow {
            organisation_id: self.organisation,
            id,
            number: 0,
            once_key: id.as_bytes().to_vec(),
            source: Source::Form,
            kind: made.kind,
            kind_from: KindFrom::Customer,
            status: match (made.closed, made.answered, made.owner) {
                (Some(_), ..) => Status::Closed,
                (None, Some(_), _) => Status::Answered,
                (None, None, Some(_)) => Status::Open,
                (None, None, None) => Status::New,
            },
            uncertain: !made.maybe.is_empty(),
            text: made.text.to_owned(),
            subject: None,
            helper: None,
            customer_name: made.customer.map(str::to_owned),
            customer_email: made.customer.map(|_| "janet@home.example".to_owned()),
            customer_phone: None,
            form_id: None,
            preset_agent_id: None,
            team_id: None,
            inbound_id: None,
            score: made.score,
            received_at: micros(received),
            due_at: due,
            owner_id: made.owner,
            answered_at: made.answered.map(|moment| micros(at(moment))),
            closed_at: made.closed.map(|moment| micros(at(moment))),
            outcome: made.closed.map(|_| Outcome::PutRight),
            outcome_note: None,
        };
        let span = |name: &str| made.text.find(name).map(|start| (start, start + name.len()));
        let mentions: Vec<MentionRow> = made
            .about
            .iter()
            .map(|(agent, name)| MentionRow {
                organisation_id: self.organisation,
                agent_id: *agent,
                card_id: id,
                spans: span(name).map_or_else(|| "[]".to_owned(), |(start, end)| format!("[[{start},{end}]]")),
                surface: (*name).to_owned(),
                rule: "exact".to_owned(),
                confidence: 1.0,
                polarity: if made.kind == Kind::Praise { Polarity::Praise } else { Polarity::Complaint },
                why: "Spelled the same".to_owned(),
                tagged_by: None,
                created_at: micros(received),
                released_at: None,
                released_by: None,
                release_note: None,
            })
            .collect();
        let candidates: Vec<CandidateRow> = made
            .maybe
            .iter()
            .zip(0_i32..)
            .map(|((agent, name), rank)| {
                let (start, end) = span(name).unwrap_or((0, 0));
                CandidateRow {
                    organisation_id: self.organisation,
                    card_id: id,
                    question: 0,
                    rank,
                    agent_id: *agent,
                    surface: (*name).to_owned(),
                    span_start: i32::try_from(start).unwrap(),
                    span_end: i32::try_from(end).unwrap(),
                    confidence: 0.5,
                    why: if rank == 0 { "Spelled the same" } else { "Sounds the same" }.to_owned(),
                    decided_at: None,
                    decided_by: None,
                    chosen: false,
                }
            })
            .collect();
        self.write(move |connection| {
            cards::insert(connection, &row)?;
            mentions::insert(connection, &mentions)?;
            mentions::insert_candidates(connection, &candidates)
        });
        id
    }

    /// Runs the schedule once.
    pub fn schedule(&self, now: Timestamp) -> schedule::Run {
        schedule::run(&self.database, &self.templates, URL, now).unwrap()
    }

    /// A worker's tools around `mailer`, at a moment that stands still.
    pub fn tools(&self, mailer: Mailer, clock: &Clock) -> Tools {
        Tools {
            database: self.database.clone(),
            templates: self.templates.clone(),
            mailer,
            clock: clock.clone(),
            from: Sender::parse("Smilecard <cards@mail.example>").unwrap(),
            public_url: URL.to_owned(),
            lifetimes: Lifetimes::default(),
            pace: Pace { poll: Duration::from_millis(50), lease: Duration::from_secs(60), concurrency: 2 },
            rush: Arc::default(),
            read_letter: Arc::new(|_, _, _, _| Ok(())),
            directory: Arc::default(),
            back: None,
            stamp: Default::default(),
        }
    }

    /// A mailer that keeps what it is given, and what it keeps.
    pub fn catcher() -> (Mailer, Caught) {
        let caught = Caught::new(1000);
        (Mailer::Memory(caught.clone()), caught)
    }
}

/// A card to be.
#[derive(Clone, Copy)]
pub struct Made<'a> {
    pub received: &'a str,
    pub kind: Kind,
    pub text: &'a str,
    pub score: f64,
    pub about: &'a [(AgentId, &'a str)],
    pub maybe: &'a [(AgentId, &'a str)],
    pub owner: Option<MemberId>,
    pub customer: Option<&'a str>,
    pub answered: Option<&'a str>,
    pub closed: Option<&'a str>,
}

impl<'a> Made<'a> {
    pub fn praise(received: &'a str, text: &'a str) -> Self {
        Self {
            received,
            kind: Kind::Praise,
            text,
            score: 0.5,
            about: &[],
            maybe: &[],
            owner: None,
            customer: None,
            answered: None,
            closed: None,
        }
    }

    pub fn complaint(received: &'a str, text: &'a str) -> Self {
        Self { kind: Kind::Complaint, score: -0.5, ..Self::praise(received, text) }
    }
}

fn larkspur(id: OrganisationId, now: Timestamp) -> OrganisationRow {
    OrganisationRow {
        id,
        slug: "larkspur".to_owned(),
        name: "Larkspur Mobile".to_owned(),
        zone: "Europe/London".to_owned(),
        language: "en".to_owned(),
        mail_address: "cards@larkspur.example".to_owned(),
        postal_line: "Larkspur Mobile, 12 Mill Street, Harrowby".to_owned(),
        roster_version: 0,
        created_at: micros(now),
    }
}

pub fn member(organisation: OrganisationId, id: MemberId, name: &str, role: Role, now: Timestamp) -> MemberRow {
    MemberRow {
        organisation_id: organisation,
        id,
        email: format!("{}@larkspur.example", name.split(' ').next().unwrap_or("x").to_lowercase()),
        name: name.to_owned(),
        role,
        zone: "Europe/London".to_owned(),
        agent_id: None,
        created_at: micros(now),
        disabled_at: None,
    }
}

pub fn agent(organisation: OrganisationId, id: AgentId, name: &str, team: TeamId, now: Timestamp) -> AgentRow {
    AgentRow {
        organisation_id: organisation,
        id,
        external_id: id.to_string(),
        name: name.to_owned(),
        code: None,
        email: None,
        team_id: Some(team),
        location: None,
        link_token: id.to_string(),
        created_at: micros(now),
        archived_at: None,
        active_from: None,
        merged_into: None,
        stand_in: false,
    }
}
