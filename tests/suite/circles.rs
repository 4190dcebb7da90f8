//! Files of the house that take names from each other in a circle: whoever reads one of them would have to read them all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A module, by the names on the way to it: `["store", "cards"]`.
type Module = Vec<String>;

/// What a `use` brings in: the whole path, the name it goes by, and whether it is handed on.
struct Import {
    path: Module,
    name: String,
    public: bool,
}

/// One file: what it imports, and the paths that stand in its code.
#[derive(Default)]
struct File {
    imports: Vec<Import>,
    paths: Vec<Module>,
}

/// Words and the signs between them, without comments and without the tests at the end.
fn tokens(code: &str) -> Vec<String> {
    let code = code.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut out: Vec<String> = Vec::new();
    for line in code.lines() {
        let line = line.split("//").next().unwrap_or_default();
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            if letter.is_alphanumeric() || letter == '_' {
                let mut word = letter.to_string();
                while let Some(next) = letters.next_if(|next| next.is_alphanumeric() || *next == '_') {
                    word.push(next);
                }
                out.push(word);
            } else if letter == ':' && letters.next_if_eq(&':').is_some() {
                out.push("::".to_owned());
            } else if !letter.is_whitespace() {
                out.push(letter.to_string());
            }
        }
    }
    out
}

/// Reads what follows `use`, up to its end: `a::{b, c::d as e}`.
fn tree(
    tokens: &mut std::slice::Iter<'_, String>,
    before: &[String],
    found: &mut Vec<(Module, Option<String>)>,
) -> bool {
    let (mut path, mut alias) = (before.to_vec(), None);
    let mut grouped = false;
    while let Some(token) = tokens.next() {
        match token.as_str() {
            "::" => {}
            "{" => {
                grouped = true;
                while tree(tokens, &path, found) {}
            }
            "as" => alias = tokens.next().cloned(),
            end @ ("," | "}" | ";") => {
                if !grouped && path.len() > before.len() {
                    found.push((path, alias));
                }
                return end == ",";
            }
            word => path.push(word.to_owned()),
        }
    }
    false
}

/// Reads one file.
fn read(code: &str) -> File {
    let tokens = tokens(code);
    let mut file = File::default();
    let mut left = tokens.iter();
    let mut public = false;
    while let Some(token) = left.next() {
        let rest = left.as_slice();
        if token == "use" {
            let mut found = Vec::new();
            while tree(&mut left, &[], &mut found) {}
            file.imports.extend(found.into_iter().filter_map(|(mut path, alias)| {
                // `a::{self}` is `a`.
                path.pop_if(|last| last == "self");
                Some(Import { name: alias.or_else(|| path.last().cloned())?, path, public })
            }));
        } else if rest.first().is_some_and(|next| next == "::") {
            let mut path = vec![token.clone()];
            while left.as_slice().first().is_some_and(|next| next == "::") {
                left.next();
                match left.as_slice().first() {
                    Some(word) if word.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') => {
                        path.push(word.clone());
                        left.next();
                    }
                    _ => break,
                }
            }
            file.paths.push(path);
        }
        // `pub`, `pub(super)`: what stands before `use`.
        public = token == "pub" || (public && matches!(token.as_str(), "(" | ")" | "super" | "crate" | "in"));
    }
    file
}

/// Every file below `src` by its module.
fn house() -> BTreeMap<Module, File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut house, mut folders) = (BTreeMap::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Some(name) =
                path.strip_prefix(&root).unwrap().to_str().and_then(|name| name.strip_suffix(".rs"))
            {
                let mut module: Module = name.split('/').map(str::to_owned).collect();
                module.pop_if(|last| matches!(last.as_str(), "mod" | "lib" | "main"));
                house.insert(module, read(&fs::read_to_string(&path).unwrap()));
            }
        }
    }
    house
}

/// A path as it counts from the top, told by where it stands; none for one of another crate.
fn absolute(house: &BTreeMap<Module, File>, from: &Module, path: &[String]) -> Option<Module> {
    let ups = path.iter().take_while(|name| *name == "super").count();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some([from.as_slice(), &path[1..]].concat()),
        "super" => Some([&from[..from.len().checked_sub(ups)?], &path[ups..]].concat()),
        first => {
            let child = [from.as_slice(), &[first.to_owned()]].concat();
            house.contains_key(&child).then(|| [from.as_slice(), path].concat())
        }
    }
}

/// The file in which the name at the end of a path is written; names that are handed on are followed.
fn home(house: &BTreeMap<Module, File>, path: &[String], steps: usize) -> Option<Module> {
    let depth = (0..=path.len()).rev().find(|depth| house.contains_key(&path[..*depth]))?;
    let (module, rest) = (path[..depth].to_vec(), &path[depth..]);
    let name = rest.first()?;
    let handed = house[&module].imports.iter().find(|import| import.public && import.name == *name);
    match handed.and_then(|import| absolute(house, &module, &import.path)) {
        Some(further) if steps > 0 => home(house, &[further.as_slice(), &rest[1..]].concat(), steps - 1),
        _ => Some(module),
    }
}

/// Which files each file takes names from.
fn arrows(house: &BTreeMap<Module, File>) -> BTreeMap<Module, BTreeSet<Module>> {
    let of = |(module, file): (&Module, &File)| {
        let imports = file.imports.iter().filter(|import| !import.public);
        let mut targets: Vec<Module> = imports.filter_map(|import| absolute(house, module, &import.path)).collect();
        for path in &file.paths {
            let known = file.imports.iter().find(|import| import.name == path[0]);
            let whole = known.map_or_else(|| path.clone(), |import| [import.path.as_slice(), &path[1..]].concat());
            targets.extend(absolute(house, module, &whole));
        }
        let homes = targets.iter().filter_map(|target| home(house, target, 6)).filter(|home| home != module);
        (module.clone(), homes.collect())
    };
    house.iter().map(of).collect()
}

/// What is left when every file that no other waits for has been taken away, again and again: the circles.
fn circles(mut arrows: BTreeMap<Module, BTreeSet<Module>>) -> Vec<String> {
    loop {
        let left: BTreeSet<Module> = arrows.keys().cloned().collect();
        arrows.values_mut().for_each(|targets| targets.retain(|target| left.contains(target)));
        let wanted: BTreeSet<Module> = arrows.values().flatten().cloned().collect();
        let before = arrows.len();
        arrows.retain(|module, targets| !targets.is_empty() && wanted.contains(module));
        if arrows.len() == before {
            break;
        }
    }
    let shown = |(module, targets): (Module, BTreeSet<Module>)| {
        let targets: Vec<String> = targets.iter().map(|target| target.join("::")).collect();
        format!("{} -> {}", module.join("::"), targets.join(", "))
    };
    arrows.into_iter().map(shown).collect()
}

#[test]
fn no_files_take_names_from_each_other_in_a_circle() {
    let house = house();
    assert!(house.len() > 400, "{} files", house.len());
    let found = circles(arrows(&house));
    assert!(found.is_empty(), "these files are part of a circle, or lie between two:\n{}", found.join("\n"));
}

#[test]
fn a_circle_is_seen_through_groups_aliases_inline_paths_and_names_that_are_handed_on() {
    let of = |files: &[(&str, &str)]| {
        let module = |name: &str| name.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        circles(arrows(&files.iter().map(|(name, code)| (module(name), read(code))).collect()))
    };
    let open = of(&[("", ""), ("a", "use crate::{b::Two as Other, c};"), ("b", "pub struct Two;"), ("c", "fn f() {}")]);
    assert!(open.is_empty(), "{open:?}");
    let inline = of(&[("", ""), ("a", "use crate::b as other;\nfn f() { other::g(); }"), ("b", "use super::a::f;")]);
    assert_eq!(inline, ["a -> b", "b -> a"]);
    let handed =
        of(&[("", ""), ("a", "mod c;\npub use c::Thing;"), ("a/c", "use crate::b::f;"), ("b", "use crate::a::Thing;")]);
    assert_eq!(handed, ["a::c -> b", "b -> a::c"]);
    let tested =
        of(&[("", ""), ("a", "use crate::b::f;"), ("b", "fn f() {}\n#[cfg(test)]\nmod tests { use crate::a::g; }")]);
    assert!(tested.is_empty(), "{tested:?}");
}
