//! A real `smilecard serve`, on a port that was free, with a configuration of its own; killed when the test lets go.

use super::http::Visitor;
use crate::place::Place;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long a condition may take on a machine that is busy with everything else.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A running service.
pub struct Served {
    /// Where it listens.
    pub address: SocketAddr,
    process: Child,
    log: Receiver<String>,
}

/// Settings that every test's service has; a test's own come after them.
const SETTINGS: [(&str, &str); 8] = [
    ("SMILECARD_SERVER__BIND", "127.0.0.1:0"),
    ("SMILECARD_SERVER__WORKERS", "2"),
    ("SMILECARD_SECURITY__SECRET_KEY", "q7Hk2Vw9ZtLr4Nf6Xc8Bm1Pd3Gs5Jy0AuEoTi+RhKvQ="),
    ("SMILECARD_MAIL__FROM", "Cards <cards@mail.example>"),
    ("SMILECARD_SMTP__TRANSPORT", "file"),
    ("SMILECARD_SMTP__FOLDER", "letters"),
    ("SMILECARD_FORM__POSTS_PER_MINUTE", "1000000000"),
    ("SMILECARD_FORM__POSTS_PER_HOUR", "1000000000"),
];

/// The command that starts the service in a place.
pub fn command(place: &Place, settings: &[(&str, &str)]) -> Command {
    std::fs::create_dir_all(place.folder().join("letters")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_smilecard"));
    command
        .arg("serve")
        .current_dir(place.folder())
        .env_clear()
        .env("DATABASE_URL", place.url())
        .envs(SETTINGS)
        .envs(settings.iter().copied())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

impl Served {
    /// Starts it and returns when it is ready.
    pub fn start(place: &Place, settings: &[(&str, &str)]) -> Self {
        let mut process = command(place, settings).spawn().unwrap();
        let (teller, log) = channel();
        let errors = BufReader::new(process.stderr.take().unwrap());
        std::thread::spawn(move || {
            // It ends with the process, or when nobody listens any more.
            let _ = errors.lines().map_while(Result::ok).try_for_each(|line| teller.send(line));
        });
        let mut served = Self { address: SocketAddr::from(([127, 0, 0, 1], 0)), process, log };
        let ready = served.told("ready");
        let (_, rest) = ready.split_once("127.0.0.1:").unwrap_or_else(|| panic!("no address in {ready}"));
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        served.address.set_port(digits.parse().unwrap());
        served
    }

    /// Waits for a line of the log with these words.
    pub fn told(&mut self, words: &str) -> String {
        let mut heard = Vec::new();
        let until = Instant::now() + PATIENCE;
        loop {
            match self.log.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => heard.push(line),
                Err(end) => panic!("{words:?} was not told ({end}): {}", heard.join("\n")),
            }
        }
    }

    /// What it has told by its end, but for lines that a test has waited for.
    pub fn rest_of_log(&mut self) -> String {
        self.kill();
        self.log.iter().collect::<Vec<_>>().join("\n")
    }

    /// A new connection.
    pub fn visitor(&self) -> Visitor {
        Visitor::at(self.address).unwrap()
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Kills it as a power cut would: no handler runs.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Asks it to end, as an operating system does.
    pub fn terminate(&self) {
        let id = self.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    /// Waits for its end.
    pub fn ended(&mut self) -> ExitStatus {
        until("the service ends", || self.process.try_wait().unwrap())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        // What it has told is half of why a test failed.
        if std::thread::panicking() {
            eprintln!("the service's log:\n{}", self.log.iter().collect::<Vec<_>>().join("\n"));
        }
    }
}

/// Asks again and again until there is an answer; fails after [`PATIENCE`].
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let (_keep, pause) = channel::<()>();
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < end, "in vain: {what}");
        // Lets the others work; nothing is ever sent.
        assert_eq!(pause.recv_timeout(Duration::from_millis(5)), Err(RecvTimeoutError::Timeout));
    }
}

/// A place with the organisation "larkspur", whose form is `/f/larkspur`.
pub fn larkspur() -> Place {
    larkspur_in(Place::new())
}

/// The same in a place that is there.
pub fn larkspur_in(place: Place) -> Place {
    place.must(&[
        "organisation",
        "create",
        "--slug",
        "larkspur",
        "--name",
        "Larkspur Mobile",
        "--mail",
        "cards@larkspur.example",
    ]);
    place
}

/// The address of its form.
pub const FORM: &str = "/f/larkspur";
