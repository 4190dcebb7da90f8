//! Finds the configuration file and reads the environment: the only place that does either.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::config::Sources;
use crate::error::{Error, Kind, Result};

/// The file that is read when nobody names one.
const FILE: &str = "smilecard.toml";

/// Gathers what the configuration is made from. `named` is the argument of `--config`.
///
/// # Errors
/// `Invalid` if a file that was named can't be read, or the one in this folder is there and can't be read.
pub fn sources(named: Option<&Path>) -> Result<Sources> {
    #[expect(clippy::disallowed_methods, reason = "this is the room that reads the environment")]
    let variables = std::env::vars_os();
    let environment: BTreeMap<_, _> =
        variables.filter_map(|(name, value)| Some((name.into_string().ok()?, value))).collect();
    let named = named
        .map(PathBuf::from)
        .or_else(|| environment.get("SMILECARD_CONFIG").filter(|path| !path.is_empty()).map(PathBuf::from));
    let file = match named {
        Some(path) => Some((read(&path)?, path)),
        None if Path::new(FILE).exists() => Some((read(Path::new(FILE))?, PathBuf::from(FILE))),
        None => None,
    };
    Ok(Sources { file: file.map(|(text, path)| (path, text)), environment })
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| {
        let message = format!("The configuration file {} can't be read: {error}", path.display());
        Error::new(Kind::Invalid, message).with_source(error)
    })
}

/// The word of the command line that names the command.
pub fn first_argument() -> Option<String> {
    let mut words = std::env::args().skip(1);
    loop {
        match words.next()? {
            word if word == "--config" => drop(words.next()),
            word if word.starts_with("--config=") => {}
            word => return Some(word),
        }
    }
}

/// One variable of the environment, also an empty one: what mail servers pass beside a letter.
pub fn variable(name: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "this is the room that reads the environment")]
    std::env::var(name).ok()
}
