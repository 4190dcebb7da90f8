//! `smilecard serve`: pages, mail and the weekly letters, until it is told to stop.

use super::exit;
use super::open::configuration;
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, DatabaseUrl, LogFormat, Purpose};
use crate::error::{Error, Result};
use crate::intake::smtp::desk::House;
use crate::intake::smtp::listener as ports;
use crate::intake::spool::{Drainer, Spool};
use crate::mail::Mailer;
use crate::telemetry;
use crate::web::server;
use crate::worker::Worker;
use actix_web::web::ServiceConfig;
use std::fs::File;
use std::net::TcpListener;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

/// Serves; a wrong configuration ends with 78, as `config check` does.
pub(super) fn run(file: Option<&Path>) -> ExitCode {
    let started = Instant::now();
    match configuration(file, Purpose::Serve) {
        Ok(config) => exit::after(serve(config, started)),
        Err(error) => {
            exit::say(&error);
            ExitCode::from(WRONG_CONFIGURATION)
        }
    }
}

/// `EX_CONFIG` of sysexits.h.
const WRONG_CONFIGURATION: u8 = 78;

fn serve(config: Config, started: Instant) -> Result<()> {
    let format = match config.log.format {
        LogFormat::Json => telemetry::Format::Json,
        LogFormat::Text => telemetry::Format::Text,
    };
    telemetry::start(format, config.log.level.as_str())?;
    // The port first: a second instance on it should fail before it touches the database.
    let listener = server::listen(config.server.bind)?;
    let ports = ports::open(&config.lmtp, &config.smtp_in, &config.mail_in, config.server.public_url.host())?;
    let _alone = alone(&config.database.url)?;
    let app = App::build(config, Clock::System)?;
    let house = House::new(app.database.clone(), app.clock.clone(), app.config.spool(), Arc::clone(&app.rush));
    // Letters that came while we were away; with PostgreSQL there is nothing that could have waited.
    let spool = app.config.database.url.sqlite_path().map(|_| Spool::at(app.config.spool()));
    let _drainer = spool.map(|spool| Drainer::start(spool, app.database.clone())).transpose()?;
    let hello =
        app.config.smtp.hello_name.as_ref().map_or_else(|| app.config.server.public_url.host(), |name| name.as_str());
    let mailer = Mailer::from_settings(&app.config.smtp, hello)?;
    let worker = Worker::start(&app.tools(mailer)?)?;
    // It writes which mailboxes there are: after "ready", nothing at the start may fail for a busy database any more.
    let mailboxes = Arc::new(app.mailboxes(&worker)?);
    tracing::info!(
        // Not the one that was asked for: port 0 means any that is free.
        address = %listener.local_addr().unwrap_or(app.config.server.bind),
        database = %app.database.url(),
        after_ms = started.elapsed().as_millis(),
        "ready"
    );
    let mail_in = ports.serve(&house)?;
    let fetching = Arc::clone(&mailboxes);
    // Told to stop, mailboxes end beside the pages, not after them.
    let outcome = until_told(&app, worker, listener, |_| {}, move || fetching.begin_to_stop());
    mail_in.stop();
    drop(mailboxes);
    outcome
}

/// Keeps a second `serve` from the same SQLite file: two writing threads would only wait for each other. The operating
/// system frees the lock when the process ends, however it ends.
fn alone(database: &DatabaseUrl) -> Result<Option<File>> {
    let Some(path) = database.sqlite_path() else { return Ok(None) };
    let mut name = path.as_os_str().to_owned();
    name.push(".serving");
    let file = File::options().create(true).append(true).open(&name).map_err(|cause| {
        Error::unavailable(format!("{} can't be written beside the database.", Path::new(&name).display()))
            .with_source(cause)
    })?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(cause) => Err(Error::unavailable(format!(
            "Another smilecard serves the database {} already. Use PostgreSQL for several instances.",
            path.display()
        ))
        .with_source(cause)),
    }
}

/// Serves until SIGTERM or SIGINT, then finishes what runs: requests first, then letters in hand. `told_too` hears of the
/// end at once.
pub(super) fn until_told(
    app: &App,
    worker: Worker,
    listener: TcpListener,
    extra: impl Fn(&mut ServiceConfig) + Clone + Send + 'static,
    told_too: impl FnOnce() + 'static,
) -> Result<()> {
    let state = app.web_state(&worker);
    let outcome = actix_web::rt::System::new().block_on(async move {
        // Before the first answer: whoever has one may ask for the end.
        let told = told();
        let running = server::serve(state, listener, extra)?;
        let handle = running.handle();
        actix_web::rt::spawn(async move {
            told.await;
            tracing::info!("stopping");
            told_too();
            handle.stop(true).await;
        });
        running.await.map_err(|cause| Error::unavailable("The server stopped by itself.").with_source(cause))
    });
    worker.stop();
    outcome
}

/// Hears of it from now on when somebody asks for the end; the answer is that they did.
fn told() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (terminate, interrupt) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    async move {
        let (Ok(mut terminate), Ok(mut interrupt)) = (terminate, interrupt) else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
}
