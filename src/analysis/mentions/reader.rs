//! A card's tokens with their flags and zones, and small questions about neighbours that all rules share.
use super::CardText;
use super::shorthand;
use super::zones::{self, Zone};
use crate::analysis::fold::{self, Case, Gap, Text, Token};
use crate::analysis::lexicon as lex;
use crate::analysis::roster::Roster;
use std::cell::OnceCell;

/// How a card uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Sentences and names begin with one.
    Normal,
    /// Hardly any.
    Small,
    /// Nearly everything is large.
    Large,
    /// Every Word Begins With One.
    Titled,
}

/// What the writing of one word tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// A capital where an ordinary word has none.
    Capital,
    /// A capital at the start of a sentence.
    Start,
    /// Case tells nothing here.
    Flat,
    /// Small in a text that uses capitals.
    Low,
}

pub struct Reader<'a> {
    pub roster: &'a Roster,
    pub card: &'a CardText<'a>,
    pub text: Text<'a>,
    pub flags: Vec<u64>,
    pub zones: Vec<Zone>,
    pub mode: Mode,
    pub german: bool,
    /// Spanish, French or German.
    pub foreign: bool,
    /// Tokens that stand for another word: "u", "thx".
    short: Vec<(u32, &'static str)>,
    own_words: OnceCell<Vec<String>>,
    own_parts: OnceCell<Vec<String>>,
}

impl<'a> Reader<'a> {
    pub fn new(roster: &'a Roster, card: &'a CardText<'a>) -> Self {
        let text = Text::new(card.text);
        let mut flags: Vec<u64> = text.tokens.iter().map(|t| lex::flags(t.hash)).collect();
        let short = shorthand::of(&text, roster);
        for (i, word) in &short {
            if let Some(f) = flags.get_mut(*i as usize) {
                *f = lex::flags(fold::hash(word.as_bytes()));
            }
        }
        let mode = mode(&text, &flags);
        let count = |flag: u64| flags.iter().filter(|f| **f & flag != 0).count();
        let (en, de) = (count(lex::EN), count(lex::DE));
        let most = de.max(count(lex::ES)).max(count(lex::FR));
        let foreign = most > en && (most > 1 || en == 0);
        let zones = zones::of(&text, &flags);
        let german = de > en && de > 1;
        let (own_words, own_parts) = (OnceCell::new(), OnceCell::new());
        Self { roster, card, text, flags, zones, mode, german, foreign, short, own_words, own_parts }
    }

    pub fn is_possessive(&self, i: Option<usize>) -> bool {
        i.is_some_and(|i| self.tok(i).is_some_and(|t| t.possessive))
    }

    /// The organisation's own name, if the card or the roster tells it.
    pub fn organisation(&self) -> Option<&str> {
        self.card.organisation_name.or(self.roster.settings.organisation.as_deref())
    }

    /// The keys of the words of that name, parted at every sign; folded once, for they are asked for at every candidate.
    pub fn own_words(&self) -> &[String] {
        self.own_words.get_or_init(|| {
            let name = self.organisation();
            name.map_or_else(Vec::new, |n| n.split(|c: char| !c.is_alphanumeric()).map(fold::key).collect())
        })
    }

    /// As `own_words`, parted at spaces only: "P&O" and "Co-op" are one.
    pub fn own_parts(&self) -> &[String] {
        self.own_parts
            .get_or_init(|| self.organisation().map_or_else(Vec::new, |name| name.split(' ').map(fold::key).collect()))
    }

    pub fn tok(&self, i: usize) -> Option<&Token> {
        self.text.tokens.get(i)
    }

    pub fn len(&self) -> usize {
        self.text.tokens.len()
    }

    pub fn word(&self, i: usize) -> &str {
        if !self.short.is_empty()
            && let Ok(at) = self.short.binary_search_by_key(&(i as u32), |s| s.0)
        {
            return self.short.get(at).map_or("", |s| s.1);
        }
        self.text.word(i)
    }

    pub fn has(&self, i: usize, flag: u64) -> bool {
        self.flags.get(i).is_some_and(|f| f & flag != 0)
    }

    /// The flags of the token `back` places before `i`, if no sentence ends between.
    pub fn before(&self, i: usize, back: usize) -> Option<usize> {
        let at = i.checked_sub(back)?;
        (at + 1..=i).all(|k| self.tok(k).is_some_and(|t| t.gap < Gap::Hard)).then_some(at)
    }

    /// The token `on` places after token `i`, if no sentence ends between.
    pub fn after(&self, i: usize, on: usize) -> Option<usize> {
        let at = i + on;
        (at < self.len() && (i + 1..=at).all(|k| self.tok(k).is_some_and(|t| t.gap < Gap::Hard))).then_some(at)
    }

    pub fn is(&self, i: Option<usize>, flag: u64) -> bool {
        i.is_some_and(|i| self.has(i, flag))
    }

    pub fn word_at(&self, i: Option<usize>) -> &str {
        i.map_or("", |i| self.word(i))
    }

    pub fn gap(&self, i: usize) -> Gap {
        self.tok(i).map_or(Gap::Hard, |t| t.gap)
    }

    pub fn capital(&self, i: usize) -> bool {
        self.tok(i).is_some_and(|t| matches!(t.case, Case::Title | Case::Upper))
    }

    /// Whether the word is in no list of ordinary words.
    pub fn unknown(&self, i: usize) -> bool {
        !self.has(i, lex::WORD) && !lex::is_word(self.word(i))
    }

    pub fn starts_sentence(&self, i: usize) -> bool {
        self.gap(i) == Gap::Hard
            || (self.gap(i) == Gap::Soft
                && self.tok(i).is_some_and(|t| matches!(t.mark, '"' | '“' | '-' | '–' | '—' | '(' | '>')))
    }

    /// Begins a sentence, or a clause behind a comma.
    pub fn starts_clause(&self, i: usize) -> bool {
        self.gap(i) >= Gap::Soft
    }

    /// Set off from the words before it by a comma, a bracket or a dash.
    pub fn set_off(&self, i: usize) -> bool {
        self.tok(i).is_some_and(|t| t.gap == Gap::Soft && matches!(t.mark, ',' | '(' | '-' | '–' | '—'))
    }

    pub fn written(&self, i: usize) -> Written {
        let Some(t) = self.tok(i) else { return Written::Flat };
        match (self.mode, t.case) {
            (_, Case::None) => Written::Flat,
            (Mode::Large | Mode::Titled, _) => Written::Flat,
            (Mode::Normal, Case::Lower) => Written::Low,
            (Mode::Small, Case::Lower) => Written::Flat,
            _ if self.starts_sentence(i) => {
                if self.mode == Mode::Small {
                    Written::Flat
                } else {
                    Written::Start
                }
            }
            _ => Written::Capital,
        }
    }

    /// A word that looks like a part of somebody's name to the right or left of one.
    pub fn namelike(&self, i: usize) -> bool {
        let Some(t) = self.tok(i) else { return false };
        if t.digits || t.cjk || t.letters < 2 {
            return false;
        }
        let f = self.flags.get(i).copied().unwrap_or(0);
        let given = f & lex::GIVEN != 0 && f & (lex::WORD | lex::MONTH) == 0;
        match self.mode {
            Mode::Normal => {
                self.capital(i)
                    && (given || f & lex::SURNAME != 0 && f & lex::MONTH == 0 || self.unknown(i))
                    && f & (lex::TITLE | lex::DAY | lex::GREET | lex::THANK | lex::ROLE | lex::ORG | lex::PLACE) == 0
            }
            _ => (given || f & lex::SURNAME != 0) && f & lex::WORD == 0,
        }
    }
}

fn mode(text: &Text, flags: &[u64]) -> Mode {
    let (mut upper, mut lower, mut mid, mut mid_title, mut words) = (0u32, 0u32, 0u32, 0u32, 0u32);
    for (t, f) in text.tokens.iter().zip(flags) {
        if t.letters < 2 || t.digits {
            continue;
        }
        words += 1;
        match t.case {
            Case::Upper => upper += 1,
            Case::Lower => lower += 1,
            _ => {}
        }
        if t.gap < Gap::Hard
            && f & lex::WORD != 0
            && f & (lex::GIVEN | lex::MONTH | lex::DAY | lex::TITLE | lex::SURNAME) == 0
        {
            mid += 1;
            mid_title += u32::from(t.case == Case::Title);
        }
    }
    let capitals = text.tokens.iter().filter(|t| t.case == Case::Title).count() as u32;
    if upper * 10 >= words * 7 && upper > 1 {
        Mode::Large
    } else if mid >= 2 && mid_title * 10 >= mid * 6 {
        Mode::Titled
    } else if capitals == 0 && lower > 0 || capitals == 1 && starts_small(text) {
        Mode::Small
    } else {
        Mode::Normal
    }
}

/// Whether most sentences begin with a small letter.
fn starts_small(text: &Text) -> bool {
    let starts = text.tokens.iter().filter(|t| t.gap == Gap::Hard && !t.digits);
    let (small, all) = starts.fold((0, 0), |(s, a), t| (s + u32::from(t.case == Case::Lower), a + 1));
    small * 2 > all
}
