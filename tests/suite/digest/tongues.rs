//! The digest in every language: a snapshot of each, whole whatever the window, and the pages and choices around it.

use super::content::{NOW, a_week, redacted};
use super::house::{House, Made, URL, at, in_every_store};
use crate::pages::{get, post};
use crate::support::databases;
use crate::support::house::{self as larkspur, now};
use actix_web::http::StatusCode;
use scraper::{Html, Selector};
use smilecard::domain::calendar::Period;
use smilecard::domain::{Cadence, Role};
use smilecard::mail::letters::Rendered;
use smilecard::services::choices::{self, Choices};
use smilecard::services::digest::{Reader, gather, rendered};
use smilecard::services::subscriptions::{self as service, NewSubscription, Wishes};
use smilecard::store::{organisations, subscriptions};
use std::collections::BTreeSet;

const LANGUAGES: [&str; 4] = ["de", "en", "es", "fr"];

fn letter(house: &House, reader: Reader, from: &str, until: &str) -> Rendered {
    let period = Period { start: at(from), end: at(until) };
    house
        .database
        .read(|connection| {
            let organisation = organisations::by_id(connection, house.organisation)?;
            let content = gather(connection, &organisation, reader, period, at(NOW))?;
            rendered(&house.templates, &content, URL)
        })
        .unwrap()
}

/// Ruth as a reader of this language, with this rhythm.
fn ruth(house: &House, language: &str, wishes: Wishes) -> Reader {
    let (organisation, ruth, language) = (house.organisation, house.ruth, language.to_owned());
    let mut row = house.write(move |connection| {
        let wishes = Wishes { language, ..wishes };
        let wanted = NewSubscription { member: Some(ruth), wishes, ..NewSubscription::default() };
        service::create(connection, organisation, &wanted, at("2026-11-04T10:00:00Z"))
    });
    row.stop_token = "0SAMPLE0TOKEN0OF0RUTHS0000".to_owned();
    house.database.read(|connection| Reader::of(connection, &row)).unwrap().unwrap()
}

fn words_of(text: &str) -> BTreeSet<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn the_letter_reads_as_it_should_in_every_language() {
    in_every_store(|house| {
        a_week(house);
        for language in LANGUAGES {
            let reader = ruth(house, language, Wishes::default());
            let letter = letter(house, reader, "2026-11-09T00:00:00Z", "2026-11-16T00:00:00Z");
            let text = format!("{}\n\n{}", letter.subject, redacted(&letter.text));
            insta::assert_snapshot!(format!("digest_{language}"), text);
            let start = format!("<html lang=\"{language}\" dir=\"ltr\"");
            assert!(letter.html.contains(&start), "{language}");
            // What the HTML says, the text says; the title and what mailboxes show stand elsewhere.
            let page = Html::parse_document(&letter.html);
            let body = page.select(&Selector::parse("table.bg").unwrap()).next().unwrap();
            let said = words_of(&letter.text);
            let read = words_of(&body.text().collect::<Vec<_>>().join(" "));
            let lost: Vec<_> = read.difference(&said).collect();
            // The headline says the subject's figures in words, and a question stands above its words.
            let titles = Selector::parse("h1, h3").unwrap();
            let headline = page.select(&titles).flat_map(|part| part.text());
            let headline = words_of(&headline.collect::<Vec<_>>().join(" "));
            let lost: Vec<_> = lost.into_iter().filter(|word| !headline.contains(*word)).collect();
            let of_the_table = words_of(&house.templates.messages().plain(language, "weeks-of").unwrap());
            let lost: Vec<_> = lost.into_iter().filter(|word| !of_the_table.contains(*word)).collect();
            assert!(lost.is_empty(), "{language}: only in the HTML: {lost:?}");
        }
    });
}

#[test]
fn no_english_sentence_is_left_in_another_language() {
    in_every_store(|house| {
        a_week(house);
        // What stands for a letter that could not be read is ours, too.
        let unread = "This letter could not be read. Its raw form is kept.";
        house.card(Made::complaint("2026-11-12T10:00:00Z", unread));
        let english = letter(
            house,
            ruth(house, "en", Wishes { absent: true, ..Wishes::default() }),
            "2026-11-09T00:00:00Z",
            "2026-11-16T00:00:00Z",
        );
        // Lines of the house that no customer wrote and that hold no name or number alone.
        let page = Html::parse_document(&english.html);
        let own: BTreeSet<String> = page
            .select(&Selector::parse("h1, h2, td.soft, p.soft, th, a").unwrap())
            .map(|part| part.text().collect::<String>().trim().to_owned())
            .filter(|said| said.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).count() > 2)
            .collect();
        assert!(own.len() > 20, "{own:?}");
        for language in ["de", "es", "fr"] {
            let reader = ruth(house, language, Wishes { absent: true, ..Wishes::default() });
            let letter = letter(house, reader, "2026-11-09T00:00:00Z", "2026-11-16T00:00:00Z");
            assert!(!letter.html.contains("could not be read"), "{language}");
            for said in &own {
                let known = ["Larkspur Mobile, 12 Mill Street, Harrowby", "Mill Street shop"];
                let left = letter.html.contains(said.as_str()) && !known.contains(&said.as_str());
                assert!(!left, "{language} says {said:?}");
            }
        }
    });
}

#[test]
fn every_window_of_every_rhythm_is_told_whole_in_every_language() {
    in_every_store(|house| {
        a_week(house);
        let windows = [
            (Cadence::Daily, "2026-11-15T00:00:00Z", "2026-11-16T00:00:00Z"),
            (Cadence::Weekly, "2026-11-09T00:00:00Z", "2026-11-16T00:00:00Z"),
            (Cadence::Monthly, "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"),
            // A gap, and a quiet day long ago.
            (Cadence::Weekly, "2026-09-07T00:00:00+01:00", "2026-11-16T00:00:00Z"),
            (Cadence::Daily, "2026-08-10T00:00:00+01:00", "2026-08-11T00:00:00+01:00"),
        ];
        let mut subjects = BTreeSet::new();
        for language in LANGUAGES {
            for (cadence, from, until) in windows {
                for month_day in [1, 22, 31] {
                    let wishes = Wishes { cadence, month_day, absent: true, ..Wishes::default() };
                    let letter = letter(house, ruth(house, language, wishes), from, until);
                    for line in letter.text.lines() {
                        let fits = line.chars().count() <= 70 || line.contains("https://");
                        assert!(fits, "{language} {cadence:?}: {line}");
                        assert_eq!(line, line.trim_end(), "{language}");
                    }
                    for unsaid in ["{ $", "{$"] {
                        for part in [&letter.html, &letter.text] {
                            let found = part.find(unsaid).map(|at| part[..at].lines().last().unwrap_or_default());
                            assert_eq!(found, None, "{language} {unsaid}");
                        }
                    }
                    subjects.insert(format!("{language}: {}", letter.subject));
                }
            }
        }
        assert!(subjects.contains("de: 5 Lob, 3 Beschwerden, 3 Karten brauchen Sie"), "{subjects:#?}");
    });
}

#[test]
fn a_letter_begins_in_the_language_that_its_reader_chose_for_all_of_them() {
    in_every_store(|house| {
        let (organisation, member) = (house.organisation, house.ruth);
        let subscribe = |wishes: Wishes| {
            house.write(move |connection| {
                let wanted = NewSubscription { member: Some(member), wishes, ..NewSubscription::default() };
                service::create(connection, organisation, &wanted, at("2026-11-04T10:00:00Z"))
            })
        };
        assert_eq!(subscribe(Wishes::default()).language, "en", "the organisation's");
        house.write(move |connection| {
            let chosen = Choices { language: Some("fr".to_owned()), ..Choices::default() };
            choices::set(connection, organisation, member, &chosen)
        });
        let french = subscribe(Wishes::default());
        assert_eq!(french.language, "fr");
        assert_eq!(subscribe(Wishes { language: "de".to_owned(), ..Wishes::default() }).language, "de");
        let kept = house.write(move |connection| {
            service::change(connection, &french, Wishes { hour: 9, ..Wishes::default() }, at("2026-11-05T10:00:00Z"))
        });
        assert_eq!((kept.language.as_str(), kept.hour), ("fr", 9), "a change of the hour is none of the language");
    });
}

#[test]
fn the_page_behind_stop_this_letter_speaks_its_language_and_can_be_taken_back() {
    for db in databases() {
        let house = larkspur::found(&db.database, "larkspur");
        let ruth = house.person(&db.database, "Ruth Calder", Role::Manager, &[house.billing], None);
        let fields = [
            ("cadence", "weekly"),
            ("weekday", "1"),
            ("month_day", "1"),
            ("hour", "7"),
            ("zone", "Europe/London"),
            ("shows", "all"),
            ("language", "es"),
        ];
        assert_eq!(post(&db.database, "/letters", Some(&ruth), &fields).location, "/letters?done=begun");
        let organisation = house.organisation;
        let row = || {
            let all = db.database.read(|connection| subscriptions::of_organisation(connection, organisation));
            all.unwrap().remove(0)
        };
        assert_eq!(row().language, "es");
        let page = get(&db.database, "/letters", Some(&ruth)).html;
        assert!(page.contains("<option value=\"es\" selected>Español</option>"), "{page}");

        let path = format!("/stop/{}", row().stop_token);
        let page = get(&db.database, &path, None);
        assert!(
            page.html.contains("<html lang=\"es\"") && page.html.contains("¿No recibir más la carta?"),
            "{}",
            page.html
        );
        assert!(page.html.contains("cada lunes"), "{}", page.html);
        assert!(row().stopped_at.is_none(), "looking stops nothing");
        let stopped = post(&db.database, &path, None, &[]);
        assert!(stopped.html.contains("La carta está detenida.") && row().stopped_at.is_some(), "{}", stopped.html);
        let again = post(&db.database, &format!("{path}/undo"), None, &[]);
        assert_eq!(again.status, StatusCode::OK);
        assert!(again.html.contains("La carta vuelve a llegar.") && row().stopped_at.is_none(), "{}", again.html);
        let twice = post(&db.database, &format!("{path}/undo"), None, &[]);
        assert!(twice.status == StatusCode::OK && row().due_at > smilecard::store::columns::micros(now()));
        assert_eq!(post(&db.database, "/stop/nonsense/undo", None, &[]).status, StatusCode::NOT_FOUND);
    }
}
