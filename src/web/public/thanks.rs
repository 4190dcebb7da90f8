//! Fills the page that hands a card back to its customer.

use super::form_page;
use super::thanks_page::{Heard, PrivateLink, ThanksPage};
use crate::domain::urls::without_scheme;
use crate::domain::wording::{Highlight, Words};
use crate::domain::{Kind, Polarity, calendar, names};
use crate::error::Result;
use crate::render::messages::Say;
use crate::services::directory::House;
use crate::services::receipt::{Receipt, link_until};
use crate::store::columns::moment;
use crate::store::forms::FormRow;
use crate::store::roster::AgentRow;
use crate::web::shell::Mark;
use crate::web::state::State;
use jiff::Timestamp;
use jiff::civil::Date;
use std::ops::Range;

/// The page for one card. `code` opens it, `query` keeps its language.
///
/// # Errors
/// `Internal` when a stored moment or zone can't be read; those of the texts.
pub fn page(
    state: &State,
    form: &FormRow,
    house: &House,
    (code, query): (&str, &str),
    receipt: &Receipt,
    (say, now): (&Say<'_>, Timestamp),
) -> Result<ThanksPage> {
    let (messages, lang) = (say.messages(), say.language());
    let zone = calendar::zone(&house.organisation.zone)?;
    let received = moment(receipt.card.received_at)?.to_zoned(zone.clone());
    let today = now.to_zoned(zone.clone()).date();
    let until = link_until(receipt.card.received_at, receipt.keeping)?.to_zoned(zone).date();
    let (praised, complained) = receipt.people();
    let named = |agents: &[&AgentRow]| -> Vec<(String, String)> {
        agents.iter().map(|agent| (agent.name.clone(), names::first_name(&agent.name).to_owned())).collect()
    };
    let (praised, complained) = (named(&praised), named(&complained));
    let letter_day = receipt.letter_weekday.map(|day| say.text(&format!("weekday-{day}"))).transpose()?;
    let kept = say.with("months", [("count", receipt.keeping.card_months.into())])?;
    let heard = Heard {
        kind: receipt.card.kind,
        agents: praised.iter().map(|(_, first)| first.as_str()).collect(),
        manager: receipt.manager.as_ref().map(|member| (member.name.as_str(), names::first_name(&member.name))),
        duty: None,
        reachable: receipt.card.customer_email.is_some() || receipt.card.customer_phone.is_some(),
        letter_day: letter_day.as_deref(),
        kept: &kept,
    };
    let href = format!("{}/f/{}/card/{code}", state.public_url, form.slug);
    let sent = messages.moment(lang, received.datetime(), today)?;
    let month = say.text(&format!("month-{}", until.month()))?;
    Ok(ThanksPage {
        shell: form_page::shell(&house.organisation.name, house.logo.as_ref(), &state.stylesheet.href, say)?,
        heading: heard.heading(say)?,
        lead: heard.lead(say)?,
        own: form.design().texts.remove(lang).map(|texts| texts.thanks).unwrap_or_default(),
        mark: if receipt.card.kind.wants_an_answer() { Mark::Complaint } else { Mark::Praise },
        title: title(receipt.card.kind, &praised, &complained, say)?,
        words: Words::new(&receipt.card.text, &highlights(receipt)),
        sent: say.with("handed-sent", [("when", sent.into())])?,
        sent_iso: received.datetime().strftime("%Y-%m-%dT%H:%M").to_string(),
        number: match receipt.card.number {
            0 => String::new(),
            number => number.to_string(),
        },
        postmark: (postmark(received.date(), say)?, received.year().to_string()),
        private_link: Some(PrivateLink {
            shown: without_scheme(&href).to_owned(),
            href,
            purpose: say.text("handed-link")?,
            until: say.with(
                "date-plain-year",
                [
                    ("day", until.day().to_string().into()),
                    ("month", month.into()),
                    ("year", until.year().to_string().into()),
                ],
            )?,
        }),
        steps: heard.steps(say)?,
        again: format!("/f/{}{query}", form.slug),
    })
}

/// What the card is called: "Praise for Derrick Hale", of several people their first names.
fn title(kind: Kind, praised: &[(String, String)], complained: &[(String, String)], say: &Say<'_>) -> Result<String> {
    let (bare, about, people) = match kind {
        Kind::Praise => ("title-praise", "title-praise-for", praised),
        Kind::Complaint => ("title-complaint", "title-complaint-about", complained),
        Kind::Mixed => ("title-mixed", "title-mixed-about", complained),
    };
    let named: Vec<String> = match people {
        [] => return say.text(bare),
        [(full, _)] => vec![full.clone()],
        several => several.iter().map(|(_, first)| first.clone()).collect(),
    };
    say.with(about, [("people", say.messages().list(say.language(), &named)?.into())])
}

/// "14 NOV": as many letters of the month as tell it from the others.
fn postmark(day: Date, say: &Say<'_>) -> Result<String> {
    let month = say.text(&format!("month-{}", day.month()))?;
    let letters = if month.starts_with("jui") { 4 } else { 3 };
    Ok(format!("{} {}", day.day(), month.chars().take(letters).collect::<String>().to_uppercase()))
}

fn highlights(receipt: &Receipt) -> Vec<Highlight> {
    let of = |spans: &str, complaint: bool| -> Vec<Highlight> {
        let spans: Vec<[usize; 2]> = serde_json::from_str(spans).unwrap_or_default();
        spans.into_iter().map(|[start, end]| Highlight { span: Range { start, end }, complaint }).collect()
    };
    receipt
        .mentions
        .iter()
        .flat_map(|(mention, _)| of(&mention.spans, mention.polarity == Polarity::Complaint))
        .collect()
}
