//! What the classes, ids and styles of an element say: an earlier letter, a signature, or hidden from the reader.

use super::Mark;
use super::token::Tag;

/// What a tag tells about its content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Said {
    pub mark: Option<Mark>,
    /// Everything from here to the end of the letter is an earlier letter.
    pub to_the_end: Option<&'static str>,
    pub hidden: bool,
    /// The element only groups an earlier letter and the answer to it; what follows its block quotation is the answer.
    pub wrapper: bool,
    /// The paragraph has no air above and below (`MsoNormal`, margin 0).
    pub tight: bool,
}

/// Classes and ids (as parts of a name, so that `x_gmail_quote` of Outlook's copies counts too).
const QUOTES: &[&str] = &[
    "gmail_extra",
    "yahoo_quoted",
    "moz-cite-prefix",
    "moz-forward-container",
    "moz-email-headers-table",
    "protonmail_quote",
    "zmail_extra",
    "tutanota_quote",
    "olk_src_body_section",
    "mailru-blockquote",
    "isforwardcontent",
    "isreplycontent",
    "wm-quote",
    "quote-header",
    "qt-quote",
    "front-blockquote",
    "ms-outlook-mobile-reference-message",
    "mail-editor-reference-message-container",
    "reply-intro",
    "cm_quote",
    "freebirdquote",
    "gmail_attr",
    "gmail_quote_attribution",
    "mail-quote",
    "hey_quote",
    "email_quote",
    "mb_quote",
    "yj6qo",
    "zoho_quote",
    "intercom-quote",
    "superhuman-quote",
    "fm-quote",
    "ntes_quote",
    "qmquote",
    "quoted-text",
    "bloop_original_html",
    "mailbird_quote",
    "cite_prefix",
    "quotedtext",
    "em_quote",
    "hs_reply_quote",
    "aolmail_replycontent",
    "gmx_quote",
    "mail_quote",
    "reply_quote",
    "spark_quote",
    "edisonquote",
    "replyquote",
    "nylas-quote",
];
const SIGNATURES: &[&str] = &[
    "gmail_signature",
    "moz-signature",
    "ms-outlook-mobile-signature",
    "applemailsignature",
    "protonmail_signature_block",
    "zmail_signature",
    "tutanota_signature",
    "yahoo-signature",
    "signature-block",
    "mailbird_signature",
    "mb_sig",
    "yahoomailandroidsignature",
    "ymail_android_signature",
    "ydpsignature",
    "spark_signature",
    "bluemail_signature",
    "aolmail_signature",
    "mail_android_signature",
    "email_signature",
];
const TO_THE_END: &[&str] = &[
    "outlookmessageheader",
    "divrplyfwdmsg",
    "appendonsend",
    "mail-editor-reference-message",
    "ms-outlook-mobile-body-separator-line",
    "zwchr",
    "replysplit",
    "stopspelling",
    "reply_header",
    "originalmessage-separator",
];

/// Reads the attributes of `tag`.
///
/// `name` is the element's, in lower case.
pub fn read(name: &str, tag: &Tag<'_>) -> Said {
    let mut said = Said::default();
    if tag.attributes.len() < 4 {
        if name == "blockquote" {
            said.mark = Some(Mark::Indent);
        }
        return said;
    }
    let (mut cite, mut indent) = (false, false);
    tag.each(|attribute, value| {
        if attribute.eq_ignore_ascii_case("class")
            || attribute.eq_ignore_ascii_case("id")
            || attribute.eq_ignore_ascii_case("name")
            || attribute.eq_ignore_ascii_case("data-marker")
        {
            names(name, attribute, value, &mut said);
        } else if attribute.eq_ignore_ascii_case("type") {
            cite |= value.eq_ignore_ascii_case("cite");
        } else if attribute.eq_ignore_ascii_case("cite") {
            cite |= value.starts_with("mid:") || value.starts_with("cid:");
        } else if attribute.eq_ignore_ascii_case("fairemail") {
            match value {
                "signature" => said.mark = Some(Mark::Signature("fairemail")),
                "reference" => said.mark = Some(Mark::Quote("fairemail")),
                _ => {}
            }
        } else if attribute.eq_ignore_ascii_case("hidden") {
            said.hidden = true;
        } else if attribute.eq_ignore_ascii_case("style") {
            let style: String = value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
            said.hidden |= hides(&style);
            indent |= style.contains("border-left:");
            said.tight |=
                style.contains("margin:0") || style.contains("margin-top:0") && style.contains("margin-bottom:0");
        }
    });
    if name == "blockquote" && said.mark.is_none() {
        said.mark = Some(if cite || indent { Mark::Quote("blockquote type=cite") } else { Mark::Indent });
    }
    said
}

fn names(element: &str, attribute: &str, value: &str, said: &mut Said) {
    if value.is_empty() || value.len() > 512 {
        return;
    }
    let value = value.to_ascii_lowercase();
    if value.contains("gmail_quote") && !value.contains("gmail_quote_attribution") {
        said.mark = Some(Mark::Quote("gmail_quote"));
        said.wrapper = element != "blockquote";
    } else if let Some(found) = TO_THE_END.iter().find(|n| value.contains(*n)) {
        said.to_the_end = Some(found);
    } else if let Some(found) = SIGNATURES.iter().find(|n| value.contains(*n)) {
        said.mark = Some(Mark::Signature(found));
    } else if let Some(found) = QUOTES.iter().find(|n| value.contains(*n)) {
        said.mark = Some(Mark::Quote(found));
        said.wrapper = value.contains("gmail_extra");
    } else if value.split(' ').any(|n| n.ends_with("signature") || n.ends_with("signaturesection")) {
        said.mark = Some(Mark::Signature("signature"));
    } else if attribute.eq_ignore_ascii_case("name") && value == "quote" {
        said.mark = Some(Mark::Quote("name=quote"));
    } else if attribute.eq_ignore_ascii_case("data-marker") && value.contains("sig_p") {
        said.mark = Some(Mark::Signature("data-marker"));
    } else if attribute.eq_ignore_ascii_case("data-marker")
        && (value.contains("quoted_text") || value.contains("headers"))
    {
        said.mark = Some(Mark::Quote("data-marker"));
    } else if attribute.eq_ignore_ascii_case("data-marker") && value.contains("divider") {
        said.to_the_end = Some("data-marker");
    } else if element == "blockquote" && value.split(' ').any(|c| c == "cite" || c == "quote") {
        said.mark = Some(Mark::Quote("blockquote"));
    }
    said.hidden |= value.split(' ').any(|c| c == "preheader" || c == "mcnpreviewtext");
    said.tight |= value.contains("msonormal") || value.contains("msolistparagraph") || value.contains("msoplaintext");
}

fn hides(style: &str) -> bool {
    let tiny = ["font-size:0", "font-size:1px", "max-height:0", "height:0px", "line-height:0", "opacity:0;"]
        .iter()
        .filter(|s| style.contains(**s))
        .count();
    let faint = style.contains("opacity:0;")
        || style.ends_with("opacity:0")
        || style.contains("overflow:hidden")
        || style.contains("color:transparent")
        || style.contains("color:#fff");
    style.contains("display:none")
        || style.contains("visibility:hidden")
        || style.contains("mso-hide:all")
        || style.contains("font-size:0;")
        || style.contains("font-size:0px")
        || style.ends_with("font-size:0")
        || tiny > 0 && faint
}
