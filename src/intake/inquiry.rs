//! Asks DNS who vouches for a letter that came straight from its sender's server (R35): SPF (RFC 7208) for the machine that
//! handed it over, DKIM (RFC 6376) for its signatures, DMARC (RFC 9989) for the domain in From. It is asked after the
//! letter was stored, within a bound of time: who gets no answer knows less, and loses nothing.

use crate::error::{Error, Result};
use crate::services::letters_in::{Asked, Inquiry, Outcome, Sent};
use mail_auth::dkim::{DkimError, Signature};
use mail_auth::dmarc::verify::DmarcParameters;
use mail_auth::hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig, ResolverOpts};
use mail_auth::hickory_resolver::system_conf::read_system_conf;
use mail_auth::spf::verify::SpfParameters;
use mail_auth::{
    AuthenticatedMessage, DkimOutput, DkimResult, DmarcResult, MessageAuthenticator, SpfOutput, SpfResult,
};
use std::fmt;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::time::timeout;

/// Signatures that are looked at: honest letters bear a few, and each may cost a question and a look at the whole body.
const MOST_SIGNATURES: usize = 10;

/// Questions about senders.
pub struct ByDns {
    resolver: Option<SocketAddr>,
    patience: Duration,
    name: String,
    /// What asks, made when the first letter wants it.
    asking: Mutex<Option<Asking>>,
}

struct Asking {
    runtime: Runtime,
    authenticator: MessageAuthenticator,
}

impl fmt::Debug for ByDns {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ByDns").field("resolver", &self.resolver).field("patience", &self.patience).finish()
    }
}

impl ByDns {
    /// Asks `resolver`, or the system's where there is none, for at most `patience` a letter. `name` is what we call
    /// ourselves.
    pub fn new(resolver: Option<SocketAddr>, patience: Duration, name: String) -> Self {
        Self { resolver, patience, name, asking: Mutex::new(None) }
    }

    fn start(&self) -> Result<Asking> {
        let unasked = |cause| Error::unavailable("DNS can't be asked.").with_source(cause);
        let (config, mut options) = match self.resolver {
            Some(server) => {
                let mut ways = [ConnectionConfig::udp(), ConnectionConfig::tcp()];
                ways.iter_mut().for_each(|way| way.port = server.port());
                let server = NameServerConfig::new(server.ip(), true, ways.into());
                (ResolverConfig::from_name_servers(vec![server]), ResolverOpts::default())
            }
            None => read_system_conf().map_err(|cause| unasked(std::io::Error::other(cause)))?,
        };
        // One try may be lost on its way; the whole is bounded by our patience.
        options.timeout = self.patience / 2;
        options.attempts = 2;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(unasked)?;
        let authenticator = {
            let _inside = runtime.enter();
            MessageAuthenticator::new(config, options).map_err(|cause| unasked(std::io::Error::other(cause)))?
        };
        Ok(Asking { runtime, authenticator })
    }

    async fn questions(&self, authenticator: &MessageAuthenticator, sent: &Sent<'_>) -> Asked {
        let sender = sent.sender;
        let spf = async {
            let about = if sender.is_empty() {
                SpfParameters::verify_ehlo(sent.peer, sent.hello, &self.name)
            } else {
                SpfParameters::verify_mail_from(sent.peer, sent.hello, &self.name, sender)
            };
            authenticator.verify_spf(about).await
        };
        // Strict: a signature that leaves the end of the body open (`l=`) would vouch for what anybody adds.
        let message = AuthenticatedMessage::parse_with_opts(sent.raw, None, true)
            .filter(|message| message.dkim_headers.len() <= MOST_SIGNATURES);
        let Some(message) = message else {
            let spf = timeout(self.patience, spf).await.ok();
            return Asked { spf: spf_found(spf.as_ref(), sent), ..Asked::default() };
        };
        let first = async { futures_util::future::join(spf, authenticator.verify_dkim(&message)).await };
        let both = async {
            let (spf, dkim) = first.await;
            let domain = sender.rsplit_once('@').map_or(sent.hello, |(_, domain)| domain);
            let dmarc = authenticator.verify_dmarc(DmarcParameters::new(&message, &dkim, domain, &spf)).await.result();
            Asked {
                spf: spf_found(Some(&spf), sent),
                dkim: dkim.iter().map(signature_found).collect(),
                dmarc: match dmarc {
                    DmarcResult::Pass => Outcome::Pass,
                    DmarcResult::Fail(_) => Outcome::Fail,
                    DmarcResult::TempError(_) => Outcome::TempError,
                    DmarcResult::PermError(_) => Outcome::PermError,
                    DmarcResult::None => Outcome::None,
                },
            }
        };
        timeout(self.patience, both).await.unwrap_or_else(|_| no_answer())
    }
}

impl Inquiry for ByDns {
    fn ask(&self, sent: &Sent<'_>) -> Asked {
        let mut asking = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
        if asking.is_none() {
            match self.start() {
                Ok(started) => *asking = Some(started),
                Err(error) => tracing::warn!(%error, causes = error.causes(), "no sender can be verified"),
            }
        }
        match &*asking {
            Some(Asking { runtime, authenticator }) => runtime.block_on(self.questions(authenticator, sent)),
            None => no_answer(),
        }
    }
}

fn no_answer() -> Asked {
    Asked { spf: (Outcome::TempError, String::new()), dmarc: Outcome::TempError, ..Asked::default() }
}

fn spf_found(found: Option<&SpfOutput>, sent: &Sent<'_>) -> (Outcome, String) {
    let Some(found) = found else { return (Outcome::TempError, String::new()) };
    let outcome = match found.result() {
        SpfResult::Pass => Outcome::Pass,
        SpfResult::Fail => Outcome::Fail,
        SpfResult::SoftFail => Outcome::SoftFail,
        SpfResult::Neutral => Outcome::Neutral,
        SpfResult::TempError => Outcome::TempError,
        SpfResult::PermError => Outcome::PermError,
        SpfResult::None => Outcome::None,
    };
    // Only the envelope's sender stands for the domain in From, never the name that a machine calls itself.
    (outcome, sent.sender.rsplit_once('@').map_or_else(String::new, |(_, domain)| domain.to_owned()))
}

fn signature_found(found: &DkimOutput<'_>) -> (Outcome, String) {
    let signature: Option<&Signature> = found.signature();
    let signs_from = signature.is_some_and(|one| one.h.iter().any(|name| name.eq_ignore_ascii_case("from")));
    let outcome = match found.result() {
        DkimResult::Pass if signs_from => Outcome::Pass,
        DkimResult::Neutral(mail_auth::Error::Dkim(DkimError::FailedBodyHashMatch)) | DkimResult::Fail(_) => {
            Outcome::Fail
        }
        DkimResult::Pass | DkimResult::Neutral(_) => Outcome::Neutral,
        DkimResult::PermError(_) => Outcome::PermError,
        DkimResult::TempError(_) => Outcome::TempError,
        DkimResult::None => Outcome::None,
    };
    (outcome, signature.map_or_else(String::new, |one| one.d.clone()))
}
