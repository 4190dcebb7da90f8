//! What is wrong with a configuration, said so that it can be put right without a manual.

use std::fmt;
use std::path::PathBuf;

use crate::error::{Error, Kind};

/// Where a value came from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Origin {
    Default,
    /// A line of `smilecard.toml`.
    File {
        path: PathBuf,
        line: usize,
    },
    /// An environment variable.
    Variable(String),
    /// A file that a `…_file` setting names.
    SecretFile {
        path: PathBuf,
        named_by: Box<Origin>,
    },
}

impl Origin {
    fn order(&self) -> (u8, usize) {
        match self {
            Self::File { line, .. } => (0, *line),
            Self::Variable(_) => (1, 0),
            Self::SecretFile { named_by, .. } => named_by.order(),
            Self::Default => (2, 0),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => out.write_str("default"),
            Self::File { path, line } => write!(out, "{} line {line}", path.display()),
            Self::Variable(name) => write!(out, "variable {name}"),
            Self::SecretFile { path, named_by } => write!(out, "{} (named by {named_by})", path.display()),
        }
    }
}

/// One wrong, unknown or missing value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// `section.key`; a whole file's problem has the file's name.
    pub key: String,
    /// What was found, in words that follow "is". Never a secret.
    pub found: String,
    /// How it would be right, a clause of its own.
    pub remedy: String,
    /// `Origin::Default` when nobody set it.
    pub origin: Origin,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.origin != Origin::Default {
            write!(out, "{}: ", self.origin)?;
        }
        write!(out, "{} is {}; {}", self.key, self.found, self.remedy)
    }
}

/// All problems of a configuration, in the order of the file's lines, then variables, then what nobody set.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Vec<Problem>> for Problems {
    fn from(mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|problem| problem.origin.order());
        Self(problems)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => write!(out, "The configuration has a problem:")?,
            many => write!(out, "The configuration has {many} problems:")?,
        }
        self.0.iter().try_for_each(|problem| write!(out, "\n  - {problem}"))
    }
}

impl std::error::Error for Problems {}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::new(Kind::Invalid, problems.to_string())
    }
}
