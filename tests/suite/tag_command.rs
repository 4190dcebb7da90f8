//! `smilecard tag` as a script sees it: JSON lines in, JSON lines out, whatever the lines are.

use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const ROSTER: &str = "id,name,nicknames,code,email,team,location\n\
    derrick,Derrick Walsh,Dez;Dezzie,4471,,Billing,Leeds\n\
    ana,Ana Ortiz,,,,Support,York\n\
    chrisn,Chris Nolan,,,,Billing,York\n\
    chrisv,Christopher Vance,,,,Retention,Leeds\n";

fn roster(folder: &tempfile::TempDir, text: &str) -> PathBuf {
    let path = folder.path().join("roster.csv");
    std::fs::write(&path, text).unwrap();
    path
}

fn tag(roster_text: &str, input: &[u8], more: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_smilecard"))
        .arg("tag")
        .arg("--roster")
        .arg(roster(&folder, roster_text))
        .args(more)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A command that ends early closes its end.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8(output.stdout.clone()).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn each_card_is_answered_with_the_promised_keys_and_byte_offsets() {
    let text = "Très bien! Derrick was lovely, but Ana hung up on me. And Chris?";
    let card = json!({"id": "a-1", "text": text, "kind": "mixed", "customer_name": "Jo Marsh", "hint": null,
        "source": "form", "received_at": "2026-03-02T10:00:00Z", "team": "Billing", "location": "Leeds"});
    let output = tag(ROSTER, format!("{card}\n").as_bytes(), &[]);
    assert!(output.status.success());
    let [answer] = &lines(&output)[..] else { panic!("one line in, one line out") };
    assert_eq!(keys(answer), ["id", "language", "mentions", "sentiment", "triage"]);
    assert_eq!(keys(&answer["sentiment"]), ["kind", "score", "words"]);
    assert_eq!(answer["id"], "a-1");
    let mentions = answer["mentions"].as_array().unwrap();
    assert_eq!(mentions.iter().map(|m| m["agent"].as_str().unwrap()).collect::<Vec<_>>(), ["derrick", "ana"]);
    for mention in mentions {
        assert_eq!(keys(mention), ["agent", "confidence", "polarity", "rule", "spans", "surface", "why"]);
        let at = |n: usize| mention["spans"][0][n].as_u64().unwrap() as usize;
        assert_eq!(&text[at(0)..at(1)], mention["surface"].as_str().unwrap());
    }
    let question = &answer["triage"][0];
    assert_eq!(keys(question), ["candidates", "span", "surface"]);
    let at = |n: usize| question["span"][n].as_u64().unwrap() as usize;
    assert_eq!(&text[at(0)..at(1)], "Chris");
    assert_eq!(keys(&question["candidates"][0]), ["agent", "confidence", "why"]);
}

#[test]
fn a_bad_line_is_reported_by_its_number_and_the_run_goes_on() {
    let input = b"\xef\xbb\xbf{\"id\":1,\"text\":\"Ana was kind.\"}\r\n\
        not json\n\
        \n\
        {\"id\":2}\n\
        {\"id\":3,\"text\":\"\xff\"}\n\
        {\"id\":4,\"text\":\"Thanks Dez!\",\"mood\":9,\"kind\":\"gratitude\",\"hint\":[1],\"customer_name\":7,\"received_at\":\"soon\"}\r\n\
        {\"text\":\"\"}\n\
        {\"id\":{\"n\":5},\"text\":\"Derrick was rude.\",\"team\":null}";
    let output = tag(ROSTER, input, &[]);
    assert_eq!(output.status.code(), Some(65));
    let answers = lines(&output);
    let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
    assert_eq!(ids, [&json!(1), &json!(4), &Value::Null, &json!({"n": 5})]);
    let agents: Vec<_> = answers.iter().map(|answer| answer["mentions"][0]["agent"].as_str()).collect();
    assert_eq!(agents, [Some("ana"), Some("derrick"), None, Some("derrick")]);
    let said = String::from_utf8(output.stderr).unwrap();
    for line in ["line 2:", "line 4:", "line 5:"] {
        assert!(said.contains(line), "{said}");
    }
    assert_eq!(said.lines().count(), 3, "{said}");
}

#[test]
fn a_megabyte_of_text_is_one_card_like_another() {
    let text = format!("{} Ana was so kind to me.", "The shop was clean and bright. ".repeat(33_000));
    let output = tag(ROSTER, json!({"id": 1, "text": text}).to_string().as_bytes(), &[]);
    assert!(output.status.success());
    assert_eq!(lines(&output)[0]["mentions"][0]["agent"], "ana");
}

#[test]
fn a_roster_needs_no_more_than_ids_and_names() {
    let roster = "\u{feff}Name,ID\r\nAna Ortiz,ana\r\n\"Walsh, Derrick\",derrick\r\n";
    let output = tag(roster, b"{\"text\":\"Derrick Walsh helped me, and so did Ana.\"}", &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let agents: Vec<_> = lines(&output)[0]["mentions"].as_array().unwrap().iter().map(|m| m["agent"].clone()).collect();
    assert_eq!(agents, ["derrick", "ana"]);
}

#[test]
fn an_explanation_names_each_candidate_and_the_weight_of_each_reason() {
    let output = tag(ROSTER, b"", &["--explain", "I spoke with Chris, my wife Ana was there too."]);
    let said = String::from_utf8(output.stdout).unwrap();
    for part in ["-> chrisn:", "-> chrisv:", "the name fits", "Who is this?", "ana: not meant, because"] {
        assert!(said.contains(part), "{part:?} is missing in\n{said}");
    }
    assert!(said.lines().any(|line| line.trim_start().starts_with('+')), "no weights in\n{said}");
}
