//! Standard reports (RFC 3464 delivery, RFC 8098 disposition, RFC 5965 feedback), read from their machine part.

use super::{Evidence, Found, sender, status};
use crate::reading::{
    tree::Part,
    types::{Auto, Bounce},
    words,
};

/// A report that declares itself. A person who attaches one is no machine, hence the look at the frame and the sender.
pub(super) fn read(evidence: &Evidence<'_>) -> Option<Found> {
    let top = evidence.parts.first()?;
    let framed = top.kind() == "multipart/report";
    let kind = top.content.text("report-type").unwrap_or_default().to_ascii_lowercase();
    let part = |names: &[&str]| evidence.parts.iter().find(|part| names.contains(&part.kind()));
    let daemon = sender::daemon(evidence);
    if let Some(feedback) = part(&["message/feedback-report"]).filter(|_| framed || daemon) {
        let _ = feedback;
        return Some(Found::Auto(Auto::Complaint));
    }
    if part(&["message/disposition-notification", "message/global-disposition-notification"])
        .is_some_and(|_| framed || daemon)
        || (framed && kind == "disposition-notification")
    {
        return Some(Found::Auto(Auto::ReadReceipt));
    }
    let delivery = part(&["message/delivery-status", "message/global-delivery-status", "message/deliverystatus"])
        .filter(|_| framed || daemon);
    match delivery {
        Some(status) => delivery_report(evidence, status),
        None if framed && kind == "feedback-report" => Some(Found::Auto(Auto::Complaint)),
        None if framed && (kind == "tlsrpt" || kind.contains("dmarc")) => Some(Found::Auto(Auto::Generated)),
        None => None,
    }
}

/// One recipient's fields.
#[derive(Default)]
struct Fate {
    action: String,
    recipient: Option<String>,
    status: Option<String>,
    diagnostic: String,
}

fn delivery_report(evidence: &Evidence<'_>, part: &Part<'_>) -> Option<Found> {
    let text = String::from_utf8_lossy(&part.bytes()).replace("\r\n", "\n");
    let fates: Vec<Fate> = text
        .split("\n\n")
        .take(1_000)
        .map(fate)
        .filter(|fate| fate.recipient.is_some() || !fate.action.is_empty())
        .collect();
    let good = |action: &str| matches!(action, "delivered" | "relayed" | "expanded");
    if !fates.is_empty() && fates.iter().all(|fate| good(&fate.action)) {
        return Some(Found::Auto(Auto::DeliveryReceipt));
    }
    if fates.is_empty() {
        return None;
    }
    let failed: Vec<&Fate> = fates.iter().filter(|fate| !good(&fate.action)).collect();
    let mut bounce =
        Bounce { hard: false, recipients: Vec::new(), status: None, original_id: super::bounce::original_id(evidence) };
    for fate in &failed {
        let code = fate.code();
        let delayed = fate.action == "delayed";
        bounce.hard |= !delayed
            && code.as_deref().map_or_else(
                || fate.action != "delayed" && !status::passing(&fate.diagnostic),
                |code| code.starts_with('5'),
            );
        bounce.status = bounce.status.or(code);
        if let Some(recipient) = &fate.recipient
            && !bounce.recipients.iter().any(|known| known.eq_ignore_ascii_case(recipient))
        {
            bounce.recipients.push(recipient.clone());
        }
    }
    if bounce.recipients.is_empty() {
        bounce.recipients = super::bounce::failing(evidence);
    }
    Some(Found::Bounce(bounce))
}

impl Fate {
    /// The finest code: the diagnostic's where the status only names its class.
    fn code(&self) -> Option<String> {
        let own = self.status.as_deref().and_then(status::enhanced);
        let told = status::enhanced(&self.diagnostic);
        match (own, told) {
            (Some(own), Some(told)) if own.ends_with(".0.0") => Some(told),
            (Some(own), None) if own.ends_with(".0.0") => status::reply(&self.diagnostic)
                .filter(|reply| reply[..1] == own[..1] || self.action == "failed")
                .or(Some(own)),
            (Some(own), _) => Some(own),
            (None, Some(told)) => Some(told),
            (None, None) => status::reply(&self.diagnostic),
        }
    }
}

fn fate(group: &str) -> Fate {
    let unfolded = group.replace("\n ", " ").replace("\n\t", " ");
    let mut fate = Fate::default();
    let (mut original, mut actual) = (None, None);
    for line in unfolded.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "action" => fate.action = value.split([' ', '(', ';']).next().unwrap_or("").to_ascii_lowercase(),
            "status" => fate.status = Some(value.to_owned()),
            "final-recipient" => fate.recipient = address(value),
            "original-recipient" => original = address(value),
            "x-actual-recipient" => actual = address(value),
            "diagnostic-code" => fate.diagnostic = words::clean(value),
            _ => {}
        }
    }
    fate.recipient = fate.recipient.or(original).or(actual);
    fate
}

fn address(value: &str) -> Option<String> {
    let bare = value.split_once(';').map_or(value, |(_, rest)| rest).trim();
    let bare = bare.split_once(['<']).map_or(bare, |(_, rest)| rest).split('>').next().unwrap_or(bare).trim();
    let bare = bare.split_whitespace().next().unwrap_or("").trim_matches(['"', ',', ';', '\'']);
    (bare.contains('@') && bare.len() < 400).then(|| words::clean(bare))
}
