//! PGP armour in the text (R56): a clear-signed letter loses its frame, an encrypted block becomes a notice.

/// What was found.
pub(super) struct Open {
    pub(super) text: String,
    pub(super) encrypted: bool,
}

/// The sentence that stands for what can't be read.
pub(super) const NOTICE: &str = "[Encrypted content that can't be read here.]";

/// `None` when the text holds no armour.
pub(super) fn open(text: &str) -> Option<Open> {
    if !text.contains("-----BEGIN PGP ") {
        return None;
    }
    let mut out: Vec<&str> = Vec::new();
    let mut encrypted = false;
    let mut state = State::Outside;
    for line in text.lines() {
        let mark = line.trim_end();
        state = match (state, mark) {
            (State::Outside | State::Signed, "-----BEGIN PGP SIGNATURE-----") => {
                State::Armour("-----END PGP SIGNATURE-----")
            }
            (State::Outside, "-----BEGIN PGP SIGNED MESSAGE-----") => State::SignedHead,
            (State::Outside, "-----BEGIN PGP PUBLIC KEY BLOCK-----") => {
                State::Armour("-----END PGP PUBLIC KEY BLOCK-----")
            }
            (State::Outside, "-----BEGIN PGP MESSAGE-----") => {
                encrypted = true;
                out.push(NOTICE);
                State::Armour("-----END PGP MESSAGE-----")
            }
            // A key block that is quoted inside the signed text stays there.
            (State::SignedHead, "") => State::Signed,
            (State::SignedHead, _) => State::SignedHead,
            (State::Armour(end), found) if found == end => State::Outside,
            (State::Armour(end), _) => State::Armour(end),
            (State::Signed, _) => {
                out.push(line.strip_prefix("- ").unwrap_or(line));
                State::Signed
            }
            (State::Outside, _) => {
                out.push(line);
                State::Outside
            }
        };
    }
    let joined = out.join("\n").trim().to_owned();
    // A block that never ends must not swallow the letter.
    let text = if joined.is_empty() { text.to_owned() } else { joined };
    Some(Open { text, encrypted })
}

#[derive(Clone, Copy)]
enum State {
    Outside,
    SignedHead,
    Signed,
    Armour(&'static str),
}
