//! `smilecard evaluate sentiment FILE`: how often the card's mood is right, on
//! labelled JSON lines, in all and by class. CI compares the totals.
use crate::analysis::sentiment::{self, SentimentKind};
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
    let (mut total, mut classes) = (Figures::default(), BTreeMap::<String, Figures>::new());
    for sample in samples {
        let said = sentiment::card(&sample.text);
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
    let (total, classes) = measure(&samples);
    println!("{:<24}{:>7}{:>9}{:>9}{:>9}{:>9}", "class", "cards", "3-class", "forced", "flipped", "mixed");
    for (name, row) in classes.iter().map(|(n, r)| (n.as_str(), r)).chain([("all", &total)]) {
        println!(
            "{name:<24}{:>7}{:>9.3}{:>9.3}{:>9.3}{:>9.3}",
            row.all,
            row.accuracy(),
            row.forced_accuracy(),
            row.flips(),
            row.mixed_recall()
        );
    }
    if args.wrong {
        for sample in &samples {
            let said = sentiment::card(&sample.text);
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
