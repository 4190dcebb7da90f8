//! What the layers of a configuration hold, before and after they are laid over each other.

use super::SECTIONS;
use super::key::Key;
use super::problem::{Origin, Problem};
use super::raw::Raw;
use std::collections::BTreeMap;

/// A value and where it stood.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub raw: Raw,
    pub origin: Origin,
}

/// The values of one layer by `section.key`.
pub(super) type Layer = BTreeMap<String, Found>;

/// All layers merged, with what was wrong about their shape.
pub(super) struct Layers {
    pub values: Layer,
    pub problems: Vec<Problem>,
}

/// The known key of this name, or the secret whose `…_file` twin it is.
pub(super) fn known(section: &str, name: &str) -> Option<&'static Key> {
    let section = SECTIONS.iter().find(|known| known.name == section)?;
    section.keys.iter().find(|key| key.name == name || (key.secret && name.strip_suffix("_file") == Some(key.name)))
}
