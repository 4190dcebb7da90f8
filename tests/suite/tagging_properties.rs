//! What must hold for every text and roster.

use proptest::prelude::*;
use smilecard::analysis::mentions::{self, CardText, Correction, Learnt, Thresholds};
use smilecard::analysis::roster::{Change, Roster, Settings};
use smilecard::domain::roster::RosterEntry;

fn people() -> Vec<RosterEntry> {
    [
        ("derrick", "Derrick Walsh"),
        ("ana", "Ana Ortiz"),
        ("will", "Will Osei"),
        ("chris1", "Chris Nolan"),
        ("chris2", "Christopher Vance"),
        ("oneil", "Maeve O'Neil"),
        ("jose", "José Núñez"),
        ("tanaka", "田中 太郎"),
        ("berg", "Pieter van der Berg"),
    ]
    .into_iter()
    .map(|(id, name)| RosterEntry {
        id: id.to_owned(),
        name: name.to_owned(),
        code: Some(format!("{}7", id.len())),
        ..RosterEntry::default()
    })
    .collect()
}

fn find(roster: &Roster, text: &str) -> mentions::Findings {
    mentions::find(roster, &CardText { text, ..CardText::default() }, &Thresholds::default(), &Learnt::default())
}

fn roster() -> Roster {
    Roster::build(people(), Settings::default())
}

/// Pieces that names, cues and trouble are made of.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Derrick".to_owned()),
        Just("Derik".to_owned()),
        Just("ana".to_owned()),
        Just("Will".to_owned()),
        Just("Chris".to_owned()),
        Just("O’Neil".to_owned()),
        Just("van der Berg".to_owned()),
        Just("田中さん".to_owned()),
        Just("José".to_owned()),
        Just("I spoke with".to_owned()),
        Just("was rude.".to_owned()),
        Just("Regards,\n".to_owned()),
        Just("> ".to_owned()),
        Just("D-E-R-R-I-C-K".to_owned()),
        Just("agent 77".to_owned()),
        Just("'s".to_owned()),
        Just("\u{301}".to_owned()),
        Just("my wife".to_owned()),
        Just("\n".to_owned()),
        ".{0,8}",
        "[a-zA-Z]{1,9}",
    ];
    prop::collection::vec(piece, 0..30).prop_map(|p| p.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_makes_it_panic_and_spans_lie_on_the_text(text in text()) {
        let found = find(&roster(), &text);
        for m in &found.mentions {
            prop_assert!(!m.spans.is_empty());
            prop_assert!(m.spans.iter().any(|s| text.get(s.clone()) == Some(m.surface.as_str())));
            for s in &m.spans {
                prop_assert!(text.get(s.clone()).is_some_and(|t| !t.is_empty() && t.trim() == t));
            }
        }
        for q in &found.triage {
            prop_assert_eq!(text.get(q.span.clone()), Some(q.surface.as_str()));
        }
    }

    #[test]
    fn the_order_of_the_roster_changes_nothing(text in text(), seed in 0usize..9) {
        let mut turned = people();
        turned.rotate_left(seed);
        turned.reverse();
        let other = Roster::build(turned, Settings::default());
        prop_assert_eq!(find(&roster(), &text), find(&other, &text));
    }

    #[test]
    fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        for question in find(&roster(), &text).triage {
            prop_assert!(text.get(question.span).is_some());
        }
    }

    /// Names, nicknames, teams and archiving in any order: what the overlay finds is what a new index finds.
    #[test]
    fn an_overlay_finds_what_a_fresh_index_finds(
        text in text(),
        begins in 0usize..10,
        changes in prop::collection::vec((0usize..9, 0usize..9, 0u8..5), 0..12),
    ) {
        let all = people();
        let mut plain: std::collections::BTreeMap<String, RosterEntry> =
            all.iter().take(begins).map(|entry| (entry.id.clone(), entry.clone())).collect();
        let mut grown = Roster::build(plain.values().cloned(), Settings::default());
        for (who, other, what) in changes {
            let mut entry = all[who].clone();
            match what {
                0 => entry.name = all[other].name.clone(),
                1 => entry.nicknames = vec![all[other].name.split(' ').next().unwrap_or("Dez").to_owned()],
                2 => entry.team = Some("Derrick desk".to_owned()),
                _ => {}
            }
            let change = if what == 4 {
                plain.remove(&entry.id);
                Change::Gone(entry.id)
            } else {
                plain.insert(entry.id.clone(), entry.clone());
                Change::Put(entry)
            };
            grown = grown.with_changes([change]);
        }
        let fresh = Roster::build(plain.into_values(), Settings::default());
        prop_assert_eq!(grown.len(), fresh.len());
        prop_assert_eq!(find(&fresh, &text), find(&grown, &text));
        prop_assert_eq!(find(&fresh, &text), find(&grown.compacted(), &text));
    }

    /// Sentences that say nothing about anybody, before and after: only the offsets move.
    #[test]
    fn sentences_without_evidence_change_nothing(
        named in 0usize..NAMED.len(),
        before in prop::collection::vec(0usize..EMPTY.len(), 0..4),
        after in prop::collection::vec(0usize..EMPTY.len(), 0..4),
    ) {
        let join = |list: &[usize]| list.iter().map(|n| EMPTY[*n]).collect::<Vec<_>>().join(" ");
        let head = if before.is_empty() { String::new() } else { format!("{} ", join(&before)) };
        let text = format!("{head}{} {}", NAMED[named], join(&after));
        let (alone, within) = (find(&roster(), NAMED[named]), find(&roster(), &text));
        let facts = |found: &mentions::Findings, by: usize| -> Vec<_> {
            found
                .mentions
                .iter()
                .map(|m| {
                    let spans: Vec<_> = m.spans.iter().map(|s| s.start - by..s.end - by).collect();
                    (m.agent.clone(), spans, m.rule, m.confidence)
                })
                .collect()
        };
        prop_assert_eq!(facts(&alone, 0), facts(&within, head.len()));
        prop_assert_eq!(alone.triage.len(), within.triage.len());
    }
}

const NAMED: &[&str] = &[
    "Derrick was so helpful to me.",
    "I spoke with Ana and she hung up.",
    "Chris was rude to my mother.",
    "Pieter van der Berg fixed the boiler.",
    "My wife Ana waited outside.",
    "Thanks to Will I have a phone again.",
    "Deric sold me the wrong case.",
    "It wasn't Derrick who called.",
    "I will never come back.",
];
const EMPTY: &[&str] = &[
    "The shop was clean.",
    "Parking is easy.",
    "It rained all day.",
    "The music was a little loud.",
    "We had to wait for a while.",
];

#[test]
fn a_sentence_without_evidence_before_or_after_moves_only_the_spans() {
    let one = find(&roster(), "Derrick was so helpful.");
    let more = "The shop was clean. Derrick was so helpful. Parking is easy.";
    let two = find(&roster(), more);
    assert_eq!(one.mentions[0].confidence, two.mentions[0].confidence);
    assert_eq!(&more[two.mentions[0].spans[0].clone()], "Derrick");
}

#[test]
fn long_texts_take_time_in_proportion() {
    let unit = "I spoke with Derrick and Chris, then D-E-R-E-K, my wife Ana said no 田中さん. \"Will I\" - ";
    let roster = roster();
    let time = |n: usize| {
        let text = unit.repeat(n);
        let card = CardText { text: &text, ..CardText::default() };
        (0..3)
            .map(|_| {
                let s = std::time::Instant::now();
                mentions::locate(&roster, &card, &Thresholds::default(), &Learnt::default());
                s.elapsed()
            })
            .min()
            .unwrap()
    };
    time(10);
    let (small, large) = (time(100), time(1600));
    assert!(large < small * 16 * 6, "16 times the text took {large:?} after {small:?}");
}

#[test]
fn an_archived_agent_is_gone_and_a_renamed_one_found() {
    let mut roster = roster();
    roster.archive("ana");
    assert!(find(&roster, "Ana was so kind.").mentions.is_empty());
    roster.upsert(RosterEntry { id: "derrick".into(), name: "Zebulon Walsh".into(), ..RosterEntry::default() });
    assert!(find(&roster, "Derrick was so kind.").mentions.is_empty());
    assert_eq!(find(&roster, "Zebulon was so kind.").mentions[0].agent, "derrick");
    assert_eq!(find(&roster.compacted(), "Zebulon was so kind.").mentions[0].agent, "derrick");
}

#[test]
fn two_corrections_teach_an_alias_and_undoing_one_takes_it_back() {
    let means = || Correction::Means { surface: "Dezza".into(), agent: "derrick".into() };
    let roster = roster();
    let look = |log: &[Correction]| {
        mentions::find(
            &roster,
            &CardText { text: "Dezza was so helpful.", ..CardText::default() },
            &Thresholds::default(),
            &Learnt::replay(log),
        )
        .mentions
        .len()
    };
    assert_eq!(look(&[]), 0);
    assert_eq!(look(&[means()]), 0);
    assert_eq!(look(&[means(), means()]), 1);
    assert_eq!(look(&[means(), means(), Correction::Undone { index: 1 }]), 0);
    assert_eq!(look(&[means(), means(), Correction::NotAPerson { surface: "dezza".into() }]), 0);
}

#[test]
fn a_name_learnt_once_is_asked_about_wherever_it_stands() {
    let means = Correction::Means { surface: "Dezza".into(), agent: "derrick".into() };
    let (roster, learnt) = (roster(), Learnt::replay(&[means]));
    for text in [
        "Dezza again, and again so patient.",
        "six stars for dezza",
        "the second time it was dezza that picked up",
        "Dezza!!",
        "not sure about your opening hours but dezza",
    ] {
        let found = mentions::find(&roster, &CardText { text, ..CardText::default() }, &Thresholds::default(), &learnt);
        assert!(found.mentions.is_empty(), "{text}: tagged");
        assert!(found.triage.iter().any(|q| q.candidates[0].agent == "derrick"), "{text}: {found:?}");
    }
    let own = CardText { text: "Regards,\nDezza", ..CardText::default() };
    assert!(
        mentions::find(&roster, &own, &Thresholds::default(), &learnt).triage.is_empty(),
        "a signature is the writer's"
    );
}

#[test]
fn a_card_from_before_somebody_came_is_not_about_them() {
    let entry = RosterEntry {
        id: "n".into(),
        name: "Nadia Fox".into(),
        active_from: Some("2025-06-01T00:00:00Z".parse().unwrap()),
        ..RosterEntry::default()
    };
    let roster = Roster::build([entry], Settings::default());
    let at = |t: &str| {
        mentions::find(
            &roster,
            &CardText { text: "Nadia was so kind.", received_at: Some(t.parse().unwrap()), ..CardText::default() },
            &Thresholds::default(),
            &Learnt::default(),
        )
        .mentions
        .len()
    };
    assert_eq!(at("2025-03-01T00:00:00Z"), 0);
    assert_eq!(at("2025-07-01T00:00:00Z"), 1);
}
