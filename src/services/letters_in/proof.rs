//! Whether a letter's sender is who it says (R35), by what our own mail server found and wrote down
//! (`reading::authentication`); nobody else's word counts.

use super::fields;
use crate::reading::authentication::{self, Authentication, Outcome};

/// What is known of the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The domain of From stands for it.
    Pass,
    /// It was looked at and doesn't hold.
    Fail,
    /// Nobody we believe has looked, or the domain gives nothing to look at.
    None,
}

impl Proof {
    /// The word in the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::None => "none",
        }
    }
}

/// Reads what our mail server found about `from`, the address that reading takes for the writer.
pub(super) fn of(raw: &[u8], authserv_id: Option<&str>, from: Option<&str>) -> Proof {
    let (Some(ours), Some((_, domain))) = (authserv_id, from.and_then(|from| from.rsplit_once('@'))) else {
        return Proof::None;
    };
    let found = authentication::of(raw, ours);
    // A list may have put itself into From: then the list was verified, and not the writer behind it.
    let about_from = match fields::all(raw, "from").as_slice() {
        [only] => only.to_lowercase().contains(&format!("@{}", domain.to_lowercase())),
        _ => false,
    };
    if found.aligned && about_from {
        return Proof::Pass;
    }
    if failed(&found) { Proof::Fail } else { Proof::None }
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
        of(raw.as_bytes(), Some("mx.shop.example"), Some("ruth@shop.example"))
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
    }

    #[test]
    fn two_senders_and_a_list_in_the_writers_place_are_no_verified_one_r35() {
        let results = "Authentication-Results: mx.shop.example; dmarc=pass header.from=shop.example\r\n";
        let two = format!("{results}From: ruth@shop.example\r\nFrom: eve@evil.example\r\n\r\n");
        assert_eq!(of(two.as_bytes(), Some("mx.shop.example"), Some("ruth@shop.example")), Proof::Fail);
        let list = format!("{results}From: list@shop.example\r\n\r\n");
        assert_ne!(of(list.as_bytes(), Some("mx.shop.example"), Some("rosa@customer.example")), Proof::Pass);
        assert_eq!(of(list.as_bytes(), None, Some("list@shop.example")), Proof::None);
    }
}
