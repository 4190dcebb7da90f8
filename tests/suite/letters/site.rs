//! A house with its pages, its mailroom and its worker, at a clock that a test moves.

use crate::pages::{KEY, Page, ask_with};
use crate::support::house::{self, House, Person, now};
use crate::support::{TestDatabase, databases};
use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use jiff::{SignedDuration, Timestamp};
use smilecard::clock::Clock;
use smilecard::config::Sender;
use smilecard::domain::ids::{AgentId, CardId, InboundId};
use smilecard::domain::token::SigningKey;
use smilecard::domain::{Kind, Polarity, Role, Viewer};
use smilecard::intake::door::{self, Arrival, Via};
use smilecard::intake::reader;
use smilecard::mail::Mailer;
use smilecard::mail::mailer::Caught;
use smilecard::render::Templates;
use smilecard::services::directory::Directory;
use smilecard::services::letters_in::{Direct, Rules};
use smilecard::services::letters_out;
use smilecard::services::organisations::{NewForm, add_form};
use smilecard::services::sign_in::{self, Lifetimes};
use smilecard::store::AnyConnection;
use smilecard::store::cards::{self, CardRow};
use smilecard::store::outbox::{self, OutboxRow};
use smilecard::web::csrf;
use smilecard::worker::{Back, Pace, Tools, jobs, letters};
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub const OURS: &str = "mx.larkspur.example";
pub const URL: &str = "https://cards.larkspur.example";

pub struct Site {
    pub db: TestDatabase,
    pub house: House,
    pub ada: Person,
    pub ruth: Person,
    pub olga: Person,
    pub derrick: Person,
    pub maria: Person,
    pub clock: Clock,
    pub caught: Caught,
    directory: Arc<Directory>,
}

pub fn sites() -> Vec<Site> {
    databases().into_iter().map(Site::open).collect()
}

impl Site {
    fn open(db: TestDatabase) -> Self {
        let house = house::found(&db.database, "larkspur");
        let organisation = house.organisation;
        db.database
            .write(move |connection| {
                let form = NewForm { slug: "larkspur", title: "How did we do?", team: None, location: None };
                add_form(connection, organisation, &form, now())
            })
            .unwrap();
        let person = |name: &str, role, leads: &[_], agent| house.person(&db.database, name, role, leads, agent);
        Self {
            ada: person("Ada Admin", Role::Admin, &[], None),
            ruth: person("Ruth Calder", Role::Manager, &[house.billing], None),
            olga: person("Olga Other", Role::Manager, &[house.shop], None),
            derrick: person("Derrick Hale", Role::Agent, &[], Some(house.derrick)),
            maria: person("Maria Ortiz", Role::Agent, &[], Some(house.maria)),
            clock: Clock::fixed(now()),
            caught: Caught::new(1_000),
            directory: Arc::default(),
            house,
            db,
        }
    }

    pub fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut AnyConnection) -> smilecard::error::Result<T> + Send + 'static,
    ) -> T {
        self.db.database.write(change).unwrap()
    }

    /// Moves the clock on.
    pub fn later(&self, minutes: i64) -> Timestamp {
        self.clock.set(self.clock.now() + SignedDuration::from_mins(minutes));
        self.clock.now()
    }

    pub fn get(&self, path: &str, person: Option<&Person>) -> Page {
        ask_with(&self.db.database, &self.directory, TestRequest::get().uri(path), person)
    }

    pub fn post(&self, path: &str, person: Option<&Person>, fields: &[(&str, &str)]) -> Page {
        let mut fields = fields.to_vec();
        let token = person.map(|person| csrf::token(&SigningKey::derive(KEY), &person.session));
        fields.extend(token.as_deref().map(|token| ("csrf", token)));
        ask_with(&self.db.database, &self.directory, TestRequest::post().uri(path).set_form(fields), person)
    }

    pub fn done(&self, path: &str, person: Option<&Person>, fields: &[(&str, &str)]) -> String {
        let page = self.post(path, person, fields);
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}: {}", page.html);
        page.location
    }

    /// Leaves a card about `agents` as an intake would, now.
    pub fn leave(&self, kind: Kind, text: &str, email: Option<&str>, agents: &[(AgentId, &str, Polarity)]) -> CardId {
        let at = self.clock.now();
        let mut card = self.house.card(kind, text, at);
        card.customer_email = email.map(str::to_owned);
        card.id = CardId::at(at);
        let id = self.house.leave(&self.db.database, card, agents);
        let organisation = self.house.organisation;
        self.write(move |connection| letters_out::look(connection, organisation, id, at));
        id
    }

    /// A complaint about Derrick.
    pub fn complaint(&self, text: &str) -> CardId {
        let about = [(self.house.derrick, "Derrick", Polarity::Complaint)];
        self.leave(Kind::Complaint, text, Some("janet.pruett@mail.example"), &about)
    }

    /// Praise for Derrick.
    pub fn praise(&self, text: &str) -> CardId {
        let about = [(self.house.derrick, "Derrick", Polarity::Praise)];
        self.leave(Kind::Praise, text, Some("janet.pruett@mail.example"), &about)
    }

    pub fn card(&self, id: CardId) -> CardRow {
        self.db.database.read(|connection| cards::by_id(connection, self.house.organisation, id)).unwrap()
    }

    pub fn viewer(&self, person: &Person) -> Viewer {
        let session = person.session.clone();
        let read = |connection: &mut AnyConnection| sign_in::viewer(connection, &session, Lifetimes::default(), now());
        self.db.database.read(read).unwrap().0
    }

    pub fn rules(&self) -> Rules {
        Rules {
            key: SigningKey::derive(KEY),
            authserv_id: Some(OURS.to_owned()),
            direct: Direct::Nobody,
            unverified_forwards: false,
        }
    }

    pub fn tools(&self) -> Tools {
        let (rules, directory, large) = (self.rules(), Arc::clone(&self.directory), Mutex::new(()));
        Tools {
            database: self.db.database.clone(),
            templates: Arc::new(Templates::load(None).unwrap()),
            mailer: Mailer::Memory(self.caught.clone()),
            clock: self.clock.clone(),
            from: Sender::parse("Larkspur <cards@larkspur.example>").unwrap(),
            public_url: URL.to_owned(),
            lifetimes: Lifetimes::default(),
            pace: Pace { poll: Duration::from_millis(50), lease: Duration::from_secs(60), concurrency: 1 },
            rush: Arc::default(),
            read_letter: Arc::new(move |database, organisation, id, now| {
                reader::read(&directory, &large, database, &rules, organisation, id, now)
            }),
            directory: Arc::clone(&self.directory),
            back: Some(Back { key: SigningKey::derive(KEY), tagged: false, bounces: None, believed: true }),
            stamp: smilecard::worker::Stamp::default(),
        }
    }

    /// Does the jobs whose hour has come; twice, as after a crash between the work and the note that it is done.
    pub fn work(&self) {
        let tools = self.tools();
        while jobs::do_waiting(&tools).unwrap() > 0 {}
    }

    /// Does the jobs, and hands out what was written.
    pub fn work_and_send(&self) {
        self.work();
        let tools = self.tools();
        while letters::send_waiting(&tools, &smilecard::worker::Wake::default()).unwrap().tried() > 0 {}
    }

    /// The letters of a kind, oldest first.
    pub fn letters(&self, kind: &str) -> Vec<OutboxRow> {
        let rows = self.db.database.read(|connection| outbox::newest(connection, self.house.organisation, 500));
        let mut rows: Vec<OutboxRow> = rows.unwrap().into_iter().filter(|row| row.kind == kind).collect();
        rows.reverse();
        rows
    }

    /// The address that answers to the newest letter to somebody come to, as it stands in the letter.
    pub fn reply_to(&self, to: &str) -> String {
        let raw = self.caught.newest().into_iter().find(|letter| letter.to == to).expect("a letter").raw;
        let parsed = mail_parser::MessageParser::default().parse(&raw).unwrap();
        parsed.reply_to().unwrap().first().unwrap().address().unwrap().to_owned()
    }

    /// A letter comes in, is read, and whatever follows from it is done.
    pub fn arrive(&self, recipient: &str, from: &str, proven: bool, text: &str) -> InboundId {
        let verdict = if proven { "pass" } else { "fail" };
        let domain = from.split_once('@').unwrap().1;
        let raw = format!(
            "Authentication-Results: {OURS}; dmarc={verdict} header.from={domain}\r\nFrom: Somebody <{from}>\r\n\
             To: {recipient}\r\nDate: Tue, 17 Nov 2026 10:00:00 +0000\r\nSubject: Re: your letter\r\n\
             Message-ID: <{}@{domain}>\r\n\r\n{}\r\n",
            uuid::Uuid::from_u128(u128::from(self.stamp())),
            text.replace('\n', "\r\n")
        );
        self.arrive_raw(recipient, from, &raw)
    }

    pub fn arrive_raw(&self, recipient: &str, from: &str, raw: &str) -> InboundId {
        let arrival = Arrival {
            recipient: recipient.to_owned(),
            sender: Some(from.to_owned()),
            raw: raw.as_bytes().to_vec().into(),
            via: Via::Pipe,
            peer: None,
            hello: None,
        };
        let id = door::accept(&self.db.database, arrival, self.clock.now()).unwrap();
        self.work_and_send();
        id
    }

    fn stamp(&self) -> u64 {
        let now = self.later(0) + SignedDuration::from_secs(1);
        self.clock.set(now);
        now.as_microsecond().unsigned_abs()
    }
}
