//! `[lmtp]`, `[smtp_in]` and `[mail_in]`: how letters come in by a network, and what all those ways have in common.

use std::net::SocketAddr;
use std::path::PathBuf;

use super::host::HostName;
use super::raw::{Limits, Raw, toml_text};
use super::secret::Secret;
use super::section::section;
use super::setting::{Setting, choice};

section! {
    /// LMTP: the door for the mail server of the house. It keeps a connection open, and hears of each recipient by itself.
    "lmtp" => LmtpSettings {
        /// Address and port, or `unix:` and the path of a socket. Empty: no LMTP. Never port 25.
        listen: Option<ListenAt> = "";
        /// Lets `listen` answer other machines. LMTP asks nobody who they are: only inside a network of your own.
        public: bool = "false";
    }
}

section! {
    /// SMTP: the door for mail servers of other people, when there is no mail server of your own before Smilecard.
    "smtp_in" => SmtpInSettings {
        /// Address and port. Empty: no SMTP.
        listen: Option<SocketAddr> = "";
        /// Lets `listen` answer other machines.
        public: bool = "false";
        /// PEM file with the certificate and those above it, for STARTTLS. Empty: no STARTTLS.
        certificate: Option<PathBuf> = "";
        /// PEM file with the certificate's key.
        certificate_key: Option<PathBuf> = "";
        /// Who vouches for the senders of these letters. `check`: we ask DNS ourselves (SPF, DKIM, DMARC). `trust`: your own
        /// mail server, which hands them on, by the `Authentication-Results` under `mail.authserv_id`. `none`: nobody.
        senders: Senders = "check";
        /// DNS server that is asked, as address and port: `127.0.0.1:53`. Empty: the system's.
        resolver: Option<SocketAddr> = "";
        /// Seconds for all questions about one letter. Without an answer its sender is unverified.
        dns_timeout_s: u64 = "10", 1..=60;
    }
}

section! {
    /// What LMTP, SMTP, the pipe and `POST /mail/inbound` have in common.
    "mail_in" => MailInSettings {
        /// What we call ourselves towards mail servers. Empty: the host of `server.public_url`.
        name: Option<HostName> = "";
        /// Opens `POST /mail/inbound` to whoever knows it. Empty: closed.
        http_secret: Option<Secret> = "";
        /// Folder for letters that wait for a locked database, and for large ones on their way. Empty: beside the SQLite
        /// file; with PostgreSQL, where nothing waits, the system's folder for temporary files.
        spool: Option<PathBuf> = "";
        /// Connections at once, LMTP and SMTP together.
        connections: usize = "200", 1..=10000;
        /// Connections at once of one address (of one /64 for IPv6).
        connections_per_network: usize = "64", 1..=10000;
        /// Letters of one connection.
        letters_per_session: usize = "1000", 1..=1000000;
        /// Recipients of one letter.
        recipients: usize = "100", 100..=10000;
        /// Commands refused before a connection is ended.
        errors_per_session: usize = "20", 1..=1000;
        /// `Received` lines of a letter that has not been going in circles.
        hops: usize = "100", 10..=1000;
        /// Seconds for one command to come. Halfway to `connections` it is 30 at most.
        command_timeout_s: u64 = "300", 1..=3600;
        /// Seconds for a letter to come, however slowly it drips.
        letter_timeout_s: u64 = "600", 1..=3600;
        /// Seconds that a connection may last.
        session_timeout_s: u64 = "3600", 1..=86400;
    }
}

choice! {
    /// Who vouches for the senders of letters that come by SMTP.
    Senders {
        /// We ask DNS.
        Check = "check",
        /// Our own mail server.
        Trust = "trust",
        /// Nobody.
        None = "none",
    }
}

/// Where LMTP listens.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ListenAt {
    /// Address and port.
    Tcp(SocketAddr),
    /// A socket in the file system.
    Unix(PathBuf),
}

impl Setting for ListenAt {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        let text = raw.text()?;
        match text.strip_prefix("unix:") {
            Some(path) => (path.starts_with('/') && !path.contains(char::is_control)).then(|| Self::Unix(path.into())),
            None => text.parse().ok().map(Self::Tcp),
        }
    }

    fn expected(_: Limits) -> String {
        "an IP address and a port, such as 127.0.0.1:2400, or unix:/path/of/a/socket".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(&match self {
            Self::Tcp(address) => address.to_string(),
            Self::Unix(path) => format!("unix:{}", path.display()),
        })
    }
}
