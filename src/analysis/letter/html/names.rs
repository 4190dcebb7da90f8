//! The names of elements as small numbers, what is known of each, and how many of each are open. A letter of a million
//! open tags must not cost a million strings.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Elements that stand on rows of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
    "caption",
    "dir",
    "menu",
];
/// Elements with air above and below.
const AIRY: &[&str] = &["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "pre", "dl", "table"];
/// Elements that have no content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "basefont", "bgsound", "frame",
];
/// Elements whose content isn't for readers.
const UNSEEN: &[&str] =
    &["head", "svg", "math", "audio", "video", "iframe", "object", "select", "datalist", "noframes", "v:shapetype"];

/// What is known of an element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kind(u8);

impl Kind {
    pub const BLOCK: u8 = 1;
    /// With air above and below.
    pub const AIRY: u8 = 2;
    pub const VOID: u8 = 4;
    /// Its content isn't for readers.
    pub const UNSEEN: u8 = 8;
    /// Blanks and line ends in it count.
    pub const PRE: u8 = 16;
    pub const CELL: u8 = 32;
    /// A part of a table, or what a table stands in: its end ends cells too.
    pub const TABLE: u8 = 64;
    pub const BREAK: u8 = 128;

    pub fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }

    fn of(name: &str) -> Self {
        let mut flags = 0;
        let mut set = |holds: bool, flag: u8| flags |= if holds { flag } else { 0 };
        set(BLOCKS.contains(&name), Self::BLOCK);
        set(AIRY.contains(&name) && name != "table", Self::AIRY);
        set(VOID.contains(&name), Self::VOID);
        set(UNSEEN.contains(&name), Self::UNSEEN);
        set(matches!(name, "pre" | "textarea"), Self::PRE);
        set(matches!(name, "td" | "th"), Self::CELL);
        set(matches!(name, "td" | "th" | "tr" | "table" | "tbody" | "thead" | "tfoot" | "body" | "html"), Self::TABLE);
        set(name == "br", Self::BREAK);
        Kind(flags)
    }
}

/// Inline elements that letters use; any other name is learnt when it comes.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "label", "o:p", "q", "s", "small",
    "span", "strike", "strong", "sub", "sup", "td", "textarea", "th", "tt", "u", "colgroup", "button", "noscript",
];

/// The numbers of names, and by number their names and kinds.
type Known = (HashMap<&'static str, u16>, Vec<(&'static str, Kind)>);

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut numbers = HashMap::new();
    let mut kinds = vec![("", Kind::default())];
    for name in [BLOCKS, VOID, UNSEEN, INLINE].into_iter().flatten() {
        let next = u16::try_from(kinds.len()).unwrap_or(0);
        if *numbers.entry(*name).or_insert(next) == next {
            kinds.push((*name, Kind::of(name)));
        }
    }
    (numbers, kinds)
});

/// More names than this are noise; they share the number 0.
const MOST_LEARNT: usize = 1_000;

/// The names of one letter.
#[derive(Default)]
pub struct Names {
    learnt: HashMap<String, u16>,
    open: Vec<u32>,
}

impl Names {
    /// The number of a name, however it is written.
    pub fn number(&mut self, written: &str) -> u16 {
        if let Some(found) = KNOWN.0.get(written) {
            return *found;
        }
        let lower = written.to_ascii_lowercase();
        if let Some(found) = KNOWN.0.get(lower.as_str()).or_else(|| self.learnt.get(&lower)) {
            return *found;
        }
        if self.learnt.len() >= MOST_LEARNT {
            return 0;
        }
        let next = u16::try_from(KNOWN.1.len() + self.learnt.len()).unwrap_or(0);
        self.learnt.insert(lower, next);
        next
    }

    pub fn kind(&self, name: u16) -> Kind {
        KNOWN.1.get(usize::from(name)).map(|known| known.1).unwrap_or_default()
    }

    /// The name in lower case; empty for a learnt one.
    pub fn text(&self, name: u16) -> &'static str {
        KNOWN.1.get(usize::from(name)).map(|known| known.0).unwrap_or_default()
    }

    pub fn opened(&mut self, name: u16) {
        let at = usize::from(name);
        if self.open.len() <= at {
            self.open.resize(at + 1, 0);
        }
        if let Some(count) = self.open.get_mut(at) {
            *count += 1;
        }
    }

    pub fn closed(&mut self, name: u16) {
        if let Some(count) = self.open.get_mut(usize::from(name)) {
            *count = count.saturating_sub(1);
        }
    }

    /// How many elements of that name are open.
    pub fn count(&self, name: u16) -> u32 {
        self.open.get(usize::from(name)).copied().unwrap_or(0)
    }

    /// Says whether an element of a known name is open.
    pub fn is_open(&self, name: &str) -> bool {
        KNOWN.0.get(name).is_some_and(|number| self.count(*number) > 0)
    }
}
