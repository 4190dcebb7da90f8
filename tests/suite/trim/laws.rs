//! Laws that hold for every letter: nothing lost, nothing invented, nothing moved, nothing removed twice; and no more time than its length wants.
use crate::mail::scale::grows;
use proptest::prelude::*;
use smilecard::analysis::letter::{Hints, forwarded, html_to_text, own_words, unflow};

/// Rows that the rules look at, mixed with plain ones.
fn row() -> impl Strategy<Value = String> {
    let known = [
        "",
        "",
        "On Mon, 13 May 2024 at 10:15, Anna <anna@shop.example> wrote:",
        "> quoted words",
        "> more quoted words that are long enough to be wrapped somewhere",
        ">> nested",
        ">",
        "-- ",
        "--",
        "____________________",
        "-----Original Message-----",
        "From: Anna <anna@shop.example>",
        "Sent: 13 May 2024 10:15",
        "To: Janet <janet@home.example>",
        "Subject: Re: soup",
        "Sent from my iPhone",
        "Kind regards,",
        "Janet Hill",
        "Tel. 020 7946 0958",
        "www.hill.example",
        "The soup was cold.",
        "Thank you, Derek!",
        "> 45 minutes",
        "This e-mail is confidential and intended solely for the addressee; delete it if received in error.",
        "Am 13.05.2024 um 10:15 schrieb Anna:",
        "wrote:",
        "Begin forwarded message:",
        "=== Write above this line ===",
    ];
    prop_oneof![8 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 2 => "[ -~äöüа-я一-龥>:<@.-]{0,60}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn every_letter_obeys_the_laws(rows in prop::collection::vec(row(), 0..30)) {
        let text = rows.join("\n");
        let hints = Hints { our_marker: "Write above this line", sender_name: "Janet Hill", ..Hints::default() };
        let got = own_words(&text, &hints);
        // Never empty from a letter that says something.
        prop_assert_eq!(got.own.trim().is_empty(), text.trim().is_empty());
        // Every row of own stands in the letter, in order; none is invented.
        let mut rest = text.as_str();
        for line in got.own.lines().filter(|l| !l.trim().is_empty()) {
            let at = rest.find(line);
            prop_assert!(at.is_some(), "row {:?} is not in the rest of the letter", line);
            rest = &rest[at.unwrap_or(0) + line.len()..];
        }
        // Own and elided together hold every word.
        let count = |t: &str| { let mut w: Vec<String> = t.split_whitespace().map(str::to_owned).collect(); w.sort(); w };
        let mut both = count(&got.own);
        both.extend(count(&got.elided));
        both.sort();
        prop_assert_eq!(both, count(&text));
        // The lines tile the letter.
        let mut at = 0;
        for line in &got.lines {
            prop_assert!(line.span.start == at || line.span.start == at + 1 || at == 0);
            at = line.span.end;
        }
        prop_assert_eq!(at, got.full.len());
        // Reading again changes nothing.
        prop_assert_eq!(&own_words(&got.own, &hints).own, &got.own);
    }

    #[test]
    fn any_html_becomes_text_with_a_mark_for_each_row(html in "(<[a-z/!-]{0,6}[ a-z=\"]{0,8}>?|[a-zé <&;]{0,6}|<div class=gmail_quote>|</div>|<br>|<td>|&amp;|&#1[0-9]{0,4};){0,40}") {
        let got = html_to_text(&html);
        prop_assert!(got.text.is_empty() && got.lines.len() <= 1 || got.lines.len() == got.text.split('\n').count().min(5_000));
        let own = own_words(&got.text, &Hints { from_html: Some(&got), ..Hints::default() });
        prop_assert_eq!(own.own.trim().is_empty(), got.text.trim().is_empty());
    }

    #[test]
    fn anything_may_be_forwarded_or_flowed(text in "(\\PC{0,20}|From: |> |Begin forwarded message:|\n|<a@b.example>|: ){0,40}", subject in "\\PC{0,20}") {
        let _ = forwarded(&text, &subject);
        let flat = unflow(&text, true);
        prop_assert!(flat.split('\n').count() <= text.split(['\n', '\r']).count());
    }
}

#[test]
fn flowed_text_is_joined() {
    assert_eq!(
        unflow("The soup \nwas cold.\n\n> How \n> was it?\n-- \nJanet", false),
        "The soup was cold.\n\n> How was it?\n-- \nJanet"
    );
    assert_eq!(unflow("とても \n美味しい", true), "とても美味しい");
    assert_eq!(unflow(" From here\n > not a mark", false), "From here\n> not a mark");
    assert_eq!(unflow(">> deep \n> less deep", false), ">> deep \n> less deep");
}

/// R60, R61: whatever the text is, twice as much of it takes about twice as long.
#[test]
fn the_time_grows_no_faster_than_the_letter() {
    let texts = [
        "a\n",
        "\n",
        ">",
        "> ",
        "> a\n",
        "On 1/1/2024 10:10 a@b.example wrote:\n",
        "On 1/1/2024 10:10 a@b.example wrote: x ",
        "To: x\n",
        "From: a@b.example\n",
        "From: a@b.example\n\n",
        "-----Original Message-----\n",
        "--\n",
        "-- \nx\n\n",
        "@",
        "a@",
        "@.a",
        ":\n",
        "a:",
        "On On On ",
        "Sent from my iPhone\n",
        "Kind regards,\n",
        "> a\nb\n",
        "> a\n\nb\n\n",
        "1",
        "1/1/20 ",
        "wrote ",
        "schrieb:\n",
        "____________________\n",
        "confidential ",
        "=====\n",
        "On Mon\nOn Tue, 2024-01-01 10:10\n",
        "a@b.example:\n",
        "2024-01-01 10:10 <a@b.example>\n> x\n",
        "\u{200b}",
        "在",
        "在 2024年1月1日 10:10 写道：\n",
        "From: To: Date: Subject: ",
        "a\r",
        "\t",
        " \n",
        "\u{a0}\n",
    ];
    let htmls = [
        "<div>",
        "<div class=gmail_quote>",
        "<",
        "<a",
        "<a \"",
        "<!--",
        "<!",
        "</div>",
        "<b><i>",
        "<i><div>",
        "<table><tr><td>",
        "&",
        "&amp",
        "&#",
        "<blockquote type=cite>a",
        "<td>a</td>",
        "<script>",
        "<style><",
        "<p>a",
        "<li>a",
        "<a href='",
        "<br>",
        "<div style='display:none'>",
        "<span a=1 b=2 c=3 d='",
        "x<pre>",
        "<title>",
        "<div a=\"<div a=\"",
        "</",
        "<a></b>",
    ];
    let mut slow = Vec::new();
    for unit in texts {
        slow.extend(grows(unit, |text| {
            let got = own_words(text, &Hints::default());
            assert!(!got.own.trim().is_empty() || text.trim().is_empty() || unit == "\u{200b}", "{unit:?}");
        }));
        slow.extend(grows(unit, |text| drop(forwarded(text, "Fwd: x"))));
    }
    for unit in htmls {
        slow.extend(grows(unit, |html| {
            let text = html_to_text(html);
            drop(own_words(&text.text, &Hints { from_html: Some(&text), ..Hints::default() }));
        }));
    }
    assert!(slow.is_empty(), "slow:\n{}", slow.join("\n"));
}
