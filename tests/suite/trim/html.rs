//! R53: HTML letters to rows, and the customer's words out of the HTML of many programs.
use super::cases;
use smilecard::analysis::letter::{Hints, html_to_text, own_words};

#[test]
fn answers_written_in_html_are_freed_too() {
    let mut cases = cases::read(include_str!("../../fixtures/trim/html.txt"));
    cases.extend(cases::read(include_str!("../../fixtures/trim/blind-html.txt")));
    let mut wrong = Vec::new();
    for case in &cases {
        let html = html_to_text(&case.text);
        assert_eq!(html.lines.len(), html.text.split('\n').count(), "{}", case.name);
        let got = own_words(&html.text, &Hints { from_html: Some(&html), ..Hints::default() }).own;
        let want = case.own.as_deref().unwrap_or_default().trim_end();
        if got.trim_end() != want {
            wrong.push(format!(
                "== {}\n   got {got:?}\n  want {want:?}\n  text {:?}\n  {:?}",
                case.name, html.text, html.lines
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn html_becomes_rows() {
    let cases = [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("One<br><br>Two", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("<ul><li>One<li>Two</ul>After", "One\nTwo\n\nAfter"),
        ("<table><tr><td>Soup</td><td>5.00</td></tr><tr><td>Tea</td><td>2.00</td></tr></table>", "Soup 5.00\nTea 2.00"),
        ("<table><tr><th>A<th>B<tr><td>1<td>2</table>", "A B\n1 2"),
        ("a<!-- no -->b", "ab"),
        ("<script>if (a<b) alert('x')</script>Hi", "Hi"),
        ("<style>p{color:red}</style>Hi", "Hi"),
        ("<html><head><title>No</title><meta x></head><body>Hi</body></html>", "Hi"),
        ("<div style=\"display:none\">preview text</div>Hi", "Hi"),
        ("<span style='font-size:1px;color:#ffffff;max-height:0px'>preview</span>Hi", "Hi"),
        ("Fish &amp; chips &lt;3 caf&eacute; &#8364;5 &#x1F600; &#146;", "Fish & chips <3 café €5 😀 ’"),
        ("5 < 6 and 7 > 3, I <3 you", "5 < 6 and 7 > 3, I <3 you"),
        ("Mail <anna@shop.example> today", "Mail <anna@shop.example> today"),
        ("<pre>a\n  b\n</pre>c", "a\n  b\n\nc"),
        ("  lots   of\n\n  space ", "lots of space"),
        ("<b>bo</b>ld <i>and</i> <u>so</u>", "bold and so"),
        ("<h1>Title</h1>text", "Title\n\ntext"),
        ("One<hr>Two", "One\n\nTwo"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("A&nbsp;B", "A B"),
        ("unclosed <b>bold and <a href=\"x\">link", "unclosed bold and link"),
        ("&unknown; &amp", "&unknown; &"),
        ("<!-- never closed Hi", ""),
        ("<p>Keep <!-- this --> row</p>", "Keep row"),
        ("<td>lone</td><td>cells</td>", "lone cells"),
        ("Hi<div hidden>no</div> there", "Hi\nthere"),
        ("<textarea>a</textarea>", "a"),
        ("x<img src=a.png alt=\"Logo of the shop\">y<img alt=\"😀\">", "xy😀"),
    ];
    let mut wrong = Vec::new();
    for (html, text) in cases {
        let got = html_to_text(html).text;
        if got != text {
            wrong.push(format!("{html}\n   got {got:?}\n  want {text:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
