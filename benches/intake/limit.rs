//! The limit program: the least that a web server can do to keep what was posted. actix-web takes the bytes as they
//! are; one thread inserts them as one bare row each, all that wait in one commit with `synchronous=FULL`, and each is
//! answered after the commit. No form is read, nothing is checked, tagged or indexed.

use super::Outcome;
use super::client::post;
use super::process::{Memory, Server, free_address};
use actix_web::{App, HttpResponse, HttpServer, web};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::cell::Cell;
use std::net::SocketAddr;
use std::process::Command;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use tokio::sync::oneshot;

/// The argument that turns this program into the limit program.
pub const MODE: &str = "--limit";

/// How many rows may share a commit, and wait for one.
const BATCH: usize = 256;

diesel::table! {
    bare (id) {
        id -> BigInt,
        body -> Binary,
    }
}

type Waiting = (web::Bytes, oneshot::Sender<bool>);

/// Serves on the address in `place` (`ADDRESS=FILE`) until it is killed.
pub fn serve(place: &str) -> Outcome<()> {
    let (address, file) = place.split_once('=').ok_or("ADDRESS=FILE")?;
    let mut connection = SqliteConnection::establish(file)?;
    connection.batch_execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;
         CREATE TABLE bare (id INTEGER PRIMARY KEY, body BLOB NOT NULL);",
    )?;
    let (queue, waiting) = sync_channel::<Waiting>(4 * BATCH);
    std::thread::spawn(move || write(connection, &waiting));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(web::Data::new(queue.clone()))
            .route("/", web::get().to(HttpResponse::Ok))
            .route("/card", web::post().to(take))
    });
    actix_web::rt::System::new().block_on(server.bind(address)?.run())?;
    Ok(())
}

async fn take(queue: web::Data<SyncSender<Waiting>>, body: web::Bytes) -> HttpResponse {
    let (answer, stored) = oneshot::channel();
    if queue.try_send((body, answer)).is_err() || !stored.await.unwrap_or(false) {
        return HttpResponse::ServiceUnavailable().finish();
    }
    HttpResponse::SeeOther().insert_header(("location", "/thanks")).finish()
}

fn write(mut connection: SqliteConnection, waiting: &Receiver<Waiting>) {
    while let Ok(first) = waiting.recv() {
        let batch: Vec<Waiting> = std::iter::once(first).chain(waiting.try_iter().take(BATCH - 1)).collect();
        let stored = store(&mut connection, &batch).is_ok();
        for (_, answer) in batch {
            let _ = answer.send(stored);
        }
    }
}

fn store(connection: &mut SqliteConnection, batch: &[Waiting]) -> QueryResult<()> {
    connection.batch_execute("BEGIN IMMEDIATE")?;
    for (body, _) in batch {
        diesel::insert_into(bare::table).values(bare::body.eq(&body[..])).execute(connection)?;
    }
    connection.batch_execute("COMMIT")
}

/// The limit program, running.
pub struct Limit {
    pub address: SocketAddr,
    server: Server,
    folder: tempfile::TempDir,
    stored: Cell<usize>,
}

impl Limit {
    pub async fn start() -> Outcome<Self> {
        let (address, folder) = (free_address()?, tempfile::tempdir()?);
        let place = format!("{address}={}", folder.path().join("bare.db").display());
        let mut command = Command::new(std::env::current_exe()?);
        let (server, _) = Server::start(command.args([MODE, &place]), address, "/").await?;
        Ok(Self { address, server, folder, stored: Cell::new(0) })
    }

    /// Posts of the same size as the service's.
    pub fn requests(&self, count: usize) -> Vec<Vec<u8>> {
        let form = super::service::form(&"k".repeat(43), 0);
        vec![post(self.address, "/card", &form); count]
    }

    /// Compares the rows with what was acknowledged, `more` of it since the last time.
    pub fn check_stored(&self, more: usize) -> Outcome<()> {
        self.stored.set(self.stored.get() + more);
        let mut connection = SqliteConnection::establish(&self.folder.path().join("bare.db").to_string_lossy())?;
        let rows: i64 = bare::table.count().get_result(&mut connection)?;
        if usize::try_from(rows)? == self.stored.get() { Ok(()) } else { Err("the limit program lost rows".into()) }
    }

    pub fn memory(&self) -> Outcome<Memory> {
        self.server.memory()
    }
}
