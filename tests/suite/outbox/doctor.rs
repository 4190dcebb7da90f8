//! `smilecard doctor mail` and `dkim`: what is wrong is named with what to do, the records can be pasted, the exit code tells.

use crate::place::Place;
use crate::support::smtp::{Manners, Sink};
use serde_json::Value;
use std::net::{TcpListener, UdpSocket};
use std::process::{Command, Output};

/// A DNS server of the test's own: it knows these names and no others. `MX` and `PTR` values are names.
fn dns(zone: Vec<(String, &'static str, String)>) -> String {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        let mut packet = [0; 4096];
        while let Ok((length, from)) = socket.recv_from(&mut packet) {
            let _ = socket.send_to(&answer(&packet[..length], &zone), from);
        }
    });
    address
}

fn answer(packet: &[u8], zone: &[(String, &str, String)]) -> Vec<u8> {
    let (mut at, mut labels) = (12, Vec::new());
    while packet[at] != 0 {
        let length = usize::from(packet[at]);
        labels.push(String::from_utf8_lossy(&packet[at + 1..=at + length]).to_lowercase());
        at += length + 1;
    }
    let question = &packet[12..at + 5];
    let kind = match packet[at + 2] {
        1 => "A",
        12 => "PTR",
        15 => "MX",
        16 => "TXT",
        _ => "",
    };
    let name = labels.join(".");
    let named = |text: &str| -> Vec<u8> {
        let labels =
            text.split('.').flat_map(|label| [&[u8::try_from(label.len()).unwrap()], label.as_bytes()].concat());
        labels.chain([0]).collect()
    };
    let known = zone.iter().any(|(at, ..)| *at == name);
    let answers: Vec<Vec<u8>> = zone
        .iter()
        .filter(|(at, of, _)| *at == name && *of == kind)
        .map(|(_, _, value)| match kind {
            "A" => value.split('.').map(|part| part.parse().unwrap()).collect(),
            "MX" => [&[0, 10][..], &named(value)].concat(),
            "PTR" => named(value),
            _ => {
                let pieces = value.as_bytes().chunks(255);
                pieces.flat_map(|piece| [&[u8::try_from(piece.len()).unwrap()], piece].concat()).collect()
            }
        })
        .collect();
    let mut reply = packet[..2].to_vec();
    reply.extend([0x81, if known { 0x80 } else { 0x83 }, 0, 1, 0, u8::try_from(answers.len()).unwrap(), 0, 0, 0, 0]);
    reply.extend(question);
    for data in answers {
        reply.extend([0xc0, 12, 0, packet[at + 2], 0, 1, 0, 0, 0, 60]);
        reply.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        reply.extend(data);
    }
    reply
}

fn doctor(place: &Place, settings: &[(&str, &str)], arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_smilecard"))
        .args(["doctor", "mail"])
        .args(arguments)
        .current_dir(place.folder())
        .env_clear()
        .env("DATABASE_URL", place.url())
        .env("SMILECARD_MAIL__FROM", "Cards <cards@mail.example>")
        .env("SMILECARD_SERVER__PUBLIC_URL", "https://cards.mail.example")
        .envs(settings.iter().copied())
        .output()
        .unwrap()
}

fn organisation(place: &Place) {
    let create = ["organisation", "create", "--slug", "larkspur", "--name", "Larkspur", "--mail", "cards@mail.example"];
    place.must(&create);
}

fn key(place: &Place) -> (String, String) {
    let file = place.folder().join("s1.pem").to_str().unwrap().to_owned();
    let told = place.must(&[
        "dkim",
        "generate",
        "--selector",
        "s1",
        "--domain",
        "mail.example",
        "--kind",
        "ed25519",
        "--out",
        &file,
    ]);
    let record = told.split('"').nth(1).unwrap().to_owned();
    (file, record)
}

fn findings(output: &Output) -> Vec<(String, String)> {
    let told: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let word = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    told["findings"].as_array().unwrap().iter().map(|one| (word(one, "about"), word(one, "state"))).collect()
}

#[test]
fn where_all_is_well_the_doctor_says_so_of_each_thing() {
    let (place, sink) = (Place::new(), Sink::start(Manners::default()));
    organisation(&place);
    let (file, record) = key(&place);
    let zone = |name: &str, kind: &'static str, value: &str| (name.to_owned(), kind, value.to_owned());
    let resolver = dns(vec![
        zone("mail.example", "TXT", "v=spf1 a:cards.mail.example -all"),
        zone("mail.example", "MX", "cards.mail.example"),
        zone("_dmarc.mail.example", "TXT", "v=DMARC1; p=quarantine"),
        zone("s1._domainkey.mail.example", "TXT", &record),
        zone("cards.mail.example", "A", "192.0.2.7"),
        zone("7.2.0.192.in-addr.arpa", "PTR", "cards.mail.example"),
    ]);
    let port = sink.address.port().to_string();
    let settings = [
        ("SMILECARD_SMTP__HOST", "127.0.0.1"),
        ("SMILECARD_SMTP__PORT", port.as_str()),
        ("SMILECARD_SMTP__TLS", "none"),
        ("SMILECARD_DKIM__S1__KEY_FILE", file.as_str()),
    ];
    let output = doctor(&place, &settings, &["--json", "--resolver", &resolver]);
    let found = findings(&output);
    assert!(found.iter().all(|(_, state)| state == "well"), "{found:?}");
    for about in ["sender", "relay", "SPF", "DKIM", "DMARC", "MX", "reverse"] {
        assert!(found.iter().any(|(known, _)| known == about), "{about} is missing in {found:?}");
    }
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(sink.letters(), 0, "no letter was sent");

    // The same without the record of the key, and with another domain's policy.
    let bare = dns(vec![zone("mail.example", "TXT", "v=spf1 +all")]);
    let output = doctor(&place, &settings, &["--resolver", &bare]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    for words in [
        "WRONG     SPF: mail.example lets everybody send for it",
        "WRONG     DKIM: s1._domainkey.mail.example is not there",
        "WRONG     DMARC: mail.example has no policy",
        "WRONG     MX: mail.example has no mail server",
        "ready to paste",
        &format!("s1._domainkey.mail.example. IN TXT \"{record}\""),
        "mail.example. IN MX 10 cards.mail.example.",
        "_dmarc.mail.example. IN TXT \"v=DMARC1; p=none",
    ] {
        assert!(said.contains(words), "{words:?} is missing in\n{said}");
    }
}

#[test]
fn without_a_network_the_doctor_says_what_could_not_be_asked_and_still_prints_the_records() {
    let (place, sink) = (Place::new(), Sink::start(Manners::default()));
    organisation(&place);
    // Nobody answers on a port that was free a moment ago.
    let free = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let port = sink.address.port().to_string();
    let settings =
        [("SMILECARD_SMTP__HOST", "127.0.0.1"), ("SMILECARD_SMTP__PORT", &port), ("SMILECARD_SMTP__TLS", "none")];
    let output = doctor(&place, &settings, &["--resolver", &free]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(75), "{said}");
    assert!(said.contains("Could not ask for: TXT mail.example, TXT _dmarc.mail.example, MX mail.example"), "{said}");
    assert!(said.contains("note      DKIM: Smilecard signs nothing.") && said.contains("mail.example. IN MX 10"));
    let offline = doctor(&place, &settings, &["--offline"]);
    assert!(String::from_utf8(offline.stdout).unwrap().contains("not asked DNS: Not asked, as you wished."));
}

#[test]
fn a_relay_that_is_away_and_a_key_that_is_none_are_named_with_what_to_do() {
    let place = Place::new();
    organisation(&place);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    drop(listener);
    let file = place.folder().join("wrong.pem");
    std::fs::write(&file, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n").unwrap();
    let settings = [
        ("SMILECARD_SMTP__HOST", "127.0.0.1"),
        ("SMILECARD_SMTP__PORT", port.as_str()),
        ("SMILECARD_SMTP__TLS", "none"),
        ("SMILECARD_DKIM__S1__KEY_FILE", file.to_str().unwrap()),
    ];
    let output = doctor(&place, &settings, &["--offline"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(&format!("WRONG     relay: 127.0.0.1, port {port}")), "{said}");
    assert!(said.contains("Nobody listens there: check smtp.host and smtp.port"), "{said}");
    assert!(said.contains("WRONG     DKIM: The DKIM key s1 can't be used"), "{said}");
    // A service that could not sign doesn't start.
    let serve = crate::support::served::command(&place, &settings).output().unwrap();
    assert_eq!(serve.status.code(), Some(65), "{}", String::from_utf8_lossy(&serve.stderr));
}

#[test]
fn a_relay_with_tls_and_an_account_is_tried_as_for_a_letter() {
    let what = "a relay with TLS and an account";
    let (Some(at), Some(certificate)) = (
        crate::peers::ask(what, "SMILECARD_TEST_SMTP_STARTTLS"),
        crate::peers::ask(what, "SMILECARD_TEST_SMTP_CERTIFICATE"),
    ) else {
        return;
    };
    let place = Place::new();
    let (host, port) = at.rsplit_once(':').unwrap();
    let with = |password: &'static str, trusted: bool| {
        let mut settings = vec![
            ("SMILECARD_SMTP__HOST", host),
            ("SMILECARD_SMTP__PORT", port),
            ("SMILECARD_SMTP__USERNAME", "relay"),
            ("SMILECARD_SMTP__PASSWORD", password),
        ];
        settings.extend(trusted.then_some(("SMILECARD_SMTP__CA_FILE", certificate.as_str())));
        let output = doctor(&place, &settings, &["--offline"]);
        (String::from_utf8(output.stdout).unwrap(), output.status.code())
    };
    let (said, _) = with("relay-secret", true);
    assert!(said.contains("answers by STARTTLS, and its certificate holds. It took our name and password."), "{said}");
    let (said, code) = with("wrong", true);
    assert!(said.contains("check smtp.username and smtp.password") && code == Some(1), "{said}");
    let (said, code) = with("relay-secret", false);
    assert!(said.contains("Its certificate isn't trusted") && code == Some(1), "{said}");
}
