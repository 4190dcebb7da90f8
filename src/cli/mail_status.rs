//! `smilecard mail status`: how it goes with each configured mailbox, out of the database, so that it works beside `serve`
//! and without it. Ends with 1 when nothing has come out of one for 15 minutes: for whoever watches over the service.

use super::exit;
use super::open::open;
use crate::domain::wording::ages::ago;
use crate::error::{Kind, Result};
use crate::services::mailbox_health::{Standing, standings};
use crate::services::mailboxes::owner;
use jiff::Timestamp;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

pub(super) fn run(file: Option<&Path>) -> ExitCode {
    exit::with_code(tell(file))
}

fn tell(file: Option<&Path>) -> Result<u8> {
    let app = open(file)?;
    let (now, mut told, mut well) = (app.clock.now(), String::new(), true);
    for (name, settings) in &app.config.imap {
        let own = settings.recipient.as_ref().map_or("", |own| own.as_str()).to_owned();
        let standing = app.database.read(|connection| {
            let organisation = owner(connection, &own)?;
            Ok(standings(connection, organisation, now)?.into_iter().find(|standing| standing.name == *name))
        });
        match standing {
            Ok(Some(standing)) => {
                well &= standing.stalled_since.is_none();
                say(&standing, now, &mut told);
            }
            Ok(None) => {
                let _ = writeln!(told, "{name}: not fetched from yet; `serve` does that");
            }
            Err(error) if error.kind() == Kind::NotFound => {
                well = false;
                let _ = writeln!(told, "{name}: STALLED: {error}");
            }
            Err(error) => return Err(error),
        }
    }
    if app.config.imap.is_empty() {
        told.push_str("No mailbox is configured; [imap.NAME] does that.\n");
    }
    exit::answer(&told)?;
    Ok(u8::from(!well))
}

fn say(standing: &Standing, now: Timestamp, out: &mut String) {
    let letters = match standing.letters {
        1 => "1 letter".to_owned(),
        count => format!("{count} letters"),
    };
    let looked = standing.looked_at.map_or_else(|| "never".to_owned(), |at| ago(at, now));
    let state = match (standing.stalled_since, &standing.last_error) {
        (Some(_), _) => "STALLED",
        (None, Some(_)) => "in trouble",
        (None, None) => "well",
    };
    let _ = writeln!(out, "{}: {state}; {letters}; last looked through {looked}", standing.name);
    if let Some(error) = &standing.last_error {
        let _ = writeln!(out, "  {error}");
    }
    for (uid, why) in &standing.left {
        let _ = writeln!(out, "  letter {uid} is not taken: {why}");
    }
}
