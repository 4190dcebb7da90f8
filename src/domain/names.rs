//! Names of people as they stand in sentences, and cleaned for places where a line end would be dangerous.

/// The name a person is called by: the first word of their full name.
pub fn first_name(full: &str) -> &str {
    full.split_whitespace().next().unwrap_or(full)
}

/// A name on one line: control characters, line separators and direction marks become spaces, runs of spaces one,
/// and at most `most` characters stay. Mail libraries and logs trust what comes out of here.
pub fn one_line(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(text.len().min(most * 4));
    let mut count = 0;
    for word in text.split(|letter: char| letter.is_whitespace() || letter.is_control() || is_invisible(letter)) {
        if word.is_empty() {
            continue;
        }
        if count > 0 {
            out.push(' ');
            count += 1;
        }
        for letter in word.chars() {
            if count >= most {
                return out.trim_end().to_owned();
            }
            out.push(letter);
            count += 1;
        }
    }
    out
}

/// A text of several lines without control characters and without marks that change direction or hide.
pub fn lines(text: &str) -> String {
    let stays = |letter: &char| *letter == '\n' || !(letter.is_control() || is_invisible(*letter));
    text.replace('\t', " ").chars().filter(stays).collect::<String>().trim().to_owned()
}

/// Marks that change direction or hide: U+200B–200F, 2028–202E, 2060–2069, FEFF. (Joiners that scripts and emoji
/// need, U+200C and U+200D, stay.)
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_feed_in_a_name_becomes_a_space() {
        assert_eq!(one_line("Eve\nX", 80), "Eve X");
        assert_eq!(one_line(" \u{202e}Eve\r\n\u{2028} Adam\u{0} ", 80), "Eve Adam");
        assert_eq!(one_line("Zoë 👩‍👧", 80), "Zoë 👩‍👧");
        assert_eq!(one_line("abcdef", 3), "abc");
    }
}
