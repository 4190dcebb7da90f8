//! One setting as the table of known keys sees it.

use super::raw::Limits;

/// One setting as the table of known keys sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub section: &'static str,
    pub name: &'static str,
    /// The doc comment, one entry per line.
    pub about: &'static [&'static str],
    /// As it would stand in an environment variable; empty: none.
    pub default: &'static str,
    pub limits: Limits,
    /// Accepts a `…_file` twin.
    pub secret: bool,
    pub expected: fn(Limits) -> String,
    /// The default as TOML.
    pub shown_default: fn(&Key) -> String,
}

impl Key {
    /// `section.key`
    pub fn path(&self) -> String {
        format!("{}.{}", self.section, self.name)
    }

    /// `SMILECARD_SECTION__KEY`
    pub fn variable(&self) -> String {
        format!("SMILECARD_{}__{}", self.section.to_uppercase(), self.name.to_uppercase())
    }
}
