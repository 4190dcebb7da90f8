//! The commands of IMAP that fetching needs (RFC 9051, RFC 3501), one function each. An answer that isn't understood is
//! passed over; NO and BAD are told in the server's own words.

use super::folder;
use super::tokens::{self, Body};
use super::wire::{Line, Wire};
use crate::domain::names::one_line;
use crate::error::{Error, Kind, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tokio::time::timeout;

/// Answers of one command that are kept: more than any folder that people use has letters.
const MOST_LINES: usize = 500_000;
/// Literals of answers that aren't letters.
const SMALL: u64 = 64 * 1024;
/// A whole letter may take so long, however steadily it drips.
const LONGEST_FETCH: Duration = Duration::from_secs(600);

/// A conversation with a server.
pub(super) struct Dialogue {
    pub(super) wire: Wire,
    pub(super) capabilities: BTreeSet<String>,
    /// The server told that letters came since this was last set back.
    pub(super) news: bool,
    number: u64,
    /// What the server said when it was about to hang up.
    farewell: Option<String>,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Ok,
    No,
    Bad,
}

/// The end of a command, with what came before it.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: Status,
    pub(super) code: Option<String>,
    pub(super) words: String,
    pub(super) lines: Vec<Line>,
}

impl Answer {
    /// The answer if it is a yes.
    pub(super) fn yes(self, what: &str) -> Result<Self> {
        match self.status {
            Status::Ok => Ok(self),
            Status::No | Status::Bad => Err(self.refusal(what)),
        }
    }

    /// The error that a no is; passing trouble where the server says so (RFC 5530).
    pub(super) fn refusal(&self, what: &str) -> Error {
        let passing = self.code.as_deref().is_some_and(|code| {
            ["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"].iter().any(|word| code.starts_with(word))
        });
        let kind = if passing { Kind::Unavailable } else { Kind::Invalid };
        Error::new(kind, format!("The mail server refuses {what}: {}", self.said()))
    }

    /// The server's words, safe to show.
    pub(super) fn said(&self) -> String {
        let code = self.code.as_ref().map(|code| format!("[{code}] ")).unwrap_or_default();
        one_line(&format!("{code}{}", self.words), 200)
    }
}

/// A folder that was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Opened {
    /// None when its numbers don't last.
    pub(super) validity: Option<u32>,
    pub(super) exists: u32,
    /// Whether keywords of our own are kept.
    pub(super) keywords: bool,
}

impl Dialogue {
    pub(super) fn new(wire: Wire) -> Self {
        Self { wire, capabilities: BTreeSet::new(), news: false, number: 0, farewell: None }
    }

    pub(super) fn can(&self, what: &str) -> bool {
        self.capabilities.contains(what)
    }

    /// Reads the greeting. Says whether the server thinks it knows us already.
    pub(super) async fn greeting(&mut self) -> Result<bool> {
        let line = self.wire.line(SMALL).await?.text();
        let upper = line.to_ascii_uppercase();
        if upper.starts_with("* OK") || upper.starts_with("* PREAUTH") {
            self.untagged(&line);
            return Ok(upper.starts_with("* PREAUTH"));
        }
        Err(Error::unavailable(format!("The mail server greets with: {}", one_line(&line, 200))))
    }

    pub(super) fn tag(&mut self) -> String {
        self.number += 1;
        format!("s{}", self.number)
    }

    /// Sends a command and reads to its end.
    pub(super) async fn ask(&mut self, command: &str) -> Result<Answer> {
        self.ask_for(command, SMALL).await
    }

    async fn ask_for(&mut self, command: &str, most: u64) -> Result<Answer> {
        let tag = self.tag();
        self.wire.send(format!("{tag} {command}\r\n").as_bytes()).await?;
        self.end(&tag, most).await
    }

    /// Reads to the end of the command with this tag.
    pub(super) async fn end(&mut self, tag: &str, most: u64) -> Result<Answer> {
        let mut lines = Vec::new();
        loop {
            let line = match self.wire.line(most).await {
                Ok(line) => line,
                Err(error) => return Err(self.parted(error)),
            };
            let text = line.text();
            if let Some(answer) = tagged(tag, &text) {
                self.codes(answer.code.as_deref());
                return Ok(Answer { lines, ..answer });
            }
            self.untagged(&text);
            if lines.len() < MOST_LINES {
                lines.push(line);
            }
        }
    }

    /// Reads until the server asks for more (none) or ends the command with this tag.
    pub(super) async fn challenged(&mut self, tag: &str) -> Result<Option<Answer>> {
        loop {
            let text = match self.wire.line(SMALL).await {
                Ok(line) => line.text(),
                Err(error) => return Err(self.parted(error)),
            };
            if text.starts_with('+') {
                return Ok(None);
            }
            if let Some(answer) = tagged(tag, &text) {
                self.codes(answer.code.as_deref());
                return Ok(Some(answer));
            }
            self.untagged(&text);
        }
    }

    /// What the server said last says more than that it hung up.
    fn parted(&mut self, error: Error) -> Error {
        match self.farewell.take() {
            Some(words) => Error::unavailable(format!("The mail server hung up: {}", one_line(&words, 200))),
            None => error,
        }
    }

    /// Takes note of what the server tells by itself.
    pub(super) fn untagged(&mut self, line: &str) {
        let Some(rest) = line.strip_prefix("* ") else { return };
        let mut words = rest.split_whitespace();
        let first = words.next().unwrap_or_default().to_ascii_uppercase();
        let second = words.next().unwrap_or_default();
        if first == "CAPABILITY" {
            self.codes(Some(&rest.to_ascii_uppercase()));
        } else if first == "BYE" {
            self.farewell = Some(rest.to_owned());
        } else if matches!(first.as_str(), "OK" | "PREAUTH") {
            let (code, _) = tokens::code(rest.split_once(' ').map_or("", |(_, rest)| rest));
            self.codes(code.as_deref());
        } else if second.eq_ignore_ascii_case("EXISTS") || second.eq_ignore_ascii_case("RECENT") {
            self.news = true;
        }
    }

    fn codes(&mut self, code: Option<&str>) {
        if let Some(list) = code.and_then(|code| code.strip_prefix("CAPABILITY ")) {
            self.capabilities = list.split_whitespace().map(str::to_owned).collect();
        }
    }

    /// Asks what the server can, if it hasn't told by itself.
    pub(super) async fn know_capabilities(&mut self) -> Result<()> {
        if self.capabilities.is_empty() {
            self.ask("CAPABILITY").await?.yes("to say what it can")?;
        }
        Ok(())
    }

    /// Opens a folder, to change it or (`EXAMINE`) only to look.
    pub(super) async fn open(&mut self, folder: &str, only_look: bool) -> Result<Opened> {
        let verb = if only_look { "EXAMINE" } else { "SELECT" };
        let answer = self.ask(&format!("{verb} {}", folder::name(folder))).await?;
        let answer = answer.yes(&format!("the folder {folder}"))?;
        let mut opened = Opened::default();
        let mut lasting = true;
        for line in &answer.lines {
            let text = line.text();
            let Some(rest) = text.strip_prefix("* ") else { continue };
            if let Some((count, word)) = rest.split_once(' ') {
                if word.trim().eq_ignore_ascii_case("EXISTS") {
                    opened.exists = count.parse().unwrap_or(0);
                }
                let (code, _) = tokens::code(word);
                let code = code.unwrap_or_default();
                if let Some(number) = code.strip_prefix("UIDVALIDITY ") {
                    opened.validity = number.trim().parse().ok().filter(|number| *number > 0);
                }
                opened.keywords |= code.starts_with("PERMANENTFLAGS ") && code.contains("\\*");
                lasting &= !code.starts_with("UIDNOTSTICKY");
            }
        }
        if answer.code.as_deref().is_some_and(|code| code.starts_with("UIDNOTSTICKY")) || !lasting {
            opened.validity = None;
        }
        Ok(opened)
    }

    /// Number and size of every letter from `first` on, lowest first.
    pub(super) async fn sizes(&mut self, first: u32) -> Result<Vec<(u32, u64)>> {
        let answer = self.ask(&format!("UID FETCH {first}:* (UID RFC822.SIZE)")).await?;
        let complete = answer.status == Status::Ok;
        let mut found = BTreeMap::new();
        let mut note = |lines: Vec<Line>| {
            for fetch in lines.into_iter().filter_map(tokens::fetch) {
                // `n:*` always names the last letter, even if its number is lower than n.
                if let Some(uid) = fetch.uid.filter(|uid| *uid >= first) {
                    let size = found.entry(uid).or_insert(0);
                    *size = fetch.size.unwrap_or(*size);
                }
            }
        };
        note(answer.lines);
        if !complete {
            // One letter that can't be measured must not hide the others (R26): it is measured while it is fetched.
            note(self.ask(&format!("UID FETCH {first}:* (UID)")).await?.yes("to list letters")?.lines);
        }
        Ok(found.into_iter().collect())
    }

    /// Fetches a letter without marking it as read (R24); none when it is no longer there. Larger than `most`: dropped.
    ///
    /// # Errors
    /// `Invalid` when the server refuses this one; `Unavailable` when the conversation is over.
    pub(super) async fn fetch(&mut self, uid: u32, most: u64) -> Result<Option<Body>> {
        let command = format!("UID FETCH {uid} (UID BODY.PEEK[])");
        let ask = self.ask_for(&command, most);
        let answer = timeout(LONGEST_FETCH, ask)
            .await
            .unwrap_or_else(|_| Err(Error::unavailable("A letter took longer than ten minutes to come.")))?;
        let answer = answer.yes("to hand over a letter")?;
        let mut found = answer.lines.into_iter().filter_map(tokens::fetch).filter(|fetch| fetch.uid == Some(uid));
        if let Some(body) = found.find_map(|fetch| fetch.body) {
            return Ok(Some(body));
        }
        // No answer may mean that somebody has just deleted it, or that the server can't read it: gone is gone for good.
        let answer = self.ask(&format!("UID FETCH {uid} (UID)")).await?.yes("to list a letter")?;
        match answer.lines.into_iter().filter_map(tokens::fetch).any(|fetch| fetch.uid == Some(uid)) {
            true => Err(Error::invalid("The mail server lists this letter and hands nothing over.")),
            false => Ok(None),
        }
    }

    /// Fetches the first `most` bytes of a letter, unread; none when the server refuses or it is no longer there.
    pub(super) async fn beginning(&mut self, uid: u32, most: u64) -> Result<Option<Vec<u8>>> {
        let command = format!("UID FETCH {uid} (UID BODY.PEEK[]<0.{most}>)");
        let ask = self.ask_for(&command, most);
        let answer = timeout(LONGEST_FETCH, ask)
            .await
            .unwrap_or_else(|_| Err(Error::unavailable("A letter took longer than ten minutes to come.")))?;
        let mut found = answer.lines.into_iter().filter_map(tokens::fetch).filter(|fetch| fetch.uid == Some(uid));
        Ok(found.find_map(|fetch| match fetch.body {
            Some(Body::Whole(bytes)) => Some(bytes),
            Some(Body::TooLarge) | None => None,
        }))
    }

    /// Waits until the server tells of new letters, or `most` has passed (RFC 2177). Given up at any moment, the
    /// conversation can't go on.
    pub(super) async fn idle(&mut self, most: Duration) -> Result<()> {
        let tag = self.tag();
        self.wire.send(format!("{tag} IDLE\r\n").as_bytes()).await?;
        if let Some(answer) = self.challenged(&tag).await? {
            return answer.yes("IDLE").map(drop);
        }
        let end = tokio::time::Instant::now() + most;
        // Letters that came before the server began to tell were told in between.
        while !self.news {
            match tokio::time::timeout_at(end, self.wire.ready()).await {
                Ok(Ok(())) => {
                    let text = self.wire.line(SMALL).await?.text();
                    self.untagged(&text);
                }
                Ok(Err(error)) => return Err(self.parted(error)),
                Err(_) => break,
            }
        }
        self.wire.send(b"DONE\r\n").await?;
        self.end(&tag, SMALL).await?.yes("to go on").map(drop)
    }
}

/// The end of the command with this tag, if this is it.
fn tagged(tag: &str, text: &str) -> Option<Answer> {
    let rest = text.strip_prefix(tag)?.strip_prefix(' ')?;
    let (word, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let status = match word.to_ascii_uppercase().as_str() {
        "OK" => Status::Ok,
        "NO" => Status::No,
        _ => Status::Bad,
    };
    let (code, words) = tokens::code(rest);
    Some(Answer { status, code, words: words.to_owned(), lines: Vec::new() })
}
