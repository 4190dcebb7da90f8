//! First version, to be replaced.
use crate::domain::roster::RosterEntry;
#[derive(Debug, Clone, Default)]
pub struct Settings {
    pub organisation_name: Option<String>,
}
#[derive(Debug, Clone)]
pub struct Roster {
    pub entries: Vec<RosterEntry>,
}
impl Roster {
    pub fn build(entries: impl IntoIterator<Item = RosterEntry>, _settings: Settings) -> Self {
        Self { entries: entries.into_iter().collect() }
    }
}
