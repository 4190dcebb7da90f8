//! From a configured mailbox to a conversation in which the server knows who we are: TCP, TLS, sign-in. A password goes
//! only over TLS or to this machine (R27); the configuration has seen to that.

use super::dialogue::{Dialogue, Status};
use super::folder::quoted;
use super::token::Tokens;
use super::wire::{Stream, Wire};
use crate::config::{HostName, ImapSettings, Mechanism, Tls};
use crate::error::{Error, Kind, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use std::sync::Arc;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

/// How a mailbox is reached.
pub(super) struct Way {
    settings: ImapSettings,
    host: String,
    tls: TlsConnector,
    tokens: Option<Tokens>,
}

impl Way {
    /// Reads certificates; connects to nothing.
    ///
    /// # Errors
    /// `Invalid` when a certificate or the server's name can't be read.
    pub(super) fn of(settings: &ImapSettings) -> Result<Self> {
        let unread = |cause| Error::invalid("The certificates in `ca` can't be read.").with_source(cause);
        let own = settings.ca.as_ref().map(|ca| CertificateDer::pem_slice_iter(ca.as_bytes()).collect());
        let own: Vec<CertificateDer<'static>> = own.transpose().map_err(unread)?.unwrap_or_default();
        let mut roots = RootCertStore::empty();
        if own.is_empty() {
            roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        }
        for authority in &own {
            let unread = |cause| Error::invalid("A certificate in `ca` is none.").with_source(cause);
            roots.add(authority.clone()).map_err(unread)?;
        }
        let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|cause| Error::internal("TLS can't be set up.").with_source(cause))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let token = settings.mechanism != Mechanism::Password;
        Ok(Self {
            host: settings.host.as_ref().map_or_else(String::new, |host| HostName::as_str(host).to_owned()),
            tls: TlsConnector::from(Arc::new(config)),
            tokens: token.then(|| Tokens::of(settings, &own)).flatten(),
            settings: settings.clone(),
        })
    }

    /// Connects and signs in. A kept token that the server doesn't want is replaced once (R27).
    ///
    /// # Errors
    /// `Unauthenticated` when the server doesn't let us in, `Unavailable` when it can't be reached.
    pub(super) async fn connect(&mut self, now: Timestamp) -> Result<Dialogue> {
        match self.try_once(now).await {
            Err((error, true)) if error.kind() == Kind::Unauthenticated => {
                if let Some(tokens) = &mut self.tokens {
                    tokens.forget();
                }
                self.try_once(now).await.map_err(|(error, _)| error)
            }
            other => other.map_err(|(error, _)| error),
        }
    }

    /// The flag of an error says that a kept token was used.
    async fn try_once(&mut self, now: Timestamp) -> Result<Dialogue, (Error, bool)> {
        // The token first: a server doesn't like to wait for whoever has connected.
        let token = match &mut self.tokens {
            Some(tokens) => Some(tokens.get(now).await.map_err(|error| (error, false))?),
            None => None,
        };
        let kept = token.as_ref().is_some_and(|(_, kept)| *kept);
        let signed_in = async {
            let mut dialogue = self.encrypted().await?;
            let user = self.settings.username.as_deref().unwrap_or_default();
            match (&token, self.settings.mechanism) {
                (Some((token, _)), Mechanism::Oauthbearer) => {
                    let (host, port, token) = (&self.host, self.settings.port(), token.expose());
                    let first =
                        format!("n,a={},\u{1}host={host}\u{1}port={port}\u{1}auth=Bearer {token}\u{1}\u{1}", gs2(user));
                    // The server's reasons are answered by a single ^A (RFC 7628, section 3.2.3).
                    authenticate(&mut dialogue, "OAUTHBEARER", &first, "AQ==").await?;
                }
                (Some((token, _)), _) => {
                    let first = format!("user={user}\u{1}auth=Bearer {}\u{1}\u{1}", token.expose());
                    authenticate(&mut dialogue, "XOAUTH2", &first, "").await?;
                }
                (None, _) => {
                    let password = self.settings.password.as_ref().map_or("", |password| password.expose());
                    by_password(&mut dialogue, user, password).await?;
                }
            }
            // What a server can often depends on who asks.
            dialogue.know_capabilities().await?;
            Ok(dialogue)
        };
        signed_in.await.map_err(|error| (error, kept))
    }

    async fn encrypted(&self) -> Result<Dialogue> {
        let (patience, address) = (self.settings.timeout(), (self.host.as_str(), self.settings.port()));
        let stream = timeout(patience, TcpStream::connect(address))
            .await
            .map_err(|_| Error::unavailable("The mail server can't be reached in time."))?
            .map_err(|cause| {
                Error::unavailable(format!("The mail server can't be reached: {}.", cause.kind())).with_source(cause)
            })?;
        // Commands are short and each waits for its answer.
        let _ = stream.set_nodelay(true);
        match self.settings.tls {
            Tls::Wrapper => {
                let mut dialogue = Dialogue::new(Wire::new(self.secure(Box::new(stream)).await?, patience));
                dialogue.greeting().await?;
                dialogue.know_capabilities().await?;
                Ok(dialogue)
            }
            Tls::Starttls => {
                let mut dialogue = Dialogue::new(Wire::new(Box::new(stream), patience));
                if dialogue.greeting().await? {
                    // Whoever says that we are signed in before TLS wants our letters in the clear (RFC 9051, section 11.4).
                    return Err(Error::unavailable("The mail server refuses to encrypt."));
                }
                dialogue.ask("STARTTLS").await?.yes("to encrypt")?;
                let stream = self.secure(dialogue.wire.into_stream()?).await?;
                // Nothing that was told before counts.
                let mut dialogue = Dialogue::new(Wire::new(stream, patience));
                dialogue.know_capabilities().await?;
                Ok(dialogue)
            }
            Tls::None => {
                let mut dialogue = Dialogue::new(Wire::new(Box::new(stream), patience));
                dialogue.greeting().await?;
                dialogue.know_capabilities().await?;
                Ok(dialogue)
            }
        }
    }

    async fn secure(&self, stream: Box<dyn Stream>) -> Result<Box<dyn Stream>> {
        let name = ServerName::try_from(self.host.clone())
            .map_err(|cause| Error::invalid("The server's name can't be one in a certificate.").with_source(cause))?;
        let stream = timeout(self.settings.timeout(), self.tls.connect(name, stream))
            .await
            .map_err(|_| Error::unavailable("The mail server did not encrypt in time."))?
            .map_err(|cause| {
                Error::unavailable(format!("No secure connection to the mail server: {cause}.")).with_source(cause)
            })?;
        Ok(Box::new(stream))
    }
}

/// A name inside a GS2 header (RFC 5801, section 4).
fn gs2(user: &str) -> String {
    user.replace('=', "=3D").replace(',', "=2C")
}

async fn by_password(dialogue: &mut Dialogue, user: &str, password: &str) -> Result<()> {
    if dialogue.can("AUTH=PLAIN") {
        return authenticate(dialogue, "PLAIN", &format!("\0{user}\0{password}"), "*").await;
    }
    if dialogue.can("LOGINDISABLED") || !user.is_ascii() || !password.is_ascii() {
        return Err(Error::new(Kind::Unauthenticated, "The mail server takes no password in this way."));
    }
    let answer = dialogue.ask(&format!("LOGIN {} {}", quoted(user), quoted(password))).await?;
    forget_what_it_can(dialogue, answer.code.as_deref());
    judged(answer)
}

/// One exchange of SASL (RFC 9051, section 6.2.2). `reply` answers what a server says before it refuses.
async fn authenticate(dialogue: &mut Dialogue, mechanism: &str, first: &str, reply: &str) -> Result<()> {
    if !dialogue.can(&format!("AUTH={mechanism}")) {
        let message = format!("The mail server doesn't offer to sign in by {mechanism}.");
        return Err(Error::new(Kind::Unauthenticated, message));
    }
    let tag = dialogue.tag();
    let first = STANDARD.encode(first);
    if dialogue.can("SASL-IR") {
        dialogue.wire.send(format!("{tag} AUTHENTICATE {mechanism} {first}\r\n").as_bytes()).await?;
    } else {
        dialogue.wire.send(format!("{tag} AUTHENTICATE {mechanism}\r\n").as_bytes()).await?;
        if let Some(answer) = dialogue.challenged(&tag).await? {
            return judged(answer);
        }
        dialogue.wire.send(format!("{first}\r\n").as_bytes()).await?;
    }
    // A server may say its reasons once; one that goes on asking is none that we can answer.
    for _ in 0..3 {
        match dialogue.challenged(&tag).await? {
            Some(answer) => {
                forget_what_it_can(dialogue, answer.code.as_deref());
                return judged(answer);
            }
            None => dialogue.wire.send(format!("{reply}\r\n").as_bytes()).await?,
        }
    }
    Err(Error::new(Kind::Unauthenticated, "The mail server asks for more than we can say."))
}

/// Before signing in a server told less, unless it tells it again now.
fn forget_what_it_can(dialogue: &mut Dialogue, code: Option<&str>) {
    if !code.is_some_and(|code| code.starts_with("CAPABILITY ")) {
        dialogue.capabilities.clear();
    }
}

fn judged(answer: super::dialogue::Answer) -> Result<()> {
    if answer.status == Status::Ok {
        return Ok(());
    }
    let refusal = answer.refusal("our sign-in");
    match refusal.kind() {
        Kind::Unavailable => Err(refusal),
        _ => Err(Error::new(Kind::Unauthenticated, refusal.message())),
    }
}
