//! The same letter through different doors, and what the envelope adds (R22, R28, R30, R31, R32, R40, R60).

use smilecard::reading::{self, Auto, Envelope, Reading, Verdict};

const LETTER: &str = "From: Rosa <rosa@customer.example>\r\nTo: cards@shop.example\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\nSubject: Thanks\r\nMessage-ID: <m1@customer.example>\r\n\r\nMaria was kind.\r\n";

fn read(raw: &str, recipient: &str) -> Reading {
    reading::read(raw.as_bytes(), &Envelope { recipient: Some(recipient.to_owned()), ..Envelope::default() })
}

#[test]
fn the_same_letter_has_one_key_through_every_door_r22_r30() {
    let key = read(LETTER, "cards@shop.example").dedup_key;
    let pipe = format!("From rosa@customer.example Mon Mar  2 10:00:00 2026\n{}", LETTER.replace("\r\n", "\n"));
    assert_eq!(read(&pipe, "Cards@shop.example").dedup_key, key);
    let hop = format!("Received: from a by b; Mon, 2 Mar 2026 10:00:01 +0100\r\n{}\r\n\r\n", LETTER);
    assert_eq!(read(&hop, "cards@shop.example").dedup_key, key);
    assert_ne!(read(LETTER, "cards+maria@shop.example").dedup_key, key, "one card for each address");
    assert_ne!(read(&LETTER.replace("kind", "rude"), "cards@shop.example").dedup_key, key, "same id, other content");
}

#[test]
fn a_message_id_that_is_missing_or_odd_is_replaced_by_the_content_r28_r31() {
    let bare = LETTER.replace("Message-ID: <m1@customer.example>\r\n", "");
    assert_eq!(read(&bare, "c@shop.example").message_id, None);
    assert_eq!(read(&bare, "c@shop.example").dedup_key, read(&bare, "c@shop.example").dedup_key);
    assert_ne!(
        read(&bare, "c@shop.example").dedup_key,
        read(&bare.replace("kind", "rude"), "c@shop.example").dedup_key
    );
    for odd in ["<a b@x>".to_owned(), "<a\u{1}b@x>".to_owned(), format!("<{}@x>", "a".repeat(2_000)), "<>".to_owned()] {
        let letter = LETTER.replace("<m1@customer.example>", &odd);
        assert_eq!(read(&letter, "c@shop.example").message_id, None, "{odd:.20}");
    }
    assert_eq!(read(LETTER, "c@shop.example").message_id.as_deref(), Some("m1@customer.example"));
}

#[test]
fn the_envelope_recipient_comes_first_r32() {
    let letter = format!("Delivered-To: cards@shop.example\r\n{LETTER}");
    assert_eq!(
        read(&letter, "cards+maria@shop.example").recipients,
        ["cards+maria@shop.example", "cards@shop.example"]
    );
}

#[test]
fn the_null_sender_is_a_machine_r40() {
    let reading = reading::read(LETTER.as_bytes(), &Envelope { sender: Some(String::new()), ..Envelope::default() });
    assert_eq!((reading.verdict, reading.auto), (Verdict::Machine, Some(Auto::Generated)));
    let known = reading::read(
        LETTER.as_bytes(),
        &Envelope { sender: Some("rosa@customer.example".to_owned()), ..Envelope::default() },
    );
    assert_eq!(known.verdict, Verdict::Card);
}

#[test]
fn our_own_marker_ends_the_customers_words_r60() {
    let marker = "Please write above this line.";
    let letter = format!("{}\r\n{marker}\r\nDear manager, here is the week.\r\n", LETTER);
    let reading =
        reading::read(letter.as_bytes(), &Envelope { marker: Some(marker.to_owned()), ..Envelope::default() });
    assert_eq!(reading.text, "Maria was kind.");
    assert!(reading.elided.contains("here is the week"));
    assert!(reading.full_text.contains("here is the week"));
}

#[test]
fn the_reasons_are_one_sentence_each() {
    for reason in reading::Reason::ALL {
        let sentence = reason.sentence();
        assert!(sentence.ends_with('.') && sentence.len() < 100 && !sentence.contains('\n'), "{sentence}");
        assert_eq!(reading::Reason::ALL.iter().filter(|other| other.code() == reason.code()).count(), 1);
    }
}
