//! Traps that services like this one fell into, each asked through HTTP of a real process, or of a real database.

use crate::peers;
use crate::place::Place;
use crate::support::databases;
use crate::support::http::Visitor;
use crate::support::served::{FORM, Served, command, larkspur, until};
use diesel::QueryableByName;
use diesel::connection::SimpleConnection;
use diesel::sql_types::BigInt;
use diesel::{Connection, SqliteConnection};
use smilecard::error::{Error, Kind};
use smilecard::store::{AnyConnection, Database, Sizes, organisations};
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn count(place: &Place, query: &str) -> i64 {
    place.rows::<Count>(&format!("SELECT COUNT(*) AS count FROM {query}"))[0].count
}

/// The database's file, for tests that are about a file; none where the suite runs on PostgreSQL.
fn file(place: &Place) -> Option<PathBuf> {
    place.url().strip_prefix("sqlite:").map(PathBuf::from)
}

#[test]
fn sixteen_visitors_at_once_are_all_stored() {
    let place = larkspur();
    let served = Served::start(&place, &[]);
    let address = served.address;
    thread::scope(|scope| {
        for visitor in 0..16 {
            scope.spawn(move || {
                let mut connection = Visitor::at(address).unwrap();
                for card in 0..25 {
                    let answer =
                        connection.leave_card(FORM, "praise", &format!("Visitor {visitor}, card {card}.")).unwrap();
                    assert_eq!(answer.status, 303, "{answer:?}");
                }
            });
        }
    });
    // Sixteen who wait at the same moment are a rush: the last cards may be kept and not read yet.
    until("what was kept is read", || (count(&place, "kept_cards") == 0).then_some(()));
    assert_eq!(count(&place, "cards"), 400);
    assert_eq!(count(&place, "(SELECT DISTINCT text FROM cards) AS texts"), 400);
    assert_eq!(count(&place, "(SELECT DISTINCT number FROM cards) AS numbers"), 400);
}

#[test]
fn every_connection_to_sqlite_has_the_settings_that_keep_cards_safe() {
    #[derive(QueryableByName)]
    struct Set {
        #[diesel(sql_type = BigInt)]
        synchronous: i64,
        #[diesel(sql_type = BigInt)]
        timeout: i64,
        #[diesel(sql_type = BigInt)]
        foreign_keys: i64,
        #[diesel(sql_type = BigInt)]
        secure_delete: i64,
        #[diesel(sql_type = BigInt)]
        trusted_schema: i64,
        #[diesel(sql_type = diesel::sql_types::Text)]
        journal_mode: String,
    }
    fn settings(connection: &mut AnyConnection) -> Result<(i64, i64, i64, i64, i64, String), Error> {
        let AnyConnection::Sqlite(inner) = connection else { panic!("SQLite was asked for") };
        let query = "SELECT * FROM pragma_synchronous, pragma_busy_timeout, pragma_foreign_keys, pragma_secure_delete, \
                     pragma_trusted_schema, pragma_journal_mode";
        let set: Set = diesel::RunQueryDsl::get_result(diesel::sql_query(query), inner)?;
        Ok((set.synchronous, set.timeout, set.foreign_keys, set.secure_delete, set.trusted_schema, set.journal_mode))
    }
    let place = &databases()[0];
    let safe = (2, 5000, 1, 1, 0, "wal".to_owned());
    assert_eq!(place.database.write(settings).unwrap(), safe);
    assert_eq!(place.database.read(settings).unwrap(), safe);
    // What only reads can't write, whatever is asked of it.
    let written = place.database.read(|connection| organisations::keep_instance_value(connection, "x", b"y"));
    assert!(written.is_err());
}

#[test]
fn a_setting_that_sqlite_refuses_is_an_error_and_nothing_is_served() {
    // A journal that another program holds can't be turned into a write-ahead log: SQLite keeps the old one.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cards.db");
    let mut holder = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    holder.batch_execute("PRAGMA journal_mode = DELETE; CREATE TABLE t (x); BEGIN EXCLUSIVE").unwrap();
    let url = smilecard::config::DatabaseUrl::Sqlite(path);
    let refused = Database::open(&url, Sizes::default()).map(|_| ()).unwrap_err();
    assert_eq!(refused.kind(), Kind::Unavailable, "{refused:?}");
    holder.batch_execute("COMMIT").unwrap();
    assert!(Database::open(&url, Sizes::default()).is_ok());
}

#[test]
fn two_instances_that_start_at_once_on_an_empty_database_bring_it_up_to_date_once() {
    let place = Place::empty();
    let start = |_| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_smilecard"));
        command.arg("migrate").current_dir(place.folder()).env_clear().env("DATABASE_URL", place.url());
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let both: Vec<_> = (0..4).map(start).collect();
    for process in both {
        let output = process.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let steps = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite")).unwrap().count();
    assert_eq!(count(&place, "__diesel_schema_migrations"), i64::try_from(steps).unwrap());
    assert_eq!(count(&place, "instance"), 1, "one signing key for all of them");
}

#[test]
fn a_mistyped_database_url_is_named_and_creates_no_file() {
    for url in ["sqllite:cards.db", "cards.db", "postgress://localhost/cards", "mysql://localhost/cards", "sqlite:"] {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_smilecard"));
        let output =
            command.arg("migrate").current_dir(folder.path()).env_clear().env("DATABASE_URL", url).output().unwrap();
        assert!(!output.status.success(), "{url}");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains("DATABASE_URL"), "{url}: {told}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{url}");
    }
}

#[test]
fn a_line_feed_in_a_name_neither_stops_a_letter_nor_adds_a_header() {
    let place = larkspur();
    // The library that writes headers would panic at it, and a careless one would begin a header of its own.
    let name = "Eve\r\nBcc Everybody";
    let email = "eve@larkspur.example";
    place.must(&["member", "add", "--organisation", "larkspur", "--admin", "--email", email, "--name", name]);
    let mut served = Served::start(&place, &[("SMILECARD_WORKER__POLL_MS", "50")]);
    let answer = served.visitor().post("/sign-in", &[("email", email)], "").unwrap();
    assert_eq!(answer.status, 200, "{answer:?}");
    let letters = place.folder().join("letters");
    let letter = until("the sign-in letter", || {
        let entry = std::fs::read_dir(&letters)
            .unwrap()
            .flatten()
            .find(|entry| entry.path().extension().is_some_and(|ending| ending == "eml"))?;
        std::fs::read_to_string(entry.path()).ok().filter(|text| text.contains("sign-in/"))
    });
    let (head, _) = letter.split_once("\r\n\r\n").unwrap();
    assert!(head.lines().all(|line| !line.to_lowercase().starts_with("bcc")), "{head}");
    assert!(head.contains("Eve Bcc Everybody"), "{head}");
    // The file is there a moment before the worker has booked it.
    until("the letter is booked as sent", || (count(&place, "outbox WHERE state = 'sent'") == 1).then_some(()));
    served.terminate();
    assert!(served.ended().success());
}

#[test]
fn a_strangers_forwarded_for_is_not_believed() {
    let place = larkspur();
    let served = Served::start(&place, &[("SMILECARD_FORM__POSTS_PER_MINUTE", "2")]);
    let mut visitor = served.visitor();
    let statuses: Vec<u16> = (0..3)
        .map(|post| {
            let key = visitor.get(FORM).unwrap().field("key");
            let header = format!("X-Forwarded-For: 198.51.{post}.1\r\nForwarded: for=198.51.{post}.1\r\n");
            visitor.post(FORM, &[("key", &key), ("kind", "praise"), ("words", "Good.")], &header).unwrap().status
        })
        .collect();
    assert_eq!(statuses, [303, 303, 429]);
}

#[test]
fn a_body_that_drips_is_cut_off_and_others_are_served_meanwhile() {
    let place = larkspur();
    let settings = [
        ("SMILECARD_SERVER__BODY_TIMEOUT_S", "1"),
        ("SMILECARD_SERVER__REQUEST_TIMEOUT_S", "1"),
        ("SMILECARD_SERVER__WORKERS", "1"),
    ];
    let served = Served::start(&place, &settings);
    let mut slow = served.visitor();
    let began = Instant::now();
    let head = format!(
        "POST {FORM} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    slow.say(head.as_bytes()).unwrap();
    let address = served.address;
    let (ended, end) = channel::<()>();
    let answer = thread::scope(|scope| {
        let (mut dripping, hearing) = slow.halves();
        scope.spawn(move || {
            // One byte, and again when nothing has ended it for a while.
            while dripping(b"1\r\nx\r\n").is_ok() && end.recv_timeout(Duration::from_millis(200)).is_err() {}
        });
        assert_eq!(Visitor::at(address).unwrap().leave_card(FORM, "praise", "Quick.").unwrap().status, 303);
        let answer = hearing();
        let _ = ended.send(());
        answer
    });
    let took = began.elapsed();
    assert!(answer.is_err() || answer.as_ref().is_ok_and(|answer| matches!(answer.status, 408 | 503)), "{answer:?}");
    assert!(took >= Duration::from_millis(900) && took < Duration::from_secs(20), "{took:?}");
}

#[test]
fn a_body_that_is_too_large_is_refused_with_a_page() {
    let place = larkspur();
    let served = Served::start(&place, &[("SMILECARD_SERVER__MAX_BODY_KB", "16")]);
    let words = "x".repeat(20 * 1024);
    let key = served.visitor().get(FORM).unwrap().field("key");
    let answer = served.visitor().post(FORM, &[("key", &key), ("kind", "praise"), ("words", &words)], "").unwrap();
    assert_eq!(answer.status, 413);
    assert!(answer.body.contains("<h1") && answer.body.contains("more than a card can hold"), "{}", answer.body);
    assert_eq!(count(&place, "cards"), 0);
}

#[test]
fn reading_a_page_writes_nothing() {
    let place = larkspur();
    let served = Served::start(&place, &[]);
    let link = place.must(&[
        "member",
        "add",
        "--organisation",
        "larkspur",
        "--admin",
        "--email",
        "ruth@larkspur.example",
        "--name",
        "Ruth",
    ]);
    let link = link.split("/sign-in/").nth(1).unwrap().split_whitespace().next().unwrap();
    let mut visitor = served.visitor();
    let card = visitor.leave_card(FORM, "praise", "Well done.").unwrap();
    let there = card.header("location").unwrap().to_owned();
    let tables = [
        "cards",
        "events",
        "mentions",
        "jobs",
        "outbox",
        "sessions",
        "sign_in_tokens WHERE used_at IS NULL",
        "members",
        "digests",
        "inbound_messages",
    ];
    until("the card's letters are looked for", || (count(&place, "jobs") == 0).then_some(()));
    let before = tables.map(|table| count(&place, table));
    let sign_in = format!("/sign-in/{link}");
    for path in [
        FORM,
        &there,
        "/",
        "/inbox",
        "/me",
        "/sign-in",
        &sign_in,
        "/healthz",
        "/readyz",
        "/sign-out",
        "/stop/x",
        "/nowhere",
    ] {
        for method in ["GET", "HEAD"] {
            let answer = visitor.ask(method, path, "").unwrap();
            assert!(answer.status < 500, "{method} {path}: {}", answer.status);
            assert!(method == "GET" || answer.body.is_empty());
        }
    }
    assert_eq!(tables.map(|table| count(&place, table)), before);
    // The link is still good: only its button uses it.
    let answer = visitor.post(&sign_in, &[("next", "/inbox")], "").unwrap();
    assert_eq!(answer.status, 303, "{answer:?}");
}

#[test]
fn when_the_queue_is_full_a_visitor_hears_when_to_come_back() {
    let place = larkspur();
    let Some(file) = file(&place) else { return };
    let served = Served::start(&place, &[("SMILECARD_DATABASE__QUEUE_LENGTH", "16")]);
    let keys: Vec<String> = (0..40).map(|_| served.visitor().get(FORM).unwrap().field("key")).collect();
    // Somebody else's long transaction: the writing thread waits for its lock, and the queue behind it fills.
    let mut holder = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
    holder.batch_execute("PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE").unwrap();
    let address = served.address;
    let (tell, told) = channel();
    thread::scope(|scope| {
        for key in &keys {
            let tell = tell.clone();
            scope.spawn(move || {
                let mut visitor = Visitor::at(address).unwrap();
                tell.send(visitor.post(FORM, &[("key", key), ("kind", "praise"), ("words", key)], "").unwrap())
                    .unwrap();
            });
        }
        let first = told.recv_timeout(Duration::from_secs(30)).unwrap();
        assert_eq!((first.status, first.header("retry-after")), (503, Some("30")), "{first:?}");
        assert!(first.body.contains("<h1"), "{}", first.body);
        holder.batch_execute("COMMIT").unwrap();
        let rest: Vec<u16> = told.iter().take(keys.len() - 1).map(|answer| answer.status).collect();
        assert!(rest.iter().all(|status| matches!(status, 303 | 503)), "{rest:?}");
        let stored = rest.iter().filter(|status| **status == 303).count();
        until("what was kept in the rush is read", || (count(&place, "kept_cards") == 0).then_some(()));
        assert_eq!(count(&place, "cards"), i64::try_from(stored).unwrap(), "303 and stored are one");
        assert!(stored >= 16, "{rest:?}");
    });
    assert_eq!(served.visitor().leave_card(FORM, "praise", "Again.").unwrap().status, 303);
}

/// Makes the files of a database impossible to write, or possible again; false where this machine can't.
fn freeze(file: &std::path::Path, flag: &str) -> bool {
    let mut all = true;
    for ending in ["", "-wal"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        let done = Command::new("chattr").arg(flag).arg(&name).stderr(Stdio::null()).status();
        all &= done.is_ok_and(|status| status.success());
    }
    all
}

#[test]
fn a_database_that_turns_read_only_is_a_503_and_recovers_by_itself() {
    let place = larkspur();
    let Some(file) = file(&place) else { return };
    let served = Served::start(&place, &[]);
    let mut visitor = served.visitor();
    assert_eq!(visitor.leave_card(FORM, "praise", "Before.").unwrap().status, 303);
    let frozen = freeze(&file, "+i");
    if !frozen {
        freeze(&file, "-i");
        assert!(peers::variable("SMILECARD_TEST_ALL").is_none(), "chattr +i does not work here");
        return left_out("a read-only database (needs root and chattr)");
    }
    let refused = visitor.leave_card(FORM, "praise", "Meanwhile.");
    freeze(&file, "-i");
    let refused = refused.unwrap();
    assert_eq!((refused.status, refused.header("retry-after")), (503, Some("30")), "{refused:?}");
    assert_eq!(visitor.leave_card(FORM, "praise", "After.").unwrap().status, 303);
    assert_eq!(count(&place, "cards WHERE text IN ('Before.', 'After.')"), 2);
    assert_eq!(count(&place, "cards"), 2);
}

#[test]
fn a_full_disk_is_a_503_and_nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let small = folder.path().join("small");
    std::fs::create_dir(&small).unwrap();
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(&small).stderr(Stdio::null());
    if !mount.status().is_ok_and(|status| status.success()) {
        assert!(peers::variable("SMILECARD_TEST_ALL").is_none(), "a small file system can't be mounted here");
        return left_out("a full disk (needs root, to mount a small file system)");
    }
    let outcome = std::panic::catch_unwind(|| full_disk(&small));
    // `-l`: a process that has just been killed may still hold it for a moment.
    assert!(Command::new("umount").arg("-l").arg(&small).status().unwrap().success());
    outcome.unwrap();
}

fn full_disk(small: &std::path::Path) {
    let place = Place::with(&format!("sqlite:{}", small.join("cards.db").display()));
    place.must(&[
        "organisation",
        "create",
        "--slug",
        "larkspur",
        "--name",
        "Larkspur",
        "--mail",
        "cards@larkspur.example",
    ]);
    let served = Served::start(&place, &[]);
    let mut visitor = served.visitor();
    let key = visitor.get(FORM).unwrap().field("key");
    // Whatever is left is taken by somebody else's file.
    let mut filler = std::fs::File::create(small.join("filler")).unwrap();
    while std::io::Write::write_all(&mut filler, &[0; 4096]).is_ok() {}
    let words = "x".repeat(19_000);
    let mut acknowledged = 0;
    let refused = (0..200)
        .map(|card| visitor.leave_card(FORM, "praise", &format!("{card} {words}")).unwrap())
        .inspect(|answer| acknowledged += i64::from(answer.status == 303))
        .find(|answer| answer.status != 303)
        .expect("the disk was never full");
    assert_eq!((refused.status, refused.header("retry-after")), (503, Some("30")), "{refused:?}");
    assert_eq!(count(&place, "cards"), acknowledged);
    std::fs::remove_file(small.join("filler")).unwrap();
    drop(filler);
    assert_eq!(visitor.post(FORM, &[("key", &key), ("kind", "praise"), ("words", "After.")], "").unwrap().status, 303);
    assert_eq!(count(&place, "cards"), acknowledged + 1);
}

fn left_out(what: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "left out: {what}");
}

#[test]
fn a_panic_in_one_change_undoes_that_one_alone() {
    for place in databases() {
        let database = &place.database;
        let keep = |name: &'static str, break_it: bool| {
            move |connection: &mut AnyConnection| {
                organisations::keep_instance_value(connection, name, b"kept")?;
                assert!(!break_it, "a fault in this change");
                Ok(())
            }
        };
        // Twenty at once, so that they share commits on SQLite; every fourth breaks after it has written.
        let names: Vec<&'static str> =
            (0..20).map(|number| &*Box::leak(format!("value {number}").into_boxed_str())).collect();
        let outcomes: Vec<bool> = thread::scope(|scope| {
            let run = |at: usize| database.write(keep(names[at], at.is_multiple_of(4))).map_err(|error| error.kind());
            let threads: Vec<_> = (0..20).map(|at| scope.spawn(move || run(at))).collect();
            threads
                .into_iter()
                .map(|thread| {
                    let outcome = thread.join().unwrap();
                    assert!(matches!(outcome, Ok(()) | Err(Kind::Internal)), "{outcome:?}");
                    outcome.is_ok()
                })
                .collect()
        });
        for (at, name) in names.iter().enumerate() {
            let there = database.read(|connection| organisations::instance_value(connection, name)).unwrap().is_some();
            assert_eq!((outcomes[at], there), (at % 4 != 0, at % 4 != 0), "{}: {name}", place.kind);
        }
    }
}

#[test]
fn told_to_stop_the_service_finishes_what_runs_and_ends_well() {
    let place = larkspur();
    let mut served = Served::start(&place, &[]);
    let mut visitor = served.visitor();
    let key = visitor.get(FORM).unwrap().field("key");
    let body = format!("key={key}&kind=praise&words=Just+in+time.");
    let (first, rest) = body.split_at(body.len() - 5);
    let length = body.len();
    visitor
        .say(
            format!(
                "POST {FORM} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                 Content-Length: {length}\r\nExpect: 100-continue\r\n\r\n"
            )
            .as_bytes(),
        )
        .unwrap();
    // It says when it has begun with a request. What is still unread when it is told to stop has not begun.
    assert_eq!(visitor.hear(true).unwrap().status, 100);
    visitor.say(first.as_bytes()).unwrap();
    served.terminate();
    served.told("stopping");
    visitor.say(rest.as_bytes()).unwrap();
    assert_eq!(visitor.hear(false).unwrap().status, 303);
    let status = served.ended();
    assert_eq!(status.code(), Some(0), "{status:?}");
    assert_eq!(count(&place, "cards"), 1);
    assert!(Visitor::at(served.address).is_err(), "nobody listens any more");
}

#[test]
fn a_port_that_is_taken_is_named_with_the_way_out() {
    let place = larkspur();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let mut process = command(&place, &[("SMILECARD_SERVER__BIND", &format!("127.0.0.1:{port}"))]).spawn().unwrap();
    let mut told = String::new();
    process.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!(process.wait().unwrap().code(), Some(75), "{told}");
    assert!(told.contains(&format!("Port {port} is in use")) && told.contains("--port"), "{told}");
}
