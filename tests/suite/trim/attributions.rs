//! R60: quotation lines of many programs in many languages, above quoted and above bare letters.
use smilecard::analysis::letter::{Hints, own_words};

const OWN: [&str; 3] = [
    "Thank you, Derek was very kind.",
    "The queue was far too long.\nI waited at the till and nobody came.",
    "Yes please!\n\nBest regards,\nJanet",
];

fn rows(held: bool) -> Vec<(String, String)> {
    include_str!("../../fixtures/trim/attributions.txt")
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .enumerate()
        .filter(|(i, _)| (i % 3 == 2) == held)
        .filter_map(|(_, l)| l.split_once('|').map(|(a, b)| (a.to_owned(), b.replace("\\n", "\n"))))
        .collect()
}

fn failures(held: bool) -> (Vec<String>, usize) {
    let mut wrong = Vec::new();
    let mut all = 0;
    for (n, (language, line)) in rows(held).into_iter().enumerate() {
        let own = OWN[n % OWN.len()];
        let forms = [
            format!("{own}\n\n{line}\n\n> Dear Janet,\n>\n> how was your visit?\n> Anna\n"),
            format!("{own}\n\n{line}\n\nDear Janet,\n\nhow was your visit?\nAnna\n"),
            format!("{line}\n> Dear Janet,\n> how was your visit?\n\n{own}\n"),
        ];
        for (k, text) in forms.iter().enumerate() {
            all += 1;
            let got = own_words(text, &Hints::default()).own;
            if got != own {
                wrong.push(format!("{language} form {k}: {line}\n   got {got:?}"));
            }
        }
    }
    (wrong, all)
}

#[test]
fn quotation_lines_are_known_in_every_language() {
    let (wrong, all) = failures(false);
    assert!(wrong.is_empty(), "{} of {all} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn quotation_lines_held_out_are_known_too() {
    let (wrong, all) = failures(true);
    assert!(wrong.is_empty(), "{} of {all} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
