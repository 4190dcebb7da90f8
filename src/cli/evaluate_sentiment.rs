//! `smilecard evaluate sentiment FILE`: how often the card's mood is right, on
//! labelled JSON lines, in all and by class. CI compares the totals.
use crate::analysis::sentiment::table::{self, Weights};
use crate::analysis::sentiment::{self, Delta, SentimentKind, reading};
use crate::cli::train::corpus::{self, Label};
use crate::domain::Kind;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Measure the mood of cards on labelled JSON lines.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// JSON lines with "text", "label" and, if wanted, "class".
    files: Vec<PathBuf>,
    /// Print each card that was read wrongly.
    #[arg(long)]
    wrong: bool,
    /// Read by these weights instead of those compiled in.
    #[arg(long)]
    weights: Option<PathBuf>,
    /// Also read as an organisation would whose own cards are these JSON lines, and tell what they teach.
    #[arg(long)]
    taught_by: Option<PathBuf>,
    /// Let only so many of them teach.
    #[arg(long, default_value_t = 100)]
    teach: usize,
}

/// What was counted of one class.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    pub all: usize,
    pub right: usize,
    pub polar: usize,
    pub forced: usize,
    pub flipped: usize,
    pub mixed: usize,
    pub mixed_found: usize,
}

impl Figures {
    fn add(&mut self, label: Label, said: &sentiment::Sentiment) {
        self.all += 1;
        let kind = said.kind;
        let third = matches!(kind, SentimentKind::Mixed | SentimentKind::Unsure);
        match label {
            Label::Praise | Label::Complaint => {
                let (same, other, forced) = match label {
                    Label::Praise => (SentimentKind::Praise, SentimentKind::Complaint, Kind::Praise),
                    _ => (SentimentKind::Complaint, SentimentKind::Praise, Kind::Complaint),
                };
                self.polar += 1;
                self.right += usize::from(kind == same);
                self.flipped += usize::from(kind == other);
                self.forced += usize::from(said.forced == forced);
            }
            Label::Mixed => {
                self.mixed += 1;
                self.mixed_found += usize::from(kind == SentimentKind::Mixed);
                self.right += usize::from(third);
            }
            Label::Neutral | Label::Neither => self.right += usize::from(third),
        }
    }

    /// Right among three classes (praise, complaint, neither).
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        share(self.right, self.all)
    }
    /// Right when praise or complaint is forced, of those that are either.
    #[must_use]
    pub fn forced_accuracy(&self) -> f64 {
        share(self.forced, self.polar)
    }
    /// Praise called complaint or the reverse, of those that are either.
    #[must_use]
    pub fn flips(&self) -> f64 {
        share(self.flipped, self.polar)
    }
    /// Mixed cards called mixed.
    #[must_use]
    pub fn mixed_recall(&self) -> f64 {
        share(self.mixed_found, self.mixed)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { f64::NAN } else { part as f64 / whole as f64 }
}

/// Measures labelled samples: the total, and each class by name.
#[must_use]
pub fn measure(samples: &[corpus::Sample]) -> (Figures, BTreeMap<String, Figures>) {
    measure_by(samples, table::shipped(), None)
}

/// The same by given weights, and with what an organisation's own cards taught.
#[must_use]
pub fn measure_by(
    samples: &[corpus::Sample],
    weights: &Weights,
    delta: Option<&Delta>,
) -> (Figures, BTreeMap<String, Figures>) {
    let (mut total, mut classes) = (Figures::default(), BTreeMap::<String, Figures>::new());
    for sample in samples {
        let said = read(&sample.text, weights, delta);
        total.add(sample.label, &said);
        classes.entry(sample.source.clone()).or_default().add(sample.label, &said);
    }
    (total, classes)
}

/// Prints the figures of the files.
///
/// # Errors
/// A file can't be read, or a line is not a labelled text.
pub fn run(args: &Args) -> Result<(), String> {
    let mut samples = Vec::new();
    for file in &args.files {
        samples.extend(corpus::from_file(file)?);
    }
    let weights = match &args.weights {
        None => table::shipped().clone(),
        Some(file) => std::fs::read(file)
            .ok()
            .and_then(|bytes| Weights::from_bytes(&bytes))
            .ok_or_else(|| format!("{}: no weights of this version", file.display()))?,
    };
    print_figures(&measure_by(&samples, &weights, None));
    print_calibration(&samples, &weights);
    if let Some(file) = &args.taught_by {
        let cards = corpus::from_file(file)?;
        let lessons = cards.iter().filter_map(|card| Some((card.text.as_str(), kind_of(card.label)?)));
        let delta = Delta::learn_on(&weights, lessons.take(args.teach));
        println!("\nwith what {} cards taught", cards.len().min(args.teach));
        print_figures(&measure_by(&samples, &weights, Some(&delta)));
    }
    if args.wrong {
        for sample in &samples {
            let said = read(&sample.text, &weights, None);
            let mut one = Figures::default();
            one.add(sample.label, &said);
            if one.right == 0 {
                println!(
                    "{:?} read as {:?} {:+.2} {:?}: {}",
                    sample.label, said.kind, said.score, said.words, sample.text
                );
            }
        }
    }
    Ok(())
}

fn read(text: &str, weights: &Weights, delta: Option<&Delta>) -> sentiment::Sentiment {
    sentiment::of_reading(text, &reading::read(text), weights, delta)
}

fn kind_of(label: Label) -> Option<Kind> {
    match label {
        Label::Praise => Some(Kind::Praise),
        Label::Complaint => Some(Kind::Complaint),
        Label::Mixed => Some(Kind::Mixed),
        Label::Neutral | Label::Neither => None,
    }
}

fn print_figures((total, classes): &(Figures, BTreeMap<String, Figures>)) {
    println!("{:<24}{:>7}{:>9}{:>9}{:>9}{:>9}", "class", "cards", "3-class", "forced", "flipped", "mixed");
    for (name, row) in classes.iter().map(|(n, r)| (n.as_str(), r)).chain([("all", total)]) {
        println!(
            "{name:<24}{:>7}{:>9.3}{:>9.3}{:>9.3}{:>9.3}",
            row.all,
            row.accuracy(),
            row.forced_accuracy(),
            row.flips(),
            row.mixed_recall()
        );
    }
}

/// Of the cards called praise or complaint, how many are, by how sure the reading was.
fn print_calibration(samples: &[corpus::Sample], weights: &Weights) {
    let mut bands = [[0_usize; 2]; 5];
    for sample in samples {
        let said = read(&sample.text, weights, None);
        let called = match said.kind {
            SentimentKind::Praise => Label::Praise,
            SentimentKind::Complaint => Label::Complaint,
            SentimentKind::Mixed | SentimentKind::Unsure => continue,
        };
        let band = ((said.score.abs() * 5.0) as usize).min(4);
        if let Some([all, right]) = bands.get_mut(band) {
            *all += 1;
            *right += usize::from(called == sample.label);
        }
    }
    println!("\n{:<24}{:>7}{:>9}", "score from", "cards", "right");
    for (band, [all, right]) in bands.iter().enumerate() {
        println!("{:<24.1}{all:>7}{:>9.3}", band as f64 / 5.0, share(*right, *all));
    }
}
