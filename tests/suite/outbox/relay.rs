//! The relay and its troubles: one connection for many letters, none that is asked in vain too often, no domain that is
//! rushed, and each kind of refusal remembered for what it is.

use super::{letter, letter_at, mailer, row, tools};
use crate::support::databases;
use crate::support::house::{ago, found, now};
use crate::support::smtp::{Manners, Sink};
use jiff::SignedDuration;
use smilecard::clock::Clock;
use smilecard::domain::ids::LetterId;
use smilecard::domain::{Kind, Status};
use smilecard::mail::letters::Rendered;
use smilecard::services::post::{Envelope, post};
use smilecard::services::retention;
use smilecard::store::cards::{self, Progress};
use smilecard::store::{outbox, suppressions};
use smilecard::worker::{Wake, letters};
use std::net::TcpListener;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// Works until nothing is left to do, and counts what was sent.
fn work(tools: &smilecard::worker::Tools) -> usize {
    let (mut sent, wake) = (0, Wake::default());
    loop {
        let batch = letters::send_waiting(tools, &wake).unwrap();
        sent += batch.sent;
        if batch.tried() == 0 {
            return sent;
        }
    }
}

#[test]
fn one_connection_carries_many_letters_though_some_are_refused() {
    for db in databases() {
        let (house, sink) = (found(&db.database, "larkspur"), Sink::start(Manners::default()));
        for number in 0..20 {
            letter(&db, &house, "digest", &format!("reader{number}@a.example"));
        }
        let refused = letter(&db, &house, "digest", "refused@b.example");
        let later = letter(&db, &house, "digest", "later@c.example");
        for number in 20..40 {
            letter(&db, &house, "digest", &format!("reader{number}@a.example"));
        }
        let clock = Clock::fixed(now());
        assert_eq!(work(&tools(&db, mailer(sink.address, ""), &clock)), 40);
        assert_eq!((sink.letters(), sink.connections()), (40, 1), "{}", db.kind);
        let (refused, later) = (row(&db, refused), row(&db, later));
        assert_eq!((refused.state.as_str(), refused.last_code), ("dead", Some(550)));
        assert!(refused.last_error.unwrap().contains("5.1.1 nobody of that name"));
        assert_eq!((later.state.as_str(), later.last_code, later.attempts), ("waiting", Some(450), 1));
        // Somebody who isn't there is not written to again; who can't be reached today, is.
        let suppressed = db.database.read(|connection| suppressions::list(connection, house.organisation, 10)).unwrap();
        let who: Vec<_> = suppressed.iter().map(|row| (row.address.as_str(), row.detail.as_str())).collect();
        assert_eq!(who, [("refused@b.example", "5.1.1")]);
    }
}

#[test]
fn a_connection_that_the_relay_ended_costs_no_letter_an_attempt() {
    for db in databases() {
        let house = found(&db.database, "larkspur");
        let sink = Sink::start(Manners { hangs_up_after: 3, ..Manners::default() });
        let ids: Vec<LetterId> =
            (0..10).map(|number| letter(&db, &house, "digest", &format!("reader{number}@a.example"))).collect();
        let clock = Clock::fixed(now());
        assert_eq!(work(&tools(&db, mailer(sink.address, ""), &clock)), 10);
        assert_eq!((sink.letters(), sink.connections()), (10, 4), "{}", db.kind);
        assert!(ids.into_iter().all(|id| row(&db, id).attempts == 1));
    }
}

#[test]
fn a_relay_that_is_away_is_left_in_peace_and_costs_no_letter_an_attempt() {
    for db in databases() {
        let house = found(&db.database, "larkspur");
        // A port that was free a moment ago, and that nobody listens on.
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let ids: Vec<LetterId> =
            (0..30).map(|number| letter(&db, &house, "digest", &format!("reader{number}@a.example"))).collect();
        let clock = Clock::fixed(now());
        let tools = tools(&db, mailer(address, ""), &clock);
        let wake = Wake::default();
        let first = letters::send_waiting(&tools, &wake).unwrap();
        assert_eq!((first.sent, first.later, first.dead), (0, 1, 0), "{}: one letter found out", db.kind);
        assert_eq!(letters::send_waiting(&tools, &wake).unwrap().tried(), 0, "the others don't ask");
        let told: Vec<_> = ids.iter().map(|id| row(&db, *id)).collect();
        assert!(told.iter().all(|row| row.attempts == 0 && row.state == "waiting"));
        assert_eq!(told.iter().filter(|row| row.last_error.is_some()).count(), 1);
        // It is away for hours; each time, one letter finds out.
        for _ in 0..20 {
            clock.set(clock.now() + SignedDuration::from_mins(6));
            assert_eq!(letters::send_waiting(&tools, &wake).unwrap().tried(), 1);
        }
        let sink = Sink::on(TcpListener::bind(address).unwrap(), Manners::default());
        clock.set(clock.now() + SignedDuration::from_mins(6));
        assert_eq!(work(&tools), 30, "all go out as soon as it is back");
        assert_eq!(sink.letters(), 30);
    }
}

#[test]
fn a_relay_that_stays_away_for_days_ends_in_letters_that_were_given_up() {
    for db in databases() {
        let house = found(&db.database, "larkspur");
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let digest = letter(&db, &house, "digest", "reader@a.example");
        let link = letter(&db, &house, "sign_in", "reader@a.example");
        let clock = Clock::fixed(now());
        let tools = tools(&db, mailer(address, ""), &clock);
        work(&tools);
        clock.set(now() + SignedDuration::from_mins(20));
        work(&tools);
        assert_eq!(row(&db, link).state, "dead", "nobody waits for a link that has ended");
        assert_eq!(row(&db, digest).state, "waiting");
        clock.set(now() + SignedDuration::from_hours(24 * 4 + 1));
        work(&tools);
        assert_eq!(row(&db, digest).state, "dead");
    }
}

#[test]
fn a_domain_is_never_rushed_and_the_others_go_on_meanwhile() {
    for db in databases() {
        let house = found(&db.database, "larkspur");
        let sink = Sink::start(Manners { slow: Duration::from_millis(15), ..Manners::default() });
        for number in 0..24 {
            let domain = if number % 2 == 0 { "crowded.example" } else { &format!("d{number}.example") };
            letter(&db, &house, "digest", &format!("reader{number}@{domain}"));
        }
        let tools = tools(&db, mailer(sink.address, "per_domain = 1"), &Clock::System);
        let worker = smilecard::worker::Worker::start(&tools).unwrap();
        crate::support::served::until("all letters", || (sink.letters() == 24).then_some(()));
        worker.stop();
        assert_eq!(sink.seen.busiest.load(Ordering::Relaxed), 1, "{}", db.kind);
        assert!(sink.connections() > 1, "several went out side by side");
        assert!(sink.connections() <= 4);
    }
}

#[test]
fn a_link_to_sign_in_goes_before_the_letters_of_a_monday_morning() {
    for db in databases() {
        let house = found(&db.database, "larkspur");
        let sink = Sink::start(Manners { keeps: true, ..Manners::default() });
        for number in 0..40 {
            letter(&db, &house, "digest", &format!("reader{number}@a.example"));
        }
        letter_at(&db, &house, "sign_in", "ruth@b.example", now() + SignedDuration::from_secs(30));
        let clock = Clock::fixed(now() + SignedDuration::from_secs(30));
        letters::send_waiting(&tools(&db, mailer(sink.address, ""), &clock), &Wake::default()).unwrap();
        let first = String::from_utf8(sink.seen.raw.lock().unwrap()[0].clone()).unwrap();
        assert!(first.contains("<ruth@b.example>"), "{}: {first}", db.kind);
    }
}

#[test]
fn an_answer_that_could_not_be_sent_opens_its_card_again() {
    for db in databases() {
        let (house, sink) = (found(&db.database, "larkspur"), Sink::start(Manners::default()));
        let card = house.leave(&db.database, house.card(Kind::Complaint, "Nobody rang back.", ago(5)), &[]);
        let organisation = house.organisation;
        db.database
            .write(move |connection| {
                let row = cards::by_id(connection, organisation, card)?;
                let progress = Progress { status: Status::Answered, ..Progress::of(&row) };
                cards::set_progress(connection, organisation, card, &progress)?;
                let envelope = Envelope {
                    kind: "answer",
                    to_name: "Janet",
                    to_address: "refused@b.example",
                    list_id: None,
                    unsubscribe_url: None,
                    answers: Some((card, None)),
                };
                let words = "We are sorry.".to_owned();
                let rendered = Rendered { subject: "Your card".to_owned(), html: words.clone(), text: words };
                post(connection, organisation, envelope, rendered, now())
            })
            .unwrap();
        assert_eq!(work(&tools(&db, mailer(sink.address, ""), &Clock::fixed(now()))), 0);
        let card = db.database.read(|connection| cards::by_id(connection, organisation, card)).unwrap();
        assert_eq!(card.status, Status::Open, "{}", db.kind);
    }
}

#[test]
fn letters_that_were_sent_are_forgotten_and_those_that_wait_are_not() {
    for db in databases() {
        let (house, sink) = (found(&db.database, "larkspur"), Sink::start(Manners::default()));
        let day = 24;
        let old = letter_at(&db, &house, "digest", "a@a.example", ago(91 * day));
        let young = letter_at(&db, &house, "digest", "b@a.example", ago(89 * day));
        let link = letter_at(&db, &house, "sign_in", "c@a.example", ago(8 * day));
        let fresh = letter_at(&db, &house, "sign_in", "d@a.example", ago(6 * day));
        // The links have ended: they are given up.
        assert_eq!(work(&tools(&db, mailer(sink.address, ""), &Clock::fixed(now()))), 2);
        let waits = letter_at(&db, &house, "digest", "e@a.example", ago(92 * day));
        let forgotten = db.database.write(|connection| retention::run(connection, now(), 100)).unwrap();
        assert_eq!(forgotten.outbox, 2, "{}", db.kind);
        let there = |id| db.database.read(|connection| outbox::by_id(connection, id)).unwrap().is_some();
        assert_eq!([old, young, link, fresh, waits].map(there), [false, true, false, true, true]);
    }
}
