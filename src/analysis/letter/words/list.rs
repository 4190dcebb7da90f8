//! Word lists that stand in text files beside the code: `§ section`, then one word or phrase a line; `@xx` names the
//! language of what follows, `# ` opens a remark. Reading them is all that is done here.

/// The words of a section, each with its language (`""` where it has none), in their order.
///
/// A section that isn't there is an empty list; tests make sure that none is.
#[must_use]
pub fn section(file: &'static str, name: &str) -> Vec<(&'static str, &'static str)> {
    let (mut inside, mut language) = (false, "");
    let mut out = Vec::new();
    for line in file.lines() {
        if let Some(title) = line.strip_prefix("§ ") {
            (inside, language) = (title == name, "");
        } else if let Some(code) = line.strip_prefix('@') {
            language = code.trim_matches('-');
        } else if inside && !line.is_empty() && !line.starts_with("# ") {
            out.push((language, line));
        }
    }
    out
}

/// The same without the languages.
#[must_use]
pub fn words(file: &'static str, name: &str) -> Vec<&'static str> {
    section(file, name).into_iter().map(|(_, word)| word).collect()
}
