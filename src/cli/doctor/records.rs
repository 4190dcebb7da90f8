//! What the DNS should say so that letters are believed and answers come back, and what it says.

use super::finding::Finding;
use super::names::{related, upwards};
use super::resolver::{Resolver, Silence};
use crate::cli::dkim::zone_line;
use crate::config::{Config, Sender};
use crate::mail::dkim::Keys;
use serde::Serialize;
use std::net::IpAddr;

/// One record that should be there.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Expected {
    /// Its name.
    pub(super) name: String,
    /// `TXT`, `MX` or `PTR`.
    pub(super) kind: &'static str,
    /// What it should say; for SPF and DMARC, one that would do.
    pub(super) value: String,
    /// What it is for.
    pub(super) why: String,
    #[serde(skip)]
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Spf {
        domain: String,
    },
    Dkim {
        public: String,
    },
    Dmarc {
        domain: String,
    },
    Mx {
        domain: String,
    },
    /// The name that we say in EHLO, where the relay is on this machine.
    Reverse {
        hello: String,
    },
}

impl Expected {
    /// As a zone file has it.
    pub(super) fn line(&self) -> String {
        match self.what {
            What::Spf { .. } | What::Dkim { .. } | What::Dmarc { .. } => zone_line(&self.name, &self.value),
            What::Mx { .. } => format!("{}. IN MX {}\n", self.name, self.value),
            What::Reverse { .. } => format!("{} IN PTR {}\n", self.name, self.value),
        }
    }
}

/// All that should be there.
pub(super) fn expected(config: &Config, keys: &Keys, receiving: &[String]) -> Vec<Expected> {
    let mut all = Vec::new();
    let Some(from) = &config.mail.from else { return all };
    let hello = config.smtp.hello_name.as_ref().map_or_else(|| config.server.public_url.host(), |name| name.as_str());
    let relay = config.smtp.host.as_ref();
    let here = relay.is_none_or(|host| host.is_loopback());
    let through = relay.filter(|_| !here).map_or(hello, |host| host.as_str());
    let mut domains = vec![from.domain()];
    domains.extend(config.mail.sign_in_from.as_ref().map(Sender::domain));
    domains.dedup();
    for domain in domains {
        all.push(Expected {
            name: domain.to_owned(),
            kind: "TXT",
            value: format!("v=spf1 mx {} -all", mechanism(through)),
            why: format!("SPF: who may send for {domain}. Put what your relay's keeper asks for in place of {through}"),
            what: What::Spf { domain: domain.to_owned() },
        });
        all.push(Expected {
            name: format!("_dmarc.{domain}"),
            kind: "TXT",
            value: format!("v=DMARC1; p=none; rua=mailto:postmaster@{domain}"),
            why:
                "DMARC: what receivers do with letters that nobody vouches for. p=none to begin with, then p=quarantine"
                    .to_owned(),
            what: What::Dmarc { domain: domain.to_owned() },
        });
    }
    for key in keys.iter() {
        all.push(Expected {
            name: key.name(),
            kind: "TXT",
            value: key.record(),
            why: format!("DKIM: the public half of the {} key", key.algorithm()),
            what: What::Dkim { public: public(&key.record()).unwrap_or_default() },
        });
    }
    let bounces = config.mail.bounces.as_ref().map(|sender| sender.domain().to_owned());
    let mut receiving: Vec<String> = receiving.iter().cloned().chain(bounces).collect();
    receiving.sort();
    receiving.dedup();
    for domain in receiving {
        all.push(Expected {
            name: domain.clone(),
            kind: "MX",
            value: format!("10 {hello}."),
            why: format!("MX: where letters and bounces to {domain} come in; the machine that hands them to us"),
            what: What::Mx { domain },
        });
    }
    if here {
        all.push(Expected {
            name: "; the address this machine sends from:".to_owned(),
            kind: "PTR",
            value: format!("{hello}."),
            why: "reverse: who keeps the network sets it, not the zone's keeper".to_owned(),
            what: What::Reverse { hello: hello.to_owned() },
        });
    }
    all
}

fn mechanism(host: &str) -> String {
    match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => format!("ip4:{address}"),
        Ok(IpAddr::V6(address)) => format!("ip6:{address}"),
        Err(_) => format!("a:{host}"),
    }
}

/// Asks for each, and says how it stands. `dns` is none where nobody is to be asked.
pub(super) fn compare(expected: &[Expected], dns: Option<Resolver>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !expected.is_empty() && !expected.iter().any(|record| matches!(record.what, What::Dkim { .. })) {
        findings.push(Finding::note(
            "DKIM",
            "Smilecard signs nothing.",
            "Well, where the relay signs for the domain of mail.from; otherwise `smilecard dkim generate` makes a key.",
        ));
    }
    let Some(mut dns) = dns else {
        findings.push(Finding::unasked("DNS", "Not asked, as you wished."));
        return findings;
    };
    let (mut unasked, mut why) = (Vec::new(), String::new());
    for record in expected {
        match one(record, &mut dns) {
            Ok(finding) => findings.push(finding),
            Err(Silence(silent)) => {
                unasked.push(format!("{} {}", record.kind, record.name.trim_start_matches("; ").trim_end_matches(':')));
                why = silent;
            }
        }
    }
    if !unasked.is_empty() {
        findings
            .push(Finding::unasked("DNS", format!("No answer ({why}). Could not ask for: {}.", unasked.join(", "))));
    }
    findings
}

fn one(record: &Expected, dns: &mut Resolver) -> Result<Finding, Silence> {
    match &record.what {
        What::Spf { domain } => Ok(spf(domain, &dns.texts(&record.name)?)),
        What::Dkim { public } => Ok(dkim(&record.name, public, &dns.texts(&record.name)?)),
        What::Dmarc { domain } => {
            for name in upwards(domain) {
                let texts = dns.texts(&format!("_dmarc.{name}"))?;
                if let Some(text) = texts.iter().find(|text| text.trim_start().starts_with("v=DMARC1")) {
                    return Ok(dmarc(name, text));
                }
            }
            let remedy = "Add the record below: Gmail, Yahoo and Microsoft want one from whoever writes often.";
            Ok(Finding::wrong("DMARC", format!("{domain} has no policy."), remedy))
        }
        What::Mx { domain } => {
            let servers = dns.mail_servers(domain)?;
            Ok(match servers.as_slice() {
                [] => Finding::wrong(
                    "MX",
                    format!("{domain} has no mail server: answers and bounces don't come in."),
                    "Add the record below, with the machine that takes your mail.",
                ),
                [only] if only.is_empty() => Finding::wrong(
                    "MX",
                    format!("{domain} says that it takes no mail (RFC 7505)."),
                    "Put the machine that takes your mail in its place.",
                ),
                servers => Finding::well("MX", format!("{domain}: {}.", servers.join(", "))),
            })
        }
        What::Reverse { hello } => reverse(hello, dns),
    }
}

fn spf(domain: &str, texts: &[String]) -> Finding {
    let found: Vec<&String> =
        texts.iter().filter(|text| text.as_str() == "v=spf1" || text.starts_with("v=spf1 ")).collect();
    match found.as_slice() {
        [] => {
            Finding::wrong("SPF", format!("{domain} says nothing about who may send for it."), "Add the record below.")
        }
        [one] if one.contains("+all") => {
            Finding::wrong("SPF", format!("{domain} lets everybody send for it: {one}"), "End it with -all or ~all.")
        }
        [one] if !one.contains("all") && !one.contains("redirect=") => Finding::note(
            "SPF",
            format!("{domain}: {one}"),
            "End it with -all or ~all: without an end it forbids nobody.",
        ),
        [one] => {
            Finding::well("SPF", format!("{domain}: {one} (does it name your relay? That can't be seen from here.)"))
        }
        several => Finding::wrong(
            "SPF",
            format!("{domain} has {} records, so receivers use none (RFC 7208, section 4.5).", several.len()),
            "Make one of them.",
        ),
    }
}

/// The key in a DKIM record.
fn public(record: &str) -> Option<String> {
    let part = record.split(';').map(str::trim).find_map(|part| part.strip_prefix("p="))?;
    Some(part.chars().filter(|sign| !sign.is_whitespace()).collect())
}

fn dkim(name: &str, ours: &str, texts: &[String]) -> Finding {
    let found: Vec<String> = texts.iter().filter_map(|text| public(text)).collect();
    match found.as_slice() {
        [] => Finding::wrong(
            "DKIM",
            format!("{name} is not there: letters signed with this key are not believed."),
            "Add the record below.",
        ),
        [one] if one == ours => Finding::well("DKIM", format!("{name} is the public half of our key.")),
        [one] if one.is_empty() => Finding::wrong(
            "DKIM",
            format!("{name} says that the key was withdrawn."),
            "Make a new key with a new selector: smilecard dkim generate.",
        ),
        _ => Finding::wrong(
            "DKIM",
            format!("{name} has another key than the configuration, or several."),
            "Put the record below in its place; or is the configured file an old one?",
        ),
    }
}

fn dmarc(name: &str, text: &str) -> Finding {
    let policy = text.split(';').map(str::trim).find_map(|part| part.strip_prefix("p=")).unwrap_or("");
    match policy {
        "none" => Finding::well("DMARC", format!("{name}: p=none. Go on to p=quarantine when the reports are clean.")),
        "quarantine" | "reject" => Finding::well("DMARC", format!("{name}: p={policy}.")),
        _ => Finding::wrong("DMARC", format!("{name}: {text} has no policy."), "Add p=none, p=quarantine or p=reject."),
    }
}

fn reverse(hello: &str, dns: &mut Resolver) -> Result<Finding, Silence> {
    let addresses = dns.addresses(hello)?;
    if addresses.is_empty() {
        return Ok(Finding::wrong(
            "reverse",
            format!("{hello}, which the relay on this machine may call itself, has no address."),
            "Set smtp.hello_name to a name that has one; and let the relay call itself by its own.",
        ));
    }
    for address in addresses {
        let names = dns.reverse(address)?;
        if !names.iter().any(|name| related(name, &hello.to_lowercase())) {
            let said = if names.is_empty() { "no name".to_owned() } else { names.join(", ") };
            return Ok(Finding::note(
                "reverse",
                format!("{address} of {hello} has {said}."),
                format!(
                    "Ask whoever keeps the network to name it {hello}: many receivers refuse an address without a name."
                ),
            ));
        }
    }
    Ok(Finding::well("reverse", format!("{hello} and its addresses name one another.")))
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[test]
    fn one_spf_record_with_an_end_is_well() {
        let of =
            |texts: &[&str]| spf("x.example", &texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>()).state;
        assert_eq!(of(&["v=spf1 mx -all", "google-site-verification=1"]), State::Well);
        assert_eq!(of(&["v=spf1 redirect=_spf.x.example"]), State::Well);
        assert_eq!(of(&["v=spf1 mx"]), State::Note);
        for wrong in [&[][..], &["v=spf10 mx -all"], &["v=spf1 +all"], &["v=spf1 mx -all", "v=spf1 a -all"]] {
            assert_eq!(of(wrong), State::Wrong, "{wrong:?}");
        }
    }

    #[test]
    fn a_dkim_record_is_compared_by_its_key_however_it_is_written() {
        let of = |text: &str| dkim("s._domainkey.x.example", "AbC", &[text.to_owned()]).state;
        assert_eq!(of("v=DKIM1;k=rsa; p=Ab C ;"), State::Well);
        assert_eq!(of("v=DKIM1; p=XXX"), State::Wrong);
        assert_eq!(of("v=DKIM1; p="), State::Wrong);
        assert_eq!(dkim("s", "AbC", &[]).state, State::Wrong);
    }
}
