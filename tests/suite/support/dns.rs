//! A DNS server of a test's own, on loopback: it knows the names it is told and no others. A name with the label
//! `silent` is never answered, one with `broken` is a failure of the server.

use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::thread;

/// What stands under a name.
pub enum Record {
    Text(String),
    Address(Ipv4Addr),
}

const TXT: u16 = 16;
const A: u16 = 1;

/// Starts it; it ends with the test's process.
pub fn serve(zone: Vec<(&'static str, Record)>) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    thread::spawn(move || {
        let mut packet = [0; 4096];
        while let Ok((length, from)) = socket.recv_from(&mut packet) {
            if let Some(reply) = answer(&packet[..length], &zone) {
                let _ = socket.send_to(&reply, from);
            }
        }
    });
    address
}

/// The reply to a question (RFC 1035, section 4), or none where the server keeps silent.
fn answer(packet: &[u8], zone: &[(&'static str, Record)]) -> Option<Vec<u8>> {
    let (mut at, mut labels) = (12, Vec::new());
    loop {
        let length = usize::from(*packet.get(at)?);
        at += 1;
        if length == 0 {
            break;
        }
        labels.push(String::from_utf8_lossy(packet.get(at..at + length)?).to_lowercase());
        at += length;
    }
    let kind = u16::from_be_bytes([*packet.get(at)?, *packet.get(at + 1)?]);
    let question = packet.get(12..at + 4)?;
    if labels.iter().any(|label| label == "silent") {
        return None;
    }
    let name = labels.join(".");
    let known: Vec<&Record> = zone.iter().filter(|(known, _)| *known == name).map(|(_, record)| record).collect();
    let answers: Vec<Vec<u8>> = known
        .iter()
        .filter_map(|record| match record {
            Record::Text(text) if kind == TXT => {
                let pieces = text.as_bytes().chunks(255);
                Some(pieces.flat_map(|piece| [&[u8::try_from(piece.len()).unwrap()], piece].concat()).collect())
            }
            Record::Address(address) if kind == A => Some(address.octets().to_vec()),
            Record::Text(_) | Record::Address(_) => None,
        })
        .collect();
    let failure = if labels.iter().any(|label| label == "broken") {
        2 // SERVFAIL
    } else if known.is_empty() {
        3 // NXDOMAIN
    } else {
        0
    };
    let mut reply = packet.get(..2)?.to_vec();
    reply.extend([0x81, 0x80 | failure, 0, 1, 0, u8::try_from(answers.len()).unwrap(), 0, 0, 0, 0]);
    reply.extend(question);
    for data in answers {
        reply.extend([0xc0, 12]);
        reply.extend(kind.to_be_bytes());
        reply.extend([0, 1, 0, 0, 0, 60]);
        reply.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        reply.extend(data);
    }
    Some(reply)
}
