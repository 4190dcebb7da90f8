//! Letters on their way out: the relay and its troubles, the page and the command for those that could not be sent, what
//! is forgotten, and a worker that is killed again and again.

mod command;
mod doctor;
mod killed;
mod page;
mod relay;
mod shared;
mod signed;

use crate::support::TestDatabase;
use crate::support::house::{House, now};
use smilecard::clock::Clock;
use smilecard::config::{Config, Purpose, Sender, Sources};
use smilecard::domain::ids::LetterId;
use smilecard::mail::Mailer;
use smilecard::mail::letters::Rendered;
use smilecard::render::Templates;
use smilecard::services::post::{Envelope, post};
use smilecard::services::sign_in::Lifetimes;
use smilecard::store::outbox::{self, OutboxRow};
use smilecard::worker::{Pace, Tools};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

static TEMPLATES: LazyLock<Arc<Templates>> = LazyLock::new(|| Arc::new(Templates::load(None).unwrap()));

/// A mailer to a server on this machine, as a configuration would make it.
fn mailer(address: SocketAddr, more: &str) -> Mailer {
    let text = format!("[smtp]\nhost = \"{}\"\nport = {}\ntls = \"none\"\n{more}\n", address.ip(), address.port());
    let sources = Sources { file: Some((PathBuf::from("smilecard.toml"), text)), environment: BTreeMap::new() };
    Mailer::from_settings(&Config::load(&sources, Purpose::Command).unwrap().smtp, "mail.example").unwrap()
}

/// A worker's tools.
fn tools(db: &TestDatabase, mailer: Mailer, clock: &Clock) -> Tools {
    Tools {
        rush: std::sync::Arc::default(),
        database: db.database.clone(),
        templates: Arc::clone(&TEMPLATES),
        mailer,
        clock: clock.clone(),
        from: Sender::parse("Smilecard <cards@mail.example>").unwrap(),
        public_url: "https://cards.example".to_owned(),
        lifetimes: Lifetimes::default(),
        pace: Pace { poll: Duration::from_millis(20), lease: Duration::from_secs(60), concurrency: 4 },
        read_letter: Arc::new(|_, _, _, _| Ok(())),
        directory: Arc::default(),
        back: None,
        stamp: Default::default(),
    }
}

/// A letter in the outbox, written at [`now`].
fn letter(db: &TestDatabase, house: &House, kind: &'static str, to: &str) -> LetterId {
    letter_at(db, house, kind, to, now())
}

fn letter_at(db: &TestDatabase, house: &House, kind: &'static str, to: &str, at: jiff::Timestamp) -> LetterId {
    let (organisation, to) = (house.organisation, to.to_owned());
    db.database
        .write(move |connection| {
            let envelope = Envelope {
                kind,
                to_name: "Ruth",
                to_address: &to,
                list_id: None,
                unsubscribe_url: None,
                answers: None,
            };
            let rendered = Rendered {
                subject: "31 smiles".to_owned(),
                text: "Good morning.\n".to_owned(),
                html: "<p>Good morning.</p>".to_owned(),
            };
            post(connection, organisation, envelope, rendered, at)
        })
        .unwrap()
}

fn row(db: &TestDatabase, id: LetterId) -> OutboxRow {
    db.database.read(|connection| outbox::by_id(connection, id)).unwrap().unwrap()
}
