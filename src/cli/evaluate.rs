//! `smilecard evaluate tagging FILE…`: how right the tagger is on labelled cards, by class.
//! What a file holds is told in `labelled`.
use super::labelled::{self, Expected, Labelled, Person, Record};
use crate::analysis::mentions::{self, Findings, Learnt, Thresholds, calibration};
use crate::analysis::roster::{Roster, Settings};
use crate::domain::roster::RosterEntry;
use crate::error::Error;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

/// Measure against labelled cards.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    pub what: What,
}

#[derive(Debug, clap::Subcommand)]
pub enum What {
    /// Who is mentioned.
    Tagging(Tagging),
    /// Measure the mood of cards
    Sentiment(super::evaluate_sentiment::Args),
}

#[derive(Debug, clap::Args)]
pub struct Tagging {
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Print every card that is not as expected.
    #[arg(long)]
    pub errors: bool,
    /// Fill each roster with made-up colleagues up to this many.
    #[arg(long, default_value_t = 0)]
    pub pad: usize,
    /// Print the table that makes confidences true on these cards, for `src/analysis/mentions/calibration.txt`.
    #[arg(long)]
    pub fit: bool,
    /// Leave with an error when the micro F1 is lower.
    #[arg(long)]
    pub min_f1: Option<f64>,
    /// Leave with an error when a larger share of cards has a wrong tag.
    #[arg(long)]
    pub max_wrong: Option<f64>,
}

/// Counts of one class.
#[derive(Default, Clone, Copy)]
pub struct Tally {
    pub cards: u32,
    /// Cards that name nobody and ask nothing.
    pub empty: u32,
    pub right: u32,
    pub wrong: u32,
    pub missed: u32,
    pub wrong_cards: u32,
    pub surfaced: u32,
    pub expected: u32,
    pub groups: u32,
    pub whole: u32,
    pub needless: u32,
    mood_right: u32,
    mood_all: u32,
}

/// Mentions of about one confidence: how many, how many right, and the sum of what was claimed.
type Bin = (u32, u32, f32);

/// What a run over labelled cards found.
pub struct Report {
    pub classes: BTreeMap<String, Tally>,
    pub total: Tally,
    bins: [Bin; 20],
    /// Every sure tag and the first candidate of every question whose answer the labels tell: the confidence, and
    /// whether it was right.
    pub claims: Vec<(f32, bool)>,
}

impl Tally {
    fn add(&mut self, o: Self) {
        self.cards += o.cards;
        self.empty += o.empty;
        self.right += o.right;
        self.wrong += o.wrong;
        self.missed += o.missed;
        self.wrong_cards += o.wrong_cards;
        self.surfaced += o.surfaced;
        self.expected += o.expected;
        self.groups += o.groups;
        self.whole += o.whole;
        self.needless += o.needless;
        self.mood_right += o.mood_right;
        self.mood_all += o.mood_all;
    }

    /// The micro F1 of tags.
    pub fn f1(self) -> f64 {
        share(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

fn share(part: u32, all: u32) -> f64 {
    if all == 0 { 1.0 } else { f64::from(part) / f64::from(all) }
}

/// Runs the command; 1 when a bound is missed.
///
/// # Errors
/// `Unavailable` when a file can't be read, `Invalid` with the line's number when a line can't.
pub fn run(args: &Args, mut out: impl Write) -> Result<u8, Error> {
    let args = match &args.what {
        What::Tagging(args) => args,
        What::Sentiment(args) => return super::evaluate_sentiment::run(args).map(|()| 0).map_err(Error::invalid),
    };
    let report = measure(&args.files, args.pad, args.errors, &mut out)?;
    if args.fit {
        let claims = report.claims.iter().map(|c| (calibration::chance(c.0), c.1)).collect();
        for (claimed, right) in calibration::fit(claims) {
            writeln!(out, "{claimed:.4} {right:.4}").map_err(broken)?;
        }
        return Ok(0);
    }
    print(&mut out, &report).map_err(broken)?;
    let wrong = share(report.total.wrong_cards, report.total.cards);
    let fell = args.min_f1.is_some_and(|m| report.total.f1() < m) || args.max_wrong.is_some_and(|m| wrong > m);
    Ok(u8::from(fell))
}

/// Reads the files and judges every card; `errors` writes those that are not as expected to `out`.
///
/// # Errors
/// As [`run`].
pub fn measure(files: &[PathBuf], pad: usize, errors: bool, out: &mut impl Write) -> Result<Report, Error> {
    let mut classes: BTreeMap<String, Tally> = BTreeMap::new();
    let mut claims = vec![];
    for file in files {
        let text = labelled::text(file)?;
        let mut roster = Roster::build([], Settings::default());
        let mut organisation: Option<String> = None;
        for line in labelled::records(file, &text) {
            let (n, record) = line?;
            match record {
                Record::Roster { roster: people, organisation: own } => {
                    roster = build(people, pad, own.as_deref(), &text);
                    organisation = own;
                }
                Record::Card(card) => {
                    let found = mentions::find(
                        &roster,
                        &card.card.card(organisation.as_deref()),
                        &Thresholds::default(),
                        &Learnt::default(),
                    );
                    let tally = judge(&card, &found, &mut claims);
                    if errors && (tally.wrong + tally.missed + tally.needless > 0 || tally.whole < tally.groups) {
                        let said: Vec<_> =
                            found.mentions.iter().map(|m| format!("{} {:.2}", m.agent, m.confidence)).collect();
                        let asked: Vec<_> = found
                            .triage
                            .iter()
                            .map(|q| {
                                q.candidates
                                    .iter()
                                    .map(|c| format!("{} {:.2}", c.agent, c.confidence))
                                    .collect::<Vec<_>>()
                            })
                            .collect();
                        let wanted: Vec<_> = card.expect.iter().map(Expected::agent).collect();
                        writeln!(
                            out,
                            "{} line {} [{}] {:?}\n    wanted {wanted:?} {:?}, tagged {said:?}, asked {asked:?}",
                            file.display(),
                            n,
                            card.class,
                            card.card.text,
                            card.triage
                        )
                        .map_err(broken)?;
                    }
                    classes.entry(card.class.clone()).or_default().add(tally);
                }
            }
        }
    }
    let total = classes.values().fold(Tally::default(), |mut t, c| {
        t.add(*c);
        t
    });
    let mut bins: [Bin; 20] = Default::default();
    for (confidence, right) in &claims {
        if let Some(b) = bins.get_mut(((confidence * 20.0) as usize).min(19)) {
            b.0 += 1;
            b.1 += u32::from(*right);
            b.2 += confidence;
        }
    }
    Ok(Report { classes, total, bins, claims })
}

fn broken(e: std::io::Error) -> Error {
    Error::unavailable(format!("the stream broke: {e}"))
}

fn build(people: Vec<Person>, pad: usize, organisation: Option<&str>, cards: &str) -> Roster {
    let mut entries: Vec<RosterEntry> = people.into_iter().map(RosterEntry::from).collect();
    entries.extend(padding(pad.saturating_sub(entries.len()), &entries, cards));
    Roster::build(entries, Settings { organisation: organisation.map(str::to_owned) })
}

/// Made-up colleagues whose given names no one on the roster bears or is called by, and no card holds:
/// the labels stay true.
fn padding(count: usize, real: &[RosterEntry], cards: &str) -> Vec<RosterEntry> {
    if count == 0 {
        return vec![];
    }
    let said: std::collections::HashSet<String> =
        cards.split(|c: char| !c.is_alphabetic()).map(crate::analysis::fold::key).collect();
    use crate::analysis::roster::{near, relations};
    use crate::analysis::{fold, lexicon};
    let taken: Vec<String> = real
        .iter()
        .flat_map(|r| std::iter::once(&r.name).chain(&r.nicknames))
        .flat_map(|n| n.split_whitespace().map(fold::key).collect::<Vec<_>>())
        .collect();
    let spoken: Vec<u64> =
        said.iter().map(|w| fold::hash(w.as_bytes())).filter(|h| lexicon::flags(*h) & lexicon::GIVEN != 0).collect();
    let free = |name: &str| {
        let hash = fold::hash(name.as_bytes());
        lexicon::flags(hash) & (lexicon::STRONG | lexicon::MODAL | lexicon::MEDIUM | lexicon::MONTH) == 0
            && !said.contains(name)
            && spoken.iter().all(|s| relations::between(*s, hash).is_none())
            && taken.iter().all(|t| {
                let other = fold::hash(t.as_bytes());
                t != name
                    && relations::between(hash, other).is_none()
                    && relations::between(other, hash).is_none()
                    && near::slips(name, t, 2).is_none()
                    && !relations::of(hash).iter().any(|r| relations::between(other, r.0).is_some())
            })
    };
    let words = |list: &'static str| list.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace);
    let givens: Vec<&str> = words(include_str!("../analysis/lexicon/names.txt")).filter(|n| free(n)).collect();
    let families: Vec<&str> = words(include_str!("../analysis/lexicon/surnames.txt"))
        .filter(|n| !said.contains(*n) && !taken.iter().any(|t| t == n))
        .collect();
    let title = |w: &str| w.chars().take(1).flat_map(char::to_uppercase).chain(w.chars().skip(1)).collect::<String>();
    (0..count)
        .filter_map(|n| {
            let (g, f) =
                (givens.get((n * 7919) % givens.len().max(1))?, families.get((n * 104_729) % families.len().max(1))?);
            Some(RosterEntry {
                id: format!("pad{n}"),
                name: format!("{} {}", title(g), title(f)),
                ..RosterEntry::default()
            })
        })
        .collect()
}

fn judge(card: &Labelled, found: &Findings, claims: &mut Vec<(f32, bool)>) -> Tally {
    let empty = u32::from(card.expect.is_empty() && card.triage.is_empty());
    let mut t = Tally { cards: 1, empty, ..Tally::default() };
    let wanted = |id: &str| card.expect.iter().find(|e| e.agent() == id);
    for m in &found.mentions {
        let expected = wanted(&m.agent);
        claims.push((m.confidence, expected.is_some()));
        match expected {
            Some(Expected::Mood { polarity, .. }) => {
                t.right += 1;
                t.mood_all += 1;
                t.mood_right += u32::from(*polarity == m.polarity);
            }
            Some(Expected::Id(_)) => t.right += 1,
            None => t.wrong += 1,
        }
    }
    t.wrong_cards = u32::from(t.wrong > 0);
    let asked = |id: &str| found.triage.iter().any(|q| q.candidates.iter().any(|c| c.agent == id));
    for e in &card.expect {
        let tagged = found.mentions.iter().any(|m| m.agent == e.agent());
        t.expected += 1;
        t.missed += u32::from(!tagged);
        t.surfaced += u32::from(tagged || asked(e.agent()));
    }
    for group in &card.triage {
        t.groups += 1;
        t.whole +=
            u32::from(group.iter().all(|g| asked(g)) && !found.mentions.iter().any(|m| group.contains(&m.agent)));
    }
    for first in found.triage.iter().filter_map(|q| q.candidates.first()) {
        if !card.triage.iter().any(|g| g.contains(&first.agent)) {
            claims.push((first.confidence, wanted(&first.agent).is_some()));
        }
    }
    let meant = |q: &mentions::Question| card.triage.iter().any(|g| q.candidates.iter().any(|c| g.contains(&c.agent)));
    t.needless = u32::from(found.triage.iter().any(|q| !meant(q)));
    t
}

fn print(out: &mut impl Write, report: &Report) -> std::io::Result<()> {
    writeln!(
        out,
        "{:<22} {:>5} {:>6} {:>6} {:>6} {:>7} {:>8} {:>9} {:>8} {:>6}",
        "class", "cards", "prec", "recall", "F1", "wrong", "surfaced", "triage", "needless", "mood"
    )?;
    for (name, t) in report.classes.iter().map(|(n, t)| (n.as_str(), t)).chain([("ALL", &report.total)]) {
        writeln!(
            out,
            "{:<22} {:>5} {:>6.3} {:>6.3} {:>6.3} {:>6.1}% {:>8.3} {:>4}/{:<4} {:>7.1}% {:>6.3}",
            name,
            t.cards,
            share(t.right, t.right + t.wrong),
            share(t.right, t.expected),
            t.f1(),
            100.0 * share(t.wrong_cards, t.cards.max(1)),
            share(t.surfaced, t.expected),
            t.whole,
            t.groups,
            100.0 * share(t.needless, t.cards.max(1)),
            share(t.mood_right, t.mood_all)
        )?;
    }
    writeln!(out, "\nconfidence   said  claimed  right")?;
    for (n, (all, right, claimed)) in report.bins.iter().enumerate().filter(|b| b.1.0 > 0) {
        let (from, to) = (n as f32 / 20.0, (n + 1) as f32 / 20.0);
        writeln!(out, "{from:.2}-{to:.2}    {all:>5}    {:.3}  {:.3}", claimed / *all as f32, share(*right, *all))?;
    }
    Ok(())
}
