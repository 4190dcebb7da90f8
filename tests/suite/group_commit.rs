//! Changes that share a commit. Those that can be made again share the transaction as it is; when one of them fails,
//! all are made again, each in a savepoint, and nobody but the one that failed may notice.

use crate::support::databases;
use futures_util::future::{FutureExt, LocalBoxFuture, join_all};
use smilecard::error::{Error, Result};
use smilecard::store::{AnyConnection, Database, organisations};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

/// How a change ends after it has written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Well,
    Error,
    Panic,
}

/// How many changes wait for the same commit.
const CHANGES: usize = 30;

fn name(at: usize) -> String {
    format!("value {at}")
}

/// Writes a value and ends as it is told. Finds it there already only where an undone change left something behind.
fn change(at: usize, end: End, runs: Arc<AtomicUsize>) -> impl FnMut(&mut AnyConnection) -> Result<()> + Send {
    move |connection| {
        runs.fetch_add(1, Ordering::SeqCst);
        assert!(organisations::instance_value(connection, &name(at))?.is_none(), "{at} was left behind");
        organisations::keep_instance_value(connection, &name(at), b"kept")?;
        match end {
            End::Well => Ok(()),
            End::Error => Err(Error::invalid("A change that ends badly.")),
            End::Panic => panic!("a fault in this change"),
        }
    }
}

/// Makes all changes while the writing thread is held, so that they share the next commit; returns who was told "done"
/// and how often a change was run. Every third can't be made again.
fn together(database: &Database, end: impl Fn(usize) -> End) -> (Vec<bool>, usize) {
    let ((free, held), (started, begun)) = (channel::<()>(), channel());
    let holding = {
        let database = database.clone();
        thread::spawn(move || {
            database.write(move |_| {
                started.send(()).unwrap();
                held.recv().unwrap();
                Ok(())
            })
        })
    };
    begun.recv().unwrap();
    let runs = Arc::new(AtomicUsize::new(0));
    let mut all: Vec<LocalBoxFuture<'_, Result<()>>> = (0..CHANGES)
        .map(|at| {
            let change = change(at, end(at), Arc::clone(&runs));
            match at % 3 {
                0 => database.write_async(change).boxed_local(),
                _ => database.write_repeatable_async(change).boxed_local(),
            }
        })
        .collect();
    // Asked last, when all others wait in the queue.
    let frees = move |()| {
        free.send(()).unwrap();
        Ok(())
    };
    all.push(std::future::ready(()).map(frees).boxed_local());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let outcomes = runtime.block_on(join_all(all));
    holding.join().unwrap().unwrap();
    (outcomes.into_iter().take(CHANGES).map(|outcome| outcome.is_ok()).collect(), runs.load(Ordering::SeqCst))
}

fn there(database: &Database, at: usize) -> bool {
    database.read(|connection| organisations::instance_value(connection, &name(at))).unwrap().is_some()
}

#[test]
fn a_change_that_fails_among_others_that_can_be_made_again_undoes_itself_alone() {
    for place in databases() {
        let end = |at| match at {
            5 => End::Error,
            7 => End::Panic,
            9 => End::Error,
            _ => End::Well,
        };
        let (told, runs) = together(&place.database, end);
        for (at, told) in told.iter().enumerate() {
            let right = end(at) == End::Well;
            assert_eq!((*told, there(&place.database, at)), (right, right), "{}: {at}", place.kind);
        }
        assert!(runs > CHANGES || place.kind != "sqlite", "nothing was made again: this test has lost its trap");
    }
}

#[test]
fn where_all_goes_well_no_change_is_made_twice() {
    for place in databases() {
        let (told, runs) = together(&place.database, |_| End::Well);
        assert_eq!((told, runs), (vec![true; CHANGES], CHANGES), "{}", place.kind);
        assert!((0..CHANGES).all(|at| there(&place.database, at)), "{}", place.kind);
    }
}
