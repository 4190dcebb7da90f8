//! The page of letters that could not be sent: whose it is, and the two things to do about a letter.

use super::{letter, mailer, row, tools};
use crate::pages::{get, post};
use crate::support::house::{Person, found, now};
use crate::support::smtp::{Manners, Sink};
use crate::support::{TestDatabase, databases};
use actix_web::http::StatusCode;
use smilecard::clock::Clock;
use smilecard::domain::Role;
use smilecard::domain::ids::LetterId;
use smilecard::worker::{Wake, letters};

struct Scene {
    db: TestDatabase,
    admin: Person,
    auditor: Person,
    manager: Person,
    agent: Person,
    stranger: Person,
    refused: LetterId,
    waiting: LetterId,
}

fn scenes() -> impl Iterator<Item = Scene> {
    databases().into_iter().map(|db| {
        let house = found(&db.database, "larkspur");
        let next_door = found(&db.database, "nextdoor");
        let person = |name: &str, role, agent| house.person(&db.database, name, role, &[], agent);
        let (refused, waiting) =
            (letter(&db, &house, "digest", "refused@b.example"), letter(&db, &house, "digest", "later@b.example"));
        let sink = Sink::start(Manners::default());
        letters::send_waiting(&tools(&db, mailer(sink.address, ""), &Clock::fixed(now())), &Wake::default()).unwrap();
        Scene {
            admin: person("Ada Admin", Role::Admin, None),
            auditor: person("Abel Auditor", Role::Auditor, None),
            manager: person("Ruth Calder", Role::Manager, None),
            agent: person("Derrick Hale", Role::Agent, Some(house.derrick)),
            stranger: next_door.person(&db.database, "Stan Stranger", Role::Admin, &[], None),
            refused,
            waiting,
            db,
        }
    })
}

#[test]
fn an_admin_sees_what_could_not_be_sent_and_why_and_nobody_else_does() {
    for s in scenes() {
        let db = &s.db.database;
        let page = get(db, "/outbox", Some(&s.admin));
        assert_eq!(page.status, StatusCode::OK);
        for words in ["31 smiles", "refused@b.example", "Given up. Tried 1 time", "5.1.1 nobody of that name"] {
            assert!(page.html.contains(words), "{}: {words} is missing", s.db.kind);
        }
        assert!(!page.html.contains("later@b.example"));
        let waiting = get(db, "/outbox?show=waiting", Some(&s.admin));
        assert!(waiting.html.contains("later@b.example") && waiting.html.contains("will be tried again"));
        assert!(get(db, "/inbox", Some(&s.admin)).html.contains("1 letter could not be sent."));
        assert!(!get(db, "/inbox", Some(&s.manager)).html.contains("could not be sent"));
        let read_only = get(db, "/outbox", Some(&s.auditor));
        assert!(read_only.html.contains("refused@b.example") && !read_only.html.contains("Send it again"));
        for person in [&s.manager, &s.agent] {
            assert_eq!(get(db, "/outbox", Some(person)).status, StatusCode::NOT_FOUND, "{}", s.db.kind);
        }
        assert!(!get(db, "/outbox", Some(&s.stranger)).html.contains("refused@b.example"));
        assert_eq!(get(db, "/outbox", None).status, StatusCode::SEE_OTHER);
    }
}

#[test]
fn a_letter_is_sent_again_or_dropped_by_an_admin_alone() {
    for s in scenes() {
        let db = &s.db.database;
        let path = |id: LetterId, what: &str| format!("/outbox/{id}/{what}");
        let again = path(s.waiting, "again");
        for (person, status) in [
            (&s.manager, StatusCode::NOT_FOUND),
            (&s.agent, StatusCode::NOT_FOUND),
            (&s.stranger, StatusCode::NOT_FOUND),
            (&s.auditor, StatusCode::FORBIDDEN),
        ] {
            for what in ["again", "drop", "drop/undo"] {
                assert_eq!(post(db, &path(s.refused, what), Some(person), &[]).status, status, "{what}");
            }
        }
        assert_eq!(row(&s.db, s.refused).state, "dead");
        // Its reader isn't there: that must be lifted first.
        let refused = post(db, &path(s.refused, "again"), Some(&s.admin), &[]);
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.html.contains("Nothing is sent to refused@b.example"), "{}", refused.html);
        // The other one needn't wait for its time.
        assert_eq!(post(db, &again, Some(&s.admin), &[]).location, "/outbox?done=again");
        let row_now = row(&s.db, s.waiting);
        assert_eq!((row_now.state.as_str(), row_now.run_at), ("waiting", now().as_microsecond()));

        let dropped = post(db, &path(s.refused, "drop"), Some(&s.admin), &[]);
        assert_eq!(dropped.location, format!("/outbox?done=dropped&letter={}", s.refused));
        assert_eq!(row(&s.db, s.refused).state, "dropped");
        let told = get(db, &dropped.location, Some(&s.admin));
        assert!(told.html.contains("It won’t be sent.") && told.html.contains("Every letter could be sent."));
        assert!(told.html.contains(&format!("action=\"/outbox/{}/drop/undo\"", s.refused)));
        post(db, &path(s.refused, "drop/undo"), Some(&s.admin), &[]);
        assert_eq!(row(&s.db, s.refused).state, "dead");
    }
}
