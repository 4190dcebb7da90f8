//! What several tests need: a fresh database of each kind, and a house with people and cards in it.

pub mod authenticator;
pub mod dns;
pub mod house;
pub mod http;
pub mod served;
pub mod smtp;

use smilecard::config::{DatabaseUrl, Secret};
use smilecard::store::{Database, Sizes};
use std::sync::atomic::{AtomicU32, Ordering};

/// A database that nobody else uses. Dropping it takes it away.
pub struct TestDatabase {
    /// The open door to it.
    pub database: Database,
    /// Which kind, for messages.
    pub kind: &'static str,
    _folder: Option<tempfile::TempDir>,
    /// Server and name of a PostgreSQL database.
    made: Option<(String, String)>,
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        use diesel::connection::SimpleConnection;
        use diesel::{Connection, PgConnection};
        if let Some((server, name)) = &self.made {
            let admin = PgConnection::establish(server);
            let _ = admin.map(|mut admin| admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
        }
    }
}

/// A fresh SQLite file, and a fresh PostgreSQL database when `SMILECARD_TEST_POSTGRES` names a server whose user may
/// create databases (`postgres://user@host/postgres`).
pub fn databases() -> Vec<TestDatabase> {
    let folder = tempfile::tempdir().unwrap();
    let url = DatabaseUrl::Sqlite(folder.path().join("cards.db"));
    let mut all = vec![TestDatabase {
        database: Database::open(&url, Sizes::default()).unwrap(),
        kind: "sqlite",
        _folder: Some(folder),
        made: None,
    }];
    #[expect(clippy::disallowed_methods, reason = "tests are told by the environment which servers there are")]
    if let Ok(server) = std::env::var("SMILECARD_TEST_POSTGRES") {
        all.push(postgres(&server));
    }
    all
}

fn postgres(server: &str) -> TestDatabase {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, PgConnection};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("smilecard_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let mut admin = PgConnection::establish(server).unwrap();
    // One statement a call: several at once would be a transaction, in which no database can be made.
    admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).unwrap();
    admin.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    let (base, parameters) = server.split_once('?').map_or((server, ""), |(base, rest)| (base, rest));
    let base = base.rsplit_once('/').unwrap().0;
    let joint = if parameters.is_empty() { "" } else { "?" };
    let url = DatabaseUrl::Postgres(Secret::new(format!("{base}/{name}{joint}{parameters}")));
    let sizes = Sizes { pool: 3, ..Sizes::default() };
    let database = Database::open(&url, sizes).unwrap();
    TestDatabase { database, kind: "postgres", _folder: None, made: Some((server.to_owned(), name)) }
}
