//! The environment as a layer: `SMILECARD_SECTION__KEY`, and `DATABASE_URL` as every platform sets it.
//!
//! A variable with two underscores that names nothing is refused like an unknown key. An empty variable counts as
//! not set, because container files pass `${UNSET:-}` on as an empty text.

use std::collections::BTreeMap;
use std::ffi::OsString;

use super::key::Key;
use super::layer::{Found, Layer, is_name};
use super::problem::{Origin, Problem};
use super::raw::Raw;
use super::sections::{SECTIONS, known};
use super::suggest::nearest_key;

const PREFIX: &str = "SMILECARD_";

/// Says which file to read; used by the command line before there is a configuration.
const CONFIG_FILE: &str = "SMILECARD_CONFIG";

/// Kubernetes sets these for a Service that is called "smilecard"; they are no slip of the operator.
const SERVICE_LINKS: [&str; 2] = ["SMILECARD_PORT", "SMILECARD_SERVICE_"];

/// What the tests are told by. A program that a test starts without clearing its environment must not stumble over it.
const TEST: &str = "SMILECARD_TEST_";

/// Names of other programs' making that mean one of our keys.
const ALIASES: [(&str, &str); 2] = [("DATABASE_URL", "database.url"), ("DATABASE_URL_FILE", "database.url_file")];

pub(super) fn read(environment: &BTreeMap<String, OsString>, problems: &mut Vec<Problem>) -> Layer {
    let mut layer = Layer::new();
    for (name, value) in environment {
        let Some(path) = path_of(name, problems) else { continue };
        let origin = Origin::Variable(name.clone());
        let Some(text) = value.to_str() else {
            problems.push(Problem {
                key: path,
                found: "not UTF-8".to_owned(),
                remedy: "expected text in UTF-8".to_owned(),
                origin,
            });
            continue;
        };
        if text.trim().is_empty() {
            continue;
        }
        let found = Found { raw: Raw::Untyped(text.to_owned()), origin };
        match layer.get(&path) {
            Some(earlier) if earlier.raw != found.raw => problems.push(Problem {
                key: path,
                found: format!("also set by {} to another value", earlier.origin),
                remedy: "keep one of the two".to_owned(),
                origin: found.origin,
            }),
            _ => {
                layer.insert(path, found);
            }
        }
    }
    layer
}

/// The `section.key` that a variable sets; `None` for what isn't ours or is refused.
fn path_of(name: &str, problems: &mut Vec<Problem>) -> Option<String> {
    if let Some((_, path)) = ALIASES.iter().find(|(alias, _)| *alias == name) {
        return Some((*path).to_owned());
    }
    let rest = name.strip_prefix(PREFIX)?;
    if name == CONFIG_FILE || name.starts_with(TEST) {
        return None;
    }
    let Some((section, key)) = rest.split_once("__") else {
        let link = SERVICE_LINKS.iter().any(|link| name.starts_with(link));
        if !link {
            problems.push(unknown(name, &rest.to_lowercase().replacen('_', ".", 1)));
        }
        return None;
    };
    let (section, key) = (section.to_lowercase(), key.to_lowercase());
    let path = format!("{section}.{key}");
    let named = SECTIONS.iter().any(|known| known.named && known.name == section);
    if let Some((name, key)) = key.split_once("__").filter(|_| named)
        && is_name(name)
        && known(&section, key).is_some()
    {
        return Some(format!("{section}.{name}.{key}"));
    }
    if known(&section, &key).is_some() && !named {
        return Some(path);
    }
    problems.push(unknown(name, &path));
    None
}

fn unknown(name: &str, path: &str) -> Problem {
    let remedy = nearest_key(path).and_then(|near| variable(&near)).map_or_else(
        || "variables are called SMILECARD_SECTION__KEY".to_owned(),
        |near| format!("did you mean {near}?"),
    );
    Problem { key: path.to_owned(), found: "unknown".to_owned(), remedy, origin: Origin::Variable(name.to_owned()) }
}

/// The variable of a known key, `…_FILE` for the twin of a secret.
fn variable(path: &str) -> Option<String> {
    let (section, name) = path.split_once('.')?;
    let key: &Key = known(section, name)?;
    Some(if key.name == name { key.variable() } else { format!("{}_FILE", key.variable()) })
}
