//! `smilecard tag`: cards as JSON lines in, who they name as JSON lines out. Needs no database.
//! A line that can't be read is reported on stderr by its number and the run goes on; the exit code
//! then is 65 (data error), so that a script notices.
use crate::analysis::language::{self, Language};
use crate::analysis::mentions::{self, CardText, Findings, Learnt, Thresholds};
use crate::analysis::roster::{Roster, Settings};
use crate::analysis::sentiment;
use crate::domain::roster::{RosterEntry, RosterRow};
use crate::domain::{Kind, Polarity};
use crate::error::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

/// Tag cards with the people of a roster file.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// CSV with the columns id,name,nicknames,code,email,team,location (nicknames separated by `;`).
    #[arg(long, value_name = "FILE.csv")]
    pub roster: PathBuf,
    /// Print the reasoning for this text instead of reading cards.
    #[arg(long, value_name = "TEXT")]
    pub explain: Option<String>,
    /// The organisation's own name: no agent's family name by itself, and shown in the reasons.
    #[arg(long)]
    pub organisation: Option<String>,
}

/// One card as a JSON line. Only `text` is needed; a field that is null, or of a kind nobody expects, counts as none.
#[derive(Debug, Deserialize)]
pub struct Line {
    #[serde(default)]
    pub id: serde_json::Value,
    pub text: String,
    #[serde(default, deserialize_with = "kind")]
    pub kind: Option<Kind>,
    #[serde(default, deserialize_with = "words")]
    pub customer_name: Option<String>,
    #[serde(default, deserialize_with = "words")]
    pub hint: Option<String>,
    #[serde(default, deserialize_with = "words")]
    pub source: Option<String>,
    #[serde(default, deserialize_with = "words")]
    pub received_at: Option<String>,
    #[serde(default, deserialize_with = "words")]
    pub team: Option<String>,
    #[serde(default, deserialize_with = "words")]
    pub location: Option<String>,
    #[serde(default, deserialize_with = "words")]
    pub preset_agent: Option<String>,
}

/// A string, or a number as its digits; anything else is none.
fn words<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(match serde_json::Value::deserialize(from)? {
        serde_json::Value::String(text) if !text.trim().is_empty() => Some(text),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

fn kind<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Kind>, D::Error> {
    Ok(serde_json::from_value(serde_json::Value::deserialize(from)?).ok())
}

#[derive(Serialize)]
struct Out<'a> {
    id: &'a serde_json::Value,
    mentions: Vec<OutMention<'a>>,
    triage: Vec<OutQuestion<'a>>,
    sentiment: OutSentiment,
    language: Language,
}

#[derive(Serialize)]
struct OutSentiment {
    kind: sentiment::SentimentKind,
    score: f32,
    words: Vec<String>,
}

#[derive(Serialize)]
struct OutMention<'a> {
    agent: &'a str,
    spans: Vec<[usize; 2]>,
    surface: &'a str,
    rule: mentions::Rule,
    confidence: f32,
    polarity: Polarity,
    why: &'a str,
}

#[derive(Serialize)]
struct OutQuestion<'a> {
    surface: &'a str,
    span: [usize; 2],
    candidates: &'a [mentions::Candidate],
}

impl Line {
    /// The card as the tagger reads it; a date that can't be read counts as none.
    pub fn card<'a>(&'a self, organisation: Option<&'a str>) -> CardText<'a> {
        let received_at = self.received_at.as_deref().and_then(moment);
        CardText {
            text: &self.text,
            kind: self.kind,
            customer_name: self.customer_name.as_deref(),
            hint: self.hint.as_deref(),
            source: self.source.as_deref(),
            received_at,
            team: self.team.as_deref(),
            location: self.location.as_deref(),
            preset_agent: self.preset_agent.as_deref(),
            organisation_name: organisation,
        }
    }
}

fn moment(text: &str) -> Option<jiff::Timestamp> {
    let day = || text.parse::<jiff::civil::Date>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|z| z.timestamp());
    text.parse().ok().or_else(day)
}

/// Reads a roster file.
///
/// # Errors
/// `Invalid` with the line's number when a row can't be read, `Unavailable` when the file can't.
pub fn read_roster(path: &Path, organisation: Option<&str>) -> Result<Roster, Error> {
    let file =
        std::fs::File::open(path).map_err(|e| Error::unavailable(format!("can't open {}: {e}", path.display())))?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::Headers).from_reader(file);
    // "Name" is as good as "name".
    let heads: csv::StringRecord = reader
        .headers()
        .map_err(|e| Error::invalid(format!("{} line 1: {e}", path.display())))?
        .iter()
        .map(|head| head.trim_start_matches('\u{feff}').to_lowercase())
        .collect();
    reader.set_headers(heads);
    let mut entries = vec![];
    for (n, row) in reader.deserialize::<RosterRow>().enumerate() {
        let line = n + 2;
        let row = row.map_err(|e| Error::invalid(format!("{} line {line}: {e}", path.display())))?;
        let entry =
            RosterEntry::try_from(row).map_err(|e| Error::invalid(format!("{} line {line}: {e}", path.display())))?;
        entries.push(entry);
    }
    Ok(Roster::build(entries, Settings { organisation: organisation.map(str::to_owned) }))
}

/// Runs the command; the answer is the process's exit code.
///
/// # Errors
/// `Invalid` or `Unavailable` for the roster, `Unavailable` when a stream breaks.
pub fn run(args: &Args, input: impl BufRead, mut output: impl Write, mut complaints: impl Write) -> Result<u8, Error> {
    let broken = |e: std::io::Error| Error::unavailable(format!("the stream broke: {e}"));
    let roster = read_roster(&args.roster, args.organisation.as_deref())?;
    let (learnt, thresholds) = (Learnt::default(), Thresholds::default());
    if let Some(text) = &args.explain {
        let card = CardText { text, organisation_name: args.organisation.as_deref(), ..CardText::default() };
        let findings = mentions::explain(&roster, &card, &thresholds, &learnt);
        write_reasons(&findings, &mut output).map_err(broken)?;
        return Ok(0);
    }
    let mut bad = 0u32;
    let (mut input, mut buffer) = (input, Vec::with_capacity(4096));
    for n in 0usize.. {
        buffer.clear();
        if input.read_until(b'\n', &mut buffer).map_err(broken)? == 0 {
            break;
        }
        // Some programs begin a file with a mark of its byte order.
        let line = if n == 0 { buffer.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&buffer) } else { &buffer[..] };
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let parsed: Line = match serde_json::from_slice(line) {
            Ok(parsed) => parsed,
            Err(e) => {
                bad += 1;
                writeln!(complaints, "line {}: {e}", n + 1).map_err(broken)?;
                continue;
            }
        };
        let heard = sentiment::hear(&parsed.text);
        let card = parsed.card(args.organisation.as_deref());
        let findings = mentions::find_heard(&roster, &card, &thresholds, &learnt, &heard);
        serde_json::to_writer(&mut output, &answer(&parsed, &findings, &heard)).map_err(|e| broken(e.into()))?;
        output.write_all(b"\n").map_err(broken)?;
    }
    output.flush().map_err(broken)?;
    Ok(if bad > 0 { 65 } else { 0 })
}

fn answer<'a>(line: &'a Line, findings: &'a Findings, heard: &sentiment::Heard) -> Out<'a> {
    let mood = sentiment::mood(&line.text, heard);
    Out {
        id: &line.id,
        mentions: findings
            .mentions
            .iter()
            .map(|m| OutMention {
                agent: &m.agent,
                spans: m.spans.iter().map(|s| [s.start, s.end]).collect(),
                surface: &m.surface,
                rule: m.rule,
                confidence: m.confidence,
                polarity: m.polarity,
                why: &m.why,
            })
            .collect(),
        triage: findings
            .triage
            .iter()
            .map(|q| OutQuestion { surface: &q.surface, span: [q.span.start, q.span.end], candidates: &q.candidates })
            .collect(),
        sentiment: OutSentiment { kind: mood.kind, score: mood.score, words: mood.words },
        language: language::detect(&line.text),
    }
}

fn write_reasons(findings: &Findings, out: &mut impl Write) -> std::io::Result<()> {
    if findings.considered.is_empty() {
        writeln!(out, "Nobody on the roster has a name that is in the text.")?;
    }
    for c in &findings.considered {
        match c.veto {
            Some(veto) => writeln!(out, "\"{}\" -> {}: not meant, because {veto}.", c.surface, c.agent)?,
            None => writeln!(out, "\"{}\" -> {}: {:.3}", c.surface, c.agent, c.confidence)?,
        }
        for e in &c.evidence {
            writeln!(out, "    {:+.1}  {}", e.weight, e.what)?;
        }
    }
    for m in &findings.mentions {
        writeln!(out, "Tagged: {} ({:.3}). {}", m.agent, m.confidence, m.why)?;
    }
    for q in &findings.triage {
        writeln!(out, "Who is this? \"{}\"", q.surface)?;
        for c in &q.candidates {
            writeln!(out, "    {} ({:.3}). {}", c.agent, c.confidence, c.why)?;
        }
    }
    Ok(())
}
