//! The pages behind a letter: what was not accepted, blocked addresses, raw letters and attachments (R43, R57, S18).

use super::room::{Room, later, letter, rooms, with};
use crate::pages::{Page, get, post};
use crate::support::house::{Person, now};
use actix_web::http::StatusCode;
use smilecard::domain::Role;
use smilecard::domain::ids::InboundId;
use smilecard::intake::door::{Arrival, Via};
use smilecard::services::arrivals;
use smilecard::services::letters_in::Refused;

fn page(room: &Room, path: &str, person: &Person) -> Page {
    get(&room.db.database, path, Some(person))
}

fn press(room: &Room, path: &str, person: &Person) -> Page {
    post(&room.db.database, path, Some(person), &[])
}

fn header<'a>(page: &'a Page, name: &str) -> &'a str {
    page.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

/// An absence note, an hour old.
fn absence(room: &Room, id: &str) -> InboundId {
    let raw = letter(id, "I am away until Monday.")
        .replace("Subject: Thanks", "Subject: Out of office <b>now</b>\r\nAuto-Submitted: auto-replied");
    room.arrive_at("cards@larkspur.example", "rosa@customer.example", &raw, later(-1))
}

#[test]
fn every_letter_that_is_no_card_is_listed_with_its_reason_r43() {
    for room in rooms() {
        assert!(page(&room, "/not-accepted", &room.ruth).html.contains("Every letter became a card."));
        absence(&room, "m1");
        let unreadable = room.post("\u{0}\u{1}\u{2}garbage\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\u{0}\u{1}\u{2}\u{3}");
        let html = page(&room, "/not-accepted", &room.ruth).html;
        for words in [
            "Out of office &lt;b&gt;now&lt;/b&gt;",
            "Rosa Lind &lt;rosa@customer.example&gt;",
            "An automatic reply, such as an absence note.",
            "I am away until Monday.",
            "Make it a card",
            "Never from this address",
        ] {
            assert!(html.contains(words), "{words:?} is missing on {}: {html}", room.db.kind);
        }
        assert!(html.contains(&format!("/cards/{}", room.inbound(unreadable).card_id.unwrap())));
        let replies = page(&room, "/not-accepted?why=replies", &room.ruth).html;
        assert!(replies.contains("Out of office") && !replies.contains("No subject"));
        let programs = page(&room, "/not-accepted?why=programs", &room.ruth).html;
        assert!(!programs.contains("Out of office") && programs.contains("Nothing from lists or programs."));
        assert!(page(&room, "/inbox", &room.ruth).html.contains("href=\"/not-accepted\""));
    }
}

#[test]
fn the_list_goes_on_where_a_page_ends() {
    for room in rooms() {
        for number in 0..27 {
            absence(&room, &format!("m{number}"));
        }
        let first = page(&room, "/not-accepted?why=replies", &room.ruth).html;
        assert_eq!(first.matches("<article").count(), 25, "{}", room.db.kind);
        let next = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
        let second = page(&room, &next, &room.ruth).html;
        assert_eq!(second.matches("<article").count(), 2);
        assert!(!second.contains("rel=\"next\""));
    }
}

#[test]
fn a_letter_is_made_a_card_by_hand_and_that_is_undone() {
    for room in rooms() {
        let id = absence(&room, "m1");
        let made = press(&room, &format!("/not-accepted/{id}/card"), &room.ruth);
        assert_eq!(made.location, format!("/not-accepted?done=card&letter={id}"), "{}", made.html);
        let card = room.card_of(id);
        assert_eq!((card.text.as_str(), room.cards()), ("I am away until Monday.", 1), "{}", room.db.kind);
        let told = page(&room, &made.location, &room.ruth).html;
        assert!(told.contains("It is a card now.") && told.contains(&format!("/not-accepted/{id}/card/undo")));
        assert!(!told.contains("Out of office"), "it is no longer listed");
        assert!(page(&room, &format!("/cards/{}", card.id), &room.ruth).html.contains("made it a card"));
        assert_eq!(press(&room, &format!("/not-accepted/{id}/card"), &room.ruth).status, StatusCode::CONFLICT);
        assert_eq!(press(&room, &format!("/not-accepted/{id}/card/undo"), &room.ruth).status, StatusCode::SEE_OTHER);
        assert_eq!((room.cards(), room.inbound(id).card_id), (0, None));
        assert!(page(&room, "/not-accepted", &room.ruth).html.contains("Out of office"));
        // Once somebody has worked on it, it stays.
        press(&room, &format!("/not-accepted/{id}/card"), &room.ruth);
        let card = room.card_of(id).id;
        press(&room, &format!("/cards/{card}/owner"), &room.ruth);
        let undone = press(&room, &format!("/not-accepted/{id}/card/undo"), &room.ruth);
        assert_eq!((undone.status, room.cards()), (StatusCode::CONFLICT, 1));
    }
}

#[test]
fn a_letter_that_was_refused_before_it_was_read_is_listed_and_made_a_card() {
    for room in rooms() {
        for why in Refused::ALL {
            let (organisation, id) = (room.house.organisation, InboundId::at(room.tick()));
            let words = format!("Derrick was kind, {}.", why.code());
            let arrival = Arrival {
                recipient: "nobody@larkspur.example".to_owned(),
                sender: Some("rosa@customer.example".to_owned()),
                raw: letter(why.code(), &words).into_bytes().into(),
                via: Via::Pipe,
                peer: None,
                hello: None,
            };
            let at = later(-1);
            for _ in 0..2 {
                // The file of a spool may come back after a crash.
                let arrival = arrival.clone();
                room.write(move |connection| {
                    arrivals::keep_refused(connection, (organisation, id), &arrival, why, at).map(drop)
                });
            }
            room.read_in(id, at);
            assert_eq!((room.inbound(id).state.as_str(), room.cards()), ("refused", 0), "{}", room.db.kind);
            let list = page(&room, "/not-accepted?why=refused", &room.ruth).html;
            assert!(list.contains(why.sentence()) && list.contains(&words), "{list}");
            let path = format!("/not-accepted/{id}/card");
            press(&room, &path, &room.ruth);
            assert_eq!(room.card_of(id).text, words);
            press(&room, &format!("{path}/undo"), &room.ruth);
            assert!(page(&room, "/not-accepted?why=refused", &room.ruth).html.contains(&words));
            assert_eq!(room.cards(), 0);
        }
    }
}

#[test]
fn the_same_letter_is_a_card_when_it_comes_again_and_can_be_read() {
    for room in rooms() {
        let (organisation, id, at) = (room.house.organisation, InboundId::at(room.tick()), later(-1));
        let raw = letter("m1", "Derrick was kind.");
        let arrival = Arrival {
            recipient: "cards@larkspur.example".to_owned(),
            sender: None,
            raw: raw.clone().into_bytes().into(),
            via: Via::Imap,
            peer: None,
            hello: None,
        };
        let why = Refused::NotFetched;
        room.write(move |connection| {
            arrivals::keep_refused(connection, (organisation, id), &arrival, why, at).map(drop)
        });
        room.read_in(id, at);
        assert_eq!(room.inbound(room.post(&raw)).state, "card", "{}", room.db.kind);
    }
}

#[test]
fn nothing_more_is_read_from_a_blocked_address_until_it_is_let_in_again() {
    for room in rooms() {
        let id = absence(&room, "m1");
        let blocked = press(&room, &format!("/not-accepted/{id}/block"), &room.ruth);
        assert_eq!(blocked.location, format!("/not-accepted?done=blocked&letter={id}"));
        let refused = room.post(&letter("m2", "Maria was kind."));
        assert_eq!((room.inbound(refused).state.as_str(), room.cards()), ("refused", 0), "{}", room.db.kind);
        let list = page(&room, "/not-accepted?why=refused", &room.ruth).html;
        assert!(list.contains("It comes from an address that somebody has blocked."));
        let names = page(&room, "/blocked", &room.ruth).html;
        assert!(names.contains("rosa@customer.example"));
        let fields = [("address", "Rosa@customer.example")];
        let again = post(&room.db.database, "/blocked/undo", Some(&room.ruth), &fields);
        assert_eq!(again.location, "/blocked?done=unblocked");
        assert!(page(&room, "/blocked", &room.ruth).html.contains("Nobody is blocked."));
        assert_eq!(room.inbound(room.post(&letter("m3", "Derrick was kind."))).state, "card");
    }
}

#[test]
fn what_is_not_accepted_is_seen_by_those_whose_it_is_s18() {
    for room in rooms() {
        let (house, db) = (&room.house, &room.db.database);
        let of_shop = {
            let raw = letter("m1", "Away.")
                .replace("Subject: Thanks", "Subject: Out of office\r\nAuto-Submitted: auto-replied");
            room.arrive_at("cards+mill-street@larkspur.example", "rosa@customer.example", &raw, later(-1))
        };
        let shop = house.person(db, "Sue Shop", Role::Manager, &[house.shop], None);
        let billing = house.person(db, "Bill Billing", Role::Manager, &[house.billing], None);
        let derrick = house.person(db, "Derrick Hale", Role::Agent, &[], Some(house.derrick));
        let auditor = house.person(db, "Abel Auditor", Role::Auditor, &[], None);
        let stranger = room.next_door.person(db, "Stan Stranger", Role::Admin, &[], None);
        for (person, sees) in
            [(&room.ruth, true), (&shop, true), (&auditor, true), (&billing, false), (&stranger, false)]
        {
            assert_eq!(page(&room, "/not-accepted", person).html.contains("Out of office"), sees, "{}", room.db.kind);
            let raw = page(&room, &format!("/not-accepted/{of_shop}/raw"), person).status;
            assert_eq!(raw == StatusCode::OK, sees);
        }
        assert_eq!(page(&room, "/not-accepted", &derrick).status, StatusCode::NOT_FOUND);
        assert_eq!(page(&room, "/blocked", &derrick).status, StatusCode::NOT_FOUND);
        assert!(!page(&room, "/not-accepted", &auditor).html.contains("Make it a card"));
        for act in ["card", "card/undo", "block", "block/undo"] {
            let path = format!("/not-accepted/{of_shop}/{act}");
            for person in [&billing, &stranger, &derrick] {
                assert_eq!(press(&room, &path, person).status, StatusCode::NOT_FOUND, "{act}");
            }
            assert_eq!(press(&room, &path, &auditor).status, StatusCode::FORBIDDEN, "{act}");
            assert_eq!(page(&room, &path, &room.ruth).status, StatusCode::METHOD_NOT_ALLOWED, "{act}");
        }
        assert_eq!(press(&room, "/blocked/undo", &auditor).status, StatusCode::FORBIDDEN);
        assert_eq!(room.cards(), 0);
    }
}

#[test]
fn a_raw_letter_is_saved_and_never_shown_s18() {
    let html = letter("m1", "<script>alert(1)</script>")
        .replace("Subject: Thanks", "Subject: Thanks\r\nMIME-Version: 1.0\r\nContent-Type: text/html");
    for room in rooms() {
        let id = room.post(&html);
        let card = room.card_of(id).id;
        let raw = page(&room, &format!("/cards/{card}/letters/{id}/raw"), &room.ruth);
        assert_eq!((raw.status, raw.html.as_str()), (StatusCode::OK, html.as_str()), "{}", room.db.kind);
        assert_eq!(header(&raw, "content-type"), "text/plain; charset=utf-8");
        assert_eq!(header(&raw, "x-content-type-options"), "nosniff");
        assert!(header(&raw, "content-disposition").starts_with("attachment; "));
        assert_eq!(raw.cache, "no-store");
        let other = room.post(&letter("m2", "Another."));
        let wrong = page(&room, &format!("/cards/{card}/letters/{other}/raw"), &room.ruth);
        assert_eq!(wrong.status, StatusCode::NOT_FOUND, "a letter of another card");
    }
}

#[test]
fn a_card_shows_what_was_taken_away_and_its_attachments_r57() {
    let raw = letter("m1", "").replace(
        "\r\n\r\n",
        "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\
         Derrick was rude.\r\n\r\nOn Mon, 2 Nov 2026 at 10:00, Larkspur <cards@larkspur.example> wrote:\r\n> Your bill is here.\r\n\
         --b\r\nContent-Type: text/html; name=\"../../evil.html\"\r\nContent-Disposition: attachment; filename=\"../../ev\u{ef}l\u{202e}.html\"\r\n\r\n\
         <script>alert(1)</script>\r\n--b--",
    );
    for room in rooms() {
        let id = room.post(&raw);
        let card = room.card_of(id).id;
        assert_eq!(room.card(card).text, "Derrick was rude.");
        let html = page(&room, &format!("/cards/{card}"), &room.ruth).html;
        assert!(html.contains("<details>") && html.contains("Your bill is here."), "{html}");
        let path = format!("/cards/{card}/letters/{id}/files/0");
        assert!(html.contains(&path), "{html}");
        let file = page(&room, &path, &room.ruth);
        assert_eq!(file.html.trim(), "<script>alert(1)</script>", "{}", room.db.kind);
        assert_eq!(header(&file, "content-type"), "application/octet-stream");
        assert_eq!(header(&file, "x-content-type-options"), "nosniff");
        let said = header(&file, "content-disposition");
        assert!(said.starts_with("attachment; ") && !said.contains("..") && !said.contains('/'), "{said}");
        let none = page(&room, &format!("/cards/{card}/letters/{id}/files/1"), &room.ruth);
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    }
}

#[test]
fn a_card_shows_its_letters_in_order_and_who_is_unverified() {
    for room in rooms() {
        let card = room.card_of(room.post(&letter("m1", "Derrick never rang me back."))).id;
        let path = format!("/cards/{card}");
        let form = [("text", "I am sorry.\n\nRuth")];
        let sent = post(&room.db.database, &format!("{path}/letters"), Some(&room.ruth), &form);
        assert_eq!(sent.location, format!("{path}?done=wrote"), "{}", sent.html);
        let failed = "Authentication-Results: mx.larkspur.example; dmarc=fail header.from=customer.example";
        room.arrive(&room.reply_address(card), "rosa@customer.example", &with(failed, &letter("m2", "Thank you.")));
        let html = page(&room, &path, &room.ruth).html;
        let (ours, theirs) = (html.find("You wrote").unwrap(), html.find("Rosa Lind wrote").unwrap());
        assert!(ours < theirs && html.contains("Unverified sender") && html.contains("The customer wrote again"));
        let empty = post(&room.db.database, &format!("{path}/letters"), Some(&room.ruth), &[("text", "  ")]);
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", room.db.kind);
        let auditor = room.house.person(&room.db.database, "Abel Auditor", Role::Auditor, &[], None);
        let refused = post(&room.db.database, &format!("{path}/letters"), Some(&auditor), &form);
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(!page(&room, &path, &auditor).html.contains("Write to the customer"));
    }
}

#[test]
fn a_letter_that_brings_back_somebodys_link_to_sign_in_waits_until_the_link_has_ended() {
    for room in rooms() {
        let answer = letter("m1", "I can't get in: https://cards.example/sign-in/secret-token");
        let card = room.post(&answer);
        let id = room.card_of(card).id;
        let raw = format!("/cards/{id}/letters/{card}/raw");
        assert_eq!(page(&room, &raw, &room.ruth).status, StatusCode::CONFLICT, "{}", room.db.kind);
        let html = page(&room, &format!("/cards/{id}"), &room.ruth).html;
        assert!(!html.contains("secret-token") && html.contains("[link to sign in]"));
        // Whatever a machine sends back may hold one in a form that nobody looks into.
        let bounce = room.arrive_at("cards@larkspur.example", "", &letter("m2", "Away."), now());
        assert_eq!(page(&room, &format!("/not-accepted/{bounce}/raw"), &room.ruth).status, StatusCode::CONFLICT);
        let old = room.arrive_at("cards@larkspur.example", "", &letter("m3", "Away."), later(-1));
        assert_eq!(page(&room, &format!("/not-accepted/{old}/raw"), &room.ruth).status, StatusCode::OK);
    }
}
