//! `smilecard mail read FILE…|-`: one JSON object per message on standard output. Touches no database and no network.
//! One bad message never stops the run: it becomes an error object, and so does one that takes longer than 20 s.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::reading::{self, Envelope, Reading};

/// A message may take this long; then the next one has its turn.
const LONGEST: Duration = Duration::from_secs(20);
/// A file beyond this is no letter; mail servers stop far below.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Reads messages and prints one JSON object for each.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Files that hold one message each; `-` is standard input.
    #[arg(required = true)]
    files: Vec<String>,
    /// Each file is a decoded plain-text body instead of a message.
    #[arg(long, conflicts_with = "html")]
    text: bool,
    /// Each file is a decoded HTML body instead of a message.
    #[arg(long)]
    html: bool,
}

#[derive(Clone, Copy)]
enum Form {
    Message,
    Text,
    Html,
}

/// Runs the command. Fails only when standard output is gone.
pub fn run(args: Args) -> ExitCode {
    let form = if args.text {
        Form::Text
    } else if args.html {
        Form::Html
    } else {
        Form::Message
    };
    let mut out = std::io::stdout().lock();
    for file in args.files {
        let object = timed(file, form);
        if writeln!(out, "{object}").and_then(|()| out.flush()).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Reads one file on a thread of its own, so that a hang costs one message only.
fn timed(file: String, form: Form) -> Value {
    let (sender, receiver) = mpsc::channel();
    let id = id(&file);
    let worker = std::thread::Builder::new().stack_size(8 << 20).spawn(move || {
        // The receiver may have given up on us; nobody is left to tell.
        let _ = sender.send(one(&file, form));
    });
    if let Err(fault) = worker {
        return failure(&id, &fault.to_string());
    }
    match receiver.recv_timeout(LONGEST) {
        Ok(Ok(reading)) => object(&id, &reading),
        Ok(Err(message)) => failure(&id, &message),
        Err(mpsc::RecvTimeoutError::Timeout) => failure(&id, "reading took longer than 20 seconds"),
        Err(mpsc::RecvTimeoutError::Disconnected) => failure(&id, "reading failed through a fault of ours"),
    }
}

fn one(file: &str, form: Form) -> Result<Reading, String> {
    let bytes = load(file)?;
    Ok(match form {
        Form::Message => reading::read(&bytes, &Envelope { received_at: Some(now()), ..Envelope::default() }),
        Form::Text => reading::from_text(&String::from_utf8_lossy(&bytes)),
        Form::Html => reading::from_html(&String::from_utf8_lossy(&bytes)),
    })
}

fn now() -> jiff::Timestamp {
    crate::clock::Clock::System.now()
}

fn load(file: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = match file {
        "-" => std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes),
        path => std::fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)),
    };
    read.map_err(|fault| format!("could not be opened: {fault}"))?;
    if bytes.len() as u64 > LARGEST { Err("larger than 256 MB".to_owned()) } else { Ok(bytes) }
}

fn id(file: &str) -> String {
    std::path::Path::new(file).file_name().map_or_else(|| file.to_owned(), |name| name.to_string_lossy().into_owned())
}

fn failure(id: &str, message: &str) -> Value {
    json!({ "id": id, "error": message })
}

/// The JSON form of a reading; exactly these keys are promised.
pub fn object(id: &str, reading: &Reading) -> Value {
    json!({
        "id": id,
        "from": reading.from,
        "name": reading.name,
        "reply_to": reading.reply_to,
        "subject": reading.subject,
        "date": reading.date.map(|date| date.to_string()),
        "text": reading.text,
        "elided": reading.elided,
        "full_text": reading.full_text,
        "auto": reading.auto.map(|auto| auto.as_str()),
        "bounce": reading.bounce.as_ref().map(|bounce| json!({ "hard": bounce.hard, "recipients": bounce.recipients, "status": bounce.status })),
        "author": reading.author.as_ref().map(|author| json!({ "address": author.address, "name": author.name, "text": author.text, "note": author.note })),
        "attachments": reading.attachments.iter().map(|file| json!({ "name": file.name, "type": file.mime, "bytes": file.size })).collect::<Vec<_>>(),
        "recipients": reading.recipients,
        "language": reading.language,
        "verdict": reading.verdict.as_str(),
        "reason": reading.reason.sentence(),
    })
}
