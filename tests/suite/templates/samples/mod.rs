//! Contexts as in the visual reference: every page and letter, with every branch of its template.

pub mod admin;
pub mod agent;
pub mod letters;
pub mod links;
pub mod looks;
pub mod mailings;
pub mod manager;
pub mod people;
pub mod public;
pub mod replies;
pub mod report;
pub mod roster;

use serde::Serialize;
use serde_json::Value;
use smilecard::domain::wording::dates::Moment;
use smilecard::domain::wording::{Highlight, Words};
use smilecard::web::assets::Stylesheet;
use smilecard::web::shell::{NavItem, Shell};

/// A page or letter to render: a name for its file, its template, what it is given.
pub struct Sample {
    pub name: &'static str,
    pub template: &'static str,
    pub given: Value,
}

impl Sample {
    pub fn new(name: &'static str, template: &'static str, given: &impl Serialize) -> Self {
        Self { name, template, given: serde_json::to_value(given).unwrap() }
    }
}

/// Every sample there is.
pub fn all() -> Vec<Sample> {
    [
        public::samples(),
        agent::samples(),
        manager::samples(),
        people::samples(),
        admin::samples(),
        roster::samples(),
        report::samples(),
        links::samples(),
        letters::samples(),
        looks::samples(),
        replies::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub fn words(text: &str, names: &[&str], complaint: bool) -> Words {
    let highlights: Vec<Highlight> = names
        .iter()
        .filter_map(|name| {
            let start = text.find(name)?;
            Some(Highlight { span: start..start + name.len(), complaint })
        })
        .collect();
    Words::new(text, &highlights)
}

pub fn at(iso: &str, text: &str) -> Moment {
    Moment { iso: iso.to_owned(), text: text.to_owned() }
}

pub fn public_shell() -> Shell {
    Shell::public("Larkspur Mobile", &Stylesheet::build().href, "csrf-token-of-the-page")
}

pub fn signed_in(person: &str, nav_label: &str, nav: &[(&str, &str)]) -> Shell {
    Shell {
        person: Some(person.to_owned()),
        home: nav[0].1.to_owned(),
        nav_label: nav_label.to_owned(),
        nav: nav
            .iter()
            .enumerate()
            .map(|(index, (label, href))| NavItem {
                label: (*label).to_owned(),
                href: (*href).to_owned(),
                current: index == 0,
            })
            .collect(),
        sign_out: Some("/session/end".to_owned()),
        ..public_shell()
    }
}

pub const MOTHER: &str = "My mother is 81 and was close to tears over a bill she could not follow. Derrick went through it with her line by line, found our mistake himself, and never once made her feel slow. She has told the whole street.";
pub const ROUTER: &str = "I rang three times about the same router and explained it from the start each time. On Friday Derrick promised to call back before five. Nobody did.";
