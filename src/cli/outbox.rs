//! `smilecard outbox list | retry | drop`: the letters on their way out, and those that could not be sent.

use super::exit;
use super::open::open;
use crate::domain::ids::{LetterId, OrganisationId};
use crate::domain::mask::visible;
use crate::error::{Error, Result};
use crate::services::outbox as letters;
use crate::store::columns::moment;
use crate::store::organisations;
use crate::store::outbox::{self, OutboxRow, Which};
use clap::{Args, Subcommand, ValueEnum};
use std::fmt::Write as _;
use std::path::Path;

/// The letters on their way out, and those that could not be sent
///
/// A letter waits until the relay takes it. What may pass (no answer, 4xx) is tried again after 1, 5, 15 and 60
/// minutes, then in longer steps up to a day, for three to four days; a link to sign in for 15 minutes. What won't pass
/// (5xx) is given up at once. Letters that were given up stay for 90 days, with what the relay said.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "Examples:
  smilecard outbox list --organisation larkspur                    what could not be sent, and why
  smilecard outbox list --organisation larkspur --show waiting     what waits, and until when
  smilecard outbox retry --organisation larkspur LETTER…           send these again, now
  smilecard outbox retry --organisation larkspur --all             after the relay was mended: everything that was given up
  smilecard outbox retry --organisation larkspur --all --waiting   and everything that waits for its next try
  smilecard outbox drop --organisation larkspur LETTER…            never send these

A letter keeps its Message-ID, so a repeat can be recognised.";

#[derive(Debug, Subcommand)]
enum Action {
    /// List letters, newest first: id, state, kind, attempts, when, to whom, what the relay said
    List {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// Which letters
        #[arg(long, value_enum, default_value_t = Show::Stuck)]
        show: Show,
        /// At most so many
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(i64).range(1..=100_000))]
        limit: i64,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Send letters again, now
    Retry {
        /// The letters' ids, as `list` shows them
        #[arg(required_unless_present_any = ["all", "waiting"], conflicts_with_all = ["all", "waiting"])]
        letters: Vec<LetterId>,
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// Everything that was given up; suppressed addresses and links that have ended are left out
        #[arg(long)]
        all: bool,
        /// Everything that waits for its next try, too
        #[arg(long)]
        waiting: bool,
    },
    /// Never send letters; they stay in the list of those that were dropped
    Drop {
        /// The letters' ids, as `list` shows them
        #[arg(required = true)]
        letters: Vec<LetterId>,
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Show {
    /// Those that could not be sent: given up, or withheld because the address is suppressed
    Stuck,
    /// Those that wait
    Waiting,
    /// Those that the relay took
    Sent,
    /// Those that somebody dropped
    Dropped,
    /// All of them
    All,
}

impl Show {
    fn which(self) -> Which {
        match self {
            Self::Stuck => Which::Stuck,
            Self::Waiting => Which::In("waiting"),
            Self::Sent => Which::In("sent"),
            Self::Dropped => Which::In("dropped"),
            Self::All => Which::All,
        }
    }

    fn nothing(self) -> &'static str {
        match self {
            Self::Stuck => "Every letter could be sent, or still waits.\n",
            Self::Waiting => "No letter waits.\n",
            Self::Sent => "No letter was sent yet.\n",
            Self::Dropped => "No letter was dropped.\n",
            Self::All => "No letter was written yet.\n",
        }
    }
}

pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> Result<()> {
    let app = open(file)?;
    let house = |slug: &str| app.database.read(|connection| Ok(organisations::by_slug(connection, slug)?.id));
    match &arguments.action {
        Action::List { organisation, show, limit, json } => {
            let house = house(organisation)?;
            let rows = app.database.read(|connection| outbox::list(connection, house, show.which(), None, *limit))?;
            let told =
                rows.iter().map(|row| if *json { as_json(row) } else { line(row) }).collect::<Result<String>>()?;
            exit::answer(if rows.is_empty() && !json { show.nothing() } else { &told })
        }
        Action::Retry { letters, organisation, all: false, waiting: false } => {
            let house = house(organisation)?;
            each(&app, house, letters, "will be sent", |connection, house, id, now| {
                letters::again(connection, house, id, now)
            })
        }
        Action::Retry { organisation, all, waiting, .. } => {
            let (house, now, all, waiting) = (house(organisation)?, app.clock.now(), *all, *waiting);
            let given_up = |connection: &mut _| outbox::list(connection, house, Which::In("dead"), None, ALL);
            let dead = if all { app.database.read(given_up)? } else { Vec::new() };
            let (mut sent, mut left) = (0, 0);
            // In pieces, so that no card has to wait for a long list.
            for some in dead.chunks(200) {
                let ids: Vec<LetterId> = some.iter().map(|row| row.id).collect();
                let done = app.database.write(move |connection| letters::again_if(connection, house, &ids, now))?;
                sent += done;
                left += some.len() - done;
            }
            if waiting {
                sent += app.database.write(move |connection| outbox::hurry_all(connection, house, now))?;
            }
            let out = if left > 0 { format!(" {} left out.", counted(left)) } else { String::new() };
            exit::answer(&format!("{} will be sent.{out}\n", counted(sent)))
        }
        Action::Drop { letters, organisation } => {
            let house = house(organisation)?;
            each(&app, house, letters, "dropped", |connection, house, id, now| {
                letters::drop_letter(connection, house, id, now)
            })
        }
    }
}

/// Years of trouble with a relay.
const ALL: i64 = 1_000_000;

/// "1 letter", "3 letters"
fn counted(letters: usize) -> String {
    let many = if letters == 1 { "letter" } else { "letters" };
    format!("{letters} {many}")
}

/// Does something with every letter and says what came of each; ends as the first that failed.
fn each(
    app: &crate::app::App,
    house: OrganisationId,
    ids: &[LetterId],
    done: &str,
    act: impl Fn(&mut crate::store::AnyConnection, OrganisationId, LetterId, jiff::Timestamp) -> Result<()>
    + Copy
    + Send
    + 'static,
) -> Result<()> {
    let (now, mut first, mut told, mut well) = (app.clock.now(), None, String::new(), 0_usize);
    for id in ids {
        let id = *id;
        match app.database.write(move |connection| act(connection, house, id, now)) {
            Ok(()) => well += 1,
            Err(error) => {
                let _ = writeln!(told, "{id}: {error}");
                first = first.or(Some(error));
            }
        }
    }
    exit::answer(&format!("{told}{} {done}.\n", counted(well)))?;
    first.map_or(Ok(()), Err)
}

fn line(row: &OutboxRow) -> Result<String> {
    let said = match (&row.last_error, row.state.as_str()) {
        (Some(said), "waiting") => format!("until {:.0}: {said}", moment(row.run_at)?),
        (Some(said), _) => said.clone(),
        (None, "waiting") => format!("until {:.0}", moment(row.run_at)?),
        (None, _) => String::new(),
    };
    Ok(format!(
        "{}\t{}\t{}\t{}\t{:.0}\t{}\t{}\n",
        row.id,
        row.state,
        row.kind,
        row.attempts,
        moment(row.created_at)?,
        visible(&row.to_address),
        visible(&said)
    ))
}

fn as_json(row: &OutboxRow) -> Result<String> {
    let at = |micros: Option<i64>| Ok::<_, Error>(micros.map(moment).transpose()?.map(|at| format!("{at:.0}")));
    let told = serde_json::json!({
        "id": row.id.to_string(),
        "state": row.state,
        "kind": row.kind,
        "to": row.to_address,
        "subject": row.subject,
        "attempts": row.attempts,
        "written_at": at(Some(row.created_at))?,
        "tried_at": at(row.tried_at)?,
        "sent_at": at(row.sent_at)?,
        "next_try_at": at(Some(row.run_at).filter(|_| row.state == "waiting"))?,
        "code": row.last_code,
        "said": row.last_error,
    });
    Ok(format!("{told}\n"))
}
