//! What one client, or many, may not do to the others.

use super::wire::Wire;
use super::{CARDS, House, count, letter, stored};
use crate::support::served::until;

#[test]
fn r13_more_connections_than_allowed_are_sent_away() {
    let house = House::open(&[("SMILECARD_MAIL_IN__CONNECTIONS", "2")]);
    let (mut one, two) = (house.greeted(), house.greeted());
    let mut third = house.lmtp();
    assert!(third.hear().starts_with("421 4.7.0"));
    assert!(third.is_over());
    drop(two);
    // A place that is left is free again.
    until("a place is free", || {
        let mut next = house.lmtp();
        next.hear().starts_with("220 ").then_some(())
    });
    assert!(one.ask("NOOP").starts_with("250 "));
}

#[test]
fn r13_letters_errors_and_recipients_of_one_connection_are_counted() {
    let house =
        House::open(&[("SMILECARD_MAIL_IN__LETTERS_PER_SESSION", "2"), ("SMILECARD_MAIL_IN__ERRORS_PER_SESSION", "3")]);
    let mut wire = house.greeted();
    for number in 0..2 {
        wire.envelope("joan@mail.example", &[CARDS]);
        assert!(wire.letter(&letter(&format!("m{number}"), "Thank you.")).starts_with("250 "));
    }
    assert!(wire.ask("MAIL FROM:<joan@mail.example>").starts_with("421 4.7.0"));
    assert!(wire.is_over());

    let mut wire = house.greeted();
    for _ in 0..2 {
        assert!(wire.ask("WHAT").starts_with("500 "));
    }
    assert!(wire.ask("WHAT").starts_with("500 "));
    assert!(wire.hear().starts_with("421 4.7.0"));
    assert!(wire.is_over());

    let mut wire = house.greeted();
    let hundred: Vec<String> = (0..100).map(|number| format!("cards+{number}@larkspur.example")).collect();
    wire.envelope("joan@mail.example", &hundred.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(wire.ask("RCPT TO:<cards+100@larkspur.example>").starts_with("452 4.5.3"));
    assert!(wire.letter(&letter("many", "Thank you all.")).starts_with("250 "));
    for _ in 1..100 {
        assert!(wire.hear().starts_with("250 "));
    }
    assert_eq!(count(&house.place, "inbound_messages"), 102);
}

#[test]
fn r12_a_client_that_says_nothing_is_cut_off() {
    let house = House::open(&[("SMILECARD_MAIL_IN__COMMAND_TIMEOUT_S", "1")]);
    let mut wire = house.greeted();
    assert!(wire.hear().starts_with("421 4.4.2"));
    assert!(wire.is_over());
}

#[test]
fn r12_a_client_that_drips_is_cut_off_however_often_it_says_something() {
    for (setting, say) in [
        ("SMILECARD_MAIL_IN__LETTER_TIMEOUT_S", "x\r\n"),
        ("SMILECARD_MAIL_IN__SESSION_TIMEOUT_S", "x"),
        ("SMILECARD_MAIL_IN__COMMAND_TIMEOUT_S", "x"),
    ] {
        let house = House::open(&[(setting, "1")]);
        let mut wire = house.greeted();
        if say.len() > 1 {
            wire.envelope("joan@mail.example", &[CARDS]);
            assert!(wire.ask("DATA").starts_with("354 "));
        }
        // Never a second without a byte, until nobody takes them any more.
        until("the client that drips is cut off", || wire.try_send(say.as_bytes()).is_err().then_some(()));
        assert_eq!(count(&house.place, "inbound_messages"), 0, "{setting}");
        assert!(house.greeted().ask("NOOP").starts_with("250 "), "{setting}");
    }
}

#[test]
fn r14_a_letter_that_went_through_too_many_hands_is_refused() {
    let house = House::open(&[]);
    let mut wire = house.greeted();
    for (hops, code) in [(100, "250 2.0.0"), (101, "554 5.4.6")] {
        wire.envelope("joan@mail.example", &[CARDS]);
        let reply = wire.letter(&format!("{}{}", "Received: from a by b; now\r\n".repeat(hops), letter("m", "Hello.")));
        assert!(reply.starts_with(code), "{hops}: {reply}");
    }
    assert_eq!(stored(&house.place).len(), 1);
}

#[test]
fn s4_a_service_that_stops_finishes_the_letter_in_hand() {
    let mut house = House::open(&[]);
    let (mut waits, mut sends) = (house.greeted(), house.greeted());
    sends.envelope("joan@mail.example", &[CARDS]);
    assert!(sends.ask("DATA").starts_with("354 "));
    // Whoever has had an answer by HTTP may tell it to stop.
    assert_eq!(house.served.visitor().get("/healthz").unwrap().status, 200);
    house.served.terminate();
    assert!(waits.hear().starts_with("421 4.3.2"));
    sends.send(letter("m", "In hand.").as_bytes());
    let reply = sends.ask(".");
    assert!(reply.starts_with("250 2.0.0"), "{reply}");
    assert!(house.served.ended().success());
    assert_eq!(stored(&house.place).len(), 1);
    assert!(Wire::unix(&house.place.folder().join("lmtp")).is_err());
    // The socket that was left behind is no hindrance.
    house.again();
    assert!(house.greeted().ask("NOOP").starts_with("250 "));
}
