//! What was acknowledged is stored, once: `serve` is killed again and again in the middle of a rush, and what its
//! visitors were told is held against what is in the database. With `SMILECARD_TEST_ALL=1` five kills among 2,000
//! cards each, otherwise two among 300; the figures are printed:
//! `SMILECARD_TEST_ALL=1 cargo test --test suite durability -- --nocapture`.

use crate::peers;
use crate::place::Place;
use crate::support::http::Visitor;
use crate::support::served::{FORM, Served, larkspur, until};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text};
use std::collections::HashMap;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

/// Visitors that send at the same time.
const VISITORS: usize = 50;

#[derive(QueryableByName)]
struct Copies {
    #[diesel(sql_type = Text)]
    text: String,
    #[diesel(sql_type = BigInt)]
    copies: i64,
}

/// A card that somebody sent, with the key of its page.
#[derive(Clone, Debug)]
struct Sent {
    words: String,
    key: String,
    acknowledged: bool,
}

/// Whether every card that was only kept in the rush has been read.
fn read(place: &Place) -> Option<()> {
    #[derive(QueryableByName)]
    struct Kept {
        #[diesel(sql_type = BigInt)]
        cards: i64,
    }
    (place.rows::<Kept>("SELECT COUNT(*) AS cards FROM kept_cards")[0].cards == 0).then_some(())
}

fn stored(place: &Place) -> HashMap<String, i64> {
    let rows = place.rows::<Copies>("SELECT text, COUNT(*) AS copies FROM cards GROUP BY text");
    rows.into_iter().map(|row| (row.text, row.copies)).collect()
}

fn keys(place: &Place) -> (i64, i64) {
    #[derive(QueryableByName)]
    struct Keys {
        #[diesel(sql_type = BigInt)]
        cards: i64,
        #[diesel(sql_type = BigInt)]
        keys: i64,
    }
    let rows = place.rows::<Keys>("SELECT COUNT(*) AS cards, COUNT(DISTINCT once_key) AS keys FROM cards");
    (rows[0].cards, rows[0].keys)
}

/// One visitor's cards. All pages are opened first, so that the rush is of posts alone; it ends when nobody answers.
fn rush(address: SocketAddr, words: Vec<String>, open: &Sender<()>, acknowledged: &AtomicUsize) -> Vec<Sent> {
    let mut visitor = Visitor::at(address).unwrap();
    let mut cards: Vec<Sent> = words
        .into_iter()
        .map(|words| Sent { words, key: visitor.get(FORM).unwrap().field("key"), acknowledged: false })
        .collect();
    open.send(()).unwrap();
    for card in &mut cards {
        match visitor.post(FORM, &[("key", &card.key), ("kind", "praise"), ("words", &card.words)], "") {
            Ok(answer) if answer.status == 303 => {
                card.acknowledged = true;
                acknowledged.fetch_add(1, Ordering::SeqCst);
            }
            // Refused for now: a visitor would try again later.
            Ok(answer) => assert_eq!(answer.status, 503, "{answer:?}"),
            Err(_) => break,
        }
    }
    cards
}

#[test]
fn a_kill_in_a_rush_of_cards_loses_no_acknowledged_card_and_stores_none_twice() {
    let (runs, posts) = if peers::variable("SMILECARD_TEST_ALL").is_some() { (5, 2_000) } else { (2, 300) };
    let place = larkspur();
    let mut all: Vec<Sent> = Vec::new();
    for run in 1..=runs {
        let mut served = Served::start(&place, &[]);
        let (address, acknowledged) = (served.address, AtomicUsize::new(0));
        let (open, opened) = channel();
        // Never at the same point of the rush: a third, a half, …
        let kill_at = posts * run / (runs + 1);
        let sent: Vec<Sent> = thread::scope(|scope| {
            let visitors: Vec<_> = (0..VISITORS)
                .map(|visitor| {
                    let words = (0..posts / VISITORS)
                        .map(|card| format!("Run {run}, visitor {visitor}, card {card}: well done."))
                        .collect();
                    let (open, acknowledged) = (open.clone(), &acknowledged);
                    scope.spawn(move || rush(address, words, &open, acknowledged))
                })
                .collect();
            assert_eq!(opened.iter().take(VISITORS).count(), VISITORS);
            while acknowledged.load(Ordering::SeqCst) < kill_at {
                thread::yield_now();
            }
            served.kill();
            visitors.into_iter().flat_map(|visitor| visitor.join().unwrap()).collect()
        });

        let mut again = Served::start(&place, &[]);
        until("what was kept is read", || read(&place));
        let found = stored(&place);
        let told: Vec<_> = sent.iter().filter(|card| card.acknowledged).collect();
        let lost = told.iter().filter(|card| !found.contains_key(&card.words)).count();
        let doubles = found.values().filter(|copies| **copies != 1).count();
        let kept = sent.iter().filter(|card| found.contains_key(&card.words)).count();
        // Not eprintln: the runner would hide the figures of a test that passes.
        let _ = writeln!(
            std::io::stderr(),
            "kill {run} of {runs}: {} sent by {VISITORS} visitors, killed at {kill_at}; {} acknowledged, {kept} stored, {lost} lost, {doubles} double",
            sent.len(),
            told.len(),
        );
        assert!(told.len() >= kill_at && told.len() < posts, "the kill was not in the middle of the rush");
        assert_eq!((lost, doubles), (0, 0), "run {run}");

        // Whoever heard nothing sends the same page once more.
        let mut visitor = again.visitor();
        for card in sent.iter().filter(|card| !card.acknowledged) {
            let answer =
                visitor.post(FORM, &[("key", &card.key), ("kind", "praise"), ("words", &card.words)], "").unwrap();
            assert_eq!(answer.status, 303, "{answer:?}");
        }
        all.extend(sent);
        until("what was kept is read", || read(&place));
        let found = stored(&place);
        assert_eq!(found.len(), all.len(), "every card is stored by now");
        assert!(found.values().all(|copies| *copies == 1), "and none twice");
        let (cards, keys) = keys(&place);
        assert_eq!(cards, keys);
        again.kill();
    }
}
