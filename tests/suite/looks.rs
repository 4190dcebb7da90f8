//! What is looked at before it is a card: words and senders that an organisation names, the list of what waits, and that
//! nobody hears of it before.

use crate::learning::{Site, sites};
use crate::mailroom::room::{Room, letter, rooms};
use crate::pages::{ask_with, get, post};
use crate::support::house::{ago, now};
use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use jiff::SignedDuration;
use smilecard::domain::calendar::Period;
use smilecard::domain::ids::CardId;
use smilecard::domain::{Kind, Reach, Shows, Sight};
use smilecard::store::set_aside::{self, AsideRow, SPAM, WAITING};
use smilecard::store::{AnyConnection, cards, jobs};

/// A card with a word that somebody should look at first, sent to the billing team's form.
pub fn one(room: &Room) -> CardId {
    let (house, content) = (room.house.clone(), room.house.card(Kind::Complaint, "Pills.", ago(2)));
    let sent = serde_json::json!({
        "submission": {
            "source": "form", "kind": "complaint", "text": "Pills.", "subject": null, "helper": null,
            "customer_name": null, "customer_email": null, "customer_phone": null, "form_id": null,
            "team_id": house.billing, "location": null, "preset": null, "inbound_id": null,
        },
        "with": { "receipt": null, "place": null, "language": null },
    });
    room.write(move |connection| {
        let row = AsideRow {
            organisation_id: house.organisation,
            card_id: content.id,
            once_key: content.once_key,
            content: sent.to_string(),
            reason: "It says “pills”.".to_owned(),
            kind: Kind::Complaint,
            team_id: Some(house.billing),
            place: None,
            inbound_id: None,
            received_at: content.received_at,
            state: set_aside::WAITING.to_owned(),
            decided_by: None,
            decided_at: None,
        };
        set_aside::insert(connection, &row).map(|()| row.card_id)
    })
}

fn lists(s: &Site, words: &str, senders: &str) {
    let to = s.done("/settings/held/looks", &s.admin, &[("words", words), ("senders", senders)]);
    assert_eq!(to, "/settings/held?done=saved", "{}", s.db.kind);
}

/// A card through the form; answers the page that hands it back.
fn send(s: &Site, words: &str, reach: &str) -> (String, String) {
    let html = ask_with(&s.db.database, &s.directory, TestRequest::get().uri("/f/larkspur"), None).html;
    let key = html.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [("key", key.as_str()), ("kind", "praise"), ("words", words), ("reach", reach), ("name", "Rosa Lind")];
    let again = || TestRequest::post().uri("/f/larkspur").set_form(fields);
    let page = ask_with(&s.db.database, &s.directory, again(), None);
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.html);
    assert_eq!(ask_with(&s.db.database, &s.directory, again(), None).location, page.location, "sent twice");
    let thanks = ask_with(&s.db.database, &s.directory, TestRequest::get().uri(&page.location), None);
    assert_eq!(thanks.status, StatusCode::OK, "{}", thanks.html);
    (page.location, thanks.html)
}

fn cards_of(s: &Site) -> i64 {
    s.db.database.read(|connection| cards::count(connection, s.house.organisation)).unwrap()
}

fn aside(s: &Site, state: &str) -> Vec<AsideRow> {
    let read = |connection: &mut AnyConnection| {
        set_aside::list(connection, s.house.organisation, (Reach::Everything, state), None, 100)
    };
    s.db.database.read(read).unwrap()
}

#[test]
fn a_card_with_such_a_word_is_seen_by_nobody_before_it_is_let_in_and_its_customer_is_thanked() {
    for s in sites() {
        lists(&s, "Crétin\ncash prize", "");
        let (_, thanks) = send(&s, "Derrick is no cretin at all, he was lovely.", "rosa@mail.example");
        assert!(thanks.contains("he was lovely") && !thanks.contains("Card 0"), "{}: {thanks}", s.db.kind);
        send(&s, "Derrick found my cash, a prize of a man.", "rosa@mail.example");
        assert_eq!(cards_of(&s), 1, "only what holds no such word");
        s.work();
        let look = aside(&s, WAITING).pop().unwrap();
        assert!(!s.get("/me", &s.derrick).html.contains("no cretin"));
        assert!(!s.get("/inbox?show=all", &s.ruth).html.contains("no cretin"));
        assert_eq!(s.get(&format!("/cards/{}", look.card_id), &s.ruth).status, StatusCode::NOT_FOUND);

        let list = s.get("/inbox/looks", &s.ruth).html;
        assert!(list.contains("no cretin at all") && list.contains("It says “cretin”."), "{list}");
        assert!(!list.contains("Rosa") && !list.contains("rosa@mail"), "who it was is no business of this list");
        assert!(s.get("/inbox", &s.ruth).html.contains("Have a look <b>1</b>"));

        let path = format!("/inbox/looks/{}/card", look.card_id);
        let to = s.done(&path, &s.ruth, &[]);
        assert_eq!((cards_of(&s), aside(&s, WAITING).len()), (2, 0));
        assert_eq!(s.tagged(look.card_id), [s.house.derrick], "it is read as any other");
        assert!(s.get("/me", &s.derrick).html.contains("no cretin"));
        assert_eq!(s.trail(look.card_id), ["let_in It says “cretin”."]);
        let card = s.db.database.read(|c| cards::by_id(c, s.house.organisation, look.card_id)).unwrap();
        assert_eq!(card.received_at, look.received_at, "it came when it came");
        assert_eq!(card.customer_name.as_deref(), Some("Rosa Lind"));
        assert_eq!(s.post(&path, &s.ruth, &[]).status, StatusCode::CONFLICT, "let in once");

        let page = s.get(&to, &s.ruth).html;
        assert!(page.contains(&format!("action=\"{path}/undo\"")), "{page}");
        assert_eq!(s.work(), 0, "nobody is told for some minutes");
        s.done(&format!("{path}/undo"), &s.ruth, &[]);
        assert_eq!((cards_of(&s), aside(&s, WAITING).len()), (1, 1));
        s.done(&path, &s.ruth, &[]);
        s.done(
            &format!("/cards/{}/mentions/{}/polarity", look.card_id, s.house.derrick),
            &s.ruth,
            &[("kind", "mixed")],
        );
        assert_eq!(s.post(&format!("{path}/undo"), &s.ruth, &[]).status, StatusCode::CONFLICT, "it was worked on");
    }
}

#[test]
fn what_was_let_in_is_told_after_ten_minutes_and_stays_then() {
    for s in sites() {
        lists(&s, "cretin", "");
        send(&s, "No cretin, Derrick.", "rosa@mail.example");
        let look = aside(&s, WAITING).pop().unwrap();
        s.done(&format!("/inbox/looks/{}/card", look.card_id), &s.ruth, &[]);
        let due = |connection: &mut AnyConnection, at: jiff::Timestamp| {
            Ok(jobs::claim(connection, at, at, 10)?.into_iter().map(|row| row.kind).collect::<Vec<_>>())
        };
        let early = s.db.database.write(move |c| due(c, now() + SignedDuration::from_mins(9))).unwrap();
        assert!(!early.contains(&"card_letters".to_owned()), "{}: {early:?}", s.db.kind);
        let late = s.db.database.write(move |c| due(c, now() + SignedDuration::from_mins(10))).unwrap();
        assert!(late.contains(&"card_letters".to_owned()), "{}: {late:?}", s.db.kind);
    }
}

#[test]
fn spam_is_no_card_can_be_called_back_and_is_seen_and_decided_within_ones_reach_alone() {
    for s in sites() {
        lists(&s, "", "@spam.example\ntroll@mail.example");
        send(&s, "Buy our pills.", "a@mail.spam.example");
        send(&s, "You again.", "Troll@mail.example");
        assert_eq!((cards_of(&s), aside(&s, WAITING).len()), (0, 2), "{}", s.db.kind);
        let look = aside(&s, WAITING).into_iter().find(|row| row.content.contains("pills")).unwrap();
        let path = format!("/inbox/looks/{}", look.card_id);
        let to = s.done(&format!("{path}/spam"), &s.ruth, &[]);
        assert!(s.get(&to, &s.ruth).html.contains(&format!("action=\"{path}/spam/undo\"")));
        assert_eq!((aside(&s, WAITING).len(), aside(&s, SPAM).len()), (1, 1));
        assert!(s.get("/inbox/looks?show=spam", &s.ruth).html.contains("Buy our pills."));
        assert_eq!(s.post(&format!("{path}/card"), &s.ruth, &[]).status, StatusCode::CONFLICT);
        s.done(&format!("{path}/spam/undo"), &s.ruth, &[]);
        assert_eq!(aside(&s, WAITING).len(), 2);
        for (person, status) in [
            (&s.stranger, StatusCode::NOT_FOUND),
            (&s.derrick, StatusCode::NOT_FOUND),
            (&s.auditor, StatusCode::FORBIDDEN),
        ] {
            for act in ["card", "spam"] {
                assert_eq!(s.post(&format!("{path}/{act}"), person, &[]).status, status);
            }
        }
        let theirs = s.get("/inbox/looks", &s.auditor).html;
        assert!(theirs.contains("Buy our pills.") && !theirs.contains("Let it in"), "an auditor reads");
        // What was sent to a team is that team's.
        let (organisation, billing) = (s.house.organisation, s.house.billing);
        s.db.database
            .write(move |connection| {
                let mut row = set_aside::by_id(connection, organisation, look.card_id)?.unwrap();
                set_aside::delete(connection, organisation, &[row.card_id])?;
                row.team_id = Some(billing);
                set_aside::insert(connection, &row)
            })
            .unwrap();
        assert!(!s.get("/inbox/looks", &s.olga).html.contains("Buy our pills."), "{}", s.db.kind);
        assert!(s.get("/inbox/looks", &s.ruth).html.contains("Buy our pills."));
        assert_eq!(s.post(&format!("{path}/spam"), &s.olga, &[]).status, StatusCode::NOT_FOUND);
    }
}

#[test]
fn every_card_is_counted_once_wherever_it_is() {
    for s in sites() {
        lists(&s, "cretin", "");
        for number in 0..4 {
            send(&s, &format!("Derrick, no cretin, {number}."), "rosa@mail.example");
        }
        send(&s, "Derrick was kind.", "rosa@mail.example");
        let ids: Vec<CardId> = aside(&s, WAITING).iter().map(|row| row.card_id).collect();
        s.done(&format!("/inbox/looks/{}/card", ids[0]), &s.ruth, &[]);
        s.done(&format!("/inbox/looks/{}/spam", ids[1]), &s.ruth, &[]);
        let period = Period { start: ago(1), end: now() + SignedDuration::from_mins(1) };
        let counted = |shows: Shows| {
            let sight = Sight { reach: Reach::Everything, shows, place: None };
            let organisation = s.house.organisation;
            s.db.database
                .read(|c| {
                    let cards = smilecard::store::figures::tally(c, organisation, sight, period)?;
                    let held = set_aside::count_of(c, organisation, (sight, period), WAITING)?;
                    let spam = set_aside::count_of(c, organisation, (sight, period), SPAM)?;
                    Ok((cards.praise + cards.complaints, held, spam))
                })
                .unwrap()
        };
        assert_eq!(counted(Shows::All), (2, 2, 1), "{}: five were sent", s.db.kind);
        assert_eq!(counted(Shows::Praise), (2, 2, 1));
        assert_eq!(counted(Shows::Complaints), (0, 0, 0));
    }
}

#[test]
fn a_letter_with_such_a_word_waits_too_and_is_a_card_like_any_other_when_it_is_let_in() {
    for room in rooms() {
        let db = &room.db.database;
        let fields = [("words", "pills"), ("senders", "")];
        assert_eq!(post(db, "/settings/held/looks", Some(&room.ruth), &fields).status, StatusCode::SEE_OTHER);
        let id = room.post(&letter("m1", "Derrick Hale was kind about my pills."));
        let stored = room.inbound(id);
        assert_eq!((stored.state.as_str(), stored.card_id, room.cards()), ("look", None, 0), "{}", room.db.kind);
        assert!(!get(db, "/not-accepted", Some(&room.ruth)).html.contains("my pills"), "it isn't refused");
        let list = get(db, "/inbox/looks", Some(&room.ruth)).html;
        assert!(list.contains("kind about my pills"), "{list}");
        let look = list.split("/inbox/looks/").nth(2).unwrap().split('/').next().unwrap().to_owned();
        let path = format!("/inbox/looks/{look}/card");
        post(db, &path, Some(&room.ruth), &[]);
        let card = room.card_of(id);
        assert_eq!((card.id.to_string(), room.inbound(id).state.as_str()), (look, "card"));
        assert_eq!(room.reading(id).card_id, Some(card.id));
        // A further letter finds it, as it finds any card.
        post(db, &format!("{path}/undo"), Some(&room.ruth), &[]);
        assert_eq!((room.inbound(id).card_id, room.reading(id).card_id, room.cards()), (None, None, 0));
        assert_eq!(room.inbound(id).state, "look");
    }
}

#[test]
fn what_waits_forgets_who_sent_it_in_time_and_spam_goes_whole() {
    for s in sites() {
        lists(&s, "cretin", "");
        send(&s, "One cretin.", "rosa@mail.example");
        send(&s, "Two cretins, or a cretin.", "rosa@mail.example");
        let ids: Vec<CardId> = aside(&s, WAITING).iter().map(|row| row.card_id).collect();
        s.done(&format!("/inbox/looks/{}/spam", ids[0]), &s.ruth, &[]);
        let run = |days: i64| {
            let at = now() + SignedDuration::from_hours(24 * days);
            s.db.database.write(move |c| smilecard::services::retention::run(c, at, 100).map(drop)).unwrap();
        };
        run(89);
        assert!(aside(&s, WAITING)[0].content.contains("rosa@mail") && aside(&s, SPAM).len() == 1, "{}", s.db.kind);
        run(91);
        let left = aside(&s, WAITING);
        assert!(left.len() == 1 && !left[0].content.contains("rosa@mail") && left[0].content.contains("cretin"));
        assert!(aside(&s, SPAM).is_empty());
        run(400);
        assert!(aside(&s, WAITING).is_empty());
    }
}

#[test]
fn lists_that_cannot_be_kept_come_back_as_they_were_typed() {
    for s in sites() {
        let wrong = s.post("/settings/held/looks", &s.admin, &[("words", "fine"), ("senders", "no sender")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("“no sender” is no sender") && wrong.html.contains("fine"), "{}", wrong.html);
        lists(&s, " Crétin \r\n<b>", "@spam.example");
        let page = s.get("/settings/held", &s.admin).html;
        assert!(page.contains("Crétin \n&lt;b&gt;") && page.contains("@spam.example"), "{page}");
        assert_eq!(s.get("/settings/held", &s.ruth).status, StatusCode::NOT_FOUND);
    }
}
