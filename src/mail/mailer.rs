//! Hands messages over: to a relay, into a folder, or into memory for the demo's mail page. Says of every refusal
//! whether another try can help; when to try again is the worker's to decide.

use super::failure::Failure;
use super::message::Parcel;
use super::relay::{Lane, Place, Protection, Relay, Standing};
use crate::config::{SmtpSettings, Tls, Transport as Way};
use crate::error::{Error, Result};
use jiff::{SignedDuration, Timestamp};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A way out.
#[derive(Clone, Debug)]
pub enum Mailer {
    /// A relay; connections are reused.
    Smtp(Relay),
    /// A folder that takes one `.eml` each.
    File(PathBuf),
    /// The demo's mail page.
    Memory(Caught),
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
    /// The way out that the settings describe. `hello` is our name towards the relay where they give none. Nothing is
    /// connected yet.
    ///
    /// # Errors
    /// `Invalid` when host or folder is missing.
    pub fn from_settings(settings: &SmtpSettings, hello: &str) -> Result<Self> {
        Self::trusting(settings, hello, None)
    }

    /// The same, trusting also the authority whose certificate this is (PEM): for a relay of one's own.
    ///
    /// # Errors
    /// As [`Mailer::from_settings`]; `Invalid` when the certificate can't be read.
    pub fn trusting(settings: &SmtpSettings, hello: &str, authority: Option<&[u8]>) -> Result<Self> {
        match settings.transport {
            Way::File => {
                let folder = settings.folder.clone().ok_or_else(|| Error::invalid("smtp.folder is missing."))?;
                Ok(Self::File(folder))
            }
            Way::Smtp => {
                let host = settings.host.as_ref().ok_or_else(|| Error::invalid("smtp.host is missing."))?;
                let hello = settings.hello_name.as_ref().map_or(hello, |name| name.as_str());
                let authority = authority.or_else(|| settings.ca.as_ref().map(|pem| pem.as_bytes()));
                let protection = match settings.tls {
                    Tls::None => Protection::None,
                    Tls::Starttls => Protection::Upgrade(tls_to(host.as_str(), authority)?),
                    Tls::Wrapper => Protection::Wrapped(tls_to(host.as_str(), authority)?),
                };
                let credentials = settings
                    .credentials()
                    .map(|(name, password)| Credentials::new(name.to_owned(), password.expose().to_owned()));
                Ok(Self::Smtp(Relay::new(Place {
                    host: host.as_str().to_owned(),
                    port: settings.port(),
                    hello: ClientId::Domain(hello.to_owned()),
                    protection,
                    credentials,
                    step: settings.timeout(),
                    closing: settings.letter_timeout(),
                    per_domain: settings.per_domain,
                })))
            }
        }
    }

    /// Hands one message over and waits for the answer, `most` at the longest.
    ///
    /// # Errors
    /// What the other side said, and whether another try can help.
    pub fn send(&self, parcel: &Parcel, most: Duration) -> Result<(), Failure> {
        match self {
            Self::Smtp(relay) => relay.send(parcel, most),
            Self::File(folder) => write(folder, parcel),
            Self::Memory(caught) => {
                caught.keep(CaughtMessage { to: parcel.to.to_string(), raw: parcel.raw.clone() });
                Ok(())
            }
        }
    }

    /// A place among the letters that go to an address's domain at this moment; none while there are enough.
    pub fn lane(&self, address: &str) -> Option<Option<Lane>> {
        match self {
            Self::Smtp(relay) => relay.lane(address.rsplit('@').next().unwrap_or_default()).map(Some),
            Self::File(_) | Self::Memory(_) => Some(None),
        }
    }

    /// Until when nothing is offered, if the relay is away.
    pub fn resting(&self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Smtp(relay) => relay.resting(now),
            Self::File(_) | Self::Memory(_) => None,
        }
    }

    /// The way out was closed; says when to look again.
    pub fn rest(&self, now: Timestamp) -> Timestamp {
        match self {
            Self::Smtp(relay) => relay.rest(now),
            Self::File(_) | Self::Memory(_) => now.checked_add(SignedDuration::from_secs(10)).unwrap_or(now),
        }
    }

    /// The way out is open.
    pub fn awake(&self) {
        if let Self::Smtp(relay) = self {
            relay.awake();
        }
    }

    /// Ends connections that nobody has used for a while.
    pub fn tidy(&self) {
        if let Self::Smtp(relay) = self {
            relay.tidy();
        }
    }

    /// Opens a connection as for a letter, and closes it; none where letters don't leave by SMTP.
    ///
    /// # Errors
    /// What went wrong on the way.
    pub fn try_relay(&self) -> Option<Result<Standing, Failure>> {
        match self {
            Self::Smtp(relay) => Some(relay.open_and_close()),
            Self::File(_) | Self::Memory(_) => None,
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

/// Writes beside and renames, so that whoever reads the folder never sees half a letter.
fn write(folder: &Path, parcel: &Parcel) -> Result<(), Failure> {
    let name: String =
        parcel.id.chars().filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.')).collect();
    let draft = folder.join(format!(".{name}.part"));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&draft, &parcel.raw))
        .and_then(|()| std::fs::rename(&draft, folder.join(format!("{name}.eml"))))
        .map_err(|cause| Failure::relay(format!("{} can't be written: {cause}", folder.display())))
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
