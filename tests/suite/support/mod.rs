//! What several tests need: a fresh database of each kind, and a house with people and cards in it.

pub mod authenticator;
pub mod dns;
pub mod house;
pub mod http;
pub mod named;
pub mod served;
pub mod smtp;

use smilecard::config::{DatabaseUrl, Secret};
use smilecard::store::{Database, Sizes};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// A database that nobody else uses. Dropping it looks whether each card knows whom it names, and takes it away.
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
        if !std::thread::panicking() {
            assert_eq!(
                named::wrong(&self.database).unwrap_or(0),
                0,
                "{}: cards that know wrong whom they name",
                self.kind
            );
            assert_eq!(
                named::missed(&self.database).unwrap_or(0),
                0,
                "{}: cards that a narrowed search would miss",
                self.kind
            );
        }
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
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("smilecard_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    make_migrated(server, &name);
    let sizes = Sizes { pool: 3, ..Sizes::default() };
    let database = Database::open(&url(server, &name), sizes).unwrap();
    TestDatabase { database, kind: "postgres", _folder: None, made: Some((server.to_owned(), name)) }
}

/// Makes a PostgreSQL database with all tables in it. They are made once and copied for each test: a fraction of the
/// time that migrating takes.
pub fn make_migrated(server: &str, name: &str) {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    let template = TEMPLATE.get_or_init(|| {
        let name = format!("smilecard_template_{}", std::process::id());
        make(server, &name, "template0");
        drop(Database::open(&url(server, &name), Sizes { pool: 1, ..Sizes::default() }).unwrap());
        name
    });
    make(server, name, template);
}

/// Makes a database as a copy of another one. Its connections may still be about to end: then once more.
fn make(server: &str, name: &str, template: &str) {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, PgConnection};
    let mut admin = PgConnection::establish(server).unwrap();
    // One statement a call: several at once would be a transaction, in which no database can be made.
    admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).unwrap();
    served::until("a copy of a database", || {
        admin.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).ok()
    });
}

/// The address of a database on a server.
fn url(server: &str, name: &str) -> DatabaseUrl {
    let (base, parameters) = server.split_once('?').map_or((server, ""), |(base, rest)| (base, rest));
    let base = base.rsplit_once('/').unwrap().0;
    let joint = if parameters.is_empty() { "" } else { "?" };
    DatabaseUrl::Postgres(Secret::new(format!("{base}/{name}{joint}{parameters}")))
}
