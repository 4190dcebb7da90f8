//! A small SMTP server inside the test: one thread a connection, counts what it sees, and does as it is told by the
//! recipient. For what the real one of `tests/peers` can't be asked: how many connections, how many at the same time.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server has seen.
#[derive(Default)]
pub struct Seen {
    /// Connections.
    pub connections: AtomicUsize,
    /// Letters that were taken.
    pub letters: AtomicUsize,
    /// The most letters to one domain at the same time.
    pub busiest: AtomicUsize,
    /// The last letters' bytes.
    pub raw: Mutex<Vec<Vec<u8>>>,
    busy: Mutex<HashMap<String, usize>>,
}

/// A running server; its port stays open as long as the process lives.
pub struct Sink {
    /// Where it listens.
    pub address: SocketAddr,
    /// What it has seen.
    pub seen: Arc<Seen>,
}

/// How it treats everybody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manners {
    /// Time that it takes for each letter.
    pub slow: Duration,
    /// Hangs up after so many letters, without a word; never if 0.
    pub hangs_up_after: usize,
    /// Whether the bytes are kept.
    pub keeps: bool,
}

impl Sink {
    /// Starts on a port that is free.
    pub fn start(manners: Manners) -> Self {
        Self::on(TcpListener::bind("127.0.0.1:0").unwrap(), manners)
    }

    /// Starts on this port.
    pub fn on(listener: TcpListener, manners: Manners) -> Self {
        let (address, seen) = (listener.local_addr().unwrap(), Arc::new(Seen::default()));
        let theirs = Arc::clone(&seen);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let seen = Arc::clone(&theirs);
                seen.connections.fetch_add(1, Ordering::Relaxed);
                std::thread::spawn(move || talk(&stream, &seen, manners));
            }
        });
        Self { address, seen }
    }

    /// Letters that it took.
    pub fn letters(&self) -> usize {
        self.seen.letters.load(Ordering::Relaxed)
    }

    /// Connections that were opened to it.
    pub fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::Relaxed)
    }
}

/// `refused@…` is not there, `later@…` is not taken now; everybody else is welcome.
fn talk(stream: &TcpStream, seen: &Seen, manners: Manners) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let (mut out, mut lines) = (stream, BufReader::with_capacity(64 * 1024, stream));
    let mut say = |text: &str| out.write_all(text.as_bytes()).ok();
    say("220 sink.test ESMTP\r\n")?;
    let (mut line, mut domain, mut taken) = (Vec::new(), String::new(), 0);
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line).ok()? == 0 {
            return None;
        }
        let said = String::from_utf8_lossy(&line).to_ascii_lowercase();
        if said.starts_with("ehlo") {
            say("250-sink.test\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n")?;
        } else if said.starts_with("rcpt to:<refused@") {
            say("550 5.1.1 nobody of that name\r\n")?;
        } else if said.starts_with("rcpt to:<later@") {
            say("450 4.2.1 not now\r\n")?;
        } else if let Some(rest) = said.strip_prefix("rcpt to:") {
            domain = rest.trim().trim_end_matches('>').rsplit('@').next().unwrap_or_default().to_owned();
            say("250 2.1.5 welcome\r\n")?;
        } else if said.starts_with("data") {
            say("354 go on\r\n")?;
            enter(seen, &domain);
            let mut raw = Vec::new();
            loop {
                let start = raw.len();
                if lines.read_until(b'\n', &mut raw).ok()? == 0 {
                    return None;
                }
                if raw.get(start..) == Some(b".\r\n") {
                    break;
                }
                if !manners.keeps {
                    raw.clear();
                }
            }
            if !manners.slow.is_zero() {
                // Nothing is ever sent: it only takes its time.
                let (_keep, pause) = std::sync::mpsc::channel::<()>();
                let _ = pause.recv_timeout(manners.slow);
            }
            leave(seen, &domain);
            seen.letters.fetch_add(1, Ordering::Relaxed);
            if manners.keeps {
                seen.raw.lock().unwrap().push(raw);
            }
            say("250 2.0.0 kept\r\n")?;
            taken += 1;
            if taken == manners.hangs_up_after {
                return stream.shutdown(std::net::Shutdown::Both).ok();
            }
        } else if said.starts_with("quit") {
            say("221 bye\r\n")?;
            return None;
        } else {
            say("250 2.0.0 as you like\r\n")?;
        }
    }
}

fn enter(seen: &Seen, domain: &str) {
    let mut busy = seen.busy.lock().unwrap();
    let count = busy.entry(domain.to_owned()).or_insert(0);
    *count += 1;
    seen.busiest.fetch_max(*count, Ordering::Relaxed);
}

fn leave(seen: &Seen, domain: &str) {
    *seen.busy.lock().unwrap().get_mut(domain).unwrap() -= 1;
}
