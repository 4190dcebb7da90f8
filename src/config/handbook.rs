//! The configuration in words: the handbook's page, a commented example, and the values in force.
//!
//! All three are drawn from the sections' own declarations.

use std::fmt::Write as _;

use super::key::Key;
use super::problem::Origin;
use super::sections::SECTIONS;
use super::settings::Config;

const FOREWORD: &str = "\
<!-- Written by `smilecard config docs` from src/config; change the comments there. -->
# Configuration

Settings come from three places, each over the one before: the defaults below, the file `smilecard.toml`, and
environment variables. The file is the one that `--config` names, else the one that `SMILECARD_CONFIG` names, else
`smilecard.toml` in the folder the program is started in, if it is there. `smilecard config example` prints one to
begin with.

- A variable is called `SMILECARD_SECTION__KEY`, with two underscores after the section. An empty variable counts as
  not set. In a variable, the items of a list are separated by commas.
- A secret can be kept in a file of its own: `…_file` names it (`SMILECARD_SECTION__KEY_FILE` as a variable). A line
  feed at its end is dropped.
- Of `[imap.NAME]` and `[dkim.NAME]` there may be several; NAME is up to you, in lower-case letters, digits and hyphens.
- An unknown key or variable is refused. `smilecard config check` names every wrong value at once, with the line or
  the variable it came from, and ends with status 78; `serve` checks the same before it starts.
- `smilecard config show` prints the values in force and where each came from. Secrets are never printed.
- Relative paths start at the folder the program is started in.

`serve` starts only with `security.secret_key`, `mail.from`, and `smtp.host` (or `smtp.transport = \"file\"`).
";

/// `docs/configuration.md`.
pub fn markdown() -> String {
    let mut out = FOREWORD.to_owned();
    for section in SECTIONS {
        let named = if section.named { ".NAME" } else { "" };
        let _ = write!(out, "\n## [{}{named}]\n\n{}\n", section.name, sentence(section.about));
        for key in section.keys {
            let _ = write!(out, "\n### {}\n\n{}\n\n", key.path(), sentence(key.about));
            let _ = writeln!(out, "- Value: {}", (key.expected)(key.limits));
            let _ = writeln!(out, "- Default: {}", default_in_words(key));
            let _ = write!(out, "- Variable: `{}`", key.variable());
            if key.secret {
                let _ = write!(out, ", or `{}_FILE`; in the file also `{}_file`", key.variable(), key.name);
            }
            out.push('\n');
        }
    }
    out
}

/// A `smilecard.toml` in which every key stands as a comment with its default.
pub fn example() -> String {
    let mut out = String::from("# Smilecard. Every line is a default; take the # away to change it.\n");
    for section in SECTIONS {
        // A section with a name would be there by its heading alone: all of it is a comment.
        let (heading, mark) = match section.named {
            true => (format!("#   [{}.support]", section.name), "#   "),
            false => (format!("[{}]", section.name), "#"),
        };
        let _ = write!(out, "\n# {}\n{heading}\n", sentence(section.about));
        for key in section.keys {
            for line in key.about {
                let _ = writeln!(out, "# {}", line.trim());
            }
            let _ = writeln!(out, "{mark}{} = {}", key.name, (key.shown_default)(key));
            if key.secret && key.default.is_empty() {
                let _ = writeln!(out, "{mark}{}_file = \"\"", key.name);
            }
        }
    }
    out
}

/// The values in force as TOML, each with its origin; secrets are replaced.
pub fn show(config: &Config) -> String {
    let mut out = String::new();
    for (section, values) in config.values() {
        let _ = writeln!(out, "{}[{section}]", if out.is_empty() { "" } else { "\n" });
        for (name, value) in values {
            let origin = match config.origin(&format!("{section}.{name}")) {
                Origin::Default => String::new(),
                set => format!("  # {set}"),
            };
            let _ = writeln!(out, "{name} = {value}{origin}");
        }
    }
    out
}

fn sentence(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

fn default_in_words(key: &Key) -> String {
    match (key.shown_default)(key).as_str() {
        "\"\"" => "none".to_owned(),
        value => format!("`{value}`"),
    }
}
