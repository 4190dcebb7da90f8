//! Hands each section its values, typed, and remembers what was wrong.
//!
//! A wrong value is replaced by the default for the time of the check, so that one slip doesn't hide the next.

use std::collections::{BTreeMap, BTreeSet};

use super::key::Key;
use super::layer::{Found, Layer, Layers, names_in};
use super::problem::{Origin, Problem};
use super::raw::Raw;
use super::setting::Setting;

pub(super) struct Reader {
    values: Layer,
    problems: Vec<Problem>,
    wrong: BTreeSet<String>,
    origins: BTreeMap<String, Origin>,
    /// Which of several sections is being read.
    name: Option<String>,
}

impl Reader {
    pub fn new(layers: Layers) -> Self {
        let wrong = layers.problems.iter().map(|problem| unfiled(&problem.key)).collect();
        Self { values: layers.values, problems: layers.problems, wrong, origins: BTreeMap::new(), name: None }
    }

    /// Reads each of the sections `[section.name]`; `None` as [`Reader::take`] gives it.
    pub fn each<T>(&mut self, section: &str, read: impl Fn(&mut Self) -> Option<T>) -> Option<BTreeMap<String, T>> {
        let mut all = Vec::new();
        for name in names_in(&self.values, section) {
            self.name = Some(name.clone());
            all.push(read(self).map(|settings| (name, settings)));
        }
        self.name = None;
        all.into_iter().collect()
    }

    /// The value of a key, or its default. `None` only if the built-in default itself is wrong.
    pub fn take<T: Setting>(&mut self, key: &Key) -> Option<T> {
        let path = key.path_in(self.name.as_deref());
        if let Some(Found { raw, origin }) = self.values.remove(&path) {
            self.origins.insert(path.clone(), origin.clone());
            if let Some(value) = T::read(&raw, key.limits) {
                return Some(value);
            }
            self.reject(&path, T::found(&raw), T::expected(key.limits), origin);
        }
        let value = T::read(&Raw::Untyped(key.default.to_owned()), key.limits);
        if value.is_none() {
            let found = format!("by default {:?}", key.default);
            self.reject(&path, found, T::expected(key.limits), Origin::Default);
        }
        value
    }

    fn reject(&mut self, path: &str, found: String, expected: String, origin: Origin) {
        self.wrong.insert(path.to_owned());
        let remedy = format!("expected {expected}");
        self.problems.push(Problem { key: path.to_owned(), found, remedy, origin });
    }

    /// The keys that were wrong, the origins of those that were set, and the problems.
    pub fn finish(self) -> (BTreeSet<String>, BTreeMap<String, Origin>, Vec<Problem>) {
        (self.wrong, self.origins, self.problems)
    }
}

/// A wrong `…_file` makes its secret wrong.
fn unfiled(key: &str) -> String {
    key.strip_suffix("_file").unwrap_or(key).to_owned()
}
