//! A client that says exactly what it is told to, and hears whole replies.

use crate::support::served::PATIENCE;
use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::Path;

pub trait Stream: Read + Write + Send {}
impl<T: Read + Write + Send> Stream for T {}

pub struct Wire(BufReader<Box<dyn Stream>>);

impl Wire {
    pub fn unix(path: &Path) -> Result<Self> {
        let stream = UnixStream::connect(path)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self(BufReader::new(Box::new(stream))))
    }

    pub fn tcp(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(Box::new(stream))))
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) {
        self.try_send(bytes).unwrap();
    }

    pub fn try_send(&mut self, bytes: &[u8]) -> Result<()> {
        self.0.get_mut().write_all(bytes)?;
        self.0.get_mut().flush()
    }

    /// A reply with all its lines; an error when the connection has ended.
    pub fn try_hear(&mut self) -> Result<String> {
        let mut reply = String::new();
        loop {
            let mut line = String::new();
            // A line without its end was cut off by the end of the other side.
            if self.0.read_line(&mut line)? == 0 || !line.ends_with('\n') {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            reply.push_str(&line);
            if line.as_bytes().get(3) != Some(&b'-') {
                return Ok(reply);
            }
        }
    }

    pub fn hear(&mut self) -> String {
        self.try_hear().unwrap()
    }

    /// Says a line and hears the reply.
    pub fn ask(&mut self, line: &str) -> String {
        self.send(format!("{line}\r\n").as_bytes());
        self.hear()
    }

    /// Hears that the other side has hung up.
    pub fn is_over(&mut self) -> bool {
        let mut rest = Vec::new();
        let read = self.0.read_to_end(&mut rest);
        assert!(rest.is_empty(), "{}", String::from_utf8_lossy(&rest));
        match read {
            Ok(_) => true,
            Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    }

    /// Says an envelope, whose recipients must all be taken.
    pub fn envelope(&mut self, from: &str, to: &[&str]) {
        assert!(self.ask(&format!("MAIL FROM:<{from}>")).starts_with("250 "));
        for to in to {
            let reply = self.ask(&format!("RCPT TO:<{to}>"));
            assert!(reply.starts_with("250 "), "{reply}");
        }
    }

    /// Sends a letter whose dots need no doubling; hears one reply.
    pub fn letter(&mut self, letter: &str) -> String {
        assert!(self.ask("DATA").starts_with("354 "));
        self.send(letter.as_bytes());
        self.ask(".")
    }
}
