//! One conversation, from the greeting to the good-bye, over any stream. Envelope commands are answered as they come; a
//! letter is undotted, freed of forged fields and laid on paper in pieces, so that a session holds some 100 KB whatever the
//! letter's size; then every recipient is answered: by LMTP each alone, by SMTP all together.

use super::command::{self, Command, Hello, Mail};
use super::desk::Desk;
use super::dots::{Dots, Status};
use super::head::Head;
use super::path::Path;
use super::reply::Reply;
use super::wire::{Line, Wire};
use crate::domain::{Via, names};
use crate::error::Error;
use crate::services::arrivals::{Arrival, LARGEST, Standing};
use crate::store::{Raw, RawWriter};
use std::net::IpAddr;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::time::{Duration, Instant};

/// What a conversation keeps to.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Which of the two protocols: [`Via::Lmtp`] or [`Via::Smtp`].
    pub via: Via,
    /// What we call ourselves.
    pub name: String,
    /// Whose results of authentication are taken out of letters, for they would be believed.
    pub forged: Vec<String>,
    /// Whether STARTTLS is offered.
    pub tls: bool,
    /// Letters of one connection.
    pub letters: usize,
    /// Recipients of one letter.
    pub recipients: usize,
    /// Refused commands of one connection.
    pub errors: usize,
    /// Received fields of one letter.
    pub hops: usize,
    /// For one command to come.
    pub command: Duration,
    /// For a whole letter to come.
    pub body: Duration,
    /// For the whole conversation.
    pub session: Duration,
}

/// Who is there, and what they have used up; it outlives the change to TLS.
#[derive(Debug)]
pub struct Caller {
    /// Their address; none by a socket of this machine.
    pub peer: Option<IpAddr>,
    /// Whether the way is encrypted.
    pub secured: bool,
    letters: usize,
    errors: usize,
    until: Instant,
}

impl Caller {
    /// Somebody who has just come.
    pub fn new(peer: Option<IpAddr>, rules: &Rules) -> Self {
        Self { peer, secured: false, letters: 0, errors: 0, until: Instant::now() + rules.session }
    }
}

/// How a conversation ended.
pub enum End<S> {
    /// For good.
    Closed,
    /// The client wants TLS, and hears nothing until it has it.
    StartTls(S),
}

#[derive(Default)]
struct Envelope {
    from: Option<Path>,
    utf8: bool,
    to: Vec<String>,
}

/// What a command leads to.
enum Next {
    Say(Reply),
    Letter,
    StartTls,
    End(Reply),
}

struct Session<'a, S, D> {
    wire: Wire<S>,
    desk: &'a D,
    rules: &'a Rules,
    caller: &'a mut Caller,
    hello: Option<(Hello, String)>,
    envelope: Envelope,
}

/// Talks until one side ends it, or `stop` says so between two commands.
pub async fn talk<S, D>(
    stream: S,
    desk: &D,
    rules: &Rules,
    caller: &mut Caller,
    stop: &mut watch::Receiver<bool>,
) -> End<S>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + Sync,
    D: Desk,
{
    let mut wire = Wire::new(stream);
    if !caller.secured {
        let protocol = if rules.via == Via::Lmtp { "LMTP" } else { "ESMTP" };
        wire.say_raw(format!("220 {} {protocol} Smilecard\r\n", rules.name).as_bytes());
    }
    let mut session = Session { wire, desk, rules, caller, hello: None, envelope: Envelope::default() };
    let last = loop {
        let until = session.command_until();
        let line = tokio::select! {
            biased;
            line = session.wire.line(until) => line,
            _ = stop.wait_for(|stop| *stop) => break Some(Reply::STOPPING),
        };
        let command = match line {
            Line::Text(text) => command::parse(&text),
            Line::TooLong => Err(Reply::TOO_LONG),
            // Whoever sends one has something in mind that we want no part of (R9).
            Line::Bare => break Some(Reply::SMUGGLING),
            Line::Closed => break None,
            Line::TooSlow => break Some(Reply::TOO_SLOW),
        };
        let next = match command {
            Ok(command) => session.obey(command).await,
            Err(reply) => Next::Say(reply),
        };
        match next {
            Next::Say(reply) => {
                if reply.is_refusal() {
                    session.caller.errors += 1;
                }
                session.wire.say(&reply);
            }
            Next::Letter => {
                if let Err(last) = session.letter().await {
                    break last;
                }
            }
            Next::StartTls => {
                session.wire.say(&Reply::READY_FOR_TLS);
                let until = session.command_until();
                if session.wire.flush(until).await.is_err() {
                    break None;
                }
                // What came in the clear behind STARTTLS is forgotten with the wire (R10, RFC 3207 section 4.2).
                return End::StartTls(session.wire.into_stream());
            }
            Next::End(reply) => break Some(reply),
        }
        if session.caller.errors >= rules.errors {
            break Some(Reply::TOO_MANY_ERRORS);
        }
    };
    if let Some(reply) = last {
        session.wire.say(&reply);
    }
    // A client that doesn't listen to the last word is not waited for.
    session.wire.close(Instant::now() + Duration::from_secs(5)).await;
    End::Closed
}

impl<S, D> Session<'_, S, D>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + Sync,
    D: Desk,
{
    fn command_until(&self) -> Instant {
        self.caller.until.min(Instant::now() + self.rules.command)
    }

    async fn obey(&mut self, command: Command) -> Next {
        let reply = match command {
            Command::Hello(which, name) => self.greet(which, name),
            Command::Quit => return Next::End(Reply::BYE),
            Command::Noop => Reply::OK,
            Command::Vrfy => Reply::NOT_SAID,
            Command::Rset => {
                self.envelope = Envelope::default();
                Reply::OK
            }
            Command::StartTls if self.caller.secured || !self.rules.tls => Reply::NO_TLS,
            Command::StartTls => return Next::StartTls,
            Command::Mail(_) if self.caller.letters >= self.rules.letters => return Next::End(Reply::TOO_MANY_LETTERS),
            Command::Mail(mail) => self.mail(mail),
            Command::Rcpt(to) => self.rcpt(&to).await,
            Command::Data if self.envelope.from.is_none() => Reply::MAIL_FIRST,
            Command::Data if self.envelope.to.is_empty() => Reply::RCPT_FIRST,
            Command::Data => return Next::Letter,
        };
        Next::Say(reply)
    }

    fn greet(&mut self, which: Hello, name: String) -> Reply {
        if (self.rules.via == Via::Lmtp) != (which == Hello::Lhlo) {
            return Reply::WRONG_PROTOCOL;
        }
        self.envelope = Envelope::default();
        self.hello = Some((which, names::one_line(&name, 255)));
        if which == Hello::Helo {
            return Reply { code: 250, status: "", text: self.rules.name.clone().into() };
        }
        let mut lines =
            vec![self.rules.name.clone(), "PIPELINING".into(), "8BITMIME".into(), format!("SIZE {LARGEST}")];
        if self.rules.tls && !self.caller.secured {
            lines.push("STARTTLS".into());
        }
        lines.push("ENHANCEDSTATUSCODES".into());
        for line in lines {
            self.wire.say_raw(format!("250-{line}\r\n").as_bytes());
        }
        Reply { code: 250, status: "", text: "SMTPUTF8".into() }
    }

    fn mail(&mut self, mail: Mail) -> Reply {
        if self.hello.is_none() {
            return Reply::HELLO_FIRST;
        }
        if self.envelope.from.is_some() {
            return Reply::MAIL_TWICE;
        }
        if mail.size.is_some_and(|size| size > LARGEST as u64) {
            return Reply::TOO_LARGE;
        }
        self.envelope = Envelope { from: Some(mail.from), utf8: mail.utf8, to: Vec::new() };
        Reply::SENDER_OK
    }

    async fn rcpt(&mut self, to: &Path) -> Reply {
        if self.envelope.from.is_none() {
            return Reply::MAIL_FIRST;
        }
        if self.envelope.to.len() >= self.rules.recipients {
            return Reply::TOO_MANY_RECIPIENTS;
        }
        if to.wants_relay() {
            return Reply::NO_RELAY;
        }
        if !self.envelope.utf8 && !to.is_ascii() {
            return Reply::NEEDS_UTF8;
        }
        let address = to.to_string();
        match self.desk.standing(&address).await {
            Ok(Standing::Known) => {
                self.envelope.to.push(address);
                Reply::RECIPIENT_OK
            }
            Ok(Standing::Unknown) => Reply::UNKNOWN_RECIPIENT,
            Ok(Standing::Foreign) => Reply::NO_RELAY,
            Err(error) => self.failed(&error),
        }
    }

    /// Takes the letter that follows DATA. An error is the last word of the conversation.
    async fn letter(&mut self) -> Result<(), Option<Reply>> {
        let until = self.caller.until.min(Instant::now() + self.rules.body);
        self.wire.say(&Reply::GO_AHEAD);
        let envelope = std::mem::take(&mut self.envelope);
        self.caller.letters += 1;
        let taken = self.read(&envelope, until).await?;
        let replies = match taken {
            Ok(raw) => self.store(&envelope, raw).await,
            Err(reply) => vec![reply; envelope.to.len()],
        };
        let count = if self.rules.via == Via::Lmtp { replies.len() } else { 1 };
        for reply in replies.iter().take(count) {
            self.wire.say(reply);
        }
        Ok(())
    }

    /// Reads to the final dot, whatever happens: a client that hears an answer too early takes it for another's.
    async fn read(&mut self, envelope: &Envelope, until: Instant) -> Result<Result<Raw, Reply>, Option<Reply>> {
        let forged: Vec<&str> = self.rules.forged.iter().map(String::as_str).collect();
        let (mut dots, mut head) = (Dots::new(self.rules.via != Via::Lmtp), Head::new(&forged));
        let mut paper = Ok(self.desk.paper());
        let mut piece = self.stamp(envelope);
        // Our own lines don't count towards the letter's size.
        let (mut size, mut blank) = (0_usize, true);
        loop {
            let mut undotted = Vec::new();
            let (taken, status) = dots.feed(self.wire.waiting(), &mut undotted);
            self.wire.take(taken);
            size = size.saturating_add(undotted.len());
            blank = blank && undotted.iter().all(u8::is_ascii_whitespace);
            if size <= LARGEST {
                head.feed(&undotted, &mut piece);
            }
            if status == Status::End {
                head.end(&mut piece);
            }
            paper = lay(paper, &piece).await;
            piece.clear();
            match status {
                Status::End => break,
                Status::Bare => return Err(Some(Reply::SMUGGLING)),
                Status::More => {}
            }
            match self.wire.more(until).await {
                Ok(0) => return Err(None),
                Ok(_) => {}
                Err(error) if error.kind() == std::io::ErrorKind::TimedOut => return Err(Some(Reply::TOO_SLOW)),
                Err(_) => return Err(None),
            }
        }
        Ok(if size > LARGEST {
            Err(Reply::TOO_LARGE)
        } else if blank {
            Err(Reply::EMPTY)
        } else if head.received() > self.rules.hops {
            Err(Reply::TOO_MANY_HOPS)
        } else {
            finish(paper).await.map_err(|error| self.failed(&error))
        })
    }

    /// The lines that we add: Return-Path, for this is the final delivery, and Received (RFC 5321 section 4.4).
    fn stamp(&self, envelope: &Envelope) -> Vec<u8> {
        let from = envelope.from.as_ref().map(ToString::to_string).unwrap_or_default();
        let (which, name) = self.hello.as_ref().map_or((Hello::Helo, ""), |(which, name)| (*which, name.as_str()));
        let protocol = match (which, envelope.utf8, self.caller.secured) {
            (Hello::Lhlo, false, _) => "LMTP",
            (Hello::Lhlo, true, _) => "UTF8LMTP",
            (Hello::Helo, _, _) => "SMTP",
            (Hello::Ehlo, false, false) => "ESMTP",
            (Hello::Ehlo, false, true) => "ESMTPS",
            (Hello::Ehlo, true, false) => "UTF8SMTP",
            (Hello::Ehlo, true, true) => "UTF8SMTPS",
        };
        let peer = match self.caller.peer {
            Some(peer) if peer.is_ipv6() => format!(" ([IPv6:{peer}])"),
            Some(peer) => format!(" ([{peer}])"),
            None => " (local)".to_owned(),
        };
        // The name is the client's own word: nothing in it may look like ours.
        let name: String = name.chars().filter(|c| !"()<>;\\\"".contains(*c)).collect();
        let to = match envelope.to.as_slice() {
            [only] => format!("\r\n\tfor <{only}>"),
            _ => String::new(),
        };
        let date =
            jiff::fmt::rfc2822::to_string(&self.desk.now().to_zoned(jiff::tz::TimeZone::UTC)).unwrap_or_default();
        format!(
            "Return-Path: <{from}>\r\nReceived: from {name}{peer}\r\n\tby {} (Smilecard) with {protocol}{to};\r\n\t{date}\r\n",
            self.rules.name
        )
        .into_bytes()
    }

    /// Stores the letter for everybody, and answers for each.
    async fn store(&self, envelope: &Envelope, raw: Raw) -> Vec<Reply> {
        let letters = envelope.to.iter().map(|recipient| Arrival {
            recipient: recipient.clone(),
            sender: envelope.from.as_ref().map(ToString::to_string),
            raw: raw.clone(),
            via: self.rules.via,
            peer: self.caller.peer,
            hello: self.hello.as_ref().map(|(_, name)| name.clone()),
        });
        let outcomes = self.desk.take(letters.collect(), self.rules.via != Via::Lmtp).await;
        outcomes
            .iter()
            .map(|outcome| outcome.as_ref().map_or_else(|error| self.failed(error), |()| Reply::STORED))
            .collect()
    }

    /// What a failure is called outside; trouble of ours is told to the log.
    fn failed(&self, error: &Error) -> Reply {
        let reply = Reply::from(error);
        if reply.code < 500 {
            tracing::warn!(via = self.rules.via.word(), %error, causes = error.causes(), "a letter was put off");
        }
        reply
    }
}

/// Writes a piece on paper; a large letter's goes to its file on a thread that may block. A fault is kept until the end.
async fn lay(paper: Result<RawWriter, Error>, piece: &[u8]) -> Result<RawWriter, Error> {
    let mut paper = paper?;
    paper.push(piece);
    if !paper.is_full() {
        return Ok(paper);
    }
    blocking(move || paper.spill().map(|()| paper)).await
}

async fn finish(paper: Result<RawWriter, Error>) -> Result<Raw, Error> {
    let paper = paper?;
    if paper.is_small() {
        return paper.finish();
    }
    blocking(move || paper.finish()).await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    let broken = |_| Err(Error::internal("A letter could not be kept."));
    tokio::task::spawn_blocking(work).await.unwrap_or_else(broken)
}
