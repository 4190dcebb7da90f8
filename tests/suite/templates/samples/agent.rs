//! Derrick's page, full and in a quiet week.

use super::{MOTHER, Sample, at, signed_in, words};
use jiff::civil::date;
use smilecard::domain::wording::{Segment, Words};
use smilecard::web::agent::page::{AgentPage, AskedName, History, NotMe, OwnName, SharedCard, Smile, heading, lead};
use smilecard::web::agent::praise::{PraisePage, PrintedCard};
use smilecard::web::agent::strip::{Strip, WeekOfCards};
use smilecard::web::shell::{Link, Mark};

pub fn samples() -> Vec<Sample> {
    let template = "web/agent/page.html";
    let quiet = AgentPage {
        heading: heading("Derrick", 0),
        lead: lead(0, 0, 0, "Ruth", true),
        smiles_heading: "From Friday 14 November".into(),
        smiles: full().smiles.into_iter().take(1).collect(),
        more: None,
        shared: vec![],
        history: vec![],
        asked_names: vec![],
        own_names: vec![],
        added_names: vec![],
        done: None,
        error: Some("Write why it is not about you: your manager reads it.".into()),
        ..full()
    };
    let first = AgentPage {
        heading: heading("Derrick", 0),
        lead: lead(0, 0, 0, "Ruth", false),
        strip: None,
        smiles: vec![],
        more: None,
        shared: vec![],
        ..full()
    };
    vec![
        Sample::new("praise", "web/agent/praise.html", &praise()),
        Sample::new("agent", template, &full()),
        Sample::new("agent-quiet", template, &quiet),
        Sample::new("agent-first", template, &first),
    ]
}

fn twelve() -> Strip {
    let smiles = [4, 3, 6, 5, 7, 4, 5, 6, 4, 7, 5, 5];
    let right = [0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1];
    let mut monday = date(2025, 8, 25);
    let weeks: Vec<WeekOfCards> = smiles
        .into_iter()
        .zip(right)
        .map(|(smiles, put_right)| {
            let week = WeekOfCards { monday, smiles, put_right, open: 0 };
            monday = monday.saturating_add(jiff::Span::new().weeks(1));
            week
        })
        .collect();
    Strip::draw(&weeks, date(2025, 11, 17))
}

fn may_say(id: &str) -> NotMe {
    NotMe { id: format!("{id}-not"), action: Some(format!("/me/cards/{id}/not-me")), said: None }
}

fn full() -> AgentPage {
    AgentPage {
        shell: signed_in("Derrick Hale", "Your pages", &[("Your cards", "/me")]),
        name: "Derrick Hale".into(),
        week: at("2025-W46", "10 to 16 November"),
        heading: heading("Derrick", 5),
        lead: lead(5, 1, 1, "Ruth", true),
        strip: Some(twelve()),
        smiles_heading: "This week’s smiles".into(),
        smiles: vec![
            Smile {
                id: "q1".into(),
                large: true,
                words: words(MOTHER, &["Derrick"], false),
                from: "A customer, by the form".into(),
                day: at("2025-11-14", "Friday 14 November"),
                note: None,
                said: Some("Ruth says: Great work.".into()),
                thanks: Some("/me/cards/4176/thanks".into()),
                thanked: None,
                not_me: may_say("q1"),
            },
            Smile {
                id: "q2".into(),
                large: false,
                words: Words::from_segments(vec![
                    Segment::plain("Rang at ten to eight expecting to be put off until morning. "),
                    Segment::marked("Derrick Hale", false),
                    Segment::plain(" stayed on after closing and rang me back from his own desk on "),
                    Segment::hidden("phone number hidden"),
                    Segment::plain(" to check it had gone through. That is service."),
                ]),
                from: "A customer, by email".into(),
                day: at("2025-11-12", "Wednesday 12 November"),
                note: None,
                said: None,
                thanks: None,
                thanked: Some("You said thanks. It has gone to the customer.".into()),
                not_me: may_say("q2"),
            },
            Smile {
                id: "q3".into(),
                large: false,
                words: words(
                    "Please thank the Derek who explains things twice and is cheerful both times.",
                    &["Derek"],
                    false,
                ),
                from: "A customer, by the form".into(),
                day: at("2025-11-11", "Tuesday 11 November"),
                note: Some("Ruth confirmed it was you".into()),
                said: None,
                thanks: None,
                thanked: None,
                not_me: NotMe {
                    said: Some("You said that it isn’t about you. Your manager decides.".into()),
                    ..NotMe::default()
                },
            },
        ],
        more: Some(Link { href: "/me?all=1".into(), text: "Read the other two".into() }),
        shared_heading: "Shared with you by Ruth".into(),
        shared: vec![SharedCard {
            id: "c1".into(),
            mark: Mark::Right,
            title: "A complaint, put right".into(),
            day: at("2025-11-11", "Tuesday 11 November"),
            words: words(
                "I was told the credit would be on my next bill. It was not, and I had to ring again and tell the whole story from the start. Derrick was polite both times, but polite is not the same as done.",
                &["Derrick"],
                true,
            ),
            note_heading: "Ruth’s note".into(),
            note: words("Derrick, the credit went into the queue on the 3rd and was never approved at our end. I have rung the customer, apologised and added it by hand. The slip is ours, not yours. Could we look together on Thursday at how you might see that a credit is stuck?", &[], false),
            signed: "Ruth Calder, Thursday 13 November. The customer’s name, phone number and photo are not shown here. This card does not count against you.".into(),
            answers: vec!["I rang twice, and was told that it was done.".into()],
            answer: "/me/cards/4166/answer".into(),
            answer_label: "Answer Ruth".into(),
            not_me: may_say("c1"),
        }],
        done: Some("Thank you. Your manager reads it and decides.".into()),
        error: None,
        asked_names: vec![AskedName {
            form: "del".into(),
            question: "Customers call you “Del”. Is that you?".into(),
            hint: "Managers confirmed it on two cards.".into(),
        }],
        added_names: vec!["Rick".into()],
        own_names: vec![OwnName { form: "delboy".into(), told: "Cards that say “Delboy” come to you, too.".into() }],
        history: vec![History {
            when: "You said it on Tuesday 11 November.".into(),
            reason: words("I was on leave.", &[], false),
            decided: "Ruth Calder decided on Wednesday 12 November: it is about you.".into(),
            note: Some(words("You were at the desk that day.", &[], false)),
        }],
        praise_at_once: true,
        footer: "Only you, Ruth Calder and the people who run Smilecard at Larkspur Mobile can open this page.".into(),
    }
}

fn praise() -> PraisePage {
    PraisePage {
        shell: signed_in("Derrick Hale", "Main", &[("Your cards", "/me")]),
        name: "Derrick Hale".into(),
        lead: "1 card of praise, as customers wrote them.".into(),
        cards: vec![PrintedCard { words: words(MOTHER, &["Derrick"], false), by: "2025-11-14, by the form".into() }],
    }
}
