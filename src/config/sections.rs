//! Every section there is, and the keys that are known.

use super::database::DatabaseSettings;
use super::dkim::DkimSettings;
use super::form::FormSettings;
use super::imap::ImapSettings;
use super::key::Key;
use super::log::LogSettings;
use super::mail::MailSettings;
use super::mail_in::{LmtpSettings, MailInSettings, SmtpInSettings};
use super::oidc::OidcSettings;
use super::section::Section;
use super::security::SecuritySettings;
use super::server::ServerSettings;
use super::smtp::SmtpSettings;
use super::worker::WorkerSettings;

/// The sections in the order an operator reads them.
pub(super) const SECTIONS: [Section; 14] = [
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

/// The known key of this name, or the secret whose `…_file` twin it is.
pub(super) fn known(section: &str, name: &str) -> Option<&'static Key> {
    let section = SECTIONS.iter().find(|known| known.name == section)?;
    section.keys.iter().find(|key| key.name == name || (key.secret && name.strip_suffix("_file") == Some(key.name)))
}
