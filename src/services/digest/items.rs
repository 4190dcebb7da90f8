//! The cards that a digest tells of one by one: complaints, questions, the smile of the week.

use super::gather::Content;
use super::links::Links;
use super::quote::{quote, quote_marked};
use crate::domain::ids::AgentId;
use crate::domain::names::{first_name, one_line};
use crate::domain::wording::Words;
use crate::domain::{Kind, Polarity, Status};
use crate::mail::letters::digest::{CardWords, NeedsYou, SmileOfTheWeek, WhoCandidate, WhoIsThis};
use crate::mail::letters::frame;
use crate::mail::letters::voice::Voice;
use crate::render::reasons::About;
use crate::services::letters_in::UNREADABLE;
use crate::store::cards::CardRow;
use crate::store::columns::moment;
use crate::store::mentions::{CandidateRow, MentionRow};
use jiff::Timestamp;
use jiff::civil::DateTime;

/// Characters of why somebody may be meant.
const LONGEST_REASON: usize = 200;

/// More candidates than these are no help in a letter.
const MOST_CANDIDATES: usize = 3;

impl Content {
    /// A complaint that needs somebody; `most` characters of it.
    pub(super) fn needs_you(&self, card: &CardRow, links: Links<'_>, most: usize, voice: &Voice<'_>) -> NeedsYou {
        NeedsYou {
            title: self.title(card, voice),
            age: voice.age(received(card), self.now),
            words: self.words_of(card, most, voice),
            status: self.status(card, voice),
            action: if links.only_reads() { voice.plain("do-read") } else { action(card, voice) },
            link: links.card(card.id, card.number),
            open_too: false,
            anchor: format!("c{}", card.number),
        }
    }

    /// What stands for a card whose own item could not be made.
    pub(super) fn bare(card: &CardRow, links: Links<'_>, voice: &Voice<'_>) -> NeedsYou {
        NeedsYou {
            title: voice.plain("needs-bare-title"),
            age: String::new(),
            words: Words::new(&voice.plain("needs-bare"), &[]),
            status: voice.say("card-said", &[("number", &card.number.to_string())]),
            action: voice.plain("open-card"),
            link: links.card(card.id, card.number),
            open_too: false,
            anchor: format!("c{}", card.number),
        }
    }

    /// A mention that nobody could place; none if the card has no open question with candidates or without.
    pub(super) fn who_is_this(&self, card: &CardRow, links: Links<'_>, most: usize, voice: &Voice<'_>) -> WhoIsThis {
        let rows: Vec<&CandidateRow> = self
            .candidates
            .get(&card.id)
            .map(|rows| rows.iter().filter(|row| row.decided_at.is_none()).collect())
            .unwrap_or_default();
        let first = rows.first().map(|row| row.question);
        let asked: Vec<&CandidateRow> = rows.into_iter().filter(|row| Some(row.question) == first).collect();
        let surface = asked.first().map(|row| one_line(&row.surface, 60)).filter(|surface| !surface.is_empty());
        let span = asked.first().and_then(|row| {
            let (start, end) = (usize::try_from(row.span_start).ok()?, usize::try_from(row.span_end).ok()?);
            Some((start..end, false))
        });
        WhoIsThis {
            question: match surface {
                None => voice.plain("who-meant"),
                Some(surface) => voice.say("who-is", &[("surface", &surface)]),
            },
            words: quote_marked(&card.text, span.as_slice(), most),
            anchor: format!("q{}", card.number),
            candidates: asked
                .iter()
                .take(MOST_CANDIDATES)
                .filter_map(|row| self.candidate(row, card, links, voice))
                .collect(),
        }
    }

    fn candidate(
        &self,
        row: &CandidateRow,
        card: &CardRow,
        links: Links<'_>,
        voice: &Voice<'_>,
    ) -> Option<WhoCandidate> {
        let agent = self.agents.get(&row.agent_id)?;
        let organisation = &self.organisation.name;
        let about = About { surface: &row.surface, name: &agent.name, organisation };
        let why = one_line(&voice.reason(&row.why, about), LONGEST_REASON);
        let reason = match self.team_of(row.agent_id) {
            Some(team) if why.is_empty() => team,
            Some(team) => format!("{team}. {why}"),
            None => why,
        };
        let link = links.question(row.card_id, card.number, row.question);
        Some(WhoCandidate { name: one_line(&agent.name, 80), reason, link })
    }

    /// The best words.
    pub(super) fn smile_of_the_week(
        &self,
        card: &CardRow,
        links: Links<'_>,
        most: usize,
        voice: &Voice<'_>,
    ) -> SmileOfTheWeek {
        let praised: Vec<AgentId> = self
            .mentions_of(card)
            .iter()
            .filter(|row| row.polarity == Polarity::Praise)
            .map(|row| row.agent_id)
            .collect();
        let names: Vec<String> = praised.iter().filter_map(|agent| self.name(*agent)).collect();
        let place = match praised.as_slice() {
            [only] => self.team_of(*only).map(|team| voice.say("smile-team", &[("team", &team)])).unwrap_or_default(),
            _ => String::new(),
        };
        let day = self.day(card, voice);
        let card_of = voice.say("card-came", &[("number", &card.number.to_string()), ("when", &day)]);
        let why = voice.count("smile-why", self.span.gap(), &[("span", self.span.name())]);
        SmileOfTheWeek {
            words: quote(&card.text, self.mentions_of(card), most),
            for_whom: match names.as_slice() {
                [] => voice.plain("smile-for-all"),
                names => voice.say("smile-for", &[("people", &voice.list(names))]),
            },
            details: format!("{place}. {card_of} {why}"),
            anchor: format!("c{}", card.number),
            link: links.card(card.id, card.number),
            action: voice.plain("smile-read"),
        }
    }

    /// A card in the customer's words.
    pub(super) fn in_words(&self, card: &CardRow, links: Links<'_>, most: usize, voice: &Voice<'_>) -> CardWords {
        let given = (card.number.to_string(), self.day(card, voice));
        CardWords {
            title: self.title(card, voice),
            details: voice.say("words-card", &[("number", &given.0), ("day", &given.1)]),
            words: self.words_of(card, most, voice),
            complaint: card.kind != Kind::Praise,
            link: links.card(card.id, card.number),
            anchor: format!("c{}", card.number),
        }
    }

    /// A card's words, with the names marked. What stands for a letter that could not be read is ours, and so is said in
    /// the reader's language.
    fn words_of(&self, card: &CardRow, most: usize, voice: &Voice<'_>) -> Words {
        if card.text == UNREADABLE {
            return Words::new(&voice.plain("card-unreadable"), &[]);
        }
        quote(&card.text, self.mentions_of(card), most)
    }

    /// "Complaint about Derrick Hale"
    fn title(&self, card: &CardRow, voice: &Voice<'_>) -> String {
        let named = |wanted: &[Polarity]| -> Vec<String> {
            let of = self.mentions_of(card).iter().filter(|row| wanted.contains(&row.polarity));
            of.filter_map(|row| self.name(row.agent_id)).collect()
        };
        let (praised, complained) =
            (named(&[Polarity::Praise]), named(&[Polarity::Complaint, Polarity::Mixed, Polarity::Neutral]));
        frame::title(voice, card.kind, &praised, &complained)
    }

    /// The day on which a card came: "Friday 14 November"
    fn day(&self, card: &CardRow, voice: &Voice<'_>) -> String {
        voice.day(self.local(received(card)).date(), self.local(self.now).date())
    }

    /// "Card 4182. An answer is due today at 17:00. No owner yet."
    fn status(&self, card: &CardRow, voice: &Voice<'_>) -> String {
        let mut said = vec![voice.say("card-said", &[("number", &card.number.to_string())])];
        match (card.status, card.due_at.and_then(|due| moment(due).ok())) {
            (Status::Answered | Status::Closed, _) => said.push(voice.plain("card-answered")),
            (Status::Again, _) => said.push(voice.plain("card-again")),
            (Status::New | Status::Seen | Status::Open, Some(due)) => {
                let key = if due < self.now { "card-due-was" } else { "card-due" };
                let when = voice.due(self.local(due), self.local(self.now).date());
                said.push(voice.say(key, &[("due", &when)]));
            }
            (Status::New | Status::Seen | Status::Open, None) => {}
        }
        match card.owner_id {
            None => said.push(voice.plain("card-unowned")),
            Some(owner) if Some(owner) == self.reader.member => said.push(voice.plain("card-yours")),
            Some(owner) => {
                let name = self.members.get(&owner).map(|name| one_line(name, 80)).unwrap_or_default();
                said.push(match first_name(&name) {
                    "" => voice.plain("card-colleague"),
                    name => voice.say("card-owner", &[("name", name)]),
                });
            }
        }
        if card.uncertain {
            said.push(voice.plain("card-unsure"));
        }
        said.join(" ")
    }

    fn mentions_of(&self, card: &CardRow) -> &[MentionRow] {
        self.mentions.get(&card.id).map(Vec::as_slice).unwrap_or_default()
    }

    /// An agent's name on one line.
    pub(super) fn name(&self, agent: AgentId) -> Option<String> {
        self.agents.get(&agent).map(|row| one_line(&row.name, 80))
    }

    /// The name of an agent's team on one line.
    pub(super) fn team_of(&self, agent: AgentId) -> Option<String> {
        self.teams.get(&self.agents.get(&agent)?.team_id?).map(|name| one_line(name, 60))
    }

    /// A moment on the reader's own clock.
    pub(super) fn local(&self, moment: Timestamp) -> DateTime {
        moment.to_zoned(self.reader.zone().clone()).datetime()
    }
}

/// What the button offers: to own it, to answer, to finish.
fn action(card: &CardRow, voice: &Voice<'_>) -> String {
    let customer = card.customer_name.as_deref().map(|name| one_line(name, 40)).unwrap_or_default();
    match (card.owner_id, card.status, &card.customer_email) {
        (None, ..) => voice.plain("do-take"),
        (Some(_), Status::Answered | Status::Closed, _) => voice.plain("do-finish"),
        (Some(_), Status::New | Status::Seen | Status::Open | Status::Again, Some(_)) if !customer.is_empty() => {
            voice.say("do-answer-name", &[("name", first_name(&customer))])
        }
        (Some(_), Status::New | Status::Seen | Status::Open | Status::Again, Some(_)) => voice.plain("do-answer-short"),
        (Some(_), Status::New | Status::Seen | Status::Open | Status::Again, None) => voice.plain("open-card"),
    }
}

fn received(card: &CardRow) -> Timestamp {
    moment(card.received_at).unwrap_or(Timestamp::UNIX_EPOCH)
}
