//! Pages with one thing to say: this address leads nowhere, something failed.

use crate::web::shell::{Link, Shell};
use serde::Serialize;

/// `templates/web/public/gone.html` and `templates/web/public/error.html`
#[derive(Debug, Clone, Serialize)]
pub struct NoticePage {
    /// The frame.
    pub shell: Shell,
    /// One sentence.
    pub heading: String,
    /// What to do now.
    pub lead: String,
    /// A way on, if there is one.
    pub onward: Option<Link>,
    /// What to quote when asking for help (the request's id); shown on errors only.
    pub reference: Option<String>,
}

impl NoticePage {
    /// A page that isn't there, or isn't for the one who asks: both look the same.
    pub fn not_found(shell: Shell) -> Self {
        Self {
            shell,
            heading: "There is nothing at this address.".to_owned(),
            lead: "The link may be old, or a letter of it may be missing. Try the link again from \
                   where you found it."
                .to_owned(),
            onward: None,
            reference: None,
        }
    }

    /// A sign-in link that was used before or is too old.
    pub fn link_used(shell: Shell, sign_in: &str) -> Self {
        Self {
            shell,
            heading: "This link no longer works.".to_owned(),
            lead: "A sign-in link works once, for 15 minutes. Ask for another; it takes a moment.".to_owned(),
            onward: Some(Link { href: sign_in.to_owned(), text: "Email me a new link".to_owned() }),
            reference: None,
        }
    }

    /// Too much at once.
    pub fn too_many(shell: Shell) -> Self {
        Self {
            shell,
            heading: "That was a lot at once.".to_owned(),
            lead: "Wait a minute, then go back and send it again. What you wrote is still on the \
                   page before this one."
                .to_owned(),
            onward: None,
            reference: None,
        }
    }

    /// The house is busy for a moment.
    pub fn busy(shell: Shell) -> Self {
        Self {
            shell,
            heading: "We could not take that just now.".to_owned(),
            lead: "Nothing was stored. Go back and send it again in a minute; what you wrote is \
                   still on the page before this one."
                .to_owned(),
            onward: None,
            reference: None,
        }
    }

    /// Our own fault.
    pub fn fault(shell: Shell, reference: &str) -> Self {
        Self {
            shell,
            heading: "Something broke, and it was not you.".to_owned(),
            lead: "Go back and try once more. If it happens again, tell us the number below.".to_owned(),
            onward: None,
            reference: Some(reference.to_owned()),
        }
    }
}
