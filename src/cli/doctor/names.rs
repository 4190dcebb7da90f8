//! Names in the DNS, and what may stand above them.

/// The domains that a DMARC policy for this one may stand at: itself, then those above it, without the topmost (RFC 9989
/// asks upwards from the name in the same way).
pub(super) fn upwards(domain: &str) -> Vec<&str> {
    let mut names = vec![domain];
    let mut rest = domain;
    while let Some((_, above)) = rest.split_once('.') {
        if !above.contains('.') {
            break;
        }
        names.push(above);
        rest = above;
    }
    names
}

/// Whether two domains are one, or one stands below the other.
pub(super) fn related(one: &str, other: &str) -> bool {
    let below = |low: &str, high: &str| low.strip_suffix(high).is_some_and(|rest| rest.ends_with('.'));
    one == other || below(one, other) || below(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_looked_for_upwards_and_never_at_the_top() {
        assert_eq!(
            upwards("a.mail.larkspur.example"),
            ["a.mail.larkspur.example", "mail.larkspur.example", "larkspur.example"]
        );
        assert_eq!(upwards("larkspur.example"), ["larkspur.example"]);
        assert!(
            related("mail.larkspur.example", "larkspur.example")
                && !related("evillarkspur.example", "larkspur.example")
        );
    }
}
