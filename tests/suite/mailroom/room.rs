//! A mailroom to test in: two organisations, and letters that come in through the door and are read.

use crate::support::house::{self, House, Person, now};
use crate::support::{TestDatabase, databases};
use jiff::{SignedDuration, Timestamp};
use smilecard::domain::Role;
use smilecard::domain::ids::{CardId, FormId, InboundId, LetterId};
use smilecard::domain::token::SigningKey;
use smilecard::intake::door::{self, Arrival, Via};
use smilecard::intake::reader;
use smilecard::render::Templates;
use smilecard::services::directory::Directory;
use smilecard::services::letters_in::{Direct, Rules};
use smilecard::services::{answers, return_address};
use smilecard::store::cards::{self, CardRow};
use smilecard::store::forms::{self, FormRow};
use smilecard::store::inbound::{self, InboundRow};
use smilecard::store::letter_readings::{self, ReadingRow};
use smilecard::store::{AnyConnection, columns::micros, inbox};
use std::cell::Cell;
use std::sync::Mutex;

pub const KEY: &[u8] = b"a key of the tests";
pub const OURS: &str = "mx.larkspur.example";

/// Everything a test of letters needs.
pub struct Room {
    pub db: TestDatabase,
    pub house: House,
    pub next_door: House,
    pub ruth: Person,
    pub rules: Rules,
    directory: Directory,
    /// Seconds that have passed in this room: what comes later sorts later.
    ticks: Cell<i64>,
}

/// One in each database that is there.
pub fn rooms() -> Vec<Room> {
    databases()
        .into_iter()
        .map(|db| {
            let house = house::found(&db.database, "larkspur");
            let next_door = house::found(&db.database, "nextdoor");
            let ruth = house.person(&db.database, "Ruth Calder", Role::Admin, &[], None);
            let rules = Rules {
                key: SigningKey::derive(KEY),
                authserv_id: Some(OURS.to_owned()),
                direct: Direct::Nobody,
                unverified_forwards: false,
            };
            let room = Room { db, house, next_door, ruth, rules, directory: Directory::default(), ticks: Cell::new(0) };
            room.form("mill-street");
            room
        })
        .collect()
}

/// A plain letter of a customer.
pub fn letter(id: &str, text: &str) -> String {
    format!(
        "From: Rosa Lind <rosa@customer.example>\r\nTo: cards@larkspur.example\r\nDate: Mon, 16 Nov 2026 10:00:00 +0000\r\n\
         Subject: Thanks\r\nMessage-ID: <{id}@customer.example>\r\n\r\n{text}\r\n"
    )
}

/// Words that come first in a letter's header.
pub fn with(header: &str, letter: &str) -> String {
    format!("{header}\r\n{letter}")
}

impl Room {
    pub fn form(&self, slug: &str) -> FormId {
        let id = FormId::at(now());
        let row = FormRow {
            organisation_id: self.house.organisation,
            id,
            slug: slug.to_owned(),
            title: "How did we do?".to_owned(),
            team_id: Some(self.house.shop),
            location: None,
            created_at: micros(now()),
            closed_at: None,
            design: String::new(),
        };
        self.write(move |connection| forms::insert(connection, &row));
        id
    }

    pub fn read<T>(&self, query: impl FnOnce(&mut AnyConnection) -> smilecard::error::Result<T>) -> T {
        self.db.database.read(query).unwrap()
    }

    pub fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut AnyConnection) -> smilecard::error::Result<T> + Send + 'static,
    ) -> T {
        self.db.database.write(change).unwrap()
    }

    /// The next second.
    pub fn tick(&self) -> Timestamp {
        self.ticks.set(self.ticks.get() + 1);
        now() + SignedDuration::from_secs(self.ticks.get())
    }

    /// Takes a letter in and reads it.
    pub fn arrive(&self, recipient: &str, sender: &str, raw: &str) -> InboundId {
        self.arrive_at(recipient, sender, raw, self.tick())
    }

    pub fn arrive_at(&self, recipient: &str, sender: &str, raw: &str, at: Timestamp) -> InboundId {
        let id = self.take_in(recipient, sender, raw, at);
        self.read_in(id, at);
        id
    }

    /// Reads a letter that was taken in.
    pub fn read_in(&self, id: InboundId, at: Timestamp) {
        reader::read(&self.directory, &Mutex::new(()), &self.db.database, &self.rules, self.house.organisation, id, at)
            .unwrap();
    }

    /// Takes a letter in and leaves it unread.
    pub fn take_in(&self, recipient: &str, sender: &str, raw: &str, at: Timestamp) -> InboundId {
        let arrival = Arrival {
            recipient: recipient.to_owned(),
            sender: Some(sender.to_owned()),
            raw: raw.as_bytes().to_vec().into(),
            via: Via::Pipe,
            peer: None,
            hello: None,
        };
        door::accept(&self.db.database, arrival, at).unwrap()
    }

    /// A customer's letter to the organisation's own address.
    pub fn post(&self, raw: &str) -> InboundId {
        self.arrive("cards@larkspur.example", "rosa@customer.example", raw)
    }

    pub fn inbound(&self, id: InboundId) -> InboundRow {
        self.read(|connection| inbound::by_id(connection, self.house.organisation, id))
    }

    pub fn reading(&self, id: InboundId) -> ReadingRow {
        self.read(|connection| letter_readings::by_id(connection, self.house.organisation, id)).expect("it was read")
    }

    /// The card that a letter became or belongs to.
    pub fn card_of(&self, id: InboundId) -> CardRow {
        let card = self.inbound(id).card_id.expect("a card");
        self.card(card)
    }

    pub fn card(&self, id: CardId) -> CardRow {
        self.read(|connection| cards::by_id(connection, self.house.organisation, id))
    }

    pub fn cards(&self) -> i64 {
        self.read(|connection| cards::count(connection, self.house.organisation))
    }

    /// Whether a card stands in "Needs you".
    pub fn needs_somebody(&self, id: CardId) -> bool {
        let all = self.read(|connection| {
            let everything = smilecard::domain::Reach::Everything;
            let narrowed = (inbox::Show::NeedsYou, &inbox::Filter::default());
            inbox::list(connection, self.house.organisation, everything, narrowed, None, 100)
        });
        all.iter().any(|card| card.id == id)
    }

    pub fn viewer(&self) -> smilecard::domain::Viewer {
        self.viewer_of(&self.ruth)
    }

    pub fn viewer_of(&self, person: &Person) -> smilecard::domain::Viewer {
        let (session, lifetimes) = (person.session.clone(), smilecard::services::sign_in::Lifetimes::default());
        self.read(|connection| smilecard::services::sign_in::viewer(connection, &session, lifetimes, now())).0
    }

    /// Ruth writes to the customer of a card.
    pub fn answer(&self, card: CardId, text: &str) -> LetterId {
        let (viewer, text) = (self.viewer(), text.to_owned());
        let (templates, at) = (Templates::load(None).unwrap(), self.tick());
        self.write(move |connection| answers::write(connection, &templates, &viewer, card, &text, at))
    }

    /// The address that answers to a card's letters come to.
    pub fn reply_address(&self, card: CardId) -> String {
        let key = self.rules.key.clone();
        self.read(|connection| return_address::reply_address(connection, &key, self.house.organisation, card)).unwrap()
    }

    /// The address that a letter's bounces come to.
    pub fn bounce_address(&self, letter: LetterId) -> String {
        let key = self.rules.key.clone();
        self.read(|connection| {
            let house = self.house.organisation;
            return_address::bounce_address(connection, &key, house, letter, "larkspur.example", None)
        })
        .unwrap()
    }
}

pub fn later(hours: i64) -> Timestamp {
    now() + SignedDuration::from_hours(hours)
}

impl Room {
    /// Reads a letter that lies unread.
    pub fn read_letter(&self, id: InboundId) {
        let house = self.house.organisation;
        reader::read(&self.directory, &Mutex::new(()), &self.db.database, &self.rules, house, id, now()).unwrap();
    }
}
