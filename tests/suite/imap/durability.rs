//! The service is killed again and again while letters are fetched and moved: each is stored once, and none is lost or
//! doubled at the server (R24). `SMILECARD_TEST_KILLS=200` for the long run.

use super::{Dovecot, cards, count, house, letter, serve};
use crate::peers::variable;
use crate::support::served::{PATIENCE, until};
use std::io::Write;

fn settings(dovecot: &Dovecot, host: &str) -> Vec<(String, String)> {
    let mut settings = dovecot.mailbox("support", &[("HOST", host), ("AFTER", "move:Done")]);
    // What a killed worker had in hand is to be read within this test, not within five minutes.
    for (key, value) in [
        ("SMILECARD_WORKER__LEASE_S", "10"),
        ("SMILECARD_SMTP__TIMEOUT_S", "5"),
        ("SMILECARD_SMTP__LETTER_TIMEOUT_S", "5"),
    ] {
        settings.push((key.to_owned(), value.to_owned()));
    }
    settings
}

#[test]
fn kills_while_letters_are_fetched_and_moved_lose_none_and_double_none_r24() {
    let Some(dovecot) = Dovecot::ask("IMAP with kills during moves") else { return };
    let usual = if variable("SMILECARD_TEST_ALL").is_some() { 25 } else { 8 };
    let kills: usize = variable("SMILECARD_TEST_KILLS").map_or(usual, |kills| kills.parse().unwrap());
    let place = house();
    let mut sent = Vec::new();
    for kill in 0..kills {
        for number in 0..6 {
            let subject = format!("{kill:03}-{number}");
            dovecot.deliver(&letter(&subject, &format!("Well done, {subject}.")));
            sent.push(subject);
        }
        // By MOVE and, in turn, by COPY, whose halves can be torn apart.
        let host = ["127.0.0.1", "127.0.0.3"][kill % 2];
        let mut served = serve(&place, &settings(&dovecot, host));
        // Never at the same step: with one letter stored, with two, …, with the first moved, with more.
        let before = count(&place, "inbound_messages");
        let (stored, moved) =
            (before + i64::try_from(kill % 7).unwrap(), count(&place, "mailbox_letters WHERE state = 'done'"));
        until("the moment of the kill", || {
            let enough = count(&place, "inbound_messages") >= stored.min(i64::try_from(sent.len()).unwrap());
            let moving = kill % 3 != 0 || count(&place, "mailbox_letters WHERE state = 'done'") > moved;
            (enough && moving).then_some(())
        });
        served.kill();
    }
    let mut served = serve(&place, &settings(&dovecot, "127.0.0.3"));
    until("an empty inbox", || dovecot.list("INBOX").is_empty().then_some(()));
    until("every card", || (cards(&place).len() >= sent.len()).then_some(()));
    // A server that is slow may end a dead client's command late: the second copy is found and deleted at the next look,
    // each of which comes twice as long after the last. Once it is there, that look need not be waited for.
    let end = std::time::Instant::now() + 6 * PATIENCE;
    let mut there = dovecot.subjects("Done");
    while there != sent && std::time::Instant::now() < end {
        if there.len() > sent.len() {
            drop(served);
            place.change("UPDATE mailbox_letters SET try_at = 0 WHERE state = 'settling'");
            served = serve(&place, &settings(&dovecot, "127.0.0.3"));
            let tidied = std::time::Instant::now() + PATIENCE / 6;
            while there.len() > sent.len() && std::time::Instant::now() < tidied {
                there = dovecot.subjects("Done");
            }
        }
        there = dovecot.subjects("Done");
    }
    let doubled = there.windows(2).filter(|pair| pair[0] == pair[1]).count();
    let lost = sent.iter().filter(|subject| !there.contains(subject)).count();
    // Not eprintln: the runner would hide the figures of a test that passes.
    let _ = writeln!(
        std::io::stderr(),
        "{kills} kills: {} letters sent, {} stored, {} cards; at the server {lost} lost, {doubled} double",
        sent.len(),
        count(&place, "inbound_messages"),
        cards(&place).len(),
    );
    assert_eq!(there, sent, "the folder they were moved to");
    assert_eq!(count(&place, "inbound_messages"), i64::try_from(sent.len()).unwrap(), "each is stored once");
    assert_eq!(cards(&place).len(), sent.len());
}

#[test]
fn a_copy_that_the_server_made_late_for_a_dead_client_is_deleted_r24() {
    let Some(dovecot) = Dovecot::ask("IMAP with a copy made late") else { return };
    let place = house();
    // The same letter twice lies there twice rightly; of the other there is one too many.
    let (twice, once) = (letter("twice", "Well done, both."), letter("once", "Well done."));
    for one in [&twice, &twice, &once] {
        dovecot.deliver(one);
    }
    let mut served = serve(&place, &settings(&dovecot, "127.0.0.1"));
    until("an empty inbox", || dovecot.list("INBOX").is_empty().then_some(()));
    until("all is tidied", || (count(&place, "mailbox_letters WHERE state = 'done'") == 3).then_some(()));
    served.kill();
    // As if it had been killed in the middle of the move, and had put them there once more after its start.
    place.change("UPDATE mailbox_letters SET state = 'settling', tries = 0, try_at = 0");
    let all = dovecot.user.clone();
    dovecot.doveadm(&["copy", "-u", &all, "Done", "mailbox", "Done", "subject", "once"]);
    assert_eq!(dovecot.subjects("Done"), ["once", "once", "twice", "twice"]);
    let _served = serve(&place, &settings(&dovecot, "127.0.0.1"));
    until("one of each that came", || (dovecot.subjects("Done") == ["once", "twice", "twice"]).then_some(()));
}

#[test]
fn a_crash_half_way_to_the_folder_is_remembered_when_another_series_of_numbers_begins_r24() {
    let Some(dovecot) = Dovecot::ask("IMAP with another series after a crash") else { return };
    let place = house();
    for subject in ["torn", "whole"] {
        dovecot.deliver(&letter(subject, &format!("Well done, {subject}.")));
    }
    let mut served = serve(&place, &settings(&dovecot, "127.0.0.3"));
    until("an empty inbox", || dovecot.list("INBOX").is_empty().then_some(()));
    until("all is tidied", || (count(&place, "mailbox_letters WHERE state = 'done'") == 2).then_some(()));
    served.kill();
    // As if it had been killed between the copy and the deletion.
    let all = dovecot.user.clone();
    dovecot.doveadm(&["copy", "-u", &all, "INBOX", "mailbox", "Done", "subject", "torn"]);
    place.change("UPDATE mailbox_letters SET state = 'copying' WHERE uid = 1");
    // The same mailbox by another name of its server: its numbers are not believed.
    let mut served = serve(&place, &settings(&dovecot, "127.0.0.1"));
    until("an empty inbox", || dovecot.list("INBOX").is_empty().then_some(()));
    until("it is looked at again", || (count(&place, "mailbox_letters WHERE state = 'settling'") == 1).then_some(()));
    assert_eq!(dovecot.subjects("Done"), ["torn", "whole"]);
    served.kill();
    // The dead client's command is done after all, when the server has its first name again.
    dovecot.doveadm(&["copy", "-u", &all, "Done", "mailbox", "Done", "subject", "torn"]);
    assert_eq!(dovecot.subjects("Done"), ["torn", "torn", "whole"]);
    let _served = serve(&place, &settings(&dovecot, "127.0.0.3"));
    until("one of each", || (dovecot.subjects("Done") == ["torn", "whole"]).then_some(()));
    assert_eq!(count(&place, "inbound_messages"), 2);
}
