//! How letters come out of a mailbox, and what becomes of them there.

use super::{Dovecot, cards, count, house, letter, serve, until_cards, until_looked};
use crate::place::unlike_any_other;
use crate::support::served::until;

#[test]
fn a_letter_is_a_card_as_soon_as_the_server_tells_of_it_by_idle_r26() {
    let Some(dovecot) = Dovecot::ask("IMAP with IDLE") else { return };
    let place = house();
    let mut served = serve(&place, &dovecot.mailbox("support", &[]));
    served.told("mailbox opened");
    until_looked(&place);
    // With IDLE the clock looks every nine minutes: what comes within a minute was told.
    dovecot.deliver(&letter("Thanks", "Catherine put my screen protector on without a bubble."));
    until_cards(&place, 1);
    dovecot.deliver(&letter("Again", "And Derrick was kind, too."));
    let cards = until_cards(&place, 2);
    assert!(cards[0].contains("And Derrick was kind"), "{cards:?}");
    assert_eq!(count(&place, "inbound_messages WHERE via = 'imap'"), 2);
    served.terminate();
    assert!(served.ended().success(), "told to stop in the middle of IDLE, it ends well");
}

#[test]
fn a_server_without_idle_is_asked_by_the_clock_r26() {
    let Some(dovecot) = Dovecot::ask("IMAP without IDLE") else { return };
    let place = house();
    let _served = serve(&place, &dovecot.mailbox("support", &[("HOST", "127.0.0.2")]));
    until_looked(&place);
    dovecot.deliver(&letter("Thanks", "Catherine put my screen protector on without a bubble."));
    until_cards(&place, 1);
    assert_eq!(dovecot.logged("Error"), 0);
}

#[test]
fn stored_letters_are_moved_unread_with_and_without_move_r24() {
    let Some(dovecot) = Dovecot::ask("IMAP with MOVE and with COPY") else { return };
    for host in ["127.0.0.1", "127.0.0.3"] {
        let dovecot = Dovecot { user: format!("u{}", unlike_any_other()), ..copy(&dovecot) };
        let place = house();
        for number in 1..=3 {
            dovecot.deliver(&letter(&format!("Letter {number}"), &format!("Well done, number {number}.")));
        }
        let more = [("HOST", host), ("AFTER", "move:Erledigt & gelesen ✓")];
        let _served = serve(&place, &dovecot.mailbox("support", &more));
        until_cards(&place, 3);
        until("an empty inbox", || dovecot.list("INBOX").is_empty().then_some(()));
        let moved = dovecot.list("Erledigt & gelesen ✓");
        assert_eq!(moved.len(), 3, "{host}: {moved:?}");
        assert!(moved.iter().all(|lying| !lying.flags.contains("Seen")), "{host}: fetched unread: {moved:?}");
        dovecot.deliver(&letter("Letter 4", "Well done, number 4."));
        until_cards(&place, 4);
        until("an empty inbox", || dovecot.list("INBOX").is_empty().then_some(()));
        assert_eq!(dovecot.subjects("Erledigt & gelesen ✓").len(), 4, "{host}");
        assert_eq!(count(&place, "inbound_messages"), 4, "{host}");
    }
}

fn copy(dovecot: &Dovecot) -> Dovecot {
    Dovecot {
        folder: dovecot.folder.clone(),
        port: dovecot.port.clone(),
        tls_port: dovecot.tls_port.clone(),
        ca: dovecot.ca.clone(),
        token_url: dovecot.token_url.clone(),
        user: dovecot.user.clone(),
    }
}

#[test]
fn flagged_letters_stay_and_reading_them_by_hand_changes_nothing_r25() {
    let Some(dovecot) = Dovecot::ask("IMAP with a keyword") else { return };
    let place = house();
    dovecot.deliver(&letter("One", "Well done, number one."));
    // A person has read it before we come.
    dovecot.deliver(&letter("Two", "Well done, number two."));
    dovecot.doveadm(&["flags", "add", "-u", &dovecot.user, "\\Seen", "mailbox", "INBOX", "header", "subject", "Two"]);
    let settings = dovecot.mailbox("support", &[]);
    let mut served = serve(&place, &settings);
    until_cards(&place, 2);
    let marked = || dovecot.list("INBOX").iter().all(|lying| lying.flags.contains("$SmilecardFetched"));
    until("marks", || marked().then_some(()));
    served.terminate();
    assert!(served.ended().success());
    // And marks everything as unread again, while nobody looks.
    let marks = "\\Seen $SmilecardFetched";
    dovecot.doveadm(&["flags", "remove", "-u", &dovecot.user, marks, "mailbox", "INBOX", "all"]);
    dovecot.deliver(&letter("Three", "Well done, number three."));
    let _served = serve(&place, &settings);
    until_cards(&place, 3);
    until_looked(&place);
    assert_eq!(count(&place, "inbound_messages"), 3, "none came in again");
    assert_eq!(dovecot.subjects("INBOX"), ["One", "Three", "Two"]);
}

#[test]
fn stored_letters_are_deleted_where_that_is_asked_for() {
    let Some(dovecot) = Dovecot::ask("IMAP with deletion") else { return };
    let place = house();
    dovecot.deliver(&letter("One", "Well done, number one."));
    // Marked for deletion by a person: none of ours to expunge, and still a letter.
    let _served = serve(&place, &dovecot.mailbox("support", &[("AFTER", "delete")]));
    until_cards(&place, 1);
    until("an empty inbox", || dovecot.list("INBOX").is_empty().then_some(()));
}

#[test]
fn a_new_series_of_numbers_brings_nothing_in_again_r23_r28() {
    let Some(dovecot) = Dovecot::ask("IMAP whose UIDVALIDITY changes") else { return };
    let place = house();
    dovecot.deliver(&letter("One", "Well done, number one."));
    let without_id = "From: Ana <ana@mail.example>\r\nSubject: Two\r\n\r\nWell done, number two.\r\n";
    dovecot.deliver(without_id);
    let settings = dovecot.mailbox("support", &[]);
    let mut served = serve(&place, &settings);
    until_cards(&place, 2);
    until("all is done", || (count(&place, "mailbox_letters WHERE state = 'done'") == 2).then_some(()));
    served.kill();
    // A restored mailbox: other numbers, another series.
    dovecot.doveadm(&["mailbox", "update", "-u", &dovecot.user, "--uid-validity", "1234567", "INBOX"]);
    dovecot.doveadm(&["mailbox", "update", "-u", &dovecot.user, "--min-next-uid", "500", "INBOX"]);
    // Without a Message-ID, once more in the same mailbox, as a careless copy makes it.
    dovecot.deliver(without_id);
    dovecot.deliver(&letter("Three", "Well done, number three."));
    let _served = serve(&place, &settings);
    until_cards(&place, 3);
    let met = "mailbox_letters WHERE state = 'done' AND uid_validity = 1234567";
    until("all four letters are met again", || (count(&place, met) == 4).then_some(()));
    assert_eq!(count(&place, "inbound_messages"), 3, "the new one was stored, and nothing else");
    assert_eq!(cards(&place).len(), 3);
    assert_eq!(count(&place, "mailboxes WHERE letters = 3 AND uid_validity = 1234567"), 1);
}

#[test]
fn a_letter_goes_to_the_address_that_delivery_noted_r32() {
    let Some(dovecot) = Dovecot::ask("IMAP with Delivered-To") else { return };
    let place = house();
    let from = "From: Joan <joan@mail.example>\r\n";
    dovecot.deliver(&format!(
        "Return-Path: <joan@mail.example>\r\nDelivered-To: cards+larkspur@larkspur.example\r\n{from}\
         To: other@elsewhere.example\r\nSubject: Noted\r\n\r\nBy the address that was noted.\r\n"
    ));
    dovecot.deliver(&format!("{from}To: somebody@elsewhere.example\r\nSubject: Own\r\n\r\nBy the mailbox's own.\r\n"));
    let _served = serve(&place, &dovecot.mailbox("support", &[]));
    until_cards(&place, 2);
    assert_eq!(count(&place, "inbound_messages WHERE recipient = 'cards+larkspur@larkspur.example'"), 1);
    assert_eq!(count(&place, "inbound_messages WHERE recipient = 'cards@larkspur.example'"), 1);
    assert_eq!(count(&place, "inbound_messages WHERE sender = 'joan@mail.example'"), 1);
}
