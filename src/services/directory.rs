//! What every card needs and nobody changes often: forms, organisations and rosters, kept for a second and read again
//! when the version of the roster or of what was learnt has risen. Then only the agents who changed are read, and laid
//! over the index that is there; when much lies over it, a thread makes one index of both. A cache that can be rebuilt
//! at any moment, never the only copy.

use super::look_rule::Looks;
use super::{caution, lessons, roster_index};
use crate::analysis::mentions::{Learnt, Thresholds};
use crate::analysis::roster::Roster;
use crate::domain::calendar::{Holiday, WorkCalendar};
use crate::domain::ids::OrganisationId;
use crate::domain::keeping::Keeping;
use crate::error::Result;
use crate::store::forms::{self, FormRow};
use crate::store::logos::{self, LogoFacts};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::roster::TeamRow;
use crate::store::{AnyConnection, Database, hold_rules, retention_rules, roster, tagging, work_calendars};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

/// How long an entry is believed before the database is asked again. Changes made in this process are seen at once
/// (see [`Directory::doubt`]); those of another process after this.
const BELIEVED: SignedDuration = SignedDuration::from_secs(1);

/// Everything about one organisation that reading a card needs.
pub struct House {
    /// The tenant.
    pub organisation: OrganisationRow,
    /// Its teams.
    pub teams: Vec<TeamRow>,
    /// Whom a card can mention.
    pub roster: Roster,
    /// What managers' corrections have taught.
    pub learnt: Learnt,
    /// When it works, and within how much of that time it answers.
    pub calendar: WorkCalendar,
    /// Days on which nobody works besides, in order.
    pub holidays: Arc<Vec<Holiday>>,
    /// For how long what is kept that comes in now.
    pub keeping: Keeping,
    /// How sure a tag must be.
    pub thresholds: Thresholds,
    /// Its picture, for pages.
    pub logo: Option<LogoFacts>,
    /// What is looked at before it is a card.
    pub looks: Arc<Looks>,
    /// Which versions of the roster, and of what was learnt and set, these are.
    versions: (i64, i64),
}

impl House {
    /// Reads an organisation as it is now.
    ///
    /// # Errors
    /// `NotFound`; those of the database.
    pub fn read(connection: &mut AnyConnection, id: OrganisationId) -> Result<Self> {
        let organisation = organisations::by_id(connection, id)?;
        let teams = roster::teams_of(connection, id)?;
        let roster = roster_index::build(connection, &organisation, &teams)?;
        Self::with(connection, organisation, teams, roster)
    }

    /// The same organisation with what was learnt and set since: the roster, which is large, is shared.
    fn taught(&self, connection: &mut AnyConnection) -> Result<Self> {
        let organisation = organisations::by_id(connection, self.organisation.id)?;
        Self::with(connection, organisation, self.teams.clone(), self.roster.clone())
    }

    fn with(
        connection: &mut AnyConnection,
        organisation: OrganisationRow,
        teams: Vec<TeamRow>,
        roster: Roster,
    ) -> Result<Self> {
        let settings = tagging::of(connection, organisation.id)?;
        let learnt = lessons::read(connection, organisation.id, &roster)?;
        let versions = (organisation.roster_version, settings.version);
        let calendar = work_calendars::of(connection, organisation.id)?;
        let keeping = retention_rules::of(connection, organisation.id)?.current();
        let holidays = Arc::new(work_calendars::holidays(connection, organisation.id)?);
        let logo = logos::current(connection, organisation.id)?;
        let looks = Arc::new(Looks::new(hold_rules::of(connection, organisation.id)?));
        Ok(Self {
            organisation,
            teams,
            roster,
            learnt,
            calendar,
            holidays,
            keeping,
            thresholds: caution::of_row(&settings),
            logo,
            looks,
            versions,
        })
    }

    /// The organisation as it is now, if that can be had by reading what changed since this one.
    ///
    /// # Errors
    /// `NotFound`; those of the database.
    fn refreshed(&self, connection: &mut AnyConnection) -> Result<Option<Self>> {
        let id = self.organisation.id;
        let organisation = organisations::by_id(connection, id)?;
        // A lower version is that of an older copy of the database, put back.
        if organisation.roster_version < self.versions.0 || organisation.name != self.organisation.name {
            return Ok(None);
        }
        let teams = roster::teams_of(connection, id)?;
        let roster = roster_index::refresh(connection, id, &self.roster, self.versions.0, &teams)?;
        roster.map(|roster| Self::with(connection, organisation, teams, roster)).transpose()
    }

    /// The name of a team.
    pub fn team_name(&self, id: crate::domain::ids::TeamId) -> Option<&str> {
        self.teams.iter().find(|team| team.id == id).map(|team| team.name.as_str())
    }
}

/// The forms and houses that were asked for lately.
#[derive(Default)]
pub struct Directory {
    forms: Shelf<String, FormRow>,
    houses: Arc<Shelf<OrganisationId, House>>,
}

impl Directory {
    /// The form under this slug.
    ///
    /// # Errors
    /// `NotFound`; those of the database.
    pub fn form(&self, database: &Database, slug: &str, now: Timestamp) -> Result<Arc<FormRow>> {
        match self.forms.get(slug, now) {
            Some((form, true)) => Ok(form),
            _ => {
                let form = Arc::new(database.read(|connection| forms::by_slug(connection, slug))?);
                self.forms.put(slug.to_owned(), Arc::clone(&form), now);
                Ok(form)
            }
        }
    }

    /// The organisation with its roster.
    ///
    /// # Errors
    /// `NotFound`; those of the database.
    pub fn house(&self, database: &Database, id: OrganisationId, now: Timestamp) -> Result<Arc<House>> {
        let known = match self.houses.get(&id, now) {
            Some((house, true)) => return Ok(house),
            Some((house, false)) => Some(house),
            None => None,
        };
        let house = database.read(|connection| {
            let Some(house) = &known else { return House::read(connection, id).map(Arc::new) };
            let versions = (organisations::roster_version(connection, id)?, tagging::version(connection, id)?);
            if versions == house.versions {
                return Ok(Arc::clone(house));
            }
            if versions.0 == house.versions.0 {
                return house.taught(connection).map(Arc::new);
            }
            match house.refreshed(connection)? {
                Some(fresh) => Ok(Arc::new(fresh)),
                None => House::read(connection, id).map(Arc::new),
            }
        })?;
        self.houses.put(id, Arc::clone(&house), now);
        let changed = known.is_none_or(|known| !Arc::ptr_eq(&known, &house));
        if changed && house.roster.wants_compaction() {
            self.merge(id, Arc::clone(&house));
        }
        Ok(house)
    }

    /// Makes one index of a house's base and overlay beside the cards that are read meanwhile. If another version is
    /// there when it is done, it was in vain, and that one will be merged.
    fn merge(&self, id: OrganisationId, house: Arc<House>) {
        let houses = Arc::clone(&self.houses);
        let merging = std::thread::Builder::new().name("roster".to_owned()).spawn(move || {
            let merged = House {
                organisation: house.organisation.clone(),
                teams: house.teams.clone(),
                roster: house.roster.compacted(),
                learnt: house.learnt.clone(),
                calendar: house.calendar,
                holidays: Arc::clone(&house.holidays),
                keeping: house.keeping,
                thresholds: house.thresholds,
                logo: house.logo.clone(),
                looks: Arc::clone(&house.looks),
                versions: house.versions,
            };
            houses.swap(&id, &house, Arc::new(merged));
        });
        if let Err(error) = merging {
            // The overlay stays: slower to change, as right as before.
            tracing::warn!(%error, "no thread to merge a roster in");
        }
    }

    /// What is already known of a form and its house, without asking the database: the fast path of a busy form.
    pub fn at_hand(&self, slug: &str, now: Timestamp) -> Option<(Arc<FormRow>, Arc<House>)> {
        let (form, true) = self.forms.get(slug, now)? else { return None };
        let (house, true) = self.houses.get(&form.organisation_id, now)? else { return None };
        Some((form, house))
    }

    /// Asks the database again for a form that was changed.
    pub fn doubt_form(&self, slug: &str) {
        self.forms.doubt(slug);
    }

    /// Asks the database again for an organisation that was changed, so that the next card sees it.
    pub fn doubt(&self, id: OrganisationId) {
        self.houses.doubt(&id);
    }
}

/// A value and when it was last known to be true.
type Entry<V> = (Arc<V>, Timestamp);

/// A map whose entries are believed for a while.
struct Shelf<K, V>(RwLock<HashMap<K, Entry<V>>>);

impl<K, V> Default for Shelf<K, V> {
    fn default() -> Self {
        Self(RwLock::new(HashMap::new()))
    }
}

impl<K: Eq + Hash, V> Shelf<K, V> {
    /// More entries than any deployment's open forms; when it is full it starts anew, so that addresses that
    /// somebody makes up can't fill the memory. (Unknown ones are never put here in the first place.)
    const MOST: usize = 10_000;

    fn get<Q>(&self, key: &Q, now: Timestamp) -> Option<(Arc<V>, bool)>
    where
        K: std::borrow::Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        let shelf = self.0.read().unwrap_or_else(PoisonError::into_inner);
        // A clock that went backwards makes an entry look new: it is asked for again then, too.
        shelf.get(key).map(|(value, at)| (Arc::clone(value), *at <= now && now.duration_since(*at) < BELIEVED))
    }

    fn put(&self, key: K, value: Arc<V>, now: Timestamp) {
        let mut shelf = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if shelf.len() >= Self::MOST {
            shelf.clear();
        }
        shelf.insert(key, (value, now));
    }

    /// Puts `new` in the place of `old`, if that is still what lies there; how long it is believed stays.
    fn swap(&self, key: &K, old: &Arc<V>, new: Arc<V>) {
        if let Some(entry) = self.0.write().unwrap_or_else(PoisonError::into_inner).get_mut(key)
            && Arc::ptr_eq(&entry.0, old)
        {
            entry.0 = new;
        }
    }

    /// Believes an entry no longer, but keeps it for what of it is still true.
    fn doubt<Q>(&self, key: &Q)
    where
        K: std::borrow::Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        if let Some(entry) = self.0.write().unwrap_or_else(PoisonError::into_inner).get_mut(key) {
            entry.1 = Timestamp::MIN;
        }
    }
}
