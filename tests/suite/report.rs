//! The report through HTTP: what it counts, for whom, and what a spreadsheet makes of it. The house's now is Tuesday,
//! 17 November 2026, so the last whole week ends on Sunday, 15 November.

use crate::pages::{Page, get, post};
use crate::support::house::{self, House, Person, ago, now};
use crate::support::{TestDatabase, databases};
use actix_web::http::StatusCode;
use jiff::SignedDuration;
use smilecard::domain::ids::AgentId;
use smilecard::domain::{Kind, Outcome, Polarity, Role};
use smilecard::store::cards::{self, CardRow};
use smilecard::store::columns::micros;
use smilecard::store::mentions;
use smilecard::store::roster::{self, AgentRow};

struct Scene {
    db: TestDatabase,
    house: House,
    admin: Person,
    ruth: Person,
    auditor: Person,
    derrick: Person,
}

const DAY: i64 = 24;

fn answered(mut card: CardRow, after_hours: i64) -> CardRow {
    let at = card.received_at + micros(jiff::Timestamp::UNIX_EPOCH + SignedDuration::from_hours(after_hours));
    card.answered_at = Some(at);
    card.closed_at = Some(at);
    card.outcome = Some(Outcome::PutRight);
    card
}

/// Ten praises of last week for Derrick, six complaints about Maria five of which were answered, five praises of the
/// twelve weeks before, one card of this week, and one that praises Derrick and complains about Maria.
fn scene(db: TestDatabase) -> Scene {
    let house = house::found(&db.database, "larkspur");
    let person = |name: &str, role, leads: &[_], agent| house.person(&db.database, name, role, leads, agent);
    let leave = |card, ties: &[_]| house.leave(&db.database, card, ties);
    let derrick = (house.derrick, "Derrick", Polarity::Praise);
    for hours in 0..10 {
        leave(house.card(Kind::Praise, "Derrick was so patient with me.", ago(3 * DAY + hours)), &[derrick]);
    }
    for hours in 0..6 {
        let card = house.card(Kind::Complaint, "Maria promised to call back. She never did.", ago(10 * DAY + hours));
        let card = if hours < 5 { answered(card, hours + 1) } else { card };
        leave(card, &[(house.maria, "Maria", Polarity::Complaint)]);
    }
    for hours in 0..5 {
        leave(house.card(Kind::Praise, "Derrick again.", ago(100 * DAY + hours)), &[derrick]);
    }
    leave(house.card(Kind::Praise, "=1+1 Derrick is kind.", ago(1)), &[derrick]);
    let both = house.card(Kind::Mixed, "Derrick was lovely, Maria was not.", ago(17 * DAY));
    leave(both, &[derrick, (house.maria, "Maria", Polarity::Complaint)]);
    Scene {
        admin: person("Ada Admin", Role::Admin, &[], None),
        ruth: person("Ruth Calder", Role::Manager, &[house.billing], None),
        auditor: person("Abel Auditor", Role::Auditor, &[], None),
        derrick: person("Derrick Hale", Role::Agent, &[], Some(house.derrick)),
        house,
        db,
    }
}

fn scenes() -> Vec<Scene> {
    databases().into_iter().map(scene).collect()
}

fn row<'a>(page: &'a Page, name: &str) -> &'a str {
    let start = page.html.find(&format!("<bdi>{name}</bdi>")).unwrap_or_else(|| panic!("{name} has no row"));
    let rest = &page.html[start..];
    &rest[..rest.find("</tr>").unwrap()]
}

fn figures(row: &str) -> Vec<u64> {
    row.split("<td").filter_map(|cell| cell.split_once('>')?.1.split_once('<')?.0.parse().ok()).collect()
}

#[test]
fn it_counts_twelve_whole_weeks_and_compares_them_with_the_twelve_before() {
    for s in scenes() {
        let page = get(&s.db.database, "/report", Some(&s.admin));
        assert_eq!(page.status, StatusCode::OK, "{}", s.db.kind);
        assert_eq!(page.cache, "no-store");
        assert!(page.html.contains("24 August to 15 November, all teams"), "{}", page.html);
        assert!(page.html.contains("10 smiles, 7 complaints, 5 put right."));
        assert!(page.html.contains("Twice as much praise as in the twelve weeks before."));
        assert!(page.html.contains("When someone is let down, it is most often about being rung back."));
        // The five answers came after one to five hours; the sixth complaint has none.
        assert!(page.html.contains("Half of the answers came within 3 hours."));
        assert_eq!(figures(row(&page, "Derrick Hale")), [0, 11, 0]);
        assert_eq!(figures(row(&page, "Maria Ortiz")), [7, 0, 5]);
        assert_eq!(figures(row(&page, "Billing line")), [0, 11, 0]);
        let this_week = get(&s.db.database, "/report?until=2026-11-22", Some(&s.admin));
        assert!(this_week.html.contains("11 smiles, 7 complaints"), "with the week that runs");
    }
}

#[test]
fn averages_of_fewer_than_five_answers_are_not_told() {
    for s in scenes() {
        // The week of the six complaints has five answers; the one of the mixed card has none.
        let page = get(&s.db.database, "/report", Some(&s.admin));
        assert_eq!(page.html.matches("3 hours</td>").count(), 1);
        let csv = get(&s.db.database, "/report.csv", Some(&s.admin)).html;
        assert!(csv.contains("2026-11-02,0,6,5,5,180"), "{csv}");
        assert!(csv.contains("2026-10-26,0,1,0,0,\r\n") || csv.contains("2026-10-26,0,1,0,0,\n"), "{csv}");
    }
}

#[test]
fn each_reads_what_is_theirs() {
    for s in scenes() {
        let db = &s.db.database;
        let ruth = get(db, "/report", Some(&s.ruth));
        assert!(ruth.html.contains("Derrick Hale") && !ruth.html.contains("Maria Ortiz"), "of another team");
        assert!(ruth.html.contains("<bdi>Other teams</bdi>"), "what a card says beside it is counted");
        let shop = format!("/report?team={}", s.house.shop);
        assert_eq!(get(db, &shop, Some(&s.ruth)).status, StatusCode::NOT_FOUND);
        let of_shop = get(db, &shop, Some(&s.auditor));
        assert!(of_shop.html.contains("Mill Street shop") && of_shop.html.contains("0 smiles, 7 complaints"));
        assert!(!of_shop.html.contains("<bdi>Derrick Hale</bdi>"));
        for path in ["/report", "/report.csv", "/report.xlsx", "/report/themes"] {
            assert_eq!(get(db, path, Some(&s.derrick)).status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(get(db, path, None).status, StatusCode::SEE_OTHER, "{path}");
        }
        for odd in ["/report?until=yesterday", "/report?team=7", "/report?until=2026-02-30"] {
            assert_eq!(get(db, odd, Some(&s.admin)).status, StatusCode::NOT_FOUND, "{odd}");
        }
        assert_eq!(get(db, "/report?until=9999-12-31", Some(&s.admin)).status, StatusCode::OK);
        assert_eq!(get(db, "/report?until=-9999-01-01", Some(&s.admin)).status, StatusCode::NOT_FOUND);
    }
}

#[test]
fn a_file_for_a_spreadsheet_has_the_same_figures_and_no_formula() {
    for s in scenes() {
        let db = &s.db.database;
        let name = [("name", "=HYPERLINK(\"x\")"), ("words", "patient")];
        assert_eq!(post(db, "/report/themes", Some(&s.admin), &name).status, StatusCode::SEE_OTHER);
        let csv = get(db, "/report.csv", Some(&s.admin));
        assert!(csv.headers.iter().any(|(name, value)| name == "content-disposition" && value.contains("attachment")));
        assert!(csv.html.starts_with('\u{feff}'));
        assert!(csv.html.contains("Derrick Hale,Billing line,11,0,0"), "{}", csv.html);
        assert!(csv.html.contains("\"'=HYPERLINK(\"\"x\"\")\",10,0"), "{}", csv.html);
        assert!(!csv.html.lines().any(|line| line.starts_with(['=', '+', '@'])));
    }
}

#[test]
fn a_house_without_cards_is_told_what_will_stand_there() {
    for db in databases() {
        let house = house::found(&db.database, "larkspur");
        let admin = house.person(&db.database, "Ada Admin", Role::Admin, &[], None);
        let page = get(&db.database, "/report", Some(&admin));
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.html.contains("What comes in will be counted here, week by week."));
        assert_eq!(get(&db.database, "/report.csv", Some(&admin)).status, StatusCode::OK);
        // The first card counts at once: the week that runs is the last one as long as there is no other.
        house.leave(&db.database, house.card(Kind::Praise, "Thank you", now()), &[]);
        assert!(get(&db.database, "/report", Some(&admin)).html.contains("1 smile, 0 complaints"));
    }
}

#[test]
fn an_admin_changes_the_words_that_are_looked_for_and_takes_it_back() {
    for s in scenes() {
        let db = &s.db.database;
        let themes = || get(db, "/report/themes", Some(&s.admin)).html;
        assert!(themes().contains("Being rung back"));
        // Nobody else may; what is wrong is said and handed back.
        let new = [("name", "Roaming"), ("words", "abroad, roaming*")];
        assert_eq!(post(db, "/report/themes", Some(&s.ruth), &new).status, StatusCode::FORBIDDEN);
        let empty = post(db, "/report/themes", Some(&s.admin), &[("name", "Roaming"), ("words", " , ")]);
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.html.contains("Write at least one word") && empty.html.contains("value=\"Roaming\""));
        let twice = post(db, "/report/themes", Some(&s.admin), &[("name", "waiting"), ("words", "queue")]);
        assert!(twice.html.contains("There is a theme called waiting already."));

        let done = post(db, "/report/themes", Some(&s.admin), &[("name", "Gentleness"), ("words", "so patient")]);
        assert_eq!(done.location, "/report/themes?done=added");
        let report = get(db, "/report", Some(&s.admin)).html;
        assert!(report.contains("Gentleness") && report.contains("Derrick was so patient with me."));

        let changed = [("name", "Gentleness"), ("words", "nobody writes this")];
        assert_eq!(post(db, "/report/themes/13", Some(&s.admin), &changed).status, StatusCode::SEE_OTHER);
        assert!(!get(db, "/report", Some(&s.admin)).html.contains("Gentleness"));

        let gone = post(db, "/report/themes/5/removal", Some(&s.admin), &[]);
        assert!(!themes().contains("Being rung back"));
        assert!(get(db, &gone.location, Some(&s.admin)).html.contains("/report/themes/5/removal/undo"));
        post(db, "/report/themes/5/removal/undo", Some(&s.admin), &[]);
        assert!(themes().contains("Being rung back"));
        assert_eq!(post(db, "/report/themes/99/removal", Some(&s.admin), &[]).status, StatusCode::NOT_FOUND);

        post(db, "/report/themes/start", Some(&s.admin), &[]);
        assert!(!themes().contains("Gentleness"));
    }
}

#[test]
fn more_people_than_a_page_can_show_are_shown_team_by_team_and_stand_in_the_files() {
    for s in scenes() {
        let (db, house) = (&s.db.database, s.house.clone());
        db.write(move |connection| {
            for number in 0..205 {
                let row = AgentRow {
                    organisation_id: house.organisation,
                    id: AgentId::at(now()),
                    external_id: format!("extra {number}"),
                    name: format!("Extra Person{number:03}"),
                    code: None,
                    email: None,
                    team_id: Some(house.shop),
                    location: None,
                    link_token: format!("extra-{number}"),
                    created_at: micros(now()),
                    archived_at: None,
                };
                roster::insert_agent(connection, &row)?;
                let card = house.card(Kind::Praise, "Thank you", ago(4 * DAY));
                let tie = house.tie(&card, (row.id, "Extra", Polarity::Praise));
                cards::insert(connection, &card)?;
                mentions::insert(connection, &[tie])?;
            }
            Ok(())
        })
        .unwrap();
        let all = get(db, "/report", Some(&s.admin)).html;
        assert!(all.contains("207 people were named. Choose a team to see its people"), "{}", s.db.kind);
        assert!(!all.contains("Extra Person007") && !all.contains("<bdi>Derrick Hale</bdi>"));
        let team = get(db, &format!("/report?team={}", s.house.shop), Some(&s.admin)).html;
        assert!(team.contains("<bdi>Extra Person007</bdi>") && !team.contains("Choose a team to see its people"));
        let csv = get(db, "/report.csv", Some(&s.admin)).html;
        assert!(
            csv.contains("Extra Person204,Mill Street shop,1,0,0") && csv.contains("Derrick Hale,Billing line,11,0,0")
        );
    }
}
