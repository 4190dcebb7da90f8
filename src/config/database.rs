//! `[database]`: which database, and how many may talk to it at once.

use std::fmt;
use std::path::{Path, PathBuf};

use super::raw::{Limits, Raw, quoted, toml_text};
use super::secret::Secret;
use super::section::section;
use super::setting::Setting;

section! {
    /// Where the cards are kept.
    "database" => DatabaseSettings {
        /// `sqlite:FILE` or `postgres://USER:PASSWORD@HOST/NAME`. The variable `DATABASE_URL` sets it, too.
        /// A relative file name starts at the folder the program is started in.
        url: DatabaseUrl = "sqlite:smilecard.db";
        /// Connections kept open for reading, and on PostgreSQL for writing, too.
        pool_size: u32 = "8", 1..=256;
        /// SQLite: writes that may wait for the next commit. When it is full, a customer is asked to try again
        /// and a mail server to come back later.
        queue_length: usize = "1024", 16..=65536;
    }
}

/// Which database the cards are kept in.
#[derive(Clone, Eq, PartialEq)]
pub enum DatabaseUrl {
    /// A file; never `:memory:`, which would forget every card.
    Sqlite(PathBuf),
    /// The whole URL; it may hold a password.
    Postgres(Secret),
}

impl DatabaseUrl {
    /// Takes `sqlite:` with a path or a `postgres:`/`postgresql:` URL. Anything else is `None`: a mistyped scheme
    /// must not silently create an empty database.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.chars().any(char::is_control) {
            return None;
        }
        let (scheme, rest) = text.split_once(':')?;
        match scheme.to_ascii_lowercase().as_str() {
            "sqlite" => {
                let path = rest.strip_prefix("//").unwrap_or(rest);
                // A question mark would be a parameter in other programs and a file name in this one.
                let file = !path.is_empty() && path != ":memory:" && !path.contains('?') && !path.ends_with('/');
                file.then(|| Self::Sqlite(PathBuf::from(path)))
            }
            "postgres" | "postgresql" => {
                shape(text)?;
                Some(Self::Postgres(Secret::new(text)))
            }
            _ => None,
        }
    }

    /// The file of a SQLite database.
    pub fn sqlite_path(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(path) => Some(path),
            Self::Postgres(_) => None,
        }
    }
}

/// The URL without user, password and parameters.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(out, "sqlite:{}", path.display()),
            Self::Postgres(url) => out.write_str(&shape(url.expose()).unwrap_or_default()),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl Setting for DatabaseUrl {
    const SECRET: bool = true;

    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        Self::parse(raw.text()?)
    }

    fn expected(_: Limits) -> String {
        "sqlite:FILE, or postgres://USER:PASSWORD@HOST/NAME".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(&self.to_string())
    }

    /// A wrong URL may hold its password anywhere: of one that could hold one, only the scheme is told.
    fn found(raw: &Raw) -> String {
        let Some(text) = raw.text() else { return raw.found_secret() };
        if !text.contains(['@', '=']) && !text.contains("//") {
            return quoted(text);
        }
        match text.split_once(':') {
            Some((scheme, _)) if scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
                quoted(&format!("{scheme}:…"))
            }
            _ => raw.found_secret(),
        }
    }
}

/// What may be shown of a PostgreSQL URL; `None` if it isn't one. Strict, so that a password with an unescaped mark in
/// it is refused instead of being taken for a host and shown.
fn shape(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let (address, parameters) = match rest.split_once('?') {
        Some((address, _)) => (address, "?…"),
        None => (rest, ""),
    };
    let (authority, name) = match address.split_once('/') {
        Some((authority, name)) => (authority, format!("/{name}")),
        None => (address, String::new()),
    };
    let (user, hosts) = match authority.rsplit_once('@') {
        Some((_, hosts)) => ("…@", hosts),
        None => ("", authority),
    };
    // libpq takes several hosts, each with its port, and none at all before a socket folder in the parameters.
    let right = !rest.is_empty() && hosts.split(',').all(is_host_and_port);
    let named =
        !name.contains(|mark: char| mark.is_whitespace() || "@=&#:\"".contains(mark)) && name.matches('/').count() <= 1;
    (right && named).then(|| format!("{scheme}://{user}{hosts}{name}{parameters}"))
}

fn is_host_and_port(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, port)) => (host, port),
        None => text.split_at(text.find(':').unwrap_or(text.len())),
    };
    let ported = port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    // A socket's folder may stand as a percent-encoded host.
    let mut bytes = host.bytes();
    ported && bytes.all(|byte| byte.is_ascii_alphanumeric() || b".-_:%".contains(&byte))
}
