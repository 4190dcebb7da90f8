//! Templates: embedded in the binary, read once, with a folder of the operator's own over them.
//!
//! Files that end in `.html` are escaped by the engine; `.text` and `.subject` are plain text and
//! are not. `| safe` stands nowhere: a test looks for it.

mod filters;
pub mod messages;
pub mod reasons;
pub mod text_wrap;

use crate::error::{Error, Result};
use messages::Messages;
use rust_embed::RustEmbed;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tera::{Context, Kwargs, State, Tera};

#[derive(RustEmbed)]
#[folder = "templates/"]
struct Embedded;

/// Every template, compiled and checked.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    messages: Arc<Messages>,
    answerable: Arc<AtomicBool>,
}

impl Templates {
    /// Reads the embedded templates, and over them those of `override_dir` by the same name.
    ///
    /// # Errors
    /// `Internal` if a template can't be read or doesn't parse, names what isn't there, or if a
    /// file of the folder overrides nothing (a misspelt name would silently do nothing).
    pub fn load(override_dir: Option<&Path>) -> Result<Self> {
        let mut sources = embedded()?;
        if let Some(folder) = override_dir {
            overlay(folder, folder, &mut sources)?;
        }
        let mut tera = Tera::default();
        let messages = Arc::new(Messages::load()?);
        filters::register(&mut tera);
        tera.register_function("t", messages::function(Arc::clone(&messages)));
        let answerable = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&answerable);
        tera.register_function("answerable", move |_: Kwargs, _: &State| asked.load(Ordering::Relaxed));
        tera.add_raw_templates(sources)
            .map_err(|error| Error::internal("A template can't be read.").with_source(error))?;
        Ok(Self { tera, messages, answerable })
    }

    /// Says whether answers by mail can be verified: letters offer them only then.
    #[must_use]
    pub fn answerable(self, yes: bool) -> Self {
        self.answerable.store(yes, Ordering::Relaxed);
        self
    }

    /// What letters say, in every language.
    pub fn messages(&self) -> &Messages {
        &self.messages
    }

    /// Renders a template with what it is given. A `.subject` comes out as one clean line: a line
    /// break in a subject would be a header of somebody else's making.
    ///
    /// # Errors
    /// `Internal` if there is no such template or it uses a value it wasn't given.
    pub fn render(&self, name: &str, given: &impl Serialize) -> Result<String> {
        let context = Context::from_serialize(given)
            .map_err(|error| Error::internal("A page's content can't be read.").with_source(error))?;
        let text = self
            .tera
            .render(name, &context)
            .map_err(|error| Error::internal(format!("The template {name} can't be rendered.")).with_source(error))?;
        Ok(if name.ends_with(".subject") { text_wrap::one_line(&text) } else { text })
    }
}

fn embedded() -> Result<BTreeMap<String, String>> {
    let mut sources = BTreeMap::new();
    for name in Embedded::iter() {
        let data = Embedded::get(&name).map_or(Cow::Borrowed(&b""[..]), |file| file.data);
        sources.insert(name.to_string(), text(&name, data.into_owned())?);
    }
    Ok(sources)
}

fn overlay(root: &Path, folder: &Path, sources: &mut BTreeMap<String, String>) -> Result<()> {
    let unreadable = |error| Error::internal(format!("{} can't be read.", folder.display())).with_source(error);
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            overlay(root, &path, sources)?;
            continue;
        }
        let name: String = path
            .strip_prefix(root)
            .unwrap_or(&path)
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        let Some(source) = sources.get_mut(&name) else {
            return Err(Error::not_found(format!("{name} overrides no template.")));
        };
        let bytes = fs::read(&path)
            .map_err(|error| Error::internal(format!("{} can't be read.", path.display())).with_source(error))?;
        *source = text(&name, bytes)?;
    }
    Ok(())
}

fn text(name: &str, bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes)
        .map_err(|error| Error::internal(format!("The template {name} isn't UTF-8.")).with_source(error))
}
