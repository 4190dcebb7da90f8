//! Letters that can't be fetched, servers that go away, and several instances.

use super::{Dovecot, cards, count, house, letter, serve, until_cards, until_error, until_looked};
use crate::peers;
use crate::place::Place;
use crate::support::served::until;
use crate::support::{TestDatabase, databases};
use smilecard::config::DatabaseUrl;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Exit code and words of `smilecard mail status`.
pub fn status(place: &Place, settings: &[(&str, &str)]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_smilecard"))
        .args(["mail", "status"])
        .current_dir(place.folder())
        .env_clear()
        .env("DATABASE_URL", place.url())
        .envs(settings.iter().copied())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.code(), told)
}

/// The files of all letters; the server renames them when it looks.
fn files(dovecot: &Dovecot) -> Vec<PathBuf> {
    let folders = ["cur", "new"].map(|folder| fs::read_dir(format!("{}/{folder}", dovecot.maildir())).unwrap());
    folders.into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
}

fn mode(file: &Path) -> u32 {
    // Renamed at this moment, it is none.
    fs::metadata(file).map_or(1, |found| found.permissions().mode() & 0o777)
}

#[test]
fn letters_that_the_server_would_not_move_are_moved_as_soon_as_it_will_r26() {
    let Some(dovecot) = Dovecot::ask("IMAP with a folder that takes nothing") else { return };
    let place = house();
    let user = dovecot.user.clone();
    dovecot.doveadm(&["mailbox", "create", "-u", &user, "Done"]);
    let done = format!("{}/.Done", dovecot.maildir());
    let allow = |mode: u32| {
        for part in ["cur", "new", "tmp"] {
            fs::set_permissions(format!("{done}/{part}"), PermissionsExt::from_mode(mode)).unwrap();
        }
    };
    allow(0o500);
    dovecot.deliver(&letter("Held", "It stays until the folder takes it."));
    // With IDLE: nothing that comes later is to be needed.
    let _served = serve(&place, &dovecot.mailbox("support", &[("AFTER", "move:Done")]));
    let said = until_error(&place);
    assert!(said.contains("to put letters into Done"), "{said}");
    assert_eq!(dovecot.subjects("INBOX"), ["Held"]);
    allow(0o700);
    until("an empty inbox", || dovecot.list("INBOX").is_empty().then_some(()));
    assert_eq!(dovecot.subjects("Done"), ["Held"]);
    assert_eq!(cards(&place), ["It stays until the folder takes it."]);
}

#[test]
fn one_letter_that_cannot_be_fetched_holds_up_no_other_and_comes_when_it_can_r26() {
    let Some(dovecot) = Dovecot::ask("IMAP with a letter that can't be read") else { return };
    let place = house();
    dovecot.deliver(&letter("Bad", "The letter whose file can't be read."));
    fs::set_permissions(&files(&dovecot)[0], PermissionsExt::from_mode(0o000)).unwrap();
    dovecot.deliver(&letter("Good", "The letter behind it."));
    dovecot.deliver(&letter("Better", "And one more behind it."));
    let settings = dovecot.mailbox("support", &[]);
    let _served = serve(&place, &settings);
    assert_eq!(until_cards(&place, 2), ["And one more behind it.", "The letter behind it."]);
    let variables: Vec<(&str, &str)> = settings.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    let (_, told) = until("a look to the end", || {
        Some(status(&place, &variables)).filter(|(_, told)| told.contains("letter 1 is not taken: "))
    });
    assert!(told.contains("support: "), "{told}");
    let bad = until("its file", || files(&dovecot).into_iter().find(|file| mode(file) == 0));
    fs::set_permissions(bad, PermissionsExt::from_mode(0o600)).unwrap();
    until_cards(&place, 3);
    assert_eq!(count(&place, "inbound_messages"), 3);
}

#[test]
fn a_letter_that_is_too_large_or_empty_is_left_where_it_is_and_noted() {
    let Some(dovecot) = Dovecot::ask("IMAP with a letter that is too large") else { return };
    let place = house();
    let large =
        letter("Large", &"A line of some seventy characters, again and again, for megabytes.\r\n".repeat(420_000));
    assert!(large.len() > 26 * 1024 * 1024);
    dovecot.deliver(&large);
    dovecot.deliver(&letter("Small", "The letter behind it."));
    let settings = dovecot.mailbox("support", &[("AFTER", "move:Done")]);
    let _served = serve(&place, &settings);
    until_cards(&place, 1);
    until("a tidy inbox", || (dovecot.subjects("INBOX") == ["Large"]).then_some(()));
    let variables: Vec<(&str, &str)> = settings.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    let (code, told) = status(&place, &variables);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("letter 1 is not taken: It is larger than 25 MB."), "{told}");
    // Its beginning is listed with what is not accepted.
    until("it is listed", || (count(&place, "letter_readings WHERE code = 'too-large'") == 1).then_some(()));
    assert_eq!(count(&place, "letter_readings WHERE subject = 'Large' AND from_address = 'joan@mail.example'"), 1);
    assert_eq!(cards(&place).len(), 1);
}

#[test]
fn a_letter_that_the_server_never_hands_over_is_listed_as_not_accepted_r26() {
    let Some(dovecot) = Dovecot::ask("IMAP with a letter that is given up") else { return };
    let place = house();
    dovecot.deliver(&letter("Bad", "The letter whose file can't be read."));
    fs::set_permissions(&files(&dovecot)[0], PermissionsExt::from_mode(0o000)).unwrap();
    let settings = dovecot.mailbox("support", &[]);
    let mut served = serve(&place, &settings);
    until("a first try", || (count(&place, "mailbox_letters WHERE state = 'waiting'") == 1).then_some(()));
    served.kill();
    // Hours later, before the last of its tries.
    place.change("UPDATE mailbox_letters SET tries = 7, try_at = 0");
    let _served = serve(&place, &settings);
    let listed = "letter_readings WHERE code = 'not-fetched' AND NOT accepted";
    until("it is listed", || (count(&place, listed) == 1).then_some(()));
    dovecot.deliver(&letter("Good", "The letter behind it."));
    assert_eq!(until_cards(&place, 1), ["The letter behind it."]);
    assert_eq!(count(&place, listed), 1);
}

#[test]
fn a_connection_that_is_cut_is_made_again_r26() {
    let Some(dovecot) = Dovecot::ask("IMAP that hangs up") else { return };
    let place = house();
    let _served = serve(&place, &dovecot.mailbox("support", &[]));
    until_looked(&place);
    dovecot.kick();
    dovecot.deliver(&letter("One", "Well done, number one."));
    until_cards(&place, 1);
}

/// A PostgreSQL database of the test's own, as a place.
fn postgres() -> Option<(TestDatabase, Place)> {
    peers::ask("several instances on one PostgreSQL", "SMILECARD_TEST_POSTGRES")?;
    let database = databases().into_iter().find(|database| database.kind == "postgres")?;
    let place = match database.database.url() {
        DatabaseUrl::Postgres(url) => Place::with(url.expose()),
        DatabaseUrl::Sqlite(_) => return None,
    };
    Some((database, place))
}

#[test]
fn of_two_instances_one_fetches_and_the_other_takes_over_when_it_is_killed() {
    let Some(dovecot) = Dovecot::ask("IMAP with two instances") else { return };
    let Some((_database, place)) = postgres() else { return };
    let create =
        ["organisation", "create", "--slug", "larkspur", "--name", "Larkspur", "--mail", "cards@larkspur.example"];
    place.must(&create);
    let settings = dovecot.mailbox("support", &[("AFTER", "move:Done")]);
    let mut first = serve(&place, &settings);
    first.told("mailbox opened");
    let mut second = serve(&place, &settings);
    for number in 1..=5 {
        dovecot.deliver(&letter(&format!("{number}"), &format!("Well done, number {number}.")));
    }
    until_cards(&place, 5);
    first.kill();
    dovecot.deliver(&letter("6", "Well done, number 6."));
    second.told("mailbox opened");
    assert_eq!(until_cards(&place, 6).len(), 6);
    until("a tidy inbox", || dovecot.list("INBOX").is_empty().then_some(()));
    assert_eq!(dovecot.subjects("Done"), ["1", "2", "3", "4", "5", "6"]);
    assert_eq!(count(&place, "inbound_messages"), 6);
    // Told to stop, an instance lets go at once.
    second.terminate();
    assert!(second.ended().success());
    assert_eq!(count(&place, "mailboxes WHERE holder IS NULL"), 1);
    assert_eq!(cards(&place).len(), 6);
}
