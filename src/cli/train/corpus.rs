//! Labelled texts for training and measuring: JSON lines from files, and our
//! own hand-written cards beside this file (`cards_more.jsonl`: two more authors;
//! `cards_*.txt`: one a line: `+` praise, `-`
//! complaint, `=` neither, `~+-` or `~-+` mixed with `||` where it turns).
use crate::domain::Polarity;
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

/// Reads JSON lines; a line's "class", else the file's name, is its source. A tagger's fixture counts as our own cards.
///
/// # Errors
/// The file can't be read, or a line is not a labelled text (it is named).
pub fn from_file(file: &Path) -> Result<Vec<Sample>, String> {
    let name = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    from_lines(&text, &name).map_err(|e| format!("{}:{e}", file.display()))
}

/// A card of the tagger's fixtures: how each agent is spoken of tells what the card is.
#[derive(Deserialize)]
struct Tagged {
    #[serde(default)]
    text: String,
    #[serde(default)]
    expect: Vec<Told>,
}

#[derive(Deserialize)]
struct Told {
    polarity: Polarity,
}

/// The cards of a tagger's fixture that speak of somebody; a file as a whole is left out with one of the five folds.
fn from_tagged(text: &str, name: &str) -> Result<Vec<Sample>, String> {
    let fold = name.bytes().map(usize::from).sum::<usize>() % 5;
    let mut samples = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let card: Tagged = serde_json::from_str(line).map_err(|e| format!("{}: {e}", number + 1))?;
        let has = |wanted: Polarity| card.expect.iter().any(|told| told.polarity == wanted);
        let label = match (has(Polarity::Praise), has(Polarity::Complaint), has(Polarity::Mixed)) {
            (true, false, false) => Label::Praise,
            (false, true, false) => Label::Complaint,
            (false, false, false) => continue,
            _ => Label::Mixed,
        };
        if !has(Polarity::Neutral) {
            samples.push(Sample {
                source: format!("cards_named-{name}_{fold}"),
                text: card.text,
                label,
                pieces: vec![],
            });
        }
    }
    Ok(samples)
}

fn from_lines(text: &str, name: &str) -> Result<Vec<Sample>, String> {
    if text.lines().next().is_some_and(|first| first.contains("\"roster\"")) {
        return from_tagged(text, name);
    }
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

/// Our first cards, of any trade: each fifth line is left out together.
const FIRST: [(&str, &str); 4] = [
    ("en", include_str!("cards_en.txt")),
    ("es", include_str!("cards_es.txt")),
    ("fr", include_str!("cards_fr.txt")),
    ("de", include_str!("cards_de.txt")),
];

/// Cards by trade or manner, and the fold in which each file is left out: what is alike across languages goes together.
const CARDS: [(&str, usize, &str); 84] = [
    ("de_amt", 2, include_str!("cards/de_amt.txt")),
    ("de_geld", 2, include_str!("cards/de_geld.txt")),
    ("de_hotel", 1, include_str!("cards/de_hotel.txt")),
    ("de_kurz", 4, include_str!("cards/de_kurz.txt")),
    ("de_leben", 3, include_str!("cards/de_leben.txt")),
    ("de_leute", 4, include_str!("cards/de_leute.txt")),
    ("de_mehr", 3, include_str!("cards/de_mehr.txt")),
    ("de_phone", 0, include_str!("cards/de_phone.txt")),
    ("de_welt", 0, include_str!("cards/de_welt.txt")),
    ("en_airline", 1, include_str!("cards/en_airline.txt")),
    ("en_argue", 1, include_str!("cards/en_argue.txt")),
    ("en_aside", 2, include_str!("cards/en_aside.txt")),
    ("en_bank", 2, include_str!("cards/en_bank.txt")),
    ("en_both", 2, include_str!("cards/en_both.txt")),
    ("en_cars", 3, include_str!("cards/en_cars.txt")),
    ("en_clinic", 2, include_str!("cards/en_clinic.txt")),
    ("en_council", 2, include_str!("cards/en_council.txt")),
    ("en_deeds", 4, include_str!("cards/en_deeds.txt")),
    ("en_delivery", 3, include_str!("cards/en_delivery.txt")),
    ("en_desk", 1, include_str!("cards/en_desk.txt")),
    ("en_events", 0, include_str!("cards/en_events.txt")),
    ("en_gym", 3, include_str!("cards/en_gym.txt")),
    ("en_health", 0, include_str!("cards/en_health.txt")),
    ("en_home", 3, include_str!("cards/en_home.txt")),
    ("en_hotel", 1, include_str!("cards/en_hotel.txt")),
    ("en_irony", 4, include_str!("cards/en_irony.txt")),
    ("en_irony2", 4, include_str!("cards/en_irony2.txt")),
    ("en_leisure", 4, include_str!("cards/en_leisure.txt")),
    ("en_letters", 4, include_str!("cards/en_letters.txt")),
    ("en_lounge", 1, include_str!("cards/en_lounge.txt")),
    ("en_lounge2", 1, include_str!("cards/en_lounge2.txt")),
    ("en_mixed", 4, include_str!("cards/en_mixed.txt")),
    ("en_money", 2, include_str!("cards/en_money.txt")),
    ("en_more3", 1, include_str!("cards/en_more3.txt")),
    ("en_named", 1, include_str!("cards/en_named.txt")),
    ("en_notes", 4, include_str!("cards/en_notes.txt")),
    ("en_people", 3, include_str!("cards/en_people.txt")),
    ("en_people2", 1, include_str!("cards/en_people2.txt")),
    ("en_phone", 0, include_str!("cards/en_phone.txt")),
    ("en_phone2", 4, include_str!("cards/en_phone2.txt")),
    ("en_plain", 0, include_str!("cards/en_plain.txt")),
    ("en_public", 2, include_str!("cards/en_public.txt")),
    ("en_quiet", 2, include_str!("cards/en_quiet.txt")),
    ("en_quiet2", 2, include_str!("cards/en_quiet2.txt")),
    ("en_restaurant", 1, include_str!("cards/en_restaurant.txt")),
    ("en_retail2", 3, include_str!("cards/en_retail2.txt")),
    ("en_reviews", 1, include_str!("cards/en_reviews.txt")),
    ("en_school", 2, include_str!("cards/en_school.txt")),
    ("en_service", 0, include_str!("cards/en_service.txt")),
    ("en_shop", 3, include_str!("cards/en_shop.txt")),
    ("en_short", 4, include_str!("cards/en_short.txt")),
    ("en_slang", 0, include_str!("cards/en_slang.txt")),
    ("en_software", 0, include_str!("cards/en_software.txt")),
    ("en_stay2", 2, include_str!("cards/en_stay2.txt")),
    ("en_stories", 3, include_str!("cards/en_stories.txt")),
    ("en_tech2", 0, include_str!("cards/en_tech2.txt")),
    ("en_terse", 4, include_str!("cards/en_terse.txt")),
    ("en_time", 4, include_str!("cards/en_time.txt")),
    ("en_trades3", 3, include_str!("cards/en_trades3.txt")),
    ("en_transit", 1, include_str!("cards/en_transit.txt")),
    ("en_travel2", 1, include_str!("cards/en_travel2.txt")),
    ("en_tweets", 1, include_str!("cards/en_tweets.txt")),
    ("en_utilities", 0, include_str!("cards/en_utilities.txt")),
    ("en_verbs", 2, include_str!("cards/en_verbs.txt")),
    ("en_work", 2, include_str!("cards/en_work.txt")),
    ("en_world", 0, include_str!("cards/en_world.txt")),
    ("es_breve", 4, include_str!("cards/es_breve.txt")),
    ("es_dinero", 2, include_str!("cards/es_dinero.txt")),
    ("es_gente", 4, include_str!("cards/es_gente.txt")),
    ("es_hotel", 1, include_str!("cards/es_hotel.txt")),
    ("es_mas", 3, include_str!("cards/es_mas.txt")),
    ("es_mundo", 0, include_str!("cards/es_mundo.txt")),
    ("es_phone", 0, include_str!("cards/es_phone.txt")),
    ("es_trato", 2, include_str!("cards/es_trato.txt")),
    ("es_vida", 3, include_str!("cards/es_vida.txt")),
    ("fr_accueil", 2, include_str!("cards/fr_accueil.txt")),
    ("fr_argent", 2, include_str!("cards/fr_argent.txt")),
    ("fr_bref", 4, include_str!("cards/fr_bref.txt")),
    ("fr_gens", 4, include_str!("cards/fr_gens.txt")),
    ("fr_hotel", 1, include_str!("cards/fr_hotel.txt")),
    ("fr_monde", 0, include_str!("cards/fr_monde.txt")),
    ("fr_phone", 0, include_str!("cards/fr_phone.txt")),
    ("fr_plus", 3, include_str!("cards/fr_plus.txt")),
    ("fr_vie", 3, include_str!("cards/fr_vie.txt")),
];

const MORE: &str = include_str!("cards_more.jsonl");

/// Our own cards by two more authors, one source each.
///
/// # Errors
/// A line is not a labelled text.
pub fn more_cards() -> Result<Vec<Sample>, String> {
    from_lines(MORE, "more").map_err(|e| format!("cards_more.jsonl:{e}"))
}

/// Our own cards, in sources `cards_NAME_FOLD` so that each of the five folds can be left out in turn.
#[must_use]
pub fn own_cards() -> Vec<Sample> {
    let lines = |file: &'static str| file.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).enumerate();
    let mut samples = Vec::new();
    for (language, file) in FIRST {
        samples.extend(lines(file).filter_map(|(i, line)| own_card(format!("cards_{language}_{}", i % 5), line)));
    }
    for (name, fold, file) in CARDS {
        samples.extend(lines(file).filter_map(|(_, line)| own_card(format!("cards_{name}_{fold}"), line)));
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
