//! Names of hosts: what is one, and which means this machine.

use std::net::IpAddr;

use super::raw::{Limits, Raw, toml_text};
use super::setting::Setting;

/// A host name or an IP address.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HostName(String);

impl HostName {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }
}

impl Setting for HostName {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        let host = raw.text()?.to_ascii_lowercase();
        let right = is_host_name(&host) || host.parse::<IpAddr>().is_ok();
        right.then_some(Self(host))
    }

    fn expected(_: Limits) -> String {
        "a host name or an IP address, without scheme and port".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(&self.0)
    }
}

/// ASCII labels of letters, digits and inner hyphens (RFC 1123 section 2.1).
pub(super) fn is_host_name(host: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    // All digits after the last dot would be an address that didn't parse, such as 10.0.0.
    let last_is_name = host.rsplit('.').next().is_some_and(|last| !last.bytes().all(|byte| byte.is_ascii_digit()));
    host.len() <= 253 && host.split('.').all(label) && last_is_name
}

/// Says whether a host is this machine.
pub(super) fn is_loopback(host: &str) -> bool {
    let name = host.eq_ignore_ascii_case("localhost") || host.to_ascii_lowercase().ends_with(".localhost");
    name || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
