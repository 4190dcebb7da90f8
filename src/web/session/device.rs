//! What a browser is called in the list of its owner's sessions. Only what somebody would recognise: no version, no model.

use crate::services::sessions::Device;
use crate::web::peer;
use crate::web::state::State;
use actix_web::HttpRequest;
use actix_web::http::header;
use std::net::IpAddr;

/// The device behind a request.
pub fn of(request: &HttpRequest, state: &State) -> Device {
    let agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Device { name: named(agent), network: network(request, state) }
}

/// The network behind a request: "203.0.113.0/24".
pub fn network(request: &HttpRequest, state: &State) -> String {
    match peer::network(peer::address(request, &state.config.server)) {
        network @ IpAddr::V4(_) => format!("{network}/24"),
        network @ IpAddr::V6(_) => format!("{network}/64"),
    }
}

/// "Firefox on Linux". What calls itself several names is the one that stands first here.
fn named(agent: &str) -> String {
    let first =
        |names: &[(&str, &'static str)]| names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("Chrome", "Chrome"),
        ("CriOS", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "an iPhone"),
        ("iPad", "an iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "a Mac"),
        ("CrOS", "a Chromebook"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "A browser".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn browsers_are_called_what_their_owners_call_them() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(named(edge), "Edge on Windows");
        assert_eq!(named(iphone), "Safari on an iPhone");
        assert_eq!(named("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"), "Firefox on Linux");
        assert_eq!(named("curl/8.5.0"), "A browser");
        assert_eq!(named("<script>"), "A browser");
    }
}
