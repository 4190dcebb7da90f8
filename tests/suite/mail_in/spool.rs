//! The pipe while the database can't take a letter: left in the spool, stored once by `serve`.

use super::{CARDS, House, count, letter, stored};
use crate::place::Place;
use crate::support::served::{Served, larkspur, until};
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use smilecard::intake::door::{Arrival, Via};
use smilecard::intake::spool::{Drained, Spool};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Calls `deliver` as a mail server does; gives back its exit code.
pub(super) fn deliver(place: &Place, arguments: &[&str], environment: &[(&str, &str)], letter: &[u8]) -> i32 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_smilecard"))
        .arg("deliver")
        .args(arguments)
        .current_dir(place.folder())
        .env_clear()
        .env("DATABASE_URL", place.url())
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Whoever refuses early doesn't listen to the end.
    let _ = child.stdin.take().unwrap().write_all(letter);
    child.wait().unwrap().code().unwrap()
}

fn sqlite(place: &Place) -> Option<&str> {
    place.url().strip_prefix("sqlite:")
}

fn files(place: &Place, ending: &str) -> Vec<PathBuf> {
    let folder = place.folder().join("cards.db.spool");
    let all = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    all.filter(|path| path.extension().is_some_and(|found| found == ending)).collect()
}

#[test]
fn r21_the_envelope_may_come_by_the_environment() {
    let place = larkspur();
    let words = letter("m", "Thank you.");
    for (environment, recipient) in [
        (&[("RECIPIENT", "cards+a@larkspur.example")][..], "cards+a@larkspur.example"),
        (&[("ORIGINAL_RECIPIENT", "cards+b@larkspur.example")], "cards+b@larkspur.example"),
        (
            &[("LOCAL_PART", "cards"), ("LOCAL_PART_SUFFIX", "+c"), ("DOMAIN", "larkspur.example")],
            "cards+c@larkspur.example",
        ),
        (&[("LOCAL", "cards+d"), ("EXTENSION", "d"), ("DOMAIN", "larkspur.example")], "cards+d@larkspur.example"),
        (&[("RECIPIENT", CARDS), ("EXTENSION", "e")], "cards+e@larkspur.example"),
    ] {
        assert_eq!(deliver(&place, &[], environment, words.as_bytes()), 0, "{environment:?}");
        assert_eq!(stored(&place).last().unwrap().recipient, recipient);
    }
    let both = ["--recipient", CARDS, "--extension", "f", "--sender", ""];
    assert_eq!(deliver(&place, &both, &[("SENDER", "joan@mail.example")], words.as_bytes()), 0);
    let last = stored(&place).pop().unwrap();
    assert_eq!(
        (last.recipient.as_str(), last.sender.as_str(), last.via.as_str()),
        ("cards+f@larkspur.example", "", "pipe")
    );
}

#[test]
fn r22_the_line_of_a_mailbox_file_is_not_the_letters() {
    let place = larkspur();
    let words = letter("m", "Thank you.").replace("\r\n", "\n");
    let piped = format!("From joan@mail.example Thu Nov 26 10:00:00 2026\n{words}");
    assert_eq!(deliver(&place, &["--recipient", CARDS], &[], piped.as_bytes()), 0);
    assert_eq!(stored(&place)[0].text(), words);
}

#[test]
fn r20_a_letter_for_a_locked_database_is_left_in_the_spool_and_comes_out_of_it() {
    let place = larkspur();
    let Some(file) = sqlite(&place) else { return };
    let mut other = SqliteConnection::establish(file).unwrap();
    other.batch_execute("PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE").unwrap();
    let words = letter("m", "It waited.");
    assert_eq!(deliver(&place, &["--recipient", CARDS, "--sender", "joan@mail.example"], &[], words.as_bytes()), 0);
    assert_eq!(deliver(&place, &["--recipient", "nobody@larkspur.example"], &[], words.as_bytes()), 0);
    // What can be refused without a database is.
    assert_eq!(deliver(&place, &["--recipient", CARDS], &[], b" \n"), 65);
    assert_eq!(files(&place, "letter").len(), 2);
    other.batch_execute("ROLLBACK").unwrap();
    assert_eq!(deliver(&place, &["--recipient", "nobody@larkspur.example"], &[], words.as_bytes()), 67);
    assert!(stored(&place).is_empty());

    let _served = Served::start(&place, &[]);
    until("the spool is empty", || files(&place, "letter").is_empty().then_some(()));
    let letters = stored(&place);
    assert_eq!((letters[0].text(), letters[0].sender.as_str()), (words.clone(), "joan@mail.example"));
    // The one that nobody reads is listed as not accepted by the organisation whose domain it has, and makes no card.
    assert_eq!((letters.len(), letters[1].recipient.as_str()), (2, "nobody@larkspur.example"));
    let refused = "letter_readings WHERE code = 'no-such-address' AND NOT accepted";
    until("it is listed", || (count(&place, refused) == 1).then_some(()));
    until("the other is a card", || (count(&place, "cards") == 1).then_some(()));
    assert!(files(&place, "aside").is_empty());
}

#[test]
fn a_spooled_letter_is_stored_once_though_its_file_came_back_after_a_crash() {
    let place = larkspur();
    if sqlite(&place).is_none() {
        return;
    }
    let database = place.database();
    let spool = Spool::at(place.folder().join("cards.db.spool"));
    let arrival = Arrival {
        recipient: CARDS.to_owned(),
        sender: None,
        raw: letter("m", &"Long. ".repeat(100_000)).into_bytes().into(),
        via: Via::Pipe,
        peer: None,
        hello: None,
    };
    spool.leave(&arrival, "2026-11-26T10:00:00Z".parse().unwrap()).unwrap();
    let path = files(&place, "letter").pop().unwrap();
    let kept = std::fs::read(&path).unwrap();
    let one = Drained { stored: 1, ..Drained::default() };
    assert_eq!(spool.drain(&database).unwrap(), one);
    assert!(files(&place, "letter").is_empty());
    // Killed between the commit and the removal: the file is still there.
    std::fs::write(&path, kept).unwrap();
    assert_eq!(spool.drain(&database).unwrap(), one);
    assert_eq!(spool.drain(&database).unwrap(), Drained::default());
    assert_eq!(count(&place, "inbound_messages"), 1);
    assert_eq!(count(&place, "jobs"), 1);
    assert_eq!(count(&place, "inbound_raw"), 3);
}

#[test]
fn a_file_of_the_spool_that_is_no_letter_stops_none_of_the_others() {
    let place = larkspur();
    if sqlite(&place).is_none() {
        return;
    }
    let folder = place.folder().join("cards.db.spool");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("00000000-0000-7000-8000-000000000000.letter"), b"\xff\xff").unwrap();
    std::fs::write(folder.join("00000000-0000-7000-8000-000000000001.part"), b"half").unwrap();
    std::fs::write(folder.join("notes.txt"), b"of the operator").unwrap();
    let spool = Spool::at(folder);
    let arrival = Arrival {
        recipient: CARDS.to_owned(),
        sender: None,
        raw: letter("m", "Thank you.").into_bytes().into(),
        via: Via::Pipe,
        peer: None,
        hello: None,
    };
    spool.leave(&arrival, "2026-11-26T10:00:00Z".parse().unwrap()).unwrap();
    assert_eq!(spool.drain(&place.database()).unwrap(), Drained { stored: 1, aside: 1, ..Drained::default() });
    assert_eq!(files(&place, "part").len(), 1);
}

#[test]
fn a_spooled_letter_that_is_nobodys_waits_until_somebody_has_its_address() {
    let place = larkspur();
    let create = ["organisation", "create", "--slug", "other", "--name", "Other", "--mail", "cards@other.example"];
    place.must(&create);
    let Some(file) = sqlite(&place) else { return };
    let mut other = SqliteConnection::establish(file).unwrap();
    other.batch_execute("PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE").unwrap();
    let words = letter("m", "It waited.");
    assert_eq!(deliver(&place, &["--recipient", "cards@third.example"], &[], words.as_bytes()), 0);
    other.batch_execute("ROLLBACK").unwrap();
    let spool = Spool::at(place.folder().join("cards.db.spool"));
    // Two organisations, and the domain is neither's: nobody else is to read it.
    assert_eq!(spool.drain(&place.database()).unwrap(), Drained { aside: 1, ..Drained::default() });
    assert_eq!((count(&place, "inbound_messages"), files(&place, "aside").len()), (0, 1));
    place.must(&["address", "add", "cards@third.example", "--organisation", "other"]);
    let _served = Served::start(&place, &[]);
    until("it is a card", || (count(&place, "cards") == 1).then_some(()));
    assert!(files(&place, "aside").is_empty());
}

#[test]
fn letters_come_through_the_pipe_while_the_service_runs() {
    let house = House::open(&[]);
    for number in 0..3 {
        let words = letter(&format!("m{number}"), "Thank you.");
        assert_eq!(deliver(&house.place, &["--recipient", CARDS], &[], words.as_bytes()), 0);
    }
    assert_eq!(stored(&house.place).len(), 3);
}
