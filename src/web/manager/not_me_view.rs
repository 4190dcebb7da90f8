//! How a card's page shows an agent's "not me", and what was decided.

use super::card_list::Undo;
use super::card_page::NotMe;
use super::people::{self, Purpose};
use crate::domain::wording::Words;
use crate::domain::wording::dates::{Moment, long_day};
use crate::domain::{Settled, names};
use crate::services::not_me::{self, Answer as Decided};
use crate::web::frame::Days;

/// How a card's page shows it.
pub(super) fn shown(one: &not_me::NotMe, may_act: bool, days: &Days) -> NotMe {
    let first = names::first_name(&one.name);
    NotMe {
        id: format!("not-me-{}", one.id),
        heading: format!("{first} says: not me"),
        reason: Words::new(&one.reason, &[]),
        at: Moment::brief(days.local(one.at), days.today()),
        decided: one.answer.as_ref().map(|answer| decided(answer, first, days)),
        note: one.answer.as_ref().and_then(|answer| answer.note.as_deref()).map(|note| Words::new(note, &[])),
        action: (may_act && one.answer.is_none()).then(|| format!("/cards/{}/not-me/{}", one.card, one.id)),
        reopen: one.answer.as_ref().and_then(|answer| answer.act).filter(|_| may_act).map(|act| Undo {
            action: format!("/cards/{}/decisions/{act}/undo", one.card),
            label: "Open it again".to_owned(),
        }),
        keep: format!("It is about {first}"),
        someone: people::href(one.card, &Purpose::NotMe(one.id), None),
        note_label: format!("Your note to {first} (optional)"),
    }
}

fn decided(answer: &Decided, first: &str, days: &Days) -> String {
    let day = long_day(days.local(answer.at).date(), days.today());
    let what = match answer.settled {
        Settled::Kept => format!("it is about {first}"),
        Settled::Moved => "it is about somebody else".to_owned(),
        Settled::Nobody => "it is about nobody of ours".to_owned(),
    };
    format!("{} decided on {day}: {what}.", answer.by)
}
