//! A letter of a part of the cards: whatever it counts, its link opens a page that lists exactly as many.

use super::house::URL;
use crate::pages::{get, post};
use crate::support::house::{self, House, Person, ago, now};
use crate::support::{TestDatabase, databases};
use actix_web::http::StatusCode;
use jiff::SignedDuration;
use scraper::{ElementRef, Html, Selector};
use smilecard::domain::{Kind, Polarity, Role};
use smilecard::render::Templates;
use smilecard::store::{digests, roster};
use smilecard::worker::schedule;

/// Cards of both teams, of every kind, some at a place, one that nobody is named in.
fn cards(db: &TestDatabase, house: &House) {
    let (derrick, maria) = (house.derrick, house.maria);
    let leave = |kind, text: &str, hours, ties: &[_]| {
        house.leave(&db.database, house.card(kind, text, ago(hours)), ties);
    };
    for hours in 1..4 {
        leave(Kind::Praise, "Derrick was kind.", hours, &[(derrick, "Derrick", Polarity::Praise)]);
    }
    leave(Kind::Complaint, "Derrick never rang.", 2, &[(derrick, "Derrick", Polarity::Complaint)]);
    leave(Kind::Praise, "Maria was quick.", 2, &[(maria, "Maria", Polarity::Praise)]);
    leave(Kind::Mixed, "Maria was quick, but the bill is wrong.", 3, &[(maria, "Maria", Polarity::Mixed)]);
    leave(
        Kind::Praise,
        "Maria and Derrick were lovely.",
        3,
        &[(maria, "Maria", Polarity::Praise), (derrick, "Derrick", Polarity::Praise)],
    );
    leave(Kind::Complaint, "The shop was shut.", 4, &[]);
}

fn parts<'a>(within: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    within.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(of: &ElementRef<'_>) -> String {
    of.text().collect::<String>().trim().to_owned()
}

fn number(of: &ElementRef<'_>) -> usize {
    text(of).parse().unwrap_or(0)
}

/// Who wants a letter, of what, and how many cards that is.
type Wish<'a> = (&'a Person, &'a [(&'a str, &'a str)], usize);

/// Every link of a letter's figures, with what the letter counts there.
fn counted(html: &str) -> Vec<(String, usize)> {
    let page = Html::parse_document(html);
    let root = page.root_element();
    let href = |link: &ElementRef<'_>| link.attr("href").unwrap().strip_prefix(URL).unwrap().to_owned();
    let mut all = Vec::new();
    for figure in parts(root, "td.num") {
        let link = parts(figure, "a")[0];
        // How long a first answer took is no number of cards.
        if !href(&link).contains("show=answered") {
            all.push((href(&link), number(&link)));
        }
    }
    for row in parts(root, "tr") {
        let name = row.children().filter_map(ElementRef::wrap).find(|cell| cell.attr("scope") == Some("row"));
        let Some(link) = name.and_then(|name| parts(name, "a").into_iter().next()) else { continue };
        let own = row.children().filter_map(ElementRef::wrap).filter(|cell| cell.value().name() == "td");
        all.push((href(&link), own.map(|cell| number(&cell)).sum()));
    }
    for row in parts(root, "td.line tr") {
        let cells: Vec<ElementRef<'_>> = row.children().filter_map(ElementRef::wrap).collect();
        let Some(link) = cells.get(1).and_then(|cell| parts(*cell, "a").into_iter().next()) else { continue };
        if href(&link).starts_with("/told/") {
            all.push((href(&link), number(&cells[0])));
        }
    }
    all
}

#[test]
fn every_figure_of_a_narrowed_letter_opens_a_list_of_as_many_cards() {
    for db in databases() {
        let house = house::found(&db.database, "larkspur");
        let admin = house.person(&db.database, "Ada Admin", Role::Admin, &[], None);
        let ruth = house.person(&db.database, "Ruth Calder", Role::Manager, &[house.billing], None);
        let team = house.shop.to_string();
        let wishes: [Wish<'_>; 6] = [
            (&admin, &[("shows", "all")], 8),
            (&admin, &[("shows", "all"), ("team", &team)], 4),
            (&admin, &[("shows", "complaints")], 3),
            (&admin, &[("shows", "praise"), ("team", &team)], 2),
            (&admin, &[("shows", "all"), ("place", "Mill Street & Co")], 3),
            (&ruth, &[("shows", "all")], 6),
        ];
        // The place must be known before a letter can be narrowed to it.
        let (organisation, maria) = (house.organisation, house.maria);
        db.database
            .write(move |connection| {
                let mut row = roster::agent(connection, organisation, maria)?;
                row.location = Some("Mill Street & Co".to_owned());
                roster::update_agent(connection, &row)
            })
            .unwrap();
        let mut begun_letters = Vec::new();
        for (person, wish, _) in &wishes {
            let mut fields = vec![
                ("cadence", "daily"),
                ("weekday", "1"),
                ("month_day", "1"),
                ("hour", "0"),
                ("zone", "UTC"),
                ("paused_until", ""),
            ];
            fields.extend(wish.iter().copied());
            let begun = post(&db.database, "/letters", Some(person), &fields);
            assert_eq!(begun.location, "/letters?done=begun", "{wish:?} {}", begun.html);
            let all = db
                .database
                .read(|connection| smilecard::store::subscriptions::of_organisation(connection, house.organisation))
                .unwrap();
            let new = all.iter().map(|row| row.id).find(|id| !begun_letters.contains(id)).unwrap();
            begun_letters.push(new);
        }
        cards(&db, &house);
        let later = now() + SignedDuration::from_hours(24);
        schedule::run(&db.database, &Templates::load(None).unwrap(), URL, later).unwrap();
        let mut written = db.database.read(|connection| digests::newest(connection, house.organisation, 20)).unwrap();
        assert_eq!(written.len(), wishes.len());
        for (letter, (person, wish, expected)) in begun_letters.into_iter().zip(wishes) {
            let place = written.iter().position(|digest| digest.subscription_id == letter).unwrap();
            let digest = written.remove(place);
            let listed = |path: &str| {
                let page = get(&db.database, path, Some(person));
                assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.html);
                page.html.matches("<li class=\"row").count()
            };
            let figures = counted(&digest.body_html);
            assert!(figures.len() > 10, "{wish:?}: {figures:?}");
            for (path, count) in &figures {
                assert_eq!(listed(path), *count, "{}: {wish:?}: {path}", db.kind);
            }
            let link = |start: &str| {
                let from = digest.body_html.find(&format!("{URL}{start}")).unwrap() + URL.len();
                digest.body_html[from..].split('"').next().unwrap().replace("&amp;", "&")
            };
            assert_eq!(listed(&link("/inbox?show=all")), expected, "{wish:?}");
            // A list that is narrowed stays so when it is turned over or looked at from another side.
            let page = get(&db.database, &figures[0].0, Some(person)).html;
            let narrowed = figures[0].0.split_once("show=praise").map_or("", |(_, rest)| rest);
            assert!(page.contains(&format!("show=complaints{}", narrowed.replace('&', "&amp;"))), "{narrowed}: {page}");
        }
    }
}
