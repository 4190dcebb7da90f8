//! Outlook's `winmail.dat` (TNEF, MS-OXTNEF): files with their long names, the letter's text, HTML or compressed RTF.
//! Every length is checked against what is there; a damaged stream yields what stood before the damage.

mod lzfu;
mod props;
mod rtf;

use super::{attach, charset, types::Attachment};
use props::Property;

/// What was inside.
#[derive(Default)]
pub(super) struct Opened {
    pub(super) plain: Option<String>,
    pub(super) html: Option<String>,
    pub(super) files: Vec<Attachment>,
    /// Raw messages that were attached whole.
    pub(super) letters: Vec<Vec<u8>>,
}

const SIGNATURE: [u8; 4] = [0x78, 0x9f, 0x3e, 0x22];
const MOST_FILES: usize = 500;

/// A file while its attributes are being collected.
#[derive(Default)]
struct Draft {
    title: Option<String>,
    long_name: Option<String>,
    mime: Option<String>,
    content_id: Option<String>,
    content: Option<Vec<u8>>,
    embedded: bool,
}

/// Opens a stream; `None` when it is no TNEF.
pub(super) fn open(bytes: &[u8]) -> Option<Opened> {
    open_at(bytes, 0)
}

fn open_at(bytes: &[u8], depth: u8) -> Option<Opened> {
    let rest = bytes.strip_prefix(&SIGNATURE)?;
    let mut rest = rest.get(2..)?;
    let mut opened = Opened::default();
    let mut page: Option<String> = None;
    let mut draft: Option<Draft> = None;
    let mut rtf: Option<Vec<u8>> = None;
    while let Some((id, data, after)) = attribute(rest) {
        rest = after;
        match id {
            0x9007 => page = number(data).filter(|code| *code > 0).map(|code| format!("cp{code}")),
            0x800c => opened.plain = opened.plain.or_else(|| Some(string(data, page.as_deref()))),
            0x9003 => message(data, page.as_deref(), &mut opened, &mut rtf),
            0x9002 => finish(draft.replace(Draft::default()), &mut opened, depth),
            0x8010 => draft.get_or_insert_default().title = Some(string(data, page.as_deref())),
            0x800f => draft.get_or_insert_default().content = Some(data.to_vec()),
            0x9005 => attachment(data, page.as_deref(), draft.get_or_insert_default()),
            _ => {}
        }
    }
    finish(draft, &mut opened, depth);
    if let Some(rtf) = rtf {
        match rtf::read(&rtf) {
            rtf::Text::Html(html) if opened.html.is_none() => opened.html = Some(html),
            rtf::Text::Plain(plain) if opened.plain.as_deref().is_none_or(super::text::is_blank) => {
                opened.plain = Some(plain)
            }
            _ => {}
        }
    }
    Some(opened)
}

/// One attribute: level, id, type, length, data, checksum. The last one may be cut.
fn attribute(rest: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    if !matches!(rest.first()?, 1 | 2) {
        return None;
    }
    let id = u16::from_le_bytes(rest.get(1..3)?.try_into().ok()?);
    let length = usize::try_from(number(rest.get(5..9)?)?).ok()?;
    let end = length.checked_add(9)?.min(rest.len());
    Some((id, rest.get(9..end)?, rest.get(end + 2..).unwrap_or_default()))
}

fn number(data: &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(..4)?.try_into().ok()?))
}

fn string(data: &[u8], page: Option<&str>) -> String {
    let end = data.iter().position(|&byte| byte == 0).unwrap_or(data.len());
    charset::decode(&data[..end], page, false)
}

fn message(data: &[u8], page: Option<&str>, opened: &mut Opened, rtf: &mut Option<Vec<u8>>) {
    let properties = props::read(data);
    let html_page = properties
        .iter()
        .find(|property| property.id == 0x3fde)
        .and_then(|property| number(property.value))
        .map(|code| format!("cp{code}"));
    for property in &properties {
        match property.id {
            0x1000 => opened.plain = Some(property.text(page)).filter(|text| !text.is_empty()).or(opened.plain.take()),
            0x1013 => opened.html = Some(html(property, html_page.as_deref().or(page))),
            0x1009 => *rtf = lzfu::unpack(property.value),
            _ => {}
        }
    }
}

fn html(property: &Property<'_>, page: Option<&str>) -> String {
    if property.kind == 0x1f {
        return property.text(page);
    }
    let label = super::text::meta_charset(property.value).or_else(|| page.map(str::to_owned));
    charset::decode(property.value, label.as_deref(), false)
}

fn attachment(data: &[u8], page: Option<&str>, draft: &mut Draft) {
    for property in props::read(data) {
        match property.id {
            0x3707 => draft.long_name = Some(property.text(page)),
            0x3704 | 0x3001 if draft.title.is_none() => draft.title = Some(property.text(page)),
            0x370e => draft.mime = Some(property.text(page)),
            0x3712 => draft.content_id = Some(property.text(page).trim_matches(['<', '>']).to_owned()),
            0x3701 if property.kind == 0x0d => {
                // An object begins with the id of its interface.
                draft.content = property.value.get(16..).map(<[u8]>::to_vec);
                draft.embedded = draft.content.as_deref().is_some_and(|inner| inner.starts_with(&SIGNATURE));
            }
            0x3701 if !property.value.is_empty() => draft.content = Some(property.value.to_vec()),
            _ => {}
        }
    }
}

fn finish(draft: Option<Draft>, opened: &mut Opened, depth: u8) {
    let Some(draft) = draft else { return };
    let Some(content) = draft.content.filter(|_| opened.files.len() < MOST_FILES) else { return };
    let name = draft.long_name.filter(|name| !name.is_empty()).or(draft.title);
    if (draft.embedded || content.starts_with(&SIGNATURE))
        && let Some(inner) = (depth < 3).then(|| open_at(&content, depth + 1)).flatten()
    {
        let words = inner.plain.or_else(|| inner.html.map(|html| crate::analysis::letter::html_to_text(&html).text));
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            let title = format!("{}.txt", name.as_deref().unwrap_or("message"));
            opened.files.push(attach::named(Some(&title), "text/plain", words.into_bytes(), None, false));
        }
        opened.files.extend(inner.files);
        return;
    }
    let mime = draft.mime.unwrap_or_default();
    if mime.eq_ignore_ascii_case("message/rfc822") {
        opened.letters.push(content.clone());
    }
    opened.files.push(attach::named(name.as_deref(), &mime, content, draft.content_id, false));
}
