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
mod security;
mod server;
mod setting;
mod smtp;
mod suggest;
mod worker;

use std::collections::BTreeMap;
use std::path::PathBuf;

pub use database::{DatabaseSettings, DatabaseUrl};
pub use dkim::{DkimSettings, PrivateKey};
pub use form::FormSettings;
pub use handbook::{example, markdown, show};
pub use imap::{After, FolderName, ImapSettings, Mechanism, Pem, Recipient};
pub use layers::Sources;
pub use log::{LogFormat, LogLevel, LogSettings};
pub use mail::{MailDomain, MailSettings, Sender};
pub use mail_in::{ListenAt, LmtpSettings, MailInSettings, Senders, SmtpInSettings};
pub use oidc::{GroupRule, Issuer, OidcSettings};
pub use problem::{Origin, Problem, Problems};
pub use secret::{Secret, SecretKey};
pub use security::SecuritySettings;
pub use server::{Network, PublicUrl, ServerSettings};
pub use smtp::{HostName, SmtpSettings, Tls, Transport};
pub use worker::WorkerSettings;

use reader::Reader;
use section::Section;

/// What the configuration is read for: serving strangers needs more than a command of the operator does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Purpose {
    /// `smilecard serve`: no secret may be missing, links and letters must work.
    Serve,
    /// Every other command: what is written must be right, what is missing may be missing.
    Command,
}

/// All settings, each section typed. Printing one never shows a secret.
#[derive(Clone, Debug)]
pub struct Config {
    pub server: ServerSettings,
    pub database: DatabaseSettings,
    pub mail: MailSettings,
    pub smtp: SmtpSettings,
    pub lmtp: LmtpSettings,
    pub smtp_in: SmtpInSettings,
    pub mail_in: MailInSettings,
    /// By name.
    pub imap: BTreeMap<String, ImapSettings>,
    /// By selector.
    pub dkim: BTreeMap<String, DkimSettings>,
    pub security: SecuritySettings,
    /// By name.
    pub oidc: BTreeMap<String, OidcSettings>,
    pub form: FormSettings,
    pub worker: WorkerSettings,
    pub log: LogSettings,
    origins: BTreeMap<String, Origin>,
}

/// The sections in the order an operator reads them.
const SECTIONS: [Section; 14] = [
    ServerSettings::SECTION,
    DatabaseSettings::SECTION,
    MailSettings::SECTION,
    SmtpSettings::SECTION,
    DkimSettings::SECTION,
    LmtpSettings::SECTION,
    SmtpInSettings::SECTION,
    MailInSettings::SECTION,
    ImapSettings::SECTION,
    SecuritySettings::SECTION,
    OidcSettings::SECTION,
    FormSettings::SECTION,
    WorkerSettings::SECTION,
    LogSettings::SECTION,
];

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

    /// Every section is read before any is given up, so that all wrong values are named.
    fn read(reader: &mut Reader) -> Option<Self> {
        let server = ServerSettings::read(reader);
        let database = DatabaseSettings::read(reader);
        let mail = MailSettings::read(reader);
        let smtp = SmtpSettings::read(reader);
        let lmtp = LmtpSettings::read(reader);
        let smtp_in = SmtpInSettings::read(reader);
        let mail_in = MailInSettings::read(reader);
        let imap = reader.each(ImapSettings::SECTION.name, ImapSettings::read);
        let dkim = reader.each(DkimSettings::SECTION.name, DkimSettings::read);
        let security = SecuritySettings::read(reader);
        let oidc = reader.each(OidcSettings::SECTION.name, OidcSettings::read);
        let form = FormSettings::read(reader);
        let worker = WorkerSettings::read(reader);
        let log = LogSettings::read(reader);
        Some(Self {
            server: server?,
            database: database?,
            mail: mail?,
            smtp: smtp?,
            lmtp: lmtp?,
            smtp_in: smtp_in?,
            mail_in: mail_in?,
            imap: imap?,
            dkim: dkim?,
            security: security?,
            oidc: oidc?,
            form: form?,
            worker: worker?,
            log: log?,
            origins: BTreeMap::new(),
        })
    }

    /// Where a value came from; `key` is written `section.key`.
    pub fn origin(&self, key: &str) -> &Origin {
        self.origins.get(key).unwrap_or(&Origin::Default)
    }

    /// What we call ourselves towards mail servers.
    pub fn mail_name(&self) -> &str {
        self.mail_in.name.as_ref().map_or_else(|| self.server.public_url.host(), HostName::as_str)
    }

    /// The folder for letters on their way in.
    pub fn spool(&self) -> PathBuf {
        match (&self.mail_in.spool, self.database.url.sqlite_path()) {
            (Some(named), _) => named.clone(),
            (None, Some(database)) => {
                let mut beside = database.as_os_str().to_owned();
                beside.push(".spool");
                beside.into()
            }
            (None, None) => std::env::temp_dir(),
        }
    }

    /// `(key, value as TOML)` of every setting, secrets replaced.
    fn values(&self) -> Vec<(String, Vec<(&'static str, String)>)> {
        let single = vec![
            ("server", self.server.shown()),
            ("database", self.database.shown()),
            ("mail", self.mail.shown()),
            ("smtp", self.smtp.shown()),
            ("lmtp", self.lmtp.shown()),
            ("smtp_in", self.smtp_in.shown()),
            ("mail_in", self.mail_in.shown()),
            ("security", self.security.shown()),
            ("form", self.form.shown()),
            ("worker", self.worker.shown()),
            ("log", self.log.shown()),
        ];
        let named = self.imap.iter().map(|(name, mailbox)| (format!("imap.{name}"), mailbox.shown()));
        let keys = self.dkim.iter().map(|(name, key)| (format!("dkim.{name}"), key.shown()));
        let providers = self.oidc.iter().map(|(name, provider)| (format!("oidc.{name}"), provider.shown()));
        let named = named.chain(keys).chain(providers);
        single.into_iter().map(|(section, values)| (section.to_owned(), values)).chain(named).collect()
    }
}
