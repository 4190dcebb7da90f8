//! Sentences for turns of speech that cards seen for the first time taught, each with its counterpart.
use super::{CardText, Findings, Learnt, Thresholds, find};
use crate::analysis::roster::{Roster, Settings};
use crate::domain::roster::RosterEntry;

fn entry(id: &str, name: &str, team: &str, code: &str) -> RosterEntry {
    let code = Some(code.to_owned()).filter(|code| !code.is_empty());
    RosterEntry { id: id.into(), name: name.into(), team: Some(team.into()), code, ..RosterEntry::default() }
}

fn read(text: &str) -> Findings {
    let roster = Roster::build(
        [
            entry("sunil", "Sunil Mehta", "Helpline", "BB-219"),
            entry("aisha", "Aisha Rahman", "Helpline", ""),
            entry("niamh", "Niamh Byrne", "Dental", ""),
            entry("mark", "Mark Cotter", "Physiotherapy", ""),
            entry("rose", "Rose Galvan", "Cleaning", ""),
            entry("may", "May Long", "Cleaning", ""),
            entry("hope", "Hope Larkin", "Sales", ""),
            entry("chase", "Chase Malone", "Sales", ""),
            entry("june", "June Ford", "Sales", ""),
            entry("deshawn", "DeShawn Carter", "Sales", ""),
        ],
        Settings { organisation: Some("Fairholm Dental".into()) },
    );
    find(&roster, &CardText { text, ..CardText::default() }, &Thresholds::default(), &Learnt::default())
}

/// Whether exactly that agent is tagged in each of the texts.
fn tags(agent: &str, texts: &[&str]) {
    for text in texts {
        let tagged: Vec<String> = read(text).mentions.into_iter().map(|mention| mention.agent).collect();
        assert_eq!(tagged, [agent], "{text}");
    }
}

/// Whether none of the texts tags anybody.
fn tags_nobody(texts: &[&str]) {
    for text in texts {
        assert!(read(text).mentions.is_empty(), "{text}");
    }
}

#[test]
fn who_left_the_writer_cold_is_named_and_who_never_served_them_is_not() {
    tags("sunil", &["Not impressed by Sunil.", "I was not rushed by Sunil.", "Really let down by Sunil."]);
    tags_nobody(&["I wasn't seen by Sunil.", "I was never served by Sunil."]);
}

#[test]
fn a_code_may_be_all_that_somebody_gives_for_a_name() {
    tags("sunil", &["The adviser identified himself only as BB-219.", "She introduced herself to me as BB-219."]);
    tags_nobody(&["The lamp is listed as BB-219."]);
}

#[test]
fn a_denial_reaches_the_whole_card() {
    tags_nobody(&[
        "I've been told I spoke to Sunil on the 3rd. I did not speak to Sunil.",
        "You have written back saying Sunil took my order. It wasn't Sunil.",
        "Never dealt with Sunil.",
        "It wasn't Sunil, Sunil was off that day.",
        "Nunca hablé con Sunil.",
    ]);
    tags(
        "sunil",
        &["Sunil was lovely. It wasn't Sunil who was rude.", "It wasn't Sunil's fault. Sunil was brilliant."],
    );
}

#[test]
fn verbs_of_saying_and_words_for_a_source_name_a_person() {
    tags("sunil", &["Sunil reckons it was out of stock.", "It was sent according to Sunil."]);
    tags_nobody(&["According to Chase the rate is fixed."]);
}

#[test]
fn an_adverb_may_stand_before_the_verb() {
    tags("may", &["It was loaded in no time, and May even found us a discount."]);
    tags("sunil", &["I rang twice and Sunil still can't tell me where it is."]);
    tags_nobody(&["April was wet and May even wetter.", "Bill still hasn't arrived."]);
}

#[test]
fn people_of_our_own_trade_are_staff() {
    tags("niamh", &["My dentist there is Neev, at least that is how it is said.", "My dentist Niamh was great."]);
    tags("mark", &["My physio, Mark, forgot I was coming."]);
    tags_nobody(&["My accountant, Mark, forgot I was coming."]);
}

#[test]
fn a_name_in_small_letters_is_one_where_somebody_was_seen_by_them() {
    tags("sunil", &["was seen by sunil for my lower back"]);
    tags_nobody(&["i hope to be seen by june", "I was told it would be fixed by June."]);
}

#[test]
fn service_in_the_present_is_a_persons() {
    tags("rose", &["Rose keeps the place gleaming.", "Rose makes everyone feel welcome."]);
    tags("hope", &["Hope had us signed in twenty minutes.", "Hope goes out of her way."]);
    tags_nobody(&["Rose bushes line the path.", "Hope keeps us going."]);
}

#[test]
fn a_name_in_two_parts_is_one_name() {
    tags("deshawn", &["My salesman was De Shawn and he was fair."]);
    tags_nobody(&["My favourite salad was De Shawn."]);
}

#[test]
fn a_bank_and_the_people_over_there_are_not_ours() {
    tags_nobody(&[
        "My loan got sold to Chase and the figure was off.",
        "My mortgage is with Chase.",
        "CarMax offered me 9k for my trade. Sunil over there wouldn't go a dollar higher.",
    ]);
    tags("chase", &["My loan was handled by Chase.", "I spoke with Chase about my loan."]);
}

#[test]
fn who_signs_with_the_family_is_the_writer() {
    tags_nobody(&["The visit was great. Thanks, Sunil and family", "All good. Thank you, Sunil & the kids"]);
    tags("sunil", &["Thanks to Sunil and family matters never came up."]);
}

#[test]
fn a_denial_may_stand_behind_the_name() {
    tags_nobody(&[
        "I gather you've spoken to Sunil about my complaint. Wrong person! Sunil had nothing to do with it.",
        "You've spoken to Sunil about my complaint. Sunil wasn't involved.",
        "Your letter says the rude dentist was Dr. Rahman. It was not her, she wasn't even in that day.",
        "Your reply says our dentist was Niamh. She wasn't. We had somebody new.",
        "You claim that Sunil took my call. Sunil wasn't even there.",
    ]);
    tags(
        "sunil",
        &[
            "Sunil was lovely. The delay wasn't his fault, Sunil had nothing to do with the delay.",
            "Sunil helped me on Monday. On Tuesday Sunil wasn't in.",
            "Sunil was brilliant with the wrong person on the line.",
        ],
    );
}

#[test]
fn whom_another_house_gave_the_writer_is_not_ours() {
    tags_nobody(&[
        "PureDent in Derby put me with a hygienist called Sunil before I came here. Glad I switched.",
        "I had a hygienist called Sunil before I switched to you.",
        "The taxi was driven by a bloke called Sunil from AA Cabs who got lost twice.",
        "The Uber Eats guy, Sunil, showed up with the bag ripped open.",
    ]);
    tags(
        "sunil",
        &["They gave me a receptionist called Sunil and he sorted it.", "I spoke to Sunil before I came here."],
    );
}

#[test]
fn what_somebody_is_may_be_told_in_any_language() {
    tags("may", &["For what it's worth, May is the most patient hygiene nurse we've come across."]);
    tags("rose", &["Rose es una recepcionista estupenda y muy amable con mi hija."]);
    tags("sunil", &["Sunil, le réceptionniste, a été franchement désagréable avec ma mère."]);
    tags("aisha", &["L'accueil laisse à désirer : Aisha ne nous a même pas regardés."]);
    tags_nobody(&["May is the best month to come.", "Sunil, a patient, snored."]);
}

#[test]
fn clauses_that_only_a_person_has() {
    tags("rose", &["Rose blew her whistle at my kids.", "Could you let Rose know that it arrived?"]);
    tags(
        "sunil",
        &[
            "My mother wants Sunil to do every check from now on.",
            "Please do not let Sunil touch my teeth again.",
            "Sunil just stands there reading off a sheet.",
            "Our booking was lost and Sunil, when he finally turned up, blamed us.",
            "Sunil at the front desk lost our insurance card.",
        ],
    );
    let both = read("Big thanks to Aisha for the plaster and to Sunil for letting me sit down.");
    assert_eq!(both.mentions.len(), 2);
    tags_nobody(&["I let Sunil play with the toys.", "Rose petals, her favourite, lay about."]);
}
