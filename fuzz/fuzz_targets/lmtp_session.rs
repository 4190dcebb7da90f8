//! A whole conversation of any bytes, by LMTP and SMTP: no panic, whole replies, as many "stored" as letters that reached
//! the desk, no forged field in them, and the same outcome however the network cuts the bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smilecard::error::{Error, Result};
use smilecard::intake::door::{Arrival, Via};
use smilecard::intake::smtp::desk::Desk;
use smilecard::intake::smtp::session::{Caller, Rules, talk};
use smilecard::services::arrivals::Standing;
use smilecard::store::RawWriter;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Bytes that come in pieces; what is written is kept.
struct Pieces<'a> {
    input: &'a [u8],
    piece: usize,
    output: Arc<Mutex<Vec<u8>>>,
}

impl AsyncRead for Pieces<'_> {
    fn poll_read(mut self: Pin<&mut Self>, _: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let count = self.piece.min(self.input.len()).min(into.remaining());
        let (now, later) = self.input.split_at(count);
        into.put_slice(now);
        self.input = later;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Pieces<'_> {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        self.output.lock().unwrap().extend_from_slice(from);
        Poll::Ready(Ok(from.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[derive(Default)]
struct Kept(Mutex<Vec<Vec<u8>>>);

impl Desk for Kept {
    async fn standing(&self, recipient: &str) -> Result<Standing> {
        Ok(match recipient {
            "cards@a.example" | "late@a.example" => Standing::Known,
            other if other.ends_with("@a.example") => Standing::Unknown,
            _ => Standing::Foreign,
        })
    }

    async fn take(&self, letters: Vec<Arrival>, _: bool) -> Vec<Result<()>> {
        let mut kept = self.0.lock().unwrap();
        let take = |letter: &Arrival| {
            if letter.recipient.starts_with("late") {
                return Err(Error::unavailable("later"));
            }
            kept.push(letter.raw.parts().flat_map(|part| part.unwrap()).collect());
            Ok(())
        };
        letters.iter().map(take).collect()
    }

    fn paper(&self) -> RawWriter {
        RawWriter::new(std::env::temp_dir())
    }

    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::UNIX_EPOCH
    }
}

fn rules(via: Via) -> Rules {
    let long = Duration::from_secs(3600);
    Rules {
        via,
        name: "mx.a.example".to_owned(),
        forged: vec!["mx.a.example".to_owned()],
        tls: via == Via::Smtp,
        letters: 50,
        recipients: 100,
        errors: 20,
        hops: 10,
        command: long,
        body: long,
        session: long,
    }
}

fn converse(input: &[u8], via: Via, piece: usize) -> (Vec<u8>, Vec<Vec<u8>>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        let (rules, desk, output) = (rules(via), Kept::default(), Arc::new(Mutex::new(Vec::new())));
        let (_keep, mut stop) = tokio::sync::watch::channel(false);
        let mut caller = Caller::new(None, &rules);
        let stream = Pieces { input, piece, output: Arc::clone(&output) };
        talk(stream, &desk, &rules, &mut caller, &mut stop).await;
        let output = output.lock().unwrap().clone();
        (output, desk.0.into_inner().unwrap())
    })
}

fuzz_target!(|data: &[u8]| {
    let Some((first, input)) = data.split_first() else { return };
    let via = if first & 1 == 0 { Via::Lmtp } else { Via::Smtp };
    let (said, kept) = converse(input, via, usize::MAX);
    assert!(said.ends_with(b"\r\n"));
    let text = String::from_utf8(said.clone()).unwrap();
    for line in text.split_terminator("\r\n") {
        let bytes = line.as_bytes();
        assert!(bytes.len() > 3 && bytes[..3].iter().all(u8::is_ascii_digit) && matches!(bytes[3], b' ' | b'-'), "{line}");
    }
    let stored = text.matches("250 2.0.0 Stored").count();
    if via == Via::Lmtp {
        assert_eq!(stored, kept.len());
    }
    for letter in &kept {
        assert!(letter.starts_with(b"Return-Path: <"));
        let blank = |at: &usize| letter[*at..].starts_with(b"\n\n") || letter[*at..].starts_with(b"\n\r\n");
        let end = (0..letter.len()).find(blank).unwrap_or(letter.len());
        let head = String::from_utf8_lossy(&letter[..end]).to_ascii_lowercase();
        assert_eq!(head.matches("\nreturn-path:").count(), 0, "{head}");
        assert!(!head.contains("\nx-smilecard-"), "{head}");
    }
    let piece = usize::from(first >> 1) + 1;
    let (again, same) = converse(input, via, piece);
    assert_eq!(kept, same, "cut into {piece}");
    assert_eq!(String::from_utf8_lossy(&said), String::from_utf8_lossy(&again), "cut into {piece}");
});
