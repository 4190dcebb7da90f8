//! Fills the page that hands a card back to its customer.

use super::thanks_page::{Heard, PrivateLink, ThanksPage};
use crate::domain::wording::dates::{self, Moment};
use crate::domain::wording::titles::{Named, card_title};
use crate::domain::wording::{Highlight, Words};
use crate::domain::{Polarity, calendar, names};
use crate::error::Result;
use crate::services::directory::House;
use crate::services::receipt::{LINK_LASTS, Receipt};
use crate::store::columns::moment;
use crate::store::forms::FormRow;
use crate::store::roster::AgentRow;
use crate::web::shell::{Mark, Shell};
use crate::web::state::State;
use jiff::Timestamp;
use std::ops::Range;

/// The page for one card.
///
/// # Errors
/// `Internal` when a stored moment or zone can't be read.
pub fn page(
    state: &State,
    form: &FormRow,
    house: &House,
    code: &str,
    receipt: &Receipt,
    now: Timestamp,
) -> Result<ThanksPage> {
    let zone = calendar::zone(&house.organisation.zone)?;
    let received = moment(receipt.card.received_at)?.to_zoned(zone.clone());
    let today = now.to_zoned(zone.clone()).date();
    let until = (moment(receipt.card.received_at)? + LINK_LASTS).to_zoned(zone).date();
    let (praised, complained) = receipt.people();
    let named = |agents: &[&AgentRow]| -> Vec<(String, String)> {
        agents.iter().map(|agent| (agent.name.clone(), names::first_name(&agent.name).to_owned())).collect()
    };
    let (praised, complained) = (named(&praised), named(&complained));
    let firsts: Vec<&str> = praised.iter().map(|(_, first)| first.as_str()).collect();
    let heard = Heard {
        kind: receipt.card.kind,
        agents: firsts,
        manager: receipt.manager.as_ref().map(|member| (member.name.as_str(), names::first_name(&member.name))),
        duty: None,
        reachable: receipt.card.customer_email.is_some() || receipt.card.customer_phone.is_some(),
        letter_day: receipt.letter_weekday.and_then(dates::weekday),
        kept: "12 months",
    };
    let href = format!("{}/f/{}/card/{code}", state.public_url, form.slug);
    Ok(ThanksPage {
        shell: Shell {
            lang: house.organisation.language.clone(),
            ..Shell::public(&house.organisation.name, &state.stylesheet.href, "")
        },
        heading: heard.heading(),
        lead: heard.lead(),
        mark: if receipt.card.kind.wants_an_answer() { Mark::Complaint } else { Mark::Praise },
        title: card_title(receipt.card.kind, &people(&praised), &people(&complained)),
        words: Words::new(&receipt.card.text, &highlights(receipt)),
        sent: Moment::day_and_time(received.datetime(), today),
        number: receipt.card.number.to_string(),
        postmark: (dates::short_day(received.date(), received.date()).to_uppercase(), received.year().to_string()),
        private_link: Some(PrivateLink {
            shown: href.split_once("://").map_or(href.as_str(), |(_, rest)| rest).to_owned(),
            href,
            purpose: "This private link opens your card.".to_owned(),
            until: dates::plain_day(until, until.saturating_sub(jiff::Span::new().years(9))),
        }),
        steps: heard.steps(),
        again: format!("/f/{}", form.slug),
    })
}

fn people(named: &[(String, String)]) -> Vec<Named<'_>> {
    named.iter().map(|(full, first)| Named { full, first }).collect()
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
