//! `[oidc.NAME]`: providers whose accounts sign people in, and what their groups mean here.

use super::imap::TokenUrl;
use super::raw::{Limits, Raw, toml_text};
use super::secret::Secret;
use super::section::section;
use super::setting::Setting;

section! {
    /// A provider (OpenID Connect) whose accounts sign the people of one organisation in. NAME is a part of the address
    /// that is registered with it: `https://cards.example/sign-in/with/NAME/callback`.
    each "oidc" => OidcSettings {
        /// The organisation's slug.
        organisation: Option<String> = "";
        /// What the button says after "Sign in with". Empty: NAME.
        label: Option<String> = "";
        /// The issuer, exactly as the provider's discovery document (`/.well-known/openid-configuration`) names it.
        issuer: Option<Issuer> = "";
        /// The id that the provider knows this service by.
        client_id: Option<String> = "";
        /// The secret that goes with it; none for a public client. PKCE is used either way.
        client_secret: Option<Secret> = "";
        /// What is asked for.
        scopes: Vec<String> = "openid, email, profile";
        /// The claim that lists somebody's groups.
        groups_claim: String = "groups";
        /// What groups mean here, such as `"cards-admins = admin"` or `"billing-leads = manager: Billing line"`. The first
        /// that fits gives the role; all that make a manager give teams. Whoever is in none of them stays out. Empty:
        /// whoever is a member comes in, with the role they have here.
        groups: Vec<GroupRule> = "";
        /// Whether somebody of a listed group whom we don't know becomes a member.
        create: bool = "false";
        /// Whether an address counts although the provider doesn't say that it was verified. Only for a provider where
        /// nobody can choose their own address, such as your own Entra ID tenant.
        trust_email: bool = "false";
        /// Values of `amr` or `acr` by which the provider says that it asked for a second factor, such as `mfa`. With one of
        /// them ours isn't asked for. Empty: it always is, where the organisation requires it.
        second_step: Vec<String> = "";
    }
}

/// Where a provider says who it is: https, or http on this machine.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Issuer(String);

impl Issuer {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Setting for Issuer {
    fn read(raw: &Raw, limits: Limits) -> Option<Self> {
        let text = raw.text()?;
        TokenUrl::read(raw, limits).filter(|_| !text.contains('?')).map(|_| Self(text.to_owned()))
    }

    fn expected(limits: Limits) -> String {
        TokenUrl::expected(limits)
    }

    fn shown(&self) -> String {
        toml_text(&self.0)
    }
}

/// What one group means here.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GroupRule {
    /// The group, as the provider writes it.
    pub group: String,
    /// `admin`, `manager` or `auditor`.
    pub role: String,
    /// The team that a manager leads.
    pub team: Option<String>,
}

impl Setting for GroupRule {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        let (group, means) = raw.text()?.rsplit_once('=')?;
        let (role, team) = means.split_once(':').map_or((means, None), |(role, team)| (role, Some(team.trim())));
        let (group, role) = (group.trim(), role.trim());
        let fits = match role {
            "manager" => team.is_some_and(|team| !team.is_empty()),
            "admin" | "auditor" => team.is_none(),
            _ => false,
        };
        (fits && !group.is_empty()).then(|| Self {
            group: group.to_owned(),
            role: role.to_owned(),
            team: team.map(str::to_owned),
        })
    }

    fn expected(_: Limits) -> String {
        "\"GROUP = admin\", \"GROUP = auditor\" or \"GROUP = manager: TEAM\"".to_owned()
    }

    fn shown(&self) -> String {
        let team = self.team.as_ref().map(|team| format!(": {team}")).unwrap_or_default();
        toml_text(&format!("{} = {}{team}", self.group, self.role))
    }
}
