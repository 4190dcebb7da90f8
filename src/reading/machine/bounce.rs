//! Bounces in prose: qmail, Exim, Sendmail, Exchange, Domino, MailEnable and their kin never learnt RFC 3464. Several
//! cues must agree, for people write about undelivered mail too; the failing address comes from the explanation.

use super::{Evidence, bounce_words as say, sender, status};
use crate::reading::{address, charset, headers::Headers, identity, text, types::Bounce, words};

/// Judges prose. The explanation is what stands above the copy of the letter.
pub(super) fn read(evidence: &Evidence<'_>) -> Option<Bounce> {
    let named: Vec<String> = evidence
        .headers
        .all("x-failed-recipients")
        .flat_map(|value| address::list(&value, None))
        .map(|mailbox| mailbox.address)
        .collect();
    let explanation = explanation(&evidence.body.text);
    let lower = explanation.to_lowercase();
    let subject = evidence.subject.to_lowercase();
    let told_by_subject = say::SUBJECTS.iter().any(|start| starts(&subject, start))
        || subject.contains("delivery status notification")
        || subject.contains("undeliverable") && sender::daemon(evidence);
    let told = say::BODY.iter().any(|words| lower.contains(words));
    let clearly = say::BODY.iter().any(|words| lower.contains(words) && !say::WEAK.contains(words));
    let daemon = sender::daemon(evidence);
    let named_daemon = sender::named_daemon(evidence);
    let signed = [
        "this is the qmail-send program",
        "this message was created automatically by mail delivery software",
        "did not reach some or all of the intended recipients",
        "this is the mail system at host",
        "this is the postfix program at host",
        "delivery has failed to these recipients or groups",
    ]
    .iter()
    .any(|words| lower.contains(words));
    let robot =
        evidence.headers.text("auto-submitted").is_some_and(|value| !value.to_ascii_lowercase().starts_with("no"));
    let answer = evidence.headers.has("in-reply-to") && !daemon;
    // A shop's customers write about undelivered parcels: a stranger's letter needs an SMTP code and an address as well.
    let technical = || {
        (status::enhanced(&explanation).is_some() || status::reply(&explanation).is_some())
            && explanation.lines().any(|line| !addresses(line).is_empty())
    };
    let convinced = !named.is_empty()
        || (named_daemon && (told_by_subject || (told && !away(&lower))))
        || (daemon && (told_by_subject || (clearly && !away(&lower) && !super::auto::replies(evidence))))
        || (told_by_subject && clearly && !answer && technical())
        || (signed && (robot || told_by_subject));
    if !convinced {
        return None;
    }
    let mut recipients = if named.is_empty() { failing(evidence) } else { named };
    recipients.truncate(100);
    let delayed = say::DELAY.iter().any(|words| lower.contains(words) || subject.contains(words));
    let (status, hard) = severity(&explanation, &subject, delayed);
    Some(Bounce { hard, recipients, status, original_id: original_id(evidence) })
}

/// A mailer that says it is away is an absence note with a strange sender.
fn away(lower: &str) -> bool {
    super::phrases::AWAY.iter().any(|words| lower.contains(words))
}

fn starts(subject: &str, start: &str) -> bool {
    let bare = subject.trim_start_matches(['[', '*', ' ', '(', '【', '"', '<', '-']);
    bare.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) || !start.is_ascii())
}

fn severity(explanation: &str, subject: &str, delayed: bool) -> (Option<String>, bool) {
    let code =
        status::enhanced(explanation).or_else(|| status::reply(explanation)).or_else(|| status::enhanced(subject));
    if delayed {
        return (code.filter(|code| code.starts_with('4')).or_else(|| Some("4.0.0".to_owned())), false);
    }
    match code.or_else(|| status::cause(explanation)) {
        Some(code) => {
            let hard = code.starts_with('5');
            (Some(code), hard)
        }
        None => (None, !status::passing(explanation)),
    }
}

/// The lines above the copy of the letter, without quoted ones; at most 16 kB.
fn explanation(whole: &str) -> String {
    let mut out = String::new();
    let mut words = 0;
    for line in whole.lines().take(400) {
        let line = text::start(line, 2_000);
        let lower = line.trim().to_lowercase();
        let marks = lower.trim_start_matches(['-', '=', '*', '_', ' ', '>', '|', '<', '[']);
        let copy = say::COPY.iter().any(|copy| {
            if copy.ends_with(':') {
                lower.starts_with(copy)
            } else {
                marks.starts_with(copy) || (lower.contains(copy) && lower.starts_with(['-', '=']))
            }
        });
        // Sendmail tells with these words when it got the letter; no copy follows.
        let copy = copy && !marks.starts_with("the original message was received");
        if copy && words > 3 || out.len() > 16_000 {
            break;
        }
        words += line.split_whitespace().count();
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// The failing addresses: those the explanation points at, else any it names, else whom the returned letter was for.
pub(super) fn failing(evidence: &Evidence<'_>) -> Vec<String> {
    let explanation = explanation(&evidence.body.text);
    let ours: Vec<String> = identity::recipients(evidence.headers, evidence.envelope)
        .into_iter()
        .map(|address| address.to_lowercase())
        .collect();
    let (mut sure, mut other): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut before = String::new();
    for line in explanation.lines() {
        let lower = line.trim().to_lowercase();
        for found in addresses(line) {
            let low = found.to_lowercase();
            let aside = low == evidence.from.to_lowercase()
                || ours.contains(&low)
                || is_daemon(&low)
                || lower.starts_with("from:")
                || lower.starts_with("message-id")
                || lower.starts_with("reply-to:")
                || lower.starts_with("sender:")
                || lower.starts_with("return-path")
                || lower.contains("message-id:");
            if aside {
                continue;
            }
            let alone =
                lower.trim_matches(|c: char| !c.is_alphanumeric()) == low.trim_matches(|c: char| !c.is_alphanumeric());
            let list = if alone || points(&lower, &low) || points(&before, "") { &mut sure } else { &mut other };
            if !list.iter().any(|known| known.eq_ignore_ascii_case(&found)) {
                list.push(found);
            }
        }
        if !lower.is_empty() {
            before = lower;
        }
    }
    if !sure.is_empty() {
        return sure;
    }
    if !other.is_empty() {
        other.truncate(5);
        return other;
    }
    returned(evidence, &ours)
}

/// Words that stand before or beside a failing address.
fn points(lower: &str, address: &str) -> bool {
    const HINTS: [&str; 46] = [
        "recipient",
        "could not be",
        "couldn't be",
        "delivered to",
        "deliver to",
        "delivery to",
        "deliver your message to",
        "deliver mail to",
        "unknown user",
        "user unknown",
        "following address",
        "following e-mail",
        "following email",
        "failed",
        "rcpt to",
        "to:",
        "address not found",
        "wasn't delivered",
        "wasn\u{2019}t delivered",
        "could not be reached",
        "reach some",
        "your message to",
        "sent to",
        "to address",
        "mailbox for",
        "mailbox",
        "no such",
        "rejected",
        "does not exist",
        "account",
        "empfänger",
        "adressat",
        "destinataire",
        "destinatari",
        "ontvanger",
        "modtager",
        "mottag",
        "vastaanott",
        "odbiorc",
        "příjemc",
        "címzett",
        "получател",
        "адресат",
        "宛先",
        "收件人",
        "받는",
    ];
    let place = if address.is_empty() { lower.len() } else { lower.find(address).unwrap_or(lower.len()) };
    let bracket = lower.trim_start().starts_with('<') && lower.find(address).is_some_and(|at| at < 4);
    bracket || HINTS.iter().any(|hint| lower.contains(hint)) || lower[place..].contains("... ")
}

/// Every address on a line.
fn addresses(line: &str) -> Vec<String> {
    let line = line
        .replace("mailto:", " ")
        .replace("MAILTO:", " ")
        .replace("SMTP:", " ")
        .replace("smtp:", " ")
        .replace("rfc822;", " ")
        .replace("RFC822;", " ")
        .replace("RFC822:", " ");
    let edge = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '"'
                    | ','
                    | ';'
                    | ':'
                    | '|'
                    | '“'
                    | '”'
                    | '«'
                    | '»'
                    | '‘'
                    | '’'
                    | '「'
                    | '」'
                    | '`'
                    | '：'
                    | '、'
                    | '。'
            )
    };
    line.split(edge)
        .map(|word| word.trim_matches(|c: char| matches!(c, '.' | '\'' | '*' | '!' | '?' | '=' | '…')))
        .filter(|word| {
            word.split_once('@').is_some_and(|(local, domain)| {
                !local.is_empty()
                    && local.len() <= 100
                    && !domain.contains('@')
                    && domain.len() <= 255
                    && domain.len() > 2
                    && !domain.starts_with('.')
                    && domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
            })
        })
        .map(words::clean)
        .collect()
}

fn is_daemon(low: &str) -> bool {
    let local = low.split('@').next().unwrap_or(low);
    matches!(
        local,
        "mailer-daemon"
            | "postmaster"
            | "mail-daemon"
            | "mailerdaemon"
            | "mdaemon"
            | "no-reply"
            | "noreply"
            | "abuse"
            | "hostmaster"
            | "helpdesk"
            | "support"
            | "admin"
            | "administrator"
            | "root"
    )
}

/// To and Cc of the letter that came back, wherever its header is.
fn returned(evidence: &Evidence<'_>, ours: &[String]) -> Vec<String> {
    with_original(evidence, |headers| {
        let found: Vec<String> = identity::recipients(headers, &Default::default())
            .into_iter()
            .filter(|address| !ours.contains(&address.to_lowercase()))
            .collect();
        (!found.is_empty()).then_some(found)
    })
    .unwrap_or_default()
}

/// Message-ID of the letter that came back.
pub(super) fn original_id(evidence: &Evidence<'_>) -> Option<String> {
    with_original(evidence, identity::message_id).or_else(|| identity::ids(evidence.headers, "in-reply-to").pop())
}

fn with_original<T>(evidence: &Evidence<'_>, look: impl Fn(&Headers<'_>) -> Option<T>) -> Option<T> {
    for raw in &evidence.body.letters {
        if let Some(found) = look(&Headers::parse(raw).0) {
            return Some(found);
        }
    }
    for part in
        evidence.parts.iter().filter(|part| matches!(part.kind(), "text/rfc822-headers" | "message/rfc822-headers"))
    {
        if let Some(found) = look(&Headers::parse(&part.bytes()).0) {
            return Some(found);
        }
    }
    // In the text itself: a header block somewhere below the explanation.
    let text = &evidence.body.text;
    let start = ["\nReturn-Path:", "\nReceived:", "\nFrom:", "\nMessage-ID:", "\nMessage-Id:", "\nDate:", "\nTo:"]
        .iter()
        .filter_map(|mark| text.find(mark))
        .min()?;
    let block = charset::decode(&text.as_bytes()[start + 1..], None, false);
    look(&Headers::parse(block.as_bytes()).0)
}
