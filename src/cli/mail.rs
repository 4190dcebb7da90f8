//! `smilecard mail …`: looks into letters without touching the database.

use super::mail_read;
use clap::{Args, Subcommand};
use std::process::ExitCode;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Print what would be read out of letters, one JSON object each
    Read(mail_read::Args),
}

pub(super) fn run(arguments: Arguments) -> ExitCode {
    match arguments.action {
        Action::Read(arguments) => mail_read::run(arguments),
    }
}
