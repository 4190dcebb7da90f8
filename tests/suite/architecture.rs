//! The plan of the house, held against the code: who imports whom, how long a file is, and what stands nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder of the project with this ending: its path from the project's root, and its text.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_str().unwrap().ends_with(ending) {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "nothing that ends in {ending} below {folder}");
    found
}

/// Code without its comments and without its tests: what stands before `#[cfg(test)]` on a line of its own.
fn product(code: &str) -> String {
    let code = code.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
    code.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .fold(String::new(), |all, line| all + line + "\n")
}

/// The room of a file: `src/store/cards.rs` is of `store`, `src/app.rs` of `app`.
fn room(file: &str) -> String {
    let rest = file.strip_prefix("src/").unwrap();
    rest.split('/').next().unwrap().trim_end_matches(".rs").to_owned()
}

/// The rooms that stand behind `crate::` in code: `crate::x::…`, `crate::{x::…, y}` and `smilecard::x` alike.
fn named(code: &str) -> BTreeSet<String> {
    let word = |text: &str| -> String {
        text.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect()
    };
    let mut rooms = BTreeSet::new();
    for door in ["crate::", "smilecard::"] {
        for (at, _) in code.match_indices(door) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '_') {
                continue;
            }
            let rest = &code[at + door.len()..];
            let Some(group) = rest.strip_prefix('{') else {
                rooms.insert(word(rest));
                continue;
            };
            let (mut depth, mut fresh) = (0, true);
            for (at, letter) in group.char_indices() {
                match letter {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => fresh = true,
                    letter if fresh && !letter.is_whitespace() => {
                        rooms.insert(word(&group[at..]));
                        fresh = false;
                    }
                    _ => {}
                }
            }
        }
    }
    rooms
}

/// The plan in `docs/architecture.md`: the block whose lines read `room -> room room`, lowest first.
fn plan() -> Vec<(String, BTreeSet<String>)> {
    let text = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let blocks: Vec<&str> = text.split("```").collect();
    let block = blocks.iter().skip(1).step_by(2).find(|block| block.contains("error ->")).expect("a block of rooms");
    let lines = block.lines().filter_map(|line| line.split_once("->"));
    let rooms: Vec<_> = lines
        .map(|(room, others)| (room.trim().to_owned(), others.split_whitespace().map(str::to_owned).collect()))
        .collect();
    assert!(rooms.len() > 10, "the plan has {} rooms", rooms.len());
    rooms
}

/// Which rooms the code of each room names.
fn code() -> BTreeMap<String, BTreeSet<String>> {
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in files("src", ".rs") {
        let from = room(&file);
        if from == "lib" {
            continue;
        }
        let rooms = arrows.entry(from.clone()).or_default();
        rooms.extend(named(&product(&text)).into_iter().filter(|room| *room != from));
    }
    arrows
}

#[test]
fn every_arrow_of_the_code_is_in_the_plan_and_every_arrow_of_the_plan_in_the_code() {
    let plan: BTreeMap<_, _> = plan().into_iter().collect();
    let mut wrong = Vec::new();
    for (room, others) in code() {
        let Some(allowed) = plan.get(&room) else {
            wrong.push(format!("{room} is not in the plan"));
            continue;
        };
        wrong.extend(others.difference(allowed).map(|other| format!("{room} -> {other} is not in the plan")));
        wrong.extend(allowed.difference(&others).map(|other| format!("{room} -> {other} is planned and not used")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_plan_has_no_circle_and_no_arrow_upward() {
    let mut below = BTreeSet::new();
    for (room, others) in plan() {
        let upward: Vec<_> = others.difference(&below).collect();
        assert!(upward.is_empty(), "{room} names {upward:?}, which no line above it describes");
        assert!(below.insert(room.clone()), "{room} is there twice");
    }
    assert_eq!(below, code().into_keys().collect(), "rooms of the plan and of the code");
}

#[test]
fn pure_rooms_know_neither_clock_nor_files_nor_sockets() {
    let mut wrong = Vec::new();
    for (file, text) in files("src", ".rs") {
        if !["domain", "analysis", "reading"].contains(&room(&file).as_str()) {
            continue;
        }
        let text = product(&text);
        for thing in
            ["std::fs", "std::net", "std::env", "std::process", "SystemTime", "Timestamp::now", "diesel::", "actix_web"]
        {
            if text.contains(thing) {
                wrong.push(format!("{file} uses {thing}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Written by a program, not by hand.
const GENERATED: [&str; 1] = ["src/store/schema.rs"];

#[test]
fn no_file_is_too_long_to_be_read_at_once() {
    let mut wrong = Vec::new();
    for (folder, most) in [("src", 500), ("tests", 700)] {
        for (file, text) in files(folder, ".rs") {
            let lines = text.lines().count();
            if lines > most && !GENERATED.contains(&file.as_str()) {
                wrong.push(format!("{file} has {lines} lines"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let silent: Vec<_> = files("src", ".rs")
        .into_iter()
        .chain(files("tests", ".rs"))
        .filter(|(file, text)| file != "src/store/schema.rs" && !text.starts_with("//! "))
        .map(|(file, _)| file)
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn both_migration_trees_have_the_same_folders_with_a_way_up_and_a_way_down() {
    let names = |tree: &str| -> BTreeSet<String> {
        files(&format!("migrations/{tree}"), ".sql")
            .into_iter()
            .map(|(file, _)| file.rsplitn(3, '/').take(2).map(str::to_owned).collect::<Vec<_>>().join(" of "))
            .collect()
    };
    let (sqlite, postgres) = (names("sqlite"), names("postgres"));
    assert_eq!(sqlite, postgres);
    for step in &sqlite {
        let other = step.replacen("up.sql", "down.sql", 1);
        assert!(sqlite.contains(&other), "{other} is missing");
    }
}

#[test]
fn no_template_lets_text_through_unescaped_or_carries_a_style_or_script_of_its_own() {
    let mut wrong = Vec::new();
    for (file, text) in files("templates", "") {
        // A letter has no stylesheet to link to: mail programs want its styles in it.
        let styles: &[&str] = if file.starts_with("templates/web/") {
            &[" style=", "<style", "<script", " onclick="]
        } else {
            &["<script"]
        };
        // A module of our own, by its address: the content policy lets it in, and nothing that stands in the page.
        let squeezed = text.replace("| safe", "|safe").replace("<script type=\"module\" src=", "");
        for thing in styles.iter().chain(&["|safe", "autoescape false"]) {
            if squeezed.contains(thing) {
                wrong.push(format!("{file} has {thing}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_query_asks_the_database_for_the_time_or_skips_rows_by_count() {
    let mut wrong = Vec::new();
    let code = files("src", ".rs").into_iter().map(|(file, text)| (file, product(&text)));
    for (file, text) in code.chain(files("migrations", ".sql")) {
        if !file.starts_with("src/store/") && !file.starts_with("migrations/") {
            continue;
        }
        let lower = text.to_lowercase();
        for thing in ["now()", "current_timestamp", "datetime('now", "strftime(", "clock_timestamp", ".offset("] {
            if lower.contains(thing) {
                wrong.push(format!("{file} has {thing}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tables_are_named_in_the_store_alone() {
    let outside: Vec<_> = files("src", ".rs")
        .into_iter()
        .filter(|(file, text)| {
            room(file) != "store" && (text.contains("store::schema") || product(text).contains("diesel::"))
        })
        .map(|(file, _)| file)
        .collect();
    assert!(outside.is_empty(), "{outside:?}");
}

#[test]
fn the_reader_of_arrows_sees_groups_and_inline_paths() {
    let seen = named("use crate::{web::{a, b}, store};\nlet x = crate::error::Error; use my_crate::no;");
    assert_eq!(seen, ["error", "store", "web"].map(str::to_owned).into());
}
