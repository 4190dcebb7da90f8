//! What is remembered of a mailbox, in each database: how far it was read, who has it, and when somebody is alarmed.

use crate::imap::status_of;
use crate::place::Place;
use crate::support::house::{House, found, now};
use crate::support::http::Visitor;
use crate::support::{TestDatabase, databases};
use diesel::QueryableByName;
use diesel::sql_types::BigInt;
use jiff::{SignedDuration, Timestamp};
use smilecard::domain::{Role, Viewer};
use smilecard::error::{Kind, Result};
use smilecard::services::mailbox_health::{self as health, alarms, standings};
use smilecard::services::mailboxes::{self, Fetched, Held, Taken};
use smilecard::store::{AnyConnection, members};

const LEASE: SignedDuration = SignedDuration::from_secs(30);
const ADDRESS: &str = "cards@larkspur.example";
const SOURCE: &str = "cards@imap.example:993/INBOX";

fn write<T: Send + 'static>(
    place: &TestDatabase,
    change: impl FnOnce(&mut AnyConnection) -> Result<T> + Send + 'static,
) -> Result<T> {
    place.database.write(change)
}

fn claim(place: &TestDatabase, holder: &'static [u8], at: Timestamp) -> Option<Held> {
    write(place, move |connection| mailboxes::claim(connection, "support", ADDRESS, holder, false, LEASE, at)).unwrap()
}

fn letter(place: &TestDatabase, held: &Held, uid: u32, raw: &str) -> Fetched {
    let (held, raw) = (held.clone(), raw.as_bytes().to_vec());
    place.database.read(move |connection| mailboxes::fetched(connection, &held, ADDRESS, uid, 100, raw)).unwrap()
}

fn take(place: &TestDatabase, held: &Held, validity: i64, letter: &Fetched) -> Result<Taken> {
    let (held, letter) = (held.clone(), letter.clone());
    write(place, move |connection| mailboxes::take(connection, &held, validity, &letter, now()))
}

fn open(place: &TestDatabase, held: &Held, source: &'static str, validity: Option<u32>) -> (i64, i64) {
    let held = held.clone();
    let series = write(place, move |connection| mailboxes::open(connection, &held, source, validity)).unwrap();
    (series.validity, series.last_uid)
}

fn stored(place: &TestDatabase, house: &House) -> usize {
    let organisation = house.organisation;
    place.database.read(move |connection| standings(connection, organisation, now())).unwrap()[0]
        .letters
        .try_into()
        .unwrap()
}

const ONE: &str =
    "From: joan@mail.example\r\nTo: cards@larkspur.example\r\nMessage-ID: <1@mail.example>\r\n\r\nOne.\r\n";
const TWO: &str = "From: joan@mail.example\r\nSubject: no id\r\n\r\nTwo.\r\n";

#[test]
fn a_letter_and_how_far_was_read_are_stored_together_and_once_r23_r28() {
    for place in databases() {
        let house = found(&place.database, "larkspur");
        let held = claim(&place, b"first", now()).unwrap();
        assert_eq!(open(&place, &held, SOURCE, Some(7)), (7, 0), "{}", place.kind);
        for (uid, raw) in [(3, ONE), (4, TWO)] {
            assert_eq!(take(&place, &held, 7, &letter(&place, &held, uid, raw)).unwrap(), Taken::Stored);
        }
        assert_eq!(open(&place, &held, SOURCE, Some(7)), (7, 4), "{}", place.kind);
        // The same under another number, as a copy, after a crash or by a server whose numbers don't last.
        for (uid, raw) in [(5, ONE), (6, TWO), (6, TWO)] {
            assert_eq!(
                take(&place, &held, 7, &letter(&place, &held, uid, raw)).unwrap(),
                Taken::Again,
                "{}",
                place.kind
            );
        }
        // Another series, then a server that has none that lasts, then another folder with the first series' number.
        assert_eq!(open(&place, &held, SOURCE, Some(8)), (8, 0), "{}", place.kind);
        assert_eq!(take(&place, &held, 8, &letter(&place, &held, 1, TWO)).unwrap(), Taken::Again);
        assert_eq!(open(&place, &held, SOURCE, None), (0, 0), "{}", place.kind);
        assert_eq!(take(&place, &held, 0, &letter(&place, &held, 1, ONE)).unwrap(), Taken::Again);
        assert_eq!(open(&place, &held, "cards@imap.example:993/Other", Some(7)), (7, 0), "{}", place.kind);
        assert_eq!(take(&place, &held, 7, &letter(&place, &held, 3, ONE)).unwrap(), Taken::Again);
        assert_eq!(stored(&place, &house), 2, "{}", place.kind);
        // The same Message-ID with other words is another letter (R30); nothing but blanks is none.
        let other = ONE.replace("One.", "One more.");
        assert_eq!(take(&place, &held, 7, &letter(&place, &held, 4, &other)).unwrap(), Taken::Stored);
        assert!(matches!(take(&place, &held, 7, &letter(&place, &held, 5, "\r\n")).unwrap(), Taken::Left(_)));
    }
}

#[test]
fn a_letter_is_for_its_own_organisation_whatever_it_names_r32() {
    for place in databases() {
        let house = found(&place.database, "larkspur");
        found(&place.database, "tern");
        let held = claim(&place, b"first", now()).unwrap();
        assert_eq!(held.organisation, house.organisation);
        let raw = "Delivered-To: cards@tern.example\r\nTo: cards+x@larkspur.example\r\n\r\nHello.\r\n";
        let letter = letter(&place, &held, 1, raw);
        open(&place, &held, SOURCE, Some(1));
        take(&place, &held, 1, &letter).unwrap();
        assert_eq!(stored(&place, &house), 1, "{}", place.kind);
        let nobody = write(&place, |connection| {
            mailboxes::claim(connection, "other", "cards@nobody.example", b"first", false, LEASE, now())
        });
        assert_eq!(nobody.unwrap_err().kind(), Kind::NotFound, "{}", place.kind);
    }
}

#[test]
fn a_mailbox_belongs_to_one_instance_until_its_lease_ends() {
    for place in databases() {
        let house = found(&place.database, "larkspur");
        let first = claim(&place, b"first", now()).unwrap();
        open(&place, &first, SOURCE, Some(7));
        assert!(claim(&place, b"second", now() + SignedDuration::from_secs(29)).is_none(), "{}", place.kind);
        let (held, later) = (first.clone(), now() + SignedDuration::from_secs(20));
        write(&place, move |connection| mailboxes::keep(connection, &held, LEASE, later)).unwrap();
        assert!(claim(&place, b"second", now() + SignedDuration::from_secs(49)).is_none(), "{}", place.kind);
        let second = claim(&place, b"second", now() + SignedDuration::from_secs(51)).unwrap();
        // Who was slow stores nothing any more.
        let late = take(&place, &first, 7, &letter(&place, &first, 1, ONE));
        assert_eq!(late.unwrap_err().kind(), Kind::Conflict, "{}", place.kind);
        assert_eq!(stored(&place, &house), 0, "{}", place.kind);
        let held = first.clone();
        let kept = write(&place, move |connection| mailboxes::keep(connection, &held, LEASE, now()));
        assert_eq!(kept.unwrap_err().kind(), Kind::Conflict, "{}", place.kind);
        let held = second.clone();
        write(&place, move |connection| mailboxes::give_back(connection, &held)).unwrap();
        assert!(claim(&place, b"first", now()).is_some(), "given back, it is free at once: {}", place.kind);
        // Where no other instance can be, a lease that is still written down is of a dead one.
        let alone = |connection: &mut AnyConnection| {
            mailboxes::claim(connection, "support", ADDRESS, b"third", true, LEASE, now())
        };
        assert!(write(&place, alone).unwrap().is_some(), "{}", place.kind);
    }
}

#[test]
fn a_letter_that_cannot_be_fetched_is_tried_for_hours_and_then_shown_r26() {
    for place in databases() {
        let house = found(&place.database, "larkspur");
        let held = claim(&place, b"first", now()).unwrap();
        open(&place, &held, SOURCE, Some(7));
        let mut given_up = Vec::new();
        for _ in 0..8 {
            let held = held.clone();
            let put_off = move |connection: &mut AnyConnection| {
                mailboxes::put_off(connection, &held, 7, (3, 100), "The server says no.", now())
            };
            given_up.push(write(&place, put_off).unwrap());
        }
        assert_eq!(given_up.iter().position(|given_up| *given_up), Some(7), "{}", place.kind);
        assert_eq!(open(&place, &held, SOURCE, Some(7)), (7, 3), "the others go on: {}", place.kind);
        let organisation = house.organisation;
        let told = place.database.read(move |connection| standings(connection, organisation, now())).unwrap();
        let left = [(3, "It could not be fetched in 8 tries: The server says no.".to_owned())];
        assert_eq!(told[0].left, left, "{}", place.kind);
    }
}

fn failed(place: &TestDatabase, held: &Held, at: Timestamp) -> Option<Timestamp> {
    let held = held.clone();
    write(place, move |connection| health::failed(connection, &held, "The server is away.", at)).unwrap()
}

#[test]
fn after_fifteen_minutes_without_a_look_somebody_is_told_once_r26() {
    for place in databases() {
        let house = found(&place.database, "larkspur");
        let held = claim(&place, b"first", now()).unwrap();
        let minutes = |count| now() + SignedDuration::from_mins(count);
        let looked = |at| {
            let held = held.clone();
            write(&place, move |connection| health::looked(connection, &held, None, at)).unwrap()
        };
        assert_eq!(looked(now()), None);
        assert_eq!(failed(&place, &held, minutes(14)), None, "{}", place.kind);
        assert_eq!(failed(&place, &held, minutes(15)), Some(now()), "{}", place.kind);
        assert_eq!(failed(&place, &held, minutes(16)), None, "told once: {}", place.kind);
        let seen_by = |role, at| {
            let viewer = viewer(&place, &house, role);
            place.database.read(move |connection| alarms(connection, &viewer, at)).unwrap().len()
        };
        for (role, sees) in [(Role::Admin, 1), (Role::Manager, 1), (Role::Auditor, 0), (Role::Agent, 0)] {
            assert_eq!(seen_by(role, minutes(16)), sees, "{role:?} {}", place.kind);
        }
        assert_eq!(looked(minutes(20)), Some(minutes(15)), "and that it is well again: {}", place.kind);
        assert_eq!(seen_by(Role::Admin, minutes(21)), 0, "{}", place.kind);
        // Also when nobody writes anything down any more, because nobody fetches.
        assert_eq!(seen_by(Role::Admin, minutes(40)), 1, "{}", place.kind);
        write(&place, move |connection| health::configured(connection, &[], minutes(40))).unwrap();
        assert_eq!(seen_by(Role::Admin, minutes(40)), 0, "of one that is configured no longer: {}", place.kind);
    }
}

fn viewer(place: &TestDatabase, house: &House, role: Role) -> Viewer {
    let person =
        house.person(&place.database, &format!("{role:?} {}", crate::place::unlike_any_other()), role, &[], None);
    let key = (house.organisation, person.member);
    let row = place.database.read(move |connection| members::by_id(connection, key.0, key.1)).unwrap();
    Viewer {
        organisation: house.organisation,
        member: person.member,
        name: row.name,
        email: row.email,
        role,
        zone: row.zone,
        teams: Vec::new(),
        agent: None,
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

#[test]
fn a_stalled_mailbox_is_told_by_the_command_and_above_the_inbox_r26() {
    let place = crate::support::served::larkspur();
    let database = place.database();
    let then = smilecard::clock::Clock::System.now() - SignedDuration::from_hours(3);
    let held = database
        .write(move |connection| mailboxes::claim(connection, "support", ADDRESS, b"first", false, LEASE, then))
        .unwrap()
        .unwrap();
    database.write(move |connection| health::failed(connection, &held, "The server is away.", then)).unwrap();
    drop(database);
    let settings = [
        ("SMILECARD_IMAP__SUPPORT__HOST", "imap.larkspur.example"),
        ("SMILECARD_IMAP__SUPPORT__USERNAME", "cards"),
        ("SMILECARD_IMAP__SUPPORT__PASSWORD", "secret-word"),
        ("SMILECARD_IMAP__SUPPORT__RECIPIENT", ADDRESS),
    ];
    let (code, told) = status_of(&place, &settings);
    assert_eq!(code, Some(1), "{told}");
    assert_eq!(told, "support: STALLED; 0 letters; last looked through never\n  The server is away.\n");
    assert_eq!(status_of(&place, &[]).0, Some(0));
    inbox_says(&place);
}

/// Signs an admin in and reads the inbox of a service on which nobody fetches.
fn inbox_says(place: &Place) {
    let rows = place.rows::<Count>("SELECT COUNT(*) AS count FROM mailboxes WHERE retired_at IS NULL");
    assert_eq!(rows[0].count, 1);
    // A server that nobody answers for: the mailbox stays as it was.
    let settings = [
        ("SMILECARD_IMAP__SUPPORT__HOST", "127.0.0.1"),
        ("SMILECARD_IMAP__SUPPORT__PORT", "1"),
        ("SMILECARD_IMAP__SUPPORT__TLS", "none"),
        ("SMILECARD_IMAP__SUPPORT__USERNAME", "cards"),
        ("SMILECARD_IMAP__SUPPORT__PASSWORD", "secret-word"),
        ("SMILECARD_IMAP__SUPPORT__RECIPIENT", ADDRESS),
    ];
    let mut served = crate::support::served::Served::start(place, &settings);
    place.must(&["organisation", "second-step", "--organisation", "larkspur", "off"]);
    let alarm = served.told("ALARM");
    assert!(alarm.contains("support") && !alarm.contains("secret-word"), "{alarm}");
    let link = place.must(&[
        "member",
        "add",
        "--organisation",
        "larkspur",
        "--email",
        "ruth@larkspur.example",
        "--name",
        "Ruth",
        "--admin",
    ]);
    let path = link.split_whitespace().find(|word| word.contains("/sign-in/")).unwrap();
    let path = path.split_once("/sign-in/").map(|(_, token)| format!("/sign-in/{token}")).unwrap();
    let mut visitor: Visitor = served.visitor();
    let answer = visitor.post(&path, &[], "").unwrap();
    assert_eq!(answer.status, 303, "{answer:?}");
    let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let inbox = visitor.ask("GET", "/inbox", &format!("Cookie: {cookie}\r\n")).unwrap();
    assert!(inbox.body.contains("The mailbox “support” could not be read for 3 hours."), "{}", inbox.body);
}
