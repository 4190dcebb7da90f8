//! `smilecard demo`: a sample organisation with eight weeks of cards, everything in one process, nothing to set up. The
//! cards come in through the real intake with the clock standing at their time.

mod mailbox;
mod post;
mod sample;
mod seed;

use super::exit;
use super::serve::until_told;
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, DatabaseUrl, PublicUrl, Purpose, Sender, Sources};
use crate::error::{Error, Result};
use crate::mail::Mailer;
use crate::mail::mailer::Caught;
use crate::telemetry;
use crate::web::server;
use crate::worker::{Worker, letters, schedule};
use clap::Args;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How many letters the demo's mail page keeps.
const CAUGHT: usize = 200;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Keep the sample organisation in this folder [default: a temporary one, gone at the end]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<()> {
    let started = Instant::now();
    telemetry::start(telemetry::Format::Text, "warn")?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port));
    let listener = server::listen(address)?;
    let port = listener.local_addr().map_or(arguments.port, |address| address.port());
    let folder = Folder::open(arguments.data.as_deref())?;
    let app = App::build(configuration(&folder.path, port)?, Clock::System)?;
    let caught = Caught::new(CAUGHT);
    let tools = app.tools(Mailer::Memory(caught.clone()))?;
    let world = seed::fill(&app)?;
    // The newest Monday's letters, also when today is a Monday before breakfast.
    schedule::run(&app.database, &app.templates, app.public_url(), app.clock.now().max(world.letters_at))?;
    let worker = Worker::start(&tools)?;
    while letters::send_waiting(&tools, &worker.bell())?.tried() > 0 {}
    exit::answer(&seed::welcome(&app, &world, &caught, started.elapsed())?)?;
    until_told(&app, worker, listener, mailbox::pages(caught), || {})
}

/// The demo's own configuration: what a first try needs, nothing of the environment.
fn configuration(folder: &Path, port: u16) -> Result<Config> {
    let mut config = Config::load(&Sources::default(), Purpose::Command)?;
    let url = format!("http://127.0.0.1:{port}");
    config.server.public_url = PublicUrl::parse(&url).ok_or_else(|| Error::internal("The demo has no address."))?;
    config.server.bind = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    config.database.url = DatabaseUrl::Sqlite(folder.join("smilecard.db"));
    config.mail.from = Sender::parse("Smilecard at Larkspur Mobile <smilecard@larkspur.example>");
    // Whoever tries it out should not run into a budget.
    config.form.posts_per_minute = 10_000;
    config.form.posts_per_hour = 100_000;
    Ok(config)
}

/// Where the demo keeps its database; a temporary one goes with it.
struct Folder {
    path: PathBuf,
    temporary: bool,
}

impl Folder {
    fn open(named: Option<&Path>) -> Result<Self> {
        let (path, temporary) = match named {
            Some(path) => (path.to_owned(), false),
            None => (std::env::temp_dir().join(format!("smilecard-demo-{}", std::process::id())), true),
        };
        std::fs::create_dir_all(&path).map_err(|cause| {
            Error::unavailable(format!("The folder {} can't be made.", path.display())).with_source(cause)
        })?;
        Ok(Self { path, temporary })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.temporary {
            // What can't be removed is left to the system's own cleaning.
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}
