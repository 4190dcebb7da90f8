//! `smilecard outbox`: what could not be sent is listed, sent again and dropped by command.

use crate::support::served::{Served, larkspur, until};
use crate::support::smtp::{Manners, Sink};
use serde_json::Value;

fn list(place: &crate::place::Place, show: &str) -> Vec<Value> {
    let told = place.must(&["outbox", "list", "--organisation", "larkspur", "--show", show, "--json"]);
    told.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_letter_that_could_not_be_sent_is_listed_dropped_and_sent_again_by_command() {
    let (place, sink) = (larkspur(), Sink::start(Manners::default()));
    for email in ["ruth@larkspur.example", "later@larkspur.example"] {
        place.must(&[
            "member",
            "add",
            "--organisation",
            "larkspur",
            "--email",
            email,
            "--name",
            "Ruth Calder",
            "--admin",
        ]);
    }
    assert!(place.must(&["outbox", "list", "--organisation", "larkspur"]).contains("Every letter could be sent"));
    let port = sink.address.port().to_string();
    let settings = [
        ("SMILECARD_SMTP__TRANSPORT", "smtp"),
        ("SMILECARD_SMTP__HOST", "127.0.0.1"),
        ("SMILECARD_SMTP__PORT", &port),
        ("SMILECARD_SMTP__TLS", "none"),
    ];
    let serve = Served::start(&place, &settings);
    for email in ["ruth@larkspur.example", "later@larkspur.example"] {
        assert_eq!(serve.visitor().post("/sign-in", &[("email", email)], "").unwrap().status, 200);
    }
    let waits = until("the letter that is put off", || {
        list(&place, "waiting").into_iter().find(|letter| letter["code"] == 450)
    });
    assert_eq!((&waits["code"], &waits["to"]), (&Value::from(450), &Value::from("later@larkspur.example")));
    assert!(waits["next_try_at"].is_string() && waits["said"].as_str().unwrap().contains("4.2.1 not now"));
    until("the other letter", || (list(&place, "sent").len() == 1).then_some(()));
    let id = waits["id"].as_str().unwrap();
    let dropped = place.must(&["outbox", "drop", "--organisation", "larkspur", id]);
    assert_eq!(dropped, "1 letter dropped.\n");
    assert_eq!((list(&place, "waiting").len(), list(&place, "dropped").len()), (0, 1));
    assert_eq!(place.must(&["outbox", "retry", "--organisation", "larkspur", id]), "1 letter will be sent.\n");
    until("it was offered once more", || list(&place, "waiting").into_iter().find(|letter| letter["attempts"] == 1));

    let sent = list(&place, "sent");
    let twice = place.smilecard(&["outbox", "retry", "--organisation", "larkspur", sent[0]["id"].as_str().unwrap()]);
    assert_eq!(twice.status.code(), Some(75));
    assert!(String::from_utf8(twice.stdout).unwrap().contains("This letter was sent."));
    let unknown = place.smilecard(&["outbox", "drop", "--organisation", "larkspur", &uuid::Uuid::nil().to_string()]);
    assert_eq!(unknown.status.code(), Some(67));
}

#[test]
fn the_help_says_when_letters_are_tried_again_and_shows_examples() {
    let place = larkspur();
    let help = place.must(&["outbox", "--help"]);
    let said = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("after 1, 5, 15 and 60 minutes") && help.contains("outbox retry --organisation larkspur --all"),
        "{help}"
    );
}
