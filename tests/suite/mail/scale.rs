//! Is the work linear? The same thing is done to a piece and to four such pieces, and the times of one run are compared:
//! four times the input may take up to ten times as long (noise, caches), sixteen times would be quadratic.

use std::time::{Duration, Instant};

/// Below this nothing is worth a comparison: clocks and neighbours disturb more than the input does.
const WORTH: Duration = Duration::from_millis(60);
const MOST: u32 = 10;

/// The shortest of a few runs is the least disturbed one.
fn shortest(runs: usize, work: &mut dyn FnMut()) -> Duration {
    (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap()
}

/// Tells when `large`, the same work on four times as much, takes out of proportion longer than `small`, and does so in
/// every one of a few rounds: a neighbour on the machine disturbs one of them, a fault all.
pub fn compare(name: &str, small: &mut dyn FnMut(), large: &mut dyn FnMut()) -> Option<String> {
    let mut told = None;
    for _ in 0..4 {
        let much = shortest(1, large);
        if much < WORTH {
            return None;
        }
        let little = shortest(2, small);
        if much <= little * MOST {
            return None;
        }
        told = Some(format!("{name}: {little:?}, four times as much {much:?}"));
    }
    told
}

/// Does `work` on `unit` repeated to about 150 kB and to four times that, and compares.
pub fn grows(unit: &str, work: impl Fn(&str)) -> Option<String> {
    let fill = |size: usize| unit.repeat(size / unit.len() + 1);
    let (small, large) = (fill(150_000), fill(600_000));
    compare(&format!("{unit:?}"), &mut || work(&small), &mut || work(&large))
}
