//! The way to the relay: reached, protected, signed in to.

use super::finding::Finding;
use crate::config::{Config, Tls, Transport};
use crate::mail::Mailer;

const RELAY: &str = "relay";

/// Looks at the sender and the relay.
pub(super) fn look(config: &Config) -> Vec<Finding> {
    let mut findings = vec![match &config.mail.from {
        Some(from) => Finding::well("sender", format!("Letters come from {from}.")),
        None => Finding::wrong("sender", "Nobody is named whom letters come from.", "Set mail.from."),
    }];
    if config.smtp.transport == Transport::File {
        findings.push(Finding::note(
            RELAY,
            "Letters go into a folder, not to people.",
            "Set smtp.transport = \"smtp\" and smtp.host to send them.",
        ));
        return findings;
    }
    let Some(host) = &config.smtp.host else {
        findings.push(Finding::wrong(RELAY, "No relay is named.", "Set smtp.host."));
        return findings;
    };
    let place = format!("{}, port {}", host.as_str(), config.smtp.port());
    let mailer = match Mailer::from_settings(&config.smtp, config.server.public_url.host()) {
        Ok(mailer) => mailer,
        Err(error) => {
            findings.push(Finding::wrong(RELAY, error.message(), "Correct the section [smtp]."));
            return findings;
        }
    };
    match mailer.try_relay() {
        None => {}
        Some(Ok(standing)) => {
            let way = match (config.smtp.tls, standing.encrypted) {
                (Tls::Wrapper, _) => "by TLS, and its certificate holds",
                (Tls::Starttls, _) => "by STARTTLS, and its certificate holds",
                (Tls::None, _) => "without TLS",
            };
            let account = if standing.signed_in { " It took our name and password." } else { "" };
            findings.push(Finding::well(RELAY, format!("{place} answers {way}.{account}")));
            if config.smtp.tls == Tls::None && !host.is_loopback() {
                findings.push(Finding::note(
                    RELAY,
                    "Letters cross the network readable.",
                    "Set smtp.tls = \"starttls\" when the relay can do it.",
                ));
            }
        }
        Some(Err(failure)) => {
            let remedy = remedy(&failure.said, failure.code);
            findings.push(Finding::wrong(RELAY, format!("{place}: {}", failure.said), remedy));
        }
    }
    findings
}

/// What to do about what the relay said, or didn't.
fn remedy(said: &str, code: Option<u16>) -> String {
    let lower = said.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match code {
        Some(535 | 534) => "The name or the password is wrong: check smtp.username and smtp.password.".to_owned(),
        Some(530) => "It wants an account: set smtp.username and smtp.password.".to_owned(),
        Some(421 | 554) => "It doesn't speak with this machine: ask whoever keeps it to let us in.".to_owned(),
        Some(_) => "Ask whoever keeps the relay what this means.".to_owned(),
        None if has(&["certificate", "unknownissuer", "notvalidfor"]) => {
            "Its certificate isn't trusted: use the name that stands in it as smtp.host, or name its authority in \
             smtp.ca_file."
                .to_owned()
        }
        None if has(&["starttls"]) => {
            "It offers no STARTTLS: try smtp.tls = \"wrapper\" (port 465), or \"none\" for a relay on this machine."
                .to_owned()
        }
        None if has(&["corrupt", "tls", "invalidcontenttype"]) => {
            "It speaks another kind of TLS here: \"wrapper\" belongs to port 465, \"starttls\" to 587 and 25."
                .to_owned()
        }
        None if has(&["refused"]) => {
            "Nobody listens there: check smtp.host and smtp.port, and that the relay runs.".to_owned()
        }
        None if has(&["lookup", "resolve", "name or service", "not known"]) => {
            "The name has no address: check smtp.host, and that this machine can ask the DNS.".to_owned()
        }
        None if has(&["authentication mechanism"]) => {
            "It offers no sign-in that we know (PLAIN, LOGIN) here: most do only over TLS.".to_owned()
        }
        None => "No answer in time: a firewall may be between us; many networks close port 25 and leave 587 open."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_trouble_has_its_own_remedy() {
        let cases = [
            ("permanent error (535): 5.7.8 no", Some(535), "password"),
            ("Connection error: Connection refused (os error 111)", None, "Nobody listens"),
            ("invalid peer certificate: UnknownIssuer", None, "smtp.ca_file"),
            ("STARTTLS is not supported on this server", None, "wrapper"),
            ("failed to lookup address information: Name or service not known", None, "no address"),
            ("Connection error: connection timed out", None, "firewall"),
        ];
        for (said, code, wanted) in cases {
            assert!(remedy(said, code).contains(wanted), "{said}: {}", remedy(said, code));
        }
    }
}
