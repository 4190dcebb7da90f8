//! The conversation with a relay: one connection carries many letters, each step has its own time, and a letter that is
//! refused ends that letter, not the connection. Says of every refusal whether the letter or the relay is the trouble.
//!
//! A connection that lay idle may have been closed by the other side. Before anything of a letter was taken that costs
//! nothing: the letter goes over a new one.

use super::failure::Failure;
use super::message::Parcel;
use crate::domain::names::one_line;
use jiff::{SignedDuration, Timestamp};
use lettre::Address;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::response::Response;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long an idle connection is kept: shorter than relays keep theirs (five minutes and more).
const IDLE: Duration = Duration::from_secs(60);

/// Letters over one connection, then a new one: relays end theirs after a hundred or more.
const LETTERS: usize = 100;

/// How the way is protected.
#[derive(Clone)]
pub(super) enum Protection {
    /// Not at all.
    None,
    /// STARTTLS or nothing.
    Upgrade(TlsParameters),
    /// TLS from the first byte.
    Wrapped(TlsParameters),
}

/// Where the relay is and how it is spoken to.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) hello: ClientId,
    pub(super) protection: Protection,
    pub(super) credentials: Option<Credentials>,
    /// What one step may take.
    pub(super) step: Duration,
    /// What the answer to a whole letter may take.
    pub(super) closing: Duration,
    /// Letters to one domain at the same time.
    pub(super) per_domain: usize,
}

/// A relay; cloning it shares its connections.
#[derive(Clone)]
pub struct Relay(Arc<Inner>);

struct Inner {
    place: Place,
    idle: Mutex<Vec<Line>>,
    busy: Mutex<HashMap<String, usize>>,
    rest: Mutex<Rest>,
}

/// A relay that is away is left in peace for a while, by every letter alike.
#[derive(Debug, Default)]
struct Rest {
    in_vain: usize,
    until: Option<Timestamp>,
}

/// Seconds of rest after the first, second, … attempt in vain: short at first, for somebody may wait for a link to
/// sign in.
const RESTS: [i64; 6] = [5, 15, 30, 60, 120, 300];

impl fmt::Debug for Relay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Relay({}:{})", self.0.place.host, self.0.place.port)
    }
}

/// An open connection.
struct Line {
    talk: SmtpConnection,
    letters: usize,
    since: Instant,
}

/// A place among the letters that go to one domain at this moment; given back when dropped.
pub struct Lane {
    relay: Relay,
    domain: String,
}

impl Drop for Lane {
    fn drop(&mut self) {
        let mut busy = self.relay.0.busy.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = busy.get_mut(&self.domain) {
            *count -= 1;
            if *count == 0 {
                busy.remove(&self.domain);
            }
        }
    }
}

/// What came of offering a letter over one connection.
enum Said {
    Taken,
    /// The connection had ended before anything was said.
    Stale,
    Refused(Failure),
}

impl Relay {
    pub(super) fn new(place: Place) -> Self {
        Self(Arc::new(Inner { place, idle: Mutex::default(), busy: Mutex::default(), rest: Mutex::default() }))
    }

    /// A place among the letters to this domain; none while there are as many as are let.
    pub(super) fn lane(&self, domain: &str) -> Option<Lane> {
        let domain = domain.to_ascii_lowercase();
        let mut busy = self.0.busy.lock().unwrap_or_else(PoisonError::into_inner);
        let count = busy.entry(domain.clone()).or_insert(0);
        if *count >= self.0.place.per_domain {
            return None;
        }
        *count += 1;
        Some(Lane { relay: self.clone(), domain })
    }

    /// Offers one letter and waits for the answer, `most` at the longest.
    pub(super) fn send(&self, parcel: &Parcel, most: Duration) -> Result<(), Failure> {
        let end = Instant::now() + most;
        if let Some(line) = self.idle() {
            match self.offer(line, parcel, end, true) {
                Said::Taken => return Ok(()),
                Said::Refused(failure) => return Err(failure),
                Said::Stale => {}
            }
        }
        let line = self.open(end)?;
        match self.offer(line, parcel, end, false) {
            Said::Taken => Ok(()),
            Said::Refused(failure) => Err(failure),
            Said::Stale => Err(Failure::relay("The relay hung up.".to_owned())),
        }
    }

    /// Until when nothing is offered, if it is away.
    pub(super) fn resting(&self, now: Timestamp) -> Option<Timestamp> {
        let rest = self.0.rest.lock().unwrap_or_else(PoisonError::into_inner);
        rest.until.filter(|until| *until > now)
    }

    /// It could not be reached: says when to look again. Those who found out together count as one.
    pub(super) fn rest(&self, now: Timestamp) -> Timestamp {
        let mut rest = self.0.rest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = rest.until.filter(|until| *until > now) {
            return until;
        }
        let seconds = RESTS.get(rest.in_vain).or(RESTS.last()).copied().unwrap_or(60);
        let until = now.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(now);
        *rest = Rest { in_vain: rest.in_vain + 1, until: Some(until) };
        until
    }

    /// It answers.
    pub(super) fn awake(&self) {
        *self.0.rest.lock().unwrap_or_else(PoisonError::into_inner) = Rest::default();
    }

    /// Opens a connection as for a letter, and says what the relay is like.
    pub(super) fn open_and_close(&self) -> Result<Standing, Failure> {
        let mut line = self.open(Instant::now() + self.0.place.step * 4)?;
        let standing = Standing {
            encrypted: line.talk.is_encrypted(),
            certificate: line.talk.peer_certificate().ok(),
            signed_in: self.0.place.credentials.is_some(),
        };
        let _ = line.talk.command(Quit);
        Ok(standing)
    }

    /// Ends connections that nobody has used for a while.
    pub(super) fn tidy(&self) {
        let old: Vec<Line> = {
            let mut idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner);
            let (old, young) = idle.drain(..).partition(|line| line.since.elapsed() > IDLE);
            *idle = young;
            old
        };
        for mut line in old {
            let _ = line.talk.set_timeout(Some(Duration::from_secs(1)));
            let _ = line.talk.command(Quit);
        }
    }

    fn idle(&self) -> Option<Line> {
        let mut idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.pop().filter(|line| line.since.elapsed() <= IDLE)
    }

    fn keep(&self, mut line: Line) {
        if line.letters >= LETTERS {
            let _ = line.talk.command(Quit);
            return;
        }
        line.since = Instant::now();
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    fn open(&self, end: Instant) -> Result<Line, Failure> {
        let place = &self.0.place;
        let step = || left(end, place.step).ok_or_else(out_of_time);
        let wrapped = match &place.protection {
            Protection::Wrapped(tls) => Some(tls),
            Protection::None | Protection::Upgrade(_) => None,
        };
        let server = (place.host.as_str(), place.port);
        let mut talk = SmtpConnection::connect(server, Some(step()?), &place.hello, wrapped, None)
            .map_err(|cause| unreached(&cause))?;
        if let Protection::Upgrade(tls) = &place.protection {
            let _ = talk.set_timeout(Some(step()?));
            talk.starttls(tls, &place.hello).map_err(|cause| unreached(&cause))?;
        }
        if let Some(credentials) = &place.credentials {
            let _ = talk.set_timeout(Some(step()?));
            talk.auth(&[Mechanism::Plain, Mechanism::Login], credentials).map_err(|cause| unreached(&cause))?;
        }
        Ok(Line { talk, letters: 0, since: Instant::now() })
    }

    fn offer(&self, mut line: Line, parcel: &Parcel, end: Instant, used: bool) -> Said {
        line.letters += 1;
        match self.converse(&mut line.talk, parcel, end) {
            Ok(()) => {
                self.keep(line);
                Said::Taken
            }
            Err(Trouble { at: Step::Mail, failure }) if used && failure.code.is_none_or(|code| code == 421) => {
                Said::Stale
            }
            Err(Trouble { at, failure }) => {
                // After an answer the conversation goes on; after silence nobody knows where it stands.
                let answered = failure.code.is_some_and(|code| code != 421);
                let clean = at == Step::Letter || line.talk.command(Rset).is_ok();
                if answered && clean {
                    self.keep(line);
                }
                Said::Refused(failure)
            }
        }
    }

    fn converse(&self, talk: &mut SmtpConnection, parcel: &Parcel, end: Instant) -> Result<(), Trouble> {
        let place = &self.0.place;
        let wait = |talk: &mut SmtpConnection, most: Duration, at: Step| {
            let time = left(end, most).ok_or_else(|| Trouble { at, failure: out_of_time() })?;
            talk.set_timeout(Some(time)).map_err(|cause| Trouble { at, failure: Failure::passing(cause.to_string()) })
        };
        let mut options = Vec::new();
        let foreign = |address: &Address| !AsRef::<str>::as_ref(address).is_ascii();
        if foreign(&parcel.to) || parcel.from.as_ref().is_some_and(foreign) {
            if !talk.server_info().supports_feature(Extension::SmtpUtfEight) {
                let said = "The relay takes no addresses beyond ASCII (SMTPUTF8).".to_owned();
                return Err(Trouble { at: Step::Mail, failure: Failure { permanent: true, ..Failure::passing(said) } });
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        wait(talk, place.step, Step::Mail)?;
        told(Step::Mail, talk.command(Mail::new(parcel.from.clone(), options)))?;
        wait(talk, place.step, Step::Rcpt)?;
        told(Step::Rcpt, talk.command(Rcpt::new(parcel.to.clone(), Vec::new())))?;
        wait(talk, place.step, Step::Data)?;
        told(Step::Data, talk.command(Data))?;
        wait(talk, place.closing, Step::Letter)?;
        told(
            Step::Letter,
            match std::str::from_utf8(&parcel.raw) {
                Ok(text) => talk.command(Whole(text)),
                Err(_) => talk.message(&parcel.raw),
            },
        )
    }
}

/// A letter as it goes over the wire, to be written in one piece. `SmtpConnection::message` writes the closing dot apart: the
/// operating system keeps it back until the other side has confirmed the rest, which takes its time to (40 ms on Linux).
struct Whole<'a>(&'a str);

impl fmt::Display for Whole<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.starts_with('.') {
            out.write_str(".")?;
        }
        for (number, part) in self.0.split("\r\n.").enumerate() {
            out.write_str(if number > 0 { "\r\n.." } else { "" })?;
            out.write_str(part)?;
        }
        out.write_str("\r\n.\r\n")
    }
}

/// What a relay is like, for `doctor mail`.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Whether the conversation is protected.
    pub encrypted: bool,
    /// Its certificate, DER.
    pub certificate: Option<Vec<u8>>,
    /// Whether it took our name and password.
    pub signed_in: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Mail,
    Rcpt,
    Data,
    Letter,
}

struct Trouble {
    at: Step,
    failure: Failure,
}

fn told(at: Step, answer: Result<Response, SmtpError>) -> Result<(), Trouble> {
    answer.map(drop).map_err(|cause| Trouble { at, failure: of_letter(at, &cause) })
}

fn left(end: Instant, most: Duration) -> Option<Duration> {
    let left = end.saturating_duration_since(Instant::now());
    // A time-out of nothing would mean none at all.
    (left > Duration::from_millis(1)).then(|| left.min(most))
}

fn out_of_time() -> Failure {
    Failure::passing("The relay took too long.".to_owned())
}

/// Nothing was offered yet: whatever it says is about us, and may be set right.
fn unreached(cause: &SmtpError) -> Failure {
    Failure { code: cause.status().map(u16::from), ..Failure::relay(said(cause)) }
}

/// 5xx is for ever, but for what concerns the conversation and not the letter: a relay that wants a password, is not
/// to be spoken to, or has no such command may be set right tomorrow (RFC 5321 section 4.2.1, RFC 4954 section 6).
fn of_letter(at: Step, cause: &SmtpError) -> Failure {
    let code = cause.status().map(u16::from);
    let about_us = matches!(code, Some(500..=504 | 521 | 530 | 534 | 535 | 538));
    let said = said(cause);
    Failure {
        permanent: cause.is_permanent() && !about_us,
        relay: false,
        nobody: nobody(&said).filter(|_| at == Step::Rcpt && cause.is_permanent()),
        code,
        said,
    }
}

/// The status by which an answer says that there is no such mailbox or that it is closed for good (RFC 3463, sections
/// 3.2 and 3.3).
fn nobody(said: &str) -> Option<String> {
    said.split(|sign: char| !(sign.is_ascii_digit() || sign == '.'))
        .find(|word| matches!(*word, "5.1.1" | "5.1.2" | "5.1.3" | "5.1.6" | "5.1.10" | "5.2.1"))
        .map(str::to_owned)
}

fn said(cause: &SmtpError) -> String {
    let mut said = cause.to_string();
    let mut inner = std::error::Error::source(cause);
    while let Some(next) = inner {
        said = format!("{said}: {next}");
        inner = next.source();
    }
    one_line(&said, 400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_that_begins_a_line_is_doubled_and_one_alone_ends_the_letter() {
        let wire = |text: &str| Whole(text).to_string();
        assert_eq!(wire("Hello\r\nyou"), "Hello\r\nyou\r\n.\r\n");
        assert_eq!(wire(".\r\n.\r\n..\r\na.b"), "..\r\n..\r\n...\r\na.b\r\n.\r\n");
        assert_eq!(wire(""), "\r\n.\r\n");
    }

    #[test]
    fn only_words_about_the_mailbox_name_nobody() {
        assert!(nobody("permanent error (550): 5.1.1 <x@y.example>: no such user").is_some());
        assert!(nobody("permanent error (550): 5.2.1 closed").is_some());
        assert!(nobody("permanent error (550): 5.7.1 relaying denied").is_none());
        assert!(nobody("permanent error (550): from 15.1.15.3").is_none());
        assert!(nobody("permanent error (552): 5.2.2 full").is_none());
    }
}
