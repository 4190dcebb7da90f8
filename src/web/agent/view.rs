//! An agent's page in words.

use super::page::{AgentPage, AskedName, History, NotMe, OwnName, SharedCard, Smile, heading, lead};
use super::strip::{Strip, WeekOfCards};
use crate::domain::ids::CardId;
use crate::domain::names::first_name;
use crate::domain::wording::Words;
use crate::domain::wording::counts::{and_list, number_word, possessive};
use crate::domain::wording::dates::{Moment, long_day};
use crate::domain::wording::trail;
use crate::domain::{About, Settled};
use crate::services::agent_page::{self, AgentView, Thanks};
use crate::services::names::Proposal;
use crate::services::not_me;
use crate::store::aliases::AnswerRow;
use crate::web::frame::{self, Days};
use crate::web::session::who::SignedIn;
use crate::web::shell::{Link, Mark};
use crate::web::state::State;
use jiff::Timestamp;

/// The page.
pub(super) fn page(state: &State, person: &SignedIn, view: AgentView, now: Timestamp) -> AgentPage {
    let days = Days::within(view.zone.clone(), now);
    let today = days.today();
    let first = first_name(&view.name);
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let mut givers: Vec<&str> = view.shared.iter().map(|card| first_name(&card.by)).collect();
    givers.sort_unstable();
    givers.dedup();
    let givers = and_list(&givers);
    let put_right = view.shared.iter().filter(|card| card.put_right).count();
    let left = view.count.saturating_sub(view.smiles.len());
    let weeks: Vec<WeekOfCards> = view
        .weeks
        .iter()
        .map(|week| WeekOfCards {
            monday: week.monday,
            smiles: week.smiles,
            put_right: week.put_right,
            open: week.open,
        })
        .collect();
    AgentPage {
        shell: frame::shell(state, person, &view.organisation, "/me"),
        week: Moment::week(view.monday, today),
        heading: heading(first, number(view.count)),
        lead: lead(number(view.count), number(view.shared.len()), number(put_right), &givers, view.older.is_some()),
        strip: (!weeks.is_empty()).then(|| Strip::draw(&weeks, today)),
        smiles_heading: if view.smiles.is_empty() {
            "Said before".to_owned()
        } else {
            "This week’s smiles".to_owned()
        },
        smiles: view
            .smiles
            .iter()
            .chain(&view.older)
            .enumerate()
            .map(|(index, smile)| self::smile(index, smile, &days, &view))
            .collect(),
        more: (left > 0).then(|| Link {
            href: "/me?show=all".to_owned(),
            text: format!("Read the other {}", number_word(number(left))),
        }),
        shared_heading: format!("Shared with you by {givers}"),
        shared: view.shared.iter().enumerate().map(|(index, card)| shared(index, card, &days, &view)).collect(),
        done: None,
        error: None,
        asked_names: view.proposals.iter().map(asked_name).collect(),
        added_names: view.own.clone(),
        own_names: view.accepted.iter().map(own_name).collect(),
        history: view.not_me.iter().map(|(one, note)| history(one, note.as_ref(), &days)).collect(),
        praise_at_once: view.praise_at_once,
        footer: footer(&view),
        name: view.name,
    }
}

/// "Not me" under a card: a way to say so, or what was said.
fn not_me(id: String, card: CardId, view: &AgentView) -> NotMe {
    let said = view.not_me.iter().find(|(one, _)| one.card == card).map(|(one, _)| match one.answer {
        None => "You said that it isn’t about you. Your manager decides.".to_owned(),
        Some(_) => "You said that it isn’t about you. What was decided stands at the end of this page.".to_owned(),
    });
    NotMe { id, action: said.is_none().then(|| format!("/me/cards/{card}/not-me")), said }
}

fn asked_name(proposal: &Proposal) -> AskedName {
    AskedName {
        form: proposal.form.clone(),
        question: format!("Customers call you “{}”. Is that you?", proposal.alias),
        hint: format!("Managers confirmed it on {} cards.", number_word(u64::from(proposal.times))),
    }
}

fn own_name(answer: &AnswerRow) -> OwnName {
    OwnName { form: answer.form.clone(), told: format!("Cards that say “{}” come to you, too.", answer.alias) }
}

/// What became of a "not me".
fn history(one: &not_me::NotMe, note: Option<&Words>, days: &Days) -> History {
    let day = |at| long_day(days.local(at).date(), days.today());
    let decided = match &one.answer {
        None => "Your manager has not decided yet.".to_owned(),
        Some(answer) => {
            let what = match answer.settled {
                Settled::Kept => "it is about you",
                Settled::Moved => "it is about somebody else",
                Settled::Nobody => "it is about nobody here",
            };
            format!("{} decided on {}: {what}.", answer.by, day(answer.at))
        }
    };
    History {
        when: format!("You said it on {}.", day(one.at)),
        reason: Words::new(&one.reason, &[]),
        decided,
        note: note.cloned(),
    }
}

fn smile(index: usize, smile: &agent_page::Smile, days: &Days, view: &AgentView) -> Smile {
    let confirmed = smile.confirmed_by.as_deref().filter(|by| *by != view.name);
    Smile {
        id: format!("smile-{index}"),
        large: index == 0,
        words: smile.words.clone(),
        from: format!("A customer, {}", trail::by(smile.source)),
        day: Moment::day(days.local(smile.received_at).date(), days.today()),
        note: confirmed.map(|by| format!("{} confirmed it was you", first_name(by))),
        said: smile.said.as_ref().map(|(who, words)| format!("{} says: {words}", first_name(who))),
        thanks: (smile.thanks == Thanks::Possible).then(|| format!("/me/cards/{}/thanks", smile.card)),
        thanked: (smile.thanks == Thanks::Sent).then(|| "You said thanks. It has gone to the customer.".to_owned()),
        not_me: not_me(format!("smile-{index}-not"), smile.card, view),
    }
}

fn shared(index: usize, card: &agent_page::Shared, days: &Days, view: &AgentView) -> SharedCard {
    let released = long_day(days.local(card.released_at).date(), days.today());
    SharedCard {
        id: format!("shared-{index}"),
        mark: if card.put_right { Mark::Right } else { Mark::Complaint },
        title: match (card.about, card.put_right) {
            (Some(About::Rule), _) => "A complaint about a rule, not about you",
            (Some(About::Tool), _) => "A complaint about a tool, not about you",
            (_, true) => "A complaint, put right",
            (_, false) => "A complaint",
        }
        .to_owned(),
        day: Moment::day(days.local(card.received_at).date(), days.today()),
        words: card.words.clone(),
        note_heading: format!("{} note", possessive(first_name(&card.by))),
        note: card.note.clone(),
        signed: format!("{}, {released}. Who the customer is isn’t shown here.", card.by),
        answers: card.answers.clone(),
        answer: format!("/me/cards/{}/answer", card.card),
        answer_label: format!("Answer {}", first_name(&card.by)),
        not_me: not_me(format!("shared-{index}-not"), card.card, view),
    }
}

fn footer(view: &AgentView) -> String {
    let readers = if view.managers.is_empty() { String::new() } else { format!(", {}", view.managers.join(", ")) };
    format!("Only you{readers} and the people who run Smilecard at {} can open this page.", view.organisation)
}
