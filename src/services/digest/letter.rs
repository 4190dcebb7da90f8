//! Puts a digest together and renders it. Each item is made for itself, so that one card that can't be told never
//! stops a letter; what grows too large for a mail program is told more briefly.

use super::gather::Content;
use super::links::Links;
use super::{sentences, table};
use crate::domain::ids::CardId;
use crate::error::Result;
use crate::mail::letters::digest::{AccountLine, CardWords, DigestLetter, LetterLink, headline, subject, who_lead};
use crate::mail::letters::frame::Frame;
use crate::mail::letters::voice::Voice;
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
    let voice = Voice::new(templates.messages(), &content.reader.language);
    let (organisation, narrowed) = (&content.organisation, content.reader.narrowed());
    let frame = Frame::new(templates.messages(), voice.lang(), &organisation.name, &organisation.postal_line)?;
    for limits in LIMITS {
        let letter = content.letter(frame.clone(), content.links(public_url).of(&narrowed), limits, &voice);
        voice.checked()?;
        let letter = letters::digest(letter, templates)?;
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
    fn account_lines(&self, links: Links<'_>, voice: &Voice<'_>) -> Vec<AccountLine> {
        let all = &self.accounting;
        let line = |count: u64, text: &str, href: String| AccountLine { count, text: voice.plain(text), href };
        vec![
            line(all.shown, "account-shown", links.told(self.period, "read")),
            line(all.waiting, "account-waiting", links.told(self.period, "waiting")),
            line(all.held, "account-held", links.looks()),
            line(all.spam, "account-spam", links.spam()),
            line(all.not_accepted, "account-refused", links.not_accepted()),
        ]
    }

    /// The cards in the customer's own words, but for those that stand above.
    fn words(&self, links: Links<'_>, limits: Limits, voice: &Voice<'_>) -> (String, Vec<CardWords>) {
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
        let mut lead = sentences::words_lead(self, shown.len(), voice);
        if here > 0 {
            let above = voice.sentence("words-above", u64::try_from(here).unwrap_or(0), &[]);
            lead = format!("{lead} {above}");
        }
        let items = rest
            .into_iter()
            .filter_map(|card| safely(card, || self.in_words(card, links, limits.words, voice)))
            .collect();
        (lead, items)
    }

    /// The line above the questions; where the letter doesn't show them all, it doesn't say which kind they are.
    fn who_lead(&self, voice: &Voice<'_>) -> String {
        let praise = self.questions.iter().filter(|card| card.kind == crate::domain::Kind::Praise).count();
        let shown = u64::try_from(self.questions.len()).unwrap_or(0);
        let praise = u64::try_from(praise).unwrap_or(0);
        if shown == self.questions_in_all {
            who_lead(voice, praise, shown - praise)
        } else {
            who_lead(voice, 1, self.questions_in_all.saturating_sub(1))
        }
    }

    fn letter(&self, frame: Frame, links: Links<'_>, limits: Limits, voice: &Voice<'_>) -> DigestLetter {
        let (praise, complaints) = (self.this.cards.praise, self.this.cards.complaints);
        let needs = self.complaints_in_all + self.questions_in_all;
        let (people, people_overlap) = table::people(self, links, limits.people, voice);
        let (words_lead, words) = self.words(links, limits, voice);
        let today = self.local(self.now).date();
        let last = self.local(self.period.end).date().saturating_sub(1.days());
        let weeks: Vec<_> = self
            .weeks
            .iter()
            .map(|(first, cards)| (voice.short_day(*first, today), cards.praise, cards.complaints))
            .collect();
        let mut weeks = WeekRows::measure(voice, &weeks);
        for (row, window) in weeks.rows.iter_mut().zip(&self.week_windows) {
            row.link = (!links.only_reads()).then(|| links.told(*window, "all"));
        }
        DigestLetter {
            frame,
            top: self.top(links, voice),
            smile_heading: voice.say("smile-heading", &[("span", self.span.name())]),
            words_lead,
            words,
            all_words: LetterLink { href: links.told(self.period, "all"), text: voice.plain("words-every") },
            people_note: table::note(&people, voice),
            absent: table::absent(self, limits.absent, voice),
            account_lines: self.account_lines(links, voice),
            can_answer: self.reader.member.is_some(),
            period: match self.local(self.period.start).date() {
                first if first >= last => voice.day(last, today),
                first => voice.period(first, last, today),
            },
            subject: subject(voice, praise, complaints, needs),
            headline: headline(voice, self.span.name(), praise, complaints, needs),
            preview: sentences::waiting(self, voice),
            greeting: sentences::greeting(self, voice),
            figures: sentences::figures(self, links, voice),
            needs_you: self
                .complaints
                .iter()
                .take(limits.complaints)
                .map(|card| {
                    safely(card, || self.needs_you(card, links, limits.words, voice))
                        .unwrap_or_else(|| Self::bare(card, links, voice))
                })
                .collect(),
            needs_you_more: self.more(links, limits.complaints, voice),
            held_long: (self.held_long > 0).then(|| LetterLink {
                href: links.held_long(),
                text: voice.sentence("needs-held", self.held_long, &[]),
            }),
            smile: self
                .smile
                .as_ref()
                .and_then(|card| safely(card, || self.smile_of_the_week(card, links, limits.words, voice))),
            who_lead: self.who_lead(voice),
            who: self
                .questions
                .iter()
                .take(limits.questions)
                .filter_map(|card| safely(card, || self.who_is_this(card, links, limits.words, voice)))
                .collect(),
            who_link: links.who(),
            weeks,
            people_praise: people.iter().map(|row| row.praise).sum(),
            people_complaints: people.iter().map(|row| row.complaints).sum(),
            people,
            people_overlap,
            inbox: LetterLink { href: links.inbox(), text: voice.plain("inbox-all") },
            accounting: self.accounting.sentence(voice),
            late: sentences::late(self, voice),
            not_accepted: (self.accounting.not_accepted > 0)
                .then(|| LetterLink { href: links.not_accepted(), text: voice.plain("account-see") }),
            why: sentences::why(self, voice),
            settings: self.settings(links, voice),
        }
    }

    /// Near the top: the letter in a browser, and the way to be rid of it.
    fn top(&self, links: Links<'_>, voice: &Voice<'_>) -> Vec<LetterLink> {
        let view = self.reader.view_token.iter();
        let view = view.map(|token| LetterLink { href: links.view(token), text: voice.plain("digest-view") });
        let stop = self.reader.stop_token.iter();
        view.chain(stop.map(|token| LetterLink { href: links.stop(token), text: voice.plain("digest-stop") })).collect()
    }

    fn settings(&self, links: Links<'_>, voice: &Voice<'_>) -> Vec<LetterLink> {
        let change = LetterLink { href: links.settings(), text: voice.plain("digest-change") };
        let change = Some(change).filter(|_| self.reader.member.is_some() && self.reader.stop_token.is_some());
        let stop = self.reader.stop_token.iter();
        let stop = stop.map(|token| LetterLink { href: links.stop(token), text: voice.plain("digest-stop") });
        change.into_iter().chain(stop).collect()
    }

    fn more(&self, links: Links<'_>, most: usize, voice: &Voice<'_>) -> Option<LetterLink> {
        let shown = u64::try_from(self.complaints.len().min(most)).unwrap_or(0);
        let more = self.complaints_in_all.checked_sub(shown).filter(|more| *more > 0)?;
        Some(LetterLink { href: links.needs_you(), text: voice.sentence("needs-more", more, &[]) })
    }
}

/// Makes one item; a panic in it costs this item and is told in the log.
fn safely<T>(card: &CardRow, make: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(make))
        .inspect_err(|_| tracing::error!(card = %card.id, "a card could not be told of in a digest"))
        .ok()
}
