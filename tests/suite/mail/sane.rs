//! What every reading must keep, whatever came in.

use smilecard::reading::{Reading, Verdict};

/// No NUL and no line end in fields, safe file names, a reason when nothing could be read.
pub fn check(reading: &Reading) {
    let line = |text: &str| {
        assert!(
            !text.contains(['\0', '\r', '\n']) && !text.chars().any(char::is_control),
            "control character in {text:?}"
        )
    };
    line(&reading.subject);
    for field in
        [&reading.from, &reading.name, &reading.reply_to, &reading.message_id, &reading.date_written, &reading.language]
    {
        field.as_deref().into_iter().for_each(line);
    }
    reading.recipients.iter().chain(&reading.references).chain(&reading.in_reply_to).for_each(|text| line(text));
    for file in &reading.attachments {
        line(&file.name);
        line(&file.mime);
        assert!(
            !file.name.is_empty()
                && !file.name.contains(['/', '\\'])
                && !file.name.starts_with('.')
                && file.name.len() <= 255,
            "unsafe name {:?}",
            file.name
        );
    }
    if let Some(bounce) = &reading.bounce {
        bounce.recipients.iter().for_each(|text| line(text));
    }
    if let Some(author) = &reading.author {
        author.address.iter().chain(&author.name).for_each(|text| line(text));
    }
    for text in [&reading.text, &reading.full_text, &reading.elided] {
        assert!(!text.contains(['\0', '\r']), "NUL or CR in the text");
    }
    if reading.verdict == Verdict::Card && !reading.full_text.trim().is_empty() {
        assert!(!reading.text.trim().is_empty(), "an empty card from {:?}", reading.full_text);
    }
    assert!(!reading.reason.sentence().is_empty());
}
