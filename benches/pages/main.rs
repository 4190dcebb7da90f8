//! How long the pages of people who are signed in take, with many cards in the database: `cargo bench --bench pages`.
//!
//! The release binary serves an organisation of 2,000 agents (`world`). Ten readers each open the next page a tenth of a
//! second after they had the last one, while fifty cards a second come in by the form; every answer is looked at. What is
//! printed is what a reader waits for the whole page, median and 99th percentile, for each number of cards.

mod readers;

#[path = "../intake/client.rs"]
#[allow(dead_code, reason = "the intake's client, of which a part is used")]
mod client;
#[path = "../intake/process.rs"]
mod process;
#[path = "../world/mod.rs"]
mod world;

use process::{Server, free_address};
use readers::{Load, Seen};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;
use world::{Outcome, Size, World};

/// A year of cards, but for the days that retention would take.
const HOURS: i64 = 50 * 7 * 24;

const HELP: &str = "\
cargo bench --bench pages -- [--postgres URL] [--cards N,N] [--seconds N] [--data DIR] [--lay]

Serves N cards of fifty weeks (100,000, then 1,000,000) and prints what each page takes under load. URL is a PostgreSQL server
whose user may create databases; without it SQLite. --data keeps the databases in DIR and takes those that are there;
--lay only lays them down. --quick: 3,000 cards, three seconds; fails when a page isn't right.";

struct Plan {
    server: Option<String>,
    cards: Vec<usize>,
    seconds: u64,
    data: Option<PathBuf>,
    lay: bool,
}

fn plan() -> Option<Plan> {
    let mut plan = Plan { server: None, cards: vec![100_000, 1_000_000], seconds: 40, data: None, lay: false };
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--postgres" => plan.server = Some(arguments.next()?),
            "--cards" => {
                plan.cards = arguments.next()?.split(',').map(|number| number.parse().ok()).collect::<Option<_>>()?
            }
            "--seconds" => plan.seconds = arguments.next()?.parse().ok()?,
            "--data" => plan.data = Some(arguments.next()?.into()),
            "--lay" => plan.lay = true,
            "--quick" => (plan.cards, plan.seconds) = (vec![3_000], 3),
            _ => return None,
        }
    }
    Some(plan)
}

fn main() -> ExitCode {
    let Some(plan) = plan() else {
        println!("{HELP}");
        return ExitCode::SUCCESS;
    };
    match run(&plan) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pages: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(plan: &Plan) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let data = plan.data.as_deref().unwrap_or(folder.path());
    std::fs::create_dir_all(data)?;
    let mut tables = Vec::new();
    for cards in &plan.cards {
        let (url, new) = world::place(plan.server.as_deref(), data, &format!("pages_{cards}"))?;
        let size = Size { cards: *cards, hours: HOURS };
        let world = world::world(&url, new, size, smilecard::clock::Clock::System.now())?;
        if !plan.lay {
            tables.push((*cards, measure(plan, &world, folder.path())?));
        }
    }
    print(&tables);
    Ok(())
}

fn measure(plan: &Plan, world: &World, folder: &Path) -> Outcome<BTreeMap<&'static str, Vec<Duration>>> {
    let address = free_address()?;
    let load = Load::of(world, address)?;
    let before = world::count(&world.url)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let (server, _) = Server::start(smilecard(folder, &world.url, address).arg("serve"), address, "/readyz").await?;
        load.run(Duration::from_secs(3)).await?;
        let Seen { pages, posted, post } = load.run(Duration::from_secs(plan.seconds)).await?;
        let memory = server.memory()?;
        let after = world::count(&world.url)?;
        println!(
            "{before} cards, {} pages read, {posted} cards sent in {} s (median {:.1} ms, 99 % {:.1} ms), {} stored in all; memory {:.0} MB, at most {:.0} MB",
            pages.values().map(Vec::len).sum::<usize>(),
            plan.seconds,
            percentile(&post, 50),
            percentile(&post, 99),
            after - before,
            memory.now,
            memory.most
        );
        if after - before < i64::try_from(posted)? {
            return Err("a card that was answered is not stored".into());
        }
        Ok(pages)
    })
}

/// Milliseconds.
fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).map_or(0.0, |latency| latency.as_secs_f64() * 1000.0)
}

fn print(tables: &[(usize, BTreeMap<&'static str, Vec<Duration>>)]) {
    let Some((_, first)) = tables.first() else { return };
    let heads: Vec<String> = tables.iter().map(|(cards, _)| format!("{cards} cards: median, 99 % (ms)")).collect();
    println!("\n| page | {} | medians' ratio |", heads.join(" | "));
    println!("|---|{}---|", "---|".repeat(tables.len()));
    for (page, times) in first {
        let all: Vec<&Vec<Duration>> = tables.iter().filter_map(|(_, table)| table.get(page)).collect();
        let cells: Vec<String> =
            all.iter().map(|times| format!("{:.1}, {:.1}", percentile(times, 50), percentile(times, 99))).collect();
        let ratio = all.last().map_or(1.0, |last| percentile(last, 50) / percentile(times, 50));
        println!("| {page} | {} | {ratio:.2} |", cells.join(" | "));
    }
}

/// The release binary with the settings it has by default, but for the budgets of one network.
fn smilecard(folder: &Path, url: &str, address: SocketAddr) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smilecard"));
    command
        .current_dir(folder)
        .env("DATABASE_URL", url)
        .env("SMILECARD_SERVER__BIND", address.to_string())
        .env("SMILECARD_SERVER__PUBLIC_URL", format!("http://{address}"))
        .env("SMILECARD_SECURITY__SECRET_KEY", "q7Hk2Vw9ZtLr4Nf6Xc8Bm1Pd3Gs5Jy0AuEoTi+RhKvQ=")
        .env("SMILECARD_MAIL__FROM", "cards@bench.example")
        .env("SMILECARD_SMTP__TRANSPORT", "file")
        .env("SMILECARD_SMTP__FOLDER", folder.join("letters"))
        .env("SMILECARD_FORM__POSTS_PER_MINUTE", "1000000000")
        .env("SMILECARD_FORM__POSTS_PER_HOUR", "1000000000")
        .env("SMILECARD_LOG__LEVEL", "warn");
    command
}
