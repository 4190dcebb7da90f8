//! The life of a card through its page: who looks after it, notes, what it is about, how it ends, what its customer says
//! of that, and undoing each step.

use crate::learning::{Site, act, sites};
use crate::pages::{Page, ask_with};
use crate::place::Place;
use crate::support::house::{ago, now};
use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use jiff::SignedDuration;
use smilecard::domain::ids::CardId;
use smilecard::domain::{Kind, Outcome, Polarity, Status};
use smilecard::store::cards::{self, CardRow};
use smilecard::store::outbox::{self, OutboxRow};

/// A complaint about Derrick, left yesterday by Janet.
fn complaint(s: &Site) -> CardId {
    let card = s.house.card(Kind::Complaint, "I waited and Derrick never rang back.", ago(24));
    s.house.leave(&s.db.database, card, &[(s.house.derrick, "Derrick", Polarity::Complaint)])
}

fn row(s: &Site, card: CardId) -> CardRow {
    s.db.database.read(|connection| cards::by_id(connection, s.house.organisation, card)).unwrap()
}

fn letters(s: &Site, kind: &str) -> Vec<OutboxRow> {
    let all = s.db.database.read(|connection| outbox::newest(connection, s.house.organisation, 100)).unwrap();
    all.into_iter().filter(|letter| letter.kind == kind).collect()
}

fn undo(s: &Site, location: &str, card: CardId) -> String {
    let page = s.get(location, &s.ruth).html;
    let path = format!("/changes/{}/undo?card={card}", act(location));
    assert!(page.contains(&format!("action=\"{path}\"")), "{page}");
    s.done(&path, &s.ruth, &[])
}

#[test]
fn a_card_is_seen_taken_given_away_and_each_step_is_undone() {
    for s in sites() {
        let card = complaint(&s);
        let path = |step: &str| format!("/cards/{card}/{step}");
        s.done(&path("seen"), &s.ruth, &[]);
        assert_eq!(row(&s, card).status, Status::Seen, "{}", s.db.kind);
        assert!(s.get("/inbox", &s.ruth).html.contains("Seen · no owner yet"));

        let taken = s.done(&path("owner"), &s.ruth, &[]);
        assert_eq!((row(&s, card).owner_id, row(&s, card).status), (Some(s.ruth.member), Status::Open));
        undo(&s, &taken, card);
        assert_eq!((row(&s, card).owner_id, row(&s, card).status), (None, Status::Seen));
        let again = s.post(&format!("/changes/{}/undo", act(&taken)), &s.ruth, &[]);
        assert_eq!(again.status, StatusCode::NOT_FOUND, "undone once");

        let page = s.get(&format!("/cards/{card}"), &s.ruth).html;
        assert!(page.contains("Ada Admin") && page.contains("Ruth Calder (you)"));
        let olga = s.olga.member.to_string();
        assert!(!page.contains(&olga), "a manager of another team can't see it");
        let refused = s.post(&path("owner"), &s.ruth, &[("member", &olga)]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.html.contains("Choose somebody who can."));
        let given = s.done(&path("owner"), &s.ruth, &[("member", &s.admin.member.to_string())]);
        assert!(s.get(&given, &s.ruth).html.contains("They look after this card now."));
        // The house's clock stands still: lines of one moment have no order.
        assert_eq!(s.trail(card).iter().filter(|line| *line == "assigned Ada Admin").count(), 1);

        s.done(&path("answer"), &s.ruth, &[]);
        let kept = s.done(&format!("/changes/{}/undo?card={card}", act(&given)), &s.ruth, &[]);
        assert!(kept.contains("step-back-partly"), "somebody has changed it since: {kept}");
        assert_eq!(row(&s, card).status, Status::Answered);
        for person in [&s.olga, &s.derrick, &s.stranger] {
            let page = s.post(&format!("/changes/{}/undo", act(&given)), person, &[]);
            assert_eq!(page.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(s.post(&path("owner"), &s.auditor, &[]).status, StatusCode::FORBIDDEN);
    }
}

#[test]
fn a_note_stands_in_the_trail_and_tells_whom_it_names_without_the_customer() {
    for s in sites() {
        let card = complaint(&s);
        let path = format!("/cards/{card}/notes");
        let wrong = s.post(&path, &s.ruth, &[("note", "@Olga, your shop?")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("names nobody who can see this card") && wrong.html.contains("@Olga, your shop?"));
        assert!(s.trail(card).is_empty(), "{}", s.db.kind);

        let noted = s.done(&path, &s.ruth, &[("note", "@Ada the call was booked on <b>Sunday</b>.")]);
        let page = s.get(&noted, &s.ruth).html;
        assert!(page.contains("Whom you named is told by email."));
        assert!(page.contains("You noted: “@Ada the call was booked on &lt;b&gt;Sunday&lt;"), "{page}");
        let letters = letters(&s, "note");
        assert_eq!(letters.iter().map(|letter| letter.to_name.as_str()).collect::<Vec<_>>(), ["Ada Admin"]);
        let text = &letters[0].body_text;
        assert!(text.contains("booked on") && text.contains(&format!("/cards/{card}")), "{text}");
        assert!(!text.contains("Janet") && !text.contains("never rang"), "the words stay on the card");
        assert!(!s.get("/me", &s.derrick).html.contains("booked on"));
    }
}

#[test]
fn a_colleague_who_is_chosen_from_the_list_hears_of_a_note_as_one_who_is_named_does() {
    for s in sites() {
        let card = complaint(&s);
        let path = format!("/cards/{card}/notes");
        let page = s.get(&format!("/cards/{card}"), &s.ruth).html;
        assert!(page.contains(&format!("<option value=\"{}\">Ada Admin", s.admin.member)), "{page}");
        let (ada, olga) = (s.admin.member.to_string(), s.olga.member.to_string());
        let wrong = s.post(&path, &s.ruth, &[("note", "Your shop?"), ("tell", &olga)]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("Choose somebody who can.") && letters(&s, "note").is_empty());
        let noted = s.done(&path, &s.ruth, &[("note", "Was it Sunday?"), ("tell", &ada)]);
        assert!(s.get(&noted, &s.ruth).html.contains("You noted: “@Ada Admin Was it Sunday?”"));
        s.done(&path, &s.ruth, &[("note", "@Ada, or Monday?"), ("tell", &ada)]);
        let told: Vec<String> = letters(&s, "note").into_iter().map(|letter| letter.to_name).collect();
        assert_eq!(told, ["Ada Admin", "Ada Admin"], "{}", s.db.kind);
    }
}

#[test]
fn a_complaint_about_a_rule_counts_for_nobody_and_can_be_a_persons_again() {
    for s in sites() {
        let card = complaint(&s);
        let derrick = s.house.derrick.to_string();
        s.done(&format!("/cards/{card}/release"), &s.ruth, &[("agent", &derrick), ("note", "Let us look.")]);
        let marks = || s.get("/me", &s.derrick).html.matches("href=\"#m-complaint\" x=").count();
        assert_eq!(marks(), 1, "{}", s.db.kind);

        s.done(&format!("/cards/{card}/about"), &s.ruth, &[("about", "rule")]);
        assert_eq!(marks(), 0, "what a rule has done is nobody's");
        let his = s.get("/me", &s.derrick).html;
        assert!(his.contains("A complaint about a rule, not about you"), "what was shared stays to be read");
        let page = s.get(&format!("/cards/{card}"), &s.ruth).html;
        assert!(page.contains("It is about a rule, not a person.") && !page.contains("Share with Derrick"));
        assert!(page.contains("You said that it is about a rule, not a person."));

        s.done(&format!("/cards/{card}/about"), &s.ruth, &[("about", "person")]);
        assert_eq!(marks(), 1);
        let refused = s.post(&format!("/cards/{card}/about"), &s.ruth, &[("about", "weather")]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

/// The page of the link that the customer's letter holds.
fn link(letter: &OutboxRow) -> String {
    let at = letter.body_text.find("/put-right/").unwrap();
    letter.body_text[at..].split_whitespace().next().unwrap().to_owned()
}

fn open(s: &Site, path: &str) -> Page {
    ask_with(&s.db.database, &s.directory, TestRequest::get().uri(path), None)
}

fn say(s: &Site, path: &str, fields: &[(&str, &str)]) -> Page {
    ask_with(&s.db.database, &s.directory, TestRequest::post().uri(path).set_form(fields), None)
}

#[test]
fn a_customer_is_asked_once_whether_it_was_put_right_and_a_no_opens_the_card_again() {
    for s in sites() {
        let card = complaint(&s);
        let path = format!("/cards/{card}/closure");
        let later = |minutes| now() + SignedDuration::from_mins(minutes);
        let closed = s.done(&path, &s.ruth, &[("note", "Rang her.")]);
        assert!(s.get(&closed, &s.ruth).html.contains("The customer will be asked once whether that is true."));
        undo(&s, &closed, card);
        assert_eq!(row(&s, card).outcome, None);
        s.work_at(later(11));
        assert_eq!(letters(&s, "put_right").len(), 0, "{}: an undone closing asks nobody", s.db.kind);

        s.done(&path, &s.ruth, &[("note", "Rang her again.")]);
        s.work_at(later(5));
        assert_eq!(letters(&s, "put_right").len(), 0, "it waits for a slip of the finger");
        s.work_at(later(11));
        let asked = letters(&s, "put_right");
        assert_eq!(asked.iter().map(|one| one.to_address.as_str()).collect::<Vec<_>>(), ["janet.pruett@mail.example"]);
        let link = link(&asked[0]);

        let page = open(&s, &link);
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.html.contains("Was it put right?") && page.html.contains("never rang back"));
        assert_eq!(row(&s, card).outcome, Some(Outcome::PutRight), "opening it changes nothing");
        assert_eq!(open(&s, "/put-right/nonsense").status, StatusCode::NOT_FOUND);
        assert_eq!(say(&s, &link, &[("right", "perhaps")]).status, StatusCode::UNPROCESSABLE_ENTITY);

        assert_eq!(say(&s, &link, &[("right", "no"), ("words", "Still no call.")]).status, StatusCode::SEE_OTHER);
        assert!(open(&s, &link).html.contains("is open again"));
        assert_eq!((row(&s, card).status, row(&s, card).closed_at), (Status::Again, None));
        assert!(s.get("/inbox", &s.ruth).html.contains(&format!("/cards/{card}")));
        let page = s.get(&format!("/cards/{card}"), &s.ruth).html;
        assert!(page.contains("The customer said that it was not put right: “Still no call.”"), "{page}");
        say(&s, &link, &[("right", "yes")]);
        assert_eq!(row(&s, card).status, Status::Again, "the first word counts");

        s.done(&path, &s.ruth, &[("note", "Went there.")]);
        s.work_at(later(30));
        assert_eq!(letters(&s, "put_right").len(), 1, "asked once");
    }
}

#[test]
fn an_answer_can_close_the_card_and_a_yes_stands_beside_the_closing() {
    let s = sites().remove(0);
    let card = complaint(&s);
    let fields = [("text", "Dear Janet, it is done."), ("then", "put_right")];
    let sent = s.done(&format!("/cards/{card}/letters"), &s.ruth, &fields);
    assert!(s.get(&sent, &s.ruth).html.contains("and the card is marked as put right"));
    assert_eq!((row(&s, card).status, letters(&s, "answer").len()), (Status::Closed, 1));
    s.work_at(now() + SignedDuration::from_mins(11));
    let link = link(&letters(&s, "put_right")[0]);
    say(&s, &link, &[("right", "yes")]);
    assert!(open(&s, &link).html.contains("We are glad."));
    assert!(s.get(&format!("/cards/{card}"), &s.ruth).html.contains("they said yes."));
}

#[test]
fn a_saved_reply_begins_a_letter_and_one_that_was_taken_away_comes_back() {
    for s in sites() {
        let card = complaint(&s);
        let text = "Dear {customer},\n\ncard {number} is with me. {manager}, {organisation}";
        let wrong = s.post("/replies", &s.ruth, &[("name", "Sorry"), ("language", "en"), ("text", "Dear {you}")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.html.contains("“{you}” stands for nothing.") && wrong.html.contains("Dear {you}"));
        s.done("/replies", &s.ruth, &[("name", "Sorry"), ("language", "en"), ("text", text)]);
        s.done("/replies", &s.ruth, &[("name", "Lo siento"), ("language", "es"), ("text", "Hola")]);

        let page = s.get(&format!("/cards/{card}"), &s.ruth).html;
        let at = page.find("?reply=").unwrap();
        let href = format!("/cards/{card}{}", page[at..].split(['"', '#']).next().unwrap());
        assert!(page.find("Sorry").unwrap() < page.find("Lo siento").unwrap(), "{}: an English card", s.db.kind);
        let number = row(&s, card).number;
        let filled = s.get(&href, &s.ruth).html;
        assert!(
            filled.contains(&format!("Dear Janet Pruett,\n\ncard {number} is with me. Ruth Calder, House larkspur"))
        );
        assert_eq!(letters(&s, "answer").len(), 0, "nothing is sent by itself");

        let list = s.get("/replies", &s.ruth).html;
        let id = list.split("action=\"/replies/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        s.done(&format!("/replies/{id}"), &s.ruth, &[("name", "Perdón"), ("language", "es"), ("text", "Buenas")]);
        let gone = s.post(&format!("/replies/{id}/removal"), &s.ruth, &[]);
        assert_eq!(gone.status, StatusCode::OK);
        assert!(gone.html.contains("“Perdón” is taken away.") && gone.html.contains("value=\"Buenas\""));
        assert_eq!(s.post(&format!("/replies/{id}/removal"), &s.ruth, &[]).status, StatusCode::NOT_FOUND);
        for (person, status) in [(&s.derrick, StatusCode::NOT_FOUND), (&s.auditor, StatusCode::FORBIDDEN)] {
            let page = s.post("/replies", person, &[("name", "x"), ("language", "en"), ("text", "x")]);
            assert_eq!(page.status, status);
        }
        assert!(!s.get("/replies", &s.stranger).html.contains("Sorry"), "another house's are not there");
    }
}

#[test]
fn an_organisation_says_when_it_works() {
    let place = Place::new();
    place.must(&["organisation", "create", "--slug", "larkspur", "--name", "Larkspur", "--mail", "c@l.example"]);
    let set = |more: &[&str]| {
        let all = [&["organisation", "set", "--organisation", "larkspur"], more].concat();
        place.must(&all)
    };
    assert!(set(&[]).contains("mon, tue, wed, thu, fri 09:00-17:00, an answer within 2 working days"));
    let longer = set(&["--working-days", "mon-sat", "--working-hours", "08:00-18:00"]);
    assert!(longer.contains("fri, sat 08:00-18:00, an answer within 2 working days"), "{longer}");
    assert!(set(&["--answer-within", "6h"]).contains("an answer within 6 working hours"));
    assert!(set(&["--caution", "careful"]).contains("6 working hours"), "one setting leaves the other");
    let refused =
        place.smilecard(&["organisation", "set", "--organisation", "larkspur", "--working-hours", "18:00-09:00"]);
    assert!(!refused.status.success());
}
