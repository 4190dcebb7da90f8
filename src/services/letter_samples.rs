//! Every letter with sample data, in each language that there is: for whoever writes texts, and for whoever wonders what
//! their people and customers get.

use super::digest;
use crate::error::{Error, Result};
pub use crate::mail::letters::Rendered;
pub use crate::mail::letters::samples::Sample;
use crate::mail::letters::samples::{self, NAMES};
use crate::render::Templates;
use std::sync::Arc;

/// The name of the weekly letter among the samples.
pub const DIGEST: &str = "digest";

/// Every letter that there is, in the order of a card's way; the weekly letter, which tells of all of them, first.
pub fn names() -> impl Iterator<Item = &'static str> {
    std::iter::once(DIGEST).chain(NAMES)
}

/// The letters of one set of templates.
#[derive(Clone, Debug)]
pub struct Samples(Arc<Templates>);

impl Samples {
    /// Those of these templates.
    pub fn of(templates: &Arc<Templates>) -> Self {
        Self(Arc::clone(templates))
    }

    /// Those that are built in.
    ///
    /// # Errors
    /// `Internal` when a template can't be read.
    pub fn built_in() -> Result<Self> {
        Ok(Self(Arc::new(Templates::load(None)?)))
    }

    /// The languages: code and own name.
    ///
    /// # Errors
    /// `Internal` when a language doesn't say its name.
    pub fn languages(&self) -> Result<Vec<(String, String)>> {
        let messages = self.0.messages();
        messages.languages().map(|code| Ok((code.to_owned(), messages.plain(code, "language")?))).collect()
    }

    /// One letter in a language.
    ///
    /// # Errors
    /// `NotFound` for a letter or language that there isn't.
    pub fn letter(&self, name: &str, language: &str, public_url: &str) -> Result<Rendered> {
        let messages = self.0.messages();
        if !messages.languages().any(|known| known == language) {
            let known: Vec<&str> = messages.languages().collect();
            return Err(Error::not_found(format!(
                "There are no letters in \"{language}\". There are: {}.",
                known.join(", ")
            )));
        }
        self.with(name, language, &Sample::of(messages, language)?, public_url)
    }

    /// The same with what people have written taken from `sample`.
    ///
    /// # Errors
    /// `NotFound` for a letter that there isn't; `Internal` as rendering.
    pub fn with(&self, name: &str, language: &str, sample: &Sample, public_url: &str) -> Result<Rendered> {
        match name {
            DIGEST => digest::sample(&self.0, language, sample, public_url),
            name if NAMES.contains(&name) => samples::render(name, language, sample, public_url, &self.0),
            name => {
                let known: Vec<&str> = names().collect();
                Err(Error::not_found(format!("There is no letter {name}. There are: {}.", known.join(", "))))
            }
        }
    }
}
