//! The cards that a digest tells of one by one: complaints, questions, the smile of the week.

use super::gather::Content;
use super::links::Links;
use super::quote::{quote, quote_marked};
use super::smile::why;
use crate::domain::ids::AgentId;
use crate::domain::names::{first_name, one_line};
use crate::domain::wording::titles::{Named, card_title, who_is};
use crate::domain::wording::{Words, ages, counts, dates};
use crate::domain::{Kind, Polarity, Status};
use crate::mail::letters::digest::{CardWords, NeedsYou, SmileOfTheWeek, WhoCandidate, WhoIsThis};
use crate::store::cards::CardRow;
use crate::store::columns::moment;
use crate::store::mentions::{CandidateRow, MentionRow};
use jiff::Timestamp;
use jiff::civil::DateTime;

/// More candidates than these are no help in a letter.
const MOST_CANDIDATES: usize = 3;

impl Content {
    /// A complaint that needs somebody; `most` characters of it.
    pub(super) fn needs_you(&self, card: &CardRow, links: Links<'_>, most: usize) -> NeedsYou {
        NeedsYou {
            title: self.title(card),
            age: ages::age_old(received(card), self.now),
            words: quote(&card.text, self.mentions_of(card), most),
            status: self.status(card),
            action: if links.only_reads() { "Read it in the browser".to_owned() } else { action(card) },
            link: links.card(card.id, card.number),
            open_too: false,
            anchor: format!("c{}", card.number),
        }
    }

    /// What stands for a card whose own item could not be made.
    pub(super) fn bare(card: &CardRow, links: Links<'_>) -> NeedsYou {
        NeedsYou {
            title: "A complaint".to_owned(),
            age: String::new(),
            words: Words::new("This card can only be read on its own page.", &[]),
            status: format!("Card {}.", card.number),
            action: "Open the card".to_owned(),
            link: links.card(card.id, card.number),
            open_too: false,
            anchor: format!("c{}", card.number),
        }
    }

    /// A mention that nobody could place; none if the card has no open question with candidates or without.
    pub(super) fn who_is_this(&self, card: &CardRow, links: Links<'_>, most: usize) -> WhoIsThis {
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
            question: surface.map_or_else(|| "Who is meant?".to_owned(), |surface| who_is(&surface)),
            words: quote_marked(&card.text, span.as_slice(), most),
            anchor: format!("q{}", card.number),
            candidates: asked.iter().take(MOST_CANDIDATES).filter_map(|row| self.candidate(row, card, links)).collect(),
        }
    }

    fn candidate(&self, row: &CandidateRow, card: &CardRow, links: Links<'_>) -> Option<WhoCandidate> {
        let agent = self.agents.get(&row.agent_id)?;
        let why = one_line(&row.why, 160);
        let reason = match self.team_of(row.agent_id) {
            Some(team) => format!("{team}. {why}"),
            None => why,
        };
        let link = links.question(row.card_id, card.number, row.question);
        Some(WhoCandidate { name: one_line(&agent.name, 80), reason, link })
    }

    /// The best words.
    pub(super) fn smile_of_the_week(&self, card: &CardRow, links: Links<'_>, most: usize) -> SmileOfTheWeek {
        let praised: Vec<AgentId> = self
            .mentions_of(card)
            .iter()
            .filter(|row| row.polarity == Polarity::Praise)
            .map(|row| row.agent_id)
            .collect();
        let names: Vec<String> = praised.iter().filter_map(|agent| self.name(*agent)).collect();
        let place = match praised.as_slice() {
            [only] => self.team_of(*only).map(|team| format!(", {team}")).unwrap_or_default(),
            _ => String::new(),
        };
        let day = dates::long_day(self.local(received(card)).date(), self.local(self.now).date());
        SmileOfTheWeek {
            words: quote(&card.text, self.mentions_of(card), most),
            for_whom: match names.as_slice() {
                [] => "For all of you".to_owned(),
                names => format!("For {}", counts::and_list(names)),
            },
            details: format!("{place}. Card {}, {day}. {}", card.number, why(self.span)),
            anchor: format!("c{}", card.number),
            link: links.card(card.id, card.number),
            action: "Read the card".to_owned(),
        }
    }

    /// A card in the customer's words.
    pub(super) fn in_words(&self, card: &CardRow, links: Links<'_>, most: usize) -> CardWords {
        let day = dates::long_day(self.local(received(card)).date(), self.local(self.now).date());
        CardWords {
            title: self.title(card),
            details: format!("Card {}, {day}", card.number),
            words: quote(&card.text, self.mentions_of(card), most),
            complaint: card.kind != Kind::Praise,
            link: links.card(card.id, card.number),
            anchor: format!("c{}", card.number),
        }
    }

    /// "Complaint about Derrick Hale"
    fn title(&self, card: &CardRow) -> String {
        let named = |wanted: &[Polarity]| -> Vec<String> {
            let of = self.mentions_of(card).iter().filter(|row| wanted.contains(&row.polarity));
            of.filter_map(|row| self.name(row.agent_id)).collect()
        };
        let (praised, complained) =
            (named(&[Polarity::Praise]), named(&[Polarity::Complaint, Polarity::Mixed, Polarity::Neutral]));
        let called = |names: &'_ [String]| -> Vec<(String, String)> {
            names.iter().map(|full| (full.clone(), first_name(full).to_owned())).collect()
        };
        let (praised, complained) = (called(&praised), called(&complained));
        fn lend(names: &[(String, String)]) -> Vec<Named<'_>> {
            names.iter().map(|(full, first)| Named { full, first }).collect()
        }
        card_title(card.kind, &lend(&praised), &lend(&complained))
    }

    /// "Card 4182. An answer is due today at 17:00. No owner yet."
    fn status(&self, card: &CardRow) -> String {
        let mut said = vec![format!("Card {}.", card.number)];
        match (card.status, card.due_at.and_then(|due| moment(due).ok())) {
            (Status::Answered | Status::Closed, _) => {
                said.push("The customer has an answer; it is still open.".to_owned())
            }
            (Status::Again, _) => said.push("The customer wrote again.".to_owned()),
            (Status::New | Status::Seen | Status::Open, Some(due)) => {
                let verb = if due < self.now { "was" } else { "is" };
                let when = dates::due(self.local(due), self.local(self.now).date());
                said.push(format!("An answer {verb} due {when}."));
            }
            (Status::New | Status::Seen | Status::Open, None) => {}
        }
        match card.owner_id {
            None => said.push("No owner yet.".to_owned()),
            Some(owner) if Some(owner) == self.reader.member => said.push("You look after it.".to_owned()),
            Some(owner) => {
                let name = self.members.get(&owner).map(|name| one_line(name, 80)).unwrap_or_default();
                let who = if name.is_empty() { "A colleague" } else { first_name(&name) };
                said.push(format!("{who} looks after it."));
            }
        }
        if card.uncertain {
            said.push("We could not tell who is meant.".to_owned());
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
fn action(card: &CardRow) -> String {
    let customer = card.customer_name.as_deref().map(|name| one_line(name, 40)).unwrap_or_default();
    match (card.owner_id, card.status, &card.customer_email) {
        (None, ..) => "Take it on".to_owned(),
        (Some(_), Status::Answered | Status::Closed, _) => "Finish it".to_owned(),
        (Some(_), Status::New | Status::Seen | Status::Open | Status::Again, Some(_)) if !customer.is_empty() => {
            format!("Answer {}", first_name(&customer))
        }
        (Some(_), Status::New | Status::Seen | Status::Open | Status::Again, Some(_)) => "Answer".to_owned(),
        (Some(_), Status::New | Status::Seen | Status::Open | Status::Again, None) => "Open the card".to_owned(),
    }
}

fn received(card: &CardRow) -> Timestamp {
    moment(card.received_at).unwrap_or(Timestamp::UNIX_EPOCH)
}
