//! Whether a mail server speaks: what the sender's address, name and envelope tell.

use super::Evidence;

/// True for the null sender of automatic mail (RFC 5321 section 4.5.5).
pub(super) fn null_sender(evidence: &Evidence<'_>) -> bool {
    let null = |text: &str| matches!(text.trim(), "<>" | "< >" | "");
    match &evidence.envelope.sender {
        Some(sender) => null(sender),
        None => evidence.headers.text("return-path").is_some_and(|value| value.trim() == "<>" || value.trim() == "< >"),
    }
}

/// True when a mail server speaks: by its address, its name or the null sender.
pub(super) fn daemon(evidence: &Evidence<'_>) -> bool {
    named_daemon(evidence) || null_sender(evidence)
}

/// True when the sender's address or name is a mail server's.
pub(super) fn named_daemon(evidence: &Evidence<'_>) -> bool {
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
