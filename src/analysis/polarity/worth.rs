//! What the words of one part weigh, good or bad: the lists, the table, and the networks' opinion of it read alone.
use super::deed::{self, Deed};
use super::part::Part;
use super::promise::Came;
use super::unspaced;
use crate::analysis::sentiment::reading::{self, Reading};
use crate::analysis::sentiment::tokens::TokenKind;
use crate::analysis::sentiment::{judge, table};

/// How much either side of a "but" about one person must weigh.
pub const TURN: f32 = 0.25;
/// Below this a part says nothing that chance could not have said.
pub const CLEAR: f32 = 0.45;
// How much of a promise's sweetness is believed before it is kept.
const PROMISED: f32 = 0.3;
// How bad it is that "neither Ana nor Tom" did it, or that a promise was broken.
const BLAMED: f32 = 0.8;
// How much of a part's score is the network's opinion of it, against the plain sum of its words.
const JUDGED: f32 = 0.4;
// How far the table is believed within a part, beside the lists' half: it was trained on whole cards.
const LEARNT: f32 = 0.4;
// How far table and networks are still believed where a known deed is told, and where a list hides some of the words.
const DONE: f32 = 0.3;
const HIDDEN: f32 = 0.5;

/// The score of a part: above zero good, below bad.
pub fn of_part(text: &str, reading: &Reading, sums: &table::Sums, deeds: &[Deed], part: &Part) -> f32 {
    let score = plain(text, reading, sums, deeds, part);
    if part.blamed || part.came == Came::Broken {
        return -score.abs().max(BLAMED);
    }
    match part.pledge {
        Some(pledge) if pledge.firm && pledge.came == Came::Untold => score.min(PROMISED * score),
        _ => score,
    }
}

fn plain(text: &str, reading: &Reading, sums: &table::Sums, deeds: &[Deed], part: &Part) -> f32 {
    let alone = text_of(text, reading, part);
    let tokens = reading.tokens.list.get(part.from..part.to).unwrap_or(&[]);
    if tokens.iter().any(|token| token.foreign)
        && let Some(worth) = unspaced::worth(alone)
    {
        return worth;
    }
    if names_only(reading, part) {
        return 0.0;
    }
    let [learnt, _] = sums.range(part.from, part.to);
    let hits = reading.hits.iter().filter(|hit| hit.at >= part.from && hit.at < part.to);
    let listed = 0.5 * hits.filter(|hit| !deed::covers(deeds, hit.at)).map(|hit| hit.value).sum::<f32>();
    let told = || deed::within(deeds, part.from, part.to).map(|deed| deed.value);
    let done = 0.5 * told().sum::<f32>();
    let believed = match (told().next(), done == 0.0) {
        (None, _) => 1.0,
        (Some(_), true) => HIDDEN,
        (Some(_), false) => DONE,
    };
    let guessed = (1.0 - JUDGED) * LEARNT * learnt + JUDGED * judged(alone, reading);
    done + (1.0 - JUDGED) * listed + believed * guessed
}

/// "It was Tom", "this is Tom": it says who, and nothing of how.
fn names_only(reading: &Reading, part: &Part) -> bool {
    let words = part.from..part.to.min(part.behind);
    let mut words = words.filter_map(|at| reading.tokens.list.get(at)).filter(|t| t.kind == TokenKind::Word);
    let mut next = || words.next().map_or("", |token| reading.tokens.word(token));
    part.named && part.behind == part.to && part.to - part.from <= 4 && {
        let first = next();
        first == "it's" || matches!(first, "it" | "this" | "that") && matches!(next(), "was" | "is")
    }
}

fn text_of<'a>(text: &'a str, reading: &Reading, part: &Part) -> &'a str {
    let token = |at: usize| reading.tokens.list.get(at);
    let (Some(first), Some(last)) = (token(part.from), part.to.checked_sub(1).and_then(token)) else { return "" };
    text.get(first.start as usize..last.end as usize).unwrap_or("")
}

/// What the network says of a part, read as though it were a card of its own.
fn judged(alone: &str, reading: &Reading) -> f32 {
    if alone.is_empty() {
        return 0.0;
    }
    let weights = table::shipped();
    let reading = reading::read_as(alone, reading.language);
    let sums = table::Sums::of(weights, &reading);
    let [praise, complaint, _, neutral] = weights.judge(&judge::inputs(weights, &reading, &sums));
    ((praise + 0.03).ln() - (complaint + 0.03).ln()) * (1.0 - neutral)
}
