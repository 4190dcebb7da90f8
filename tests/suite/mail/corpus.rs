//! Every letter in `tests/fixtures/mail` is read and compared with the expectation beside it: each key of the JSON must
//! agree with the output of `smilecard mail read`; `full_text_has` and `full_text_lacks` ask for a part.

use std::path::{Path, PathBuf};

use serde_json::Value;
use smilecard::cli::mail_read;
use smilecard::reading::{self, Envelope};

/// Every fixture is received at the same moment.
const NOW: &str = "2026-06-01T00:00:00Z";

pub fn letters() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mail");
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
        .collect();
    found.sort();
    found
}

#[test]
fn every_letter_of_the_corpus_is_read_as_written_beside_it() {
    let envelope = Envelope { received_at: Some(NOW.parse().unwrap()), ..Envelope::default() };
    let letters = letters();
    assert!(letters.len() >= 500);
    let mut faults = Vec::new();
    for path in &letters {
        let id = path.file_name().unwrap().to_string_lossy().into_owned();
        let got = mail_read::object(&id, &reading::read(&std::fs::read(path).unwrap(), &envelope));
        let wanted: Value = serde_json::from_slice(&std::fs::read(path.with_extension("json")).unwrap()).unwrap();
        for (key, want) in wanted.as_object().unwrap() {
            let full = got["full_text"].as_str().unwrap();
            let right = match key.as_str() {
                "full_text_has" => full.contains(want.as_str().unwrap()),
                "full_text_lacks" => !full.contains(want.as_str().unwrap()),
                key => got[key] == *want,
            };
            if !right {
                faults
                    .push(format!("{id}: {key}\n  want {want}\n  got  {}", got.get(key).unwrap_or(&got["full_text"])));
            }
        }
    }
    assert!(faults.is_empty(), "{} of {} letters:\n{}", faults.len(), letters.len(), faults.join("\n"));
}
