//! Sentences for turns of speech that cards seen for the first time taught, each with its counterpart.
//! Those about people who are none of ours are in `strangers`, those about names heard or brought up in passing in `brought`,
//! those about names that are words, or oddly written, in `words`.
mod brought;
mod strangers;
mod words;

use super::{CardText, Findings, Learnt, Thresholds, find};
use crate::analysis::roster::{Roster, Settings};
use crate::domain::roster::RosterEntry;
use crate::domain::{Kind, Polarity};

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
            entry("sunday", "Sunday Eze", "Cleaning", ""),
            entry("will", "Will Hart", "Cleaning", ""),
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
        "The text said Sunil would come. It definitely wasn't Sunil, I'd know him anywhere.",
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
    tags("sunil", &["She said her name was Sunil and that it was full. It wasn't."]);
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

#[test]
fn a_day_is_no_person() {
    tags_nobody(&["We came home Sunday teatime.", "I rang on Sunday and nobody answered.", "We arrived Sunday."]);
    tags("sunday", &["Sunday at the front desk found my coat."]);
}

#[test]
fn mail_is_quoted_in_any_language() {
    tags_nobody(&[
        "Still waiting.\n\nAm 12.04. schrieb Sunil Mehta:\n> Wir melden uns.\n> Sunil",
        "No news.\n\nLe lun. 4 mars 2024 à 10:12, Sunil Mehta\na écrit :\n> Bonjour\n> Sunil",
        "No news.\n\nOp ma 4 mrt 2024 schreef Sunil Mehta:\n> Hallo\n> Sunil",
    ]);
}

#[test]
fn who_was_not_the_one_that_served_is_not_meant() {
    tags_nobody(&["A seller from some solar company, Sunil he called himself, said so."]);
    tags_nobody(&[
        "Everybody grumbles about Sunil but he wasn't our hygienist, we had someone else.",
        "Sunil wasn't our hygienist, we had a locum.",
        "This was not Sunil. I've dealt with Sunil before. Some other man told me off.",
    ]);
    tags("sunil", &["Sunil wasn't our hygienist but he found me a chair."]);
}

#[test]
fn a_modal_verb_has_no_place_there() {
    tags("may", &["Can somebody let May know that it arrived?", "Please tell May that it arrived."]);
    tags("will", &["so will turned up an hour early and fixed the tap, what a star"]);
    tags_nobody(&["the parcel will turned up late i suppose", "i will called again"]);
}

#[test]
fn what_is_put_in_behind_a_name_does_not_part_it_from_its_verb() {
    tags("sunil", &["Sunil, on the other hand, asked for a deposit.", "Sunil, I'm afraid, was not."]);
    tags("rose", &["My coat was lost and Rose, bless her, couldn't find it."]);
    tags_nobody(&["Hope, however, faded.", "June, however, was wet."]);
    tags(
        "sunil",
        &[
            "Sunil, his manager, came out and shouted at us.",
            "Sunil, whom I'd tried the week before, was hopeless.",
            "Sunil, over by the tills, barely looked up.",
            "Sunil, by contrast, dumps them at the gate.",
            "A great experience with Sunil (rebuilt my desk).",
            "Sunil rebuilt the whole tower while I got lunch.",
            "Full marks to Sunil for finding the leak.",
            "I would not recommend asking Sunil for help.",
            "We got more sense out of Sunil in thirty seconds.",
            "I gave my reading to Sunil on Tuesday.",
        ],
    );
    tags_nobody(&["Hope, over by the river, was lost.", "Sunil, over in Leeds where we live, it rained."]);
}

#[test]
fn who_is_favoured_is_a_person_even_if_the_name_is_a_word() {
    tags(
        "hope",
        &[
            "Give me Hope any day.",
            "He rang back, which is more than I can say for Hope.",
            "I handed Hope a list of four problems.",
        ],
    );
    tags_nobody(&["Give me rose any day.", "It is more than I can say in May."]);
}

#[test]
fn an_answer_may_stand_below_the_mail_it_quotes() {
    tags(
        "sunil",
        &["On Thu, Ann wrote:\n> Sorry about the tap.\n> Aisha will look\nat it.\n\nSunil had it fixed by noon."],
    );
    tags_nobody(&["On Thu, Ann wrote:\nSorry about the tap.\n\nSunil had it fixed by noon."]);
}

#[test]
fn a_code_may_have_letters_in_two_runs_and_a_ticket_before_it() {
    let roster = Roster::build([entry("sunil", "Sunil Mehta", "Helpline", "LS-H22")], Settings::default());
    let named = |text| {
        let card = CardText { text, ..CardText::default() };
        find(&roster, &card, &Thresholds::default(), &Learnt::default()).mentions.len()
    };
    assert_eq!(named("Housekeeper LS-H22 folded all the towels."), 1);
    assert_eq!(named("The adviser on my ticket, LS-H22, told me it was not her problem."), 1);
    assert_eq!(named("Didn't catch his name but the badge said LS-H22."), 1);
    assert_eq!(named("My ticket LS-H22 is still open."), 0);
}

#[test]
fn praise_may_speak_to_somebody_or_be_passed_on() {
    tags("sunil", &["Spotless room, no fuss. Sunil, take a bow.", "Please pass on to Sunil that it healed well."]);
    tags("hope", &["Bought a brush off Hope last week, lovely."]);
    tags_nobody(&["We had the day off Sunday."]);
}

#[test]
fn a_number_may_be_given_for_a_name() {
    tags("sunil", &["The adviser gave his number as BB-219."]);
    tags_nobody(&["I gave my number as BB-219.", "She read the lamp's number as BB-219."]);
}

#[test]
fn a_pronoun_takes_a_name_up_again() {
    tags("chase", &["Chase was juggling three phones. Still, he found me a slot."]);
    tags_nobody(&["Hope was lost when he rang off."]);
}

#[test]
fn a_name_in_another_script_is_found_by_its_usual_characters() {
    let named = |id: &str, name: &str, nicknames: &[&str]| RosterEntry {
        nicknames: nicknames.iter().map(|n| (*n).to_owned()).collect(),
        ..entry(id, name, "Sales", "")
    };
    let roster = Roster::build(
        [
            named("saka", "Sakamoto Daisuke", &["坂本大輔"]),
            named("yama", "Kenta Yamaguchi", &[]),
            named("kim", "Minji Kim", &[]),
        ],
        Settings::default(),
    );
    let read = |text: &str| {
        let card = CardText { text, ..CardText::default() };
        let found = find(&roster, &card, &Thresholds::default(), &Learnt::default());
        (found.mentions.into_iter().map(|m| m.agent).collect::<Vec<_>>(), found.triage.len())
    };
    assert_eq!(read("坂本さんはとても親切でした。"), (vec!["saka".to_owned()], 0));
    assert_eq!(read("先日、山口さんに助けていただきました。"), (vec!["yama".to_owned()], 0));
    assert_eq!(read("김 매니저님 덕분에 해결됐어요."), (vec![], 1));
    assert_eq!(read("坂本コーチのおかげで泳げるようになりました。"), (vec!["saka".to_owned()], 0));
    assert_eq!(read("山口県から来ました。"), (vec![], 0));
}

#[test]
fn what_was_told_of_somebody_may_be_flatly_denied() {
    tags_nobody(&["I was told Dr. Mehta filled my tooth. No, he didn't, it was an older woman."]);
    tags("sunil", &["I was told Sunil would ring me back. He didn't.", "Sunil said it was ready. It wasn't."]);
}

#[test]
fn another_first_name_is_no_slip_for_ours() {
    let roster = Roster::build([entry("kieran", "Kieran Shaw", "Sales", "")], Settings::default());
    let tagged = |text: &str| {
        let card = CardText { text, ..CardText::default() };
        find(&roster, &card, &Thresholds::default(), &Learnt::default()).mentions.len()
    };
    assert_eq!(tagged("I spoke with Kieren about the bill."), 1);
    assert_eq!(tagged("I spoke with Kiran about the bill."), 0);
}

#[test]
fn what_marks_a_person_among_words() {
    tags("may", &["May was really curt with my husband over a bag of ice."]);
    tags("hope", &["Our adviser was Hope. She took our details.", "Hope, the GM, put it right when I wrote."]);
    tags("rose", &["Handed the form in, then paid Rose at the till."]);
    tags(
        "aisha",
        &["Tried three agents before Aisha.", "Aisha somehow put it back on the bill.", "Not a patch on Aisha."],
    );
    tags_nobody(&[
        "May was short on time and money.",
        "Our favourite season was Hope.",
        "Hope soon turned to despair.",
    ]);
}

#[test]
fn a_code_a_spelling_and_a_wish_name_somebody() {
    tags("sunil", &["The adviser on my letter shows as BB-219.", "Her last name is M-E-H-T-A, I asked twice."]);
    tags("aisha", &["I wish every clinic had an Aisha!"]);
    tags_nobody(&["The adviser's lamp shows as BB-219.", "I wish I had a Rose."]);
}

#[test]
fn the_writer_may_deny_what_is_told_of_the_writer() {
    tags_nobody(&[
        "Your letter says I dealt with Sunil. I did not, it was a tall woman.",
        "You have me down as seeing Niamh. I never did.",
    ]);
    tags("sunil", &["Your letter says I was rude to Sunil. I was not, he shouted at me."]);
}

#[test]
fn who_it_is_is_preferred_asked_about_or_named_at_the_end() {
    tags(
        "sunil",
        &[
            "Every time it's Sunil, and every time I wait.",
            "I have heard nothing since. Sunil, did he ever ring back?",
            "Not a patch on the last one, that Sunil.",
            "Sunil double-checked our form.",
            "Mehta, if that is how he writes it, was late.",
            "Mehta, the root canal man, was late.",
            "The receptionist, a Sunil I think, found it.",
            "Her name was something like Sunill, over in the surgery.",
        ],
    );
    tags("aisha", &["Aisha upstairs was just wonderful."]);
    assert_eq!(read("Give me Aisha over Sunil any day.").mentions.len(), 2);
    assert_eq!(read("I prefer Aisha to Sunil by a mile.").mentions.len(), 2);
    tags_nobody(&[
        "Hello there, it's Sunil about my bill.",
        "We would rather drive to Leeds than Niamh.",
        "Hope, did it ever fade?",
        "A beautiful place, that Niamh.",
        "Rose re-grew the hedge.",
        "Mehta, if you write to us we will pay.",
        "She gave me a Rose I think.",
    ]);
}

#[test]
fn small_words_before_a_verb_and_articles_before_a_name_are_read_in_any_language() {
    tags(
        "aisha",
        &[
            "Aisha me lo explicó despacio.",
            "Aisha nos las arregló sin cobrar.",
            "Ma dent me fait mal et Aisha n'a jamais rappelé.",
            "Die Aisha an der Rezeption hat uns sofort geholfen.",
            "Wir haben die Aisha gefragt, und alles war gut.",
        ],
    );
    tags_nobody(&["Wir sind durch die Aisha gewandert, und es war kalt."]);
}

#[test]
fn a_team_may_be_called_by_another_word() {
    let roster = Roster::build(
        [entry("night", "Ana Ruiz", "Night desk", ""), entry("bar", "Ana Gil", "Bar", "")],
        Settings::default(),
    );
    let tagged = |text: &str| {
        let card = CardText { text, ..CardText::default() };
        let found = find(&roster, &card, &Thresholds::default(), &Learnt::default());
        found.mentions.into_iter().map(|m| m.agent).collect::<Vec<_>>()
    };
    assert_eq!(tagged("Ana on the overnight shift found my bag."), ["night"]);
    assert!(tagged("Ana on the early shift found my bag.").is_empty());
}

#[test]
fn what_explains_a_denial_names_nobody() {
    tags_nobody(&[
        "The man who hung up on me was not Sunil, I know Sunil's voice.",
        "The nurse who hurt me wasn't Sunil. Sunil had the day off.",
        "My receipt says Sunil, but Sunil was at lunch.",
        "Sunil it was not. Sunil was on holiday.",
        "Es war nicht Sunil. Sunil hatte frei.",
        "Ce n'était pas Sunil. Sunil était en congé.",
        "No era Sunil. Sunil estaba de vacaciones.",
    ]);
    tags(
        "sunil",
        &[
            "The nurse who hurt me wasn't Sunil. Sunil came the next day and made it right.",
            "It wasn't Sunil who was rude. Sunil is always lovely.",
        ],
    );
}

#[test]
fn a_voicemail_is_somebodys_and_pints_are_nobodys() {
    tags(
        "sunil",
        &[
            "All I ever got was Sunil's voicemail, six times in two days.",
            "Sunil's computer was down, so he wrote it out.",
        ],
    );
    tags_nobody(&[
        "Two pints of Hope in the bar downstairs came to eighteen euros.",
        "Two bottles of Hope with dinner.",
    ]);
}

#[test]
fn what_is_told_of_a_name_that_is_asked_about_is_told_of_nobody_else() {
    let person = |id: &str, name: &str| RosterEntry { id: id.into(), name: name.into(), ..RosterEntry::default() };
    let roster = Roster::build(
        [person("derrick", "Derrick Hale"), person("vane", "Chris Vane"), person("moss", "Chris Moss")],
        Settings::default(),
    );
    let text = "Chris stayed on the line until my router was back, on her own lunch break. Derrick, meanwhile, sent me a form letter.";
    let card = CardText { text, kind: Some(Kind::Praise), ..CardText::default() };
    let found = find(&roster, &card, &Thresholds::default(), &Learnt::default());
    let told: Vec<_> = found.mentions.iter().map(|m| (m.agent.as_str(), m.polarity)).collect();
    assert_eq!((told, found.triage.len()), (vec![("derrick", Polarity::Complaint)], 1));
}
