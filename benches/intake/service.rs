//! The real service: its commands set up an organisation with fifty agents, its release binary serves, its own pages
//! give the keys, and its database is asked afterwards how many cards it holds.

use super::Outcome;
use super::client::{Client, get, post};
use super::process::{Memory, Server, free_address};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// The form that is sent.
const FORM: &str = "/f/bench";

/// Cards that wait longer to be read are a failure.
const LONGEST: Duration = Duration::from_secs(120);

const FIRST: [&str; 10] =
    ["Derrick", "Kathryn", "Priya", "Tobias", "Marguerite", "Oluwaseun", "Hannah", "Ciaran", "Yasmin", "Leopold"];
const LAST: [&str; 5] = ["Hale", "Okafor", "Lindqvist", "Ferreira", "Whitcombe"];

/// The agent whom card number `card` names.
fn agent(card: usize) -> String {
    let (first, last) = (card % FIRST.len(), card / FIRST.len() % LAST.len());
    format!("{} {}", FIRST[first], LAST[last])
}

/// A card of some sixty words, as a browser encodes it.
pub fn form(key: &str, card: usize) -> String {
    let name = agent(card);
    let kind = if card.is_multiple_of(3) { "complaint" } else { "praise" };
    let words = format!(
        "I came in on Saturday morning because the bill for March was twice what we had agreed on the phone. {name} \
         looked through every line with me, found the roaming pack that nobody had asked for, took it off at once and \
         wrote the new sum down for me. It took twenty minutes in all and I left with a smile."
    );
    let plus = |text: &str| text.replace(' ', "+").replace(',', "%2C");
    format!("key={key}&kind={kind}&words={}&who={}&name=&reach=", plus(&words), plus(&name))
}

/// The running service.
pub struct Service {
    pub address: SocketAddr,
    server: Server,
    folder: tempfile::TempDir,
}

impl Service {
    /// Sets up an organisation with its roster and serves it.
    pub async fn with_roster() -> Outcome<Self> {
        let (address, folder) = (free_address()?, folder()?);
        let mut roster = "id,name,nicknames,code,email,team,location\n".to_owned();
        for number in 0..50 {
            writeln!(roster, "a{number},{},,,,Team {},Mill Street", agent(number), number % 4)?;
        }
        std::fs::write(folder.path().join("roster.csv"), roster)?;
        let create = "organisation create --slug bench --name Bench --mail cards@bench.example";
        for arguments in [create, "roster import --organisation bench roster.csv"] {
            let output = smilecard(folder.path(), address).args(arguments.split(' ')).output()?;
            if !output.status.success() {
                return Err(format!("{arguments}: {}", String::from_utf8_lossy(&output.stderr)).into());
            }
        }
        let (server, _) = Server::start(smilecard(folder.path(), address).arg("serve"), address, "/readyz").await?;
        Ok(Self { address, server, folder })
    }

    /// Requests that are ready to be sent: each with the key of a page that was fetched before.
    pub async fn requests(&self, count: usize) -> Outcome<Vec<Vec<u8>>> {
        let mut client = Client::connect(self.address).await?;
        let (visit, mut requests) = (self.visit(), Vec::with_capacity(count));
        for number in 0..count {
            let (_, page) = client.ask(&visit.page).await?;
            requests.push(post(self.address, FORM, &form(key(page)?, number)));
        }
        Ok(requests)
    }

    /// What one visitor does.
    pub fn visit(&self) -> Visit {
        Visit { page: get(self.address, FORM), address: self.address }
    }

    pub fn memory(&self) -> Outcome<Memory> {
        self.server.memory()
    }

    /// Waits until nothing is left of what was only kept in a rush.
    pub async fn until_read(&self) -> Outcome<()> {
        let begun = Instant::now();
        while begun.elapsed() < LONGEST {
            if self.count("SELECT count(*) AS value FROM kept_cards")? == 0 {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Err("kept cards were not read for two minutes".into())
    }

    fn count(&self, query: &str) -> Outcome<usize> {
        let mut connection = SqliteConnection::establish(&self.folder.path().join("cards.db").to_string_lossy())?;
        Ok(usize::try_from(diesel::sql_query(query).get_result::<Count>(&mut connection)?.value)?)
    }

    /// Compares the cards, and those that are tied to somebody, with what was acknowledged.
    pub async fn check_stored(&self, acknowledged: usize) -> Outcome<()> {
        self.until_read().await?;
        let cards = self.count("SELECT count(*) AS value FROM cards")?;
        let tagged = self.count("SELECT count(DISTINCT card_id) AS value FROM mentions")?;
        println!("\n{acknowledged} cards acknowledged, {cards} stored, {tagged} of them tied to an agent");
        if cards == acknowledged && tagged == acknowledged { Ok(()) } else { Err("the counts differ".into()) }
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

/// The page to ask for, and the card to send when it came.
#[derive(Clone)]
pub struct Visit {
    pub page: Vec<u8>,
    address: SocketAddr,
}

impl Visit {
    pub fn card(&self, page: &[u8]) -> Outcome<Vec<u8>> {
        Ok(post(self.address, FORM, &form(key(page)?, 0)))
    }
}

/// The hidden key in a page.
fn key(page: &[u8]) -> Outcome<&str> {
    const BEFORE: &str = "name=\"key\" value=\"";
    let page = std::str::from_utf8(page)?;
    let start = page.find(BEFORE).ok_or("a page without a key")? + BEFORE.len();
    let rest = page.get(start..).unwrap_or_default();
    Ok(rest.split('"').next().unwrap_or_default())
}

/// From the start of the process to the first 200 of `/readyz`, each time on a database that isn't there yet.
pub async fn starts(times: usize) -> Outcome<Vec<Duration>> {
    let mut all = Vec::new();
    for _ in 0..times {
        let (address, folder) = (free_address()?, folder()?);
        let (_server, after) =
            Server::start(smilecard(folder.path(), address).arg("serve"), address, "/readyz").await?;
        all.push(after);
    }
    Ok(all)
}

/// A folder with a fresh signing key in it, and nothing else yet.
fn folder() -> Outcome<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let mut random = [0_u8; 32];
    getrandom::fill(&mut random).map_err(|cause| cause.to_string())?;
    std::fs::write(folder.path().join("secret"), random.map(|byte| format!("{byte:02x}")).concat())?;
    Ok(folder)
}

/// The release binary with the settings it has by default, but for the budgets of one network.
fn smilecard(folder: &Path, address: SocketAddr) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smilecard"));
    command
        .current_dir(folder)
        .env("DATABASE_URL", "sqlite:cards.db")
        .env("SMILECARD_SERVER__BIND", address.to_string())
        .env("SMILECARD_SERVER__PUBLIC_URL", format!("http://{address}"))
        .env("SMILECARD_SECURITY__SECRET_KEY_FILE", "secret")
        .env("SMILECARD_MAIL__FROM", "cards@bench.example")
        .env("SMILECARD_SMTP__TRANSPORT", "file")
        .env("SMILECARD_SMTP__FOLDER", folder.join("letters"))
        .env("SMILECARD_FORM__POSTS_PER_MINUTE", "1000000000")
        .env("SMILECARD_FORM__POSTS_PER_HOUR", "1000000000")
        .env("SMILECARD_LOG__LEVEL", "warn");
    command
}
