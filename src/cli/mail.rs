//! `smilecard mail …`: looks into letters, and at the mailboxes that they are fetched from.

use super::{mail_read, mail_status};
use clap::{Args, Subcommand};
use std::path::Path;
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
    /// Say how it goes with the mailboxes that letters are fetched from; ends with 1 when one has stalled
    Status,
}

pub(super) fn run(arguments: Arguments, file: Option<&Path>) -> ExitCode {
    match arguments.action {
        Action::Read(arguments) => mail_read::run(arguments),
        Action::Status => mail_status::run(file),
    }
}
