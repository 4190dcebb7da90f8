//! `[log]`: how much is logged, and in which shape.

use super::raw::{Limits, Raw, toml_text};
use super::section::section;
use super::setting::{Setting, choice};

section! {
    /// What is written to standard error. Addresses are always masked there.
    "log" => LogSettings {
        /// `text` for people, `json` for machines: one object a line.
        format: LogFormat = "text";
        /// `error`, `warn`, `info`, `debug` or `trace`, and finer: `info,smilecard::worker=debug`.
        level: LogLevel = "info";
    }
}

choice! {
    /// The shape of a log line.
    LogFormat {
        /// For people.
        Text = "text",
        /// One JSON object a line.
        Json = "json",
    }
}

/// A default level, then `target=level` pairs, each checked: a log filter takes a misspelt level for the name of a
/// module and would fall silent without a word.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LogLevel(String);

const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];

impl LogLevel {
    /// The directives as tracing's filter reads them.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Setting for LogLevel {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        let text = raw.text()?.to_ascii_lowercase();
        let directive = |directive: &str| match directive.trim().split_once('=') {
            None => LEVELS.contains(&directive.trim()),
            Some((target, level)) => {
                let path = !target.is_empty()
                    && target.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_:-".contains(&byte));
                path && LEVELS.contains(&level)
            }
        };
        text.split(',').all(directive).then(|| Self(text.replace(' ', "")))
    }

    fn expected(_: Limits) -> String {
        "off, error, warn, info, debug or trace, and perhaps module=level pairs after a comma".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(&self.0)
    }
}
