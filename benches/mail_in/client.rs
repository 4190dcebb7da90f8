//! Sessions that send letters as fast as they are answered, one thread each, on connections that are kept.

use super::{Outcome, TO};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Instant;

/// Which letters to send.
#[derive(Clone, Copy)]
pub struct Letters {
    /// The number of the first: no two are the same.
    pub first: usize,
    pub count: usize,
    /// Bytes of each, about.
    pub size: usize,
}

/// Sends them over so many sessions; letters a second.
pub fn rush(socket: &Path, sessions: usize, letters: Letters) -> Outcome<f64> {
    let mut connections = (0..sessions).map(|_| Session::open(socket)).collect::<Outcome<Vec<_>>>()?;
    let started = Instant::now();
    std::thread::scope(|scope| -> Outcome<()> {
        let running: Vec<_> = connections
            .iter_mut()
            .enumerate()
            .map(|(number, session)| {
                scope.spawn(move || -> Outcome<()> {
                    for letter in (number..letters.count).step_by(sessions) {
                        session.send(letters.first + letter, letters.size)?;
                    }
                    Ok(())
                })
            })
            .collect();
        running.into_iter().try_for_each(|thread| thread.join().map_err(|_| "a session broke")?)
    })?;
    #[expect(clippy::cast_precision_loss, reason = "counts of letters are small")]
    Ok(letters.count as f64 / started.elapsed().as_secs_f64())
}

struct Session(BufReader<UnixStream>);

impl Session {
    fn open(socket: &Path) -> Outcome<Self> {
        let mut session = Self(BufReader::new(UnixStream::connect(socket)?));
        session.hear("220")?;
        session.0.get_mut().write_all(b"LHLO bench\r\n")?;
        session.hear("250")?;
        Ok(session)
    }

    /// One letter, its envelope in one go as Postfix sends it.
    fn send(&mut self, number: usize, size: usize) -> Outcome<()> {
        let envelope = format!("MAIL FROM:<joan@mail.example> SIZE={size}\r\nRCPT TO:<{TO}>\r\nDATA\r\n");
        self.0.get_mut().write_all(envelope.as_bytes())?;
        for code in ["250", "250", "354"] {
            self.hear(code)?;
        }
        let mut head = format!(
            "From: Joan Tissington <joan@mail.example>\r\nTo: {TO}\r\nSubject: Letter {number}\r\n\
             Message-ID: <{number}@mail.example>\r\n"
        );
        let words = "Derrick looked through every line of the bill with me and took the roaming off.\r\n";
        // What makes a letter large is a picture in it.
        let line = if size > 100_000 {
            head.push_str(&format!(
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n{words}--b\r\n\
                 Content-Type: image/jpeg; name=bill.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            ));
            format!("{}\r\n", "/9j/".repeat(19))
        } else {
            head.push_str("Content-Type: text/plain; charset=utf-8\r\n\r\n");
            words.to_owned()
        };
        let mut out = std::io::BufWriter::with_capacity(64 * 1024, self.0.get_mut());
        out.write_all(head.as_bytes())?;
        for _ in 0..size.saturating_sub(head.len()) / line.len() {
            out.write_all(line.as_bytes())?;
        }
        out.write_all(b".\r\n")?;
        out.flush()?;
        drop(out);
        self.hear("250")
    }

    fn hear(&mut self, code: &str) -> Outcome<()> {
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line)?;
            if !line.starts_with(code) {
                return Err(format!("{line:?} instead of {code}").into());
            }
            if line.as_bytes().get(3) == Some(&b' ') {
                return Ok(());
            }
        }
    }
}
