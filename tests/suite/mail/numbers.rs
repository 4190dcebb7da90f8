//! Every requirement of mail that comes in has a test whose name bears its number: r1 to r62.

use std::collections::BTreeSet;
use std::path::Path;

/// Taking responsibility, the other ways in, identity and routing, machines, reading.
const REQUIRED: [std::ops::RangeInclusive<u32>; 5] = [1..=16, 20..=29, 30..=36, 40..=45, 50..=62];

fn numbers(folder: &Path, found: &mut BTreeSet<u32>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            numbers(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let tests = text.split("#[test]").skip(1).filter_map(|rest| rest.split_once("fn ")?.1.split('(').next());
            let words = tests.flat_map(|name| name.split('_'));
            found.extend(words.filter_map(|word| word.strip_prefix('r')?.parse::<u32>().ok()));
        }
    }
}

#[test]
fn every_requirement_has_a_test_with_its_number() {
    let mut found = BTreeSet::new();
    for folder in ["tests/suite", "src"] {
        numbers(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    }
    let missing: Vec<u32> = REQUIRED.into_iter().flatten().filter(|number| !found.contains(number)).collect();
    assert!(missing.is_empty(), "no test is named after these: {missing:?}");
}
