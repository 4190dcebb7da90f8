//! Stored letters are read again after an upgrade; what people decided stays.

use super::room::{Room, later, letter, rooms};
use jiff::Timestamp;
use smilecard::domain::ids::InboundId;
use smilecard::domain::{Kind, KindFrom};
use smilecard::services::directory::House;
use smilecard::services::reparse::{self, Progress};
use smilecard::services::{kind, tags};
use smilecard::store::cards::{self, Reread};
use smilecard::store::inbound::{self, Outcome};
use smilecard::store::{card_letters, mentions};

fn run(room: &Room, dry: bool) -> Progress {
    let (house, mut progress) = (room.house.organisation, Progress::default());
    let ids = room.read(|connection| reparse::batch(connection, house, Timestamp::UNIX_EPOCH, None, 1000));
    for id in ids {
        let opened = room.read(|connection| reparse::open(connection, &room.rules, house, id));
        let roster = room.read(|connection| House::read(connection, house));
        progress.count(room.write(move |connection| reparse::apply(connection, opened, &roster, dry, later(1))));
    }
    progress
}

fn counts(read: u64, changed: u64, made: u64) -> Progress {
    Progress { read, changed, made }
}

/// As an older version left it: other words, nobody tagged.
fn spoil(room: &Room, id: InboundId, text: &str) {
    let (card, house) = (room.card_of(id), room.house.organisation);
    let reread = Reread {
        text: text.to_owned(),
        subject: None,
        customer_name: card.customer_name,
        customer_email: card.customer_email,
        kind: Kind::Praise,
        uncertain: false,
        score: 0.0,
        due_at: None,
    };
    room.write(move |connection| {
        cards::reread(connection, house, card.id, &reread)?;
        mentions::clear(connection, house, card.id)
    });
}

const WORDS: &str = "Derrick never rang me back and I am angry.";

#[test]
fn a_second_reading_mends_what_the_first_got_wrong_and_a_third_changes_nothing() {
    for room in rooms() {
        let id = room.post(&letter("m1", WORDS));
        let machine = room.arrive("cards@larkspur.example", "", &letter("m2", "From nobody."));
        assert_eq!(run(&room, false), counts(2, 0, 0), "{}: what was read well stays", room.db.kind);
        let before = room.card_of(id);
        spoil(&room, id, "> Derrick never");
        assert_eq!(run(&room, true), counts(2, 1, 0));
        assert_eq!(room.card_of(id).text, "> Derrick never", "a dry run only tells");
        assert_eq!(run(&room, false), counts(2, 1, 0));
        let after = room.card_of(id);
        assert_eq!(
            (after.text, after.kind, after.due_at, after.number),
            (before.text, before.kind, before.due_at, before.number)
        );
        let ties = room.read(|connection| mentions::of_cards(connection, room.house.organisation, &[before.id]));
        assert_eq!(ties.iter().map(|tie| tie.agent_id).collect::<Vec<_>>(), [room.house.derrick]);
        assert_eq!(run(&room, false), counts(2, 0, 0), "{}: idempotent", room.db.kind);
        assert_eq!(room.inbound(machine).state, "machine");
    }
}

#[test]
fn what_people_decided_stays() {
    for room in rooms() {
        let id = room.post(&letter("m1", WORDS));
        let (card, house, viewer) = (room.card_of(id).id, room.house.organisation, room.viewer());
        let derrick = room.house.derrick;
        room.write(move |connection| {
            tags::remove(connection, &viewer, card, derrick, later(0))?;
            kind::set(connection, &viewer, card, Kind::Praise, later(0))
        });
        let spoiled = Reread {
            text: "Cut off".to_owned(),
            subject: None,
            customer_name: None,
            customer_email: Some("rosa@customer.example".to_owned()),
            kind: Kind::Praise,
            uncertain: false,
            score: 0.0,
            due_at: None,
        };
        room.write(move |connection| cards::reread(connection, house, card, &spoiled));
        assert_eq!(run(&room, false), counts(1, 1, 0));
        let after = room.card(card);
        assert_eq!(after.text, WORDS, "{}", room.db.kind);
        assert_eq!((after.kind, after.kind_from, after.due_at), (Kind::Praise, KindFrom::Manager, None));
        let ties = room.read(|connection| mentions::of_cards(connection, house, &[card]));
        assert!(ties.is_empty(), "somebody has said that it is not Derrick");
        assert_eq!(run(&room, false), counts(1, 0, 0));
    }
}

#[test]
fn what_was_taken_for_a_machine_or_for_unreadable_becomes_a_card_when_it_can_be_read() {
    for room in rooms() {
        let (one, two) = (room.post(&letter("m1", WORDS)), room.post(&letter("m2", "Maria was kind.")));
        let (house, card) = (room.house.organisation, room.card_of(one).id);
        let three =
            room.take_in("cards@larkspur.example", "rosa@customer.example", &letter("m3", "Kind, too."), later(0));
        // As an older version left them.
        room.write(move |connection| {
            let machine = Outcome { state: "machine", reason: Some("Old."), once_key: None, card: None };
            inbound::set_outcome(connection, (house, three), &machine, later(0))?;
            let unread = Outcome { state: "unreadable", reason: Some("Old."), once_key: None, card: Some(card) };
            inbound::set_outcome(connection, (house, one), &unread, later(0))
        });
        spoil(&room, one, "This letter could not be read. Its raw form is kept.");
        assert_eq!(run(&room, false), counts(3, 1, 1), "{}", room.db.kind);
        assert_eq!((room.card(card).text.as_str(), room.inbound(one).state.as_str()), (WORDS, "card"));
        assert_eq!(room.card_of(three).text, "Kind, too.");
        assert_eq!(room.card_of(two).text, "Maria was kind.");
        assert_eq!(room.cards(), 3);
        assert_eq!(run(&room, false), counts(3, 0, 0));
    }
}

#[test]
fn a_further_letter_of_a_card_is_read_again_in_its_place() {
    for room in rooms() {
        let card = room.card_of(room.post(&letter("m1", WORDS))).id;
        let id = room.arrive(&room.reply_address(card), "rosa@customer.example", &letter("m2", "Still nothing."));
        let house = room.house.organisation;
        let key = smilecard::domain::ids::LetterId::from_uuid(id.uuid());
        room.write(move |connection| card_letters::set_words(connection, (house, card, key), "Sti", ""));
        assert_eq!(run(&room, false), counts(2, 1, 0), "{}", room.db.kind);
        let rows = room.read(|connection| card_letters::of_card(connection, house, card));
        assert_eq!(rows[0].text, "Still nothing.");
        assert_eq!((room.cards(), run(&room, false)), (1, counts(2, 0, 0)));
    }
}

#[test]
fn a_card_stays_with_the_form_and_agent_it_was_sent_to_though_addresses_have_changed() {
    for room in rooms() {
        let id = room.arrive("cards+maria@larkspur.example", "rosa@customer.example", &letter("m1", "You were kind."));
        let (card, house) = (room.card_of(id).id, room.house.organisation);
        let told = |room: &Room| {
            let ties = room.read(|connection| mentions::of_cards(connection, house, &[card]));
            ties.into_iter().map(|tie| tie.agent_id).collect::<Vec<_>>()
        };
        assert_eq!(told(&room), [room.house.maria], "{}", room.db.kind);
        room.write(|connection| smilecard::services::mail_addresses::set_separator(connection, "larkspur", '-'));
        assert_eq!(run(&room, false), counts(1, 0, 0));
        assert_eq!(told(&room), [room.house.maria]);
    }
}

#[test]
fn who_was_forgotten_does_not_come_back() {
    for room in rooms() {
        let id = room.post(&letter("m1", WORDS));
        let (house, card) = (room.house.organisation, room.card_of(id).id);
        room.write(move |connection| smilecard::store::retention::forget_contact(connection, house, &[card]));
        run(&room, false);
        let after = room.card(card);
        assert_eq!((after.customer_name, after.customer_email), (None, None), "{}", room.db.kind);
    }
}
