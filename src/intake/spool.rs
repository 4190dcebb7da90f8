//! The folder where `smilecard deliver` leaves a letter that the database can't take at this moment, and how `serve` takes it
//! from there. A letter is a file: one line of JSON, the envelope, then every byte as it came. It gets its name only when
//! it is on disk whole, and the name is the id it will be stored under: a letter that was stored just before a crash is
//! recognised by it and not stored again. A letter to an address that nobody reads is listed as not accepted by the organisation
//! whose domain it has; where nobody knows whose it is, it is put aside, tried again at the next start, and never removed.

use crate::domain::Via;
use crate::domain::ids::InboundId;
use crate::error::{Error, Kind, Result};
use crate::services::arrivals::{self, Arrival};
use crate::services::letters_in::Refused;
use crate::store::columns::{micros, moment};
use crate::store::raw::NAMELESS;
use crate::store::{Database, Raw};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

const WAITING: &str = "letter";
const ASIDE: &str = "aside";
const UNFINISHED: &str = "part";

/// A longer envelope is none of ours.
const LONGEST_ENVELOPE: u64 = 16 * 1024;

/// Between two looks: a file system that tells us of new files isn't everywhere, and one look costs next to nothing.
const LOOK: Duration = Duration::from_secs(2);

/// The folder.
#[derive(Clone, Debug)]
pub struct Spool(PathBuf);

#[derive(Serialize, Deserialize)]
struct Envelope {
    recipient: String,
    sender: Option<String>,
    received: i64,
}

/// What became of the letters of one look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drained {
    /// Stored by now.
    pub stored: usize,
    /// Stored, and listed as not accepted.
    pub refused: usize,
    /// That are nobody's here.
    pub aside: usize,
    /// That wait on.
    pub waiting: usize,
}

/// What became of one letter.
enum Fate {
    Stored,
    Refused,
    Aside,
}

impl Spool {
    /// The folder at `path`; it is made when the first letter comes.
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// Leaves a letter; once this returns it is on disk, with its name.
    ///
    /// # Errors
    /// `Unavailable` when the folder can't be written.
    pub fn leave(&self, arrival: &Arrival, now: Timestamp) -> Result<InboundId> {
        let id = InboundId::at(now);
        let envelope =
            Envelope { recipient: arrival.recipient.clone(), sender: arrival.sender.clone(), received: micros(now) };
        let line = serde_json::to_string(&envelope)
            .map_err(|cause| Error::internal("An envelope can't be written.").with_source(cause))?;
        self.write(id, &line, &arrival.raw)
            .map_err(|cause| Error::unavailable("The letter can't be left in the spool folder.").with_source(cause))?;
        Ok(id)
    }

    fn write(&self, id: InboundId, line: &str, raw: &Raw) -> std::io::Result<()> {
        let new = !self.0.exists();
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.0)?;
        if new {
            // The folder's own name must survive, too.
            sync(self.0.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")))?;
        }
        let unfinished = self.file(id, UNFINISHED);
        let written = self.write_file(&unfinished, &self.file(id, WAITING), line, raw);
        if written.is_err() {
            let _ = std::fs::remove_file(&unfinished);
        }
        written
    }

    fn write_file(&self, unfinished: &Path, whole: &Path, line: &str, raw: &Raw) -> std::io::Result<()> {
        let mut file = File::options().write(true).create_new(true).mode(0o600).open(unfinished)?;
        file.write_all(line.as_bytes())?;
        file.write_all(b"\n")?;
        for part in raw.parts() {
            file.write_all(&part.map_err(std::io::Error::other)?)?;
        }
        file.sync_all()?;
        std::fs::rename(unfinished, whole)?;
        sync(&self.0)
    }

    fn file(&self, id: InboundId, ending: &str) -> PathBuf {
        self.0.join(format!("{id}.{ending}"))
    }

    /// Moves what waits into the database, oldest first. Stops at the first letter that can't be stored for the moment.
    ///
    /// # Errors
    /// `Unavailable` when the folder can't be read.
    pub fn drain(&self, database: &Database) -> Result<Drained> {
        let mut drained = Drained::default();
        let mut waiting = self.named(WAITING)?;
        waiting.sort_unstable();
        let count = waiting.len();
        for (done, id) in waiting.into_iter().enumerate() {
            match self.store(database, id) {
                Ok(Fate::Stored) => drained.stored += 1,
                Ok(Fate::Refused) => drained.refused += 1,
                Ok(Fate::Aside) => drained.aside += 1,
                Err(error) => {
                    tracing::warn!(letter = %id, %error, causes = error.causes(), "a spooled letter waits on");
                    drained.waiting = count - done;
                    break;
                }
            }
        }
        Ok(drained)
    }

    /// The letters whose files have this ending.
    fn named(&self, wanted: &str) -> Result<Vec<InboundId>> {
        let unread = |cause| Error::unavailable("The spool folder can't be read.").with_source(cause);
        let entries = match std::fs::read_dir(&self.0) {
            Ok(entries) => entries,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(cause) => return Err(unread(cause)),
        };
        let mut ids = Vec::new();
        for entry in entries {
            let path = entry.map_err(unread)?.path();
            let id = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse::<InboundId>().ok());
            if path.extension().is_some_and(|ending| ending == wanted) {
                ids.extend(id);
            }
        }
        Ok(ids)
    }

    /// Stores one letter and then removes its file.
    fn store(&self, database: &Database, id: InboundId) -> Result<Fate> {
        let path = self.file(id, WAITING);
        let Some((arrival, received)) = open(&path)? else {
            tracing::error!(letter = %id, "a spooled letter has no envelope and is put aside");
            return self.put_aside(id);
        };
        let again = arrival.clone();
        let fate = match database.write(move |connection| arrivals::receive_as(connection, id, &arrival, received)) {
            Ok(_) => Fate::Stored,
            Err(error) => match error.kind() {
                Kind::NotFound => {
                    tracing::warn!(letter = %id, %error, "a spooled letter is not accepted");
                    let stored = database.write(move |connection| {
                        let Some(whose) = arrivals::would_be_of(connection, &again.recipient)? else {
                            return Ok(false);
                        };
                        let why = Refused::NoSuchAddress;
                        arrivals::keep_refused(connection, (whose, id), &again, why, received).map(|_: InboundId| true)
                    })?;
                    if !stored {
                        return self.put_aside(id);
                    }
                    Fate::Refused
                }
                Kind::Invalid | Kind::TooLarge | Kind::Forbidden | Kind::Unauthenticated => {
                    tracing::warn!(letter = %id, %error, "a spooled letter is not accepted and is put aside");
                    return self.put_aside(id);
                }
                Kind::Conflict | Kind::RateLimited | Kind::Unavailable | Kind::Internal => return Err(error),
            },
        };
        std::fs::remove_file(&path)
            .map_err(|cause| Error::unavailable("A stored letter can't leave the spool folder.").with_source(cause))?;
        Ok(fate)
    }

    fn put_aside(&self, id: InboundId) -> Result<Fate> {
        std::fs::rename(self.file(id, WAITING), self.file(id, ASIDE))
            .map_err(|cause| Error::unavailable("A letter can't be put aside.").with_source(cause))?;
        Ok(Fate::Aside)
    }

    /// Lets what was put aside wait again: an organisation may read it by now.
    fn take_back(&self) {
        for id in self.named(ASIDE).unwrap_or_default() {
            let _ = std::fs::rename(self.file(id, ASIDE), self.file(id, WAITING));
        }
    }

    /// Removes what a killed process left half-written: nobody was told that it is stored.
    fn sweep(&self) {
        for entry in std::fs::read_dir(&self.0).into_iter().flatten().flatten() {
            let name = entry.file_name();
            // A `deliver` may be writing its own at this moment; those are only removed by whoever writes them.
            if name.to_str().is_some_and(|name| name.starts_with(NAMELESS)) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
}

/// Reads a file of the spool; none when its first line is no envelope.
fn open(path: &Path) -> Result<Option<(Arrival, Timestamp)>> {
    let unread = |cause| Error::unavailable("A spooled letter can't be read.").with_source(cause);
    let file = File::open(path).map_err(unread)?;
    let whole = file.metadata().map_err(unread)?.len();
    let mut line = Vec::new();
    BufReader::new((&file).take(LONGEST_ENVELOPE)).read_until(b'\n', &mut line).map_err(unread)?;
    let from = line.len() as u64;
    let Ok(envelope) = serde_json::from_slice::<Envelope>(&line) else { return Ok(None) };
    let Ok(received) = moment(envelope.received) else { return Ok(None) };
    let arrival = Arrival {
        recipient: envelope.recipient,
        sender: envelope.sender,
        raw: Raw::File { file: Arc::new(file), from, size: whole.saturating_sub(from) },
        via: Via::Pipe,
        peer: None,
        hello: None,
    };
    Ok(Some((arrival, received)))
}

fn sync(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

/// The thread that looks into the folder until it is dropped.
#[derive(Debug)]
pub struct Drainer {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drainer {
    /// Looks at once, and then again and again.
    ///
    /// # Errors
    /// `Unavailable` when the operating system gives no thread.
    pub fn start(spool: Spool, database: Database) -> Result<Self> {
        let (stop, stopped) = channel::<()>();
        let look = move || {
            spool.sweep();
            spool.take_back();
            loop {
                match spool.drain(&database) {
                    Ok(drained) if drained != Drained::default() => {
                        tracing::info!(
                            stored = drained.stored,
                            refused = drained.refused,
                            aside = drained.aside,
                            waiting = drained.waiting,
                            "spool"
                        );
                    }
                    Ok(_) => {}
                    Err(error) => tracing::warn!(%error, causes = error.causes(), "the spool could not be read"),
                }
                if stopped.recv_timeout(LOOK) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
            }
        };
        let thread = std::thread::Builder::new()
            .name("spool".to_owned())
            .spawn(look)
            .map_err(|cause| Error::unavailable("The spool can't be watched.").with_source(cause))?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Drainer {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
