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
use std::sync::Arc;
use std::time::Duration;

/// Letters of one command: a line that every server takes.
const AT_ONCE: i64 = 100;
/// A server is done with the last command of a dead client within this time.
const SETTLING: Duration = Duration::from_secs(3);
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
            self.state(uids, "done").await?;
        }
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
            for row in &doubtful {
                if there.contains(&row.uid) { to_delete.push(row.uid) } else { to_put.push(row.uid) }
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

    /// Which of these letters lie in the other folder already: of the same size, and the same letter.
    async fn found_in(&mut self, rows: &[MetRow], folder: &FolderName) -> Result<Vec<i64>> {
        let mut found = Vec::new();
        if self.dialogue.open(folder.as_str(), true).await.is_ok() {
            let sizes = self.dialogue.sizes(1).await?;
            for row in rows {
                let same = |(_, size): &&(u32, u64)| i64::try_from(*size) == Ok(row.size);
                // The newest first: a copy that was just made.
                for (uid, size) in sizes.iter().rev().filter(same) {
                    let limit = u64::try_from(LARGEST).unwrap_or(u64::MAX);
                    let Some(Body::Whole(raw)) = self.dialogue.fetch(*uid, limit).await? else { continue };
                    if self.prepared(*uid, *size, raw).await?.is(row) {
                        found.push(row.uid);
                        break;
                    }
                }
            }
        }
        self.opened = self.dialogue.open(self.settings.folder.as_str(), false).await?;
        Ok(found)
    }

    async fn state(&self, uids: Vec<i64>, state: &'static str) -> Result<()> {
        let validity = self.series.validity;
        self.write(move |connection, held, now| mailboxes::tidied(connection, held, validity, &uids, state, now)).await
    }
}

fn refusal(answer: Answer, what: &str) -> Option<String> {
    answer.yes(what).err().map(|error| error.message().to_owned())
}
