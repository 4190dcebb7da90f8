//! What the pages promise about forgetting, on both databases and with a fixed clock.

use crate::pages::{get, post};
use crate::support::house::{House, ago, found, now};
use crate::support::{TestDatabase, databases};
use actix_web::http::StatusCode;
use smilecard::domain::ids::{CardId, InboundId};
use smilecard::domain::keeping::Keeping;
use smilecard::domain::{Kind, Polarity, Role, Via};
use smilecard::error::Kind as ErrorKind;
use smilecard::services::retention::{self, Forgotten};
use smilecard::services::sign_in::{self, Lifetimes};
use smilecard::store::cards::{self, CardRow};
use smilecard::store::columns::micros;
use smilecard::store::{Raw, inbound, mentions};

const DAY: i64 = 24;

fn run(place: &TestDatabase, limit: i64) -> Forgotten {
    place.database.write(move |connection| retention::run(connection, now(), limit)).unwrap()
}

fn card(place: &TestDatabase, house: &House, id: CardId) -> Result<CardRow, ErrorKind> {
    place.database.read(|connection| cards::by_id(connection, house.organisation, id)).map_err(|error| error.kind())
}

fn leave(place: &TestDatabase, house: &House, hours: i64) -> CardId {
    let row = house.card(Kind::Praise, "Derrick was kind.", ago(hours));
    house.leave(&place.database, row, &[(house.derrick, "Derrick", Polarity::Praise)])
}

fn letter(place: &TestDatabase, house: &House, hours: i64, state: &str) -> InboundId {
    let row = inbound::InboundRow {
        organisation_id: house.organisation,
        id: InboundId::at(ago(hours)),
        recipient: "cards@larkspur.example".to_owned(),
        sender: "janet.pruett@mail.example".to_owned(),
        state: state.to_owned(),
        reason: None,
        once_key: None,
        card_id: None,
        received_at: micros(ago(hours)),
        read_at: None,
        via: Via::Pipe,
        peer: None,
        hello: None,
        size: 47,
    };
    let id = row.id;
    let raw = Raw::from(b"From: janet.pruett@mail.example\r\n\r\nThank you.\r\n".to_vec());
    place.database.write(move |connection| inbound::insert(connection, &row, &raw)).unwrap();
    id
}

#[test]
fn who_left_a_card_is_forgotten_after_90_days_and_not_before() {
    for place in databases() {
        let (house, next_door) = (found(&place.database, "larkspur"), found(&place.database, "next-door"));
        let old = leave(&place, &house, 90 * DAY + 1);
        let young = leave(&place, &house, 90 * DAY - 1);
        let theirs = leave(&place, &next_door, 90 * DAY + 1);
        assert_eq!(run(&place, 100).contacts, 2, "{}", place.kind);
        for (house, id) in [(&house, old), (&next_door, theirs)] {
            let row = card(&place, house, id).unwrap();
            assert_eq!((row.customer_name, row.customer_email, row.customer_phone), (None, None, None));
            assert_eq!(row.text, "Derrick was kind.", "the words stay");
        }
        assert_eq!(card(&place, &house, young).unwrap().customer_name.as_deref(), Some("Janet Pruett"));
        assert_eq!(run(&place, 100), Forgotten::default(), "{}: nothing is left to do", place.kind);
    }
}

#[test]
fn a_card_is_deleted_after_12_months_with_its_mentions() {
    for place in databases() {
        let house = found(&place.database, "larkspur");
        // From 17 November 2025 to 17 November 2026 are 365 days.
        let old = leave(&place, &house, 365 * DAY + 1);
        let young = leave(&place, &house, 365 * DAY - 1);
        let done = run(&place, 100);
        assert_eq!((done.cards, done.contacts), (1, 1), "{}", place.kind);
        assert_eq!(card(&place, &house, old).unwrap_err(), ErrorKind::NotFound);
        assert!(card(&place, &house, young).is_ok());
        let ties = place
            .database
            .read(|connection| mentions::of_cards(connection, house.organisation, &[old, young]))
            .unwrap();
        assert_eq!(ties.iter().map(|tie| tie.card_id).collect::<Vec<_>>(), [young]);
    }
}

#[test]
fn a_raw_letter_is_deleted_after_90_days_unless_nobody_has_read_it() {
    for place in databases() {
        let house = found(&place.database, "larkspur");
        let old = letter(&place, &house, 90 * DAY + 1, "card");
        let unread = letter(&place, &house, 90 * DAY + 1, "stored");
        let young = letter(&place, &house, 90 * DAY - 1, "card");
        assert_eq!(run(&place, 100).letters, 1, "{}", place.kind);
        let there = |id| place.database.read(|connection| inbound::by_id(connection, house.organisation, id)).is_ok();
        assert_eq!([old, unread, young].map(there), [false, true, true], "{}", place.kind);
    }
}

#[test]
fn a_letter_that_was_not_accepted_is_deleted_after_30_days_and_counted_before() {
    for place in databases() {
        let house = found(&place.database, "larkspur");
        let old = [letter(&place, &house, 30 * DAY + 1, "machine"), letter(&place, &house, 30 * DAY + 1, "refused")];
        let kept = [letter(&place, &house, 30 * DAY - 1, "machine"), letter(&place, &house, 30 * DAY + 1, "letter")];
        let due = place.database.read(|connection| retention::due(connection, house.organisation, now())).unwrap();
        assert_eq!(due, Forgotten { apart: 2, ..Forgotten::default() }, "{}", place.kind);
        assert_eq!(run(&place, 100), due);
        let there = |id| place.database.read(|connection| inbound::by_id(connection, house.organisation, id)).is_ok();
        assert_eq!((old.map(there), kept.map(there)), ([false, false], [true, true]), "{}", place.kind);
    }
}

#[test]
fn one_run_forgets_no_more_than_it_was_allowed() {
    for place in databases() {
        let (house, next_door) = (found(&place.database, "larkspur"), found(&place.database, "next-door"));
        for hours in 0..5 {
            leave(&place, &house, 400 * DAY + hours);
            leave(&place, &next_door, 100 * DAY + hours);
        }
        let mut seen = Vec::new();
        while let Some(done) = Some(run(&place, 3)).filter(|done| done.sum() > 0) {
            assert!(done.cards <= 3 && done.contacts <= 3, "{done:?}");
            seen.push((done.cards, done.contacts));
        }
        assert_eq!(seen.iter().map(|(cards, _)| cards).sum::<usize>(), 5);
        // Of cards that are about to be deleted, some are emptied first: either way nothing is left of them.
        assert!(seen.iter().map(|(_, contacts)| contacts).sum::<usize>() >= 5);
    }
}

#[test]
fn an_admin_chooses_other_times_is_asked_before_anything_is_deleted_and_a_promise_is_kept() {
    for place in databases() {
        let house = found(&place.database, "larkspur");
        let ada = house.person(&place.database, "Ada Quist", Role::Admin, &[], None);
        let save = |fields: &[(&str, &str)]| post(&place.database, "/settings/keeping", Some(&ada), fields);
        let page = get(&place.database, "/settings/keeping", Some(&ada)).html;
        for said in ["value=\"90\" selected>90 days", "value=\"12\" selected>12 months"] {
            assert!(page.contains(said), "{}: {said} in {page}", place.kind);
        }
        let wrong = save(&[("contact", "365"), ("cards", "6"), ("apart", "30")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("longer than the cards") && wrong.html.contains("value=\"365\" selected"));

        let old = leave(&place, &house, 40 * DAY);
        let young = leave(&place, &house, 20 * DAY);
        // Less is asked about first, with what it would delete; nothing has changed by then.
        let less = [("contact", "30"), ("cards", "12"), ("apart", "30")];
        let asked = save(&less);
        assert_eq!(asked.status, StatusCode::OK);
        assert!(
            asked.html.contains("1 name, address or number") && asked.html.contains("name=\"sure\""),
            "{}",
            asked.html
        );
        assert_eq!(run(&place, 100).contacts, 0);
        let sure = [&less[..], &[("sure", "yes")]].concat();
        assert_eq!(save(&sure).location, "/settings/keeping?done=saved");
        assert_eq!(run(&place, 100).contacts, 1, "{}", place.kind);
        assert_eq!(card(&place, &house, old).unwrap().customer_email, None);
        assert!(card(&place, &house, young).unwrap().customer_email.is_some());

        // More holds for what comes in afterwards: who wrote before was promised thirty days.
        let more = Keeping { contact_days: 180, apart_days: 30, card_months: 24 };
        let session = ada.session.clone();
        let an_hour_later = now() + jiff::SignedDuration::from_hours(1);
        let asked = place.database.write(move |connection| {
            let viewer = sign_in::viewer(connection, &session, Lifetimes::default(), now())?.0;
            retention::choose(connection, &viewer, more, false, an_hour_later)
        });
        assert_eq!(asked.unwrap(), None, "nothing is deleted by it, so nobody is asked");
        let later = now() + jiff::SignedDuration::from_hours(11 * DAY);
        let forgotten = place.database.write(move |connection| retention::run(connection, later, 100)).unwrap();
        assert_eq!(forgotten.contacts, 1, "{}: the young one, in its time", place.kind);
    }
}
