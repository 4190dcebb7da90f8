//! Every page and letter, rendered with the reference's own content and with hostile content.

use super::samples;
use serde_json::Value;
use smilecard::domain::wording::Words;
use smilecard::mail::letters;
use smilecard::render::Templates;
use std::fs;

/// Opens a tag, an entity and both kinds of quotes.
const HOSTILE: &str = "<b>&\"'";

/// Replaces every text but the two that choose a branch of a template.
fn poison(value: &mut Value) {
    match value {
        Value::String(text) => *text = HOSTILE.to_owned(),
        Value::Array(items) => items.iter_mut().for_each(poison),
        Value::Object(fields) => {
            fields.iter_mut().filter(|(key, _)| *key != "state").for_each(|(_, item)| poison(item));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn no_text_reaches_a_page_or_an_html_letter_unescaped() {
    let templates = Templates::load(None).unwrap();
    for mut sample in samples::all() {
        poison(&mut sample.given);
        let page = templates.render(sample.template, &sample.given).unwrap();
        if sample.template.ends_with(".html") {
            assert!(page.contains("&lt;b&gt;&amp;&quot;"), "{} shows nothing", sample.name);
            for raw in ["<b>&\"", "&\"", "\"'"] {
                assert!(!page.contains(raw), "{} in {}", raw, sample.name);
            }
        } else if !["sign_in.subject"].contains(&sample.name) {
            assert!(page.contains("<b>&\"'") && !page.contains("&lt;"), "{}", sample.name);
        }
    }
}

#[test]
fn every_template_is_rendered_by_a_sample() {
    let used: Vec<&str> = samples::all().iter().map(|sample| sample.template).collect();
    for folder in ["web/public", "web/session", "web/agent", "web/manager", "mail"] {
        for entry in fs::read_dir(format!("templates/{folder}")).unwrap() {
            let name = format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy());
            // Pieces of other templates, and the short letters, which `letters` looks at in every language.
            let short = name.strip_prefix("mail/").is_some_and(|name| {
                let name = name.split('.').next().unwrap_or_default();
                crate::letters::SHORT.contains(&name)
                    || ["base", "parts", "pieces", "head", "how", "card"].contains(&name)
            });
            if !short {
                assert!(used.contains(&name.as_str()), "{name} has no sample");
            }
        }
    }
}

fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(sources(&name));
        } else {
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

#[test]
fn templates_hold_nothing_that_would_need_trust() {
    for (name, source) in sources("templates") {
        for forbidden in ["| safe", "|safe", "='{{", "={{"] {
            assert!(!source.contains(forbidden), "{forbidden} in {name}");
        }
        if name.contains("/web/") {
            assert_eq!(
                source.matches("<script").count(),
                source.matches("<script type=\"module\" src=").count(),
                "{name}"
            );
            for forbidden in [" style=", "<style", " onclick", "javascript:", "http://"] {
                assert!(!source.contains(forbidden), "{forbidden} in {name}");
            }
        }
        // Only `.html` is escaped, so whatever holds a tag must be called that.
        let plain = name.ends_with(".text") || name.ends_with(".subject");
        assert!(name.ends_with(".html") || (plain && !source.contains("</")), "{name}");
    }
}

#[test]
fn every_form_that_is_posted_carries_the_token_and_only_a_search_is_sent_by_get() {
    let templates = Templates::load(None).unwrap();
    for sample in samples::all().into_iter().filter(|s| s.template.starts_with("web/")) {
        let page = templates.render(sample.template, &sample.given).unwrap();
        for form in page.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            if form.contains("role=\"search\"") {
                // Searching reads; the token would stand in an address.
                assert!(form.contains("method=\"get\"") && !form.contains("csrf"), "{}", sample.name);
                continue;
            }
            assert!(form.contains("method=\"post\""), "{}", sample.name);
            // Mail programs stop a letter by themselves (RFC 8058): the link's own token is all they have.
            let by_mail = [
                "web/public/stop.html",
                "web/public/undo.html",
                "web/public/put_right.html",
                "web/public/verify_praise.html",
            ]
            .contains(&sample.template);
            assert!(by_mail || form.contains("name=\"csrf\" value=\"csrf-token"), "{}", sample.name);
        }
    }
}

#[test]
fn ids_are_unique_and_what_refers_to_them_finds_them() {
    let templates = Templates::load(None).unwrap();
    for sample in samples::all().into_iter().filter(|s| s.template.starts_with("web/")) {
        let page = templates.render(sample.template, &sample.given).unwrap();
        let values = |attribute: &str| -> Vec<String> {
            page.split(&format!(" {attribute}=\""))
                .skip(1)
                .flat_map(|rest| rest.split('"').next().unwrap().split(' '))
                .map(str::to_owned)
                .collect()
        };
        let ids = values("id");
        for (index, id) in ids.iter().enumerate() {
            assert!(!ids[..index].contains(id), "{id} twice in {}", sample.name);
        }
        for attribute in ["aria-labelledby", "aria-describedby", "for"] {
            for id in values(attribute) {
                assert!(ids.contains(&id), "{attribute} {id} in {}", sample.name);
            }
        }
        for href in values("href").iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(ids.contains(&href.to_owned()), "#{href} in {}", sample.name);
        }
    }
}

#[test]
fn plain_letters_keep_to_seventy_columns_but_for_links() {
    let templates = Templates::load(None).unwrap();
    for sample in samples::all().into_iter().filter(|s| s.template.ends_with(".text")) {
        let letter = templates.render(sample.template, &sample.given).unwrap();
        for line in letter.lines() {
            let fits = line.chars().count() <= 70 || line.contains("https://");
            assert!(fits, "{}: {line}", sample.name);
            assert_eq!(line, line.trim_end(), "{}", sample.name);
        }
        assert!(!letter.contains("\n\n\n\n"), "{}", sample.name);
    }
}

#[test]
fn a_subject_is_one_line_even_when_a_name_breaks_it() {
    let templates = Templates::load(None).unwrap();
    let mut letter = samples::letters::digest();
    letter.subject = "31 smiles\r\nBcc: everyone@example.com".to_owned();
    letter.needs_you[0].words = samples::words("See https://evil.example now", &[], true);
    let letter = letters::digest(letter, &templates).unwrap();
    assert_eq!(letter.subject, "31 smiles Bcc: everyone@example.com");
    assert!(!letter.html.contains("evil.example") && !letter.text.contains("evil.example"));
    let letter = letters::sign_in(&samples::letters::sign_in(), &templates).unwrap();
    assert_eq!(letter.subject, "Your link to sign in to Smilecard");
    assert!(letter.text.contains("\n    https://") && letter.html.contains(">Sign in</a>"));
}

#[test]
fn html_letters_stay_under_a_hundred_kilobytes_and_fetch_nothing() {
    let templates = Templates::load(None).unwrap();
    for sample in samples::all().into_iter().filter(|s| s.template.starts_with("mail/")) {
        let letter = templates.render(sample.template, &sample.given).unwrap();
        assert!(letter.len() < 100_000, "{}: {}", sample.name, letter.len());
        for forbidden in ["<img", "<script", "url(", "<link", "<form"] {
            assert!(!letter.contains(forbidden), "{forbidden} in {}", sample.name);
        }
    }
}

#[test]
fn the_letter_of_an_enormous_week_is_not_cut_off_by_mail_programs() {
    let mut letter = samples::letters::digest();
    let long = "They never rang me back & I waited all day. ".repeat(200);
    let fill = |words: &mut Words| *words = samples::words(&long, &["rang"], true);
    letter.needs_you = letter.needs_you.iter().cycle().take(300).cloned().collect();
    letter.who = letter.who.iter().cycle().take(300).cloned().collect();
    letter.people = letter.people.iter().cycle().take(2_000).cloned().collect();
    letter.needs_you.iter_mut().for_each(|item| fill(&mut item.words));
    letter.who.iter_mut().for_each(|item| fill(&mut item.words));
    letter.smile.iter_mut().for_each(|smile| fill(&mut smile.words));
    let templates = Templates::load(None).unwrap();
    let html = letters::digest(letter, &templates).unwrap().html;
    assert!(html.len() < 100_000, "{}", html.len());
    assert!(html.contains("294 more wait in the inbox"));
    assert!(html.contains("1,961 other people"));
}

#[test]
fn pages_stay_small() {
    let templates = Templates::load(None).unwrap();
    for sample in samples::all().into_iter().filter(|s| s.template.starts_with("web/")) {
        let page = templates.render(sample.template, &sample.given).unwrap();
        assert!(page.len() < 40_000, "{}: {}", sample.name, page.len());
    }
}

#[test]
fn an_operator_can_put_a_template_of_their_own_over_ours() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("web/public")).unwrap();
    let own = folder.path().join("web/public/gone.html");
    fs::write(&own, "Ours: {{ heading }}").unwrap();
    let templates = Templates::load(Some(folder.path())).unwrap();
    let given = serde_json::json!({ "heading": HOSTILE });
    let page = templates.render("web/public/gone.html", &given).unwrap();
    assert!(page.starts_with("Ours: &lt;b&gt;"));

    fs::write(folder.path().join("web/public/gonne.html"), "").unwrap();
    let error = Templates::load(Some(folder.path())).unwrap_err();
    assert!(error.to_string().contains("web/public/gonne.html"));
}

#[test]
fn a_template_that_lacks_a_value_is_an_error_and_not_a_gap() {
    let templates = Templates::load(None).unwrap();
    assert!(templates.render("mail/digest.subject", &serde_json::json!({})).is_err());
    assert!(templates.render("mail/nothing.text", &serde_json::json!({})).is_err());
}
