//! R60: answers of many kinds, and comments that only look like them.
use super::cases::{self, Case};
use smilecard::analysis::letter::{Hints, own_words};

fn check(cases: &[Case]) -> Vec<String> {
    let mut wrong = Vec::new();
    for case in cases {
        let got = own_words(&case.text, &Hints { our_marker: &case.marker, ..Hints::default() });
        let expected = case.own.as_deref().unwrap_or(&case.text).trim_end();
        if got.own.trim_end() != expected {
            wrong.push(format!("== {}\n   got {:?}\n  want {expected:?}", case.name, got.own));
        }
        let again = own_words(&got.own, &Hints { our_marker: &case.marker, ..Hints::default() });
        if again.own != got.own {
            wrong.push(format!("== {} (read twice)\n   got {:?}\n  want {:?}", case.name, again.own, got.own));
        }
    }
    wrong
}

#[test]
fn answers_are_freed_from_what_they_answer() {
    let cases = cases::read(include_str!("../../fixtures/trim/replies.txt"));
    let wrong = check(&cases);
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn comments_that_only_look_like_quotations_stay_whole() {
    let mut cases = cases::read(include_str!("../../fixtures/trim/innocent.txt"));
    cases.extend(cases::read(include_str!("../../fixtures/trim/blind-innocent.txt")));
    let wrong = check(&cases);
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn cases_written_after_the_rules_are_read_too() {
    let mut cases = cases::read(include_str!("../../fixtures/trim/held.txt"));
    cases.extend(cases::read(include_str!("../../fixtures/trim/blind.txt")));
    let wrong = check(&cases);
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
