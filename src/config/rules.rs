//! Rules between values, and what serving strangers needs beyond values that are right alone.
//!
//! A rule is skipped when a value it looks at was already reported.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use super::host::HostName;
use super::mail_in::{ListenAt, Senders};
use super::problem::{Origin, Problem};
use super::settings::{Config, Purpose};
use super::smtp::Transport;
use super::tls::Tls;

/// Checks every rule; `wrong` are the keys that have their default in place of a wrong value.
pub(super) fn check(config: &Config, purpose: Purpose, wrong: &BTreeSet<String>) -> Vec<Problem> {
    let mut rules = Rules { config, wrong, problems: Vec::new() };
    rules.times();
    rules.relay();
    rules.mail_in();
    rules.mailboxes();
    rules.dkim();
    rules.providers();
    match purpose {
        Purpose::Serve => rules.serve(),
        Purpose::Command => {}
    }
    rules.problems
}

pub(super) struct Rules<'a> {
    pub(super) config: &'a Config,
    wrong: &'a BTreeSet<String>,
    problems: Vec<Problem>,
}

impl Rules<'_> {
    /// Reports the first key if the rule is broken and all its keys were readable.
    pub(super) fn rule(&mut self, keys: &[&str], broken: bool, found: impl Into<String>, remedy: &str) {
        let readable = !keys.iter().any(|key| self.wrong.contains(*key));
        let Some(key) = keys.first().filter(|_| broken && readable) else { return };
        // The key may stand at its default while another one of the rule was set: that one's place helps more.
        let origin = keys.iter().map(|key| self.config.origin(key)).find(|origin| **origin != Origin::Default);
        self.problems.push(Problem {
            key: (*key).to_owned(),
            found: found.into(),
            remedy: remedy.to_owned(),
            origin: origin.cloned().unwrap_or(Origin::Default),
        });
    }

    fn times(&mut self) {
        let Config { security, form, worker, smtp, .. } = self.config;
        self.rule(
            &["security.session_idle_hours", "security.session_absolute_hours"],
            security.session_idle_hours > security.session_absolute_hours,
            security.session_idle_hours.to_string(),
            &format!(
                "expected no more than security.session_absolute_hours, which is {}",
                security.session_absolute_hours
            ),
        );
        self.rule(
            &["form.posts_per_minute", "form.posts_per_hour"],
            form.posts_per_minute > form.posts_per_hour,
            form.posts_per_minute.to_string(),
            &format!("expected no more than form.posts_per_hour, which is {}", form.posts_per_hour),
        );
        let longest = smtp.timeout_s.max(smtp.letter_timeout_s);
        self.rule(
            &["worker.lease_s", "smtp.timeout_s", "smtp.letter_timeout_s"],
            worker.lease_s < longest.saturating_mul(2),
            worker.lease_s.to_string(),
            &format!(
                "expected at least twice smtp.timeout_s and smtp.letter_timeout_s, the longer of which is {longest}"
            ),
        );
    }

    fn relay(&mut self) {
        let smtp = &self.config.smtp;
        let afar = smtp.host.as_ref().is_some_and(|host| !host.is_loopback());
        self.rule(
            &["smtp.tls", "smtp.host", "smtp.allow_unencrypted", "smtp.transport"],
            smtp.transport == Transport::Smtp && smtp.tls == Tls::None && afar && !smtp.allow_unencrypted,
            format!("\"none\" towards {}", smtp.host.as_ref().map_or("", HostName::as_str)),
            "expected \"starttls\" or \"wrapper\"; if letters may cross the network readable, set \
             smtp.allow_unencrypted = true",
        );
        self.rule(
            &["smtp.password", "smtp.username"],
            smtp.username.is_some() && smtp.password.is_none(),
            "not set",
            "smtp.username is set, so the relay will ask for it: set smtp.password or smtp.password_file",
        );
        self.rule(
            &["smtp.username", "smtp.password"],
            smtp.username.is_none() && smtp.password.is_some(),
            "not set",
            "smtp.password is set: say whose it is",
        );
        self.rule(
            &["smtp.folder", "smtp.transport"],
            smtp.transport == Transport::File && smtp.folder.is_none(),
            "not set",
            "smtp.transport is \"file\": name the folder for the letters",
        );
    }

    fn mail_in(&mut self) {
        let Config { lmtp, smtp_in, mail, .. } = self.config;
        let afar = |address: Option<SocketAddr>| address.is_some_and(|address| !address.ip().is_loopback());
        let lmtp_at = match &lmtp.listen {
            Some(ListenAt::Tcp(address)) => Some(*address),
            Some(ListenAt::Unix(_)) | None => None,
        };
        self.rule(
            &["lmtp.listen"],
            lmtp_at.is_some_and(|address| address.port() == 25),
            "port 25",
            "expected any other port: mail servers of other people speak SMTP there (RFC 2033 section 5)",
        );
        self.rule(
            &["lmtp.listen", "lmtp.public"],
            afar(lmtp_at) && !lmtp.public,
            "an address that other machines reach",
            "expected an address of this machine or a socket; inside a network of your own, set lmtp.public = true",
        );
        self.rule(
            &["smtp_in.listen", "smtp_in.public"],
            afar(smtp_in.listen) && !smtp_in.public,
            "an address that other machines reach",
            "expected an address of this machine; to take mail from anybody, set smtp_in.public = true",
        );
        self.rule(
            &["smtp_in.certificate", "smtp_in.certificate_key"],
            smtp_in.certificate.is_some() != smtp_in.certificate_key.is_some(),
            "one of two files",
            "STARTTLS needs smtp_in.certificate and smtp_in.certificate_key",
        );
        self.rule(
            &["smtp_in.senders", "mail.authserv_id"],
            smtp_in.senders == Senders::Trust && mail.authserv_id.is_none(),
            "\"trust\", and nobody to trust",
            "name your mail server in mail.authserv_id",
        );
        let ours = self.config.mail_name();
        self.rule(
            &["mail.authserv_id", "mail_in.name", "server.public_url"],
            mail.authserv_id.as_ref().is_some_and(|id| id.as_str().eq_ignore_ascii_case(ours)),
            format!("{ours:?}, as we call ourselves"),
            "expected the name of your mail server: what bears our own is taken out of every letter; set mail_in.name to \
             another",
        );
    }

    /// Checks every key for what it needs.
    fn dkim(&mut self) {
        let all = &self.config.dkim;
        for (selector, key) in all {
            self.rule(
                &[&format!("dkim.{selector}.key")],
                key.key.is_none(),
                "not set",
                "name the file with the key in key_file; smilecard dkim generate makes one",
            );
        }
    }

    /// Checks every provider.
    fn providers(&mut self) {
        for (name, provider) in &self.config.oidc {
            let key = |key: &str| format!("oidc.{name}.{key}");
            for (missing, of, remedy) in [
                (provider.organisation.is_none(), "organisation", "name the organisation whose people sign in by it"),
                (provider.issuer.is_none(), "issuer", "say who the provider is"),
                (provider.client_id.is_none(), "client_id", "register this service with the provider and give its id"),
            ] {
                self.rule(&[&key(of)], missing, "not set", remedy);
            }
            self.rule(
                &[&key("scopes")],
                !provider.scopes.iter().any(|scope| scope == "openid"),
                "without openid",
                "expected openid among the scopes",
            );
            self.rule(
                &[&key("create"), &key("groups")],
                provider.create && provider.groups.is_empty(),
                "true, though no group is listed",
                "list the groups whose people become members: each needs a role",
            );
        }
    }

    fn serve(&mut self) {
        let Config { server, mail, smtp, security, .. } = self.config;
        self.rule(
            &["security.secret_key"],
            security.secret_key.is_none(),
            "not set",
            "serve needs one: `openssl rand -base64 48 > secret_key` makes it, and security.secret_key_file names it",
        );
        self.rule(
            &["mail.from"],
            mail.from.is_none(),
            "not set",
            "letters need a sender, such as \"Smilecard <cards@mail.example>\"",
        );
        self.rule(
            &["smtp.host", "smtp.transport"],
            smtp.transport == Transport::Smtp && smtp.host.is_none(),
            "not set",
            "name the relay that takes letters, or set smtp.transport = \"file\" with smtp.folder",
        );
        self.rule(
            &["server.public_url"],
            !server.public_url.is_https() && !server.public_url.is_loopback(),
            format!("{:?}", server.public_url.as_str()),
            "expected https://: browsers send sign-in cookies to another machine only over TLS",
        );
        self.rule(
            &["server.public_url", "server.bind"],
            !server.bind.ip().is_loopback() && *self.config.origin("server.public_url") == Origin::Default,
            "not set",
            "server.bind answers other machines, so links in letters need the name they know this site by",
        );
    }
}
