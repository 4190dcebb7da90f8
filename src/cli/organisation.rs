//! `smilecard organisation create | set | list`.

use super::exit;
use super::open::open;
use crate::app::App;
use crate::domain::SecondFactor;
use crate::error::{Error, Result};
use crate::services::caution::{self, Caution, Thresholds};
use crate::services::organisations::{NewForm, NewOrganisation, add_form, create, team_named};
use crate::services::second_factor;
use crate::services::work_calendar::{self, Wanted};
use crate::store::{organisations, second_factors, work_calendars};
use clap::{Args, Subcommand};
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Set up an organisation with a first form
    ///
    /// Example: smilecard organisation create --slug larkspur --name "Larkspur Mobile" --zone Europe/London --mail cards@larkspur.example
    Create {
        /// Its name in commands and of its first form's address: lower-case letters, digits, hyphens
        #[arg(long)]
        slug: String,
        /// Its name as customers know it
        #[arg(long)]
        name: String,
        /// IANA time zone of its weeks and due dates
        #[arg(long, default_value = "Europe/London")]
        zone: String,
        /// Language of its pages and letters
        #[arg(long, default_value = "en")]
        language: String,
        /// The address that customers write to
        #[arg(long)]
        mail: String,
        /// Postal address, one line, for the foot of letters
        #[arg(long, default_value = "")]
        postal: String,
    },
    /// Add a form, for a place or a team
    AddForm {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// The form's part of the address: lower-case letters, digits, hyphens
        #[arg(long)]
        slug: String,
        /// The page's heading
        #[arg(long, default_value = "How did we do?")]
        title: String,
        /// The team whose manager sees cards that name nobody
        #[arg(long)]
        team: Option<String>,
        /// The place it hangs at
        #[arg(long)]
        location: Option<String>,
    },
    /// Choose how sure a tag must be and when you work, or show it
    ///
    /// A tag is made from --tag-threshold on (a complaint's from --complaint-threshold, which is never lower), and
    /// somebody is asked about from --triage-threshold on; each is between 0 and 1. --caution chooses all three in a word.
    /// Without any of them, what holds now is printed.
    ///
    /// A complaint's answer is due by the calendar: --working-days, --working-hours and --answer-within. Cards that are
    /// there keep the date that their customer was promised.
    ///
    /// Example: smilecard organisation set --organisation larkspur --caution careful --working-days mon-sat --answer-within 1d
    Set {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// careful, balanced or eager
        #[arg(long, conflicts_with_all = ["tag_threshold", "complaint_threshold", "triage_threshold"])]
        caution: Option<String>,
        /// From which confidence on a card is tagged
        #[arg(long, value_name = "0..1")]
        tag_threshold: Option<f32>,
        /// The same for a complaint
        #[arg(long, value_name = "0..1")]
        complaint_threshold: Option<f32>,
        /// From which confidence on somebody is asked about
        #[arg(long, value_name = "0..1")]
        triage_threshold: Option<f32>,
        /// The days on which you work: mon-fri, or mon,wed,sat
        #[arg(long, value_name = "DAYS")]
        working_days: Option<String>,
        /// The hours of such a day, in your zone
        #[arg(long, value_name = "09:00-17:00")]
        working_hours: Option<String>,
        /// Within how much working time a complaint is answered: 2d (working days), 6h or 90m
        #[arg(long, value_name = "TIME")]
        answer_within: Option<String>,
    },
    /// Choose whether managers, admins and auditors give a code from their phone after the link, or show it
    ///
    /// required: everybody but agents sets it up when they first sign in. optional: whoever has set it up is asked.
    /// off: nobody is asked; the link in the mail is enough.
    ///
    /// Example: smilecard organisation second-step --organisation larkspur optional
    SecondStep {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// required, optional or off [default: what holds is printed]
        choice: Option<String>,
    },
    /// List the organisations
    List,
}

/// Changes the thresholds where that is asked for, and says what holds.
fn set(
    app: &App,
    slug: &str,
    caution: Option<&str>,
    (tag, complaint, triage): (Option<f32>, Option<f32>, Option<f32>),
    calendar: Wanted,
) -> Result<()> {
    let chosen = caution
        .map(|word| {
            Caution::from_word(word)
                .ok_or_else(|| Error::invalid(format!("\"{word}\" is not careful, balanced or eager.")))
        })
        .transpose()?;
    let works = calendar.days.is_some() || calendar.hours.is_some() || calendar.answer_within.is_some();
    let changes = works || chosen.is_some() || tag.is_some() || complaint.is_some() || triage.is_some();
    let slug = slug.to_owned();
    let (now, calendar) = if changes {
        app.database.write(move |connection| {
            let organisation = organisations::by_slug(connection, &slug)?.id;
            let old = caution::of(connection, organisation)?;
            let new = chosen.map(Caution::thresholds).unwrap_or(Thresholds {
                tag: tag.unwrap_or(old.tag),
                complaint: complaint.unwrap_or(old.complaint),
                triage: triage.unwrap_or(old.triage),
            });
            if new != old {
                caution::set(connection, organisation, &new)?;
            }
            let calendar = work_calendar::set(connection, organisation, &calendar)?;
            Ok((caution::of(connection, organisation)?, calendar))
        })?
    } else {
        app.database.read(|connection| {
            let organisation = organisations::by_slug(connection, &slug)?.id;
            Ok((caution::of(connection, organisation)?, work_calendars::of(connection, organisation)?))
        })?
    };
    let word = Caution::of(&now).map_or("chosen by hand", Caution::word);
    exit::answer(&format!(
        "Tags: {word}\n  tag from          {}\n  complaint from    {}\n  ask from          {}\nWork: {}\n",
        now.tag,
        now.complaint,
        now.triage,
        work_calendar::told(&calendar)
    ))
}

fn second_step(app: &App, slug: &str, choice: Option<&str>) -> Result<()> {
    let now = app.clock.now();
    let choice = choice
        .map(|word| {
            SecondFactor::from_word(word)
                .ok_or_else(|| Error::invalid(format!("\"{word}\" is not required, optional or off.")))
        })
        .transpose()?;
    let slug = slug.to_owned();
    let holds = app.database.write(move |connection| {
        let organisation = organisations::by_slug(connection, &slug)?.id;
        if let Some(choice) = choice {
            second_factor::set_policy(connection, organisation, choice, now)?;
        }
        second_factors::policy(connection, organisation)
    })?;
    exit::answer(&format!("Second step: {}\n", holds.word()))
}

pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> Result<()> {
    let app = open(file)?;
    let now = app.clock.now();
    match &arguments.action {
        Action::Create { slug, name, zone, language, mail, postal } => {
            let new = NewOrganisation {
                slug: slug.clone(),
                name: name.clone(),
                zone: zone.clone(),
                language: language.clone(),
                mail_address: mail.clone(),
                postal_line: postal.clone(),
            };
            app.database.write(move |connection| create(connection, &new, now))?;
            exit::answer(&format!(
                "{name} is set up.\n\n  Its form:  {url}/f/{slug}\n  Mail to:   {mail}\n\nNext, whom can a card mention?\n  \
                 smilecard roster import --organisation {slug} FILE.csv --dry-run\nAnd who reads the cards?\n  \
                 smilecard member add --organisation {slug} --admin --email YOU --name \"YOUR NAME\"\n",
                url = app.public_url(),
            ))
        }
        Action::AddForm { organisation, slug, title, team, location } => {
            let (organisation, slug, title) = (organisation.clone(), slug.clone(), title.clone());
            let (team, location) = (team.clone(), location.clone());
            let address = format!("{}/f/{slug}", app.public_url());
            app.database.write(move |connection| {
                let organisation = organisations::by_slug(connection, &organisation)?;
                let team = team.map(|team| team_named(connection, organisation.id, &team, now)).transpose()?;
                let new = NewForm { slug: &slug, title: &title, team, location: location.as_deref() };
                add_form(connection, organisation.id, &new, now)
            })?;
            exit::answer(&format!("The form is at {address}\n"))
        }
        Action::Set {
            organisation,
            caution,
            tag_threshold,
            complaint_threshold,
            triage_threshold,
            working_days,
            working_hours,
            answer_within,
        } => {
            let thresholds = (*tag_threshold, *complaint_threshold, *triage_threshold);
            let calendar = Wanted {
                days: working_days.clone(),
                hours: working_hours.clone(),
                answer_within: answer_within.clone(),
                holidays: None,
            };
            set(&app, organisation, caution.as_deref(), thresholds, calendar)
        }
        Action::SecondStep { organisation, choice } => second_step(&app, organisation, choice.as_deref()),
        Action::List => {
            let rows = app.database.read(organisations::all)?;
            let lines: String = rows
                .iter()
                .map(|row| format!("{}\t{}\t{}\t{}\n", row.slug, row.name, row.zone, row.mail_address))
                .collect();
            exit::answer(if lines.is_empty() {
                "There is no organisation yet: smilecard organisation create --help\n"
            } else {
                &lines
            })
        }
    }
}
