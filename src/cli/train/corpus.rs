//! Labelled texts for training and measuring: JSON lines from files, and our
//! own hand-written cards beside this file (`cards_more.jsonl`: two more authors;
//! `cards_*.txt`: one a line: `+` praise, `-`
//! complaint, `=` neither, `~+-` or `~-+` mixed with `||` where it turns).
use serde::Deserialize;
use std::path::Path;

/// What a text is labelled as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Praise,
    Complaint,
    Mixed,
    Neutral,
    /// Mixed or neutral; the source doesn't tell which.
    Neither,
}

/// A labelled text.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Texts of one source are left out together.
    pub source: String,
    pub text: String,
    pub label: Label,
    /// For mixed cards: the stretches of one mood each.
    pub pieces: Vec<(String, Label)>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    label: String,
    #[serde(default)]
    class: Option<String>,
}

impl Label {
    /// Reads a label as the sources spell it.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "positive" | "praise" => Self::Praise,
            "negative" | "complaint" => Self::Complaint,
            "mixed" => Self::Mixed,
            "neutral" | "unsure" => Self::Neutral,
            "mixed/neutral" => Self::Neither,
            _ => return None,
        })
    }
}

/// Reads JSON lines; a line's "class", else the file's name, is its source.
///
/// # Errors
/// The file can't be read, or a line is not a labelled text (it is named).
pub fn from_file(file: &Path) -> Result<Vec<Sample>, String> {
    let name = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    from_lines(&text, &name).map_err(|e| format!("{}:{e}", file.display()))
}

fn from_lines(text: &str, name: &str) -> Result<Vec<Sample>, String> {
    let mut samples = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let place = number + 1;
        let line: Line = serde_json::from_str(line).map_err(|e| format!("{place}: {e}"))?;
        let label = Label::parse(&line.label).ok_or_else(|| format!("{place}: unknown label"))?;
        samples.push(Sample {
            source: line.class.unwrap_or_else(|| name.to_owned()),
            text: line.text,
            label,
            pieces: vec![],
        });
    }
    Ok(samples)
}

const CARDS: [(&str, &str); 4] = [
    ("en", include_str!("cards_en.txt")),
    ("es", include_str!("cards_es.txt")),
    ("fr", include_str!("cards_fr.txt")),
    ("de", include_str!("cards_de.txt")),
];

const MORE: &str = include_str!("cards_more.jsonl");

/// Our own cards by two more authors, one source each.
///
/// # Errors
/// A line is not a labelled text.
pub fn more_cards() -> Result<Vec<Sample>, String> {
    from_lines(MORE, "more").map_err(|e| format!("cards_more.jsonl:{e}"))
}

/// Our own cards, in five sources so that each can be left out in turn.
#[must_use]
pub fn own_cards() -> Vec<Sample> {
    let mut samples = Vec::new();
    for (language, file) in CARDS {
        for (i, line) in file.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).enumerate() {
            if let Some(sample) = own_card(format!("cards_{language}_{}", i % 5), line) {
                samples.push(sample);
            }
        }
    }
    samples
}

fn own_card(source: String, line: &str) -> Option<Sample> {
    let (head, body) = line.split_once(' ')?;
    let label = match head {
        "+" => Label::Praise,
        "-" => Label::Complaint,
        "=" => Label::Neutral,
        "~+-" | "~-+" | "~" => Label::Mixed,
        _ => return None,
    };
    let turns = match head {
        "~+-" => [Label::Praise, Label::Complaint],
        _ => [Label::Complaint, Label::Praise],
    };
    let pieces: Vec<(String, Label)> = if body.contains("||") {
        body.split("||").zip(turns.iter().cycle()).map(|(piece, label)| (piece.trim().to_owned(), *label)).collect()
    } else {
        vec![]
    };
    Some(Sample { source, text: body.replace("|| ", "").replace("||", ""), label, pieces })
}
