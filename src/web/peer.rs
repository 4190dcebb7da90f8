//! Whose request this is, by network address. A proxy's word is believed only for proxies that the operator has
//! named, and then only the right-most hop that is none of them: whatever stands further left, anybody may have written.

use crate::config::ServerSettings;
use actix_web::HttpRequest;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The visitor's address.
pub fn address(request: &HttpRequest, settings: &ServerSettings) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip().to_canonical());
    if !settings.trusts(peer) {
        return peer;
    }
    let hops = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = hops.flat_map(|value| value.split(',')).map(str::trim).collect();
    let mut nearest = peer;
    for hop in hops.iter().rev() {
        // A hop that can't be read ends the chain: everything left of it is hearsay.
        let Ok(hop) = hop.parse::<IpAddr>() else { break };
        nearest = hop.to_canonical();
        if !settings.trusts(nearest) {
            break;
        }
    }
    nearest
}

/// The visitor's network, which budgets are counted by: an IPv4 /24 or an IPv6 /64, for one person may own all of those.
pub fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(four) => {
            let [a, b, c, _] = four.octets();
            IpAddr::V4(Ipv4Addr::new(a, b, c, 0))
        }
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Purpose, Sources};
    use actix_web::test::TestRequest;

    fn settings(trusted: &str) -> ServerSettings {
        let file = format!("[server]\ntrusted_proxies = [{trusted}]");
        let sources = Sources { file: Some(("smilecard.toml".into(), file)), ..Sources::default() };
        Config::load(&sources, Purpose::Command).unwrap().server
    }

    fn seen(peer: &str, forwarded: &str, trusted: &str) -> String {
        let request = TestRequest::default()
            .peer_addr(peer.parse().unwrap())
            .insert_header(("x-forwarded-for", forwarded))
            .to_http_request();
        address(&request, &settings(trusted)).to_string()
    }

    #[test]
    fn a_strangers_word_about_their_address_is_not_believed() {
        assert_eq!(seen("203.0.113.9:1", "198.51.100.1", ""), "203.0.113.9");
    }

    #[test]
    fn behind_a_trusted_proxy_the_right_most_stranger_counts() {
        let trusted = "\"10.0.0.0/8\"";
        assert_eq!(seen("10.0.0.1:1", "1.2.3.4, 203.0.113.9", trusted), "203.0.113.9");
        assert_eq!(seen("10.0.0.1:1", "1.2.3.4, 203.0.113.9, 10.0.0.7", trusted), "203.0.113.9");
        assert_eq!(seen("10.0.0.1:1", "nonsense", trusted), "10.0.0.1");
    }

    #[test]
    fn one_persons_many_addresses_are_one_network() {
        let network = |text: &str| network(text.parse().unwrap()).to_string();
        assert_eq!(network("203.0.113.200"), "203.0.113.0");
        assert_eq!(network("2001:db8:1:2:ffff::1"), "2001:db8:1:2::");
    }
}
