//! The known key that a mistyped one most likely meant.

use super::sections::SECTIONS;

/// Below this likeness a suggestion would be noise.
const ALIKE: f64 = 0.6;

/// The nearest known `section.key` (or `section.key_file`), if one is near.
pub(super) fn nearest_key(path: &str) -> Option<String> {
    let name = path.rsplit('.').next().unwrap_or(path);
    known(path)
        .map(|(section, key)| {
            let whole = format!("{section}.{key}");
            // The right key in the wrong section is nearer than any misspelling.
            let likeness = if key == name { 0.99 } else { 0.0_f64.max(like(path, &whole)) };
            (likeness, whole)
        })
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, key)| key)
}

/// The nearest known section, if one is near.
pub(super) fn nearest_section(name: &str) -> Option<&'static str> {
    SECTIONS
        .iter()
        .map(|section| (like(name, section.name), section.name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, section)| section)
}

/// Every key that may be meant; those of sections with names only where one of these was begun.
fn known(path: &str) -> impl Iterator<Item = (&'static str, String)> {
    let begun = path.split('.').next().unwrap_or_default();
    SECTIONS.iter().filter(move |section| !section.named || section.name == begun).flat_map(|section| {
        section.keys.iter().flat_map(|key| {
            let twin = key.secret.then(|| (key.section, format!("{}_file", key.name)));
            [Some((key.section, key.name.to_owned())), twin].into_iter().flatten()
        })
    })
}

fn like(one: &str, other: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&one.to_lowercase(), other)
}
