//! `[form]`: how many cards one network may send.

use super::section::section;

section! {
    /// How many cards one network may send through public forms. A network is an IPv4 /24 or an IPv6 /64.
    "form" => FormSettings {
        /// Cards from one network in a minute.
        posts_per_minute: u32 = "20", 1..=1000000000;
        /// Cards from one network in an hour. A shop's guests share one address: leave room for them.
        posts_per_hour: u32 = "200", 1..=1000000000;
    }
}
