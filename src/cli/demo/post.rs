//! Letters of the sample that are no cards: what every mailbox gets, so that the page *Not accepted* has something to show.

use crate::domain::Via;
use crate::services::arrivals::Arrival;

/// Header, words: an absence note, a newsletter, and a letter that did not arrive.
const LETTERS: [(&str, &str); 3] = [
    (
        "From: Nuala Brandt <nuala.brandt@mail.example>\r\nSubject: Out of office: your order\r\nAuto-Submitted: auto-replied",
        "I am away until the 24th. In urgent matters please ring my colleague.",
    ),
    (
        "From: Shop Weekly <news@shopweekly.example>\r\nSubject: Ten displays that sell\r\n\
         List-Id: Shop Weekly <news.shopweekly.example>\r\nPrecedence: bulk",
        "This week: window displays, and why your till wants a plant beside it.",
    ),
    (
        "From: Mail Delivery System <MAILER-DAEMON@relay.example>\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         Auto-Submitted: auto-replied",
        "This is the mail system at relay.example. I'm sorry to have to inform you that your message could not be delivered to \
         one or more recipients.\r\n\r\n<t.amory@mail.example>: host mx.mail.example said: 550 5.1.1 User unknown",
    ),
];

/// The letters, as they come to this address.
pub(super) fn letters(to: &str) -> Vec<Arrival> {
    LETTERS
        .iter()
        .enumerate()
        .map(|(number, (header, words))| Arrival {
            recipient: to.to_owned(),
            sender: Some(if number == 1 { "news@shopweekly.example".to_owned() } else { String::new() }),
            raw: format!("{header}\r\nTo: {to}\r\nMessage-ID: <post-{number}@mail.example>\r\n\r\n{words}\r\n")
                .into_bytes()
                .into(),
            via: Via::Pipe,
            peer: None,
            hello: None,
        })
        .collect()
}
