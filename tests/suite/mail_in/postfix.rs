//! LMTP as a real Postfix speaks it.

use super::{House, Stored, letter, stored};
use crate::peers::Postfix;
use crate::place::Place;
use crate::support::served::until;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::thread;

/// A service whose organisation has a domain of the test's own; Postfix hands its mail to the socket of this name.
fn house(postfix: &Postfix, socket: &str) -> (House, String) {
    let place = Place::new();
    let domain = postfix.lmtp(&place.folder().join(socket));
    let mail = format!("cards@{domain}");
    place.must(&["organisation", "create", "--slug", "larkspur", "--name", "Larkspur Mobile", "--mail", &mail]);
    // Postfix comes as a user of its own.
    std::fs::set_permissions(place.folder(), PermissionsExt::from_mode(0o755)).unwrap();
    (House::at(place, &[]), domain)
}

fn change(place: &Place, sqlite: &str, postgres: &str) {
    place.change(if place.url().starts_with("sqlite:") { sqlite } else { postgres });
}

#[test]
fn r4_postfix_tries_again_only_for_the_recipient_that_was_put_off() {
    let Some(postfix) = Postfix::ask("LMTP from Postfix") else { return };
    let (house, domain) = house(&postfix, "lmtp");
    // One recipient's letters meet a lock until the trigger is gone.
    let late = format!("cards+late@{domain}");
    change(
        &house.place,
        &format!(
            "CREATE TRIGGER late BEFORE INSERT ON inbound_messages WHEN NEW.recipient = '{late}' \
             BEGIN SELECT RAISE(ABORT, 'database is locked'); END"
        ),
        &format!(
            "CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'timeout'; END $$; \
             CREATE TRIGGER late BEFORE INSERT ON inbound_messages FOR EACH ROW \
             WHEN (NEW.recipient = '{late}') EXECUTE FUNCTION late()"
        ),
    );
    let (first, nobody) = (format!("cards+first@{domain}"), format!("nobody@{domain}"));
    postfix.send_to_all("joan@mail.example", &[&first, &late, &nobody], letter("m", "Thank you.").as_bytes());
    postfix.wait(&first, "sent");
    postfix.wait(&nobody, "bounced");
    postfix.wait(&late, "deferred");
    let to = |letters: Vec<Stored>| letters.into_iter().map(|letter| letter.recipient).collect::<Vec<_>>();
    assert_eq!(to(stored(&house.place)), [first.as_str()]);
    change(&house.place, "DROP TRIGGER late", "DROP TRIGGER late ON inbound_messages");
    postfix.wait(&late, "sent");
    assert_eq!(to(stored(&house.place)), [first.as_str(), late.as_str()]);
    let letters = stored(&house.place);
    assert!(
        letters[0].text().starts_with("Return-Path: <joan@mail.example>\r\nReceived: from "),
        "{}",
        letters[0].text()
    );
}

#[test]
fn a_connection_that_is_cut_after_the_letter_makes_one_card() {
    let Some(postfix) = Postfix::ask("LMTP that is cut after the letter") else { return };
    let (house, domain) = house(&postfix, "cut");
    let cut = house.place.folder().join("cut");
    let listener = UnixListener::bind(&cut).unwrap();
    std::fs::set_permissions(&cut, PermissionsExt::from_mode(0o666)).unwrap();
    let behind = house.place.folder().join("lmtp");
    // Hands everything on, but the first answer to a letter is heard by nobody: the line is dead by then.
    thread::spawn(move || {
        let mut first = true;
        for client in listener.incoming() {
            let client = client.unwrap();
            let cutting = std::mem::take(&mut first);
            between(client, &behind, cutting);
        }
    });
    let to = format!("cards@{domain}");
    postfix.send("joan@mail.example", &to, letter("m", "Maria was kind to me.").as_bytes());
    postfix.wait(&to, "deferred");
    postfix.wait(&to, "sent");
    until("both were read", || {
        let waiting = super::count(&house.place, "inbound_messages WHERE state = 'stored'");
        (waiting == 0).then_some(())
    });
    assert_eq!(super::count(&house.place, "inbound_messages"), 2, "it came twice");
    assert_eq!(super::count(&house.place, "cards"), 1);
}

/// One connection through the middle; `cut` ends it when the letter has been answered.
fn between(client: UnixStream, behind: &Path, cut: bool) {
    let server = UnixStream::connect(behind).unwrap();
    let (mut to_server, mut from_client) = (server.try_clone().unwrap(), client.try_clone().unwrap());
    let forward = thread::spawn(move || {
        let _ = std::io::copy(&mut from_client, &mut to_server);
        let _ = to_server.shutdown(std::net::Shutdown::Both);
    });
    let (mut reader, mut client) = (BufReader::new(server), client);
    let (mut line, mut letter) = (String::new(), false);
    while reader.read_line(&mut line).is_ok_and(|count| count > 0) {
        if cut && letter {
            break;
        }
        letter = line.starts_with("354");
        let _ = client.write_all(line.as_bytes());
        line.clear();
    }
    let _ = client.shutdown(std::net::Shutdown::Both);
    forward.join().unwrap();
}
