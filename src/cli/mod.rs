//! The command line: one file per command; here only which command is which, and how a failure ends.

mod address;
mod agent;
mod config;
mod deliver;
mod demo;
mod digest;
mod dkim;
mod doctor;
pub mod environment;
pub mod evaluate;
pub mod evaluate_sentiment;
mod exit;
mod labelled;
mod learnt;
mod letters;
mod mail;
mod mail_list;
pub mod mail_read;
mod mail_reparse;
mod mail_status;
mod member;
mod migrate;
mod open;
mod organisation;
mod outbox;
mod praise;
mod retention;
mod roster;
mod serve;
mod suppression;
pub mod tag;
pub mod train;

use crate::error::Error;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Collects customers' comment cards by form and by mail, tags each to the person it is about, and sends management
/// a weekly digest.
///
/// To look around:    smilecard demo
/// To set it up:      smilecard config example > smilecard.toml, then config check, then
///                    smilecard organisation create --help
#[derive(Debug, Parser)]
#[command(name = "smilecard", version, verbatim_doc_comment)]
struct Arguments {
    /// Configuration file [default: $SMILECARD_CONFIG, else ./smilecard.toml if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Look around: a sample organisation, its form, inbox, agents' pages and digest, with nothing to set up
    Demo(demo::Arguments),
    /// Serve pages, take cards and send letters until told to stop
    Serve,
    /// Bring the database up to date without serving (serve does it too)
    Migrate,
    /// Set up an organisation, or list them
    Organisation(organisation::Arguments),
    /// Add somebody who signs in
    Member(member::Arguments),
    /// Add, change, archive, merge or erase somebody on the roster
    Agent(agent::Arguments),
    /// Bring the roster in line with a CSV file, or write it into one
    Roster(roster::Arguments),
    /// List what managers' corrections have taught, or forget a name
    Learnt(learnt::Arguments),
    /// Take a letter from a mail server's pipe: smilecard deliver --recipient ADDRESS < message
    Deliver(deliver::Arguments),
    /// Say whom cards name: JSON lines in, JSON lines out, without a database
    Tag(tag::Args),
    /// Measure tagging or sentiment on labelled cards
    Evaluate(evaluate::Args),
    /// Make the table of weights that sentiment is read with
    Train(train::Args),
    /// Look at weekly letters, send those that are due
    Digest(digest::Arguments),
    /// Look at every other letter, in each language
    Letters(letters::Arguments),
    /// The addresses that take an organisation's letters
    Address(address::Arguments),
    /// Addresses to which nothing is sent, because letters came back
    Suppression(suppression::Arguments),
    Outbox(outbox::Arguments),
    /// Check a signed copy of praise that an agent took home
    Praise(praise::Arguments),
    Dkim(dkim::Arguments),
    Doctor(doctor::Arguments),
    /// Count what is due to be forgotten
    Retention(retention::Arguments),
    /// Look into letters and at mailboxes
    Mail(mail::Arguments),
    /// Check, show and explain the configuration
    Config(config::ConfigArguments),
}

/// Reads the arguments and does what they ask.
pub fn run() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|wrong| {
        let piped = wrong.use_stderr() && environment::first_argument().is_some_and(|first| first == "deliver");
        let _ = wrong.print();
        // A mail server must not bounce a customer's letter for an operator's slip.
        std::process::exit(if piped { i32::from(exit::TRY_AGAIN) } else { wrong.exit_code() })
    });
    let Arguments { config, command } = arguments;
    let file = config.as_deref();
    match command {
        Command::Config(arguments) => config::run(&arguments, file),
        Command::Tag(arguments) => {
            let (input, output) = (std::io::stdin().lock(), std::io::BufWriter::new(std::io::stdout().lock()));
            exit::with_code(tag::run(&arguments, input, output, std::io::stderr()))
        }
        Command::Evaluate(arguments) => {
            exit::with_code(evaluate::run(&arguments, std::io::BufWriter::new(std::io::stdout().lock())))
        }
        Command::Train(arguments) => exit::after(train::run(&arguments).map_err(Error::invalid)),
        Command::Digest(arguments) => exit::after(digest::run(&arguments, file)),
        Command::Letters(arguments) => exit::after(letters::run(&arguments)),
        Command::Mail(arguments) => mail::run(arguments, file),
        Command::Address(arguments) => exit::after(address::run(&arguments, file)),
        Command::Suppression(arguments) => exit::after(suppression::run(&arguments, file)),
        Command::Dkim(arguments) => exit::after(dkim::run(&arguments, file)),
        Command::Doctor(arguments) => doctor::run(&arguments, file),
        Command::Outbox(arguments) => exit::after(outbox::run(&arguments, file)),
        Command::Praise(arguments) => exit::after(praise::run(&arguments, file)),
        Command::Retention(arguments) => exit::after(retention::run(&arguments, file)),
        Command::Deliver(arguments) => deliver::run(arguments, file),
        Command::Demo(arguments) => exit::after(demo::run(&arguments)),
        Command::Serve => serve::run(file),
        Command::Migrate => exit::after(migrate::run(file)),
        Command::Organisation(arguments) => exit::after(organisation::run(&arguments, file)),
        Command::Member(arguments) => exit::after(member::run(&arguments, file)),
        Command::Agent(arguments) => exit::after(agent::run(&arguments, file)),
        Command::Roster(arguments) => exit::after(roster::run(&arguments, file)),
        Command::Learnt(arguments) => exit::after(learnt::run(&arguments, file)),
    }
}
