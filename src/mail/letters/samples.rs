//! Every letter but the digest with sample data, in each language: for the preview, and for the tests that look at all
//! of them. (A digest is gathered from cards: `services::digest` has its sample.)

use super::Rendered;
use super::acted::{ActedLetter, Done, NotDone};
use super::again::AgainLetter;
use super::alert::AlertLetter;
use super::answer::AnswerLetter;
use super::due::{DueLetter, Stage};
use super::frame::{self, Button, Frame, LONGEST_OF_MANY, LONGEST_WORDS, LetterCard};
use super::invitation::InvitationLetter;
use super::note::NoteLetter;
use super::praise::{PraiseLetter, Smile};
use super::put_right::PutRightLetter;
use super::receipt::ReceiptLetter;
use super::refused::RefusedLetter;
use super::shared::SharedLetter;
use super::sign_in::SignInLetter;
use super::stopped::StoppedLetter;
use super::thanks::ThanksLetter;
use super::voice::Voice;
use crate::domain::Kind;
use crate::domain::names::{first_name, one_line};
use crate::domain::wording::Words;
use crate::error::{Error, Result};
use crate::render::messages::Messages;
use crate::render::{Templates, text_wrap};
use fluent_bundle::FluentArgs;
use jiff::civil::{Date, date};

/// The letters there are, in the order of a card's way.
pub const NAMES: [&str; 21] = [
    "receipt",
    "alert",
    "alerts",
    "praise",
    "praises",
    "thanks",
    "shared",
    "due-soon",
    "due-late",
    "due-admin",
    "due-held",
    "answer",
    "again",
    "acted",
    "acted-nothing",
    "refused",
    "stopped",
    "put-right",
    "note",
    "invitation",
    "sign-in",
];

const TODAY: Date = date(2026, 11, 16);

/// What people have written into a sample.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The organisation's name.
    pub organisation: String,
    /// One line for the foot.
    pub postal: String,
    /// An agent's full name.
    pub agent: String,
    /// A manager's full name.
    pub manager: String,
    /// A team.
    pub team: String,
    /// A customer's full name.
    pub customer: String,
    /// A customer's praise.
    pub praise: [String; 2],
    /// A customer's complaint.
    pub complaint: String,
    /// A manager's note to an agent.
    pub note: String,
    /// An answer to a customer.
    pub answer: String,
    /// What the customer wrote then.
    pub again: String,
    /// A line that was sent by mail.
    pub line: String,
}

impl Sample {
    /// The sample of a language.
    ///
    /// # Errors
    /// `Internal` when it lacks a text.
    pub fn of(messages: &Messages, language: &str) -> Result<Self> {
        let said = |key: &str| messages.plain(language, key);
        Ok(Self {
            organisation: "Larkspur Mobile".to_owned(),
            postal: "Larkspur Mobile, 12 Mill Street, Harrowby".to_owned(),
            agent: "Derrick Hale".to_owned(),
            manager: "Ruth Calder".to_owned(),
            team: "Billing line".to_owned(),
            customer: "Janet Pruett".to_owned(),
            praise: [said("sample-praise")?, said("sample-praise-2")?],
            complaint: said("sample-complaint")?,
            note: said("sample-note")?,
            answer: said("sample-answer")?,
            again: said("sample-again")?,
            line: "4190 relaese".to_owned(),
        })
    }

    /// The same text wherever somebody could have written one.
    pub fn all(text: &str) -> Self {
        let own = || text.to_owned();
        Self {
            organisation: own(),
            postal: own(),
            agent: own(),
            manager: own(),
            team: own(),
            customer: own(),
            praise: [own(), own()],
            complaint: own(),
            note: own(),
            answer: own(),
            again: own(),
            line: own(),
        }
    }
}

/// Renders one of [`NAMES`] in a language.
///
/// # Errors
/// `NotFound` for another name; `Internal` as rendering.
pub fn render(name: &str, language: &str, sample: &Sample, url: &str, templates: &Templates) -> Result<Rendered> {
    let desk = Desk::new(templates.messages(), language, sample, url)?;
    match name {
        "receipt" => super::receipt(&desk.receipt()?, templates),
        "alert" => super::alert(&desk.alert(1)?, templates),
        "alerts" => super::alert(&desk.alert(3)?, templates),
        "praise" => super::praise(&desk.praise(1)?, templates),
        "praises" => super::praise(&desk.praise(2)?, templates),
        "thanks" => super::thanks(&desk.thanks()?, templates),
        "shared" => super::shared(&desk.shared(), templates),
        "due-soon" => super::due(&desk.due(Stage::Soon)?, templates),
        "due-late" => super::due(&desk.due(Stage::Late)?, templates),
        "due-admin" => super::due(&desk.due(Stage::Admin)?, templates),
        "due-held" => super::due(&desk.due(Stage::Held)?, templates),
        "answer" => super::answer(&desk.answer()?, templates),
        "again" => super::again(&desk.again()?, templates),
        "acted" => super::acted(&desk.acted()?, templates),
        "acted-nothing" => super::acted(&ActedLetter { done: Vec::new(), ..desk.acted()? }, templates),
        "refused" => super::refused(&desk.refused()?, templates),
        "stopped" => super::stopped(&desk.stopped(), templates),
        "put-right" => super::put_right(&desk.put_right()?, templates),
        "note" => super::note(&desk.note(), templates),
        "invitation" => super::invitation(&desk.invitation()?, templates),
        "sign-in" => super::sign_in(&desk.sign_in()?, templates),
        _ => Err(Error::not_found(format!("There is no letter {name}. There are: {}.", NAMES.join(", ")))),
    }
}

/// What the letters of one language are made of.
struct Desk<'a> {
    messages: &'a Messages,
    frame: Frame,
    sample: &'a Sample,
    url: &'a str,
}

impl<'a> Desk<'a> {
    fn new(messages: &'a Messages, language: &str, sample: &'a Sample, url: &'a str) -> Result<Self> {
        let frame = Frame::new(messages, language, &sample.organisation, &sample.postal)?;
        Ok(Self { messages, frame, sample, url })
    }

    fn say(&self, key: &str, given: &[(&str, &str)]) -> Result<String> {
        let mut arguments = FluentArgs::new();
        for (name, value) in given {
            arguments.set(*name, (*value).to_owned());
        }
        self.messages.say(&self.frame.lang, key, &arguments)
    }

    fn due_at(&self, days: i64) -> Result<String> {
        let day = TODAY.saturating_add(jiff::Span::new().days(days));
        self.messages.due(&self.frame.lang, day.at(17, 0, 0, 0), TODAY)
    }

    fn day(&self) -> Result<String> {
        self.messages.day(&self.frame.lang, date(2026, 11, 13), TODAY)
    }

    fn first(&self, name: &str) -> String {
        one_line(first_name(name), 80)
    }

    fn card(&self, number: u32, text: &str, most: usize) -> Result<LetterCard> {
        let link = format!("{}/cards/0192f0c0-{number:04}-7000-8000-000000000000", self.url);
        let buttons = [("take", "do-take"), ("answer", "do-answer")]
            .into_iter()
            .map(|(page, key)| Ok(Button { text: self.say(key, &[])?, href: format!("{link}/do/{page}") }))
            .collect::<Result<Vec<_>>>()?;
        let complained = [self.sample.agent.clone()];
        let card = LetterCard {
            number: number.to_string(),
            title: frame::title(&Voice::new(self.messages, &self.frame.lang), Kind::Complaint, &[], &complained),
            words: Words::default(),
            cut: false,
            came: self.messages.moment(&self.frame.lang, date(2026, 11, 13).at(16, 8, 0, 0), TODAY)?,
            due: Some(self.due_at(0)?),
            link,
            buttons,
            reachable: number.is_multiple_of(2),
        };
        Ok(card.with_words(&Words::new(text, &[]), most))
    }

    fn alert(&self, count: u32) -> Result<AlertLetter> {
        let most = if count == 1 { LONGEST_WORDS } else { LONGEST_OF_MANY };
        let cards = (0..count.min(2))
            .map(|index| self.card(4182 + index, &self.sample.complaint, most))
            .collect::<Result<Vec<_>>>()?;
        let count = usize::try_from(count).unwrap_or(1);
        Ok(AlertLetter {
            frame: self.frame.clone(),
            count,
            due: self.due_at(0)?,
            more: count - cards.len(),
            cards,
            inbox: format!("{}/inbox", self.url),
            by_mail: true,
            settings: format!("{}/account/letters", self.url),
            stop: self.stop(),
        })
    }

    fn stop(&self) -> String {
        format!("{}/stop/7QK2M4ZD9XW1T8RB3NCF5GHJ6P", self.url)
    }

    fn stopped(&self) -> StoppedLetter {
        StoppedLetter {
            frame: self.frame.clone(),
            what: "digest".to_owned(),
            address: "ruth@larkspur.example".to_owned(),
            undo: self.stop(),
        }
    }

    fn praise(&self, count: usize) -> Result<PraiseLetter> {
        let words = self.sample.praise.iter().take(count);
        let smiles = words
            .enumerate()
            .map(|(index, words)| {
                let said = (index == 1)
                    .then(|| (self.first(&self.sample.manager), one_line(&self.sample.note, LONGEST_OF_MANY)));
                Ok(Smile { words: Words::new(words, &[]).shortened(LONGEST_WORDS), day: self.day()?, said })
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(PraiseLetter {
            frame: self.frame.clone(),
            first_name: self.first(&self.sample.agent),
            count,
            smiles,
            page: format!("{}/me", self.url),
            stop: self.stop(),
        })
    }

    fn shared(&self) -> SharedLetter {
        SharedLetter {
            frame: self.frame.clone(),
            first_name: self.first(&self.sample.agent),
            manager: self.first(&self.sample.manager),
            words: Words::new(&self.sample.complaint, &[]).shortened(LONGEST_WORDS),
            note: Words::new(&self.sample.note, &[]).shortened(LONGEST_WORDS),
            page: format!("{}/me", self.url),
        }
    }

    fn receipt(&self) -> Result<ReceiptLetter> {
        let until = self.messages.day(&self.frame.lang, date(2027, 2, 14), TODAY)?;
        Ok(ReceiptLetter {
            frame: self.frame.clone(),
            number: "4182".to_owned(),
            praise: false,
            answer: Some((one_line(&self.sample.manager, 80), self.due_at(1)?)),
            link: Some((format!("{}/f/larkspur/card/7QK2M4ZD9XW1T8RB3NCF5GHJ6P", self.url), until)),
            words: Words::new(&self.sample.complaint, &[]).shortened(LONGEST_WORDS),
        })
    }

    fn thanks(&self) -> Result<ThanksLetter> {
        Ok(ThanksLetter {
            frame: self.frame.clone(),
            name: self.first(&self.sample.agent),
            day: self.day()?,
            words: Words::new(&self.sample.praise[0], &[]).shortened(LONGEST_WORDS),
        })
    }

    fn due(&self, stage: Stage) -> Result<DueLetter> {
        let (days, owner) = match stage {
            Stage::Soon => (0, None),
            Stage::Late => (-1, Some(one_line(&self.sample.manager, 80))),
            Stage::Admin | Stage::Held => (-3, Some(one_line(&self.sample.manager, 80))),
        };
        Ok(DueLetter {
            frame: self.frame.clone(),
            stage,
            due: self.due_at(days)?,
            card: self.card(4182, &self.sample.complaint, LONGEST_WORDS)?,
            owner,
            own: stage == Stage::Late,
            by_mail: true,
            settings: format!("{}/account/letters", self.url),
        })
    }

    fn answer(&self) -> Result<AnswerLetter> {
        Ok(AnswerLetter {
            frame: self.frame.clone(),
            subject: self.say("answer-subject", &[("number", "4182")])?,
            paragraphs: vec![one_line(&self.sample.answer, 4_000)],
            manager: one_line(&self.sample.manager, 80),
            quoted_lead: self.say("answer-quoted", &[("day", &self.day()?)])?,
            quoted: text_wrap::wrap(&one_line(&self.sample.complaint, 2_000), 66, 0, false)
                .lines()
                .map(str::to_owned)
                .collect(),
        })
    }

    fn again(&self) -> Result<AgainLetter> {
        Ok(AgainLetter {
            frame: self.frame.clone(),
            card: self.card(4182, &self.sample.again, LONGEST_WORDS)?,
            by_mail: true,
            settings: format!("{}/account/letters", self.url),
        })
    }

    fn acted(&self) -> Result<ActedLetter> {
        let agent = one_line(&self.sample.agent, 80);
        let link = |number: u32| format!("{}/cards/0192f0c0-{number:04}-7000-8000-000000000000", self.url);
        let done = [("acted-released", 4182_u32), ("acted-assigned", 4161), ("acted-thanked", 4176)]
            .into_iter()
            .map(|(key, number)| {
                Ok(Done {
                    said: self.say(key, &[("number", &number.to_string()), ("name", &agent)])?,
                    undo: Some(format!("{}/undo/Yk3vT9qLw2RzN7aXcB5mHd", self.url)),
                    card: link(number),
                })
            })
            .collect::<Result<Vec<_>>>()?;
        let words = self.messages.command_words(&self.frame.lang)?;
        let undone = vec![
            NotDone {
                line: one_line(&self.sample.line, 200),
                why: self.say("not-a-line", &[("words", &words)])?,
                link: None,
            },
            NotDone { line: "4187 release".to_owned(), why: self.say("not-one-agent", &[])?, link: Some(link(4187)) },
        ];
        Ok(ActedLetter { frame: self.frame.clone(), done, undone, read: Some(50) })
    }

    fn refused(&self) -> Result<RefusedLetter> {
        Ok(RefusedLetter {
            frame: self.frame.clone(),
            why: self.say("refused-unproven", &[])?,
            onward: format!("{}/inbox", self.url),
        })
    }

    fn put_right(&self) -> Result<PutRightLetter> {
        Ok(PutRightLetter {
            frame: self.frame.clone(),
            number: "4182".to_owned(),
            wrote: self.day()?,
            words: Words::new(&self.sample.complaint, &[]).excerpt(300),
            link: format!("{}/put-right/4kTq9vL2wRzN7aXcB5mHdYk3vT9qLw2RzN7aXcB5mHd", self.url),
        })
    }

    fn note(&self) -> NoteLetter {
        NoteLetter {
            frame: self.frame.clone(),
            from: one_line(&self.sample.manager, 80),
            number: "4182".to_owned(),
            paragraphs: vec![one_line(&self.sample.note, 2_000)],
            link: format!("{}/cards/0192f0c0-4182-7000-8000-000000000000", self.url),
        }
    }

    fn invitation(&self) -> Result<InvitationLetter> {
        let (inviter, teams) = (one_line(&self.sample.manager, 80), one_line(&self.sample.agent, 80));
        let given =
            [("inviter", inviter.as_str()), ("organisation", &self.frame.organisation), ("teams", teams.as_str())];
        Ok(InvitationLetter {
            frame: self.frame.clone(),
            first_name: self.first(&self.sample.agent),
            added: self.say("invitation-manager", &given)?,
            inviter,
            address: "ana@larkspur.example".to_owned(),
            link: format!("{}/sign-in", self.url),
        })
    }

    fn sign_in(&self) -> Result<SignInLetter> {
        Ok(SignInLetter {
            frame: self.frame.clone(),
            first_name: Some(self.first(&self.sample.manager)),
            link: format!("{}/sign-in/4kTq9vL2wRzN7aXcB5mHdYk3vT9qLw2RzN7aXcB5mHd", self.url),
            minutes: 15,
            asked: self.messages.moment(&self.frame.lang, TODAY.at(9, 12, 0, 0), TODAY)?,
            again: format!("{}/sign-in", self.url),
        })
    }
}
