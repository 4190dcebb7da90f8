//! What stands around every page: the stylesheet, the organisation, who is signed in, where to go.

use crate::store::logos::LogoFacts;
use serde::Serialize;

/// A mark from the sprite, by its symbol's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// A smile in a circle.
    Praise,
    /// A straight line in a square.
    Complaint,
    /// The square with the smile: put right.
    Right,
    /// A question in a broken circle: a mention nobody could place.
    Who,
}

/// One entry of the navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavItem {
    /// What is read.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// True on the page it leads to.
    pub current: bool,
}

/// A link with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What is read.
    pub text: String,
}

/// The organisation's picture on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// Its address.
    pub src: String,
    /// What it says to whoever doesn't see it; empty where the name stands beside it.
    pub alt: String,
    /// In pixels of a page.
    pub width: i32,
    /// In pixels of a page.
    pub height: i32,
    /// Whether the organisation's name can be read in it, and need not stand beside it.
    pub named: bool,
}

impl Picture {
    /// The picture of an organisation; drawn at twice the size that it is shown in, for sharp screens.
    pub fn of(facts: &LogoFacts, organisation: &str) -> Self {
        Self {
            src: format!("/logo/{}.png", facts.hash),
            alt: if facts.named { organisation.to_owned() } else { String::new() },
            width: (facts.width + 1) / 2,
            height: (facts.height + 1) / 2,
            named: facts.named,
        }
    }
}

/// The frame of a page.
#[derive(Default, Debug, Clone, Serialize)]
pub struct Shell {
    /// Language of the page, BCP 47.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// Address of the stylesheet, with its content hash.
    pub stylesheet: String,
    /// Addresses of small modules that improve the page; none is needed.
    pub scripts: Vec<String>,
    /// The organisation's name.
    pub organisation: String,
    /// Its picture, on pages for customers and what is printed for them.
    pub logo: Option<Picture>,
    /// Who is signed in, by name; nobody on a public page.
    pub person: Option<String>,
    /// Where the brand leads, when somebody is signed in.
    pub home: String,
    /// The navigation's name for screen readers.
    pub nav_label: String,
    /// The navigation; empty on a public page.
    pub nav: Vec<NavItem>,
    /// Hidden in every form that is posted.
    pub csrf: String,
    /// Where signing out is posted to; none when nobody is signed in.
    pub sign_out: Option<String>,
}

impl Shell {
    /// The frame of a page that needs no account.
    pub fn public(organisation: &str, stylesheet: &str, csrf: &str) -> Self {
        Self {
            lang: "en".to_owned(),
            dir: "ltr".to_owned(),
            stylesheet: stylesheet.to_owned(),
            scripts: Vec::new(),
            organisation: organisation.to_owned(),
            logo: None,
            person: None,
            home: String::new(),
            nav_label: String::new(),
            nav: Vec::new(),
            csrf: csrf.to_owned(),
            sign_out: None,
        }
    }
}
