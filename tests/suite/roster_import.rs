//! `smilecard roster import` through the command line, and what it does to the links of a running form.

use crate::place::Place;
use crate::support::served::{FORM, Served, larkspur};
use diesel::QueryableByName;
use diesel::sql_types::{Bool, Text};
use smilecard::services::roster;
use smilecard::store::organisations;
use smilecard::store::roster::agents_of;

#[derive(QueryableByName)]
struct Listed {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    archived: bool,
    #[diesel(sql_type = Text)]
    link_token: String,
}

fn roster(place: &Place) -> Vec<Listed> {
    place.rows("SELECT name, archived_at IS NOT NULL AS archived, link_token FROM agents ORDER BY external_id")
}

fn names(place: &Place) -> Vec<String> {
    let mark = |agent: Listed| if agent.archived { format!("({})", agent.name) } else { agent.name };
    roster(place).into_iter().map(mark).collect()
}

/// Imports a file of these lines; says the exit code and everything that was printed.
fn import(place: &Place, lines: &str, more: &[&str]) -> (Option<i32>, String) {
    let file = place.folder().join("roster.csv");
    std::fs::write(&file, format!("id,name,nicknames,code,email,team,location\n{lines}")).unwrap();
    let mut arguments = vec!["roster", "import", file.to_str().unwrap(), "--organisation", "larkspur"];
    arguments.extend(more);
    let output = place.smilecard(&arguments);
    let told = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(told).unwrap())
}

const TWO: &str = "1,Derrick Hale,Del,,,Billing line,\n2,Maria Ortiz,,,,Mill Street shop,\n";

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let place = larkspur();
    let (code, told) = import(&place, TWO, &["--dry-run"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("Derrick Hale") && told.contains("Nothing was written"), "{told}");
    assert_eq!(names(&place), Vec::<String>::new());
    let (code, told) = import(&place, TWO, &[]);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(names(&place), ["Derrick Hale", "Maria Ortiz"]);
}

#[test]
fn a_row_that_cannot_be_read_is_named_with_its_line_and_nothing_is_written() {
    let place = larkspur();
    let (code, told) = import(&place, "1,Derrick Hale,,,,,\n2,,,,,,\n3,Maria Ortiz,,,no address,,\n", &[]);
    assert_eq!(code, Some(65), "{told}");
    assert!(told.contains("line 3") && told.contains("line 4"), "{told}");
    assert_eq!(names(&place), Vec::<String>::new());
}

#[test]
fn whoever_is_missing_is_archived_and_comes_back_with_the_same_link() {
    let place = larkspur();
    import(&place, TWO, &[]);
    let link = roster(&place).remove(1).link_token;
    let (code, told) = import(&place, "1,Derrick Hale,Del,,,Billing line,\n", &[]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("Maria Ortiz"), "{told}");
    assert_eq!(names(&place), ["Derrick Hale", "(Maria Ortiz)"]);
    import(&place, TWO, &[]);
    assert_eq!(names(&place), ["Derrick Hale", "Maria Ortiz"]);
    assert_eq!(roster(&place).remove(1).link_token, link);
}

#[test]
fn a_rotated_link_and_that_of_an_archived_agent_lead_nowhere() {
    let place = larkspur();
    import(&place, TWO, &[]);
    let served = Served::start(&place, &[]);
    let mut visitor = served.visitor();
    let path = |link: &str| format!("{FORM}/a/{link}");
    let [old, marias] = [0, 1].map(|at| roster(&place).remove(at).link_token);
    let page = visitor.get(&path(&old)).unwrap();
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Derrick Hale"));

    place
        .database()
        .write(|connection| {
            let organisation = organisations::by_slug(connection, "larkspur")?.id;
            let derrick =
                agents_of(connection, organisation)?.into_iter().find(|agent| agent.external_id == "1").unwrap();
            roster::rotate_link(connection, organisation, derrick.id)
        })
        .unwrap();
    let new = roster(&place).remove(0).link_token;
    assert_ne!(new, old);
    assert_eq!(visitor.get(&path(&old)).unwrap().status, 404);
    assert_eq!(visitor.get(&path(&new)).unwrap().status, 200);
    // Whoever has the old page open can't send it there any more, either.
    let key = page.field("key");
    let answer = visitor.post(&path(&old), &[("key", &key), ("kind", "praise"), ("words", "Well done.")], "").unwrap();
    assert_eq!(answer.status, 404);

    assert_eq!(visitor.get(&path(&marias)).unwrap().status, 200);
    import(&place, "1,Derrick Hale,Del,,,Billing line,\n", &[]);
    assert_eq!(visitor.get(&path(&marias)).unwrap().status, 404);
}
