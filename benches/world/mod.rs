//! A large organisation for measuring: 50 teams with a manager each, 2,000 agents, and as many cards as are asked for, laid
//! into an empty database by a few large statements. Going through the front door would take hours, and what is
//! measured is what comes after.

#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "each measuring program uses a part of it")]

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use jiff::{SignedDuration, Timestamp};
use smilecard::config::DatabaseUrl;
use smilecard::domain::Role;
use smilecard::domain::ids::{AgentId, FormId, MemberId, OrganisationId, TeamId};
use smilecard::store::columns::micros;
use smilecard::store::forms::FormRow;
use smilecard::store::members::MemberRow;
use smilecard::store::organisations::OrganisationRow;
use smilecard::store::roster::{AgentRow, TeamRow};
use smilecard::store::{AnyConnection, Database, Sizes, forms, members, organisations, roster};
use std::error::Error;
use std::path::Path;
use std::time::Instant;

/// What fails here is told and ends the run.
pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// Teams of the organisation, each with a manager.
pub const TEAMS: usize = 50;
/// Agents, the same number in each team.
pub const AGENTS: usize = 2_000;
/// Of the newest cards, among how many complaints are still open and questions still asked.
const FRESH: usize = 2_500;
/// Cards that one statement lays down.
const STEP: usize = 100_000;
/// The slug of the organisation and of its form.
pub const SLUG: &str = "bench";

/// Cards, and the time over which they are spread evenly.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub cards: usize,
    pub hours: i64,
}

/// Where the organisation lives, and who is in it.
pub struct World {
    pub url: String,
    pub database: Database,
    pub organisation: OrganisationId,
    pub teams: Vec<TeamId>,
    pub agents: Vec<AgentId>,
    pub managers: Vec<MemberId>,
    pub admin: MemberId,
    /// Agents that sign in.
    pub members: Vec<MemberId>,
}

/// The database of this name on a PostgreSQL server, or the file of this name in a folder. Says whether it is new.
pub fn place(server: Option<&str>, folder: &Path, name: &str) -> Outcome<(String, bool)> {
    let Some(server) = server else {
        let file = folder.join(format!("{name}.db"));
        return Ok((format!("sqlite:{}", file.display()), !file.exists()));
    };
    let (base, parameters) =
        server.split_once('?').map_or((server, String::new()), |(base, rest)| (base, format!("?{rest}")));
    let base = base.rsplit_once('/').ok_or("an address without a database's name")?.0;
    let mut admin = PgConnection::establish(server)?;
    let new = admin.batch_execute(&format!("CREATE DATABASE {name}")).is_ok();
    Ok((format!("{base}/{name}{parameters}"), new))
}

/// Opens what is there, or lays it down first.
pub fn world(url: &str, new: bool, size: Size, until: Timestamp) -> Outcome<World> {
    let parsed = DatabaseUrl::parse(url).ok_or("this is no database")?;
    let database = Database::open(&parsed, Sizes::default())?;
    if new {
        let begun = Instant::now();
        database.write(move |connection| people(connection, until - SignedDuration::from_hours(size.hours)))?;
        lay(url, size, until)?;
        eprintln!("{} cards laid down in {:.0} s", size.cards, begun.elapsed().as_secs_f64());
    }
    let world = database.read(|connection| {
        let organisation = organisations::by_slug(connection, SLUG)?.id;
        let all = members::of_organisation(connection, organisation)?;
        let of = |role: Role| {
            all.iter().filter(move |member| member.role == role).map(|member| member.id).collect::<Vec<_>>()
        };
        let mut agents = roster::agents_of(connection, organisation)?;
        agents.sort_by_key(|agent| agent.external_id.parse::<usize>().unwrap_or(0));
        Ok(World {
            url: url.to_owned(),
            database: database.clone(),
            organisation,
            teams: roster::teams_of(connection, organisation)?.into_iter().map(|team| team.id).collect(),
            agents: agents.into_iter().map(|agent| agent.id).collect(),
            managers: of(Role::Manager),
            admin: of(Role::Admin)[0],
            members: of(Role::Agent),
        })
    })?;
    Ok(world)
}

/// Names of agents: number 0 to 1,999, no two alike.
pub fn name(number: usize) -> String {
    let mut lines = include_str!("names.txt").lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let (first, head, tail) = (lines.next().unwrap(), lines.next().unwrap(), lines.next().unwrap());
    format!("{} {}{}", first[number % 20], head[number / 20 % 10], tail[number / 200 % 10])
}

fn people(connection: &mut AnyConnection, now: Timestamp) -> smilecard::error::Result<()> {
    let organisation = OrganisationId::at(now);
    let created_at = micros(now);
    organisations::insert(
        connection,
        &OrganisationRow {
            id: organisation,
            slug: SLUG.to_owned(),
            name: "Larkspur Mobile".to_owned(),
            zone: "Europe/London".to_owned(),
            language: "en".to_owned(),
            mail_address: "cards@bench.example".to_owned(),
            postal_line: "Larkspur Mobile, 1 Mill Street, Leeds".to_owned(),
            roster_version: 1,
            created_at,
        },
    )?;
    forms::insert(
        connection,
        &FormRow {
            organisation_id: organisation,
            id: FormId::at(now),
            slug: SLUG.to_owned(),
            title: "Larkspur Mobile".to_owned(),
            team_id: None,
            location: None,
            created_at,
            design: String::new(),
            closed_at: None,
        },
    )?;
    let member = |email: String, role, agent_id| MemberRow {
        organisation_id: organisation,
        id: MemberId::at(now),
        name: email.clone(),
        email,
        role,
        zone: "Europe/London".to_owned(),
        agent_id,
        created_at,
        disabled_at: None,
    };
    members::insert(connection, &member("admin@bench.example".to_owned(), Role::Admin, None))?;
    let mut teams = Vec::new();
    for number in 0..TEAMS {
        let id = TeamId::at(now);
        roster::insert_team(
            connection,
            &TeamRow { organisation_id: organisation, id, name: format!("Team {number:02}"), created_at },
        )?;
        let manager = member(format!("manager{number}@bench.example"), Role::Manager, None);
        members::insert(connection, &manager)?;
        roster::let_lead(connection, organisation, id, manager.id)?;
        teams.push(id);
    }
    for number in 0..AGENTS {
        let id = AgentId::at(now);
        let row = AgentRow {
            organisation_id: organisation,
            id,
            external_id: number.to_string(),
            name: name(number),
            code: None,
            email: None,
            team_id: Some(teams[number % TEAMS]),
            location: Some(if number % 2 == 0 { "Mill Street" } else { "Station" }.to_owned()),
            link_token: id.to_string(),
            created_at,
            archived_at: None,
            active_from: None,
            merged_into: None,
            stand_in: false,
        };
        roster::insert_agent(connection, &row)?;
        if number % 100 == 0 {
            members::insert(connection, &member(format!("agent{number}@bench.example"), Role::Agent, Some(id)))?;
        }
    }
    Ok(())
}

/// Lays the cards down, each with whom it names and its words in the index. Of five cards one is a complaint, of twenty one
/// names nobody, of ten one names two people; the complaints and questions among the newest are open.
fn lay(url: &str, size: Size, until: Timestamp) -> Outcome<()> {
    match url.strip_prefix("sqlite:") {
        Some(file) => {
            let mut connection = SqliteConnection::establish(file)?;
            connection
                .batch_execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY")?;
            fill(size, until, &SQLITE, |sql| connection.batch_execute(sql))?;
            connection.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?;
        }
        None => {
            let mut connection = PgConnection::establish(url)?;
            connection.batch_execute("SET synchronous_commit = off; SET work_mem = '64MB'")?;
            // A counter that is raised for each card of a day, many thousand times in one transaction, is found again more
            // and more slowly: each time all its earlier values are passed. Here it is written once.
            each_table(&mut connection, "DISABLE")?;
            fill(size, until, &POSTGRES, |sql| connection.batch_execute(sql))?;
            connection.batch_execute(
                "INSERT INTO card_days SELECT organisation_id, received_at / 86400000000, '\\x00', count(*) FROM cards GROUP BY 1, 2",
            )?;
            each_table(&mut connection, "ENABLE")?;
            connection.batch_execute(&format!("SELECT setval('card_numbers', {})", size.cards))?;
            // What its own housekeeping does in the first minutes.
            connection.batch_execute("VACUUM (ANALYZE)")?;
        }
    }
    Ok(())
}

/// Turns what notes changed days on or off.
fn each_table(connection: &mut PgConnection, turn: &str) -> Outcome<()> {
    for table in ["cards", "mentions", "candidates"] {
        connection.batch_execute(&format!("ALTER TABLE {table} {turn} TRIGGER USER"))?;
    }
    Ok(())
}

/// The words in which the two databases differ.
struct Dialect {
    series: &'static str,
    id: &'static str,
    words: &'static str,
    index: &'static str,
    /// What must follow rows that were laid with numbers of their own.
    after: &'static str,
}

const SQLITE: Dialect = Dialect {
    series: "WITH RECURSIVE n(i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {to})",
    id: "unhex(printf('%012x7%03x8%015x', at / 1000, i % 4096, i))",
    words: "lower(c.text) || ' ' || c.number",
    index: "card_words (rowid, words)",
    after: "",
};

const POSTGRES: Dialect = Dialect {
    series: "WITH n(i) AS (SELECT generate_series({from}::bigint, {to}::bigint - 1))",
    id: "decode(lpad(to_hex(at / 1000), 12, '0') || '7' || lpad(to_hex(i % 4096), 3, '0') || '8' || lpad(to_hex(i), 15, '0'), 'hex')",
    words: "array_to_tsvector(string_to_array(lower(translate(c.text, '.', '')) || ' ' || c.number, ' ')), \
            array_remove(ARRAY[CASE WHEN d.h % 20 <> 7 THEN a.id END, CASE WHEN d.h % 10 = 3 OR c.uncertain THEN b.id END, \
            c.team_id, CASE WHEN c.named = 0 AND c.team_id IS NULL THEN decode(repeat('00', 16), 'hex') END], NULL)",
    index: "card_words (seq, words, whom)",
    after: "SELECT setval(pg_get_serial_sequence('card_search', 'seq'), max(seq)) FROM card_search",
};

const PREPARE: &str = "
CREATE TEMPORARY TABLE saying (n BIGINT PRIMARY KEY, words TEXT NOT NULL);
CREATE TEMPORARY TABLE known AS SELECT CAST(external_id AS BIGINT) AS n, organisation_id, id, name, team_id FROM agents;
CREATE INDEX known_by_n ON known (n);
CREATE TEMPORARY TABLE draft AS SELECT CAST(0 AS BIGINT) AS i, CAST(0 AS BIGINT) AS h, CAST(0 AS BIGINT) AS at, '' AS kind, FALSE AS fresh, id AS card FROM cards LIMIT 0;
";

/// `h` scatters: what a card says and whom it names don't follow its number.
const LAY: &str = "
DELETE FROM draft;
INSERT INTO draft
{series}, s AS (SELECT i, i * 2654435761 / 128 AS h, {start} + i * {step} AS at FROM n)
SELECT i, h, at, CASE WHEN h % 5 = 0 THEN 'complaint' WHEN h % 17 = 0 THEN 'mixed' ELSE 'praise' END,
  i >= {cards} - {fresh}, {id} FROM s;
INSERT INTO cards (organisation_id, id, number, once_key, source, kind, kind_from, status, uncertain, text, customer_name,
  customer_email, team_id, score, received_at, due_at, answered_at, closed_at, outcome, arrived_at, named, named_agent_id)
SELECT a.organisation_id, d.card, d.i + 1, d.card, 'form', d.kind, 'customer',
  CASE WHEN d.kind = 'praise' OR d.fresh THEN 'new' ELSE 'closed' END,
  d.fresh AND d.kind = 'praise' AND d.h % 40 = 1,
  x.words || '. ' || a.name || ' helped me. ' || y.words || '. ' || z.words || '.',
  CASE WHEN d.h % 3 = 0 AND d.at > {known} THEN 'Rowan Pryce' END,
  CASE WHEN d.h % 3 = 0 AND d.at > {known} THEN 'rowan' || d.i || '@customer.example' END,
  CASE WHEN d.h % 8 = 3 THEN a.team_id END,
  (d.h % 100) / 100.0, d.at,
  CASE WHEN d.kind <> 'praise' THEN d.at + 172800000000 END,
  CASE WHEN d.kind <> 'praise' AND NOT d.fresh THEN d.at + (d.h % 4320 + 1) * 60000000 END,
  CASE WHEN d.kind <> 'praise' AND NOT d.fresh THEN d.at + (d.h % 4320 + 600) * 60000000 END,
  CASE WHEN d.kind <> 'praise' AND NOT d.fresh THEN CASE WHEN d.h % 7 = 0 THEN 'explained' ELSE 'put_right' END END, d.at,
  CASE WHEN d.h % 20 = 7 OR (d.fresh AND d.kind = 'praise' AND d.h % 40 = 1) THEN 0 WHEN d.h % 10 = 3 THEN 2 ELSE 1 END,
  CASE WHEN d.h % 20 <> 7 AND d.h % 10 <> 3 AND NOT (d.fresh AND d.kind = 'praise' AND d.h % 40 = 1) THEN a.id END
FROM draft d JOIN known a ON a.n = d.h % {agents} JOIN saying x ON x.n = d.h % 32 JOIN saying y ON y.n = d.h / 32 % 32
  JOIN saying z ON z.n = d.h / 1024 % 32;
INSERT INTO mentions (organisation_id, agent_id, card_id, spans, surface, rule, confidence, polarity, why, created_at, released_at)
SELECT a.organisation_id, a.id, d.card, '[]', a.name, 'exact', 0.98, d.kind, 'Spelled the same', d.at,
  CASE WHEN d.kind <> 'praise' AND d.h % 3 = 0 THEN d.at + 3600000000 END
FROM draft d CROSS JOIN (SELECT 0 AS more UNION ALL SELECT 51) p JOIN known a ON a.n = (d.h + p.more) % {agents}
WHERE (p.more = 0 OR d.h % 10 = 3) AND d.h % 20 <> 7 AND NOT (d.fresh AND d.kind = 'praise' AND d.h % 40 = 1);
INSERT INTO candidates (organisation_id, card_id, question, rank, agent_id, surface, span_start, span_end, confidence, why, chosen)
SELECT a.organisation_id, d.card, 0, p.more / 51, a.id, a.name, 0, 4, 0.6, 'Sounds like it', FALSE
FROM draft d CROSS JOIN (SELECT 0 AS more UNION ALL SELECT 51) p JOIN known a ON a.n = (d.h + p.more) % {agents}
WHERE d.fresh AND d.kind = 'praise' AND d.h % 40 = 1;
INSERT INTO card_search (seq, organisation_id, card_id)
SELECT d.i + 1, a.organisation_id, d.card FROM draft d JOIN known a ON a.n = 0;
INSERT INTO {index} SELECT c.number, {words} FROM draft d JOIN known a ON a.n = d.h % {agents}
  JOIN known b ON b.n = (d.h + 51) % {agents} JOIN cards c ON c.organisation_id = a.organisation_id AND c.id = d.card;
";

fn fill(size: Size, until: Timestamp, dialect: &Dialect, mut run: impl FnMut(&str) -> QueryResult<()>) -> Outcome<()> {
    run(PREPARE)?;
    for (number, line) in include_str!("sentences.txt").lines().enumerate() {
        run(&format!("INSERT INTO saying VALUES ({number}, '{line}')"))?;
    }
    let span = size.hours * 3_600_000_000;
    let (start, step) = (micros(until) - span, span / i64::try_from(size.cards)?);
    // Who a card came from is kept for ninety days.
    let known = micros(until - SignedDuration::from_hours(80 * 24));
    for from in (0..size.cards).step_by(STEP) {
        let to = size.cards.min(from + STEP);
        let sql = LAY.replace("{series}", dialect.series).replace("{id}", dialect.id);
        let sql = sql.replace("{words}", dialect.words).replace("{index}", dialect.index);
        let numbers = [
            ("{from}", i64::try_from(from)?),
            ("{to}", i64::try_from(to)?),
            ("{start}", start),
            ("{step}", step),
            ("{cards}", i64::try_from(size.cards)?),
            ("{fresh}", i64::try_from(FRESH)?),
            ("{known}", known),
            ("{agents}", i64::try_from(AGENTS)?),
        ];
        let sql = numbers.iter().fold(sql, |sql, (name, number)| sql.replace(name, &number.to_string()));
        run(&format!("BEGIN;{sql}COMMIT;"))?;
    }
    if !dialect.after.is_empty() {
        run(dialect.after)?;
    }
    Ok(())
}

/// How many cards there are.
pub fn count(url: &str) -> Outcome<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        value: i64,
    }
    let query = diesel::sql_query("SELECT count(*) AS value FROM cards");
    let count: Count = match url.strip_prefix("sqlite:") {
        Some(file) => query.get_result(&mut SqliteConnection::establish(file)?)?,
        None => query.get_result(&mut PgConnection::establish(url)?)?,
    };
    Ok(count.value)
}
