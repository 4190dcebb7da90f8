//! Names that are words, told from the words by grammar; names that are written or listed oddly. Each with its counterpart.
use super::{read, tags, tags_nobody};

#[test]
fn no_helping_verb_stands_before_a_form_that_has_an_ending() {
    tags(
        "will",
        &["Will never rang back.", "Will double checked everything.", "Will the receptionist was kind to us."],
    );
    tags_nobody(&[
        "Will never come here again.",
        "Will never shut up about how good this was.",
        "May double as a bench.",
        "Will the receptionist be told?",
        "Frank answers please.",
    ]);
}

#[test]
fn a_word_that_is_listed_with_a_name_is_one() {
    let both = |text: &str| {
        let tagged: Vec<String> = read(text).mentions.into_iter().map(|mention| mention.agent).collect();
        assert_eq!(tagged, ["will", "sunil"], "{text}");
    };
    both("Will and Sunil on the desk, top notch.");
    let two = |text: &str| assert_eq!(read(text).mentions.len(), 2, "{text}");
    two("Will and Rose did everything for us.");
    two("May and Hope were lovely.");
    tags_nobody(&["Will and May be back? No.", "Hope and May be back next year."]);
    tags_nobody(&["Will and when can I expect it?", "Mark and Spencer vouchers were refused."]);
}

#[test]
fn a_possessive_of_kin_ends_before_the_next_name() {
    tags("hope", &["We asked about my grandfather's village, and Hope gave up her lunch for us."]);
    tags_nobody(&["My mother's carer and Hope came with us by bus."]);
}

#[test]
fn whoever_is_found_not_to_have_come_is_not_blamed() {
    tags("rose", &["You've put Mark on my sheet but Mark never came, it was Rose, and she was lovely."]);
    tags("mark", &["You promised Mark but Mark never came, it was Monday before anybody rang."]);
    tags("mark", &["It is for the record that Mark did not ring me back. It was a disgrace."]);
    tags_nobody(&["I want it on record that Mark did NOT lock me in. That was the contractor's lad."]);
}

#[test]
fn a_letter_that_is_drawn_out_is_meant_once() {
    tags("sunil", &["Big thanks to Suniiiil for it.", "Sunilll was great."]);
    tags_nobody(&["Hopeeee this gets read.", "Willlll you ever answer?"]);
}

#[test]
fn people_are_met_behind_a_counter_and_not_in_a_queue() {
    tags("rose", &["This woman comes out from behind the glass, Rose, and sat with me."]);
    tags_nobody(&["The man behind me in the queue, Mark, laughed."]);
}

#[test]
fn where_somebody_came_from_is_no_family_name() {
    tags_nobody(&["Come down from Malone twice for nothing.", "We drove up from Malone."]);
}

#[test]
fn texts_without_spaces_say_what_a_person_did_behind_a_space_too() {
    tags("aisha", &["打客服电话，Aisha 让我等了五十分钟。", "護士 Aisha 連一句唔好意思都冇。"]);
}

#[test]
fn spelling_goes_on_behind_an_example() {
    tags("hope", &["She spelled it for me: L as in Larry, A, R as in Robert, K, I, N."]);
}

#[test]
fn a_word_before_a_purpose_is_a_name_where_names_go_on_so() {
    let tagged = read("Hope for the check-in, Sunil for the shuttle, both lovely.").mentions;
    assert_eq!(tagged.iter().map(|mention| mention.agent.as_str()).collect::<Vec<_>>(), ["hope", "sunil"]);
    tags_nobody(&["Hope for the best."]);
}

#[test]
fn what_was_filed_under_somebody_may_be_anothers() {
    tags("rose", &["My complaint was filed under Mark. Mark never touched my teeth. Rose did."]);
    tags("rose", &["Correction to my note. I said Mark gave me the wrong date; in fact that was Rose Galvan."]);
    tags_nobody(&["It wasn't Mark who did my filling, Mark's on leave. Some new guy did."]);
    tags("mark", &["It was put to Mark. Mark never rang me back."]);
    let corrected = read("I told Mark it was wrong; in fact it was Monday.").mentions;
    assert_eq!(corrected.len(), 1);
}

#[test]
fn a_sentence_tells_whose_a_code_is_wherever_it_is_printed() {
    tags(
        "sunil",
        &[
            "Only ID on my work order is BB-219.",
            "Salesperson printed on the invoice: BB-219. A good one.",
            "BB-219. Whoever that is, thanks.",
        ],
    );
    tags_nobody(&["My order ID is BB-219.", "The staff were late and my order BB-219 never came."]);
}

#[test]
fn a_name_without_its_capital_may_open_a_sentence() {
    tags("niamh", &["niahm came in the snow when nobody else would. She stayed."]);
    tags_nobody(&["hope he feels better. She rang twice.", "bills came in the snow."]);
}

#[test]
fn whom_one_gives_it_to_is_praised_and_who_was_away_is_not_blamed() {
    tags("hope", &["Big ups to Hopee for this.", "I'll give it to Hope, she tried."]);
    tags_nobody(&[
        "Mark's been off since Easter so somebody else did it.",
        "Your text says it was Mark. It was no such person.",
    ]);
}
