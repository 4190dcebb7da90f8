//! Letters on their way in, through the doors that mail servers use: LMTP, SMTP, the spool and `POST /mail/inbound`. The
//! names carry the numbers of the requirements they hold.

mod exim;
mod faults;
mod http_in;
mod kill;
mod limits;
mod lmtp;
mod postfix;
mod senders;
mod smtp;
mod spool;
mod wire;

use crate::place::Place;
use crate::support::served::{Served, larkspur};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Binary, Nullable, Text};
use wire::Wire;

/// The address that everything is for.
const CARDS: &str = "cards@larkspur.example";

/// A letter as it is stored.
#[derive(Debug, QueryableByName)]
struct Stored {
    #[diesel(sql_type = Text)]
    recipient: String,
    #[diesel(sql_type = Text)]
    sender: String,
    #[diesel(sql_type = Text)]
    via: String,
    #[diesel(sql_type = Nullable<Text>)]
    hello: Option<String>,
    #[diesel(sql_type = Binary)]
    first: Vec<u8>,
}

impl Stored {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.first).into_owned()
    }
}

/// Every letter, oldest first, with its first 256 KB.
fn stored(place: &Place) -> Vec<Stored> {
    place.rows(
        "SELECT recipient, sender, via, hello, bytes AS first FROM inbound_messages m JOIN inbound_raw r \
         ON r.organisation_id = m.organisation_id AND r.inbound_id = m.id WHERE part = 0 ORDER BY m.id",
    )
}

fn count(place: &Place, what: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Number {
        #[diesel(sql_type = BigInt)]
        number: i64,
    }
    place.rows::<Number>(&format!("SELECT COUNT(*) AS number FROM {what}"))[0].number
}

/// A service with LMTP on a socket in its folder.
struct House {
    place: Place,
    served: Served,
    settings: Vec<(&'static str, String)>,
}

impl House {
    fn open(settings: &[(&'static str, &str)]) -> Self {
        Self::at(larkspur(), settings)
    }

    fn at(place: Place, settings: &[(&'static str, &str)]) -> Self {
        let socket = format!("unix:{}", place.folder().join("lmtp").display());
        let mut all = vec![("SMILECARD_LMTP__LISTEN", socket)];
        all.extend(settings.iter().map(|(name, value)| (*name, (*value).to_owned())));
        let served = start(&place, &all);
        Self { place, served, settings: all }
    }

    /// Starts it once more, after it was killed.
    fn again(&mut self) {
        self.served = start(&self.place, &self.settings);
    }

    /// A connection that nothing was said on.
    fn lmtp(&self) -> Wire {
        Wire::unix(&self.place.folder().join("lmtp")).unwrap()
    }

    /// A connection that was greeted.
    fn greeted(&self) -> Wire {
        let mut wire = self.lmtp();
        assert!(wire.hear().starts_with("220 "));
        assert!(wire.ask("LHLO mx.larkspur.example").starts_with("250"));
        wire
    }
}

fn start(place: &Place, settings: &[(&'static str, String)]) -> Served {
    let borrowed: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Served::start(place, &borrowed)
}

/// A letter whose words are these.
fn letter(id: &str, words: &str) -> String {
    format!(
        "From: Joan <joan@mail.example>\r\nTo: {CARDS}\r\nSubject: Thanks\r\nMessage-ID: <{id}@mail.example>\r\n\r\n{words}\r\n"
    )
}
