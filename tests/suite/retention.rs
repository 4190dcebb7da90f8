//! What the pages promise about forgetting, on both databases and with a fixed clock.

use crate::support::house::{House, ago, found, now};
use crate::support::{TestDatabase, databases};
use smilecard::domain::ids::{CardId, InboundId};
use smilecard::domain::{Kind, Polarity, Via};
use smilecard::error::Kind as ErrorKind;
use smilecard::services::retention::{self, Forgotten};
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
