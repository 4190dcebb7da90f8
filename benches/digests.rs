//! What a digest costs to compose, by the number of cards in the table: `cargo bench --bench digests -- --help` says how it
//! is run. It prints median and 99th percentile; they should not grow with the table.

#![expect(clippy::unwrap_used, reason = "a measuring program")]

use jiff::{SignedDuration, Timestamp};
use smilecard::config::DatabaseUrl;
use smilecard::domain::calendar::Period;
use smilecard::domain::ids::{AgentId, CardId, MemberId, OrganisationId, TeamId};
use smilecard::domain::{Kind, KindFrom, Outcome, Polarity, Role, Source, Status};
use smilecard::render::Templates;
use smilecard::services::digest::{Reader, Scope, gather, rendered};
use smilecard::store::cards::CardRow;
use smilecard::store::columns::micros;
use smilecard::store::members::MemberRow;
use smilecard::store::mentions::MentionRow;
use smilecard::store::organisations::OrganisationRow;
use smilecard::store::roster::{AgentRow, TeamRow};
use smilecard::store::{AnyConnection, Database, Sizes, cards, members, mentions, organisations, roster};
use std::time::{Duration, Instant};

const HELP: &str = "\
cargo bench --bench digests -- [--database URL] [--cards N,N,…] [--digests N] [--week N]

Fills a database with N cards over five years, 50 teams and 500 agents, and composes digests of its last week, each for
another team's manager. With several N it goes on filling the same database. Defaults: a new SQLite file, 20000,100000
cards, 200 digests, 1200 cards in the week told of.";

const TEAMS: usize = 50;
const AGENTS: usize = 500;

struct Wanted {
    url: Option<String>,
    cards: Vec<usize>,
    digests: usize,
    week: usize,
}

fn wanted() -> Option<Wanted> {
    let mut wanted = Wanted { url: None, cards: vec![20_000, 100_000], digests: 200, week: 1_200 };
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().unwrap_or_default();
        match argument.as_str() {
            "--database" => wanted.url = Some(value()),
            "--cards" => wanted.cards = value().split(',').map(|number| number.parse().unwrap()).collect(),
            "--digests" => wanted.digests = value().parse().unwrap(),
            "--week" => wanted.week = value().parse().unwrap(),
            _ => return None,
        }
    }
    Some(wanted)
}

struct World {
    organisation: OrganisationId,
    teams: Vec<TeamId>,
    agents: Vec<AgentId>,
}

fn main() {
    let Some(wanted) = wanted() else {
        println!("{HELP}");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let url = wanted.url.unwrap_or_else(|| format!("sqlite:{}", folder.path().join("cards.db").display()));
    let database = Database::open(&DatabaseUrl::parse(&url).unwrap(), Sizes::default()).unwrap();
    let templates = Templates::load(None).unwrap();
    let end: Timestamp = "2026-11-16T00:00:00Z".parse().unwrap();
    let period = Period { start: end - SignedDuration::from_hours(7 * 24), end };
    let world = database.write(move |connection| found(connection, end)).unwrap();
    let (mut old, mut week) = (0, 0);
    for count in wanted.cards {
        fill(&database, &world, period, (&mut week, wanted.week), 0);
        fill(&database, &world, period, (&mut old, count.saturating_sub(wanted.week)), 1);
        let mut times: Vec<Duration> = Vec::with_capacity(wanted.digests);
        let mut bytes = 0;
        for number in 0..wanted.digests {
            let begun = Instant::now();
            let letter = database
                .read(|connection| {
                    let organisation = organisations::by_id(connection, world.organisation)?;
                    let mut reader = Reader::plain("reader@larkspur.example", "Europe/London")?;
                    reader.member = Some(MemberId::at(end));
                    reader.scope = Scope::Teams(vec![world.teams[number % TEAMS]]);
                    let content =
                        gather(connection, &organisation, reader, period, end + SignedDuration::from_hours(7))?;
                    rendered(&templates, &content, "https://cards.larkspur.example")
                })
                .unwrap();
            times.push(begun.elapsed());
            bytes += letter.html.len();
        }
        times.sort_unstable();
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
        println!(
            "{count:>9} cards, {} digests: median {:.1} ms, 99th percentile {:.1} ms, slowest {:.1} ms; {} kB of HTML each",
            times.len(),
            at(0.5),
            at(0.99),
            at(1.0),
            bytes / times.len() / 1000
        );
    }
}

fn found(connection: &mut AnyConnection, now: Timestamp) -> smilecard::error::Result<World> {
    let organisation = OrganisationId::at(now);
    let slug = format!("bench-{organisation}");
    organisations::insert(
        connection,
        &OrganisationRow {
            id: organisation,
            name: "Larkspur Mobile".to_owned(),
            mail_address: format!("{slug}@larkspur.example"),
            slug,
            zone: "Europe/London".to_owned(),
            language: "en".to_owned(),
            postal_line: String::new(),
            roster_version: 0,
            created_at: micros(now),
        },
    )?;
    let member = MemberRow {
        organisation_id: organisation,
        id: MemberId::at(now),
        email: "ruth@larkspur.example".to_owned(),
        name: "Ruth Calder".to_owned(),
        role: Role::Manager,
        zone: "Europe/London".to_owned(),
        agent_id: None,
        created_at: micros(now),
        disabled_at: None,
    };
    members::insert(connection, &member)?;
    let mut world = World { organisation, teams: Vec::new(), agents: Vec::new() };
    for number in 0..TEAMS {
        let id = TeamId::at(now);
        let row =
            TeamRow { organisation_id: organisation, id, name: format!("Team {number}"), created_at: micros(now) };
        roster::insert_team(connection, &row)?;
        world.teams.push(id);
    }
    for number in 0..AGENTS {
        let id = AgentId::at(now);
        let row = AgentRow {
            organisation_id: organisation,
            id,
            external_id: number.to_string(),
            name: format!("Agent Number{number}"),
            code: None,
            email: None,
            team_id: Some(world.teams[number % TEAMS]),
            location: None,
            link_token: id.to_string(),
            created_at: micros(now),
            archived_at: None,
            active_from: None,
            merged_into: None,
            stand_in: false,
        };
        roster::insert_agent(connection, &row)?;
        world.agents.push(id);
    }
    Ok(world)
}

/// Stores cards up to `most`, in the week told of or before it (`back` of 1: spread over five years).
fn fill(database: &Database, world: &World, period: Period, (stored, most): (&mut usize, usize), back: i64) {
    let week = period.end.as_microsecond() - period.start.as_microsecond();
    let (start, span) = if back == 0 {
        (period.start.as_microsecond(), week)
    } else {
        (period.start.as_microsecond() - 260 * week, 260 * week)
    };
    while *stored < most {
        let rows: Vec<(CardRow, MentionRow)> = (*stored..most.min(*stored + 1000))
            .map(|number| {
                // Spread by a step that meets every place before it comes back.
                let at = start + i64::try_from(number).unwrap().wrapping_mul(7_919_000_003).rem_euclid(span);
                row(world, number, Timestamp::from_microsecond(at).unwrap(), back == 0)
            })
            .collect();
        *stored += rows.len();
        database
            .write(move |connection| {
                for (card, _) in &rows {
                    cards::insert(connection, card)?;
                }
                let ties: Vec<MentionRow> = rows.into_iter().map(|(_, tie)| tie).collect();
                ties.chunks(100).try_for_each(|some| mentions::insert(connection, some))
            })
            .unwrap();
    }
}

fn row(world: &World, number: usize, received: Timestamp, fresh: bool) -> (CardRow, MentionRow) {
    let (id, agent) = (CardId::at(received), world.agents[number.wrapping_mul(31) % AGENTS]);
    let complaint = number.is_multiple_of(5);
    // Of the fresh complaints half are open; of the old ones one in two hundred has been forgotten.
    let open = complaint && if fresh { number.is_multiple_of(2) } else { number.is_multiple_of(1000) };
    let closed = (complaint && !open).then(|| micros(received + SignedDuration::from_hours(30)));
    let text = format!(
        "Agent Number{} was {} and took the time that it needed, on the telephone and again in the shop.",
        number.wrapping_mul(31) % AGENTS,
        if complaint { "short with us" } else { "kind" }
    );
    let card = CardRow {
        organisation_id: world.organisation,
        id,
        number: 0,
        once_key: id.as_bytes().to_vec(),
        source: Source::Form,
        kind: if complaint { Kind::Complaint } else { Kind::Praise },
        kind_from: KindFrom::Customer,
        status: if closed.is_some() { Status::Closed } else { Status::New },
        uncertain: false,
        text,
        subject: None,
        helper: None,
        customer_name: None,
        customer_email: None,
        customer_phone: None,
        form_id: None,
        preset_agent_id: None,
        team_id: None,
        inbound_id: None,
        score: if complaint { -0.5 } else { (number % 100) as f64 / 100.0 },
        received_at: micros(received),
        due_at: complaint.then(|| micros(received + SignedDuration::from_hours(24))),
        owner_id: None,
        answered_at: closed.map(|closed| closed - 3_600_000_000),
        closed_at: closed,
        outcome: closed.map(|_| Outcome::PutRight),
        outcome_note: None,
    };
    let tie = MentionRow {
        organisation_id: world.organisation,
        agent_id: agent,
        card_id: id,
        spans: "[]".to_owned(),
        surface: "Agent".to_owned(),
        rule: "exact".to_owned(),
        confidence: 1.0,
        polarity: if complaint { Polarity::Complaint } else { Polarity::Praise },
        why: "Spelled the same".to_owned(),
        tagged_by: None,
        created_at: micros(received),
        released_at: None,
        released_by: None,
        release_note: None,
    };
    (card, tie)
}
