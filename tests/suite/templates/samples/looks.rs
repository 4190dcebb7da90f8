//! What waits for a look before it is a card.

use super::manager::{ruth, tab};
use super::{Sample, at};
use smilecard::domain::wording::Words;
use smilecard::web::manager::card_list::Undo;
use smilecard::web::manager::looks_page::{LookRow, LooksPage};
use smilecard::web::shell::{Link, Mark};

fn looks() -> LooksPage {
    LooksPage {
        shell: ruth(),
        tabs: vec![tab("Needs you", "needs", Some(5), false), tab("Have a look", "looks", Some(1), true)],
        lead: "1 card waits for your look. Nobody sees it before you let it in.".into(),
        done: Some("It waits for a look again.".into()),
        undo: Some(Undo { action: "/inbox/looks/1/card/undo".into(), label: "Undo".into() }),
        rows: vec![LookRow {
            id: "look-1".into(),
            mark: Mark::Complaint,
            title: "A complaint".into(),
            age: at("2026-11-17", "2 hours"),
            reason: "It says “cash prize”.".into(),
            words: Words::new("You have won a cash prize.", &[]),
            path: "/inbox/looks/1".into(),
        }],
        empty: None,
        spam: false,
        other: Some(Link { href: "/inbox/looks?show=spam".into(), text: "What was called spam (3)".into() }),
        older: Some(Link { href: "/inbox/looks?before=1".into(), text: "Older ones".into() }),
        may_act: true,
    }
}

pub fn samples() -> Vec<Sample> {
    let none = LooksPage {
        done: None,
        undo: None,
        rows: Vec::new(),
        empty: Some("Nothing was called spam.".into()),
        spam: true,
        older: None,
        ..looks()
    };
    vec![
        Sample::new("looks", "web/manager/looks.html", &looks()),
        Sample::new("looks-none", "web/manager/looks.html", &none),
    ]
}
