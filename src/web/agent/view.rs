//! An agent's page in words.

use super::page::{AgentPage, SharedCard, Smile, heading, lead};
use super::strip::{Strip, WeekOfCards};
use crate::domain::names::first_name;
use crate::domain::wording::counts::{and_list, number_word, possessive};
use crate::domain::wording::dates::{Moment, long_day};
use crate::domain::wording::trail;
use crate::services::agent_page::{self, AgentView};
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
            .map(|(index, smile)| self::smile(index, smile, &days, &view.name))
            .collect(),
        more: (left > 0).then(|| Link {
            href: "/me?show=all".to_owned(),
            text: format!("Read the other {}", number_word(number(left))),
        }),
        shared_heading: format!("Shared with you by {givers}"),
        shared: view.shared.iter().enumerate().map(|(index, card)| shared(index, card, &days)).collect(),
        footer: footer(&view),
        name: view.name,
    }
}

fn smile(index: usize, smile: &agent_page::Smile, days: &Days, name: &str) -> Smile {
    let confirmed = smile.confirmed_by.as_deref().filter(|by| *by != name);
    Smile {
        id: format!("smile-{index}"),
        large: index == 0,
        words: smile.words.clone(),
        from: format!("A customer, {}", trail::by(smile.source)),
        day: Moment::day(days.local(smile.received_at).date(), days.today()),
        note: confirmed.map(|by| format!("{} confirmed it was you", first_name(by))),
    }
}

fn shared(index: usize, card: &agent_page::Shared, days: &Days) -> SharedCard {
    let released = long_day(days.local(card.released_at).date(), days.today());
    SharedCard {
        id: format!("shared-{index}"),
        mark: if card.put_right { Mark::Right } else { Mark::Complaint },
        title: if card.put_right { "A complaint, put right" } else { "A complaint" }.to_owned(),
        day: Moment::day(days.local(card.received_at).date(), days.today()),
        words: card.words.clone(),
        note_heading: format!("{} note", possessive(first_name(&card.by))),
        note: card.note.clone(),
        signed: format!("{}, {released}. Who the customer is isn’t shown here.", card.by),
    }
}

fn footer(view: &AgentView) -> String {
    let readers = if view.managers.is_empty() { String::new() } else { format!(", {}", view.managers.join(", ")) };
    format!("Only you{readers} and the people who run Smilecard at {} can open this page.", view.organisation)
}
