//! Cards of a rush are kept as they were sent, and become cards after it: each once, tagged, whatever happens between.

use crate::place::Place;
use crate::support::databases;
use crate::support::house::{self, House, ago, now};
use crate::support::served::{FORM, Served, larkspur, until};
use diesel::QueryableByName;
use diesel::sql_types::BigInt;
use smilecard::domain::{Kind, Source};
use smilecard::services::directory::Directory;
use smilecard::services::kept_cards;
use smilecard::services::submitted::{CameWith, Submission};
use smilecard::store::{Database, cards, mentions};

fn sent(key: u8, text: &str) -> Submission {
    Submission {
        once_key: vec![key; 16],
        source: Source::Form,
        kind: Some(Kind::Praise),
        text: text.to_owned(),
        subject: None,
        helper: None,
        customer_name: Some("Jo Marsh".to_owned()),
        customer_email: Some("jo@mail.example".to_owned()),
        customer_phone: None,
        form_id: None,
        team_id: None,
        location: None,
        preset: None,
        inbound_id: None,
        received_at: ago(1),
    }
}

fn keep(database: &Database, house: &House, submission: Submission) {
    let row = kept_cards::row(house.organisation, submission, CameWith::default()).unwrap();
    database.write(move |connection| kept_cards::keep(connection, &row)).unwrap();
}

/// Reads everything that waits, some at a time as the worker does.
fn read_all(database: &Database) -> usize {
    let (directory, mut from, mut all) = (Directory::default(), None, 0);
    loop {
        let (stored, next) = kept_cards::read_some(database, &directory, from.as_ref(), now()).unwrap();
        all += stored;
        match next {
            None => return all,
            next => from = next,
        }
    }
}

#[test]
fn a_kept_card_becomes_the_card_that_it_would_have_been_at_once() {
    for db in databases() {
        let (database, kind) = (&db.database, db.kind);
        let house = house::found(database, "larkspur");
        let card = sent(7, "Derrick Hale was kind & quick — twice.\nThank you.");
        keep(database, &house, card.clone());
        keep(database, &house, sent(7, "A second click."));
        assert!(database.read(|connection| kept_cards::is_kept(connection, house.organisation, &[7; 16])).unwrap());
        assert_eq!(read_all(database), 1, "{kind}");
        assert_eq!(read_all(database), 0, "{kind}");

        let find = |key: [u8; 16]| {
            database.read(move |connection| cards::by_once_key(connection, house.organisation, &key)).unwrap().unwrap()
        };
        let stored = find([7; 16]);
        assert_eq!((stored.text.as_str(), stored.kind), (card.text.as_str(), Kind::Praise), "{kind}");
        assert_eq!(stored.customer_email.as_deref(), Some("jo@mail.example"), "{kind}");
        assert_eq!(stored.received_at, ago(1).as_microsecond(), "{kind}: the moment it came, not the one it was read");
        let ties =
            |id| database.read(move |connection| mentions::of_cards(connection, house.organisation, &[id])).unwrap();
        let found: Vec<_> = ties(stored.id).iter().map(|tie| (tie.agent_id, tie.created_at)).collect();
        assert_eq!(found, [(house.derrick, ago(1).as_microsecond())], "{kind}");

        // The same page sent once more in the next rush, and a new one: one more card.
        keep(database, &house, sent(7, "A browser's retry."));
        keep(database, &house, sent(8, "Maria Ortiz found my phone."));
        read_all(database);
        assert_eq!(find([7; 16]).id, stored.id, "{kind}");
        assert_eq!(find([7; 16]).text, card.text, "{kind}");
        assert_eq!(ties(find([8; 16]).id).len(), 1, "{kind}");
    }
}

#[test]
fn one_that_cannot_be_read_stays_and_holds_up_nobody() {
    for db in databases() {
        let (database, kind) = (&db.database, db.kind);
        let house = house::found(database, "larkspur");
        let mut broken = kept_cards::row(house.organisation, sent(1, "Torn."), CameWith::default()).unwrap();
        broken.content.truncate(20);
        database.write(move |connection| kept_cards::keep(connection, &broken)).unwrap();
        for key in 2..=150 {
            keep(database, &house, sent(key, "Derrick was kind."));
        }
        assert_eq!(read_all(database), 149, "{kind}");
        let left = |key| database.read(|connection| kept_cards::is_kept(connection, house.organisation, &[key; 16]));
        assert!(left(1).unwrap(), "{kind}: nothing is thrown away");
        assert!(!left(150).unwrap(), "{kind}");
    }
}

#[test]
fn what_waits_for_long_is_noticed_and_a_customer_who_looks_is_served_first() {
    for db in databases() {
        let (database, kind) = (&db.database, db.kind);
        let (house, directory) = (house::found(database, "larkspur"), Directory::default());
        let behind = || database.read(|connection| kept_cards::is_behind(connection, now())).unwrap();
        assert!(!behind(), "{kind}");
        keep(database, &house, sent(9, "Derrick was kind."));
        assert!(behind(), "{kind}");
        let read = |key| kept_cards::read_one(database, &directory, house.organisation, &[key; 16], now());
        assert!(read(9).unwrap() && !read(9).unwrap() && !read(10).unwrap(), "{kind}");
        assert!(!behind(), "{kind}");
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn count(place: &Place, of: &str) -> i64 {
    place.rows::<Count>(&format!("SELECT COUNT(*) AS count FROM {of}"))[0].count
}

#[test]
fn a_visitor_sees_their_card_at_once_and_every_card_of_a_rush_is_stored_and_tagged_once() {
    let place = larkspur();
    let roster = place.folder().join("roster.csv");
    std::fs::write(&roster, "id,name,nicknames,code,email,team,location\nhale,Derrick Hale,,,,Billing line,\n")
        .unwrap();
    place.must(&["roster", "import", roster.to_str().unwrap(), "--organisation", "larkspur"]);
    let mut served = Served::start(&place, &[("SMILECARD_WORKER__RUSH_FROM", "0")]);

    let mut visitor = served.visitor();
    let key = visitor.get(FORM).unwrap().field("key");
    let fields = [("key", key.as_str()), ("kind", "praise"), ("words", "Derrick Hale stayed late for me.")];
    let answer = visitor.post(FORM, &fields, "").unwrap();
    assert_eq!(answer.status, 303, "{answer:?}");
    let link = answer.header("location").unwrap().to_owned();
    let page = visitor.get(&link).unwrap();
    assert_eq!(page.status, 200, "{page:?}");
    assert!(page.body.contains("stayed late for me"), "{page:?}");
    // A double click leads to the same card.
    assert_eq!(visitor.post(FORM, &fields, "").unwrap().header("location"), Some(link.as_str()));

    std::thread::scope(|scope| {
        for number in 0..20 {
            let mut visitor = served.visitor();
            scope.spawn(move || {
                for card in 0..10 {
                    let key = visitor.get(FORM).unwrap().field("key");
                    let words = format!("Derrick Hale helped visitor {number} with matter {card}.");
                    let fields = [("key", key.as_str()), ("kind", "praise"), ("words", words.as_str())];
                    assert_eq!(visitor.post(FORM, &fields, "").unwrap().status, 303);
                }
            });
        }
    });
    until("everything is read", || (count(&place, "kept_cards") == 0).then_some(()));
    assert_eq!(count(&place, "cards"), 201);
    assert_eq!(count(&place, "(SELECT DISTINCT text FROM cards) AS texts"), 201);
    assert_eq!(count(&place, "(SELECT DISTINCT card_id FROM mentions) AS tied"), 201);
    served.terminate();
    assert!(served.ended().success());
}
