//! The walk over the tags: rows are filled, cells kept apart, hidden things left out, marks handed down.

use super::names::{Kind, Names};
use super::token::{Tag, Token, Tokens};
use super::{HtmlText, MOST_MARKS, Mark, entities, marks};
use std::borrow::Cow;

/// How far a closing tag looks for its opening one; bounds the cost of hostile nesting.
const REACH: usize = 512;

/// An open element: small, for an attack opens millions.
struct Element {
    name: u16,
    marked: bool,
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
    names: Names,
    /// How many rows there are; only the first of them have marks.
    rows: usize,
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
        names: Names::default(),
        rows: 0,
        hidden: 0,
        pre: 0,
        marks: vec![Mark::Own],
        rest: None,
    };
    for token in Tokens::new(html) {
        match token {
            Token::Text(text) => walk.text(text),
            Token::Open(tag) => walk.open(&tag),
            Token::Close(name) => walk.close(name),
        }
    }
    walk.end_row();
    let (mut out, mut rows) = (walk.out, walk.rows);
    while rows > 0 && out.text.rsplit('\n').next().is_some_and(|l| l.trim().is_empty()) {
        let cut = out.text.rfind('\n').unwrap_or(0);
        out.text.truncate(cut);
        rows -= 1;
        out.lines.truncate(rows);
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
        if self.rows > 0 {
            self.out.text.push('\n');
        }
        self.out.text.push_str(self.row.trim_end());
        self.row.clear();
        self.rows += 1;
        if self.out.lines.len() < MOST_MARKS {
            self.out.lines.push(self.row_mark);
        }
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
                && self.rows > 0
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
        let text = if raw.contains('&') {
            let mut text = String::with_capacity(raw.len());
            entities::decode(raw, &mut text);
            Cow::Owned(text)
        } else {
            Cow::Borrowed(raw)
        };
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
        let name = self.names.number(tag.name);
        let kind = self.names.kind(name);
        let lower = self.names.text(name);
        let said = marks::read(lower, tag);
        let (body, image, rule) = (lower == "body", lower == "img", lower == "hr");
        let list = matches!(lower, "ul" | "ol");
        if body {
            // A head that nobody closed must not hide the letter.
            while self.names.is_open("head") {
                self.pop();
            }
        }
        let airy = kind.has(Kind::AIRY) && !said.tight;
        if self.hidden == 0 {
            if let Some(rest) = said.to_the_end {
                self.rest = Some(rest);
            }
            if kind.has(Kind::BREAK) {
                self.break_row();
            } else if rule {
                self.ask(1);
            } else if image && !said.hidden {
                self.picture(tag);
            } else if kind.has(Kind::CELL) {
                self.blank = true;
            } else if kind.has(Kind::BLOCK) {
                let air = airy && !(list && self.names.is_open("li"));
                self.ask(usize::from(air));
            }
        }
        if kind.has(Kind::VOID) {
            return;
        }
        let hidden = said.hidden || kind.has(Kind::UNSEEN);
        let pre = kind.has(Kind::PRE);
        self.hidden += usize::from(hidden);
        self.pre += usize::from(pre);
        if let Some(mark) = said.mark {
            // Inside an earlier letter everything is the earlier letter's, its signature too.
            let inherited = self.marks.last().copied().unwrap_or(Mark::Own);
            self.marks.push(if matches!(inherited, Mark::Quote(_)) { inherited } else { mark });
        }
        self.names.opened(name);
        self.stack.push(Element { name, marked: said.mark.is_some(), hidden, pre, wrapper: said.wrapper, airy });
    }

    /// An emoji that a mail program drew as a picture is a word of the writer; a logo's name isn't wanted.
    fn picture(&mut self, tag: &Tag<'_>) {
        let mut alt = String::new();
        tag.each(|a, v| {
            if a.eq_ignore_ascii_case("alt") && v.len() < 200 {
                alt = v.to_owned();
            }
        });
        if !alt.is_empty() && !alt.is_ascii() && alt.chars().count() <= 4 {
            self.text(&alt);
        }
    }

    fn close(&mut self, written: &str) {
        let name = self.names.number(written);
        let kind = self.names.kind(name);
        let paragraph = self.names.text(name) == "p";
        if kind.has(Kind::BREAK) || paragraph && self.names.count(name) == 0 {
            self.ask(usize::from(paragraph));
            return;
        }
        if self.names.count(name) == 0 {
            if kind.has(Kind::BLOCK) {
                self.ask(0);
            }
            return;
        }
        let table_part = kind.has(Kind::TABLE);
        let inline = !kind.has(Kind::BLOCK) && !table_part && self.names.text(name) != "head";
        let mut depth = None;
        for (back, element) in self.stack.iter().rev().take(REACH).enumerate() {
            if element.name == name {
                depth = Some(back);
                break;
            }
            let inner = self.names.kind(element.name);
            if inner.has(Kind::CELL) && !table_part || inline && inner.has(Kind::BLOCK) {
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
        self.names.closed(element.name);
        self.hidden -= usize::from(element.hidden);
        self.pre -= usize::from(element.pre);
        if element.marked && self.marks.len() > 1 {
            self.marks.pop();
        }
        let name = self.names.text(element.name);
        // Behind the block quotation in Gmail's wrapper stands what the writer added below it.
        if name == "blockquote"
            && let Some(parent) = self.stack.last_mut()
            && parent.wrapper
            && let Some(mark) = self.marks.last_mut()
            && matches!(mark, Mark::Quote("gmail_quote" | "gmail_extra"))
        {
            *mark = Mark::Own;
        }
        if self.hidden > 0 {
            return;
        }
        let kind = self.names.kind(element.name);
        if kind.has(Kind::BLOCK) {
            let inner_list = matches!(name, "ul" | "ol") && self.names.is_open("li");
            self.ask(usize::from(element.airy && !inner_list));
        } else if kind.has(Kind::CELL) {
            self.blank = true;
        }
    }
}
