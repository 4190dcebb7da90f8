//! `smilecard doctor mail`: whether letters can leave and will be believed. Looks at the configuration, the way to the
//! relay, the keys and the DNS; says of each what is wrong and what to do, and prints the records that are expected.
//! Sends nothing.

mod finding;
mod names;
mod records;
mod resolver;
mod way_out;

use self::finding::{Finding, State};
use super::exit;
use super::open::configuration;
use crate::app;
use crate::clock::Clock;
use crate::config::{Config, Purpose};
use crate::domain::mask::visible;
use crate::error::{Error, Result};
use crate::store::organisations;
use clap::{Args, Subcommand};
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;

/// Looks whether all is well, and says what to do where it isn't
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

const EXIT_CODES: &str =
    "Ends with 0 when all is well, 1 when something is wrong, 75 when nothing is wrong but something could
not be asked (no network).

No letter is sent. To see a whole letter on its way: smilecard digest send --help.";

#[derive(Debug, Subcommand)]
enum Action {
    /// The way out for letters: relay, TLS, sign-in, DKIM keys, and what the DNS should say
    #[command(after_help = EXIT_CODES)]
    Mail {
        /// DNS server to ask, as address and port [default: the system's]
        #[arg(long, value_name = "ADDRESS:PORT")]
        resolver: Option<SocketAddr>,
        /// Don't ask the DNS: only print what should stand there
        #[arg(long, conflicts_with = "resolver")]
        offline: bool,
        /// One JSON object, for scripts
        #[arg(long)]
        json: bool,
    },
}

/// Looks; a configuration that can't be read ends as `config check` does.
pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> ExitCode {
    let Action::Mail { resolver, offline, json } = &arguments.action;
    exit::with_code(mail(file, *resolver, *offline, *json))
}

fn mail(file: Option<&Path>, server: Option<SocketAddr>, offline: bool, json: bool) -> Result<u8> {
    let config = configuration(file, Purpose::Command)?;
    let mut findings = way_out::look(&config);
    let (keys, wrong) = match app::keys(&config) {
        Ok(keys) => (keys, None),
        Err(error) => {
            let remedy = "Make a new key with `smilecard dkim generate`, or correct dkim.….key_file.";
            (app::keys_that_can_be_read(&config), Some(Finding::wrong("DKIM", error.message(), remedy)))
        }
    };
    findings.extend(wrong);
    let receiving = addresses(&config).unwrap_or_else(|error| {
        let said = format!("The organisations' addresses are not known: {error}");
        findings.push(Finding::note("MX", said, "Run this where the database can be reached."));
        Vec::new()
    });
    let expected = records::expected(&config, &keys, &receiving);
    let dns = if offline { None } else { Some(resolver::Resolver::start(server)) };
    findings.extend(records::compare(&expected, dns));
    exit::answer(&if json { as_json(&findings, &expected)? } else { in_words(&findings, &expected) })?;
    let any = |state| findings.iter().any(|finding| finding.state == state);
    Ok(match (any(State::Wrong), any(State::Unasked)) {
        (true, _) => 1,
        (false, true) => exit::TRY_AGAIN,
        (false, false) => 0,
    })
}

/// The domains that letters come to: those of the organisations' addresses.
fn addresses(config: &Config) -> Result<Vec<String>> {
    // A doctor makes no database: a file that isn't there is not looked into.
    if config.database.url.sqlite_path().is_some_and(|path| !path.exists()) {
        return Ok(Vec::new());
    }
    let app = app::App::build(config.clone(), Clock::System)?;
    let rows = app.database.read(organisations::all)?;
    let mut domains: Vec<String> = rows
        .iter()
        .filter_map(|row| row.mail_address.rsplit_once('@'))
        .map(|(_, domain)| domain.to_lowercase())
        .collect();
    domains.sort();
    domains.dedup();
    Ok(domains)
}

fn as_json(findings: &[Finding], expected: &[records::Expected]) -> Result<String> {
    let told = serde_json::json!({ "findings": findings, "records": expected });
    serde_json::to_string_pretty(&told)
        .map(|text| text + "\n")
        .map_err(|cause| Error::internal("The findings can't be written.").with_source(cause))
}

fn in_words(findings: &[Finding], expected: &[records::Expected]) -> String {
    let mut told = String::new();
    for finding in findings {
        let state = match finding.state {
            State::Well => "well",
            State::Note => "note",
            State::Wrong => "WRONG",
            State::Unasked => "not asked",
        };
        let _ = writeln!(told, "{:<10}{}: {}", state, finding.about, visible(&finding.said));
        if let Some(remedy) = &finding.remedy {
            let _ = writeln!(told, "          {}", visible(remedy));
        }
    }
    if !expected.is_empty() {
        told.push_str("\nWhat the DNS should say, ready to paste:\n\n");
    }
    for record in expected {
        let _ = write!(told, "; {}\n{}", record.why, record.line());
    }
    told
}
