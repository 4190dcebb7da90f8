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

#[test]
fn each_verdict_has_its_marks_in_the_output() {
    let head = "From: Rosa <rosa@customer.example>\nTo: cards@shop.example\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n";
    let read = |rest: &str| smilecard(&["-"], format!("{head}{rest}").as_bytes()).remove(0);
    let card = read("Subject: Thanks\n\nMaria was kind.\n\nSent from my iPhone\n");
    assert_eq!((card["verdict"].as_str(), card["text"].as_str()), (Some("card"), Some("Maria was kind.")));
    assert_eq!(
        (card["elided"].as_str(), &card["auto"], &card["bounce"]),
        (Some("Sent from my iPhone"), &Value::Null, &Value::Null)
    );
    assert_eq!((card["from"].as_str(), card["name"].as_str()), (Some("rosa@customer.example"), Some("Rosa")));
    assert_eq!(card["date"], "2026-03-02T09:00:00Z");
    assert_eq!(card["recipients"][0], "cards@shop.example");
    let reply = read("Subject: Re: Thanks\nIn-Reply-To: <a@shop.example>\n\nYes, she was.\n");
    assert_eq!(reply["verdict"], "reply");
    let machine = read("Subject: Away\nAuto-Submitted: auto-replied\n\nI am away.\n");
    assert_eq!((machine["verdict"].as_str(), machine["auto"].as_str()), (Some("machine"), Some("auto-reply")));
    let bounce = smilecard(
        &["-"],
        b"From: MAILER-DAEMON@mx.example\nSubject: failure notice\n\nHi. This is the qmail-send program at mx.example.\n\n<max@corp.example>:\n550 5.1.1 No such user\n",
    )
    .remove(0);
    assert_eq!(bounce["verdict"], "bounce");
    assert_eq!(
        bounce["bounce"],
        serde_json::json!({ "hard": true, "recipients": ["max@corp.example"], "status": "5.1.1" })
    );
    let unreadable = smilecard(&["-"], b" \n").remove(0);
    assert_eq!(unreadable["verdict"], "unreadable");
    assert!(unreadable["reason"].as_str().unwrap().ends_with('.'));
    let forwarded = read(
        "Subject: Fwd: Visit\n\nPlease see.\n\n---------- Forwarded message ---------\nFrom: Bo <bo@home.example>\nDate: Mon, 2 Mar 2026\nSubject: Visit\nTo: <rosa@customer.example>\n\nDerek was kind.\n",
    );
    assert_eq!(
        forwarded["author"],
        serde_json::json!({ "address": "bo@home.example", "name": "Bo", "text": "Derek was kind.", "note": "Please see." })
    );
}
