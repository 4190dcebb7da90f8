//! Lays the layers over each other: file first, variables over it, secret files opened where one is named.
//!
//! Only here is a file opened, and only one that a `…_file` setting names.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::layer::{Found, Layer, Layers, names_in};
use super::problem::{Origin, Problem};
use super::raw::{Raw, quoted};
use super::sections::SECTIONS;
use super::{environment, file};

/// Everything a configuration is made from, handed in by the command line (or a test).
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Name and text of `smilecard.toml`, if there is one.
    pub file: Option<(PathBuf, String)>,
    /// The environment; names that aren't ours are passed over.
    pub environment: BTreeMap<String, OsString>,
}

/// Gathers the layers; the flag says that the file could not be parsed to its end.
pub(super) fn gather(sources: &Sources) -> (Layers, bool) {
    let mut problems = Vec::new();
    let mut torn = false;
    let mut values = Layer::new();
    if let Some((path, text)) = &sources.file {
        let (mut layer, whole) = file::read(path, text, &mut problems);
        torn = !whole;
        open_secret_files(&mut layer, &mut problems);
        values.append(&mut layer);
    }
    let mut layer = environment::read(&sources.environment, &mut problems);
    open_secret_files(&mut layer, &mut problems);
    values.append(&mut layer);
    (Layers { values, problems }, torn)
}

/// Replaces each `…_file` of a layer by what its file holds.
fn open_secret_files(layer: &mut Layer, problems: &mut Vec<Problem>) {
    let secrets = SECTIONS.iter().flat_map(|section| section.keys).filter(|key| key.secret);
    let paths: Vec<String> = secrets
        .flat_map(|key| match key.named {
            true => names_in(layer, key.section).iter().map(|name| key.path_in(Some(name))).collect(),
            false => vec![key.path()],
        })
        .collect();
    for path in paths {
        let twin = format!("{path}_file");
        let Some(named) = layer.remove(&twin) else { continue };
        if named.raw.is_empty_text() {
            continue;
        }
        if let Some(direct) = layer.get(&path) {
            problems.push(Problem {
                key: twin,
                found: format!("set together with {path} ({})", direct.origin),
                remedy: "keep one of the two".to_owned(),
                origin: named.origin,
            });
            continue;
        }
        match secret(&named) {
            Ok(found) => {
                layer.insert(path, found);
            }
            Err((found, remedy)) => {
                problems.push(Problem { key: twin, found, remedy, origin: named.origin });
            }
        }
    }
}

/// The text of a secret file, or what was found and how to put it right.
fn secret(named: &Found) -> Result<Found, (String, String)> {
    let Some(path) = named.raw.text() else {
        return Err((named.raw.found(), "expected the path of a file that holds the secret".to_owned()));
    };
    let path = Path::new(path);
    let text = std::fs::read_to_string(path).map_err(|error| {
        let found = format!("{}, which can't be read ({error})", quoted(&path.to_string_lossy()));
        (found, "expected a file that this user may read".to_owned())
    })?;
    // Editors and `echo` end a file with a line feed that belongs to no secret.
    let text = text.trim_end_matches(['\r', '\n']).to_owned();
    if text.trim().is_empty() {
        let found = format!("{}, an empty file", quoted(&path.to_string_lossy()));
        return Err((found, "expected a file that holds the secret".to_owned()));
    }
    let origin = Origin::SecretFile { path: path.to_owned(), named_by: Box::new(named.origin.clone()) };
    Ok(Found { raw: Raw::Untyped(text), origin })
}
