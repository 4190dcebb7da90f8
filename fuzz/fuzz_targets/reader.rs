//! Any bytes as a letter: no panic, no NUL and no line end where a header or a name is expected, safe names of files.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smilecard::reading::{self, Envelope};

fuzz_target!(|data: &[u8]| {
    let reading = reading::read(data, &Envelope::default());
    assert_ne!(reading.reason, reading::Reason::Fault, "a fault of ours");
    for text in [&reading.text, &reading.full_text, &reading.elided] {
        assert!(!text.contains('\0'));
    }
    let lines = [Some(&reading.subject), reading.name.as_ref(), reading.from.as_ref(), reading.reply_to.as_ref()];
    for line in lines.into_iter().flatten() {
        assert!(!line.contains(['\0', '\r', '\n']), "{line:?}");
    }
    for attachment in &reading.attachments {
        assert!(!attachment.name.contains(['/', '\\', '\0', '\r', '\n']), "{:?}", attachment.name);
    }
});
