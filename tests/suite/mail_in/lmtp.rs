//! LMTP, byte by byte.

use super::{CARDS, House, count, letter, stored};
use crate::support::served::until;

#[test]
fn r1_a_letter_that_was_answered_with_250_is_in_the_database() {
    let house = House::open(&[]);
    let mut wire = house.greeted();
    for number in 0..3 {
        wire.envelope("joan@mail.example", &[CARDS]);
        let reply = wire.letter(&letter(&format!("m{number}"), "Maria was kind."));
        assert!(reply.starts_with("250 2.0.0"), "{reply}");
        assert_eq!(stored(&house.place).len(), number + 1);
    }
    let letters = stored(&house.place);
    assert_eq!((letters[0].recipient.as_str(), letters[0].sender.as_str()), (CARDS, "joan@mail.example"));
    assert_eq!((letters[0].via.as_str(), letters[0].hello.as_deref()), ("lmtp", Some("mx.larkspur.example")));
    assert!(letters[0].text().ends_with(&letter("m0", "Maria was kind.")), "{}", letters[0].text());
}

#[test]
fn r4_every_accepted_recipient_has_a_reply_in_order_and_a_refused_one_has_none() {
    let house = House::open(&[]);
    let mut wire = house.greeted();
    assert!(wire.ask("MAIL FROM:<joan@mail.example>").starts_with("250 "));
    let told: Vec<String> =
        ["cards+a@larkspur.example", "nobody@larkspur.example", "cards+b@larkspur.example", "x@y.example"]
            .iter()
            .map(|to| wire.ask(&format!("RCPT TO:<{to}>"))[..9].to_owned())
            .collect();
    assert_eq!(told, ["250 2.1.5", "550 5.1.1", "250 2.1.5", "550 5.7.1"]);
    assert!(wire.letter(&letter("m", "Thank you.")).starts_with("250 2.0.0"));
    assert!(wire.hear().starts_with("250 2.0.0"));
    // Nothing else was said: the next reply belongs to the next command.
    assert!(wire.ask("NOOP").starts_with("250 2.0.0 OK"));
    let to: Vec<String> = stored(&house.place).into_iter().map(|letter| letter.recipient).collect();
    assert_eq!(to.len(), 2);
    assert!(to.contains(&"cards+a@larkspur.example".to_owned()) && to.contains(&"cards+b@larkspur.example".to_owned()));
    assert!(wire.ask("DATA").starts_with("503 "), "the envelope is used up");
    assert!(wire.ask("QUIT").starts_with("221 "));
    assert!(wire.is_over());
}

#[test]
fn r5_lmtp_wants_lhlo() {
    let house = House::open(&[]);
    let mut wire = house.lmtp();
    assert!(wire.hear().contains(" LMTP "));
    assert!(wire.ask("MAIL FROM:<>").starts_with("503 "));
    assert!(wire.ask("EHLO mx").starts_with("500 "));
    assert!(wire.ask("HELO mx").starts_with("500 "));
    assert!(wire.ask("LHLO").starts_with("501 "));
    assert!(wire.ask("LHLO mx").starts_with("250-"));
}

#[test]
fn r6_what_is_offered_and_how_large_a_letter_may_be() {
    let house = House::open(&[]);
    let mut wire = house.lmtp();
    wire.hear();
    let offered = wire.ask("LHLO mx");
    let offered: Vec<&str> = offered.lines().skip(1).map(|line| &line[4..]).collect();
    assert_eq!(offered, ["PIPELINING", "8BITMIME", "SIZE 26214400", "ENHANCEDSTATUSCODES", "SMTPUTF8"]);
    assert!(wire.ask("BDAT 3 LAST").starts_with("502 "));
    assert!(wire.ask("STARTTLS").starts_with("502 "));
    assert!(wire.ask("MAIL FROM:<a@b.example> SIZE=26214401").starts_with("552 5.3.4"));
    assert!(wire.ask("MAIL FROM:<a@b.example> SIZE=26214400 BODY=8BITMIME SMTPUTF8").starts_with("250 "));
    assert!(wire.ask("RCPT TO:<cards@larkspur.example>").starts_with("250 "));
    assert!(wire.ask("DATA").starts_with("354 "));
    // One byte too many, read to its end: the connection goes on.
    let line = [&[b'x'; 998][..], b"\r\n"].concat();
    let head = b"Subject: large\r\n\r\n";
    wire.send(head);
    let (lines, rest) = ((26_214_401 - head.len()) / line.len(), (26_214_401 - head.len()) % line.len());
    for _ in 0..lines {
        wire.send(&line);
    }
    wire.send(&[&vec![b'y'; rest - 2][..], b"\r\n"].concat());
    let reply = wire.ask(".");
    assert!(reply.starts_with("552 5.3.4"), "{reply}");
    assert_eq!(count(&house.place, "inbound_messages"), 0);
    wire.envelope("a@b.example", &[CARDS]);
    assert!(wire.letter(&letter("small", "Thank you.")).starts_with("250 "));
}

#[test]
fn r6_commands_may_come_all_at_once() {
    let house = House::open(&[]);
    let mut wire = house.lmtp();
    let all = format!(
        "LHLO mx\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<{CARDS}>\r\nRCPT TO:<nobody@larkspur.example>\r\nDATA\r\n{}.\r\n\
         MAIL FROM:<>\r\nRCPT TO:<{CARDS}>\r\nDATA\r\n{}.\r\nQUIT\r\n",
        letter("one", "Thank you."),
        letter("two", "Thank you again.")
    );
    wire.send(all.as_bytes());
    let codes: Vec<String> = (0..12).map(|_| wire.hear()[..3].to_owned()).collect();
    assert_eq!(codes, ["220", "250", "250", "250", "550", "354", "250", "250", "250", "354", "250", "221"]);
    let senders: Vec<String> = stored(&house.place).into_iter().map(|letter| letter.sender).collect();
    assert_eq!(senders, ["a@b.example", ""]);
}

#[test]
fn r9_a_lone_line_feed_is_kept_and_never_ends_a_letter() {
    let house = House::open(&[]);
    for (number, end) in ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r"].iter().enumerate() {
        let mut wire = house.greeted();
        wire.envelope("joan@mail.example", &[CARDS]);
        let smuggled = format!("{}{end}MAIL FROM:<boss@larkspur.example>\r\n", letter(&format!("m{number}"), "one"));
        let reply = wire.letter(&smuggled);
        assert!(reply.starts_with("250 2.0.0"), "{end:?}: {reply}");
        let letters = stored(&house.place);
        assert_eq!(letters.len(), number + 1, "{end:?}");
        assert!(letters[number].text().contains("MAIL FROM:<boss@larkspur.example>"), "{end:?}");
    }
    let mut wire = house.greeted();
    wire.send(b"NOOP\nNOOP\r\n");
    assert!(wire.hear().starts_with("521 5.5.2"));
    assert!(wire.is_over());
}

#[test]
fn r11_long_lines_of_a_letter_are_kept_and_long_commands_refused() {
    let house = House::open(&[]);
    let mut wire = house.greeted();
    wire.envelope("joan@mail.example", &[CARDS]);
    let long = "x".repeat(200_000);
    assert!(wire.letter(&letter("m", &long)).starts_with("250 "));
    assert!(stored(&house.place)[0].text().contains(&long));
    assert!(wire.ask(&format!("NOOP {}", "y".repeat(5_000))).starts_with("500 5.5.2"));
    assert!(wire.ask("NOOP").starts_with("250 "));
    assert!(wire.ask("MAIL FROM:<jörg@mail.example>").starts_with("553 5.6.7"));
    wire.send(b"NOOP \xff\r\n");
    assert!(wire.hear().starts_with("500 "));
}

#[test]
fn r15_our_own_lines_are_added_and_forged_ones_taken_out() {
    let house = House::open(&[("SMILECARD_MAIL_IN__NAME", "cards.larkspur.example")]);
    let mut wire = house.greeted();
    wire.envelope("joan@mail.example", &[CARDS]);
    let forged = "Return-Path: <boss@larkspur.example>\r\nX-Smilecard-Member: ruth\r\n\
                  Authentication-Results: cards.larkspur.example;\r\n dkim=pass\r\n\
                  Authentication-Results: mx.larkspur.example; spf=pass\r\n";
    assert!(wire.letter(&format!("{forged}{}", letter("m", "Return-Path: in the body"))).starts_with("250 "));
    let text = stored(&house.place)[0].text();
    assert!(
        text.starts_with("Return-Path: <joan@mail.example>\r\nReceived: from mx.larkspur.example (local)\r\n"),
        "{text}"
    );
    assert!(
        text.contains("by cards.larkspur.example (Smilecard) with LMTP\r\n\tfor <cards@larkspur.example>;"),
        "{text}"
    );
    assert_eq!(text.matches("Return-Path:").count(), 2, "{text}");
    assert!(!text.contains("X-Smilecard") && !text.contains("dkim=pass"), "{text}");
    assert!(text.contains("mx.larkspur.example; spf=pass"), "{text}");
}

#[test]
fn a_letter_that_breaks_off_is_not_stored() {
    let house = House::open(&[]);
    let mut wire = house.greeted();
    wire.envelope("joan@mail.example", &[CARDS]);
    assert!(wire.ask("DATA").starts_with("354 "));
    wire.send(letter("m", "half").as_bytes());
    drop(wire);
    let mut next = house.greeted();
    next.envelope("joan@mail.example", &[CARDS]);
    assert!(next.letter(&letter("n", "whole")).starts_with("250 "));
    assert_eq!(stored(&house.place).len(), 1);
}

#[test]
fn a_letter_with_nothing_in_it_is_refused_for_good() {
    let house = House::open(&[]);
    let mut wire = house.greeted();
    wire.envelope("joan@mail.example", &[CARDS]);
    let reply = wire.letter("\r\n \r\n");
    assert!(reply.starts_with("554 5.6.0"), "{reply}");
    assert_eq!(count(&house.place, "inbound_messages"), 0);
}

#[test]
fn r7_an_unknown_recipient_is_refused_at_once_and_no_bounce_is_ever_sent() {
    let house = House::open(&[]);
    let mut wire = house.greeted();
    assert!(wire.ask("MAIL FROM:<joan@mail.example>").starts_with("250 "));
    assert!(wire.ask("RCPT TO:<nobody@larkspur.example>").starts_with("550 5.1.1"));
    assert!(wire.ask(&format!("RCPT TO:<{CARDS}>")).starts_with("250 "));
    assert!(wire.letter(&letter("m", "Thank you.")).starts_with("250 "));
    until("its card", || (count(&house.place, "cards") == 1).then_some(()));
    assert_eq!(count(&house.place, "inbound_messages"), 1);
    assert_eq!(count(&house.place, "outbox"), 0, "nothing goes back to anybody");
}

#[test]
fn a_letter_to_the_address_that_stops_another_is_taken_stops_it_and_is_told_by_one_letter() {
    #[derive(diesel::QueryableByName)]
    struct Token {
        #[diesel(sql_type = diesel::sql_types::Text)]
        stop_token: String,
    }
    let house = House::open(&[]);
    let place = &house.place;
    place.must(&["digest", "subscribe", "--organisation", "larkspur", "--to", "board@larkspur.example"]);
    let token = place.rows::<Token>("SELECT stop_token FROM subscriptions").remove(0).stop_token.to_lowercase();
    let address = format!("cards+u.{token}@larkspur.example");
    let mut wire = house.greeted();
    for number in 0..2 {
        wire.envelope("board@larkspur.example", &[address.as_str()]);
        let words = format!("Subject: unsubscribe\r\nMessage-ID: <stop-{number}@mail.example>\r\n\r\n");
        let reply = wire.letter(&format!("From: board@larkspur.example\r\nTo: {address}\r\n{words}"));
        assert!(reply.starts_with("250 2.0.0"), "{reply}");
    }
    let mailed = "inbound_messages WHERE state = 'mailed'";
    until("both were read", || (count(place, mailed) == 2).then_some(()));
    assert_eq!(count(place, "subscriptions WHERE stopped_at IS NOT NULL"), 1);
    assert_eq!(count(place, "cards"), 0, "it is no card");
    until("its reader is told", || (count(place, "outbox WHERE state = 'sent'") == 1).then_some(()));
    assert_eq!(count(place, "outbox WHERE kind = 'stopped' AND to_address = 'board@larkspur.example'"), 1);
}
