//! Two services on one PostgreSQL share the schedule and the outbox: each letter goes out once. When one of them is killed
//! in the middle, the other sends what it held as soon as its lease has ended.

use crate::peers::{Received, SmtpServer};
use crate::place::{Place, unlike_any_other};
use crate::support::served::{Served, larkspur_in, until};
use diesel::QueryableByName;
use diesel::sql_types::BigInt;
use jiff::SignedDuration;
use smilecard::clock::Clock;
use smilecard::mail::letters::Rendered;
use smilecard::services::post::{Envelope, post};
use smilecard::services::subscriptions::{self, NewSubscription};
use smilecard::store::organisations;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

/// Digests that are due when the services start, and other letters that wait beside them.
const DIGESTS: usize = 120;
const OTHERS: usize = 80;
/// Letters that one service has in the air at once.
const IN_THE_AIR: usize = 4;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn count(place: &Place, what: &str) -> usize {
    let rows = place.rows::<Count>(&format!("SELECT COUNT(*) AS count FROM {what}"));
    usize::try_from(rows[0].count).unwrap()
}

fn sent(place: &Place) -> usize {
    count(place, "outbox WHERE state = 'sent'")
}

/// Readers whose letter was due this morning, and letters of other kinds.
fn prepare(place: &Place, domain: &str, round: &str, digests: usize, others: usize) {
    let (domain, round) = (domain.to_owned(), round.to_owned());
    let change = move |connection: &mut _| {
        let house = organisations::by_slug(connection, "larkspur")?.id;
        let now = Clock::System.now();
        for number in 0..digests {
            let email = format!("reader-{round}-{number}@{domain}");
            let wanted = NewSubscription { email: &email, ..NewSubscription::default() };
            // A week has passed since: whatever today is, its Monday has come.
            subscriptions::create(connection, house, &wanted, now - SignedDuration::from_hours(8 * 24))?;
        }
        for number in 0..others {
            let kind = ["alert", "answer", "sign_in", "praise"][number % 4];
            let envelope = Envelope {
                kind,
                to_name: "Reader",
                to_address: &format!("other-{round}-{number}@{domain}"),
                list_id: None,
                unsubscribe_url: None,
                answers: None,
            };
            let words = format!("Good morning, reader {number}.\n");
            let rendered = Rendered { subject: kind.to_owned(), html: format!("<p>{words}</p>"), text: words };
            post(connection, house, envelope, rendered, now)?;
        }
        Ok(())
    };
    place.database().write(change).unwrap();
}

/// The letters by reader.
fn by_reader(letters: Vec<Received>) -> BTreeMap<String, Vec<Vec<u8>>> {
    let mut all: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for letter in letters {
        all.entry(letter.recipients[0].clone()).or_default().push(letter.raw);
    }
    all
}

fn message_id(raw: &[u8]) -> String {
    mail_parser::MessageParser::default().parse(raw).unwrap().message_id().unwrap().to_owned()
}

#[test]
fn two_services_on_one_database_send_each_letter_once_and_one_takes_over_what_a_killed_one_held() {
    let what = "two services that share an outbox";
    let (Some(relay), Some(place)) = (SmtpServer::ask(what), Place::on_postgres(what)) else { return };
    let (place, domain) = (larkspur_in(place), format!("{}.test", unlike_any_other()));
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
        ("SMILECARD_WORKER__POLL_MS", "50"),
        ("SMILECARD_WORKER__CONCURRENCY", "4"),
    ];
    prepare(&place, &domain, "a", DIGESTS, OTHERS);
    let (mut first, mut second) = (Served::start(&place, &settings), Served::start(&place, &settings));
    until("all of them are sent", || (sent(&place) == DIGESTS + OTHERS).then_some(()));
    let letters = until("the letters", || Some(by_reader(relay.letters_of(&domain))));
    assert_eq!(letters.len(), DIGESTS + OTHERS, "every one arrived");
    assert!(letters.values().all(|copies| copies.len() == 1), "and none twice");
    let ids: BTreeSet<String> = letters.values().map(|copies| message_id(&copies[0])).collect();
    assert_eq!(ids.len(), DIGESTS + OTHERS, "each has a Message-ID of its own");
    assert_eq!(count(&place, "digests"), DIGESTS, "each digest was composed once");

    // One of them is killed as soon as it has letters of its own in hand.
    prepare(&place, &domain, "b", DIGESTS, OTHERS);
    let held = "outbox WHERE state = 'waiting' AND lease_until IS NOT NULL";
    until("letters are on their way", || (sent(&place) > DIGESTS + OTHERS && count(&place, held) > 0).then_some(()));
    first.kill();
    let all = 2 * (DIGESTS + OTHERS);
    until("the other sends the rest", || (sent(&place) == all).then_some(()));
    let letters = by_reader(relay.letters_of(&domain));
    assert_eq!(letters.len(), all, "every one arrived");
    let mut repeats = 0;
    for (reader, copies) in &letters {
        assert!(copies.iter().all(|raw| *raw == copies[0]), "{reader}: the same bytes, and so the same Message-ID");
        repeats += copies.len() - 1;
    }
    assert!(repeats <= IN_THE_AIR, "{repeats} repeats: more than one service can have had in the air");
    assert_eq!(count(&place, "digests"), 2 * DIGESTS);
    let worked = |service: &mut Served| service.rest_of_log().matches("letter sent").count();
    let (by_first, by_second) = (worked(&mut first), worked(&mut second));
    assert!(by_first > 0 && by_second > 0, "both took part: {by_first} and {by_second}");
    let _ = writeln!(
        std::io::stderr(),
        "two services sent {all} letters, {by_first} and {by_second} of them; one was killed in the middle: {repeats} repeats"
    );
}
