//! What becomes of a letter's place in the mailbox once it is stored here: moved, marked or deleted (R24, R25). Doing it
//! again after a crash changes nothing, and never makes a second copy.

use super::dialogue::Answer;
use super::folder::{name, set};
use super::tokens::Body;
use super::visit::Visit;
use crate::config::{After, FolderName};
use crate::error::Result;
use crate::services::arrivals::LARGEST;
use crate::services::mailboxes;
use crate::store::mailbox_letters::MetRow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// Letters of one command: a line that every server takes.
const AT_ONCE: i64 = 100;
/// A server is mostly done with the last command of a dead client within this time; that it is not always is why what was
/// put away again is looked at again.
const SETTLING: Duration = Duration::from_secs(3);
/// So many letters are looked at again at once.
const SETTLED_AT_ONCE: i64 = 1_000;
/// Our mark, for people and their programs; nothing here relies on it.
const KEYWORD: &str = "$SmilecardFetched";

impl Visit<'_> {
    /// Tidies everything that is stored; says what could not be done.
    pub(super) async fn tidy(&mut self) -> Result<Option<String>> {
        loop {
            let (held, validity) = (Arc::clone(self.held), self.series.validity);
            let rows = self
                .tools
                .database
                .read_async(move |connection| mailboxes::untidy(connection, &held, validity, AT_ONCE))
                .await?;
            if rows.is_empty() {
                return Ok(None);
            }
            let uids: Vec<i64> = rows.iter().map(|row| row.uid).collect();
            let doubtful: Vec<i64> = rows.iter().filter(|row| row.state == "copying").map(|row| row.uid).collect();
            let refused = match self.settings.after.clone() {
                After::Flag if self.opened.keywords => {
                    self.try_it(&format!("UID STORE {} +FLAGS.SILENT ({KEYWORD})", set(&uids)), "our mark").await?
                }
                // Where marks of our own aren't kept, what we remember is enough.
                After::Flag => None,
                After::Delete => self.delete(&uids).await?,
                After::Move(folder) => self.put_into(rows, &folder).await?,
            };
            if refused.is_some() {
                return Ok(refused);
            }
            // A dead client's command may still be at work: those letters are looked at again.
            let (settling, done) = uids.into_iter().partition(|uid| doubtful.contains(uid));
            self.state(done, "done").await?;
            self.settle_later(validity, settling, 0).await?;
        }
    }

    /// Looks again at letters that a crash caught half-way to the other folder: of any that has come to lie there twice,
    /// because the server went on with the dead client's command, the later copy is deleted.
    pub(super) async fn settle(&mut self) -> Result<()> {
        let After::Move(folder) = self.settings.after.clone() else { return Ok(()) };
        let (held, now) = (Arc::clone(self.held), self.tools.clock.now());
        let rows = self
            .tools
            .database
            .read_async(move |connection| mailboxes::settling(connection, &held, SETTLED_AT_ONCE))
            .await?;
        let due: Vec<MetRow> = rows.into_iter().filter(|(_, at)| *at <= now).map(|(row, _)| row).collect();
        if due.is_empty() {
            return Ok(());
        }
        let lying = self.found_in(&due, &folder).await?;
        let mut surplus: Vec<i64> = Vec::new();
        for (row, copies) in due.iter().zip(lying) {
            let (held, key) = (Arc::clone(self.held), row.once_key.clone().unwrap_or_default());
            // The same letter may have come twice, and then it lies there twice rightly.
            let meant =
                self.tools.database.read_async(move |connection| mailboxes::put_away(connection, &held, &key)).await?;
            surplus.extend(copies.into_iter().map(i64::from).skip(meant.max(1)));
        }
        surplus.sort_unstable();
        surplus.dedup();
        if !surplus.is_empty() {
            tracing::info!(mailbox = self.held.name, copies = surplus.len(), "copies that a crash left are deleted");
            self.dialogue.open(folder.as_str(), false).await?;
            let refused = self.delete(&surplus).await?;
            self.opened = self.dialogue.open(self.settings.folder.as_str(), false).await?;
            if let Some(refused) = refused {
                tracing::warn!(mailbox = self.held.name, refused, "copies that a crash left stay");
            }
        }
        let mut alike: BTreeMap<(i64, i32), Vec<i64>> = BTreeMap::new();
        for row in &due {
            alike.entry((row.uid_validity, row.tries)).or_default().push(row.uid);
        }
        for ((validity, tries), uids) in alike {
            self.settle_later(validity, uids, tries + 1).await?;
        }
        Ok(())
    }

    async fn settle_later(&self, validity: i64, uids: Vec<i64>, tries: i32) -> Result<()> {
        if uids.is_empty() {
            return Ok(());
        }
        self.write(move |connection, held, now| mailboxes::settle(connection, held, validity, &uids, tries, now)).await
    }

    /// Does a command that may be refused; the conversation itself must go on.
    async fn try_it(&mut self, command: &str, what: &str) -> Result<Option<String>> {
        let answer = self.dialogue.ask(command).await?;
        Ok(refusal(answer, what))
    }

    /// `MOVE` or `COPY` to a folder, which is made if it isn't there.
    async fn put_away(&mut self, verb: &str, uids: &[i64], folder: &FolderName) -> Result<Option<String>> {
        let what = format!("to put letters into {}", folder.as_str());
        let command = format!("UID {verb} {} {}", set(uids), name(folder.as_str()));
        let answer = self.dialogue.ask(&command).await?;
        if !answer.code.as_deref().is_some_and(|code| code.starts_with("TRYCREATE")) {
            return Ok(refusal(answer, &what));
        }
        if let Some(refused) = self.try_it(&format!("CREATE {}", name(folder.as_str())), &what).await? {
            return Ok(Some(refused));
        }
        self.try_it(&command, &what).await
    }

    async fn delete(&mut self, uids: &[i64]) -> Result<Option<String>> {
        let set = set(uids);
        let refused = self.try_it(&format!("UID STORE {set} +FLAGS.SILENT (\\Deleted)"), "to delete letters").await?;
        // A plain EXPUNGE would also take what a person has marked; without UIDPLUS that is left to them.
        if refused.is_some() || !self.dialogue.can("UIDPLUS") {
            return Ok(refused);
        }
        self.try_it(&format!("UID EXPUNGE {set}"), "to delete letters").await
    }

    /// By MOVE or, where the server has none, by copying and deleting. Before it is written down that a letter may be
    /// there from now on; who finds that after a crash looks into the other folder first. A server may still be at work on
    /// the command of a client that is dead: that is waited for, or both would put one there.
    async fn put_into(&mut self, rows: Vec<MetRow>, folder: &FolderName) -> Result<Option<String>> {
        let (doubtful, fresh): (Vec<MetRow>, Vec<MetRow>) = rows.into_iter().partition(|row| row.state == "copying");
        let mut to_put: Vec<i64> = fresh.iter().map(|row| row.uid).collect();
        let mut to_delete = Vec::new();
        if !doubtful.is_empty() {
            tokio::time::sleep(SETTLING).await;
            let there = self.found_in(&doubtful, folder).await?;
            for (row, copies) in doubtful.iter().zip(there) {
                if copies.is_empty() { to_put.push(row.uid) } else { to_delete.push(row.uid) }
            }
        }
        if !to_put.is_empty() {
            let verb = if self.dialogue.can("MOVE") { "MOVE" } else { "COPY" };
            self.state(to_put.clone(), "copying").await?;
            let refused = self.put_away(verb, &to_put, folder).await?;
            if refused.is_some() {
                // A no to COPY means that nothing was copied (RFC 9051, section 6.4.7).
                self.state(to_put, "stored").await?;
                return Ok(refused);
            }
            if verb == "COPY" {
                to_delete.extend(to_put);
            }
        }
        if to_delete.is_empty() {
            return Ok(None);
        }
        to_delete.sort_unstable();
        self.delete(&to_delete).await
    }

    /// Where each of these letters lies in the other folder already, lowest number first: those of the same size that are
    /// the same letter.
    async fn found_in(&mut self, rows: &[MetRow], folder: &FolderName) -> Result<Vec<Vec<u32>>> {
        let mut found = vec![Vec::new(); rows.len()];
        if self.dialogue.open(folder.as_str(), true).await.is_ok() {
            let sizes = self.dialogue.sizes(1).await?;
            let sized = |size: u64| rows.iter().any(|row| i64::try_from(size) == Ok(row.size));
            for (uid, size) in sizes.into_iter().filter(|(_, size)| sized(*size)) {
                let limit = u64::try_from(LARGEST).unwrap_or(u64::MAX);
                let Some(Body::Whole(raw)) = self.dialogue.fetch(uid, limit).await? else { continue };
                let letter = self.prepared(uid, size, raw).await?;
                for (_, copies) in rows.iter().zip(&mut found).filter(|(row, _)| letter.is(row)) {
                    copies.push(uid);
                }
            }
        }
        self.opened = self.dialogue.open(self.settings.folder.as_str(), false).await?;
        Ok(found)
    }

    async fn state(&self, uids: Vec<i64>, state: &'static str) -> Result<()> {
        if uids.is_empty() {
            return Ok(());
        }
        let validity = self.series.validity;
        self.write(move |connection, held, now| mailboxes::tidied(connection, held, validity, &uids, state, now)).await
    }
}

fn refusal(answer: Answer, what: &str) -> Option<String> {
    answer.yes(what).err().map(|error| error.message().to_owned())
}
