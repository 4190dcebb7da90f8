//! Cards made by combining hand-written parts (`parts_*.txt` beside this
//! file): deeds of agents, states of things, endings and turns, in four
//! languages. Always the same cards in the same order.
use super::corpus::{Label, Sample};
use super::linear::Dice;
use std::collections::HashMap;

const PARTS: [&str; 4] = [
    include_str!("parts_en.txt"),
    include_str!("parts_es.txt"),
    include_str!("parts_fr.txt"),
    include_str!("parts_de.txt"),
];
/// Cards of each language: enough that each pair of parts meets.
const EACH: [usize; 4] = [7_000, 3_000, 3_000, 3_000];

type Parts<'a> = HashMap<&'a str, Vec<&'a str>>;

fn parts(file: &str) -> Parts<'_> {
    let mut out = Parts::new();
    let mut section = "";
    for line in file.lines().map(str::trim).filter(|l| !l.is_empty()) {
        match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            Some(name) => section = name,
            None => out.entry(section).or_default().push(line),
        }
    }
    out
}

fn pick<'a>(parts: &Parts<'a>, section: &str, dice: &mut Dice) -> &'a str {
    let list = parts.get(section).map_or(&[][..], Vec::as_slice);
    list.get(dice.below(list.len())).copied().unwrap_or("")
}

fn deed(parts: &Parts<'_>, good: bool, dice: &mut Dice) -> String {
    let thing = dice.below(10) < 3;
    let section = match (good, thing) {
        (true, false) => "good",
        (true, true) => "goodthing",
        (false, false) => "bad",
        (false, true) => "badthing",
    };
    pick(parts, section, dice).replace("{A}", pick(parts, "name", dice))
}

fn start(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

fn plain(parts: &Parts<'_>, good: bool, dice: &mut Dice) -> String {
    let mut text = start(&deed(parts, good, dice));
    text.push(if dice.below(4) == 0 { '!' } else { '.' });
    if dice.below(2) == 0 {
        text = format!("{text} {}.", start(&deed(parts, good, dice)));
    }
    if dice.below(2) == 0 {
        text = format!("{text} {}", pick(parts, if good { "endgood" } else { "endbad" }, dice));
    }
    text
}

fn mixed(parts: &Parts<'_>, dice: &mut Dice) -> (String, Vec<(String, Label)>) {
    let first_good = dice.below(2) == 0;
    let (x, y) = (deed(parts, first_good, dice), deed(parts, !first_good, dice));
    let frame = pick(parts, if dice.below(3) == 0 { "lead" } else { "link" }, dice);
    let text = start(&frame.replace('X', "\u{1}").replace('Y', &y).replace('\u{1}', &x));
    let label = |good| if good { Label::Praise } else { Label::Complaint };
    (format!("{text}."), vec![(x, label(first_good)), (y, label(!first_good))])
}

/// The generated cards.
#[must_use]
pub fn cards() -> Vec<Sample> {
    let mut dice = Dice::new(3);
    let mut out = Vec::new();
    for (file, count) in PARTS.into_iter().zip(EACH) {
        let parts = parts(file);
        for i in 0..count {
            let (text, label, pieces) = match i % 10 {
                0..3 => (plain(&parts, true, &mut dice), Label::Praise, vec![]),
                3..6 => (plain(&parts, false, &mut dice), Label::Complaint, vec![]),
                6..9 => {
                    let (text, pieces) = mixed(&parts, &mut dice);
                    (text, Label::Mixed, pieces)
                }
                _ => (
                    pick(&parts, "neutral", &mut dice).replace("{A}", pick(&parts, "name", &mut dice)),
                    Label::Neutral,
                    vec![],
                ),
            };
            let text = if dice.below(6) == 0 { text.to_lowercase() } else { text };
            out.push(Sample { source: "generated".to_owned(), text, label, pieces });
        }
    }
    out
}
