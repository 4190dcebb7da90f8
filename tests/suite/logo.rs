//! The organisation's picture: uploaded by an admin, drawn anew, shown to customers and nobody's business but what is seen.

use crate::learning::{Site, sites};
use crate::pages::{KEY, Page, ask_with};
use crate::support::house::Person;
use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use base64::Engine as _;
use smilecard::domain::token::SigningKey;
use smilecard::store::logos;
use smilecard::web::csrf;

/// 16 by 8 dots of red, with a comment that says where it was taken.
const JPEG: &str = "\
    /9j/4AAQSkZJRgABAQAAAQABAAD/4QA2RXhpZgAATU0AKgAAAAgAAQEOAAIAAAATAAAAGgAAAABTRUNSRVQtUExBQ0UgNTEuNU4AAP/b\
    AEMAAwICAwICAwMDAwQDAwQFCAUFBAQFCgcHBggMCgwMCwoLCw0OEhANDhEOCwsQFhARExQVFRUMDxcYFhQYEhQVFP/bAEMBAwQEBQQF\
    CQUFCRQNCw0UFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFP/AABEIAAgAEAMBIgACEQEDEQH/\
    xAAfAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgv/xAC1EAACAQMDAgQDBQUEBAAAAX0BAgMABBEFEiExQQYTUWEHInEUMoGRoQgj\
    QrHBFVLR8CQzYnKCCQoWFxgZGiUmJygpKjQ1Njc4OTpDREVGR0hJSlNUVVZXWFlaY2RlZmdoaWpzdHV2d3h5eoOEhYaHiImKkpOUlZaX\
    mJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4eLj5OXm5+jp6vHy8/T19vf4+fr/xAAfAQADAQEBAQEBAQEBAAAA\
    AAAAAQIDBAUGBwgJCgv/xAC1EQACAQIEBAMEBwUEBAABAncAAQIDEQQFITEGEkFRB2FxEyIygQgUQpGhscEJIzNS8BVictEKFiQ04SXx\
    FxgZGiYnKCkqNTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqCg4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1\
    tre4ubrCw8TFxsfIycrS09TV1tfY2dri4+Tl5ufo6ery8/T19vf4+fr/2gAMAwEAAhEDEQA/APAqKKK/Mj+4z//Z";
/// 16 by 8 dots of blue, half see-through.
const WEBP: &str = "\
    UklGRhwAAABXRUJQVlA4TBAAAAAvD8ABEAdQrShoAQMR0f8A";
/// Two pictures that follow each other.
const MOVING: &str = "\
    UklGRsAAAABXRUJQVlA4WAoAAAASAAAADwAABwAAQU5JTQYAAAAAAAAAAABBTk1GXAAAAAAAAAAAAA8AAAcAAGQAAAJBTFBICgAAAAEH\
    UMCICERE/wNWUDggMgAAADABAJ0BKhAACAABQCYloAADcAD+9L7v//npn/+CT//gk/Mz//6MP//DD//ww/vCAAAAQU5NRjAAAAAAAAAA\
    AAAPAAAHAABkAAAAVlA4IBgAAAA0AQCdASoQAAgAAAAmJaQAA3AA/v0gUAA=";
/// 16 by 8 dots of grey, and the same with a palette.
const GREY: &str = "\
    iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAAAAADVHSBLAAAAEUlEQVR4nGMMZEAFTAwDIgAAL38AYTF2sPYAAAAASUVORK5CYII=";
const PALETTE: &str = "\
    iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAMAAADHqI+lAAACplBMVEUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAzAABm\
    AACZAADMAAD/AAAAMwAzMwBmMwCZMwDMMwD/MwAAZgAzZgBmZgCZZgDMZgD/ZgAAmQAzmQBmmQCZmQDMmQD/mQAAzAAzzABmzACZzADM\
    zAD/zAAA/wAz/wBm/wCZ/wDM/wD//wAAADMzADNmADOZADPMADP/ADMAMzMzMzNmMzOZMzPMMzP/MzMAZjMzZjNmZjOZZjPMZjP/ZjMA\
    mTMzmTNmmTOZmTPMmTP/mTMAzDMzzDNmzDOZzDPMzDP/zDMA/zMz/zNm/zOZ/zPM/zP//zMAAGYzAGZmAGaZAGbMAGb/AGYAM2YzM2Zm\
    M2aZM2bMM2b/M2YAZmYzZmZmZmaZZmbMZmb/ZmYAmWYzmWZmmWaZmWbMmWb/mWYAzGYzzGZmzGaZzGbMzGb/zGYA/2Yz/2Zm/2aZ/2bM\
    /2b//2YAAJkzAJlmAJmZAJnMAJn/AJkAM5kzM5lmM5mZM5nMM5n/M5kAZpkzZplmZpmZZpnMZpn/ZpkAmZkzmZlmmZmZmZnMmZn/mZkA\
    zJkzzJlmzJmZzJnMzJn/zJkA/5kz/5lm/5mZ/5nM/5n//5kAAMwzAMxmAMyZAMzMAMz/AMwAM8wzM8xmM8yZM8zMM8z/M8wAZswzZsxm\
    ZsyZZszMZsz/ZswAmcwzmcxmmcyZmczMmcz/mcwAzMwzzMxmzMyZzMzMzMz/zMwA/8wz/8xm/8yZ/8zM/8z//8wAAP8zAP9mAP+ZAP/M\
    AP//AP8AM/8zM/9mM/+ZM//MM///M/8AZv8zZv9mZv+ZZv/MZv//Zv8Amf8zmf9mmf+Zmf/Mmf//mf8AzP8zzP9mzP+ZzP/MzP//zP8A\
    //8z//9m//+Z///M//////91g91EAAAAK0lEQVR4nGOw4EOFDEACBTFAZeAIqgIBQQK8FhDEZ45iBpRmgKuFCmOYAQAnAxNLXRu1nAAA\
    AABJRU5ErkJggg==";

fn bytes(text: &str) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(text).unwrap()
}

/// Posts a file as a browser does.
fn upload(s: &Site, person: &Person, file: &[u8], named: bool) -> Page {
    let token = csrf::token(&SigningKey::derive(KEY), &person.session);
    let mut body = format!("--xyz\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n").into_bytes();
    if named {
        body.extend_from_slice(b"--xyz\r\nContent-Disposition: form-data; name=\"named\"\r\n\r\nyes\r\n");
    }
    body.extend_from_slice(
        b"--xyz\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"a.svg\"\r\nContent-Type: image/svg+xml\r\n\r\n",
    );
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--xyz--\r\n");
    let request = TestRequest::post()
        .uri("/settings/logo")
        .insert_header(("content-type", "multipart/form-data; boundary=xyz"))
        .set_payload(body);
    ask_with(&s.db.database, &s.directory, request, Some(person))
}

fn customer(s: &Site, path: &str, etag: Option<&str>) -> Page {
    let mut request = TestRequest::get().uri(path);
    if let Some(etag) = etag {
        request = request.insert_header(("if-none-match", etag));
    }
    ask_with(&s.db.database, &s.directory, request, None)
}

fn header<'a>(page: &'a Page, name: &str) -> &'a str {
    page.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

/// The address of the picture on a page.
fn source(html: &str) -> Option<String> {
    html.split("src=\"/logo/").nth(1).map(|rest| format!("/logo/{}", rest.split('"').next().unwrap()))
}

fn stored(s: &Site) -> Vec<u8> {
    let read = |connection: &mut smilecard::store::AnyConnection| {
        let hash = logos::current(connection, s.house.organisation)?.unwrap().hash;
        logos::bytes(connection, &hash)
    };
    s.db.database.read(read).unwrap().unwrap()
}

#[test]
fn every_kind_of_picture_becomes_a_png_that_holds_nothing_but_what_is_seen() {
    for s in sites() {
        for file in [JPEG, WEBP, GREY, PALETTE].map(bytes) {
            let page = upload(&s, &s.admin, &file, true);
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{}: {}", s.db.kind, page.html);
            let png = stored(&s);
            assert!(png.starts_with(b"\x89PNG") && !png.windows(6).any(|six| six == b"SECRET"), "{}", s.db.kind);
            let html = customer(&s, "/f/larkspur", None).html;
            assert!(html.contains("width=\"8\" height=\"4\""), "shown at half its dots: {html}");
        }
    }
}

#[test]
fn what_is_no_still_picture_comes_back_with_the_page_and_changes_nothing() {
    for s in sites() {
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec();
        let truncated = bytes(JPEG)[..200].to_vec();
        let large = vec![0; 2 * 1024 * 1024 + 1];
        let largest = vec![0; 3 * 1024 * 1024];
        for (file, status, said) in [
            (svg, 422, "PNG, JPEG or WebP"),
            (truncated, 422, "can’t be read"),
            (bytes(MOVING), 422, "stands still"),
            (Vec::new(), 422, "Choose a picture first."),
            (large, 413, "smaller than 2 MB"),
            (largest, 413, "Choose a smaller file."),
        ] {
            let page = upload(&s, &s.admin, &file, true);
            assert_eq!(page.status.as_u16(), status, "{}: {said}", s.db.kind);
            assert!(page.html.contains("role=\"alert\"") && page.html.contains(said), "{said}: {}", page.html);
        }
        assert_eq!(source(&customer(&s, "/f/larkspur", None).html), None);
        assert_eq!(upload(&s, &s.ruth, &bytes(JPEG), true).status, StatusCode::NOT_FOUND, "only an admin");
        let foreign = s.post("/settings/logo", &s.admin, &[("logo", "x")]);
        assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY, "no form with a file");
    }
}

#[test]
fn customers_see_it_with_its_words_and_a_browser_that_has_it_gets_it_no_second_time() {
    for s in sites() {
        upload(&s, &s.admin, &bytes(WEBP), true);
        let form = customer(&s, "/f/larkspur", None).html;
        assert!(form.contains("alt=\"House larkspur\"") && !form.contains("<span>House larkspur</span>"), "{form}");
        let address = source(&form).unwrap();
        let picture = customer(&s, &address, None);
        assert_eq!((picture.status, header(&picture, "content-type")), (StatusCode::OK, "image/png"));
        assert!(picture.cache.contains("immutable") && picture.cache.contains("public"));
        let etag = header(&picture, "etag").to_owned();
        assert!(etag.starts_with('"'), "{etag}");
        let again = customer(&s, &address, Some(&etag));
        assert_eq!((again.status, again.html.as_str(), header(&again, "etag")), (StatusCode::NOT_MODIFIED, "", &*etag));
        assert_eq!(customer(&s, &address, Some("\"other\"")).status, StatusCode::OK);
        for nothing in ["/logo/x.png".to_owned(), format!("/logo/{}.png", "0".repeat(64)), address.replace(".png", "")]
        {
            assert_eq!(customer(&s, &nothing, None).status, StatusCode::NOT_FOUND, "{nothing}");
        }
        // Where the name can't be read in the picture, it stands beside it, and is read aloud once.
        upload(&s, &s.admin, &bytes(GREY), false);
        let form = customer(&s, "/f/larkspur", None).html;
        assert!(form.contains("alt=\"\"") && form.contains("<span>House larkspur</span>"), "{form}");
        let poster = s.get("/links/poster?form=larkspur", &s.ruth).html;
        assert!(source(&poster).is_some(), "{poster}");
    }
}

#[test]
fn a_logo_is_removed_and_replaced_and_each_is_undone() {
    for s in sites() {
        let on_form = || source(&customer(&s, "/f/larkspur", None).html);
        assert_eq!(upload(&s, &s.admin, &bytes(WEBP), true).location, "/settings?done=logo");
        let first = on_form().unwrap();
        let replaced = upload(&s, &s.admin, &bytes(GREY), true).location;
        let second = on_form().unwrap();
        assert_ne!(first, second, "{}", s.db.kind);
        assert_eq!(customer(&s, &first, None).status, StatusCode::NOT_FOUND, "nobody uses it");

        let page = s.get(&replaced, &s.admin).html;
        assert!(page.contains("Undo: show the one before"), "{page}");
        let hash = replaced.split("logo=").nth(1).unwrap().to_owned();
        s.done("/settings/logo/removal/undo", &s.admin, &[("logo", &hash)]);
        assert_eq!(on_form().as_deref(), Some(first.as_str()));

        let removed = s.done("/settings/logo/removal", &s.admin, &[]);
        assert_eq!(on_form(), None);
        assert_eq!(s.post("/settings/logo/removal", &s.admin, &[]).status, StatusCode::NOT_FOUND, "there is none");
        let hash = removed.split("logo=").nth(1).unwrap().to_owned();
        assert_eq!(
            s.post("/settings/logo/removal/undo", &s.stranger, &[("logo", &hash)]).status,
            StatusCode::NOT_FOUND
        );
        s.done("/settings/logo/removal/undo", &s.admin, &[("logo", &hash)]);
        assert_eq!(on_form().as_deref(), Some(first.as_str()));
    }
}
