//! The same letter is one card, another one is another (R30, R31, R3).

use super::room::{letter, rooms, with};

#[test]
fn the_same_letter_twice_is_one_card_r30() {
    for room in rooms() {
        let first = room.post(&letter("m1", "Maria was kind."));
        let again = room
            .post(&with("Received: from a by b; Mon, 16 Nov 2026 10:00:05 +0000", &letter("m1", "Maria was kind.")));
        assert_eq!((room.inbound(first).state.as_str(), room.inbound(again).state.as_str()), ("card", "duplicate"));
        assert_eq!(room.inbound(again).card_id, room.inbound(first).card_id, "{}", room.db.kind);
        assert_eq!(room.cards(), 1);
    }
}

#[test]
fn the_same_message_id_with_other_words_is_kept_r30() {
    for room in rooms() {
        room.post(&letter("m1", "Maria was kind."));
        let other = room.post(&letter("m1", "Derrick never rang back."));
        assert_eq!(room.card_of(other).text, "Derrick never rang back.");
        assert_eq!(room.cards(), 2, "{}", room.db.kind);
    }
}

#[test]
fn one_letter_to_two_agents_is_a_card_for_each_r30() {
    for room in rooms() {
        let raw = letter("m1", "You were both kind.");
        let to = |tag: &str| room.arrive(&format!("cards+{tag}@larkspur.example"), "rosa@customer.example", &raw);
        let (maria, derrick) = (to("maria"), to("derrick"));
        assert_eq!(room.card_of(maria).preset_agent_id, Some(room.house.maria), "{}", room.db.kind);
        assert_eq!(room.card_of(derrick).preset_agent_id, Some(room.house.derrick));
        assert_eq!(room.cards(), 2);
        to("maria");
        assert_eq!(room.cards(), 2, "and still one for each when it comes again");
    }
}

#[test]
fn a_letter_without_a_usable_message_id_is_known_by_its_words_r31() {
    let huge = format!("<{}@x.example>", "a".repeat(3_000));
    for room in rooms() {
        for (odd, words) in [("", "One."), ("<a b@x>", "Two."), ("<a\u{1}b@x>", "Three."), (huge.as_str(), "Four.")] {
            let raw = letter("m1", words).replace("<m1@customer.example>", odd);
            let before = room.cards();
            let first = room.post(&raw);
            room.post(&raw);
            assert_eq!(room.cards(), before + 1, "{odd:.10} on {}", room.db.kind);
            assert_eq!(room.reading(first).message_id, None);
            room.post(&raw.replace(words, &format!("Quite other words than {words}")));
            assert_eq!(room.cards(), before + 2, "{odd:.10}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_a_card_that_says_so_with_its_raw_letter_r3() {
    for room in rooms() {
        let bytes = "\u{0}\u{1}\u{2}garbage\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\u{0}\u{1}\u{2}\u{3}";
        let id = room.post(bytes);
        assert_eq!(room.inbound(id).state, "unreadable", "{}", room.db.kind);
        assert_eq!(room.card_of(id).text, "This letter could not be read. Its raw form is kept.");
        let raw = room.read(|connection| smilecard::store::inbound::raw(connection, room.house.organisation, id));
        assert_eq!(raw, bytes.as_bytes());
    }
}
