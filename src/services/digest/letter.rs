//! Puts a digest together and renders it. Each item is made for itself, so that one card that can't be told never
//! stops a letter; what grows too large for a mail program is told more briefly.

use super::gather::{Content, gather};
use super::links::Links;
use super::reader::Reader;
use super::{sentences, table};
use crate::domain::calendar::Period;
use crate::domain::names::one_line;
use crate::domain::rhythm::Span;
use crate::domain::wording::counts::{number_word, plural, sentence_case};
use crate::domain::wording::dates;
use crate::error::Result;
use crate::mail::letters::digest::{DigestLetter, LetterLink, headline, subject, who_lead};
use crate::mail::letters::weeks::WeekRows;
use crate::mail::letters::{self, Rendered};
use crate::render::Templates;
use crate::store::AnyConnection;
use crate::store::cards::CardRow;
use crate::store::organisations::OrganisationRow;
use jiff::{Timestamp, ToSpan};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// One large mail program hides what comes after 102 kB of HTML, the footer with the link that stops the letter too.
const MOST_HTML: usize = 90_000;

/// How much a letter tells.
#[derive(Clone, Copy, Debug)]
struct Limits {
    complaints: usize,
    questions: usize,
    people: usize,
    /// Characters of each card's words.
    words: usize,
}

/// From generous to brief; the first that fits is sent.
const LIMITS: [Limits; 4] = [
    Limits { complaints: 10, questions: 5, people: 60, words: 600 },
    Limits { complaints: 8, questions: 4, people: 40, words: 400 },
    Limits { complaints: 5, questions: 3, people: 25, words: 240 },
    Limits { complaints: 3, questions: 2, people: 12, words: 160 },
];

/// What a digest says to `reader` about `period`.
///
/// # Errors
/// Those of the database.
pub fn compose(
    connection: &mut AnyConnection,
    organisation: &OrganisationRow,
    reader: Reader,
    period: Period,
    now: Timestamp,
    public_url: &str,
) -> Result<DigestLetter> {
    let content = gather(connection, organisation, reader, period, now)?;
    Ok(content.letter(Links::new(public_url), LIMITS[0]))
}

/// Renders a digest, as much of it as fits.
///
/// # Errors
/// `Internal` when a template can't be rendered.
pub fn rendered(templates: &Templates, content: &Content, public_url: &str) -> Result<Rendered> {
    let mut last = None;
    for limits in LIMITS {
        let letter = letters::digest(content.letter(Links::new(public_url), limits), templates)?;
        if letter.html.len() <= MOST_HTML {
            return Ok(letter);
        }
        last = Some(letter);
    }
    last.ok_or_else(|| crate::error::Error::internal("A digest can't be rendered."))
}

impl Content {
    /// The line above the questions; where the letter doesn't show them all, it doesn't say which kind they are.
    fn who_lead(&self) -> String {
        let praise = self.questions.iter().filter(|card| card.kind == crate::domain::Kind::Praise).count();
        let shown = u64::try_from(self.questions.len()).unwrap_or(0);
        let praise = u64::try_from(praise).unwrap_or(0);
        if shown == self.questions_in_all {
            who_lead(praise, shown - praise)
        } else {
            who_lead(1, self.questions_in_all.saturating_sub(1))
        }
    }

    /// "week"; of a gap, "time".
    fn quiet(&self) -> String {
        match self.span {
            Span::Day | Span::Week | Span::Month => self.span.noun(),
            Span::Days(_) => "time".to_owned(),
        }
    }

    fn letter(&self, links: Links<'_>, limits: Limits) -> DigestLetter {
        let (praise, complaints) = (self.this.cards.praise, self.this.cards.complaints);
        let needs = self.complaints_in_all + self.questions_in_all;
        let (people, people_overlap) = table::people(self, limits.people);
        let today = self.local(self.now).date();
        let last = self.local(self.period.end).date().saturating_sub(1.days());
        let weeks: Vec<_> = self
            .weeks
            .iter()
            .map(|(first, cards)| (dates::short_day(*first, today), cards.praise, cards.complaints))
            .collect();
        DigestLetter {
            organisation: one_line(&self.organisation.name, 80),
            period: dates::period(self.local(self.period.start).date(), last, today),
            subject: subject(praise, complaints, needs),
            headline: headline(&self.quiet(), praise, complaints, needs),
            preview: sentences::waiting(self),
            greeting: sentences::greeting(self),
            figures: sentences::figures(self),
            needs_you: self
                .complaints
                .iter()
                .take(limits.complaints)
                .map(|card| {
                    safely(card, || self.needs_you(card, links, limits.words))
                        .unwrap_or_else(|| Self::bare(card, links))
                })
                .collect(),
            needs_you_more: self.more(links, limits.complaints),
            smile: self
                .smile
                .as_ref()
                .and_then(|card| safely(card, || self.smile_of_the_week(card, links, limits.words))),
            who_lead: self.who_lead(),
            who: self
                .questions
                .iter()
                .take(limits.questions)
                .filter_map(|card| safely(card, || self.who_is_this(card, links, limits.words)))
                .collect(),
            who_link: links.who(),
            weeks: WeekRows::measure(&weeks),
            people_praise: people.iter().map(|row| row.praise).sum(),
            people_complaints: people.iter().map(|row| row.complaints).sum(),
            people,
            people_overlap,
            inbox: LetterLink { href: links.inbox(), text: "All cards are in the inbox".to_owned() },
            accounting: self.accounting.sentence(),
            late: sentences::late(self),
            not_accepted: (self.accounting.not_accepted > 0)
                .then(|| LetterLink { href: links.not_accepted(), text: "See what was not accepted".to_owned() }),
            why: sentences::why(self),
            settings: self
                .reader
                .stop_token
                .iter()
                .map(|token| LetterLink { href: links.stop(token), text: "Stop this letter".to_owned() })
                .collect(),
            postal: Some(one_line(&self.organisation.postal_line, 160)).filter(|line| !line.is_empty()),
        }
    }

    fn more(&self, links: Links<'_>, most: usize) -> Option<LetterLink> {
        let shown = u64::try_from(self.complaints.len().min(most)).unwrap_or(0);
        let more = self.complaints_in_all.checked_sub(shown).filter(|more| *more > 0)?;
        let waits = plural(more, "waits", "wait");
        let text = format!("{} more {waits} in the inbox", sentence_case(&number_word(more)));
        Some(LetterLink { href: links.needs_you(), text })
    }
}

/// Makes one item; a panic in it costs this item and is told in the log.
fn safely<T>(card: &CardRow, make: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(make))
        .inspect_err(|_| tracing::error!(card = %card.id, "a card could not be told of in a digest"))
        .ok()
}
