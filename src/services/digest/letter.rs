//! Puts a digest together and renders it. Each item is made for itself, so that one card that can't be told never
//! stops a letter; what grows too large for a mail program is told more briefly.

use super::gather::Content;
use super::links::Links;
use super::{sentences, table};
use crate::domain::ids::CardId;
use crate::domain::names::one_line;
use crate::domain::rhythm::Span;
use crate::domain::wording::counts::{number_word, plural, sentence_case};
use crate::domain::wording::dates;
use crate::error::Result;
use crate::mail::letters::digest::{AccountLine, CardWords, DigestLetter, LetterLink, headline, subject, who_lead};
use crate::mail::letters::weeks::WeekRows;
use crate::mail::letters::{self, Rendered};
use crate::render::Templates;
use crate::store::cards::CardRow;
use jiff::ToSpan;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// One large mail program hides what comes after 102 kB of HTML, the footer with the link that stops the letter too.
const MOST_HTML: usize = 90_000;

/// How much a letter tells.
#[derive(Clone, Copy, Debug)]
struct Limits {
    complaints: usize,
    questions: usize,
    people: usize,
    /// Cards in the customer's own words.
    cards: usize,
    /// Names of those whom no card was about.
    absent: usize,
    /// Characters of each card's words.
    words: usize,
}

/// From generous to brief; the first that fits is sent.
const LIMITS: [Limits; 4] = [
    Limits { complaints: 6, questions: 4, people: 40, cards: 25, absent: 40, words: 600 },
    Limits { complaints: 6, questions: 4, people: 40, cards: 25, absent: 30, words: 400 },
    Limits { complaints: 5, questions: 3, people: 25, cards: 16, absent: 20, words: 240 },
    Limits { complaints: 3, questions: 2, people: 12, cards: 8, absent: 10, words: 160 },
];

/// Renders a digest, as much of it as fits.
///
/// # Errors
/// `Internal` when a template can't be rendered.
pub fn rendered(templates: &Templates, content: &Content, public_url: &str) -> Result<Rendered> {
    let mut last = None;
    for limits in LIMITS {
        let letter = letters::digest(content.letter(content.links(public_url), limits), templates)?;
        if letter.html.len() <= MOST_HTML {
            return Ok(letter);
        }
        last = Some(letter);
    }
    last.ok_or_else(|| crate::error::Error::internal("A digest can't be rendered."))
}

impl Content {
    /// Where this reader's links lead.
    fn links<'a>(&'a self, public_url: &'a str) -> Links<'a> {
        match (self.reader.member, &self.reader.view_token) {
            (None, Some(token)) => Links::within(public_url, token),
            _ => Links::new(public_url),
        }
    }

    /// Where every card went, each number with the place where those cards stand.
    fn account_lines(&self, links: Links<'_>) -> Vec<AccountLine> {
        let all = &self.accounting;
        let line = |count: u64, text: &str, href: String| AccountLine { count, text: text.to_owned(), href };
        vec![
            line(all.shown, "tagged or read", links.told(self.period, "read")),
            line(all.waiting, "waiting for a name", links.told(self.period, "waiting")),
            line(all.held, "held back, still to be read", links.not_accepted()),
            line(all.spam, "spam", links.not_accepted()),
            line(all.not_accepted, "not accepted", links.not_accepted()),
        ]
    }

    /// The cards in the customer's own words, but for those that stand above.
    fn words(&self, links: Links<'_>, limits: Limits) -> (String, Vec<CardWords>) {
        let smile = self.smile.iter().map(|card| card.id);
        let above = self.complaints.iter().take(limits.complaints).chain(self.questions.iter().take(limits.questions));
        let above: HashSet<CardId> = above.map(|card| card.id).chain(smile).collect();
        let told = self.words.iter().take(limits.cards);
        let here = self.words.iter().filter(|card| above.contains(&card.id)).count();
        let rest: Vec<&CardRow> = told.clone().filter(|card| !above.contains(&card.id)).collect();
        let shown: HashSet<CardId> = told
            .map(|card| card.id)
            .chain(self.words.iter().map(|card| card.id).filter(|id| above.contains(id)))
            .collect();
        let mut lead = sentences::words_lead(self, shown.len());
        if here > 0 {
            let stand = plural(u64::try_from(here).unwrap_or(0), "stands", "stand");
            lead = format!("{lead} {} {stand} above.", sentence_case(&number_word(u64::try_from(here).unwrap_or(0))));
        }
        let items =
            rest.into_iter().filter_map(|card| safely(card, || self.in_words(card, links, limits.words))).collect();
        (lead, items)
    }

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
        let (people, people_overlap) = table::people(self, links, limits.people);
        let (words_lead, words) = self.words(links, limits);
        let today = self.local(self.now).date();
        let last = self.local(self.period.end).date().saturating_sub(1.days());
        let weeks: Vec<_> = self
            .weeks
            .iter()
            .map(|(first, cards)| (dates::short_day(*first, today), cards.praise, cards.complaints))
            .collect();
        let mut weeks = WeekRows::measure(&weeks);
        for (row, window) in weeks.rows.iter_mut().zip(&self.week_windows) {
            row.link = (!links.only_reads()).then(|| links.told(*window, "all"));
        }
        DigestLetter {
            top: self.top(links),
            smile_heading: match self.span {
                Span::Day | Span::Week | Span::Month => format!("Smile of the {}", self.span.noun()),
                Span::Days(_) => "The warmest words".to_owned(),
            },
            words_lead,
            words,
            all_words: LetterLink {
                href: links.told(self.period, "all"),
                text: "Every card of this letter".to_owned(),
            },
            people_note: table::note(&people),
            absent: table::absent(self, limits.absent),
            account_lines: self.account_lines(links),
            organisation: one_line(&self.organisation.name, 80),
            can_answer: self.reader.member.is_some(),
            period: match self.local(self.period.start).date() {
                first if first >= last => dates::long_day(last, today),
                first => dates::period(first, last, today),
            },
            subject: subject(praise, complaints, needs),
            headline: headline(&self.quiet(), praise, complaints, needs),
            preview: sentences::waiting(self),
            greeting: sentences::greeting(self),
            figures: sentences::figures(self, links),
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
            weeks,
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
            settings: self.settings(links),
            postal: Some(one_line(&self.organisation.postal_line, 160)).filter(|line| !line.is_empty()),
        }
    }

    /// Near the top: the letter in a browser, and the way to be rid of it.
    fn top(&self, links: Links<'_>) -> Vec<LetterLink> {
        let view = self.reader.view_token.iter();
        let view = view.map(|token| LetterLink { href: links.view(token), text: "Read it in the browser".to_owned() });
        let stop = self.reader.stop_token.iter();
        view.chain(stop.map(|token| LetterLink { href: links.stop(token), text: "Stop this letter".to_owned() }))
            .collect()
    }

    fn settings(&self, links: Links<'_>) -> Vec<LetterLink> {
        let change = LetterLink { href: links.settings(), text: "Change the day".to_owned() };
        let change = Some(change).filter(|_| self.reader.member.is_some() && self.reader.stop_token.is_some());
        let stop = self.reader.stop_token.iter();
        let stop = stop.map(|token| LetterLink { href: links.stop(token), text: "Stop this letter".to_owned() });
        change.into_iter().chain(stop).collect()
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
