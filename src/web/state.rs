//! What every handler may use.

use super::assets::Stylesheet;
use super::budget::Budget;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::token::SigningKey;
use crate::render::Templates;
use crate::services::directory::Directory;
use crate::services::letters_in::Rules;
use crate::services::report::Memories;
use crate::services::rush::Rush;
use crate::services::sign_in::Lifetimes;
use crate::store::Database;
use std::sync::Arc;

/// Shared by all handlers.
pub struct State {
    /// The configuration, checked.
    pub config: Arc<Config>,
    /// The database.
    pub database: Database,
    /// Pages.
    pub templates: Arc<Templates>,
    /// The present moment.
    pub clock: Clock,
    /// Forms, organisations and rosters at hand.
    pub directory: Arc<Directory>,
    /// Signs pages and links.
    pub key: SigningKey,
    /// What reading letters goes by.
    pub rules: Rules,
    /// The one stylesheet.
    pub stylesheet: Stylesheet,
    /// How long links and sessions live.
    pub lifetimes: Lifetimes,
    /// The address of this service for people, without a slash at its end.
    pub public_url: String,
    /// Whether people reach it by https.
    pub secure: bool,
    /// How many cards a network may send.
    pub budget: Budget,
    /// Who waits for an answer at this moment.
    pub rush: Arc<Rush>,
    /// What reports count, kept at hand.
    pub reports: Memories,
    /// Tells the worker that something was enqueued. Only a hint: it looks by itself, too.
    pub ring: Arc<dyn Fn() + Send + Sync>,
}
