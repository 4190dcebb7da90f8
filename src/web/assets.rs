//! Static files, embedded; the stylesheets of all components as one, named by what is in it.
//!
//! Order among files matters only inside a layer; `layers.css` comes first and fixes theirs.

use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest as _, Sha256};

#[derive(RustEmbed)]
#[folder = "static/"]
struct Static;

/// Components in the order they are joined. A test finds a file that is missing here.
const SHEETS: [&str; 18] = [
    "layers", "tokens", "base", "layout", "marks", "masthead", "surfaces", "words", "buttons", "fields", "lists",
    "figures", "public", "agent", "inbox", "people", "poster", "print",
];

/// The one stylesheet of every page.
#[derive(Debug, Clone)]
pub struct Stylesheet {
    /// The text that is sent.
    pub body: String,
    /// Twelve hexadecimal digits of its SHA-256: the ETag, and the `v` of its address.
    pub hash: String,
    /// Its address; a year's caching is safe, since other text has another address.
    pub href: String,
}

impl Stylesheet {
    /// Joins the component files.
    pub fn build() -> Self {
        let mut body = String::new();
        for name in SHEETS {
            if let Some(file) = Static::get(&format!("css/{name}.css")) {
                body.push_str(&String::from_utf8_lossy(&file.data));
            }
        }
        let hash: String = Sha256::digest(&body).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let href = format!("/static/smilecard.css?v={hash}");
        Self { body, hash, href }
    }
}

/// The address of a module under `static/js/`, named by what is in it.
pub fn script(name: &str) -> String {
    let path = format!("js/{name}.js");
    let body = Static::get(&path).map(|file| file.data).unwrap_or_default();
    let hash: String = Sha256::digest(&body).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("/static/{path}?v={hash}")
}

/// Finds a static file other than a stylesheet, by its path under `static/`.
pub fn file(path: &str) -> Option<EmbeddedFile> {
    if path.starts_with("css/") { None } else { Static::get(path) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_component_is_in_the_stylesheet() {
        let mut found: Vec<String> = Static::iter()
            .filter_map(|name| name.strip_prefix("css/")?.strip_suffix(".css").map(str::to_owned))
            .collect();
        let mut listed: Vec<String> = SHEETS.iter().map(|name| (*name).to_owned()).collect();
        found.sort();
        listed.sort();
        assert_eq!(found, listed);
    }

    #[test]
    fn the_stylesheet_fetches_nothing_and_stays_small() {
        let sheet = Stylesheet::build();
        assert!(!sheet.body.contains("url(") && !sheet.body.contains("@import"));
        assert!(sheet.body.len() < 24_000, "{}", sheet.body.len());
        assert!(sheet.body.matches('{').count() == sheet.body.matches('}').count());
        assert_eq!(sheet.href, format!("/static/smilecard.css?v={}", sheet.hash));
    }

    #[test]
    fn component_files_are_not_served_one_by_one() {
        assert!(file("css/base.css").is_none());
        assert!(file("favicon.svg").is_some());
    }
}
