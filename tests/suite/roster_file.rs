//! Rosters as spreadsheets save them, good and bad.

use proptest::prelude::*;
use smilecard::domain::roster_file::{RosterRow, diff, read};

const HEADER: &str = "id,name,nicknames,code,email,team,location\n";

fn rows(text: &str) -> Vec<RosterRow> {
    read(text.as_bytes()).unwrap_or_else(|problems| panic!("{problems}"))
}

fn problems(bytes: &[u8]) -> Vec<String> {
    read(bytes).map(|_| Vec::new()).unwrap_or_else(|problems| problems.0.iter().map(ToString::to_string).collect())
}

#[test]
fn a_row_is_read_whole() {
    let read = rows(&format!("{HEADER}7,\"Day,  Will \",Bill; Billy;;bill,WD,Will@Shop.example,North,\n"));
    let row = &read[0];
    assert_eq!((row.id.as_str(), row.name.as_str()), ("7", "Day, Will"));
    assert_eq!(row.nicknames, ["Bill", "Billy"]);
    assert_eq!(row.code.as_deref(), Some("WD"));
    assert_eq!(row.email.as_ref().unwrap().as_str(), "Will@shop.example");
    assert_eq!((row.team.as_deref(), row.location.as_deref()), (Some("North"), None));
}

#[test]
fn order_delimiter_mark_and_line_ends_don_t_matter() {
    let plain = rows(&format!("{HEADER}7,Ana Núñez,Ani;Anita,AN,ana@shop.example,North,Hull\n"));
    for other in [
        "\u{feff}Name;ID;Code;Nicknames;E;Team;Location\r\n".replace(";E;", ";EMAIL;")
            + "Ana Núñez;7;AN;\"Ani;Anita\";ana@shop.example;North;Hull\r\n",
        "location\tteam\temail\tcode\tnicknames\tname\tid\nHull\tNorth\tana@shop.example\tAN\tAni;Anita\tAna Núñez\t7"
            .to_owned(),
        format!("sep=,\n{HEADER}7,Ana Nu\u{301}n\u{303}ez,Ani;Anita,AN,ana@shop.example,North,Hull\n,,,,,,\n"),
    ] {
        assert_eq!(rows(&other), plain, "{other}");
    }
}

#[test]
fn every_unreadable_row_is_named_with_its_line_and_nothing_is_returned() {
    let text = format!(
        "{HEADER}1,Ana,,A1,ana@shop.example,,\n\n2,Tom\n3,,,a1,tom@,,\n\n\n1,Eve,,,ANA@shop.example,,\n4,E\u{202e}ve,,,,,\n"
    );
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        assert_eq!(
            problems(text.as_bytes()),
            [
                "line 4: 2 cells where the header has 7: a delimiter too many or too few, or a quote that isn't closed",
                "line 5, name: is empty; every agent needs one",
                "line 5, email: \"tom@\" can't be used. The part after the @ is no domain, such as mail.example.",
                "line 5, code: \"a1\" stands on line 2 already",
                "line 8, id: \"1\" stands on line 2 already",
                "line 8, email: \"ana@shop.example\" stands on line 2 already",
                "line 9, name: has an invisible or broken character: E\\u{202e}ve",
            ]
        );
    }
}

#[test]
fn a_quote_that_is_not_closed_does_not_swallow_the_rest_in_silence() {
    let told = problems(format!("{HEADER}1,\"Ana,,,,,\n2,Tom,,,,,\n3,Eve,,,,,\n").as_bytes());
    assert!(told.len() == 1 && told[0].starts_with("line 2"), "{told:?}");
    let told = problems(format!("{HEADER}1,Ana,,,,,\"Hull\n2,Tom,,,,,\n").as_bytes());
    assert_eq!(told, ["line 2, location: has a line break; perhaps a quote isn't closed"]);
}

#[test]
fn an_invisible_id_is_an_empty_one() {
    assert_eq!(
        problems(format!("{HEADER}\u{200b},Ana,,,,,\n").as_bytes()),
        ["line 2, id: is empty; every agent needs one"]
    );
}

#[test]
fn old_encodings_and_workbooks_are_refused_by_name() {
    let told = problems(b"id,name,nicknames,code,email,team,location\n1,Ana,,,,,\n2,J\xf6rg,,,,,\n");
    assert!(told.len() == 1 && told[0].starts_with("line 3: not UTF-8 after \"2,J\" (byte F6)"), "{told:?}");
    assert!(told[0].contains("windows-1252"));
    assert!(problems(b"\xff\xfei\0d\0")[0].contains("UTF-16"));
    assert!(problems(b"PK\x03\x04rest")[0].contains("workbook"));
}

#[test]
fn a_header_must_be_there_complete_and_known() {
    assert!(problems(b"1,Ana,,,,,\n")[0].contains("no header"));
    assert!(problems(b"")[0].contains("no header"));
    assert_eq!(
        problems(b"id,name,nick,code,email,team,team\n1,A,,,,,\n"),
        [
            "line 1: The column \"nick\" is unknown; expected the columns id, name, nicknames, code, email, team, location.",
            "line 1: The column team stands twice.",
            "line 1: The header has no nicknames, location. Keep every column and leave its cells empty where there is \
         nothing to say.",
        ]
    );
    assert!(problems(HEADER.as_bytes())[0].contains("archive everybody"));
}

#[test]
fn the_difference_is_shown_field_by_field() {
    let old = rows(&format!("{HEADER}1,Ana,Ani;Anita,A1,ana@shop.example,North,\n2,Tom,,,,South,\n3,Eve,,,,,\n"));
    let new =
        rows(&format!("{HEADER}4,Will Day,Bill,,,North,Hull\n3,Eve,,,,,\n1,Ana,Anita;Ani,A1,ana@new.example,,York\n"));
    let change = diff(&old, &new);
    assert_eq!(change.unchanged, 1);
    assert_eq!(
        change.to_string(),
        "\
1 added, 1 changed, 1 archived, 1 unchanged
+ 4  Will Day, nicknames Bill, team North, location Hull
~ 1  Ana
    email: ana@shop.example -> ana@new.example
    team: North -> (empty)
    location: (empty) -> York
- 2  Tom"
    );
    assert!(diff(&old, &old).is_empty());
}

#[test]
fn a_change_of_any_single_column_is_seen() {
    let base = "1,Ana,Ani,A1,ana@shop.example,North,Hull\n";
    let old = rows(&format!("{HEADER}{base}"));
    for (from, to, column) in [
        ("Ana,", "Anna,", "name"),
        ("Ani,", "Anita,", "nicknames"),
        ("A1", "A2", "code"),
        ("ana@", "a@", "email"),
        ("North", "South", "team"),
        ("Hull", "York", "location"),
    ] {
        let change = diff(&old, &rows(&format!("{HEADER}{}", base.replacen(from, to, 1))));
        let columns: Vec<&str> =
            change.changed.iter().flat_map(|row| row.fields.iter().map(|field| field.column)).collect();
        assert_eq!(columns, [column]);
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), header in any::<bool>()) {
        let mut file = if header { HEADER.as_bytes().to_vec() } else { Vec::new() };
        file.extend(bytes);
        match read(&file) {
            Ok(rows) => prop_assert!(rows.iter().all(|row| !row.id.is_empty() && !row.name.is_empty())),
            Err(problems) => prop_assert!(!problems.0.is_empty()),
        }
    }
}
