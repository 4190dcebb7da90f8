//! The report as in the visual reference, one without cards, and the words it looks for.

use super::{Sample, signed_in};
use jiff::civil::{Date, date};
use smilecard::web::manager::card_list::Undo;
use smilecard::web::manager::report_page::{Bars, Choice, ReportPage, Row, Sentence, ThemeRow, WeekRow};
use smilecard::web::manager::themes_page::{ThemeForm, ThemesPage};
use smilecard::web::manager::weeks::WeeksChart;
use smilecard::web::shell::{Link, Shell};

const PRAISE: [u64; 12] = [22, 19, 26, 24, 28, 21, 27, 30, 25, 29, 26, 31];
const COMPLAINTS: [u64; 12] = [7, 9, 6, 8, 5, 9, 6, 4, 7, 5, 8, 6];

fn shell() -> Shell {
    signed_in("Ruth Calder", "Main", &[("Report", "/report"), ("Inbox", "/inbox")])
}

fn link(text: &str, href: &str) -> Link {
    Link { href: href.to_owned(), text: text.to_owned() }
}

/// Rows given as (name, team, complaints, praise, put right).
fn rows(list: &[(&str, Option<&str>, u64, u64, u64)]) -> Vec<Row> {
    let bars = Bars::draw(&list.iter().map(|row| (row.2, row.3)).collect::<Vec<_>>());
    type Given<'a> = (&'a str, Option<&'a str>, u64, u64, u64);
    let row = |(&(name, team, complaints, praise, put_right), bar): (&Given<'_>, Bars)| Row {
        name: name.to_owned(),
        team: team.map(str::to_owned),
        praise,
        complaints,
        put_right,
        bar,
    };
    list.iter().zip(bars).map(row).collect()
}

fn theme(name: &str, (praise, complaints): (u64, u64), good: bool, said: &str) -> ThemeRow {
    ThemeRow {
        name: name.to_owned(),
        praise,
        complaints,
        complaints_word: "complaints",
        said: (!said.is_empty()).then(|| Sentence {
            href: "/cards/4182".to_owned(),
            praise: good,
            text: said.to_owned(),
        }),
    }
}

fn full() -> ReportPage {
    let mondays: Vec<Date> =
        (0..12).map(|week| date(2025, 8, 25).saturating_add(jiff::Span::new().days(7 * week))).collect();
    let drawn: Vec<(Date, u64, u64)> =
        mondays.iter().zip(PRAISE).zip(COMPLAINTS).map(|((day, praise), bad)| (*day, praise, bad)).collect();
    ReportPage {
        shell: shell(),
        when: "25 August to 16 November, all teams".to_owned(),
        title: "308 smiles, 80 complaints, 71 put right.".to_owned(),
        lead: vec![
            "A fifth more praise than in the twelve weeks before.".to_owned(),
            "When someone is let down, it is most often about being rung back.".to_owned(),
        ],
        empty: None,
        weeks: WeeksChart::draw(&drawn, date(2025, 11, 17)),
        table: drawn
            .iter()
            .map(|(day, praise, complaints)| WeekRow {
                week: day.to_string(),
                praise: *praise,
                complaints: *complaints,
                put_right: 5,
                first_answer: "5 hours".to_owned(),
            })
            .collect(),
        dates: ["25 Aug", "15 Sep", "6 Oct", "27 Oct"].map(str::to_owned).to_vec(),
        teams: rows(&[("Billing line", None, 18, 112, 17), ("Mill Street shop", None, 9, 67, 9)]),
        people: rows(&[
            ("Bram Visser", Some("Online chat"), 9, 24, 8),
            ("Derrick Hale", Some("Billing line"), 7, 61, 6),
            ("Nobody yet", None, 2, 3, 0),
        ]),
        themes: vec![
            theme("Patience", (74, 3), true, "He explains things twice and is cheerful both times."),
            theme("Being rung back", (9, 21), false, "Promised to call back before five. Nobody did."),
            theme("Prices", (1, 2), true, ""),
        ],
        crowd: None,
        read: Some("Read in the 5,000 newest cards.".to_owned()),
        others: vec![link("The twelve weeks before", "/report?until=2025-08-24")],
        choices: [("", "All teams", true), ("7", "Billing line", false)]
            .map(|(value, label, chosen)| Choice { value: value.to_owned(), label: label.to_owned(), chosen })
            .to_vec(),
        until: "2025-11-16".to_owned(),
        files: vec![link("Save these figures as a CSV file", "/report.csv")],
        may_change: true,
    }
}

fn themes(may_change: bool) -> ThemesPage {
    ThemesPage {
        shell: shell(),
        done: may_change.then(|| "Taken away.".to_owned()),
        undo: may_change
            .then(|| Undo { action: "/report/themes/5/removal/undo".to_owned(), label: "Put it back".to_owned() }),
        error: may_change.then(|| "Give the theme a name, such as Waiting.".to_owned()),
        themes: vec![ThemeForm { number: 4, name: "Waiting".to_owned(), words: "wait*, queue*".to_owned() }],
        new: ThemeForm::default(),
        may_change,
        untouched: false,
    }
}

pub fn samples() -> Vec<Sample> {
    let nothing = ReportPage {
        title: "No cards in these twelve weeks.".to_owned(),
        lead: Vec::new(),
        empty: Some("What comes in will be counted here, week by week.".to_owned()),
        teams: Vec::new(),
        people: Vec::new(),
        themes: Vec::new(),
        choices: Vec::new(),
        crowd: None,
        read: None,
        ..full()
    };
    vec![
        Sample::new("report", "web/manager/report.html", &full()),
        Sample::new("report-nothing", "web/manager/report.html", &nothing),
        Sample::new(
            "report-crowd",
            "web/manager/report.html",
            &ReportPage {
                people: Vec::new(),
                crowd: Some(
                    "2,014 people were named. Choose a team to see its people; the files below hold them all."
                        .to_owned(),
                ),
                ..full()
            },
        ),
        Sample::new("report-themes-empty", "web/manager/report.html", &ReportPage { themes: Vec::new(), ..full() }),
        Sample::new("themes", "web/manager/themes.html", &themes(true)),
        Sample::new("themes-read", "web/manager/themes.html", &themes(false)),
    ]
}
