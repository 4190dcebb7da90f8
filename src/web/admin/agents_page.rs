//! What the pages of the roster show: the staff list, one person, and what was done to people.

use super::pages::{Choice, Head};
use crate::domain::wording::dates::Moment;
use crate::web::shell::Link;
use serde::Serialize;

/// A list of people, to be searched.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PeopleList {
    /// What was searched for.
    pub wanted: String,
    /// True when it lists those who are archived.
    pub archived: bool,
    /// In order of name.
    pub rows: Vec<PersonRow>,
    /// "3 people have “ana” in their names.", or that there is nobody.
    pub told: String,
    /// The pages before and after.
    pub before: Option<Link>,
    /// The page after.
    pub after: Option<Link>,
    /// "12 archived", or back to those who are here.
    pub other: Option<Link>,
}

/// One person of a list.
#[derive(Debug, Clone, Serialize)]
pub struct PersonRow {
    /// Their page.
    pub href: String,
    /// "Derrick Hale"
    pub name: String,
    /// "Billing line. Code 4512. Starts on 1 December"
    pub about: String,
}

/// Fields in which somebody is typed.
#[derive(Debug, Clone, Serialize)]
pub struct AgentFields {
    /// Full name.
    pub name: String,
    /// The organisation's own id.
    pub id: String,
    /// Employee code or extension.
    pub code: String,
    /// Where they sign in from.
    pub email: String,
    /// Team.
    pub team: String,
    /// The teams there are.
    pub teams: Vec<String>,
    /// Where they work.
    pub location: String,
    /// The day they start, ISO 8601.
    pub starts: String,
    /// Nicknames; none where they have a list of their own.
    pub nicknames: Option<String>,
}

/// `templates/web/admin/agent_new.html`
#[derive(Debug, Clone, Serialize)]
pub struct NewAgentPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// What was typed.
    pub fields: AgentFields,
}

/// A name that somebody goes by.
#[derive(Debug, Clone, Serialize)]
pub struct NameRow {
    /// Unique on the page.
    pub id: String,
    /// The name.
    pub alias: String,
    /// "From the staff list"
    pub source: String,
    /// Whether it can be taken away here.
    pub removable: bool,
}

/// `templates/web/admin/agent.html`
#[derive(Debug, Clone, Serialize)]
pub struct AgentPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// Where this page is.
    pub href: String,
    /// "Derrick Hale"
    pub name: String,
    /// "41 cards. Signs in from derrick@larkspur.example."
    pub told: String,
    /// Since when they are archived.
    pub archived: Option<Moment>,
    /// What is known.
    pub fields: AgentFields,
    /// The names they go by.
    pub names: Vec<NameRow>,
    /// What was done to them.
    pub acts: Vec<ActRow>,
}

/// `templates/web/admin/leaving.html`
#[derive(Debug, Clone, Serialize)]
pub struct LeavingPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// Their page.
    pub href: String,
    /// "Derrick Hale"
    pub name: String,
    /// "41 cards"
    pub cards: String,
    /// Whether they are archived already.
    pub archived: bool,
    /// Whether they also sign in as a manager, an admin or an auditor.
    pub member: bool,
    /// What stays behind of them: "Former colleague 3".
    pub stand_in: String,
}

/// `templates/web/admin/merge.html`
#[derive(Debug, Clone, Serialize)]
pub struct MergePage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// The page of the entry that goes.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What is known of it.
    pub about: String,
    /// What was searched for.
    pub wanted: String,
    /// Who it could be.
    pub choices: Vec<Choice>,
    /// When there is nobody.
    pub said: Option<String>,
    /// The entry that stays, once it was chosen.
    pub into: Option<Into>,
}

/// Whom somebody is to be merged into.
#[derive(Debug, Clone, Serialize)]
pub struct Into {
    /// What is posted.
    pub value: String,
    /// Their name.
    pub name: String,
    /// What is known of them.
    pub about: String,
    /// What would happen, line by line.
    pub lines: Vec<String>,
}

/// Something that was done.
#[derive(Debug, Clone, Serialize)]
pub struct ActRow {
    /// When.
    pub at: Moment,
    /// "Ada Quist merged Derek Hale into Derrick Hale."
    pub told: String,
    /// "12,400 of 100,000 cards": cards done, and how many there are.
    pub progress: Option<Progress>,
    /// Where it is taken back.
    pub undo: Option<String>,
    /// Until when: "until 26 December".
    pub until: Option<String>,
}

/// How far the work on cards has come.
#[derive(Debug, Clone, Serialize)]
pub struct Progress {
    /// "12,400 of 100,000 cards"
    pub text: String,
    /// Done.
    pub done: i64,
    /// Of how many.
    pub of: i64,
}

/// `templates/web/admin/acts.html`
#[derive(Debug, Clone, Serialize)]
pub struct ActsPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// Newest first.
    pub acts: Vec<ActRow>,
    /// Whether something is still being done.
    pub running: bool,
}

/// `templates/web/admin/staff.html`
#[derive(Debug, Clone, Serialize)]
pub struct StaffPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// "12 people can be mentioned."
    pub standing: String,
    /// Who they are; none while a list is looked at.
    pub people: Option<PeopleList>,
    /// Whether anything was ever done to anybody, so that there is a list of it.
    pub acts: bool,
    /// The list as it was pasted.
    pub list: String,
    /// What is wrong with it, line by line.
    pub problems: Vec<String>,
    /// What it would change, once it was read.
    pub change: Option<Change>,
}

/// What a staff list would change.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    /// "2 come, 1 changes, 3 go; 9 stay as they are."
    pub summary: String,
    /// Who comes.
    pub added: Vec<String>,
    /// Who changes, and what.
    pub changed: Vec<String>,
    /// Who goes.
    pub archived: Vec<String>,
    /// True if it would change nothing.
    pub nothing: bool,
}
