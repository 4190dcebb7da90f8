//! The report in words: what changed since the twelve weeks before, and what complaints are most often about.

use super::report_page::{Bars, Choice, ReportPage, Row, Sentence, ThemeRow, WeekRow};
use super::weeks::WeeksChart;
use crate::domain::Role;
use crate::domain::wording::counts::{counted, grouped, plural};
use crate::domain::wording::dates::{plain_day, short_day};
use crate::services::report::{FEW, Line, Report, Sums};
use crate::web::session::who::SignedIn;
use crate::web::shell::{Link, Shell};
use jiff::ToSpan;
use jiff::civil::Date;

/// People on one page: more can't be read there, and weigh more than a page should.
const MOST_PEOPLE: usize = 200;

/// The page of a report.
pub fn page(shell: Shell, person: &SignedIn, report: &Report) -> ReportPage {
    let few = u64::try_from(FEW).unwrap_or(5);
    let drawn: Vec<(Date, u64, u64)> =
        report.weeks.iter().map(|week| (week.monday, week.sums.praise, week.sums.complaints)).collect();
    let cards = report.sums.praise + report.sums.complaints;
    let team = report.team.as_ref().map_or("all teams", |(_, name)| name);
    let nothing = "No cards in these twelve weeks.".to_owned();
    ReportPage {
        shell,
        when: format!("{} to {}, {team}", plain_day(report.first, report.today), plain_day(report.last, report.today)),
        title: if cards == 0 { nothing.clone() } else { title(&report.sums) },
        lead: lead(report, few),
        empty: (cards == 0).then(|| "What comes in will be counted here, week by week.".to_owned()),
        weeks: WeeksChart::draw(&drawn, report.today),
        table: report
            .weeks
            .iter()
            .map(|week| WeekRow {
                week: plain_day(week.monday, report.today),
                praise: week.sums.praise,
                complaints: week.sums.complaints,
                put_right: week.sums.put_right,
                first_answer: first_answer(&week.sums),
            })
            .collect(),
        dates: report.weeks.iter().step_by(3).map(|week| short_day(week.monday, week.monday)).collect(),
        teams: if report.team.is_some() { Vec::new() } else { rows(&report.by_team) },
        people: if crowded(report) { Vec::new() } else { rows(&report.by_person) },
        crowd: crowded(report).then(|| crowd(report)),
        themes: themes(report),
        read: report.read.map(|read| format!("Read in the {} newest cards.", grouped(read))),
        others: others(report),
        choices: choices(report),
        until: report.last.to_string(),
        files: ["csv", "xlsx"].map(|kind| file(report, kind)).into(),
        may_change: person.viewer.role == Role::Admin,
    }
}

/// Whether more people were named than one page can show; a team's are always shown.
fn crowded(report: &Report) -> bool {
    report.team.is_none() && report.teams.len() > 1 && report.by_person.len() > MOST_PEOPLE
}

fn crowd(report: &Report) -> String {
    let named = report.by_person.iter().filter(|line| line.agent.is_some()).count();
    format!(
        "{} people were named. Choose a team to see its people; the files below hold them all.",
        grouped(u64::try_from(named).unwrap_or(u64::MAX))
    )
}

fn title(sums: &Sums) -> String {
    format!(
        "{}, {}, {} put right.",
        counted(sums.praise, "smile", "smiles"),
        counted(sums.complaints, "complaint", "complaints"),
        grouped(sums.put_right)
    )
}

/// How long a customer waited for the first answer, if enough were answered to say so.
fn first_answer(sums: &Sums) -> String {
    match (sums.first_answer, sums.answers) {
        (Some(minutes), _) => waited(minutes),
        (None, 0) => "none answered".to_owned(),
        (None, _) => "too few to say".to_owned(),
    }
}

fn waited(minutes: u64) -> String {
    match minutes {
        0..60 => counted(minutes.max(1), "minute", "minutes"),
        60..2_880 => counted((minutes + 30) / 60, "hour", "hours"),
        _ => counted((minutes + 720) / 1_440, "day", "days"),
    }
}

fn lead(report: &Report, few: u64) -> Vec<String> {
    let mut said = Vec::new();
    if report.sums.praise >= few && report.before.praise >= few {
        said.push(changed(report.sums.praise, report.before.praise).to_owned());
    }
    let worst = report.themes.iter().max_by_key(|theme| theme.complaints);
    if let Some(theme) = worst.filter(|theme| theme.complaints >= few) {
        said.push(format!("When someone is let down, it is most often about {}.", lower(&theme.name)));
    }
    if let Some(minutes) = report.sums.first_answer {
        said.push(format!("Half of the answers came within {}.", waited(minutes)));
    }
    said
}

/// "A fifth more praise than in …": shares that can be pictured, not percentages.
fn changed(now: u64, before: u64) -> &'static str {
    match now * 100 / before.max(1) {
        0..=39 => "Less than half the praise of the twelve weeks before.",
        40..=59 => "About half the praise of the twelve weeks before.",
        60..=72 => "A third less praise than in the twelve weeks before.",
        73..=84 => "A fifth less praise than in the twelve weeks before.",
        85..=94 => "A tenth less praise than in the twelve weeks before.",
        95..=105 => "About as much praise as in the twelve weeks before.",
        106..=115 => "A tenth more praise than in the twelve weeks before.",
        116..=129 => "A fifth more praise than in the twelve weeks before.",
        130..=144 => "A third more praise than in the twelve weeks before.",
        145..=179 => "Half as much praise again as in the twelve weeks before.",
        180..=220 => "Twice as much praise as in the twelve weeks before.",
        _ => "More than twice as much praise as in the twelve weeks before.",
    }
}

/// A theme's name inside a sentence: "Being rung back" is "being rung back", but a name in capitals stays.
fn lower(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

fn rows(lines: &[Line]) -> Vec<Row> {
    let counts: Vec<(u64, u64)> = lines.iter().map(|line| (line.complaints, line.praise)).collect();
    let drawn = Bars::draw(&counts);
    let row = |(line, bar): (&Line, Bars)| Row {
        name: line.name.clone(),
        team: line.team.clone(),
        praise: line.praise,
        complaints: line.complaints,
        put_right: line.put_right,
        bar,
    };
    lines.iter().zip(drawn).map(row).collect()
}

fn themes(report: &Report) -> Vec<ThemeRow> {
    let row = |theme: &crate::services::report::ThemeLine| ThemeRow {
        name: theme.name.clone(),
        praise: theme.praise,
        complaints: theme.complaints,
        complaints_word: plural(theme.complaints, "complaint", "complaints"),
        said: theme.said.as_ref().map(|said| Sentence {
            href: format!("/cards/{}", said.card),
            praise: said.praise,
            text: said.sentence.clone(),
        }),
    };
    report.themes.iter().take(8).map(row).collect()
}

fn team_of(report: &Report) -> String {
    report.team.as_ref().map_or_else(String::new, |(id, _)| format!("&team={id}"))
}

fn others(report: &Report) -> Vec<Link> {
    let team = team_of(report);
    let link = |text: &str, weeks: i64| {
        let until = report.last.saturating_add((7 * weeks).days());
        Link { href: format!("/report?until={until}{team}"), text: text.to_owned() }
    };
    let mut links = vec![link("The twelve weeks before", -12)];
    // The week that runs ends on a day to come; nothing can be told after it.
    if report.last < report.today {
        let behind = (report.today - report.last).get_days() / 7;
        let on = i64::from(behind).clamp(1, 12);
        links.push(link(if on == 1 { "With this week so far" } else { "Later weeks" }, on));
    }
    links
}

fn choices(report: &Report) -> Vec<Choice> {
    if report.teams.len() < 2 {
        return Vec::new();
    }
    let chosen = report.team.as_ref().map(|(id, _)| *id);
    let all = Choice { value: String::new(), label: "All teams".to_owned(), chosen: chosen.is_none() };
    let one =
        |(id, name): &(_, String)| Choice { value: format!("{id}"), label: name.clone(), chosen: chosen == Some(*id) };
    std::iter::once(all).chain(report.teams.iter().map(one)).collect()
}

fn file(report: &Report, kind: &str) -> Link {
    Link {
        href: format!("/report.{kind}?until={}{}", report.last, team_of(report)),
        text: if kind == "csv" { "Save these figures as a CSV file" } else { "As a workbook (XLSX)" }.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_as_a_share_that_can_be_pictured() {
        assert!(changed(120, 100).starts_with("A fifth more praise"));
        assert!(changed(66, 100).starts_with("A third less praise"));
        assert!(changed(100, 100).starts_with("About as much praise"));
    }

    #[test]
    fn a_wait_is_told_in_the_unit_that_fits() {
        assert_eq!(waited(0), "1 minute");
        assert_eq!(waited(59), "59 minutes");
        assert_eq!(waited(95), "2 hours");
        assert_eq!(waited(4_000), "3 days");
    }

    #[test]
    fn a_name_inside_a_sentence_begins_small() {
        assert_eq!(lower("Being rung back"), "being rung back");
        assert_eq!(lower("VIP lounge"), "VIP lounge");
        assert_eq!(lower(""), "");
    }
}
