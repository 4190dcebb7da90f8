//! Letters on their way: claimed by one worker, tried again when that helps, received by a real SMTP server.

use super::content::a_week;
use super::house::{House, at, in_every_store, left_out, variable};
use crate::support::served::until;
use mail_parser::MessageParser;
use smilecard::clock::Clock;
use smilecard::config::{Config, Purpose, Sources};
use smilecard::mail::Mailer;
use smilecard::store::outbox::{self, Failed, OutboxRow};
use smilecard::worker::{Wake, Worker, letters};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A mailer towards the test run's SMTP server, as a configuration would make it.
fn relay(more: &str, authority: Option<&[u8]>) -> Mailer {
    let text = format!("[smtp]\n{more}\ntimeout_s = 5\n");
    let sources = Sources { file: Some((PathBuf::from("smilecard.toml"), text)), environment: BTreeMap::new() };
    let config = Config::load(&sources, Purpose::Command).unwrap();
    Mailer::trusting(&config.smtp, "mail.example", authority).unwrap()
}

fn plain_relay() -> Option<(Mailer, PathBuf)> {
    let (Some(place), Some(folder)) = (variable("SMILECARD_TEST_SMTP"), variable("SMILECARD_TEST_SMTP_DIR")) else {
        left_out("letters through SMTP", "SMILECARD_TEST_SMTP and SMILECARD_TEST_SMTP_DIR");
        return None;
    };
    let (host, port) = place.rsplit_once(':').unwrap();
    Some((relay(&format!("host = \"{host}\"\nport = {port}\ntls = \"none\""), None), PathBuf::from(folder)))
}

/// What the server kept for an address: each message with its envelope.
fn received(folder: &PathBuf, to: &str) -> Vec<(Vec<u8>, serde_json::Value)> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|kind| kind == "json") {
            let envelope: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            if envelope["rcpt_tos"].as_array().unwrap().iter().any(|rcpt| rcpt == to) {
                out.push((std::fs::read(path.with_extension("eml")).unwrap(), envelope));
            }
        }
    }
    out
}

fn address(word: &str) -> String {
    let unique = smilecard::domain::ids::LetterId::at(Clock::System.now());
    format!("ruth{}{word}@{}.test", if word.is_empty() { "" } else { "+" }, unique.uuid().simple())
}

fn outbox_of(house: &House) -> Vec<OutboxRow> {
    let organisation = house.organisation;
    house.database.read(|connection| outbox::newest(connection, organisation, 100)).unwrap()
}

#[test]
fn mondays_digest_is_received_by_a_real_smtp_server() {
    in_every_store(|house| {
        let Some((mailer, folder)) = plain_relay() else { return };
        a_week(house);
        let to = address("");
        let subscription = house.subscribe(&to, 1, 7, "Europe/London", at("2026-11-11T10:00:00Z"));
        let clock = Clock::fixed(at("2026-11-16T07:00:00Z"));
        let worker = Worker::start(&house.tools(mailer, &clock)).unwrap();
        let wake = worker.bell();
        until("the letter is sent", || {
            wake.ring();
            outbox_of(house).iter().any(|letter| letter.state == "sent").then_some(())
        });
        worker.stop();
        let letters = received(&folder, &to);
        assert_eq!(letters.len(), 1);
        let (raw, envelope) = &letters[0];
        assert_eq!(envelope["mail_from"], "cards@mail.example");
        let read = MessageParser::default().parse(raw).unwrap();
        assert_eq!(read.subject(), Some("5 smiles, 3 complaints, 3 need you"));
        assert!(read.body_text(0).unwrap().contains("NEEDS YOU"));
        assert!(read.body_html(0).unwrap().contains("Smile of the week"));
        let header = |name: &str| read.header_raw(name).unwrap_or("").trim().to_owned();
        assert_eq!(
            header("List-Unsubscribe"),
            format!("<https://cards.larkspur.example/stop/{}>", subscription.stop_token)
        );
        assert!(header("List-Unsubscribe").len() < 70);
        assert_eq!(header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        assert_eq!(header("List-Id"), "Larkspur Mobile <digest.larkspur.mail.example>");
        assert_eq!(header("Auto-Submitted"), "auto-generated");
        assert_eq!(header("Date"), "Mon, 16 Nov 2026 07:00:00 +0000");
        assert_eq!(header("Message-ID"), format!("<{}@mail.example>", outbox_of(house)[0].id));
    });
}

#[test]
fn a_relay_that_says_not_now_is_tried_again_and_one_that_says_never_is_not() {
    in_every_store(|house| {
        let Some((mailer, folder)) = plain_relay() else { return };
        let now = at("2026-11-04T10:00:00Z");
        let (greylisted, refused, dropped) = (address("once-451"), address("rcpt-550"), address("hangup"));
        for to in [&greylisted, &refused, &dropped] {
            house.subscribe(to, 1, 7, "Europe/London", now);
        }
        house.schedule(at("2026-11-09T07:00:00Z"));
        let clock = Clock::fixed(at("2026-11-09T07:00:00Z"));
        let tools = house.tools(mailer, &clock);
        let first = letters::send_waiting(&tools, &Wake::default()).unwrap();
        assert_eq!((first.sent, first.later, first.dead), (0, 2, 1));
        let state = |to: &str| outbox_of(house).into_iter().find(|letter| letter.to_address == to).unwrap();
        assert!(state(&refused).last_error.unwrap().contains("5.1.1"));
        assert_eq!(letters::send_waiting(&tools, &Wake::default()).unwrap().tried(), 0, "too soon to try again");
        clock.set(at("2026-11-09T07:02:00Z"));
        let second = letters::send_waiting(&tools, &Wake::default()).unwrap();
        assert_eq!((second.sent, second.later), (1, 1));
        assert_eq!(state(&greylisted).state, "sent");
        assert_eq!(received(&folder, &greylisted).len(), 1);
        // The server kept it each time and hung up before it said so: the repeats can be told by their Message-ID.
        let repeats = received(&folder, &dropped);
        assert_eq!(repeats.len(), 2);
        assert_eq!(repeats[0].0, repeats[1].0);
        assert_eq!(state(&refused).state, "dead");
    });
}

#[test]
fn a_relay_with_tls_and_an_account_takes_letters_and_one_nobody_vouches_for_gets_none() {
    let names = ["SMILECARD_TEST_SMTP_STARTTLS", "SMILECARD_TEST_SMTP_TLS", "SMILECARD_TEST_SMTP_CERTIFICATE"];
    let [Some(starttls), Some(tls), Some(certificate)] = names.map(variable) else {
        return left_out("letters through TLS", "SMILECARD_TEST_SMTP_STARTTLS");
    };
    let authority = std::fs::read(certificate).unwrap();
    in_every_store(|house| {
        let now = at("2026-11-04T10:00:00Z");
        house.subscribe(&address(""), 1, 7, "Europe/London", now);
        house.subscribe(&address(""), 2, 7, "Europe/London", now);
        let account = "username = \"relay\"\npassword = \"relay-secret\"";
        for (place, kind, due) in
            [(&starttls, "starttls", "2026-11-09T07:00:00Z"), (&tls, "wrapper", "2026-11-10T07:00:00Z")]
        {
            let (host, port) = place.rsplit_once(':').unwrap();
            let settings = format!("host = \"{host}\"\nport = {port}\ntls = \"{kind}\"\n{account}");
            assert_eq!(house.schedule(at(due)).issued, 1);
            let clock = Clock::fixed(at(due));
            let distrusting = house.tools(relay(&settings, None), &clock);
            let refused = letters::send_waiting(&distrusting, &Wake::default()).unwrap();
            assert_eq!((refused.sent, refused.later, refused.dead), (0, 1, 0), "{kind}");
            clock.set(clock.now() + jiff::SignedDuration::from_mins(2));
            let trusting = house.tools(relay(&settings, Some(&authority)), &clock);
            assert_eq!(letters::send_waiting(&trusting, &Wake::default()).unwrap().sent, 1, "{kind}");
        }
    });
}

#[test]
fn workers_side_by_side_send_each_letter_once() {
    in_every_store(|house| {
        let now = at("2026-11-04T10:00:00Z");
        for number in 0..60 {
            house.subscribe(&format!("reader{number}@larkspur.example"), 1, 7, "Europe/London", now);
        }
        let due = at("2026-11-09T07:00:00Z");
        assert_eq!(house.schedule(due).issued, 60);
        let (mailer, caught) = House::catcher();
        let clock = Clock::fixed(due);
        std::thread::scope(|threads| {
            for _ in 0..4 {
                let tools = house.tools(mailer.clone(), &clock);
                threads.spawn(move || while letters::send_waiting(&tools, &Wake::default()).unwrap().tried() > 0 {});
            }
        });
        // A claim may have found the rest in other hands: nothing is left waiting when all are done.
        let tools = house.tools(mailer, &clock);
        while letters::send_waiting(&tools, &Wake::default()).unwrap().tried() > 0 {}
        let to: std::collections::BTreeSet<String> = caught.newest().into_iter().map(|message| message.to).collect();
        assert_eq!((caught.newest().len(), to.len()), (60, 60));
    });
}

#[test]
fn what_a_killed_worker_held_goes_out_when_its_lease_has_ended() {
    in_every_store(|house| {
        house.subscribe("all@larkspur.example", 1, 7, "Europe/London", at("2026-11-04T10:00:00Z"));
        let due = at("2026-11-09T07:00:00Z");
        house.schedule(due);
        // Claimed, and never heard of again.
        let until = due + jiff::SignedDuration::from_secs(60);
        let held = house.write(move |connection| outbox::claim(connection, due, until, 8));
        assert_eq!(held.len(), 1);
        let (mailer, caught) = House::catcher();
        let clock = Clock::fixed(due + jiff::SignedDuration::from_secs(59));
        let tools = house.tools(mailer, &clock);
        assert_eq!(letters::send_waiting(&tools, &Wake::default()).unwrap().tried(), 0);
        clock.set(until);
        assert_eq!(letters::send_waiting(&tools, &Wake::default()).unwrap().sent, 1);
        // The first worker wakes up after all, and its word no longer counts.
        let key = (held[0].organisation_id, held[0].id);
        let late = Failed { said: "too late".to_owned(), code: None, again: Some(until), counts: true };
        assert!(!house.write(move |connection| outbox::failed(connection, key, until, &late, until)));
        assert_eq!(outbox_of(house)[0].state, "sent");
        assert_eq!(caught.newest().len(), 1);
    });
}

#[test]
fn letters_can_go_into_a_folder() {
    in_every_store(|house| {
        let folder = tempfile::tempdir().unwrap();
        house.subscribe("all@larkspur.example", 1, 7, "Europe/London", at("2026-11-04T10:00:00Z"));
        let due = at("2026-11-09T07:00:00Z");
        house.schedule(due);
        let tools = house.tools(Mailer::File(folder.path().join("letters")), &Clock::fixed(due));
        assert_eq!(letters::send_waiting(&tools, &Wake::default()).unwrap().sent, 1);
        let files: Vec<_> =
            std::fs::read_dir(folder.path().join("letters")).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), 1);
        assert!(files[0].extension().is_some_and(|kind| kind == "eml"));
        assert!(std::fs::read_to_string(&files[0]).unwrap().contains("To: all@larkspur.example\r\n"));
    });
}
