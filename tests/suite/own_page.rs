//! What an agent does on their own page: answering the manager, the names they go by, and taking their praise home.

use crate::learning::{Site, sites};
use crate::pages::ask_with;
use crate::place::Place;
use crate::support::house::ago;
use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use smilecard::domain::ids::CardId;
use smilecard::domain::token::SigningKey;
use smilecard::domain::{Kind, Polarity};
use smilecard::services::take_home::{self, SignedPraise};
use smilecard::store::outbox;

fn leave(s: &Site, kind: Kind, polarity: Polarity, words: &str) -> CardId {
    s.house.leave(&s.db.database, s.house.card(kind, words, ago(3)), &[(s.house.derrick, "Derrick", polarity)])
}

#[test]
fn an_agent_answers_the_manager_about_a_complaint_that_was_shared_and_no_other() {
    for s in sites() {
        let card = leave(&s, Kind::Complaint, Polarity::Complaint, "Derrick never rang back.");
        let path = format!("/me/cards/{card}/answer");
        let text = [("text", "I was at <b>lunch</b>.")];
        assert_eq!(s.post(&path, &s.derrick, &text).status, StatusCode::NOT_FOUND, "{}: held", s.db.kind);
        let derrick = s.house.derrick.to_string();
        s.done(&format!("/cards/{card}/release"), &s.ruth, &[("agent", &derrick), ("note", "Let us look.")]);
        assert_eq!(s.post(&path, &s.maria, &text).status, StatusCode::NOT_FOUND, "another's card");
        assert_eq!(s.post(&path, &s.derrick, &[("text", " ")]).status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(s.done(&path, &s.derrick, &text), "/me?done=answered");
        assert!(s.get("/me", &s.derrick).html.contains("You answered: “I was at &lt;b&gt;lunch&lt;"));
        let page = s.get(&format!("/cards/{card}"), &s.ruth).html;
        assert!(page.contains("Derrick Hale answered: “I was at &lt;b&gt;lunch&lt;"), "{page}");
        let letters = s.db.database.read(|c| outbox::newest(c, s.house.organisation, 50)).unwrap();
        let letter = letters.iter().find(|letter| letter.kind == "note").unwrap();
        assert_eq!(letter.to_name, "Ruth Calder");
        assert!(letter.body_text.contains("I was at") && !letter.body_text.contains("Janet"));
        for _ in 0..4 {
            s.done(&path, &s.derrick, &text);
        }
        assert_eq!(s.post(&path, &s.derrick, &text).status, StatusCode::UNPROCESSABLE_ENTITY, "five are enough");
    }
}

#[test]
fn a_name_of_ones_own_finds_cards_and_a_colleagues_is_refused() {
    for s in sites() {
        for wrong in ["x", "Maria", "maria ortiz"] {
            let page = s.post("/me/names/own", &s.derrick, &[("name", wrong)]);
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}: {wrong}", s.db.kind);
        }
        s.done("/me/names/own", &s.derrick, &[("name", "Dezza")]);
        let card = s.leave("praise", "Dezza was so kind on the phone.");
        assert_eq!(s.tagged(card), [s.house.derrick], "{}", s.db.kind);
        assert!(s.get("/me", &s.derrick).html.contains("Cards that say “Dezza” come to you, too."));
        assert!(s.get("/learnt", &s.admin).html.contains("Dezza"), "managers see it");
        let taken = s.post("/me/names/own", &s.maria, &[("name", "dezza")]);
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        s.done("/me/names/own/undo", &s.derrick, &[("name", "Dezza")]);
        assert_eq!(s.tagged(s.leave("praise", "Dezza again, thank you.")), []);
        let twice = s.post("/me/names/own/undo", &s.derrick, &[("name", "Dezza")]);
        assert_eq!(twice.status, StatusCode::NOT_FOUND);
    }
}

#[test]
fn praise_that_is_taken_home_is_signed_and_holds_nobody_else() {
    for s in sites() {
        leave(&s, Kind::Praise, Polarity::Praise, "Derrick was kind. Ring me on 020 7946 0018. Janet Pruett");
        leave(&s, Kind::Complaint, Polarity::Complaint, "Derrick never rang back.");
        let printed = s.get("/me/praise", &s.derrick).html;
        let file = s.get("/me/praise.json", &s.derrick).html;
        for text in [&printed, &file] {
            assert!(text.contains("was kind") && !text.contains("never rang"), "{}: {text}", s.db.kind);
            assert!(!text.contains("7946") && !text.contains("Pruett") && !text.contains("mail.example"), "{text}");
        }
        assert!(!s.get("/me/praise", &s.maria).html.contains("was kind"));
        assert_eq!(s.get("/me/praise.json", &s.ruth).status, StatusCode::NOT_FOUND);

        let copy: SignedPraise = take_home::verify(&file).unwrap();
        assert_eq!((copy.said.name.as_str(), copy.said.cards.len()), ("Derrick Hale", 1));
        let check = |text: &str| {
            let post = TestRequest::post().uri("/praise/verify").set_form([("copy", text)]);
            ask_with(&s.db.database, &s.directory, post, None)
        };
        let told = check(&file);
        assert_eq!(told.status, StatusCode::OK);
        assert!(told.html.contains("This praise is true.") && told.html.contains("Signed by House larkspur"));
        let forged = check(&file.replace("was kind", "was very kind"));
        assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(forged.html.contains("something in this copy was changed"));
        let elsewhere = take_home::sign(&SigningKey::derive(b"another"), s.house.organisation, copy.said).unwrap();
        let told = check(&serde_json::to_string(&elsewhere).unwrap()).html;
        assert!(told.contains("This praise is unchanged.") && !told.contains("This praise is true."));
    }
}

#[test]
fn a_copy_is_verified_by_command() {
    let place = Place::new();
    place.must(&["organisation", "create", "--slug", "larkspur", "--name", "Larkspur", "--mail", "c@l.example"]);
    let key = place.must(&["praise", "key", "--organisation", "larkspur"]);
    assert_eq!(key.trim().len(), 44, "{key}");
    let said = take_home::Praise {
        format: "smilecard praise 1".into(),
        organisation: "Larkspur".into(),
        name: "Ana Reyes".into(),
        made: "2026-11-17".into(),
        cards: vec![],
    };
    let organisation = smilecard::domain::ids::OrganisationId::at(ago(1));
    let copy = take_home::sign(&SigningKey::derive(b"another"), organisation, said).unwrap();
    let file = place.folder().join("praise.json");
    std::fs::write(&file, serde_json::to_string(&copy).unwrap()).unwrap();
    let path = file.to_str().unwrap();
    let told = place.must(&["praise", "verify", path, "--key", &copy.key]);
    assert!(told.contains("True: signed by the key that you gave") && told.contains("Ana Reyes"), "{told}");
    assert!(!place.smilecard(&["praise", "verify", path]).status.success(), "none of this database's keys");
    assert!(!place.smilecard(&["praise", "verify", path, "--key", key.trim()]).status.success());
    std::fs::write(&file, serde_json::to_string(&copy).unwrap().replace("Ana", "Ann")).unwrap();
    assert!(!place.smilecard(&["praise", "verify", path, "--key", &copy.key]).status.success(), "changed");
}
