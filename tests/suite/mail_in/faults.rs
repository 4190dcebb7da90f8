//! When the database can't: only "later" is said, nothing is lost, and nothing has to be restarted (R2, S2).

use super::{CARDS, House, count, letter, stored};
use crate::peers;
use crate::place::Place;
use crate::support::served::until;
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use std::path::Path;
use std::process::Command;

fn sqlite(place: &Place) -> Option<String> {
    place.url().strip_prefix("sqlite:").map(str::to_owned)
}

fn must(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Sends one letter for two; both replies.
fn send(house: &House, id: &str) -> Vec<String> {
    let mut wire = house.greeted();
    wire.envelope("joan@mail.example", &[CARDS, "cards+a@larkspur.example"]);
    let first = wire.letter(&letter(id, "Thank you."));
    vec![first, wire.hear()]
}

#[test]
fn r2_a_locked_database_means_later() {
    let house = House::open(&[]);
    let Some(file) = sqlite(&house.place) else { return };
    let mut other = SqliteConnection::establish(&file).unwrap();
    other.batch_execute("PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE").unwrap();
    for reply in send(&house, "locked") {
        assert!(reply.starts_with("451 4.3.0"), "{reply}");
    }
    other.batch_execute("ROLLBACK").unwrap();
    assert!(send(&house, "free").iter().all(|reply| reply.starts_with("250 ")));
    assert_eq!(stored(&house.place).len(), 2);
}

/// A small file system of its own; gone with the test.
struct Small(tempfile::TempDir);

impl Small {
    fn of_megabytes(megabytes: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap();
        must("mount", &["-t", "tmpfs", "-o", &format!("size={megabytes}m"), "tmpfs", path]);
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").args(["-l", self.path().to_str().unwrap()]).status();
    }
}

#[test]
fn r2_a_full_disk_means_later_and_nothing_that_was_answered_is_lost() {
    // A file system can be mounted only by root, as tests/run is.
    let Some(_) = peers::ask("mail onto a full disk", "SMILECARD_TEST_POSTFIX") else { return };
    let small = Small::of_megabytes(24);
    let place = Place::with(&format!("sqlite:{}", small.path().join("cards.db").display()));
    place.must(&["organisation", "create", "--slug", "larkspur", "--name", "Larkspur", "--mail", CARDS]);
    let house = House::at(place, &[("SMILECARD_MAIL_IN__ERRORS_PER_SESSION", "1000")]);
    let filler = small.path().join("filler");
    let rest = must_free(small.path());
    std::fs::write(&filler, vec![0_u8; rest.saturating_sub(600_000)]).unwrap();
    let (mut answered, mut refused) = (0, 0);
    let large = "Thank you. ".repeat(9_000);
    while refused < 3 {
        let mut wire = house.greeted();
        wire.envelope("joan@mail.example", &[CARDS]);
        let reply = wire.letter(&letter(&format!("m{answered}-{refused}"), &large));
        if reply.starts_with("250 ") {
            answered += 1;
        } else {
            assert!(reply.starts_with("452 4.3.1") || reply.starts_with("451 4.3.0"), "{reply}");
            refused += 1;
        }
        assert!(answered < 100, "the disk was never full");
    }
    std::fs::remove_file(&filler).unwrap();
    let reply = until("there is room again", || {
        let mut wire = house.greeted();
        wire.envelope("joan@mail.example", &[CARDS]);
        Some(wire.letter(&letter("after", &large))).filter(|reply| reply.starts_with("250 "))
    });
    assert!(reply.starts_with("250 "));
    assert_eq!(count(&house.place, "inbound_messages"), answered + 1);
}

/// Bytes that are free on a file system.
fn must_free(path: &Path) -> usize {
    let output = Command::new("df").args(["--output=avail", "-B1"]).arg(path).output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().nth(1).unwrap().trim().parse().unwrap()
}

fn change(file: &str, statement: &str) {
    let mut connection = SqliteConnection::establish(file).unwrap();
    connection.batch_execute(&format!("PRAGMA busy_timeout = 5000; {statement}")).unwrap();
}

#[test]
fn r2_a_database_that_can_only_be_read_means_later() {
    let Some(_) = peers::ask("mail for a database that can only be read", "SMILECARD_TEST_POSTFIX") else { return };
    let small = Small::of_megabytes(24);
    let place = Place::with(&format!("sqlite:{}", small.path().join("cards.db").display()));
    place.must(&["organisation", "create", "--slug", "larkspur", "--name", "Larkspur", "--mail", CARDS]);
    let trigger = "CREATE TRIGGER only_read BEFORE INSERT ON inbound_messages BEGIN \
                   SELECT RAISE(ABORT, 'attempt to write a readonly database'); END";
    let file = sqlite(&place).unwrap();
    let house = House::at(place, &[]);
    change(&file, trigger);
    for reply in send(&house, "read-only") {
        assert!(reply.starts_with("451 4.3.0"), "{reply}");
    }
    change(&file, "DROP TRIGGER only_read");
    assert!(send(&house, "writable").iter().all(|reply| reply.starts_with("250 ")));
}

#[test]
fn s2_sessions_of_postgresql_that_are_cut_mean_later_or_stored_and_never_lost() {
    let house = House::open(&[]);
    if sqlite(&house.place).is_some() {
        return;
    }
    let cut = || {
        #[derive(diesel::QueryableByName)]
        struct Cut {
            #[diesel(sql_type = diesel::sql_types::Bool)]
            #[expect(dead_code, reason = "the query is asked for what it does")]
            cut: bool,
        }
        house.place.rows::<Cut>(
            "SELECT pg_terminate_backend(pid) AS cut FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
    };
    let mut answered = 0;
    for round in 0..20 {
        if round % 4 == 1 {
            cut();
        }
        for reply in send(&house, &format!("m{round}")) {
            assert!(reply.starts_with("250 ") || reply.starts_with("451 "), "{reply}");
            answered += i64::from(reply.starts_with("250 "));
        }
    }
    assert!(answered >= 20, "{answered}");
    assert_eq!(count(&house.place, "inbound_messages"), answered);
}
