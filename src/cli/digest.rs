//! `smilecard digest preview | send | subscribe | resend | list`.

use super::exit;
use super::open::open;
use crate::app::App;
use crate::domain::calendar::{self, Period};
use crate::domain::ids::{DigestId, OrganisationId};
use crate::domain::rhythm;
use crate::domain::{Cadence, Shows};
use crate::error::{Error, Result};
use crate::mail::letters::Rendered;
use crate::mail::{Mailer, Outgoing, message};
use crate::services::digest::{Links, Reader, desk, gather, rendered};
use crate::services::subscriptions::{self as subscribing, NewSubscription, Wishes};
use crate::store::columns::moment;
use crate::store::digests::DigestRow;
use crate::store::{AnyConnection, digests, members, organisations, outbox, roster, subscriptions};
use crate::worker::letters::{Batch, send_waiting};
use crate::worker::{Wake, schedule};
use clap::{Args, Subcommand, ValueEnum};
use std::fmt::Write as _;
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Print a digest without sending it
    ///
    /// Example: smilecard digest preview --organisation larkspur --week 2026-W47 --format text
    Preview {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// The week it tells of, Monday to Monday [default: the last whole one]
        #[arg(long, value_name = "YEAR-Wnn")]
        week: Option<String>,
        /// Whose letter: a subscriber's or member's address shows what they may see; any other, and none, everything
        #[arg(long, value_name = "ADDRESS")]
        to: Option<String>,
        /// In which language, as in de [default: the reader's]
        #[arg(long)]
        language: Option<String>,
        /// A digest that was written already, as it was written; its id stands in `digest list`
        #[arg(long, value_name = "ID", conflicts_with_all = ["week", "to"])]
        sent: Option<String>,
        /// What to print
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Write the digests that are due, hand everything that waits to the relay, and end
    Send {
        /// Those whose hour has come; each is written once, however often this runs
        #[arg(long, required = true)]
        due: bool,
    },
    /// Send a digest once more, word for word as it was written
    ///
    /// Example: smilecard digest resend --organisation larkspur 019a8f5e-0c1a-7b6e-8d5e-1f2a3b4c5d6e
    Resend {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// Its id, from `digest list`
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Send a letter to somebody, member or not
    ///
    /// Example: smilecard digest subscribe --organisation larkspur --to board@larkspur.example --weekday 1 --hour 9
    Subscribe {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// The address; a member's letter tells of what they may see, anybody else's of the whole organisation
        #[arg(long, value_name = "ADDRESS")]
        to: String,
        /// How often it comes
        #[arg(long, value_enum, default_value = "weekly")]
        cadence: Often,
        /// The day of a weekly one: 1 is Monday, 7 is Sunday
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(i32).range(1..=7))]
        weekday: i32,
        /// The local hour
        #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(i32).range(0..=23))]
        hour: i32,
        /// The day of a monthly one; a shorter month has it on its last day
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(i32).range(1..=31))]
        month_day: i32,
        /// IANA time zone [default: the member's or the organisation's]
        #[arg(long, default_value = "")]
        zone: String,
        /// In which language, as in de [default: the member's or the organisation's]
        #[arg(long, default_value = "")]
        language: String,
        /// Tell of one team alone, by its name
        #[arg(long, value_name = "NAME")]
        team: Option<String>,
        /// Tell of one place alone, as it stands at forms and in the roster
        #[arg(long, value_name = "NAME")]
        place: Option<String>,
        /// Tell of one kind of card alone
        #[arg(long, value_enum)]
        only: Option<Only>,
        /// Leave it out when there is nothing to tell
        #[arg(long)]
        skip_empty: bool,
        /// Name those whom no card was about
        #[arg(long)]
        absent: bool,
    },
    /// List the newest digests of an organisation and what became of their letters
    List {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// How many
        #[arg(long, default_value = "20", value_parser = clap::value_parser!(u16).range(1..))]
        most: u16,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Often {
    /// Every day
    Daily,
    /// On one day of the week
    Weekly,
    /// On one day of the month
    Monthly,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Only {
    /// Praise
    Praise,
    /// Complaints, and cards that hold both
    Complaints,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// The HTML part
    Html,
    /// The plain-text part
    Text,
    /// The whole message
    Eml,
}

pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> Result<()> {
    let app = open(file)?;
    match &arguments.action {
        Action::Preview { organisation, sent: Some(id), format, .. } => written(&app, organisation, id, *format),
        Action::Preview { organisation, week, to, language, sent: None, format } => {
            preview(&app, organisation, week.as_deref(), (to.as_deref(), language.as_deref()), *format)
        }
        Action::Resend { organisation, id } => resend(&app, organisation, id),
        Action::Subscribe {
            organisation,
            to,
            cadence,
            weekday,
            month_day,
            hour,
            zone,
            language,
            team,
            place,
            only,
            skip_empty,
            absent,
        } => {
            let wishes = Wishes {
                cadence: match cadence {
                    Often::Daily => Cadence::Daily,
                    Often::Weekly => Cadence::Weekly,
                    Often::Monthly => Cadence::Monthly,
                },
                month_day: *month_day,
                shows: match only {
                    None => Shows::All,
                    Some(Only::Praise) => Shows::Praise,
                    Some(Only::Complaints) => Shows::Complaints,
                },
                language: language.clone(),
                place: place.clone(),
                skip_empty: *skip_empty,
                absent: *absent,
                ..Wishes::weekly(*weekday, *hour, zone)
            };
            subscribe(&app, organisation, to, team.as_deref(), wishes)
        }
        Action::Send { .. } => send(&app),
        Action::List { organisation, most } => list(&app, organisation, i64::from(*most)),
    }
}

fn preview(
    app: &App,
    slug: &str,
    week: Option<&str>,
    (to, language): (Option<&str>, Option<&str>),
    format: Format,
) -> Result<()> {
    let now = app.clock.now();
    let (name, address, letter) = app.database.read(|connection| {
        let organisation = organisations::by_slug(connection, slug)?;
        let reader = match to {
            Some(address) => Reader::at_address(connection, &organisation, &address.to_lowercase())?,
            None => Reader {
                language: organisation.language.clone(),
                ..Reader::plain(&organisation.mail_address, &organisation.zone)?
            },
        };
        let reader = Reader { language: language.map_or(reader.language, str::to_owned), ..reader };
        let period = match week {
            Some(week) => calendar::week(calendar::monday_of_iso_week(week)?, reader.zone())?,
            None => last_week(&reader, now)?,
        };
        let (name, address) = (reader.name.clone(), reader.email.clone());
        let content = gather(connection, &organisation, reader, period, now)?;
        Ok((name, address, rendered(&app.templates, &content, app.public_url())?))
    })?;
    match format {
        Format::Html => exit::answer(&letter.html),
        Format::Text => exit::answer(&letter.text),
        Format::Eml => exit::answer(&eml(app, name, address, letter)?),
    }
}

fn last_week(reader: &Reader, now: jiff::Timestamp) -> Result<Period> {
    let monday = calendar::monday_of(now.to_zoned(reader.zone().clone()).date());
    let end = calendar::start_of_day(monday, reader.zone())?;
    let weeks = rhythm::weeks_until(end, reader.zone(), 1)?;
    weeks.first().map(|(_, week)| *week).ok_or_else(|| Error::internal("There is no week before this one."))
}

fn eml(app: &App, to_name: String, to_address: String, letter: Rendered) -> Result<String> {
    let from = app.config.mail.from.as_ref().ok_or_else(|| Error::invalid("Say whom letters come from: mail.from."))?;
    let now = app.clock.now();
    let letter = Outgoing {
        id: DigestId::at(now).uuid(),
        to_name,
        to_address,
        subject: letter.subject,
        text: letter.text,
        html: Some(letter.html),
        list_id: None,
        unsubscribe_url: None,
        written_at: now,
        return_path: None,
        reply_to: None,
        in_reply_to: None,
        personal: false,
    };
    Ok(String::from_utf8_lossy(&message(&letter, from)?.formatted()).into_owned())
}

fn subscribe(app: &App, slug: &str, to: &str, team: Option<&str>, wishes: Wishes) -> Result<()> {
    let (now, slug, to, team) = (app.clock.now(), slug.to_owned(), to.to_owned(), team.map(str::to_owned));
    let row = app.database.write(move |connection| {
        let organisation = organisations::by_slug(connection, &slug)?;
        let member = members::by_email(connection, organisation.id, &to.to_lowercase())?.map(|member| member.id);
        let mut wishes = wishes;
        if let Some(team) = team {
            let teams = roster::teams_of(connection, organisation.id)?;
            let known = teams.into_iter().find(|row| row.name == team);
            wishes.team = Some(known.ok_or_else(|| Error::not_found(format!("There is no team \"{team}\".")))?.id);
        }
        let wanted = NewSubscription { member, email: &to, name: "", wishes };
        subscribing::create(connection, organisation.id, &wanted, now)
    })?;
    let first = moment(row.due_at)?.to_zoned(calendar::zone(&row.zone)?);
    exit::answer(&format!("{} gets the letter, first on {}.\n", row.email, first.strftime("%A %-d %B at %H:%M")))
}

/// Prints a digest that was written, as it was written.
fn written(app: &App, slug: &str, id: &str, format: Format) -> Result<()> {
    let id: DigestId = id.parse()?;
    let (name, address, digest) = app.database.read(|connection| {
        let organisation = organisations::by_slug(connection, slug)?.id;
        let digest = digests::by_id(connection, organisation, id)?;
        let reader = subscriptions::by_id(connection, organisation, digest.subscription_id)?;
        Ok((reader.name, reader.email, digest))
    })?;
    match format {
        Format::Html => exit::answer(&digest.body_html),
        Format::Text => exit::answer(&digest.body_text),
        Format::Eml => {
            let letter = Rendered { subject: digest.subject, text: digest.body_text, html: digest.body_html };
            exit::answer(&eml(app, name, address, letter)?)
        }
    }
}

fn resend(app: &App, slug: &str, id: &str) -> Result<()> {
    let (id, slug, now) = (id.parse::<DigestId>()?, slug.to_owned(), app.clock.now());
    let root = app.public_url().to_owned();
    let email = app.database.write(move |connection| {
        let organisation = organisations::by_slug(connection, &slug)?.id;
        desk::resend(connection, organisation, id, |token| Links::new(&root).stop(token), now)
    })?;
    exit::answer(&format!("The digest goes to {email} once more: with the next letters that are sent.\n"))
}

fn send(app: &App) -> Result<()> {
    let hello = app.config.server.public_url.host();
    let tools = app.tools(Mailer::from_settings(&app.config.smtp, hello)?)?;
    let run = schedule::run(&app.database, &app.templates, app.public_url(), app.clock.now())?;
    let (mut all, wake) = (Batch::default(), Wake::default());
    loop {
        let batch = send_waiting(&tools, &wake)?;
        if batch.tried() == 0 {
            break;
        }
        all = Batch { sent: all.sent + batch.sent, later: all.later + batch.later, dead: all.dead + batch.dead };
    }
    exit::answer(&format!(
        "{} digests written. Letters: {} sent, {} to be tried again, {} given up.\n",
        run.issued, all.sent, all.later, all.dead
    ))?;
    if run.failed == 0 {
        return Ok(());
    }
    let failed = run.failed;
    Err(Error::internal(format!("{failed} digests could not be written; they are tried again in an hour.")))
}

fn list(app: &App, slug: &str, most: i64) -> Result<()> {
    let said = app.database.read(|connection| {
        let organisation = organisations::by_slug(connection, slug)?.id;
        let mut said = String::new();
        for row in digests::newest(connection, organisation, most)? {
            said.push_str(&line(connection, organisation, &row)?);
        }
        Ok(said)
    })?;
    exit::answer(if said.is_empty() { "No digest was written yet.\n" } else { &said })
}

fn line(connection: &mut AnyConnection, organisation: OrganisationId, row: &DigestRow) -> Result<String> {
    let reader = subscriptions::by_id(connection, organisation, row.subscription_id)?;
    let zone = calendar::zone(&reader.zone)?;
    let day = |micros| Ok::<_, Error>(moment(micros)?.to_zoned(zone.clone()).date());
    let letter = row.resent_as.map_or(row.id.uuid(), |letter| letter.uuid());
    let state = match row.state.as_str() {
        "skipped" => Some("skipped".to_owned()),
        _ => outbox::state_of(connection, organisation, letter)?,
    };
    let mut said = String::new();
    let _ = writeln!(
        said,
        "{}  {} until {}  {:<10} {:<32} {}",
        row.id,
        day(row.period_start)?,
        day(row.period_end)?,
        state.as_deref().unwrap_or("gone"),
        reader.email,
        row.subject
    );
    Ok(said)
}
