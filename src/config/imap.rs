//! `[imap.NAME]`: the mailboxes that letters are fetched from.

use std::net::IpAddr;
use std::time::Duration;

use super::host::{HostName, is_host_name, is_loopback};
use super::mail::Sender;
use super::raw::{Limits, Raw, toml_text};
use super::secret::Secret;
use super::section::section;
use super::setting::{Setting, choice};
use super::tls::{Pem, Tls};

section! {
    /// A mailbox that letters are fetched from by IMAP, for where no mail server can hand them over.
    each "imap" => ImapSettings {
        /// Name of the IMAP server.
        host: Option<HostName> = "";
        /// Port of the server. Empty: 993 with `wrapper`, 143 otherwise.
        port: Option<u16> = "", 1..=65535;
        /// `wrapper` is TLS from the first byte, `starttls` refuses to go on unencrypted, `none` is for a server on this
        /// machine and nowhere else.
        tls: Tls = "wrapper";
        /// Certificates (PEM) to trust in place of the public authorities, for a server with one of its own.
        ca: Option<Pem> = "";
        /// Name to sign in with, most often the mailbox's address.
        username: Option<String> = "";
        /// Password to sign in with.
        password: Option<Secret> = "";
        /// How to sign in: by `password`, or with an OAuth 2.0 token by `xoauth2` or `oauthbearer`.
        mechanism: Mechanism = "password";
        /// Where tokens are asked for. Empty with `tenant`: Microsoft's.
        token_url: Option<TokenUrl> = "";
        /// Directory (tenant) id of a Microsoft 365 organisation; sets `token_url` and `scope`.
        tenant: Option<Tenant> = "";
        /// Id of the application that asks for tokens.
        client_id: Option<String> = "";
        /// Its secret. Without a refresh token it is all that is needed: client credentials.
        client_secret: Option<Secret> = "";
        /// Long-lived token that a person's consent gave; tokens are then asked for in their name.
        refresh_token: Option<Secret> = "";
        /// What the token is to be good for. Empty with `tenant`: `https://outlook.office365.com/.default`.
        scope: Option<String> = "";
        /// Folder that is watched. Every letter in it is taken, also those that lie there already.
        folder: FolderName = "INBOX";
        /// What becomes of a letter once it is stored: `move:FOLDER`, `flag` (it stays, with a keyword of ours) or
        /// `delete`.
        after: After = "flag";
        /// The organisation's address that the mailbox stands for: for letters that name none of ours in Delivered-To,
        /// X-Original-To, To or Cc.
        recipient: Option<Recipient> = "";
        /// Seconds between two looks where the server doesn't tell of new letters by itself (IDLE).
        poll_s: u64 = "120", 1..=3600;
        /// Seconds that the server may stay silent when it was asked something.
        timeout_s: u64 = "60", 5..=600;
    }
}

impl ImapSettings {
    /// The port, chosen by `tls` where none is given (RFC 8314 section 3.2).
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(if self.tls == Tls::Wrapper { 993 } else { 143 })
    }

    pub fn poll(&self) -> Duration {
        Duration::from_secs(self.poll_s)
    }

    pub fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_s)
    }

    /// Where tokens are asked for.
    pub fn token_url(&self) -> Option<String> {
        let microsoft = |tenant: &Tenant| format!("https://login.microsoftonline.com/{}/oauth2/v2.0/token", tenant.0);
        self.token_url.as_ref().map(|url| url.0.clone()).or_else(|| self.tenant.as_ref().map(microsoft))
    }

    /// What the token is to be good for.
    pub fn scope(&self) -> Option<&str> {
        let microsoft = self.tenant.as_ref().map(|_| "https://outlook.office365.com/.default");
        self.scope.as_deref().or(microsoft)
    }

    /// What tells one mailbox from another, whatever its section is called.
    pub fn source(&self) -> String {
        let host = self.host.as_ref().map_or("", HostName::as_str);
        format!("{}@{host}:{}/{}", self.username.as_deref().unwrap_or_default(), self.port(), self.folder.0)
    }
}

choice! {
    /// How we say who we are.
    Mechanism {
        /// A password, over TLS.
        Password = "password",
        /// Google's and Microsoft's way with a token.
        Xoauth2 = "xoauth2",
        /// The same by RFC 7628.
        Oauthbearer = "oauthbearer",
    }
}

/// What becomes of a letter in the mailbox once it is stored here.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum After {
    /// It goes to another folder.
    Move(FolderName),
    /// It stays, marked.
    Flag,
    /// It goes.
    Delete,
}

impl Setting for After {
    fn read(raw: &Raw, limits: Limits) -> Option<Self> {
        match raw.text()? {
            "flag" => Some(Self::Flag),
            "delete" => Some(Self::Delete),
            text => FolderName::read(&Raw::Text(text.strip_prefix("move:")?.to_owned()), limits).map(Self::Move),
        }
    }

    fn expected(_: Limits) -> String {
        "\"flag\", \"delete\" or \"move:\" and a folder's name".to_owned()
    }

    fn shown(&self) -> String {
        match self {
            Self::Flag => "\"flag\"".to_owned(),
            Self::Delete => "\"delete\"".to_owned(),
            Self::Move(folder) => toml_text(&format!("move:{}", folder.0)),
        }
    }
}

/// The name of a folder as people read it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FolderName(String);

impl FolderName {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether both name the same folder: the inbox is called so in any case of letters.
    pub fn is(&self, other: &Self) -> bool {
        self.0 == other.0 || (self.0.eq_ignore_ascii_case("inbox") && other.0.eq_ignore_ascii_case("inbox"))
    }
}

impl Setting for FolderName {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        let name = raw.text()?;
        // `*` and `%` are wild cards of IMAP.
        let fits =
            (1..=200).contains(&name.len()) && !name.chars().any(|letter| letter.is_control() || "*%".contains(letter));
        fits.then(|| Self(name.to_owned()))
    }

    fn expected(_: Limits) -> String {
        "a folder's name, such as INBOX or Archive/Cards".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(&self.0)
    }
}

/// An address without a name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Recipient(String);

impl Recipient {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Setting for Recipient {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        let sender = Sender::parse(raw.text()?)?;
        sender.name().is_empty().then(|| Self(sender.address().to_owned()))
    }

    fn expected(_: Limits) -> String {
        "an address such as cards@larkspur.example".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(&self.0)
    }
}

/// The name of a Microsoft 365 tenant: it becomes part of a URL.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Tenant(String);

impl Setting for Tenant {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        let text = raw.text()?;
        is_host_name(text).then(|| Self(text.to_owned()))
    }

    fn expected(_: Limits) -> String {
        "a tenant's id or domain".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(&self.0)
    }
}

/// Where tokens are asked for: encrypted, but for a server on this machine.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TokenUrl(String);

impl Setting for TokenUrl {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        let text = raw.text()?;
        let (scheme, rest) = text.split_once("://")?;
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
        let safe = scheme == "https" || (scheme == "http" && is_loopback(host));
        let whole = (is_host_name(host) || host.parse::<IpAddr>().is_ok())
            && port.is_none_or(|port| port.parse::<u16>().is_ok())
            && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#' && byte != b'"');
        (safe && whole).then(|| Self(text.to_owned()))
    }

    fn expected(_: Limits) -> String {
        "a URL that begins with https://".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(&self.0)
    }
}
