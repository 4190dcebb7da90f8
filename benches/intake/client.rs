//! A bare HTTP/1.1 client on one kept connection: it costs so little that it measures the server and not itself.

use super::Outcome;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer larger than this is none that we ask for.
const LARGEST: usize = 1 << 20;

/// One kept connection.
pub struct Client {
    stream: TcpStream,
    answer: Vec<u8>,
}

impl Client {
    pub async fn connect(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, answer: Vec::with_capacity(16 * 1024) })
    }

    /// Sends a whole request and reads the whole answer; returns its status and body.
    pub async fn ask(&mut self, request: &[u8]) -> Outcome<(u16, &[u8])> {
        self.stream.write_all(request).await?;
        self.answer.clear();
        let head = loop {
            if let Some(at) = self.answer.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let text = std::str::from_utf8(self.answer.get(..head).unwrap_or_default())?;
        let status = text.split(' ').nth(1).ok_or("an answer without a status")?.parse()?;
        let whole = head + length(text)?;
        while self.answer.len() < whole {
            self.more().await?;
        }
        Ok((status, self.answer.get(head..whole).unwrap_or_default()))
    }

    async fn more(&mut self) -> Outcome<()> {
        let read = self.stream.read_buf(&mut self.answer).await?;
        if read == 0 || self.answer.len() > LARGEST {
            return Err("the connection was closed, or never ends".into());
        }
        Ok(())
    }
}

/// The announced length of the body. What is sent in chunks is refused: none of the pages asked for here is.
fn length(head: &str) -> Outcome<usize> {
    let header = head.lines().filter_map(|line| line.split_once(':'));
    let mut lengths = header.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let (_, length) = lengths.next().ok_or("an answer without a length")?;
    Ok(length.trim().parse()?)
}

/// `GET path`, as a browser asks.
pub fn get(address: SocketAddr, path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\n\r\n").into_bytes()
}

/// `POST path` of a form, as a browser sends it.
pub fn post(address: SocketAddr, path: &str, form: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nSec-Fetch-Site: same-origin\r\n\
         Accept: text/html\r\nAccept-Encoding: gzip, deflate, br\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    )
    .into_bytes()
}
