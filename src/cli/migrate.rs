//! `smilecard migrate`: brings the database up to date; safe beside running instances.

use super::exit;
use super::open::open;
use crate::error::Result;
use std::path::Path;

/// Opening the database is what brings it up to date.
pub(super) fn run(file: Option<&Path>) -> Result<()> {
    let app = open(file)?;
    exit::answer(&format!("The database {} is up to date.\n", app.database.url()))
}
