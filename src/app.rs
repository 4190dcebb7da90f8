//! The composition root: builds the database, the templates and the clock from the configuration. The only file that
//! knows them all.

use crate::clock::Clock;
use crate::config::{Config, MailDomain, Sender, Senders};
use crate::domain::token::SigningKey;
use crate::error::{Error, Result};
use crate::intake::imap::Mailboxes;
use crate::intake::inquiry::ByDns;
use crate::intake::reader;
use crate::mail::Mailer;
use crate::mail::dkim::{Key, Keys};
use crate::render::Templates;
use crate::services::directory::Directory;
use crate::services::letters_in::{Direct, Rules};
use crate::services::report::Memories;
use crate::services::rush::Rush;
use crate::services::sign_in::Lifetimes;
use crate::store::{Database, Sizes, organisations};
use crate::web::assets::Stylesheet;
use crate::web::budget::Budget;
use crate::web::state::State;
use crate::worker::{Back, Pace, Stamp, Tools, Worker};
use jiff::SignedDuration;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Everything that commands and adapters share.
#[derive(Clone)]
pub struct App {
    /// The configuration, checked.
    pub config: Arc<Config>,
    /// The database.
    pub database: Database,
    /// Pages and letters.
    pub templates: Arc<Templates>,
    /// The present moment.
    pub clock: Clock,
    /// Forms, organisations and rosters at hand.
    pub directory: Arc<Directory>,
    /// Signs pages and links.
    pub key: SigningKey,
    /// Who waits for an answer at this moment.
    pub rush: Arc<Rush>,
}

impl App {
    /// Opens everything that the configuration names.
    ///
    /// # Errors
    /// `Unavailable` when the database can't be reached; `Internal` when a template can't be read.
    pub fn build(config: Config, clock: Clock) -> Result<Self> {
        let sizes = Sizes { pool: config.database.pool_size, queue: config.database.queue_length };
        let database = Database::open(&config.database.url, sizes)?;
        let key = signing_key(&config, &database)?;
        let templates = Arc::new(Templates::load(None)?.answerable(answerable(&config)));
        let rush = Arc::new(Rush::new(config.worker.rush_from));
        Ok(Self { config: Arc::new(config), database, templates, clock, directory: Arc::default(), key, rush })
    }

    /// The address of this service for people, without a slash at its end.
    pub fn public_url(&self) -> &str {
        self.config.server.public_url.as_str().trim_end_matches('/')
    }

    /// What background work is done with.
    ///
    /// # Errors
    /// `Invalid` when nobody is named whom letters come from.
    pub fn tools(&self, mailer: Mailer) -> Result<Tools> {
        let from =
            self.config.mail.from.clone().ok_or_else(|| Error::invalid("Say whom letters come from: mail.from."))?;
        let (directory, large) = (Arc::clone(&self.directory), Mutex::new(()));
        let rules = self.rules();
        Ok(Tools {
            database: self.database.clone(),
            templates: Arc::clone(&self.templates),
            mailer,
            clock: self.clock.clone(),
            from,
            public_url: self.public_url().to_owned(),
            lifetimes: self.lifetimes(),
            pace: Pace::from(&self.config.worker),
            directory: Arc::clone(&self.directory),
            rush: Arc::clone(&self.rush),
            read_letter: Arc::new(move |database, organisation, id, now| {
                reader::read(&directory, &large, database, &rules, organisation, id, now)
            }),
            back: Some(Back {
                key: self.key.clone(),
                tagged: self.config.mail.tag_bounces,
                bounces: self.config.mail.bounces.as_ref().map(|sender| sender.address().to_owned()),
                believed: answerable(&self.config),
            }),
            stamp: Stamp { keys: self.keys()?, sign_in: self.config.mail.sign_in_from.clone() },
        })
    }

    /// The keys that letters are signed with.
    ///
    /// # Errors
    /// `Invalid` when one can't be read.
    pub fn keys(&self) -> Result<Keys> {
        keys(&self.config)
    }

    /// Begins to fetch letters from the configured mailboxes.
    ///
    /// # Errors
    /// As [`Mailboxes::start`].
    pub fn mailboxes(&self, worker: &Worker) -> Result<Mailboxes> {
        let bell = worker.bell();
        Mailboxes::start(&self.config.imap, &self.database, &self.clock, Arc::new(move || bell.ring()))
    }

    /// What web handlers use.
    pub fn web_state(&self, worker: &Worker) -> Arc<State> {
        let bell = worker.bell();
        Arc::new(State {
            config: Arc::clone(&self.config),
            database: self.database.clone(),
            templates: Arc::clone(&self.templates),
            clock: self.clock.clone(),
            directory: Arc::clone(&self.directory),
            key: self.key.clone(),
            rules: self.rules(),
            stylesheet: Stylesheet::build(),
            lifetimes: self.lifetimes(),
            public_url: self.public_url().to_owned(),
            secure: self.config.server.public_url.is_https(),
            budget: Budget::new(&self.config.form),
            rush: Arc::clone(&self.rush),
            reports: Memories::default(),
            ring: Arc::new(move || bell.ring()),
        })
    }

    /// What reading letters goes by.
    pub fn rules(&self) -> Rules {
        Rules {
            key: self.key.clone(),
            authserv_id: self.config.mail.authserv_id.as_ref().map(|id| id.as_str().to_owned()),
            direct: self.direct(),
            unverified_forwards: self.config.mail.unverified_forwards,
        }
    }

    fn direct(&self) -> Direct {
        let settings = &self.config.smtp_in;
        match settings.senders {
            Senders::None => Direct::Nobody,
            Senders::Trust => Direct::OurServer,
            Senders::Check => Direct::Inquiry(Arc::new(ByDns::new(
                settings.resolver,
                Duration::from_secs(settings.dns_timeout_s),
                self.config.mail_name().to_owned(),
            ))),
        }
    }

    /// How long links and sessions live.
    pub fn lifetimes(&self) -> Lifetimes {
        let security = &self.config.security;
        let span = |duration| SignedDuration::try_from(duration).unwrap_or(SignedDuration::from_hours(1));
        Lifetimes {
            link: span(security.sign_in()),
            idle: span(security.session_idle()),
            absolute: span(security.session_absolute()),
        }
    }
}

/// The keys that letters are signed with, as they are configured.
///
/// # Errors
/// `Invalid` when one can't be read.
pub fn keys(config: &Config) -> Result<Keys> {
    each_key(config).collect::<Result<Vec<Key>>>().map(Keys::new)
}

/// Those of them that can be read.
pub fn keys_that_can_be_read(config: &Config) -> Keys {
    Keys::new(each_key(config).filter_map(Result::ok).collect())
}

fn each_key(config: &Config) -> impl Iterator<Item = Result<Key>> {
    let own = config.mail.from.as_ref().map_or("", Sender::domain);
    config.dkim.iter().filter_map(move |(selector, settings)| {
        let domain = settings.domain.as_ref().map_or(own, MailDomain::as_str);
        settings.key.as_ref().map(|key| Key::read(selector, domain, key.expose()))
    })
}

/// Whether anybody vouches for the senders of answers: our mail server, or DNS for what comes by SMTP.
fn answerable(config: &Config) -> bool {
    config.mail.authserv_id.is_some() || matches!(config.smtp_in.senders, Senders::Check)
}

/// The configured key, or for commands and the demo one that the database keeps, the same for every instance on it.
fn signing_key(config: &Config, database: &Database) -> Result<SigningKey> {
    if let Some(secret) = &config.security.secret_key {
        return Ok(SigningKey::derive(secret.bytes()));
    }
    let mut fresh = [0_u8; 32];
    getrandom::fill(&mut fresh)
        .map_err(|cause| Error::unavailable("No random numbers can be had right now.").with_source(cause))?;
    let kept = database.write(move |connection| {
        organisations::keep_instance_value(connection, "signing key", &fresh)?;
        organisations::instance_value(connection, "signing key")
    })?;
    Ok(SigningKey::derive(&kept.unwrap_or_else(|| fresh.to_vec())))
}
