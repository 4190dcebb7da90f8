//! Trains with each source left out in turn: so the network learns how far the
//! table may be trusted on texts of a source it never saw, and so the printed
//! figures are those of an unseen source.
use super::corpus::{Label, Sample};
use super::{linear, network};
use crate::analysis::sentiment::table::{self, Weights};
use crate::analysis::sentiment::{judge, reading};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What is left out together with a source.
#[must_use]
pub fn group(source: &str) -> &str {
    // The five parts of our own cards are left out together across languages.
    match source.strip_prefix("cards_").and_then(|s| s.rsplit_once('_')) {
        Some((_, part)) => part,
        None => source,
    }
}

/// The weights trained on everything, and the figures of each source left out;
/// what was read wrongly is listed for sources that begin with `show`.
#[must_use]
pub fn train(samples: &[Sample], show: &str) -> (Weights, String) {
    let examples: Vec<linear::Example> = samples.iter().flat_map(linear::examples).collect();
    let start = linear::prior(samples);
    let mut groups: Vec<&str> = samples.iter().map(|s| group(&s.source)).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut texts = Vec::with_capacity(samples.len());
    let mut seen = Vec::with_capacity(samples.len());
    for held in &groups {
        let weights = linear::train(&examples, &start, |source| group(source) != *held);
        seen.extend(samples.iter().filter(|s| group(&s.source) == *held).map(|sample| view(sample, &weights)));
        texts.extend(samples.iter().filter(|s| group(&s.source) == *held).map(|s| s.text.as_str()));
    }
    let mut report = String::new();
    let mut torn = Torn::default();
    let mut tables: BTreeMap<String, [usize; 6]> = BTreeMap::new();
    for held in &groups {
        let net = network::train(&seen, |source| group(source) != *held);
        for (example, text) in seen.iter().zip(&texts).filter(|(e, _)| group(&e.source) == *held) {
            let name = example
                .source
                .strip_prefix("cards_")
                .and_then(|s| s.rsplit_once('_'))
                .map_or(example.source.clone(), |(name, _)| format!("cards_{name}"));
            let right = count(tables.entry(name).or_default(), example, &net);
            if example.source.starts_with("cards_") {
                torn.add(example, &net);
            }
            if !right && !show.is_empty() && example.source.starts_with(show) {
                let _ = writeln!(report, "{:?} {:.2?} {text}", example.label, table::forward(&net, &example.inputs).1);
            }
        }
    }
    let _ = writeln!(
        report,
        "{:<22}{:>7}{:>9}{:>9}{:>9}{:>9}",
        "source left out", "texts", "3-class", "forced", "flipped", "neither"
    );
    for (name, [all, right, polar, forced, flips, third]) in &tables {
        let neither = all - polar;
        let share = |part: usize, whole: usize| if whole == 0 { f64::NAN } else { part as f64 / whole as f64 };
        let _ = writeln!(
            report,
            "{name:<22}{all:>7}{:>9.3}{:>9.3}{:>9.3}{:>9.3}",
            share(*right, *all),
            share(*forced, *polar),
            share(*flips, *polar),
            share(*third, neither)
        );
    }
    torn.print(&mut report);
    let table = linear::train(&examples, &start, |_| true);
    (Weights::new(table.scale, table.slots, network::train(&seen, |_| true)), report)
}

fn view(sample: &Sample, weights: &Weights) -> network::Example {
    let reading = reading::read(&sample.text);
    let sums = table::Sums::of(weights, &reading);
    let weight = match sample.source.as_str() {
        s if s.starts_with("cards_") => 6.0,
        s if s.starts_with("more_") => 3.0,
        "generated" => 0.7,
        s => linear::weight_of(s),
    };
    network::Example {
        source: sample.source.clone(),
        inputs: judge::inputs(weights, &reading, &sums),
        label: sample.label,
        weight: weight * linear::balance(sample),
    }
}

fn count(row: &mut [usize; 6], example: &network::Example, net: &[f32]) -> bool {
    let [praise, complaint, mixed, neutral] = table::forward(net, &example.inputs).1;
    let third = mixed + neutral;
    let said = if third > praise && third > complaint { 2 } else { usize::from(complaint > praise) };
    let meant = match example.label {
        Label::Praise => 0,
        Label::Complaint => 1,
        Label::Mixed | Label::Neutral | Label::Neither => 2,
    };
    row[0] += 1;
    row[1] += usize::from(said == meant);
    if meant < 2 {
        row[2] += 1;
        row[3] += usize::from((praise >= complaint) == (meant == 0));
        row[4] += usize::from(said == 1 - meant);
    } else {
        row[5] += usize::from(said == 2);
    }
    said == meant
}

/// What it costs and spares, on our own cards, to say neither while praise and complaint lie close together.
#[derive(Default)]
struct Torn {
    rows: Vec<([f32; 4], Label)>,
}

impl Torn {
    fn add(&mut self, example: &network::Example, net: &[f32]) {
        self.rows.push((table::forward(net, &example.inputs).1, example.label));
    }

    fn print(&self, report: &mut String) {
        let _ = writeln!(report, "{:<22}{:>9}{:>9}", "apart by at least", "3-class", "flipped");
        for step in 0..8 {
            let margin = step as f32 * 0.1;
            let (mut right, mut flips, mut polar) = (0, 0, 0);
            for ([praise, complaint, mixed, neutral], label) in &self.rows {
                let third = mixed + neutral;
                let neither = third > *praise && third > *complaint || (praise - complaint).abs() < margin;
                let meant = match label {
                    Label::Praise => Some(true),
                    Label::Complaint => Some(false),
                    Label::Mixed | Label::Neutral | Label::Neither => None,
                };
                polar += usize::from(meant.is_some());
                let said = if neither { None } else { Some(praise >= complaint) };
                right += usize::from(said == meant);
                flips += usize::from(said.is_some() && meant.is_some() && said != meant);
            }
            let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
            let _ =
                writeln!(report, "{margin:<22.1}{:>9.3}{:>9.3}", share(right, self.rows.len()), share(flips, polar));
        }
    }
}
