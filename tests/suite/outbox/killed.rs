//! A worker that is killed again and again while a real SMTP server answers 4xx and 5xx by lot, stalls, and drops
//! connections before and after it has kept a letter: every letter arrives, and a repeat can be told by its Message-ID.
//! `SMILECARD_TEST_KILLS=50` kills so often, among 40 letters a kill; otherwise four times. The figures are printed:
//! `SMILECARD_TEST_KILLS=50 tests/run -- cargo test --test suite killed -- --nocapture`.

use crate::peers::{SmtpServer, variable};
use crate::place::{Place, unlike_any_other};
use crate::support::served::{Served, larkspur, until};
use diesel::QueryableByName;
use diesel::sql_types::BigInt;
use smilecard::clock::Clock;
use smilecard::mail::letters::Rendered;
use smilecard::services::post::{Envelope, post};
use smilecard::store::organisations;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::time::{Duration, Instant};

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn sent(place: &Place) -> usize {
    let rows = place.rows::<Count>("SELECT COUNT(*) AS count FROM outbox WHERE state = 'sent'");
    usize::try_from(rows[0].count).unwrap()
}

/// Lets the others work; nothing is ever sent.
fn pause() {
    let (_keep, waiting) = std::sync::mpsc::channel::<()>();
    let _ = waiting.recv_timeout(Duration::from_millis(20));
}

/// Puts the letters into the outbox, all at once, as a Monday does.
fn write(place: &Place, domain: &str, letters: usize) {
    let domain = domain.to_owned();
    place
        .database()
        .write(move |connection| {
            let house = organisations::by_slug(connection, "larkspur")?.id;
            for number in 0..letters {
                let words = format!("Good morning, reader {number}.\n{}", "Nothing was lost. ".repeat(100));
                let envelope = Envelope {
                    kind: "digest",
                    to_name: "Reader",
                    to_address: &format!("reader-{number}@{domain}"),
                    list_id: Some("Larkspur <digest.larkspur>".to_owned()),
                    unsubscribe_url: Some(format!("https://cards.example/stop/{number}")),
                    answers: None,
                };
                let rendered =
                    Rendered { subject: format!("{number} smiles"), html: format!("<p>{words}</p>"), text: words };
                post(connection, house, envelope, rendered, Clock::System.now())?;
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_worker_that_is_killed_again_and_again_loses_no_letter_and_repeats_only_what_was_in_the_air() {
    let Some(relay) = SmtpServer::ask("letters and a killed worker") else { return };
    let kills = variable("SMILECARD_TEST_KILLS").map_or(4, |kills| kills.parse::<usize>().unwrap());
    let (place, domain, letters) = (larkspur(), format!("{}.test", unlike_any_other()), kills * 40);
    let key = place.folder().join("dkim.pem");
    let key = key.to_str().unwrap();
    let generate = ["--selector", "s1", "--domain", "mail.example", "--kind", "ed25519", "--out", key];
    place.must(&[&["dkim", "generate"], &generate[..]].concat());
    let control = variable("SMILECARD_TEST_SMTP_CONTROL").unwrap();
    std::fs::write(std::path::Path::new(&control).join(&domain), "chaos").unwrap();
    write(&place, &domain, letters);
    let (host, port) = relay.address.split_once(':').unwrap();
    let settings = [
        ("SMILECARD_SMTP__TRANSPORT", "smtp"),
        ("SMILECARD_SMTP__HOST", host),
        ("SMILECARD_SMTP__PORT", port),
        ("SMILECARD_SMTP__TLS", "none"),
        ("SMILECARD_SMTP__TIMEOUT_S", "5"),
        ("SMILECARD_SMTP__LETTER_TIMEOUT_S", "5"),
        ("SMILECARD_SMTP__PER_DOMAIN", "4"),
        ("SMILECARD_WORKER__LEASE_S", "10"),
        ("SMILECARD_WORKER__POLL_MS", "100"),
        ("SMILECARD_WORKER__CONCURRENCY", "4"),
        ("SMILECARD_DKIM__S1__KEY_FILE", key),
    ];
    // What waits for its next try needn't wait for hours, and what was given up gets another chance.
    let retry = || place.must(&["outbox", "retry", "--organisation", "larkspur", "--all", "--waiting"]);
    let (begun, mut killed) = (Instant::now(), 0);
    while killed < kills {
        let mut serve = Served::start(&place, &settings);
        retry();
        // In the middle of the work: some letters of this round are out, and others are in the air.
        let wanted = (sent(&place) + 15).min(letters);
        let end = Instant::now() + Duration::from_secs(12);
        while sent(&place) < wanted && Instant::now() < end {
            pause();
        }
        serve.kill();
        killed += 1;
    }
    let _serve = Served::start(&place, &settings);
    let mut last = Instant::now();
    let patience = Instant::now() + Duration::from_secs(120 + 2 * u64::try_from(kills).unwrap());
    while sent(&place) < letters {
        assert!(Instant::now() < patience, "{} of {letters} were sent", sent(&place));
        if last.elapsed() > Duration::from_secs(2) {
            retry();
            last = Instant::now();
        }
        pause();
    }
    let took = begun.elapsed().as_secs();

    // Reader -> copies, each with the server's manners.
    let mut copies: BTreeMap<String, Vec<(Vec<u8>, String)>> = BTreeMap::new();
    for letter in until("the letters", || Some(relay.letters_of(&domain))) {
        copies.entry(letter.recipients[0].clone()).or_default().push((letter.raw, letter.manners));
    }
    assert_eq!(copies.len(), letters, "every letter arrived");
    let (mut hung_up, mut in_the_window) = (0, 0);
    for (reader, copies) in &copies {
        let (first, _) = &copies[0];
        assert!(copies.iter().all(|(raw, _)| raw == first), "{reader}: the same bytes, and so the same Message-ID");
        // Each copy but the last must have had a reason to be followed by another.
        for (_, manners) in &copies[..copies.len() - 1] {
            if manners == "hangup" { hung_up += 1 } else { in_the_window += 1 }
        }
    }
    let said = format!(
        "killed {kills} times among {letters} letters in {took} s: all {letters} delivered; {} repeats, each with the same \
         Message-ID: {hung_up} where the server kept a letter and hung up before its 250, {in_the_window} where the worker \
         was killed between the 250 and noting it",
        hung_up + in_the_window
    );
    let _ = writeln!(std::io::stderr(), "{said}");
    // Four letters are in the air at a kill, at most.
    assert!(in_the_window <= kills * 4, "{said}");
}
