//! Mail that no person wrote (R40-R45): recognised so that it is never a card and never answered. Reports that declare
//! themselves come first, then bounces in prose, then automatic replies and bulk.

mod auto;
mod bounce;
mod bounce_words;
mod notice;
mod phrases;
mod report;
mod status;

use super::{
    body::Body,
    headers::Headers,
    tree::Part,
    types::{Auto, Bounce, Envelope},
};

/// What judging a message for machine marks needs.
pub(super) struct Evidence<'a> {
    pub(super) parts: &'a [Part<'a>],
    pub(super) headers: &'a Headers<'a>,
    pub(super) envelope: &'a Envelope,
    pub(super) subject: &'a str,
    pub(super) from: &'a str,
    pub(super) body: &'a Body,
    /// A list had put itself into From and the writer was restored.
    pub(super) restored: bool,
}

/// A machine's message.
pub(super) enum Found {
    Bounce(Bounce),
    Auto(Auto),
}

/// `None` for a person's letter.
pub(super) fn judge(evidence: &Evidence<'_>) -> Option<Found> {
    report::read(evidence)
        .or_else(|| bounce::read(evidence).map(Found::Bounce))
        .or_else(|| auto::read(evidence).map(Found::Auto))
}

/// True for the null sender of automatic mail (RFC 5321 section 4.5.5).
fn null_sender(evidence: &Evidence<'_>) -> bool {
    let null = |text: &str| matches!(text.trim(), "<>" | "< >" | "");
    match &evidence.envelope.sender {
        Some(sender) => null(sender),
        None => evidence.headers.text("return-path").is_some_and(|value| value.trim() == "<>" || value.trim() == "< >"),
    }
}

/// True when a mail server speaks: by its address, its name or the null sender.
fn daemon(evidence: &Evidence<'_>) -> bool {
    named_daemon(evidence) || null_sender(evidence)
}

/// True when the sender's address or name is a mail server's.
fn named_daemon(evidence: &Evidence<'_>) -> bool {
    let local = evidence.from.split('@').next().unwrap_or("").to_lowercase();
    const NAMES: [&str; 16] = [
        "mailer-daemon",
        "mailerdaemon",
        "mailer_daemon",
        "mail-daemon",
        "maildaemon",
        "mdaemon",
        "postmaster",
        "postmast",
        "mailer",
        "mail.daemon",
        "smtp-daemon",
        "mail-delivery-subsystem",
        "maildelivery",
        "bounce",
        "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e",
        "mta-daemon",
    ];
    if NAMES.contains(&local.as_str())
        || local.starts_with("microsoftexchange")
        || local.starts_with("mailer-daemon")
        || local.starts_with("postmaster")
    {
        return true;
    }
    let from = evidence.headers.text("from").unwrap_or_default().to_lowercase();
    [
        "mail delivery s",
        "mailer-daemon",
        "mailer daemon",
        "mail delivery system",
        "mail administrator",
        "system administrator",
        "postmaster",
        "mail system",
        "internet mail delivery",
        "mail router",
    ]
    .iter()
    .any(|name| from.contains(name))
}
