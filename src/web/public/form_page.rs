//! The public card, blank or handed back with what is wrong with it.

use super::check::{LONGEST_LINE, LONGEST_WORDS};
use super::form_fields::{FormErrors, FormValues, Problem};
use super::language::{self, Tongue};
use crate::domain::form_design::{Contact, FormDesign, FormTexts, Need};
use crate::error::Result;
use crate::render::messages::Say;
use crate::services::organisations::FIRST_TITLE;
use crate::store::forms::FormRow;
use crate::store::logos::LogoFacts;
use crate::store::organisations::OrganisationRow;
use crate::web::shell::{Picture, Shell};
use serde::Serialize;

/// `templates/web/public/form.html`
#[derive(Debug, Clone, Serialize)]
pub struct FormPage {
    /// The frame.
    pub shell: Shell,
    /// The question at the top: "How did we do?"
    pub heading: String,
    /// The sentence beneath it.
    pub lead: String,
    /// Where the card is posted to.
    pub action: String,
    /// Made for this page; a card that comes twice with it is one card.
    pub idempotency_key: String,
    /// The agent the address names; the card is about them and nobody is asked for.
    pub preset: Option<String>,
    /// Which fields there are.
    pub asks: Asks,
    /// The languages to change to.
    pub tongues: Vec<Tongue>,
    /// What was typed; empty on a fresh card.
    pub values: FormValues,
    /// What is wrong with it.
    pub errors: FormErrors,
    /// The same, each with the field it leads to, in the order of the page.
    pub problems: Vec<Problem>,
    /// Whether something was typed, which a change of language must keep.
    pub typed: bool,
    /// The address that takes cards by mail, if there is one.
    pub mail_address: Option<String>,
    /// The most characters the words may have.
    pub longest_words: usize,
    /// The most characters a one-line field may have.
    pub longest_line: usize,
    /// After how many days name, address and number are deleted.
    pub kept_days: i64,
    /// True for an admin who looks at what they have set up: nothing can be sent.
    pub preview: bool,
}

/// One field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// Whether it is there.
    pub on: bool,
    /// Whether it must be filled in.
    pub required: bool,
}

impl From<Need> for Ask {
    fn from(need: Need) -> Self {
        Self { on: need.is_asked(), required: need.is_required() }
    }
}

/// Which fields there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asks {
    /// "Who helped you?"
    pub who: Ask,
    /// "Where was it?"
    pub place: Ask,
    /// The places to choose from.
    pub places: Vec<String>,
    /// The customer's name.
    pub name: Ask,
    /// One field for an address or a number.
    pub reach: Ask,
    /// A field for an address alone.
    pub email: Ask,
    /// A field for a number alone.
    pub phone: Ask,
    /// Whether any of them asks who the customer is.
    pub answer: bool,
    /// Whether any of those must be filled in.
    pub answer_required: bool,
    /// Whether a copy can be sent.
    pub receipt: bool,
}

impl Asks {
    /// The fields of a form.
    pub fn of(design: &FormDesign) -> Self {
        let off = Ask::from(Need::Off);
        let (reach, email, phone) = match design.contact() {
            Contact::Nobody => (off, off, off),
            Contact::Either => (Ask::from(Need::Optional), off, off),
            Contact::Each => (off, design.email.into(), design.phone.into()),
        };
        let name = Ask::from(design.name);
        Self {
            who: design.who.into(),
            place: Ask { on: !design.places.is_empty(), required: design.place.is_required() },
            places: design.places.clone(),
            name,
            reach,
            email,
            phone,
            answer: name.on || reach.on || email.on || phone.on,
            answer_required: name.required || email.required || phone.required,
            receipt: reach.on || email.on,
        }
    }
}

/// What the page needs besides the form itself.
pub struct Around {
    /// Where the card is posted to, without its language.
    pub path: String,
    /// What the address ends with to stay in the language.
    pub query: String,
    /// The page's key, sealed.
    pub key: String,
    /// The agent the address names.
    pub preset: Option<String>,
    /// Address of the stylesheet.
    pub stylesheet: String,
    /// After how many days contact details are deleted.
    pub kept_days: i64,
    /// The organisation's picture.
    pub logo: Option<LogoFacts>,
}

/// The frame of a page for customers in one language.
///
/// # Errors
/// `Internal` when the language has no direction.
pub fn shell(organisation: &str, logo: Option<&LogoFacts>, stylesheet: &str, say: &Say<'_>) -> Result<Shell> {
    Ok(Shell {
        logo: logo.map(|facts| Picture::of(facts, organisation)),
        lang: say.language().to_owned(),
        dir: say.text("direction")?,
        ..Shell::public(organisation, stylesheet, "")
    })
}

/// What a form says in a language: its own words, else those that every form begins with.
///
/// # Errors
/// Those of the texts.
pub fn texts(form: &FormRow, design: &FormDesign, own_language: &str, say: &Say<'_>) -> Result<FormTexts> {
    let mut texts = design.texts.get(say.language()).cloned().unwrap_or_default();
    let own = say.messages().closest(own_language) == say.language();
    if texts.title.is_empty() && own && form.title != FIRST_TITLE {
        texts.title.clone_from(&form.title);
    }
    if texts.title.is_empty() {
        texts.title = say.text("form-title")?;
    }
    if texts.intro.is_empty() {
        texts.intro = say.text("form-intro")?;
    }
    Ok(texts)
}

impl FormPage {
    /// The page of a form.
    ///
    /// # Errors
    /// Those of the texts.
    pub fn new(
        form: &FormRow,
        organisation: &OrganisationRow,
        around: Around,
        (values, errors): (FormValues, FormErrors),
        say: &Say<'_>,
    ) -> Result<Self> {
        let design = form.design();
        let texts = texts(form, &design, &organisation.language, say)?;
        Ok(Self {
            shell: shell(&organisation.name, around.logo.as_ref(), &around.stylesheet, say)?,
            heading: texts.title,
            lead: texts.intro,
            action: format!("{}{}", around.path, around.query),
            idempotency_key: around.key,
            preset: around.preset,
            asks: Asks::of(&design),
            tongues: language::tongues(say.messages(), &design, say.language()),
            typed: values != FormValues::default() || !errors.problems().is_empty(),
            values,
            problems: errors.problems(),
            errors,
            mail_address: Some(organisation.mail_address.clone()),
            longest_words: LONGEST_WORDS,
            longest_line: LONGEST_LINE,
            kept_days: around.kept_days,
            preview: false,
        })
    }
}
