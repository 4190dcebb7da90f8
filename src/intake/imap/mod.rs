//! Letters fetched from mailboxes by IMAP (RFC 9051, RFC 3501): one keeper a mailbox, all on one thread that mostly
//! waits. What is stored and remembered is `services::mailboxes`'s; here are the conversation and its pace.

mod connect;
mod dialogue;
mod folder;
mod keeper;
mod pause;
mod tidy;
mod token;
mod tokens;
mod tools;
mod visit;
mod wire;

use crate::clock::Clock;
use crate::config::ImapSettings;
use crate::error::{Error, Result};
use crate::services::mailbox_health;
use crate::store::Database;
use connect::Way;
use keeper::Keeper;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::watch;
use tools::{Stop, Tools};

/// Mailboxes that are looked after; dropping it stops that.
#[derive(Debug)]
pub struct Mailboxes {
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Mailboxes {
    /// Begins to fetch; with no mailbox configured, nothing is started. `ring` is called for each letter that was stored.
    ///
    /// # Errors
    /// `Invalid` when certificates can't be read, `Unavailable` when the operating system gives no thread; those of the
    /// database.
    pub fn start(
        settings: &BTreeMap<String, ImapSettings>,
        database: &Database,
        clock: &Clock,
        ring: Arc<dyn Fn() + Send + Sync>,
    ) -> Result<Self> {
        let (stop, asked) = watch::channel(false);
        let (names, now) = (settings.keys().cloned().collect::<Vec<_>>(), clock.now());
        database.write(move |connection| mailbox_health::configured(connection, &names, now))?;
        let mut keepers = Vec::new();
        for (name, settings) in settings {
            let tools = Tools {
                database: database.clone(),
                clock: clock.clone(),
                ring: Arc::clone(&ring),
                stop: Stop(asked.clone()),
            };
            let mut holder = vec![0; 16];
            getrandom::fill(&mut holder)
                .map_err(|cause| Error::unavailable("No random numbers can be had right now.").with_source(cause))?;
            let way = Way::of(settings)?;
            keepers.push(Keeper { name: name.clone(), settings: settings.clone(), way, tools, holder });
        }
        if keepers.is_empty() {
            return Ok(Self { stop, thread: None });
        }
        let unstarted = |cause| Error::unavailable("Fetching mail can't be started.").with_source(cause);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(unstarted)?;
        let run = move || {
            runtime.block_on(async { futures_util::future::join_all(keepers.into_iter().map(Keeper::run)).await });
            // A question for a token may be on its way: its answer is of no use any more.
            runtime.shutdown_timeout(Duration::from_secs(1));
        };
        let thread = std::thread::Builder::new().name("imap".to_owned()).spawn(run).map_err(unstarted)?;
        Ok(Self { stop, thread: Some(thread) })
    }

    /// Asks all of them to stop, without waiting for it.
    pub fn begin_to_stop(&self) {
        self.stop.send_replace(true);
    }

    /// Stops after the letters in hand, within some seconds.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.begin_to_stop();
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has told so already.
            let _ = thread.join();
        }
    }
}

impl Drop for Mailboxes {
    fn drop(&mut self) {
        self.end();
    }
}
