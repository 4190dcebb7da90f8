//! Names of folders and other strings on the wire: quoted, and in the modified UTF-7 of RFC 3501, section 5.1.3.

use base64::Engine as _;
use base64::alphabet::IMAP_MUTF7;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};

/// A name as a server expects it, in quotation marks.
pub(super) fn name(folder: &str) -> String {
    let mut out = String::new();
    let mut others: Vec<u16> = Vec::new();
    for letter in folder.chars() {
        if matches!(letter, ' '..='~') {
            shifted(&mut others, &mut out);
            out.push(letter);
            if letter == '&' {
                out.push('-');
            }
        } else {
            let mut units = [0; 2];
            others.extend_from_slice(letter.encode_utf16(&mut units));
        }
    }
    shifted(&mut others, &mut out);
    quoted(&out)
}

fn shifted(units: &mut Vec<u16>, out: &mut String) {
    if units.is_empty() {
        return;
    }
    let bytes: Vec<u8> = units.drain(..).flat_map(u16::to_be_bytes).collect();
    out.push('&');
    out.push_str(&GeneralPurpose::new(&IMAP_MUTF7, NO_PAD).encode(bytes));
    out.push('-');
}

/// A string in quotation marks; line ends must have been refused before.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars().filter(|letter| !matches!(letter, '\r' | '\n' | '\0')) {
        if matches!(letter, '"' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out.push('"');
    out
}

/// Numbers as a set: `3,7,9`, runs joined: `3:5`.
pub(super) fn set(uids: &[i64]) -> String {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for uid in uids {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *uid => *last = *uid,
            _ => runs.push((*uid, *uid)),
        }
    }
    let run = |(first, last): &(i64, i64)| if first == last { first.to_string() } else { format!("{first}:{last}") };
    runs.iter().map(run).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_language_are_written_as_servers_expect_them() {
        assert_eq!(name("INBOX"), r#""INBOX""#);
        assert_eq!(name("Gelöscht & fertig"), r#""Gel&APY-scht &- fertig""#);
        // The example of RFC 3501.
        assert_eq!(name("~peter/mail/台北/日本語"), r#""~peter/mail/&U,BTFw-/&ZeVnLIqe-""#);
        assert_eq!(name(r#"a"b\c"#), r#""a\"b\\c""#);
    }

    #[test]
    fn numbers_in_a_row_are_one_run() {
        assert_eq!(set(&[1, 2, 3, 7, 9, 10]), "1:3,7,9:10");
        assert_eq!(set(&[5]), "5");
    }
}
