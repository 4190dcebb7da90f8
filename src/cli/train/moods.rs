//! Trains what `analysis::polarity::moods` compiles in: one softmax table over what is told of a mention, by AdaGrad with
//! features dropped at random. The printed figures are those of files that were left out.
use super::linear::Dice;
use super::sparse::{self, Cards, Seen};
use crate::analysis::mentions::{self, Learnt, Thresholds};
use crate::analysis::polarity::{self, moods};
use crate::analysis::roster::{Roster, Settings};
use crate::analysis::sentiment::{self, table};
use crate::cli::labelled::{self, Expected, Record};
use crate::domain::Polarity;
use crate::domain::roster::RosterEntry;
use crate::error::Error;
use moods::features::FULL;
use moods::{Lesson, MOODS, SLOTS, STEP};
use std::collections::HashMap;
use std::path::Path;

/// A mention, and how it is meant.
struct Example {
    /// The number of its file; nothing if that is never learnt from.
    file: Option<usize>,
    name: String,
    several: bool,
    meant: Polarity,
    lesson: Lesson,
    /// The slots and strengths of those features that more than one mention has.
    learnt: Vec<(u32, i8)>,
    text: String,
}

const CLASSES: usize = MOODS.len();
/// Files are left out by as many groups.
const FOLDS: usize = 5;
/// Tables from as many starts speak with one voice: steadier than one that learns for longer.
const STARTS: u64 = 4;
const ROUNDS: usize = 12;
const RATE: f32 = 0.05;
const DECAY: f32 = 4e-5;
/// So many of sixteen features are hidden in each round.
const HIDDEN_OF_16: u64 = 4;

/// Trains, writes the weights and prints the figures.
///
/// # Errors
/// As `smilecard evaluate tagging`; and when the weights can't be written.
pub fn run(cards: &Cards) -> Result<(), Error> {
    let mut examples = vec![];
    for (n, file) in cards.files.iter().enumerate() {
        read(file, cards.number(file, n), &mut examples)?;
    }
    common(&mut examples);
    println!("{} mentions in {} files", examples.len(), cards.files.len());
    let shipped = train(&examples, |_| true);
    let out = &cards.out;
    std::fs::write(out, sparse::bytes(&shipped, STEP))
        .map_err(|e| Error::unavailable(format!("{}: {e}", out.display())))?;
    let never: Vec<&Example> = examples.iter().filter(|e| e.file.is_none()).collect();
    println!("files that are never learnt from:");
    report(never.iter().map(|e| (judge(&shipped, e), *e)));
    let mut told: Vec<(Polarity, &Example)> = vec![];
    for fold in 0..FOLDS {
        let weights = train(&examples, |file| file % FOLDS != fold);
        let held = examples.iter().filter(|e| e.file.is_some_and(|file| file % FOLDS == fold));
        told.extend(held.map(|e| (judge(&weights, e), e)));
    }
    println!("each file left out in turn:");
    report(told.iter().copied());
    if cards.wrong {
        for (mood, e) in told.iter().filter(|t| t.0 != t.1.meant) {
            println!("{} {:?} read as {mood:?} ({:?} by the rules): {}", e.name, e.meant, e.lesson.rules.mood, e.text);
        }
    }
    Ok(())
}

fn report<'a>(told: impl Iterator<Item = (Polarity, &'a Example)> + Clone) {
    let mut names: Vec<&str> = told.clone().map(|t| t.1.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let line = |label: &str, of: &dyn Fn(&Example) -> bool| {
        let (mut all, mut rules, mut right) = (0, 0, 0);
        for (mood, e) in told.clone().filter(|told| of(told.1)) {
            all += 1;
            rules += usize::from(e.lesson.rules.mood == e.meant);
            right += usize::from(mood == e.meant);
        }
        let of = |n: usize| n as f32 / (all.max(1)) as f32;
        println!("{label:44} {all:5}  rules {:.3}  table {:.3}", of(rules), of(right));
    };
    for name in &names {
        line(name, &|e| e.name == *name);
    }
    line("ALL", &|_| true);
    line("several", &|e| e.several);
    for mood in MOODS {
        line(&format!("{mood:?}"), &|e| e.meant == mood);
    }
}

fn read(file: &Path, number: Option<usize>, examples: &mut Vec<Example>) -> Result<(), Error> {
    let text = labelled::text(file)?;
    let name = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let (mut roster, mut house) = (Roster::build([], Settings::default()), None);
    for record in labelled::records(file, &text) {
        match record?.1 {
            Record::Roster { roster: people, organisation } => {
                let settings = Settings { organisation: organisation.clone() };
                roster = Roster::build(people.into_iter().map(RosterEntry::from), settings);
                house = organisation;
            }
            Record::Card(card) => {
                let given = card.card.card(house.as_deref());
                let heard = sentiment::hear(given.text);
                let (thresholds, learnt) = (Thresholds::default(), Learnt::default());
                let found = mentions::find_heard(&roster, &given, &thresholds, &learnt, &heard);
                let spans = found.spans();
                let lessons = polarity::lessons(given.text, &heard, &spans, given.kind);
                for (mention, lesson) in found.mentions.iter().zip(lessons) {
                    let meant = card.expect.iter().find_map(|e| match e {
                        Expected::Mood { agent, polarity } if *agent == mention.agent => Some(*polarity),
                        _ => None,
                    });
                    let Some(meant) = meant else { continue };
                    let (name, text, several) = (name.clone(), given.text.to_owned(), spans.len() > 1);
                    examples.push(Example { file: number, name, several, meant, lesson, learnt: vec![], text });
                }
            }
        }
    }
    Ok(())
}

/// Leaves to be learnt what at least two mentions tell: what only one tells would take room in the table from others.
fn common(examples: &mut [Example]) {
    let mut often: HashMap<u64, bool> = HashMap::new();
    for example in examples.iter().filter(|e| e.file.is_some()) {
        let mut features: Vec<u64> = example.lesson.features.iter().map(|f| f.0).collect();
        features.sort_unstable();
        features.dedup();
        for feature in features {
            often.entry(feature).and_modify(|twice| *twice = true).or_insert(false);
        }
    }
    for example in examples.iter_mut().filter(|e| e.file.is_some()) {
        let features = example.lesson.features.iter().filter(|f| often.get(&f.0) == Some(&true));
        example.learnt = features.map(|(feature, strength)| (moods::slot(*feature) as u32, *strength as i8)).collect();
    }
    println!("{} features, {} of them common", often.len(), often.values().filter(|twice| **twice).count());
}

fn judge(weights: &[f32], example: &Example) -> Polarity {
    let mut sums = [0_i32; CLASSES];
    for (feature, strength) in &example.lesson.features {
        let at = moods::slot(*feature) * CLASSES;
        for (sum, w) in sums.iter_mut().zip(weights.get(at..).unwrap_or(&[])) {
            *sum += i32::from(sparse::quantised(*w, STEP)) * strength;
        }
    }
    example.lesson.rules.against(sums)
}

/// The weights learnt from the files that `keep` lets through: the mean of the later rounds.
fn train(examples: &[Example], keep: impl Fn(usize) -> bool) -> Vec<f32> {
    let mut order: Vec<&Example> = examples.iter().filter(|e| e.file.is_some_and(&keep)).collect();
    let size = SLOTS * CLASSES;
    let (mut mean, mut averaged) = (vec![0.0_f32; size], 0.0_f32);
    for start in 0..STARTS {
        let (mut weights, mut bent, mut dice) = (vec![0.0_f32; size], vec![0.05_f32; size], Dice::new(11 + start));
        for round in 0..ROUNDS {
            dice.shuffle(&mut order);
            for example in &order {
                learn(example, dice.roll(), &mut weights, &mut bent);
            }
            if round >= ROUNDS / 2 {
                averaged += 1.0;
                for (mean, weight) in mean.iter_mut().zip(&weights) {
                    *mean += (weight - *mean) / averaged;
                }
            }
        }
    }
    mean
}

/// One step of AdaGrad on those features of an example that a roll of the dice lets be seen.
fn learn(example: &Example, roll: u64, weights: &mut [f32], bent: &mut [f32]) {
    let mut dice = Seen::new(roll, HIDDEN_OF_16);
    let features = example.learnt.iter().filter(|_| dice.next());
    let seen: Vec<_> =
        features.map(|(slot, strength)| (*slot as usize * CLASSES, f32::from(*strength) / FULL as f32)).collect();
    let mut shares = [0.0_f32; CLASSES];
    for (at, strength) in &seen {
        for (share, weight) in shares.iter_mut().zip(weights.get(*at..).unwrap_or(&[])) {
            *share += weight * strength;
        }
    }
    table::softmax(&mut shares);
    for (k, (share, mood)) in shares.iter().zip(MOODS).enumerate() {
        let error = f32::from(u8::from(mood == example.meant)) - share;
        for (at, strength) in &seen {
            if let (Some(w), Some(b)) = (weights.get_mut(at + k), bent.get_mut(at + k)) {
                let pull = error * strength - DECAY * *w;
                *b += pull * pull;
                *w += RATE * pull / b.sqrt();
            }
        }
    }
}
