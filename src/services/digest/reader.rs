//! Who reads a digest, and how far they may see. Asked again for every letter: a manager who lost a team yesterday
//! reads nothing of it today.

use crate::domain::ids::{MemberId, OrganisationId, TeamId};
use crate::domain::rhythm::Rhythm;
use crate::domain::urls::encoded;
use crate::domain::{Reach, Role, Shows, Sight, names};
use crate::error::Result;
use crate::render::messages::FALLBACK;
use crate::services::{choices, subscriptions as subscriptions_of};
use crate::store::members::MemberRow;
use crate::store::organisations::OrganisationRow;
use crate::store::subscriptions::SubscriptionRow;
use crate::store::{AnyConnection, members, roster, subscriptions};
use jiff::tz::TimeZone;

/// Which cards a reader is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of the organisation's.
    Everything,
    /// Those of these teams.
    Teams(Vec<TeamId>),
    /// None.
    Nothing,
}

/// Somebody a digest is written for.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Their name on one line; may be empty.
    pub name: String,
    /// Where the letter goes.
    pub email: String,
    /// The member they are; none for a plain address.
    pub member: Option<MemberId>,
    /// Which cards they are told of.
    pub scope: Scope,
    /// Of which kinds of card.
    pub shows: Shows,
    /// Of one place alone.
    pub place: Option<String>,
    /// Of one team alone, where that is less than they may see.
    pub team: Option<TeamId>,
    /// Whether those are named whom no card was about.
    pub absent: bool,
    /// The language it is written in.
    pub language: String,
    /// When the letter comes, and in which zone its days and hours are told.
    pub rhythm: Rhythm,
    /// The unguessable part of the link that stops the letter; none in a preview for nobody.
    pub stop_token: Option<String>,
    /// The unguessable part of the link under which the letter is read in a browser; none in a preview.
    pub view_token: Option<String>,
}

impl Reader {
    /// The reader of a subscription as they are now; none if they may no longer sign in.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of(connection: &mut AnyConnection, subscription: &SubscriptionRow) -> Result<Option<Self>> {
        let rhythm = subscriptions_of::rhythm(subscription)?;
        let organisation = subscription.organisation_id;
        let mut reader = Self {
            name: names::one_line(&subscription.name, 80),
            email: subscription.email.clone(),
            member: subscription.member_id,
            scope: Scope::Everything,
            shows: subscription.shows,
            place: subscription.place.clone(),
            team: subscription.team_id,
            absent: subscription.absent,
            language: subscription.language.clone(),
            rhythm,
            stop_token: Some(subscription.stop_token.clone()),
            view_token: None,
        };
        if let Some(member) = subscription.member_id {
            let row = members::by_id(connection, organisation, member)?;
            if row.disabled_at.is_some() {
                return Ok(None);
            }
            reader.become_member(connection, &row)?;
        }
        if let Some(team) = subscription.team_id {
            reader.scope = reader.scope.narrowed(team);
        }
        Ok(Some(reader))
    }

    /// Whoever reads letters at this address, for a preview: a subscriber, a member without a subscription, or
    /// somebody at a plain address, who is told of the whole organisation.
    ///
    /// # Errors
    /// Those of the database.
    pub fn at_address(connection: &mut AnyConnection, organisation: &OrganisationRow, email: &str) -> Result<Self> {
        let running = subscriptions::of_organisation(connection, organisation.id)?;
        for row in running.iter().filter(|row| row.stopped_at.is_none()) {
            if let Some(reader) = Self::of(connection, row)?.filter(|reader| reader.email == email) {
                return Ok(reader);
            }
        }
        let mut reader = Self::plain(email, &organisation.zone)?;
        reader.language.clone_from(&organisation.language);
        if let Some(row) = members::by_email(connection, organisation.id, email)? {
            reader.language = choices::language(connection, &row, organisation)?;
            reader.rhythm = Rhythm::new(1, 7, &row.zone)?;
            reader.become_member(connection, &row)?;
        }
        Ok(reader)
    }

    /// Somebody at a plain address: sees the whole organisation, and reads English.
    ///
    /// # Errors
    /// `Invalid` when there is no such zone.
    pub fn plain(email: &str, zone: &str) -> Result<Self> {
        Ok(Self {
            name: String::new(),
            email: email.to_owned(),
            member: None,
            scope: Scope::Everything,
            shows: Shows::All,
            place: None,
            team: None,
            absent: false,
            language: FALLBACK.to_owned(),
            rhythm: Rhythm::new(1, 7, zone)?,
            stop_token: None,
            view_token: None,
        })
    }

    fn become_member(&mut self, connection: &mut AnyConnection, row: &MemberRow) -> Result<()> {
        self.scope = scope(connection, row.organisation_id, row.id, row.role)?;
        self.member = Some(row.id);
        self.name = names::one_line(&row.name, 80);
        self.email.clone_from(&row.email);
        Ok(())
    }

    /// In which their days and hours are told.
    pub fn zone(&self) -> &TimeZone {
        self.rhythm.zone()
    }

    /// What the letter is narrowed to, as it stands in the addresses of lists: `&of=…&kind=complaints&place=Mill%20Street`.
    pub fn narrowed(&self) -> String {
        let mut out = self.team.map(|team| format!("&of={team}")).unwrap_or_default();
        out.push_str(match self.shows {
            Shows::All => "",
            Shows::Praise => "&kind=praise",
            Shows::Complaints => "&kind=complaints",
        });
        if let Some(place) = &self.place {
            out.push_str("&place=");
            out.push_str(&encoded(place));
        }
        out
    }

    /// The same as the store's questions take it.
    pub fn sight(&self) -> Sight<'_> {
        let reach = match &self.scope {
            Scope::Everything => Reach::Everything,
            Scope::Teams(teams) => Reach::Teams(teams),
            Scope::Nothing => Reach::Nothing,
        };
        Sight { reach, shows: self.shows, place: self.place.as_deref() }
    }
}

impl Scope {
    /// What of it one team is.
    fn narrowed(self, team: TeamId) -> Self {
        match self {
            Self::Everything => Self::Teams(vec![team]),
            Self::Teams(teams) if teams.contains(&team) => Self::Teams(vec![team]),
            Self::Teams(_) | Self::Nothing => Self::Nothing,
        }
    }

    /// As it is kept beside a digest.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Everything => "all".to_owned(),
            Self::Nothing => String::new(),
            Self::Teams(teams) => {
                let mut ids: Vec<String> = teams.iter().map(ToString::to_string).collect();
                ids.sort();
                format!("teams {}", ids.join(" ")).trim_end().to_owned()
            }
        }
    }

    /// Whether whoever sees this much may read what was written for `written`.
    pub(super) fn covers(&self, written: &str) -> bool {
        match self {
            Self::Everything => true,
            Self::Nothing => written.is_empty(),
            Self::Teams(teams) => {
                let mut words = written.split(' ');
                match words.next() {
                    None | Some("") => true,
                    Some("teams") => words.all(|word| teams.iter().any(|team| team.to_string() == word)),
                    Some(_) => false,
                }
            }
        }
    }
}

fn scope(connection: &mut AnyConnection, organisation: OrganisationId, member: MemberId, role: Role) -> Result<Scope> {
    Ok(match role {
        Role::Admin | Role::Auditor => Scope::Everything,
        Role::Manager => Scope::Teams(roster::teams_led_by(connection, organisation, member)?),
        Role::Agent => Scope::Nothing,
    })
}
