//! Your letters: when they come, what they tell of, and those that were sent.

use super::search_form::Choice;
use crate::web::shell::{Link, Shell};
use serde::Serialize;

/// `templates/web/manager/subscriptions.html`
#[derive(Debug, Clone, Serialize)]
pub struct SubscriptionsPage {
    /// The frame.
    pub shell: Shell,
    /// What was just done.
    pub done: Option<String>,
    /// What was wrong with what was just tried.
    pub error: Option<String>,
    /// The reader's own letters.
    pub own: Vec<ComingLetter>,
    /// The organisation's other letters, for an admin.
    pub others: Vec<ComingLetter>,
    /// The form for one more of their own.
    pub new: LetterForm,
    /// The form for a letter to a plain address, for an admin.
    pub plain: Option<LetterForm>,
    /// Letters that were sent, newest first.
    pub past: Vec<PastLetter>,
}

/// A letter that comes.
#[derive(Debug, Clone, Serialize)]
pub struct ComingLetter {
    /// Unique on the page.
    pub id: String,
    /// "Every Monday at 07:00"
    pub title: String,
    /// Where it goes.
    pub email: String,
    /// "Europe/London time. Of the Billing line, complaints alone. The next one comes on Monday 30 November."
    pub about: String,
    /// Whether it is stopped.
    pub stopped: bool,
    /// Where stopping it is posted to, or beginning it again.
    pub stop: String,
    /// Its form.
    pub form: LetterForm,
}

/// What can be chosen.
#[derive(Debug, Clone, Serialize)]
pub struct LetterForm {
    /// Unique on the page.
    pub id: String,
    /// Where it is posted to.
    pub action: String,
    /// "Save"
    pub button: String,
    /// Where it goes, if that is asked for.
    pub email: Option<String>,
    /// How often.
    pub cadence: Vec<Choice>,
    /// Days of the week.
    pub weekday: Vec<Choice>,
    /// The day of a monthly letter.
    pub month_day: String,
    /// Hours of the day.
    pub hour: Vec<Choice>,
    /// IANA zone.
    pub zone: String,
    /// Languages.
    pub language: Vec<Choice>,
    /// Kinds of card.
    pub shows: Vec<Choice>,
    /// Teams; empty where there is nothing to choose.
    pub team: Vec<Choice>,
    /// Places; empty where there is nothing to choose.
    pub place: Vec<Choice>,
    /// Whether an empty letter is left out.
    pub skip_empty: bool,
    /// Whether it names those whom no card was about.
    pub absent: bool,
    /// "2026-12-01"; empty without a pause.
    pub paused_until: String,
}

/// A letter that was sent.
#[derive(Debug, Clone, Serialize)]
pub struct PastLetter {
    /// "10 to 16 November", and where it is read.
    pub link: Link,
    /// "31 smiles, 6 complaints, 5 need you"
    pub subject: String,
    /// It was empty and therefore left out.
    pub skipped: bool,
}
