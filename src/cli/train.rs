//! `smilecard train sentiment`, `train moods` and `train surroundings` with FILE… and --out FILE: make the weights that are
//! compiled in, from labelled JSON lines and, for sentiment, our own cards. The same input gives the same bytes. What a
//! weight means is told in `analysis::sentiment`, `analysis::polarity::moods` and `analysis::mentions::surroundings`.
pub mod corpus;
mod folds;
mod generate;
mod linear;
mod moods;
mod network;
mod sparse;
mod surroundings;

use clap::Subcommand;
use std::path::PathBuf;

/// Train what is compiled in.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// The table of words and the network that tell praise from complaint.
    Sentiment(SentimentArgs),
    /// The weights of what is told of a mention.
    Moods(sparse::Cards),
    /// The weights of the words around a name.
    Surroundings(sparse::Cards),
}

#[derive(clap::Args, Debug)]
struct SentimentArgs {
    /// JSON lines with "text" and "label" (positive, negative, mixed, neutral, mixed/neutral).
    files: Vec<PathBuf>,
    /// Where the weights go.
    #[arg(long)]
    out: PathBuf,
    /// Leave our own cards out, to see what they are worth.
    #[arg(long)]
    without_cards: bool,
    /// Train without the texts of this source or fold (0 to 4), to measure on them afterwards.
    #[arg(long)]
    leave_out: Option<String>,
    /// List what was read wrongly in left-out sources that begin with this.
    #[arg(long)]
    wrong: Option<String>,
}

/// Trains and writes the weights, and prints the accuracy on each source when
/// that source was left out.
///
/// # Errors
/// A file can't be read or written, or a line is not a labelled text.
pub fn run(args: &Args) -> Result<(), String> {
    let args = match &args.what {
        What::Sentiment(args) => args,
        What::Moods(args) => return moods::run(args).map_err(|e| e.to_string()),
        What::Surroundings(args) => return surroundings::run(args).map_err(|e| e.to_string()),
    };
    let mut samples = Vec::new();
    for file in &args.files {
        samples.extend(corpus::from_file(file)?);
    }
    if !args.without_cards {
        samples.extend(corpus::own_cards());
        samples.extend(corpus::more_cards()?);
        samples.extend(generate::cards());
    }
    samples.retain(|s| args.leave_out.as_deref().is_none_or(|out| s.source != out && folds::group(&s.source) != out));
    let (weights, report) = folds::train(&samples, args.wrong.as_deref().unwrap_or(""));
    print!("{report}");
    std::fs::write(&args.out, weights.to_bytes()).map_err(|e| format!("{}: {e}", args.out.display()))
}
