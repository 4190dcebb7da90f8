//! What our own mail server found out about a letter's origin (R35): the Authentication-Results field of RFC 8601,
//! read as data. Only the topmost field that carries our server's name counts; whatever a sender wrote into the letter
//! under other names is noise. The server must strip foreign fields that bear its name (RFC 8601 section 5).
//!
//! Where there is no mail server before us, DNS is asked and signatures are checked by `intake::inquiry`; here its answers
//! ([`Asked`]) are weighed by the same rules.

use super::{address, headers::Headers};

/// How one check ended (RFC 8601 section 2.7, and RFC 7489 for DMARC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Outcome {
    /// The field doesn't speak of this check.
    #[default]
    Unchecked,
    Pass,
    Fail,
    SoftFail,
    Neutral,
    /// There was nothing to check: no policy, no signature.
    None,
    TempError,
    PermError,
    /// A word that is not in the standard.
    Other,
}

impl Outcome {
    /// The word used in output and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Unchecked => "unchecked",
            Outcome::Pass => "pass",
            Outcome::Fail => "fail",
            Outcome::SoftFail => "softfail",
            Outcome::Neutral => "neutral",
            Outcome::None => "none",
            Outcome::TempError => "temperror",
            Outcome::PermError => "permerror",
            Outcome::Other => "other",
        }
    }

    fn read(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "pass" => Outcome::Pass,
            "fail" | "hardfail" | "reject" => Outcome::Fail,
            "softfail" => Outcome::SoftFail,
            "neutral" | "policy" => Outcome::Neutral,
            "none" => Outcome::None,
            "temperror" => Outcome::TempError,
            "permerror" => Outcome::PermError,
            _ => Outcome::Other,
        }
    }
}

/// What our server says of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Authentication {
    pub spf: Outcome,
    pub dkim: Outcome,
    pub dmarc: Outcome,
    /// The domain in From is vouched for: by DMARC, or, where it has no policy, by an aligned signature or envelope.
    pub aligned: bool,
}

/// What was found by asking DNS ourselves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// How SPF ended, and for which domain of the envelope.
    pub spf: (Outcome, String),
    /// How each signature ended, and of which domain it is.
    pub dkim: Vec<(Outcome, String)>,
    /// How DMARC ended for the domain in From.
    pub dmarc: Outcome,
}

impl Asked {
    /// Whether that vouches for the domain in From of `raw`, a message or its header block.
    pub fn weigh(&self, raw: &[u8]) -> Authentication {
        let (headers, _) = Headers::parse(raw);
        let from = from_domain(&headers);
        let vouches = |(outcome, name): &&(Outcome, String)| {
            *outcome == Outcome::Pass
                && matches!((domain(name), &from), (Some(name), Some(from)) if related(&name, from))
        };
        let dkim = self
            .dkim
            .iter()
            .find(vouches)
            .or_else(|| self.dkim.iter().find(|(outcome, _)| *outcome == Outcome::Pass))
            // What could not be looked at may have been good.
            .or_else(|| self.dkim.iter().find(|(outcome, _)| *outcome == Outcome::TempError))
            .or_else(|| self.dkim.first());
        let aligned = match self.dmarc {
            Outcome::Pass => from.is_some(),
            Outcome::Unchecked | Outcome::None | Outcome::TempError => {
                dkim.is_some_and(|dkim| vouches(&dkim)) || vouches(&&self.spf)
            }
            _ => false,
        };
        let dkim = dkim.map_or(Outcome::None, |(outcome, _)| *outcome);
        Authentication { spf: self.spf.0, dkim, dmarc: self.dmarc, aligned }
    }
}

/// A field longer than this is an attack; the longest honest ones have a few dozen signatures.
const LONGEST: usize = 64 * 1024;

/// Reads what the server named `authserv_id` wrote at the top of `raw`, a message or its header block.
///
/// Without such a field everything is [`Outcome::Unchecked`] and nothing is aligned. An empty name matches nothing.
pub fn of(raw: &[u8], authserv_id: &str) -> Authentication {
    let (headers, _) = Headers::parse(raw);
    let ours = authserv_id.trim();
    let field = headers
        .all("authentication-results")
        .filter(|value| value.len() <= LONGEST)
        .map(|value| statements(&String::from_utf8_lossy(&value)))
        .find(|pieces| !ours.is_empty() && names(pieces, ours));
    field.map(|pieces| judge(&pieces, from_domain(&headers).as_deref())).unwrap_or_default()
}

/// The first piece is the server's name, perhaps with the version of the format.
fn names(pieces: &[Vec<Token>], ours: &str) -> bool {
    match pieces.first().map(Vec::as_slice) {
        Some([Token::Word(name)]) => name.eq_ignore_ascii_case(ours),
        Some([Token::Word(name), Token::Word(version)]) => {
            name.eq_ignore_ascii_case(ours) && version.bytes().all(|byte| byte.is_ascii_digit())
        }
        _ => false,
    }
}

/// The domain of the one mailbox in the one From field: with several, nobody can be vouched for.
fn from_domain(headers: &Headers<'_>) -> Option<String> {
    let mut fields = headers.all("from");
    let list = address::list(&fields.next()?, None);
    match (list.as_slice(), fields.next()) {
        ([only], None) => domain(&only.address),
        _ => None,
    }
}

/// The domain of `user@domain`, `@domain` or `domain`, in its ASCII form.
fn domain(text: &str) -> Option<String> {
    let text = text.trim_matches(['<', '>', '.', ' ']);
    let name = text.rsplit_once('@').map_or(text, |(_, name)| name);
    let ascii = idna::domain_to_ascii(name).ok()?;
    (ascii.contains('.') && ascii.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte)))
        .then_some(ascii)
}

/// One `method=result` with its properties.
struct Statement<'a> {
    method: &'a str,
    outcome: Outcome,
    properties: Vec<(&'a str, &'a str)>,
    tokens: &'a [Token],
}

impl<'a> Statement<'a> {
    fn read(tokens: &'a [Token]) -> Option<Self> {
        let mut pairs = tokens.windows(3).filter_map(|three| match three {
            [Token::Word(name), Token::Equals, Token::Word(value)] => Some((name.as_str(), value.as_str())),
            _ => None,
        });
        // The method must open the piece: `x dmarc=pass` is no statement.
        matches!(tokens.get(1), Some(Token::Equals)).then_some(())?;
        let (method, result) = pairs.next()?;
        let method = method.split('/').next().unwrap_or(method);
        Some(Statement { method, outcome: Outcome::read(result), properties: pairs.collect(), tokens })
    }

    /// True when the word stands anywhere, with a value or without.
    fn mentions(&self, word: &str) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Word(text) if text.eq_ignore_ascii_case(word)))
    }

    fn is(&self, method: &str) -> bool {
        self.method.eq_ignore_ascii_case(method)
    }

    fn domain_of(&self, property: &str) -> Option<String> {
        self.properties.iter().find(|(name, _)| name.eq_ignore_ascii_case(property)).and_then(|(_, text)| domain(text))
    }
}

fn judge(pieces: &[Vec<Token>], from: Option<&str>) -> Authentication {
    let all: Vec<Statement<'_>> = pieces.iter().skip(1).filter_map(|tokens| Statement::read(tokens)).collect();
    let with = |method: &'static str| all.iter().filter(move |statement| statement.is(method));
    let vouched = |name: Option<String>| matches!((&name, from), (Some(name), Some(from)) if related(name, from));
    let signed = |statement: &&Statement<'_>| {
        vouched(statement.domain_of("header.d").or_else(|| statement.domain_of("header.i")))
    };
    let passes = |statement: &&Statement<'_>| statement.outcome == Outcome::Pass;
    let spf = with("spf").find(passes).or_else(|| with("spf").next());
    let dkim = with("dkim")
        .find(|statement| passes(statement) && signed(statement))
        .or_else(|| with("dkim").find(passes))
        .or_else(|| with("dkim").next());
    // One "fail" among several words on DMARC is a fail: the others may have been smuggled in.
    let dmarc = with("dmarc").find(|statement| !passes(statement)).or_else(|| with("dmarc").next());
    let by_dmarc = dmarc.filter(passes).is_some_and(|statement| match statement.domain_of("header.from") {
        Some(name) => from == Some(name.as_str()),
        None => from.is_some() && !statement.mentions("header.from"),
    });
    let by_signature = dkim.as_ref().is_some_and(|statement| passes(statement) && signed(statement));
    let by_envelope =
        spf.as_ref().is_some_and(|statement| passes(statement) && vouched(statement.domain_of("smtp.mailfrom")));
    let outcome = |found: Option<&Statement<'_>>| found.map(|statement| statement.outcome).unwrap_or_default();
    let dmarc = outcome(dmarc);
    let aligned = match dmarc {
        Outcome::Pass => by_dmarc,
        Outcome::Unchecked | Outcome::None | Outcome::TempError => by_signature || by_envelope,
        _ => false,
    };
    Authentication { spf: outcome(spf), dkim: outcome(dkim), dmarc, aligned }
}

/// Relaxed alignment (RFC 7489 section 3.1): the same domain, or one above the other below a registry's name.
fn related(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short == long
        || long.strip_suffix(short).is_some_and(|rest| rest.ends_with('.')) && short.contains('.') && !registry(short)
}

/// Names under which strangers register: `co.uk` and the hosts that give names away. Not a whole list of them; a name
/// that is missing here would only let a stranger's subdomain vouch for the bare name above it.
fn registry(name: &str) -> bool {
    const SECOND: [&str; 15] =
        ["co", "com", "org", "net", "ac", "gov", "gob", "edu", "or", "ne", "go", "gv", "nom", "ltd", "plc"];
    const HOSTS: [&str; 8] = [
        "github.io",
        "blogspot.com",
        "herokuapp.com",
        "netlify.app",
        "web.app",
        "pages.dev",
        "azurewebsites.net",
        "onmicrosoft.com",
    ];
    match name.split_once('.') {
        Some((second, top)) if !top.contains('.') => {
            top.len() == 2 && SECOND.contains(&second) || HOSTS.contains(&name)
        }
        _ => false,
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Equals,
}

/// Cuts a field into pieces at semicolons, and these into words; comments go, quotation marks hold a word together.
fn statements(value: &str) -> Vec<Vec<Token>> {
    let mut cutter = Cutter::default();
    let (mut depth, mut quoted) = (0u32, false);
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' if depth > 0 || quoted => {
                let next = signs.next();
                cutter.word.extend(next.filter(|_| depth == 0));
            }
            '(' if !quoted => depth += 1,
            ')' if !quoted && depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            '"' => {
                quoted = !quoted;
                cutter.held = true;
            }
            _ if quoted => cutter.word.push(sign),
            ';' => cutter.piece(),
            '=' => cutter.equals(),
            _ if sign.is_whitespace() => cutter.end(),
            _ => cutter.word.push(sign),
        }
    }
    // What never closes could mean anything: nothing of its piece is believed.
    if depth > 0 || quoted {
        cutter.tokens.clear();
        cutter.word.clear();
        cutter.held = false;
    }
    cutter.piece();
    cutter.pieces
}

#[derive(Default)]
struct Cutter {
    pieces: Vec<Vec<Token>>,
    tokens: Vec<Token>,
    word: String,
    /// The word is in quotation marks, so it counts even when it is empty.
    held: bool,
}

impl Cutter {
    fn end(&mut self) {
        if !self.word.is_empty() || self.held {
            self.tokens.push(Token::Word(std::mem::take(&mut self.word)));
        }
        self.held = false;
    }

    /// An equals sign inside a value (`smtp.mailfrom=srs0=x@y`) belongs to it.
    fn equals(&mut self) {
        let value = matches!(self.tokens.last(), Some(Token::Equals)) && !self.word.is_empty();
        if value {
            self.word.push('=');
        } else {
            self.end();
            self.tokens.push(Token::Equals);
        }
    }

    fn piece(&mut self) {
        self.end();
        self.pieces.push(std::mem::take(&mut self.tokens));
    }
}
