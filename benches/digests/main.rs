//! What a digest costs to compose, by the number of cards in the database, and how long it takes to send ten thousand of
//! them: `cargo bench --bench digests -- --help` says how it is run.

#[path = "../intake/client.rs"]
#[allow(dead_code, reason = "the intake's client, of which a part is used")]
mod client;
#[path = "../intake/process.rs"]
mod process;
#[path = "../../tests/suite/support/smtp.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "the tests' server, which ends where it fails")]
mod smtp;
#[path = "../world/mod.rs"]
mod world;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use process::{Server, free_address};
use smilecard::clock::Clock;
use smilecard::domain::calendar::{self, Period};
use smilecard::domain::ids::SubscriptionId;
use smilecard::domain::{Cadence, Shows};
use smilecard::render::Templates;
use smilecard::services::digest::{Reader, Scope, gather, rendered};
use smilecard::store::columns::micros;
use smilecard::store::organisations;
use smilecard::store::subscriptions::{self, SubscriptionRow};
use smtp::{Manners, Sink};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};
use world::{Outcome, Size, TEAMS, World};

const HELP: &str = "\
cargo bench --bench digests -- [--postgres URL] [--cards N,N,…] [--week N] [--digests N] [--send N] [--data DIR]

Composes digests of the last whole week, each for the manager of one of 50 teams, among N cards (100,000, then 1,000,000) of
which N a week came in (--week; without it the cards are spread over fifty weeks). --send has the service compose N
digests and send them into an SMTP server of its own. URL is a PostgreSQL server whose user may create databases; without
it SQLite. --data keeps the databases in DIR and takes those that are there. --quick: a few of everything.";

/// A sending that takes longer has failed.
const LONGEST: Duration = Duration::from_secs(3_600);

struct Plan {
    server: Option<String>,
    cards: Vec<usize>,
    week: Option<usize>,
    digests: usize,
    send: usize,
    data: Option<PathBuf>,
}

fn plan() -> Option<Plan> {
    let mut plan =
        Plan { server: None, cards: vec![100_000, 1_000_000], week: None, digests: 200, send: 0, data: None };
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--postgres" => plan.server = Some(arguments.next()?),
            "--cards" => {
                plan.cards = arguments.next()?.split(',').map(|number| number.parse().ok()).collect::<Option<_>>()?
            }
            "--week" => plan.week = Some(arguments.next()?.parse().ok()?),
            "--digests" => plan.digests = arguments.next()?.parse().ok()?,
            "--send" => plan.send = arguments.next()?.parse().ok()?,
            "--data" => plan.data = Some(arguments.next()?.into()),
            "--quick" => (plan.cards, plan.digests, plan.send) = (vec![3_000], 10, 50),
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
            eprintln!("digests: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(plan: &Plan) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let data = plan.data.as_deref().unwrap_or(folder.path());
    std::fs::create_dir_all(data)?;
    for cards in &plan.cards {
        let (name, hours) = match plan.week {
            None => (format!("pages_{cards}"), 50 * 7 * 24),
            Some(week) => (format!("digests_{week}_{cards}"), i64::try_from(cards * 7 * 24 / week)?),
        };
        let (url, new) = world::place(plan.server.as_deref(), data, &name)?;
        let world = world::world(&url, new, Size { cards: *cards, hours }, Clock::System.now())?;
        compose(plan, &world, *cards)?;
        if plan.send > 0 {
            send(plan, &world, folder.path())?;
        }
    }
    Ok(())
}

/// The last whole week in London.
fn week() -> Outcome<(Period, Timestamp)> {
    let (now, zone) = (Clock::System.now(), TimeZone::get("Europe/London")?);
    let monday = calendar::monday_of(now.to_zoned(zone.clone()).date());
    Ok((calendar::week(monday.saturating_sub(7.days()), &zone)?, now))
}

fn compose(plan: &Plan, world: &World, cards: usize) -> Outcome<()> {
    let templates = Templates::load(None)?;
    let (period, now) = week()?;
    let before = process::of(std::process::id())?;
    let (mut times, mut bytes) = (Vec::with_capacity(plan.digests), 0);
    for number in 0..plan.digests {
        let begun = Instant::now();
        let letter = world.database.read(|connection| {
            let organisation = organisations::by_id(connection, world.organisation)?;
            let mut reader = Reader::plain("reader@larkspur.example", "Europe/London")?;
            reader.member = Some(world.managers[number % TEAMS]);
            reader.scope = Scope::Teams(vec![world.teams[number % TEAMS]]);
            let content = gather(connection, &organisation, reader, period, now)?;
            rendered(&templates, &content, "https://cards.larkspur.example")
        })?;
        times.push(begun.elapsed());
        bytes += letter.html.len();
    }
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    println!(
        "{cards} cards, {} digests composed: median {:.1} ms, 99 % {:.1} ms, slowest {:.1} ms; {} kB of HTML each; memory {:.0} MB, {:.0} MB before",
        times.len(),
        at(50),
        at(99),
        at(100),
        bytes / times.len() / 1000,
        process::of(std::process::id())?.now,
        before.now
    );
    Ok(())
}

/// Lets the service compose and send them all, and looks at its memory meanwhile.
fn send(plan: &Plan, world: &World, folder: &Path) -> Outcome<()> {
    let (period, now) = week()?;
    let (organisation, wanted) = (world.organisation, plan.send);
    let managers = world.managers.clone();
    world.database.write(move |connection| {
        for number in 0..wanted {
            let id = SubscriptionId::at(now);
            subscriptions::insert(
                connection,
                &SubscriptionRow {
                    organisation_id: organisation,
                    id,
                    member_id: Some(managers[number % TEAMS]),
                    email: format!("reader{number}@reader{}.example", number % 50),
                    name: "Ruth Calder".to_owned(),
                    weekday: 1,
                    hour: 0,
                    zone: "Europe/London".to_owned(),
                    stop_token: id.to_string(),
                    period_start: micros(period.start),
                    due_at: micros(now - SignedDuration::from_mins(1)),
                    created_at: micros(period.start),
                    stopped_at: None,
                    cadence: Cadence::Weekly,
                    month_day: 1,
                    language: "en".to_owned(),
                    shows: Shows::All,
                    team_id: None,
                    place: None,
                    skip_empty: false,
                    absent: false,
                    paused_until: None,
                },
            )?;
        }
        Ok(())
    })?;
    let sink = Sink::start(Manners::default());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let address = free_address()?;
    let mut command = smilecard(folder, &world.url, address);
    command
        .env("SMILECARD_SMTP__HOST", sink.address.ip().to_string())
        .env("SMILECARD_SMTP__PORT", sink.address.port().to_string());
    let begun = Instant::now();
    let (server, _) = runtime.block_on(Server::start(command.arg("serve"), address, "/readyz"))?;
    let at_rest = server.memory()?.now;
    let (_keep, pause) = std::sync::mpsc::channel::<()>();
    let mut half = None;
    while sink.letters() < wanted {
        let _ = pause.recv_timeout(Duration::from_millis(20));
        if half.is_none() && sink.letters() * 2 >= wanted {
            half = Some((begun.elapsed(), server.memory()?));
        }
        if begun.elapsed() > LONGEST {
            return Err(format!("only {} of {wanted} digests arrived", sink.letters()).into());
        }
    }
    let (took, memory) = (begun.elapsed(), server.memory()?);
    let (half_took, half_memory) = half.ok_or("no digests")?;
    println!(
        "{wanted} digests composed and sent in {:.1} s, half of them after {:.1} s; memory {at_rest:.0} MB at the start, {:.0} MB half-way, {:.0} MB at the end, at most {:.0} MB",
        took.as_secs_f64(),
        half_took.as_secs_f64(),
        half_memory.now,
        memory.now,
        memory.most
    );
    Ok(())
}

/// The release binary with the settings it has by default.
fn smilecard(folder: &Path, url: &str, address: std::net::SocketAddr) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smilecard"));
    command
        .current_dir(folder)
        .env("DATABASE_URL", url)
        .env("SMILECARD_SERVER__BIND", address.to_string())
        .env("SMILECARD_SERVER__PUBLIC_URL", format!("http://{address}"))
        .env("SMILECARD_SECURITY__SECRET_KEY", "q7Hk2Vw9ZtLr4Nf6Xc8Bm1Pd3Gs5Jy0AuEoTi+RhKvQ=")
        .env("SMILECARD_MAIL__FROM", "cards@bench.example")
        .env("SMILECARD_SMTP__TLS", "none")
        .env("SMILECARD_LOG__LEVEL", "warn");
    command
}
