//! Trains what `analysis::mentions::surroundings` compiles in: one logistic table over the words around a name, by AdaGrad
//! with features dropped at random. The printed figures are those of files that were left out.
use super::linear::Dice;
use super::sparse::{self, Cards, Seen};
use crate::analysis::mentions::surroundings::{self, SLOTS, STEP};
use crate::analysis::roster::{Roster, Settings};
use crate::cli::labelled::{self, Expected, Record};
use crate::domain::roster::RosterEntry;
use crate::error::Error;
use std::collections::HashSet;
use std::path::Path;

/// A place where a name of the roster stands.
struct Example {
    /// The number of its file; nothing if that is never learnt from.
    file: Option<usize>,
    /// Whether somebody of the roster is meant.
    ours: bool,
    features: Vec<u64>,
    text: String,
}

/// Files are left out by as many groups.
const FOLDS: usize = 10;
const ROUNDS: usize = 12;
const RATE: f32 = 0.08;
const DECAY: f32 = 4e-5;
/// So many of sixteen features are hidden in each round.
const HIDDEN_OF_16: u64 = 3;

/// Trains, writes the weights and prints the figures.
///
/// # Errors
/// As `smilecard evaluate tagging`; and when the weights can't be written.
pub fn run(cards: &Cards) -> Result<(), Error> {
    let mut examples = vec![];
    for (n, file) in cards.files.iter().enumerate() {
        read(file, cards.number(file, n), &mut examples)?;
    }
    let ours = examples.iter().filter(|e| e.ours).count();
    println!("{} places in {} files, {} of them ours", examples.len(), cards.files.len(), ours);
    let shipped = train(&examples, |_| true);
    let mut said: Vec<(f32, &Example)> = vec![];
    for fold in 0..FOLDS {
        let weights = train(&examples, |file| file % FOLDS != fold);
        let held = examples.iter().filter(|e| e.file.is_some_and(|file| file % FOLDS == fold));
        said.extend(held.map(|e| (sum(&weights, &e.features), e)));
    }
    println!("each file left out in turn:");
    report(&said);
    let never = examples.iter().filter(|e| e.file.is_none());
    let never: Vec<(f32, &Example)> = never.map(|e| (sum(&shipped, &e.features), e)).collect();
    if !never.is_empty() {
        println!("files that are never learnt from:");
        report(&never);
    }
    if cards.wrong {
        for (odds, e) in said.iter().filter(|s| if s.1.ours { s.0 < -0.5 } else { s.0 > 2.0 }) {
            println!("{} {odds:.1} {}", if e.ours { "ours" } else { "other" }, e.text);
        }
    }
    let out = &cards.out;
    std::fs::write(out, sparse::bytes(&shipped, STEP))
        .map_err(|e| Error::unavailable(format!("{}: {e}", out.display())))
}

/// How many of the others are told apart, by how many of ours are lost with them.
fn report(said: &[(f32, &Example)]) {
    let sorted = |ours: bool| {
        let mut odds: Vec<f32> = said.iter().filter(|s| s.1.ours == ours).map(|s| s.0).collect();
        odds.sort_by(f32::total_cmp);
        odds
    };
    let (ours, others) = (sorted(true), sorted(false));
    println!("of ours   up to odds   of others");
    for lost in [0.005, 0.01, 0.02, 0.03, 0.05, 0.1] {
        let Some(odds) = ours.get((ours.len() as f32 * lost) as usize) else { continue };
        let caught = others.partition_point(|o| o < odds) as f32 / others.len().max(1) as f32;
        println!("{:>6.1}%   {odds:>10.2}   {:>8.1}%", 100.0 * lost, 100.0 * caught);
    }
}

fn read(file: &Path, number: Option<usize>, examples: &mut Vec<Example>) -> Result<(), Error> {
    let text = labelled::text(file)?;
    let (mut roster, mut house) = (Roster::build([], Settings::default()), None);
    for record in labelled::records(file, &text) {
        match record?.1 {
            Record::Roster { roster: people, organisation } => {
                let settings = Settings { organisation: organisation.clone() };
                roster = Roster::build(people.into_iter().map(RosterEntry::from), settings);
                house = organisation;
            }
            Record::Card(card) => {
                let meant: HashSet<&str> = card.expect.iter().map(Expected::agent).collect();
                let asked: HashSet<&str> = card.triage.iter().flatten().map(String::as_str).collect();
                for place in surroundings::places(&roster, &card.card.card(house.as_deref())) {
                    let ours = place.agents.iter().any(|a| meant.contains(a.as_str()) || asked.contains(a.as_str()));
                    let text = card.card.text.clone();
                    examples.push(Example { file: number, ours, features: place.features, text });
                }
            }
        }
    }
    Ok(())
}

fn sum(weights: &[f32], features: &[u64]) -> f32 {
    features
        .iter()
        .filter_map(|f| weights.get(surroundings::slot(*f)))
        .map(|w| f32::from(sparse::quantised(*w, STEP)) * STEP)
        .sum()
}

/// The weights learnt from the files that `keep` lets through: the mean of the later rounds.
fn train(examples: &[Example], keep: impl Fn(usize) -> bool) -> Vec<f32> {
    let mut order: Vec<&Example> = examples.iter().filter(|e| e.file.is_some_and(&keep)).collect();
    let (mut weights, mut bent, mut mean) = (vec![0.0_f32; SLOTS], vec![0.05_f32; SLOTS], vec![0.0_f32; SLOTS]);
    let (mut dice, mut averaged) = (Dice::new(11), 0.0_f32);
    for round in 0..ROUNDS {
        dice.shuffle(&mut order);
        for example in &order {
            let mut seen = Seen::new(dice.roll(), HIDDEN_OF_16);
            let slots: Vec<usize> =
                example.features.iter().filter(|_| seen.next()).map(|f| surroundings::slot(*f)).collect();
            let odds: f32 = slots.iter().filter_map(|s| weights.get(*s)).sum();
            let error = f32::from(u8::from(example.ours)) - 1.0 / (1.0 + (-odds).exp());
            for slot in slots {
                if let (Some(w), Some(b)) = (weights.get_mut(slot), bent.get_mut(slot)) {
                    let pull = error - DECAY * *w;
                    *b += pull * pull;
                    *w += RATE * pull / b.sqrt();
                }
            }
        }
        if round >= ROUNDS / 2 {
            averaged += 1.0;
            for (mean, weight) in mean.iter_mut().zip(&weights) {
                *mean += (weight - *mean) / averaged;
            }
        }
    }
    mean
}
