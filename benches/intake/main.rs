//! How fast cards are stored through HTTP, beside the fastest program that could do it on this machine at this moment.
//!
//! `cargo bench --bench intake` runs the real `smilecard serve` and the limit program (`limit.rs`) in turn, each under
//! the same clients, and prints medians with their span; `-- --quick` is a few seconds that only check that every
//! acknowledged card is stored once; `-- --rush` is the 64 clients alone. Only the ratios of one run mean something: the
//! machine is never alone.

mod client;
mod figures;
mod limit;
mod load;
mod process;
mod service;

use figures::Table;
use std::error::Error;
use std::process::ExitCode;
use std::time::Instant;

/// The same as the service's: the limit program and the clients shall not be slower for another one.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What fails here is told and ends the run.
type Outcome<T> = Result<T, Box<dyn Error>>;

/// How much is measured.
struct Plan {
    rounds: usize,
    /// Whether visitors are measured who fetch the page before they post.
    visits: bool,
    /// Clients at once, and the posts that they share.
    loads: &'static [(usize, usize)],
}

const WHOLE: Plan = Plan { rounds: 3, visits: true, loads: &[(1, 1_500), (8, 6_000), (64, 12_000)] };
const RUSH: Plan = Plan { rounds: 5, visits: false, loads: &[(64, 12_000)] };
const QUICK: Plan = Plan { rounds: 1, visits: true, loads: &[(1, 50), (64, 640)] };

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let outcome = match arguments.as_slice() {
        [mode, file] if mode == limit::MODE => limit::serve(file),
        _ if has("--quick") => compare(&QUICK),
        _ if has("--rush") => compare(&RUSH),
        _ => compare(&WHOLE),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("intake: {error}");
            ExitCode::FAILURE
        }
    }
}

fn compare(plan: &Plan) -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        figures::machine();
        figures::starts(&service::starts(plan.rounds).await?)?;
        let service = service::Service::with_roster().await?;
        let limit = limit::Limit::start().await?;
        let at_rest = service.memory()?;
        let mut posted = Table::default();
        let mut visited = Table::default();
        let mut acknowledged = 0;
        let mut read = Vec::new();
        for round in 0..plan.rounds {
            for &(clients, posts) in plan.loads {
                // Who goes first changes from round to round, so that a busy minute doesn't hit the same one.
                for ours in [round % 2 == 0, round % 2 != 0] {
                    if ours {
                        let requests = service.requests(posts).await?;
                        let begun = Instant::now();
                        posted.add("smilecard", clients, load::run(service.address, clients, requests).await?);
                        acknowledged += posts;
                        service.until_read().await?;
                        read.push((clients, posts, begun.elapsed()));
                        if plan.visits {
                            visited.add("smilecard", clients, load::visits(&service, clients, posts / 4).await?);
                            acknowledged += posts / 4;
                            service.until_read().await?;
                        }
                    } else {
                        let requests = limit.requests(posts);
                        posted.add("limit", clients, load::run(limit.address, clients, requests).await?);
                        limit.check_stored(posts)?;
                    }
                }
            }
        }
        posted.print("POST alone");
        if plan.visits {
            visited.print("GET the page, then POST it (a page a line counts as one)");
        }
        figures::read(&read);
        figures::memory(at_rest, service.memory()?, limit.memory()?);
        service.check_stored(acknowledged).await
    })
}
