//! Letters as they are read back from a mailbox, by other eyes than ours: they went through a real Postfix into a real
//! Dovecot, came out by IMAP, and were looked at by Python's parser and dkimpy.

use super::{TEMPLATES, mailer, tools};
use crate::peers::{self, Postfix};
use crate::place::Place;
use crate::support::databases;
use crate::support::house::{found, now};
use serde_json::Value;
use smilecard::app;
use smilecard::clock::Clock;
use smilecard::config::{Config, Purpose, Sources};
use smilecard::domain::token::SigningKey;
use smilecard::mail::letters::Rendered;
use smilecard::services::post::{Envelope, post};
use smilecard::worker::{Back, Stamp, Wake, letters};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// A name, a subject and words such as only an enemy would choose, or chance.
const NAME: &str = "Eve \"the\r\nBcc: all@evil.example\u{2028}X-Evil: yes\u{202e} Ünal, 李";
const SUBJECT: &str = "31 smiles\r\nBcc: all@evil.example\r\n\r\n<b>and 6 complaints</b> 😀 über die Straße, and so on and so on and so on";
const WORDS: &str = "From here on\n.\n..\nFrom: me\n \n\ttabs and spaces \nπ = 3,14 \u{200b}\u{202e}\r\n.\r\nQUIT\r\n";

fn stop_url() -> String {
    "https://cards.larkspur.example/stop/0123456789ABCDEFGHJKMNPQRR".to_owned()
}

/// The letters of a mailbox, read by tests/peers/read_back.py.
fn read_back(python: &str, port: &str, user: &str, count: usize, records: &Path) -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/read_back.py");
    let output = Command::new(python).arg(script).args([port, user, &count.to_string()]).arg(records).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).unwrap();
    told.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn all<'a>(letter: &'a Value, name: &str) -> Vec<&'a str> {
    let headers = letter["headers"].as_array().unwrap();
    let named = headers.iter().filter(|header| header[0].as_str().unwrap().eq_ignore_ascii_case(name));
    named.map(|header| header[1].as_str().unwrap()).collect()
}

fn one<'a>(letter: &'a Value, name: &str) -> &'a str {
    let found = all(letter, name);
    assert_eq!(found.len(), 1, "{name}: {found:?}");
    found[0]
}

/// Two keys made by the command, as a configuration, and the records that the command printed.
fn keys(place: &Place) -> (Config, serde_json::Map<String, Value>) {
    let mut text = String::from("[mail]\nfrom = \"Smilecard <cards@mail.example>\"\n");
    let mut records = serde_json::Map::new();
    for (selector, kind) in [("s2026", "rsa"), ("e2026", "ed25519")] {
        let file = place.folder().join(format!("{selector}.pem"));
        let out = file.to_str().unwrap();
        let generate =
            ["dkim", "generate", "--selector", selector, "--domain", "mail.example", "--kind", kind, "--out", out];
        let told = place.must(&generate);
        assert_eq!(place.smilecard(&generate).status.code(), Some(65), "a key is never overwritten");
        let name = format!("{selector}._domainkey.mail.example");
        let line = told.split_once(&format!("{name}. IN TXT")).unwrap().1.split_once("\n\n").unwrap().0;
        // A zone file's texts in pieces are one text.
        records.insert(name, line.split('"').skip(1).step_by(2).collect::<String>().into());
        text.push_str(&format!("[dkim.{selector}]\nkey_file = \"{out}\"\n"));
    }
    let sources = Sources { file: Some(("smilecard.toml".into(), text)), environment: BTreeMap::new() };
    (Config::load(&sources, Purpose::Command).unwrap(), records)
}

#[test]
fn letters_that_went_through_postfix_into_dovecot_are_well_formed_and_their_signatures_hold() {
    let what = "letters read back over IMAP";
    let Some(postfix) = Postfix::ask(what) else { return };
    let (Some(socket), Some(port), Some(python)) = (
        peers::ask(what, "SMILECARD_TEST_IMAP_LMTP"),
        peers::ask(what, "SMILECARD_TEST_IMAP_PORT"),
        peers::ask(what, "SMILECARD_TEST_DKIM"),
    ) else {
        return;
    };
    let (place, domain) = (Place::new(), postfix.lmtp(Path::new(&socket)));
    let (config, records) = keys(&place);
    let book = place.folder().join("records.json");
    std::fs::write(&book, Value::Object(records).to_string()).unwrap();
    let db = databases().remove(0);
    let (house, to) = (found(&db.database, "larkspur"), format!("ruth@{domain}"));
    let (organisation, address) = (house.organisation, to.clone());
    let rendered = || Rendered {
        subject: SUBJECT.to_owned(),
        text: format!("{WORDS}{}\n", "a long line ".repeat(200)),
        html: format!("<p>{}</p>{WORDS}", "x".repeat(5_000)),
    };
    db.database
        .write(move |connection| {
            for kind in ["digest", "digest", "sign_in"] {
                let series = (kind == "digest").then(|| "Larkspur „Mobile\r\n\" <digest.larkspur>".to_owned());
                let envelope = Envelope {
                    kind,
                    to_name: NAME,
                    to_address: &address,
                    unsubscribe_url: series.as_ref().map(|_| stop_url()),
                    list_id: series,
                    answers: None,
                };
                post(connection, organisation, envelope, rendered(), now())?;
            }
            Ok(())
        })
        .unwrap();
    let relay = peers::variable("SMILECARD_TEST_POSTFIX_SMTP").unwrap().parse().unwrap();
    let mut tools = tools(&db, mailer(relay, ""), &Clock::fixed(now()));
    tools.templates = std::sync::Arc::clone(&TEMPLATES);
    let sign_in = smilecard::config::Sender::parse("Sign-in <login@id.mail.example>");
    tools.back =
        Some(Back { key: SigningKey::derive(b"a key of the tests"), tagged: false, bounces: None, believed: false });
    tools.stamp = Stamp { keys: app::keys(&config).unwrap(), sign_in };
    assert_eq!(letters::send_waiting(&tools, &Wake::default()).unwrap().sent, 3);

    let found = read_back(&python, &port, &to, 3, &book);
    assert_eq!(found.len(), 3);
    let digests: Vec<&Value> = found.iter().filter(|letter| !all(letter, "List-Id").is_empty()).collect();
    let links: Vec<&Value> = found.iter().filter(|letter| all(letter, "List-Id").is_empty()).collect();
    for letter in &found {
        assert_eq!(letter["dkim"], serde_json::json!([true, true]), "RSA and Ed25519");
        for change in ["subject", "second_from", "reply_to", "body"] {
            assert_eq!(letter["tampered"][change], serde_json::json!([false, false]), "{change} is noticed");
        }
        assert_eq!(letter["defects"], serde_json::json!([]));
        assert_eq!((&letter["ascii"], &letter["bare_ends"]), (&Value::Bool(true), &Value::from(0)));
        assert!(letter["longest"].as_u64().unwrap() <= 998);
        assert!(letter["longest_of_body"].as_u64().unwrap() <= 76);
        for forbidden in ["Bcc", "X-Evil", "Cc", "Sender"] {
            assert!(all(letter, forbidden).is_empty(), "{forbidden}");
        }
        for name in ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted", "Feedback-ID"] {
            one(letter, name);
        }
        assert!(one(letter, "Message-ID").ends_with("mail.example>"));
        assert_eq!(one(letter, "Date"), "Tue, 17 Nov 2026 10:00:00 +0000");
        assert_eq!(one(letter, "X-Auto-Response-Suppress"), "All");
        let kinds: Vec<&str> =
            letter["parts"].as_array().unwrap().iter().map(|part| part[0].as_str().unwrap()).collect();
        assert_eq!(kinds, ["text/plain", "text/html"]);
        let text = letter["parts"][0][1].as_str().unwrap().replace("\r\n", "\n");
        assert!(text.starts_with("From here on\n.\n..\nFrom: me\n") && text.contains("QUIT"), "{text:?}");
    }
    assert_eq!((digests.len(), links.len()), (2, 1));
    for digest in &digests {
        // The link, then the address, each on a line of its own: as they were signed, and as every server on the way left them.
        let address = "<mailto:cards+u.0123456789abcdefghjkmnpqrr@larkspur.example>";
        let ways = format!("\r\nList-Unsubscribe: <{}>,\r\n {address}\r\n", stop_url());
        assert!(digest["raw_head"].as_str().unwrap().contains(&ways), "{}", digest["raw_head"]);
        assert!(format!("<{}>", stop_url()).len() < 70 && address.len() < 70, "on one line");
        assert_eq!(one(digest, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        let signatures = all(digest, "DKIM-Signature");
        for signature in signatures {
            let signature: String = signature.split_whitespace().collect();
            assert!(signature.contains(":List-Unsubscribe:List-Unsubscribe-Post:"), "{signature}");
            assert!(signature.contains("h=From:From:To:To:Subject:Subject:Date:Date:"), "{signature}");
        }
        assert!(one(digest, "Feedback-ID").starts_with("digest:"));
    }
    assert_eq!(one(digests[0], "References"), one(digests[1], "References"), "the weeks are one thread");
    assert_ne!(one(digests[0], "Message-ID"), one(digests[1], "Message-ID"));
    // A link to sign in has a sender and an envelope of its own, and nothing to unsubscribe from.
    assert!(one(links[0], "From").contains("login@id.mail.example"));
    assert!(one(links[0], "Return-Path").contains("login@id.mail.example"));
    for name in ["List-Unsubscribe", "List-Unsubscribe-Post", "References"] {
        assert!(all(links[0], name).is_empty(), "{name}");
    }
}
