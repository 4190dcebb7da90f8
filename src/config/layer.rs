//! What the layers of a configuration hold, before and after they are laid over each other.

use super::problem::{Origin, Problem};
use super::raw::Raw;
use std::collections::{BTreeMap, BTreeSet};

/// A value and where it stood.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub raw: Raw,
    pub origin: Origin,
}

/// The values of one layer by `section.key`, or by `section.name.key` where each section has a name.
pub(super) type Layer = BTreeMap<String, Found>;

/// The names of the sections `[section.name]` that a layer sets something in.
pub(super) fn names_in(layer: &Layer, section: &str) -> BTreeSet<String> {
    let named = |path: &String| {
        let rest = path.strip_prefix(section)?.strip_prefix('.')?;
        rest.split_once('.').map(|(name, _)| name.to_owned())
    };
    layer.keys().filter_map(named).collect()
}

/// Whether a section may be called so: what fits into a variable, a log line and a column of a terminal.
pub(super) fn is_name(name: &str) -> bool {
    (1..=32).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// All layers merged, with what was wrong about their shape.
pub(super) struct Layers {
    pub values: Layer,
    pub problems: Vec<Problem>,
}
