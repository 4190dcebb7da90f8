//! The ports: binds them before the service says that it is ready, counts who is connected, hands each connection to a
//! [`session`](super::session), and lets what runs finish when the service stops.

use super::desk::House;
use super::reply::Reply;
use super::session::{Caller, End, Rules, talk};
use super::tls;
use crate::config::{ListenAt, LmtpSettings, MailInSettings, SmtpInSettings};
use crate::domain::Via;
use crate::error::{Error, Result};
use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, Ipv6Addr, SocketAddr, TcpListener};
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::time::{Duration, timeout};
use tokio_rustls::TlsAcceptor;

/// A handshake that takes longer is none.
const HANDSHAKE: Duration = Duration::from_secs(30);

/// What one command may take while more than half of the connections are in use (R12).
const COMMAND_UNDER_LOAD: Duration = Duration::from_secs(30);

/// What letters in hand may take to finish when the service stops.
const LAST_LETTERS: Duration = Duration::from_secs(10);

/// A pause after an accept that failed: files run out, and asking again at once would only burn the processor.
const OUT_OF_FILES: Duration = Duration::from_millis(100);

enum Port {
    Tcp(TcpListener),
    Unix(UnixListener),
}

/// The open ports, not served yet.
pub struct Ports {
    open: Vec<(Port, Rules, Option<TlsAcceptor>)>,
    most: usize,
    most_of_one: usize,
}

/// The ports while they are served.
pub struct Serving {
    runtime: Runtime,
    stop: watch::Sender<bool>,
    count: Arc<Count>,
}

/// Opens what the configuration names; `name` is what we call ourselves where it names nothing else.
///
/// # Errors
/// `Unavailable` when a port is taken or a certificate can't be used.
pub fn open(lmtp: &LmtpSettings, smtp: &SmtpInSettings, both: &MailInSettings, name: &str) -> Result<Ports> {
    let rules = |via, tls| rules(both, name, via, tls);
    let mut open = Vec::new();
    match &lmtp.listen {
        None => {}
        Some(ListenAt::Tcp(address)) => open.push((Port::Tcp(tcp(*address, "LMTP")?), rules(Via::Lmtp, false), None)),
        Some(ListenAt::Unix(path)) => open.push((Port::Unix(unix(path)?), rules(Via::Lmtp, false), None)),
    }
    if let Some(address) = smtp.listen {
        let files = smtp.certificate.as_deref().zip(smtp.certificate_key.as_deref());
        let acceptor = files.map(|(certificate, key)| tls::acceptor(certificate, key)).transpose()?;
        open.push((Port::Tcp(tcp(address, "SMTP")?), rules(Via::Smtp, acceptor.is_some()), acceptor));
    }
    Ok(Ports { open, most: both.connections, most_of_one: both.connections_per_network })
}

fn rules(both: &MailInSettings, name: &str, via: Via, tls: bool) -> Rules {
    let name = both.name.as_ref().map_or(name, |name| name.as_str());
    // An address is no name, but may stand in one's place (RFC 5321 section 4.1.3).
    let name = match name.parse::<IpAddr>() {
        Ok(IpAddr::V4(four)) => format!("[{four}]"),
        Ok(IpAddr::V6(six)) => format!("[IPv6:{six}]"),
        Err(_) => name.to_owned(),
    };
    Rules {
        via,
        forged: vec![name.clone()],
        name,
        tls,
        letters: both.letters_per_session,
        recipients: both.recipients,
        errors: both.errors_per_session,
        hops: both.hops,
        command: Duration::from_secs(both.command_timeout_s),
        body: Duration::from_secs(both.letter_timeout_s),
        session: Duration::from_secs(both.session_timeout_s),
    }
}

fn tcp(address: SocketAddr, protocol: &str) -> Result<TcpListener> {
    let bound = TcpListener::bind(address).and_then(|listener| listener.set_nonblocking(true).map(|()| listener));
    let listener = bound
        .map_err(|cause| Error::unavailable(format!("{protocol} can't listen on {address}.")).with_source(cause))?;
    Ok(listener)
}

/// Binds a socket in the file system. One that a killed process left behind is taken away; one that somebody still
/// listens on is not.
fn unix(path: &Path) -> Result<UnixListener> {
    let shown = path.display();
    let failed = |cause: io::Error| Error::unavailable(format!("LMTP can't listen on {shown}.")).with_source(cause);
    let left = std::fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_socket());
    if left {
        if UnixStream::connect(path).is_ok() {
            return Err(Error::unavailable(format!("Somebody listens on {shown} already.")));
        }
        std::fs::remove_file(path).map_err(failed)?;
    }
    let listener = UnixListener::bind(path).map_err(failed)?;
    // Whoever reaches the folder may speak: mail servers run as users of their own.
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o666)).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    Ok(listener)
}

impl Ports {
    /// Whether there is nothing to serve.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Serves them on threads of their own.
    ///
    /// # Errors
    /// `Unavailable` when the operating system gives no threads.
    pub fn serve(self, house: &House) -> Result<Serving> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("mail-in")
            .enable_all()
            .build()
            .map_err(|cause| Error::unavailable("Mail can't be taken in.").with_source(cause))?;
        let (stop, stopped) = watch::channel(false);
        let count = Arc::new(Count { most: self.most, most_of_one: self.most_of_one, by_network: Mutex::default() });
        let guard = runtime.enter();
        for (port, rules, tls) in self.open {
            let room = Room {
                house: house.clone(),
                rules: Arc::new(rules),
                tls,
                count: Arc::clone(&count),
                stop: stopped.clone(),
            };
            match port {
                Port::Tcp(listener) => {
                    // Not the one that was asked for: port 0 means any that is free.
                    let address = listener.local_addr().map_err(unserved)?;
                    tracing::info!(protocol = room.rules.via.word(), %address, "mail comes in");
                    let listener = tokio::net::TcpListener::from_std(listener).map_err(unserved)?;
                    runtime.spawn(room.tcp(listener));
                }
                Port::Unix(listener) => {
                    tracing::info!(protocol = room.rules.via.word(), "mail comes in by a socket");
                    let listener = tokio::net::UnixListener::from_std(listener).map_err(unserved)?;
                    runtime.spawn(room.unix(listener));
                }
            }
        }
        drop(guard);
        Ok(Serving { runtime, stop, count })
    }
}

fn unserved(cause: io::Error) -> Error {
    Error::unavailable("A port for mail can't be served.").with_source(cause)
}

impl Serving {
    /// Takes no more connections, tells whoever waits between two commands, and gives letters in hand a little time.
    pub fn stop(self) {
        let _ = self.stop.send(true);
        let over = async {
            while self.count.all() > 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let _ = self.runtime.block_on(async { timeout(LAST_LETTERS, over).await });
        self.runtime.shutdown_timeout(Duration::from_secs(1));
    }
}

/// Who is connected, by network.
struct Count {
    most: usize,
    most_of_one: usize,
    by_network: Mutex<(usize, HashMap<Option<IpAddr>, usize>)>,
}

/// One connection's place; dropping it frees it.
struct Seat {
    count: Arc<Count>,
    network: Option<IpAddr>,
}

impl Count {
    fn all(&self) -> usize {
        self.by_network.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    /// A place, if there is one; also says whether most are taken.
    fn seat(self: &Arc<Self>, peer: Option<IpAddr>) -> Option<(Seat, bool)> {
        let network = peer.map(network);
        let mut taken = self.by_network.lock().unwrap_or_else(PoisonError::into_inner);
        let (all, of_one) = (taken.0, taken.1.get(&network).copied().unwrap_or(0));
        // A socket of this machine has no address to be counted by.
        if all >= self.most || (network.is_some() && of_one >= self.most_of_one) {
            return None;
        }
        taken.0 += 1;
        *taken.1.entry(network).or_default() += 1;
        Some((Seat { count: Arc::clone(self), network }, taken.0 * 2 > self.most))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.count.by_network.lock().unwrap_or_else(PoisonError::into_inner);
        taken.0 = taken.0.saturating_sub(1);
        if let Some(of_one) = taken.1.get_mut(&self.network) {
            *of_one -= 1;
            if *of_one == 0 {
                taken.1.remove(&self.network);
            }
        }
    }
}

/// An IPv4 address, or the /64 that one subscriber owns of IPv6.
fn network(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() >> 64 << 64)),
        four => four,
    }
}

/// One port's share of everything.
#[derive(Clone)]
struct Room {
    house: House,
    rules: Arc<Rules>,
    tls: Option<TlsAcceptor>,
    count: Arc<Count>,
    stop: watch::Receiver<bool>,
}

impl Room {
    async fn tcp(mut self, listener: tokio::net::TcpListener) {
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                _ = self.stop.wait_for(|stop| *stop) => return,
            };
            match accepted {
                Ok((stream, address)) => {
                    let _ = stream.set_nodelay(true);
                    self.welcome(stream, Some(address.ip().to_canonical()));
                }
                Err(error) => out_of_files(&error).await,
            }
        }
    }

    async fn unix(mut self, listener: tokio::net::UnixListener) {
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                _ = self.stop.wait_for(|stop| *stop) => return,
            };
            match accepted {
                Ok((stream, _)) => self.welcome(stream, None),
                Err(error) => out_of_files(&error).await,
            }
        }
    }

    /// Gives a connection a task of its own, or sends it away.
    fn welcome<S>(&self, stream: S, peer: Option<IpAddr>)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + Sync + 'static,
    {
        let Some((seat, crowded)) = self.count.seat(peer) else {
            tokio::spawn(send_away(stream));
            return;
        };
        let room = self.clone();
        tokio::spawn(async move {
            room.converse(stream, peer, crowded).await;
            drop(seat);
        });
    }

    async fn converse<S>(mut self, stream: S, peer: Option<IpAddr>, crowded: bool)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + Sync,
    {
        let mut rules = (*self.rules).clone();
        if crowded {
            rules.command = rules.command.min(COMMAND_UNDER_LOAD);
        }
        let mut caller = Caller::new(peer, &rules);
        let End::StartTls(stream) = talk(stream, &self.house, &rules, &mut caller, &mut self.stop).await else {
            return;
        };
        let Some(acceptor) = self.tls else { return };
        let Ok(Ok(stream)) = timeout(HANDSHAKE, acceptor.accept(stream)).await else { return };
        caller.secured = true;
        talk(stream, &self.house, &rules, &mut caller, &mut self.stop).await;
    }
}

async fn out_of_files(error: &io::Error) {
    tracing::warn!(%error, "a connection could not be taken");
    tokio::time::sleep(OUT_OF_FILES).await;
}

async fn send_away<S: AsyncWrite + Unpin>(mut stream: S) {
    use tokio::io::AsyncWriteExt;
    let mut line = Vec::new();
    Reply::TOO_MANY_CONNECTIONS.write(&mut line);
    let _ = timeout(Duration::from_secs(5), async {
        stream.write_all(&line).await?;
        stream.shutdown().await
    })
    .await;
}
