//! What a digest says: the whole letter as a snapshot, its text beside its HTML, its size, and whose cards it tells of.

use super::house::{House, Made, URL, at, in_every_store};
use scraper::Html;
use smilecard::domain::Role;
use smilecard::domain::calendar::Period;
use smilecard::mail::letters::Rendered;
use smilecard::services::digest::{Reader, gather, rendered};
use smilecard::store::{members, organisations, subscriptions};

pub const NOW: &str = "2026-11-16T07:00:00Z";

/// Larkspur's week of 9 to 15 November.
pub fn a_week(house: &House) {
    let (derrick, odile, kathryn, catherine) = (house.derrick, house.odile, house.kathryn, house.catherine);
    let janet = Some("Janet Ellis");
    house.card(Made {
        about: &[(derrick, "Derrick")],
        owner: Some(house.ruth),
        customer: janet,
        ..Made::complaint(
            "2026-11-13T16:08:00Z",
            "I rang three times about the same router and explained it from the start each time. On Friday Derrick \
             promised to call back before five. Nobody did.",
        )
    });
    house.card(Made {
        about: &[(odile, "Odile")],
        ..Made::complaint("2026-11-12T09:00:00Z", "Odile was short with me & my <mother>.\n\nNot nice.")
    });
    house.card(Made {
        answered: Some("2026-11-11T09:00:00Z"),
        closed: Some("2026-11-11T10:00:00Z"),
        owner: Some(house.ruth),
        ..Made::complaint("2026-11-10T14:00:00Z", "The bill was wrong.")
    });
    house.card(Made {
        about: &[(derrick, "Derrick")],
        score: 0.95,
        ..Made::praise(
            "2026-11-14T11:20:00Z",
            "My mother is 81 and was close to tears over a bill she could not follow. Derrick went through it with her \
             line by line, found our mistake himself, and never once made her feel slow. She has told the whole street.",
        )
    });
    house.card(Made {
        about: &[(kathryn, "Kathryn")],
        score: 0.99,
        ..Made::praise("2026-11-10T10:00:00Z", "Kathryn!")
    });
    house.card(Made {
        about: &[(kathryn, "Kathryn"), (derrick, "Derrick")],
        ..Made::praise("2026-11-11T10:00:00Z", "Kathryn and Derrick were lovely.")
    });
    house.card(Made {
        maybe: &[(kathryn, "Kathryn"), (catherine, "Kathryn")],
        ..Made::praise(
            "2026-11-15T12:00:00Z",
            "Kathryn in the Mill Street shop moved all my photos across while I had a coffee.",
        )
    });
    house.card(Made::praise("2026-11-15T13:00:00Z", "Good shop."));
    // The week before.
    house.card(Made {
        answered: Some("2026-11-05T09:00:00Z"),
        closed: Some("2026-11-05T10:00:00Z"),
        ..Made::complaint("2026-11-03T14:00:00Z", "Late again.")
    });
    house.card(Made::praise("2026-11-08T23:59:59Z", "Sunday's last minute."));
}

pub fn letter_of(house: &House, reader: Reader) -> Rendered {
    let period = Period { start: at("2026-11-09T00:00:00Z"), end: at("2026-11-16T00:00:00Z") };
    house
        .database
        .read(|connection| {
            let organisation = organisations::by_id(connection, house.organisation)?;
            let content = gather(connection, &organisation, reader, period, at(NOW))?;
            rendered(&house.templates, &content, URL)
        })
        .unwrap()
}

pub fn ruths_letter(house: &House) -> Rendered {
    let mut subscription = house.subscribe_ruth(at("2026-11-04T10:00:00Z"));
    subscription.stop_token = "0SAMPLE0TOKEN0OF0RUTHS0000".to_owned();
    let reader = house.database.read(|connection| Reader::of(connection, &subscription)).unwrap().unwrap();
    letter_of(house, reader)
}

/// Ids of cards and agents differ from run to run.
pub fn redacted(text: &str) -> String {
    let mut out = text.to_owned();
    for mark in ["/cards/", "#who-", "?who="] {
        let mut from = 0;
        while let Some(place) = out[from..].find(mark) {
            let start = from + place + mark.len();
            out.replace_range(start..start + 36, "[id]");
            from = start;
        }
    }
    out
}

#[test]
fn the_letter_reads_as_it_should() {
    in_every_store(|house| {
        a_week(house);
        let letter = ruths_letter(house);
        // PostgreSQL numbers cards over all tests of a database, and this one is new: the same numbers.
        insta::assert_snapshot!("digest_subject", letter.subject);
        insta::assert_snapshot!("digest_text", redacted(&letter.text));
        insta::assert_snapshot!("digest_html", redacted(&letter.html));
    });
}

#[test]
fn the_text_carries_every_fact_of_the_html() {
    in_every_store(|house| {
        a_week(house);
        let letter = ruths_letter(house);
        let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = squeeze(&letter.text).replace(['"', '“', '”'], "").to_lowercase();
        let page = Html::parse_document(&letter.html);
        let selector = scraper::Selector::parse("p, h1, h2, h3, td, th, b, a").unwrap();
        let (mut facts, mut missing) = (0, Vec::new());
        for element in page.select(&selector) {
            for piece in element.children().filter_map(|child| child.value().as_text()) {
                let fact = squeeze(piece).replace(['“', '”', '"'], "").to_lowercase();
                let fact = fact.trim_matches(|letter: char| !letter.is_alphanumeric());
                facts += usize::from(!fact.is_empty());
                if !fact.is_empty() && !plain.contains(fact) {
                    missing.push(fact.to_owned());
                }
            }
        }
        assert!(facts > 60, "{facts}");
        // What the text says in other words or with its own headings.
        const SAID_OTHERWISE: [&str; 6] = [
            "week of",
            "who is kathryn",
            "two cards",
            "five cards need you",
            "someone else, or nobody of ours",
            "one card",
        ];
        missing.retain(|fact| !SAID_OTHERWISE.iter().any(|said| fact.contains(said)));
        // The headline is the subject in words.
        missing.retain(|fact| !letter.subject.contains(fact.trim_end_matches('.')) && !fact.ends_with("need you"));
        assert!(missing.is_empty(), "only in the HTML: {missing:?}");
        for link in page.select(&scraper::Selector::parse("a[href]").unwrap()) {
            let href = link.value().attr("href").unwrap();
            // Weeks and people have their numbers in the text; the whole window's cards are one link there.
            let beside = href.contains("?who=") || (href.contains("/told/") && href.ends_with("show=all"));
            assert!(beside || letter.text.contains(href), "only in the HTML: {href}");
        }
    });
}

#[test]
fn a_manager_is_told_only_of_the_teams_they_lead_and_loses_them_at_once() {
    in_every_store(|house| {
        a_week(house);
        let (organisation, billing) = (house.organisation, house.billing);
        let sam = smilecard::domain::ids::MemberId::at(at("2026-08-03T08:00:00Z"));
        let lead = super::house::member(organisation, sam, "Sam Oduya", Role::Manager, at("2026-08-03T08:00:00Z"));
        let subscription = house.write(move |connection| {
            members::insert(connection, &lead)?;
            smilecard::store::roster::let_lead(connection, organisation, billing, sam)?;
            let wanted =
                smilecard::services::subscriptions::NewSubscription { member: Some(sam), ..Default::default() };
            smilecard::services::subscriptions::create(connection, organisation, &wanted, at("2026-11-04T10:00:00Z"))
        });
        let reader = house.database.read(|connection| Reader::of(connection, &subscription)).unwrap().unwrap();
        let letter = letter_of(house, reader);
        assert!(letter.text.contains("Derrick Hale") && letter.text.contains("Kathryn Bell"));
        assert!(!letter.text.contains("Odile") && !letter.html.contains("Odile"), "{}", letter.text);
        assert!(!letter.text.contains("short with me"));
        let kept =
            house.database.read(|connection| subscriptions::by_id(connection, organisation, subscription.id)).unwrap();
        assert_eq!(kept.stop_token, subscription.stop_token);
    });
}

#[test]
fn the_figures_add_up_to_every_card_that_came_in() {
    in_every_store(|house| {
        a_week(house);
        let everything = letter_of(house, Reader::plain("all@larkspur.example", "Europe/London").unwrap());
        assert_eq!(everything.subject, "5 smiles, 3 complaints, 3 need you");
        let said = everything.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("8 cards came in: 7 tagged or read, 1 waiting for a name"), "{said}");
        assert!(said.contains("Put right 1 the same"), "{said}");
        assert!(said.contains("First answer 19 h 24 h sooner"), "{said}");
    });
}

#[test]
fn the_smile_of_the_week_is_the_warmest_of_twelve_to_sixty_words_that_names_somebody() {
    in_every_store(|house| {
        a_week(house);
        let letter = ruths_letter(house);
        let smile = letter.text.split("SMILE OF THE WEEK").nth(1).unwrap().split("WHO IS THIS?").next().unwrap();
        assert!(smile.contains("My mother is 81") && smile.contains("For Derrick Hale, Billing line."), "{smile}");
        assert!(smile.contains("Saturday 14 November"), "{smile}");
    });
}

#[test]
fn two_hundred_cards_fit_a_mail_program() {
    in_every_store(|house| {
        let (organisation, billing) = (house.organisation, house.billing);
        for number in 0..200_u32 {
            let now = at("2026-08-03T08:00:00Z");
            let id = smilecard::domain::ids::AgentId::at(now);
            let name = format!("Agent {number} of a Long Family Name");
            let row = super::house::agent(organisation, id, &name, billing, now);
            house.write(move |connection| smilecard::store::roster::insert_agent(connection, &row));
            let text = format!("{name} & co. <{}>", "did what was promised and more, ".repeat(30));
            let made = if number % 2 == 0 {
                Made::complaint("2026-11-10T10:00:00Z", &text)
            } else {
                Made::praise("2026-11-10T10:00:00Z", &text)
            };
            house.card(Made { about: &[(id, &name)], ..made });
        }
        let letter = ruths_letter(house);
        assert!(letter.html.len() <= 90_000, "{}", letter.html.len());
        assert_eq!(letter.subject, "100 smiles, 100 complaints, 100 need you");
        assert!(letter.text.contains("more people") && letter.text.contains("Stop this letter"));
        assert!(letter.html.contains("Stop this letter"));
        // A link is never broken; all else fits a narrow window.
        let broad: Vec<&str> = letter.text.lines().filter(|line| line.chars().count() > 76).collect();
        assert!(
            broad.iter().all(|line| line.trim_start().starts_with("https://") || line.contains("  https://")),
            "{broad:?}"
        );
        assert!(
            letter.text.contains(" of 200 cards: the newest complaints and the warmest praise."),
            "{}",
            letter.text
        );
    });
}

/// What `reader` is told of Larkspur's week.
fn told_to(house: &House, change: impl FnOnce(&mut Reader)) -> Rendered {
    let mut reader = Reader::plain("all@larkspur.example", "Europe/London").unwrap();
    reader.member = Some(house.ruth);
    change(&mut reader);
    letter_of(house, reader)
}

#[test]
fn a_letter_holds_every_card_in_its_own_words_while_they_are_few() {
    in_every_store(|house| {
        a_week(house);
        let letter = told_to(house, |_| {});
        assert!(letter.text.contains("All 8 cards, the newest first. Four stand above."), "{}", letter.text);
        for words in ["The bill was wrong.", "Good shop.", "Kathryn and Derrick were lovely."] {
            assert_eq!(letter.text.matches(words).count(), 1, "{words}");
        }
        // Every card once: above or below, never both.
        assert_eq!(letter.text.matches("My mother is 81").count(), 1);
    });
}

#[test]
fn a_letter_can_be_narrowed_to_a_kind_a_team_and_a_place() {
    in_every_store(|house| {
        a_week(house);
        let (organisation, odile, shop) = (house.organisation, house.odile, house.shop);
        house.write(move |connection| {
            let mut row = smilecard::store::roster::agent(connection, organisation, odile)?;
            row.location = Some("Harrowby".to_owned());
            smilecard::store::roster::update_agent(connection, &row)
        });
        let complaints = told_to(house, |reader| reader.shows = smilecard::domain::Shows::Complaints);
        assert!(complaints.subject.starts_with("0 smiles, 3 complaints"), "{}", complaints.subject);
        assert!(!complaints.text.contains("My mother is 81") && complaints.text.contains("The bill was wrong."));
        let praise = told_to(house, |reader| reader.shows = smilecard::domain::Shows::Praise);
        assert!(praise.subject.starts_with("5 smiles, 0 complaints"), "{}", praise.subject);
        assert!(!praise.text.contains("router"), "{}", praise.text);
        let there = told_to(house, |reader| reader.place = Some("Harrowby".to_owned()));
        assert!(there.subject.starts_with("0 smiles, 1 complaint"), "{}", there.subject);
        let team = told_to(house, |reader| reader.scope = smilecard::services::digest::Scope::Teams(vec![shop]));
        assert!(team.text.contains("short with me") && !team.text.contains("My mother is 81"), "{}", team.text);
    });
}

#[test]
fn whom_no_card_was_about_is_said_kindly_and_only_when_asked_for() {
    in_every_store(|house| {
        a_week(house);
        assert!(!told_to(house, |_| {}).text.contains("No card this week"));
        let letter = told_to(house, |reader| reader.absent = true);
        let said = letter.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("No card this week about Catherine Moss. That says nothing about their work."), "{said}");
        assert!(said.contains("Fewer than five cards say little about a person."));
    });
}

#[test]
fn at_a_plain_address_nobody_is_told_by_one_or_two_cards_and_links_lead_into_the_letter() {
    in_every_store(|house| {
        a_week(house);
        let letter = told_to(house, |reader| {
            reader.member = None;
            reader.view_token = Some("0VIEW0TOKEN0OF0THE0BOARD00".to_owned());
        });
        let table = letter.text.split("BY PERSON").nth(1).unwrap();
        assert!(table.contains("Derrick Hale") && !table.contains("Odile Kerr"), "{table}");
        assert!(table.contains("Two people") && table.contains("one or two cards each"), "{table}");
        let within = "https://cards.larkspur.example/letter/0VIEW0TOKEN0OF0THE0BOARD00";
        assert!(
            letter.text.contains(&format!("{within}#words")) && !letter.text.contains("/cards/"),
            "{}",
            letter.text
        );
        let page = Html::parse_document(&letter.html);
        for link in page.select(&scraper::Selector::parse("a[href]").unwrap()) {
            let href = link.value().attr("href").unwrap();
            assert!(href.starts_with(within) || href.contains("/stop/"), "{href}");
            if let Some(anchor) = href.split_once('#').map(|(_, anchor)| anchor) {
                let here = format!("[id=\"{anchor}\"]");
                let found = page.select(&scraper::Selector::parse(&here).unwrap()).next().is_some();
                assert!(found, "{href} leads nowhere");
            }
        }
    });
}
