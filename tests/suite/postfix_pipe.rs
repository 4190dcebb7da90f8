//! `smilecard deliver` as a real Postfix calls it: through a pipe in its master.cf, as a user that isn't root.

use std::collections::BTreeSet;
use std::path::Path;

use diesel::QueryableByName;
use diesel::sql_types::{Binary, Text};

use crate::peers::Postfix;
use crate::place::{Place, unlike_any_other};

/// An organisation, and the domain whose mail Postfix hands to it.
fn house(postfix: &Postfix) -> (Place, String) {
    let place = Place::new();
    let domain = format!("{}.test", unlike_any_other());
    let mail = format!("cards@{domain}");
    place.must(&["organisation", "create", "--slug", "larkspur", "--name", "Larkspur Mobile", "--mail", &mail]);
    let configuration = place.folder().join("smilecard.toml");
    std::fs::write(&configuration, format!("[database]\nurl = \"{}\"\n", place.url())).unwrap();
    place.give_to(Postfix::USER);
    let program = Path::new(env!("CARGO_BIN_EXE_smilecard"));
    postfix.pipe(&domain, program, &["--config", configuration.to_str().unwrap(), "deliver"]);
    (place, domain)
}

/// A letter as it is stored.
#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Text)]
    recipient: String,
    #[diesel(sql_type = Text)]
    sender: String,
    #[diesel(sql_type = Binary)]
    raw: Vec<u8>,
}

fn stored(place: &Place) -> Vec<Stored> {
    place.rows(
        "SELECT recipient, sender, bytes AS raw FROM inbound_messages JOIN inbound_raw
           ON inbound_raw.organisation_id = inbound_messages.organisation_id AND inbound_id = id ORDER BY recipient",
    )
}

const LETTER: &[u8] = b"From: Joan Tissington <joan@mail.example>\r\nTo: cards@shop.test\r\nSubject: Catherine\r\n\
    Message-ID: <one@mail.example>\r\n\r\nCatherine put my screen protector on without a bubble.\r\n";

#[test]
fn a_letter_that_postfix_counts_as_sent_is_stored_with_its_envelope() {
    let Some(postfix) = Postfix::ask("mail through a Postfix pipe") else { return };
    let (place, domain) = house(&postfix);
    postfix.send("joan@mail.example", &format!("cards+mill-street@{domain}"), LETTER);
    postfix.wait(&format!("cards+mill-street@{domain}"), "sent");
    let letters = stored(&place);
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].recipient, format!("cards+mill-street@{domain}"));
    assert_eq!(letters[0].sender, "joan@mail.example");
    let raw = String::from_utf8_lossy(&letters[0].raw);
    assert!(raw.contains("Catherine put my screen protector on without a bubble."), "{raw}");
    assert!(raw.contains(&format!("Delivered-To: cards+mill-street@{domain}")), "{raw}");
}

#[test]
fn an_address_that_nobody_reads_bounces_at_once() {
    let Some(postfix) = Postfix::ask("a bounce by a Postfix pipe") else { return };
    let (place, domain) = house(&postfix);
    postfix.send("joan@mail.example", &format!("nobody@{domain}"), LETTER);
    postfix.wait(&format!("nobody@{domain}"), "bounced \\(user unknown");
    assert!(stored(&place).is_empty());
}

#[test]
fn a_letter_waits_while_the_database_cannot_be_written_and_comes_when_it_can() {
    let Some(postfix) = Postfix::ask("a letter that waits in a Postfix queue") else { return };
    let (place, domain) = house(&postfix);
    let configuration = place.folder().join("smilecard.toml");
    let right = std::fs::read_to_string(&configuration).unwrap();
    // Nobody can make a file in /proc, and no server listens on port 1.
    let (sqlite, postgres) = ("sqlite:/proc/cards.db", "postgresql://smilecard@127.0.0.1:1/cards");
    let wrong = if place.url().starts_with("sqlite:") { sqlite } else { postgres };
    std::fs::write(&configuration, format!("[database]\nurl = \"{wrong}\"\n")).unwrap();
    postfix.send("joan@mail.example", &format!("cards@{domain}"), LETTER);
    postfix.wait(&format!("cards@{domain}"), "deferred");
    assert!(stored(&place).is_empty());
    std::fs::write(&configuration, right).unwrap();
    postfix.wait(&format!("cards@{domain}"), "sent");
    assert_eq!(stored(&place).len(), 1);
}

#[test]
fn a_bounce_is_stored_with_an_empty_sender() {
    let Some(postfix) = Postfix::ask("a bounce through a Postfix pipe") else { return };
    let (place, domain) = house(&postfix);
    postfix.send("", &format!("cards@{domain}"), LETTER);
    postfix.wait(&format!("cards@{domain}"), "sent");
    assert_eq!(stored(&place).iter().map(|letter| letter.sender.as_str()).collect::<Vec<_>>(), [""]);
}

#[test]
fn letters_that_arrive_together_are_all_stored() {
    let Some(postfix) = Postfix::ask("many letters through a Postfix pipe") else { return };
    let (place, domain) = house(&postfix);
    let recipients: Vec<String> = (0..12).map(|number| format!("cards+{number}@{domain}")).collect();
    for recipient in &recipients {
        postfix.send("joan@mail.example", recipient, LETTER);
    }
    for recipient in &recipients {
        postfix.wait(recipient, "sent");
    }
    let seen: BTreeSet<String> = stored(&place).into_iter().map(|letter| letter.recipient).collect();
    assert_eq!(seen, recipients.into_iter().collect());
}
