//! Whether a letter's sender is who it says (R35): by what our own mail server found and wrote down
//! (`reading::authentication`), or, for letters that came straight from their sender's server, by asking DNS ourselves.
//! Nobody else's word counts.

use super::fields;
use super::rules::{Direct, Rules, Sent};
use crate::domain::Via;
use crate::reading::authentication::{self, Authentication, Outcome};
use crate::store::inbound::InboundRow;
use crate::store::letter_readings::ReadingRow;

/// What is known of the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The domain of From stands for it.
    Pass,
    /// It was looked at and doesn't hold.
    Fail,
    /// It could not be looked at: DNS gave no answer.
    Unknown,
    /// Nobody we believe has looked, or the domain gives nothing to look at.
    None,
}

impl Proof {
    const ALL: [Self; 4] = [Self::Pass, Self::Fail, Self::Unknown, Self::None];

    /// The word in the table.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Unknown => "unknown",
            Self::None => "none",
        }
    }

    /// Whether a card says that its sender is not verified.
    pub fn is_unverified(word: &str) -> bool {
        [Self::Fail, Self::Unknown].iter().any(|proof| proof.word() == word)
    }
}

/// What was found out about a sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) proof: Proof,
    /// How each check ended, for people: `SPF pass, DKIM none, DMARC fail`; empty when nobody has looked.
    pub(super) checks: String,
}

impl Found {
    fn nothing() -> Self {
        Self { proof: Proof::None, checks: String::new() }
    }

    /// As it was found when the letter was read before.
    pub(super) fn kept(before: &ReadingRow) -> Self {
        let proof = Proof::ALL.into_iter().find(|proof| proof.word() == before.proof).unwrap_or(Proof::None);
        Self { proof, checks: before.checks.clone() }
    }
}

/// Finds out about `from`, the address that reading takes for the writer.
pub(super) fn find(raw: &[u8], row: &InboundRow, from: Option<&str>, rules: &Rules) -> Found {
    let Some((_, domain)) = from.and_then(|from| from.rsplit_once('@')) else { return Found::nothing() };
    let ours = rules.authserv_id.as_deref();
    // Who hands a letter to our own port may have written its header: results that stand in it are nobody's, unless that
    // is our own server.
    let found = match (row.via, &rules.direct) {
        (Via::Smtp, Direct::Nobody) => return Found::nothing(),
        (Via::Smtp, Direct::Inquiry(inquiry)) => {
            let Some(peer) = row.peer.as_deref().and_then(|peer| peer.parse().ok()) else { return Found::nothing() };
            let hello = row.hello.as_deref().unwrap_or_default();
            inquiry.ask(&Sent { peer, hello, sender: &row.sender, raw }).weigh(raw)
        }
        (Via::Smtp, Direct::OurServer) | (Via::Lmtp | Via::Pipe | Via::Imap | Via::Http, _) => {
            let Some(ours) = ours else { return Found::nothing() };
            authentication::of(raw, ours)
        }
    };
    Found { proof: judge(raw, &found, domain), checks: told(&found) }
}

fn judge(raw: &[u8], found: &Authentication, domain: &str) -> Proof {
    // A list may have put itself into From: then the list was verified, and not the writer behind it.
    let about_from = match fields::all(raw, "from").as_slice() {
        [only] => only.to_lowercase().contains(&format!("@{}", domain.to_lowercase())),
        _ => false,
    };
    if found.aligned && about_from {
        Proof::Pass
    } else if failed(found) {
        Proof::Fail
    } else if [found.spf, found.dkim, found.dmarc].contains(&Outcome::TempError) {
        Proof::Unknown
    } else {
        Proof::None
    }
}

fn told(found: &Authentication) -> String {
    let each = [("SPF", found.spf), ("DKIM", found.dkim), ("DMARC", found.dmarc)];
    let said = each.iter().filter(|(_, outcome)| *outcome != Outcome::Unchecked);
    said.map(|(name, outcome)| format!("{name} {}", outcome.as_str())).collect::<Vec<_>>().join(", ")
}

fn failed(found: &Authentication) -> bool {
    let bad = |outcome| matches!(outcome, Outcome::Fail | Outcome::SoftFail | Outcome::PermError);
    match found.dmarc {
        // A pass that doesn't stand for this sender is for somebody else.
        Outcome::Pass => !found.aligned,
        Outcome::Fail | Outcome::PermError | Outcome::SoftFail => true,
        Outcome::Unchecked | Outcome::None | Outcome::Neutral | Outcome::TempError | Outcome::Other => {
            !found.aligned && (bad(found.spf) || bad(found.dkim))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proof(results: &str) -> Proof {
        let raw = format!(
            "Authentication-Results: mx.shop.example; {results}\r\nFrom: Ruth <ruth@shop.example>\r\n\r\nWords.\r\n"
        );
        of(&raw, Some("mx.shop.example"), "ruth@shop.example")
    }

    fn of(raw: &str, ours: Option<&str>, from: &str) -> Proof {
        let found = ours.map(|ours| authentication::of(raw.as_bytes(), ours)).unwrap_or_default();
        judge(raw.as_bytes(), &found, from.rsplit_once('@').unwrap().1)
    }

    #[test]
    fn a_pass_for_another_domain_is_none_for_this_one_r35() {
        assert_eq!(proof("dmarc=pass header.from=shop.example"), Proof::Pass);
        assert_eq!(proof("dmarc=pass header.from=evil.example"), Proof::Fail);
        assert_eq!(proof("dmarc=fail header.from=shop.example"), Proof::Fail);
        assert_eq!(proof("dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example"), Proof::None);
        assert_eq!(proof("dkim=pass header.d=shop.example"), Proof::Pass);
        assert_eq!(proof("spf=softfail smtp.mailfrom=shop.example; dkim=none"), Proof::Fail);
        assert_eq!(proof("none"), Proof::None);
        assert_eq!(proof("dmarc=temperror header.from=shop.example"), Proof::Unknown);
        assert_eq!(proof("spf=temperror smtp.mailfrom=shop.example; dkim=pass header.d=shop.example"), Proof::Pass);
    }

    #[test]
    fn two_senders_and_a_list_in_the_writers_place_are_no_verified_one_r35() {
        let results = "Authentication-Results: mx.shop.example; dmarc=pass header.from=shop.example\r\n";
        let two = format!("{results}From: ruth@shop.example\r\nFrom: eve@evil.example\r\n\r\n");
        assert_eq!(of(&two, Some("mx.shop.example"), "ruth@shop.example"), Proof::Fail);
        let list = format!("{results}From: list@shop.example\r\n\r\n");
        assert_ne!(of(&list, Some("mx.shop.example"), "rosa@customer.example"), Proof::Pass);
        assert_eq!(of(&list, None, "list@shop.example"), Proof::None);
    }
}
