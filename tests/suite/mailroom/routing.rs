//! Whose letter it is (R32).

use super::room::{Room, letter, rooms, with};
use crate::support::house::now;
use smilecard::domain::ids::InboundId;
use smilecard::error::Kind;
use smilecard::intake::door;
use smilecard::services::mail_addresses;

fn to(room: &Room, recipient: &str, words: &str) -> InboundId {
    room.arrive(recipient, "rosa@customer.example", &letter(words, words))
}

#[test]
fn a_tag_names_a_form_an_agent_or_both_r32() {
    for room in rooms() {
        let form = room.form("high-street");
        let (maria, shop) = (room.house.maria, room.house.shop);
        for (tag, has_form, agent) in [
            ("high-street", true, None),
            ("HIGH-street", true, None),
            ("maria", false, Some(maria)),
            ("maria.ortiz", false, Some(maria)),
            ("high-street.maria", true, Some(maria)),
        ] {
            let id = to(&room, &format!("Cards+{tag}@larkspur.example"), &format!("Sent-to-{tag}"));
            let card = room.card_of(id);
            assert_eq!(card.form_id, has_form.then_some(form), "{tag} on {}", room.db.kind);
            assert_eq!((card.preset_agent_id, card.team_id), (agent, Some(shop)), "{tag}");
            assert_eq!(room.reading(id).unknown_tag, None, "{tag}");
        }
    }
}

#[test]
fn an_unknown_tag_does_no_harm_and_is_shown_as_such_r32() {
    for room in rooms() {
        let id = to(&room, "cards+nobody@larkspur.example", "Maria-was-kind");
        assert_eq!(room.reading(id).unknown_tag.as_deref(), Some("nobody"), "{}", room.db.kind);
        assert_eq!(room.card_of(id).preset_agent_id, None);
        let half = to(&room, "cards+mill-street.nobody@larkspur.example", "Half");
        assert_eq!(room.reading(half).unknown_tag.as_deref(), Some("nobody"));
        assert!(room.card_of(half).form_id.is_some());
    }
}

#[test]
fn the_envelope_comes_before_what_was_delivered_to_and_that_before_to_r32() {
    for room in rooms() {
        let (maria, derrick) = (Some(room.house.maria), Some(room.house.derrick));
        let raw = with("Delivered-To: cards+derrick@larkspur.example", &letter("m1", "One."))
            .replace("To: cards@", "To: cards+maria@");
        let id = room.arrive(
            "cards+maria@larkspur.example",
            "rosa@customer.example",
            &raw.replace("To: cards+maria@", "To: cards@"),
        );
        assert_eq!(room.card_of(id).preset_agent_id, maria, "the envelope, on {}", room.db.kind);
        let raw = raw.replace("One.", "Two.");
        assert_eq!(room.card_of(room.post(&raw)).preset_agent_id, derrick, "Delivered-To");
        let raw = letter("m3", "Three.").replace("To: cards@", "Cc: cards+maria@");
        assert_eq!(room.card_of(room.post(&raw)).preset_agent_id, maria, "Cc");
        let raw = letter("m4", "Four.").replace("To: cards@larkspur.example", "To: cards+maria@nextdoor.example");
        assert_eq!(room.card_of(room.post(&raw)).preset_agent_id, None, "another organisation's tag says nothing");
    }
}

#[test]
fn an_organisation_has_further_addresses_that_nobody_else_can_have_r32() {
    for room in rooms() {
        let add =
            |slug: &'static str, address: &'static str, form: Option<&'static str>, agent: Option<&'static str>| {
                room.db
                    .database
                    .write(move |connection| mail_addresses::add(connection, slug, address, form, agent, now()))
                    .map_err(|error| error.kind())
            };
        add("larkspur", "Maria@larkspur.example", None, Some("Maria Ortiz")).unwrap();
        add("larkspur", "mill@larkspur.example", Some("mill-street"), None).unwrap();
        assert_eq!(add("nextdoor", "maria@larkspur.example", None, None).unwrap_err(), Kind::Conflict);
        assert_eq!(add("nextdoor", "cards@larkspur.example", None, None).unwrap_err(), Kind::Conflict);
        assert_eq!(add("larkspur", "x@larkspur.example", Some("no-form"), None).unwrap_err(), Kind::NotFound);
        assert_eq!(add("larkspur", "no address", None, None).unwrap_err(), Kind::Invalid);
        assert_eq!(room.card_of(to(&room, "maria@larkspur.example", "One")).preset_agent_id, Some(room.house.maria));
        let both = room.card_of(to(&room, "mill+derrick@larkspur.example", "Two"));
        assert!(both.form_id.is_some() && both.preset_agent_id == Some(room.house.derrick), "{}", room.db.kind);
        room.write(|connection| mail_addresses::remove(connection, "larkspur", "maria@larkspur.example"));
        assert!(!door::knows(&room.db.database, "maria@larkspur.example").unwrap());
        let gone = room
            .db
            .database
            .write(|connection| mail_addresses::remove(connection, "larkspur", "maria@larkspur.example"));
        assert_eq!(gone.unwrap_err().kind(), Kind::NotFound);
    }
}

#[test]
fn a_letter_to_an_address_that_was_taken_away_since_is_read_all_the_same() {
    for room in rooms() {
        room.write(|connection| {
            mail_addresses::add(connection, "larkspur", "old@larkspur.example", None, None, now()).map(drop)
        });
        let id = room.take_in("old@larkspur.example", "rosa@customer.example", &letter("m1", "Kind."), now());
        room.write(|connection| mail_addresses::remove(connection, "larkspur", "old@larkspur.example"));
        room.read_letter(id);
        assert_eq!(room.card_of(id).text, "Kind.", "{}", room.db.kind);
    }
}

#[test]
fn the_separator_is_the_mail_servers_own_r32() {
    for room in rooms() {
        assert!(!door::knows(&room.db.database, "cards-maria@larkspur.example").unwrap());
        room.write(|connection| mail_addresses::set_separator(connection, "larkspur", '-'));
        assert!(!door::knows(&room.db.database, "cards+maria@larkspur.example").unwrap());
        let id = to(&room, "cards-mill-street@larkspur.example", "One");
        assert!(room.card_of(id).form_id.is_some(), "{}", room.db.kind);
        assert!(door::knows(&room.db.database, "cards+maria@nextdoor.example").unwrap(), "the neighbours keep theirs");
        let wrong = room.db.database.write(|connection| mail_addresses::set_separator(connection, "larkspur", 'x'));
        assert_eq!(wrong.unwrap_err().kind(), Kind::Invalid);
    }
}
