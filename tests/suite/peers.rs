//! The real peers that a test may ask for, as `tests/run` started them (tests/README.md tells how).
//!
//! Under plain `cargo test` a missing peer makes the test say what it was left out for, and pass:
//! `let Some(server) = SmtpServer::ask("letters by SMTP") else { return };`
//! Under `tests/run`, where every peer was promised, it fails instead.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use lettre::{SmtpTransport, Transport, address::Envelope};

/// The value of a peer's variable, or `None` after a line on standard error that says what was left out.
///
/// # Panics
/// When the variable is missing though `SMILECARD_TEST_ALL` promises every peer.
pub fn ask(what: &str, name: &str) -> Option<String> {
    if let Some(value) = variable(name) {
        return Some(value);
    }
    assert!(variable("SMILECARD_TEST_ALL").is_none(), "{what} needs {name}, which tests/run did not set");
    // Not eprintln: the test runner would hide it, as it hides all that a passing test prints.
    let _ = writeln!(std::io::stderr(), "left out: {what} (needs {name}; tests/run sets it)");
    None
}

/// The value of a variable, if it is there and not empty.
#[expect(clippy::disallowed_methods, reason = "tests are told of their peers by the environment")]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The SMTP server that keeps every letter, and misbehaves towards recipients it was told of.
pub struct SmtpServer {
    /// `host:port`, without TLS or account.
    pub address: String,
    letters: PathBuf,
}

/// One letter as the server received it.
pub struct Received {
    /// The envelope's sender; empty for a null sender.
    pub sender: String,
    /// The envelope's recipients.
    pub recipients: Vec<String>,
    /// The bytes between DATA and the last dot.
    pub raw: Vec<u8>,
    /// What the server was told to do about it, or drew by lot.
    pub manners: String,
}

impl SmtpServer {
    /// The server, or `None` when the test is to be left out.
    pub fn ask(what: &str) -> Option<Self> {
        Some(Self { address: ask(what, "SMILECARD_TEST_SMTP")?, letters: ask(what, "SMILECARD_TEST_SMTP_DIR")?.into() })
    }

    /// The letters to this address, oldest first; complete as soon as the sender has heard its 250.
    pub fn letters_to(&self, address: &str) -> Vec<Received> {
        self.numbers()
            .into_iter()
            .map(|number| self.letter(number))
            .filter(|letter| letter.recipients.iter().any(|to| to == address))
            .collect()
    }

    /// The letters to anybody at this domain, oldest first.
    pub fn letters_of(&self, domain: &str) -> Vec<Received> {
        let all = self.numbers().into_iter().map(|number| self.letter(number));
        all.filter(|letter| letter.recipients.iter().any(|to| to.ends_with(domain))).collect()
    }

    fn numbers(&self) -> Vec<u64> {
        let mut numbers: Vec<u64> = std::fs::read_dir(&self.letters)
            .unwrap()
            .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".json")?.parse().ok())
            .collect();
        numbers.sort_unstable();
        numbers
    }

    fn letter(&self, number: u64) -> Received {
        let told = std::fs::read(self.letters.join(format!("{number}.json"))).unwrap();
        let told: serde_json::Value = serde_json::from_slice(&told).unwrap();
        Received {
            sender: told["mail_from"].as_str().unwrap_or_default().to_owned(),
            recipients: told["rcpt_tos"].as_array().unwrap().iter().map(|to| to.as_str().unwrap().to_owned()).collect(),
            raw: std::fs::read(self.letters.join(format!("{number}.eml"))).unwrap(),
            manners: told["manners"].as_str().unwrap_or_default().to_owned(),
        }
    }
}

/// A Postfix that hands the mail of a domain to a program, as a pipe in its master.cf does.
pub struct Postfix {
    folder: String,
    host: String,
    port: u16,
}

impl Postfix {
    /// Whom the pipe runs programs as: Postfix refuses root. The program's data must be this user's to write.
    pub const USER: &str = "nobody";

    /// The server, or `None` when the test is to be left out.
    pub fn ask(what: &str) -> Option<Self> {
        let folder = ask(what, "SMILECARD_TEST_POSTFIX")?;
        let address = ask(what, "SMILECARD_TEST_POSTFIX_SMTP")?;
        let (host, port) = address.split_once(':').unwrap();
        Some(Self { folder, host: host.to_owned(), port: port.parse().unwrap() })
    }

    /// Mail for anyone at `domain` (a name of the test's own that ends in `.test`) goes to the program from now on.
    pub fn pipe(&self, domain: &str, program: &Path, arguments: &[&str]) {
        self.script(|command| command.args(["domain", &self.folder, domain]).arg(program).args(arguments));
    }

    /// A domain of the test's own, whose mail goes to this socket by LMTP from now on.
    pub fn lmtp(&self, socket: &Path) -> String {
        self.script(|command| command.args(["lmtp", &self.folder]).arg(socket)).trim().to_owned()
    }

    /// Hands Postfix one message for several.
    pub fn send_to_all(&self, sender: &str, recipients: &[&str], message: &[u8]) {
        let to = recipients.iter().map(|recipient| recipient.parse().unwrap()).collect();
        let envelope = Envelope::new(Some(sender.parse().unwrap()), to).unwrap();
        SmtpTransport::builder_dangerous(&self.host).port(self.port).build().send_raw(&envelope, message).unwrap();
    }

    /// Hands Postfix a message by SMTP, with an empty sender for a bounce; what becomes of it is told by `wait`.
    pub fn send(&self, sender: &str, recipient: &str, message: &[u8]) {
        let envelope =
            Envelope::new((!sender.is_empty()).then(|| sender.parse().unwrap()), vec![recipient.parse().unwrap()])
                .unwrap();
        SmtpTransport::builder_dangerous(&self.host).port(self.port).build().send_raw(&envelope, message).unwrap();
    }

    /// Waits until Postfix has noted `status` (`sent`, `deferred` or `bounced`) for this recipient: the program has
    /// ended by then. Fails at once when the letter has met another end.
    pub fn wait(&self, recipient: &str, status: &str) {
        let line = format!("to=<{}>.*status=", recipient.replace('.', "\\.").replace('+', "\\+"));
        let (wanted, other) = (format!("{line}{status}"), format!("{line}(sent|bounced)"));
        self.script(|command| command.args(["wait", &self.folder, &wanted, &other]));
    }

    fn script(&self, arguments: impl FnOnce(&mut Command) -> &mut Command) -> String {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/postfix.sh");
        let output = arguments(&mut Command::new(script)).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}
