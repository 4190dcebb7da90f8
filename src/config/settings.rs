//! All sections together: the value that the rest of the house reads.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::database::DatabaseSettings;
use super::dkim::DkimSettings;
use super::form::FormSettings;
use super::host::HostName;
use super::imap::ImapSettings;
use super::log::LogSettings;
use super::mail::MailSettings;
use super::mail_in::{LmtpSettings, MailInSettings, SmtpInSettings};
use super::oidc::OidcSettings;
use super::problem::Origin;
use super::reader::Reader;
use super::security::SecuritySettings;
use super::server::ServerSettings;
use super::smtp::SmtpSettings;
use super::worker::WorkerSettings;

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
    pub(super) origins: BTreeMap<String, Origin>,
}

impl Config {
    /// Every section is read before any is given up, so that all wrong values are named.
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
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
    pub(super) fn values(&self) -> Vec<(String, Vec<(&'static str, String)>)> {
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
