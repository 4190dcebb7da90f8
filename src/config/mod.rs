//! Every setting, read once and checked whole.
//!
//! Three layers: built-in defaults, `smilecard.toml` over them, environment variables over both. `Config::load` is
//! a pure function of [`Sources`] (only secret files are opened by it); finding the file and reading the
//! environment is left to the command line. One file per section; the words an operator reads in
//! `docs/configuration.md` are the doc comments of the fields.

mod database;
mod dkim;
mod environment;
mod file;
mod form;
mod handbook;
mod host;
mod imap;
mod key;
mod layer;
mod layers;
mod log;
mod mail;
mod mail_in;
mod mailboxes;
mod oidc;
mod problem;
mod raw;
mod reader;
mod rules;
mod secret;
mod section;
mod sections;
mod security;
mod server;
mod setting;
mod settings;
mod smtp;
mod suggest;
mod tls;
mod worker;

pub use database::{DatabaseSettings, DatabaseUrl};
pub use dkim::{DkimSettings, PrivateKey};
pub use form::FormSettings;
pub use handbook::{example, markdown, show};
pub use host::HostName;
pub use imap::{After, FolderName, ImapSettings, Mechanism, Recipient};
pub use layers::Sources;
pub use log::{LogFormat, LogLevel, LogSettings};
pub use mail::{MailDomain, MailSettings, Sender};
pub use mail_in::{ListenAt, LmtpSettings, MailInSettings, Senders, SmtpInSettings};
pub use oidc::{GroupRule, Issuer, OidcSettings};
pub use problem::{Origin, Problem, Problems};
pub use secret::{Secret, SecretKey};
pub use security::SecuritySettings;
pub use server::{Network, PublicUrl, ServerSettings};
pub use settings::{Config, Purpose};
pub use smtp::{SmtpSettings, Transport};
pub use tls::{Pem, Tls};
pub use worker::WorkerSettings;

use reader::Reader;

impl Config {
    /// Reads every layer and checks every value, alone and together.
    ///
    /// # Errors
    /// All problems at once, each with its key, what was found, what is expected, and where it came from.
    pub fn load(sources: &Sources, purpose: Purpose) -> Result<Self, Problems> {
        let (layers, torn) = layers::gather(sources);
        let mut reader = Reader::new(layers);
        let config = Self::read(&mut reader);
        let (wrong, origins, mut problems) = reader.finish();
        let Some(mut config) = config else { return Err(Problems::from(problems)) };
        config.origins = origins;
        // In a file that doesn't parse, "missing" may only mean "behind the torn line".
        if !torn {
            problems.extend(rules::check(&config, purpose, &wrong));
        }
        if problems.is_empty() { Ok(config) } else { Err(Problems::from(problems)) }
    }
}
