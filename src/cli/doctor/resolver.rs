//! Asks the DNS, a few questions with long pauses between (RFC 1035): by UDP, and by TCP where the answer is cut off. The
//! first question that nobody answers is the last: without a network each would take its whole time.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, UdpSocket};
use std::time::Duration;

/// One try at a question.
const PATIENCE: Duration = Duration::from_secs(3);

/// Questions to the DNS.
pub(super) struct Resolver {
    servers: Vec<SocketAddr>,
    /// Why nobody answers.
    silent: Option<String>,
}

/// Nobody answered.
pub(super) struct Silence(pub(super) String);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    A = 1,
    Ptr = 12,
    Mx = 15,
    Txt = 16,
    Aaaa = 28,
}

/// Why an answer can't be used.
enum Bad {
    /// Ask another server.
    Nothing(String),
    /// Ask again by TCP.
    CutOff,
}

impl Resolver {
    /// Asks this server, or those of the system.
    pub(super) fn start(server: Option<SocketAddr>) -> Self {
        let servers = match server {
            Some(server) => vec![server],
            None => of_system(&std::fs::read_to_string("/etc/resolv.conf").unwrap_or_default()),
        };
        let silent = servers.is_empty().then(|| "this machine knows no DNS server".to_owned());
        Self { servers, silent }
    }

    /// The texts at a name, each joined of its pieces.
    pub(super) fn texts(&mut self, name: &str) -> Result<Vec<String>, Silence> {
        self.ask(name, Kind::Txt, |_, data| {
            let (mut rest, mut text) = (data, Vec::new());
            while let Some((length, more)) = rest.split_first() {
                let (piece, more) = more.split_at_checked(usize::from(*length))?;
                text.extend_from_slice(piece);
                rest = more;
            }
            Some(String::from_utf8_lossy(&text).into_owned())
        })
    }

    /// The mail servers of a domain; an empty name says that it takes no mail.
    pub(super) fn mail_servers(&mut self, domain: &str) -> Result<Vec<String>, Silence> {
        self.ask(domain, Kind::Mx, |packet, data| name_at(packet, offset(packet, data)? + 2).map(|(name, _)| name))
    }

    /// The addresses of a name.
    pub(super) fn addresses(&mut self, name: &str) -> Result<Vec<IpAddr>, Silence> {
        let mut found = self.ask(name, Kind::A, |_, data| {
            <[u8; 4]>::try_from(data).ok().map(|bytes| IpAddr::V4(Ipv4Addr::from(bytes)))
        })?;
        found.extend(self.ask(name, Kind::Aaaa, |_, data| {
            <[u8; 16]>::try_from(data).ok().map(|bytes| IpAddr::V6(Ipv6Addr::from(bytes)))
        })?);
        Ok(found)
    }

    /// The names of an address.
    pub(super) fn reverse(&mut self, address: IpAddr) -> Result<Vec<String>, Silence> {
        let name = match address {
            IpAddr::V4(address) => {
                let [a, b, c, d] = address.octets();
                format!("{d}.{c}.{b}.{a}.in-addr.arpa")
            }
            IpAddr::V6(address) => {
                let digits = address
                    .octets()
                    .iter()
                    .rev()
                    .fold(String::new(), |name, byte| name + &format!("{:x}.{:x}.", byte & 0xf, byte >> 4));
                format!("{digits}ip6.arpa")
            }
        };
        self.ask(&name, Kind::Ptr, |packet, data| name_at(packet, offset(packet, data)?).map(|(name, _)| name))
    }

    fn ask<T>(&mut self, name: &str, kind: Kind, read: impl Fn(&[u8], &[u8]) -> Option<T>) -> Result<Vec<T>, Silence> {
        if let Some(why) = &self.silent {
            return Err(Silence(why.clone()));
        }
        let mut id = [0; 2];
        let _ = getrandom::fill(&mut id);
        let Some(question) = question(id, name, kind) else { return Ok(Vec::new()) };
        let mut why = String::new();
        // Each server twice: a packet may be lost on its way.
        for server in self.servers.iter().chain(&self.servers) {
            let answer = by_udp(*server, &question).and_then(|packet| answers(&packet, &question, kind));
            let answer = match answer {
                Err(Bad::CutOff) => by_tcp(*server, &question).and_then(|packet| answers(&packet, &question, kind)),
                other => other,
            };
            match answer {
                Ok((packet, found)) => {
                    let data = found.into_iter().filter_map(|(from, to)| packet.get(from..to));
                    return Ok(data.filter_map(|data| read(&packet, data)).collect());
                }
                Err(Bad::Nothing(cause)) => why = format!("{server}: {cause}"),
                Err(Bad::CutOff) => why = format!("{server}: the answer is too long"),
            }
        }
        self.silent = Some(why.clone());
        Err(Silence(why))
    }
}

/// The name servers of a resolv.conf.
fn of_system(text: &str) -> Vec<SocketAddr> {
    let servers = text.lines().filter_map(|line| line.trim().strip_prefix("nameserver"));
    servers.filter_map(|server| server.trim().parse::<IpAddr>().ok()).map(|address| (address, 53).into()).collect()
}

/// A question as a packet; none for what is no name.
fn question(id: [u8; 2], name: &str, kind: Kind) -> Option<Vec<u8>> {
    let mut packet = vec![id[0], id[1], 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    for label in name.trim_end_matches('.').split('.') {
        let length = u8::try_from(label.len()).ok().filter(|length| (1..=63).contains(length))?;
        packet.push(length);
        packet.extend_from_slice(label.as_bytes());
    }
    packet.extend_from_slice(&[0, 0, kind as u8, 0, 1]);
    Some(packet)
}

fn nothing(cause: &std::io::Error) -> Bad {
    Bad::Nothing(match cause.kind() {
        std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut => "no answer in time".to_owned(),
        _ => cause.to_string(),
    })
}

fn by_udp(server: SocketAddr, question: &[u8]) -> Result<Vec<u8>, Bad> {
    let ask = || -> std::io::Result<Vec<u8>> {
        let own: SocketAddr =
            if server.is_ipv4() { (Ipv4Addr::UNSPECIFIED, 0).into() } else { (Ipv6Addr::UNSPECIFIED, 0).into() };
        let socket = UdpSocket::bind(own)?;
        socket.connect(server)?;
        socket.set_read_timeout(Some(PATIENCE))?;
        socket.send(question)?;
        let mut packet = vec![0; 4096];
        let length = socket.recv(&mut packet)?;
        packet.truncate(length);
        Ok(packet)
    };
    ask().map_err(|cause| nothing(&cause))
}

fn by_tcp(server: SocketAddr, question: &[u8]) -> Result<Vec<u8>, Bad> {
    let ask = || -> std::io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect_timeout(&server, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let length = u16::try_from(question.len()).unwrap_or(u16::MAX);
        stream.write_all(&[&length.to_be_bytes(), question].concat())?;
        let mut length = [0; 2];
        stream.read_exact(&mut length)?;
        let mut packet = vec![0; usize::from(u16::from_be_bytes(length))];
        stream.read_exact(&mut packet)?;
        Ok(packet)
    };
    ask().map_err(|cause| nothing(&cause))
}

/// Where the data of the answers of this kind lie in a packet.
type Found = (Vec<u8>, Vec<(usize, usize)>);

fn answers(packet: &[u8], question: &[u8], kind: Kind) -> Result<Found, Bad> {
    let torn = || Bad::Nothing("its answer can't be read".to_owned());
    let ours = packet.get(..2) == question.get(..2)
        && packet
            .get(12..question.len())
            .is_some_and(|asked| asked.eq_ignore_ascii_case(question.get(12..).unwrap_or_default()));
    let (Some(flags), true) = (packet.get(2..4), ours) else { return Err(torn()) };
    match (flags.first(), flags.get(1).map(|code| code & 0xf)) {
        (Some(first), _) if first & 0x02 != 0 => return Err(Bad::CutOff),
        // There is such a name, or there is none.
        (_, Some(0 | 3)) => {}
        (_, code) => return Err(Bad::Nothing(format!("it refused or failed ({})", code.unwrap_or(0)))),
    }
    let count = u16_at(packet, 6).ok_or_else(torn)?;
    let (mut at, mut found) = (question.len(), Vec::new());
    for _ in 0..count {
        let (_, after) = name_at(packet, at).ok_or_else(torn)?;
        let (of, length) = u16_at(packet, after).zip(u16_at(packet, after + 8)).ok_or_else(torn)?;
        let (from, to) = (after + 10, after + 10 + usize::from(length));
        if of == kind as u16 {
            found.push((from, to));
        }
        at = to;
    }
    Ok((packet.to_vec(), found))
}

fn u16_at(packet: &[u8], at: usize) -> Option<u16> {
    packet.get(at..at + 2).and_then(|two| <[u8; 2]>::try_from(two).ok()).map(u16::from_be_bytes)
}

/// Where a piece of a packet begins in it.
fn offset(packet: &[u8], piece: &[u8]) -> Option<usize> {
    (piece.as_ptr() as usize).checked_sub(packet.as_ptr() as usize)
}

/// The name at a place, in lower case, and where it ends; pointers lead only backwards, and only so often.
fn name_at(packet: &[u8], start: usize) -> Option<(String, usize)> {
    let (mut at, mut end, mut labels) = (start, None, Vec::new());
    for _ in 0..128 {
        let length = *packet.get(at)?;
        match length {
            0 => return Some((labels.join("."), end.unwrap_or(at + 1))),
            1..=63 => {
                let label = packet.get(at + 1..at + 1 + usize::from(length))?;
                labels.push(String::from_utf8_lossy(label).to_lowercase());
                at += 1 + usize::from(length);
            }
            192.. => {
                end = end.or(Some(at + 2));
                let to = usize::from(u16_at(packet, at)? & 0x3fff);
                if to >= at {
                    return None;
                }
                at = to;
            }
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_of_a_machine_are_read() {
        let text = "# made by hand\nsearch larkspur.example\nnameserver 192.0.2.53\nnameserver ::1\noptions edns0\n";
        assert_eq!(of_system(text), ["192.0.2.53:53".parse().unwrap(), "[::1]:53".parse().unwrap()]);
    }

    #[test]
    fn names_are_followed_backwards_and_never_in_a_circle() {
        let packet = b"\x04mail\x07example\x00\x01a\xc0\x05\xc0\x12";
        assert_eq!(name_at(packet, 0), Some(("mail.example".to_owned(), 14)));
        assert_eq!(name_at(packet, 14), Some(("a.example".to_owned(), 18)));
        assert_eq!(name_at(packet, 18), None, "a pointer to itself");
        assert_eq!(name_at(packet, 99), None);
    }

    proptest::proptest! {
        #[test]
        fn no_answer_panics(packet: Vec<u8>, at in 0_usize..600) {
            let question = question([1, 2], "mail.example", Kind::Txt).unwrap();
            let _ = answers(&packet, &question, Kind::Txt);
            let _ = name_at(&packet, at);
            let whole = [&question[..], &packet].concat();
            let _ = answers(&whole, &question, Kind::Mx);
        }
    }
}
