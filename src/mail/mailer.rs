//! Hands messages over: to a relay, into a folder, or into memory for the demo's mail page. Says of every refusal
//! whether another try can help; when to try again is the worker's to decide.

use crate::config::{SmtpSettings, Tls, Transport as Way};
use crate::error::{Error, Result};
use lettre::message::Message;
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls as LettreTls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{SmtpTransport, Transport};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long an idle connection to the relay is kept: shorter than relays keep theirs (five minutes and more).
const IDLE: Duration = Duration::from_secs(60);

/// A way out.
#[derive(Clone, Debug)]
pub enum Mailer {
    /// A relay; connections are reused.
    Smtp(SmtpTransport),
    /// A folder that takes one `.eml` each.
    File(PathBuf),
    /// The demo's mail page.
    Memory(Caught),
}

/// Why a message was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// True if trying again won't help.
    pub permanent: bool,
    /// What was said, on one line.
    pub said: String,
}

/// A message that [`Mailer::Memory`] caught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaughtMessage {
    /// Where it went.
    pub to: String,
    /// Every byte of it.
    pub raw: Vec<u8>,
}

/// The newest messages, oldest first. Cloning shares it.
#[derive(Clone, Debug)]
pub struct Caught {
    kept: Arc<Mutex<VecDeque<CaughtMessage>>>,
    most: usize,
}

impl Caught {
    /// Room for `most` messages; the oldest makes room for the next.
    pub fn new(most: usize) -> Self {
        Self { kept: Arc::new(Mutex::new(VecDeque::new())), most: most.max(1) }
    }

    /// What was caught, newest first.
    pub fn newest(&self) -> Vec<CaughtMessage> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).iter().rev().cloned().collect()
    }

    fn keep(&self, message: CaughtMessage) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        while kept.len() >= self.most {
            kept.pop_front();
        }
        kept.push_back(message);
    }
}

impl Mailer {
    /// The way out that the settings describe. `hello` is our name towards the relay where they give none, and
    /// `connections` how many letters may go out at once. Nothing is connected yet.
    ///
    /// # Errors
    /// `Invalid` when host or folder is missing.
    pub fn from_settings(settings: &SmtpSettings, hello: &str, connections: u32) -> Result<Self> {
        Self::trusting(settings, hello, connections, None)
    }

    /// The same, trusting also the authority whose certificate this is (PEM): for a relay of one's own.
    ///
    /// # Errors
    /// As [`Mailer::from_settings`]; `Invalid` when the certificate can't be read.
    pub fn trusting(settings: &SmtpSettings, hello: &str, connections: u32, authority: Option<&[u8]>) -> Result<Self> {
        match settings.transport {
            Way::File => {
                let folder = settings.folder.clone().ok_or_else(|| Error::invalid("smtp.folder is missing."))?;
                Ok(Self::File(folder))
            }
            Way::Smtp => {
                let host = settings.host.as_ref().ok_or_else(|| Error::invalid("smtp.host is missing."))?;
                let hello = settings.hello_name.as_ref().map_or(hello, |name| name.as_str());
                let tls = match settings.tls {
                    Tls::None => LettreTls::None,
                    Tls::Starttls => LettreTls::Required(tls_to(host.as_str(), authority)?),
                    Tls::Wrapper => LettreTls::Wrapper(tls_to(host.as_str(), authority)?),
                };
                let mut builder = SmtpTransport::builder_dangerous(host.as_str())
                    .port(settings.port())
                    .tls(tls)
                    .hello_name(ClientId::Domain(hello.to_owned()))
                    .timeout(Some(settings.timeout()))
                    .pool_config(PoolConfig::new().max_size(connections.max(1)).idle_timeout(IDLE));
                if let Some((name, password)) = settings.credentials() {
                    builder = builder.credentials(Credentials::new(name.to_owned(), password.expose().to_owned()));
                }
                Ok(Self::Smtp(builder.build()))
            }
        }
    }

    /// Hands one message over and waits for the answer.
    ///
    /// # Errors
    /// What the other side said, and whether another try can help.
    pub fn send(&self, message: &Message) -> Result<(), Failure> {
        match self {
            Self::Smtp(transport) => transport.send(message).map(drop).map_err(|cause| of_smtp(&cause)),
            Self::File(folder) => write(folder, message),
            Self::Memory(caught) => {
                let to = message.envelope().to().first().map(ToString::to_string).unwrap_or_default();
                caught.keep(CaughtMessage { to, raw: message.formatted() });
                Ok(())
            }
        }
    }
}

fn tls_to(host: &str, authority: Option<&[u8]>) -> Result<TlsParameters> {
    let unusable = |cause| Error::invalid("The certificate for the relay can't be used.").with_source(cause);
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(pem) = authority {
        builder = builder.add_root_certificate(Certificate::from_pem(pem).map_err(unusable)?);
    }
    builder.build().map_err(unusable)
}

/// 5xx is for ever, but for what concerns the conversation and not the letter: a relay that wants a password, is not
/// to be spoken to, or has no such command may be set right tomorrow (RFC 5321 section 4.2.1, RFC 4954 section 6).
fn of_smtp(cause: &lettre::transport::smtp::Error) -> Failure {
    let code = cause.status().map(u16::from);
    let about_us = matches!(code, Some(500..=504 | 521 | 530 | 534 | 535 | 538));
    let mut said = cause.to_string();
    let mut inner = std::error::Error::source(cause);
    while let Some(next) = inner {
        said = format!("{said}: {next}");
        inner = next.source();
    }
    Failure { permanent: cause.is_permanent() && !about_us, said: crate::domain::names::one_line(&said, 400) }
}

/// Writes beside and renames, so that whoever reads the folder never sees half a letter.
fn write(folder: &Path, message: &Message) -> Result<(), Failure> {
    let raw = message.formatted();
    let id = message.headers().get_raw("Message-ID").unwrap_or("letter");
    let name: String =
        id.chars().filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.')).collect();
    let draft = folder.join(format!(".{name}.part"));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&draft, &raw))
        .and_then(|()| std::fs::rename(&draft, folder.join(format!("{name}.eml"))))
        .map_err(|cause| Failure { permanent: false, said: format!("{} can't be written: {cause}", folder.display()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_keeps_the_newest() {
        let caught = Caught::new(2);
        for to in ["a@x.example", "b@x.example", "c@x.example"] {
            caught.keep(CaughtMessage { to: to.to_owned(), raw: Vec::new() });
        }
        let to: Vec<String> = caught.newest().into_iter().map(|message| message.to).collect();
        assert_eq!(to, ["c@x.example", "b@x.example"]);
    }
}
