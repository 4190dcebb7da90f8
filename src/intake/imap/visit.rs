//! One look through a mailbox. Each letter is fetched unread, stored, and only then touched in the mailbox: whoever is
//! killed in between finds at the next look what is stored and not yet tidied, and stores nothing twice (R23, R24). A
//! letter that can't be fetched is put off and noted; the others go on (R26).

use super::dialogue::{Dialogue, Opened};
use super::tokens::Body;
use super::tools::Tools;
use crate::config::{ImapSettings, Recipient};
use crate::error::{Error, Kind, Result};
use crate::services::arrivals::LARGEST;
use crate::services::mailbox_health as health;
use crate::services::mailboxes::{self as mailboxes, Held, Series, Taken};
use crate::store::AnyConnection;
use jiff::Timestamp;
use std::sync::Arc;

/// Letters that are stored before they are tidied together: one MOVE for all, and little to do again after a crash.
const TOGETHER: usize = 20;

/// Of a letter that isn't taken, so much is kept: more than anybody writes, and the attachments stay in the mailbox.
const BEGINNING: u64 = 512 * 1024;

/// A conversation about one mailbox that we hold.
pub(super) struct Visit<'a> {
    pub(super) dialogue: &'a mut Dialogue,
    pub(super) held: &'a Arc<Held>,
    pub(super) settings: &'a ImapSettings,
    pub(super) tools: &'a Tools,
    pub(super) series: Series,
    pub(super) opened: Opened,
}

/// What a look has found.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// Something isn't as it should be, though letters come in.
    pub(super) trouble: Option<String>,
    /// When a letter that was put off is to be tried again.
    pub(super) again_at: Option<Timestamp>,
}

impl Visit<'_> {
    /// Looks through the folder to its end, or until it is time to stop.
    pub(super) async fn look(&mut self) -> Result<Look> {
        self.open().await?;
        // What a crash left untidy comes first: it must not look like news to a person.
        let mut trouble = self.tidy().await?;
        self.settle().await?;
        let first = u32::try_from(self.series.last_uid + 1).unwrap_or(u32::MAX);
        let mut letters = if self.opened.exists > 0 { self.dialogue.sizes(first).await? } else { Vec::new() };
        let now = self.tools.clock.now();
        letters.extend(
            self.waiting().await?.into_iter().filter(|(_, _, at)| *at <= now).map(|(uid, size, _)| (uid, size)),
        );
        for some in letters.chunks(TOGETHER) {
            for letter in some {
                if self.tools.stop.is_asked() {
                    break;
                }
                self.fetch(*letter).await?;
            }
            trouble = self.tidy().await?;
        }
        // Last, so that a letter at which a server hangs up holds up no other.
        self.list_left().await?;
        let waiting = self.waiting().await?.into_iter().map(|(_, _, at)| at);
        let held = Arc::clone(self.held);
        let settling =
            self.tools.database.read_async(move |connection| mailboxes::settling(connection, &held, 1_000)).await?;
        let again_at = waiting.chain(settling.into_iter().map(|(_, at)| at)).min();
        Ok(Look { trouble, again_at })
    }

    /// Opens the folder and finds out how far it was read.
    async fn open(&mut self) -> Result<()> {
        self.opened = self.dialogue.open(self.settings.folder.as_str(), false).await?;
        self.dialogue.news = false;
        let (source, validity) = (self.settings.source(), self.opened.validity);
        self.series =
            self.write(move |connection, held, _| mailboxes::open(connection, held, &source, validity)).await?;
        Ok(())
    }

    async fn waiting(&self) -> Result<Vec<(u32, u64, Timestamp)>> {
        let (held, validity) = (Arc::clone(self.held), self.series.validity);
        self.tools.database.read_async(move |connection| mailboxes::waiting(connection, &held, validity)).await
    }

    /// Fetches and stores one letter. Only what concerns all of them is an error.
    async fn fetch(&mut self, (uid, size): (u32, u64)) -> Result<()> {
        let limit = u64::try_from(LARGEST).unwrap_or(u64::MAX);
        if size > limit {
            return self.too_large((uid, size)).await;
        }
        let raw = match self.dialogue.fetch(uid, limit).await {
            Ok(Some(Body::Whole(raw))) => raw,
            Ok(Some(Body::TooLarge)) => return self.too_large((uid, size)).await,
            Ok(None) => {
                let validity = self.series.validity;
                return self
                    .write(move |connection, held, now| mailboxes::gone(connection, held, validity, uid, now))
                    .await;
            }
            Err(error) => {
                self.put_off((uid, size), &error).await?;
                // A no is about this letter; a conversation that ended is about all.
                return if error.kind() == Kind::Unavailable { Err(error) } else { Ok(()) };
            }
        };
        match self.store(uid, size, raw).await {
            Ok(taken) => {
                if taken == Taken::Stored {
                    (self.tools.ring)();
                }
                if let Taken::Left(why) = taken {
                    tracing::warn!(mailbox = self.held.name, uid, why, "a letter is left in the mailbox");
                }
                Ok(())
            }
            Err(error) => match error.kind() {
                Kind::Unavailable | Kind::Conflict | Kind::RateLimited => Err(error),
                Kind::Invalid
                | Kind::TooLarge
                | Kind::NotFound
                | Kind::Unauthenticated
                | Kind::Forbidden
                | Kind::Internal => self.put_off((uid, size), &error).await,
            },
        }
    }

    async fn store(&self, uid: u32, size: u64, raw: Vec<u8>) -> Result<Taken> {
        let letter = self.prepared(uid, size, raw).await?;
        let validity = self.series.validity;
        self.write(move |connection, held, now| mailboxes::take(connection, held, validity, &letter, now)).await
    }

    /// Reads off a letter whom it is for.
    pub(super) async fn prepared(&self, uid: u32, size: u64, raw: Vec<u8>) -> Result<mailboxes::Fetched> {
        let held = Arc::clone(self.held);
        let own = self.settings.recipient.as_ref().map_or_else(String::new, |own| Recipient::as_str(own).to_owned());
        self.tools
            .database
            .read_async(move |connection| mailboxes::fetched(connection, &held, &own, uid, size, raw))
            .await
    }

    /// Lists what is left in the mailbox with what is not accepted, each by as much of it as can be had.
    async fn list_left(&mut self) -> Result<()> {
        let (held, validity) = (Arc::clone(self.held), self.series.validity);
        let left =
            self.tools.database.read_async(move |connection| mailboxes::unlisted(connection, &held, validity)).await?;
        for letter in left {
            if self.tools.stop.is_asked() {
                break;
            }
            let uid = letter.uid;
            let mut had = None;
            if !letter.tried {
                self.write(move |connection, held, _| mailboxes::about_to_list(connection, held, validity, uid))
                    .await?;
                had = self.dialogue.beginning(uid, BEGINNING).await?.filter(|bytes| !bytes.trim_ascii().is_empty());
            }
            let raw = had.unwrap_or_else(|| letter.stand_in(&self.held.name));
            let had = self.prepared(uid, letter.size, raw).await?;
            self.write(move |connection, held, now| mailboxes::list_left(connection, held, validity, &had, now))
                .await?;
            (self.tools.ring)();
        }
        Ok(())
    }

    async fn too_large(&self, letter: (u32, u64)) -> Result<()> {
        tracing::warn!(mailbox = self.held.name, uid = letter.0, size = letter.1, "a letter is too large and left");
        let validity = self.series.validity;
        let why = "It is larger than 25 MB.";
        self.write(move |connection, held, now| mailboxes::leave(connection, held, validity, letter, why, now)).await
    }

    async fn put_off(&self, letter: (u32, u64), error: &Error) -> Result<()> {
        tracing::warn!(mailbox = self.held.name, uid = letter.0, %error, "a letter can't be fetched and is put off");
        let (validity, why) = (self.series.validity, error.message().to_owned());
        let given_up = self
            .write(move |connection, held, now| mailboxes::put_off(connection, held, validity, letter, &why, now))
            .await?;
        if given_up {
            tracing::error!(mailbox = self.held.name, uid = letter.0, "a letter is given up and left in the mailbox");
        }
        Ok(())
    }

    /// Changes something for the mailbox we hold.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut AnyConnection, &Held, Timestamp) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (held, now) = (Arc::clone(self.held), self.tools.clock.now());
        self.tools.database.write_async(move |connection| change(connection, &held, now)).await
    }

    /// Writes that all went well; tells it if somebody was alarmed before.
    pub(super) async fn went_well(&self, trouble: Option<String>) -> Result<()> {
        let alarmed =
            self.write(move |connection, held, now| health::looked(connection, held, trouble.as_deref(), now)).await?;
        if let Some(alarmed) = alarmed {
            tracing::info!(mailbox = self.held.name, %alarmed, "letters come out of the mailbox again");
        }
        Ok(())
    }
}
