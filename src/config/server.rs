//! `[server]`: where the web server listens, what it is called from outside, whom it believes.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use ipnet::IpNet;

use super::host::{is_host_name, is_loopback};
use super::raw::{Limits, Raw, toml_text};
use super::section::section;
use super::setting::Setting;

section! {
    /// Where the web server listens, what it is called from outside, and how long it waits.
    "server" => ServerSettings {
        /// Address and port to listen on. The default answers this machine only: put a proxy with TLS before it.
        bind: SocketAddr = "127.0.0.1:8080";
        /// What people type into the browser: the start of every link in a letter. `https://` unless the host is
        /// this machine, because sign-in cookies are only sent over TLS.
        public_url: PublicUrl = "http://127.0.0.1:8080";
        /// Proxies whose `X-Forwarded-For` is believed, as addresses or networks. Anybody else's is ignored, and
        /// the address of the connection counts.
        trusted_proxies: Vec<Network> = "";
        /// Threads that serve requests. 0 is one per core.
        workers: usize = "0", 0..=256;
        /// Seconds until an unfinished answer is given up.
        request_timeout_s: u64 = "10", 1..=300;
        /// Seconds for the whole body of a request to arrive, however slowly it drips.
        body_timeout_s: u64 = "20", 1..=300;
        /// Kilobytes (1,024 bytes) that a request's body may have.
        max_body_kb: usize = "256", 16..=16384;
    }
}

impl ServerSettings {
    pub fn request_timeout(&self) -> Duration {
        Duration::from_secs(self.request_timeout_s)
    }

    pub fn body_timeout(&self) -> Duration {
        Duration::from_secs(self.body_timeout_s)
    }

    pub fn max_body_bytes(&self) -> usize {
        self.max_body_kb * 1024
    }

    /// Says whether a peer's `X-Forwarded-For` is believed.
    pub fn trusts(&self, peer: IpAddr) -> bool {
        // A dual-stack socket reports IPv4 peers as ::ffff:a.b.c.d.
        self.trusted_proxies.iter().any(|network| network.contains(peer.to_canonical()))
    }
}

/// A network of proxies; never the whole internet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Network(IpNet);

impl Network {
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.contains(&address)
    }
}

impl Setting for Network {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        let text = raw.text()?;
        let network = text.parse::<IpNet>().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))?;
        // Trusting everybody lets every client choose the address it is counted under.
        (network.prefix_len() > 0).then(|| Self(network.trunc()))
    }

    fn expected(_: Limits) -> String {
        "an address or a network such as 10.0.0.0/8, not everybody".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(&self.0.to_string())
    }
}

/// Scheme, host and port of the site, without a path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PublicUrl {
    origin: String,
    host: String,
}

impl PublicUrl {
    /// Takes `http(s)://host[:port][/]`, or `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let lower = text.trim().to_ascii_lowercase();
        let origin = lower.strip_suffix('/').unwrap_or(&lower);
        let authority = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"))?;
        let (host, port) = match authority.strip_prefix('[') {
            Some(rest) => {
                let (host, after) = rest.split_once(']')?;
                host.parse::<std::net::Ipv6Addr>().ok()?;
                (host, if after.is_empty() { None } else { Some(after.strip_prefix(':')?) })
            }
            None => match authority.split_once(':') {
                Some((host, port)) => (host, Some(port)),
                None => (authority, None),
            },
        };
        let named = host.parse::<IpAddr>().is_ok() || is_host_name(host);
        let numbered = port.is_none_or(|port| {
            port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
        });
        (named && numbered).then(|| Self { origin: origin.to_owned(), host: host.to_owned() })
    }

    /// `https://cards.example`, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.origin
    }

    /// The host alone: `cards.example`, `127.0.0.1`, `::1`.
    pub fn host(&self) -> &str {
        &self.host
    }

    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }

    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.origin)
    }
}

impl Setting for PublicUrl {
    fn read(raw: &Raw, _: Limits) -> Option<Self> {
        Self::parse(raw.text()?)
    }

    fn expected(_: Limits) -> String {
        "a URL of scheme, host and perhaps a port, such as https://cards.example".to_owned()
    }

    fn shown(&self) -> String {
        toml_text(&self.origin)
    }
}
