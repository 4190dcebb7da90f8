//! `kill -9` in the middle of a rush of letters: what was answered with 250 is one card, what wasn't is sent again and is
//! one card, too (R1, S1). Four kills; `SMILECARD_TEST_KILLS=200` makes it as many as the issue asks for.

use super::wire::Wire;
use super::{CARDS, House, count, letter};
use crate::peers;
use crate::support::served::until;
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text};
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const SESSIONS: usize = 32;

/// Letters that one session would send in one round, if nobody stopped it; fewer where there are many rounds.
fn each(kills: usize) -> usize {
    if kills > 20 { 2 } else { 8 }
}

#[derive(QueryableByName)]
struct Copies {
    #[diesel(sql_type = Text)]
    text: String,
    #[diesel(sql_type = BigInt)]
    copies: i64,
}

/// Sends letters until all are answered or the line is dead; gives back those that weren't answered.
fn session(socket: &Path, words: Vec<String>, answered: &AtomicUsize) -> Vec<String> {
    let mut left: Vec<String> = words;
    left.reverse();
    let Ok(mut wire) = Wire::unix(socket) else { return left };
    let mut talk = || -> std::io::Result<()> {
        wire.try_hear()?;
        ask(&mut wire, "LHLO mx", "250")?;
        while let Some(words) = left.last() {
            ask(&mut wire, "MAIL FROM:<joan@mail.example>", "250")?;
            ask(&mut wire, &format!("RCPT TO:<{CARDS}>"), "250")?;
            ask(&mut wire, "DATA", "354")?;
            let id = words.replace([' ', '.', ','], "");
            wire.try_send(format!("{}.\r\n", letter(&id, words)).as_bytes())?;
            let reply = wire.try_hear()?;
            // Busy is an answer, too: not stored, to be sent again.
            if reply.starts_with("250") {
                answered.fetch_add(1, Ordering::SeqCst);
                left.pop();
            } else {
                assert!(reply.starts_with("45"), "{reply}");
            }
        }
        Ok(())
    };
    let _ = talk();
    left
}

fn ask(wire: &mut Wire, line: &str, code: &str) -> std::io::Result<()> {
    wire.try_send(format!("{line}\r\n").as_bytes())?;
    let reply = wire.try_hear()?;
    assert!(reply.starts_with(code), "{line}: {reply}");
    Ok(())
}

#[test]
fn s1_r1_a_kill_in_a_rush_of_letters_loses_none_that_was_answered_and_makes_no_second_card() {
    let kills: usize = peers::variable("SMILECARD_TEST_KILLS").map_or(4, |kills| kills.parse().unwrap());
    let mut house = House::open(&[
        ("SMILECARD_MAIL_IN__LETTERS_PER_SESSION", "100000"),
        // A job of a killed worker is another's after its lease.
        ("SMILECARD_SMTP__TIMEOUT_S", "5"),
        ("SMILECARD_SMTP__LETTER_TIMEOUT_S", "5"),
        ("SMILECARD_WORKER__LEASE_S", "10"),
    ]);
    let socket = house.place.folder().join("lmtp");
    let mut unanswered: Vec<String> = Vec::new();
    let (mut sent, mut told) = (0, 0);
    for kill in 0..kills {
        let answered = AtomicUsize::new(0);
        let (mut shares, again): (Vec<Vec<String>>, Vec<String>) =
            (vec![Vec::new(); SESSIONS], std::mem::take(&mut unanswered));
        for (at, words) in again.into_iter().enumerate() {
            shares[at % SESSIONS].push(words);
        }
        for (number, share) in shares.iter_mut().enumerate() {
            share.extend((0..each(kills)).map(|letter| format!("Kill {kill}, session {number}, letter {letter}.")));
            sent += each(kills);
        }
        // Never at the same point of the rush.
        let most: usize = shares.iter().map(Vec::len).sum();
        let kill_at = 1 + (kill * 37) % (most * 3 / 4);
        unanswered = thread::scope(|scope| {
            let sessions: Vec<_> =
                shares.into_iter().map(|share| scope.spawn(|| session(&socket, share, &answered))).collect();
            until("the rush has come so far", || (answered.load(Ordering::SeqCst) >= kill_at).then_some(()));
            house.served.kill();
            sessions.into_iter().flat_map(|session| session.join().unwrap()).collect()
        });
        told += answered.load(Ordering::SeqCst);
        house.again();
    }
    // Nobody kills any more: the rest gets through.
    let answered = AtomicUsize::new(0);
    assert!(session(&socket, unanswered.clone(), &answered).is_empty());
    let waiting = || count(&house.place, "inbound_messages WHERE state = 'stored'");
    let mut left = waiting();
    while left > 0 {
        left = until("one more letter was read", || Some(waiting()).filter(|now| *now < left));
    }
    let rows = house.place.rows::<Copies>("SELECT text, COUNT(*) AS copies FROM cards GROUP BY text");
    let cards: HashMap<String, i64> = rows.into_iter().map(|row| (row.text, row.copies)).collect();
    let doubles = cards.values().filter(|copies| **copies != 1).count();
    let _ = writeln!(
        std::io::stderr(),
        "{kills} kills: {sent} letters of {SESSIONS} sessions, {told} answered before a kill, {} sent again at the end; \
         {} cards, {doubles} double",
        unanswered.len(),
        cards.len(),
    );
    assert_eq!((cards.len(), doubles), (sent, 0));
    assert!(told < sent, "no kill was in the middle of a rush");
}
