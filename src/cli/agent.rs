//! `smilecard agent …`: one person of the roster at a time; whole lists are `smilecard roster`'s.

use super::exit;
use super::open::open;
use crate::app::App;
use crate::domain::AgentAct;
use crate::domain::ids::{ActId, OrganisationId};
use crate::error::{Error, Result};
use crate::services::agent_acts::{self, Actor};
use crate::services::agents::{self, Part, Typed};
use crate::services::names;
use crate::store::roster::AgentRow;
use crate::store::{AnyConnection, agent_acts as stored, aliases, organisations};
use clap::{Args, Subcommand};
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List who is on the roster: id, name, code, address, place, first day
    List {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// Only those whose name, nickname, code or id has this in it
        #[arg(long, default_value = "")]
        search: String,
        /// Those who are archived, instead of those who are here
        #[arg(long)]
        archived: bool,
    },
    /// Add somebody; the next card can be about them
    ///
    /// Example: smilecard agent add --organisation larkspur --name "Ana Reis" --nicknames "Annie" --team "Billing line" --starts 2026-12-01
    Add {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        #[command(flatten)]
        said: Said,
    },
    /// Change what is known of somebody; what isn't given stays, and an empty text takes away
    ///
    /// Example: smilecard agent change --organisation larkspur 1042 --name "Ana Reis-Moreau" --code ""
    Change {
        #[command(flatten)]
        whom: Whom,
        #[command(flatten)]
        said: Said,
    },
    /// The names somebody goes by; add one, or take one away
    ///
    /// Cards with such a name are tagged as with their own. Names that came with a roster file belong to that file.
    Names {
        #[command(flatten)]
        whom: Whom,
        /// A name to add
        #[arg(long)]
        add: Vec<String>,
        /// A name to take away
        #[arg(long)]
        remove: Vec<String>,
    },
    /// Somebody has left: nothing new is tagged to them, and they can't sign in; all their cards stay as they are
    Archive(Whom),
    /// Somebody is back, with everything as it was
    Return(Whom),
    /// Two entries are one person: everything of the first moves to the second
    ///
    /// Cards, nicknames, corrections, links, addresses and the way to sign in move; the first one's printed codes lead
    /// to the second. `smilecard agent unmerge` takes it back, exactly, for 30 days.
    ///
    /// Example: smilecard agent merge --organisation larkspur 1042 --into 2077
    Merge {
        #[command(flatten)]
        whom: Whom,
        /// Id, code or name of the entry that stays
        #[arg(long)]
        into: String,
    },
    /// Take a merging back
    Unmerge {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
        /// The merging, as `smilecard agent acts` lists it
        act: String,
    },
    /// Put a stand-in in the place of somebody's name, for good; figures stay
    ///
    /// "Former colleague 3" stands on their cards, in answers and in sent letters. The letters in which customers'
    /// cards came are deleted, for they can't be changed. Can't be taken back. `--name` is asked for as a check.
    StandIn {
        #[command(flatten)]
        whom: Whom,
        /// Their name, in full
        #[arg(long)]
        name: String,
    },
    /// Remove somebody and all that ties cards to them, for good; the customers' cards stay, in the customers' words
    ///
    /// Can't be taken back. `--name` is asked for as a check.
    Erase {
        #[command(flatten)]
        whom: Whom,
        /// Their name, in full
        #[arg(long)]
        name: String,
    },
    /// What was done to whom, when, by whom, and how far it has come
    Acts {
        /// The organisation's slug
        #[arg(long)]
        organisation: String,
    },
}

#[derive(Debug, Args)]
struct Whom {
    /// The organisation's slug
    #[arg(long)]
    organisation: String,
    /// Id, code or name
    who: String,
}

#[derive(Clone, Debug, Args)]
struct Said {
    /// The organisation's own id, such as a personnel number
    #[arg(long)]
    id: Option<String>,
    /// Full name
    #[arg(long)]
    name: Option<String>,
    /// Nicknames, parted by semicolons (only with `add`)
    #[arg(long)]
    nicknames: Option<String>,
    /// Employee code or extension
    #[arg(long)]
    code: Option<String>,
    /// Address they sign in from
    #[arg(long)]
    email: Option<String>,
    /// Team; a new one is made
    #[arg(long)]
    team: Option<String>,
    /// Where they work
    #[arg(long)]
    location: Option<String>,
    /// First day, as 2026-12-01; before it, nothing is tagged to them
    #[arg(long)]
    starts: Option<String>,
}

impl Said {
    fn over(&self, known: Typed) -> Typed {
        let or = |said: &Option<String>, known: String| said.clone().unwrap_or(known);
        Typed {
            id: or(&self.id, known.id),
            name: or(&self.name, known.name),
            nicknames: or(&self.nicknames, known.nicknames),
            code: or(&self.code, known.code),
            email: or(&self.email, known.email),
            team: or(&self.team, known.team),
            location: or(&self.location, known.location),
            starts: or(&self.starts, known.starts),
        }
    }
}

/// Does something in an organisation, by nobody who signs in.
fn write<T: Send + 'static>(
    app: &App,
    slug: &str,
    act: impl FnOnce(&mut AnyConnection, Actor) -> Result<T> + Send + 'static,
) -> Result<T> {
    let slug = slug.to_owned();
    app.database.write(move |connection| {
        let organisation = organisations::by_slug(connection, &slug)?.id;
        act(connection, Actor { organisation, member: None })
    })
}

fn to_one<T: Send + 'static>(
    app: &App,
    whom: &Whom,
    act: impl FnOnce(&mut AnyConnection, Actor, AgentRow) -> Result<T> + Send + 'static,
) -> Result<T> {
    let who = whom.who.clone();
    write(app, &whom.organisation, move |connection, actor| {
        let row = agents::named(connection, actor.organisation, &who)?;
        act(connection, actor, row)
    })
}

pub(super) fn run(arguments: &Arguments, file: Option<&Path>) -> Result<()> {
    let app = open(file)?;
    let now = app.clock.now();
    match &arguments.action {
        Action::List { organisation, search, archived } => list(&app, organisation, search, *archived),
        Action::Acts { organisation } => acts(&app, organisation),
        Action::Add { organisation, said } => {
            let typed = said.over(Typed::default());
            let row = write(&app, organisation, move |connection, actor| agents::add(connection, actor, &typed, now))?;
            exit::answer(&format!("Added {}, with the id {}.\n", row.name, row.external_id))
        }
        Action::Change { whom, said } => {
            if said.nicknames.is_some() {
                return Err(Error::invalid("Nicknames are changed by smilecard agent names."));
            }
            let said = said.clone();
            let row = to_one(&app, whom, move |connection, actor, row| {
                let known = agents::typed(connection, &row)?;
                agents::change(connection, actor, row.id, &said.over(known), now)
            })?;
            exit::answer(&format!("Changed {}.\n", row.name))
        }
        Action::Names { whom, add, remove } => {
            let (add, remove) = (add.clone(), remove.clone());
            let (row, left) = to_one(&app, whom, move |connection, actor, row| {
                for name in &remove {
                    names::remove_of(connection, actor.organisation, (row.id, name), now)?;
                }
                for name in &add {
                    names::add_to(connection, actor.organisation, (row.id, name), now)?;
                }
                let left = aliases::of_agent(connection, actor.organisation, row.id)?;
                Ok((row, left))
            })?;
            let lines: String = left.iter().map(|(name, source)| format!("{name}\t{source}\n")).collect();
            exit::answer(&format!("{}\n{lines}", row.name))
        }
        Action::Archive(whom) => {
            let row = to_one(&app, whom, move |connection, actor, row| {
                agent_acts::archive(connection, actor, row.id, now).map(|()| row)
            })?;
            exit::answer(&format!(
                "{} is archived. Their cards stay; smilecard agent return takes it back.\n",
                row.name
            ))
        }
        Action::Return(whom) => {
            let row = to_one(&app, whom, move |connection, actor, row| {
                agent_acts::bring_back(connection, actor, row.id, now).map(|()| row)
            })?;
            exit::answer(&format!("{} is here again.\n", row.name))
        }
        Action::Merge { whom, into } => {
            let into = into.clone();
            let (organisation, act) = to_one(&app, whom, move |connection, actor, row| {
                let into = agents::named(connection, actor.organisation, &into)?;
                let act = agent_acts::merge(connection, actor, (row.id, into.id), now)?;
                Ok((actor.organisation, act))
            })?;
            follow(&app, organisation, act)?;
            exit::answer(&format!("Merged. Until 30 days from now: smilecard agent unmerge {act}\n"))
        }
        Action::Unmerge { organisation, act } => {
            let act: ActId = act.parse()?;
            let house = write(&app, organisation, move |connection, actor| {
                agent_acts::undo_merge(connection, actor, act, now).map(|()| actor.organisation)
            })?;
            follow(&app, house, act)?;
            exit::answer("Taken back. Both entries are as they were.\n")
        }
        Action::StandIn { whom, name } => forget(&app, whom, name, agent_acts::replace_by_stand_in),
        Action::Erase { whom, name } => forget(&app, whom, name, agent_acts::erase),
    }
}

type Forget = fn(&mut AnyConnection, Actor, (crate::domain::ids::AgentId, &str), jiff::Timestamp) -> Result<ActId>;

fn forget(app: &App, whom: &Whom, name: &str, how: Forget) -> Result<()> {
    let (name, now) = (name.to_owned(), app.clock.now());
    let (organisation, act) = to_one(app, whom, move |connection, actor, row| {
        Ok((actor.organisation, how(connection, actor, (row.id, &name), now)?))
    })?;
    follow(app, organisation, act)?;
    let row = app.database.read(|connection| stored::by_id(connection, organisation, act))?;
    exit::answer(&match row.kind {
        AgentAct::Erased => "Erased. The customers' cards stay.\n".to_owned(),
        _ => format!("{} stands in their place.\n", row.shown),
    })
}

/// Does what an act still has to do on cards, beside a worker or without one, and says how far it has come.
fn follow(app: &App, organisation: OrganisationId, act: ActId) -> Result<()> {
    let now = app.clock.now();
    let mut told = 0;
    while app.database.write(move |connection| agent_acts::step(connection, (organisation, act), now))? {
        let row = app.database.read(|connection| stored::by_id(connection, organisation, act))?;
        if row.done >= told + 1_000 {
            told = row.done;
            eprintln!("{} of {} cards", row.done, row.total);
        }
    }
    Ok(())
}

fn list(app: &App, organisation: &str, search: &str, archived: bool) -> Result<()> {
    let part = if archived { Part::Archived } else { Part::Here };
    let lines = app.database.read(|connection| {
        let house = organisations::by_slug(connection, organisation)?;
        let page = agents::page(connection, house.id, (part, search), (0, usize::MAX / 2))?;
        let mut lines = String::new();
        for row in page.agents {
            let typed = agents::typed(connection, &row)?;
            lines.push_str(
                &[typed.id, typed.name, typed.code, typed.email, typed.team, typed.location, typed.starts].join("\t"),
            );
            lines.push('\n');
        }
        Ok(lines)
    })?;
    exit::answer(if lines.is_empty() { "Nobody. To add somebody: smilecard agent add --help\n" } else { &lines })
}

fn acts(app: &App, organisation: &str) -> Result<()> {
    let listed = app.database.read(|connection| {
        let house = organisations::by_slug(connection, organisation)?;
        agent_acts::list(connection, house.id, None, 200)
    })?;
    let lines: String = listed
        .iter()
        .map(|one| {
            let at = crate::store::columns::moment(one.row.at).map(|at| at.to_string()).unwrap_or_default();
            let by = one.by.as_deref().unwrap_or("by command");
            let into = one.into.as_ref().map(|into| format!(" into {into}")).unwrap_or_default();
            let state = match (&one.row.undone_at, one.row.work.is_some()) {
                (Some(_), false) => "taken back".to_owned(),
                (_, true) => format!("{} of {} cards", one.row.done, one.row.total),
                (None, false) => "done".to_owned(),
            };
            format!("{at}\t{}\t{}\t{}{into}\t{by}\t{state}\n", one.row.id, one.row.kind.word(), one.row.shown)
        })
        .collect();
    exit::answer(if lines.is_empty() { "Nothing was done to anybody yet.\n" } else { &lines })
}
