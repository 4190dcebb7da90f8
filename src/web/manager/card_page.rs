//! One card: the words, why somebody was tagged, and what can be done about it.

use super::card_list::{CardList, OwnerChoice, Triage, Undo};
use super::post_page::CardPost;
use crate::domain::wording::dates::Moment;
use crate::domain::wording::{Segment, Words};
use crate::web::shell::{Link, Mark, Shell};
use serde::Serialize;

/// `templates/web/manager/card.html`
#[derive(Debug, Clone, Serialize)]
pub struct CardPage {
    /// The frame.
    pub shell: Shell,
    /// The list beside it on a wide screen.
    pub inbox: CardList,
    /// The card.
    pub card: CardDetail,
    /// Back to the list it was opened from.
    pub back: String,
}

/// Everything about one card that its reader may see and do.
#[derive(Debug, Clone, Serialize)]
pub struct CardDetail {
    /// The card's address; what is done about it is posted beneath: `…/owner`, `…/kind`,
    /// `…/release`, `…/closure`.
    pub path: String,
    /// "4182"
    pub number: String,
    /// Which mark.
    pub mark: Mark,
    /// "Complaint about Derrick Hale"
    pub title: String,
    /// Status, owner, age, and when an answer is due.
    pub facts: Vec<Fact>,
    /// True if the reader can take the card on (`POST …/owner`).
    pub can_take: bool,
    /// True if it can be marked as answered (`POST …/answer`).
    pub can_answer: bool,
    /// What the mail's subject said; none on a form.
    pub subject: Option<String>,
    /// The customer's words.
    pub words: Words,
    /// Who wrote it, when they said so.
    pub customer: Option<Customer>,
    /// "Saturday 15 November, 16:42, by the form"
    pub sent: Moment,
    /// What the customer wrote under "Who helped you?", when nobody could be found by it.
    pub named: Option<String>,
    /// Who still has to be found.
    pub triage: Vec<Triage>,
    /// Answers that can be taken back.
    pub undo: Vec<Undo>,
    /// Why each person was tagged.
    pub why: Vec<Why>,
    /// What else the card could be: posted to `…/kind`.
    pub kinds: Vec<KindChoice>,
    /// To whom it can be shown: posted to `…/release`. Complaints only.
    pub releases: Vec<Release>,
    /// Marking it as put right, or the word that it was.
    pub closure: Closure,
    /// True if it is new and the reader can mark it as seen (`POST …/seen`).
    pub can_see: bool,
    /// To whom it can be given (`POST …/owner`).
    pub owners: Vec<OwnerChoice>,
    /// What it is about (`POST …/about`); none for praise.
    pub about: Option<About>,
    /// Whether the customer was asked if it was put right, and what they said.
    pub asked_right: Option<String>,
    /// True if the reader can write a note (`POST …/notes`).
    pub can_note: bool,
    /// Colleagues who can be let know of a note.
    pub tell: Vec<OwnerChoice>,
    /// The note as it was typed, when it is handed back.
    pub note: String,
    /// What happened so far.
    pub trail: Vec<TrailLine>,
    /// What agents say of it: not me.
    pub not_me: Vec<NotMe>,
    /// Where somebody can be tagged whom nothing had found.
    pub add: Option<String>,
    /// The letters behind it.
    pub post: CardPost,
    /// What was just done.
    pub done: Option<String>,
    /// And how to undo it.
    pub take_back: Option<Undo>,
    /// What was wrong with what was just tried.
    pub error: Option<String>,
}

/// A fact at the head of a card.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// "Status"
    pub label: String,
    /// "Being looked at"
    pub value: String,
    /// True if it is a date that presses.
    pub due: bool,
}

/// Who wrote the card, for the eyes of the one who answers.
#[derive(Debug, Clone, Serialize)]
pub struct Customer {
    /// Their name.
    pub name: Option<String>,
    /// Their address or number.
    pub reach: Option<String>,
}

/// "Why we tagged Derrick".
#[derive(Debug, Clone, Serialize)]
pub struct Why {
    /// Unique on the page.
    pub id: String,
    /// The heading.
    pub heading: String,
    /// One reason a line; a mark is set bold.
    pub reasons: Vec<Vec<Segment>>,
    /// Removing the tag.
    pub remove: Option<Undo>,
    /// Where somebody else can be chosen.
    pub change: Option<Link>,
    /// What it says of them: "It praises Derrick."
    pub mood: String,
    /// What else it could say: posted to `moods_to`.
    pub moods: Vec<KindChoice>,
    /// Where that is posted to.
    pub moods_to: String,
    /// "Not Derrick? Change it"
    pub edit: String,
}

/// What a complaint is about.
#[derive(Debug, Clone, Serialize)]
pub struct About {
    /// "About a rule, not a person", once somebody said so.
    pub said: Option<String>,
    /// What else it could be about: posted as `about`.
    pub choices: Vec<KindChoice>,
}

/// An agent's "not me".
#[derive(Debug, Clone, Serialize)]
pub struct NotMe {
    /// Unique on the page.
    pub id: String,
    /// "Derrick says: not me"
    pub heading: String,
    /// Why.
    pub reason: Words,
    /// When.
    pub at: Moment,
    /// What was decided, once it was.
    pub decided: Option<String>,
    /// With which words.
    pub note: Option<Words>,
    /// Where the decision is posted to; none when there is nothing to decide.
    pub action: Option<String>,
    /// Taking the decision back.
    pub reopen: Option<Undo>,
    /// "It is about Derrick"
    pub keep: String,
    /// Where somebody else can be chosen.
    pub someone: String,
    /// "Your note to Derrick"
    pub note_label: String,
}

/// Another kind the card could have.
#[derive(Debug, Clone, Serialize)]
pub struct KindChoice {
    /// What is posted as `kind`.
    pub value: String,
    /// "It is praise"
    pub label: String,
}

/// "Share with Derrick".
#[derive(Debug, Clone, Serialize)]
pub struct Release {
    /// What is posted as `agent`.
    pub agent: String,
    /// What they are called.
    pub first_name: String,
    /// The note as it was typed, when it is handed back.
    pub note: String,
    /// "Shared with Derrick on Thursday 13 November", once it was.
    pub released: Option<String>,
}

/// Whether the card was put right.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum Closure {
    /// Praise needs none.
    None,
    /// It can be marked as put right.
    Open {
        /// The note as it was typed, when it is handed back.
        note: String,
    },
    /// It was.
    Closed {
        /// "Put right by you, Monday 17 November, 11:20."
        said: String,
        /// The note.
        note: Option<Words>,
        /// True if it can be opened again (`POST …/closure/undo`).
        can_reopen: bool,
    },
}

/// One line of "So far".
#[derive(Debug, Clone, Serialize)]
pub struct TrailLine {
    /// "Sat 16:42"
    pub at: Moment,
    /// "Card came in by the form. Tagged Derrick Hale."
    pub what: String,
}
