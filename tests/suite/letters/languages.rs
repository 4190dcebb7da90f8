//! Every letter in every language: whole, plain, and closed to whatever is written into it.

use scraper::{Html, Selector};
use smilecard::config::Sender;
use smilecard::mail::{Outgoing, message};
use smilecard::render::Templates;
use smilecard::render::messages::Messages;
use smilecard::render::reasons::About;
use smilecard::services::letter_samples::{DIGEST, Rendered, Sample, Samples, names};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const URL: &str = "https://cards.larkspur.example";

fn files() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir("messages").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        all.insert(name, std::fs::read_to_string(path).unwrap());
    }
    all
}

/// What a file says: each key with what it wants to be given.
fn keys(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '*', '}'])) {
            key = name.to_owned();
            assert!(all.insert(key.clone(), BTreeSet::new()).is_none(), "{key} is there twice");
        }
        for rest in line.split('$').skip(1) {
            let name: String =
                rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
            all.get_mut(&key).unwrap().insert(name);
        }
    }
    all
}

#[test]
fn every_language_says_everything_with_the_same_figures_and_plurals_and_without_shouting() {
    let files = files();
    let english = keys(&files["en"]);
    assert!(english.len() > 120, "{}", english.len());
    for (language, source) in &files {
        let own = keys(source);
        let missing: Vec<_> = english.keys().filter(|key| !own.contains_key(*key)).collect();
        let unknown: Vec<_> = own.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(missing.is_empty() && unknown.is_empty(), "{language} lacks {missing:?}, only it has {unknown:?}");
        for (key, wants) in &own {
            // A language may do without a name that English says, but can't want what nobody gives.
            assert!(wants.is_subset(&english[key]), "{language}: {key} wants {wants:?}");
        }
        assert!(!source.contains('!') && !source.contains('¡'), "{language} shouts");
    }
    for language in ["en", "es", "de", "fr"] {
        assert!(files.contains_key(language), "{language}");
    }
}

#[test]
fn every_key_is_said_somewhere() {
    let mut said = String::new();
    let mut folders = vec![std::path::PathBuf::from("src"), "templates/mail".into(), "templates/web".into()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| ["rs", "html", "text", "subject"].iter().any(|e| ending == *e))
            {
                said.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let built = [
        "weekday-",
        "month-",
        "due-subject-",
        "due-heading-",
        "command-",
        "count-",
        "date-short-",
        "rhythm-weekly-",
        "no-",
        "hidden-",
        "reason-",
    ];
    for key in keys(&files()["en"]).keys().filter(|key| !built.iter().any(|start| key.starts_with(start))) {
        assert!(said.contains(&format!("\"{key}\"")), "nobody says {key}");
    }
}

/// What is between the quotes that begin at `start`, with what is put in left as `x`.
fn literal(source: &str, start: usize) -> String {
    let mut out = String::new();
    let mut letters = source[start..].chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => break,
            '\\' => out.extend(letters.next()),
            '{' => {
                letters.by_ref().find(|letter| *letter == '}');
                out.push('x');
            }
            other => out.push(other),
        }
    }
    out
}

#[test]
fn what_an_answer_by_mail_can_be_refused_for_is_said_in_every_language() {
    let messages = smilecard::render::messages::Messages::load().unwrap();
    let mut seen = BTreeSet::new();
    for file in ["answers", "card_notes", "closure", "needed_note", "owner", "release", "access"] {
        let source = std::fs::read_to_string(format!("src/services/{file}.rs")).unwrap();
        for mark in ["Error::invalid(", "Error::not_found(", "Kind::Invalid, ", "Kind::Forbidden, ", "needed_note("] {
            for (at, _) in source.match_indices(mark) {
                let rest = &source[at..(at + 200).min(source.len())];
                let end = rest.find(';').unwrap_or(rest.len());
                let Some(quote) = rest[..end].find('"') else { continue };
                seen.insert(literal(&source, at + quote + 1));
            }
        }
    }
    assert!(seen.len() > 10, "{seen:?}");
    for said in &seen {
        // What stands in an address's own sentence has texts of its own.
        let said = if said == "Nothing is sent to this address: x." {
            "Nothing is sent to this address: letters came back again and again (550)."
        } else {
            said
        };
        for language in ["de", "es", "fr"] {
            assert_ne!(messages.refusal(language, said).unwrap(), said, "{language} can't say it");
        }
    }
}

#[test]
fn plurals_are_those_of_each_language() {
    let templates = Arc::new(Templates::load(None).unwrap());
    let subjects = |name: &str| -> Vec<String> {
        ["en", "es", "de", "fr"]
            .into_iter()
            .map(|language| rendered(&templates, name, language, None).subject)
            .collect()
    };
    assert_eq!(
        subjects("praise"),
        [
            "Someone wrote to say thank you",
            "Alguien escribió para dar las gracias",
            "Jemand hat geschrieben, um Danke zu sagen",
            "Quelqu’un a écrit pour dire merci"
        ]
    );
    assert_eq!(
        subjects("praises"),
        [
            "2 people wrote to say thank you",
            "2 personas escribieron para dar las gracias",
            "2 Menschen haben geschrieben, um Danke zu sagen",
            "2 personnes ont écrit pour dire merci"
        ]
    );
    assert_eq!(subjects("alerts")[0], "3 complaints need you");
    assert_eq!(subjects("due-soon")[0], "Card 4182 is due an answer today at 17:00");
    assert_eq!(subjects("acted")[0], "Done: 3 lines. Not done: 2");
    assert_eq!(subjects("acted-nothing")[0], "Nothing was done");
}

fn rendered(templates: &Arc<Templates>, name: &str, language: &str, hostile: Option<&str>) -> Rendered {
    let sample = match hostile {
        None => Sample::of(templates.messages(), language).unwrap(),
        Some(text) => Sample::all(text),
    };
    Samples::of(templates)
        .with(name, language, &sample, URL)
        .unwrap_or_else(|error| panic!("{name} in {language}: {error} {}", error.causes()))
}

#[test]
fn every_letter_is_whole_in_every_language_and_says_the_same_in_text_as_in_html_d9() {
    let templates = Arc::new(Templates::load(None).unwrap());
    let languages: Vec<String> = templates.messages().languages().map(str::to_owned).collect();
    for language in &languages {
        for name in names() {
            let letter = rendered(&templates, name, language, None);
            let what = format!("{name} in {language}");
            assert!(letter.html.contains(&format!("<html lang=\"{language}\" dir=\"ltr\"")), "{what}");
            assert!(letter.html.len() < 60_000, "{what}: {}", letter.html.len());
            assert!(!letter.subject.is_empty() && letter.subject.chars().count() <= 90, "{what}: {}", letter.subject);
            for line in letter.text.lines() {
                assert!(line.chars().count() <= 70 || line.contains("https://"), "{what}: {line}");
                assert_eq!(line, line.trim_end(), "{what}");
            }
            for forbidden in ["<img", "<script", "url(", "<link", "<form", "{{", "{ $"] {
                assert!(!letter.html.contains(forbidden), "{forbidden} in {what}");
            }
            // A digest's two parts are compared where it is gathered from cards (`digest::tongues`).
            if name == DIGEST {
                continue;
            }
            assert!(!letter.text.contains("\n\n\n\n"), "{what}:\n{}", letter.text);
            // Every address in the one is in the other: nobody with a plain mail program is left out.
            let page = Html::parse_document(&letter.html);
            let links = Selector::parse("a[href]").unwrap();
            for link in page.select(&links) {
                let href = link.attr("href").unwrap();
                assert!(letter.text.contains(href), "{what}: {href} is not in the text");
            }
            let words = |text: &str| -> BTreeSet<String> {
                text.split(|letter: char| !letter.is_alphanumeric())
                    .filter(|word| word.chars().count() > 3)
                    .map(str::to_lowercase)
                    .collect()
            };
            let in_text = words(&letter.text);
            // Without the title and the preview line, which mail programs show elsewhere; a plain answer to a customer
            // has no name above it.
            let body = page.select(&Selector::parse("table.bg").unwrap()).next().unwrap();
            let read = body.text().collect::<Vec<_>>().join(" ");
            let lost: Vec<String> = words(&read)
                .into_iter()
                .filter(|word| !in_text.contains(word) && (name != "answer" || word != "smilecard"))
                .collect();
            // What a button's own words say is said by the link itself.
            assert!(lost.is_empty() || name == "sign-in", "{what}: the text lacks {lost:?}\n{}", letter.text);
        }
    }
}

#[test]
fn every_letter_that_there_is_has_a_sample_and_so_is_looked_at_by_these_tests() {
    let mut known = 0;
    for entry in std::fs::read_dir("templates/mail").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "subject") {
            continue;
        }
        let letter = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let shown = names().any(|name| name.replace('-', "_").starts_with(&letter));
        assert!(
            shown,
            "the letter {letter} has no sample: nothing tests that it is whole, and closed to what is written"
        );
        known += 1;
    }
    // A letter that is rendered has its template, or it would not render; this is how many there are.
    let source = std::fs::read_to_string("src/mail/letters/mod.rs").unwrap();
    assert_eq!(source.matches("    rendered(\"").count(), known, "each letter is rendered by one function");
}

/// A sentence of the code with its places filled in.
fn filled(sentence: &str) -> String {
    let mut said = sentence.replace("\\\"", "\"");
    for (place, words) in [
        ("{surface}", "Derrick"),
        ("{name}", "Derrick Hale"),
        ("{place}", "at Larkspur Mobile"),
        ("{said}", ""),
        ("{fit}", ""),
    ] {
        said = said.replace(place, words);
    }
    said.trim().to_owned()
}

#[test]
fn why_somebody_may_be_meant_is_said_in_every_language() {
    let messages = Messages::load().unwrap();
    let about = About { surface: "Derrick", name: "Derrick Hale", organisation: "Larkspur Mobile" };
    let source = std::fs::read_to_string("src/analysis/mentions/why.rs").unwrap();
    let sentences: Vec<String> = source
        .match_indices("format!(\"")
        .map(|(at, mark)| {
            let rest = &source[at + mark.len()..];
            let end = rest.match_indices('"').find(|(end, _)| !rest[..*end].ends_with('\\')).unwrap().0;
            filled(&rest[..end])
        })
        .filter(|said| said.ends_with('.') && !said.contains('{'))
        .collect();
    assert!(sentences.len() >= 17, "{sentences:?}");
    let mut all = sentences.clone();
    all.push("One person here has that name.".to_owned());
    let first = "\"Derrick\" is in the message. Derrick Hale has that name.";
    all.push(format!("{first} 2 people have it."));
    // What may speak for one of several.
    for file in ["decide", "places"] {
        let source = std::fs::read_to_string(format!("src/analysis/mentions/{file}.rs")).unwrap();
        for (at, _) in source.match_indices('"') {
            let clue = source[at + 1..].split('"').next().unwrap();
            let is_one = source[..at].ends_with("clue = Some(")
                || source[..at].ends_with("2.8, ")
                || (file == "places" && source[..at].ends_with(", ") && clue.starts_with("the card "));
            if is_one {
                all.push(format!("{first} 3 people have it, and {clue}."));
            }
        }
    }
    assert!(all.len() >= sentences.len() + 9, "{all:?}");
    for english in &all {
        assert_eq!(messages.reason("en", english, about).unwrap().as_ref(), Some(english));
        let mut told = BTreeSet::new();
        for language in ["de", "es", "fr"] {
            let said = messages.reason(language, english, about).unwrap();
            let said = said.unwrap_or_else(|| panic!("{language} can't say {english:?}"));
            assert!(!said.contains(" the ") && !said.contains(" has "), "{language}: {said}");
            told.insert(said);
        }
        assert_eq!(told.len(), 3, "{told:?}");
    }
    let german = messages.reason("de", all.iter().find(|said| said.contains("team is named")).unwrap(), about).unwrap();
    assert_eq!(
        german.as_deref(),
        Some(
            "„Derrick“ steht in der Nachricht. Derrick Hale heißt so. 3 Menschen heißen so, und dieses Team ist genannt."
        )
    );
    // Whoever is called otherwise now: nothing rather than half of it in English.
    let other = About { name: "Derrick Hill", ..about };
    assert_eq!(messages.reason("de", first, other).unwrap(), None);
}

const HOSTILE: [&str; 11] = [
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>bold</b>",
    "</blockquote></td></tr></table><h1>yours</h1><a href=\"https://evil.example\">here</a>",
    "\r\nBcc: everybody@x.example\r\n\r\n<h1>new body</h1>",
    "\u{202e}gnp.exe\u{2066} right to left \u{200f}\u{61c}",
    "line\u{2028}and\u{2029}paragraph\u{85}next\u{0}nul\u{1b}[31m",
    "{{ 123456 * 1000 }} {% include \"mail/base.html\" %} { $count } {\"x\"}",
    "https://evil.example/?a=1&b=<2> javascript:alert(1)",
    "שלום עולם مرحبا بالعالم 👩‍👩‍👧‍👦 你好 Ünïcödé z̷̡̢a̴l̵g̶o̷",
    ".\n.\n..\nFrom someone\n--=_smilecard_00000000000000000000000000000007--\n",
    "a\u{200b}b\u{2060}c\u{feff}d\u{ad}e \u{2062}\u{2063}",
    "",
];

#[test]
fn nothing_that_somebody_wrote_gets_out_of_its_place_in_any_letter_and_language() {
    let templates = Arc::new(Templates::load(None).unwrap());
    let endless = format!("{} end", "x".repeat(10_000));
    let from = Sender::parse("Cards <cards@mail.example>").unwrap();
    let languages: Vec<String> = templates.messages().languages().map(str::to_owned).collect();
    let mut looked_at = 0;
    for text in HOSTILE.into_iter().chain([endless.as_str()]) {
        for language in &languages {
            for name in names() {
                let what = format!("{name} in {language} with {text:.40}");
                let plain = rendered(&templates, name, language, None);
                let letter = rendered(&templates, name, language, Some(text));
                // The same elements as with harmless words, but for paragraphs and line breaks of their own.
                let tags = |html: &str| -> BTreeSet<String> {
                    let page = Html::parse_document(html);
                    let all = Selector::parse("*").unwrap();
                    page.select(&all).map(|element| element.value().name().to_owned()).collect()
                };
                let (mut own, mut before) = (tags(&letter.html), tags(&plain.html));
                own.remove("br");
                before.remove("br");
                assert!(own.is_subset(&before), "{what}: {own:?}");
                let page = Html::parse_document(&letter.html);
                for link in page.select(&Selector::parse("a[href]").unwrap()) {
                    assert!(link.attr("href").unwrap().starts_with(URL), "{what}");
                }
                assert!(page.select(&Selector::parse("h1").unwrap()).count() <= 1, "{what}");
                assert!(!letter.html.contains("123456000") && !letter.text.contains("123456000"), "{what}");
                for bad in ['\u{202e}', '\u{2066}', '\u{0}', '\u{1b}', '\u{2028}', '\u{2029}', '\u{85}'] {
                    for (part, said) in [("html", &letter.html), ("text", &letter.text), ("subject", &letter.subject)] {
                        assert!(!said.contains(bad), "{what}: U+{:04X} in the {part}", u32::from(bad));
                    }
                }
                assert!(!letter.subject.contains(['\r', '\n']), "{what}");
                assert!(letter.html.len() < 100_000, "{what}: {}", letter.html.len());
                // As a message: no header, no part and no line end of anybody else's making.
                let outgoing = Outgoing {
                    id: uuid::Uuid::from_u128(7),
                    to_name: text.to_owned(),
                    to_address: "ruth@larkspur.example".to_owned(),
                    subject: letter.subject.clone(),
                    text: letter.text.clone(),
                    html: Some(letter.html.clone()),
                    list_id: None,
                    unsubscribe_url: None,
                    written_at: jiff::Timestamp::UNIX_EPOCH,
                    return_path: None,
                    reply_to: None,
                    in_reply_to: None,
                    personal: false,
                };
                let raw = message(&outgoing, &from).unwrap().formatted();
                let parsed = mail_parser::MessageParser::default().parse(&raw).unwrap();
                assert_eq!(parsed.parts.len(), 3, "{what}");
                assert!(parsed.bcc().is_none(), "{what}");
                assert_eq!(parsed.to().unwrap().first().unwrap().address(), Some("ruth@larkspur.example"), "{what}");
                assert!(raw.split(|byte| *byte == b'\n').all(|line| line.len() <= 998), "{what}");
                looked_at += 1;
            }
        }
    }
    assert_eq!(looked_at, 12 * languages.len() * names().count());
}
