//! What machines send (R40-R45): never a card, never answered, always listed; and our own letters that come back.

use super::room::{Room, later, letter, rooms, with};
use super::threads::outbox_row;
use smilecard::domain::ids::{DigestId, InboundId, LetterId};
use smilecard::domain::{Status, Step};
use smilecard::services::suppressed;
use smilecard::store::digests::{self, DigestRow};
use smilecard::store::suppressions::{self, SuppressionRow};
use smilecard::store::{events, letter_readings, outbox, subscriptions};

fn apart(room: &Room) -> Vec<String> {
    let rows = room.read(|connection| {
        let everything = smilecard::domain::Reach::Everything;
        letter_readings::apart(connection, room.house.organisation, everything, &[], None, 100)
    });
    rows.into_iter().map(|row| row.code).collect()
}

#[test]
fn machine_mail_is_listed_with_its_reason_and_is_no_card_and_no_answer_r40_r41_r43() {
    let away =
        letter("m1", "I am away.").replace("Subject: Thanks", "Subject: Out of office\r\nAuto-Submitted: auto-replied");
    let bulk = with("Precedence: bulk\r\nList-Id: News <news.elsewhere.example>", &letter("m2", "Buy."));
    let robot = with("Auto-Submitted: auto-generated", &letter("m3", "Your disk is full."));
    let receipt = letter("m4", "").replace(
        "Subject: Thanks\r\n",
        "Subject: Read: x\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=disposition-notification; boundary=b\r\n",
    ) + "--b\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: manual-action/x; displayed\r\n--b--\r\n";
    for room in rooms() {
        for raw in [&away, &bulk, &robot, &receipt] {
            let id = room.post(raw);
            assert_eq!(room.inbound(id).state, "machine", "{raw}");
        }
        let null = room.arrive("cards@larkspur.example", "", &letter("m5", "From nobody."));
        assert_eq!(room.inbound(null).state, "machine");
        assert_eq!(apart(&room), ["generated", "read-receipt", "generated", "mailing-list", "auto-reply"]);
        assert_eq!(room.cards(), 0, "{}", room.db.kind);
        let sent = room.read(|connection| outbox::newest(connection, room.house.organisation, 10));
        assert!(sent.is_empty(), "nothing is ever answered by itself");
    }
}

#[test]
fn no_single_weak_mark_makes_a_persons_letter_a_machines_r42() {
    for room in rooms() {
        for (number, header) in
            ["X-Auto-Response-Suppress: All", "List-Unsubscribe: <https://x.example>", "Auto-Submitted: no"]
                .iter()
                .enumerate()
        {
            let id = room
                .post(&with(header, &letter(&format!("m{number}"), "My parcel was undelivered. Derrick was rude.")));
            assert_eq!(room.inbound(id).state, "card", "{header} on {}", room.db.kind);
        }
    }
}

#[test]
fn a_list_is_a_machine_unless_it_is_an_address_of_our_own() {
    let listed =
        |id: &str, list: &str| with(&format!("List-Id: <{list}>\r\nPrecedence: list"), &letter(id, "Maria was kind."));
    for room in rooms() {
        let foreign = room.post(&listed("m1", "gossip.elsewhere.example"));
        assert_eq!(room.inbound(foreign).state, "machine", "{}", room.db.kind);
        let unknown = room.post(&listed("m2", "feedback.larkspur.example"));
        assert_eq!(room.inbound(unknown).state, "machine", "nobody has said that this is ours");
        room.write(|connection| {
            let at = later(0);
            smilecard::services::mail_addresses::add(
                connection,
                "larkspur",
                "feedback@larkspur.example",
                None,
                None,
                at,
            )
            .map(drop)
        });
        let ours = room.post(&listed("m3", "feedback.larkspur.example"));
        assert_eq!(room.inbound(ours).state, "card");
        assert_eq!(room.card_of(ours).text, "Maria was kind.");
        let theirs = room.post(&listed("m4", "cards.nextdoor.example"));
        assert_eq!(room.inbound(theirs).state, "machine", "the neighbours' list is not ours");
    }
}

const RUTH: &str = "ruth.calder@house.example";

/// A letter of ours that went out.
fn sent(room: &Room, kind: &str, to: &str) -> LetterId {
    let id = LetterId::at(later(0));
    let row = outbox_row(room, id, kind, to);
    room.write(move |connection| outbox::insert(connection, &row));
    id
}

/// A report that it did not arrive, with what stands in it.
fn report(id: &str, action: &str, status: &str, to: &str, original: &str) -> String {
    format!(
        "From: MAILER-DAEMON@relay.example\r\nTo: cards@larkspur.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         Message-ID: <{id}@relay.example>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nYour letter did not arrive.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n\
         Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: cards@larkspur.example\r\nMessage-ID: <{original}>\r\n--b--\r\n"
    )
}

fn returns(room: &Room, recipient: &str, raw: &str) -> InboundId {
    let id = room.arrive(recipient, "", raw);
    assert_eq!(room.inbound(id).state, "machine", "{raw}");
    id
}

fn history(room: &Room, address: &str) -> Option<SuppressionRow> {
    room.read(|connection| suppressions::find(connection, room.house.organisation, address))
}

fn is_withheld(room: &Room, kind: &str, address: &str) -> bool {
    room.read(|connection| suppressed::withheld(connection, room.house.organisation, kind, address)).is_some()
}

#[test]
fn a_letter_that_comes_back_for_good_suppresses_its_address_r44() {
    for room in rooms() {
        let digest = sent(&room, "digest", RUTH);
        let to = room.bounce_address(digest);
        // Whom the report names doesn't matter: we know whom we wrote to.
        returns(&room, &to, &report("d1", "failed", "5.1.1", "somebody-else@x.example", "no-id@x.example"));
        assert!(is_withheld(&room, "digest", RUTH) && is_withheld(&room, "answer", "Ruth.Calder@house.example"));
        assert!(!is_withheld(&room, "sign_in", RUTH), "somebody waits for a link to sign in this minute");
        assert!(!is_withheld(&room, "digest", "somebody-else@x.example"), "{}", room.db.kind);
        let row = history(&room, RUTH).unwrap();
        assert_eq!((row.cause.as_str(), row.detail.as_str()), ("hard", "5.1.1"));
        assert_eq!(room.read(|connection| suppressed::notices(connection, &room.viewer())).len(), 1);
        assert!(room.write(|connection| suppressed::lift(connection, "larkspur", RUTH)));
        assert!(!is_withheld(&room, "digest", RUTH));
    }
}

#[test]
fn a_report_with_our_message_id_inside_counts_too_r44() {
    for room in rooms() {
        let digest = sent(&room, "digest", RUTH);
        returns(
            &room,
            "cards@larkspur.example",
            &report("d1", "failed", "5.1.1", RUTH, &format!("{digest}@larkspur.example")),
        );
        assert!(is_withheld(&room, "digest", RUTH), "{}", room.db.kind);
    }
}

#[test]
fn a_forged_report_changes_nothing_r44() {
    for room in rooms() {
        let digest = sent(&room, "digest", RUTH);
        let good = room.bounce_address(digest);
        let (local, domain) = good.split_once('@').unwrap();
        let last = if local.ends_with('0') { '1' } else { '0' };
        let other_key = smilecard::domain::mail_tag::bounce_address(
            &smilecard::domain::token::SigningKey::derive(b"another"),
            "cards@larkspur.example",
            '+',
            room.house.organisation,
            digest,
        );
        let forged = [
            "cards@larkspur.example".to_owned(),
            format!("{}{last}@{domain}", &local[..local.len() - 1]),
            other_key.unwrap(),
            "cards+b.123@larkspur.example".to_owned(),
        ];
        for (number, to) in forged.iter().enumerate() {
            for original in ["nobody@x.example", "00000000-0000-0000-0000-000000000000@larkspur.example"] {
                let raw = report(&format!("f{number}{}", original.len()), "failed", "5.1.1", RUTH, original);
                returns(&room, to, &raw);
            }
        }
        // The neighbours' letter, reported to us.
        let theirs = LetterId::at(later(0));
        let mut row = outbox_row(&room, theirs, "digest", "stan@nextdoor.example");
        row.organisation_id = room.next_door.organisation;
        room.write(move |connection| outbox::insert(connection, &row));
        returns(
            &room,
            "cards@larkspur.example",
            &report("n1", "failed", "5.1.1", RUTH, &format!("{theirs}@larkspur.example")),
        );
        assert_eq!(history(&room, RUTH), None, "{}", room.db.kind);
        let next_door = room.next_door.organisation;
        let theirs = room.read(|connection| suppressions::find(connection, next_door, "stan@nextdoor.example"));
        assert_eq!(theirs, None);
    }
}

#[test]
fn letters_that_come_back_for_the_time_being_add_up_and_delays_do_not_r44() {
    for room in rooms() {
        for number in 0..5 {
            let delayed = sent(&room, "digest", RUTH);
            returns(
                &room,
                &room.bounce_address(delayed),
                &report(&format!("l{number}"), "delayed", "4.4.1", RUTH, "x@x"),
            );
        }
        assert_eq!(history(&room, RUTH), None, "{}", room.db.kind);
        for number in 0..3 {
            assert!(!is_withheld(&room, "digest", RUTH), "after {number}");
            let soft = sent(&room, "digest", RUTH);
            let to = room.bounce_address(soft);
            returns(&room, &to, &report(&format!("s{number}"), "failed", "4.2.2", RUTH, "x@x"));
            // Told twice of the same letter.
            returns(&room, &to, &report(&format!("t{number}"), "failed", "4.2.2", RUTH, "x@x"));
        }
        assert!(is_withheld(&room, "digest", RUTH));
        assert_eq!(history(&room, RUTH).unwrap().score, 3);
    }
}

#[test]
fn letters_that_came_back_long_ago_no_longer_count_r44() {
    for room in rooms() {
        for (number, day) in [0, 7, 20, 30].into_iter().enumerate() {
            let soft = sent(&room, "digest", RUTH);
            let raw = report(&format!("s{number}"), "failed", "4.2.2", RUTH, "x@x");
            room.arrive_at(&room.bounce_address(soft), "", &raw, later(24 * day));
        }
        assert!(!is_withheld(&room, "digest", RUTH), "{}", room.db.kind);
        assert_eq!(history(&room, RUTH).unwrap().score, 2);
    }
}

#[test]
fn an_answer_that_comes_back_leaves_its_card_unanswered_r44() {
    for room in rooms() {
        let card = room.card_of(room.post(&letter("m1", "Derrick never rang me back."))).id;
        let answer = room.answer(card, "I am sorry.");
        returns(&room, &room.bounce_address(answer), &report("d1", "failed", "5.1.1", "rosa@customer.example", "x@x"));
        assert_eq!(room.card(card).status, Status::Open, "{}", room.db.kind);
        let trail = room.read(|connection| events::of_card(connection, room.house.organisation, card));
        assert_eq!(trail.last().unwrap().kind, Step::CameBack);
        let viewer = room.viewer();
        let templates = smilecard::render::Templates::load(None).unwrap();
        let again = room.db.database.write(move |connection| {
            smilecard::services::answers::write(connection, &templates, &viewer, card, "Again.", later(1))
        });
        assert!(again.unwrap_err().message().contains("Nothing is sent"));
    }
}

#[test]
fn a_reader_who_calls_a_digest_spam_gets_no_more_of_it_r45() {
    for room in rooms() {
        let house = room.house.organisation;
        let new =
            smilecard::services::subscriptions::NewSubscription { email: "boss@house.example", ..Default::default() };
        let subscription = {
            room.write(move |connection| smilecard::services::subscriptions::create(connection, house, &new, later(0)))
        };
        let digest = sent(&room, "digest", "boss@house.example");
        let row = DigestRow {
            organisation_id: house,
            id: DigestId::from_uuid(digest.uuid()),
            subscription_id: subscription.id,
            period_start: 0,
            period_end: 1,
            composed_at: 1,
            subject: String::new(),
            body_text: String::new(),
            body_html: String::new(),
            state: "sent".to_owned(),
            reach: "all".to_owned(),
            view_token: None,
            view_until: None,
            resent_as: None,
        };
        room.write(move |connection| digests::insert(connection, &row));
        let complaint = |id: &str, inner: &str| {
            format!(
                "From: feedback@provider.example\r\nTo: cards@larkspur.example\r\nSubject: complaint\r\n\
                 Message-ID: <{id}@provider.example>\r\nMIME-Version: 1.0\r\n\
                 Content-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n--b\r\n\
                 Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n\r\n--b\r\n\
                 Content-Type: message/rfc822\r\n\r\nFrom: cards@larkspur.example\r\nMessage-ID: <{inner}>\r\n\r\nHi\r\n--b--\r\n"
            )
        };
        room.arrive(
            "cards@larkspur.example",
            "feedback@provider.example",
            &complaint("c0", "nothing@larkspur.example"),
        );
        let stopped = |room: &Room| {
            room.read(|connection| subscriptions::by_id(connection, house, subscription.id)).stopped_at.is_some()
        };
        assert!(!stopped(&room), "a complaint about nothing of ours");
        room.arrive(
            "cards@larkspur.example",
            "feedback@provider.example",
            &complaint("c1", &format!("{digest}@larkspur.example")),
        );
        assert!(stopped(&room), "{}", room.db.kind);
        assert!(is_withheld(&room, "digest", "boss@house.example"));
        assert_eq!(apart(&room), ["complaint", "complaint"]);
    }
}
