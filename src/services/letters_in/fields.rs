//! A few header fields that routing needs and reading has no use for: they are the mail server's, not the writer's.

/// Bytes of a header block that are looked at.
const MOST: usize = 256 * 1024;

/// The values of every field of this name (lower case), unfolded, topmost first.
pub(super) fn all(raw: &[u8], name: &str) -> Vec<String> {
    let block = raw.get(..MOST).unwrap_or(raw);
    let text = String::from_utf8_lossy(block);
    let mut out: Vec<String> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            if let (true, Some(last)) = (inside, out.last_mut()) {
                last.push(' ');
                last.push_str(line.trim());
            }
            continue;
        }
        inside = line.split_once(':').is_some_and(|(field, value)| {
            let ours = field.trim_end().eq_ignore_ascii_case(name);
            if ours {
                out.push(value.trim().to_owned());
            }
            ours
        });
    }
    out
}

/// Whether any line of the whole message says this of that field: for the machine part of a report.
pub(super) fn says_anywhere(raw: &[u8], name: &str, value: &str) -> bool {
    raw.split(|byte| *byte == b'\n').any(|line| {
        let line = line.trim_ascii();
        line.split_at_checked(name.len()).is_some_and(|(field, rest)| {
            field.eq_ignore_ascii_case(name.as_bytes())
                && rest.strip_prefix(b":").is_some_and(|said| {
                    let said = said.trim_ascii();
                    said.get(..value.len()).is_some_and(|start| start.eq_ignore_ascii_case(value.as_bytes()))
                })
        })
    })
}

/// The ids of every `Message-ID` line of the whole message, the letter's own among them, at most 20.
pub(super) fn message_ids_anywhere(raw: &[u8]) -> Vec<String> {
    const NAME: &[u8] = b"message-id:";
    raw.split(|byte| *byte == b'\n')
        .filter_map(|line| {
            let line = line.trim_ascii();
            let (field, rest) = line.split_at_checked(NAME.len())?;
            let id = std::str::from_utf8(rest.trim_ascii()).ok()?.trim_start_matches('<').trim_end_matches('>');
            (field.eq_ignore_ascii_case(NAME) && !id.is_empty() && id.len() <= 250).then(|| id.to_owned())
        })
        .take(20)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &[u8] = b"Received: x\r\nSubject: a\r\n\tb\r\nTo: c\r\nsubject : d\r\n\r\nSubject: body\r\n\
        Action: Delayed (later)\r\nMessage-ID: <1@x>\r\n";

    #[test]
    fn fields_are_unfolded_and_those_of_the_body_are_not_fields() {
        assert_eq!(all(LETTER, "subject"), ["a b", "d"]);
        assert!(all(LETTER, "cc").is_empty());
        assert!(all(b"", "to").is_empty());
    }

    #[test]
    fn a_report_is_searched_whole() {
        assert!(says_anywhere(LETTER, "action", "delayed"));
        assert!(!says_anywhere(LETTER, "action", "failed"));
        assert_eq!(message_ids_anywhere(LETTER), ["1@x"]);
    }
}
