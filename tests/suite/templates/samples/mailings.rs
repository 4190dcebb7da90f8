//! The pages about letters on their way out: what waits, what comes when, what was told.

use super::manager::{list, not_accepted, ruth, tab};
use smilecard::web::manager::card_list::CardList;
use smilecard::web::manager::outbox_page::{OutboxPage, StuckLetter};
use smilecard::web::manager::search_form::Choice;
use smilecard::web::manager::subscriptions_page::{ComingLetter, LetterForm, PastLetter, SubscriptionsPage};
use smilecard::web::manager::told::ToldPage;
use smilecard::web::shell::Link;

pub fn outbox() -> OutboxPage {
    OutboxPage {
        shell: ruth(),
        tabs: not_accepted().tabs,
        letters: vec![StuckLetter {
            id: "letter-0".into(),
            kind: "Weekly letter".into(),
            subject: "31 smiles <b>and 6 complaints".into(),
            to: "board@larkspur.example".into(),
            written: not_accepted().letters[0].at.clone(),
            story: "Given up. Tried 9 times. The last answer:".into(),
            said: Some("permanent error (550): 5.1.1 <board>: no such user".into()),
            card: Some(Link { href: "/cards/4182".into(), text: "The card".into() }),
            again: Some("/outbox/1/again".into()),
            drop: Some("/outbox/1/drop".into()),
        }],
        empty: Some("No letter waits: all have gone out.".into()),
        done: Some("It won’t be sent.".into()),
        undo: not_accepted().undo,
        older: Some(Link { href: "/outbox?before=1".into(), text: "Older letters".into() }),
    }
}

fn choices(chosen: &str, all: &[&str]) -> Vec<Choice> {
    all.iter().map(|one| Choice { value: one.to_lowercase(), label: (*one).into(), chosen: *one == chosen }).collect()
}

fn form(id: &str, email: Option<&str>) -> LetterForm {
    LetterForm {
        id: format!("f-{id}"),
        action: format!("/letters/{id}"),
        button: "Save".into(),
        email: email.map(str::to_owned),
        cadence: choices("Once a week", &["Every day", "Once a week", "Once a month"]),
        weekday: choices("Monday", &["Monday", "Tuesday"]),
        month_day: "1".into(),
        hour: choices("07:00", &["07:00", "08:00"]),
        zone: "Europe/London".into(),
        language: choices("English", &["Deutsch", "English"]),
        shows: choices("Praise and complaints", &["Praise and complaints", "Praise alone"]),
        team: choices("All that I may see", &["All that I may see", "Billing line"]),
        place: vec![],
        skip_empty: false,
        absent: true,
        paused_until: "2026-12-01".into(),
    }
}

pub fn letters_page() -> SubscriptionsPage {
    let view = |id: &str, email: &str, stopped| ComingLetter {
        id: id.into(),
        title: "On Mondays at 07:00".into(),
        email: email.into(),
        about: "Of everything. Europe/London time. The next one comes on Monday 24 November.".into(),
        stopped,
        stop: format!("/letters/{id}/stop"),
        form: form(id, None),
    };
    SubscriptionsPage {
        shell: ruth(),
        done: Some("Saved. The next letter begins where the last one ended.".into()),
        error: None,
        own: vec![view("1", "ruth@larkspur.example", false)],
        others: vec![view("2", "board@larkspur.example", false), view("3", "sam@larkspur.example", true)],
        new: form("new", None),
        plain: Some(form("plain", Some(""))),
        past: vec![
            PastLetter {
                link: Link { href: "/letters/sent/1".into(), text: "10 to 16 November".into() },
                subject: "31 smiles, 6 complaints, 5 need you".into(),
                skipped: false,
            },
            PastLetter {
                link: Link { href: "/letters/sent/2".into(), text: "3 to 9 November".into() },
                subject: "0 cards, nothing needs you".into(),
                skipped: true,
            },
        ],
    }
}

pub fn told() -> ToldPage {
    ToldPage {
        shell: ruth(),
        title: "Praise".into(),
        period: "10 to 16 November".into(),
        inbox: CardList { tabs: vec![tab("Praise", "praise", None, true)], ..list() },
    }
}
