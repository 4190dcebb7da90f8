//! `format=flowed` bodies (RFC 3676) made into the paragraphs their writers typed.

/// Joins soft-wrapped rows; `delsp` says that the blank at a soft break is not part of the text.
///
/// Quotation depth is kept (as `>` marks), stuffed blanks are dropped, the signature row `-- ` never flows,
/// and a paragraph ends where the depth changes (RFC 3676 sections 4.1 to 4.6).
#[must_use]
pub fn unflow(text: &str, delsp: bool) -> String {
    let text = super::row::normalise(text);
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None; // the depth of a paragraph that still flows
    let mut first = true;
    for line in text.split('\n') {
        let marks = line.len() - line.trim_start_matches('>').len();
        let rest = line.get(marks..).unwrap_or_default();
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let signature = rest == "-- ";
        let joins = open == Some(marks) && !signature;
        if !joins {
            if !first {
                out.push('\n');
            }
            for _ in 0..marks {
                out.push('>');
            }
            if marks > 0 && !rest.is_empty() {
                out.push(' ');
            }
        }
        first = false;
        let flows = rest.ends_with(' ') && !signature;
        if flows {
            out.push_str(if delsp { rest.strip_suffix(' ').unwrap_or(rest) } else { rest });
            open = Some(marks);
        } else {
            out.push_str(rest);
            open = None;
        }
    }
    out
}
