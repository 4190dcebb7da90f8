//! Ids: UUIDv7, one Rust type per table, so that a card's id can't be passed where an agent's is wanted.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// Makes a UUIDv7 whose first 60 bits are `now` to a quarter of a microsecond (RFC 9562, section 6.2, method 3),
/// so that ids sort in the order of arrival.
fn uuid_at(now: Timestamp) -> Uuid {
    let mut noise = [0_u8; 10];
    // An operating system without random numbers can't be served; zeros would still be unique by time.
    let _ = getrandom::fill(&mut noise);
    let micros = now.as_microsecond().max(0).unsigned_abs();
    let fraction = (micros % 1000) * 4096 / 1000;
    noise[0] = u8::try_from(fraction >> 8 & 0x0f).unwrap_or(0);
    noise[1] = u8::try_from(fraction & 0xff).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(micros / 1000, &noise).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id that carries `now`.
            pub fn at(now: Timestamp) -> Self {
                Self(uuid_at(now))
            }

            /// The lowest id that carries the millisecond of `moment`: where a span of time begins in the key.
            pub fn first_at(moment: Timestamp) -> Self {
                let millis = moment.as_millisecond().max(0).unsigned_abs();
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid())
            }

            /// The id whose bytes these are.
            pub fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The id as a UUID.
            pub fn uuid(self) -> Uuid {
                self.0
            }

            /// The 16 bytes that the database keeps.
            pub fn as_bytes(&self) -> &[u8] {
                self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = crate::error::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self).map_err(|cause| {
                    crate::error::Error::not_found("There is nothing under this address.").with_source(cause)
                })
            }
        }
    )+};
}

ids! {
    /// A tenant.
    OrganisationId;
    /// A team of agents.
    TeamId;
    /// An employee whom a card can mention.
    AgentId;
    /// Somebody who signs in.
    MemberId;
    /// A public page that collects cards.
    FormId;
    /// One piece of feedback.
    CardId;
    /// One line of a card's trail.
    EventId;
    /// A raw mail before it is a card.
    InboundId;
    /// Who gets a digest, and when.
    SubscriptionId;
    /// The content for one subscription and one period.
    DigestId;
    /// A letter on its way out.
    LetterId;
    /// A piece of background work.
    JobId;
    /// One line of what managers corrected.
    CorrectionId;
    /// Corrections that were made with one press, and are taken back together.
    ActId;
    /// An agent's word that a card is not about them.
    DisputeId;
    /// An answer that is written often.
    ReplyId;
    /// A passkey of a member.
    PasskeyId;
}

#[cfg(test)]
mod tests {
    use super::CardId;
    use jiff::Timestamp;

    #[test]
    fn ids_sort_in_the_order_of_arrival_to_the_microsecond() {
        let moment = |micros: i64| Timestamp::from_microsecond(1_763_800_000_000_000 + micros).unwrap();
        let ids: Vec<_> = (0..2_000).map(|micros| CardId::at(moment(micros))).collect();
        assert!(ids.is_sorted());
    }
}
