//! One setting as the table of known keys sees it.

use super::raw::Limits;

/// One setting as the table of known keys sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub section: &'static str,
    /// Its section is one of several, each with a name.
    pub named: bool,
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
    /// `section.key`, or `section.NAME.key` where each section has a name.
    pub fn path(&self) -> String {
        self.path_in(self.named.then_some("NAME"))
    }

    /// `section.key`, or `section.name.key` in the section of this name.
    pub fn path_in(&self, name: Option<&str>) -> String {
        match name {
            Some(name) => format!("{}.{name}.{}", self.section, self.name),
            None => format!("{}.{}", self.section, self.name),
        }
    }

    /// `SMILECARD_SECTION__KEY`, or `SMILECARD_SECTION__NAME__KEY`.
    pub fn variable(&self) -> String {
        let name = if self.named { "NAME__" } else { "" };
        format!("SMILECARD_{}__{name}{}", self.section.to_uppercase(), self.name.to_uppercase())
    }
}
