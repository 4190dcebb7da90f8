//! The command line as an administrator uses it.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

const KEYS: [&str; 17] = [
    "attachments",
    "author",
    "auto",
    "bounce",
    "date",
    "elided",
    "from",
    "full_text",
    "id",
    "language",
    "name",
    "reason",
    "recipients",
    "reply_to",
    "subject",
    "text",
    "verdict",
];

fn smilecard(args: &[&str], input: &[u8]) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_smilecard"))
        .args(["mail", "read"])
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_message_gives_one_object_with_exactly_the_promised_keys() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.eml");
    std::fs::write(&good, "From: Rosa <rosa@customer.example>\nSubject: Hi\n\nMaria was kind.\n").unwrap();
    let empty = folder.path().join("empty.eml");
    std::fs::write(&empty, "").unwrap();
    let objects = smilecard(
        &[good.to_str().unwrap(), "/nowhere/none.eml", empty.to_str().unwrap(), "-"],
        b"Subject: x\n\nHello\n",
    );
    assert_eq!(objects.len(), 4);
    for object in [&objects[0], &objects[2], &objects[3]] {
        assert_eq!(object.as_object().unwrap().keys().collect::<Vec<_>>(), KEYS);
    }
    assert_eq!(objects[0]["id"], "good.eml");
    assert_eq!(objects[0]["text"], "Maria was kind.");
    assert_eq!(objects[1]["id"], "none.eml");
    assert!(objects[1]["error"].is_string());
    assert_eq!(objects[2]["verdict"], "unreadable");
    assert_eq!(objects[3]["full_text"], "Hello");
}

#[test]
fn decoded_bodies_are_read_without_a_header() {
    let text = &smilecard(&["--text", "-"], "Maria was kind.\n\n-- \nRosa\n".as_bytes())[0];
    assert_eq!(text["text"], "Maria was kind.");
    assert!(text["elided"].as_str().unwrap().contains("Rosa"));
    let html = &smilecard(&["--html", "-"], b"<p>Maria was <b>kind</b>.</p><script>x</script>")[0];
    assert_eq!(html["text"], "Maria was kind.");
    assert_eq!(html["verdict"], "card");
}
