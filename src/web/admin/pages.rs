//! What the pages of settings show.

use crate::domain::wording::dates::Moment;
use crate::web::session::qr::Qr;
use crate::web::shell::{Link, Picture, Shell};
use serde::Serialize;

/// One tab of the settings.
#[derive(Debug, Clone, Serialize)]
pub struct Tab {
    /// "Members"
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// True on the page it leads to.
    pub current: bool,
}

/// What stands at the head of every page of settings.
#[derive(Default, Debug, Clone, Serialize)]
pub struct Head {
    /// The frame.
    pub shell: Shell,
    /// The tabs.
    pub tabs: Vec<Tab>,
    /// What was just done.
    pub done: Option<String>,
    /// What was wrong with it.
    pub error: Option<String>,
}

/// One of a few answers.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
    /// What it means.
    pub hint: String,
    /// Whether it holds.
    pub chosen: bool,
}

impl Choice {
    /// One that needs no more words.
    pub fn plain(value: impl Into<String>, label: impl Into<String>, chosen: bool) -> Self {
        Self { value: value.into(), label: label.into(), hint: String::new(), chosen }
    }
}

/// `templates/web/admin/organisation.html`
#[derive(Debug, Clone, Serialize)]
pub struct OrganisationPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// Its name.
    pub name: String,
    /// IANA zone.
    pub zone: String,
    /// For the foot of letters.
    pub postal_line: String,
    /// Where customers write to.
    pub mail_address: String,
    /// Whether a second step is asked for.
    pub second: Vec<Choice>,
    /// The languages that there are.
    pub languages: Vec<Choice>,
    /// Its picture.
    pub logo: Option<Picture>,
    /// The picture that was in use before the last press, by its hash.
    pub logo_before: Option<String>,
}

/// A member in the list.
#[derive(Debug, Clone, Serialize)]
pub struct MemberRow {
    /// Their page.
    pub href: String,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// "Manager of Billing line"
    pub role: String,
    /// "Second step is set up", or nothing.
    pub second: String,
    /// True if they can't sign in.
    pub disabled: bool,
}

/// `templates/web/admin/members.html`
#[derive(Debug, Clone, Serialize)]
pub struct MembersPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// Everybody but agents.
    pub members: Vec<MemberRow>,
    /// "Twelve agents sign in by the staff list."
    pub agents: String,
    /// The name as it was typed.
    pub name: String,
    /// The address as it was typed.
    pub email: String,
    /// What they may do.
    pub roles: Vec<Choice>,
    /// The teams there are.
    pub teams: Vec<Choice>,
}

/// `templates/web/admin/member.html`
#[derive(Debug, Clone, Serialize)]
pub struct MemberPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// The member.
    pub member: MemberRow,
    /// What they may do.
    pub roles: Vec<Choice>,
    /// The teams there are.
    pub teams: Vec<Choice>,
    /// True for whoever looks: some things are better done by somebody else.
    pub yourself: bool,
}

/// A team in the list.
#[derive(Debug, Clone, Serialize)]
pub struct TeamRow {
    /// Where a new name is posted to.
    pub action: String,
    /// Unique on the page.
    pub id: String,
    /// Its name.
    pub name: String,
    /// "Led by Ruth Calder. 6 agents."
    pub about: String,
}

/// `templates/web/admin/teams.html`
#[derive(Debug, Clone, Serialize)]
pub struct TeamsPage {
    /// Frame, tabs, what was done.
    #[serde(flatten)]
    pub head: Head,
    /// Every team.
    pub teams: Vec<TeamRow>,
}

/// `templates/web/admin/reads.html`
#[derive(Debug, Clone, Serialize)]
pub struct ReadsPage {
    /// The frame.
    pub shell: Shell,
    /// The card that the list is narrowed to: "Card 4182".
    pub only: Option<String>,
    /// The lines.
    pub lines: Vec<ReadLine>,
    /// Older ones.
    pub older: Option<Link>,
}

/// One look.
#[derive(Debug, Clone, Serialize)]
pub struct ReadLine {
    /// When.
    pub at: Moment,
    /// Who.
    pub who: String,
    /// "Card 4182", with its page; without, once it is gone.
    pub card: Link,
    /// "on its page", "in the letter as it came"
    pub place: String,
}

/// `templates/web/admin/first_steps.html`
#[derive(Debug, Clone, Serialize)]
pub struct FirstStepsPage {
    /// The frame.
    pub shell: Shell,
    /// The heading.
    pub heading: String,
    /// The form's address and its code; none while there is no form.
    pub form: Option<FormAddress>,
    /// Where customers write to.
    pub mail_address: String,
    /// Whether a letter has come.
    pub has_letters: bool,
    /// "12 people can be mentioned."; none while there is nobody.
    pub staff: Option<String>,
}

/// Where a form is.
#[derive(Debug, Clone, Serialize)]
pub struct FormAddress {
    /// The address.
    pub href: String,
    /// The address as people write it.
    pub short: String,
    /// To be scanned.
    pub qr: Qr,
    /// The card to print.
    pub poster: String,
}
