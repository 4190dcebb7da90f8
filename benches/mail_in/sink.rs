//! The limit: speaks as much LMTP as the client needs, writes each letter to a file of its own, syncs it, and says 250. One
//! thread a session; nothing is checked, read or looked up.

use super::Outcome;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The argument that makes the bench this program.
pub const MODE: &str = "--sink";

pub fn serve(socket: &Path, folder: &Path) -> Outcome<()> {
    let listener = UnixListener::bind(socket)?;
    let next = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        let (stream, folder, next) = (stream?, folder.to_owned(), Arc::clone(&next));
        std::thread::spawn(move || {
            // A session that breaks off is the client's affair.
            let _ = session(stream, &folder, &next);
        });
    }
    Ok(())
}

fn session(stream: UnixStream, folder: &Path, next: &AtomicUsize) -> Outcome<()> {
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::with_capacity(64 * 1024, stream);
    out.write_all(b"220 sink\r\n")?;
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        if line.starts_with(b"DATA") {
            out.write_all(b"354 go\r\n")?;
            let mut letter = Vec::new();
            while lines.read_until(b'\n', &mut letter)? > 0 && !letter.ends_with(b"\r\n.\r\n") {}
            let mut file = File::create(folder.join(next.fetch_add(1, Ordering::Relaxed).to_string()))?;
            file.write_all(&letter)?;
            file.sync_all()?;
        }
        out.write_all(b"250 ok\r\n")?;
        line.clear();
    }
    Ok(())
}
