//! `smilecard config check | show | example | docs`.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::environment::sources;
use crate::config::{self, Config, Purpose, Sources};

/// EX_CONFIG of sysexits.h.
const WRONG_CONFIGURATION: u8 = 78;

#[derive(Debug, Args)]
pub struct ConfigArguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Name every wrong, unknown or missing value at once, as `serve` would
    Check,
    /// Print the values in force and where each came from, without secrets
    Show,
    /// Print a commented smilecard.toml with every default
    Example,
    /// Print the handbook page docs/configuration.md
    Docs,
}

/// Does the action; ends with 78 where the configuration is wrong.
pub fn run(arguments: &ConfigArguments, file: Option<&Path>) -> ExitCode {
    let answer = match arguments.action {
        Action::Example => Ok(config::example()),
        Action::Docs => Ok(config::markdown()),
        Action::Check => load(file, Purpose::Serve).map(|(sources, _)| sound(&sources)),
        Action::Show => load(file, Purpose::Command).map(|(_, config)| config::show(&config)),
    };
    match answer {
        // A reader that left early (`| head`) is no error.
        Ok(text) => match io::stdout().write_all(text.as_bytes()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        },
        Err(message) => {
            let _ = writeln!(io::stderr(), "{message}");
            ExitCode::from(WRONG_CONFIGURATION)
        }
    }
}

fn load(file: Option<&Path>, purpose: Purpose) -> Result<(Sources, Config), String> {
    let sources = sources(file).map_err(|error| error.to_string())?;
    let config = Config::load(&sources, purpose).map_err(|problems| problems.to_string())?;
    Ok((sources, config))
}

fn sound(sources: &Sources) -> String {
    match &sources.file {
        Some((path, _)) => format!("The configuration is sound ({}, environment, defaults).\n", path.display()),
        None => "The configuration is sound (no file, environment, defaults).\n".to_owned(),
    }
}
