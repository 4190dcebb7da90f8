//! How fast letters are stored through LMTP, beside a sink that writes each to a file and syncs it, on this machine at this
//! moment; and how much memory 32 letters of 25 MB at once need.
//!
//! `cargo bench --bench mail_in`; `-- --quick` only checks that every letter that was answered is stored. Only ratios of
//! one run mean something.

mod client;
mod sink;

use client::{Letters, rush};
use std::error::Error;
use std::path::Path;
use std::process::{Child, Command, ExitCode};
use std::time::{Duration, Instant};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const TO: &str = "cards@bench.example";

struct Plan {
    rounds: usize,
    /// Sessions at once, and the letters that they share.
    loads: &'static [(usize, usize)],
    large: usize,
}

const WHOLE: Plan = Plan { rounds: 3, loads: &[(1, 600), (8, 3_000), (32, 6_000)], large: 32 };
const QUICK: Plan = Plan { rounds: 1, loads: &[(1, 20), (32, 320)], large: 4 };

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.as_slice() {
        [mode, socket, folder] if mode == sink::MODE => sink::serve(Path::new(socket), Path::new(folder)),
        _ => compare(if arguments.iter().any(|argument| argument == "--quick") { &QUICK } else { &WHOLE }),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("mail_in: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A program of its own that listens on a socket; ended when it is dropped.
struct Server(Child);

impl Server {
    fn start(command: &mut Command, socket: &Path) -> Outcome<Self> {
        let mut server = Self(command.spawn()?);
        let started = Instant::now();
        while std::os::unix::net::UnixStream::connect(socket).is_err() {
            if let Some(status) = server.0.try_wait()? {
                return Err(format!("a server ended while it started: {status}").into());
            }
            if started.elapsed() > Duration::from_secs(30) {
                return Err("a server did not get ready".into());
            }
            std::thread::yield_now();
        }
        Ok(server)
    }

    /// Resident memory in MB: at this moment, and at most since [`Server::forget`].
    fn memory(&self) -> Outcome<(f64, f64)> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.0.id()))?;
        let megabytes = |name: &str| -> Outcome<f64> {
            let line = text.lines().find(|line| line.starts_with(name)).ok_or("no such figure in /proc")?;
            Ok(line.split_whitespace().nth(1).ok_or("no figure")?.parse::<f64>()? / 1024.0)
        };
        Ok((megabytes("VmRSS:")?, megabytes("VmHWM:")?))
    }

    /// Makes the kernel forget the highest figure.
    fn forget(&self) -> Outcome<()> {
        Ok(std::fs::write(format!("/proc/{}/clear_refs", self.0.id()), "5")?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn smilecard(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smilecard"));
    command
        .current_dir(folder)
        .env("DATABASE_URL", "sqlite:cards.db")
        .env("SMILECARD_SERVER__BIND", "127.0.0.1:0")
        .env("SMILECARD_SECURITY__SECRET_KEY", "q7Hk2Vw9ZtLr4Nf6Xc8Bm1Pd3Gs5Jy0AuEoTi+RhKvQ=")
        .env("SMILECARD_MAIL__FROM", "cards@bench.example")
        .env("SMILECARD_SMTP__TRANSPORT", "file")
        .env("SMILECARD_SMTP__FOLDER", "letters")
        .env("SMILECARD_LMTP__LISTEN", format!("unix:{}", folder.join("lmtp").display()))
        .env("SMILECARD_MAIL_IN__LETTERS_PER_SESSION", "1000000")
        .env("SMILECARD_LOG__LEVEL", "warn");
    command
}

fn compare(plan: &Plan) -> Outcome<()> {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{cores} cores, load {}; SQLite, WAL, synchronous=FULL; client and servers on this machine", load.trim());
    let (ours, theirs) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let create = "organisation create --slug bench --name Bench --mail cards@bench.example";
    let output = smilecard(ours.path()).args(create.split(' ')).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let (our_socket, their_socket) = (ours.path().join("lmtp"), theirs.path().join("lmtp"));
    let service = Server::start(smilecard(ours.path()).arg("serve"), &our_socket)?;
    let _sink = Server::start(
        Command::new(std::env::current_exe()?).arg(sink::MODE).arg(&their_socket).arg(theirs.path()),
        &their_socket,
    )?;
    let (at_rest, _) = service.memory()?;
    let mut runs: Vec<Vec<(f64, f64)>> = vec![Vec::new(); plan.loads.len()];
    let mut answered = 0;
    for round in 0..plan.rounds {
        for (place, &(sessions, count)) in plan.loads.iter().enumerate() {
            let mut rates = (0.0, 0.0);
            // Who goes first changes from round to round, so that a busy minute doesn't hit the same one.
            for our_turn in [round % 2 == 0, round % 2 != 0] {
                let letters = Letters { first: answered, count, size: 2_000 };
                if our_turn {
                    rates.0 = rush(&our_socket, sessions, letters)?;
                    answered += count;
                } else {
                    rates.1 = rush(&their_socket, sessions, letters)?;
                }
            }
            runs[place].push(rates);
        }
    }
    println!("\nsessions  letters/s      sink/s   ratio, medians of {} rounds (span)", plan.rounds);
    for (&(sessions, _), rates) in plan.loads.iter().zip(&runs) {
        let spread = |figure: &dyn Fn(&(f64, f64)) -> f64| {
            let mut all: Vec<f64> = rates.iter().map(figure).collect();
            all.sort_unstable_by(f64::total_cmp);
            (all[all.len() / 2], all[0], all[all.len() - 1])
        };
        let (ours, sink, ratio) = (spread(&|r| r.0), spread(&|r| r.1), spread(&|r| r.0 / r.1));
        println!("{sessions:>8} {:>10.0} {:>11.0} {:>7.2} ({:.2}-{:.2})", ours.0, sink.0, ratio.0, ratio.1, ratio.2);
    }
    let (now, most) = service.memory()?;
    println!("\nmemory at rest {at_rest:.0} MB; after these letters {now:.0} MB, at most {most:.0} MB");

    service.forget()?;
    let large = Letters { first: answered, count: plan.large, size: 25 * 1024 * 1024 - 4096 };
    rush(&our_socket, plan.large, large)?;
    answered += plan.large;
    let (_, most) = service.memory()?;
    println!("{} letters of 25 MB at once: at most {most:.0} MB until all were stored", plan.large);
    check(&ours.path().join("cards.db"), answered)?;
    let (_, most) = service.memory()?;
    println!("and at most {most:.0} MB until all were read");
    Ok(())
}

/// Waits until everything was read, and compares what is there with what was answered.
fn check(file: &Path, answered: usize) -> Outcome<()> {
    use diesel::connection::SimpleConnection;
    use diesel::prelude::*;
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        value: i64,
    }
    let mut connection = SqliteConnection::establish(&file.to_string_lossy())?;
    connection.batch_execute("PRAGMA busy_timeout = 5000")?;
    let mut count = |what: &str| -> Outcome<i64> {
        let query = format!("SELECT count(*) AS value FROM {what}");
        Ok(diesel::sql_query(query).get_result::<Count>(&mut connection)?.value)
    };
    let stored = count("inbound_messages")?;
    let started = Instant::now();
    while count("inbound_messages WHERE state = 'stored'")? > 0 {
        if started.elapsed() > Duration::from_secs(600) {
            return Err("not everything was read".into());
        }
        std::thread::yield_now();
    }
    let cards = count("cards")?;
    println!("{answered} letters answered, {stored} stored, {cards} cards");
    if stored == i64::try_from(answered)? && cards == stored { Ok(()) } else { Err("the counts differ".into()) }
}
