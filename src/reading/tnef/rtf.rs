//! RTF to text, and HTML out of the RTF that Outlook wraps around it (MS-OXRTFEX). One pass, an explicit stack.

use crate::reading::charset;

/// What the RTF holds.
pub(super) enum Text {
    Plain(String),
    Html(String),
}

const DEEPEST: usize = 2_000;

#[derive(Clone)]
struct Group {
    skip: bool,
    html_tag: bool,
    html_off: bool,
    fonts: bool,
    font: u32,
    /// Characters that follow `\u` for old readers.
    fallback: usize,
}

struct Reader {
    out: String,
    pending: Vec<u8>,
    page: String,
    html: bool,
    group: Group,
    stack: Vec<Group>,
    charsets: Vec<(u32, &'static str)>,
    defining: u32,
    /// Characters still to be dropped after `\u`.
    drop: usize,
    high: Option<u16>,
    too_deep: usize,
}

/// Reads a document; never fails.
pub(super) fn read(rtf: &[u8]) -> Text {
    let html = rtf[..rtf.len().min(4_000)].windows(9).any(|window| window == b"\\fromhtml");
    let group = Group { skip: false, html_tag: false, html_off: false, fonts: false, font: 0, fallback: 1 };
    let mut reader = Reader {
        out: String::new(),
        pending: Vec::new(),
        page: "windows-1252".to_owned(),
        html,
        group,
        stack: Vec::new(),
        charsets: Vec::new(),
        defining: 0,
        drop: 0,
        high: None,
        too_deep: 0,
    };
    let mut at = 0;
    while let Some(&byte) = rtf.get(at) {
        at += 1;
        match byte {
            b'{' => reader.push(),
            b'}' => reader.pop(),
            b'\\' => at = reader.control(rtf, at),
            b'\r' | b'\n' => {}
            _ => reader.byte(byte),
        }
    }
    reader.flush();
    if html { Text::Html(reader.out) } else { Text::Plain(reader.out.trim().to_owned()) }
}

impl Reader {
    fn push(&mut self) {
        self.flush();
        if self.stack.len() < DEEPEST {
            self.stack.push(self.group.clone());
        } else {
            self.too_deep += 1;
        }
    }

    fn pop(&mut self) {
        self.flush();
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some(group) = self.stack.pop() {
            self.group = group;
        }
        self.drop = 0;
    }

    fn visible(&self) -> bool {
        !self.group.skip && !self.group.fonts && (!self.html || self.group.html_tag || !self.group.html_off)
    }

    fn byte(&mut self, byte: u8) {
        if self.drop > 0 {
            self.drop -= 1;
        } else if self.visible() {
            self.pending.push(byte);
        }
    }

    fn text(&mut self, text: &str) {
        self.flush();
        if self.visible() {
            self.out.push_str(text);
        }
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let page = self
                .charsets
                .iter()
                .find(|(font, _)| *font == self.group.font)
                .map_or(self.page.as_str(), |(_, page)| page);
            let ascii = self.pending.is_ascii();
            self.out.push_str(&if ascii {
                String::from_utf8_lossy(&self.pending).into_owned()
            } else {
                charset::decode(&self.pending, Some(page), false)
            });
            self.pending.clear();
        }
    }

    /// Handles what follows a backslash; returns where reading goes on.
    fn control(&mut self, rtf: &[u8], at: usize) -> usize {
        let Some(&first) = rtf.get(at) else { return at };
        if !first.is_ascii_alphabetic() {
            return self.symbol(rtf, at, first);
        }
        let word_end = at + rtf[at..].iter().take(40).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = std::str::from_utf8(&rtf[at..word_end]).unwrap_or_default();
        let negative = rtf.get(word_end) == Some(&b'-');
        let digits = word_end + usize::from(negative);
        let digits_end =
            digits + rtf[digits.min(rtf.len())..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let number: Option<i64> = std::str::from_utf8(rtf.get(digits..digits_end).unwrap_or_default())
            .ok()
            .and_then(|text| text.parse().ok())
            .map(|value: i64| if negative { -value } else { value });
        let end = if number.is_some() { digits_end } else { word_end };
        self.word(word, number);
        end + usize::from(rtf.get(end) == Some(&b' '))
    }

    fn symbol(&mut self, rtf: &[u8], at: usize, first: u8) -> usize {
        match first {
            b'\'' => {
                let hex = std::str::from_utf8(rtf.get(at + 1..at + 3).unwrap_or_default())
                    .ok()
                    .and_then(|digits| u8::from_str_radix(digits, 16).ok());
                if let Some(byte) = hex {
                    self.byte(byte);
                    return at + 3;
                }
            }
            b'~' => self.text("\u{a0}"),
            b'_' => self.text("-"),
            b'*' => self.group.skip |= !rtf.get(at + 1..at + 9).is_some_and(|next| next == b"\\htmltag" && self.html),
            b'{' | b'}' | b'\\' => self.byte(first),
            b'\r' | b'\n' => self.text("\n"),
            _ => {}
        }
        at + 1
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        let value = number.and_then(|number| u32::try_from(number).ok());
        match word {
            "par" | "line" | "row" | "sect" | "page" => self.text("\n"),
            "tab" | "cell" => self.text("\t"),
            "emdash" => self.text("\u{2014}"),
            "endash" => self.text("\u{2013}"),
            "bullet" => self.text("\u{2022}"),
            "lquote" => self.text("\u{2018}"),
            "rquote" => self.text("\u{2019}"),
            "ldblquote" => self.text("\u{201c}"),
            "rdblquote" => self.text("\u{201d}"),
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.group.fallback = usize::try_from(value.unwrap_or(1)).unwrap_or(1).min(8),
            "ansicpg" => self.page = format!("cp{}", value.unwrap_or(1252)),
            "mac" => self.page = "macintosh".to_owned(),
            "htmltag" if self.html => self.group.html_tag = true,
            "htmlrtf" => {
                self.flush();
                self.group.html_off = number != Some(0);
            }
            "fonttbl" => self.group.fonts = true,
            "f" => {
                self.flush();
                if self.group.fonts { self.defining = value.unwrap_or(0) } else { self.group.font = value.unwrap_or(0) }
            }
            "plain" => {
                self.flush();
                self.group.font = 0;
            }
            "fcharset" if self.group.fonts && self.charsets.len() < 500 => {
                if let Some(page) = page_of(value.unwrap_or(0)) {
                    self.charsets.push((self.defining, page));
                }
            }
            "colortbl" | "stylesheet" | "info" | "pict" | "object" | "header" | "headerl" | "headerr" | "headerf"
            | "footer" | "footerl" | "footerr" | "footerf" | "themedata" | "listtable" | "listoverridetable"
            | "rsidtbl" | "generator" | "xmlnstbl" | "fldinst" | "nonshppict" => {
                self.group.skip = true;
            }
            "bin" => {}
            _ => {}
        }
    }

    fn unicode(&mut self, number: i64) {
        let unit = u16::try_from(if number < 0 { number + 65_536 } else { number }).unwrap_or(0xfffd);
        match (self.high.take(), unit) {
            (_, 0xd800..=0xdbff) => self.high = Some(unit),
            (Some(high), 0xdc00..=0xdfff) => {
                let pair: String = char::decode_utf16([high, unit]).map(|c| c.unwrap_or('\u{fffd}')).collect();
                self.text(&pair);
            }
            _ => {
                let c = char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}');
                self.text(c.encode_utf8(&mut [0; 4]));
            }
        }
        self.drop = self.group.fallback;
    }
}

fn page_of(charset: u32) -> Option<&'static str> {
    Some(match charset {
        77 => "macintosh",
        128 => "shift_jis",
        129 => "euc-kr",
        134 => "gbk",
        136 => "big5",
        161 => "windows-1253",
        162 => "windows-1254",
        163 => "windows-1258",
        177 => "windows-1255",
        178 => "windows-1256",
        186 => "windows-1257",
        204 => "windows-1251",
        222 => "windows-874",
        238 => "windows-1250",
        255 => "cp437",
        _ => return None,
    })
}
