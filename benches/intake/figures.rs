//! Medians with their span, as a table. A single run says nothing on a machine that others use too.

use super::Outcome;
use super::process::Memory;
use std::collections::BTreeMap;
use std::time::Duration;

/// One run of one load.
pub struct Run {
    per_second: f64,
    half_ms: f64,
    most_ms: f64,
}

impl Run {
    /// Sums up what all clients saw.
    pub fn new(took: Duration, mut latencies: Vec<Duration>) -> Self {
        latencies.sort_unstable();
        #[expect(clippy::cast_precision_loss, reason = "counts of requests are small")]
        let per_second = latencies.len() as f64 / took.as_secs_f64();
        Self { per_second, half_ms: percentile(&latencies, 50), most_ms: percentile(&latencies, 99) }
    }
}

fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).map_or(0.0, |latency| latency.as_secs_f64() * 1000.0)
}

/// The runs of each program at each number of clients.
#[derive(Default)]
pub struct Table(BTreeMap<(usize, &'static str), Vec<Run>>);

impl Table {
    pub fn add(&mut self, program: &'static str, clients: usize, run: Run) {
        self.0.entry((clients, program)).or_default().push(run);
    }

    /// One line per program and load; the service's with its ratio to the limit program's, from the medians.
    pub fn print(&self, title: &str) {
        println!("\n{title}");
        println!("clients  program    per second (span)          p50 ms (span)            p99 ms (span)        ratio");
        for ((clients, program), runs) in &self.0 {
            let limit = self.0.get(&(*clients, "limit")).filter(|_| *program != "limit");
            let rate = Spread::of(runs, |run| run.per_second);
            let ratio = limit.map_or(String::new(), |limit| {
                format!("{:.2}", rate.median / Spread::of(limit, |run| run.per_second).median)
            });
            println!(
                "{clients:>7}  {program:<9}  {:<26} {:<24} {:<20} {ratio}",
                rate.shown(0),
                Spread::of(runs, |run| run.half_ms).shown(2),
                Spread::of(runs, |run| run.most_ms).shown(2),
            );
        }
    }
}

/// A median and how far the runs lay apart.
struct Spread {
    least: f64,
    median: f64,
    most: f64,
}

impl Spread {
    fn of<T>(runs: &[T], figure: impl Fn(&T) -> f64) -> Self {
        let mut all: Vec<f64> = runs.iter().map(figure).collect();
        all.sort_unstable_by(f64::total_cmp);
        let at = |place: usize| all.get(place).copied().unwrap_or(f64::NAN);
        Self { least: at(0), median: at(all.len() / 2), most: at(all.len().saturating_sub(1)) }
    }

    fn shown(&self, digits: usize) -> String {
        format!("{:.digits$} ({:.digits$}-{:.digits$})", self.median, self.least, self.most)
    }
}

/// Says on what it is measured: cores, load, and how safe the writes are.
pub fn machine() {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').take(3).collect::<Vec<_>>().join(" ");
    println!("{cores} cores, load {load}; SQLite, WAL, synchronous=FULL; client and servers on this machine");
}

/// Start to ready, and the size of what is started.
pub fn starts(all: &[Duration]) -> Outcome<()> {
    let spread = Spread::of(all, |after| after.as_secs_f64() * 1000.0);
    println!("start to ready on an empty database: {} ms", spread.shown(0));
    #[expect(clippy::cast_precision_loss, reason = "a binary is far smaller than 2^53 bytes")]
    let megabytes = std::fs::metadata(env!("CARGO_BIN_EXE_smilecard"))?.len() as f64 / 1e6;
    println!("release binary: {megabytes:.1} MB");
    Ok(())
}

/// How many cards a second are not only kept but read, tagged and stored: from the first post to when the last is.
pub fn read(all: &[(usize, usize, Duration)]) {
    let mut loads: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for (clients, posts, took) in all {
        #[expect(clippy::cast_precision_loss, reason = "counts of requests are small")]
        loads.entry(*clients).or_default().push(*posts as f64 / took.as_secs_f64());
    }
    println!("\nPosted, read and tagged, until the last card is");
    for (clients, rates) in loads {
        println!("{clients:>7}  smilecard  {}", Spread::of(&rates, |rate| *rate).shown(0));
    }
}

/// Memory before and after the load.
pub fn memory(at_rest: Memory, loaded: Memory, limit: Memory) {
    println!(
        "\nmemory at rest {:.0} MB; after the load {:.0} MB, at most {:.0} MB",
        at_rest.now, loaded.now, loaded.most
    );
    println!("the limit program: after the load {:.0} MB, at most {:.0} MB", limit.now, limit.most);
}
