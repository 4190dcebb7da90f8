//! What is kept at hand of each organisation for its reports: its cards in short, and what was counted of them lately.

use super::count::Counted;
use super::days::Days;
use crate::domain::ids::OrganisationId;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// Organisations that are kept at hand.
const MOST_ORGANISATIONS: usize = 200;

/// The memories of all organisations.
#[derive(Debug, Default)]
pub struct Memories(Mutex<HashMap<OrganisationId, Arc<tokio::sync::Mutex<Memory>>>>);

impl Memories {
    /// The memory of an organisation; one report of it is counted at a time.
    pub fn of(&self, organisation: OrganisationId) -> Arc<tokio::sync::Mutex<Memory>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_ORGANISATIONS && !all.contains_key(&organisation) {
            all.clear();
        }
        Arc::clone(all.entry(organisation).or_default())
    }
}

/// What is kept of one organisation.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) days: Days,
    /// What was counted lately, newest last.
    pub(super) counted: VecDeque<Counted>,
}
