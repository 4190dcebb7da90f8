//! `[smtp]`: how letters leave.

use std::path::PathBuf;
use std::time::Duration;

use super::host::HostName;
use super::secret::Secret;
use super::section::section;
use super::setting::choice;
use super::tls::{Pem, Tls};

section! {
    /// How letters leave: through a relay, or into a folder.
    "smtp" => SmtpSettings {
        /// `smtp` hands letters to a relay; `file` writes them into `folder`, one `.eml` each.
        transport: Transport = "smtp";
        /// Name or address of the relay.
        host: Option<HostName> = "";
        /// Port of the relay. Empty: 587 with `starttls`, 465 with `wrapper`, 25 with `none`.
        port: Option<u16> = "", 1..=65535;
        /// `starttls` refuses to go on unencrypted, `wrapper` is TLS from the first byte, `none` is for a relay on
        /// this machine.
        tls: Tls = "starttls";
        /// Lets `tls = "none"` reach another machine. Letters and the password cross the network readable.
        allow_unencrypted: bool = "false";
        /// Name to sign in to the relay with. Empty: no sign-in.
        username: Option<String> = "";
        /// Password to sign in to the relay with.
        password: Option<Secret> = "";
        /// Certificates of the authority to trust besides the usual ones, for a relay with a certificate of its own.
        ca: Option<Pem> = "";
        /// Seconds that any step of the conversation with the relay may take.
        timeout_s: u64 = "30", 1..=300;
        /// Seconds that the relay may take to answer a whole letter. Too short a time makes repeats: the relay may have
        /// kept a letter that we then offer again.
        letter_timeout_s: u64 = "120", 1..=600;
        /// Letters that go to one mail domain at the same time.
        per_domain: usize = "4", 1..=64;
        /// Name we give in EHLO. Empty: the host of `server.public_url`.
        hello_name: Option<HostName> = "";
        /// Where `transport = "file"` writes letters.
        folder: Option<PathBuf> = "";
    }
}

impl SmtpSettings {
    /// The port, chosen by `tls` where none is given (RFC 8314 section 3.3, RFC 6409 section 3.1).
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.tls {
            Tls::Starttls => 587,
            Tls::Wrapper => 465,
            Tls::None => 25,
        })
    }

    pub fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_s)
    }

    pub fn letter_timeout(&self) -> Duration {
        Duration::from_secs(self.letter_timeout_s)
    }

    /// Name and password, if the relay wants them.
    pub fn credentials(&self) -> Option<(&str, &Secret)> {
        self.username.as_deref().zip(self.password.as_ref())
    }
}

choice! {
    /// Where letters go.
    Transport {
        /// A relay.
        Smtp = "smtp",
        /// A folder.
        File = "file",
    }
}
