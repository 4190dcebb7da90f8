//! An answer cut into its tokens, and what of it we ask for. What isn't understood is passed over: a server may add to
//! its answers whatever it likes.

use super::wire::{Line, Piece};

/// A piece of meaning.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    /// An atom, a number, NIL; brackets belong to it, with what stands in them.
    Word(String),
    /// A string, quoted or as a literal.
    Text(Vec<u8>),
    /// A literal that was dropped.
    TooLarge,
}

/// Cuts an answer.
pub(super) fn tokens(line: Line) -> Vec<Token> {
    let mut out = Vec::new();
    for piece in line.0 {
        match piece {
            Piece::Literal(bytes) => out.push(Token::Text(bytes)),
            Piece::TooLarge => out.push(Token::TooLarge),
            Piece::Text(text) => cut(&text, &mut out),
        }
    }
    out
}

fn cut(text: &[u8], out: &mut Vec<Token>) {
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        match first {
            b' ' => rest = after,
            b'(' | b')' => {
                out.push(if *first == b'(' { Token::Open } else { Token::Close });
                rest = after;
            }
            b'"' => {
                let (string, left) = quoted(after);
                out.push(Token::Text(string));
                rest = left;
            }
            _ => {
                let end = word_end(rest);
                let (word, left) = rest.split_at(end);
                out.push(Token::Word(String::from_utf8_lossy(word).into_owned()));
                rest = left;
            }
        }
    }
}

/// The string behind an opening quotation mark, and what follows its end.
fn quoted(text: &[u8]) -> (Vec<u8>, &[u8]) {
    let mut string = Vec::new();
    let mut rest = text;
    loop {
        match rest {
            [] => return (string, rest),
            [b'"', after @ ..] => return (string, after),
            [b'\\', letter, after @ ..] | [letter, after @ ..] => {
                string.push(*letter);
                rest = after;
            }
        }
    }
}

fn word_end(text: &[u8]) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b' ' | b'(' | b')' if depth == 0 => return at.max(1),
            _ => {}
        }
    }
    text.len()
}

/// A letter's text as it was fetched.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Body {
    Whole(Vec<u8>),
    TooLarge,
}

/// What an answer to FETCH tells of one letter.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Fetch {
    pub(super) uid: Option<u32>,
    pub(super) size: Option<u64>,
    pub(super) body: Option<Body>,
}

/// Reads `* n FETCH (…)`; none for any other answer.
pub(super) fn fetch(line: Line) -> Option<Fetch> {
    let mut tokens = tokens(line).into_iter();
    let is = |token: Option<Token>, word: &str| matches!(token, Some(Token::Word(found)) if found.eq_ignore_ascii_case(word));
    if !is(tokens.next(), "*") || tokens.next().is_none() || !is(tokens.next(), "FETCH") {
        return None;
    }
    if tokens.next() != Some(Token::Open) {
        return None;
    }
    let mut found = Fetch::default();
    while let Some(Token::Word(name)) = tokens.next() {
        let value = tokens.next()?;
        match (name.to_ascii_uppercase().as_str(), value) {
            ("UID", Token::Word(number)) => found.uid = number.parse().ok(),
            ("RFC822.SIZE", Token::Word(number)) => found.size = number.parse().ok(),
            ("BODY[]" | "BODY[]<0>" | "RFC822", Token::Text(bytes)) => found.body = Some(Body::Whole(bytes)),
            ("BODY[]" | "BODY[]<0>" | "RFC822", Token::TooLarge) => found.body = Some(Body::TooLarge),
            (_, Token::Open) => skip_list(&mut tokens),
            _ => {}
        }
    }
    Some(found)
}

fn skip_list(tokens: &mut impl Iterator<Item = Token>) {
    let mut depth = 1_usize;
    for token in tokens {
        match token {
            Token::Open => depth += 1,
            Token::Close => depth -= 1,
            Token::Word(_) | Token::Text(_) | Token::TooLarge => {}
        }
        if depth == 0 {
            return;
        }
    }
}

/// The code in brackets that an answer begins with: `[UIDVALIDITY 7] …`, upper case, and what follows it.
pub(super) fn code(text: &str) -> (Option<String>, &str) {
    let text = text.trim_start();
    match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((code, rest)) => (Some(code.to_ascii_uppercase()), rest.trim()),
        None => (None, text.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(text: &[u8]) -> Line {
        Line(vec![Piece::Text(text.to_vec())])
    }

    #[test]
    fn the_parts_of_a_letter_are_found_in_any_order_and_beside_anything() {
        let whole = Line(vec![
            Piece::Text(
                br#"* 3 fetch (FLAGS (\Seen $Own) X-GM-LABELS ("\\Inbox" (a "b)")) MODSEQ (9) UID 12 BODY[] "#.to_vec(),
            ),
            Piece::Literal(b"Subject: x\r\n\r\n) UID 9".to_vec()),
            Piece::Text(b" RFC822.SIZE 25)".to_vec()),
        ]);
        let body = Some(Body::Whole(b"Subject: x\r\n\r\n) UID 9".to_vec()));
        assert_eq!(fetch(whole), Some(Fetch { uid: Some(12), size: Some(25), body }));
        assert_eq!(fetch(line(b"* 3 EXISTS")), None);
        assert_eq!(fetch(line(br"* 3 FETCH (FLAGS (\Deleted))")), Some(Fetch::default()));
        let short = Some(Body::Whole(b"a\"b".to_vec()));
        assert_eq!(
            fetch(line(br#"* 3 FETCH (BODY[] "a\"b" UID 1)"#)),
            Some(Fetch { uid: Some(1), size: None, body: short })
        );
        assert_eq!(fetch(line(b"* 3 FETCH (BODY[] NIL UID 1)")), Some(Fetch { uid: Some(1), size: None, body: None }));
    }

    #[test]
    fn a_code_stands_before_the_words_for_people() {
        assert_eq!(code("[uidvalidity 7] fine"), (Some("UIDVALIDITY 7".to_owned()), "fine"));
        assert_eq!(code("no code"), (None, "no code"));
        assert_eq!(code("[torn"), (None, "[torn"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = fetch(line(&bytes));
            let _ = fetch(line(&[b"* 1 FETCH (", &bytes[..]].concat()));
        }
    }
}
