//! Letters fetched from a real Dovecot by a running `serve`: how they come in, what becomes of them there, who is let in,
//! and what a kill or a broken letter can do.

mod durability;
mod fetching;
mod sign_in;
mod trouble;

pub use trouble::status as status_of;

use crate::peers::ask;
use crate::place::{Place, unlike_any_other};
use crate::support::served::{Served, larkspur, until};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Nullable, Text};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The server, and one user of it who is this test's own.
pub struct Dovecot {
    folder: String,
    port: String,
    tls_port: String,
    ca: String,
    token_url: String,
    user: String,
}

/// A letter as it lies in a folder.
#[derive(Debug, PartialEq, Eq)]
pub struct Lying {
    flags: String,
    subject: String,
}

impl Dovecot {
    /// The server, or `None` when the test is to be left out.
    pub fn ask(what: &str) -> Option<Self> {
        Some(Self {
            folder: ask(what, "SMILECARD_TEST_IMAP")?,
            port: ask(what, "SMILECARD_TEST_IMAP_PORT")?,
            tls_port: ask(what, "SMILECARD_TEST_IMAP_TLS_PORT")?,
            ca: ask(what, "SMILECARD_TEST_IMAP_CA")?,
            token_url: ask(what, "SMILECARD_TEST_IMAP_TOKEN_URL")?,
            user: format!("u{}", unlike_any_other()),
        })
    }

    fn script(&self, verb: &str, arguments: &[&str], input: &[u8]) -> String {
        self.try_script(verb, arguments, input).unwrap_or_else(|said| panic!("{verb} {arguments:?}: {said}"))
    }

    /// What it answers, or else what it complains of.
    fn try_script(&self, verb: &str, arguments: &[&str], input: &[u8]) -> Result<String, String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/dovecot.sh");
        let mut process = Command::new(script)
            .args([verb, &self.folder])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        process.stdin.take().unwrap().write_all(input).unwrap();
        let output = process.wait_with_output().unwrap();
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        Ok(String::from_utf8(output.stdout).unwrap())
    }

    /// Delivers a letter into the user's inbox.
    pub fn deliver(&self, letter: &str) {
        self.script("deliver", &[&self.user, "INBOX"], letter.as_bytes());
    }

    /// What lies in a folder.
    pub fn list(&self, folder: &str) -> Vec<Lying> {
        // A letter that is moved away under its eyes is a complaint of doveadm's, not an answer: it is asked again.
        let lines = until("a list", || match self.try_script("list", &[&self.user, folder], b"") {
            Err(said) if said.contains("Message was expunged") => None,
            lines => Some(lines.unwrap()),
        });
        let lying = |line: &str| {
            let mut fields = line.split('\t').skip(1).map(str::to_owned);
            Lying { flags: fields.next().unwrap(), subject: fields.next().unwrap() }
        };
        lines.lines().map(lying).collect()
    }

    /// Subjects in a folder, sorted.
    pub fn subjects(&self, folder: &str) -> Vec<String> {
        let mut all: Vec<String> = self.list(folder).into_iter().map(|lying| lying.subject).collect();
        all.sort();
        all
    }

    /// A command of its own tool.
    pub fn doveadm(&self, command: &[&str]) -> String {
        self.script("doveadm", command, b"")
    }

    /// Ends the user's connections.
    pub fn kick(&self) {
        // Nobody being there to be kicked is no matter.
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/dovecot.sh");
        let _ = Command::new(script).args(["doveadm", &self.folder, "kick", &self.user]).output().unwrap();
    }

    /// Where the user's letters lie as files.
    pub fn maildir(&self) -> String {
        format!("{}/mail/{}/Maildir", self.folder, self.user)
    }

    /// Lines of its log about this user with these words.
    pub fn logged(&self, words: &str) -> usize {
        let log = std::fs::read_to_string(format!("{}/log", self.folder)).unwrap();
        log.lines().filter(|line| line.contains(&self.user) && line.contains(words)).count()
    }

    /// Settings of a mailbox; `more` stands over the usual.
    pub fn mailbox(&self, name: &str, more: &[(&str, &str)]) -> Vec<(String, String)> {
        let usual = [
            ("HOST", "127.0.0.1"),
            ("PORT", &self.port),
            ("TLS", "none"),
            ("USERNAME", &self.user),
            ("PASSWORD", "mail-secret"),
            ("RECIPIENT", "cards@larkspur.example"),
            ("POLL_S", "1"),
        ];
        let mut all: Vec<(String, String)> = Vec::new();
        for (key, value) in usual.iter().chain(more) {
            let variable = format!("SMILECARD_IMAP__{}__{key}", name.to_uppercase());
            all.retain(|(known, _)| *known != variable);
            all.push((variable, (*value).to_owned()));
        }
        all
    }
}

/// Starts the service with these settings.
pub fn serve(place: &Place, settings: &[(String, String)]) -> Served {
    let settings: Vec<(&str, &str)> = settings.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    Served::start(place, &settings)
}

/// A letter with this subject and these words.
pub fn letter(subject: &str, words: &str) -> String {
    format!(
        "From: Joan Tissington <joan@mail.example>\r\nTo: cards@larkspur.example\r\nSubject: {subject}\r\n\
         Message-ID: <{}@mail.example>\r\n\r\n{words}\r\n",
        unlike_any_other()
    )
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Nullable<Text>)]
    said: Option<String>,
}

/// How many rows a query counts.
pub fn count(place: &Place, from: &str) -> i64 {
    place.rows::<Count>(&format!("SELECT COUNT(*) AS count FROM {from}"))[0].count
}

/// The texts of all cards, sorted.
pub fn cards(place: &Place) -> Vec<String> {
    let rows = place.rows::<Said>("SELECT text AS said FROM cards ORDER BY text");
    rows.into_iter().filter_map(|row| row.said).collect()
}

/// Waits until there are so many cards.
pub fn until_cards(place: &Place, wanted: usize) -> Vec<String> {
    until(&format!("{wanted} cards"), || Some(cards(place)).filter(|cards| cards.len() >= wanted))
}

/// Waits until a mailbox was looked through to its end.
pub fn until_looked(place: &Place) {
    until("a look to the end", || (count(place, "mailboxes WHERE looked_at IS NOT NULL") > 0).then_some(()));
}

/// What went wrong last with a mailbox, once something has.
pub fn until_error(place: &Place) -> String {
    until("an error", || {
        place.rows::<Said>("SELECT last_error AS said FROM mailboxes").into_iter().find_map(|row| row.said)
    })
}

/// A place with Larkspur in it.
pub fn house() -> Place {
    larkspur()
}
