//! Who wrote a letter (R33, R34) and whether that is proven (R35).

use super::room::{OURS, Room, letter, rooms, with};
use smilecard::domain::ids::InboundId;

/// Ruth passes on what Rosa wrote to her.
fn forward(from: &str, proof: &str) -> String {
    let header = format!(
        "{proof}From: Ruth Calder <{from}>\r\nTo: cards@larkspur.example\r\nDate: Mon, 16 Nov 2026 10:00:00 +0000\r\n\
         Subject: Fwd: Derrick\r\nMessage-ID: <f1@house.example>\r\n\r\n"
    );
    format!(
        "{header}This came to me, please look.\r\n\r\n---------- Forwarded message ---------\r\n\
         From: Rosa Lind <rosa@customer.example>\r\nDate: Sun, 15 Nov 2026 at 18:20\r\nSubject: Derrick\r\n\
         To: <ruth.calder@house.example>\r\n\r\nDerrick never rang me back.\r\n"
    )
}

const RUTH: &str = "ruth.calder@house.example";

fn results(said: &str) -> String {
    format!("Authentication-Results: {OURS}; {said}\r\n")
}

fn pass() -> String {
    results("dmarc=pass header.from=house.example")
}

fn arrive(room: &Room, from: &str, raw: &str) -> InboundId {
    room.arrive("cards@larkspur.example", from, raw)
}

#[test]
fn a_letter_that_a_colleague_passes_on_is_the_customers_card_r34() {
    for room in rooms() {
        let id = arrive(&room, RUTH, &forward(RUTH, &pass()));
        let (card, reading) = (room.card_of(id), room.reading(id));
        assert_eq!(card.customer_email.as_deref(), Some("rosa@customer.example"), "{}", room.db.kind);
        assert_eq!(card.customer_name.as_deref(), Some("Rosa Lind"));
        assert_eq!(card.text, "Derrick never rang me back.");
        assert_eq!(reading.forwarder.as_deref(), Some(RUTH));
        assert_eq!(reading.note, "This came to me, please look.");
        assert_eq!(reading.proof, "pass");
    }
}

#[test]
fn a_colleagues_address_that_is_not_proven_makes_nobody_else_the_author_r34_r35() {
    for mut room in rooms() {
        for (proof, word) in [
            (String::new(), "none"),
            (results("dmarc=fail header.from=house.example"), "fail"),
            (results("dmarc=pass header.from=evil.example"), "fail"),
            ("Authentication-Results: evil.example; dmarc=pass header.from=house.example\r\n".to_owned(), "none"),
            (format!("{}{}", results("dmarc=fail header.from=house.example"), pass()), "fail"),
        ] {
            let raw = forward(RUTH, &proof).replace("f1@", &format!("f{}@", room.cards()));
            let id = arrive(&room, RUTH, &raw);
            let (card, reading) = (room.card_of(id), room.reading(id));
            assert_eq!(card.customer_email.as_deref(), Some(RUTH), "{proof} on {}", room.db.kind);
            assert_eq!((reading.forwarder, reading.proof.as_str()), (None, word), "{proof}");
            assert!(reading.note.contains("rosa@customer.example"), "{}", reading.note);
        }
        // An operator may believe their own people where nobody verifies; a failure is still a failure.
        room.rules.unverified_forwards = true;
        let id = arrive(&room, RUTH, &forward(RUTH, "").replace("f1@", "g1@"));
        assert_eq!(room.card_of(id).customer_email.as_deref(), Some("rosa@customer.example"));
        let failed = forward(RUTH, &results("dmarc=fail header.from=house.example")).replace("f1@", "g2@");
        assert_eq!(room.card_of(arrive(&room, RUTH, &failed)).customer_email.as_deref(), Some(RUTH));
    }
}

#[test]
fn from_anyone_else_the_sender_stays_the_author_r34() {
    for room in rooms() {
        let eve = "eve@elsewhere.example";
        let proof = results("dmarc=pass header.from=elsewhere.example");
        let id = arrive(&room, eve, &forward(eve, &proof));
        let (card, reading) = (room.card_of(id), room.reading(id));
        assert_eq!(card.customer_email.as_deref(), Some(eve), "{}", room.db.kind);
        assert_eq!(reading.note, "The letter passes on words of rosa@customer.example.");
        assert_eq!(reading.forwarder, None);
    }
}

#[test]
fn a_letter_that_is_attached_is_passed_on_too_r34() {
    let attached = format!(
        "{}From: Ruth Calder <{RUTH}>\r\nTo: cards@larkspur.example\r\nSubject: Fw: Derrick\r\nMessage-ID: <a1@house.example>\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee this.\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\n{}\r\n--b--\r\n",
        pass(),
        letter("m1", "Derrick was rude.")
    );
    for room in rooms() {
        let card = room.card_of(arrive(&room, RUTH, &attached));
        assert_eq!(card.customer_email.as_deref(), Some("rosa@customer.example"), "{}", room.db.kind);
        assert_eq!(card.text, "Derrick was rude.");
    }
}

#[test]
fn a_customers_next_letter_that_a_colleague_passes_on_lands_on_the_card_r34() {
    for room in rooms() {
        let card = room.card_of(room.post(&letter("m1", "Derrick never rang."))).id;
        let raw = forward(RUTH, &pass()).replace("Subject: Fwd", "References: <m1@customer.example>\r\nSubject: Fwd");
        let id = arrive(&room, RUTH, &raw);
        assert_eq!(room.inbound(id).card_id, Some(card), "{}", room.db.kind);
        assert_eq!(room.cards(), 1);
    }
}

#[test]
fn a_list_that_put_itself_into_from_hides_no_customer_r33() {
    let rewritten = with(
        "X-Original-From: Rosa Lind <rosa@customer.example>\r\nReply-To: Rosa Lind <rosa@customer.example>",
        &letter("m1", "Maria was kind.")
            .replace("From: Rosa Lind <rosa@customer.example>", "From: Feedback <feedback@larkspur.example>"),
    );
    for room in rooms() {
        let card = room.card_of(room.post(&rewritten));
        assert_eq!(card.customer_email.as_deref(), Some("rosa@customer.example"), "{}", room.db.kind);
        let lying = rewritten.replace("Reply-To: Rosa Lind <rosa@customer.example>", "Reply-To: eve@evil.example");
        let id = room.post(&lying.replace("m1@", "m2@"));
        assert_eq!(room.reading(id).from_address.as_deref(), Some("feedback@larkspur.example"));
    }
}

#[test]
fn a_sender_that_failed_is_kept_and_marked_r35() {
    for room in rooms() {
        let raw = with(results("dmarc=fail header.from=customer.example").trim_end(), &letter("m1", "Kind."));
        let id = room.post(&raw);
        assert_eq!((room.inbound(id).state.as_str(), room.reading(id).proof.as_str()), ("card", "fail"));
    }
}

#[test]
fn results_that_a_stranger_hands_to_our_own_port_are_not_believed_r35() {
    use crate::support::house::now;
    use smilecard::intake::door::{self, Arrival, Via};
    for room in rooms() {
        let arrival = Arrival {
            recipient: "cards@larkspur.example".to_owned(),
            sender: Some(RUTH.to_owned()),
            raw: forward(RUTH, &pass()).into_bytes().into(),
            via: Via::Smtp,
            peer: None,
            hello: None,
        };
        let id = door::accept(&room.db.database, arrival, now()).unwrap();
        room.read_letter(id);
        assert_eq!(room.reading(id).proof, "none", "{}", room.db.kind);
        assert_eq!(room.card_of(id).customer_email.as_deref(), Some(RUTH));
    }
}
