//! Everyday turns of speech around a name: those that only colleagues stand in, and those of other people.
use smilecard::analysis::mentions::{self, CardText, Findings, Learnt, Thresholds};
use smilecard::analysis::roster::{Roster, Settings};
use smilecard::domain::roster::RosterEntry;

fn entry(id: &str, name: &str, team: &str) -> RosterEntry {
    RosterEntry { id: id.into(), name: name.into(), team: Some(team.into()), ..RosterEntry::default() }
}

fn roster() -> Roster {
    Roster::build(
        [
            entry("sunil", "Sunil Mehta", "Helpline"),
            entry("aisha", "Aisha Rahman", "Lighting"),
            entry("sarah", "Sarah Whitfield", "Furniture"),
            entry("sarahk", "Sarah Kaur", "Gift cards"),
            entry("piet", "Pieter van der Berg", "Carpets"),
            entry("ken", "田中健", "Cookware"),
        ],
        Settings { organisation: Some("Fairholm".into()) },
    )
}

fn find(text: &str) -> Findings {
    mentions::find(&roster(), &CardText { text, ..CardText::default() }, &Thresholds::default(), &Learnt::default())
}

fn tagged(text: &str) -> Vec<String> {
    find(text).mentions.into_iter().map(|mention| mention.agent).collect()
}

#[test]
fn who_is_singled_out_sent_awaited_or_measured_is_tagged() {
    for text in [
        "The driver was Sunil and he was late.",
        "The only one who helped was Sunil.",
        "Rude staff, especially Sunil.",
        "I found Sunil really helpful.",
        "I left three messages for Sunil.",
        "They sent Sunil out to look at it.",
        "Still waiting on Sunil to call.",
        "Could Sunil please call me back?",
        "If it wasn't for Sunil I would have given up.",
        "Sunil hadn't a clue.",
        "Sunil - brilliant.",
        "Disappointed in Sunil.",
        "The rep who helped me (Sunil) was great.",
        "Someone by the name of Sunil rang me.",
        "My complaint was dealt with by Sunil and I must say he was fair.",
    ] {
        assert_eq!(tagged(text), ["sunil"], "{text}");
    }
    assert_eq!(tagged("Neither Aisha nor Sunil replied to my letter."), ["aisha", "sunil"]);
}

#[test]
fn people_of_other_houses_and_families_are_not_tagged() {
    for text in [
        "Aisha from Currys was more helpful.",
        "Spoke to Aisha at Currys.",
        "I went to Currys instead where Aisha sorted it.",
        "DPD driver Aisha was great.",
        "Aisha, the DPD driver, was great.",
        "I hired Aisha to fit it.",
        "The previous owner Aisha left it.",
        "The surveyor Aisha came.",
        "My social worker Aisha rang you.",
        "Storm Aisha hit on Sunday.",
        "I used to live in Aisha, Michigan.",
        "The account is under my name, Aisha.",
        "The driver who swore at me was not Aisha, I know Aisha well.",
        "I thought it was Aisha but it wasn't.",
    ] {
        assert!(tagged(text).is_empty(), "{text}");
    }
}

#[test]
fn an_identity_denied_and_then_credited_is_not_passed_over() {
    let found = find("It wasn't Aisha who was rude, she was the one who put it right.");
    let asked = found.triage.iter().flat_map(|q| &q.candidates).map(|c| &c.agent);
    assert!(found.mentions.iter().map(|m| &m.agent).chain(asked).any(|agent| agent == "aisha"));
}

#[test]
fn particles_are_taken_for_each_other_and_a_name_of_three_letters_is_cut_by_what_follows() {
    assert_eq!(tagged("Mr Van den Berg did a superb job."), ["piet"]);
    assert_eq!(tagged("田中さんがとても親切でした。"), ["ken"]);
    assert!(tagged("田中小姐的服务很好").is_empty());
}

#[test]
fn a_verb_between_a_name_and_a_team_leaves_namesakes_in_question() {
    assert!(tagged("Sarah told me that the gift card could be used online.").is_empty());
    assert_eq!(tagged("Sarah in gift cards was kind to me."), ["sarahk"]);
}

#[test]
fn other_languages_know_a_name_by_its_place() {
    for text in [
        "Leider hat Sunil den Termin vergessen.",
        "Von Sunil bin ich sehr enttäuscht.",
        "Sunil n'a jamais rappelé.",
        "Je suis très déçue de Sunil.",
        "Quiero felicitar a Sunil por su trabajo.",
        "Malheureusement, Sunil n'était pas disponible.",
    ] {
        assert_eq!(tagged(text), ["sunil"], "{text}");
    }
}

#[test]
fn a_title_in_the_roster_is_no_name() {
    let people = ["Nurse Joy Castellano", "Dr. Susan Whitfield", "Sister Xavier Dubois, RN"];
    let entries = people.map(|name| entry(name, name, "Ward"));
    let roster = Roster::build(entries, Settings { organisation: Some("Maple Grove Clinic".into()) });
    let tagged = |text: &str| -> Vec<String> {
        let card = CardText { text, ..CardText::default() };
        let found = mentions::find(&roster, &card, &Thresholds::default(), &Learnt::default());
        found.mentions.into_iter().map(|mention| mention.agent).collect()
    };
    let texts = [
        "Nurse Joy was gentle with our daughter.",
        "Susan Whitfield listened to us for an hour.",
        "Xavier sat with me while they called the ambulance.",
    ];
    for (name, text) in people.into_iter().zip(texts) {
        assert_eq!(tagged(text), [name], "{text}");
    }
    assert!(tagged("The nurse was gentle with our daughter.").is_empty());
}
