//! What every command begins with: the configuration, and the parts of the service that it describes.

use super::environment;
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, Purpose};
use crate::error::{Error, Result};
use std::path::Path;

/// Reads the configuration for `purpose`.
///
/// # Errors
/// `Invalid` with every wrong value at once.
pub(super) fn configuration(file: Option<&Path>, purpose: Purpose) -> Result<Config> {
    Config::load(&environment::sources(file)?, purpose).map_err(Error::from)
}

/// Opens the service's parts for a command of the operator.
pub(super) fn open(file: Option<&Path>) -> Result<App> {
    App::build(configuration(file, Purpose::Command)?, Clock::System)
}
