//! What leaves in a log line, whatever went in.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use smilecard::domain::mask::is_hidden;
use smilecard::telemetry::{Format, scrub, subscriber};
use tracing_subscriber::fmt::MakeWriter;

#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Page {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn logged(format: Format, filter: &str, event: impl FnOnce()) -> String {
    let page = Page::default();
    tracing::subscriber::with_default(subscriber(format, filter, page.clone()).unwrap(), event);
    let bytes = page.0.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_customer_s_text_can_neither_forge_a_line_nor_turn_the_terminal_nor_show_an_address_r62() {
    for format in [Format::Text, Format::Json] {
        let text = logged(format, "info", || {
            let span = tracing::info_span!("card", from = "span@mail.example");
            let _inside = span.enter();
            tracing::info!(to = "jane@mail.example", who = ?"J\u{1b}[2Jtom@mail.example", "hello\n2026 ERROR forged\u{202e}eve@mail.example");
        });
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(!text.trim_end().chars().any(is_hidden), "{text:?}");
        for local in ["jane@", "tom@", "eve@", "span@"] {
            assert!(!text.contains(local), "{text}");
        }
        assert!(text.contains("j…@mail.example"), "{text}");
    }
}

#[test]
fn json_lines_stay_json() {
    let text = logged(Format::Json, "info", || {
        tracing::info!(
            card = 7,
            "\u{1b}jane@mail.example \u{7f}\u{202e} \n x\\@mail.example \"q\"@mail.example \u{e0041}"
        );
    });
    let line: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(line["card"], 7);
    assert!(line["message"].as_str().unwrap().starts_with("\u{1b}j…@mail.example"), "{line}");
}

#[test]
fn the_level_is_the_configured_one() {
    let event = || {
        tracing::info!("told");
        tracing::debug!("kept");
    };
    assert_eq!(logged(Format::Text, "info", event).lines().count(), 1);
    assert_eq!(logged(Format::Text, "debug", event).lines().count(), 2);
    assert!(logged(Format::Text, "off", event).is_empty());
    assert!(subscriber(Format::Text, "smilecard=loud", io::sink).is_err());
}

#[test]
fn addresses_are_masked_wherever_they_stand() {
    for (line, safe) in [
        ("to=jane@mail.example", "to=j…@mail.example"),
        ("<jane.doe+x@mail.example>, tom@a.example.", "<j…@mail.example>, t…@a.example."),
        ("bounce+jane=mail.example@cards.example", "b…@cards.example"),
        ("用户@例子.测试", "用…@例子.测试"),
        ("postgres://app:hunter2@db/cards", "postgres://app:h…@db/cards"),
        ("at @ noon, @ana", "at @ noon, @ana"),
        ("a@b@mail.example", "a…@b…@mail.example"),
    ] {
        assert_eq!(scrub(line), safe);
    }
}

#[test]
fn logs_and_pages_call_the_same_characters_hidden() {
    for character in '\0'..=char::MAX {
        assert_eq!(scrub(&character.to_string()) != character.to_string(), is_hidden(character), "{character:?}");
    }
}

proptest! {
    #[test]
    fn scrubbing_twice_changes_nothing_more(line in any::<String>()) {
        let once = scrub(&line);
        prop_assert!(!once.chars().any(is_hidden));
        prop_assert_eq!(scrub(&once), once);
    }

    #[test]
    fn any_message_leaves_as_one_json_object(message in "[\\PC\\n\\x1b\\\\\"@a-f0-9u]{0,40}@[a-z]{1,5}") {
        let text = logged(Format::Json, "info", || tracing::info!("{message}"));
        prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{}", text);
    }
}

#[test]
fn a_panic_leaves_as_one_scrubbed_line() {
    // A process of its own: the hook and the subscriber are global.
    const CHILD: &str = "RUN_THE_PANIC";
    #[expect(clippy::disallowed_methods, reason = "tells the child from the test")]
    let child = std::env::var_os(CHILD).is_some();
    if child {
        smilecard::telemetry::start(Format::Text, "error").unwrap();
        panic!("jane@mail.example\nforged");
    }
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "telemetry::a_panic_leaves_as_one_scrubbed_line", "--nocapture"])
        .env(CHILD, "1")
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<&str> = told.lines().filter(|line| line.contains("panic: ")).collect();
    assert_eq!(lines.len(), 1, "{told}");
    assert!(lines[0].contains("panic: j…@mail.example\\u000aforged") && !told.contains("jane@"), "{told}");
}
