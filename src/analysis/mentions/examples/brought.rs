//! Sentences in which somebody is brought up without a plain verb of service, or under a name heard or typed wrongly, each
//! with its counterpart.
use super::{read, tags, tags_nobody};
use crate::analysis::mentions::{CardText, Learnt, Thresholds, behind, find, testing};
use crate::domain::roster::RosterEntry;

#[test]
fn one_of_that_name_is_somebody_who_is_named() {
    tags(
        "sunil",
        &["A certain Sunil kept me waiting.", "J'ai eu affaire à un certain Sunil.", "Un tal Sunil me atendió."],
    );
    tags("mark", &["On the 3rd I was assured by a Mark Cotter that it was in the post."]);
    tags_nobody(&["It takes a certain grace.", "A Mark Cotter print hangs there."]);
}

#[test]
fn what_somebody_still_owes_or_used_to_do_is_theirs() {
    tags("sunil", &["Where Sunil used to ring within the hour, nobody does now.", "Sunil fixes things."]);
    tags_nobody(&["London still hasn't called me back.", "May used to be warm."]);
    let owes = |text: &str, name: &str| {
        testing::at(&testing::nobody(), text, name, |r, i| behind::after(r, i + 1, i).is_some_and(|cue| cue.1 >= 3.0))
    };
    assert!(owes("Taylor still hasn't called me back.", "taylor"));
    assert!(!owes("Taylor still street.", "taylor"));
}

#[test]
fn whom_it_was_that_the_writer_dealt_with_is_tagged() {
    tags("aisha", &["It was Aisha I dealt with on Friday.", "I don't like being shouted at across the hall by Aisha."]);
    tags("may", &["Told May I was leaving, and she ran the numbers with me."]);
    tags_nobody(&["It was May I wanted to be over.", "We sat by Rose Lake all day.", "May I ask why?"]);
}

#[test]
fn who_is_measured_or_placed_without_a_verb_of_service_is_tagged() {
    tags(
        "sunil",
        &[
            "Grace knew her springs. Can't say the same for Sunil.",
            "None of them comes close to Sunil.",
            "Sunil here put in one clamp and charged me forty.",
            "Robert was patient, Sunil was careful with our antique stairs.",
        ],
    );
    tags_nobody(&[
        "Sunil here, I put in one clamp.",
        "None of them comes close to London.",
        "We were up in Skye for a week.",
    ]);
}

#[test]
fn a_code_is_somebodys_where_the_writer_knows_them_by_it() {
    tags("sunil", &["I only know him as BB-219, but he made soda bread.", "Agent BB-219 cancelled on us."]);
    tags_nobody(&["The lamp is listed as BB-219.", "I know the lamp as BB-219."]);
}

#[test]
fn a_whole_name_with_slips_in_both_parts_is_found() {
    tags("niamh", &["The chat agent was a Neamh Birne, very polite.", "Our host Neamh Birne lent us her bicycle."]);
    tags_nobody(&["Our host Noreen Birne lent us her bicycle.", "We took the Neamh Road."]);
}

#[test]
fn a_name_that_the_lists_know_is_rather_somebody_elses() {
    let person = |id: &str, name: &str| RosterEntry { id: id.into(), name: name.into(), ..RosterEntry::default() };
    let people = [
        person("hartley", "Tom Hartley"),
        person("greenwood", "Sarah Greenwood"),
        person("fitz", "Sean Fitzgerald"),
        person("merton", "Martin Merton"),
        person("trotta", "Katharina von Trotta"),
    ];
    let roster = testing::house("Halden", people);
    let tagged = |text: &str| {
        let card = CardText { text, ..CardText::default() };
        let found = find(&roster, &card, &Thresholds::default(), &Learnt::default());
        found.mentions.into_iter().map(|m| m.agent).collect::<Vec<_>>()
    };
    for other in ["Tom Hart", "Sarah Green", "Marvin Morton"] {
        assert!(tagged(&format!("{other} was rude to me on the phone.")).is_empty(), "{other}");
    }
    assert_eq!(tagged("Sean Fitz was rude to me on the phone."), ["fitz"]);
    assert_eq!(tagged("Katherina von Trota lent us her bicycle."), ["trotta"]);
}

#[test]
fn a_station_is_no_person_and_who_meets_one_there_is() {
    let florence = RosterEntry { id: "florence".into(), name: "Florence Hale".into(), ..RosterEntry::default() };
    let roster = testing::house("Halden", [florence]);
    let count = |text: &str| {
        let card = CardText { text, ..CardText::default() };
        find(&roster, &card, &Thresholds::default(), &Learnt::default()).mentions.len()
    };
    assert_eq!(count("The connection at Manchester Florence was never going to work."), 0);
    assert_eq!(count("When we got to Leeds Florence met us and found our bags."), 1);
}

#[test]
fn a_journey_from_one_town_to_another_is_no_mail() {
    tags(
        "aisha",
        &["The trip was a disaster.\nFrom: Leeds\nTo: York\nAisha on the platform was lovely and found me a seat."],
    );
    tags_nobody(&["The trip was a disaster.\n\nFrom: Tom Hill\nSent: Monday\nAisha on the platform was lovely."]);
}

#[test]
fn a_word_at_the_head_of_a_sentence_may_be_asked_about() {
    let asked = |text: &str| read(text).triage.iter().any(|q| q.surface == "Rose");
    assert!(asked("Sunil was wonderful. Rose, less so."));
    assert!(!asked("Rose petals in the bath were lovely.") && !asked("Rose!"));
}

#[test]
fn an_english_word_is_a_name_where_no_english_is_written() {
    tags("hope", &["Hope an der Kasse hat mir sehr geholfen."]);
    tags_nobody(&["Hope you can help me with the till."]);
}

#[test]
fn a_name_of_letters_between_other_letters_is_read() {
    tags("aisha", &["客服Aisha态度很好，退款第二天就到账了。"]);
    tags_nobody(&["我在London住了三年。"]);
}

#[test]
fn a_name_typed_or_heard_wrongly_is_found_where_it_is_told() {
    tags("niamh", &["The lady I got, Neev, said it was fine."]);
    tags("aisha", &["It sounded like Arsha, on your helpline."]);
    tags_nobody(&["The lady in the shop, Neeve's mother, said it was fine.", "The sauce sounded like harissa."]);
}

#[test]
fn whom_the_writer_never_blamed_is_not_blamed() {
    tags_nobody(&["I never said Sunil was rude. I said the neighbour was rude.", "I never spoke to any Sunil."]);
    tags("sunil", &["I said Sunil was rude. He was."]);
}

#[test]
fn a_clause_may_be_over_before_the_name() {
    tags("sunil", &["Before I'd finished my tea Sunil had found the box."]);
    tags_nobody(&["I walked my goldfish Sunil had fits."]);
}
