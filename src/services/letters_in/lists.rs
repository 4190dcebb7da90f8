//! Letters that a mailing list passed on. The rule: what carries a list's marks is machine mail. The copy that a person
//! sends straight to us carries none, so no customer is lost by it. One list is different: an address of the
//! organisation's own that is kept as a list or group (`feedback@shop.example` that passes on to `cards@…`). Who writes
//! there writes to us; `smilecard address add feedback@shop.example` says so.

use super::fields;

/// The addresses that the list's own fields name: `List-Post`, and `List-Id` with its first dot for an `@`.
pub(super) fn addresses(raw: &[u8]) -> Vec<String> {
    let posts = fields::all(raw, "list-post").into_iter().filter_map(|value| {
        let start = value.to_ascii_lowercase().find("mailto:")? + "mailto:".len();
        let rest = value.get(start..)?;
        Some(rest.split(['>', '?', ',']).next()?.trim().to_lowercase())
    });
    let ids = fields::all(raw, "list-id").into_iter().filter_map(|value| {
        let id = value.rsplit('<').next()?.split('>').next()?.trim().to_lowercase();
        let (local, domain) = id.split_once('.')?;
        (!local.is_empty() && !domain.is_empty()).then(|| format!("{local}@{domain}"))
    });
    let mut found: Vec<String> = posts.chain(ids).filter(|address| address.contains('@')).take(10).collect();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn a_list_is_known_by_its_own_fields() {
        let raw = b"List-Id: What customers say <feedback.shop.example>\r\n\
            List-Post: <mailto:feedback@shop.example?subject=x>\r\n\r\n";
        assert_eq!(addresses(raw), ["feedback@shop.example"]);
        assert_eq!(addresses(b"List-Id: news\r\n\r\n"), Vec::<String>::new());
        assert_eq!(addresses(b"List-Post: NO\r\n\r\n"), Vec::<String>::new());
    }
}
