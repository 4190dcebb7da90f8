//! `smilecard mail …`: looks into letters, those in files and those that came in, and at the mailboxes that they are
//! fetched from.

use super::{exit, mail_list, mail_read, mail_reparse, mail_status};
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
    /// Print what would be read out of letters, one JSON object each; touches no database
    Read(mail_read::Args),
    /// Say how it goes with the mailboxes that letters are fetched from; ends with 1 when one has stalled
    Status,
    /// List what came in and what became of it, newest first
    List(mail_list::Arguments),
    /// Read stored letters again, after an upgrade; what people changed stays
    Reparse(mail_reparse::Arguments),
}

pub(super) fn run(arguments: Arguments, file: Option<&Path>) -> ExitCode {
    match arguments.action {
        Action::Read(arguments) => mail_read::run(arguments),
        Action::Status => mail_status::run(file),
        Action::List(arguments) => exit::after(mail_list::run(&arguments, file)),
        Action::Reparse(arguments) => exit::after(mail_reparse::run(&arguments, file)),
    }
}
