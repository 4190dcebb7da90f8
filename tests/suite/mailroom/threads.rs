//! Letters that belong to a card: the customer's next one, somebody else's, an answer to what only we get (R36).

use super::room::{Room, later, letter, rooms};
use smilecard::domain::ids::{ActId, CardId};
use smilecard::domain::{Outcome, Status, Step};
use smilecard::services::closure;
use smilecard::store::{card_letters, events, outbox};

const PRAISE: &str = "Maria was wonderful, thank you so much.";
const COMPLAINT: &str = "Derrick never rang me back and I am angry.";

fn reply(field: &str, id: &str, text: &str) -> String {
    letter("m2", text).replace("Subject: Thanks", &format!("Subject: Re: Thanks\r\n{field}: <{id}>"))
}

fn letters(room: &Room, card: CardId) -> Vec<(String, String)> {
    let rows = room.read(|connection| card_letters::of_card(connection, room.house.organisation, card));
    rows.into_iter().map(|row| (row.direction, row.text)).collect()
}

fn steps(room: &Room, card: CardId) -> Vec<Step> {
    let rows = room.read(|connection| events::of_card(connection, room.house.organisation, card));
    rows.into_iter().map(|row| row.kind).collect()
}

#[test]
fn an_answer_to_our_letter_lands_on_its_card_by_token_and_by_id() {
    for room in rooms() {
        let card = room.card_of(room.post(&letter("m1", COMPLAINT))).id;
        let sent = room.answer(card, "I am sorry.\n\nI shall ring you today.");
        assert_eq!(room.card(card).status, Status::Answered, "{}", room.db.kind);
        let by_token =
            room.arrive(&room.reply_address(card), "rosa@customer.example", &letter("m2", "You did not ring."));
        let by_id = room.post(&reply("In-Reply-To", &format!("{sent}@larkspur.example"), "Nor today."));
        let by_references = room.post(&letter("m4", "Nor ever.").replace(
            "Subject: Thanks",
            &format!("Subject: Re: Thanks\r\nReferences: <other@x.example>\r\n <{sent}@larkspur.example>"),
        ));
        for id in [by_token, by_id, by_references] {
            assert_eq!((room.inbound(id).state.as_str(), room.inbound(id).card_id), ("letter", Some(card)));
        }
        let told = letters(&room, card);
        let told: Vec<(&str, &str)> = told.iter().map(|(way, text)| (way.as_str(), text.as_str())).collect();
        let ours = ("out", "I am sorry.\n\nI shall ring you today.");
        assert_eq!(told, [ours, ("in", "You did not ring."), ("in", "Nor today."), ("in", "Nor ever.")]);
        assert_eq!(room.cards(), 1);
        assert_eq!(room.card(card).status, Status::Again);
    }
}

#[test]
fn a_token_that_nobody_signed_leads_nowhere() {
    for room in rooms() {
        let card = room.card_of(room.post(&letter("m1", COMPLAINT))).id;
        let address = room.reply_address(card);
        let (head, tail) = address.split_once('@').unwrap();
        let last = if head.ends_with('0') { '1' } else { '0' };
        let forged = format!("{}{last}@{tail}", &head[..head.len() - 1]);
        let id = room.arrive(&forged, "rosa@customer.example", &letter("m2", "More."));
        assert_ne!(room.card_of(id).id, card, "{}", room.db.kind);
    }
}

#[test]
fn a_closed_card_opens_when_its_customer_writes_again() {
    for room in rooms() {
        let card = room.card_of(room.post(&letter("m1", COMPLAINT))).id;
        let (viewer, at) = (room.viewer(), room.tick());
        room.write(move |connection| {
            let place = (card, ActId::at(at));
            closure::close(connection, &viewer, place, Outcome::PutRight, "Rang her.", at)
        });
        assert!(!room.needs_somebody(card));
        room.post(&reply("In-Reply-To", "m1@customer.example", "It broke again."));
        let row = room.card(card);
        assert_eq!((row.status, row.closed_at), (Status::Again, None), "{}", room.db.kind);
        assert!(room.needs_somebody(card));
        assert_eq!(steps(&room, card), [Step::Closed, Step::WroteAgain]);
        let viewer = room.viewer();
        room.write(move |connection| closure::answered(connection, &viewer, card, later(2)));
        assert_eq!(room.card(card).status, Status::Answered);
    }
}

#[test]
fn a_further_letter_after_praise_needs_somebody_too() {
    for room in rooms() {
        let card = room.card_of(room.post(&letter("m1", PRAISE))).id;
        assert!(!room.needs_somebody(card), "{}", room.db.kind);
        room.post(&reply("In-Reply-To", "m1@customer.example", "By the way, when do you open?"));
        assert!(room.needs_somebody(card));
    }
}

#[test]
fn an_answer_from_another_address_is_a_card_of_its_own_beside_the_first() {
    for room in rooms() {
        let card = room.card_of(room.post(&letter("m1", COMPLAINT))).id;
        let raw = letter("m2", "I am her husband. Ring me.").replace("rosa@customer.example", "hugo@home.example");
        let id = room.arrive(&room.reply_address(card), "hugo@home.example", &raw);
        let theirs = room.card_of(id);
        assert_ne!(theirs.id, card, "{}", room.db.kind);
        assert_eq!(theirs.customer_email.as_deref(), Some("hugo@home.example"));
        assert_eq!(room.reading(id).answers_card_id, Some(card));
        assert_eq!(steps(&room, card), [Step::Linked]);
        assert!(letters(&room, card).is_empty(), "nobody else writes on a customer's card");
    }
}

#[test]
fn an_answer_to_a_weekly_letter_is_found_by_its_id_and_not_by_its_subject_r36() {
    for room in rooms() {
        let id = smilecard::domain::ids::LetterId::at(later(0));
        let row = outbox_row(&room, id, "digest", "ruth.calder@house.example");
        room.write(move |connection| outbox::insert(connection, &row));
        let raw = reply("In-Reply-To", &format!("{id}@larkspur.example"), "Well done everybody.")
            .replace("rosa@customer.example", "ruth.calder@house.example");
        let answer = room.post(&raw);
        assert_eq!(room.inbound(answer).state, "refused", "{}", room.db.kind);
        assert_eq!(room.reading(answer).code, "answer-to-us");
        let same_subject =
            room.post(&letter("m3", "My own words.").replace("Thanks", "Re: 31 smiles and 6 complaints"));
        assert_eq!(room.inbound(same_subject).state, "card");
    }
}

/// A letter of ours that was sent.
pub fn outbox_row(room: &Room, id: smilecard::domain::ids::LetterId, kind: &str, to: &str) -> outbox::OutboxRow {
    let at = smilecard::store::columns::micros(later(0));
    outbox::OutboxRow {
        organisation_id: room.house.organisation,
        id,
        kind: kind.to_owned(),
        to_name: String::new(),
        to_address: to.to_owned(),
        subject: "31 smiles and 6 complaints".to_owned(),
        body_text: String::new(),
        body_html: None,
        list_id: None,
        unsubscribe_url: None,
        state: "sent".to_owned(),
        attempts: 1,
        run_at: at,
        lease_until: None,
        last_error: None,
        created_at: at,
        sent_at: Some(at),
        card_id: None,
        in_reply_to: None,
        last_code: None,
        tried_at: None,
        offered_at: None,
    }
}

#[test]
fn nothing_is_written_to_a_customer_without_an_address_or_with_one_of_ours() {
    for room in rooms() {
        let ours = letter("m1", COMPLAINT).replace("rosa@customer.example", "cards+maria@larkspur.example");
        let card = room.card_of(room.arrive("cards@larkspur.example", "x@x.example", &ours)).id;
        let viewer = room.viewer();
        let templates = smilecard::render::Templates::load(None).unwrap();
        let error = room
            .db
            .database
            .write(move |connection| {
                smilecard::services::answers::write(connection, &templates, &viewer, card, "Hello.", later(0))
            })
            .unwrap_err();
        assert!(error.message().contains("address of your own"), "{}", error.message());
    }
}
