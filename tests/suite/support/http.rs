//! A small blocking HTTP/1.1 client: what a test needs to be a visitor, and to be a rude one.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than any deadline of the service: a test that waits this long has found a fault.
const PATIENCE: Duration = Duration::from_secs(60);

/// An answer, whole.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The page.
    pub body: String,
}

impl Answer {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value of a hidden field.
    pub fn field(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let at = self.body.find(&start).unwrap_or_else(|| panic!("no field {name} in {}", self.body)) + start.len();
        self.body[at..].split('"').next().unwrap().to_owned()
    }
}

/// One connection that is kept open between requests.
pub struct Visitor {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
}

impl Visitor {
    /// Connects.
    pub fn at(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self { address, stream: BufReader::new(stream) })
    }

    /// Sends bytes as they are.
    pub fn say(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.get_mut().write_all(bytes)
    }

    /// Sends a request without a body.
    pub fn ask(&mut self, method: &str, path: &str, headers: &str) -> io::Result<Answer> {
        let host = self.address;
        self.say(format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n").as_bytes())?;
        self.hear(method == "HEAD")
    }

    /// `GET`.
    pub fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.ask("GET", path, "")
    }

    /// Posts a form.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)], headers: &str) -> io::Result<Answer> {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let body = body.join("&");
        let (host, length) = (self.address, body.len());
        self.say(
            format!(
                "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                 Content-Length: {length}\r\n{headers}\r\n{body}"
            )
            .as_bytes(),
        )?;
        self.hear(false)
    }

    /// Leaves a card as a browser does: opens the form, then posts its key with the words.
    pub fn leave_card(&mut self, form: &str, kind: &str, words: &str) -> io::Result<Answer> {
        let key = self.get(form)?.field("key");
        self.post(form, &[("key", &key), ("kind", kind), ("words", words)], "")
    }

    /// One half that sends and one that hears, for two threads.
    pub fn halves(mut self) -> (impl FnMut(&[u8]) -> io::Result<()> + Send, impl FnOnce() -> io::Result<Answer>) {
        let mut sending = self.stream.get_ref().try_clone().unwrap();
        (move |bytes: &[u8]| sending.write_all(bytes), move || self.hear(false))
    }

    /// Reads one answer. `UnexpectedEof` when the other side has closed.
    pub fn hear(&mut self, without_body: bool) -> io::Result<Answer> {
        let first = self.line()?;
        let wrong = || io::Error::new(io::ErrorKind::InvalidData, format!("no answer: {first:?}"));
        let status = first.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(wrong)?;
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut answer = Answer { status, headers, body: String::new() };
        if without_body || status == 204 || status == 304 {
            return Ok(answer);
        }
        let mut body = Vec::new();
        if answer.header("transfer-encoding") == Some("chunked") {
            loop {
                let size = usize::from_str_radix(self.line()?.trim(), 16).map_err(|_| wrong())?;
                let mut chunk = vec![0; size + 2];
                self.stream.read_exact(&mut chunk)?;
                body.extend_from_slice(&chunk[..size]);
                if size == 0 {
                    break;
                }
            }
        } else if let Some(length) = answer.header("content-length") {
            body = vec![0; length.parse().map_err(|_| wrong())?];
            self.stream.read_exact(&mut body)?;
        } else {
            self.stream.read_to_end(&mut body)?;
        }
        answer.body = String::from_utf8_lossy(&body).into_owned();
        Ok(answer)
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 || !line.ends_with('\n') {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }
}

/// A form field's value as browsers send it.
pub fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}
