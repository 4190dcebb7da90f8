//! Looks after one mailbox for as long as the service runs: has it by lease, connects, looks, waits for news by IDLE or
//! by the clock, and comes back after trouble (R26).

use super::connect::Way;
use super::pause;
use super::tools::Tools;
use super::visit::{Look, Visit};
use crate::config::{HostName, ImapSettings, Recipient};
use crate::error::{Error, Kind, Result};
use crate::services::mailbox_health as health;
use crate::services::mailboxes::{self, Held, Series};
use futures_util::FutureExt as _;
use jiff::SignedDuration;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

/// How long a mailbox belongs to who fetches; after a crash another instance waits so long.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// Between two prolongations.
const PROLONG: Duration = Duration::from_secs(10);
/// Between two looks whether another instance has let go.
const ASK_AGAIN: Duration = Duration::from_secs(5);
/// IDLE is said anew after this time: RFC 2177 wants it within 29 minutes, many routers forget a connection after ten,
/// and whoever watches is to know within fifteen that all is well.
const IDLE: Duration = Duration::from_secs(9 * 60);
/// What is in hand when it is time to stop may take so long.
const GRACE: Duration = Duration::from_secs(5);

/// One mailbox as it is configured.
pub(super) struct Keeper {
    pub(super) name: String,
    pub(super) settings: ImapSettings,
    pub(super) way: Way,
    pub(super) tools: Tools,
    pub(super) holder: Vec<u8>,
}

impl Keeper {
    /// Fetches until it is time to stop.
    pub(super) async fn run(mut self) {
        let mut failures = 0;
        while !self.tools.stop.is_asked() {
            let wait = match self.claim().await {
                Ok(None) => ASK_AGAIN,
                Ok(Some(held)) => {
                    let held = Arc::new(held);
                    let held_here = AssertUnwindSafe(self.hold(&held, &mut failures)).catch_unwind();
                    let outcome = held_here.await.unwrap_or_else(|_| Err(broke()));
                    self.let_go(&held).await;
                    match outcome {
                        Ok(()) => Duration::ZERO,
                        Err(error) => self.failed(Some(&held), &error, &mut failures).await,
                    }
                }
                Err(error) => self.failed(None, &error, &mut failures).await,
            };
            self.tools.stop.or(sleep(wait)).await;
        }
    }

    async fn claim(&self) -> Result<Option<Held>> {
        let (name, holder, alone) = (self.name.clone(), self.holder.clone(), self.tools.alone());
        let own = self.settings.recipient.as_ref().map_or_else(String::new, |own| Recipient::as_str(own).to_owned());
        let now = self.tools.clock.now();
        self.tools
            .database
            .write_async(move |connection| mailboxes::claim(connection, &name, &own, &holder, alone, LEASE, now))
            .await
    }

    /// Fetches as long as the mailbox is ours and the server talks to us.
    async fn hold(&mut self, held: &Arc<Held>, failures: &mut u32) -> Result<()> {
        let tools = self.tools.clone();
        let work = self.converse(held, failures);
        // Who is told to stop ends by itself, or after the grace is cut off: what was committed is whole either way.
        let patience = async {
            tools.stop.asked().await;
            sleep(GRACE).await;
        };
        tokio::select! {
            outcome = work => outcome,
            error = prolong(&tools, held) => Err(error),
            () = patience => Ok(()),
        }
    }

    async fn converse(&mut self, held: &Arc<Held>, failures: &mut u32) -> Result<()> {
        let tools = self.tools.clone();
        let connect = self.way.connect(tools.clock.now());
        let Some(dialogue) = tools.stop.or(connect).await else { return Ok(()) };
        let mut dialogue = dialogue?;
        tracing::info!(mailbox = self.name, host = self.settings.host.as_ref().map(HostName::as_str), "mailbox opened");
        let (series, opened) = (Series { validity: 0, last_uid: 0 }, Default::default());
        let mut visit =
            Visit { dialogue: &mut dialogue, held, settings: &self.settings, tools: &tools, series, opened };
        let (mut idle, mut troubled) = (true, 0);
        loop {
            let look = visit.look().await?;
            if tools.stop.is_asked() {
                break;
            }
            idle &= visit.dialogue.can("IDLE");
            troubled = if look.trouble.is_some() { troubled + 1 } else { 0 };
            if let Some(refused) = look.trouble.as_ref().filter(|_| troubled == 1) {
                tracing::warn!(mailbox = self.name, refused, "letters stay where they are in the mailbox for now");
            }
            let again = self.wait_at_most(&look, idle, troubled);
            visit.went_well(look.trouble).await?;
            *failures = 0;
            let wait = async {
                if idle {
                    visit.dialogue.idle(again).await
                } else {
                    sleep(again).await;
                    Ok(())
                }
            };
            // IDLE that is given up can't be taken up again: the conversation ends with it.
            match tools.stop.or(wait).await {
                // Offered and refused: the clock will do.
                Some(Err(error)) if idle && error.kind() == Kind::Invalid => idle = false,
                Some(outcome) => outcome?,
                None => return Ok(()),
            }
        }
        // The last courtesy; nobody waits for its answer.
        let _ = visit.dialogue.ask("LOGOUT").await;
        Ok(())
    }

    /// `troubled`: how many looks in a row something was refused.
    fn wait_at_most(&self, look: &Look, idle: bool, troubled: u32) -> Duration {
        let mut most = if idle { IDLE } else { self.settings.poll() };
        if troubled > 0 {
            // A no may pass by itself, as when somebody deletes a letter while it is moved; no news would tell.
            most = most.min(pause::after(Kind::Unavailable, troubled, 128));
        }
        let due = look.again_at.map(|at| at.duration_since(self.tools.clock.now()));
        match due.map(|due| Duration::try_from(due).unwrap_or(Duration::ZERO)) {
            // A little later, or it would not be due yet.
            Some(due) => most.min(due + Duration::from_millis(100)),
            None => most,
        }
    }

    async fn let_go(&self, held: &Arc<Held>) {
        let held = Arc::clone(held);
        let given = self.tools.database.write_async(move |connection| mailboxes::give_back(connection, &held)).await;
        if let Err(error) = given {
            // The lease ends by itself.
            tracing::debug!(%error, "a mailbox could not be given back");
        }
    }

    /// Writes down what went wrong, alarms if it has lasted, and says how long to wait.
    async fn failed(&self, held: Option<&Arc<Held>>, error: &Error, failures: &mut u32) -> Duration {
        *failures = failures.saturating_add(1);
        let mut noise = [128];
        // Without random numbers there is only less scatter.
        let _ = getrandom::fill(&mut noise);
        let wait = pause::after(error.kind(), *failures, noise[0]);
        let (mailbox, causes, again_s) = (&self.name, error.causes(), wait.as_secs());
        tracing::warn!(mailbox, %error, causes, failures, again_s, "letters can't be fetched");
        // A lost lease is no fault of the mailbox: somebody else fetches.
        if let Some(held) = held.filter(|_| error.kind() != Kind::Conflict) {
            let (held, said, now) = (Arc::clone(held), error.message().to_owned(), self.tools.clock.now());
            let write = move |connection: &mut _| health::failed(connection, &held, &said, now);
            match self.tools.database.write_async(write).await {
                Ok(Some(since)) => tracing::error!(
                    mailbox,
                    %since,
                    %error,
                    "ALARM: no letter could be fetched for 15 minutes or longer; see `smilecard mail status`"
                ),
                Ok(None) => {}
                Err(error) => tracing::warn!(mailbox, %error, "the trouble with a mailbox could not be written down"),
            }
        }
        wait
    }
}

/// A fault of ours ends this round, not the mailbox.
fn broke() -> Error {
    Error::internal("Fetching letters broke off by a fault of ours.")
}

/// Prolongs the lease until that fails. A database that is away for a moment is waited for: the lease may end meanwhile,
/// and each letter's own transaction asks whose the mailbox is.
async fn prolong(tools: &Tools, held: &Arc<Held>) -> Error {
    loop {
        sleep(PROLONG).await;
        let (mine, now) = (Arc::clone(held), tools.clock.now());
        let kept = tools.database.write_async(move |connection| mailboxes::keep(connection, &mine, LEASE, now)).await;
        match kept {
            Err(error) if error.kind() == Kind::Conflict => return error,
            Err(error) => tracing::debug!(%error, "the lease of a mailbox could not be prolonged"),
            Ok(()) => {}
        }
    }
}
