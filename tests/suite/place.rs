//! A place of a test's own: an empty folder and an empty database, gone when the test ends. The database is a SQLite
//! file in the folder or, where `SMILECARD_TEST_STORE=postgres`, a new one on the PostgreSQL that `tests/run` started.

use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use diesel::connection::SimpleConnection;
use diesel::deserialize::QueryableByName;
use diesel::pg::Pg;
use diesel::sqlite::Sqlite;
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection, sql_query};
use smilecard::config::DatabaseUrl;
use smilecard::store::{Database, Sizes};
use tempfile::TempDir;

use crate::peers;
use crate::support::make_migrated;

/// Where one test keeps everything it makes.
pub struct Place {
    folder: TempDir,
    url: String,
    /// The server's administrator and the database's name, to drop it by.
    server: Option<(String, String)>,
}

impl Place {
    /// A new one. On PostgreSQL the tables are there already, which spares most of its time.
    pub fn new() -> Self {
        Self::made(make_migrated)
    }

    /// One whose database is empty, for what the first start does.
    pub fn empty() -> Self {
        Self::made(|server, name| at(server, &format!("CREATE DATABASE {name}")))
    }

    /// One on PostgreSQL whatever the others stand on, for what only several services on one database show; none when
    /// the test is to be left out.
    pub fn on_postgres(what: &str) -> Option<Self> {
        Some(Self::at_server(peers::ask(what, "SMILECARD_TEST_POSTGRES")?, make_migrated))
    }

    fn made(make: impl FnOnce(&str, &str)) -> Self {
        if peers::variable("SMILECARD_TEST_STORE").as_deref() != Some("postgres") {
            let folder = tempfile::tempdir().unwrap();
            let url = format!("sqlite:{}", folder.path().join("cards.db").display());
            return Self { folder, url, server: None };
        }
        let admin = peers::variable("SMILECARD_TEST_POSTGRES").expect("SMILECARD_TEST_STORE=postgres needs a server");
        Self::at_server(admin, make)
    }

    fn at_server(admin: String, make: impl FnOnce(&str, &str)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let name = format!("smilecard_{}", unlike_any_other());
        make(&admin, &name);
        let url = admin.replacen("/postgres?", &format!("/{name}?"), 1);
        Self { folder, url, server: Some((admin, name)) }
    }

    /// A place whose database is this one.
    pub fn with(url: &str) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), url: url.to_owned(), server: None }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The database's URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The database, opened and brought up to date.
    pub fn database(&self) -> Database {
        Database::open(&DatabaseUrl::parse(&self.url).unwrap(), Sizes::default()).unwrap()
    }

    /// Asks the database itself, past the product: what is really stored?
    pub fn rows<T: QueryableByName<Sqlite> + QueryableByName<Pg> + 'static>(&self, query: &str) -> Vec<T> {
        match self.url.strip_prefix("sqlite:") {
            Some(file) => sql_query(query).load(&mut SqliteConnection::establish(file).unwrap()),
            None => sql_query(query).load(&mut PgConnection::establish(&self.url).unwrap()),
        }
        .unwrap()
    }

    /// Changes what is stored, past the product: for what only a crash or the passing of time would bring about.
    pub fn change(&self, commands: &str) {
        match self.url.strip_prefix("sqlite:") {
            Some(file) => {
                let mut connection = SqliteConnection::establish(file).unwrap();
                connection.batch_execute("PRAGMA busy_timeout = 5000").unwrap();
                connection.batch_execute(commands).unwrap();
            }
            None => at(&self.url, commands),
        }
    }

    /// Runs the program here, with no other environment than this database.
    pub fn smilecard(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_smilecard"))
            .args(arguments)
            .current_dir(self.folder())
            .env_clear()
            .env("DATABASE_URL", &self.url)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// Runs the program here and insists that it ends well; returns what it said.
    pub fn must(&self, arguments: &[&str]) -> String {
        let output = self.smilecard(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The same with settings of its own.
    pub fn must_with(&self, settings: &[(&str, &str)], arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_smilecard"))
            .args(arguments)
            .current_dir(self.folder())
            .env_clear()
            .env("DATABASE_URL", &self.url)
            .envs(settings.iter().copied())
            .output()
            .unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Hands the folder and the files in it to another user, as a server that isn't root needs them.
    pub fn give_to(&self, user: &str) {
        let told = |option| {
            let output = Command::new("id").args([option, user]).output().unwrap();
            String::from_utf8(output.stdout).unwrap().trim().parse::<u32>().unwrap()
        };
        let (uid, gid) = (told("-u"), told("-g"));
        for entry in std::fs::read_dir(self.folder()).unwrap() {
            chown(entry.unwrap().path(), Some(uid), Some(gid)).unwrap();
        }
        chown(self.folder(), Some(uid), Some(gid)).unwrap();
        std::fs::set_permissions(self.folder(), PermissionsExt::from_mode(0o755)).unwrap();
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((admin, name)) = &self.server {
            at(admin, &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

fn at(server: &str, command: &str) {
    PgConnection::establish(server).unwrap().batch_execute(command).unwrap();
}

/// Sixteen characters for a name that no other test and no other run has: a database, a mail domain, a recipient.
pub fn unlike_any_other() -> String {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).unwrap();
    format!("{:016x}", u64::from_ne_bytes(bytes))
}
