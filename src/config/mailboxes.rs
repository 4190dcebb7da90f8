//! Rules between the keys of `[imap.NAME]`: what each way of signing in needs, and that no mailbox is fetched twice.

use super::host::HostName;
use super::imap::{After, ImapSettings, Mechanism};
use super::rules::Rules;
use super::tls::Tls;

impl Rules<'_> {
    /// Checks every mailbox.
    pub(super) fn mailboxes(&mut self) {
        let all = &self.config.imap;
        for (name, mailbox) in all {
            let mut of = OneMailbox { rules: self, name, mailbox };
            of.place();
            match mailbox.mechanism {
                Mechanism::Password => of.password(),
                Mechanism::Xoauth2 | Mechanism::Oauthbearer => of.token(),
            }
            let twin = all
                .iter()
                .take_while(|(other, _)| *other != name)
                .find(|(_, other)| other.host.is_some() && other.source().eq_ignore_ascii_case(&mailbox.source()));
            of.rule(
                &["folder", "host", "username"],
                twin.is_some(),
                format!("the same mailbox as imap.{}", twin.map_or("", |(name, _)| name.as_str())),
                "give each mailbox one section",
            );
        }
    }
}

struct OneMailbox<'a, 'b> {
    rules: &'a mut Rules<'b>,
    name: &'a str,
    mailbox: &'a ImapSettings,
}

impl OneMailbox<'_, '_> {
    fn rule(&mut self, keys: &[&str], broken: bool, found: impl Into<String>, remedy: &str) {
        let paths: Vec<String> = keys.iter().map(|key| format!("imap.{}.{key}", self.name)).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        self.rules.rule(&paths, broken, found, remedy);
    }

    fn missing(&mut self, key: &str, missing: bool, remedy: &str) {
        self.rule(&[key], missing, "not set", remedy);
    }

    fn place(&mut self) {
        let mailbox = self.mailbox;
        self.missing("host", mailbox.host.is_none(), "name the IMAP server");
        self.missing("username", mailbox.username.is_none(), "say whose mailbox it is");
        self.missing(
            "recipient",
            mailbox.recipient.is_none(),
            "name the organisation's address that the mailbox stands for, such as cards@larkspur.example",
        );
        let afar = mailbox.host.as_ref().filter(|host| !host.is_loopback());
        self.rule(
            &["tls", "host"],
            mailbox.tls == Tls::None && afar.is_some(),
            format!("\"none\" towards {}", afar.map_or("", HostName::as_str)),
            "expected \"wrapper\" or \"starttls\": without TLS only a server on this machine is asked",
        );
        self.rule(
            &["after", "folder"],
            matches!(&mailbox.after, After::Move(folder) if folder.is(&mailbox.folder)),
            "the folder that is watched",
            "name another folder to move letters to",
        );
    }

    fn password(&mut self) {
        let mailbox = self.mailbox;
        self.missing(
            "password",
            mailbox.password.is_none(),
            "the mechanism is \"password\": set password or password_file, or sign in by token",
        );
        let token = mailbox.client_id.is_some() || mailbox.client_secret.is_some() || mailbox.refresh_token.is_some();
        self.rule(
            &["mechanism", "client_id"],
            token,
            "\"password\", with the keys of a token beside it",
            "expected \"xoauth2\" or \"oauthbearer\", or none of client_id, client_secret and refresh_token",
        );
    }

    fn token(&mut self) {
        let mailbox = self.mailbox;
        self.missing("client_id", mailbox.client_id.is_none(), "signing in by token needs the application's id");
        self.missing("token_url", mailbox.token_url().is_none(), "say where tokens are asked for, or set tenant");
        self.rule(
            &["token_url", "tenant"],
            mailbox.token_url.is_some() && mailbox.tenant.is_some(),
            "set beside tenant",
            "keep one of the two",
        );
        self.missing(
            "client_secret",
            mailbox.client_secret.is_none() && mailbox.refresh_token.is_none(),
            "signing in by token needs client_secret (client credentials) or refresh_token",
        );
        self.missing(
            "scope",
            mailbox.scope().is_none() && mailbox.refresh_token.is_none(),
            "say what the token is to be good for",
        );
        self.rule(
            &["password", "mechanism"],
            mailbox.password.is_some(),
            "set, though the mechanism takes a token",
            "remove it, or set mechanism = \"password\"",
        );
    }
}
