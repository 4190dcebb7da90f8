//! The walk over the tags: rows are filled, cells kept apart, hidden things left out, marks handed down.

use super::token::{Tag, Token, Tokens};
use super::{HtmlText, Mark, entities, marks};
use std::collections::HashMap;

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
/// How far a closing tag looks for its opening one; bounds the cost of hostile nesting.
const REACH: usize = 512;

struct Element {
    name: String,
    mark: Option<Mark>,
    hidden: bool,
    pre: bool,
    wrapper: bool,
    airy: bool,
}

struct Walk {
    out: HtmlText,
    row: String,
    row_mark: Mark,
    /// Row ends that are due before the next text.
    due: usize,
    blank: bool,
    stack: Vec<Element>,
    open: HashMap<String, usize>,
    hidden: usize,
    pre: usize,
    marks: Vec<Mark>,
    rest: Option<&'static str>,
}

/// Turns the HTML of a letter into rows of text and says of each row what the mark-up makes of it.
///
/// Linear in the length of `html`. Script, style, head, comments and hidden parts are dropped; `br`, `p`, `li`, `tr`
/// end rows; cells are kept apart by a blank; remote things are never looked at.
#[must_use]
pub fn html_to_text(html: &str) -> HtmlText {
    let mut walk = Walk {
        out: HtmlText::default(),
        row: String::new(),
        row_mark: Mark::Own,
        due: 0,
        blank: false,
        stack: Vec::new(),
        open: HashMap::new(),
        hidden: 0,
        pre: 0,
        marks: vec![Mark::Own],
        rest: None,
    };
    for token in Tokens::new(html) {
        match token {
            Token::Text(text) => walk.text(text),
            Token::Open(tag) => walk.open(&tag),
            Token::Close(name) => walk.close(&name.to_ascii_lowercase()),
        }
    }
    walk.end_row();
    let mut out = walk.out;
    while out.lines.last().is_some() && out.text.rsplit('\n').next().is_some_and(|l| l.trim().is_empty()) {
        let cut = out.text.rfind('\n').unwrap_or(0);
        out.text.truncate(cut);
        out.lines.pop();
        if cut == 0 {
            break;
        }
    }
    out
}

impl Walk {
    fn mark(&self) -> Mark {
        match self.rest {
            Some(name) => Mark::Quote(name),
            None => self.marks.last().copied().unwrap_or(Mark::Own),
        }
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        let row = row.trim_end();
        if !self.out.lines.is_empty() {
            self.out.text.push('\n');
        }
        self.out.text.push_str(row);
        self.out.lines.push(self.row_mark);
        self.blank = false;
    }

    /// Asks that the next text starts a new row, below `air` blank ones.
    fn ask(&mut self, air: usize) {
        self.due = self.due.max(1 + air);
    }

    /// Ends rows that are due, and starts a row under the present mark.
    fn settle(&mut self) {
        let mark = self.mark();
        let empty = self.row.trim().is_empty();
        if self.due == 0 && !empty && mark != self.row_mark {
            self.due = 1;
        }
        if self.due > 0 {
            if !empty || !self.row.is_empty() {
                self.end_row();
            }
            // Air only between texts, and only one row of it.
            let air = self.due > 1
                && !self.out.lines.is_empty()
                && !self.out.text.ends_with("\n\n")
                && !self.out.text.is_empty()
                && !self.last_blank();
            self.row.clear();
            if air {
                self.row_mark = mark;
                self.end_row();
            }
            self.due = 0;
        }
        if self.row.is_empty() {
            self.row_mark = mark;
            self.blank = false;
        }
    }

    fn last_blank(&self) -> bool {
        self.out.text.ends_with('\n') || self.out.text.is_empty()
    }

    fn text(&mut self, raw: &str) {
        if self.hidden > 0 {
            return;
        }
        let mut text = String::with_capacity(raw.len());
        entities::decode(raw, &mut text);
        if self.pre > 0 {
            for (i, part) in text.split('\n').enumerate() {
                if i > 0 {
                    self.break_row();
                }
                let part = part.trim_end_matches('\r');
                if !part.is_empty() {
                    self.settle();
                    self.row.push_str(part);
                }
            }
            return;
        }
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.blank = true,
                // A hard blank alone makes an empty paragraph a blank row; beside words it is a blank.
                '\u{a0}' => {
                    if self.row.is_empty() || self.due > 0 {
                        self.settle();
                        self.row.push(' ');
                    } else {
                        self.blank = true;
                    }
                }
                '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{34f}' | '\0' => {}
                c => {
                    if self.due > 0 || self.row.is_empty() || self.mark() != self.row_mark {
                        let blank = self.blank && self.due == 0;
                        self.settle();
                        self.blank = blank;
                    }
                    if self.blank && !self.row.is_empty() && !self.row.ends_with(' ') {
                        self.row.push(' ');
                    }
                    self.blank = false;
                    self.row.push(c);
                }
            }
        }
    }

    /// A row ends here for certain, even an empty one.
    fn break_row(&mut self) {
        if self.hidden > 0 {
            return;
        }
        if self.due > 0 {
            self.settle();
        }
        if self.row.is_empty() {
            self.row_mark = self.mark();
        }
        self.end_row();
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.name.to_ascii_lowercase();
        let said = marks::read(tag);
        let name_str = name.as_str();
        if name_str == "body" && self.open.get("head").copied().unwrap_or(0) > 0 {
            // A head that nobody closed must not hide the letter.
            while self.open.get("head").copied().unwrap_or(0) > 0 {
                self.pop();
            }
        }
        if self.hidden == 0 {
            if let Some(rest) = said.to_the_end {
                self.rest = Some(rest);
            }
            match name_str {
                "br" => self.break_row(),
                "hr" => self.ask(1),
                "img" if !said.hidden => {
                    let mut alt = String::new();
                    tag.each(|a, v| {
                        if a.eq_ignore_ascii_case("alt") && v.len() < 200 {
                            alt = v.to_owned();
                        }
                    });
                    // An emoji that a mail program drew as a picture is a word of the writer; a logo's name isn't wanted.
                    if !alt.is_empty() && !alt.is_ascii() && alt.chars().count() <= 4 {
                        self.text(&alt);
                    }
                }
                "td" | "th" => self.blank = true,
                n if BLOCKS.contains(&n) => {
                    let airy = AIRY.contains(&n)
                        && !said.tight
                        && !(matches!(n, "ul" | "ol") && self.open.get("li").copied().unwrap_or(0) > 0)
                        && n != "table";
                    self.ask(usize::from(airy));
                }
                _ => {}
            }
        }
        if VOID.contains(&name_str) {
            return;
        }
        let hidden = said.hidden || UNSEEN.contains(&name_str);
        let pre = name_str == "pre" || name_str == "textarea";
        let airy = AIRY.contains(&name_str) && !said.tight && name_str != "table";
        if hidden {
            self.hidden += 1;
        }
        if pre {
            self.pre += 1;
        }
        if let Some(mark) = said.mark {
            // Inside an earlier letter everything is the earlier letter's, its signature too.
            let inherited = self.marks.last().copied().unwrap_or(Mark::Own);
            self.marks.push(if matches!(inherited, Mark::Quote(_)) { inherited } else { mark });
        }
        *self.open.entry(name.clone()).or_insert(0) += 1;
        self.stack.push(Element { name, mark: said.mark, hidden, pre, wrapper: said.wrapper, airy });
    }

    fn close(&mut self, name: &str) {
        if name == "br" || name == "p" && self.open.get("p").copied().unwrap_or(0) == 0 {
            self.ask(usize::from(name == "p"));
            return;
        }
        if self.open.get(name).copied().unwrap_or(0) == 0 {
            if BLOCKS.contains(&name) {
                self.ask(0);
            }
            return;
        }
        let cell = |n: &str| matches!(n, "td" | "th");
        let table_part = matches!(name, "td" | "th" | "tr" | "table" | "tbody" | "thead" | "tfoot" | "body" | "html");
        let inline = !BLOCKS.contains(&name) && !table_part && name != "head";
        let mut depth = None;
        for (back, element) in self.stack.iter().rev().take(REACH).enumerate() {
            if element.name == name {
                depth = Some(back);
                break;
            }
            if cell(&element.name) && !table_part || inline && BLOCKS.contains(&element.name.as_str()) {
                break;
            }
        }
        let Some(depth) = depth else { return };
        for _ in 0..=depth {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(element) = self.stack.pop() else { return };
        if let Some(count) = self.open.get_mut(&element.name) {
            *count -= 1;
        }
        if element.hidden {
            self.hidden -= 1;
        }
        if element.pre {
            self.pre -= 1;
        }
        if element.mark.is_some() && self.marks.len() > 1 {
            self.marks.pop();
        }
        // Behind the block quotation in Gmail's wrapper stands what the writer added below it.
        if element.name == "blockquote"
            && let Some(parent) = self.stack.last_mut()
            && parent.wrapper
            && let Some(mark) = self.marks.last_mut()
            && matches!(mark, Mark::Quote("gmail_quote" | "gmail_extra"))
        {
            *mark = Mark::Own;
        }
        if self.hidden == 0 {
            if BLOCKS.contains(&element.name.as_str()) {
                let inner_list =
                    matches!(element.name.as_str(), "ul" | "ol") && self.open.get("li").copied().unwrap_or(0) > 0;
                self.ask(usize::from(element.airy && !inner_list));
            } else if matches!(element.name.as_str(), "td" | "th") {
                self.blank = true;
            }
        }
    }
}
